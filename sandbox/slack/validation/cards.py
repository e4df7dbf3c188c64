"""Blocks of the last two years: cards, carousels, containers, alerts, plans and tasks."""

from sandbox.slack.validation.elements import BUTTON, IMAGE, IN_CONTEXT_ACTIONS
from sandbox.slack.validation.rich import RICH_TEXT
from sandbox.slack.validation.rules import (
    BLOCK_ID,
    TYPE,
    Check,
    anything,
    boolean,
    by_type,
    fields,
    items,
    one_of,
    string,
)
from sandbox.slack.validation.texts import plain, text

CARD: Check = fields(
    {"type": TYPE},
    {
        **BLOCK_ID,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        # Two or three, sources differ; two is safe.
        "actions": items(by_type({"button": BUTTON}), 2),
        "hero_image": by_type({"image": IMAGE}),
        "icon": by_type({"image": IMAGE}),
        "slack_icon": anything,
    },
)
CAROUSEL: Check = fields({"type": TYPE, "elements": items(by_type({"card": CARD}), 10)}, BLOCK_ID)
ALERT: Check = fields(
    {"type": TYPE, "text": text(200)},
    {**BLOCK_ID, "level": one_of("default", "info", "warning", "error", "success")},
)
CONTEXT_ACTIONS: Check = fields({"type": TYPE, "elements": items(IN_CONTEXT_ACTIONS, 5)}, BLOCK_ID)
_IN_PLAN = ("pending", "in_progress", "complete", "error")


def _task(statuses: tuple[str, ...]) -> Check:
    return fields(
        {"type": TYPE, "task_id": string(255), "title": string(255)},
        {
            **BLOCK_ID,
            "status": one_of(*statuses),
            "details": RICH_TEXT,
            "output": RICH_TEXT,
            "sources": items(anything, 50),
        },
    )


TASK_CARD: Check = _task(("in_progress", "complete", "error"))
PLAN: Check = fields({"type": TYPE, "title": string(255)}, {**BLOCK_ID, "tasks": items(_task(_IN_PLAN), 50)})


def container(inner: Check) -> Check:
    """A container around the blocks that may stand in one."""
    return fields(
        {"type": TYPE, "child_blocks": items(inner, 10)},
        {
            **BLOCK_ID,
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "icon": by_type({"image": IMAGE}),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
            "width": one_of("narrow", "standard", "wide", "full"),
        },
    )
