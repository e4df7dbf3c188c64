"""The markdown block: standard Markdown with tables and strikethrough, and Slack's emoji."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from sandbox.page.html.look import Look
from sandbox.page.html.mrkdwn import emoji_span
from sandbox.page.html.tag import joined, tag, web_address

_SMALLER = 2
"""A heading within a message stands below the page's own."""
_SHORTCODE = re.compile(r":([a-z0-9_+\-]+):")


class _Renderer(RendererHTML):
    """HTML as the page draws it: smaller headings, links that open beside, tables that scroll."""

    def text(self, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
        """Words, their emoji drawn."""
        pieces = _SHORTCODE.split(tokens[at].content)
        return str(joined(*(emoji_span(piece) if n % 2 else piece for n, piece in enumerate(pieces))))

    def heading_open(self, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
        """The heading's tag."""
        return f"<{_heading(tokens[at])}>"

    def heading_close(self, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
        """Its end."""
        return f"</{_heading(tokens[at])}>"

    def link_open(self, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
        """A link that leaves the page where it is."""
        address = web_address(tokens[at].attrGet("href"))
        opened = tag("a", href=address, target="_blank" if address else None, rel="noopener noreferrer")
        return str(opened).removesuffix("</a>")

    def table_open(self, _tokens: Sequence[Token], _at: int, _options: OptionsDict, env: EnvType) -> str:
        """A table in a box that scrolls."""
        return f'<div class="table" tabindex="0" role="region" aria-label="{escape(env["table"])}"><table>'

    def table_close(self, *_rest: Any) -> str:
        """Its end."""
        return "</table></div>"

    def td_open(self, tokens: Sequence[Token], at: int, *_rest: Any) -> str:
        """A cell, aligned by a class: the page allows no inline styles."""
        style = str(tokens[at].attrGet("style") or "")
        return str(tag(tokens[at].tag, class_=style.partition("text-align:")[2] or None)).rpartition("</")[0]

    th_open = td_open


def _heading(token: Token) -> str:
    return f"h{min(int(token.tag[1:]) + _SMALLER, 6)}"


@cache
def _parser() -> MarkdownIt:
    settings = {"html": False, "breaks": True}
    return MarkdownIt("commonmark", settings, renderer_cls=_Renderer).enable(["table", "strikethrough"])


def markdown(text: str, look: Look) -> Markup:
    """Standard Markdown as HTML; HTML within it is shown as it is written."""
    return tag("div", Markup(_parser().render(text, {"table": look.say("table")})), class_="markdown")  # noqa: S704 - the parser escapes
