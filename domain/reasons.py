"""What lies behind an alert that no chain of numbers explains: days, edits of the budget, what was switched, parts."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.money import Money


@dataclass(frozen=True, slots=True)
class ReasonDay:
    """A day: what it cost and what was planned for it, in whole units of the client's currency, what the platforms
    counted and what a CRM received. None: not known. `so_far`: it was not over when that was told."""

    day: date
    spend: Decimal | None
    planned: Decimal | None = None
    counted: Decimal | None = None
    received: Decimal | None = None
    so_far: bool = False

    @property
    def beyond(self) -> Decimal:
        """By how much it cost more than planned; negative for less, 0 where it is not known."""
        return Decimal(0) if self.spend is None or self.planned is None else self.spend - self.planned


@dataclass(frozen=True, slots=True)
class BudgetEdit:
    """The campaign's budget was set anew."""

    at: datetime
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class Switched:
    """A platform campaign that began to run (`began`), or whose state changed to `status`, on that day."""

    day: date
    name: str
    source: str
    status: str = ""
    began: bool = False


@dataclass(frozen=True, slots=True)
class ReasonPart:
    """What the platforms counted of one device: a day before the trouble began, and a day since."""

    element: str
    before: Decimal
    since: Decimal


@dataclass(frozen=True, slots=True)
class Reasons:
    """All that is known of it. `heard` is when the CRM answered last."""

    days: tuple[ReasonDay, ...] = ()
    edits: tuple[BudgetEdit, ...] = ()
    switched: tuple[Switched, ...] = ()
    parts: tuple[ReasonPart, ...] = ()
    heard: datetime | None = None
