"""A message by its sections, as a person may word them anew; what they write is escaped and put in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from templates import blocks, limits, mrkdwn
from templates.message import Block, Message

_BETWEEN = "\n\n"
"""Between the short texts of one section."""
_MOST_FIELDS = 10
_MOST_FINDINGS = 4
_MOST_LINE = 180


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of text: the place of its block, and its words as they are typed. `name` is the line in bold that it
    stands under, `figures` says that it is the KPIs below that."""

    at: int
    text: str
    name: str = ""
    figures: bool = False


def sections(message: Message) -> list[Section]:
    """What may be worded anew: all but the small print at the end, which says where the numbers come from, and what no
    field takes."""
    found: list[Section] = []
    name = ""
    last = max((n for n, block in enumerate(message.blocks) if block["type"] == "context"), default=-1)
    for n, block in enumerate(message.blocks):
        text = _text(block)
        if n == last or not text or _has_entities(text) or len(text) > limits.SECTION:
            continue
        first = text.partition("\n")[0]
        name = first.strip("*") if first.startswith("*") and "fields" not in block else name
        found.append(Section(n, mrkdwn.unescape(text), mrkdwn.unescape(name), "fields" in block))
    return found


def finding(message: Message) -> str:
    """Its findings as mrkdwn, a line each: of every section that has a name of its own, the first few; else its
    beginning."""
    named = [one.text for one in _named(message)]
    first = named[:_MOST_FINDINGS] or [next((one.text for one in sections(message)), mrkdwn.unescape(message.text))]
    lines = [" ".join(one.replace("*\n", ":* ").split()) for one in first]
    if len(lines) > 1:
        lines = [f"• {limits.cut(line, _MOST_LINE)}" for line in lines]
    return "\n".join([*lines, *([f"… + {len(named) - len(lines)}"] if len(named) > len(lines) else [])])


def subjects(message: Message) -> list[str]:
    """Of what it speaks: the names of its sections, without their days."""
    return [one.name.rpartition(" · ")[0] or one.name for one in _named(message)]


def _named(message: Message) -> list[Section]:
    return [one for one in sections(message) if one.text.startswith("*") and not one.figures]


def too_long(block: Block, text: str) -> bool:
    """Whether Slack would not take the text in the place of the block."""
    if "fields" not in block:
        return len(mrkdwn.escape(text)) > limits.SECTION
    parts = _parts(text)
    return len(parts) > _MOST_FIELDS or any(len(mrkdwn.escape(part)) > limits.FIELD for part in parts)


def rewritten(message: Message, texts: Mapping[int, str]) -> Message:
    """The message with other words in its sections, by their place; a section without any is left out.

    The picture stays where it was.
    """
    after = message.chart_after
    kept: list[Block] = []
    for n, block in enumerate(message.blocks):
        made = _block(block, texts[n]) if n in texts else block
        if made is None:
            after = after - 1 if after is not None and n < (message.chart_after or 0) else after
        else:
            kept.append(made)
    said = [mrkdwn.raw(text) for text in map(_text, kept) if text]
    return replace(message, text=mrkdwn.join("\n", said), blocks=kept, chart_after=after)


def _block(block: Block, text: str) -> Block | None:
    if not text.strip():
        return None
    if "fields" in block:
        return blocks.fields([_safe(part) for part in _parts(text)])
    return blocks.context(_safe(text)) if block["type"] == "context" else blocks.section(_safe(text))


def _safe(text: str) -> Markup:
    """What a person typed names nobody: only its bold, its lists and its lines are Slack's."""
    return mrkdwn.escape(text.strip())


def _parts(text: str) -> list[str]:
    return [part for part in text.split(_BETWEEN) if part.strip()]


def _text(block: Block) -> str:
    return _BETWEEN.join(_texts(block))


def _texts(block: Block) -> Iterator[str]:
    match block["type"]:
        case "section" if "fields" in block:
            yield from (one["text"] for one in block["fields"])
        case "section":
            yield block["text"]["text"]
        case "context":
            yield from (one["text"] for one in block["elements"] if one["type"] == "mrkdwn")


def _has_entities(text: str) -> bool:
    """Whether Slack would show something else than the letters: a link, a person, a channel."""
    return "<" in text
