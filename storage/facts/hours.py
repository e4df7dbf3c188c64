"""A campaign by the hour: as its platforms say, or from what was learnt in the course of each day where they do not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.evidence import Grid, Hours
from domain.facts import HOUR
from domain.money import Rates
from domain.window import Window, local_day
from domain.words import Level
from storage.db.tables import AccountRow, ObservationRow, PerformanceTable, PlatformCampaignRow, SyncRunRow, table
from storage.facts import as_known, coverage, fx, steps, sync
from storage.facts.coverage import SETTLED, Drawn, Home

METRICS = ("spend_micros", "impressions", "clicks", "conversions_micros")
_ONE = timedelta(hours=1)


class Hourly(NamedTuple):
    """What came in an hour that begins at `start`, from one account."""

    start: datetime
    currency: str
    numbers: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The hours of one account, and the first and the end of the last of which it speaks at all."""

    rows: list[Hourly]
    first: datetime
    end: datetime


def hours(
    session: Session, campaign_key: str, since: datetime, at: datetime | None = None, then: datetime | None = None
) -> Hours | None:
    """Complete hours from `since` on, up to the last that all its accounts have told; money in the client's currency.

    `at`: as if it were that instant; `then`: with the hours as they stood at that one, out of the observations. An hour
    is told three hours after its end; one without a row is 0. None where nothing is known by the hour. NoResultFound:
    no such campaign.
    """
    home = coverage.home(session, campaign_key)
    sources = [one for one in coverage.drawn(session, home.client_key, campaign_key) if _is_watched(one, then)]
    told = [_told(session, campaign_key, one, since, at, then) for one in sources]
    known = [one for one in told if one is not None]
    if not known or len(known) < len(told):
        return None
    first, end = max(since, *(one.first for one in known)), min(one.end for one in known)
    count = int((end - _whole(first)) / _ONE)
    return _added(session, home, known, _whole(first), count) if count > 0 else None


def _is_watched(account: Drawn, then: datetime | None) -> bool:
    return account.watched is not None and (then is None or account.watched <= then)


