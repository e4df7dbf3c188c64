"""Sizes and colours. Okabe and Ito's palette, told apart by people with any colour vision; form differs as well."""

WIDTH, HEIGHT, TALL, DPI = 1440, 900, 1200, 100
"""A phone shows a quarter of it: what is 40 pixels high here is 10 there."""

INK = "#1d1c1d"
MUTED = "#55585c"
PALE = "#ddd5c2"
BLUSH = "#f9dccb"
GRID = "#d9dce0"
HAZE = "#f1f2f4"
BLUE = "#0072b2"
SKY = "#9ccbe8"
VERMILION = "#d55e00"
BLACK = "#000000"

EDGE = 36
LEFT, WIDE_LEFT, RIGHT, BOTTOM = 190, 216, 70, 160
LONG_TICK = 7
"""Letters of a tick from which it needs the wide margin."""
HEADING, BETWEEN, STRIP = 94, 26, 46
"""Above each plot its heading; between plots, and for the marks of what happened."""
RISE = 36
"""Of a heading above its plot."""
GOAL_ABOVE = frozenset({"compare"})
"""Small plots, in which the words of a goal would hide the data: they stand at the end of the heading."""
SAMPLE = 76
"""The length of a line that is shown beside its words."""
SHARES: dict[str, tuple[float, ...]] = {"results": (0.36, 0.64), "backtest": (0.42, 0.58)}
"""How plots one above the other divide the height."""

TITLE_SIZE, LEAST_TITLE_SIZE, TITLE_LINE = 35.0, 24.0, 58
SUBTITLE_SIZE, SUBTITLE_LINE = 26.0, 54
HEADING_SIZE = 28.0
TICK_SIZE, TICK_ROOM = 28.0, 56
LEGEND_SIZE = 26.0
LEAST_LEGEND_SIZE = 18.0
LEGEND_MIDDLE = 52
LINE = 7.0
DASHES = (0.0, (3.0, 1.6))
DOTS = (0.0, (1.0, 1.2))
MOST_DATES = 6
WEEK = 7
"""Dates that are more than three days apart are weeks apart: of whole weeks one sees where they begin."""
WIDEST_BAR = 120.0

FACES: dict[str, str] = {
    "spend": SKY,
    "results": SKY,
    "bars": SKY,
    "goal": BLACK,
    "plan": BLACK,
    "spent": BLUE,
    "projection": BLUE,
    "value": BLUE,
    "daily": MUTED,
    "chance": VERMILION,
    "limit": VERMILION,
    "lower": MUTED,
    "change": VERMILION,
    "band_low": PALE,
    "band_high": PALE,
    "firing": BLUSH,
    "done": BLACK,
    "alerted": VERMILION,
}
SHADES = frozenset({"band_low", "band_high", "firing", "change"})
"""What stands behind or across the lines, and has no values of its own to tell."""
BARS = frozenset({"spend", "bars", "results"})
FIRST = frozenset({"bars", "value", "chance"})
"""What a legend names first."""
STEPPED = frozenset({"goal", "limit", "lower"})
MARKED = frozenset({"value"})
POINTS = frozenset({"daily"})
"""Points without a line."""
FORMS: dict[str, str | tuple[float, tuple[float, float]]] = {
    "goal": DASHES,
    "plan": DASHES,
    "spent": "-",
    "projection": DOTS,
    "value": "-",
    "chance": "-",
    "limit": DASHES,
    "lower": DOTS,
    "change": "-",
}
SIGNS = {"done": "^", "alerted": "D"}
"""The form of what happened."""
