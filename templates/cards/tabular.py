"""Numbers in rows and columns, monospaced."""

from collections.abc import Sequence

from markupsafe import Markup

from templates import mrkdwn


def table(cells: Sequence[Sequence[str]]) -> Markup:
    """The first column on the left, numbers on the right of theirs."""
    widths = [max(len(line[n]) for line in cells) for n in range(len(cells[0]))]
    lines = [
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in cells
    ]
    text = "\n".join(line.rstrip() for line in lines).replace("`", "'")
    return mrkdwn.raw(f"```\n{mrkdwn.escape(text)}\n```")
