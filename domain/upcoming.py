"""What comes up of some clients: campaigns that begin and end, updates that are due, what is to be asked about."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.entities import Campaign, Client


class Event(StrEnum):
    """What happens."""

    BEGINS = "begins"
    ENDS = "ends"
    UPDATE = "update"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that comes up on a day of its client's. An update has its channel and hour, a check what was done."""

    day: date
    event: Event
    client: Client
    campaign: Campaign | None = None
    at: datetime | None = None
    channel: str = ""
    text: str = ""
