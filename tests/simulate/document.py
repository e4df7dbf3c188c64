"""The table of figures: printed, written into docs/alert-quality.md between its two marks, and read from there."""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.simulate.rows import Row

PAGE = Path(__file__).parents[2] / "docs" / "alert-quality.md"
OPEN, CLOSE = "<!-- figures: written by make simulate -->", "<!-- end of the figures -->"
TITLES = ("", "usual rules", "to reach", "reached", "bound", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [_line(TITLES), _line(["---"] * len(TITLES))]
    lines += [_line((r.what, r.peers, r.aim, r.reached, r.bound, _mark(r))) for r in rows]
    return "\n".join(lines)


def _mark(row: Row) -> str:
    return "" if row.aim == "–" else "✓" if row.ok else "✗"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write(rows: Sequence[Row], settings: str, page: Path = PAGE) -> None:
    """Put the table and its settings between the marks; ValueError when the page has no marks."""
    text = page.read_text(encoding="utf-8")
    before, opening, rest = text.partition(OPEN)
    _, closing, after = rest.partition(CLOSE)
    if not (opening and closing):
        raise ValueError(f"{page.name} has no place for the figures")
    page.write_text(f"{before}{OPEN}\n\n{settings}\n\n{table(rows)}\n\n{CLOSE}{after}", encoding="utf-8")


def written(page: Path = PAGE) -> list[str]:
    """What the rows of the page's table are about."""
    _, _, rest = page.read_text(encoding="utf-8").partition(OPEN)
    body, _, _ = rest.partition(CLOSE)
    rows = re.findall(r"^\| (.*?) \|", body, re.MULTILINE)
    return [row for row in rows if row.strip() and not row.startswith("---")]
