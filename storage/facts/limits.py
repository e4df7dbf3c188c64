"""What accounts as a whole may still spend, of the campaigns that spend from them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from domain.facts import Freshness
from domain.money import Money
from domain.pacing.limit import Limit
from domain.words import Source
from storage.directory.accounts import IMPORT_PREFIX
from storage.directory.ages import Left, Reading


def limits_of(read: Iterable[tuple[int, Reading, Freshness]], claimed: set[int], end: date) -> tuple[Limit, ...]:
    """The sources all of whose accounts that are `claimed` from have a budget of their own that holds to the flight's
    end: what is left of it. Mostly there are none."""
    by_source: defaultdict[Source, list[Left | None]] = defaultdict(list)
    for number, reading, fresh in read:
        if number in claimed and not fresh.account_id.startswith(IMPORT_PREFIX):
            by_source[fresh.source].append(reading.left)
    found = []
    for source, some in by_source.items():
        whole = [one.money for one in some if one and (one.until is None or one.until >= end)]
        if len(whole) == len(some) and len({one.currency for one in whole}) == 1:
            found.append(Limit(source, Money(sum(one.micros for one in whole), whole[0].currency)))
    return tuple(found)
