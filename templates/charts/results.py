"""Spend and results per day, with the results that the goal asks of each day."""

from collections.abc import Sequence
from decimal import Decimal

from domain.audience import shown
from domain.course import Course
from domain.daily_goal import comparable, missed_since, needed
from domain.entities import Goal
from domain.kpi import Unit, get
from domain.money import MICRO
from domain.snapshot import DayPoint, Snapshot
from domain.standing import Line
from domain.words import Audience
from templates.charts.scale import axis
from templates.charts.spec import Axis, ChartSpec, Series
from templates.words import Words, words

BRIEF = 50
"""What Slack takes as the title of its own chart."""
HEADROOM = 2.2
"""Bars stay low so that the lines, which matter more, run above them."""


def results_chart(snapshot: Snapshot, locale: str, view: Audience = Audience.INTERNAL) -> ChartSpec | None:
    """The chart in the locale's words, or None when no day of the window has a number."""
    points = snapshot.series
    if all(point.spend_micros is None and point.results is None for point in points):
        return None
    speech = words(locale)
    line = comparable(snapshot, shown(snapshot, view))
    spend = tuple(_spend(point) for point in points)
    results = tuple(_float(point.results) for point in points)
    asked = tuple(_float(needed(point, line, len(points))) for point in points) if line else ()
    series = _series(snapshot, speech, line, (spend, results, asked))
    title = _title(snapshot, speech, line)
    return ChartSpec(
        kind="results",
        title=title,
        alt=f"{title.rstrip('.')}. {_alt(snapshot, speech, line)}",
        labels=tuple(speech.day(point.day) for point in points),
        series=series,
        left=_money_axis(snapshot, speech, spend),
        right=_results_axis(snapshot, speech, [*results, *asked]),
        provisional=_provisional(points) or _unfinished(points),
        provisional_label=_unsure(speech, points),
        x_title=speech.plain("Day"),
        brief=_brief(snapshot, speech, line),
        name=f"results-{snapshot.window.start:%Y%m%d}-{snapshot.window.end:%Y%m%d}",
        unfinished=_unfinished(points),
    )


def _series(
    snapshot: Snapshot, speech: Words, line: Line | None, values: tuple[tuple[float | None, ...], ...]
) -> tuple[Series, ...]:
    spend, results, asked = values
    every = [
        Series("spend", speech.kpi("spend"), spend),
        Series("goal", _goal_name(speech, line), asked, "right"),
        Series("results", _result_name(snapshot, speech), results, "right"),
    ]
    return tuple(one for one in every if any(value is not None for value in one.values))


def _result_name(snapshot: Snapshot, speech: Words) -> str:
    name = speech.kpi(snapshot.result_kpi)
    if not get(snapshot.result_kpi).from_crm:
        return name
    return f"{name} ({speech.claim(snapshot.reading(snapshot.result_kpi).claim)})"


def _goal_name(speech: Words, line: Line | None) -> str:
    return speech.plain("Goal") if line else ""


def _title(snapshot: Snapshot, speech: Words, line: Line | None) -> str:
    if line and line.course:
        return _of_course(speech, line.course, line)
    if line is None or line.goal is None or line.met is None:
        results, spend = _total_results(snapshot, speech), _total_spend(snapshot, speech)
        return speech.plain(
            "{spend} spent, {kpi}: {value}", spend=spend, kpi=speech.kpi(snapshot.result_kpi), value=results
        )
    if line.reading.value is None:
        return _nothing(snapshot, speech, line.goal)
    values = {
        "kpi": speech.kpi(line.reading.kpi),
        "value": speech.reading(line.reading),
        "target": speech.target(line.goal),
    }
    if line.met:
        return speech.plain("{kpi} {value}, goal {target}: met", **values)
    since = missed_since(snapshot, line)
    if since:
        return speech.plain("{kpi} {value}, goal {target}: missed daily since {day}", day=since.day, **values)
    return speech.plain("{kpi} {value}, goal {target}: missed", **values)


