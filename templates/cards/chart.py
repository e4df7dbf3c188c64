"""The chart on its own, with its finding in words."""

from datetime import datetime

from domain.kpi import get, is_claimed
from domain.snapshot import Snapshot
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.status import SHARE
from templates.charts.results import results_chart
from templates.message import Message
from templates.words import words


def chart_card(
    snapshot: Snapshot, view: Audience, locale: str, now: datetime, share: str | None = None, *, kpi: str = ""
) -> Message:
    """Spend per day, and below it the KPI that was asked for, else the goal's."""
    scene, w = parts.Scene(snapshot, view, locale, now), words(locale)
    chart = results_chart(snapshot, locale, view, kpi)
    sources = parts.sources(scene, (), claimed=is_claimed(get(kpi or snapshot.result_kpi)))
    last = [blocks.actions([blocks.button(w.plain("Share"), SHARE, share)])] if share else []
    finding = mrkdwn.escape(chart.alt) if chart else parts.verdict(scene)
    text = parts.joined([mrkdwn.escape(f"{parts.title(scene)}:"), finding, sources])
    body = [blocks.header(parts.title(scene)), *([] if chart else [blocks.section(finding)]), blocks.context(sources)]
    return Message(text, [*body, *last], chart, 1 if chart else None)
