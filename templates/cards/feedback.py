"""Not useful? How often that was said, and what a looser rule would have meant."""

from dataclasses import dataclass

from templates.cards.incident import Incident
from templates.message import Message


@dataclass(frozen=True, slots=True)
class Looser:
    """One step looser over the last `days` days: alerts as it is and as it would be; told later; not told at all.

    `tolerance` is how far off (in percent of the goal) would be let pass then.
    """

    now: int
    then: int
    later: int = 0
    days: int = 60
    tolerance: int = 20


def feedback_card(locale: str, incident: Incident, times: int, looser: Looser | None) -> Message:
    """Thanks, the count for this rule and campaign, and the offer with its two buttons."""
    raise NotImplementedError


def looser_card(locale: str, incident: Incident, tolerance: int) -> Message:
    """The rule is looser from now on."""
    raise NotImplementedError


def kept_card(locale: str, incident: Incident) -> Message:
    """The rule stays as it is."""
    raise NotImplementedError
