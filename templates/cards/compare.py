"""Numbers beside those before, or a campaign's beside another's."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from domain.comparison import Aligned, Comparison, Side
from domain.kpi import Unit, get, is_claimed
from domain.words import Audience, Claim
from templates import blocks, mrkdwn
from templates.cards.status import SHARE
from templates.cards.tabular import table
from templates.catalogue import N_
from templates.charts import ChartSpec, compare_chart
from templates.message import Block, Message
from templates.words import DASH, Words, words

_MOST_NAME = 22
AFTER_TABLE = 2
"""Where it stands below a card without a chart."""
SAME = Decimal("0.005")
FEW = 0.2
"""The share of days that may still change, up to which a difference is told."""


def compare_card(locale: str, found: Comparison, view: Audience, share: str | None = None) -> Message:
    """The finding on the main KPI, the table, the picture of two campaigns, and over which days it is."""
    w = words(locale)
    if found.aligned is None:
        title = f"{_whole_name(found.sides[0])} · {w.window(found.sides[0].window)}"
    else:
        title = " / ".join(side.name for side in found.sides)
    lead, told = _lead(w, found), _table(w, found)
    notes = [*_how(w, found), *_begun(w, found), *_lacking(w, found), *_small(w, found)]
    row = [blocks.actions([blocks.button(w.plain("Share"), SHARE, share)])] if share else []
    body: list[Block] = [blocks.header(title), blocks.section(mrkdwn.bold(lead))]
    body += [blocks.section(told)]
    place = len(body)
    body += [*map(blocks.context, notes), *row]
    spoken = [mrkdwn.escape(", ".join(filter(None, line)) + ".") for line in _cells(w, found)]
    text = mrkdwn.join(" ", [mrkdwn.escape(f"{title}."), lead, *spoken, *notes])
    chart = _picture(found, mrkdwn.unescape(lead), locale, view)
    return Message(text, body, chart, place if chart else None)


def _picture(found: Comparison, lead: str, locale: str, view: Audience) -> ChartSpec | None:
    """The main KPI day by day of both, on one scale: none where their money is of two currencies."""
    if len({one.client.currency for one in found.pictures}) != 1:
        return None
    return compare_chart(found.pictures, found.main, lead, locale, view)


def with_beside(card: Message, locale: str, found: Comparison, place: int | None = None) -> Message:
    """A card with what stands beside its numbers: the month before and the year before. `place`: before which block,
    where it is not before the chart."""
    w = words(locale)
    if place is None:
        place = AFTER_TABLE if card.chart_after is None else card.chart_after
    more = _beside_blocks(w, found)
    after = None if card.chart_after is None else card.chart_after + len(more)
    text = mrkdwn.join(" ", [mrkdwn.raw(card.text), _beside_text(w, found)])
    return replace(card, text=text, blocks=[*card.blocks[:place], *more, *card.blocks[place:]], chart_after=after)


def _beside_blocks(w: Words, found: Comparison) -> list[Block]:
    """The table, and what there is nothing of."""
    notes = [*_begun(w, found), *_lacking(w, found)]
    return [*([blocks.section(_table(w, found))] if found.is_told else []), *map(blocks.context, notes)]


def _beside_text(w: Words, found: Comparison) -> Markup:
    """The same for a screen reader."""
    cells = _cells(w, found) if found.is_told else []
    spoken = [mrkdwn.escape(", ".join(filter(None, line)) + ".") for line in cells]
    return mrkdwn.join(" ", [*spoken, *_lacking(w, found)])


def _whole_name(side: Side) -> str:
    return f"{side.client.name} · {side.name}" if side.campaign else side.client.name


def _known(found: Comparison) -> list[Side]:
    """What there is something to say of."""
    return [side for side in found.sides if side.is_known or side is found.sides[0]]


def _cells(w: Words, found: Comparison) -> list[list[str]]:
    sides = _known(found)
    titles = [_title(w, found, side) for side in sides]
    differ = len(sides) > 1 and _may_differ(found)
    rows = []
    for key in found.kpis:
        readings = [side.reading(key) for side in sides]
        if all(one.value is None for one in readings):
            continue
        change = [_percent(w, sides[0], sides[1], key)] if differ else []
        rows.append([w.kpi(key), *(w.reading(one) for one in readings), *change])
    return [["", *titles, *([w.plain("Difference")] if differ else [])], *rows]


def _may_differ(found: Comparison) -> bool:
    """Whether the first two can be put in relation: nearly all that is to come of both is there."""
    return all(_young(found, side) <= FEW * side.window.days for side in found.sides[:2])


def _young(found: Comparison, side: Side) -> int:
    """Days of it that platforms may still restate."""
    since = found.open_from
    return 0 if since is None else sum(day >= since for day in side.window)


def _table(w: Words, found: Comparison) -> Markup:
    return table(_cells(w, found))


def _title(w: Words, found: Comparison, side: Side) -> str:
    if found.aligned is not None:
        return side.name if len(side.name) <= _MOST_NAME else side.name[: _MOST_NAME - 1] + "…"
    return w.window(side.window) if side.window.start.year != found.sides[0].window.start.year else w.days(side.window)


def _percent(w: Words, one: Side, other: Side, key: str) -> str:
    """How much more the first has than the second; a dash where that cannot be said."""
    share = _share(one, other, key)
    if share is None:
        return DASH
    return w.plain("same") if abs(share) < SAME else f"{'+' if share > 0 else '−'}{w.percent(abs(share), 0)}"


def _share(one: Side, other: Side, key: str) -> Decimal | None:
    first, second = one.reading(key), other.reading(key)
    money = get(key).unit is Unit.MONEY and first.currency != second.currency
    if first.value is None or not second.value or money or first.claim is not second.claim:
        return None
    return first.value / second.value - 1


def _lead(w: Words, found: Comparison) -> Markup:
    """What the main KPI says."""
    sides = _known(found)
    one, key = sides[0], found.main
    told = [f"{w.reading(side.reading(key))} ({_title(w, found, side)})" for side in sides]
    share = _share(one, sides[1], key) if len(sides) > 1 and _may_differ(found) else None
    values = w.list(told)
    if share is None:
        return w.t("{kpi}: {values}.", kpi=w.kpi(key), values=values)
    if abs(share) < SAME:
        return w.t("{kpi}: {values}, the same.", kpi=w.kpi(key), values=values)
    percent = w.percent(abs(share), 0)
    if share > 0:
        return w.t("{kpi}: {values}, {percent} more.", kpi=w.kpi(key), values=values, percent=percent)
    return w.t("{kpi}: {values}, {percent} less.", kpi=w.kpi(key), values=values, percent=percent)


def _how(w: Words, found: Comparison) -> Iterator[Markup]:
    """Over which days two campaigns are compared."""
    if found.aligned is None:
        return
    one, other = found.sides[:2]
    match found.aligned:
        case Aligned.ASKED:
            yield w.t("Both over {days}.", days=w.window(one.window))
        case Aligned.TOGETHER:
            yield w.t("Over the days on which both ran: {days}.", days=w.window(one.window))
        case Aligned.BY_DAY:
            yield w.t(
                "They did not run at the same time: each over its first {n} days, {one} and {other}.",
                n=one.window.days,
                one=w.window(one.window),
                other=w.window(other.window),
            )


def _lacking(w: Words, found: Comparison) -> Iterator[Markup]:
    """Of which of the days before there is nothing."""
    for side in found.sides[1:]:
        if side.is_known:
            continue
        days = w.window(side.window)
        if found.aligned is None and not side.begun:
            yield w.t("{days}: nothing ran yet, so there is nothing to compare with.", days=days)
        else:
            yield w.t("{days}: there is no data.", days=days)


def _begun(w: Words, found: Comparison) -> Iterator[Markup]:
    """Which campaigns ran on a part of their days alone."""
    for side in _known(found):
        if side.campaign is not None and side.campaign.start > side.window.start:
            yield w.t("{days}: it ran from {day} on.", days=w.days(side.window), day=side.campaign.start)


def _small(w: Words, found: Comparison) -> Iterator[Markup]:
    """Whose word it is, and what may still change."""
    sides = _known(found)
    claimed = [key for key in found.kpis if is_claimed(get(key))]
    by_crm = [key for key in claimed if all(side.reading(key).claim is Claim.CRM for side in sides)]
    apart = [key for key in claimed if len({side.reading(key).claim for side in sides}) > 1]
    if by_crm:
        said = w.list([w.kpi_inside(key) for key in by_crm])
        yield w.t("{names}: as the CRM counts.", names=said[:1].upper() + said[1:])
    if apart:
        said = w.list([w.kpi_inside(key) for key in apart])
        yield w.t(
            "{names}: the CRM counts on one side and the platforms on the other.", names=said[:1].upper() + said[1:]
        )
    if found.open_from and any(_young(found, side) for side in sides):
        told, untold = N_("Provisional from {day}"), N_("Provisional from {day}: no difference is told yet.")
        marked = told if _may_differ(found) else untold
        yield w.t(marked, day=found.open_from)
