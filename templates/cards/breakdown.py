"""A picture part by part, as a table whose last line is what the card says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from domain.breakdown import Breakdown, By, Part, is_mixed
from domain.kpi import Undefined, get, is_claimed
from domain.money import Money
from domain.overview import Overview
from domain.snapshot import Snapshot
from domain.words import Audience, Claim, Source
from templates import blocks, mrkdwn, phrases
from templates.cards import parts
from templates.cards.listing import verdict_rows
from templates.cards.status import SHARE
from templates.cards.tabular import table
from templates.catalogue import N_
from templates.message import Block, Message
from templates.words import DASH, Words, words

_MOST_NAME = 40
_TABLE = 2
"""The header and the table, which are the first blocks."""
CUTS: Mapping[By, str] = {
    By.PLATFORM: N_("By platform"),
    By.CAMPAIGN: N_("By campaign"),
    By.DEVICE: N_("By device"),
}
_WHAT: Mapping[By, str] = {
    By.PLATFORM: N_("Platform"),
    By.CAMPAIGN: N_("Campaign"),
    By.DEVICE: N_("Device"),
}


def breakdown_card(
    found: Breakdown,
    picture: Snapshot,
    view: Audience,
    locale: str,
    now: datetime,
    lines: Mapping[By, str],
    share: str | None = None,
) -> Message:
    """One campaign's table. `lines` run the other tables."""
    scene = parts.Scene(picture, view, locale, now)
    below = [*map(blocks.context, parts.unheard(scene)), blocks.context(parts.sources(scene, [], claimed=False))]
    return _message(words(locale), parts.title(scene), found, below, lines, share)


def client_card(
    found: Breakdown,
    rows: Overview,
    view: Audience,
    locale: str,
    now: datetime,
    lines: Mapping[By, str],
    share: str | None = None,
) -> Message:
    """What a client's campaigns come to together, with the verdict of each."""
    w = words(locale)
    title = f"{found.client.name} · {w.window(found.window)}"
    scene = parts.Scene(rows.rows[0].snapshot, view, locale, now)
    small = parts.sources(scene, [], claimed=False)
    told = verdict_rows(locale, rows, now) if found.by is By.CAMPAIGN else []
    return _message(w, title, found, [*told, blocks.context(small)], lines, share)


def with_unclaimed(card: Message, found: Sequence[tuple[int, Money]], locale: str) -> Message:
    """A client's table that says what its accounts spent besides, by how many campaigns of nobody."""
    w = words(locale)
    told = [
        w.tn(
            "Not in the total: {money} of {n} campaign in its accounts that is nobody's. `/campaign adopt`",
            "Not in the total: {money} of {n} campaigns in its accounts that are nobody's. `/campaign adopt`",
            many,
            money=w.money(money),
        )
        for many, money in found
    ]
    # Below the table, whose total it is not part of.
    return replace(
        card,
        text=mrkdwn.join(" ", [mrkdwn.raw(card.text), *told]),
        blocks=[*card.blocks[:_TABLE], *map(blocks.context, told), *card.blocks[_TABLE:]],
    )


def _message(
    w: Words, title: str, found: Breakdown, below: Sequence[Block], lines: Mapping[By, str], share: str | None
) -> Message:
    cells, notes = _cells(w, found), list(_notes(w, found))
    buttons = [blocks.button(_cut(w, by), f"vigia.run.{by}", line) for by, line in lines.items()]
    buttons += [blocks.button(w.plain("Share"), SHARE, share)] if share else []
    spoken = [mrkdwn.escape(", ".join(filter(None, line)) + ".") for line in cells]
    body = [blocks.header(title), blocks.section(table(cells)), *map(blocks.context, notes), *below]
    text = parts.joined([mrkdwn.escape(f"{title}: {_cut(w, found.by)}."), *spoken, *notes])
    return Message(text, [*body, *([blocks.actions(buttons)] if buttons else [])])


def _cut(w: Words, by: By) -> str:
    marked = CUTS[by]
    return w.plain(marked)


def _cells(w: Words, found: Breakdown) -> list[list[str]]:
    marked = _WHAT[found.by]
    titles = [w.plain(marked), *(w.kpi(key) for key in found.kpis)]
    total = Part(w.plain("Total"), found.whole.totals)
    named = [Part(_name(w, found.by, one), one.totals) for one in found.parts]
    return [titles, *([one.name, *(w.reading(one.reading(key)) for key in found.kpis)] for one in (*named, total))]


def _name(w: Words, by: By, one: Part) -> str:
    """What a part is called: a platform, a device, or a campaign with its platform."""
    if not one.name:
        return w.plain("Without a device") if by is By.DEVICE else w.plain("Others")
    if by is By.PLATFORM:
        return w.source(Source(one.name))
    if by is By.DEVICE:
        told = phrases.segment(w, f"device={one.name}").partition(": ")[2]
        return told[:1].upper() + told[1:]
    source, colon, name = one.name.partition(":")
    whole = f"{w.source(Source(source))} · {name}" if colon and source in set(Source) else one.name
    return whole if len(whole) <= _MOST_NAME else whole[: _MOST_NAME - 1] + "…"


def _notes(w: Words, found: Breakdown) -> Iterator[Markup]:
    """What a dash means, and whose word the numbers are."""
    readings = [one.reading(key) for one in found.parts for key in found.kpis]
    if any(one.why in {Undefined.NOT_SAID, Undefined.NOT_COUNTED} for one in readings):
        yield w.t("{dash}: the platform does not say.", dash=DASH)
    claimed = [key for key in found.kpis if is_claimed(get(key))]
    if found.card:
        told = found.card
        said = [f"{w.kpi_inside(key)} {w.reading(told.reading(key))}" for key in claimed]
        yield w.t(
            "Here the platforms count. The card counts by the CRM, which does not say it part by part: {said}.",
            said=w.list([one for key, one in zip(claimed, said, strict=True) if told.reading(key).claim is Claim.CRM]),
        )
        return
    mixed = [key for key in claimed if is_mixed((one.totals for one in found.parts), key)]
    by_crm = [key for key in claimed if key not in mixed and found.whole.reading(key).claim is Claim.CRM]
    if by_crm:
        yield w.t("{names}: as the CRM counts.", names=_capital(w, by_crm))
    if mixed:
        yield w.t(
            "{names}: as the CRM counts and, of campaigns that it does not know, the platforms.",
            names=_capital(w, mixed),
        )


def _capital(w: Words, keys: Sequence[str]) -> str:
    said = w.list([w.kpi_inside(key) for key in keys])
    return said[:1].upper() + said[1:]
