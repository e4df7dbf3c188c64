"""Saying no, with who may."""

from commands.context import Context, Reply
from domain.access import Denied
from domain.entities import Client
from templates.cards.denied import denied

HIDDEN = "hidden"
"""The code of what is no business of whoever asks, so that nothing is said of it."""


def refuse(ctx: Context, reason: Denied | None, client: Client | None = None) -> Reply:
    """The refusal; it names the managers of `client`, and the admins where it has none."""
    who = (client.managers or ctx.admins) if client and not ctx.actor.is_external else ()
    if reason is Denied.NOT_CREATOR:
        who = ctx.admins
    return Reply(denied(ctx.speech, reason, who), done=False, refused=reason.value if reason else HIDDEN)
