"""Goals: off target, or not, by the probability that the true value is; judged once a day, on complete days."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from domain import arrival
from domain.detection import verdicts
from domain.detection.known import Floats, Known
from domain.detection.lag import OLDEST, learn
from domain.detection.series import RECENT, Judgement, came_late, judge
from domain.detection.setting import DEFAULT, Setting
from domain.detection.verdicts import RuleAnswer
from domain.diagnosis.asking import Question, with_chain
from domain.entities import Campaign, Goal
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, rule
from domain.kpi import get
from domain.money import MICRO, Money
from domain.rules.inputs import Begun, CampaignEvidence, RuleOverride
from domain.rules.on_course import on_course
from domain.rules.rule import Chart, Nature, Rule, days_apart
from domain.rules.series import PLANNED, Series, claim_of, is_judgeable, is_of_crm, pair_of, series
from domain.rules.sight import unseen

KIND = RuleKind("off_target")
LOOSER = 0.10
"""What one step looser adds to the tolerance."""
SETTLED = 0.995
"""From which share of the results on what is still to come is not worth a word."""
SETTLED_EFFORT = frozenset({"spend", "impressions", "clicks", "leads"})
"""Efforts that are a sum of what was done, and do not go on growing themselves."""
MOST_APART = 3
"""Days between which two goals of a campaign may seem to be missed first, for one reason: each date is a guess."""


def off_target(view: CampaignEvidence, goal: Goal, setting: Setting = DEFAULT) -> Finding:
    """Where the goal stands this morning."""
    blank = Finding(
        subject=Subject(view.client.key, view.campaign.key),
        trouble=KIND,
        signal=Verdict.NO_DATA,
        because=Reason.NO_ROWS,
        look=view.today.isoformat(),
        detail=goal.kpi,
        goal=goal,
        claim=claim_of(view, get(goal.kpi)),
    )
    if not view.is_running:
        return replace(blank, signal=Verdict.OVER, because=Reason.NOT_RUNNING)
    if not is_judgeable(goal):
        return replace(blank, because=Reason.UNDEFINED)
    if lost := unseen(view, by_day=True, crm=is_of_crm(goal.kpi, view.counts(goal.kpi))):
        return replace(blank, signal=lost[0], because=lost[1])
    wish, pair = view.wish(blank.rule), pair_of(goal.kpi)
    if pair and pair.effort == PLANNED:
        named = replace(blank, look=name_of(view.today, goal, wish), result=pair.named)
        return _since_said(on_course(view, goal, named, wish, tolerance(wish), setting), view.begun.get(blank.rule))
    asked = series(view, goal, tolerance(wish))
    if asked is None:
        return replace(blank, because=Reason.UNDEFINED)
    if not asked.known.looks.size:
        return blank
    return judged(asked, blank, view.client.currency, wish, view.begun.get(blank.rule), setting)


def tolerance(wish: RuleOverride) -> float:
    """How far off a goal may be before it counts: a tenth, and another for each step looser."""
    return 0.10 + LOOSER * wish.looser


def judged(
    asked: Series,
    blank: Finding,
    currency: str,
    wish: RuleOverride,
    begun: Begun | None = None,
    setting: Setting = DEFAULT,
) -> Finding:
    """The last look of the series as a finding. Its name is the look's day: the same look again changes nothing."""
    last = _last(asked, begun, setting)
    look = date.fromordinal(last.look)
    found = replace(
        blank,
        look=name_of(look, asked.goal, wish),
        result=asked.pair.named,
        numbers=_numbers(asked, last, last.since or last.look - RECENT, currency),
    )
    if not math.isfinite(last.probability):
        return replace(found, signal=Verdict.TOO_FEW, because=Reason.FEW_EVENTS)
    verdict = wished(verdicts.off_target(last, setting), last, wish)
    because = verdict.because
    bad = begun.look if begun else 0
    if verdict.signal is Verdict.FINE and bad and came_late(asked.known, asked.aim, last.look, bad, setting):
        because = Reason.LATE_RESULTS
    elif verdict.signal is Verdict.FINE and begun:
        found = replace(found, numbers=_numbers(asked, *_lately(asked, last), currency))
    dated = replace(
        found,
        signal=verdict.signal,
        tier=verdict.tier,
        because=because,
        probability=round(last.probability, 4),
        since=date.fromordinal(last.since) if last.since else None,
        since_sure=round(last.since_sure, 3) if last.since else None,
    )
    return replace(dated, since_sure=begun.sure) if begun and begun.since and dated.since == begun.since else dated


