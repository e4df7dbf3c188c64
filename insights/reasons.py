"""What lies behind an alert about money or counting: its days, the budget's edits, what was switched, its devices."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np

from domain.campaign_data import is_over, of_crm, of_platforms
from domain.entities import Campaign, Client
from domain.money import MICRO, Money
from domain.reasons import BudgetEdit, ReasonDay, ReasonPart, Reasons, Switched
from domain.snapshot import Snapshot, build
from domain.window import Window, local_day
from insights.status import over
from insights.tracks import planned
from storage import Session
from storage.alerts.alerts import Alert
from storage.db import audit
from storage.directory import spending
from storage.facts import health
from storage.facts.devices import devices

BEFORE = timedelta(days=7)
"""How long before it began something may have led to it."""


def reasons(session: Session, client: Client, campaign: Campaign, row: Alert, now: datetime) -> Reasons:
    """From a week before the trouble began until yesterday, or today where it began today."""
    today = local_day(now, client.timezone)
    since = min(_began(row, client) or today, today)
    days = Window(since - BEFORE, max(since, today - timedelta(days=1)))
    snapshot = over(session, campaign, client, now, days, row.finding.result or None)
    heard = [one.last_success for one in snapshot.data.freshness if one.source.is_crm and one.last_success]
    return Reasons(
        days=tuple(_days(snapshot, now, row)),
        edits=tuple(_edits(session, campaign, client, days)),
        switched=tuple(sorted(_switched(session, campaign, client, days), key=lambda one: one.day)),
        parts=tuple(_parts(session, snapshot, row, since)),
        heard=min(heard, default=None),
    )


def _began(row: Alert, client: Client) -> date | None:
    """The day on which it began; of what is over, which has none any more, that on which it was first seen."""
    opened = local_day(row.opened_at, client.timezone) if row.opened_at else None
    known = [day for day in (row.finding.numbers.first, opened) if day]
    return row.finding.since or min(known, default=None)


def _days(snapshot: Snapshot, now: datetime, row: Alert) -> Iterator[ReasonDay]:
    """Each day with its plan; what was counted by the platforms, and what the CRM received where it counts too."""
    sides = (of_crm(snapshot.data), of_platforms(snapshot.data))
    own, theirs = (build(side, now, row.finding.result or None).series for side in sides)
    today = local_day(now, snapshot.client.timezone)
    plan, has_crm = planned(snapshot, row), snapshot.data.has_crm and snapshot.result_kpi == "leads"
    for ours, counted in zip(own, theirs, strict=True):
        spend = None if ours.spend_micros is None else Decimal(ours.spend_micros) / MICRO
        received = ours.results if has_crm else None
        so_far = not is_over(snapshot.data, ours.day, today)
        yield ReasonDay(ours.day, spend, plan.get(ours.day), counted.results, received, so_far)


def _edits(session: Session, campaign: Campaign, client: Client, days: Window) -> Iterator[BudgetEdit]:
    begins = datetime.combine(days.start, time(), ZoneInfo(client.timezone))
    for entry in audit.about(session, (campaign.key,), begins):
        change = entry.detail.get("fields", {}).get("budget", {}) if entry.what.startswith("campaign.") else {}
        if change.get("old") and change.get("new"):
            yield BudgetEdit(entry.at, Money.parse(change["old"]), Money.parse(change["new"]))


def _switched(session: Session, campaign: Campaign, client: Client, days: Window) -> Iterator[Switched]:
    """Platform campaigns of it that changed their state before our eyes, and those that have run only since."""
    for one in health.claimed(session, client.key).get(campaign.key, ()):
        day = local_day(one.status_since, client.timezone) if one.status_since else None
        if day is not None and day in days:
            yield Switched(day, one.name, one.source.value, one.status)
        first = spending.first_day(session, one.account, one.entity_id)
        if first is not None and first in days and first > campaign.start:
            yield Switched(first, one.name, one.source.value, began=True)


def _parts(session: Session, snapshot: Snapshot, row: Alert, since: date) -> Iterator[ReasonPart]:
    """By device what the platforms counted a day, before and since; nothing where they do not tell devices."""
    data = snapshot.data
    for one in devices(session, data.campaign.key, data.window, data.client.currency, data.rates):
        grid = one.leads_micros if row.finding.result == "leads" else one.conversions_micros
        later = np.array([day >= since for day in one.days], dtype=bool)
        if later.all() or not later.any():
            continue
        before, after = (round(float(np.nan_to_num(grid[part]).mean()) / MICRO, 1) for part in (~later, later))
        yield ReasonPart(one.element, Decimal(str(before)), Decimal(str(after)))
