"""What would have been said: the steps that incidents take when old evidence is judged again."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from domain.incidents.conditions import Change, Condition, State, Transition
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.window import Window, local_day


@dataclass(frozen=True, slots=True)
class Taken:
    """One step, with the finding behind it, on the client's `day`.

    `explained_by` is the incident from which it followed then, and beside which it is not told; `muted`: somebody had
    asked for quiet about its rule.
    """

    day: date
    step: Transition
    finding: Finding
    explained_by: Finding | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """An alert that there would have been: from the day on which it would have been told until it was over (None: it
    still stands on the last day). `tier` is the highest that it reached, `finding` the one by which it was told.

    Of one of which nobody would have heard, `begun` and `finding` are those of its begin, with what kept it back then:
    `explained_by` and `muted` as in the step.
    """

    finding: Finding
    begun: date
    tier: Tier
    over: date | None = None
    ends: Reason | None = None
    explained_by: Finding | None = None
    muted: bool = False

    @property
    def is_told(self) -> bool:
        """Whether somebody would have heard of it, quiet hours and attention aside."""
        return self.explained_by is None and not self.muted


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have been said on the days asked about. `since` is the first instant from which on what was known is
    kept, None where nothing is; `passes` is how often was judged on these days, `taken` what incidents did on them.
    `alerts` are those that stood on any of them, in the order in which they began, also if that was before."""

    days: Window
    since: datetime | None = None
    passes: int = 0
    taken: tuple[Taken, ...] = ()
    alerts: tuple[Span, ...] = ()

    def first(self, timezone: str) -> date | None:
        """The first of the days that could be judged again; None where there is none."""
        begun = local_day(self.since, timezone) if self.since else None
        return None if begun is None or begun > self.days.end else max(begun, self.days.start)


@dataclass(slots=True)
class Spans:
    """The alerts that steps come to, while they are taken; each open one by its subject and rule."""

    _found: list[Span] = field(default_factory=list)
    _place: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, one: Taken) -> None:
        """One step more."""
        key = one.finding.subject.key, one.finding.rule
        at = self._place.get(key)
        if one.step.change is Change.CONFIRMED or (one.step.change is Change.ESCALATED and at is None):
            self._place[key] = len(self._found)
            tier = one.step.tier or Tier.DIGEST
            self._found.append(Span(one.finding, one.day, tier, explained_by=one.explained_by, muted=one.muted))
        elif one.step.change is Change.ESCALATED and at is not None:
            self._found[at] = replace(self._found[at], tier=Tier.INTERRUPT)
        elif one.step.change in _OVER and at is not None:
            self._found[self._place.pop(key)] = replace(self._found[at], over=one.day, ends=one.step.because)

    def unheard(self) -> list[tuple[str, str]]:
        """Those that are not over and of which nobody would have heard yet."""
        return [key for key, at in self._place.items() if not self._found[at].is_told]

    def hear(self, key: tuple[str, str], finding: Finding, day: date) -> None:
        """Nothing keeps one of these back any more: on that day it would have been told."""
        at = self._place[key]
        self._found[at] = replace(self._found[at], finding=finding, begun=day, explained_by=None, muted=False)

    def on(self, days: Window) -> tuple[Span, ...]:
        """Those that stood on any of these days."""
        mine = (one for one in self._found if one.begun <= days.end and (one.over is None or one.over >= days.start))
        return tuple(sorted(mine, key=lambda one: one.begun))


_OVER = frozenset({Change.RECOVERED, Change.ENDED})


@dataclass(slots=True)
class Replayed:
    """An incident while it is judged again: where its rule stands. `bad` is the day of the first breach of the present
    episode, as an ordinal; 0 before there was one."""

    finding: Finding
    state: State = field(default_factory=State)
    bad: int = 0

    def move(self, finding: Finding, state: State, steps: tuple[Transition, ...]) -> None:
        """Take the steps that led to the state."""
        if any(one.change is Change.SUSPECTED for one in steps):
            self.bad = 0
        if steps and not self.bad and finding.signal is Verdict.BREACH:
            self.bad = date.fromisoformat(finding.look[:10]).toordinal()
        self.finding, self.state = finding, state

    @property
    def is_telling(self) -> bool:
        """Whether it is told as it stands, if nothing keeps it back: doubt or what is about to be over is not."""
        return self.state.condition is Condition.FIRING and self.finding.signal is Verdict.BREACH
