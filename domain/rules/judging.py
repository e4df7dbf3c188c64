"""What is known becomes findings, and findings move incidents. The live judge and a back-test take this way alike.

Pure: what was known, and where the incidents stand, is given; what is to be written down is given back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.evidence import Today
from domain.incidents.conditions import Condition, State, Transition, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.rules import registry
from domain.rules.baseline import mark_of, usual_of
from domain.rules.inhibition import Known
from domain.rules.inputs import CampaignEvidence, Listed, Moment, RuleOverride, Running, Silence
from domain.rules.off_target import names
from domain.rules.usual import Baseline

_QUIET = frozenset({Verdict.FINE, Verdict.TOO_FEW, Verdict.OVER, Verdict.NO_DATA, Verdict.STALE, Verdict.ERROR})
"""Verdicts that begin nothing: where nothing is remembered of a rule, they leave no incident."""
_BLIND = frozenset({Verdict.NO_DATA, Verdict.STALE, Verdict.ERROR, Verdict.OVER})
_IN_SIGHT = frozenset({Reason.ENDED, Reason.NO_SPEND})
"""What is over with numbers of its own."""
Key = tuple[str, str]
"""The key of a subject, and a rule."""


@dataclass(frozen=True, slots=True)
class Course:
    """A campaign in the course of a day. `usual` is what the last morning's look left; `morning` gathers what a look
    reads, None before the day has one."""

    moment: Moment
    wishes: Mapping[str, RuleOverride]
    usual: Baseline | None
    morning: Callable[[], CampaignEvidence | None]
    so_far: Today
    listed: tuple[Listed, ...] = ()
    silence: Silence | None = None
    standing: Mapping[str, Finding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of a campaign. `daily` are the findings of a new morning's look, `usual` what that look leaves;
    None where there was none."""

    findings: tuple[Finding, ...] = ()
    daily: tuple[Finding, ...] = ()
    usual: Baseline | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """An incident as it stands after a look, and the steps that it took. `old` is None for one that begins."""

    old: Known | None
    finding: Finding
    state: State
    steps: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A client's campaigns at an instant, and the platform campaigns that they claim (account and its id there), as far
    as an incident that nothing was found of needs them."""

    now: datetime
    moments: Mapping[str, Moment] = field(default_factory=dict)
    wishes: Mapping[str, Mapping[str, RuleOverride]] = field(default_factory=dict)
    claimed: frozenset[tuple[int, str]] = frozenset()


def judge(course: Course) -> Judged:
    """A morning's look where there is a new one, or where goals and wishes have changed since; then the running day."""
    moment, usual = course.moment, course.usual
    if not moment.is_running:
        return Judged()
    about, fresh, daily = mark_of(moment, course.wishes.values()), None, tuple[Finding, ...]()
    if usual is None or usual.mark != about or usual.look < moment.today.toordinal():
        view = course.morning()
        if view is not None:
            usual = fresh = usual_of(view, about)
            daily = tuple(registry.findings(view))
    if usual is None or usual.mark != about:
        return Judged(daily, daily, fresh)
    running = Running(
        moment.campaign, moment.client, moment.now, moment.accounts, usual, course.so_far, course.listed,
        course.silence, course.standing,
    )  # fmt: skip
    seen = registry.findings(running)
    # A rule answers once: what it says of the running day stands for what it said of the morning.
    urgent = tuple(registry.meanwhile(running))
    newer = {one.rule for one in urgent}
    still = (one for one in daily if one.rule not in newer)
    return Judged((*still, *(seen if running.is_whole else filter(_tells, seen)), *urgent), daily, fresh)


def _tells(finding: Finding) -> bool:
    """What is known of a part, or by what was usual days ago, can show that something is wrong, never that all is
    well."""
    return finding.signal not in {Verdict.FINE, Verdict.DOUBT, Verdict.TOO_FEW, Verdict.NO_DATA}


