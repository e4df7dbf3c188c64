"""Spend or results day by day as a chart's track, with the range in which such a day usually lies."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from domain.money import MICRO
from domain.snapshot import DayPoint
from templates.charts.track import Point, Track

FEWEST = 7
"""Days that a usual range needs."""
_EDGE = 10


def daily(points: Sequence[DayPoint], kpi: str, currency: str, since: date | None = None) -> Track | None:
    """`kpi` is `spend`, or what the points' results are. None where no day has a number.

    The usual range is that of eight days in ten before `since` (all but the last without it); days that are not known
    count for nothing, and fewer than a week of them make no range.
    """
    values = [_spend(point) if kpi == "spend" else point.results for point in points]
    known = [value for value in values if value is not None]
    if not known:
        return None
    past = [
        value
        for point, value in zip(points, values, strict=True)
        if value is not None and (point.day < since if since else point is not points[-1])
    ]
    low, high = _range(past)
    return Track(
        kpi=kpi,
        currency=currency,
        points=tuple(Point(point.day, value, low, high) for point, value in zip(points, values, strict=True)),
        days=1,
        provisional=0 if kpi == "spend" else sum(point.provisional for point in points),
    )


def _spend(point: DayPoint) -> Decimal | None:
    return None if point.spend_micros is None else Decimal(point.spend_micros) / MICRO


def _range(past: Sequence[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """The tenth from below and the tenth from above."""
    if len(past) < FEWEST:
        return None, None
    ranked, out = sorted(past), len(past) // _EDGE
    return ranked[out], ranked[-1 - out]
