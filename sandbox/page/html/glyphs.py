"""The emoji that carry meaning in messages, drawn, because many machines have no font for them."""

from markupsafe import Markup

from sandbox.page.html.tag import tag

_DOTS = {
    "red_circle": "#d33a2c",
    "large_orange_circle": "#e8811a",
    "orange_circle": "#e8811a",
    "large_yellow_circle": "#f0bd27",
    "yellow_circle": "#f0bd27",
    "large_green_circle": "#3d9a50",
    "green_circle": "#3d9a50",
    "large_blue_circle": "#2c7fc4",
    "blue_circle": "#2c7fc4",
    "white_circle": "#dfe5e7",
    "black_circle": "#2b3336",
}
# (outline or None, fill or None, path) on a 20 by 20 field, painted in this order.
_Stroke = tuple[str | None, str | None, str]
_DRAWINGS: dict[str, tuple[_Stroke, ...]] = {
    "white_check_mark": (
        (None, "#3d9a50", "M4 1h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z"),
        ("#fff", None, "M5.5 10.5l3 3 6-7"),
    ),
    "heavy_check_mark": (("#3d9a50", None, "M3 11l5 5 9-12"),),
    "x": (("#d33a2c", None, "M4 4l12 12M16 4L4 16"),),
    "warning": ((None, "#f0bd27", "M10 1.5l9 16.5H1z"), ("#3b2c00", None, "M10 7.5v5M10 15.3v.1")),
    "rotating_light": (
        (None, "#d33a2c", "M5 15V9.5a5 5 0 0 1 10 0V15z"),
        ("#7c1f18", None, "M3 17h14M10 1v1.5M3 3l1 1M17 3l-1 1"),
    ),
    "bell": ((None, "#f0bd27", "M10 2a5 5 0 0 0-5 5v4l-2 4h14l-2-4V7a5 5 0 0 0-5-5z"), ("#8a6a08", None, "M8 17.5h4")),
    "no_bell": (("#6b787e", None, "M6 5.5V11l-2 4h12M14 11V7a4 4 0 0 0-6-3.5M8 17.5h4M3 3l14 14"),),
    "chart_with_upwards_trend": (("#6b787e", None, "M2 2v16h16"), ("#3d9a50", None, "M5 13l4-4 3 3 5-7")),
    "chart_with_downwards_trend": (("#6b787e", None, "M2 2v16h16"), ("#d33a2c", None, "M5 5l4 4 3-2 5 7")),
    "bar_chart": ((None, "#2c7fc4", "M3 10h3.5v8H3zM8.3 3h3.5v15H8.3zM13.6 7h3.5v11h-3.5z"),),
    "dart": (
        ("#d33a2c", None, "M10 2a8 8 0 1 1-.1 0zM10 6.5a3.5 3.5 0 1 1-.1 0z"),
        (None, "#d33a2c", "M10 9a1 1 0 1 1-.1 0z"),
    ),
    "bulb": (
        (None, "#f0bd27", "M10 1.5a5.5 5.5 0 0 0-3 10V14h6v-2.5a5.5 5.5 0 0 0-3-10z"),
        ("#6b787e", None, "M8 17h4"),
    ),
    "hourglass_flowing_sand": (("#8a6a08", None, "M5 2h10M5 18h10M6 2c0 5 8 5 8 8s-8 3-8 8M14 2c0 5-8 5-8 8s8 3 8 8"),),
    "information_source": ((None, "#2c7fc4", "M10 1a9 9 0 1 1-.1 0z"), ("#fff", None, "M10 9v5M10 6v.1")),
    "mag": (("#4a585e", None, "M8.5 3a5.5 5.5 0 1 1-.1 0zM13 13l4.5 4.5"),),
    "memo": (("#4a585e", None, "M4 2h9l3 3v13H4zM7 8h6M7 11h6M7 14h3"),),
    "calendar": (("#4a585e", None, "M3 4h14v13H3zM3 8h14M7 2v3M13 2v3"),),
    "lock": ((None, "#d9a21b", "M4 9h12v9H4z"), ("#6b787e", None, "M7 9V6a3 3 0 0 1 6 0v3")),
    "eyes": (
        ("#4a585e", None, "M1.5 10S4.5 5 10 5s8.5 5 8.5 5-3 5-8.5 5-8.5-5-8.5-5z"),
        (None, "#4a585e", "M10 8a2 2 0 1 1-.1 0z"),
    ),
    "tada": (("#a55728", None, "M2 18l5-11 6 6z"), ("#2c7fc4", None, "M11 6l2-4M14 9l4-1M13 5l3-2")),
    "wave": (("#d9a21b", None, "M6 17C2 13 3 9 5 8l2 3-2-7M8 9L6 3M11 9L9 3M14 10l-2-5M14 10c2 4-2 8-8 7"),),
}


def glyph(name: str) -> Markup | None:
    """The emoji as a small drawing with its name, None when it is not one of the drawn ones."""
    if name in _DOTS:
        inner = tag("circle", cx=10, cy=10, r=8, fill=_DOTS[name])
    elif name in _DRAWINGS:
        strokes = (tag("path", d=d, fill=fill or "none", stroke=line or "none") for line, fill, d in _DRAWINGS[name])
        inner = Markup("").join(strokes)
    else:
        return None
    label = name.replace("_", " ")
    return tag("svg", inner, viewBox="0 0 20 20", class_="glyph", role="img", aria_label=label)
