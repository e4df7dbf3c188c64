"""Spend per day, and below it the KPI of the goal against what the goal asks."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from domain.audience import Shown, shown
from domain.course import Course
from domain.entities import Goal
from domain.kpi import Unit, get
from domain.kpi_days import SPAN, KpiDays, kpi_days
from domain.money import MICRO
from domain.snapshot import DayPoint, Snapshot
from domain.standing import Line
from domain.words import Audience
from templates import phrases
from templates.charts import events
from templates.charts.alert import kpi_axis
from templates.charts.native import added_up
from templates.charts.spec import Axis, ChartSpec, Series
from templates.words import Words, words

BRIEF = 50
"""What Slack takes as the title of its own chart."""
LEAST = 2
"""Days that make a line: of one alone the message has said all, and the mean of its week would be read for the day."""
CLOUDED = 92
"""Days beyond which points of each would be a cloud about the line, and bars a comb: each is the mean of its week."""
FAR_OFF = 2.5
"""A day alone so many times above all else stands at the edge: the line would be flat beside it."""


def results_chart(
    snapshot: Snapshot, locale: str, view: Audience = Audience.INTERNAL, asked: str = ""
) -> ChartSpec | None:
    """The chart in the locale's words, or None when no day of the window has a number; `asked` is a KPI to show."""
    points = snapshot.series
    seen = shown(snapshot, view)
    if len(points) < LEAST or all(point.spend_micros is None and point.results is None for point in points):
        return None
    speech, days = words(locale), _charted(snapshot, seen, view, asked)
    if days is None:
        return None  # it would show what its client is not to see
    spend = Series("spend", speech.kpi("spend"), of_weeks(tuple(_spend(point) for point in points), points))
    above = [spend] if "spend" in seen.kpis else []
    below = [one._replace(panel=len(above)) for one in plotted(snapshot, speech, days)]
    if not above and not below:
        return None
    title, told = _words(snapshot, speech, days, seen, view)
    return ChartSpec(
        kind="results",
        title=title,
        alt=" ".join([f"{title.rstrip('.')}.", *told]),
        labels=tuple(speech.day(point.day) for point in points),
        series=(*above, *below),
        axes=(
            *([_spend_axis(snapshot, speech, spend)] if above else []),
            *([_axis(snapshot, speech, days, below)] if below else []),
        ),
        provisional=young_days(points) or _unfinished(points),
        provisional_label=_unsure(speech, points),
        x_title=speech.plain("Day"),
        x_sums=added_up(speech, len(points) - _unfinished(points)),
        brief=_brief(snapshot, speech, days, seen.kpis),
        name=f"results-{snapshot.window.start:%Y%m%d}-{snapshot.window.end:%Y%m%d}",
        unfinished=_unfinished(points),
        subtitle=f"{snapshot.campaign.name} · {speech.window(snapshot.window)}",
        marks=events.marks(snapshot, speech, view),
    )


def _words(snapshot: Snapshot, speech: Words, days: KpiDays, seen: Shown, view: Audience) -> tuple[str, list[str]]:
    """The title, and the sentences that tell of the rest: less where a client is not to see what was spent or what it
    came to."""
    told = [*course_of_it(snapshot, speech, days), *events.spoken(snapshot, speech, view), *_small(snapshot, speech)]
    if seen.kpis.issuperset(("spend", snapshot.result_kpi)):
        return _title(snapshot, speech, days), [_sums(snapshot, speech, days), *told]
    return _brief(snapshot, speech, days, seen.kpis), told


def _charted(snapshot: Snapshot, seen: Shown, view: Audience, asked: str) -> KpiDays | None:
    """The KPI with its days: one that the reader may see; None where there is none to draw."""
    days = kpi_days(snapshot, seen, view, asked)
    if days.kpi in seen.kpis:
        return days
    chosen = next((line.reading.kpi for line in seen.lines if line.reading.kpi != "spend"), "")
    return kpi_days(snapshot, seen, view, chosen) if chosen else None


def plotted(snapshot: Snapshot, speech: Words, days: KpiDays) -> tuple[Series, ...]:
    """What stands in the KPI's own plot: nothing where no day has a value."""
    values, rolling = (tuple(_float(value) for value in one) for one in (days.values, days.rolling))
    if not any(value is not None for value in (*values, *rolling)):
        return ()
    name, counts = _name(snapshot, speech, days.kpi), get(days.kpi).additive
    lone = speech.plain("each day") if rolling else name
    bars = of_weeks(values, snapshot.series)
    found = [Series("results", name, bars, 1) if counts else Series("daily" if rolling else "value", lone, values, 1)]
    found = found if counts or len(values) <= CLOUDED or not rolling else []
    if rolling:
        found.append(Series("value", _rolled(speech, days.kpi), rolling, 1))
    if days.goal is not None and days.line and days.line.goal:
        goal = Series("goal", _goal_name(speech, days, days.line.goal), (float(days.goal),) * len(values), 1)
        found.insert(len(found) - (found[-1].role == "value"), goal)  # behind the line, before bars
    return tuple(found)


