"""A client whose account is polled morning after morning: what each poll said stays known as of its instant."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

from sqlmodel import col, select

from domain.entities import Campaign, Channel, Client, Comparator, Goal, Match, SourceAccount
from domain.facts import PerformanceRow, PlatformCampaign
from domain.money import Money
from domain.window import Window
from domain.words import Audience, Level, Objective, Remedy, Source
from insights.watch import Attempt, watch
from notifiers import alert_notifications
from notifiers.delivery.pipeline import Decision
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.db.tables import DeliveryRow
from storage.directory import accounts, campaigns, channels, clients
from storage.facts import performance, sync
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from tests import kinds
from tests.notifiers import ticks
from tests.notifiers.history import Step, lived

BEGIN = date(2026, 8, 3)
MAYA, ADMIN = "U0MAYA", "U0ADMIN"
CLIENT = Client("nord", "Nord", "en", "UTC", "EUR", (MAYA,))
SHARES = (0.5, 0.75, 0.9, 1.0)
GOAL = Goal("cpa", Comparator.LE, Decimal(25), "EUR")


def campaign(key: str, entity: str, *goals: Goal, days: int = 150) -> Campaign:
    """240 € a day from BEGIN on."""
    return Campaign(
        key, "nord", key.title(), Objective.SALES, BEGIN, BEGIN + timedelta(days=days - 1),
        Money.of(240 * days, "EUR"), MAYA, matches=(Match(Source.GOOGLE_ADS, campaign_ids=(entity,)),),
        goals=goals or (GOAL,),
    )  # fmt: skip


@dataclass
class Life:
    """The database, and what happens: spend and final results by campaign and day."""

    db: Session
    spend: dict[str, dict[date, float]] = field(default_factory=dict)
    results: dict[str, dict[date, float]] = field(default_factory=dict)
    account: int = 0

    def begin(self, *run: Campaign) -> None:
        at = datetime(2026, 8, 1, tzinfo=UTC)
        clients.save(self.db, CLIENT, ADMIN, at)
        channels.bind(self.db, Channel("C0NORDINT", "nord", Audience.INTERNAL), ADMIN, at)
        new = SourceAccount("nord", Source.GOOGLE_ADS, "345", currency="EUR", timezone="UTC")
        self.account = accounts.save(self.db, new, ADMIN, at).id
        for one in run:
            entity = one.matches[0].campaign_ids[0]
            performance.list_campaigns(self.db, self.account, [PlatformCampaign(entity, one.name, "enabled")])
            campaigns.save(self.db, one, ADMIN, at)
        performance.resolve_matches(self.db, "nord")

    def plan(self, entity: str, days: int, spend: float = 240.0, results: float = 12.0, first: int = 0) -> None:
        """So much every day, from the `first` day on, for `days` days."""
        for n in range(first, first + days):
            day = BEGIN + timedelta(days=n)
            self.spend.setdefault(entity, {})[day] = spend
            self.results.setdefault(entity, {})[day] = results + (n % 3 - 1) if results else 0.0

    def rows(self, at: datetime, lookback: int = 28) -> list[PerformanceRow]:
        """What the platform says at that instant of the days that a poll reads."""
        found = []
        for entity, days in self.spend.items():
            for day, spend in days.items():
                age = (at.date() - day).days
                if not 0 <= age <= lookback or (age == 0 and not at.hour):
                    continue
                part = at.hour / 24 if age == 0 else 1.0
                share = SHARES[min(max(age - 1, 0), 3)] * part
                came = round(self.results[entity][day] * share)
                found.append(
                    PerformanceRow(
                        Level.CAMPAIGN,
                        entity,
                        day,
                        "device",
                        "mobile",
                        "EUR",
                        4_000,
                        200,
                        int(spend * part * 10**6),
                        came * 10**6,
                        came * 40 * 10**6,
                        None,
                    )
                )
        return found

    def poll(self, at: datetime, lookback: int = 28) -> None:
        """A poll that goes well."""
        lived(self.db, [self._polled(at, lookback)])

    def _polled(self, at: datetime, lookback: int = 28) -> Step:
        asked = f"poll {self.account} {at} {lookback} {self.rows(at, lookback)}"
        return asked, lambda: self._poll(at, lookback)

    def _poll(self, at: datetime, lookback: int) -> None:
        window = Window(at.date() - timedelta(days=lookback), at.date())
        run = sync.begin(self.db, self.account, at, window)
        rows = self.rows(at, lookback)
        performance.upsert(self.db, self.account, rows, at, at.date() - timedelta(days=3), window=window)
        sync.succeed(self.db, run, at, len(rows))

    def fail(self, at: datetime, reason: str, remedy: Remedy | None = None) -> None:
        """A poll that does not."""
        run = sync.begin(self.db, self.account, at, Window(at.date(), at.date()))
        sync.fail(self.db, run, at, reason, remedy)

    def judge(self, at: datetime) -> list[Decision]:
        """What the bot does after a poll, and by the clock."""
        return [*judged(self.db, at), *ticks.attend(self.db, at, (ADMIN,))]

    def live(self, first: int, last: int, hours: Sequence[int] = (9,)) -> None:
        """Polled and judged at these hours of each day, from the day `first` to the day `last`."""
        days = (instant(n, hour) for n in range(first, last + 1) for hour in hours)
        lived(self.db, [step for at in days for step in (self._polled(at), (f"judge {at}", partial(self.judge, at)))])

    def read(self, first: int, last: int) -> None:
        """Polled each morning and judged by nobody: the days before those that a test is about."""
        lived(self.db, [self._polled(instant(n)) for n in range(first, last + 1)])

    def alerts(self) -> dict[str, Alert]:
        """Where every rule stands, by campaign (or account) and rule."""
        return {
            f"{row.subject.campaign or row.subject.key} {row.rule}": row
            for row in alerts.of_client(self.db, "nord", only_open=False)
        }

    def said(self, kind: str = "alert") -> list[Delivery]:
        """What was written down to be said, edits aside."""
        rows = self.db.exec(select(DeliveryRow).where(DeliveryRow.kind == kind, col(DeliveryRow.edits).is_(None)))
        return [found for row in rows if (found := deliveries.get(self.db, row.id or 0))]

    def edits(self, delivery_id: int) -> int:
        """How often that message was edited."""
        return len(self.db.exec(select(DeliveryRow).where(DeliveryRow.edits == delivery_id)).all())

    def newest_edit(self, delivery_id: int) -> Delivery:
        """What its message says now."""
        rows = self.db.exec(select(DeliveryRow).where(DeliveryRow.edits == delivery_id).order_by(col(DeliveryRow.id)))
        found = deliveries.get(self.db, rows.all()[-1].id or 0)
        assert found is not None
        return found


def judged(session: Session, at: datetime, key: str = "nord", attempt: Attempt = nullcontext) -> list[Decision]:
    """What the judge's job does of a client."""
    client = clients.get(session, key)
    assert client is not None
    watch(session, client, at, attempt)
    return alert_notifications.tell(session, client, at, (ADMIN,))


def instant(day: int, hour: int = 9) -> datetime:
    """An hour of the day so many days after BEGIN."""
    return datetime(BEGIN.year, BEGIN.month, BEGIN.day, hour, tzinfo=UTC) + timedelta(days=day)


def three_stop(life: Life) -> list[Alert]:
    """Three campaigns whose page is down since day 57, told on day 59."""
    for entity in ("1", "2", "3"):
        life.plan(entity, 57)
        life.plan(entity, 40, results=0, first=57)
    life.begin(*(campaign(f"office-{entity}", entity) for entity in ("1", "2", "3")))
    life.poll(instant(40), lookback=45)
    life.read(41, 57)
    life.live(58, 59)
    return [row for row in life.alerts().values() if row.trouble == kinds.CONVERSIONS_STOPPED]
