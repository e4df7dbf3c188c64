"""`adopt`: campaigns found on the platforms that nobody has claimed, each with an Adopt button. Internal."""

from collections.abc import Sequence
from dataclasses import replace

from commands.campaigns import to_change
from commands.context import Args, Context, MessageRef, Reply
from commands.refusals import refuse
from commands.results import scene
from domain.access import Action
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.names import fold
from insights.results import Subject
from storage.directory import accounts, campaigns, clients
from storage.directory.campaigns import Unclaimed
from templates.cards.adopt import Found, adopt_card, adopted_card, already_adopted, shown_card
from templates.cards.results import asked
from templates.message import Message


def waiting(ctx: Context) -> list[Found]:
    """What nobody has claimed, of the clients that may be changed here."""
    mine = [client for client in ctx.clients if ctx.manages(client)]
    several = len(mine) > 1
    found = []
    for client in mine:
        for one in campaigns.unclaimed(ctx.session, client.key):
            found.append(_found(one, client.name if several else "", client.currency))  # noqa: PERF401 - reads better
    return found


def _found(one: Unclaimed, client: str, currency: str) -> Found:
    value = f"{one.account.id}:{one.campaign.entity_id}"
    paid_in = one.campaign.currency or one.account.currency or currency
    return Found(value, client, one.account.source, one.campaign, one.spend_micros_30d, paid_in, one.account.budget)


def run(ctx: Context, args: Args) -> Reply:
    """The list; words narrow it down."""
    if ctx.bound_client and not ctx.manages(ctx.bound_client):
        return refuse(ctx, ctx.check(Action.CHANGE, ctx.bound_client).reason, ctx.bound_client)
    wanted = fold(args.words).split()
    found = [it for it in waiting(ctx) if all(word in fold(it.campaign.name) for word in wanted)]
    return Reply(adopt_card(ctx.speech, found))


def take(ctx: Context, value: str, source: MessageRef) -> Reply:
    """Adopt the one whose button was pressed; a second press says so. What is left to adopt takes the list's place."""
    account_id, _, entity_id = value.partition(":")
    account = accounts.get(ctx.session, int(account_id)) if account_id.isdecimal() and len(account_id) < 18 else None  # noqa: PLR2004 - a 64-bit id
    client = clients.get(ctx.session, account.client_key) if account else None
    access = ctx.check(Action.CHANGE, client)
    if account is None or client is None or not access.allowed:
        return refuse(ctx, access.reason, client if client in ctx.clients else None)
    try:
        made = campaigns.adopt(ctx.session, account.id, entity_id, ctx.actor.user_id, ctx.now)
    except InvalidInput:
        return Reply(already_adopted(ctx.speech), done=False)
    mine = source.ephemeral or ctx.place.is_im
    return Reply(adopted(ctx, client, made, waiting(ctx) if mine else ()), replace=mine)


def adopted(ctx: Context, client: Client, made: Campaign, rest: Sequence[Found] = ()) -> Message:
    """That it has a home now, and what is to be asked of it next; `rest` still wait for theirs."""
    return adopted_card(ctx.speech, made, client.name, rest, asked(ctx.speech, scene(ctx, Subject(client, made))))


def show(ctx: Context, key: str, *, hidden: bool) -> Reply:
    """Whether its client may see it, as somebody has answered."""
    chosen = to_change(ctx, key)
    if isinstance(chosen, Reply):
        return chosen
    after = replace(chosen.campaign, hidden=hidden)
    if after != chosen.campaign:
        campaigns.save(ctx.session, after, ctx.actor.user_id, ctx.now)
    return Reply(shown_card(ctx.speech, after, chosen.client.name), done=after != chosen.campaign)
