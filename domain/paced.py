"""Where the money of a flight stands: the answer of `pace`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.entities import Campaign, Client
from domain.incidents.finding import Finding, Reason
from domain.origin import Origin
from domain.pacing.pace import Pace

_STOPPED = frozenset({Reason.NO_SPEND, Reason.PAUSED, Reason.SUSPENDED})


@dataclass(frozen=True, slots=True)
class PaceAnswer:
    """A campaign's pace, where its numbers come from, and what is open about it."""

    campaign: Campaign
    client: Client
    pace: Pace
    origin: Origin
    open: tuple[Finding, ...] = ()


def spent_far_above(findings: Iterable[Finding]) -> date | None:
    """The day that an open alert says to have cost far more than planned: what is told of the pace must know it."""
    days = (one.numbers.last for one in findings if one.because is Reason.TOO_MUCH_SPEND)
    return max((day for day in days if day), default=None)


def is_stopped(findings: Iterable[Finding]) -> bool:
    """Whether an open alert says that no money flows: a projection holds only if it does again."""
    return any(one.because in _STOPPED for one in findings)
