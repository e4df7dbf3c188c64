"""Did it work? Asked 7 or 14 days after an action was logged, with before and after."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.entities import Campaign, Client, Goal
from templates.message import Message


@dataclass(frozen=True, slots=True)
class Check:
    """An action and what came of it: the KPI over `days` days before its day and after it, in the client's currency.

    `arrived` (0..1) is the share of the results of the later days that should have arrived by now.
    """

    action_id: int
    client: Client
    campaign: Campaign
    day: date
    text: str
    kpi: str
    days: int
    before: Decimal | None
    after: Decimal | None
    actor: str = ""
    goal: Goal | None = None
    arrived: float | None = None


def followup_card(check: Check, locale: str) -> Message:
    """The question, with its three answers; their value is the action's id."""
    raise NotImplementedError


def followup_answer(check: Check, locale: str, answer: str, *, by: str, again: date | None = None) -> Message:
    """The question answered: `worked`, `not` or `later` (then asked again on `again`). Replaces the question."""
    raise NotImplementedError
