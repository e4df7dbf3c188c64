"""What sources report, as they report it: integers, with the day in the account's own time zone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.labels import label
from domain.results import Action, merged_actions
from domain.window import local_day
from domain.words import Level, Remedy, Source

DEVICE, HOUR = "device", "hour"
"""The breakdowns that everything is read in; the elements of hours are "00" to "23" of the account's own clock."""


class PerformanceRow(NamedTuple):
    """One entity, day and breakdown element. Fractional counts are integer micros, money too.

    None: the source does not say, as a file without that column. It is not zero. Conversions, value and leads are what
    the source counts as such; by `actions` they are counted anew where a client counts otherwise.
    """

    level: Level
    entity_id: str
    day: date
    breakdown: str  # "" for none, else for example "device"
    element: str  # "" for none, else for example "mobile"
    currency: str
    impressions: int | None
    clicks: int | None  # clicks that lead to the advertiser's page: Meta's inline_link_clicks
    spend_micros: int
    conversions_micros: int | None
    value_micros: int | None
    leads_micros: int | None
    name: str = ""  # the campaign's, where the source says it beside the numbers: the list may no longer hold it
    actions: tuple[Action, ...] | None = None  # all that was recorded, by token; None: not read by action
    aim: str = ""  # the kind of result that it was bought for, where its conversions follow from it


def added(one: PerformanceRow, other: PerformanceRow) -> PerformanceRow:
    """Both rows as one, under the names of the first; what one of them does not say stays unsaid."""
    return one._replace(
        impressions=plus(one.impressions, other.impressions),
        clicks=plus(one.clicks, other.clicks),
        spend_micros=one.spend_micros + other.spend_micros,
        conversions_micros=plus(one.conversions_micros, other.conversions_micros),
        value_micros=plus(one.value_micros, other.value_micros),
        leads_micros=plus(one.leads_micros, other.leads_micros),
        actions=None if one.actions is None or other.actions is None else merged_actions(one.actions, other.actions),
    )


def merged(rows: Iterable[PerformanceRow]) -> tuple[PerformanceRow, ...]:
    """One row for each entity, day and element: those that mean the same to us are added."""
    found: dict[tuple[object, ...], PerformanceRow] = {}
    for row in rows:
        key = row[:5]
        found[key] = added(found[key], row) if key in found else row
    return tuple(found.values())


def plus(one: int | None, other: int | None) -> int | None:
    """The sum; None where a part is not known: a part of a sum is not the sum."""
    return None if one is None or other is None else one + other


class Running(StrEnum):
    """Whether a platform campaign may deliver, in one vocabulary for all platforms. UNSAID: nobody says."""

    ENABLED = "enabled"
    PAUSED = "paused"
    REMOVED = "removed"
    OTHER = "other"
    UNSAID = ""


_RUNNING = {
    "": Running.UNSAID,
    "enabled": Running.ENABLED,
    "active": Running.ENABLED,
    "paused": Running.PAUSED,
    "removed": Running.REMOVED,
    "deleted": Running.REMOVED,
    "archived": Running.REMOVED,
}


class AccountState(StrEnum):
    """Whether an account may deliver. UNSAID: the source does not say."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    UNPAID = "unpaid"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class PlatformCampaign:
    """A campaign as the platform lists it. `status` is the platform's own word."""

    entity_id: str
    name: str
    status: str = ""
    start: date | None = None
    end: date | None = None
    budget_micros: int | None = None
    budget_period: str = ""  # "daily", "lifetime" or ""
    currency: str = ""
    shared_budget: str = ""  # the name of a budget that other campaigns draw on too; "" where it is its own

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", label(self.name))

    @property
    def running(self) -> Running:
        """Its status in the common vocabulary."""
        return _RUNNING.get(self.status.lower(), Running.OTHER)


@dataclass(frozen=True, slots=True)
class PlatformElement:
    """An ad group or ad of a platform campaign."""

    level: Level
    entity_id: str
    campaign_id: str
    name: str
    status: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", label(self.name))


@dataclass(frozen=True, slots=True)
class Listing:
    """What a platform lists: every campaign that is not removed, and the state of the account."""

    campaigns: tuple[PlatformCampaign, ...]
    state: AccountState = AccountState.UNSAID


