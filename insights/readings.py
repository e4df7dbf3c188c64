"""Every KPI of a campaign over some days, by each of those who count it: what was received, and what is to come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from domain.arrival import Arrival, awaited, of
from domain.campaign_data import CampaignData, of_crm, of_platforms, sums_of
from domain.detection.lag import learn
from domain.detection.setting import DEFAULT
from domain.goal_lines import totals_of
from domain.kpi import CATALOGUE, Reading, Totals, read
from domain.money import MICRO
from domain.rules.series import known_of
from domain.snapshot import Snapshot
from domain.window import Window, local_day
from domain.words import Claim
from insights import gather
from storage import Session

LATE = {
    "conversions": "conversions_micros",
    "platform_leads": "leads_micros",
    "platform_revenue": "value_micros",
    "downloads": "downloads_micros",
}
"""The sums that go on growing after their day, and the evidence of each."""
_ALSO = {"platform_leads": "leads", "platform_revenue": "revenue"}
"""What the platforms' word also stands for, where theirs leads."""
LONGEST = timedelta(days=60)
"""How long a day grows by what is worth counting."""
WORTH = Decimal("0.005")
"""What is still to come below this share of what has come is not worth a word."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The picture of some days, and what can be read of them: a KPI once for each of those who count it.

    The first of each KPI is the card's; those that others claim come after.
    """

    picture: Snapshot
    all: tuple[Reading, ...]

    def of(self, kpi: str) -> Reading:
        """The reading of a KPI as the card has it."""
        return next(one for one in self.all if one.kpi == kpi)


def readings(session: Session, picture: Snapshot, now: datetime) -> Readings:
    """All that can be read of the picture's days."""
    data, learnt = picture.data, _learnt(session, picture, now)
    today = local_day(now, data.client.timezone)
    platforms = of_platforms(data)
    found = list(_of(data, today, learnt, CATALOGUE))
    if data.has_crm:
        own = (key for key, row in CATALOGUE.items() if row.from_crm and not row.crm_only)
        told = {(one.kpi, one.claim) for one in found}
        others = (*_of(of_crm(data), today, {}, CATALOGUE), *_of(platforms, today, learnt, own))
        found += (one for one in others if (one.kpi, one.claim) not in told)
    sources = sorted({row.source for row in data.days if row.day in data.window})
    for source in sources if len(sources) > 1 else ():
        alone = replace(platforms, days=tuple(row for row in data.days if row.source is source))
        counted = (key for key, row in CATALOGUE.items() if not row.crm_only and key != "pace")
        found += (replace(one, by=source.value) for one in _of(alone, today, {}, counted))
    return Readings(picture, tuple(found))


def _of(data: CampaignData, today: date, learnt: Mapping[str, Arrival], keys: Iterable[str]) -> Iterator[Reading]:
    received = totals_of(data)
    whole = _whole(data, today, received, learnt)
    for key in keys:
        reading, expected = read(key, received), read(key, whole).value
        if reading.value is None or expected is None or abs(expected - reading.value) <= WORTH * abs(reading.value):
            yield reading
        else:
            yield replace(reading, expected=expected)


def _learnt(session: Session, picture: Snapshot, now: datetime) -> dict[str, Arrival]:
    """By sum how late it arrives; nothing where every day of the window is final, or one of them is not over."""
    since, data = picture.origin.provisional_from, picture.data
    known = gather.newest(session, data.client, data.campaign, now) if since else None
    if known is None or data.window.end >= known.today:
        return {}
    spend, told = known.triangle.spend_micros / MICRO, known.triangle
    grids = ((field, getattr(told, name)) for field, name in LATE.items())
    series = {field: known_of(known, grid / MICRO, spend) for field, grid in grids if grid is not None}
    return {field: of(learn(one, DEFAULT)) for field, one in series.items() if one.looks.size}


def _whole(data: CampaignData, today: date, received: Totals, learnt: Mapping[str, Arrival]) -> Totals:
    """The sums once all results are in."""
    grown: dict[str, Any] = {}
    for field, arrives in learnt.items():
        by_crm = field == "downloads" and received.downloads_claim is Claim.CRM  # which is not theirs to delay
        if by_crm or (seen := getattr(received, field)) is None:
            continue
        young = Window(max(data.window.start, today - LONGEST), data.window.end)
        came = [(day, getattr(sums_of(data, Window(day, day)), field) or 0) for day in young]
        to_come = awaited(came, today, young.start, arrives)
        grown[field] = round(seen + to_come.final - to_come.seen)
        also = _ALSO.get(field, "")
        if also and read(also, received).claim is Claim.PLATFORM:
            grown[also] = grown[field]
    return replace(received, **grown)
