"""The table in docs/understanding.md, between its two marks."""

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "understanding.md"
OPEN, CLOSE = "<!-- figures: written by make understand -->", "<!-- end of the figures -->"


def write(table: str, page: Path = PAGE) -> None:
    """Put the table between the marks; ValueError when the page has none."""
    text = page.read_text(encoding="utf-8")
    before, opening, rest = text.partition(OPEN)
    _, closing, after = rest.partition(CLOSE)
    if not (opening and closing):
        raise ValueError(f"{page.name} has no place for the figures")
    page.write_text(f"{before}{OPEN}\n\n{table}\n\n{CLOSE}{after}", encoding="utf-8")


def written(page: Path = PAGE) -> list[list[str]]:
    """The cells of the page's table, row by row."""
    _, _, rest = page.read_text(encoding="utf-8").partition(OPEN)
    lines = [line for line in rest.partition(CLOSE)[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
