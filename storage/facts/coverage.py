"""When the sources had answered: which accounts a campaign draws on, and from when on each day was known."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, String, func, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.window import Window
from domain.words import Source
from storage.db import upserting
from storage.db.tables import AccountRow, CampaignRow, ClientRow, MatchRow, PlatformCampaignRow, SyncRunRow, table

SETTLED = timedelta(hours=3)
"""How long after midnight a day's numbers are taken: Google's statistics are up to three hours late."""
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Home:
    """The client behind a campaign, as far as its numbers are concerned."""

    client_key: str
    currency: str
    timezone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Drawn:
    """An account that a campaign draws on. `watched` is when a poll first succeeded; None for files alone."""

    id: int
    timezone: ZoneInfo
    watched: datetime | None


def home(session: Session, campaign_key: str) -> Home:
    """The client of a campaign; NoResultFound where there is none."""
    chosen = select(ClientRow.key, ClientRow.currency, ClientRow.timezone).join(CampaignRow)
    key, currency, zone = session.exec(chosen.where(CampaignRow.key == campaign_key)).one()
    return Home(key, currency, ZoneInfo(zone))


def raw(column: Any) -> ColumnElement[Any]:
    """The column as its driver gives it: text on SQLite. Parsing a million instants costs more than reading them."""
    return type_coerce(column, String)


def instant(value: Any) -> datetime:
    """An instant from a `raw` column."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def day(value: Any) -> date:
    """A day from a `raw` column."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def midnight(when: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins."""
    return datetime.combine(when, time(), zone).astimezone(UTC)


def drawn(session: Session, client_key: str, campaign_key: str | None = None) -> list[Drawn]:
    """The advertising accounts in which the campaign (default: any of the client's) claims something."""
    listed, account = PlatformCampaignRow, AccountRow
    mine = col(listed.campaign_key) == campaign_key if campaign_key else col(listed.campaign_key).is_not(None)
    chosen = select(account.id, account.timezone).where(
        account.client_key == client_key, col(account.id).in_(select(listed.account).where(mine))
    )
    return _with_watch(session, session.exec(chosen.order_by(col(account.id))))


def crms(session: Session, client_key: str, campaign_key: str) -> list[Drawn]:
    """The CRMs whose records the campaign asks for."""
    kinds = [source.value for source in Source if source.is_crm]
    asked = select(MatchRow.source).where(MatchRow.campaign_key == campaign_key, col(MatchRow.source).in_(kinds))
    chosen = select(AccountRow.id, AccountRow.timezone).where(
        AccountRow.client_key == client_key, col(AccountRow.source).in_(asked)
    )
    return _with_watch(session, session.exec(chosen.order_by(col(AccountRow.id))))


def _with_watch(session: Session, found: Iterable[tuple[int | None, str]]) -> list[Drawn]:
    zones = {account or 0: ZoneInfo(zone or "UTC") for account, zone in found}
    run, account = SyncRunRow, col(SyncRunRow.account)
    first = select(account, func.min(run.started_at)).where(account.in_(zones), run.status == "ok").group_by(account)
    watched = dict(session.exec(first).all())
    return [Drawn(account, zone, watched.get(account)) for account, zone in zones.items()]


def known_from(session: Session, account: Drawn, days: Sequence[date]) -> NDArray[np.float64]:
    """For each day the timestamp from which it was known: the first answer to a question asked after its end.

    Infinity where nobody has asked yet.
    """
    run = table(SyncRunRow).c
    first = (func.min(raw(run.started_at)), func.min(raw(run.finished_at)))
    chosen = (
        core_select(run.window_start, run.window_end, *first)
        .where(run.account == account.id, run.status == "ok", run.window_end >= days[0], run.window_start <= days[-1])
        .group_by(run.window_start, run.window_end)
    )
    known = np.full(len(days), np.inf)
    ends = np.array([midnight(when + _ONE, account.timezone).timestamp() for when in days])
    for start, end, began, finished in session.connection().execute(chosen):
        asked = slice(max(0, (start - days[0]).days), max(0, (end - days[0]).days + 1))
        over = ends[asked] <= instant(began).timestamp()
        known[asked] = np.where(over, np.minimum(known[asked], instant(finished).timestamp()), known[asked])
    return known


def looks(session: Session, client_key: str, days: Window, campaign_key: str | None = None) -> list[datetime]:
    """The first instant of each local day at which every account drawn on had answered for the day before.

    Asked no earlier than three hours after midnight, the client's and the account's own. A day on which one of them
    never answered has no look. `campaign_key`: only what that campaign draws on. Empty where nothing is polled.
    """
    return Answered(session, client_key, campaign_key).looks(days)


@dataclass(slots=True)
class Answered:
    """When the accounts of a client had answered, or those of a campaign: asked once, however many campaigns draw on
    them. It serves as long as nothing is read."""

    session: Session
    client_key: str
    campaign_key: str | None = None
    _home: tuple[list[Drawn], ZoneInfo] | None = None
    _known: dict[tuple[int, Window], list[datetime | None]] = field(default_factory=dict)

    def looks(self, days: Window, some: Collection[int] | None = None) -> list[datetime]:
        """The looks of whoever draws on all of them, or on `some`."""
        accounts, zone = self._at_home()
        polled = [one for one in accounts if one.watched and (some is None or one.id in some)]
        if not polled or not days.days:
            return []
        found = []
        answers = [self._answers(one, days, zone) for one in polled]
        for n, when in enumerate(days):
            answered = [one[n] for one in answers]
            heard = [at for at in answered if at is not None]
            if len(heard) == len(answered) and max(heard) < midnight(when + _ONE, zone):
                found.append(max(heard))
        return found

    def _at_home(self) -> tuple[list[Drawn], ZoneInfo]:
        """The accounts, and the client's own clock."""
        if self._home is None:
            zone = select(ClientRow.timezone).where(ClientRow.key == self.client_key)
            accounts = drawn(self.session, self.client_key, self.campaign_key)
            self._home = accounts, ZoneInfo(self.session.exec(zone).one())
        return self._home

    def _answers(self, account: Drawn, days: Window, zone: ZoneInfo) -> list[datetime | None]:
        if (account.id, days) not in self._known:
            self._known[account.id, days] = _answers(self.session, account, days, zone)
        return self._known[account.id, days]


def _answers(session: Session, account: Drawn, days: Window, zone: ZoneInfo) -> list[datetime | None]:
    """For each day the end of the first good poll that began when the day before had settled."""
    run, dialect = table(SyncRunRow).c, session.connection().dialect.name
    opening = [max(midnight(when, zone), midnight(when, account.timezone)) + SETTLED for when in days]
    chosen = (
        core_select(*(raw(run[name]) for name in ("started_at", "finished_at", "window_start", "window_end")))
        .where(run.account == account.id, run.status == "ok")
        .where(run.started_at >= opening[0], run.started_at < opening[-1] + _ONE)
        .order_by(run.started_at, run.id)
    )
    runs = session.connection().execute(chosen).all()
    began = [row[0] for row in runs]
    found: list[datetime | None] = []
    for when, at in zip(days, opening, strict=True):
        # A backfill asks for older days only and says nothing of the newest.
        before, first = upserting.day(when - _ONE, dialect), bisect_left(began, upserting.instant(at, dialect))
        whole = (finished for _, finished, start, end in runs[first:] if start <= before <= end)
        answer = next(whole, None)
        found.append(None if answer is None else instant(answer))
    return found
