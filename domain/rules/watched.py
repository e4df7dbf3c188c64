"""What is watched of a campaign: each rule as it is set, and what it said last."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.entities import Campaign, Client, Goal
from domain.incidents.finding import Verdict
from domain.incidents.rule_kinds import RuleKind, rule


@dataclass(frozen=True, slots=True)
class Watched:
    """A rule, and what it said last. `is_own`: somebody wrote it; otherwise it stands by default."""

    trouble: RuleKind
    detail: str = ""
    goal: Goal | None = None
    is_own: bool = False
    is_muted: bool = False
    muted_until: datetime | None = None
    reason: str = ""
    looser: int = 0
    min_results: int | None = None
    for_days: int | None = None
    signal: Verdict | None = None
    probability: float | None = None
    decidable: date | None = None

    @property
    def name(self) -> str:
        """The rule's: `off_target:cpl`."""
        return rule(self.trouble, self.detail)


@dataclass(frozen=True, slots=True)
class Watch:
    """All the rules of one campaign."""

    client: Client
    campaign: Campaign
    rules: tuple[Watched, ...]

    @property
    def name(self) -> str:
        """Client and campaign."""
        return f"{self.client.name} · {self.campaign.name}"
