"""Blocks as HTML: one function per kind of block."""

from collections.abc import Callable

from markupsafe import Markup

from sandbox.page.html.charts import chart_block
from sandbox.page.html.elements import element
from sandbox.page.html.look import Look
from sandbox.page.html.markdown import markdown
from sandbox.page.html.mrkdwn import bare, text_object
from sandbox.page.html.pictures import image_block, picture
from sandbox.page.html.rich import rich_text
from sandbox.page.html.tables import table_block
from sandbox.page.html.tag import Json, joined, tag


def blocks_html(blocks: list[Json], look: Look) -> Markup:
    """All the blocks, each in an element of its own."""
    return joined(*(block_html(block, look) for block in blocks if isinstance(block, dict)))


def block_html(block: Json, look: Look) -> Markup:
    """One block; a kind that is not known here says so instead of vanishing."""
    kind = str(block.get("type", ""))
    draw = _DRAWN.get(kind)
    if draw is None:
        return tag("div", look.say("unknown_block", kind=kind), class_="block unknown")
    name = kind.replace("_", "-")
    required = kind == "input" and not block.get("optional")
    return tag("div", draw(block, look), class_=f"block {name}", data_block=_id(block) or None, data_required=required)


def _id(block: Json) -> str:
    return str(block.get("block_id", ""))


def _section(block: Json, look: Look) -> Markup:
    parts: list[Markup] = []
    if block.get("text"):
        parts.append(tag("div", text_object(block["text"], look), class_="text"))
    if block.get("fields"):
        cells = [tag("div", text_object(field, look), class_="cell") for field in block["fields"]]
        parts.append(tag("div", *cells, class_="fields"))
    body = tag("div", *parts, class_="section-body")
    accessory = block.get("accessory")
    if not isinstance(accessory, dict):
        return body
    label = bare(block.get("text"))[:80] if accessory.get("type") != "button" else ""
    return body + tag("div", element(accessory, _id(block), look, label), class_="accessory")


def _header(block: Json, look: Look) -> Markup:
    level = block.get("level")
    name = f"h{min(int(level), 4) + 2}" if isinstance(level, int) and level > 0 else "h3"
    return tag(name, text_object(block.get("text"), look))


def _context(block: Json, look: Look) -> Markup:
    parts = [
        picture(item, look, "tiny") if item.get("type") == "image" else tag("span", text_object(item, look))
        for item in block.get("elements", [])
    ]
    return joined(*parts)


def _actions(block: Json, look: Look) -> Markup:
    return joined(*(element(item, _id(block), look) for item in block.get("elements", [])))


def _input(block: Json, look: Look) -> Markup:
    """A labelled field with its hint and a place for what is wrong with it."""
    label = bare(block.get("label"))
    optional = tag("small", f" ({look.say('optional')})") if block.get("optional") else ""
    item = block.get("element")
    field = element(item, _id(block), look, label) if isinstance(item, dict) else Markup("")
    hint = tag("p", text_object(block["hint"], look), class_="hint") if block.get("hint") else ""
    problem = tag("p", class_="problem", role="alert", hidden=True)
    return joined(tag("div", text_object(block.get("label"), look), optional, class_="label"), field, problem, hint)


def _video(block: Json, look: Look) -> Markup:
    shown = {"image_url": block.get("thumbnail_url"), "alt_text": block.get("alt_text", "")}
    return tag("b", text_object(block.get("title"), look)) + picture(shown, look)


def _container(block: Json, look: Look) -> Markup:
    inner = blocks_html(block.get("child_blocks") or block.get("blocks") or [], look)
    title = text_object(block.get("title"), look)
    if block.get("is_collapsible"):
        return tag("details", tag("summary", title), inner, open=not block.get("default_collapsed"))
    return tag("b", title) + inner


def _card(block: Json, look: Look) -> Markup:
    hero = block.get("hero_image")
    parts = [picture(hero, look)] if isinstance(hero, dict) else []
    words = [key for key in ("title", "subtitle", "body", "subtext") if block.get(key)]
    parts += [tag("div", text_object(block[key], look), class_=f"card-{key}") for key in words]
    buttons = [element(item, _id(block), look) for item in block.get("actions", [])]
    return joined(*parts, *buttons)


def _alert(block: Json, look: Look) -> Markup:
    return tag(
        "div", text_object(block.get("text"), look), class_=f"alert {block.get('level', 'default')}", role="note"
    )


_DRAWN: dict[str, Callable[[Json, Look], Markup]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "image": image_block,
    "divider": lambda _block, _look: tag("hr"),
    "input": _input,
    "rich_text": rich_text,
    "data_visualization": lambda block, _look: chart_block(block),
    "table": table_block,
    "data_table": table_block,
    "markdown": lambda block, look: markdown(str(block.get("text", "")), look),
    "video": _video,
    "container": _container,
    "card": _card,
    "carousel": lambda block, look: joined(*(block_html(c, look) for c in block.get("elements", []))),
    "alert": _alert,
}
