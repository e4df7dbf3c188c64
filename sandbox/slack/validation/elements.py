"""Interactive elements and where each of them may stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.rich import RICH_TEXT
from sandbox.slack.validation.rules import (
    TYPE,
    URL,
    Check,
    anything,
    boolean,
    both,
    by_type,
    exactly_one,
    fields,
    https,
    items,
    one_of,
    string,
    whole,
)
from sandbox.slack.validation.texts import CONFIRM, OPTION, OPTION_GROUP, RICH_OPTION, SLACK_FILE, plain

_COMMON: dict[str, Check] = {"type": TYPE, "action_id": string(255), "confirm": CONFIRM, "focus_on_load": boolean}
_MANY: dict[str, Check] = {"max_selected_items": whole(1, 1000)}
_ONE_CONVERSATION: dict[str, Check] = {"response_url_enabled": boolean}
_FILTER: dict[str, Check] = {
    "filter": fields(
        {},
        {"include": anything, "exclude_external_shared_channels": boolean, "exclude_bot_users": boolean},
    ),
    "default_to_current_conversation": boolean,
}


def _element(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return fields(required, {**_COMMON, **(optional or {})})


def _menu(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    return _element(required, {"placeholder": plain(150), **(optional or {})})


def _initial_is_offered(value: Any, pointer: str) -> Iterator[Problem]:
    groups = value.get("option_groups") or []
    offered = [*(value.get("options") or []), *(option for group in groups for option in group["options"])]
    initial = [value["initial_option"]] if value.get("initial_option") else value.get("initial_options") or []
    for option in initial:
        if option not in offered:
            yield Problem(f"{pointer}/initial_option", "must match exactly one of the options")


def _choice(options: int, option: Check, *, many: bool, grouped: bool = False) -> Check:
    initial: dict[str, Check] = {"initial_options": items(option, options)} if many else {"initial_option": option}
    offered: dict[str, Check] = {"options": items(option, options)}
    if not grouped:
        return both(_element(offered, initial), _initial_is_offered)
    described = _menu({}, {**offered, **initial, "option_groups": items(OPTION_GROUP, 100), **(_MANY if many else {})})
    return both(both(described, exactly_one("options", "option_groups")), _initial_is_offered)


_DISPATCH = fields({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})
_TYPED: dict[str, Check] = {
    "placeholder": plain(150),
    "initial_value": string(3000, 0),
    "dispatch_action_config": _DISPATCH,
}
_LENGTHS: dict[str, Check] = {"min_length": whole(0, 3000), "max_length": whole(1, 3000)}

BUTTON = _element(
    {"text": plain(75)},
    {
        "value": string(2000),
        "url": URL,
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": string(255),
    },
)
IMAGE = both(
    fields({"type": TYPE, "alt_text": string(2000)}, {"image_url": https, "slack_file": SLACK_FILE}),
    exactly_one("image_url", "slack_file"),
)
OVERFLOW = _element({"options": items(OPTION, 5)})

_MENUS: dict[str, Check] = {
    "static_select": _choice(100, OPTION, many=False, grouped=True),
    "multi_static_select": _choice(100, OPTION, many=True, grouped=True),
    "external_select": _menu({}, {"initial_option": OPTION, "min_query_length": whole(0, 150)}),
    "multi_external_select": _menu(
        {}, {"initial_options": items(OPTION, 100), "min_query_length": whole(0, 150), **_MANY}
    ),
    "users_select": _menu({}, {"initial_user": string(255)}),
    "multi_users_select": _menu({}, {"initial_users": items(string(255), 100), **_MANY}),
    "conversations_select": _menu({}, {"initial_conversation": string(255), **_FILTER, **_ONE_CONVERSATION}),
    "multi_conversations_select": _menu({}, {"initial_conversations": items(string(255), 100), **_FILTER, **_MANY}),
    "channels_select": _menu({}, {"initial_channel": string(255), **_ONE_CONVERSATION}),
    "multi_channels_select": _menu({}, {"initial_channels": items(string(255), 100), **_MANY}),
}
_PICKERS: dict[str, Check] = {
    "checkboxes": _choice(10, RICH_OPTION, many=True),
    "radio_buttons": _choice(10, RICH_OPTION, many=False),
    "datepicker": _menu({}, {"initial_date": string(10, 10)}),
    "timepicker": _menu({}, {"initial_time": string(5, 5), "timezone": string(255)}),
    "datetimepicker": _element({}, {"initial_date_time": whole(1_000_000_000, 9_999_999_999)}),
}
_INPUTS: dict[str, Check] = {
    "plain_text_input": _element({}, {**_TYPED, **_LENGTHS, "multiline": boolean}),
    "email_text_input": _element({}, _TYPED),
    "url_text_input": _element({}, _TYPED),
    "number_input": _element(
        {"is_decimal_allowed": boolean}, {**_TYPED, "min_value": string(50), "max_value": string(50)}
    ),
    "rich_text_input": _element(
        {}, {"initial_value": RICH_TEXT, "placeholder": plain(150), "dispatch_action_config": _DISPATCH}
    ),
    "file_input": _element({}, {"filetypes": items(string(20), 100), "max_files": whole(1, 10)}),
}

IN_ACTIONS = by_type({"button": BUTTON, "overflow": OVERFLOW, **_MENUS, **_PICKERS})
IN_SECTION = by_type({"button": BUTTON, "overflow": OVERFLOW, "image": IMAGE, **_MENUS, **_PICKERS})
IN_INPUT = by_type({**_MENUS, **_PICKERS, **_INPUTS})

_FEEDBACK = fields({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
IN_CONTEXT_ACTIONS = by_type(
    {
        "feedback_buttons": _element({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
        "icon_button": _element(
            {"icon": string(75), "text": plain(75)},
            {"value": string(2000), "accessibility_label": string(75), "visible_to_user_ids": items(string(255), 100)},
        ),
    }
)
