"""What a sentence asks: which verb, of which campaign, KPI and days, told apart by what."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reading:
    """What was asked; None where the sentence names none. `verb` and `kpi` are keys, the days inclusive.

    `by` is what the answer is to be told apart by: `platform`, `campaign`, `device`, `day`, `week` or `month`.
    """

    verb: str | None = None
    campaign: str | None = None
    kpi: str | None = None
    start: date | None = None
    end: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The likeliest reading. `asks`: it may as well be another one of `choices`, so whoever asked has to say."""

    reading: Reading
    asks: bool = False
    choices: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A campaign that may be meant, with its flight and its client."""

    key: str
    name: str
    client: str
    client_name: str
    start: date
    end: date
