"""The KPI that somebody asked about, said before the card from whose numbers it is."""

from datetime import datetime

from markupsafe import Markup

from domain.audience import line_for
from domain.kpi import get, is_claimed
from domain.snapshot import Snapshot
from domain.standing import Line
from domain.window import local_day
from domain.words import Audience
from templates import blocks
from templates.cards import parts
from templates.message import Message
from templates.render import render


def with_kpi(card: Message, kpi: str, snapshot: Snapshot, view: Audience, locale: str, now: datetime) -> Message:
    """The card with the KPI first, its days and its goal; the card alone where `view` may not see that KPI."""
    line = line_for(snapshot, view, kpi)
    if line is None:
        return card
    said = _said(parts.Scene(snapshot, view, locale, now), line)
    return card.led_by(blocks.section(said), said)


def _said(scene: parts.Scene, line: Line) -> Markup:
    """The KPI that somebody asked about, as the first sentence of an answer."""
    w, window = scene.words, scene.snapshot.window
    claim = f" · {w.claim(line.reading.claim)}" if is_claimed(get(line.reading.kpi)) else ""
    return render(
        "status/asked",
        scene.locale,
        line=line,
        name=parts.kpi_name(scene, line) + claim,
        value=w.reading(line.reading),
        why=w.why(line.reading.why) if line.reading.value is None else "",
        days=w.days(window),
        partial=local_day(scene.now, scene.snapshot.client.timezone) in window,
        course=parts.course(scene, line),
    )