def _last(asked: Series, begun: Begun | None, setting: Setting) -> Judgement:
    """The last look; while it may be off, since the day that was said of the open incident or an earlier one. Where
    over the days since then the goal is not missed by more than is let pass, what is off now is another trouble, and
    begins with itself."""
    look = int(asked.known.looks[-1])
    last = judge(asked.known, asked.aim, look, setting)
    said = begun.since.toordinal() if begun and begun.since else 0
    if not said or last.probability < setting.clear or 0 < last.since <= said:
        return last
    whole = judge(asked.known, asked.aim, look, setting, said)
    return whole if whole.seen * (1 + asked.aim.tolerance) < _due(asked, whole, whole.since)[0] else last


def _since_said(found: Finding, begun: Begun | None) -> Finding:
    """The day that was said of the open incident, or an earlier one."""
    is_later = begun and begun.since and found.since and found.since > begun.since
    return replace(found, since=begun.since) if begun and is_later else found


def name_of(morning: date, goal: Goal, wish: RuleOverride) -> str:
    """The look's name begins with its day: another target, or another wish, is another look at the same numbers."""
    return f"{morning}/{goal.comparator}{goal.target.normalize():f}/{wish.looser}.{wish.min_results}.{wish.for_days}"


def wished(verdict: RuleAnswer, last: Judgement, wish: RuleOverride) -> RuleAnswer:
    """What somebody asked to wait for: so many results, so many days. Until then it is watched, not told."""
    if verdict.signal is not Verdict.BREACH:
        return verdict
    enough = max(last.seen, last.expected) >= wish.min_results
    lasted = wish.for_days <= 1 or bool(last.since and last.look - last.since >= wish.for_days)
    return verdict if enough and lasted else replace(verdict, signal=Verdict.DOUBT, because=Reason.UNSURE, tier=None)


def _lately(asked: Series, last: Judgement) -> tuple[Judgement, int]:
    """What is well again, by the most of the last seven days, and two at least, over which the goal is met, and on the
    first of them by itself: since a day that missed it nothing is well. By all seven, where there are no such days.
    With the first of these days."""
    for first in range(last.look - RECENT, last.look - 1):
        now = _over(asked, last, first, last.look)
        if _is_met(asked, now) and _is_met(asked, _over(asked, last, first, first + 1)):
            return now, first
    return last, last.look - RECENT


def _over(asked: Series, last: Judgement, first: int, end: int) -> Judgement:
    """The same judgement with the results and the effort of the days from `first` to before `end`."""
    known = asked.known.until(last.look)
    here = (known.days >= first) & (known.days < end)
    seen, effort = (float(np.nansum(part[-1][here])) for part in (known.results, known.effort))
    return replace(last, seen=seen, effort=effort)


def _is_met(asked: Series, days: Judgement) -> bool:
    value = _measured(asked, days, days.seen)
    return value is not None and asked.goal.comparator.holds(value, Decimal(repr(_target(asked))))


def _numbers(asked: Series, last: Judgement, first: int, currency: str) -> Numbers:
    """Absolute numbers of the days from `first` on: of those since the change, or of the last. What is at risk is the
    share of their spend that brought less than it was to."""
    goal, pair = asked.goal, asked.pair
    target = _target(asked)
    level = max(last.seen / last.expected if last.since and last.expected else last.level, 1e-9)
    cost = get(goal.kpi).numerator == "spend"
    value = target / level if cost else target * level
    in_money = pair.effort == "spend"
    spent = last.effort if in_money else asked.cost(first, last.look)
    wasted = max(0.0, spent * (1 - level)) if spent > 0 else None
    due, arrived = _due(asked, last, first)
    return Numbers(
        value=_decimal(value) if last.seen or not last.since else None,
        target=_decimal(target),
        seen=_decimal(last.seen * asked.unit),
        expected=_decimal(due * asked.unit),
        usual=_decimal(last.usual * last.expected * asked.unit),
        spend=Money(round(last.effort * MICRO), currency) if in_money else None,
        at_risk=None if wasted is None else Money(round(wasted * MICRO), currency),
        arrived=arrived,
        first=date.fromordinal(first),
        last=date.fromordinal(last.look - 1),
        measured=_measured(asked, last, last.seen),
        by_lead=asked.by_lead,
        awaited=_awaited(asked, last, first),
        base=None if in_money else _decimal(last.effort),
    )


