"""`list`: every campaign that may be seen here, in trouble first."""

from collections.abc import Sequence
from datetime import timedelta

from commands.campaigns import Chosen, known
from commands.context import Args, Context, Reply
from commands.figures import snapshot
from domain.names import fold
from domain.snapshot import Snapshot
from domain.words import Audience
from templates.audience import urgency
from templates.cards.listing import Row, listing
from templates.cards.picker import nothing

LONG_AGO = timedelta(days=30)


def run(ctx: Context, args: Args) -> Reply:
    """The list; words or `client:` narrow it down, and also find what ended long ago."""
    wanted = fold(args.options.get("client", args.words)).split()
    some = [it for it in known(ctx) if all(word in _searched(it) for word in wanted) and (wanted or _recent(ctx, it))]
    if not some:
        return Reply(nothing(ctx.speech), done=False)
    return Reply(listing(ctx.speech, rows(ctx, some), ctx.now, share="list" if ctx.may_share else None))


def _recent(ctx: Context, it: Chosen) -> bool:
    return it.campaign.end >= ctx.today(it.client) - LONG_AGO


def _searched(it: Chosen) -> str:
    return fold(f"{it.client.key} {it.client.name} {it.campaign.key} {it.campaign.name}")


def rows(ctx: Context, some: list[Chosen]) -> list[Row]:
    """The campaigns with their verdicts; which trouble counts is what the view may see of it."""
    several = len({it.client.key for it in some}) > 1
    found = [Row(snapshot(ctx, it), it.view, several, f"status {it.campaign.key}") for it in some]
    return sorted(found, key=lambda row: urgency(row.snapshot, row.view))


def trouble_first(snapshots: Sequence[Snapshot], view: Audience = Audience.INTERNAL) -> list[Snapshot]:
    """The campaigns in the order of what the view may see of their troubles; the agency's where none is named."""
    return sorted(snapshots, key=lambda one: urgency(one, view))
