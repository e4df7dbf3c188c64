"""What is still to come of a campaign's results, and whether it can turn what is said of them.

Platforms book a conversion on the day of its click and report it for weeks; a CRM's leads are of the day they came.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import attrgetter

from domain.arrival import SCATTER, Awaited, above, awaited
from domain.campaign_data import CampaignData, counted_by_crm, provisional_from, whole_until
from domain.comparing import Compared, Pair, holds
from domain.entities import Comparator, Goal
from domain.facts import DaySums
from domain.kpi import Reading, get
from domain.money import MICRO
from domain.window import Window

_COUNTED = {
    "conversions": attrgetter("conversions_micros"),
    "leads": attrgetter("leads_micros"),
    "downloads": attrgetter("downloads_micros"),
    "revenue": attrgetter("value_micros"),
    "spend": attrgetter("spend_micros"),
    "clicks": attrgetter("clicks"),
    "impressions": attrgetter("impressions"),
}
_LATE = frozenset({"conversions", "leads", "downloads", "revenue"})


def is_late(field: str, data: CampaignData) -> bool:
    """Whether a sum goes on growing after its day: what the platforms count as results."""
    return field in _LATE and not counted_by_crm(field, data)


def grows(key: str, data: CampaignData) -> bool:
    """Whether a KPI is made of a sum that goes on growing after its day."""
    return is_late(get(key).numerator, data) or is_late(get(key).denominator, data)


def shares(key: str, data: CampaignData, days: Window) -> Mapping[date, float]:
    """The share (0..1) of each day's results that has arrived, of the days on which it is not all."""
    since, asked = provisional_from(data), _asked(data)
    if since is None or not is_late(get(key).numerator, data):
        return {}
    return {day: data.arrival.at((asked - day).days)[0] for day in days if day >= since}


def change_holds(key: str, data: CampaignData, days: Compared, *, up: bool) -> bool:
    """Whether a change of the KPI will still point that way when all is in."""
    kpi = get(key)
    if not days.aged or not grows(key, data):
        return True
    parts = [_pair(part, data, days) for part in (kpi.numerator, kpi.denominator) if part]
    if any(part is None for part in parts):
        return False
    top, bottom = (*parts, None)[:2]
    return top is not None and holds(up, top, bottom)


def meets(goal: Goal, reading: Reading, data: CampaignData) -> float:
    """P(a goal that is missed so far is met once all results of the window are in)."""
    kpi, window = get(goal.kpi), data.window
    late = [part for part in (kpi.numerator, kpi.denominator) if is_late(part, data)]
    if reading.value is None or not reading.value or not goal.target or len(late) != 1:
        return 0.0
    waits = _awaited(late[0], data, data.days, window, _asked(data))
    if waits.seen <= 0:
        return 0.0
    down = goal.comparator in {Comparator.LT, Comparator.LE}
    attained = float(goal.target / reading.value if down else reading.value / goal.target)
    return above(attained * waits.final / waits.seen, waits.relative)


def _asked(data: CampaignData) -> date:
    """The morning of which the data is: the day after the last that is whole."""
    return date.fromordinal(whole_until(data).toordinal() + 1)


def _pair(part: str, data: CampaignData, days: Compared) -> Pair | None:
    if part not in _COUNTED or counted_by_crm(part, data):
        return None
    now, before = _asked(data), _asked(data) - timedelta(days=data.window.days)
    aged = data.aged if data.aged is not None else data.days
    return Pair(_awaited(part, data, data.days, days.now, now), _awaited(part, data, aged, days.before, before))


def _awaited(part: str, data: CampaignData, rows: Iterable[DaySums], days: Window, asked: date) -> Awaited:
    """A sum of platform rows as it will be; of money in units of what one result is worth, for fewer say less."""
    mine = [row for row in rows if row.day in days]
    told = [(row.day, (_COUNTED[part](row) or 0) / (1 if part in {"clicks", "impressions"} else MICRO)) for row in mine]
    since = provisional_from(data)
    since = asked - (_asked(data) - since) if since and is_late(part, data) else date.max
    if part == "revenue":
        count = sum(row.conversions_micros or 0 for row in mine) / MICRO
        unit = SCATTER * sum(value for _, value in told) / count if count else 1.0
        told = [(day, value / (unit or 1.0)) for day, value in told]
    return awaited(told, asked, since, data.arrival)
