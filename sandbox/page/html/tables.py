"""`table` and `data_table` blocks."""

from markupsafe import Markup

from sandbox.page.html.look import Look
from sandbox.page.html.rich import rich_text
from sandbox.page.html.tag import Json, tag


def table_block(block: Json, look: Look) -> Markup:
    """A scrolling table; the first row is its head."""
    rows = [row for row in block.get("rows", []) if isinstance(row, list)]
    settings = block.get("column_settings") or []
    aligns = [str((setting or {}).get("align", "")) for setting in settings]
    cells = [[_cell(cell, look) for cell in row] for row in rows]
    numeric = [[cell.get("type") == "raw_number" for cell in row] for row in rows]
    caption = str(block.get("caption", ""))
    return grid(cells, aligns, numeric, caption, caption or look.say("table"))


def grid(
    rows: list[list[Markup | str]], aligns: list[str], numeric: list[list[bool]], caption: str, label: str
) -> Markup:
    """Rows of finished cells as a table; `aligns` by column, "right" for cells that `numeric` marks. `label` is for
    those who hear the page.
    """
    lines = []
    for n, row in enumerate(rows):
        marks = numeric[n]
        name = "th" if n == 0 else "td"
        lines.append(
            tag("tr", *(tag(name, cell, class_=_align(column, aligns, marks)) for column, cell in enumerate(row)))
        )
    heading = tag("caption", caption) if caption else ""
    body = tag("table", heading, tag("thead", *lines[:1]), tag("tbody", *lines[1:]))
    return tag("div", body, class_="table", tabindex="0", role="region", aria_label=label)


def _align(column: int, aligns: list[str], numeric: list[bool]) -> str | None:
    align = aligns[column] if column < len(aligns) else ""
    if not align and column < len(numeric) and numeric[column]:
        align = "right"
    return align if align in ("left", "center", "right") else None


def _cell(cell: Json, look: Look) -> Markup | str:
    if cell.get("type") == "rich_text":
        return rich_text(cell, look)
    return str(cell.get("text", cell.get("value", "")))
