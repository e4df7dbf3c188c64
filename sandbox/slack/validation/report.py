"""Problems found in blocks, each tied to a JSON pointer as in Slack's answers."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    pointer: str
    text: str


def as_messages(problems: Iterable[Problem]) -> list[str]:
    """Slack's wording: "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"."""
    return [f"[ERROR] {problem.text} [json-pointer:{problem.pointer}]" for problem in problems]
