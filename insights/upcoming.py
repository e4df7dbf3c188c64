"""What comes up in the next days of some clients, the first first."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.entities import Campaign, Client, is_paused
from domain.upcoming import Coming, Event
from domain.window import Window, local_day
from domain.words import Audience
from storage import Session
from storage.alerts import actions
from storage.directory import channels, schedule

AHEAD = timedelta(days=14)


def upcoming(session: Session, asked: Sequence[tuple[Campaign, Client]], now: datetime) -> list[Coming]:
    """Of these campaigns and their clients."""
    mine = {client.key: client for _, client in asked}
    days = {key: local_day(now, client.timezone) for key, client in mine.items()}
    ahead = {key: Window(day + timedelta(days=1), day + AHEAD) for key, day in days.items()}
    found = [*_flights(asked, ahead), *_updates(session, mine, now), *_checks(session, asked, ahead)]
    return sorted(found, key=lambda one: (one.day, one.client.name, one.event))


def _flights(asked: Sequence[tuple[Campaign, Client]], ahead: Mapping[str, Window]) -> list[Coming]:
    begin = [(one.start, Event.BEGINS, one, client) for one, client in asked]
    end = [(one.end + timedelta(days=1), Event.ENDS, one, client) for one, client in asked]
    return [
        Coming(one.end if event is Event.ENDS else day, event, client, one)
        for day, event, one, client in (*begin, *end)
        if day in ahead[client.key]
    ]


def _updates(session: Session, mine: Mapping[str, Client], now: datetime) -> list[Coming]:
    due = schedule.coming(session, now, now + AHEAD)
    bound = {channel.slack_id: channel for channel in channels.everyone(session)} if due else {}
    found = []
    for one in due:
        channel = bound.get(one.subscription.channel)
        client = mine.get(channel.client_key) if channel else None
        if channel is None or client is None:
            continue
        day = local_day(one.next_due, client.timezone)
        if channel.audience is Audience.INTERNAL or not is_paused(client, day):
            found.append(Coming(day, Event.UPDATE, client, at=one.next_due, channel=one.subscription.channel))
    return found


def _checks(session: Session, asked: Sequence[tuple[Campaign, Client]], ahead: Mapping[str, Window]) -> list[Coming]:
    known = {one.key: (one, client) for one, client in asked}
    last = max((window.end for window in ahead.values()), default=None)
    found = []
    for done in actions.due_checks(session, last) if last else ():
        campaign, client = known.get(done.campaign_key, (None, None))
        if client is not None and done.check_on is not None and done.check_on in ahead[client.key]:
            found.append(Coming(done.check_on, Event.CHECK, client, campaign, text=done.text))
    return found
