"""What a rule would have told: counted, listed, and drawn; with a button to enable it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.entities import Campaign, Client, Goal
from domain.incidents.troubles import Tier, Trouble
from templates.charts.track import Trial
from templates.message import Message


@dataclass(frozen=True, slots=True)
class Fired:
    """An alert that there would have been: told on the morning of `at`, over on `over` (None: still open).

    `is_late`: it would have ended because results arrived late.
    """

    at: date
    tier: Tier
    since: date | None = None
    probability: float | None = None
    over: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule tried on the past. `enable` is the value of the button that enables it; empty where it is on already."""

    client: Client
    campaign: Campaign
    trouble: Trouble
    trial: Trial
    fired: tuple[Fired, ...]
    detail: str = ""
    goal: Goal | None = None
    enable: str = ""


def trial_card(locale: str, tried: Sequence[Tried]) -> Message:
    """One rule with its chart; of several, the first one's chart and a line for each."""
    raise NotImplementedError
