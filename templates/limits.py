"""Slack's limits as data, checked before every send. Source: Slack's Block Kit reference (November 2026)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from templates.message import Block, Message

Surface = Literal["message", "modal", "home"]

TEXT = 40_000
SECTION = 3_000
FIELD = 2_000
HEADER = 150
BUTTON = 75
VALUE = 2_000
ALT = 2_000
OPTIONS = 100
OPTION = 75
OPTION_VALUE = 150
BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
SERIES = 6
POINTS = 20
CHARTS = 2
ELLIPSIS = "…"

_SURFACES: dict[str, frozenset[str]] = {
    "section": frozenset({"message", "modal", "home"}),
    "header": frozenset({"message", "modal", "home"}),
    "context": frozenset({"message", "modal", "home"}),
    "actions": frozenset({"message", "modal", "home"}),
    "divider": frozenset({"message", "modal", "home"}),
    "image": frozenset({"message", "modal", "home"}),
    "input": frozenset({"modal", "home"}),
    "data_visualization": frozenset({"message", "modal", "home"}) - {"modal"},
}
# (block or element type, path inside it) -> the most characters, and whether it must be there
_LENGTHS: dict[str, tuple[tuple[str, int, bool], ...]] = {
    "section": (("text.text", SECTION, False), ("block_id", 255, False)),
    "header": (("text.text", HEADER, True), ("block_id", 255, False)),
    "image": (("alt_text", ALT, True), ("title.text", 2_000, False), ("image_url", 3_000, False)),
    "button": (
        ("text.text", BUTTON, True),
        ("value", VALUE, False),
        ("url", 3_000, False),
        ("accessibility_label", 75, False),
    ),
    "data_visualization": (("title", 50, True),),
    "input": (("label.text", 2_000, True), ("hint.text", 2_000, False)),
    "static_select": (("placeholder.text", 150, False),),
    "multi_static_select": (("placeholder.text", 150, False),),
    "external_select": (("placeholder.text", 150, False),),
    "plain_text_input": (("placeholder.text", 150, False), ("initial_value", 3_000, False)),
}
_LISTS: dict[str, tuple[tuple[str, int, int], ...]] = {
    "section": (("fields", 1, 10),),
    "context": (("elements", 1, 10),),
    "actions": (("elements", 1, 25),),
    "static_select": (("options", 1, OPTIONS),),
    "multi_static_select": (("options", 1, OPTIONS),),
    "radio_buttons": (("options", 1, 10),),
    "checkboxes": (("options", 1, 10),),
    "overflow": (("options", 1, 5),),
}
_CONFIRM = (("title.text", 100, True), ("text.text", 300, True), ("confirm.text", 30, True), ("deny.text", 30, True))
_OPTION = (("text.text", OPTION, True), ("value", OPTION_VALUE, True), ("description.text", 75, False))
_VIEW = (
    ("title.text", 24, True),
    ("submit.text", 24, False),
    ("close.text", 24, False),
    ("private_metadata", 3_000, False),
    ("callback_id", 255, False),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that Slack would refuse: a JSON pointer, a code, and the numbers behind it."""

    pointer: str
    code: str
    detail: str = ""


def check(thing: "Message | Sequence[Block] | Block", surface: Surface = "message") -> list[Fault]:
    """Every fault of a message, of a list of blocks, or of a view (`modal`, `home`); empty when Slack takes it."""
    if isinstance(thing, Message):
        faults = [] if thing.text.strip() else [Fault("/text", "missing")]
        if len(thing.text) > TEXT:
            faults.append(Fault("/text", "too_long", f"{len(thing.text)} > {TEXT}"))
        room = len(thing.chart.axes) if thing.chart else 0
        return faults + list(_blocks(thing.blocks, surface, BLOCKS[surface] - room))
    if isinstance(thing, dict):
        view = list(_measured(thing, _VIEW, "")) if surface == "modal" else []
        return view + list(_blocks(thing.get("blocks", []), surface, BLOCKS[surface]))
    return list(_blocks(thing, surface, BLOCKS[surface]))


