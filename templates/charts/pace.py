"""Cumulative spend against the even plan, and where it leads. For the agency only."""

from datetime import date
from decimal import Decimal

from domain.money import MICRO
from domain.pace import Pace, PaceVerdict
from domain.snapshot import Snapshot
from domain.window import Window
from templates.charts.scale import axis
from templates.charts.spec import ChartSpec, Series
from templates.words import Words, words


def pace_chart(snapshot: Snapshot, locale: str) -> ChartSpec | None:
    """The chart in the locale's words; None before there is any spend to show."""
    pace, flight = snapshot.pace, Window(snapshot.campaign.start, snapshot.campaign.end)
    if not pace.spent_by_day or not flight.days:
        return None
    speech = words(locale)
    days = list(flight)
    done = round(float(pace.share_of_time) * len(days))
    spent = _cumulative(pace, days, done)
    if not done:
        return None
    plan = tuple(float(pace.budget.amount) * (n + 1) / len(days) for n in range(len(days)))
    series = (
        Series("plan", speech.plain("Plan"), plan),
        Series("spent", speech.plain("Spent"), spent),
        *_projection(pace, speech, spent, done),
    )
    most = max(value for one in series for value in one.values if value is not None)
    title = _title(pace, speech)
    return ChartSpec(
        kind="pace",
        title=title,
        alt=f"{title.rstrip('.')}. {_alt(pace, speech, flight)}",
        labels=tuple(speech.day(day) for day in days),
        series=series,
        left=axis(
            speech.plain("Cumulative spend ({currency})", currency=pace.budget.currency),
            most,
            lambda value: speech.tick(value, pace.budget.currency),
        ),
        x_title=speech.plain("Day"),
        brief=speech.plain("{projected} of {budget}", projected=pace.projected, budget=pace.budget),
        name=f"pace-{flight.start:%Y%m%d}-{flight.end:%Y%m%d}",
    )


def _cumulative(pace: Pace, days: list[date], done: int) -> tuple[float | None, ...]:
    total, sums = 0, []
    for day in days[:done]:
        total += pace.spent_by_day.get(day, 0)
        sums.append(total / MICRO)
    return tuple(sums) + (None,) * (len(days) - done)


def _projection(pace: Pace, speech: Words, spent: tuple[float | None, ...], done: int) -> tuple[Series, ...]:
    """A straight line from the last known day to the projected end."""
    left = len(spent) - done
    last = spent[done - 1]
    if left <= 0 or last is None:
        return ()
    step = (float(pace.projected.amount) - last) / left
    ahead = tuple(last + step * n for n in range(left + 1))
    return (Series("projection", speech.plain("Projection"), (None,) * (done - 1) + ahead),)


def _title(pace: Pace, speech: Words) -> str:
    values = {"projected": speech.money(pace.projected), "budget": speech.money(pace.budget)}
    match pace.verdict:
        case PaceVerdict.OVER:
            return speech.plain("Over pace: on course for {projected} of a budget of {budget}", **values)
        case PaceVerdict.UNDER:
            return speech.plain("Under pace: on course for {projected} of a budget of {budget}", **values)
        case PaceVerdict.ENDED:
            return speech.plain("Ended: {spent} of {budget} spent", spent=pace.spent, budget=pace.budget)
        case _:
            return speech.plain("On pace: on course for {projected} of a budget of {budget}", **values)


def _alt(pace: Pace, speech: Words, flight: Window) -> str:
    return speech.plain(
        "{spent} spent where the plan says {expected}, {time} of the time gone; {window}.",
        spent=pace.spent,
        expected=pace.expected,
        time=speech.percent(Decimal(pace.share_of_time), 0),
        window=speech.window(flight),
    )
