"""What names an incident: the rule's kind, what it is about, and how much of an interruption it is worth."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

RuleKind = NewType("RuleKind", str)
"""The kind of trouble that a rule watches for, such as `off_target`; `domain.rules.registry` has them all. An alert of
a rule that was taken out keeps its kind."""


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


def rule(kind: RuleKind, detail: str = "") -> str:
    """The name of what is watched on a subject: `off_target:cpl`, `tracking_lost:device=mobile`, `spend_stopped`."""
    return f"{kind}:{detail}" if detail else kind


def mute_keys(kind: RuleKind, detail: str = "") -> frozenset[str]:
    """The names under which it can be muted: its own, and that of all of its kind (`tracking_lost`: every segment)."""
    return frozenset({rule(kind, detail), rule(kind)})
