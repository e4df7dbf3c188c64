"""Many campaigns at a glance: a page of them in full, those in trouble first, however many there are.

The order needs the goals of every campaign, and the pictures of a page alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audience import Urgency, judged, urgency, urgency_of_goals
from domain.campaign_data import Scope
from domain.entities import Campaign, Client
from domain.overview import Listed, Overview
from domain.period import usual_window
from domain.window import local_day
from domain.words import Audience
from insights.goals import standings
from insights.status import statuses
from insights.troubles import about
from storage import Session
from storage.alerts.alerts import Alert

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
    opened = about(session, [(one.campaign, one.client) for one in asked], now)
    chosen = asked if len(asked) <= max(EXACT, most) else _first(session, asked, now, most, opened)
    return Overview(tuple(_pictured(session, chosen, now, opened)[:most]), len(asked), several)


def _pictured(
    session: Session, asked: Sequence[Asked], now: datetime, opened: Mapping[str, Sequence[Alert]]
) -> list[Listed]:
    """All of them in full, those in trouble first; each one's place rests on what its view may see."""
    pictures = statuses(session, [(one.campaign, one.client) for one in asked], now, opened=opened)
    found = [Listed(picture, one.view) for picture, one in zip(pictures, asked, strict=True)]
    return sorted(found, key=lambda one: urgency(one.snapshot, one.view))


def _first(
    session: Session, asked: Sequence[Asked], now: datetime, most: int, opened: Mapping[str, Sequence[Alert]]
) -> list[Asked]:
    """Those of which an alert is open or that miss their goals, by the money that this concerns: no pace is asked."""
    days = {zone: local_day(now, zone) for zone in {one.client.timezone for one in asked}}
    scopes = []
    for one in asked:
        today = days[one.client.timezone]
        scopes.append(Scope(one.campaign, one.client, usual_window(one.campaign, today), today))

    def place(number: int) -> Urgency:
        one, known = asked[number], found[number]
        findings = [row.finding for row in opened.get(one.campaign.key, ())]
        has_ended = one.campaign.end < days[one.client.timezone]
        seen = judged(known.headline, known.goals, findings, one.view)
        return urgency_of_goals(seen, known.spend, has_ended=has_ended)

    found = standings(session, scopes)
    return [asked[number] for number in sorted(range(len(asked)), key=place)[:most]]
