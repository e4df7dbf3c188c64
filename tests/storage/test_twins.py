"""Accounts that stood twice in a database of 0.1, spelt in two ways, become one, and their money is counted once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, func, insert, select

from domain.words import Source
from storage import Engine, connect, migrate, session
from storage.db.migrate import config
from storage.directory import accounts, changes
from storage.facts import sync
from tests.storage.test_from_the_first_version import NUMBERS, ROWS

EARLY, LATE = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 16, 9, tzinfo=UTC)
FIVE = int(NUMBERS["spend_micros"])


@dataclass
class First:
    """A database as 0.1 left it."""

    engine: Engine
    tables: MetaData
    last: int = 0

    def add(self, name: str, **changed: Any) -> None:
        """A row like that of every table, with other values."""
        with self.engine.begin() as connection:
            connection.execute(insert(self.tables.tables[name]).values({**ROWS[name], **changed}))

    def client(self, key: str) -> None:
        self.add("client", key=key)

    def account(self, spelt: str, read: datetime | None, source: str = "google_ads", client: str = "acme") -> int:
        self.last += 1
        names = {"id": self.last, "account_id": spelt, "last_success": read, "source": source, "client_key": client}
        self.add("source_account", **names)
        for field in ("credential", "options"):
            self.add("field_origin", kind="account", key=f"{source}:{spelt}", field=field)
        return self.last

    def spend(self, account: int, entity: str, day: date, **changed: Any) -> None:
        """Five euros, current and as they were learnt."""
        with self.engine.begin() as connection:
            number = connection.execute(
                select(func.count()).select_from(self.tables.tables["observation"])
            ).scalar_one()
        self.add("performance_load", id=number + 1, account=account)
        about = {"account": account, "entity_id": entity, "day": day} | changed
        self.add("performance", **about, load=number + 1)
        self.add("observation", id=number + 1, **about)

    def sum(self, name: str) -> int:
        """All money in that table."""
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.sum(self.tables.tables[name].c.spend_micros))).scalar_one())

    def all(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        table = self.tables.tables[name]
        with self.engine.connect() as connection:
            found = connection.execute(select(*(table.c[one] for one in columns)))
            return sorted((tuple(row) for row in found), key=repr)


@pytest.fixture
def first(empty_url: str) -> Iterator[First]:
    engine = connect(empty_url)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
    tables = MetaData()
    tables.reflect(engine)
    made = First(engine, tables)
    made.client("acme")
    made.add("campaign")
    yield made
    engine.dispose()


@pytest.mark.parametrize(
    ("source", "spellings", "normal"),
    [
        ("google_ads", ("123-456-7890", "1234567890"), "1234567890"),
        ("google_ads", ("customers/1234567890", "123 456 7890"), "1234567890"),
        ("meta", ("111", "act_111"), "act_111"),
        ("meta", ("ACT_111", "111"), "act_111"),
        ("hubspot", ("424242", " 424242"), "424242"),
    ],
)
def test_two_spellings_of_a_client_are_one_account_and_its_money_counts_once(
    first: First, source: str, spellings: tuple[str, str], normal: str
) -> None:
    for spelt in spellings:
        first.spend(first.account(spelt, LATE, source), "1", date(2026, 11, 16))
    migrate(first.engine)
    [kept] = first.all("source_account", "id", "account_id")
    assert kept[1] == normal
    assert (first.sum("performance"), first.sum("observation")) == (FIVE, FIVE)
    assert first.all("performance", "account") == [(kept[0],)]
    with session(first.engine) as db:
        assert accounts.find(db, Source(source), normal)
        assert set(changes.origins(db, "account", f"{source}:{normal}")) == {"credential", "options"}
    assert {key for (key,) in first.all("field_origin", "key")} == {f"{source}:{normal}"}


def test_what_only_the_twin_knows_moves_to_the_one_that_was_read_last(first: First) -> None:
    twin, kept = first.account("1234567890", EARLY), first.account("123-456-7890", LATE)
    days = [date(2026, 11, day) for day in (1, 2, 3)]
    for account, known in ((twin, days[:2]), (kept, days[1:])):
        for day in known:
            first.spend(account, "1", day)
        first.add(
            "sync_run",
            id=account,
            account=account,
            started_at=EARLY if account == twin else LATE,
            window_start=known[0],
            window_end=known[-1],
        )
        first.add("crm_deal", account=account)
        first.add("crm_deal_contact", account=account, contact_id=str(account))
        first.add("alert", id=account, account=account, subject=f"account:{account}", delivery=None)
    first.add("platform_campaign", account=twin, adopted=True)
    first.add("platform_campaign", account=kept, campaign_key=None)
    first.add("platform_campaign", account=twin, entity_id="2")
    first.add("platform_element", account=twin)
    first.add("crm_contact", account=twin)
    migrate(first.engine)
    assert first.all("source_account", "id", "account_id") == [(kept, "1234567890")]
    assert first.all("performance", "account", "day") == [(kept, day) for day in days]
    assert first.sum("observation") == 3 * FIVE
    assert {account for (account,) in first.all("performance_load", "account")} == {kept}
    assert [bool(adopted) for _, adopted in first.all("platform_campaign", "entity_id", "adopted")] == [True, False]
    assert {key for (key,) in first.all("platform_campaign", "campaign_key")} == {"acme-otono"}
    assert first.all("platform_element", "account") == first.all("crm_contact", "account") == [(kept,)]
    assert first.all("crm_deal", "account") == [(kept,)]
    assert first.all("crm_deal_contact", "contact_id") == [(str(kept),)], "who stands behind a deal says the one kept"
    assert first.all("alert", "account") == [(kept,)]
    with session(first.engine) as db:
        assert sync.covered(db, kept).start == days[0]  # type: ignore[union-attr]
        run = sync.last(db, kept)
        assert run
        assert run.started_at == LATE


@pytest.mark.parametrize("imported", [0, 1])
def test_what_a_file_said_of_a_day_that_the_api_delivered_is_not_added_to_it(first: First, imported: int) -> None:
    both = first.account("111", EARLY, "meta"), first.account("act_111", LATE, "meta")
    day, before = date(2026, 11, 16), date(2026, 11, 15)
    first.spend(both[1 - imported], "1", day, breakdown="device", element="mobile")
    first.spend(both[imported], "otoño", day, origin="import")
    first.spend(both[imported], "otoño", before, origin="import")
    migrate(first.engine)
    for name in ("performance", "observation"):
        assert first.all(name, "day", "origin") == [(before, "import"), (day, "api")]


def test_one_account_of_two_clients_is_left_to_a_person_and_each_clients_own_twins_are_merged(first: First) -> None:
    first.client("bosc")
    first.account("123-456-7890", LATE)
    first.account("123 456 7890", EARLY)
    first.account("1234567890", LATE, client="bosc")
    first.account("222", LATE, "meta")
    first.account("ACT_222", LATE, "meta", client="bosc")
    migrate(first.engine)
    assert first.all("source_account", "account_id", "client_key") == [
        ("123-456-7890", "acme"),
        ("1234567890", "bosc"),
        ("222", "acme"),
        ("ACT_222", "bosc"),
    ]


def test_without_twins_nothing_changes_but_the_spelling(first: First) -> None:
    first.client("bosc")
    first.account("act_1", LATE, "meta")
    first.account("333-222-1111", LATE, client="bosc")
    first.account("import:acme", None, "meta")
    first.account("act-", None, "meta")
    first.account("una hoja", None, "csv")
    for account in (1, 2):
        first.spend(account, "1", date(2026, 11, 16))
        first.add("sync_run", id=account, account=account)
    first.add("platform_campaign")
    tables = [name for name in first.tables.tables if name not in {"alembic_version", "field_origin", "source_account"}]
    before = {name: first.all(name, *ROWS[name]) for name in tables}
    migrate(first.engine)
    moved = {"audit_log"}  # its subjects have a table of their own since
    assert {name: first.all(name, *ROWS[name]) for name in tables if name not in moved} == {
        name: rows for name, rows in before.items() if name not in moved
    }
    assert first.all("source_account", "account_id") == [
        ("3332221111",),
        ("act-",),
        ("act_1",),
        ("import:acme",),
        ("una hoja",),
    ]


def test_the_way_back_loses_nothing(first: First) -> None:
    for spelt in ("111", "act_111"):
        first.spend(first.account(spelt, LATE, "meta"), "1", date(2026, 11, 16))
    migrate(first.engine)
    with first.engine.begin() as connection:
        command.downgrade(config(connection), "0002")
    assert first.all("source_account", "account_id") == [("act_111",)]
    assert first.sum("performance") == FIVE