def settle(outlook: Outlook, known: Mapping[Key, Known], found: Iterable[Finding]) -> Iterator[Move]:
    """Move every incident by its finding; what nothing was found of this time stays, is lost from sight, or is over."""
    for one, finding in _pairs(outlook, known, found):
        if _is_idle(one, finding):
            continue
        looks = registry.of_kind(finding.trouble).looks_until_over
        state, steps = advance(one.state if one else State(), finding, outlook.now, looks)
        if one is None or steps or state != one.state or not _adds_nothing(one, finding):
            yield Move(one, _as_told(one, finding), state, steps)


def close(known: Known, now: datetime, because: Reason = Reason.NOT_RUNNING) -> Iterator[Move]:
    """End an incident of what is about to be removed, or that somebody's answer ends."""
    over = replace(known.finding, signal=Verdict.OVER, because=because)
    return settle(Outlook(now), {(over.subject.key, over.rule): known}, [over])


def _pairs(
    outlook: Outlook, known: Mapping[Key, Known], found: Iterable[Finding]
) -> Iterator[tuple[Known | None, Finding]]:
    """Each finding with its incident, if there is one; then the incidents of which nothing was found."""
    seen: set[Key] = set()
    for finding in found:
        key = finding.subject.key, finding.rule
        seen.add(key)
        yield known.get(key), finding
    for key, one in known.items():
        if key not in seen and one.state.condition is not Condition.OK:
            after = _unfound(outlook, one.finding)
            if after is not None:
                yield one, after


def _is_idle(known: Known | None, finding: Finding) -> bool:
    """Whether the finding begins nothing, or is of a look that was counted: that changes nothing, not even words."""
    if known is None:
        return finding.signal in _QUIET and finding.numbers.decidable is None
    return finding.look == known.state.look and finding.signal is not Verdict.OVER


def _unfound(outlook: Outlook, last: Finding) -> Finding | None:
    """What becomes of an incident of which this pass has found nothing: mostly, that it waits for its next look."""
    look = outlook.now.isoformat()
    over = replace(last, signal=Verdict.OVER, because=Reason.NOT_RUNNING, look=look)
    if (last.subject.account, last.subject.entity) in outlook.claimed:
        return replace(over, because=Reason.CLAIMED)
    moment = outlook.moments.get(last.subject.campaign)
    if moment is None or not moment.is_running or last.trouble not in registry.RULES:
        return over
    if last.goal is not None and last.rule not in names(moment.campaign, outlook.wishes.get(moment.campaign.key, {})):
        return replace(over, because=Reason.NO_GOAL)
    lost = registry.unseen(moment, last.trouble, last.detail)
    return replace(last, signal=lost[0], because=lost[1], look=look) if lost else None


def _adds_nothing(known: Known, finding: Finding) -> bool:
    """Whether the incident is quiet, or the finding is the one that it has.

    Of a quiet rule only the day is kept on which a verdict will be possible.
    """
    if known.state.condition is Condition.OK:
        return finding.numbers.decidable == known.finding.numbers.decidable
    return replace(finding, look=known.finding.look) == known.finding


def _as_told(known: Known | None, finding: Finding) -> Finding:
    """A finding that sees nothing keeps the numbers of the last that did, and one of a trouble that eases its date.

    What ended in sight brings its own numbers.
    """
    if known is None:
        return finding
    last, is_open = known.finding, known.state.is_open
    if finding.signal in _BLIND and is_open:
        numbers = finding.numbers if finding.because in _IN_SIGHT else last.numbers
        return replace(last, signal=finding.signal, because=finding.because, look=finding.look, numbers=numbers)
    if is_open and finding.since is None:
        return replace(finding, since=last.since, since_sure=last.since_sure, hour=last.hour)
    if is_open and last.since and finding.since and not registry.of_kind(finding.trouble).since_moves:
        first = last if last.since <= finding.since else finding
        return replace(finding, since=first.since, hour=first.hour)
    return finding
