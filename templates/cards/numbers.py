"""The numbers behind an alert, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from templates.cards.incident import Incident
from templates.message import Message


@dataclass(frozen=True, slots=True)
class Row:
    """A day: its effort (spend, clicks, …), results seen, results the goal asked for by now, the share (0..1) of its
    results that should have arrived, and the probability as it stood that morning. None: not known."""

    day: date
    effort: Decimal | None
    seen: Decimal | None
    expected: Decimal | None
    arrived: float | None = None
    probability: float | None = None


def numbers_card(
    locale: str, incident: Incident, rows: Sequence[Row], now: datetime, *, effort: str = "spend"
) -> Message:
    """The table; `effort` is the KPI that the effort is measured in."""
    raise NotImplementedError
