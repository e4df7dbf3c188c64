"""Every block, what it may hold, and on which surface it may stand."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.validation.cards import ALERT, CARD, CAROUSEL, CONTEXT_ACTIONS, PLAN, TASK_CARD, container
from sandbox.slack.validation.charts import DATA_VISUALIZATION
from sandbox.slack.validation.elements import IMAGE as IMAGE_ELEMENT
from sandbox.slack.validation.elements import IN_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.rich import RICH_TEXT
from sandbox.slack.validation.rules import (
    BLOCK_ID,
    TYPE,
    Check,
    boolean,
    both,
    by_type,
    exactly_one,
    fields,
    https,
    items,
    string,
    whole,
)
from sandbox.slack.validation.tables import DATA_TABLE, TABLE
from sandbox.slack.validation.texts import SLACK_FILE, plain, text

MARKDOWN = 12_000

_IN_CONTEXT = by_type(
    {"image": IMAGE_ELEMENT, "mrkdwn": text(3000), "plain_text": text(3000)},
)


def _some_content(value: Any, pointer: str) -> Iterator[Problem]:
    if not value.get("text") and not value.get("fields"):
        yield Problem(pointer, "must provide text or fields")


_SECTION = both(
    fields(
        {"type": TYPE},
        {**BLOCK_ID, "text": text(3000), "fields": items(text(2000), 10), "accessory": IN_SECTION, "expand": boolean},
    ),
    _some_content,
)
_IMAGE = both(
    fields(
        {"type": TYPE, "alt_text": string(2000)},
        {**BLOCK_ID, "title": plain(2000), "image_url": https, "slack_file": SLACK_FILE},
    ),
    exactly_one("image_url", "slack_file"),
)
_INPUT = fields(
    {"type": TYPE, "label": plain(2000), "element": IN_INPUT},
    {**BLOCK_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
)
_VIDEO = fields(
    {"type": TYPE, "alt_text": string(2000), "title": plain(200), "thumbnail_url": https, "video_url": https},
    {
        **BLOCK_ID,
        "author_name": string(50),
        "description": plain(200),
        "provider_icon_url": https,
        "provider_name": string(255),
        "title_url": https,
    },
)

_SIMPLE: dict[str, Check] = {
    "section": _SECTION,
    "header": fields({"type": TYPE, "text": plain(150)}, {**BLOCK_ID, "level": whole(1, 4)}),
    "divider": fields({"type": TYPE}, BLOCK_ID),
    "context": fields({"type": TYPE, "elements": items(_IN_CONTEXT, 10)}, BLOCK_ID),
    "actions": fields({"type": TYPE, "elements": items(IN_ACTIONS, 25)}, BLOCK_ID),
    "image": _IMAGE,
    "input": _INPUT,
    "rich_text": RICH_TEXT,
    "table": TABLE,
    "video": _VIDEO,
    "file": fields({"type": TYPE, "external_id": string(255), "source": string(50)}, BLOCK_ID),
}
BLOCKS: dict[str, Check] = {
    **_SIMPLE,
    "markdown": fields({"type": TYPE, "text": string(MARKDOWN)}, BLOCK_ID),
    "context_actions": CONTEXT_ACTIONS,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "card": CARD,
    "carousel": CAROUSEL,
    "container": container(by_type(_SIMPLE)),
    "alert": ALERT,
    "plan": PLAN,
    "task_card": TASK_CARD,
}

_EVERYWHERE = ("message", "modal", "home")
_SURFACES: dict[str, tuple[str, ...]] = {
    "alert": ("modal",),
    "context_actions": ("message",),
    "table": ("message",),
    "data_table": ("message", "home"),
    "data_visualization": ("message", "home"),
    "carousel": ("message", "home"),
    "card": ("message", "home"),
    "container": ("message", "home"),
    "markdown": ("message",),
    "plan": ("message",),
    "task_card": ("message",),
    "file": ("message",),
}


def allowed_on(kind: str, surface: str) -> bool:
    """Whether a block of this type may stand on a message, a modal or Home."""
    return surface in _SURFACES.get(kind, _EVERYWHERE)


BLOCK: Check = by_type(BLOCKS)
