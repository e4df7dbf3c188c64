"""What an alert is seen by: its KPI, spend or results day by day, a sum as it was estimated morning by morning."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.campaign_data import of_platforms, sums_of
from domain.day_by_day import DayNumbers
from domain.entities import Campaign, Client
from domain.kpi import Kpi, get, read
from domain.money import MICRO
from domain.rules.inputs import RuleOverride
from domain.rules.off_target import tolerance
from domain.rules.registry import of_kind
from domain.rules.rule import Chart
from domain.snapshot import Snapshot, build, plans_of
from domain.track import Point, Track, against_plan, by_day, whole
from domain.window import Window, local_day
from domain.words import Claim
from insights import gather
from insights.numbers import numbers
from insights.status import over
from storage import Session
from storage.alerts import rules
from storage.alerts.alerts import Alert
from storage.evidence import evaluations

MORNINGS = timedelta(days=35)
DAYS = 28
SETTLED = 0.95
"""Share of the results of the days in question that must have arrived for them to count as final."""


def track(session: Session, client: Client, campaign: Campaign | None, row: Alert, now: datetime) -> Track | None:
    """The numbers of an alert's chart; None where nothing shows what it is about."""
    if campaign is None:
        return None
    match of_kind(row.trouble).chart:
        case Chart.NONE:
            return None
        case Chart.KPI:
            return _of_kpi(session, client, campaign, row, now) if row.detail else None
        case chart:
            return _by_day(session, client, campaign, row, now, chart)


def _of_kpi(session: Session, client: Client, campaign: Campaign, row: Alert, now: datetime) -> Track:
    """A sum as it was estimated morning by morning; else the days' own values, as cards and tables have them."""
    kpi = get(row.detail)
    if kpi.additive:
        return _by_morning(session, client, campaign, row, now)
    days = Window.trailing(local_day(now, client.timezone) - timedelta(days=1), DAYS)
    if row.finding.numbers.by_lead:
        came = {one.day: _quotient(kpi, one) for one in numbers(session, client, campaign, row, now).days}
    else:
        known = over(session, campaign, client, now, days)
        days = Window(days.start, whole(known.series)[-1].day)
        came = {day: read(kpi.key, sums_of(known.data, Window(day, day))).value for day in days}
    return Track(
        kpi=kpi.key,
        currency=client.currency,
        points=tuple(Point(day, came.get(day)) for day in days),
        days=1,
        goal=row.finding.numbers.target,
        tolerance=_tolerance(session, row, now),
        provisional=_young(row),
    )


def _quotient(kpi: Kpi, day: DayNumbers) -> Decimal | None:
    """The KPI of a day's leads, by what has come of them since."""
    above, below = (day.effort, day.seen) if kpi.numerator == "spend" else (day.seen, day.effort)
    return above * kpi.per / below if above is not None and below else None


def _by_morning(session: Session, client: Client, campaign: Campaign, row: Alert, now: datetime) -> Track:
    seen = evaluations.looks(session, campaign.key, row.rule, local_day(now, client.timezone) - MORNINGS)
    return Track(
        kpi=get(row.detail).key,
        currency=client.currency,
        points=tuple(Point(_before(look.day), look.value) for look in seen),
        goal=row.finding.numbers.target,
        tolerance=_tolerance(session, row, now),
        provisional=_young(row),
    )


def _tolerance(session: Session, row: Alert, now: datetime) -> Decimal:
    known = rules.get(session, row.subject.campaign, row.rule)
    wish = gather.wish(known, now) if known else RuleOverride(row.rule)
    return Decimal(str(round(tolerance(wish), 2)))


def _before(morning: date) -> date:
    return morning - timedelta(days=1)


def _young(row: Alert) -> int:
    """How many of the last points may still change: three, while a twentieth or more of their days is still to come."""
    arrived = row.finding.numbers.arrived
    return 0 if arrived is None or arrived > SETTLED else 3


def _by_day(
    session: Session, client: Client, campaign: Campaign, row: Alert, now: datetime, chart: Chart
) -> Track | None:
    """Four weeks of whole days, or up to today where it is today's spend that is wrong."""
    today = local_day(now, client.timezone)
    of_today = chart is Chart.SPEND_TODAY and (row.finding.numbers.last or today) >= today
    last = today if of_today else today - timedelta(days=1)
    snapshot = over(session, campaign, client, now, Window.trailing(last, DAYS), row.finding.result or None)
    if not of_today:
        snapshot = replace(snapshot, series=whole(snapshot.series))
    match chart:
        case Chart.PLANNED | Chart.SPEND_TODAY:
            return against_plan(snapshot.series, planned(snapshot, row), client.currency)
        case Chart.COUNTED:
            return _counted(snapshot, now, row)
        case Chart.RESULTS:
            return by_day(snapshot.series, snapshot.result_kpi, client.currency, row.finding.since)
        case _:
            return by_day(snapshot.series, "spend", client.currency, row.finding.since)


def planned(snapshot: Snapshot, row: Alert) -> dict[date, Decimal]:
    """What was planned for each day shown, in the client's currency, as it was on the day's own morning; nothing
    without a rate. For the day that the alert is about, what it had when that was judged."""
    data, own = snapshot.data, snapshot.client.currency
    told = [(day, data.rates.convert(due.micros, due.currency, own, day)) for day, due in plans_of(data).items()]
    found = {day: Decimal(amount) / MICRO for day, amount in told if amount is not None}
    mine = row.finding.numbers
    if mine.plan and mine.first and of_kind(row.trouble).chart is Chart.SPEND_TODAY:
        found[mine.first] = mine.plan.amount
    return found


def _counted(snapshot: Snapshot, now: datetime, row: Alert) -> Track | None:
    """The results as the platforms count them, also where a CRM counts too."""
    theirs = build(of_platforms(snapshot.data), now, row.finding.result or None)
    track = by_day(whole(theirs.series), theirs.result_kpi, theirs.client.currency, row.finding.since)
    return track and replace(track, claim=Claim.PLATFORM if snapshot.data.has_crm else None)
