"""Many campaigns at a glance: a page of them in full, those in trouble first, however many there are.

The order needs the goals of every campaign, and the pictures of a page alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audience import Urgency, judged, urgency, urgency_of_goals
from domain.entities import Campaign, Client
from domain.overview import Listed, Overview
from domain.period import usual_window
from domain.rules.registry import RULES
from domain.rules.rule import Chart
from domain.snapshot import Scope
from domain.window import local_day
from domain.words import Audience
from insights.goals import standings
from insights.status import statuses
from storage import Session
from storage.alerts import alerts

EXACT = 40
"""Up to so many campaigns are pictured in full before they are put in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign with the view in which it is seen."""

    campaign: Campaign
    client: Client
    view: Audience


def overview(session: Session, asked: Sequence[Asked], now: datetime, most: int) -> Overview:
    """The `most` campaigns that need attention first, over their usual windows, and how many there are in all."""
    several = len({one.client.key for one in asked}) > 1
    chosen = asked if len(asked) <= max(EXACT, most) else _first(session, asked, now, most)
    return Overview(tuple(pictured(session, chosen, now)[:most]), len(asked), several)


def pictured(session: Session, asked: Sequence[Asked], now: datetime, period: str | None = None) -> list[Listed]:
    """All of them in full, those in trouble first; each one's place rests on what its view may see."""
    pictures = statuses(session, [(one.campaign, one.client) for one in asked], now, period)
    found = [Listed(picture, one.view) for picture, one in zip(pictures, asked, strict=True)]
    return sorted(found, key=lambda one: urgency(one.snapshot, one.view))


def _first(session: Session, asked: Sequence[Asked], now: datetime, most: int) -> list[Asked]:
    """Those that miss their goals most; then those whose spend the watch has found amiss: no pace is asked for."""
    days = {zone: local_day(now, zone) for zone in {one.client.timezone for one in asked}}
    scopes = []
    for one in asked:
        today = days[one.client.timezone]
        scopes.append(Scope(one.campaign, one.client, usual_window(one.campaign, today), today))
    strayed = alerts.campaigns_with(session, [rule.kind for rule in RULES.values() if rule.chart is Chart.SPEND])

    def place(number: int) -> tuple[bool, bool, Urgency]:
        one, known = asked[number], found[number]
        seen = judged(known.headline, known.goals, one.view)
        off = one.view is Audience.INTERNAL and one.campaign.key in strayed
        return seen.worst is None, not off, urgency_of_goals(seen)

    found = standings(session, scopes)
    return [asked[number] for number in sorted(range(len(asked)), key=place)[:most]]
