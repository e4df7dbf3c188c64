"""Invited into a channel: one card that asks whose it is."""

from commands.context import Context
from templates.cards.binding import belongs_card, binding_card
from templates.message import Message


def joined(ctx: Context, inviter: str = "") -> Message:  # noqa: ARG001 - the inviter's locale is the context's
    """What to post: the binding card, or whose channel it already is."""
    if ctx.channel is not None and ctx.bound_client is not None:
        return belongs_card(ctx.speech, ctx.bound_client.name)
    shared = ctx.place.is_ext_shared or bool(ctx.place.connected_teams)
    return binding_card(ctx.speech, shared=shared, teams=ctx.place.connected_teams)
