"""What a person reads of a message or a view, as plain text: no JSON, no ids, nothing that only Slack needs.

» the text of notifications and screen readers
# a header
a section, *bold* as it is written
| a field / its second line
~ small print
[Button] [Button («what a screen reader says»)] [Menu ▾ one · another]
(picture: its alternative text)
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

Data = dict[str, Any]

_LINK = re.compile(r"<([^|<>]+)\|([^<>]*)>")
_MENTION = re.compile(r"<([@#!])([^<>]*)>")


def transcript(thing: Data) -> str:
    """The lines of a message (`text`, `blocks`, `chart`), of a view (`blocks`) or of a chart (`spec`, `native`)."""
    lines = (line.rstrip() for line in "\n".join(_lines(thing)).split("\n"))
    return "\n".join(f" {line}" if line.startswith("===") else line for line in lines)


def _lines(thing: Data) -> Iterator[str]:
    if "text" in thing:
        yield f"» {_read(thing['text'])}"
    if "title" in thing:
        yield f"# {thing['title']['text']}"
    blocks = [_block(block) for block in thing.get("blocks", ())]
    if thing.get("chart"):
        place = thing.get("chart_after")
        blocks.insert(len(blocks) if place is None else place, _chart(thing["chart"]))
    yield from blocks
    ends = [f"[{thing[key]['text']}]" for key in ("submit", "close") if key in thing]
    if ends:
        yield " ".join(ends)
    if "spec" in thing:
        yield _chart(thing["spec"])
    if thing.get("native"):
        yield "In Slack's own drawing:"
        yield from map(_block, thing["native"])


def _block(block: Data) -> str:
    match block["type"]:
        case "header":
            return f"# {block['text']['text']}"
        case "section":
            return _section(block)
        case "context":
            return "\n".join(f"~ {line}" for one in block["elements"] for line in _shown(one).splitlines())
        case "actions":
            return " ".join(map(_element, block["elements"]))
        case "divider":
            return "---"
        case "image":
            return f"(picture: {block['alt_text']})"
        case "input":
            hint = f" ({block['hint']['text']})" if "hint" in block else ""
            return f"{block['label']['text']}: {_element(block['element'])}{hint}"
        case "data_visualization":
            return _native(block)
    raise AssertionError(f"no transcript of the block {block['type']}")


def _section(block: Data) -> str:
    lines = [_shown(block["text"])] if "text" in block else []
    lines += ["| " + _shown(field).replace("\n", " / ") for field in block.get("fields", ())]
    if "accessory" in block:
        lines.append("  " + _element(block["accessory"]))
    return "\n".join(lines)


def _element(element: Data) -> str:
    if element["type"] == "button":
        spoken = f" («{element['accessibility_label']}»)" if "accessibility_label" in element else ""
        return f"[{element['text']['text']}{spoken}{_confirm(element)}]"
    words = [element["placeholder"]["text"]] if "placeholder" in element else []
    options = [_option(option, element) for option in element.get("options", ())]
    typed = [str(element[key]) for key in ("initial_value", "initial_date", "initial_user") if key in element]
    return f"[{' '.join([*words, '▾' if options else '…', *typed, ' · '.join(options)]).strip()}{_confirm(element)}]"


def _option(option: Data, element: Data) -> str:
    chosen = option == element.get("initial_option") or option in element.get("initial_options", ())
    more = f" ({option['description']['text']})" if "description" in option else ""
    return f"{'(x) ' if chosen else ''}{_shown(option['text'])}{more}"


def _confirm(element: Data) -> str:
    asked = element.get("confirm")
    return " → " + " / ".join(_shown(asked[key]) for key in ("title", "text", "confirm", "deny")) if asked else ""


def _chart(spec: Data) -> str:
    axes = spec["axes"]
    lines = [
        f"(picture: {spec['alt']})",
        f"  title: {spec['title']}",
        f"  short title: {spec['brief']}",
        f"  {spec['x_title']}: {_ends(spec['labels'])}",
        *(f"  {title}: {' '.join(text for _, text in ticks)}" for title, _, ticks in axes),
        f"  legend: {' · '.join(name for _, name, *_ in spec['series'] if name)}",
        f"  shaded: {spec['provisional_label']}" if spec["provisional"] else "",
    ]
    return "\n".join(line for line in lines if line)


def _native(block: Data) -> str:
    chart = block["chart"]
    axes = chart["axis_config"]
    return "\n".join(
        (
            f"(chart: {block['title']})",
            f"  {axes.get('x_label', '')}: {_ends(axes['categories'])}",
            f"  {axes.get('y_label', '')}: {' · '.join(one['name'] for one in chart['series'])}",
        )
    )


def _ends(labels: list[str]) -> str:
    return ", ".join(labels) if len(labels) <= 8 else f"{labels[0]}, {labels[1]} … {labels[-1]} ({len(labels)})"


def _shown(text: Data) -> str:
    reads: Callable[[str], str] = _read if text["type"] == "mrkdwn" else str
    return reads(text["text"])


def _read(mrkdwn: str) -> str:
    """Mentions as `@U0MAYA` and links as `label (address)`; what is escaped reads as the character that it is."""
    return html.unescape(_MENTION.sub(r"\1\2", _LINK.sub(r"\2 (\1)", mrkdwn)))
