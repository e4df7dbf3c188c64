"""What would have been said: the steps that incidents take when old evidence is judged again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from domain.incidents.conditions import Change, State, Transition
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.window import Window, local_day

BEGINS = frozenset({Change.CONFIRMED, Change.ESCALATED})
"""Steps that are worth telling somebody of; the others move what was told, or what is only watched."""


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

    @property
    def is_told(self) -> bool:
        """Whether it begins something of which somebody would have heard, quiet hours and attention aside."""
        return self.step.change in BEGINS and self.explained_by is None and not self.muted


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have been said on the days asked about. `since` is the first instant from which on what was known is
    kept, None where nothing is; `passes` is how often was judged on these days."""

    days: Window
    since: datetime | None = None
    passes: int = 0
    taken: tuple[Taken, ...] = ()

    def first(self, timezone: str) -> date | None:
        """The first of the days that could be judged again; None where there is none."""
        begun = local_day(self.since, timezone) if self.since else None
        return None if begun is None or begun > self.days.end else max(begun, self.days.start)


@dataclass(frozen=True, slots=True)
class Span:
    """An alert that there would have been: from the day on which it would have been told until it was over (None: it
    still stands on the last day). `tier` is the highest that it reached, `finding` the one by which it began.

    `ends` is why it was over; `explained_by` and `muted` as in the step with which it began.
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
        """Whether somebody would have heard of it."""
        return self.explained_by is None and not self.muted


def spans(taken: Iterable[Taken]) -> list[Span]:
    """The alerts that the steps come to, in the order in which they begin.

    What only follows from another is told in its own right where it becomes more urgent after that is over.
    """
    found: list[Span] = []
    place: dict[tuple[str, str], int] = {}
    for one in taken:
        key = one.finding.subject.key, one.finding.rule
        at = place.get(key)
        if one.step.change is Change.CONFIRMED or (one.step.change is Change.ESCALATED and at is None):
            place[key] = len(found)
            tier = one.step.tier or Tier.DIGEST
            found.append(Span(one.finding, one.day, tier, explained_by=one.explained_by, muted=one.muted))
        elif one.step.change is Change.ESCALATED and at is not None:
            quiet: dict[str, Any] = (
                {"explained_by": one.explained_by, "muted": one.muted} if not found[at].is_told else {}
            )
            found[at] = replace(found[at], tier=Tier.INTERRUPT, **quiet)
        elif one.step.change in _OVER and at is not None:
            found[place.pop(key)] = replace(found[at], over=one.day, ends=one.step.because)
    return found


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
