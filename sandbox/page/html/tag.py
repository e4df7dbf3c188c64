"""The one place where markup is made: everything that is not Markup already is escaped."""

from typing import Any

from markupsafe import Markup, escape

Json = dict[str, Any]
_VOID = ("img", "input", "hr", "br")


def tag(name: str, /, *children: str | Markup, **attributes: str | int | bool | None) -> Markup:
    """An element. `class_` means class, other underscores become hyphens; None and False leave the attribute out."""
    opening = Markup("<{}{}>").format(name, _attributes(attributes))
    if name in _VOID:
        return opening
    return opening + joined(*children) + Markup("</{}>").format(name)


def joined(*children: str | Markup) -> Markup:
    """The pieces one after the other, each escaped unless it is markup."""
    return Markup("").join(escape(child) for child in children)


def _attributes(attributes: dict[str, str | int | bool | None]) -> Markup:
    written = Markup("")
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        written += Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, str(value))
    return written


def web_address(url: object) -> str | None:
    """The address if a browser may open it from a message (http, https, mailto, or this server's own), else None."""
    text = str(url or "").strip()
    lowered = text.lower()
    if lowered.startswith(("https://", "http://", "mailto:")):
        return text
    return text if text.startswith("/") and not text.startswith(("//", "/\\")) else None
