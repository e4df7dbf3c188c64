"""Text objects, options, confirmation dialogues and references to files."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.rules import TYPE, URL, Check, boolean, both, by_type, exactly_one, fields, items, one_of
from sandbox.slack.validation.rules import string as string_of

_FILE_ID = re.compile(r"F[A-Z0-9]{8,}")


def plain(longest: int) -> Check:
    """A plain_text object of at most so many characters."""
    return by_type({"plain_text": _plain(longest)})


def text(longest: int) -> Check:
    """A plain_text or mrkdwn object."""
    marked = fields({"type": TYPE, "text": string_of(longest)}, {"verbatim": boolean})
    return by_type({"plain_text": _plain(longest), "mrkdwn": marked})


def _plain(longest: int) -> Check:
    return fields({"type": TYPE, "text": string_of(longest)}, {"emoji": boolean})


def option(label: Check) -> Check:
    return fields({"text": label, "value": string_of(150)}, {"description": text(75), "url": URL})


OPTION = option(plain(75))
RICH_OPTION = option(text(75))
OPTION_GROUP = fields({"label": plain(75), "options": items(OPTION, 100)})

CONFIRM = fields(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def _file_id(value: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(value, str) or not _FILE_ID.fullmatch(value):
        yield Problem(pointer, "invalid slack file id")


SLACK_FILE = both(fields({}, {"id": _file_id, "url": URL}), exactly_one("id", "url"))
