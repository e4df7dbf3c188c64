"""Sizes and colours. Okabe and Ito's palette, told apart by people with any colour vision; form differs as well."""

WIDTH, HEIGHT, DPI = 1920, 960, 100

INK = "#1d1c1d"
MUTED = "#55585c"
PALE = "#e9e4d8"
BLUSH = "#f9dccb"
GRID = "#d9dce0"
BLUE = "#0072b2"
SKY = "#9ccbe8"
VERMILION = "#d55e00"
BLACK = "#000000"

# Pixels from the left, bottom, right and top edges to the plot; a phone shows a fifth of this size
LEFT, BOTTOM, RIGHT, TOP = 250, 120, 210, 250
ALONE_RIGHT = 120

TITLE_MIDDLE = 868
TITLE_SIZE = 38.0
LEAST_TITLE_SIZE = 26.0
TICK_SIZE = 28.0
LEGEND_SIZE = 26.0
LEAST_LEGEND_SIZE = 15.0
LINE = 6.0
DASHES = (0.0, (3.0, 1.6))
DOTS = (0.0, (1.0, 1.2))
MOST_DATES = 6

FACES: dict[str, str] = {
    "spend": SKY,
    "results": VERMILION,
    "goal": BLACK,
    "plan": BLACK,
    "spent": BLUE,
    "projection": BLUE,
    "bars": SKY,
    "value": BLUE,
    "chance": VERMILION,
    "limit": VERMILION,
    "lower": MUTED,
    "change": VERMILION,
    "band_low": PALE,
    "band_high": PALE,
    "firing": BLUSH,
}
SHADES = frozenset({"band_low", "band_high", "firing", "change"})
"""What stands behind or across the lines, and has no values of its own to tell."""
BARS = frozenset({"spend", "bars"})
FIRST = frozenset({"bars", "value", "chance"})
"""What a legend names first."""
STEPPED = frozenset({"goal", "limit", "lower"})
MARKED = frozenset({"results", "value"})
FORMS: dict[str, str | tuple[float, tuple[float, float]]] = {
    "results": "-",
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
UPPER, BETWEEN = 0.42, 70
"""Of two plots one above the other: the upper one's share of the height, and the pixels between them."""
