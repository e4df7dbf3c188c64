"""A message's blocks as a whole."""

from typing import Any

from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.whole import blocks_problems

MAX_BLOCKS = 50


def message_problems(blocks: Any) -> list[Problem]:
    """Everything that Slack would refuse in these blocks, with pointers from /blocks."""
    return list(blocks_problems(blocks, "message", MAX_BLOCKS, "/blocks"))


def text_length(node: Any) -> int:
    """How many characters of text the blocks hold together."""
    if isinstance(node, dict):
        own = len(node["text"]) if isinstance(node.get("text"), str) else 0
        return own + sum(text_length(value) for value in node.values() if isinstance(value, dict | list))
    return sum(text_length(item) for item in node) if isinstance(node, list) else 0
