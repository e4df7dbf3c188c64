"""The markdown block: headings, lists, quotations, tables, fences, and the usual inline marks."""

import re
from collections.abc import Callable

from markupsafe import Markup

from sandbox.page.html.look import Look
from sandbox.page.html.mrkdwn import emoji_span, link
from sandbox.page.html.tables import grid
from sandbox.page.html.tag import joined, tag

_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<url>[^)\s]+)\)"
    r"|\*\*(?P<b>.+?)\*\*|__(?P<b2>.+?)__"
    r"|~~(?P<s>.+?)~~"
    r"|(?<!\w)[*_](?P<i>(?=\S)[^*_\n]+?(?<=\S))[*_](?!\w)"
    r"|:(?P<emoji>[a-z0-9_+\-]+):"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")


def markdown(text: str, look: Look) -> Markup:
    """Standard Markdown as far as messages use it."""
    lines = text.split("\n")
    out: list[Markup] = []
    at = 0
    while at < len(lines):
        taken, drawn = _next(lines, at, look)
        out.append(drawn)
        at += taken
    return tag("div", *out, class_="markdown")


def _next(lines: list[str], at: int, look: Look) -> tuple[int, Markup]:
    """The block that starts on that line: how many lines it takes, and its HTML."""
    line = lines[at]
    if line.startswith("```"):
        return _fence(lines, at)
    if not line.strip():
        return 1, Markup("")
    if found := _HEADING.fullmatch(line):
        level = min(len(found[1]) + 2, 6)
        return 1, tag(f"h{level}", inline(found[2], look))
    if _RULE.fullmatch(line):
        return 1, tag("hr")
    if "|" in line and at + 1 < len(lines) and _TABLE_RULE.fullmatch(lines[at + 1]):
        return _table(lines, at, look)
    if line.startswith(">"):
        run = _run(lines, at, lambda one: one.startswith(">"))
        return len(run), tag("blockquote", _broken([one[1:].strip() for one in run], look))
    if _ITEM.fullmatch(line):
        return _list(lines, at, look)
    run = _run(lines, at, lambda one: bool(one.strip()) and not _starts_block(one)) or [line]
    return len(run), tag("p", _broken(run, look))


def _starts_block(line: str) -> bool:
    return bool(line.startswith(("```", ">")) or _HEADING.fullmatch(line) or _ITEM.fullmatch(line))


def _run(lines: list[str], at: int, belongs: Callable[[str], object]) -> list[str]:
    run: list[str] = []
    for line in lines[at:]:
        if not belongs(line):
            break
        run.append(line)
    return run


def _broken(lines: list[str], look: Look) -> Markup:
    return tag("br").join(inline(line, look) for line in lines)


def _fence(lines: list[str], at: int) -> tuple[int, Markup]:
    body: list[str] = []
    for line in lines[at + 1 :]:
        if line.startswith("```"):
            break
        body.append(line)
    return len(body) + 2, tag("pre", tag("code", "\n".join(body)))


def _list(lines: list[str], at: int, look: Look) -> tuple[int, Markup]:
    run = [found for line in _run(lines, at, _ITEM.fullmatch) if (found := _ITEM.fullmatch(line))]
    items = [tag("li", inline(found[2], look)) for found in run]
    return len(run), tag("ol" if run[0][1] else "ul", *items)


def _table(lines: list[str], at: int, look: Look) -> tuple[int, Markup]:
    run = _run(lines, at, lambda line: "|" in line)
    aligns = ["right" if cell.endswith(":") else "" for cell in _cells(run[1])]
    rows: list[list[Markup | str]] = [[inline(cell, look) for cell in _cells(line)] for line in [run[0], *run[2:]]]
    return len(run), grid(rows, aligns)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def inline(text: str, look: Look) -> Markup:
    """One line of Markdown as HTML."""
    pieces: list[str | Markup] = []
    position = 0
    for found in _INLINE.finditer(text):
        pieces += [text[position : found.start()], _span(found, look)]
        position = found.end()
    return joined(*pieces, text[position:])


def _span(found: re.Match[str], look: Look) -> Markup | str:
    if found["code"]:
        return tag("code", found["code"])
    if found["url"]:
        return link(found["url"], found["label"])
    if found["emoji"]:
        return emoji_span(found["emoji"])
    kind = str(found.lastgroup)
    return tag(kind.rstrip("2"), inline(found[kind], look))
