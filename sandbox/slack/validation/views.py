"""A view as a whole."""

from typing import Any

from sandbox.slack.validation.report import Problem

MAX_VIEW_BYTES = 250_000


def view_problems(view: Any, surface: str) -> list[Problem]:
    return []
