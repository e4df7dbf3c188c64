"""Days without a row of which the platforms have spoken: nothing was shown then, and nothing spent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from domain.campaign_data import Scope
from domain.entities import downloads_of
from domain.facts import DaySums, Freshness
from domain.window import Window, local_day
from storage.directory.accounts import IMPORT_PREFIX
from storage.facts import sync

Platforms = Sequence[tuple[int, Freshness]]
"""Advertising accounts by our id, with the age of their data."""


def spoken(session: Session, asked: Sequence[Scope], platforms: Mapping[str, Platforms]) -> dict[str, Window]:
    """By campaign, the days of its flight that every platform which it draws on has answered for.

    Up to the day before its oldest answer, from the first day that was ever asked for. Files speak of the days that
    they have, and of no others: where one stands in for an account, nothing is known of the rest.
    """
    polled = {one.campaign.key: one for one in asked if _is_polled(platforms[one.campaign.key])}
    first = sync.first_days(session, {number for key in polled for number, _ in platforms[key]})
    found = {}
    for key, one in polled.items():
        heard = [fresh.last_success for _, fresh in platforms[key] if fresh.last_success]
        begun = [first[number] for number, _ in platforms[key] if number in first]
        if len(begun) == len(heard) == len(platforms[key]):
            last = local_day(min(heard), one.client.timezone) - timedelta(days=1)
            found[key] = Window(max(one.campaign.start, *begun), min(one.campaign.end, last))
    return found


def _is_polled(platforms: Platforms) -> bool:
    return bool(platforms) and not any(fresh.account_id.startswith(IMPORT_PREFIX) for _, fresh in platforms)


def with_zeros(one: Scope, rows: tuple[DaySums, ...], days: Window, platforms: Platforms) -> tuple[DaySums, ...]:
    """The rows, and a row of zeros for each of the days that has none."""
    known, source = {row.day for row in rows}, platforms[0][1].source
    zero = DaySums(
        days.start, source, one.client.currency, 0, 0, 0, 0, 0, 0, 0 if downloads_of(one.campaign, one.client) else None
    )
    zeros = (replace(zero, day=day) for day in days if day not in known)
    return (*rows, *zeros)


def is_whole(rows: Sequence[DaySums], days: Window) -> bool:
    """Whether each day has a row: then nobody need be asked whether the others were quiet."""
    known: set[date] = {row.day for row in rows}
    return all(day in known for day in days)
