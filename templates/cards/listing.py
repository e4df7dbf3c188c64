"""Several campaigns at a glance, one verdict each."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from domain.overview import Listed, Overview
from domain.snapshot import Snapshot
from domain.standing import Headline
from templates import blocks, mrkdwn
from templates.cards.parts import Scene, standing
from templates.cards.status import SHARE
from templates.message import Block, Message
from templates.words import Words, words

MOST = 20
_MOST_VERDICT = 500


def listing(locale: str, overview: Overview, now: datetime, share: str | None = None) -> Message:
    """The list: verdicts, then window, currencies, freshness and what is provisional."""
    w = words(locale)
    title = w.tn("{n} campaign", "{n} campaigns", overview.total)
    last = [blocks.actions([blocks.button(w.plain("Share"), SHARE, share)])] if share else []
    small = _small_print(w, [row.snapshot for row in overview.rows], now)
    texts = [mrkdwn.join(": ", [mrkdwn.escape(overview.name(row)), _said(locale, row, now)]) for row in overview.rows]
    text = mrkdwn.join("\n", [title, *texts, small])
    return Message(text, [blocks.header(str(title)), *rows(locale, overview, now), blocks.context(small), *last])


def rows(locale: str, overview: Overview, now: datetime) -> list[Block]:
    """A campaign's name and verdict with the button that opens its card, row by row; and how many more there are."""
    w, body = words(locale), []
    for n, row in enumerate(overview.rows):
        name, line = overview.name(row), f"status {row.snapshot.campaign.key}"
        open_it = blocks.button(w.plain("Status"), f"vigia.run.{n}", line, spoken=name)
        said = mrkdwn.join("\n", [mrkdwn.bold(name), _said(locale, row, now)])
        body.append(blocks.section(said, accessory=open_it))
    more = overview.total - len(overview.rows)
    return [*body, blocks.context(w.tn("and {n} more", "and {n} more", more))] if more > 0 else body


def _said(locale: str, row: Listed, now: datetime) -> Markup:
    said = standing(Scene(row.snapshot, row.view, locale, now))
    return said if len(said) <= _MOST_VERDICT else mrkdwn.fit(mrkdwn.unescape(said), _MOST_VERDICT)


def _small_print(w: Words, snapshots: Sequence[Snapshot], now: datetime) -> Markup:
    begun = [snapshot for snapshot in snapshots if snapshot.headline is not Headline.NOT_STARTED] or snapshots
    windows = {w.window(snapshot.window): None for snapshot in begun}
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


def period_buttons(locale: str, lines: Sequence[tuple[str, str]]) -> list[Block]:
    """Buttons that show the same card over another period; each has the period's word and the line it runs."""
    w = words(locale)
    labels = {"7d": w.plain("7 days"), "30d": w.plain("30 days"), "all": w.plain("Whole campaign")}
    return [blocks.button(labels[period], f"vigia.run.{period}", line) for period, line in lines]
