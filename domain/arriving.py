"""What is still to come of results that arrive late: platforms book a conversion on the day of its click."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.detection.known import Known
from domain.detection.lag import OLDEST, learn
from domain.detection.setting import DEFAULT

LEAST = 0.05
"""What is taken to have arrived of a day at least."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """By age in days from 0 on, the share (0..1) of a day's results that has arrived; `look` is the day of the look."""

    look: date
    shares: tuple[float, ...]

    def share(self, day: date) -> float:
        """The share of a day that has arrived by the look; what is older than the oldest age has arrived."""
        age = max(0, (self.look - day).days)
        return self.shares[age] if age < len(self.shares) else 1.0

    def whole(self, came: Mapping[date, float]) -> float:
        """What results that came day by day will be when all are in."""
        return sum(number / max(self.share(day), LEAST) for day, number in came.items())


def arriving(known: Known) -> Arriving | None:
    """As it was learnt of a series by its last look; None before the first."""
    if not known.looks.size:
        return None
    shares: list[float] = learn(known, DEFAULT).complete[-1][: OLDEST + 1].tolist()
    return Arriving(date.fromordinal(int(known.looks[-1])), tuple(shares))