def _due(asked: Series, last: Judgement, first: int) -> tuple[float, float | None]:
    """What the goal asks for by now of the effort from that day on, and the share of all it asks for that this is; None
    where it asks for nothing. What is judged by also knows that a Sunday brings less than a Monday; the goal does not,
    and the reader divides by the goal. Over whole weeks both are the same."""
    known = asked.known.until(last.look)
    here = (known.days >= first) & np.isfinite(known.results[-1])
    ages = np.clip(last.look - known.days[here], 0, OLDEST)
    effort = known.effort[-1][here]
    whole, due = float(np.nansum(effort)), float(np.nansum(effort * shares(known)[ages]))
    return due * asked.aim.rate, round(due / whole, 3) if whole else None


def shares(known: Known) -> Floats:
    """By the age of a day, the share of its results that should have arrived; all of them where so little is to come
    that nobody is told: who divides by the goal must find what it asks for."""
    learnt = learn(known, DEFAULT).complete[-1]
    return np.where(learnt >= SETTLED, 1.0, learnt)


def _measured(asked: Series, last: Judgement, results: float) -> Decimal | None:
    """The KPI of so many results over the same days; None with nothing to divide by."""
    kpi, seen = get(asked.goal.kpi), results * asked.unit
    top, bottom = (last.effort, seen) if kpi.numerator == "spend" else (seen, last.effort)
    return _decimal(top * kpi.per / bottom) if bottom > 0 else None


def _awaited(asked: Series, last: Judgement, first: int) -> Decimal | None:
    """The same once all results are in; None where no more is to come that is worth a word, or the effort grows too."""
    if asked.pair.effort not in SETTLED_EFFORT or not last.seen or last.arrived >= SETTLED:
        return None
    known = asked.known.until(last.look)
    days = zip(known.days.tolist(), known.results[-1].tolist(), strict=True)
    came = ((date.fromordinal(day), seen) for day, seen in days if day >= first and math.isfinite(seen))
    whole = arrival.awaited(came, date.fromordinal(last.look), date.min, arrival.of(learn(known, DEFAULT))).final
    return _measured(asked, last, whole) if whole > last.seen * (2 - SETTLED) else None


def _target(asked: Series) -> float:
    """The goal's number in the client's currency, from the rate that it became."""
    kpi, rate = get(asked.goal.kpi), asked.aim.rate * asked.unit
    return rate if kpi.numerator != "spend" else kpi.per / rate


def _decimal(value: float) -> Decimal:
    return Decimal(repr(round(value, 6)))


def named(kpi: str) -> str:
    """The name of the rule that looks at a goal of that KPI: `off_target:cpl`."""
    return rule(KIND, kpi)


def names(campaign: Campaign, wishes: Mapping[str, RuleOverride]) -> set[str]:
    """The rules of goals that there are: what is named otherwise is a goal that was removed."""
    return {named(goal.kpi) for goal in watched(campaign, wishes)}


def goals(view: CampaignEvidence) -> list[Goal]:
    """The campaign's goals, each with the number that a rule of one's own sets instead, and those rules' own."""
    return watched(view.campaign, view.wishes)


def watched(campaign: Campaign, wishes: Mapping[str, RuleOverride]) -> list[Goal]:
    """The same before anything is read."""
    own = {wish.goal.kpi: wish.goal for wish in wishes.values() if wish.goal}
    promised = [own.pop(goal.kpi, goal) for goal in campaign.goals]
    return [goal for goal in (*promised, *own.values()) if is_judgeable(goal)]


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    return (off_target(view, goal) for goal in goals(view))


def _missed_together(one: Finding, other: Finding) -> bool:
    """Two goals of one campaign that have been missed since about the same day, or for want of the same results."""
    together = days_apart(one, other) <= MOST_APART or (one.result != "" and one.result == other.result)
    return one.subject.campaign == other.subject.campaign and together


def _question(finding: Finding) -> Question | None:
    kpi = with_chain(finding.goal.kpi) if finding.goal else ""
    return Question(kpi, finding.since, finding.numbers.arrived) if kpi else None


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.DRIFT,
    inhibits=frozenset({"surprise"}),
    alike=_missed_together,
    explained_by=_question,
    chart=Chart.KPI,
    needs_crm=is_of_crm,
    of_goals=True,
    of_the_whole=True,
    since_moves=True,
)
