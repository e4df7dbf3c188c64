"""`list`: every campaign that may be seen here, in trouble first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from commands.campaigns import Chosen, known
from commands.context import Args, Context, Reply
from commands.vocabulary import meanings, words_for
from domain.errors import InvalidInput
from domain.names import fold
from domain.overview import Overview, Sort
from insights.overview import Asked, Order, overview
from templates.cards.listing import MOST, listing
from templates.cards.picker import nothing, unfitting

_BY = frozenset(
    {*words_for(lambda one: one.glue), *(word for word, key in meanings(lambda one: one.keys).items() if key == "by")}
)
"""Words between the list and its order: `list by urgency`."""
LONG_AGO = timedelta(days=30)
MOST_PAGES = 1_000
IN_SIGHT = 5
"""So many campaigns are seen at once: another order would help nobody."""


def run(ctx: Context, args: Args) -> Reply:
    """A page of the list; words or `client:` narrow it down, and also find what ended long ago."""
    args = _in_words(args)
    sort = _sort(args)
    order = Order(sort or Sort.TROUBLE, _page(args), grouped=sort in {None, Sort.NAME})
    wanted = fold(" ".join(filter(None, (args.options.get("client"), args.words)))).split()
    some = [it for it in known(ctx) if (all(word in _searched(it) for word in wanted) if wanted else _recent(ctx, it))]
    if not some:
        card = unfitting(ctx.speech) if wanted and known(ctx) else nothing(ctx.speech)
        return Reply(card, done=False, unread=bool(wanted))
    found = overview(ctx.session, asked(some), ctx.now, MOST, order)
    share = _line(args, sort, found.page) if ctx.may_share else None
    return Reply(listing(ctx.speech, found, ctx.now, {} if ctx.sharing else _turns(args, found, sort), share))


def _in_words(args: Args) -> Args:
    """`list by urgency` as `list sort:trouble`."""
    *before, last = fold(args.words).split() or [""]
    sort = dict(meanings(lambda one: one.sorts)).get(last) if "sort" not in args.options else None
    if sort is None or not set(before) <= _BY:
        return args
    return replace(args, words="", options={**args.options, "sort": sort})


def _sort(args: Args) -> Sort | None:
    """The order that is asked for, in which a client's campaigns stand where each belongs; InvalidInput for another
    word."""
    typed = args.options.get("sort")
    if typed is None:
        return None
    named = {**dict(meanings(lambda one: one.sorts)), **{one.value: one.value for one in Sort}}
    if fold(typed) not in named:
        raise InvalidInput("sort", "sort", typed, ", ".join(Sort))
    return Sort(named[fold(typed)])


def _page(args: Args) -> int:
    typed = args.options.get("page", "1")
    if not typed.isdecimal() or not 0 < int(typed[:9]) <= MOST_PAGES:
        raise InvalidInput("page", "page", typed, "page:2")
    return int(typed)


def _turns(args: Args, found: Overview, sort: Sort | None) -> Mapping[str, str]:
    """The pages beside this one, and the other orders where they are many."""
    turns = {"before": found.page - 1, "after": found.page + 1}
    lines = {name: _line(args, sort, page) for name, page in turns.items() if 0 < page <= found.pages}
    if found.total > IN_SIGHT:
        lines |= {other.value: _line(args, other, 1) for other in Sort if other is not found.sort}
    return lines


def _line(args: Args, sort: Sort | None, page: int) -> str:
    """What shows the same campaigns in that order."""
    client = args.options.get("client")
    parts = [
        "list",
        args.words,
        f'client:"{client}"' if client else "",
        f"sort:{sort}" if sort else "",
        f"page:{page}" if page > 1 else "",
    ]
    return " ".join(filter(None, parts))


def asked(some: list[Chosen]) -> list[Asked]:
    """The campaigns with their clients and views, as questions take them."""
    return [Asked(it.campaign, it.client, it.view) for it in some]


def _recent(ctx: Context, it: Chosen) -> bool:
    return it.campaign.end >= ctx.today(it.client) - LONG_AGO


def _searched(it: Chosen) -> str:
    return fold(f"{it.client.key} {it.client.name} {it.campaign.key} {it.campaign.name}")
