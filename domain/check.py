"""Did it work? What was done, and the KPI before and after it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.entities import Campaign, Client, Goal
from domain.words import Claim


@dataclass(frozen=True, slots=True)
class Check:
    """An action and what came of it: the KPI over `days` days before its day and after it, in the client's currency.

    `arrived` (0..1) is the share of the later days' results that should have arrived by now; `after` allows for the
    rest. None where that is not known, or where nothing of the KPI arrives late.
    Without a campaign nothing is compared. `segment` is the device alone on which it is counted (`device=desktop`),
    `claim` whose count it is, where there is more than one.
    """

    action_id: int
    client: Client
    campaign: Campaign | None
    day: date
    text: str
    kpi: str = ""
    days: int = 0
    before: Decimal | None = None
    after: Decimal | None = None
    actor: str = ""
    goal: Goal | None = None
    arrived: float | None = None
    segment: str = ""
    claim: Claim | None = None
