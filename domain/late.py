"""Results that come late: what a month came to, and what it comes to now."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.entities import Campaign
from domain.window import Window


@dataclass(frozen=True, slots=True)
class Moved:
    """A sum over days of a campaign, as the platforms claim it: what it came to at first, and what it comes to now."""

    campaign: Campaign
    days: Window
    kpi: str
    before: Decimal
    now: Decimal

    @property
    def change(self) -> Decimal:
        """As a share of what it was."""
        return (self.now - self.before) / self.before


@dataclass(frozen=True, slots=True)
class SinceShown:
    """What has moved of some days since they were first shown. `known` is False where nobody had read them by then."""

    at: datetime
    known: bool
    moved: tuple[Moved, ...] = ()
