"""Linking a channel to its client, and confirming who else reads there."""

import re
from collections.abc import Mapping
from typing import Any

from commands.context import Context, Reply
from commands.parser import clean
from commands.refusals import refuse
from domain.access import Action, Denied
from domain.entities import Channel, Client
from domain.errors import InvalidInput
from domain.words import Audience
from notifiers.delivery import decisions
from storage.directory import channels, clients
from templates.cards.binding import (
    AUDIENCE,
    CLIENT,
    LANGUAGE,
    OWN_LANGUAGE,
    bound_card,
    choose_first,
    only_client_audience,
    teams_confirmed,
    teams_known,
)
from templates.words import check_locale

_TEAM = re.compile(r"[TE][A-Z0-9]{2,}")


def bind(ctx: Context, state: Mapping[str, Any]) -> Reply:
    """Link this channel as the card says, if the person manages the client; else say who may."""
    if ctx.actor.is_external:
        return refuse(ctx, Denied.EXTERNAL)
    if ctx.channel is not None:
        raise InvalidInput("channel_bound", "channel", "")
    if not ctx.place.channel_id or ctx.place.is_im:
        return refuse(ctx, None)
    client = clients.get(ctx.session, clean(str(state.get(CLIENT) or "")))
    if client is None:
        return Reply(choose_first(ctx.speech), done=False) if ctx.clients else _who_may(ctx)
    access = ctx.check(Action.BIND, client)
    if not access.allowed:
        return _who_may(ctx)
    return _bind(ctx, client, state)


def _bind(ctx: Context, client: Client, state: Mapping[str, Any]) -> Reply:
    shared = ctx.place.is_ext_shared or bool(ctx.place.connected_teams)
    audience = Audience.CLIENT if shared else Audience.INTERNAL
    if state.get(AUDIENCE) in set(Audience):
        audience = Audience(state[AUDIENCE])
    if shared and audience is Audience.INTERNAL:
        return Reply(only_client_audience(ctx.speech), done=False)
    language = str(state.get(LANGUAGE) or OWN_LANGUAGE)
    locale = None if language == OWN_LANGUAGE else check_locale(language)
    teams = tuple(team for team in ctx.place.connected_teams if _TEAM.fullmatch(team))
    channel = Channel(ctx.place.channel_id, client.key, audience, teams, locale=locale)
    channels.bind(ctx.session, channel, ctx.actor.user_id, ctx.now)
    return Reply(bound_card(locale or client.locale, channel, client.name), replace=True, private=False)


def _who_may(ctx: Context) -> Reply:
    """Nothing is said of which client: only people."""
    managers = [user for client in clients.everyone(ctx.session) for user in client.managers]
    return refuse(ctx, Denied.NOT_MANAGER, Client("", "", managers=tuple(dict.fromkeys((*ctx.admins, *managers)))))


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
    return Reply(teams_confirmed(ctx.speech, slack_id, waited), replace=True, private=False)
