"""A poll's rows into SQLite: raw executemany against `storage.facts.performance.upsert`.

Both hold the same table, made by our migrations. The raw side only upserts where something changed; ours also appends
what changed to the observations, lists unknown campaigns and records the load.
"""

import random
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from domain.facts import PerformanceRow
from domain.words import Level
from storage import connect, migrate, session
from storage.db.tables import PerformanceTable
from storage.db.upserting import compiled
from storage.facts import performance
from tests import casting
from tests.bench.harness import Numbers, cpu, report

CAMPAIGNS, DAYS, DEVICES = 40, 125, ("mobile", "desktop", "tablet", "tv")
ROWS = CAMPAIGNS * DAYS * len(DEVICES)
CHANGED = 0.1


def rows(seed: int, share: float) -> list[PerformanceRow]:
    """A poll's answer, of which this share differs from the first one."""
    chance = random.Random(seed)
    made = []
    for n in range(ROWS):
        campaign, rest = divmod(n, DAYS * len(DEVICES))
        day, device = divmod(rest, len(DEVICES))
        more = 1 if chance.random() < share else 0
        when = date(2026, 7, 1) + timedelta(days=day)
        counts = (1000 + more, 50 + more, 10_000_000 + more, 2_000_000, 90_000_000, 1_000_000)
        made.append(PerformanceRow(Level.CAMPAIGN, str(campaign), when, "device", DEVICES[device], "EUR", *counts))
    return made


def in_a_folder(variant: Callable[[str], Numbers]) -> Numbers:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "bench.sqlite3")
        engine = connect(f"sqlite:///{path}")
        migrate(engine)
        with session(engine) as opened:
            casting.everybody(opened)
        engine.dispose()
        return variant(path)


def timed(write: Callable[[list[PerformanceRow]], None]) -> Numbers:
    """Microseconds of CPU per row, for new rows and for a poll that changes a tenth of them."""
    first, again = rows(1, 0), rows(2, CHANGED)
    taken = []
    for batch in (first, again):
        before = cpu()
        write(batch)
        taken.append((cpu() - before) / ROWS * 1e6)
    return {"new": taken[0], "again": taken[1]}


def raw(path: str) -> Numbers:
    columns, values = performance.COLUMNS, performance.VALUES
    statement = compiled("sqlite", PerformanceTable, columns, values, ("load",))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=NORMAL")

    def write(batch: list[PerformanceRow]) -> None:
        tuples = (performance.row_tuple(1, row, "api", 1, "sqlite") for row in batch)
        with connection:
            connection.executemany(statement, tuples)

    connection.execute("PRAGMA foreign_keys=OFF")
    told = timed(write)
    connection.close()
    return told


def ours(path: str) -> Numbers:
    engine = connect(f"sqlite:///{path}")

    def write(batch: list[PerformanceRow]) -> None:
        with session(engine) as opened:
            performance.upsert(opened, 1, batch, casting.NOW)

    told = timed(write)
    engine.dispose()
    return told


if __name__ == "__main__":
    report({"raw": lambda: in_a_folder(raw), "ours": lambda: in_a_folder(ours)})
