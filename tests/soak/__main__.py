"""Run it: `python -m tests.soak [days]`; writes its result into docs/soak.md and fails where something is wrong."""

import os
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from tests import postgres
from tests.soak.judging import Left, complaints, left
from tests.soak.living import Place, left_behind, place
from tests.soak.weeks import HOURS, Harm, Lived, live

DAYS = 20
KILLS, PAUSES = 0.05, 0.1
"""The chance in an hour: about one kill a day and two pauses."""
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
    """Megabytes and open files of each life, day by day, from its third day on (a shorter one: as it was last)."""
    whole = [
        [size for life, *size in bot.sizes if life == one] for bot in found.bots for one in range(1, bot.lives + 1)
    ]
    return [[(mb, files) for mb, files in days[min(SETTLED_DAYS, len(days)) - 1 :]] for days in whole if days]


def grown(days: list[tuple[float, int]]) -> bool:
    """Whether a life grew: memory by more than 15 %, or open files by more than five."""
    return days[-1][0] > days[0][0] * GROWTH or days[-1][1] > days[0][1] + MORE_FILES


@dataclass
class Run:
    """How one run went. `sizes`: of lives that lasted, day by day; `wrong`: what needs no comparing."""

    title: str
    lived: Lived
    left: Left
    sizes: list[list[tuple[float, int]]]
    wrong: list[str]
    minutes: float
    done: Counter[str]

    def line(self, wrong: list[str]) -> str:
        """Its line in the table."""
        longest, typed = max(self.sizes, key=len), self.lived.typed
        cells = [
            *(self.title, self.done["killed"], self.done["paused"], self.lived.late),
            *(self.left.rows[name].total() for name in ("figures", "steps of alerts")),
            *(self.left.said, self.left.asked, f"{self.left.answers} of {typed.commands}"),
            *(f"{longest[0][0]:.0f} → {longest[-1][0]:.0f}", f"{longest[0][1]} → {longest[-1][1]}"),
            *(len(wrong), f"{self.minutes:.0f}"),
        ]
        return f"| {' | '.join(map(str, cells))} |"


def one(title: str, bots: int, days: int, harm: Harm | None = None, address: str = "") -> Run:
    """Live through the days once; without `address` on a SQLite file."""
    mark, began = uuid4().hex, monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = address or f"sqlite:///{folder / 'vigia.sqlite3'}"
        with place(folder, opened, bots, mark) as found:
            lived = live(found, days, harm)
            remains, sizes = left(found, opened), lives(found)
    wrong = [f"a bot grew within one life from {one[0]} to {one[-1]} (MB, open files)" for one in sizes if grown(one)]
    wrong += [f"left behind: {process}" for process in left_behind(mark)]
    done = harm.done if harm else Counter[str]()
    return Run(title, lived, remains, sizes, wrong, (monotonic() - began) / 60, done)


def runs(days: int) -> list[Run]:
    """The undisturbed run first, all at the same time: most of it is waiting for leases of the killed."""
    with database() as address, ThreadPoolExecutor() as pool:
        calm = pool.submit(one, "one, undisturbed, SQLite", 1, days)
        file = pool.submit(one, "one, SQLite", 1, days, Harm(1, KILLS, PAUSES))
        server = pool.submit(one, "two, PostgreSQL", 2, days, Harm(2, KILLS, PAUSES), address)
        return [run.result() for run in (calm, file, server)]


def main() -> int:
    """1 where anything is wrong."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else DAYS
    calm, *_ = found = runs(days)
    wrong = {run.title: run.wrong + complaints(calm.left, run.left, run.lived.typed) for run in found}
    page = document(days, [run.line(wrong[run.title]) for run in found], wrong)
    RESULT.write_text(page, encoding="utf-8")
    print(page)
    return any(wrong.values())


def document(days: int, lines: list[str], wrong: dict[str, list[str]]) -> str:
    """The result as a page."""
    said = "\n".join(f"- {title}: {one}" for title, all_of_it in wrong.items() for one in all_of_it) or "Nothing."
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(UTC):%d %B %Y}"
    table = "\n".join([HEAD, "|---" * HEAD.count(" | ") + "|---|", *lines])
    page = PAGE.read_text(encoding="utf-8")
    return page.format(days=days, hours=days * HOURS, table=table, wrong=said, machine=machine)


if __name__ == "__main__":
    sys.exit(main())
