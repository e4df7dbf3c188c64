"""Two clients with campaigns, channels and figures in a real SQLite file; every kind of person and place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from commands.context import Context
from domain.access import Actor, Place
from domain.entities import Campaign, Channel, Client, Comparator, Goal, Match, SourceAccount, Subscription
from domain.facts import PerformanceRow, PlatformCampaign
from domain.money import Money
from domain.window import Window
from domain.words import Audience, Level, Objective, Source
from storage import Session, connect, migrate, session
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.facts import performance, sync

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
HOME_TEAM, ACME_TEAM, BETA_TEAM = "T0HOME", "T0ACME", "T0BETA"
ADMINS = ("U0ADMIN",)

PEOPLE = {
    "manager": Actor("U0MAYA", HOME_TEAM, is_ours=True),
    "other_manager": Actor("U0POL", HOME_TEAM, is_ours=True),
    "member": Actor("U0SALES", HOME_TEAM, is_ours=True),
    "admin": Actor("U0ADMIN", HOME_TEAM, is_ours=True, is_admin=True),
    "guest": Actor("U0GUEST", HOME_TEAM, is_ours=True, is_guest=True),
    "client": Actor("U0CLARA", ACME_TEAM),
    "stranger": Actor("U0ZED", "T0ZED"),
    "unknown": Actor("U0WHO", ""),
}
PLACES = {
    "internal": Place("C0ACMEINT"),
    "client_channel": Place("C0ACME", is_ext_shared=True, connected_teams=(ACME_TEAM,)),
    "shared_internal": Place("C0ACMEINT", is_ext_shared=True, connected_teams=("T0ZED",)),
    "unconfirmed": Place("C0ACME", is_ext_shared=True, connected_teams=(ACME_TEAM, "T0ZED")),
    "beta_internal": Place("C0BETAINT"),
    "unbound": Place("C0NOBODY"),
    "direct": Place("D0MAYA", is_im=True),
    "home": Place(""),
}


@dataclass
class World:
    """The database and who asks where."""

    session: Session

    def ctx(self, person: str = "manager", place: str = "internal", locale: str = "", **more: Any) -> Context:
        actor = PEOPLE[person]
        return Context(self.session, actor, PLACES[place], more.pop("now", NOW), locale, ADMINS, **more)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the two clients, copied for each test."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite3"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with session(engine) as open_session:
        seed(open_session)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def opened(seeded: Path) -> Iterator[tuple[Engine, bytes]]:
    """One engine for all tests, which keeps what it has compiled, and what its file holds when a test begins."""
    copy = seeded.with_name("copy.sqlite3")
    engine = connect(f"sqlite:///{copy}")
    yield engine, seeded.read_bytes()
    engine.dispose()


@contextmanager
def standing(engine: Engine, content: bytes) -> Iterator[World]:
    """The world of those bytes, while it is asked; what is written into it is taken back."""
    Path(str(engine.url.database)).write_bytes(content)
    with session(engine) as open_session:
        yield World(open_session)
        open_session.flush()
        open_session.rollback()
    engine.dispose()  # closes the file, which then has no log beside it


@pytest.fixture
def world(opened: tuple[Engine, bytes]) -> Iterator[World]:
    with standing(*opened) as found:
        yield found


Ctx = Callable[..., Context]


@pytest.fixture
def ctx(world: World) -> Ctx:
    """`ctx(person, place, locale)`."""
    return world.ctx


def seed(session: Session) -> None:
    """Acme (Spanish) with three campaigns, Zenit (Catalan, an account in dollars) with one; one unclaimed each."""
    for client in (
        Client("acme", "Clínica Acme", "es", "Europe/Madrid", "EUR", ("U0MAYA",)),
        Client("beta", "Zenit Botigues", "ca", "Europe/Madrid", "EUR", ("U0POL",)),
    ):
        clients.save(session, client, "U0ADMIN", NOW)
    for channel in (
        Channel("C0ACMEINT", "acme", Audience.INTERNAL),
        Channel("C0ACME", "acme", Audience.CLIENT, (ACME_TEAM,)),
        Channel("C0BETAINT", "beta", Audience.INTERNAL),
    ):
        channels.bind(session, channel, "U0ADMIN", NOW)
    for campaign in CAMPAIGNS:
        campaigns.save(session, campaign, "U0ADMIN", NOW)
    _account(
        session,
        "acme",
        "1234567890",
        "EUR",
        (("111", "Otono leads search"), ("112", "Invierno"), ("119", "Marca sin dueño")),
    )
    _account(session, "beta", "9876543210", "USD", (("911", "Rebaixes search"), ("919", "Prova secreta")))
    subscription = Subscription("C0BETAINT", "status", "mon 10:00", ("beta-rebaixes",))
    schedule.subscribe(session, subscription, NOW + timedelta(days=7), "U0POL", NOW)


def _campaign(key: str, client: str, name: str, entity: str, start: date, *goals: Goal) -> Campaign:
    return Campaign(
        key,
        client,
        name,
        Objective.LEADS,
        start,
        start + timedelta(days=75),
        Money.of(12000, "EUR"),
        "U0MAYA" if client == "acme" else "U0POL",
        "Directora de clínica",
        f"Hipótesis de {name}",
        (Match(Source.GOOGLE_ADS, campaign_ids=(entity,)),),
        goals,
    )


CPL = Goal("cpl", Comparator.LT, Decimal(25), "EUR")
LEADS = Goal("leads", Comparator.GE, Decimal(300))
CAMPAIGNS = (
    _campaign("acme-otono", "acme", "Otoño leads", "111", date(2026, 10, 1), CPL, LEADS),
    _campaign("acme-invierno", "acme", "Invierno", "112", date(2026, 10, 20)),
    _campaign("acme-navidad", "acme", "Navidad", "113", date(2026, 12, 1)),
    _campaign("beta-rebaixes", "beta", "Rebaixes tardor", "911", date(2026, 10, 1), CPL),
)


def _account(session: Session, client: str, theirs: str, currency: str, listed: tuple[tuple[str, str], ...]) -> None:
    account = accounts.save(
        session,
        SourceAccount(client, Source.GOOGLE_ADS, theirs, currency=currency, timezone="Europe/Madrid"),
        "U0ADMIN",
        NOW,
    )
    found = [
        PlatformCampaign(
            entity, name, "ENABLED", date(2026, 10, 1), date(2026, 12, 15), 3_000_000_000, "lifetime", currency
        )
        for entity, name in listed
    ]
    performance.list_campaigns(session, account.id, found)
    rows = [_row(entity, TODAY - timedelta(days=n), n, currency) for entity, _ in listed for n in range(1, 40)]
    performance.upsert(session, account.id, rows, NOW - timedelta(hours=2), TODAY - timedelta(days=3), "api")
    performance.resolve_matches(session, client)
    run = sync.begin(session, account.id, NOW - timedelta(hours=2), Window(TODAY - timedelta(days=130), TODAY))
    sync.succeed(session, run, NOW - timedelta(hours=2), len(rows))


def _row(entity: str, day: date, n: int, currency: str) -> PerformanceRow:
    spend = (150 + n) * 10**6
    return PerformanceRow(
        Level.CAMPAIGN, entity, day, "", "", currency, 5000 + n, 200, spend, 6 * 10**6, 0, (4 + n % 3) * 10**6
    )
