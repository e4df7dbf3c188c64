"""Block Kit as data. Plain strings are escaped where the place is mrkdwn; Markup is taken as it is."""

from collections.abc import Iterable, Sequence

from templates import limits
from templates.message import Block
from templates.mrkdwn import escape


def plain(text: str, most: int = limits.SECTION) -> Block:
    """A plain_text object, shortened to `most` characters."""
    return {"type": "plain_text", "text": limits.cut(str(text), most), "emoji": False}


def mrkdwn(text: str, most: int = limits.SECTION) -> Block:
    """A mrkdwn object. ValueError when it is too long: cutting could break an entity or a link.

    `verbatim`: Slack makes no link, channel or mention of its own out of a name that reads like one.
    """
    safe = str(escape(text))
    if len(safe) > most:
        raise ValueError(f"{len(safe)} characters where Slack takes {most}")
    return {"type": "mrkdwn", "text": safe, "verbatim": True}


def header(text: str) -> Block:
    """A header line, shortened to fit."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def section(text: str, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph, with an element at its right where given."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory:
        block["accessory"] = accessory
    return _named(block, block_id)


def fields(texts: Sequence[str], block_id: str | None = None) -> Block:
    """Up to ten short texts in two columns."""
    return _named({"type": "section", "fields": [mrkdwn(text, limits.FIELD) for text in texts]}, block_id)


def context(*texts: str) -> Block:
    """Small print: up to ten pieces."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def actions(elements: Iterable[Block], block_id: str | None = None) -> Block:
    """A row of buttons and selects."""
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(
    label: str, action_id: str, value: str = "", style: str | None = None, spoken: str = "", ask: Block | None = None
) -> Block:
    """A button. `style` is `primary` or `danger`; `spoken` is read by screen readers; `ask` is a `confirm`."""
    element: Block = {"type": "button", "text": plain(label, limits.BUTTON), "action_id": action_id}
    optional = {"value": value, "style": style, "accessibility_label": limits.cut(spoken, 75), "confirm": ask}
    return element | {key: given for key, given in optional.items() if given}


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """The question that is asked before a button acts."""
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def option(label: str, value: str, description: str = "") -> Block:
    """One choice of a select. ValueError when the value is too long: it must come back whole."""
    if not 0 < len(value) <= limits.OPTION_VALUE:
        raise ValueError(f"an option's value has 1 to {limits.OPTION_VALUE} characters, not {len(value)}")
    choice: Block = {"text": plain(label, limits.OPTION), "value": value}
    return choice | ({"description": plain(description, limits.OPTION)} if description else {})


def select(action_id: str, options: Sequence[Block], placeholder: str, initial: Block | None = None) -> Block:
    """A menu of up to a hundred choices."""
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options[: limits.OPTIONS]),
    }
    return element | ({"initial_option": initial} if initial else {})


def multi_select(
    action_id: str, options: Sequence[Block], placeholder: str, initial: Sequence[Block] = (), most: int = 0
) -> Block:
    """A menu of up to a hundred choices of which any may be chosen, or `most` of them."""
    element: Block = {
        "type": "multi_static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options[: limits.OPTIONS]),
    }
    return element | _chosen(initial, most)


def _chosen(initial: Sequence[Block], most: int) -> Block:
    some: Block = {"initial_options": list(initial)} if initial else {}
    return some | ({"max_selected_items": most} if most else {})


def external_select(action_id: str, placeholder: str, least: int = 0, initial: Block | None = None) -> Block:
    """A menu whose choices are asked of us while somebody types."""
    element: Block = {
        "type": "external_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "min_query_length": least,
    }
    return element | ({"initial_option": initial} if initial else {})


def multi_external_select(action_id: str, placeholder: str, initial: Sequence[Block] = (), most: int = 0) -> Block:
    """The same, of which any may be chosen, or `most` of them."""
    element: Block = {
        "type": "multi_external_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "min_query_length": 0,
    }
    return element | _chosen(initial, most)


def users_select(action_id: str, placeholder: str, initial: str = "") -> Block:
    """A choice of people."""
    element: Block = {"type": "users_select", "action_id": action_id, "placeholder": plain(placeholder, 150)}
    return element | ({"initial_user": initial} if initial else {})


def datepicker(action_id: str, initial: str) -> Block:
    """A choice of a day, `2026-11-16` at first, or none."""
    element: Block = {"type": "datepicker", "action_id": action_id}
    return element | ({"initial_date": initial} if initial else {})


def radio(action_id: str, options: Sequence[Block], initial: Block | None = None) -> Block:
    """One of up to ten choices, all in sight."""
    element: Block = {"type": "radio_buttons", "action_id": action_id, "options": list(options[:10])}
    return element | ({"initial_option": initial} if initial else {})


def checkboxes(action_id: str, options: Sequence[Block], initial: Sequence[Block] = ()) -> Block:
    """Up to ten choices, all in sight, of which any may be chosen."""
    element: Block = {"type": "checkboxes", "action_id": action_id, "options": list(options[:10])}
    return element | ({"initial_options": list(initial)} if initial else {})


def image(alt_text: str, file_id: str | None = None, url: str | None = None, title: str = "") -> Block:
    """An image from a Slack file or an address (exactly one of them)."""
    if (file_id is None) == (url is None):
        raise ValueError("an image has one source")
    source: Block = {"slack_file": {"id": file_id}} if file_id else {"image_url": url}
    block: Block = {"type": "image", **source, "alt_text": limits.cut(alt_text, limits.ALT)}
    return block | ({"title": plain(title, 2_000)} if title else {})


def text_input(action_id: str, initial: str = "", placeholder: str = "", *, multiline: bool = False) -> Block:
    """A field to type into."""
    element: Block = {"type": "plain_text_input", "action_id": action_id, "multiline": multiline}
    optional = {"initial_value": initial, "placeholder": plain(placeholder, 150) if placeholder else None}
    return element | {key: given for key, given in optional.items() if given}


def field(label: str, element: Block, block_id: str, hint: str = "", *, optional: bool = False) -> Block:
    """A labelled field of a modal."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2_000),
        "element": element,
        "optional": optional,
    }
    return block | ({"hint": plain(hint, 2_000)} if hint else {})


def modal(
    title: str, blocks: Sequence[Block], callback_id: str, private_metadata: str = "", submit: str = "", close: str = ""
) -> Block:
    """A modal view."""
    view: Block = {"type": "modal", "title": plain(title, 24), "callback_id": callback_id, "blocks": list(blocks)}
    if private_metadata:
        view["private_metadata"] = private_metadata
    labels = {"submit": submit, "close": close}
    return view | {key: plain(label, 24) for key, label in labels.items() if label}


def home(blocks: Sequence[Block]) -> Block:
    """An App Home view, cut to the blocks that Slack takes."""
    return {"type": "home", "blocks": list(blocks[: limits.BLOCKS["home"]])}


def _named(block: Block, block_id: str | None) -> Block:
    return block | ({"block_id": block_id} if block_id else {})
