"""Confirming who else reads in a client's channel."""

import re

from commands.context import Context, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.words import Audience
from notifiers.delivery import decisions
from storage.directory import channels, clients
from templates.cards.binding import (
    teams_confirmed,
    teams_known,
)

_TEAM = re.compile(r"[TE][A-Z0-9]{2,}")


def confirm_teams(ctx: Context, value: str) -> Reply:
    """Allow the organisations named to read what is posted in a client's channel, and let go what waited for it."""
    slack_id, _, named = value.partition(":")
    channel = channels.get(ctx.session, slack_id)
    client = clients.get(ctx.session, channel.client_key) if channel else None
    access = ctx.check(Action.CHANGE, client)
    if channel is None or client is None or not access.allowed:
        return refuse(ctx, access.reason, client if client in ctx.clients else None)
    teams = tuple(team for team in named.split(",") if _TEAM.fullmatch(team))
    if channel.audience is not Audience.CLIENT or not teams:
        return refuse(ctx, None)
    if set(teams) <= set(channel.teams):
        return Reply(teams_known(ctx.speech), done=False)
    channels.confirm_teams(ctx.session, slack_id, teams, ctx.actor.user_id, ctx.now)
    waited = decisions.confirmed(ctx.session, slack_id, client.key)
    return Reply(teams_confirmed(ctx.aloud, slack_id, waited), replace=True, private=False)
