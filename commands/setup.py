"""`setup`: where the set-up of a client stands and what is next, from the first invitation on."""

from dataclasses import replace

from commands import walk
from commands.context import Args, Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Client
from domain.names import fold
from domain.setup import Step
from domain.words import Audience
from insights import setup
from storage.directory import clients, openings
from templates.cards.setup import above, begin_card, bound_client_card, elsewhere, welcome_card, which_card
from templates.message import Message


def run(ctx: Context, args: Args) -> Reply:
    """The card of the client meant: the channel's own, else one's own that is not set up yet."""
    if ctx.channel is not None:
        return _bound(ctx)
    if ctx.place.channel_id and not ctx.place.is_im:
        return _may_begin(ctx) or Reply(welcome(ctx))
    mine = _meant(ctx, args.words)
    if len(mine) == 1:
        return walk.shown(ctx, mine[0].key)
    return Reply(which_card(ctx.speech, mine)) if mine else _may_begin(ctx) or Reply(begin_card(ctx.speech))


def is_first(ctx: Context) -> bool:
    """Whether whoever asks has no client yet and may make one: whatever they say, that comes first. Somebody who calls
    the bot by name in a channel may mean something else."""
    here = ctx.channel is None and not ctx.by_name
    return here and not ctx.clients and ctx.check(Action.CREATE, None).allowed


def first(ctx: Context, helped: Reply | None) -> Reply:
    """What begins a set-up, above the help where that was asked for (or just a greeting said)."""
    begin = run(ctx, Args())
    if helped is None or helped.message is None or begin.message is None:
        return begin
    return replace(begin, message=above(begin.message, helped.message))


def welcome(ctx: Context) -> Message:
    """Who we are, and the button that begins."""
    teams = ctx.place.connected_teams
    return welcome_card(ctx.aloud, shared=ctx.place.is_ext_shared or bool(teams), teams=teams)


def _bound(ctx: Context) -> Reply:
    client = ctx.bound_client
    access = ctx.check(Action.CHANGE, client)
    if client is None or not access.allowed:
        return refuse(ctx, access.reason, client)
    if access.view is Audience.CLIENT:
        return Reply(bound_client_card(ctx.speech, client))
    return walk.shown(ctx, client.key)


def _may_begin(ctx: Context) -> Reply | None:
    """The refusal for whoever can neither link a client nor make one."""
    if ctx.check(Action.CREATE, None).allowed or any(ctx.manages(client) for client in ctx.clients):
        return None
    return refuse(ctx, ctx.check(Action.CREATE, None).reason)


def _meant(ctx: Context, typed: str) -> list[Client]:
    """The clients that the words name; without words those whose set-up is not over, else all."""
    mine = [client for client in ctx.clients if ctx.manages(client)]
    words = fold(typed).split()
    if words:
        return [one for one in mine if all(word in fold(f"{one.key} {one.name}") for word in words)]
    return [one for one in mine if setup.of(ctx.session, one.key).next is not Step.DONE] or mine


def here(ctx: Context, key: str) -> Reply:
    """The card of the client that was picked."""
    client = walk.to_go_on(ctx, key)
    return client if isinstance(client, Reply) else walk.shown(ctx, client.key)


def look(ctx: Context, key: str, source: MessageRef) -> Reply:
    """The card anew; what the credentials open is asked again too."""
    client = walk.to_go_on(ctx, key)
    if isinstance(client, Reply):
        return client
    openings.hurry(ctx.session)
    reply = walk.shown(ctx, client.key, walk.where(ctx, source))
    return replace(reply, replace=reply.replace or source.ephemeral or ctx.place.is_im)


def directly(ctx: Context, key: str, source: MessageRef) -> Reply:
    """Go on in a direct message, from a channel where the client reads."""
    client = clients.get(ctx.session, key)
    access = ctx.check(Action.CHANGE, client)
    if client is None or not access.allowed:
        return refuse(ctx, access.reason, client if client in ctx.clients else None)
    walk.write(ctx, client, f"{source.channel}:{source.ts}")
    return Reply(elsewhere(ctx.speech))
