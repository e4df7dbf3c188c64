"""Where numbers come from: their sources and how old these are, rates, and which days may still change."""

from dataclasses import dataclass
from datetime import date

from domain.comparing import Compared
from domain.entities import Client
from domain.facts import Freshness
from domain.money import Rate
from domain.results import AsBefore


@dataclass(frozen=True, slots=True)
class Exchange:
    """A currency that went into the amounts: its newest rate, and whether every day shown was converted at that one."""

    rate: Rate
    throughout: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands below every card. `compared` are the days that changes are made of, None where there are none.

    `has_crm`: what a CRM counts is its to say, but leads where the platforms' count of them leads. `fx` are the
    currencies that were converted into the amounts. `as_before`: which days do not follow what counts by now.
    `unread_before`: the flight's days before that are still to be read.
    """

    client: Client
    freshness: tuple[Freshness, ...]
    has_crm: bool
    provisional_from: date | None
    fx: tuple[Exchange, ...]
    compared: Compared | None
    leads_of_platforms: bool = False
    as_before: AsBefore | None = None
    unread_before: date | None = None
