"""rich_text blocks, and the cells of tables that may hold one."""

from sandbox.slack.validation.rules import (
    TYPE,
    URL,
    Check,
    boolean,
    by_type,
    fields,
    items,
    one_of,
    string,
    whole,
)

_STYLE = fields(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)
_LEAF: dict[str, Check] = {"style": _STYLE}


def _leaf(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return fields({"type": TYPE, **required}, {**_LEAF, **(optional or {})})


_LEAVES = by_type(
    {
        "text": _leaf({"text": string(12_000)}),
        "emoji": _leaf({"name": string(255)}, {"unicode": string(255), "url": URL, "skin_tone": whole(1, 6)}),
        "link": _leaf({"url": URL}, {"text": string(12_000, 0), "unsafe": boolean}),
        "user": _leaf({"user_id": string(255)}),
        "channel": _leaf({"channel_id": string(255)}),
        "usergroup": _leaf({"usergroup_id": string(255)}),
        "team": _leaf({"team_id": string(255)}),
        "broadcast": _leaf({"range": one_of("here", "channel", "everyone")}),
        "color": _leaf({"value": string(20)}),
        "date": _leaf(
            {"timestamp": whole(0, 99_999_999_999), "format": string(255)}, {"url": URL, "fallback": string(255)}
        ),
    }
)
_BORDER: dict[str, Check] = {"border": whole(0, 1)}
_SECTION = fields({"type": TYPE, "elements": items(_LEAVES, 1000, 0)})
_PARTS = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": fields(
            {
                "type": TYPE,
                "style": one_of("bullet", "ordered"),
                "elements": items(by_type({"rich_text_section": _SECTION}), 1000),
            },
            {"indent": whole(0, 8), "offset": whole(0, 10_000), **_BORDER},
        ),
        "rich_text_preformatted": fields(
            {"type": TYPE, "elements": items(_LEAVES, 1000)}, {"language": string(255), **_BORDER}
        ),
        "rich_text_quote": fields({"type": TYPE, "elements": items(_LEAVES, 1000)}, _BORDER),
    }
)
RICH_TEXT = by_type({"rich_text": fields({"type": TYPE, "elements": items(_PARTS, 1000)}, {"block_id": string(255)})})
