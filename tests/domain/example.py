"""A campaign of forty days whose numbers are easy to add in one's head."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from domain.campaign_data import CampaignData
from domain.entities import Campaign, Client
from domain.facts import CrmDay, DaySums, Freshness
from domain.goals import parse
from domain.money import MICRO, Money, Rates
from domain.window import Window
from domain.words import Objective, Source

START, END = date(2026, 10, 12), date(2026, 11, 20)
TODAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
WEEK = Window(date(2026, 10, 25), date(2026, 10, 31))
CLIENT = Client("acme", "Clínica Acme", "es", "Europe/Madrid", "EUR", ("U0MAYA",))
CAMPAIGN = Campaign("acme-otono", "acme", "Otoño leads", Objective.LEADS, START, END, Money.of(4000, "EUR"))
RATES = Rates({"USD": {date(2026, 10, 1): Decimal("0.90"), date(2026, 10, 28): Decimal("0.80")}})
FRESH = (
    Freshness(Source.GOOGLE_ADS, "1", NOW - timedelta(hours=2), date(2026, 10, 30)),
    Freshness(Source.HUBSPOT, "2", NOW - timedelta(hours=1)),
)


def ad_day(day: date, source: Source = Source.GOOGLE_ADS, **changes: Any) -> DaySums:
    """1,000 impressions, 50 clicks, 100.00 spent, 5 conversions worth 200.00, 4 leads by the platform's count."""
    usual = DaySums(day, source, "EUR", 1000, 50, 100 * MICRO, 5 * MICRO, 200 * MICRO, 4 * MICRO)
    return replace(usual, **changes)


def crm_day(day: date, **changes: Any) -> CrmDay:
    """4 leads, 2 MQLs, 1 SQL, 1 customer, 300.00 won."""
    return replace(CrmDay(day, "EUR", 4, 1, 300 * MICRO, 2, 1), **changes)


def data(*goals: str, window: Window = WEEK, **changes: Any) -> CampaignData:
    """Every day of the flight until yesterday as above; `goals` as people write them."""
    campaign = replace(changes.pop("campaign", CAMPAIGN), **({"goals": tuple(map(parse, goals))} if goals else {}))
    flown = tuple(ad_day(day) for day in Window(START, TODAY - timedelta(days=1)))
    previous = window.previous()
    usual = CampaignData(
        campaign=campaign,
        client=CLIENT,
        window=window,
        previous=previous,
        days=tuple(row for row in flown if row.day in window or row.day in previous),
        crm=tuple(crm_day(row.day) for row in flown if row.day in window or row.day in previous),
        has_crm=True,
        freshness=FRESH,
        rates=RATES,
        flight_days=flown,
        flight_crm=tuple(crm_day(row.day) for row in flown),
    )
    return replace(usual, **changes)
