"""Results that come late: what a month came to, and what it comes to now."""

from dataclasses import dataclass
from decimal import Decimal

from domain.entities import Campaign
from domain.window import Window


@dataclass(frozen=True, slots=True)
class Moved:
    """A month of a campaign: what its days came to when they were settled, and what they come to now. `kpi` is what is
    counted, as the platforms claim it."""

    campaign: Campaign
    month: Window
    kpi: str
    before: Decimal
    now: Decimal

    @property
    def change(self) -> Decimal:
        """As a share of what it was."""
        return (self.now - self.before) / self.before
