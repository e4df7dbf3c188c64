"""A whole series through the same steps that a live incident takes: what would have been told, morning by morning."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

import numpy as np

from domain.detection import series, spending, verdicts
from domain.detection.known import Known
from domain.detection.series import Judgement
from domain.detection.setting import DEFAULT, Aim, Setting
from domain.detection.verdicts import RuleAnswer
from domain.incidents.conditions import Change, Condition, State, Transition, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.rules import conversions_stopped, off_target, spend_stopped, stale_data
from domain.rules.inhibition import Sources
from domain.rules.registry import of_kind

_NOBODY = Subject("replay", "replay")
_SOURCES = Sources()
_ORDER = (stale_data.KIND, spend_stopped.KIND, conversions_stopped.KIND, off_target.KIND)
ESTIMATED = frozenset({off_target.KIND, conversions_stopped.KIND})
"""What is judged by the level of the results: a probability, which late results may change."""
_OVER = frozenset({Change.RECOVERED, Change.ENDED})
Waits = Callable[[RuleAnswer, Judgement], RuleAnswer]
"""What somebody asked to wait for before a goal's verdict counts."""


@dataclass(frozen=True, slots=True)
class Morning:
    """One look: the probability that it is off target (None when nothing can be said), and where it stands."""

    look: int
    probability: float | None
    condition: Condition


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that would have been told: `fires` or, else, is over. `missed` is the spend that did not flow."""

    look: int
    trouble: RuleKind
    tier: Tier
    fires: bool
    since: int
    because: Reason
    probability: float | None
    judgement: Judgement
    missed: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """All mornings of a series, and what was told on them."""

    mornings: tuple[Morning, ...]
    told: tuple[Told, ...]


@dataclass(slots=True)
class _Incident:
    """One rule's incident while it is replayed."""

    finding: Finding
    state: State = field(default_factory=State)
    tier: Tier | None = None
    """What was told of it; None while nothing was."""
    since: int = 0
    breach: int = 0
    """The look at which it began to fire."""

    @property
    def kind(self) -> RuleKind:
        """The rule's."""
        return self.finding.trouble


def story(
    known: Known,
    aim: Aim,
    setting: Setting = DEFAULT,
    first: int = 0,
    truth: series.Truth | None = None,
    waits: Waits | None = None,
) -> Story:
    """What would have been told about this series; with `first` (an ordinal) of the looks from then on."""
    return stories([(known, first)], aim, setting, truth, waits)


def stories(
    parts: Iterable[tuple[Known, int]],
    aim: Aim,
    setting: Setting = DEFAULT,
    truth: series.Truth | None = None,
    waits: Waits | None = None,
) -> Story:
    """The same for a series in parts, each with the look from which on it is of use: what is before is for learning."""
    rules = [_Incident(Finding(_NOBODY, kind, Verdict.NO_DATA, Reason.NO_ROWS, "")) for kind in _ORDER]
    mornings: list[Morning] = []
    told: list[Told] = []
    for known, first in parts:
        replayed = series.replay(known, aim, setting, first, truth)
        silence = spending.silence(known, setting.memory)
        begin = known.looks.size - replayed.look.size
        for row, stale in enumerate(verdicts.stale_data(known)):
            if row >= begin:
                judgement, fresh = replayed.at(row - begin), bool(known.fresh[row])
                found = (stale, *_found(judgement, silence, row, setting, waits))
                news = _hear(rules, found, judgement, known, aim, setting)
                told += [replace(one, missed=float(silence.missed[row])) for one in news]
                mornings.append(_morning(judgement, rules, fresh=fresh))
    return Story(tuple(mornings), tuple(told))


def _found(
    judgement: Judgement, silence: spending.Silence, row: int, setting: Setting, waits: Waits | None
) -> tuple[RuleAnswer, ...]:
    missed = verdicts.off_target(judgement, setting)
    return (
        verdicts.spend_stopped(silence, row),
        verdicts.conversions_stopped(judgement, setting),
        waits(missed, judgement) if waits else missed,
    )


