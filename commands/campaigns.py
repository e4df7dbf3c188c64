"""Which campaign is meant, among those that the person may see in this place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from commands.context import Context, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.names import fold
from domain.words import Audience
from insights.names import find
from storage.directory import campaigns, clients
from templates.cards.picker import Asked, Choice, nothing, picker

MOST_MORE = 100
"""Characters that a choice carries beside the campaign: what is longer does not fit into a menu."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A campaign, its client, and the view that this place allows of it."""

    campaign: Campaign
    client: Client
    view: Audience


def known(ctx: Context) -> list[Chosen]:
    """Every campaign that an answer here may speak of, running ones first."""
    views = {client.key: (client, ctx.check(Action.READ, client).view) for client in ctx.clients}
    seen = _in_charge(ctx)
    for campaign in campaigns.of_clients(ctx.session, views.keys()):
        client, view = views[campaign.client_key]
        if view is not None and campaign.is_seen_by(view):
            seen.append(Chosen(campaign, client, view))
    return sorted(seen, key=lambda it: (not _running(ctx, it), it.client.name, it.campaign.name))


def _in_charge(ctx: Context) -> list[Chosen]:
    """Where no channel says whose it is, also the campaigns that a person is in charge of without managing the client:
    what goes wrong with them is told to that person there."""
    if ctx.channel is not None or ctx.actor.is_external or ctx.actor.is_admin:
        return []
    managed = {client.key for client in ctx.clients}
    mine = campaigns.in_charge_of(ctx.session, ctx.actor.user_id, managed)
    if not mine:
        return []
    theirs = {one.key: one for one in clients.of_keys(ctx.session, {campaign.client_key for campaign in mine})}
    found = []
    for campaign in mine:
        client = theirs[campaign.client_key]
        view = ctx.check(Action.READ, client, campaign.owner).view
        if view is not None:
            found.append(Chosen(campaign, client, view))
    return found


def running(ctx: Context) -> list[Chosen]:
    """The campaigns of `known` whose flight is on."""
    return [it for it in known(ctx) if _running(ctx, it)]


def _running(ctx: Context, it: Chosen) -> bool:
    return it.campaign.start <= ctx.today(it.client) <= it.campaign.end


def choices(some: Sequence[Chosen], line: Callable[[str], str]) -> list[Choice]:
    """Campaigns to pick from; the client is named where there are several."""
    several = len({it.client.key for it in some}) > 1
    return [
        Choice(f"{it.client.name} · {it.campaign.name}" if several else it.campaign.name, line(it.campaign.key))
        for it in some
    ]


def choose(ctx: Context, text: str, verb: str, more: str = "") -> Chosen | Reply:
    """The campaign meant by `text` (empty: that of the thread, or the only one), or a reply that asks back.

    `verb` and `more` (`period:7d`) make the line that each choice runs; InvalidInput (code `long`) where that is
    too long to be carried.
    """
    some = known(ctx)
    if not some:
        return Reply(nothing(ctx.speech), done=False)
    if not text:
        here = next((it for it in some if it.campaign.key == ctx.about), None)
        if here is not None:
            return here
        only = some if len(some) == 1 else [it for it in some if _running(ctx, it)]
        return only[0] if len(only) == 1 else _ask(ctx, Asked.WHICH, some, verb, more)
    found = find(text, [(it.campaign.key, it.campaign.name) for it in some])
    if found.key is not None:
        return next(it for it in some if it.campaign.key == found.key)
    close = [it for it in some if it.campaign.key in found.candidates] or _by_client(some, text)
    if len(close) == 1:
        return close[0]
    if close:
        return _ask(ctx, Asked.SEVERAL, close, verb, more)
    return replace(_ask(ctx, Asked.UNKNOWN, some, verb, more), unread=True)


def to_change(ctx: Context, key: str) -> Chosen | Reply:
    """The campaign of exactly that key, if the person may change it here; else the refusal."""
    chosen = by_key(ctx, key)
    if chosen is None:
        return refuse(ctx, None)
    access = ctx.check(Action.CHANGE, chosen.client)
    return chosen if access.allowed else refuse(ctx, access.reason, chosen.client)


def by_key(ctx: Context, key: str) -> Chosen | None:
    """The campaign of exactly that key, if it may be seen here."""
    return next((it for it in known(ctx) if it.campaign.key == key), None)


def _by_client(some: Sequence[Chosen], text: str) -> list[Chosen]:
    words = fold(text).split()
    return [it for it in some if words and all(w in fold(f"{it.client.key} {it.client.name}") for w in words)]


def _ask(ctx: Context, asked: Asked, some: Sequence[Chosen], verb: str, more: str) -> Reply:
    if len(more) > MOST_MORE:
        raise InvalidInput("long", "campaign", "", f"{verb} {some[0].campaign.key} …")

    def line(key: str) -> str:
        return " ".join(filter(None, (verb, key, more)))

    return Reply(picker(ctx.speech, asked, choices(some, line), verb), done=False)
