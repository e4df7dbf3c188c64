"""What an audience may see of a campaign's picture, and which campaign it looks at first.

The client's view leaves out pace, and verdicts that rest on it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from domain.entities import Campaign
from domain.errors import InvalidInput
from domain.goal_lines import is_total
from domain.incidents.finding import Finding
from domain.kpi import CATALOGUE, get, is_claimed
from domain.pacing.pace import PaceVerdict
from domain.snapshot import Snapshot
from domain.standing import Headline, Line, verdict
from domain.words import Audience, Claim

INTERNAL_KPIS = frozenset({"pace"})
_STRAYED = frozenset({PaceVerdict.UNDER, PaceVerdict.OVER})
_BAD = frozenset({Headline.OFF_TARGET, Headline.MIXED, Headline.TROUBLED})
_REST = (
    Headline.TOO_EARLY, Headline.NO_DATA, Headline.NO_GOALS, Headline.ON_TARGET, Headline.REACHED, Headline.PAUSED,
    Headline.NOT_STARTED,
)  # fmt: skip
_WELL = frozenset({Headline.ON_TARGET, Headline.REACHED})
_UNJUDGED = frozenset({Headline.NO_DATA, Headline.NOT_STARTED, Headline.PAUSED})
"""What is no verdict on goals."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a snapshot that a view shows. `off_pace`: under or over, None where it is neither or not told.

    `open` are the alerts that are open, the most urgent first; a client is told of none. `kpis` are those that may be
    named at all.
    """

    headline: Headline
    lines: tuple[Line, ...]
    goals: tuple[Line, ...]
    worst: Line | None
    budget: bool
    pace: bool
    kpis: frozenset[str] = frozenset(CATALOGUE)
    off_pace: PaceVerdict | None = None
    open: tuple[Finding, ...] = ()

    @property
    def met(self) -> int:
        """How many goals are met."""
        return sum(line.met is True for line in self.goals)

    @property
    def has_yet_to_come(self) -> bool:
        """Whether a goal that counts as met is a total that the flight only leads to."""
        led = (line.course for line in self.goals if line.met)
        return any(one is not None and not one.reached_on and not one.has_ended for one in led)

    @property
    def missed(self) -> int:
        """How many goals are missed."""
        return sum(line.met is False for line in self.goals)

    @property
    def is_fine(self) -> bool:
        """Whether nothing of it asks for attention."""
        return self.headline not in _BAD and self.off_pace is None and not self.open


@dataclass(frozen=True, slots=True)
class SeenGoals:
    """What a view may see of goals and alerts: the verdict, the goals it rests on, the one that is missed most."""

    headline: Headline
    goals: tuple[Line, ...]
    worst: Line | None
    open: tuple[Finding, ...] = ()


def seen_kpis(campaign: Campaign, view: Audience) -> frozenset[str]:
    """The KPIs of a campaign that `view` may see: its client those that its manager has chosen, where there are any."""
    if view is Audience.INTERNAL:
        return frozenset(CATALOGUE)
    return frozenset(campaign.client_kpis or CATALOGUE) - INTERNAL_KPIS


def seen_spend(campaign: Campaign, view: Audience, spend: int | None) -> int:
    """What was spent, in micros, as far as an order may rest on it: nothing where `view` may not see it."""
    return (spend or 0) if "spend" in seen_kpis(campaign, view) else 0


def as_seen(campaign: Campaign, view: Audience) -> Campaign:
    """The campaign with those goals alone that `view` may see."""
    kpis = seen_kpis(campaign, view)
    return replace(campaign, goals=tuple(goal for goal in campaign.goals if goal.kpi in kpis))


def for_clients(word: str) -> str:
    """The key of a KPI that clients may be shown. InvalidInput (code `kpi`) for no such."""
    key = get(word).key
    if key in INTERNAL_KPIS:
        raise InvalidInput("kpi", "client_kpis", word, ", ".join(sorted(CATALOGUE.keys() - INTERNAL_KPIS)))
    return key


def judged(
    headline: Headline,
    goals: tuple[Line, ...],
    findings: Sequence[Finding],
    view: Audience,
    kpis: Collection[str] = CATALOGUE.keys() - INTERNAL_KPIS,
) -> SeenGoals:
    """How a campaign stands, as far as `view` may see it: goals, and the alerts that are open about it.

    Nothing is on target of which an alert is open, and nothing is missed that rests on a count known to be broken. A
    client, who is told of no alert, reads of a goal that one is about that it is too early to say. `kpis` are those
    that it may see: it is told of no other's goal.
    """
    told = view is Audience.INTERNAL
    if broken := _broken_counts(findings):
        goals = tuple(_uncounted(line, broken) for line in goals)
        headline = headline if headline in _UNJUDGED else verdict(goals)
    if not told:
        doubted = {finding.goal.kpi for finding in findings if finding.goal}
        goals = tuple(_doubted(line, doubted) for line in _among(goals, kpis))
        headline = headline if headline in _UNJUDGED else verdict(goals)
    elif findings and headline in _WELL:
        headline = Headline.TROUBLED
    missed = [line for line in goals if line.met is False]
    worst = min(missed, key=lambda line: line.attainment or Decimal(0), default=None)
    return SeenGoals(headline, goals, worst, tuple(findings) if told else ())


def praised(snapshot: Snapshot, view: Audience) -> list[tuple[str, str]]:
    """Of what a view says good things: the KPIs whose goals are met, by the campaign's key; and the campaign itself
    (with no KPI) where all is well or nothing is promised."""
    seen, key = shown(snapshot, view), snapshot.campaign.key
    met = [(key, line.reading.kpi) for line in seen.goals if line.met is True]
    return [(key, ""), *met] if seen.headline in _WELL or seen.headline is Headline.NO_GOALS else met


def _broken_counts(findings: Iterable[Finding]) -> frozenset[Claim]:
    """Whose counts open alerts say to be broken while the campaign goes on."""
    return frozenset(finding.breaks for finding in findings if finding.breaks)


def _uncounted(line: Line, broken: Collection[Claim]) -> Line:
    """What rests on such a count is not compared, and not called missed."""
    if line.reading.claim not in broken or not is_claimed(get(line.reading.kpi)):
        return line
    missed = line.met is False
    return replace(line, change=None, days=None, met=None if missed else line.met, early=line.early or missed)


def _doubted(line: Line, kpis: Collection[str]) -> Line:
    doubted = line.met and line.reading.kpi in kpis
    return replace(line, met=None, early=True) if doubted else line


def shown(snapshot: Snapshot, view: Audience) -> Shown:
    """What `view` may see."""
    kpis = seen_kpis(snapshot.campaign, view)
    seen = judged(snapshot.headline, snapshot.goals, snapshot.open, view, kpis)
    told = view is Audience.INTERNAL
    by_kpi = {line.reading.kpi: line for line in seen.goals}
    lines = snapshot.lines if told else _chosen(snapshot, kpis)
    lines = tuple(by_kpi.get(line.reading.kpi, line) for line in lines)
    if broken := _broken_counts(snapshot.open):
        lines = tuple(_uncounted(line, broken) for line in lines)
    off = snapshot.pace.verdict if told and snapshot.pace.verdict in _STRAYED else None
    return Shown(
        headline=seen.headline,
        lines=_judged(snapshot.headline, lines),
        goals=seen.goals,
        worst=seen.worst,
        budget=told or "budget" in snapshot.client.show,
        pace=told,
        kpis=kpis,
        off_pace=off,
        open=seen.open,
    )


def line_for(snapshot: Snapshot, view: Audience, kpi: str) -> Line | None:
    """The one KPI that was asked about, as the card has it or beside it; None where `view` may not see it."""
    seen = shown(snapshot, view)
    for line in (*seen.goals, *seen.lines):
        if line.reading.kpi == kpi:
            return line
    return Line(snapshot.reading(kpi)) if kpi in seen.kpis else None


Urgency: TypeAlias = tuple[int, Decimal]
"""The order of campaigns: the smallest first."""
_NOW, _OFF_PACE, _BYGONE = range(3)


def urgency(snapshot: Snapshot, view: Audience) -> Urgency:
    """What misses a goal or has an alert open, by the money that this concerns; then budgets off their pace, what has
    ended off target, and the rest.

    It rests on nothing but what `view` may see.
    """
    seen, ratio = shown(snapshot, view), snapshot.pace.ratio
    goals = SeenGoals(seen.headline, seen.goals, seen.worst, seen.open)
    has_ended = snapshot.pace.verdict is PaceVerdict.ENDED
    ranked = urgency_of_goals(goals, seen_spend(snapshot.campaign, view, snapshot.totals.spend), has_ended=has_ended)
    if ranked[0] > _OFF_PACE and seen.off_pace and ratio is not None:
        return _OFF_PACE, -abs(ratio - 1)
    return ranked


def urgency_of_goals(seen: SeenGoals, spend: int, *, has_ended: bool) -> Urgency:
    """The same where nothing is known of the pace; `spend` in micros."""
    if seen.headline in _BAD or seen.open:
        short = 1 - (seen.worst.attainment or Decimal(0)) if seen.worst else Decimal(0)
        at_risk = max((finding.numbers.risk for finding in seen.open), default=0)
        return _BYGONE if has_ended and not seen.open else _NOW, -max(short * spend, Decimal(at_risk))
    open_question = seen.headline in _WELL and any(line.early for line in seen.goals)
    return _BYGONE + 1 + _REST.index(Headline.TOO_EARLY if open_question else seen.headline), Decimal(0)


def _among(lines: Iterable[Line], kpis: Collection[str]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.reading.kpi in kpis)


def _chosen(snapshot: Snapshot, kpis: Collection[str]) -> tuple[Line, ...]:
    """What a client's card shows: what was chosen for it, in that order, also what the agency's own card leaves out."""
    known = {line.reading.kpi: line for line in (*snapshot.goals, *snapshot.lines)}
    wanted = snapshot.campaign.client_kpis
    if not wanted:
        return _among(snapshot.lines, kpis)
    return tuple(known.get(kpi) or Line(snapshot.reading(kpi)) for kpi in wanted if kpi in kpis)


def _judged(headline: Headline, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Nothing to show before the start; without data no goal is called met or missed, whatever a count says."""
    if headline is Headline.NOT_STARTED:
        return ()
    return tuple(replace(line, met=None) for line in lines) if headline is Headline.NO_DATA else lines


def is_share(line: Line) -> bool:
    """Whether the line's goal is the window's share of a goal for the whole flight."""
    return line.goal is not None and get(line.reading.kpi).additive and not is_total(line.goal)
