"""`list`: every campaign that may be seen here, in trouble first."""

from datetime import timedelta

from commands.campaigns import Chosen, known
from commands.context import Args, Context, Reply
from domain.names import fold
from insights.overview import Asked, overview
from templates.cards.listing import MOST, listing
from templates.cards.picker import nothing

LONG_AGO = timedelta(days=30)


def run(ctx: Context, args: Args) -> Reply:
    """The list; words or `client:` narrow it down, and also find what ended long ago."""
    wanted = fold(args.options.get("client", args.words)).split()
    some = [it for it in known(ctx) if (all(word in _searched(it) for word in wanted) if wanted else _recent(ctx, it))]
    if not some:
        return Reply(nothing(ctx.speech), done=False)
    found = overview(ctx.session, asked(some), ctx.now, MOST)
    return Reply(listing(ctx.speech, found, ctx.now, share="list" if ctx.may_share else None))


def asked(some: list[Chosen]) -> list[Asked]:
    """The campaigns with their clients and views, as questions take them."""
    return [Asked(it.campaign, it.client, it.view) for it in some]


def _recent(ctx: Context, it: Chosen) -> bool:
    return it.campaign.end >= ctx.today(it.client) - LONG_AGO


def _searched(it: Chosen) -> str:
    return fold(f"{it.client.key} {it.client.name} {it.campaign.key} {it.campaign.name}")
