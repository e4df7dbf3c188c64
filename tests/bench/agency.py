"""A made-up agency of any size: clients of one Meta account and three campaigns each, with their days, hours and goals.

What a year of polling would have left is written straight into the tables, so that 1,000 clients take seconds.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert

from domain.entities import Channel, Comparator, Goal
from domain.facts import DEVICE, HOUR
from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from domain.words import Approval, Audience, Level, Source
from storage import Session
from storage.alerts import alerts
from storage.db import upserting
from storage.db.tables import (
    AccountRow,
    CampaignRow,
    ChannelRow,
    ClientRow,
    GoalRow,
    LoadRow,
    MatchRow,
    PerformanceTable,
    PlatformCampaignRow,
    SyncRunRow,
)
from storage.facts import performance
from tests import kinds

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
MANAGER = "U0MANAGER"
EACH = 3
"""Campaigns of a client."""
KINDS = 100
"""So many clients have numbers of their own; those of larger agencies are the same again."""
DAYS, HOURS = 90, 8
"""Days that are kept by device, and of these, counted from today, those that are kept by the hour too."""
TROUBLED = 10
"""Of so many campaigns, one has an open incident."""
DEVICES = ("mobile", "desktop")
_KINDS = ("Captación leads", "Remarketing", "Marca", "Rebajas", "Black Friday", "Vuelta al cole", "Citas online")
_TOWNS = ("Girona", "Sevilla", "Bilbao", "Lleida", "Vigo", "Málaga", "Palma", "Oviedo", "Reus", "Cádiz")


def build(opened: Session, clients: int, *, days: int = DAYS, hours: int = HOURS, now: datetime = NOW) -> None:
    """Fill a migrated, empty database. The same arguments give the same agency.

    Every tenth campaign began this week and every tenth has ended; a third of the goals are missed, and of every tenth
    campaign that is an open incident, for the morning's digest.
    """
    _declare(opened, clients, days, now)
    for number in range(0, clients * EACH, TROUBLED):
        _trouble(opened, number // EACH, number % EACH, now)
    columns, values = performance.COLUMNS, performance.VALUES
    for first in range(0, clients, 50):
        tuples = _rows(range(first, min(first + 50, clients)), days, hours, now, opened.connection().dialect.name)
        upserting.upsert(opened, PerformanceTable, columns, values, tuples, also=("load",))


def client_key(n: int) -> str:
    """The key of client `n`."""
    return f"client-{n:04}"


def campaign_key(n: int, m: int) -> str:
    """The key of its campaign `m`."""
    return f"{client_key(n)}-{m}"


def entity(n: int, m: int) -> str:
    """The id of that campaign on the platform."""
    return f"9{n:05}{m}"


def name(n: int, m: int) -> str:
    """What that campaign is called."""
    return f"{_KINDS[(n + 2 * m) % len(_KINDS)]} {_TOWNS[n % len(_TOWNS)]} {n}"


def channel(n: int) -> Channel:
    """The internal channel of client `n`."""
    return Channel(f"C0INT{n:04}", client_key(n), Audience.INTERNAL)


def _flight(n: int, m: int, days: int, today: date) -> tuple[date, date]:
    number = n * EACH + m
    if number % 10 == 3:
        return today - timedelta(days=number % 6), today + timedelta(days=40)
    if number % 10 == 7:
        return today - timedelta(days=days - 5), today - timedelta(days=2 + number % 20)
    start = today - timedelta(days=20 + number % max(1, days - 20))
    return start, today + timedelta(days=10 + number % 50)


def _declare(opened: Session, clients: int, days: int, now: datetime) -> None:
    """Everything but the numbers."""
    today, every = now.date(), [(n, m) for n in range(clients) for m in range(EACH)]
    usual = {"options": {}, "credential": "", "currency": "EUR", "timezone": "Europe/Madrid"}
    run = now - timedelta(minutes=20)
    read = {f"{what}_at": run for what in ("described", "matched", "hours", "segments")}
    tables: list[tuple[type, list[dict[str, object]]]] = [
        (
            ClientRow,
            [
                {"key": client_key(n), "name": f"Cliente {_TOWNS[n % len(_TOWNS)]} {n}", "locale": "es",
                 "timezone": "Europe/Madrid", "currency": "EUR", "managers": [MANAGER], "show": [], "quiet": {}}
                for n in range(clients)
            ],
        ),
        (
            ChannelRow,
            [
                {"slack_id": channel(n).slack_id, "client_key": client_key(n), "audience": Audience.INTERNAL.value,
                 "teams": [], "approval": Approval.DRAFT.value}
                for n in range(clients)
            ],
        ),
        (
            AccountRow,
            [
                {"id": n + 1, "client_key": client_key(n), "source": Source.META.value, "account_id": f"act_{n}",
                 "name": f"Cuenta {n}", "last_success": run, "status": "active", **usual, **read}
                for n in range(clients)
            ],
        ),
        (CampaignRow, [_campaign(n, m, days, today) for n, m in every]),
        (GoalRow, [_goal(n, m) for n, m in every]),
        (
            MatchRow,
            [
                {"campaign_key": campaign_key(n, m), "source": Source.META.value, "campaign_ids": [entity(n, m)]}
                for n, m in every
            ],
        ),
        (
            PlatformCampaignRow,
            [
                {"account": n + 1, "entity_id": entity(n, m), "name": name(n, m), "status": "enabled",
                 "raw_status": "ACTIVE", "currency": "EUR", "campaign_key": campaign_key(n, m)}
                for n, m in every
            ],
        ),
        (LoadRow, [{"account": n + 1, "as_of": run, "origin": "api"} for n in range(clients)]),
        (
            SyncRunRow,
            [
                {"account": n + 1, "started_at": run, "finished_at": run, "status": "ok", "rows": 0,
                 "window_start": today - timedelta(days=days), "window_end": today}
                for n in range(clients)
            ],
        ),
    ]  # fmt: skip
    for model, rows in tables:
        opened.execute(insert(model), rows)


def _campaign(n: int, m: int, days: int, today: date) -> dict[str, object]:
    start, end = _flight(n, m, days, today)
    daily = 40 + (n * 7 + m * 13) % 160
    return {
        "key": campaign_key(n, m),
        "client_key": client_key(n),
        "name": name(n, m),
        "objective": "leads",
        "starts": start,
        "ends": end,
        "budget_micros": ((end - start).days + 1) * daily * 1_000_000,
        "budget_currency": "EUR",
        "hypothesis": "Quien ya nos conoce pide antes una cita.",
    }


def _trouble(opened: Session, n: int, m: int, now: datetime) -> None:
    """A cost per lead that has been too high for a week."""
    today, since = now.date(), now.date() - timedelta(days=7)
    found = Finding(
        Subject(client_key(n), campaign_key(n, m)), kinds.OFF_TARGET, Verdict.BREACH, Reason.MISSED, today.isoformat(),
        "cpl", Tier.DIGEST, 0.83, since, 0.7, Goal("cpl", Comparator.LT, Decimal(25), "EUR"), "leads",
        Numbers(
            value=Decimal(31), target=Decimal(25), seen=Decimal(40), expected=Decimal(50), arrived=0.9,
            spend=Money(1_250_000_000, "EUR"), at_risk=Money((n + 1) * 1_000_000, "EUR"), first=since, last=today,
        ),
    )  # fmt: skip
    state, steps = advance(State(), found, now)
    alerts.record(opened, found, state, steps, now)


def _goal(n: int, m: int) -> dict[str, object]:
    return {"campaign_key": campaign_key(n, m), "kpi": "cpl", "position": 0, "comparator": "<",
            "target": Decimal(25), "currency": "EUR", "origin": "agreed"}  # fmt: skip


def _rows(clients: range, days: int, hours: int, now: datetime, dialect: str) -> Iterator[tuple[object, ...]]:
    today = now.date()
    for n in clients:
        for m in range(EACH):
            chance = random.Random(n * EACH + m)
            daily, cost = 40 + (n * 7 + m * 13) % 160, chance.choice((17, 20, 29))
            for ago in range(days):
                day = upserting.day(today - timedelta(days=ago), dialect)
                spend = daily * chance.uniform(0.8, 1.2) * (0.4 if not ago else 1)
                elements = [(DEVICE, device, 1 / len(DEVICES)) for device in DEVICES]
                if ago < hours:
                    elements += [(HOUR, f"{hour:02}", 1 / 24) for hour in range(24)]
                for breakdown, element, share in elements:
                    part = spend * share
                    yield (
                        n + 1, entity(n, m), day, Level.CAMPAIGN.value, breakdown, element, "EUR",
                        int(part * 90), int(part * 2), int(part * 1_000_000), int(part / cost * 1_000_000),
                        0, int(part / cost * 1_000_000), None, "api", n + 1,
                    )  # fmt: skip
