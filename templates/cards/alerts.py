"""What is watched of a campaign, what is open, and the rules that people set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.entities import Campaign, Client, Goal
from domain.incidents.finding import Signal
from domain.incidents.troubles import Trouble
from templates.cards.incident import Incident
from templates.message import Block, Message

RULE_FORM = "vigia.alert.rule"


@dataclass(frozen=True, slots=True)
class Watched:
    """A rule, and what it said last. `is_own`: somebody wrote it; otherwise it stands by default.

    `value` is what its buttons carry: the campaign's key and the rule.
    """

    trouble: Trouble
    value: str
    detail: str = ""
    goal: Goal | None = None
    is_own: bool = False
    is_muted: bool = False
    muted_until: datetime | None = None
    reason: str = ""
    looser: int = 0
    min_results: int | None = None
    for_days: int | None = None
    signal: Signal | None = None
    probability: float | None = None
    decidable: date | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """All the rules of one campaign."""

    client: Client
    campaign: Campaign
    rules: tuple[Watched, ...]


def alerts_card(locale: str, watches: Sequence[Watch], open_now: Sequence[Incident], now: datetime) -> Message:
    """What is open, with buttons, then what is watched. One campaign: rule by rule; several: a line each."""
    raise NotImplementedError


def rule_card(locale: str, watch: Watch, changed: Watched, what: str, now: datetime) -> Message:
    """A rule after a change: `what` is `added`, `changed`, `removed`, `muted` or `unmuted`."""
    raise NotImplementedError


def rule_form(locale: str, campaign: Campaign, rule: Watched, metadata: str) -> Block:
    """The modal: fields `goal`, `results`, `days` (typed) and `looser` (a choice), each with the element `value`."""
    raise NotImplementedError
