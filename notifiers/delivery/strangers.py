"""Organisations that joined a client's channel: a person says whether they may read there, before anything is said."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import UNKNOWN_TEAM, Place, unconfirmed
from domain.entities import Campaign, Channel
from domain.words import Audience
from notifiers.delivery.charge import in_charge
from notifiers.delivery.notices import say
from storage import Session
from storage.directory import channels
from storage.messages import deliveries
from templates.notices.teams import teams_card


def seen(session: Session, place: Place, now: datetime, admins: Sequence[str] = ()) -> bool:
    """Ask about those in the channel whom nobody has confirmed; False where there is nothing, or nobody, to ask."""
    channel = channels.get(session, place.channel_id)
    teams = unconfirmed(place, channel) if channel else ()
    return channel is not None and bool(teams) and ask(session, channel, teams, now, admins)


def ask(
    session: Session,
    channel: Channel,
    teams: Sequence[str],
    now: datetime,
    admins: Sequence[str] = (),
    campaign: Campaign | None = None,
) -> bool:
    """Ask the person in charge, once until something was said there again; False when nobody was asked."""
    person = in_charge(session, channel.client_key, campaign, admins)
    if person.user is None:
        return False
    internal, nameable = channel.audience is Audience.INTERNAL, UNKNOWN_TEAM not in teams
    card = teams_card(channel.slack_id, teams, person.locale, internal=internal, nameable=nameable)
    episode = deliveries.last_sent(session, channel.slack_id)
    occasion = f"teams:{person.user}:{channel.slack_id}:{'+'.join(sorted(teams))}:{episode}"
    return say(session, person.user, channel.client_key, occasion, card, now)
