"""What an alert asks: which KPI moved, and since when."""

from dataclasses import dataclass
from datetime import date

from domain.diagnosis.funnel import powers
from domain.kpi import CATALOGUE


@dataclass(frozen=True, slots=True)
class Question:
    """A KPI ("" is the campaign's own), since when, and how much of its results has arrived; None: not told."""

    kpi: str
    since: date | None = None
    arrived: float | None = None


def with_chain(kpi: str) -> str:
    """The KPI where it has a chain that can explain it, else ""."""
    return kpi if kpi in CATALOGUE and powers(kpi) else ""
