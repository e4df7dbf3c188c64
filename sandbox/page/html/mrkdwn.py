"""Slack's mrkdwn as HTML. Only what this module recognises becomes markup; the rest is escaped."""

import re
from html import unescape

from markupsafe import Markup

from sandbox.page.html.dates import dated
from sandbox.page.html.emoji import emoji
from sandbox.page.html.glyphs import glyph
from sandbox.page.html.look import Look
from sandbox.page.html.tag import Json, joined, tag, web_address

_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"(?:>|&gt;) ?(.*)")
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<token>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<b>(?=\S)[^*\n]*?(?<=\S))\*(?![\w*])"
    r"|(?<![\w_])_(?P<i>(?=\S)[^\n]*?(?<=\S))_(?![\w_])"
    r"|(?<![\w~])~(?P<s>(?=\S)[^~\n]*?(?<=\S))~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+\-]+(?:::[a-z0-9\-]+)?):"
)
_BROADCAST = {"here": "@here", "channel": "@channel", "everyone": "@everyone"}


def plain(text: str) -> str:
    """The text with Slack's three escapes (&amp; &lt; &gt;) undone, no more."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn(text: str, look: Look) -> Markup:
    """A mrkdwn text as HTML."""
    pieces: list[Markup] = []
    position = 0
    for found in _FENCE.finditer(text):
        pieces.append(_paragraphs(text[position : found.start()].removesuffix("\n"), look))
        pieces.append(tag("pre", tag("code", plain(found[1]))))
        position = found.end() + text.startswith("\n", found.end())
    pieces.append(_paragraphs(text[position:], look))
    return joined(*pieces)


def _paragraphs(text: str, look: Look) -> Markup:
    """Lines, with runs of quoted ones gathered into one quotation."""
    out = Markup("")
    quoted: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), None]:
        found = _QUOTE.fullmatch(line) if line is not None else None
        if quoted and not found:
            out += tag("blockquote", _lines(quoted, look))
            quoted = []
        if lines and (found or line is None):
            out += _lines(lines, look)
            lines = []
        if found:
            quoted.append(found[1])
        elif line is not None:
            lines.append(line)
    return out


def _lines(lines: list[str], look: Look) -> Markup:
    return tag("br").join(inline(line, look) for line in lines)


def inline(text: str, look: Look) -> Markup:
    """One line of mrkdwn as HTML."""
    pieces: list[str | Markup] = []
    position = 0
    for found in _INLINE.finditer(text):
        pieces += [plain(text[position : found.start()]), _span(found, look)]
        position = found.end()
    return joined(*pieces, plain(text[position:]))


def _span(found: re.Match[str], look: Look) -> Markup | str:
    kind = str(found.lastgroup)
    inner = found[kind]
    if kind == "code":
        return tag("code", plain(inner))
    if kind == "token":
        return _token(inner, look)
    if kind == "emoji":
        return emoji_span(inner)
    return tag(kind, inline(inner, look))


def emoji_span(name: str) -> Markup | str:
    """The emoji with its name for screen readers; the shortcode itself when it is not known."""
    drawn = glyph(name)
    if drawn is not None:
        return drawn
    character = emoji(name)
    if character is None:
        return f":{name}:"
    return tag("span", character, class_="emoji", role="img", aria_label=name.replace("_", " "), title=f":{name}:")


def _token(inner: str, look: Look) -> Markup | str:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return person_mark(target[1:], look, label)
    if target.startswith("#"):
        return channel_mark(target[1:], look, label)
    if target.startswith("!"):
        return _special(target[1:], label, look)
    return link(unescape(target), plain(label))


def person_mark(user: str, look: Look, label: str = "") -> Markup:
    """A mention of a person, highlighted when it is the viewer."""
    name = look.people.get(user) or plain(label) or user
    return tag("span", f"@{name}", class_="mention me" if user == look.viewer else "mention", data_user=user)


def channel_mark(channel: str, look: Look, label: str = "") -> Markup:
    """A mention of a channel, a link when the viewer knows it."""
    name = look.channels.get(channel) or plain(label)
    if channel in look.channels:
        return tag("a", f"#{name}", href=f"#{channel}", class_="mention", data_goto=channel)
    return tag("span", f"#{name or look.say('private_channel')}", class_="mention")


def _special(word: str, label: str, look: Look) -> Markup | str:
    if word.startswith("date^"):
        return _date(word, label, look)
    name = word.partition("^")[0]
    shown = _BROADCAST.get(name) or plain(label) or f"@{name}"
    return tag("span", shown, class_="mention")


def _date(word: str, label: str, look: Look) -> Markup | str:
    parts = [*word.split("^"), "", ""]
    shown = dated(parts[1], plain(parts[2]), plain(label), look)
    if parts[3]:
        return link(parts[3], shown)
    return tag("time", shown, title=plain(label))


def link(url: str, label: str) -> Markup | str:
    """A link that opens beside the page; its bare text when the address is not one for a browser."""
    address = web_address(url)
    shown = label or url.removeprefix("mailto:")
    if address is None:
        return shown
    return tag("a", shown, href=address, target="_blank", rel="noopener noreferrer")


def text_object(value: object, look: Look) -> Markup:
    """A text composition object (or a bare string) as HTML."""
    if isinstance(value, str):
        return joined(value)
    if not isinstance(value, dict):
        return Markup("")
    text = str(value.get("text", ""))
    if value.get("type") == "mrkdwn":
        return mrkdwn(text, look)
    return joined(plain_text(value, text))


def plain_text(value: Json, text: str) -> Markup:
    """Plain text, its emoji shortcodes drawn unless `emoji` is false."""
    if value.get("emoji") is False:
        return joined(text)
    pieces = re.split(r":([a-z0-9_+\-]+):", text)
    return joined(*(emoji_span(piece) if n % 2 else piece for n, piece in enumerate(pieces)))


def bare(value: object) -> str:
    """A text object's words only, for attributes and menus."""
    text = value if isinstance(value, str) else str(value.get("text", "")) if isinstance(value, dict) else ""
    return re.sub(r":([a-z0-9_+\-]+):", lambda found: emoji(found[1]) or found[0], text)
