"""Several campaigns at a glance: a verdict and a line of numbers each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from domain.overview import Listed, Overview
from domain.snapshot import Snapshot
from domain.standing import Headline
from templates import blocks, mrkdwn
from templates.cards.glance import glance
from templates.cards.parts import Scene, alarm, unheard, verdict
from templates.cards.status import SHARE
from templates.catalogue import N_
from templates.message import Block, Message
from templates.words import Words, words

MOST = 20
_MOST_VERDICT = 500
TURNS: Mapping[str, str] = {
    "before": N_("Previous page"),
    "after": N_("Next page"),
    "trouble": N_("Trouble first"),
    "money": N_("Spend first"),
    "name": N_("By name"),
}
"""What the buttons below a list say: another page, or another order."""


def listing(
    locale: str, overview: Overview, now: datetime, turns: Mapping[str, str] | None = None, share: str | None = None
) -> Message:
    """The list: verdicts and numbers, then window, currencies, freshness and what is provisional.

    `turns`: by what a button says (`TURNS`), the line that it runs.
    """
    w = words(locale)
    title = w.tn("{n} campaign", "{n} campaigns", overview.total)
    if overview.pages > 1:
        title = w.t("{title}, page {page} of {pages}", title=title, page=overview.page, pages=overview.pages)
    buttons = [blocks.button(_turn(w, name), f"vigia.run.{name}", line) for name, line in (turns or {}).items()]
    buttons += [blocks.button(w.plain("Share"), SHARE, share)] if share else []
    small = _small_print(w, [row.snapshot for row in overview.rows], now)
    dated = _is_dated(overview)
    texts = [
        mrkdwn.join(": ", [mrkdwn.escape(overview.whole_name(row)), _said(locale, row, now, dated=dated)])
        for row in overview.rows
    ]
    body = [blocks.header(mrkdwn.unescape(title)), *rows(locale, overview, now), blocks.context(small)]
    return Message(mrkdwn.join("\n", [title, *texts, small]), [*body, *([blocks.actions(buttons)] if buttons else [])])


def _turn(w: Words, name: str) -> str:
    marked = TURNS[name]
    return w.plain(marked)


def rows(locale: str, overview: Overview, now: datetime) -> list[Block]:
    """A campaign's name, verdict and numbers with the button that opens its card, row by row, below their client where
    those of a client stand together."""
    w, body, above, dated = words(locale), list[Block](), "", _is_dated(overview)
    for n, row in enumerate(overview.rows):
        client, name = row.snapshot.client, overview.name(row)
        if overview.grouped and client.key != above:
            body.append(blocks.header(client.name))
            above = client.key
        line = f"status {row.snapshot.campaign.key}"
        open_it = blocks.button(w.plain("Status"), f"vigia.run.{n}", line, spoken=overview.whole_name(row))
        said = mrkdwn.join("\n", [mrkdwn.bold(name), _said(locale, row, now, dated=dated)])
        body.append(blocks.section(said, accessory=open_it))
    return body


def verdict_rows(locale: str, overview: Overview, now: datetime) -> list[Block]:
    """Below a table of their numbers: a campaign's name and verdict with the button that opens its card."""
    w, body = words(locale), list[Block]()
    for n, row in enumerate(overview.rows):
        scene, name = Scene(row.snapshot, row.view, locale, now), row.snapshot.campaign.name
        open_it = blocks.button(w.plain("Status"), f"vigia.run.{n}", f"status {row.snapshot.campaign.key}", spoken=name)
        said = mrkdwn.join("\n", [mrkdwn.bold(name), verdict(scene), *unheard(scene), *alarm(scene)])
        body.append(blocks.section(said, accessory=open_it))
    more = overview.total - len(overview.rows)
    return [*body, blocks.context(w.tn("and {n} more", "and {n} more", more))] if more > 0 else body


def _is_dated(overview: Overview) -> bool:
    """Whether each row says its days: they are not the same of all."""
    return len({one.window for one in _begun(row.snapshot for row in overview.rows)}) > 1


def _said(locale: str, row: Listed, now: datetime, *, dated: bool) -> Markup:
    """The verdict, what is incomplete of it, the numbers that it does not name, and the alert that is most urgent."""
    scene = Scene(row.snapshot, row.view, locale, now)
    said = verdict(scene)
    told = mrkdwn.join("\n", [said, *unheard(scene)])
    told = told if len(told) <= _MOST_VERDICT else mrkdwn.fit(mrkdwn.unescape(told), _MOST_VERDICT)
    numbers = glance(scene, mrkdwn.unescape(said), dated=dated)
    return mrkdwn.join("\n", [told, *([numbers] if numbers else []), *alarm(scene)])


def _small_print(w: Words, snapshots: Sequence[Snapshot], now: datetime) -> Markup:
    windows = {w.window(snapshot.window): None for snapshot in _begun(snapshots) or snapshots}
    ages = [snapshot.as_of for snapshot in snapshots if snapshot.as_of]
    provisional = [snapshot.origin.provisional_from for snapshot in snapshots if snapshot.origin.provisional_from]
    parts = [
        w.t("Window: {window}", window="; ".join(list(windows)[:3])),
        w.t("Currency: {currency}", currency=w.list(sorted({s.client.currency for s in snapshots}))),
        w.t("Oldest data: {ago}", ago=w.ago(min(ages), now)) if ages else w.t("Some sources have not answered yet"),
    ]
    if provisional:
        parts.append(w.t("Provisional from {day}", day=min(provisional)))
    return mrkdwn.join(" · ", parts)


def _begun(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    return [snapshot for snapshot in snapshots if snapshot.headline is not Headline.NOT_STARTED]


def period_buttons(locale: str, lines: Sequence[tuple[str, str]]) -> list[Block]:
    """Buttons that show the same card over another period; each has the period's word and the line it runs."""
    w = words(locale)
    labels = {"7d": w.plain("7 days"), "30d": w.plain("30 days"), "all": w.plain("Whole campaign")}
    return [blocks.button(labels[period], f"vigia.run.{period}", line) for period, line in lines]
