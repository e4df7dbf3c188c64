"""The body of a message: its blocks or its text, then attachments and files."""

from markupsafe import Markup

from sandbox.page.html.blocks import blocks_html
from sandbox.page.html.look import Look
from sandbox.page.html.mrkdwn import mrkdwn, plain
from sandbox.page.html.pictures import stored
from sandbox.page.html.tag import Json, joined, tag, web_address


def body_html(message: Json, look: Look) -> Markup:
    """Everything under the author's name."""
    blocks = message.get("blocks") or []
    main = tag("div", blocks_html(blocks, look), class_="blocks") if blocks else text_html(message, look)
    attached = joined(*(_attachment(item, look) for item in message.get("attachments") or []))
    files = joined(*(_file(item, look) for item in message.get("files") or []))
    return main + attached + files


def text_html(message: Json, look: Look) -> Markup:
    text = str(message.get("text") or "")
    if str(message.get("subtype", "")).endswith("_join"):
        text = look.say("joined", who=f"<@{message.get('user', '')}>")
    if not text:
        return Markup("")
    shown = plain(text) if message.get("mrkdwn") is False else mrkdwn(text, look)
    return tag("div", shown, class_="text")


def _attachment(item: Json, look: Look) -> Markup:
    parts = [mrkdwn(str(item[key]), look) for key in ("pretext", "title", "text") if item.get(key)]
    lines = [tag("div", part) for part in parts]
    return tag("div", *lines, blocks_html(item.get("blocks") or [], look), class_="attachment")


def _file(item: Json, look: Look) -> Markup:
    """A shared file: images are shown, others are offered for download."""
    found = look.picture_of(str(item.get("id", "")), "")
    name = str(item.get("title") or item.get("name") or look.say("file"))
    if found is not None and (not found.ready or str(item.get("mimetype", "")).startswith("image/")):
        alt = str(item.get("alt_txt") or name)
        return tag("figure", tag("figcaption", name), stored(found, look, alt), class_="figure")
    address = found.url if found else web_address(item.get("url_private"))
    size = look.say("bytes", count=int(item.get("size", 0)))
    return tag("p", tag("a", name, href=address, download=True), " ", tag("small", size), class_="attachment")
