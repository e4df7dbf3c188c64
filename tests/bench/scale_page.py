"""The page that `make bench-scale` writes: what was measured, beside what was to be reached."""

import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from tests.bench import agency

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
FLOOR = 0.05
"""A status card counts as so many seconds at least: below that the machine's noise is measured."""
Seconds: TypeAlias = float
BIG, SOME = 1_000, 100
CARDS_OF = {SOME: 1.5, BIG: 4.0}
"""In the time of how many cards a list, Home and the digest are to be had, by clients."""
OVERVIEWS = ("list", "Home", "digest")
NAME_MS, HOUR_S, ACCOUNT_MS, PEAK_MB, BUSY, DAY_S = 20.0, 40.0, 25.0, 300.0, 2.0, 3.0


@dataclass
class Measured:
    """One size of agency. `firsts` are the first answers after a start; `trouble` is what could not be measured."""

    clients: int
    card: Seconds = 0.0
    times: dict[str, Seconds] = field(default_factory=dict)
    firsts: dict[str, Seconds] = field(default_factory=dict)
    first_hour: Seconds = 0.0
    first_cpu_ms: float = 0.0
    hour: Seconds = 0.0
    cpu_ms: float = 0.0
    calls: float = 0.0
    busy_p95: Seconds = 0.0
    idle_p95: Seconds = 0.0
    idle_mb: float = 0.0
    peak_mb: float = 0.0
    name_ms: float = 0.0
    trouble: str = ""

    @property
    def unit(self) -> Seconds:
        """What a card counts as."""
        return max(self.card, FLOOR)

    @property
    def busier(self) -> float:
        """How many times as long a status takes at the 95th percentile while accounts are read."""
        return self.busy_p95 / max(self.idle_p95, FLOOR)


Cell: TypeAlias = Callable[[Measured], str]


def _seconds(number: Seconds) -> str:
    return f"{number:.2f} s" if number else "–"


def _cards(title: str) -> Cell:
    def told(found: Measured) -> str:
        seconds = found.times.get(title)
        return f"{seconds:.2f} s ({seconds / found.unit:.1f} cards)" if seconds else "–"

    return told


ROWS: Sequence[tuple[str, Cell]] = (
    ("a status card in its client's channel", lambda it: _seconds(it.card)),
    *((title, _cards(title)) for title in OVERVIEWS),
    ("list, the first after a start", lambda it: _seconds(it.firsts.get("list", 0))),
    ("status by name, from a direct message", _cards("status by name")),
    ("a name found among all", lambda it: f"{it.name_ms:.1f} ms" if it.name_ms else "–"),
    ("an hour without news", lambda it: f"{it.hour:.1f} s" if it.hour else "–"),
    ("CPU an account in that hour", lambda it: f"{it.cpu_ms:.0f} ms" if it.cpu_ms else "–"),
    ("calls an account in that hour", lambda it: f"{it.calls:.1f}" if it.calls else "–"),
    ("status meanwhile, p95", lambda it: f"{it.busy_p95:.2f} s ({it.busier:.1f} x)" if it.busy_p95 else "–"),
    ("an hour with all details", lambda it: f"{it.first_hour:.0f} s" if it.first_hour else "–"),
    ("CPU an account in that one", lambda it: f"{it.first_cpu_ms:.0f} ms" if it.first_cpu_ms else "–"),
    ("memory idle, and at its peak", lambda it: f"{it.idle_mb:.0f}, {it.peak_mb:.0f} MB" if it.peak_mb else "–"),
)  # fmt: skip


def table(all_of: Sequence[Measured]) -> str:
    """What was measured, a column for each size."""
    sizes = [f"{it.clients:,} clients, {it.clients * agency.EACH:,} campaigns" for it in all_of]
    lines = ["| | " + " | ".join(sizes) + " |", "|---|" + "---|" * len(all_of)]
    lines += [f"| {name} | " + " | ".join(map(say, all_of)) + " |" for name, say in ROWS]
    return "\n".join(lines)


