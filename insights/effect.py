"""What a change of a campaign does to what is known of it: where its budget leads, how it stands to its goals."""

from dataclasses import dataclass
from datetime import datetime

from domain.editing import PACED, Field, differing
from domain.entities import Campaign, Client
from domain.paced import PaceAnswer
from domain.snapshot import Snapshot
from insights.pace import pace
from insights.status import status
from storage import Session


@dataclass(frozen=True, slots=True)
class Effect:
    """The pace before and after, None where it stays as it was; how it stands to the goals that are new, likewise."""

    before: PaceAnswer | None = None
    after: PaceAnswer | None = None
    goals: Snapshot | None = None


def effect(session: Session, before: Campaign, after: Campaign, client: Client, now: datetime) -> Effect:
    """What becoming `after` would change, whether or not it is written down yet: the answers of `pace` and `status`."""
    touched = set(differing(before, after))
    was, will_be = (pace(session, one, client, now) if touched & PACED else None for one in (before, after))
    return Effect(was, will_be, status(session, after, client, now) if Field.GOALS in touched and after.goals else None)
