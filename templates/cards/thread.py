"""What is added to an incident's thread: one line for each step, and for each thing that somebody does."""

from datetime import datetime

from domain.incidents.conditions import Transition
from templates.cards.incident import Incident, Note
from templates.message import Message


def thread_entry(transition: Transition, incident: Incident, locale: str, now: datetime) -> Message:
    """One step, with what was found then in `incident.finding`."""
    raise NotImplementedError


def worse_entry(incident: Incident, locale: str, now: datetime) -> Message:
    """That it got worse: the only entry that is shown in the channel as well."""
    raise NotImplementedError


def handled_entry(incident: Incident, locale: str, now: datetime) -> Message:
    """What `incident.handling` says: who has it, or until when it is put aside."""
    raise NotImplementedError


def action_entry(incident: Incident, action: Note, locale: str) -> Message:
    """What somebody did about it."""
    raise NotImplementedError


def no_change_entry(incident: Incident, action: Note, locale: str) -> Message:
    """That somebody decided to change nothing, and why."""
    raise NotImplementedError
