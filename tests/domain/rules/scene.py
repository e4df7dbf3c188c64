"""A campaign as it is known at an instant, made of plain arrays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np

from domain.entities import Campaign, Client, Comparator, Goal
from domain.evidence import Cohorts, Segment, Today, Triangle
from domain.incidents.finding import Finding
from domain.money import Money, Rates
from domain.pacing.pace import pace
from domain.rules.baseline import usual_of
from domain.rules.inputs import CampaignEvidence, Health, Listed, Running
from domain.rules.registry import findings
from domain.window import Window
from domain.words import Objective, Source

BEGIN = date(2026, 8, 3)
CLIENT = Client("acme", "Clínica Acme", "es", "UTC", "EUR")
GOAL = Goal("cpa", Comparator.LE, Decimal(25), "EUR")
CURVE = (0.5, 0.7, 0.8, 0.88, 0.93, 0.96, 0.98)
"""Share of a day's results that has arrived one day after, two days after, …"""


def campaign(*goals: Goal, days: int = 150, objective: Objective = Objective.SALES) -> Campaign:
    end = BEGIN + timedelta(days=days - 1)
    budget = Money.of(240 * days, "EUR")
    return Campaign("acme-otono", "acme", "Otoño", objective, BEGIN, end, budget, goals=goals or (GOAL,))


def healthy(now: datetime) -> Health:
    newest = now.date() - timedelta(days=1)
    return Health(1, Source.GOOGLE_ADS, "123", last_success=now, newest=newest, changed=now)


class World:
    """Spend and final results by day; what was known of them at any look follows from CURVE."""

    def __init__(self, spend: list[float], results: list[float]) -> None:
        self.spend, self.results = np.array(spend, float), np.array(results, float)

    def triangle(self, until: date) -> Triangle:
        """Looks every morning from the second day to `until`, at eight."""
        size = (until - BEGIN).days
        days = tuple(BEGIN + timedelta(days=n) for n in range(size))
        looks = tuple(datetime(d.year, d.month, d.day, 8, tzinfo=UTC) + timedelta(days=1) for d in days)
        age = np.arange(1, size + 1)[:, None] - np.arange(size)[None, :]
        share = np.array([0.0, *CURVE, 1.0])[np.clip(age, 0, len(CURVE) + 1)]
        past = age > 0
        spend = np.where(past, self.spend[:size] * 1e6, np.nan)
        came = np.where(past, np.floor(self.results[:size] * share + 0.5) * 1e6, np.nan)
        clicks = np.where(past, self.spend[:size], np.nan)
        grid = spend * np.nan
        return Triangle(looks, days, "EUR", spend, clicks * 40, clicks, came, grid, grid, past)

    def settled(self, until: date) -> Triangle:
        """The same where nothing ever arrives late."""
        told = self.triangle(until)
        whole = np.where(told.spoken, self.results[: len(told.days)] * 1e6, np.nan)
        return replace(told, conversions_micros=whole)

    def view(self, until: date, *goals: Goal, **changes: object) -> CampaignEvidence:
        """What is known on the morning of `until`."""
        now = datetime(until.year, until.month, until.day, 8, tzinfo=UTC)
        run = campaign(*goals)
        spent = {
            BEGIN + timedelta(days=n): int(one * 1e6) for n, one in enumerate(self.spend) if n < (until - BEGIN).days
        }
        view = CampaignEvidence(
            campaign=run,
            client=CLIENT,
            now=now,
            accounts=(healthy(now),),
            triangle=self.triangle(until),
            cohorts=None,
            segments=(),
            hours=None,
            pace=pace(run.budget, Window(run.start, run.end), spent, until),
            rates=Rates({}),
        )
        return replace(view, **changes)


def segment(name: str, world: World, until: date) -> Segment:
    """A device with these days, final."""
    size = (until - BEGIN).days
    days = tuple(BEGIN + timedelta(days=n) for n in range(size))
    spend, came = world.spend[:size] * 1e6, world.results[:size] * 1e6
    return Segment("device", name, name, days, "EUR", spend, spend / 1e6 * 40, spend / 1e6, came, came * 0, came)


def cohorts(world: World, until: date) -> Cohorts:
    """The same results as leads in a CRM, known at once."""
    told = world.triangle(until)
    size = len(told.days)
    leads = np.where(told.spoken, world.results[:size], np.nan)
    return Cohorts(told.looks, told.days, "EUR", leads, leads, leads, leads, leads)


LISTED = Listed(1, Source.GOOGLE_ADS, "9", "Otoño", "enabled")


def everything(view: CampaignEvidence, so_far: Today | None = None, listed: Listed = LISTED) -> list[Finding]:
    """What the morning finds, and what is found in the course of the day."""
    nothing = Today(view.today, "EUR", None, None, None, None, None, None, None)
    usual = usual_of(view, "")
    running = Running(view.campaign, view.client, view.now, view.accounts, usual, so_far or nothing, (listed,))
    return [*findings(view), *findings(running)]