@dataclass(frozen=True, slots=True)
class Segments:
    """Performance by ad group, by ad and in further breakdowns; and the names of what it speaks of."""

    rows: tuple[PerformanceRow, ...]
    elements: tuple[PlatformElement, ...]


class AccountBudget(NamedTuple):
    """What an account as a whole may spend, and what of it is spent; no campaign's own. In micros of its currency.

    `until` is the last day for which it holds; None: for ever.
    """

    amount_micros: int
    spent_micros: int = 0
    until: date | None = None


class CrmStage(NamedTuple):
    """A stage that a CRM's contacts can be in: its key, and what it is called there."""

    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AccountInfo:
    """What a source says of an account. `unnamed_stages` are a CRM's of which nobody has said what they count as.

    `budget` None: the account has none of its own.
    """

    account_id: str
    name: str
    currency: str
    timezone: str
    state: AccountState = AccountState.UNSAID
    unnamed_stages: tuple[CrmStage, ...] = ()
    budget: AccountBudget | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", label(self.name))


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """An account that a credential opens, whether or not any client has it. `options` are what it needs beside its id;
    `name`, `currency` and `timezone` are "" where the source does not say."""

    account_id: str
    name: str = ""
    currency: str = ""
    timezone: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", label(self.name))


@dataclass(frozen=True, slots=True)
class Contact:
    """A CRM contact without personal data: only what counts.

    `merged` are the ids of those that became one with it: they are the same person. `forms` are those that it sent, as
    a definition calls them, each with the day on which it first did.
    """

    contact_id: str
    utm_campaign: str
    source: str
    stage: str
    created_at: datetime
    lead_day: date | None
    mql_day: date | None
    sql_day: date | None
    customer_day: date | None
    updated_at: datetime
    merged: tuple[str, ...] = ()
    forms: tuple[tuple[str, date], ...] = ()

    def __post_init__(self) -> None:
        for name in ("utm_campaign", "source", "stage"):
            object.__setattr__(self, name, label(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Deal:
    """A CRM deal with the contacts behind it.

    `home_micros`: what it is worth in the currency of the CRM itself, where it says so. `merged` are the ids of the
    deals that became one with it.
    """

    deal_id: str
    contact_ids: tuple[str, ...]
    amount_micros: int | None
    currency: str
    stage: str
    is_closed: bool
    is_won: bool
    created_at: datetime
    closed_day: date | None
    updated_at: datetime
    home_micros: int | None = None
    home_currency: str = ""
    merged: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "stage", label(self.stage))


@dataclass(frozen=True, slots=True)
class DaySums:
    """One campaign's sums of one day from one source, over accounts of one currency. None: not all of it is said."""

    day: date
    source: Source
    currency: str
    impressions: int | None
    clicks: int | None
    spend_micros: int
    conversions_micros: int | None
    value_micros: int | None
    leads_micros: int | None
    downloads_micros: int | None = None  # only where a definition says what one is


@dataclass(frozen=True, slots=True)
class CrmDay:
    """One campaign's CRM outcomes of one day: leads by the day they came, customers and revenue by the day won.

    MQLs and SQLs by the day on which a contact first was one, or more than one; downloads by the day on which somebody
    first sent a form that is one.
    """

    day: date
    currency: str
    leads: int
    customers: int
    revenue_micros: int
    mqls: int = 0
    sqls: int = 0
    downloads: int = 0


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old an account's data is. `error` is the reason of the last failed poll, None when it went well.

    `timezone` is the account's own, in which its days begin and end; "" where it does not say. `still_since`: the day
    from which on it answers and says nothing new, though it should.
    """

    source: Source
    account_id: str
    last_success: datetime | None
    provisional_from: date | None = None
    error: str | None = None
    remedy: Remedy | None = None
    timezone: str = ""
    still_since: date | None = None

    def heard(self, timezone: str) -> date | None:
        """The first day of which it has not told all, in its own time zone or else that; None before it answers."""
        if self.last_success is None:
            return None
        day = local_day(self.last_success, self.timezone or timezone)
        return min(day, self.still_since) if self.still_since else day