def _rolled(speech: Words, kpi: str) -> str:
    if get(kpi).additive:
        return speech.plain("mean of {n} days", n=SPAN.days)
    return speech.plain("{n} days rolling", n=SPAN.days)


def _name(snapshot: Snapshot, speech: Words, kpi: str) -> str:
    """The KPI's name, with whose count it is where there is more than one."""
    name = speech.kpi(kpi)
    return f"{name} ({speech.claim(snapshot.reading(kpi).claim)})" if get(kpi).from_crm else name


def _goal_name(speech: Words, days: KpiDays, goal: Goal) -> str:
    """The goal as it is, or what it asks of a day where it is a sum."""
    if not get(goal.kpi).additive or days.goal is None:
        return speech.plain("Goal {target}", target=speech.target(goal))
    asked = speech.amount(get(goal.kpi).unit, days.goal, goal.currency)
    return speech.plain("Goal: {value} a day", value=asked)


def _title(snapshot: Snapshot, speech: Words, days: KpiDays) -> str:
    line = days.line
    if line and line.course:
        return _of_course(speech, line.course, line)
    if line is None or line.goal is None or (line.met is None and line.reading.value is None):
        told = snapshot.reading(_told(snapshot, days))
        spend = _total(snapshot, speech, "spend")
        if told.value is not None and get(told.kpi).additive:
            people = get(told.kpi).from_crm and get(told.kpi).unit is Unit.COUNT
            counted = phrases.counted(speech, told.kpi, told.value, told.currency or "", whole=people)
            return speech.plain("{spend} spent, {counted}", spend=spend, counted=counted)
        name, value = speech.kpi_inside(told.kpi), speech.reading(told)
        return speech.plain("{spend} spent, {kpi}: {value}", spend=spend, kpi=name, value=value)
    if line.reading.value is None:
        return _nothing(snapshot, speech, line.goal)
    values = {
        "kpi": speech.kpi(line.reading.kpi),
        "value": speech.reading(line.reading),
        "target": speech.target(line.goal),
    }
    if line.met is None:
        return speech.plain("{kpi} {value}, goal {target}", **values)
    if line.met:
        return speech.plain("{kpi} {value}, goal {target}: met", **values)
    if days.missed:
        return speech.plain("{kpi} {value}, goal {target}: missed daily since {day}", day=days.missed, **values)
    return speech.plain("{kpi} {value}, goal {target}: missed", **values)


def _told(snapshot: Snapshot, days: KpiDays) -> str:
    """What is drawn where it has a value, else what is counted."""
    return days.kpi if snapshot.reading(days.kpi).value is not None else snapshot.result_kpi


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
        spend=_total(snapshot, speech, "spend"),
        kpi=speech.kpi_inside(goal.kpi),
        target=speech.target(goal),
    )
    return said.rstrip(".")


def _brief(snapshot: Snapshot, speech: Words, days: KpiDays, seen: Collection[str]) -> str:
    line = days.line
    if line is None or line.goal is None or line.course or line.reading.value is None:
        told = _told(snapshot, days) if snapshot.result_kpi in seen else days.kpi
        return f"{_name(snapshot, speech, told)}: {_total(snapshot, speech, told)}"
    value, target = speech.reading(line.reading), speech.target(line.goal)
    values = {"kpi": speech.kpi(line.reading.kpi), "value": value, "target": target}
    whole = {
        True: speech.plain("{kpi} {value}, goal {target}: met", **values),
        False: speech.plain("{kpi} {value}, goal {target}: missed", **values),
    }
    said = whole[line.met] if line.met is not None else ""
    return said if 0 < len(said) <= BRIEF else speech.plain("{kpi} {value}, goal {target}", **values)


def _sums(snapshot: Snapshot, speech: Words, days: KpiDays) -> str:
    counted = days.kpi if get(days.kpi).additive else snapshot.result_kpi
    return speech.plain(
        "Day by day: spend, {spend} in total; {kpi}, {value} in total. {window}.",
        spend=_total(snapshot, speech, "spend"),
        kpi=_name(snapshot, speech, counted),
        value=_total(snapshot, speech, counted),
        window=speech.window(snapshot.window),
    )


