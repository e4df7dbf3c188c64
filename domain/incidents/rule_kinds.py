"""What can be wrong, about what, and how much of an interruption it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """The kinds of trouble that are watched for."""

    OFF_TARGET = "off_target"
    CONVERSIONS_STOPPED = "conversions_stopped"
    SPEND_STOPPED = "spend_stopped"
    SPEND_ABOVE_PLAN = "spend_above_plan"
    TRACKING_LOST = "tracking_lost"
    LEADS_NOT_IN_CRM = "leads_not_in_crm"
    STALE_DATA = "stale_data"
    SOURCE_DISCONNECTED = "source_disconnected"
    ACCOUNT_SUSPENDED = "account_suspended"
    PAUSED_WITH_BUDGET = "paused_with_budget"
    UNCLAIMED_SPENDING = "unclaimed_spending"
    OFF_PACE = "off_pace"
    SURPRISE = "surprise"


class Tier(StrEnum):
    """An interrupt posts at once and mentions the owner; what is in the digest waits for the morning."""

    INTERRUPT = "interrupt"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an incident is about: a campaign, an account (its row id), or a platform campaign that nobody claims."""

    client: str
    campaign: str = ""
    account: int = 0
    entity: str = ""

    @property
    def key(self) -> str:
        """One word per subject, stable: `campaign:acme-otono`, `account:3`, `listed:3:987`."""
        if self.campaign:
            return f"campaign:{self.campaign}"
        return f"listed:{self.account}:{self.entity}" if self.entity else f"account:{self.account}"


def rule(trouble: RuleKind, detail: str = "") -> str:
    """The name of what is watched on a subject: `off_target:cpl`, `tracking_lost:device=mobile`, `spend_stopped`."""
    return f"{trouble}:{detail}" if detail else trouble.value


def mute_keys(trouble: RuleKind, detail: str = "") -> frozenset[str]:
    """The names under which it can be muted: its own, and that of all of its kind (`tracking_lost`: every segment)."""
    return frozenset({rule(trouble, detail), rule(trouble)})


BY_DAY = frozenset(
    {RuleKind.OFF_TARGET, RuleKind.TRACKING_LOST, RuleKind.LEADS_NOT_IN_CRM, RuleKind.OFF_PACE, RuleKind.SURPRISE}
)
"""Judged by the morning's look, and dated by the day on which they began; the others began when first seen."""
_BLIND = frozenset({RuleKind.STALE_DATA, RuleKind.SOURCE_DISCONNECTED, RuleKind.ACCOUNT_SUSPENDED})
_DELIVERY = frozenset({RuleKind.SPEND_STOPPED, RuleKind.PAUSED_WITH_BUDGET})
_RESULTS = frozenset({RuleKind.CONVERSIONS_STOPPED, RuleKind.TRACKING_LOST, RuleKind.LEADS_NOT_IN_CRM})
_DRIFT = frozenset({RuleKind.OFF_TARGET, RuleKind.OFF_PACE, RuleKind.SURPRISE})

INHIBITS: Mapping[RuleKind, frozenset[RuleKind]] = {
    **dict.fromkeys(_BLIND, _DELIVERY | _RESULTS | _DRIFT | {RuleKind.SPEND_ABOVE_PLAN}),
    RuleKind.PAUSED_WITH_BUDGET: _RESULTS | _DRIFT | {RuleKind.SPEND_STOPPED},
    RuleKind.SPEND_STOPPED: _RESULTS | _DRIFT,
    RuleKind.CONVERSIONS_STOPPED: frozenset({RuleKind.OFF_TARGET, RuleKind.TRACKING_LOST, RuleKind.SURPRISE}),
    RuleKind.TRACKING_LOST: frozenset({RuleKind.OFF_TARGET, RuleKind.SURPRISE}),
    RuleKind.LEADS_NOT_IN_CRM: frozenset({RuleKind.OFF_TARGET}),
    RuleKind.SPEND_ABOVE_PLAN: frozenset({RuleKind.OFF_PACE, RuleKind.SURPRISE}),
    RuleKind.OFF_TARGET: frozenset({RuleKind.SURPRISE}),
}
"""Inhibition: while the first is firing, the others on the same campaign (or on what reads through the same account)
follow from it and are recorded without being told. As Alertmanager's inhibition rules."""


def inhibits(one: RuleKind, other: RuleKind) -> bool:
    """Whether `one` explains `other`."""
    return other in INHIBITS.get(one, frozenset())
