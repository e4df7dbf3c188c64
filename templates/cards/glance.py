"""A campaign in one line of numbers: what was spent, its main KPI beside its goal, the budget, totals so far."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from domain.goal_lines import is_total
from domain.kpi import CATALOGUE, get, is_claimed
from domain.pacing.pace import PaceVerdict
from domain.standing import Headline, Line
from domain.words import Claim
from templates import mrkdwn, phrases
from templates.cards.parts import Scene, total

MOST_TOTALS = 2
"""Totals, as so many leads, that a line names."""
_UNPACED = frozenset({PaceVerdict.NOT_STARTED, PaceVerdict.NO_DATA})


def glance(scene: Scene, said: str = "", *, dated: bool = False) -> Markup:
    """The line; nothing of what `said`, the verdict above it, names already. `dated`: with the days it is about."""
    parts = [*_window(scene, said), *_budget(scene), *_totals(scene, said)]
    if parts and dated:
        parts.insert(0, mrkdwn.escape(scene.words.window(scene.snapshot.window)))
    return mrkdwn.join(" · ", parts)


def main_line(lines: Sequence[Line], goals: Sequence[Line], worst: Line | None) -> Line | None:
    """What a campaign is run by: the goal that is missed most, else its first goal that is no total, else the first
    ratio that its objective is read by."""
    if worst is not None and worst.course is None:
        return worst
    promised = (line for line in goals if line.goal is not None and not is_total(line.goal))
    ratios = (line for line in lines if not get(line.reading.kpi).additive)
    return next(promised, None) or next(ratios, None)


def _window(scene: Scene, said: str) -> Iterator[Markup]:
    """What the window's days cost and came to."""
    w, seen, spend = scene.words, scene.shown, scene.snapshot.reading("spend")
    if seen.headline is Headline.NOT_STARTED or spend.value is None:
        return
    if "spend" in seen.kpis and w.reading(spend) not in said:
        yield w.t("{kpi}: {value}", kpi=w.kpi("spend"), value=w.reading(spend))
    line = main_line(seen.lines, seen.goals, seen.worst)
    if line is None or line.reading.value is None or w.reading(line.reading) in said:
        return
    value, name = w.reading(line.reading), _name(scene, line)
    if line.goal is None:
        yield w.t("{kpi}: {value}", kpi=name, value=value)
    else:
        yield w.t("{kpi}: {value} (goal {target})", kpi=name, value=value, target=w.target(line.goal))


def _name(scene: Scene, line: Line) -> str:
    """The KPI, and whose word it is where it is not the CRM's that there is."""
    w, reading = scene.words, line.reading
    theirs = scene.snapshot.data.has_crm and reading.claim is Claim.PLATFORM and is_claimed(CATALOGUE[reading.kpi])
    return f"{w.kpi(reading.kpi)} ({w.claim(reading.claim)})" if theirs else w.kpi(reading.kpi)


def _budget(scene: Scene) -> Iterator[Markup]:
    w, pace = scene.words, scene.snapshot.pace
    if "spend" not in scene.shown.kpis:
        return  # the share of it would tell what was spent
    if scene.shown.budget and pace.budget.micros and pace.verdict not in _UNPACED:
        budget = w.agreed(pace.budget)
        yield w.t("Budget: {share} of {budget} spent", share=w.percent(pace.share_spent, 0), budget=budget)


def _totals(scene: Scene, said: str) -> Iterator[Markup]:
    """`212 of 300 leads`: over the flight."""
    w = scene.words
    led = [line for line in scene.shown.goals if line.course is not None]
    for line in led[:MOST_TOTALS]:
        told = total(scene, line)
        if (
            line.goal is not None
            and w.plain("{so_far} of {target}", so_far=told["so_far"], target=told["target"]) not in said
        ):
            promised = phrases.counted(w, line.reading.kpi, line.goal.target, line.goal.currency or "")
            yield w.t("{so_far} of {target}", so_far=told["so_far"], target=promised)
