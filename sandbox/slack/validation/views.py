"""A view as a whole."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.rules import TYPE, Check, anything, boolean, fields, string
from sandbox.slack.validation.texts import plain
from sandbox.slack.validation.whole import blocks_problems

MAX_VIEW_BYTES = 250_000
MAX_BLOCKS = 100

_OPTIONAL: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_VIEWS: dict[str, Check] = {
    "modal": fields(
        {"type": TYPE, "title": plain(24), "blocks": anything},
        {
            **_OPTIONAL,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": fields({"type": TYPE, "blocks": anything}, _OPTIONAL),
}


def view_problems(view: Any, surface: str) -> list[Problem]:
    """Everything that Slack would refuse in this view, with pointers from /view; `surface` is modal or home."""
    return list(_problems(view, surface))


def _problems(view: Any, surface: str) -> Iterator[Problem]:
    if view.get("type") != surface:
        yield Problem("/view/type", f"must be a valid enum value: {surface}")
        return
    yield from _VIEWS[surface](view, "/view")
    blocks = view.get("blocks")
    if blocks is None:
        return
    yield from blocks_problems(blocks, surface, MAX_BLOCKS, "/view/blocks")
    has_input = isinstance(blocks, list) and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)
    if surface == "modal" and has_input and not view.get("submit"):
        yield Problem("/view", "missing required field: submit")
