"""An interrupt that nobody has answered in three working days: asked about once."""

from datetime import datetime

from templates.cards.incident import Incident
from templates.message import Message


def unanswered_card(incident: Incident, locale: str, now: datetime) -> Message:
    """The question, to the person in charge."""
    raise NotImplementedError
