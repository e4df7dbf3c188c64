"""Sizes and colours. Okabe and Ito's palette, told apart by people with any colour vision; form differs as well."""

WIDTH, HEIGHT, DPI = 1920, 960, 100

INK = "#1d1c1d"
MUTED = "#55585c"
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
}
FORMS: dict[str, str | tuple[float, tuple[float, float]]] = {
    "results": "-",
    "goal": DASHES,
    "plan": DASHES,
    "spent": "-",
    "projection": DOTS,
}
