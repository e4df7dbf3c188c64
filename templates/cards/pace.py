"""The budget's pace on its own: spent, expected, where it leads, what a day should cost. Internal view only."""

from datetime import datetime

from domain.pacing.curve import Shape
from domain.snapshot import Snapshot
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.status import SHARE
from templates.charts.pace import pace_chart
from templates.message import Message
from templates.words import Words, words


def pace_card(snapshot: Snapshot, locale: str, now: datetime, share: str | None = None) -> Message:
    """Pace in numbers with its chart."""
    scene, w = parts.Scene(snapshot, Audience.INTERNAL, locale, now), words(locale)
    campaign = snapshot.campaign
    name = f"{snapshot.client.name} · {campaign.name}"
    flight = w.t("From {start} to {end}", start=w.full_day(campaign.start), end=w.full_day(campaign.end))
    expected = w.t("Expected by now: {expected}", expected=snapshot.pace.expected)
    planned = w.t("Plan: {curve}.", curve=_curve(w, campaign.curve.shape))
    sources = parts.sources(scene, ())
    said = parts.pace_text(scene, with_bar=False)
    top = [
        blocks.header(w.plain("Pace: {name}", name=name)),
        blocks.section(parts.pace_text(scene, with_bar=True)),
        blocks.fields([flight, expected]),
    ]
    last = [blocks.actions([blocks.button(w.plain("Share"), SHARE, share)])] if share else []
    text = parts.joined([mrkdwn.escape(f"{name}:"), said, mrkdwn.raw(f"{expected}."), planned, sources])
    return Message(
        text, [*top, blocks.context(planned), blocks.context(sources), *last], pace_chart(snapshot, locale), len(top)
    )


def _curve(w: Words, shape: Shape) -> str:
    """How the budget is meant to be spread, in words."""
    match shape:
        case Shape.EVEN:
            return w.plain("the same every day")
        case Shape.WEEKDAY:
            return w.plain("by what its weekdays usually cost")
        case Shape.FRONT:
            return w.plain("more at the start than at the end")
        case Shape.BACK:
            return w.plain("more at the end than at the start")
        case Shape.OWN:
            return w.plain("a curve of its own")
