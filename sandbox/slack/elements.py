"""Interactive elements: where they sit, what they hold at first, and what a person's choice looks like to the app."""

from collections.abc import Iterator
from typing import Any

from sandbox.slack.errors import Refused
from sandbox.slack.model import Json

_ONE_VALUE = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_ONE_OPTION = ("static_select", "external_select", "overflow", "radio_buttons")
_MANY_OPTIONS = ("multi_static_select", "multi_external_select", "checkboxes")
EXTERNAL = ("external_select", "multi_external_select")


def interactive_of(blocks: list[Json]) -> Iterator[tuple[str, str, Json]]:
    """(block_id, action_id, element) of everything that can be clicked, chosen or typed into."""
    for block in blocks:
        for element in _elements(block):
            if "action_id" in element:
                yield str(block.get("block_id", "")), str(element["action_id"]), element


def _elements(block: Json) -> Iterator[Json]:
    if block.get("type") in ("actions", "context_actions"):
        yield from (element for element in block.get("elements", []) if isinstance(element, dict))
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]
    for key in ("actions", "child_blocks", "blocks"):
        for inner in block.get(key, []) if isinstance(block.get(key), list) else []:
            yield from [inner] if "action_id" in inner else _elements(inner)


def inputs_of(blocks: list[Json]) -> Iterator[tuple[str, str, Json]]:
    """Like interactive_of, without the buttons and overflow menus that hold no state."""
    return (found for found in interactive_of(blocks) if found[2].get("type") not in ("button", "overflow"))


def initial_state(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """`state.values` before anybody touched anything."""
    values: dict[str, dict[str, Json]] = {}
    for block_id, action_id, element in inputs_of(blocks):
        values.setdefault(block_id, {})[action_id] = {"type": element["type"], **_initial(element)}
    return values


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"selected_option": element.get("initial_option")}
    if kind in _MANY_OPTIONS:
        return {"selected_options": element.get("initial_options", [])}
    key = _ONE_VALUE.get(kind, "value")
    empty: Any = [] if kind.startswith("multi_") else None
    return {key: element.get("initial_" + key.removeprefix("selected_"), empty)}


def chosen(element: Json, value: Any, suggested: list[Json]) -> Json:
    """The element's state after a person chose `value` (or a whole state as Slack has it); Refused if not offered."""
    kind = str(element["type"])
    if isinstance(value, dict) and value.get("type") == kind:
        value = next((held for key, held in value.items() if key != "type"), None)
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": None if value is None else _option(element, value, suggested)}
    if kind in _MANY_OPTIONS:
        return {"type": kind, "selected_options": [_option(element, one, suggested) for one in _many(value)]}
    if kind.startswith("multi_"):
        return {"type": kind, _ONE_VALUE[kind]: _many(value)}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": None if value is None else int(value)}
    return {"type": kind, _ONE_VALUE.get(kind, "value"): None if value is None else str(value)}


def is_empty(state: Json) -> bool:
    """True when a person left the field as good as blank."""
    return all(value in (None, "", []) for key, value in state.items() if key != "type")


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def options_of(element: Json) -> list[Json]:
    """Every option on offer, groups flattened."""
    grouped = [option for group in element.get("option_groups", []) for option in group.get("options", [])]
    return [*element.get("options", []), *grouped]


def _begun_with(element: Json) -> list[Json]:
    """What was chosen from the start, which nobody has to search for."""
    return [*element.get("initial_options", []), *filter(None, [element.get("initial_option")])]


def _option(element: Json, value: Any, suggested: list[Json]) -> Json:
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    offered = [*suggested, *_begun_with(element)] if element["type"] in EXTERNAL else options_of(element)
    for option in offered:
        if wanted in (option.get("value"), option.get("text", {}).get("text")):
            return option
    if isinstance(value, dict) and element["type"] in EXTERNAL:
        return value
    raise Refused(f'"{wanted}" is not among the options of "{element.get("action_id")}".')
