"""An alert's KPI by day, with its goal, the band that is let pass, and the day of the change."""

from collections.abc import Sequence
from decimal import Decimal

from domain.incidents.finding import Finding, Reason, Verdict
from domain.kpi import CATALOGUE, Direction, Unit, get
from domain.track import Track
from domain.window import Window
from templates import phrases
from templates.charts.native import added_up
from templates.charts.scale import axis
from templates.charts.spec import Axis, ChartSpec, Series
from templates.words import Words, words

HEADROOM = 1.1
_BRIEF = 50
_CENTS = 2


def alert_chart(track: Track, finding: Finding, locale: str, about: str = "") -> ChartSpec | None:
    """The chart in the locale's words, `about` whom it is; None when no day has a number."""
    if all(point.value is None for point in track.points):
        return None
    w = words(locale)
    series = (*_band(track, finding, w), *_change(track, finding, w), *_values(track, finding, w))
    title, counts = _title(track, finding, w), is_counted(track)
    return ChartSpec(
        kind="counts" if counts else "level",
        title=title,
        alt=f"{title.rstrip('.')}. {_alt(track, w)}",
        labels=tuple(w.day(point.day) for point in track.points),
        series=series,
        axes=(_axis(track, w, series),),
        provisional=max(track.provisional, int(track.so_far)),
        provisional_label=w.plain("not over yet") if track.so_far and not track.provisional else w.plain("provisional"),
        x_title=w.plain("Day"),
        x_sums=added_up(w, len(track.points) - int(track.so_far)),
        brief=title if len(title) <= _BRIEF else _name(track, w),
        name=f"alert-{finding.trouble}-{track.points[-1].day:%Y%m%d}",
        unfinished=int(track.so_far),
        subtitle=" · ".join(filter(None, (about, w.window(Window(track.points[0].day, track.points[-1].day))))),
    )


def is_counted(track: Track) -> bool:
    """Whether the days add up: they are bars then, and else points of a line."""
    kpi = CATALOGUE.get(track.kpi)
    return track.days == 1 and kpi is not None and kpi.additive


def kpi_axis(key: str, currency: str, w: Words, values: list[float | None]) -> Axis:
    """The axis of a KPI in its unit, with room above what is highest."""
    kpi = CATALOGUE.get(key)
    unit = kpi.unit if kpi else Unit.COUNT
    most = max((value for value in values if value is not None), default=0.0) * HEADROOM
    if unit is Unit.MONEY:
        said = w.kpi(key) if w.has_sign(currency) else f"{w.kpi(key)} ({currency})"
        return axis(said, most, lambda value, places: money_tick(w, value, currency, places))
    if unit is Unit.PERCENT:
        return axis(w.kpi(key), most, lambda value, places: w.percent(value, max(0, places - 2) if value else 0))
    if unit is Unit.RATIO:
        return axis(w.kpi(key), most, lambda value, places: f"{w.tick(value, places=places)}x")
    return axis(w.kpi(key), most, lambda value, _: w.tick(value), whole=True)


def money_tick(w: Words, value: Decimal, currency: str, places: int) -> str:
    """An amount on an axis: in cents, or less, where any of them has some."""
    return w.tick(value, currency, max(places, _CENTS) if places else 0)


def _name(track: Track, w: Words) -> str:
    """The KPI's name, with whose count it is where there is more than one."""
    name = w.kpi(track.kpi)
    return f"{name} ({w.claim(track.claim)})" if track.claim else name


def _values(track: Track, finding: Finding, w: Words) -> list[Series]:
    values = tuple(None if point.value is None else float(point.value) for point in track.points)
    goal = [] if track.goal is None else [Series("goal", _goal(track, finding, w), (float(track.goal),) * len(values))]
    if is_counted(track):
        return [*goal, Series("bars", _name(track, w), values)]
    return [*goal, Series("value", w.kpi(track.kpi), values)]


def _of_days(track: Track, w: Words, name: str) -> str:
    """The KPI by that name, with the days that a point is of."""
    if track.days == 1:
        return w.plain("{kpi} per day", kpi=name)
    return w.plain("{kpi}, {n} days rolling", kpi=name, n=track.days) if track.days else name


def _axis(track: Track, w: Words, series: Sequence[Series]) -> Axis:
    """With whose count it is, and of how many days."""
    found = kpi_axis(track.kpi, track.currency, w, [value for one in series for value in one.values])
    name = found.title.replace(w.kpi(track.kpi), _name(track, w), 1).replace(") (", ", ")
    return found._replace(title=_of_days(track, w, name))


