"""Reads campaigns out of the world the way an honest observer would: sums first, ratios after, EUR throughout."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sandbox.world import World, days
from sandbox.world.campaigns import campaign
from sandbox.world.catalogue import USD_PER_EUR, Campaign

START = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
PORTAL = {"acme": "424242", "forn": "535353"}


@dataclass(frozen=True)
class Figures:
    """Sums over a window: EUR, platform conversions, and what the CRM has."""

    spend: float
    conversions: float
    leads: int
    revenue: float


def figures(world: World, key: str, since: date, until: date, as_of: datetime) -> Figures:
    """The campaign's sums over the days since..until as known at `as_of`."""
    one, now = campaign(key), days.to_ms(as_of)
    spend = conversions = 0.0
    for lines in world.lines.values():
        for line in lines:
            if line.spec.campaign == key:
                rate = USD_PER_EUR if line.currency == "USD" else 1.0
                seen = [cell for _, _, cell in line.read(since, until, now)]
                spend += sum(cell.cost for cell in seen) / 1e6 / rate
                conversions += sum(cell.conversions for cell in seen) / 100
    leads, revenue = _crm(world, one, days.bounds(since)[0], days.bounds(until)[1], now)
    return Figures(spend, conversions, leads, revenue)


def _crm(world: World, one: Campaign, begin: int, end: int, now: int) -> tuple[int, float]:
    portal = world.portals[PORTAL[one.client]]
    low, high = days.iso_ms(begin), days.iso_ms(end)
    states = {contact.id: contact.at(now) or {} for contact in portal.contacts}
    mine = {record_id for record_id, state in states.items() if state.get("utm_campaign") == one.utm}
    leads = sum(low <= states[record_id].get("hs_v2_date_entered_lead", "") < high for record_id in mine)
    revenue = 0.0
    for deal in portal.deals:
        state = deal.at(now)
        if state and portal.contact_of[deal.id] in mine and state["hs_is_closed_won"] == "true":
            revenue += float(state["amount"]) if low <= state["closedate"] < high else 0.0
    return leads, revenue


def trailing_week(world: World, key: str, offset: int) -> Figures:
    """The seven complete days that end the day before the world's day `offset`, as known that morning."""
    morning = START + timedelta(days=offset)
    until = morning.date() - timedelta(days=1)
    return figures(world, key, until - timedelta(days=6), until, morning)
