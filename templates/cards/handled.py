"""Answers to the buttons of an incident."""

from datetime import datetime

from templates.cards.incident import Incident
from templates.message import Message


def handled_card(locale: str, incident: Incident, now: datetime) -> Message:
    """What `incident.handling` says now, to the person who pressed."""
    raise NotImplementedError


def over_card(locale: str, incident: Incident | None) -> Message:
    """The incident is over, or (None) gone."""
    raise NotImplementedError


def outsider_card(locale: str, person: str) -> Message:
    """It cannot be assigned to a person of another organisation."""
    raise NotImplementedError
