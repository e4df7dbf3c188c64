"""What follows from what: one trouble explains another, on the same campaign or through what reads from one account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding
from domain.incidents.handling import Handled, Handling
from domain.incidents.rule_kinds import Tier
from domain.rules.registry import inhibits, of_kind
from domain.window import local_day

AFTERMATH = timedelta(days=7)
"""How long what began in a trouble that is over is still taken to follow from it: its bad days stay in the numbers."""


class Known(Protocol):
    """An incident, as it is kept."""

    @property
    def finding(self) -> Finding: ...
    @property
    def state(self) -> State: ...


class KnownHandled(Known, Protocol):
    """The same with what people did about it."""

    @property
    def handling(self) -> Handling: ...


def handled(one: KnownHandled, others: Iterable[KnownHandled], *, is_told: bool) -> Handling:
    """What people did about it; before it was told, what they did about the same seen by a rule that follows from its
    own: a flight that was put aside as heading past its budget is no news when that becomes sure."""
    if is_told or one.handling.is_answered:
        return one.handling
    same = (
        other.handling
        for other in others
        if other.state.is_open
        and other.finding.subject == one.finding.subject
        and other.finding.because == one.finding.because
        and of_kind(other.finding.trouble).of_the_end
        and inhibits(one.finding.trouble, other.finding.trouble)
    )
    return next((found for found in same if found.how is Handled.SNOOZED), one.handling)


@dataclass(frozen=True, slots=True)
class Sources:
    """By campaign the accounts that it draws on (our ids), and which accounts are CRMs."""

    drawn: Mapping[str, frozenset[int]] = field(default_factory=dict)
    crms: frozenset[int] = frozenset()

    def explains(self, cause: Known, other: Known, now: datetime, timezone: str) -> bool:
        """Whether `other` follows from `cause`: while that is open, and for a week after if it began before the end."""
        stands = cause.state.is_open or _just_over(cause, other, now, timezone)
        return stands and self.follows(other.finding, cause.finding, cause.state.tier)

    def follows(self, finding: Finding, cause: Finding, tier: Tier | None) -> bool:
        """Whether `finding` follows from `cause`, an incident of that tier, while that stands."""
        if tier is Tier.DIGEST and not of_kind(cause.trouble).hides_in_digest:
            return False
        if not inhibits(cause.trouble, finding.trouble):
            return False
        if cause.subject.campaign:
            touched = not _is_of_crm_alone(cause) or _needs_crm(finding)
            return touched and cause.subject.campaign == finding.subject.campaign
        return self._reads_through(cause.subject.account, finding)

    def _reads_through(self, account: int, finding: Finding) -> bool:
        """Whether what is said of the campaign comes from that account: of two, the other goes on speaking."""
        drawn = self.drawn.get(finding.subject.campaign, frozenset())
        if account not in drawn:
            return False
        if account in self.crms:
            return _needs_crm(finding)
        return of_kind(finding.trouble).of_the_whole or drawn - self.crms == {account}


def _needs_crm(finding: Finding) -> bool:
    """Whether a CRM counts what it is about."""
    return of_kind(finding.trouble).needs_crm(finding.detail, finding.claim)


def _is_of_crm_alone(cause: Finding) -> bool:
    """Whether it is the CRM's own trouble, which leaves what the platforms count as it is."""
    return _needs_crm(cause) and not of_kind(cause.trouble).of_goals


def _just_over(cause: Known, other: Known, now: datetime, timezone: str) -> bool:
    """Whether `cause` fired, left bad days and ended within a week, and `other` began before that end."""
    ended = cause.state.ended if cause.state.condition is Condition.OK else None
    if ended is None or now - ended >= AFTERMATH or not of_kind(cause.finding.trouble).leaves_bad_days:
        return False
    if of_kind(other.finding.trouble).of_the_end:
        return False
    if other.state.fired_at is not None and other.state.fired_at <= ended:
        return True
    since = other.finding.since if of_kind(other.finding.trouble).is_by_day else None
    return since is not None and since <= local_day(ended, timezone)
