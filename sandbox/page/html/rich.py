"""rich_text: sections, lists, quotations and preformatted text."""

from collections.abc import Callable

from markupsafe import Markup

from sandbox.page.html.dates import dated
from sandbox.page.html.look import Look
from sandbox.page.html.mrkdwn import channel_mark, emoji_span, link, person_mark
from sandbox.page.html.tag import Json, joined, tag

_STYLES = (("code", "code"), ("bold", "b"), ("italic", "i"), ("strike", "s"))


def rich_text(block: Json, look: Look) -> Markup:
    """The block's elements one under the other."""
    return tag("div", *(_part(part, look) for part in block.get("elements", [])), class_="rich")


def _part(part: Json, look: Look) -> Markup:
    kind = part.get("type")
    if kind == "rich_text_list":
        name = "ol" if part.get("style") == "ordered" else "ul"
        items = [tag("li", _part(item, look)) for item in part.get("elements", [])]
        return tag(name, *items, class_=f"indent-{int(part.get('indent', 0))}")
    words = joined(*(_leaf(leaf, look) for leaf in part.get("elements", [])))
    if kind == "rich_text_quote":
        return tag("blockquote", words)
    if kind == "rich_text_preformatted":
        return tag("pre", tag("code", words))
    return tag("span", words, class_="rich-section")


def _leaf(leaf: Json, look: Look) -> Markup:
    draw = _LEAVES.get(str(leaf.get("type")))
    shown: Markup | str = draw(leaf, look) if draw else str(leaf.get("text", ""))
    style = leaf.get("style") if isinstance(leaf.get("style"), dict) else {}
    for key, name in _STYLES:
        if style and style.get(key):
            shown = tag(name, shown)
    return joined(shown)


def _text(leaf: Json, _look: Look) -> Markup:
    return tag("br").join(joined(line) for line in str(leaf.get("text", "")).split("\n"))


def _date(leaf: Json, look: Look) -> str:
    return dated(str(leaf.get("timestamp", "")), str(leaf.get("format", "")), str(leaf.get("fallback", "")), look)


_LEAVES: dict[str, Callable[[Json, Look], Markup | str]] = {
    "text": _text,
    "link": lambda leaf, _look: link(str(leaf.get("url", "")), str(leaf.get("text", ""))),
    "user": lambda leaf, look: person_mark(str(leaf.get("user_id", "")), look),
    "channel": lambda leaf, look: channel_mark(str(leaf.get("channel_id", "")), look),
    "emoji": lambda leaf, _look: emoji_span(str(leaf.get("name", ""))),
    "broadcast": lambda leaf, _look: tag("span", f"@{leaf.get('range', 'here')}", class_="mention"),
    "date": _date,
}
