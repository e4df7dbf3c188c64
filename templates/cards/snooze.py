"""What can be snoozed, where several alerts are open."""

from collections.abc import Sequence
from datetime import datetime

from templates.cards.incident import Incident
from templates.message import Message


def snooze_card(locale: str, incidents: Sequence[Incident], now: datetime) -> Message:
    """The open alerts, each with its menu; a sentence where there is none."""
    raise NotImplementedError
