"""The numbers behind an alert, day by day: what came, and what its goal asked for by then."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from domain.campaign_data import sums_of
from domain.day_by_day import DayByDay, DayNumbers
from domain.detection.known import FINAL
from domain.entities import Campaign, Client, Goal
from domain.kpi import get, read
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence, RuleOverride
from domain.rules.off_target import shares, tolerance
from domain.rules.parts import results_of
from domain.rules.series import Series, is_judgeable, series
from domain.window import Window
from insights import gather
from insights.status import over
from storage import Session
from storage.alerts.alerts import Alert
from storage.evidence import evaluations

BEFORE = timedelta(days=7)
DELIVERED = frozenset({"clicks", "cpc", "ctr"})
"""What the platforms deliver, day by day, and what it is made of: none of it is a result."""


def numbers(session: Session, client: Client, campaign: Campaign | None, row: Alert, now: datetime) -> DayByDay:
    """The days since a week before the trouble began; none where nothing is known of the campaign yet."""
    known = gather.newest(session, client, campaign, now) if campaign else None
    if known is None:
        return DayByDay()
    first, asked = (row.finding.since or known.today) - BEFORE, _series(known, row)
    if asked is None and row.finding.result in DELIVERED:
        return _delivered(session, known, row.finding.result, min(first, known.today - BEFORE), now)
    days = _judged(session, row, asked) if asked else _counted(known, row)
    shown = (one for one in days if one.day >= first or one.day >= known.today - BEFORE)
    return DayByDay(asked.pair.effort if asked else "spend", tuple(shown), row.finding.result, as_of=known.now)


def _series(known: CampaignEvidence, row: Alert) -> Series | None:
    """The series of its goal, or of a goal that counts the same results; none for one element alone, nor for what
    surprised by the hour."""
    goal = row.finding.goal
    if goal is None and ("=" in row.detail or row.finding.result in DELIVERED):
        return None
    for one in [goal] if goal else known.campaign.goals:
        asked = series(known, one, tolerance(RuleOverride(""))) if is_judgeable(one) else None
        if asked and asked.known.looks.size and _counts(row, goal, asked):
            return asked
    return None


def _counts(row: Alert, goal: Goal | None, asked: Series) -> bool:
    return goal is not None or asked.pair.named == row.finding.result


def _judged(session: Session, row: Alert, asked: Series) -> list[DayNumbers]:
    """What came and what the goal asked for by now, by the lag curve that was learnt."""
    known = asked.known
    curve = shares(known)
    first = date.fromordinal(int(known.days[0]))
    looks = evaluations.looks(session, row.subject.campaign, row.rule, first)
    kept = {one.day: one.probability for one in looks}
    found = []
    for at, ordinal in enumerate(known.days.tolist()):
        effort, seen = known.effort[-1][at].item(), known.results[-1][at].item() * asked.unit
        arrived = float(curve[min(max(0, int(known.looks[-1]) - ordinal), FINAL)])
        expected = None if np.isnan(effort) else effort * asked.aim.rate * asked.unit * arrived
        day = date.fromordinal(ordinal)
        shown = kept.get(day + timedelta(days=1))
        found.append(DayNumbers(day, _decimal(effort), _decimal(seen), _decimal(expected), round(arrived, 3), shown))
    return found


def _counted(known: CampaignEvidence, row: Alert) -> list[DayNumbers]:
    """Spend and results, where no goal says how many there should be; of the device that it is about, if it is about
    one."""
    told, leads = known.triangle, results_of(known) == "leads"
    days, spend, came = told.days, told.spend_micros[-1], (told.leads_micros if leads else told.conversions_micros)[-1]
    of_device = (one for one in known.segments if f"{one.dimension}={one.element}" == row.detail)
    if one := next(of_device, None):
        days, spend, came = one.days, one.spend_micros, one.leads_micros if leads else one.conversions_micros
    return [
        DayNumbers(day, _decimal(cost / MICRO), _decimal(seen / MICRO))
        for day, cost, seen in zip(days, spend.tolist(), came.tolist(), strict=True)
    ]


def _delivered(session: Session, known: CampaignEvidence, key: str, first: date, now: datetime) -> DayByDay:
    """What the KPI is made of, day by day since `first`, and the KPI itself where it is a quotient."""
    kpi = get(key)
    effort, counted = ("spend", key) if kpi.additive else (kpi.numerator, kpi.denominator)
    days = Window(first, known.today - timedelta(days=1))
    data = over(session, known.campaign, known.client, now, days).data
    shown = []
    for day in days:
        sums = sums_of(data, Window(day, day))
        made, told = read(key, sums), (read(effort, sums).value, read(counted, sums).value)
        shown.append(DayNumbers(day, *told, value=None if kpi.additive else made.value))
    return DayByDay(effort, tuple(shown), counted, "" if kpi.additive else key)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None or np.isnan(value) else Decimal(repr(round(value, 2)))
