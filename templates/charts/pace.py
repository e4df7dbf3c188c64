"""Cumulative spend against the plan, where it leads and how surely. For the agency only."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import accumulate

from domain.money import MICRO, Money
from domain.paced import PaceAnswer
from domain.pacing.pace import Pace, PaceVerdict
from domain.window import Window
from templates.charts.alert import money_tick
from templates.charts.scale import axis
from templates.charts.spec import ChartSpec, Series
from templates.words import Words, words

WHOLE_FROM = 1000
"""Budgets from which a projection is drawn to the unit: it is not good for cents."""


def pace_chart(answer: PaceAnswer, locale: str) -> ChartSpec | None:
    """The chart in the locale's words; None before there is any spend to show."""
    pace, flight = answer.pace, Window(answer.campaign.start, answer.campaign.end)
    if not pace.spent_by_day or not pace.plan:
        return None
    speech = words(locale)
    days = list(flight)
    done = round(float(pace.share_of_time) * len(days))
    spent = _cumulative(pace, days, done)
    if not done:
        return None
    series = (
        *_range(pace, speech, spent, done),
        Series("plan", speech.plain("Plan"), _summed(day.micros for day in pace.plan)),
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
        axes=(
            axis(
                _heading(speech, pace.budget.currency),
                most,
                lambda value, places: money_tick(speech, value, pace.budget.currency, places),
            ),
        ),
        x_title=speech.plain("Day"),
        brief=speech.plain("{projected} of {budget}", **_ends(pace, speech)),
        subtitle=f"{answer.campaign.name} · {speech.window(flight)}",
        name=f"pace-{flight.start:%Y%m%d}-{flight.end:%Y%m%d}",
    )


def _heading(speech: Words, currency: str) -> str:
    """The ticks have the currency where its sign is short."""
    if speech.has_sign(currency):
        return speech.plain("Cumulative spend")
    return speech.plain("Cumulative spend ({currency})", currency=currency)


def _cumulative(pace: Pace, days: list[date], done: int) -> tuple[float | None, ...]:
    return _summed(pace.spent_by_day.get(day, 0) for day in days[:done]) + (None,) * (len(days) - done)


def _projection(pace: Pace, speech: Words, spent: tuple[float | None, ...], done: int) -> tuple[Series, ...]:
    """From the last known day to the projected end, day by day as days usually cost."""
    if not pace.ahead:
        return ()
    return (Series("projection", speech.plain("Projection"), _towards(pace.projected, pace, spent, done)),)


def _range(pace: Pace, speech: Words, spent: tuple[float | None, ...], done: int) -> tuple[Series, ...]:
    """What holds the end in four cases of five, opening from the last known day."""
    if not pace.ahead or pace.low is None or pace.high is None:
        return ()
    low, high = (_towards(end, pace, spent, done) for end in (pace.low, pace.high))
    exact = 0 if pace.budget.amount >= WHOLE_FROM else 2
    ends = [speech.tick(round(end.amount, exact), end.currency, exact) for end in (pace.low, pace.high)]
    name = speech.plain("80 % range: {low}–{high}", low=ends[0], high=ends[1])
    return Series("band_low", name, low), Series("band_high", "", high)


def _towards(end: Money, pace: Pace, spent: tuple[float | None, ...], done: int) -> tuple[float | None, ...]:
    """A way from what is spent to an end: each day adds its share of what is to come."""
    last, whole = spent[done - 1] or 0.0, sum(day.micros for day in pace.ahead)
    come = accumulate(day.micros / whole if whole else 1.0 / len(pace.ahead) for day in pace.ahead)
    exact = None if pace.budget.amount >= WHOLE_FROM else 2
    ahead = (float(round(last + (float(end.amount) - last) * share, exact)) for share in come)
    return (None,) * (done - 1) + (last, *ahead)


def _summed(micros: Iterable[int]) -> tuple[float, ...]:
    """Running totals in units, to the cent: nobody sees more."""
    return tuple(round(total / MICRO, 2) for total in accumulate(micros))


def _title(pace: Pace, speech: Words) -> str:
    values = _ends(pace, speech)
    match pace.verdict:
        case PaceVerdict.OVER:
            return speech.plain("Over pace: on course for {projected} of a budget of {budget}", **values)
        case PaceVerdict.UNDER:
            return speech.plain("Under pace: on course for {projected} of a budget of {budget}", **values)
        case PaceVerdict.ENDED:
            return speech.plain("Ended: {spent} of {budget} spent", spent=pace.spent, budget=speech.agreed(pace.budget))
        case _ if pace.strays.micros > 0:
            return speech.plain("A little over pace: on course for {projected} of a budget of {budget}", **values)
        case _ if pace.strays.micros < 0:
            return speech.plain("A little under pace: on course for {projected} of a budget of {budget}", **values)
        case _:
            return speech.plain("On pace: on course for {projected} of a budget of {budget}", **values)


def _ends(pace: Pace, speech: Words) -> dict[str, str]:
    """Where it leads and where it should; a projection is not good for cents."""
    return {"projected": speech.money(pace.projected, cents=False), "budget": speech.agreed(pace.budget)}


def _alt(pace: Pace, speech: Words, flight: Window) -> str:
    said = speech.plain(
        "{spent} spent where the plan says {expected}, {time} of the time gone; {window}.",
        spent=pace.spent,
        expected=pace.expected,
        time=speech.percent(Decimal(pace.share_of_time), 0),
        window=speech.window(flight),
    )
    if not pace.ahead or pace.low is None or pace.high is None:
        return said
    ends = {"low": speech.money(pace.low, cents=False), "high": speech.money(pace.high, cents=False)}
    return f"{said} {speech.plain('Between {low} and {high} at its end in four cases of five.', **ends)}"