def goals(all_of: Sequence[Measured]) -> list[tuple[str, str, str, bool]]:
    """What is to be reached, what was, and whether that is so."""
    found = list[tuple[str, str, str, bool]]()
    for it in all_of:
        for title in OVERVIEWS if it.clients in CARDS_OF else ():
            aim, cards = CARDS_OF[it.clients], it.times.get(title, 0.0) / it.unit
            name = f"{title}, {it.clients * agency.EACH:,} campaigns"
            found.append((name, f"{aim} cards", f"{cards:.1f}" if cards else "–", 0 < cards <= aim))
    biggest = next((it for it in all_of if it.clients == BIG), None)
    if biggest is not None:
        found += [_most(*row) for row in _of_the_biggest(biggest)]
    return found


def _of_the_biggest(it: Measured) -> list[tuple[str, float, float, str]]:
    return [
        (f"a name found among {it.clients * agency.EACH:,}", NAME_MS, it.name_ms, "ms"),
        (f"an hour without news, {it.clients:,} accounts", HOUR_S, it.hour, "s"),
        ("CPU an account in that hour", ACCOUNT_MS, it.cpu_ms, "ms"),
        ("memory at its peak, without the drawing worker", PEAK_MB, it.peak_mb, "MB"),
        ("a status meanwhile, p95, times an idle one", BUSY, it.busier, ""),
    ]


def _most(name: str, aim: float, reached: float, unit: str) -> tuple[str, str, str, bool]:
    told = f"{reached:.1f} {unit}".strip() if reached else "–"
    return name, f"{aim:g} {unit}".strip(), told, 0 < reached <= aim


def document(all_of: Sequence[Measured], load: float, day: Seconds) -> str:
    """The page. `load` is what else the machine did before the run: how many processes wanted to run; `day` what a
    pushed day of the demo takes."""
    lines = ["| | at most | measured | |", "|---|---|---|---|"]
    reached = [*goals(all_of), _most("a pushed day of the demo, all three clients", DAY_S, day, "s")]
    lines += [f"| {name} | {aim} | {told} | {'✓' if ok else '✗'} |" for name, aim, told, ok in reached]
    troubles = [f"With {it.clients:,} clients: {it.trouble}." for it in all_of if it.trouble]
    kinds = agency.KINDS
    missing = "\n".join(("", *troubles, "")) if troubles else ""
    return f"""# Performance

`make bench-scale` writes this page. An agency of clients with one Meta account and three campaigns each, one campaign
in ten in trouble, 90 days of rows by device and 8 by the hour; Meta answers every call after 100 ms. The bot is a
process of its own on SQLite, asked over signed HTTP; Slack and Meta are another process on the same machine. Times
are medians of five questions after a first one, each from the command to its answer; the digest is written down in a
process apart. A card counts as {FLOOR} s at least. All accounts fall due at once; an hour has ended when all were
read and all clients judged. Of more than {kinds} clients, {kinds} were read and judged by the bot in a run before, and
the others are copies of them in the database, with all that was kept of their judging but its journal: the morning of
such an agency, in which everybody is judged anew, was not measured.

Of {datetime.now(UTC):%d %B %Y}, Python {sys.version.split()[0]}, {os.cpu_count()} cores ({platform.machine()}).
Before the run, {load:.1f} other processes wanted to run.

{table(all_of)}
{missing}
## Goals

{chr(10).join(lines)}

A pushed day is 24 hours one after the other, in none of which anybody waits for a tick: some 125 polls, 40 judgings
of a client and 27 mornings of a campaign, counted on 30 November 2026. Most of it is the bot's own work, on one core.

## What one machine carries

{_carried(all_of)}

`make bench` has the single parts as ratios against a baseline in the same run; the README quotes them.
"""


def _carried(all_of: Sequence[Measured]) -> str:
    """By the largest size of which there are figures."""
    pairs = [(it.cpu_ms, it.first_cpu_ms) for it in reversed(all_of)]
    told = [next(filter(None, some), 0.0) for some in zip(*pairs, strict=True)]
    if not all(told):
        return "It could not be measured."
    quiet, busy = (int(3_600_000 / ms / 100) * 100 for ms in told)
    return (
        f"One process keeps one core busy at most. Read hourly, that is {quiet:,} accounts in hours without news and\n"
        f"{busy:,} in hours in which everything is read with its details and judged anew: an agency's own hours lie\n"
        "between the two. Beyond that, poll less often (`VIGIA_POLL_MINUTES`), or run two processes on one PostgreSQL."
    )
