"""What may have to do with a change: what was done, and what was planned or a holiday in these days."""

from datetime import date, timedelta

from domain.entities import Campaign, Client
from domain.note import Note
from storage import Session
from storage.alerts import actions, windows
from storage.directory import calendars, clients

BEFORE = timedelta(days=7)
"""How long before a change something that was done may have to do with it."""


def notes(session: Session, client: Client, campaign: Campaign | None, change: date, today: date) -> tuple[Note, ...]:
    """From a week before the change until today, oldest first; without a campaign what is the whole client's."""
    first, key = change - BEFORE, campaign.key if campaign else ""
    done = [Note(one.day, one.text, one.actor) for one in actions.of_campaign(session, key, first)] if key else []
    free = calendars.holidays_named(clients.quiet_of(session, client.key).region, range(first.year, today.year + 1))
    festive = [Note(day, name) for day, name in free.items() if first <= day <= today]
    planned = [
        Note(one.first, one.reason)
        for one in windows.planned(session, client.key, first)
        if one.first <= today and one.campaign in {"", key} and one.reason
    ]
    return tuple(sorted((*done, *festive, *planned), key=lambda note: note.day))
