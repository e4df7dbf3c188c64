"""The KPI that somebody asked about, said before the card from whose numbers it is."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from domain.audience import line_for
from domain.breakdown import Breakdown
from domain.kpi import Reading, get, is_claimed
from domain.snapshot import Snapshot
from domain.standing import Line
from domain.window import local_day
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.say import say
from templates.message import Message
from templates.render import render
from templates.words import Words, words

_MOST_NAMES = 1_000


def with_kpi(card: Message, kpi: str, snapshot: Snapshot, view: Audience, locale: str, now: datetime) -> Message:
    """The card with the KPI first, its days and its goal; where `view` may not see that KPI, that it is not shown."""
    line = line_for(snapshot, view, kpi)
    if line is None:
        said = _kept(words(locale), kpi)
        return card if view is Audience.INTERNAL else card.led_by(blocks.section(said), said)
    said = _said(parts.Scene(snapshot, view, locale, now), line)
    return card.led_by(blocks.section(said), said)


def with_total(
    card: Message, kpi: str, found: Breakdown, locale: str, now: datetime, kept: Sequence[str] = ()
) -> Message:
    """The same of what a client's campaigns come to together: as their cards count, whatever the table takes apart.

    `kept`: the names of those that are not in it, because the reader is not shown that KPI of them.
    """
    w, reading = words(locale), (found.card or found.whole).reading(kpi)
    said = render(
        "status/asked",
        locale,
        line=Line(reading),
        said=_spelt(_name(w, w.kpi(kpi), reading), w.reading(reading)),
        why=w.why(reading.why) if reading.value is None else "",
        days=w.days(found.window),
        partial=local_day(now, found.client.timezone) in found.window,
        course="",
    )
    if kept:
        names = mrkdwn.fit(", ".join(kept), _MOST_NAMES)
        said = mrkdwn.join("\n", [said, w.t("Without {names}, of which this is not shown here.", names=names)])
    return card.led_by(blocks.section(said), said)


def not_shown(locale: str, kpi: str) -> Message:
    """That a KPI is none of those that the agency shows to this client."""
    return say(_kept(words(locale), kpi))


def _kept(w: Words, kpi: str) -> Markup:
    return w.t(
        "This figure is not shown here: {kpi}. Your contact at the agency can tell you.", kpi=mrkdwn.bold(w.kpi(kpi))
    )


def _spelt(name: str, value: str) -> str:
    return f"{name}: {value}"


def _name(w: Words, name: str, reading: Reading) -> str:
    """With whose word it is, where that must be said."""
    return f"{name} · {w.claim(reading.claim)}" if is_claimed(get(reading.kpi)) else name


def _said(scene: parts.Scene, line: Line) -> Markup:
    """The KPI that somebody asked about, as the first sentence of an answer."""
    w, window = scene.words, scene.snapshot.window
    return render(
        "status/asked",
        scene.locale,
        line=line,
        said=_spelt(_name(w, parts.kpi_name(scene, line), line.reading), w.reading(line.reading)),
        why=w.why(line.reading.why) if line.reading.value is None else "",
        days=w.days(window),
        partial=local_day(scene.now, scene.snapshot.client.timezone) in window,
        course=parts.course(scene, line),
    )
