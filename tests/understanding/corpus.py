"""The sentences, each with what a sensible colleague takes it for, and the campaigns of those who say them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from connectors.registry import DESCRIPTORS
from domain.entities import Campaign, Client
from storage import declare, session
from storage.db.tables import METADATA
from storage.directory import campaigns, clients
from tests.declaring import parse
from tests.engines import connect

HERE = Path(__file__).parent
SETS = ("sentences", "held_back")
"""Whoever writes grammar reads the first alone."""
AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


class Meant(NamedTuple):
    """What a sentence asks; None where it names nothing of the kind. The days are inclusive."""

    verb: str | None
    campaign: str | None
    kpi: str | None
    start: date | None
    end: date | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was said about a client on a day. `asks`: it has two readings, so whoever hears it should ask back."""

    lang: str
    say: str
    client: str
    as_of: date
    meant: Meant
    asks: bool = False


def read(name: str) -> list[Sentence]:
    """The sentences of a set."""
    return [_sentence(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _sentence(line: str) -> Sentence:
    row = json.loads(line)
    start, end = (date.fromisoformat(row[key]) if row[key] else None for key in ("start", "end"))
    meant = Meant(row["verb"], row["campaign"], row["kpi"], start, end, row["by"])
    return Sentence(
        row["lang"], row["say"], row["client"], date.fromisoformat(row["as_of"]), meant, row.get("asks", False)
    )


def directory() -> Mapping[str, tuple[Client, Sequence[Campaign]]]:
    """Each client and its campaigns by its key, as a database has them to which the file was applied."""
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/vigia.sqlite3")
        METADATA.create_all(engine)
        with session(engine) as db:
            declaration = parse((HERE / "vigia.yaml").read_text(encoding="utf-8"))
            declare.apply(db, declare.plan(db, declaration, sources=DESCRIPTORS), "file", AT)
            found = {client.key: (client, campaigns.of_client(db, client.key)) for client in clients.everyone(db)}
        engine.dispose()
    return found
