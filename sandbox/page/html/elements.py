"""Interactive elements: buttons, menus, pickers and the fields of modals."""

import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from sandbox.page.html.look import Look
from sandbox.page.html.mrkdwn import bare, text_object
from sandbox.page.html.pictures import picture
from sandbox.page.html.tag import Json, joined, tag, web_address

_TYPED = {
    "plain_text_input": "text",
    "number_input": "text",
    "email_text_input": "email",
    "url_text_input": "url",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
}
_INITIAL = {
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
}


def element(item: Json, block_id: str, look: Look, label: str = "") -> Markup:
    """The element as HTML, ready to be clicked when `look.live`; `label` names it for screen readers."""
    kind = str(item.get("type", ""))
    draw = _DRAWN.get(kind)
    if draw is None and kind in _TYPED:
        draw = _typed
    if draw is None:
        return tag("span", f"{kind} is not drawn here", class_="unknown")
    return draw(item, _wiring(item, block_id, look, label), look)


def _wiring(item: Json, block_id: str, look: Look, label: str) -> dict[str, Any]:
    """The attributes that tie a control to its action."""
    wires: dict[str, Any] = {"aria_label": item.get("accessibility_label") or label or None}
    if not look.live:
        return wires | {"disabled": True}
    confirm = item.get("confirm")
    return wires | {
        "data_action_id": str(item.get("action_id", "")),
        "data_block_id": block_id,
        "data_kind": str(item.get("type", "")),
        "data_confirm": json.dumps(_confirm_words(confirm)) if isinstance(confirm, dict) else None,
    }


def _confirm_words(confirm: Json) -> dict[str, str]:
    words = {key: bare(confirm.get(key)) for key in ("title", "text", "confirm", "deny")}
    return words | {"style": str(confirm.get("style", "primary"))}


def _button(item: Json, wires: dict[str, Any], _look: Look) -> Markup:
    style = str(item.get("style", "default"))
    address = web_address(item.get("url"))
    text = text_object(item.get("text"), _look)
    if address and _look.live:
        return tag("a", text, class_=f"btn {style}", href=address, target="_blank", rel="noopener noreferrer", **wires)
    return tag("button", text, type="button", class_=f"btn {style}", value=str(item.get("value", "")), **wires)


def _placeholder(item: Json, default: str) -> str:
    return bare(item.get("placeholder")) or default


def _option(option: Json, chosen: list[str]) -> Markup:
    value = str(option.get("value", ""))
    return tag("option", bare(option.get("text")), value=value, selected=value in chosen)


def _initial_values(item: Json) -> list[str]:
    options = [*item.get("initial_options", []), item.get("initial_option")]
    return [str(option.get("value", "")) for option in options if isinstance(option, dict)]


def _select(item: Json, wires: dict[str, Any], look: Look) -> Markup:
    chosen = _initial_values(item)
    many = str(item["type"]).startswith("multi_")
    options = [_option(option, chosen) for option in item.get("options", [])]
    for group in item.get("option_groups", []):
        inner = joined(*(_option(option, chosen) for option in group.get("options", [])))
        options.append(tag("optgroup", inner, label=bare(group.get("label"))))
    return _menu(options, _placeholder(item, look.say("select")), bool(chosen), many, wires)


def _menu(options: list[Markup], hint: str, has_choice: bool, many: bool, wires: dict[str, Any]) -> Markup:  # noqa: FBT001 - private
    first = Markup("") if many else tag("option", hint, value="", selected=not has_choice)
    size = min(max(len(options), 2), 6) if many else None
    wires = {**wires, "aria_label": wires.get("aria_label") or hint}
    return tag("select", first, *options, class_="select", multiple=many, size=size, **wires)


def _directory(entries: Callable[[Look], dict[str, str]], initial: str) -> Callable[..., Markup]:
    def draw(item: Json, wires: dict[str, Any], look: Look) -> Markup:
        many = str(item["type"]).startswith("multi_")
        start = item.get(f"initial_{initial}s" if many else f"initial_{initial}")
        chosen = start if isinstance(start, list) else [start]
        options = [tag("option", name, value=key, selected=key in chosen) for key, name in entries(look).items()]
        return _menu(options, _placeholder(item, look.say("select")), any(chosen), many, wires)

    return draw


