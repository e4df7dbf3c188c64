"""A message's blocks as a whole."""

from typing import Any

from sandbox.slack.validation.report import Problem


def message_problems(blocks: Any) -> list[Problem]:
    return []


def text_length(blocks: Any) -> int:
    return 0
