"""A large agency out of a small one whose clients were read and judged: copies of them, at the edge of the database.

To judge a client for the first time takes some tenths of a second, which with a thousand clients is longer than anybody
waits for a measurement. What an hour without news costs is the same, whoever has judged them: Meta says of a copy what
it says of its model. The journal of what was known in each pass is not copied, nor are messages.
"""

import contextlib
import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from insights.unchanged import marks
from storage import connect, session
from storage.directory import clients
from storage.evidence import validity
from storage.evidence.validity import Validity
from tests.bench import agency

COPIED = (
    "client", "channel", "source_account", "campaign", "campaign_match", "goal", "platform_campaign",
    "platform_element", "performance_load", "performance", "observation", "recorded_action", "sync_run", "alert",
    "alert_transition", "alert_look", "validity",
)  # fmt: skip
"""The tables of which every client has rows of its own."""
_APART = 10_000_000
"""So far are the numbers of one copy's rows from those of the next."""
_TOKEN = re.compile(r'(client-|C0INT|act_|Cuenta |Cliente \S+ )(\d+)|(?:^|(?<="))9(\d{5})(\d)(?="|$)')
"""What names a client, its channel, its account, or one of its campaigns on the platform."""


def copy(model: Path, target: Path) -> None:
    """The same database once more."""
    with contextlib.closing(sqlite3.connect(model)) as read, contextlib.closing(sqlite3.connect(target)) as written:
        read.backup(written)


def multiply(model: Path, target: Path, many: int) -> None:
    """Write to `target` the database of `many` clients that are those of `model`, over and over: a multiple of them."""
    copy(model, target)
    with contextlib.closing(sqlite3.connect(target)) as opened, opened:
        by = _one(opened, "SELECT count(*) FROM client")
        opened.execute("DELETE FROM inbox")  # what is asked again under the same number is not answered again
        opened.create_function("moved", 2, lambda text, n: moved(text, n * by), deterministic=True)
        opened.create_function("named", 1, _name, deterministic=True)
        opened.execute("CREATE TEMP TABLE copy (n INTEGER)")
        opened.executemany("INSERT INTO copy VALUES (?)", [(n,) for n in range(1, many // by)])
        for table in COPIED:
            columns = _columns(opened, table, by)
            names, values = ", ".join(columns), ", ".join(columns.values())
            opened.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS own, copy")  # noqa: S608 - our own names
    _mark(target)


def _one(opened: sqlite3.Connection, query: str) -> int:
    return int(opened.execute(query).fetchone()[0])


def _columns(opened: sqlite3.Connection, table: str, by: int) -> Mapping[str, str]:
    """By column, what a copy has in it."""
    found = {}
    for _, name, kind, *_ in opened.execute(f"PRAGMA table_info({table})"):
        own = f'own."{name}"'
        if name == "account" or (table, name) == ("source_account", "id"):
            own = f"{own} + copy.n * {by}"
        elif name in {"id", "load", "alert"}:
            own = f"{own} + copy.n * {_APART}"
        elif name == "delivery":
            own = "NULL"
        elif (table, name) in {("campaign", "name"), ("platform_campaign", "name")}:
            own = f"named(moved(own.{'key' if table == 'campaign' else 'entity_id'}, copy.n))"
        elif "CHAR" in kind or kind in {"JSON", "TEXT"}:
            own = f"moved({own}, copy.n)"
        found[f'"{name}"'] = own
    return found


def moved(text: str | None, by: int) -> str | None:
    """The same of a client whose number is larger by so many."""
    return None if text is None else _TOKEN.sub(_further(by), text)


def _further(by: int) -> Callable[[re.Match[str]], str]:
    def again(found: re.Match[str]) -> str:
        before, number, client, campaign = found.groups()
        if before is None:
            return agency.entity(int(client) + by, int(campaign))
        return f"{before}{int(number) + by:0{len(number)}}"

    return again


def _name(key: str) -> str:
    """What a campaign is called, by its key or by its id on the platform."""
    n, m = (key[1:-1], key[-1]) if key.startswith("9") else key.removeprefix("client-").split("-")
    return agency.name(int(n), int(m))


def _mark(target: Path) -> None:
    """By what a copy was judged: the same as its model, which has another name."""
    engine = connect(f"sqlite:///{target}")
    with session(engine) as opened:
        everyone = clients.everyone(opened)
        told = marks(opened, everyone, datetime.now(UTC))
        for key, one in validity.of(opened, [it.key for it in everyone]).items():
            validity.keep(opened, key, Validity(told[key], one.until))
    engine.dispose()
