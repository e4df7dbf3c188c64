"""What can be wrong, about what, and how much of an interruption it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
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


def rule(trouble: Trouble, detail: str = "") -> str:
    """The name of what is watched on a subject: `off_target:cpl`, `tracking_lost:device=mobile`, `spend_stopped`."""
    return f"{trouble}:{detail}" if detail else trouble.value


def covering(trouble: Trouble, detail: str = "") -> frozenset[str]:
    """The names under which it can be muted: its own, and that of all of its kind (`tracking_lost`: every segment)."""
    return frozenset({rule(trouble, detail), rule(trouble)})


BY_DAY = frozenset(
    {Trouble.OFF_TARGET, Trouble.TRACKING_LOST, Trouble.LEADS_NOT_IN_CRM, Trouble.OFF_PACE, Trouble.SURPRISE}
)
"""Judged by the morning's look, and dated by the day on which they began; the others began when first seen."""
_BLIND = frozenset({Trouble.STALE_DATA, Trouble.SOURCE_DISCONNECTED, Trouble.ACCOUNT_SUSPENDED})
_DELIVERY = frozenset({Trouble.SPEND_STOPPED, Trouble.PAUSED_WITH_BUDGET})
_RESULTS = frozenset({Trouble.CONVERSIONS_STOPPED, Trouble.TRACKING_LOST, Trouble.LEADS_NOT_IN_CRM})
_DRIFT = frozenset({Trouble.OFF_TARGET, Trouble.OFF_PACE, Trouble.SURPRISE})

MUTES: Mapping[Trouble, frozenset[Trouble]] = {
    **dict.fromkeys(_BLIND, _DELIVERY | _RESULTS | _DRIFT | {Trouble.SPEND_ABOVE_PLAN}),
    Trouble.PAUSED_WITH_BUDGET: _RESULTS | _DRIFT | {Trouble.SPEND_STOPPED},
    Trouble.SPEND_STOPPED: _RESULTS | _DRIFT,
    Trouble.CONVERSIONS_STOPPED: frozenset({Trouble.OFF_TARGET, Trouble.TRACKING_LOST, Trouble.SURPRISE}),
    Trouble.TRACKING_LOST: frozenset({Trouble.OFF_TARGET, Trouble.SURPRISE}),
    Trouble.LEADS_NOT_IN_CRM: frozenset({Trouble.OFF_TARGET}),
    Trouble.SPEND_ABOVE_PLAN: frozenset({Trouble.OFF_PACE, Trouble.SURPRISE}),
    Trouble.OFF_TARGET: frozenset({Trouble.SURPRISE}),
}
"""Inhibition: while the first is firing, the others on the same campaign (or on what reads through the same account)
follow from it and are recorded without being told. As Alertmanager's inhibition rules."""


def mutes(one: Trouble, other: Trouble) -> bool:
    """Whether `one` explains `other`."""
    return other in MUTES.get(one, frozenset())
