"""Slack's mrkdwn: escaped exactly once. The only module that makes mentions and links."""

from markupsafe import Markup


def escape(text: str) -> Markup:
    """The text with `&`, `<` and `>` as Slack's entities; Markup comes back unchanged."""
    if isinstance(text, Markup):
        return text
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704 - escaped here


def raw(text: str) -> Markup:
    """Text that is mrkdwn already and must not be escaped again."""
    return Markup(text)  # noqa: S704 - the caller vouches for it


def fit(text: str, most: int) -> Markup:
    """Plain text escaped, and shortened with an ellipsis so that at most `most` characters come out."""
    safe = escape(text)
    if isinstance(text, Markup) or len(safe) <= most:
        return safe
    short = text[: most - 1]
    while len(escape(short)) > most - 1:
        short = short[:-1]
    return escape(short.rstrip() + "…")


def unescape(text: str) -> str:
    """The characters behind Slack's entities."""
    return str(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mention(user_id: str) -> Markup:
    """A mention of a Slack user, who is notified."""
    return raw(f"<@{_identifier(user_id)}>")


def channel_link(channel_id: str) -> Markup:
    """A link to a Slack channel."""
    return raw(f"<#{_identifier(channel_id)}>")


def link(url: str, label: str) -> Markup:
    """A link with a label. ValueError for anything but http(s) and mailto."""
    if not url.startswith(("https://", "http://", "mailto:")):
        raise ValueError(f"not a link: {url}")
    safe = str(escape(url)).replace("|", "%7C")
    return raw(f"<{safe}|{escape(label.replace('|', '/'))}>")


def bold(text: str) -> Markup:
    """Bold text. A line break would end the bold run, so it becomes a space."""
    return raw(f"*{escape(' '.join(text.split()) if not isinstance(text, Markup) else text)}*")


def code(text: str) -> Markup:
    """Text in a code span; a backtick would end it, so it becomes an apostrophe."""
    return raw(f"`{escape(text.replace('`', chr(39)))}`")


def quote(text: str) -> Markup:
    """Text as a block quote, line by line."""
    return Markup("\n").join(raw(f">{escape(line)}") for line in text.splitlines() or [""])


def join(separator: str, parts: "list[Markup] | tuple[Markup, ...]") -> Markup:
    """The parts with the separator between them; the separator is taken as mrkdwn."""
    return raw(separator.join(str(escape(part)) for part in parts))


def _identifier(text: str) -> str:
    if not text.isalnum():
        raise ValueError(f"not a Slack identifier: {text!r}")
    return text
