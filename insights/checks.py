"""What came of an action: the KPI in the days before it and after it, with what of these is still to arrive."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from domain import kpi as kpis
from domain.campaign_data import CampaignData, Scope, counted_by_crm, of_platforms
from domain.check import Check
from domain.detection.lag import OLDEST, learn
from domain.detection.setting import DEFAULT
from domain.diagnosis.funnel import LATE
from domain.entities import Campaign, Client, Goal, downloads_of
from domain.goal_lines import totals_of
from domain.money import MICRO
from domain.rules.registry import of_kind
from domain.rules.rule import Chart
from domain.rules.series import known_at
from domain.window import Window, local_day
from domain.words import Claim
from insights.why import LEAST_ARRIVED, result_of, with_late
from storage import Session
from storage.alerts import alerts
from storage.alerts.actions import Action
from storage.alerts.alerts import Alert
from storage.evidence import evidence
from storage.facts import figures
from storage.facts.devices import devices

LONGEST = 14
"""Days that are compared at most."""
HISTORY = timedelta(days=120)
"""How far back it is learnt how late results arrive."""


def check_of(session: Session, client: Client, campaign: Campaign | None, action: Action, today: date) -> Check:
    """As many days before the action as have passed since, a fortnight at most."""
    asked = Check(action.id, client, campaign, action.day, action.text, actor=action.actor)
    if campaign is None:
        return asked
    days = max(1, min(LONGEST, (today - action.day).days - 1))
    row = alerts.get(session, action.alert_id) if action.alert_id is not None else None
    goal = _goal(campaign, row)
    kpi = goal.kpi if goal else (_counted(row) or kpis.FOR_OBJECTIVE[campaign.objective][2])
    before = Window(action.day - timedelta(days=days), action.day - timedelta(days=1))
    after = Window(action.day + timedelta(days=1), action.day + timedelta(days=days))
    (old,) = figures.facts(session, [Scope(campaign, client, before, today)])
    (new,) = figures.facts(session, [Scope(campaign, client, after, today)])
    if row is not None and goal is None:
        asked = replace(asked, segment=row.detail if "=" in row.detail else "")
        if asked.segment:
            each = (_of_device(session, data, kpi, asked.segment) for data in (old, new))
            claim = Claim.PLATFORM if old.has_crm else None
            return replace(asked, kpi=kpi, days=days, before=next(each), after=next(each), claim=claim)
        if of_kind(row.trouble).chart is Chart.COUNTED:
            asked = replace(asked, claim=Claim.PLATFORM if old.has_crm else None)
            old, new = (of_platforms(data) for data in (old, new))
    arrived, sums = _arrived(session, client, new, kpi, today), totals_of(new)
    if arrived is not None:
        sums = with_late(sums, kpi, max(arrived, LEAST_ARRIVED))
    values = kpis.read(kpi, totals_of(old)).value, kpis.read(kpi, sums).value
    return replace(asked, kpi=kpi, days=days, before=values[0], after=values[1], goal=goal, arrived=arrived)


def _goal(campaign: Campaign, row: Alert | None) -> Goal | None:
    """The goal of the alert that it answered; the campaign's first where it answered none, or one that says no KPI."""
    if row is not None and (row.finding.goal or _counted(row)):
        return row.finding.goal
    return next(iter(campaign.goals), None)


def _counted(row: Alert | None) -> str:
    """The KPI that an alert without a goal is about: spend, or what it counts; "" where it says none."""
    if row is None:
        return ""
    return "spend" if of_kind(row.trouble).chart.is_of_money else row.finding.result


def _of_device(session: Session, data: CampaignData, kpi: str, segment: str) -> Decimal:
    """What the platforms counted on one device in these days."""
    element = segment.partition("=")[2]
    known = devices(session, data.campaign.key, data.window, data.client.currency, data.rates)
    grids = (one.leads_micros if kpi == "leads" else one.conversions_micros for one in known if one.element == element)
    return sum((Decimal(int(np.nansum(grid))) / MICRO for grid in grids), Decimal(0))


def _arrived(session: Session, client: Client, after: CampaignData, kpi: str, today: date) -> float | None:
    """By the campaign's own lag curve, day by day; what a CRM counts is not the platforms' to delay."""
    field = result_of(kpi)
    if field not in LATE or counted_by_crm(kpi, after):
        return None
    days = Window(today - HISTORY, today - timedelta(days=1))
    key = after.campaign.key
    looks = evidence.looks(session, client.key, Window(days.start + timedelta(days=1), today), key)
    if not looks:
        return None
    told = evidence.triangle(session, key, days, looks, downloads_of(after.campaign, client))
    counts = {"leads": told.leads_micros, "downloads": told.downloads_micros}.get(field, told.conversions_micros)
    if counts is None:
        return None
    results = counts / MICRO
    mornings = [local_day(look, client.timezone).toordinal() for look in told.looks]
    curve = learn(known_at(mornings, told.days, results, told.spend_micros / MICRO), DEFAULT).complete[-1]
    ages = np.array([(today - day).days for day in after.window])
    return round(float(curve[np.clip(ages, 0, OLDEST)].mean()), 3)