def _small(snapshot: Snapshot, speech: Words) -> list[str]:
    """What is provisional, or not over yet."""
    young, parts = young_days(snapshot.series), list[str]()
    if young:
        parts.append(speech.plain_n("The last day is provisional.", "The last {n} days are provisional.", young))
    if _unfinished(snapshot.series):
        parts.append(speech.plain("{day} is not over yet: what stands there is so far.", day=snapshot.series[-1].day))
    return parts


def course_of_it(snapshot: Snapshot, speech: Words, days: KpiDays) -> list[str]:
    """How the KPI came to where it is: its first and its last value."""
    told, whole = days.rolling or days.values, [not point.so_far for point in snapshot.series]
    dated = zip(snapshot.window, told, whole, strict=True)
    known = [(day, value) for day, value, is_over in dated if value is not None and is_over]
    if len(known) < LEAST:
        return []
    (start, first), (end, last) = known[0], known[-1]
    currency = snapshot.client.currency
    values = {
        "kpi": speech.kpi(days.kpi),
        "first": speech.measured(days.kpi, first, currency),
        "last": speech.measured(days.kpi, last, currency),
        "start": speech.day(start),
        "end": speech.day(end),
    }
    if not days.rolling:
        return [speech.plain("{kpi}: from {first} on {start} to {last} on {end}.", **values)]
    if get(days.kpi).additive:
        return [
            speech.plain(
                "{kpi}, the mean of {n} days: from {first} on {start} to {last} on {end}.", n=SPAN.days, **values
            )
        ]
    return [speech.plain("{kpi}, {n} days rolling: from {first} on {start} to {last} on {end}.", n=SPAN.days, **values)]


def _total(snapshot: Snapshot, speech: Words, kpi: str) -> str:
    return speech.reading(snapshot.reading(kpi))


def _spend_axis(snapshot: Snapshot, speech: Words, spend: Series) -> Axis:
    found = kpi_axis("spend", snapshot.client.currency, speech, list(spend.values))
    return found._replace(title=_by_day(speech, found.title, len(spend.values)))


def _axis(snapshot: Snapshot, speech: Words, days: KpiDays, below: Sequence[Series]) -> Axis:
    """Of the KPI's plot: a lone day far above the rest does not press the line to the ground."""
    calm = [value for one in below if one.role != "daily" for value in one.values if value is not None]
    most = max(calm, default=0.0) * FAR_OFF
    every = [min(value, most) if calm else value for one in below for value in one.values if value is not None]
    found = kpi_axis(days.kpi, snapshot.client.currency, speech, list[float | None](every))
    name = found.title.replace(speech.kpi(days.kpi), _name(snapshot, speech, days.kpi), 1).replace(") (", ", ")
    if get(days.kpi).additive and len(days.values) > CLOUDED:
        return found._replace(title=_by_day(speech, name, len(days.values)))
    if not days.rolling:
        return found._replace(title=speech.plain("{kpi} per day", kpi=name))
    alone = not {"daily", "results"} & {one.role for one in below}
    return found._replace(title=speech.plain("{kpi}, {n} days rolling", kpi=name, n=SPAN.days) if alone else name)


def _by_day(speech: Words, name: str, days: int) -> str:
    """What bars are, of so many days."""
    if days > CLOUDED:
        return speech.plain("{kpi} per day, the mean of each week", kpi=name)
    return speech.plain("{kpi} per day", kpi=name)


def of_weeks(values: tuple[float | None, ...], points: Sequence[DayPoint]) -> tuple[float | None, ...]:
    """The days as they are; of a long time each as the mean of its week, counted back from the last whole day."""
    if len(values) <= CLOUDED:
        return values
    end, found = len(values) - _unfinished(points), list(values)
    for stop in range(end, 0, -SPAN.days):
        places = [place for place in range(max(0, stop - SPAN.days), stop) if values[place] is not None]
        mean = sum(values[place] or 0.0 for place in places) / (len(places) or 1)
        for place in places:
            found[place] = round(mean, 2)
    return tuple(found)


def young_days(points: Sequence[DayPoint]) -> int:
    """How many of the last days may still change."""
    return sum(point.provisional for point in points)


def _unsure(speech: Words, points: Sequence[DayPoint]) -> str:
    is_only_today = _unfinished(points) > young_days(points)
    return speech.plain("not over yet") if is_only_today else speech.plain("provisional")


def _unfinished(points: Sequence[DayPoint]) -> int:
    """How many of the last days were not over: the last one, or none."""
    return int(points[-1].so_far)


def _spend(point: DayPoint) -> float | None:
    return None if point.spend_micros is None else point.spend_micros / MICRO


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