def cut(text: str, most: int) -> str:
    """The text, ended with an ellipsis where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS


def _blocks(blocks: Sequence[Block], surface: Surface, most: int) -> Iterator[Fault]:
    if len(blocks) > most:
        yield Fault("/blocks", "too_many", f"{len(blocks)} > {most}")
    for n, block in enumerate(blocks):
        pointer = f"/blocks/{n}"
        if surface not in _SURFACES.get(block.get("type", ""), frozenset()):
            yield Fault(pointer, "not_allowed_here", str(block.get("type")))
        yield from _block(block, pointer)
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    yield from (Fault("/blocks", "duplicate_block_id", name) for name, times in ids.items() if times > 1)
    if sum(block.get("type") == "data_visualization" for block in blocks) > CHARTS:
        yield Fault("/blocks", "too_many_charts")


def _block(block: Block, pointer: str) -> Iterator[Fault]:
    yield from _typed(block, pointer)
    kind = block.get("type")
    if kind == "section" and "text" not in block and "fields" not in block:
        yield Fault(pointer, "missing", "text or fields")
    if kind == "section":
        for n, field in enumerate(block.get("fields", ())):
            yield from _measured(field, (("text", FIELD, True),), f"{pointer}/fields/{n}")
        if "accessory" in block:
            yield from _typed(block["accessory"], f"{pointer}/accessory")
    if kind == "image" and ("image_url" in block) == ("slack_file" in block):
        yield Fault(pointer, "one_source")
    if kind == "data_visualization":
        yield from _chart(block["chart"], f"{pointer}/chart")
    elements = block.get("elements", ())
    for n, element in enumerate(elements):
        yield from _typed(element, f"{pointer}/elements/{n}")
    actions = Counter(element["action_id"] for element in elements if "action_id" in element)
    yield from (Fault(pointer, "duplicate_action_id", name) for name, times in actions.items() if times > 1)
    if kind == "input":
        yield from _typed(block["element"], f"{pointer}/element")


def _typed(thing: Block, pointer: str) -> Iterator[Fault]:
    kind = str(thing.get("type", ""))
    yield from _measured(thing, (*_LENGTHS.get(kind, ()), ("action_id", 255, False)), pointer)
    for path, least, most in _LISTS.get(kind, ()):
        count = len(thing[path]) if path in thing else None
        if count is not None and not least <= count <= most:
            yield Fault(f"{pointer}/{path}", "count", f"{count} not in {least}..{most}")
    for n, option in enumerate(thing.get("options", ())):
        yield from _measured(option, _OPTION, f"{pointer}/options/{n}")
    if kind in {"mrkdwn", "plain_text"}:
        yield from _measured(thing, (("text", SECTION, True),), pointer)
    if "confirm" in thing:
        yield from _measured(thing["confirm"], _CONFIRM, f"{pointer}/confirm")


def _measured(thing: Block, rules: Sequence[tuple[str, int, bool]], pointer: str) -> Iterator[Fault]:
    for path, most, needed in rules:
        value: Any = thing
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            if needed:
                yield Fault(f"{pointer}/{path.replace('.', '/')}", "missing")
        elif len(value) > most or not value:
            detail = f"{len(value)} not in 1..{most}"
            yield Fault(f"{pointer}/{path.replace('.', '/')}", "length", detail)


def _chart(chart: Block, pointer: str) -> Iterator[Fault]:
    categories = chart["axis_config"]["categories"]
    if not 1 <= len(categories) <= POINTS or len(set(categories)) < len(categories):
        yield Fault(f"{pointer}/axis_config/categories", "count_or_duplicate", str(len(categories)))
    if not 1 <= len(chart["series"]) <= SERIES:
        yield Fault(f"{pointer}/series", "count", str(len(chart["series"])))
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) < len(names):
        yield Fault(f"{pointer}/series", "duplicate")
    for n, series in enumerate(chart["series"]):
        labels = [point["label"] for point in series["data"]]
        if labels != categories:
            yield Fault(f"{pointer}/series/{n}", "one_point_per_category")
        if any(len(text) > POINTS or not text for text in (series["name"], *labels)):
            yield Fault(f"{pointer}/series/{n}", "label_length")
    for key in ("x_label", "y_label"):
        if len(chart["axis_config"].get(key, "")) > 50:  # noqa: PLR2004 - Slack's limit for axis labels
            yield Fault(f"{pointer}/axis_config/{key}", "length")
