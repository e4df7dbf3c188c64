"""Run it: `python -m tests.soak [days]`; writes its result into docs/soak.md and fails where something is wrong."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from tests import postgres
from tests.soak.judging import Left, complaints, left
from tests.soak.living import Place, left_behind, place
from tests.soak.weeks import HOURS, Harm, live

DAYS = 20
KILLS, PAUSES = 0.1, 0.1
SETTLED_DAYS = 3
"""Days that a life must have lasted before its size is compared."""
GROWTH = 1.15
MORE_FILES = 5
RESULT = Path(__file__).parents[2] / "docs" / "soak.md"
PAGE = Path(__file__).with_name("page.md")
COLUMNS = "bots, killed, paused, late hours, rows, steps, messages, asked, answers, MB, files, complaints, minutes"
HEAD = f"| {COLUMNS.replace(', ', ' | ')} |"


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database on a PostgreSQL server of our own."""
    with postgres.serving() as address:
        name = f"vigia_{uuid4().hex[:8]}"
        postgres.execute(address, f"CREATE DATABASE {name}")
        yield address.replace("/postgres?", f"/{name}?")


def lives(found: Place) -> list[list[tuple[float, int]]]:
    """Megabytes and open files of each life, day by day, from its third day on."""
    return [
        [(mb, files) for life, mb, files in bot.sizes if life == one][SETTLED_DAYS - 1 :]
        for bot in found.bots
        for one in range(1, bot.lives + 1)
    ]


def grown(days: list[tuple[float, int]]) -> bool:
    """Whether a life grew: memory by more than 15 %, or open files by more than five."""
    return days[-1][0] > days[0][0] * GROWTH or days[-1][1] > days[0][1] + MORE_FILES


@dataclass
class Run:
    """What one run left, its line in the table, and what is wrong."""

    left: Left
    line: str
    wrong: list[str]


def one(title: str, address: str, bots: int, days: int, harm: Harm | None, calm: Left | None) -> Run:
    """Live through the days once; without `address` on a SQLite file, without `calm` nothing is compared."""
    mark, began = uuid4().hex, monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = address or f"sqlite:///{folder / 'vigia.sqlite3'}"
        with place(folder, opened, bots, mark) as found:
            lived = live(found, days, harm)
            remains, sizes = left(found, opened), [days for days in lives(found) if days]
            peak = max((mb, files) for bot in found.bots for _, mb, files in bot.sizes)
    wrong = [f"a bot grew within one life from {one[0]} to {one[-1]} (MB, open files)" for one in sizes if grown(one)]
    wrong += [f"left behind: {process}" for process in left_behind(mark)]
    wrong += complaints(calm or remains, remains, lived.typed)
    longest = max(sizes, key=len, default=[peak])
    done = harm.done if harm else {}
    cells = [
        *(done.get("killed", 0), done.get("paused", 0), lived.late, remains.rows["figures"].total()),
        *(remains.rows["steps of alerts"].total(), remains.said, remains.asked),
        f"{remains.answers} to {lived.typed.commands}",
        *(f"{round(longest[0][0])} → {round(longest[-1][0])}", f"{longest[0][1]} → {longest[-1][1]}"),
        *(len(wrong), round((monotonic() - began) / 60)),
    ]
    line = f"| {title} | {' | '.join(map(str, cells))} |"
    print(line, *wrong, sep="\n  ", flush=True)
    return Run(remains, line, wrong)


def main() -> int:
    """1 where anything is wrong."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else DAYS
    print(HEAD, flush=True)
    runs = [one("one, undisturbed, SQLite", "", 1, days, None, None)]
    calm = runs[0].left
    runs.append(one("one, SQLite", "", 1, days, Harm(1, KILLS, PAUSES), calm))
    with database() as address:
        runs.append(one("two, PostgreSQL", address, 2, days, Harm(2, KILLS, PAUSES), calm))
    wrong = [what for run in runs for what in run.wrong]
    RESULT.write_text(document(days, [run.line for run in runs], wrong), encoding="utf-8")
    return bool(wrong)


def document(days: int, lines: list[str], wrong: list[str]) -> str:
    """The result as a page."""
    said = "\n".join(f"- {one}" for one in wrong) or "Nothing."
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(UTC):%d %B %Y}"
    table = "\n".join([HEAD, "|---" * HEAD.count(" | ") + "|---|", *lines])
    page = PAGE.read_text(encoding="utf-8")
    return page.format(days=days, hours=days * HOURS, table=table, wrong=said, machine=machine)


if __name__ == "__main__":
    sys.exit(main())