def _hear(
    rules: Sequence[_Incident],
    found: Sequence[RuleAnswer],
    judgement: Judgement,
    known: Known,
    aim: Aim,
    setting: Setting,
) -> Iterator[Told]:
    """Advance every rule by one morning; what is told of it."""
    fresh = bool(known.fresh[np.searchsorted(known.looks, judgement.look)])
    for rule, verdict in zip(rules, found, strict=True):
        steps = _advance(rule, verdict, judgement.look, fresh=fresh)
        at = _morning_of(judgement.look)
        muted = verdict.signal is Verdict.BREACH and any(
            _SOURCES.explains(other, rule, at, "UTC") for other in rules if other is not rule
        )
        for item in _tell(rule, verdict, steps, judgement, muted=muted):
            late = not item.fires and _came_late(known, aim, setting, item, rule.breach)
            yield replace(item, because=Reason.LATE_RESULTS) if late else item


def _advance(rule: _Incident, verdict: RuleAnswer, look: int, *, fresh: bool) -> tuple[Transition, ...]:
    signal = verdict.signal if fresh or rule.kind == stale_data.KIND else Verdict.STALE
    if signal is Verdict.FINE and rule.state.condition is Condition.OK:
        return ()
    since = date.fromordinal(verdict.since) if verdict.since else None
    rule.finding = replace(
        rule.finding, signal=signal, because=verdict.because, look=str(look), tier=verdict.tier, since=since
    )
    rule.state, steps = advance(rule.state, rule.finding, _morning_of(look), of_kind(rule.kind).looks_until_over)
    if any(step.change is Change.CONFIRMED for step in steps):
        rule.breach = look
    return steps


def _morning_of(look: int) -> datetime:
    return datetime.combine(date.fromordinal(look), time(8), UTC)


def _tell(
    rule: _Incident, verdict: RuleAnswer, steps: Sequence[Transition], judgement: Judgement, *, muted: bool
) -> Iterator[Told]:
    """What is told of a rule on this morning; what is muted is told once it is not, if it still fires."""
    firing = rule.state.condition is Condition.FIRING and verdict.signal is Verdict.BREACH
    if firing and not muted and rule.state.tier and _rank(rule.state.tier) > _rank(rule.tier):
        rule.tier, rule.since = rule.state.tier, verdict.since
        yield _told(rule, verdict, judgement, fires=True)
    if rule.tier and any(step.change in _OVER for step in steps):
        yield _told(rule, verdict, judgement, fires=False)
        rule.tier = None


def _told(rule: _Incident, verdict: RuleAnswer, judgement: Judgement, *, fires: bool) -> Told:
    tier = rule.tier or Tier.DIGEST
    why, p = verdict.because, verdict.probability
    return Told(judgement.look, rule.kind, tier, fires, rule.since, why, p, judgement)


def _rank(tier: Tier | None) -> int:
    return (None, Tier.DIGEST, Tier.INTERRUPT).index(tier)


def _came_late(known: Known, aim: Aim, setting: Setting, item: Told, breach: int) -> bool:
    """Whether what arrived late for the days already known when it began to fire is enough to clear it."""
    return item.trouble in ESTIMATED and series.came_late(known, aim, item.look, breach, setting)


def _morning(judgement: Judgement, rules: Sequence[_Incident], *, fresh: bool) -> Morning:
    p = judgement.probability
    conditions = {rule.state.condition for rule in rules}
    if not fresh:
        stands = Condition.STALE
    elif p != p:  # noqa: PLR0124 - nan
        stands = Condition.NO_DATA
    else:
        stands = next((one for one in _WORST if one in conditions), Condition.OK)
    return Morning(judgement.look, None if p != p else p, stands)  # noqa: PLR0124 - nan


_WORST = (Condition.FIRING, Condition.RECOVERING, Condition.PENDING)
