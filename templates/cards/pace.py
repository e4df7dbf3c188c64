"""The budget's pace on its own: spent, expected, where it leads, what a day should cost. Internal view only."""

from collections.abc import Mapping
from datetime import datetime

from domain.paced import PaceAnswer
from domain.pacing.curve import Shape
from templates import blocks, mrkdwn
from templates.cards import parts
from templates.cards.ages import internal_ages
from templates.cards.status import SHARE
from templates.catalogue import N_
from templates.charts.pace import pace_chart
from templates.message import Message
from templates.words import words

_CURVES: Mapping[Shape, str] = {
    Shape.EVEN: N_("the same every day"),
    Shape.WEEKDAY: N_("by what its weekdays usually cost"),
    Shape.FRONT: N_("more at the start than at the end"),
    Shape.BACK: N_("more at the end than at the start"),
    Shape.OWN: N_("a curve of its own"),
}
"""How the budget is meant to be spread."""


def pace_card(answer: PaceAnswer, locale: str, now: datetime, share: str | None = None) -> Message:
    """Pace in numbers with its chart."""
    w, campaign, pace = words(locale), answer.campaign, answer.pace
    name = f"{answer.client.name} · {campaign.name}"
    flight = w.t("From {start} to {end}", start=w.full_day(campaign.start), end=w.full_day(campaign.end))
    expected = w.t("Expected by now: {expected}", expected=pace.expected)
    marked = _CURVES[campaign.curve.shape]
    planned = w.t("Plan: {curve}.", curve=w.plain(marked))
    sources = parts.small_print(w, answer.origin, internal_ages(w, answer.origin, now), now)
    said = parts.pace_text(w, campaign, pace, answer.open, with_bar=False)
    top = [
        blocks.header(w.plain("Pace: {name}", name=name)),
        blocks.section(parts.pace_text(w, campaign, pace, answer.open, with_bar=True)),
        blocks.fields([flight, expected]),
    ]
    last = [blocks.actions([blocks.button(w.plain("Share"), SHARE, share)])] if share else []
    text = parts.joined([mrkdwn.escape(f"{name}:"), said, mrkdwn.raw(f"{expected}."), planned, sources])
    return Message(
        text, [*top, blocks.context(planned), blocks.context(sources), *last], pace_chart(answer, locale), len(top)
    )
