"""Invited into a channel: one card that says who we are and asks whose channel it is."""

from commands import setup
from commands.context import Context, Reply
from domain.access import UNKNOWN_TEAM, unconfirmed
from domain.destination import channel as to_channel
from domain.words import Audience
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from templates.cards.binding import belongs_card
from templates.message import Message
from templates.notices.teams import teams_card


def invited(ctx: Context, occasion: str) -> Reply:
    """Write the card down for the channel, once for each invitation.

    Where organisations read that nobody has confirmed, nothing is posted: whoever invited us is asked about them.
    """
    channel = ctx.channel
    teams = unconfirmed(ctx.place, channel) if channel else ()
    if channel is not None and teams:
        if ctx.actor.is_external or not ctx.actor.user_id:
            return Reply(done=False)
        internal, nameable = channel.audience is Audience.INTERNAL, UNKNOWN_TEAM not in teams
        return Reply(teams_card(channel.slack_id, teams, ctx.aloud, internal=internal, nameable=nameable), done=False)
    client = ctx.bound_client
    notice = Notice(
        f"joined:{ctx.place.channel_id}:{occasion}",
        Kind.JOINED,
        client.key if client else None,
        to_channel(ctx.place.channel_id),
        Audience.CLIENT,
        joined(ctx),
        drafts=False,
    )
    deliver(ctx.session, notice, ctx.now, ctx.admins)
    return Reply()


def joined(ctx: Context) -> Message:
    """What to post: the card that begins its set-up, or whose channel it already is."""
    if ctx.channel is not None and ctx.bound_client is not None:
        return belongs_card(ctx.aloud, ctx.bound_client.name)
    return setup.welcome(ctx)