def _whole(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _added(session: Session, home: Home, known: list[Told], first: datetime, count: int) -> Hours:
    rows = [row for one in known for row in one.rows if first <= row.start < first + count * _ONE]
    currencies = {home.currency, *(row.currency for row in rows)}
    rates = fx.rates(session, currencies, first.date()) if len(currencies) > 1 else Rates({})
    grids = {name: np.zeros(count) for name in METRICS}
    for row in rows:
        place = int((row.start - first) / _ONE)
        for name, number in zip(METRICS, row.numbers, strict=True):
            in_money = name == "spend_micros" and number is not None
            amount = _home(row, number, home, rates) if in_money else number
            grids[name][place] += np.nan if amount is None else amount
    return Hours(tuple(first + n * _ONE for n in range(count)), home.currency, **grids)


def _home(row: Hourly, number: float | None, home: Home, rates: Rates) -> float | None:
    return rates.convert(round(number or 0), row.currency, home.currency, row.start.astimezone(home.timezone).date())


def _told(
    session: Session, campaign_key: str, account: Drawn, since: datetime, at: datetime | None, then: datetime | None
) -> Told | None:
    """What the account says by the hour, else what its observations amount to; None where it says nothing."""
    answered = _answered(session, account, then)
    if answered is None:
        return None
    then = then and min(then, answered)  # what a poll that still ran had fetched was known to nobody
    answered = min(answered, at or answered)
    days = Window(local_day(since, str(account.timezone)), local_day(answered, str(account.timezone)))
    first, newest, last = _spoken(session, account, days, then)
    if first is None or newest is None:
        return _derived(session, campaign_key, account, days, answered)
    end = min(_start(newest, int(last or 0), account) + _ONE, answered - SETTLED)
    return Told(list(_reported(session, campaign_key, account, days, then)), _start(first, 0, account), end)


def _answered(session: Session, account: Drawn, then: datetime | None) -> datetime | None:
    """When the account answered last."""
    if then is None:
        return session.exec(select(AccountRow.last_success).where(AccountRow.id == account.id)).one()
    return sync.heard(session, [account.id], then).get(account.id)


def _spoken(
    session: Session, account: Drawn, days: Window, then: datetime | None
) -> tuple[date | None, date | None, str | None]:
    """The first and the newest day of which the account speaks by the hour, and that day's last hour."""
    rows = _rows(then)
    spoken = [rows.account == account.id, rows.breakdown == HOUR, rows.day >= days.start]
    spoken += [] if then is None else [rows.as_of <= then]
    first, newest = session.execute(core_select(func.min(rows.day), func.max(rows.day)).where(*spoken)).one()
    last = session.execute(core_select(func.max(rows.element)).where(*spoken, rows.day == newest)).scalar_one()
    return first, newest, last


def _rows(then: datetime | None) -> Any:
    return table(PerformanceTable if then is None else ObservationRow).c


def _start(day: date, hour: int, account: Drawn) -> datetime:
    return coverage.midnight(day, account.timezone) if not hour else _at(day, hour, account)


def _at(day: date, hour: int, account: Drawn) -> datetime:
    return datetime.combine(day, time(hour), account.timezone).astimezone(UTC)


def _reported(
    session: Session, campaign_key: str, account: Drawn, days: Window, then: datetime | None
) -> Iterator[Hourly]:
    rows, listed = _rows(then), table(PlatformCampaignRow).c
    mine = (rows.account == listed.account) & (rows.entity_id == listed.entity_id)
    chosen = (
        core_select(rows.day, rows.element, rows.currency, *(func.sum(rows[name]) for name in METRICS))
        .join_from(table(PlatformCampaignRow), rows.day.table, mine)
        .where(listed.campaign_key == campaign_key, listed.account == account.id)
        .where(rows.level == Level.CAMPAIGN.value, rows.breakdown == HOUR, rows.day.between(days.start, days.end))
        .group_by(rows.day, rows.element, rows.currency)
    )
    if then is not None:
        chosen = chosen.where(rows.id.in_(as_known.newest([campaign_key], days, then, HOUR)))
    for day, element, currency, *numbers in session.connection().execute(chosen):
        told = tuple(None if number is None else float(number) for number in numbers)
        yield Hourly(_start(day, int(element), account), currency, told)


def _derived(session: Session, campaign_key: str, account: Drawn, days: Window, at: datetime) -> Told | None:
    """The day's sums as they stood at each answer, and by the hour what was added: evenly between two answers."""
    begin, until = (coverage.midnight(day, account.timezone) for day in (days.start, days.end + timedelta(days=1)))
    until = min(until, at)
    found = steps.observed(session, campaign_key, days, until)
    mine = [n for n, key in enumerate(found.keys) if key[0] == account.id]
    run = SyncRunRow
    asked = select(run.finished_at).where(run.account == account.id, run.status == "ok")
    between = asked.where(col(run.finished_at).between(begin, until)).order_by(col(run.finished_at))
    answers = np.array([at.timestamp() for at in session.exec(between) if at])
    rows, ends = [], []
    for day in days:
        keys = [n for n in mine if coverage.day(found.keys[n][4]) == day]
        stamps, sums = _curve(found, keys, coverage.midnight(day, account.timezone), answers)
        if keys and len(stamps) > 1:
            rows += list(_increments(stamps, sums, found, keys))
            ends.append(stamps[-1])
    if not rows:
        return None
    return Told(rows, rows[0].start, datetime.fromtimestamp(max(ends), UTC))


def _curve(found: steps.Observed, keys: Iterable[int], begin: datetime, answers: Grid) -> tuple[Grid, dict[str, Grid]]:
    """Instants of the day's answers, from midnight on, and the sums as they stood then."""
    first, over = begin.timestamp(), begin.timestamp() + 24 * 3600
    mine = np.isin(found.row, list(keys)) & (found.stamps < over)
    stamps = np.unique(np.concatenate(([first], answers[(answers > first) & (answers < over)])))
    sums = {name: np.zeros(len(stamps)) for name in METRICS}
    for key in set(found.row[mine].tolist()):
        one = mine & (found.row == key)
        at = np.searchsorted(found.stamps[one], stamps, side="right") - 1
        for name in METRICS:
            sums[name] += np.where(at >= 0, found.values[name][one][np.maximum(at, 0)], 0.0)
    return stamps, sums


def _increments(stamps: Grid, sums: dict[str, Grid], found: steps.Observed, keys: list[int]) -> Iterator[Hourly]:
    account, entity, breakdown = found.keys[keys[0]][:3]
    currencies = {(one.account, one.entity_id, one.breakdown): one.currency for one in found.families}
    edges = np.arange(stamps[0], stamps[-1] + 1, 3600.0)
    added = [np.diff(np.interp(edges, stamps, sums[name])) for name in METRICS]
    for n, edge in enumerate(edges[:-1]):
        start = datetime.fromtimestamp(float(edge), UTC)
        numbers = tuple(None if np.isnan(one[n]) else float(one[n]) for one in added)
        yield Hourly(start, currencies[account, entity, breakdown], numbers)
