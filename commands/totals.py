"""`status by:platform`, `status client:acme`: a campaign or all of a client's part by part, and what that comes to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from commands import listing
from commands.campaigns import Chosen, choose, known, running
from commands.context import Args, Context, Reply
from commands.figures import kpi_of
from commands.period import spell
from commands.vocabulary import meanings
from domain.audience import seen_kpis, urgency
from domain.breakdown import Breakdown, By
from domain.comparison import is_of_months, is_rolling
from domain.errors import InvalidInput
from domain.money import Money
from domain.names import fold
from domain.overview import Listed, Overview
from domain.snapshot import Snapshot
from domain.window import Window, parse_period
from domain.words import Audience
from insights.breakdown import besides, breakdown
from insights.compare import beside
from insights.names import find
from insights.status import statuses
from templates.cards.asked import not_shown, with_total
from templates.cards.breakdown import breakdown_card, client_card, with_unclaimed
from templates.cards.compare import with_beside
from templates.cards.picker import unfitting

USUAL = "7d"
"""What is shown of a client when nobody says which days: its campaigns over the same ones."""
MOST_VERDICTS = 12


def run(ctx: Context, args: Args) -> Reply | None:
    """The table, where one is asked for: by `by:`, or by naming a client rather than a campaign; else None."""
    by = _by(args)
    some = _of_client(ctx, args)
    if some:
        return _client(ctx, some, by or By.CAMPAIGN, args)
    if "client" in args.options:
        return Reply(unfitting(ctx.speech), done=False)
    if by is None:
        return None
    mine = running(ctx)
    if not args.words and len(mine) > 1 and len({it.client.key for it in mine}) == 1:
        return _client(ctx, mine, by, args)
    period = args.options.get("period")
    chosen = choose(ctx, args.words, "status", " ".join(filter(None, (period and f"period:{period}", f"by:{by}"))))
    return _campaign(ctx, chosen, by, period) if isinstance(chosen, Chosen) else chosen


def _by(args: Args) -> By | None:
    """What the parts are; InvalidInput for a word that is none."""
    typed = args.options.get("by")
    if typed is None:
        return None
    named = {**dict(meanings(lambda one: one.cuts)), **{one.value: one.value for one in By}}
    if fold(typed) not in named:
        raise InvalidInput("by", "by", typed)
    return By(named[fold(typed)])


def _of_client(ctx: Context, args: Args) -> list[Chosen]:
    """The campaigns of the client that is named: by `client:`, or by words that name no campaign. One alone is a
    campaign like any other, unless the client was asked for."""
    some, typed = known(ctx), args.options.get("client")
    if typed is None and find(args.words, [(it.campaign.key, it.campaign.name) for it in some]).key is not None:
        return []
    wanted = fold(typed if typed is not None else args.words).split()
    mine = [it for it in some if wanted and all(word in _named(it) for word in wanted)]
    exact = [it for it in mine if " ".join(wanted) in {fold(it.client.key), fold(it.client.name)}]
    mine = exact or mine
    one_client = len({it.client.key for it in mine}) == 1
    return mine if one_client and (typed is not None or len(mine) > 1) else []


def _named(it: Chosen) -> list[str]:
    return [*fold(f"{it.client.key} {it.client.name}").split(), fold(it.client.key)]


def _client(ctx: Context, some: Sequence[Chosen], by: By, args: Args) -> Reply:
    """Of all its campaigns that run in these days."""
    client, view, typed = some[0].client, some[0].view, args.options.get("period")
    window, asked = _window(some, typed, ctx.today(client)), kpi_of(args)
    mine = [it for it in some if it.campaign.start <= window.end and it.campaign.end >= window.start]
    if not mine:
        return Reply(unfitting(ctx.speech), done=False)
    kept = [it.campaign.name for it in mine if asked and asked not in seen_kpis(it.campaign, view)]
    mine = [it for it in mine if not asked or asked in seen_kpis(it.campaign, view)]
    if not mine:
        return Reply(not_shown(ctx.speech, asked), done=False)
    pictures = statuses(ctx.session, [(it.campaign, it.client) for it in mine], ctx.now, spell(window))
    by = by if view is Audience.INTERNAL or len(mine) > 1 else By.PLATFORM
    seen = _seen(pictures, view)
    found = _among(breakdown(ctx.session, pictures, by), seen)
    if not found.kpis:
        return listing.run(ctx, Args("", {"client": client.key}))
    worst_first = sorted(pictures, key=lambda one: urgency(one, view))[:MOST_VERDICTS]
    rows = Overview(tuple(Listed(one, view) for one in worst_first), len(mine), several=False)
    lines = {cut: f"status client:{client.key} period:{spell(window)} by:{cut}" for cut in By}
    share = lines[by] if ctx.may_share else None
    card = client_card(found, rows, view, ctx.speech, ctx.now, _others(ctx, lines, by), share)
    if by is By.CAMPAIGN and typed and is_of_months(window) and not is_rolling(window, ctx.today(client)):
        known_ones = [(it.campaign, it.client) for it in some]
        before = beside(ctx.session, pictures, known_ones, ctx.now, view)
        card = with_beside(card, ctx.speech, before) if before else card
    if view is Audience.INTERNAL and "spend" in seen:
        nobodys = [(one.many, Money(one.micros, one.currency)) for one in besides(ctx.session, client, window)]
        card = with_unclaimed(card, nobodys, ctx.speech)
    return Reply(with_total(card, asked, found, ctx.speech, ctx.now, kept) if asked in seen else card)


def _seen(pictures: Sequence[Snapshot], view: Audience) -> frozenset[str]:
    """The KPIs that `view` may see of every one of the campaigns: what they come to together tells of each."""
    return frozenset.intersection(*(seen_kpis(one.campaign, view) for one in pictures))


def _among(found: Breakdown, seen: Collection[str]) -> Breakdown:
    """With these KPIs alone; the order of the parts tells nothing of what was spent where that is none of them."""
    by_name = sorted(found.parts, key=lambda one: (not one.name, fold(one.name)))
    parts = found.parts if "spend" in seen else tuple(by_name)
    return replace(found, parts=parts, kpis=tuple(kpi for kpi in found.kpis if kpi in seen))


def _window(some: Sequence[Chosen], typed: str | None, today: date) -> Window:
    first = min(it.campaign.start for it in some)
    return parse_period(USUAL if typed is None else typed, today, first)


def _campaign(ctx: Context, chosen: Chosen, by: By, period: str | None) -> Reply:
    """Of one campaign; what its platforms call their own campaigns is the agency's."""
    if by is By.CAMPAIGN and chosen.view is not Audience.INTERNAL:
        raise InvalidInput("by_client", "by", by)
    (picture,) = statuses(ctx.session, [(chosen.campaign, chosen.client)], ctx.now, period)
    line = f"status {chosen.campaign.key} period:{spell(picture.window)}"
    cuts = [cut for cut in By if chosen.view is Audience.INTERNAL or cut is not By.CAMPAIGN]
    lines = {cut: f"{line} by:{cut}" for cut in cuts}
    share = lines[by] if ctx.may_share else None
    found = _among(breakdown(ctx.session, [picture], by), _seen([picture], chosen.view))
    if not found.kpis:
        return Reply(unfitting(ctx.speech), done=False)
    return Reply(breakdown_card(found, picture, chosen.view, ctx.speech, ctx.now, _others(ctx, lines, by), share))


def _others(ctx: Context, lines: Mapping[By, str], by: By) -> dict[By, str]:
    """What the buttons below run; none below what is shared."""
    return {} if ctx.sharing else {cut: line for cut, line in lines.items() if cut is not by}
