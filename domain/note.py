"""What was done or planned in the days in question, beside a change of numbers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Note:
    """One line. `actor` is a Slack id, or nobody's."""

    day: date
    text: str
    actor: str = ""
