"""How a budget is meant to be spread over its flight: evenly, by weekday, front- or back-loaded, or by own weights."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import InvalidInput

EXAMPLE = "weekday"
WEEK = 7
MOST = 1e9
"""The largest weight of an own curve."""


class Shape(StrEnum):
    """The kinds of curves."""

    EVEN = "even"
    WEEKDAY = "weekday"
    FRONT = "front"
    BACK = "back"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Curve:
    """The plan's shape. `weights` are given for an own curve only: one per day or per week, in any unit."""

    shape: Shape = Shape.WEEKDAY
    weights: tuple[float, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Curve":
        """Read `even`, `weekday`, `front`, `back`, or the weights of an own curve: `40 30 20 10`, `40%, 30%, 30%`."""
        word = text.strip().lower()
        if word in set(Shape) - {Shape.OWN}:
            return cls(Shape(word))
        parts = word.replace("%", " ").replace(",", " ").replace(";", " ").split()
        try:
            return cls.own(tuple(float(part) for part in parts))
        except ValueError:
            raise InvalidInput("curve", "curve", text, EXAMPLE) from None

    @classmethod
    def own(cls, weights: tuple[float, ...]) -> "Curve":
        """A curve of one's own; InvalidInput unless the weights are two or more, none negative, and not all zero."""
        if len(weights) == 1 or not all(0 <= weight <= MOST for weight in weights) or not any(weights):
            raise InvalidInput("curve", "curve", " ".join(map(str, weights)), EXAMPLE)
        return cls(Shape.OWN, weights)

    def spell(self) -> str:
        """As it is stored and written: `parse` reads it back."""
        return " ".join(f"{weight:.12g}" for weight in self.weights) if self.shape is Shape.OWN else self.shape.value

    def fits(self, days: int) -> bool:
        """Whether an own curve has a weight for each day, or for each week, of a flight of so many days."""
        return self.shape is not Shape.OWN or len(self.weights) in {days, -(-days // WEEK)}


USUAL = Curve()
"""The curve of a flight that says nothing: by weekday."""