def _people(look: Look) -> dict[str, str]:
    return dict(look.people)


def _channels(look: Look) -> dict[str, str]:
    return {key: f"#{name}" for key, name in look.channels.items()}


def _external(item: Json, wires: dict[str, Any], look: Look) -> Markup:
    """A search field; the page fetches the app's suggestions while somebody types."""
    start: Json = item.get("initial_option") or next(iter(item.get("initial_options", [])), {})
    hint = _placeholder(item, look.say("search"))
    wires = {**wires, "aria_label": wires.get("aria_label") or hint}
    field = tag(
        "input",
        type="search",
        class_="field external",
        role="combobox",
        aria_expanded="false",
        aria_autocomplete="list",
        autocomplete="off",
        placeholder=hint,
        value=bare(start.get("text")),
        data_chosen=str(start.get("value", "")),
        data_min=int(item.get("min_query_length", 3)),
        **wires,
    )
    return tag("span", field, tag("ul", class_="suggestions", role="listbox", hidden=True), class_="combo")


def _overflow(item: Json, wires: dict[str, Any], look: Look) -> Markup:
    buttons = [
        tag("button", bare(o.get("text")), type="button", value=str(o.get("value", "")), class_="item", **wires)
        for o in item.get("options", [])
    ]
    summary = tag("summary", "⋯", class_="btn", aria_label=look.say("more"))
    return tag("details", summary, tag("div", *buttons, class_="popup"), class_="overflow")


def _choices(item: Json, wires: dict[str, Any], look: Look) -> Markup:
    """Radio buttons or checkboxes in a group of their own."""
    radio = item["type"] == "radio_buttons"
    chosen = _initial_values(item)
    group = f"{wires.get('data_block_id', 'b')}-{item.get('action_id', 'a')}"
    disabled = bool(wires.pop("disabled", False))
    rows = []
    for option in item.get("options", []):
        value = str(option.get("value", ""))
        box = tag(
            "input",
            type="radio" if radio else "checkbox",
            name=group,
            value=value,
            checked=value in chosen,
            disabled=disabled,
        )
        hint = tag("small", text_object(option["description"], look)) if option.get("description") else ""
        rows.append(tag("label", box, tag("span", text_object(option.get("text"), look), hint), class_="choice"))
    return tag("div", *rows, class_="choices", role="radiogroup" if radio else "group", **wires)


def _typed(item: Json, wires: dict[str, Any], _look: Look) -> Markup:
    kind = str(item["type"])
    start = str(item.get(_INITIAL.get(kind, "initial_value")) or "")
    if kind == "datetimepicker" and start.isdigit():
        start = _look.local(int(start)).strftime("%Y-%m-%dT%H:%M")
    hint = bare(item.get("placeholder")) or None
    shared: dict[str, Any] = {"placeholder": hint, "maxlength": item.get("max_length"), "class_": "field", **wires}
    if item.get("multiline"):
        return tag("textarea", start, rows=4, **shared)
    mode = "decimal" if kind == "number_input" else None
    return tag("input", type=_TYPED[kind], value=start, inputmode=mode, **shared)


def _image(item: Json, _wires: dict[str, Any], look: Look) -> Markup:
    return picture(item, look, "thumb")


def _feedback(item: Json, wires: dict[str, Any], look: Look) -> Markup:
    pair = [item.get("positive_button", {}), item.get("negative_button", {})]
    buttons = [_button(button, dict(wires), look) for button in pair if button]
    return tag("span", *buttons, class_="pair")


_DRAWN: dict[str, Callable[..., Markup]] = {
    "button": _button,
    "icon_button": _button,
    "feedback_buttons": _feedback,
    "workflow_button": _button,
    "static_select": _select,
    "multi_static_select": _select,
    "external_select": _external,
    "multi_external_select": _external,
    "users_select": _directory(_people, "user"),
    "multi_users_select": _directory(_people, "user"),
    "channels_select": _directory(_channels, "channel"),
    "multi_channels_select": _directory(_channels, "channel"),
    "conversations_select": _directory(_channels, "conversation"),
    "multi_conversations_select": _directory(_channels, "conversation"),
    "overflow": _overflow,
    "radio_buttons": _choices,
    "checkboxes": _choices,
    "image": _image,
}