def _of_course(speech: Words, course: Course, line: Line) -> str:
    unit, currency = get(line.reading.kpi).unit, line.goal.currency if line.goal else None
    return speech.plain(
        "{kpi} of the whole campaign: {so_far} of {target}",
        kpi=speech.kpi(line.reading.kpi),
        so_far=speech.amount(unit, course.so_far, currency),
        target=speech.amount(unit, course.target, currency),
    )


def _nothing(snapshot: Snapshot, speech: Words, goal: Goal) -> str:
    """Money was spent, and nothing came of it: there is no value to name."""
    said = speech.plain(
        "{spend} spent without a single result; goal: {kpi} {target}.",
        spend=_total_spend(snapshot, speech),
        kpi=speech.kpi_inside(goal.kpi),
        target=speech.target(goal),
    )
    return said.rstrip(".")


def _brief(snapshot: Snapshot, speech: Words, line: Line | None) -> str:
    if line is None or line.goal is None or line.course or line.reading.value is None:
        return f"{_result_name(snapshot, speech)}: {_total_results(snapshot, speech)}"
    value, target = speech.reading(line.reading), speech.target(line.goal)
    values = {"kpi": speech.kpi(line.reading.kpi), "value": value, "target": target}
    whole = {
        True: speech.plain("{kpi} {value}, goal {target}: met", **values),
        False: speech.plain("{kpi} {value}, goal {target}: missed", **values),
    }
    said = whole[line.met] if line.met is not None else ""
    return said if 0 < len(said) <= BRIEF else speech.plain("{kpi} {value}, goal {target}", **values)


def _alt(snapshot: Snapshot, speech: Words, line: Line | None) -> str:
    parts = [
        speech.plain(
            "Day by day: spend, {spend} in total; {kpi}, {value} in total. {window}.",
            spend=_total_spend(snapshot, speech),
            kpi=_result_name(snapshot, speech),
            value=_total_results(snapshot, speech),
            window=speech.window(snapshot.window),
        )
    ]
    if line and line.goal:
        parts.append(speech.plain("For comparison, what {goal} needs each day.", goal=speech.goal(line.goal)))
    days = _provisional(snapshot.series)
    if days:
        parts.append(speech.plain_n("The last day is provisional.", "The last {n} days are provisional.", days))
    if _unfinished(snapshot.series):
        parts.append(speech.plain("{day} is not over yet: what stands there is so far.", day=snapshot.series[-1].day))
    return " ".join(parts)


def _total_spend(snapshot: Snapshot, speech: Words) -> str:
    return speech.reading(snapshot.reading("spend"))


def _total_results(snapshot: Snapshot, speech: Words) -> str:
    return speech.reading(snapshot.reading(snapshot.result_kpi))


def _money_axis(snapshot: Snapshot, speech: Words, values: Sequence[float | None]) -> Axis:
    currency = snapshot.client.currency
    title = f"{speech.kpi('spend')} ({currency})"
    return axis(title, _most(values) * HEADROOM, lambda value: speech.tick(value, currency))


def _results_axis(snapshot: Snapshot, speech: Words, values: Sequence[float | None]) -> Axis:
    unit, currency = get(snapshot.result_kpi).unit, snapshot.client.currency
    title = _result_name(snapshot, speech)
    if unit is Unit.MONEY:
        return axis(f"{title} · {currency}", _most(values), lambda value: speech.tick(value, currency))
    return axis(title, _most(values), speech.tick, whole=True)


def _provisional(points: Sequence[DayPoint]) -> int:
    return sum(point.provisional for point in points)


def _unsure(speech: Words, points: Sequence[DayPoint]) -> str:
    is_only_today = _unfinished(points) > _provisional(points)
    return speech.plain("not over yet") if is_only_today else speech.plain("provisional")


def _unfinished(points: Sequence[DayPoint]) -> int:
    """How many of the last days were not over: the last one, or none."""
    return int(points[-1].so_far)


def _spend(point: DayPoint) -> float | None:
    return None if point.spend_micros is None else point.spend_micros / MICRO


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _most(values: Sequence[float | None]) -> float:
    return max((value for value in values if value is not None), default=0.0)