def _goal(track: Track, finding: Finding, w: Words) -> str:
    """The goal as it was promised, where the line is drawn at its number."""
    promised = finding.goal
    if promised and promised.kpi == track.kpi and promised.target == track.goal:
        return w.plain("Goal {target}", target=w.target(promised))
    return w.plain("Goal")


def _band(track: Track, finding: Finding, w: Words) -> list[Series]:
    """What was to be expected where the track says it, else what is let pass on the goal's worse side."""
    lows = tuple(None if point.low is None else float(point.low) for point in track.points)
    highs = tuple(None if point.high is None else float(point.high) for point in track.points)
    name = w.plain("plan") if track.planned else w.plain("to be expected")
    if not any(value is not None for value in highs):
        if track.goal is None or finding.goal is None:
            return []
        goal, tolerance = track.goal, track.tolerance
        kpi = CATALOGUE.get(track.kpi)
        down = kpi is not None and kpi.direction is Direction.DOWN
        edge = goal * (1 + tolerance) if down else goal / (1 + tolerance)
        lows, highs = (float(min(goal, edge)),) * len(lows), (float(max(goal, edge)),) * len(highs)
        name = w.plain("tolerance")
    return [Series("band_low", name, lows), Series("band_high", "", highs)]


def _change(track: Track, finding: Finding, w: Words) -> list[Series]:
    """One mark, at the day on which it began."""
    days = [point.day for point in track.points]
    if finding.since not in days[1:] or finding.signal not in {Verdict.BREACH, Verdict.DOUBT}:
        return []
    marks = tuple(0.0 if day == finding.since else None for day in days)
    return [Series("change", w.plain("since {day}", day=finding.since), marks)]


def _title(track: Track, finding: Finding, w: Words) -> str:
    goal, numbers = phrases.goal_of(finding), finding.numbers
    value = numbers.value if numbers.measured is None else numbers.measured
    name = w.kpi(track.kpi)
    if goal and goal.kpi == track.kpi and value is not None:
        told = {"kpi": name, "value": w.measured(track.kpi, value, track.currency), "target": w.target(goal)}
        counts = get(goal.kpi).additive  # of a total it is the whole flight
        # What late results alone bring back is told by the message: the number that stands here does not show it yet.
        holds = goal.comparator.holds(value, goal.target)
        if finding.signal is Verdict.FINE and numbers.first and not counts:
            if holds:
                return w.plain("{kpi} since {day}: {value}, goal {target}: met", day=numbers.first, **told)
            return w.plain("{kpi} since {day}: {value}, goal {target}", day=numbers.first, **told)
        if finding.signal is Verdict.FINE and holds:
            return w.plain("{kpi} {value}, goal {target}: met", **told)
        if finding.signal is not Verdict.FINE and finding.since and not holds:
            if numbers.first in {None, finding.since}:
                return w.plain("{kpi} {value}, goal {target}: off since {day}", day=finding.since, **told)
            return w.plain("{kpi} since {day}: {value}, goal {target}", day=numbers.first, **told)
        return w.plain("{kpi} {value}, goal {target}", **told)
    if finding.signal is Verdict.FINE or finding.since is None:
        return w.plain("{kpi} per day", kpi=_name(track, w))
    trouble = phrases.trouble_name(w, finding.trouble)
    if finding.because is Reason.NOT_COUNTED:
        trouble = w.plain("Tracking broken")
    day = w.day(finding.since)
    if finding.hour:
        day = w.plain("{day} at {hour}", day=day, hour=finding.hour)
    inside = f"{w.kpi_inside(track.kpi)} ({w.claim(track.claim)})" if track.claim else w.kpi_inside(track.kpi)
    return w.plain("{trouble} since {day}: {kpi} per day", trouble=trouble, day=day, kpi=inside)


def _alt(track: Track, w: Words) -> str:
    """From the first to the last whole day that is known; what there is of one that is not over stands apart."""
    whole = track.points[:-1] if track.so_far else track.points
    known = [
        (point.day, w.measured(track.kpi, point.value, track.currency)) for point in whole if point.value is not None
    ]
    parts = []
    if known:
        (start, first), (end, last) = known[0], known[-1]
        parts.append(
            w.plain("From {first} on {start} to {last} on {end}.", first=first, start=start, last=last, end=end)
        )
    today = track.points[-1]
    if track.so_far and today.value is not None:
        value = w.measured(track.kpi, today.value, track.currency)
        parts.append(w.plain("{day} is not over yet: {value} so far.", day=today.day, value=value))
    elif track.provisional:
        parts.append(w.plain_n("The last day is provisional.", "The last {n} days are provisional.", track.provisional))
    return " ".join(parts)
