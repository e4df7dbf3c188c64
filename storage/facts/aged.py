"""The window before, as it was known when it was as old as the window is now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from domain.campaign_data import CampaignData, provisional_from
from domain.facts import DaySums, Freshness
from domain.window import Window
from storage.facts import as_known, sync
from storage.facts.downloads import said_of

WITHIN = timedelta(hours=6)
"""How long before that instant an account may have answered last: what is older was younger then."""
EVER = datetime(2100, 1, 1, tzinfo=UTC)
Polled = Mapping[str, Sequence[tuple[int, Freshness]]]
"""By campaign, the accounts of platforms that it draws on."""


def aged(session: Session, found: Sequence[CampaignData], polled: Polled) -> list[CampaignData]:
    """Each with what was known of the days before it at the same age, where a change on them would be asked for.

    A handful of queries for all windows of the same length; nothing is asked about days that nobody restates.
    """
    by_length: defaultdict[int, list[CampaignData]] = defaultdict(list)
    for data in found:
        if _is_open(data):
            by_length[data.window.days].append(data)
    then: dict[str, tuple[DaySums, ...]] = {}
    for days, some in by_length.items():
        then |= _known(session, some, polled, timedelta(days=days))
    return [replace(data, aged=then.get(data.campaign.key)) for data in found]


def _is_open(data: CampaignData) -> bool:
    since = provisional_from(data)
    return since is not None and since <= data.window.end and data.previous.start >= data.campaign.start


def _known(
    session: Session, some: Sequence[CampaignData], polled: Polled, ago: timedelta
) -> dict[str, tuple[DaySums, ...]]:
    """By campaign; those of which an account had not answered lately, or had not told of a day, are not there."""
    at = {number: _then(fresh, ago) for data in some for number, fresh in polled[data.campaign.key]}
    heard = sync.heard(session, at.keys(), at)
    told = [data for data in some if all(_was_heard(one, at, heard) for one in polled[data.campaign.key])]
    if not told:
        return {}
    span = Window(min(data.previous.start for data in told), max(data.previous.end for data in told))
    rows = as_known.day_sums(session, {data.campaign.key for data in told}, span, at, said_of(told))
    found = {}
    for data in told:
        mine = tuple(row for row in rows.get(data.campaign.key, ()) if row.day in data.previous)
        if {row.day for row in mine} >= {row.day for row in data.days if row.day in data.previous and row.spend_micros}:
            found[data.campaign.key] = mine
    return found


def _then(fresh: Freshness, ago: timedelta) -> datetime:
    """So long before the account's last answer; of what nobody restates, whatever is known."""
    if fresh.last_success is None or fresh.provisional_from is None:
        return EVER
    return fresh.last_success - ago


def _was_heard(one: tuple[int, Freshness], at: Mapping[int, datetime], heard: Mapping[int, datetime]) -> bool:
    number, fresh = one
    if fresh.provisional_from is None:
        return True
    return number in heard and at[number] - heard[number] <= WITHIN
