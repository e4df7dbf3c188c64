"""Everything known of a campaign over some days, and what it adds up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from domain.arrival import USUAL, Arrival
from domain.entities import Campaign, Client, forms_of_downloads, leads_of_platforms
from domain.facts import CrmDay, DaySums, Freshness
from domain.kpi import Totals, Undefined, get, total
from domain.money import Rates
from domain.pacing.limit import Limit
from domain.results import AsBefore, Recorded
from domain.window import Window, local_day
from domain.words import Source

DAY = timedelta(days=1)
GRACE = DAY
"""How far a CRM's last answer may lie behind a window and still speak for it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about: a campaign of a client, over the days of a window, on the client's calendar day."""

    campaign: Campaign
    client: Client
    window: Window
    today: date


@dataclass(frozen=True, slots=True)
class CampaignData:
    """Everything known about a campaign over a window and the window before; sums by day, source and currency.

    `has_crm`: what a CRM counts is its to say, whether it has answered yet or not. `paused`: nothing of it may deliver
    as the platforms list it now.
    """

    campaign: Campaign
    client: Client
    window: Window
    previous: Window
    days: tuple[DaySums, ...]
    crm: tuple[CrmDay, ...]
    has_crm: bool
    freshness: tuple[Freshness, ...]
    rates: Rates
    flight_days: tuple[DaySums, ...] = ()
    earlier_days: tuple[DaySums, ...] = ()
    """The weeks before the flight, for what its weekdays usually cost."""
    flight_crm: tuple[CrmDay, ...] = ()
    aged: tuple[DaySums, ...] | None = None
    """The window before as it was known when it was as old as the window is now; None where nobody knows."""
    arrival: Arrival = USUAL
    paused: bool = False
    unanswered: tuple[Recorded, ...] = ()  # results of which nobody has said whether they count
    names: Mapping[str, str] = field(default_factory=dict)  # the accounts' own for what they record, by token
    lost_forms: tuple[str, ...] = ()  # forms that are said to be downloads and that no CRM of the client has
    as_before: AsBefore | None = None
    limits: tuple[Limit, ...] = ()  # sources whose accounts may spend only so much more, whatever for
    unread_before: date | None = None
    """The first day that was read of it, where its flight began before: what it came to until then nobody knows yet."""


def crm_heard(data: CampaignData) -> date | None:
    """The day up to which the CRM has spoken, in the client's time zone: of several accounts that of the oldest answer,
    for half of them count half; None when one of them has never answered.

    date.max where nothing is known of its age. Days after it are not zeros: nobody has asked for them yet.
    """
    ages = [fresh.last_success for fresh in data.freshness if fresh.source.is_crm]
    known = [age for age in ages if age is not None]
    if len(known) < len(ages):
        return None
    return local_day(min(known), data.client.timezone) if known else date.max


def _answered(data: CampaignData, window: Window) -> bool:
    """Whether the CRM speaks for the window: a day behind is the night's poll to come, more is an outage."""
    heard = crm_heard(data)
    return heard is not None and window.end - GRACE <= heard


def added(data: CampaignData, days: Iterable[DaySums], crm: Iterable[CrmDay], *, answered: bool) -> Totals:
    """The sums of these rows, in the client's currency; `answered`: the CRM speaks for them."""
    campaign, client = data.campaign, data.client
    by_crm = {"downloads"} if forms_of_downloads(campaign, client) else set()
    by_crm |= set() if leads_of_platforms(campaign, client) else {"leads"}
    has_crm, currency = data.has_crm, client.currency
    found = total(days, crm, data.rates, currency, has_crm=has_crm, crm_answered=answered, by_crm=by_crm)
    return replace(found, downloads=None) if data.lost_forms else found


def sums_of(data: CampaignData, window: Window, rows: Iterable[DaySums] | None = None) -> Totals:
    """The sums of some days of the data in the client's currency; what a CRM counts that is silent is unknown.

    `rows`: what the platforms said of these days instead.
    """
    days = (row for row in (data.days if rows is None else rows) if row.day in window)
    crm = (row for row in data.crm if row.day in window)
    answered = _answered(data, window)
    sums = added(data, days, crm, answered=answered)
    return replace(sums, silence=Undefined.NOT_STARTED) if window.end < data.campaign.start else sums


def of_platforms(data: CampaignData) -> CampaignData:
    """The same as the platforms alone tell it."""
    return replace(data, has_crm=False, crm=())


def of_crm(data: CampaignData) -> CampaignData:
    """The same where the CRM's count of leads leads, as it does unless somebody wants the platforms'."""
    campaign = replace(data.campaign, results=replace(data.campaign.results, leads_from=""))
    return replace(
        data, campaign=campaign, client=replace(data.client, results=replace(data.client.results, leads_from=""))
    )


def counted_by_crm(key: str, data: CampaignData) -> bool:
    """Whether the KPI is a CRM's to say: no platform may still restate it."""
    kpi = get(key)
    if kpi.counts_downloads:
        return data.has_crm and bool(forms_of_downloads(data.campaign, data.client))
    theirs = kpi.counts_leads and leads_of_platforms(data.campaign, data.client)
    return data.has_crm and kpi.from_crm and not theirs


def provisional_from(data: CampaignData) -> date | None:
    """The day from which on a platform may restate what it said; None where none does."""
    return min((fresh.provisional_from for fresh in data.freshness if fresh.provisional_from), default=None)


def whole_until(data: CampaignData) -> date:
    """The last day that was over at every platform's account when it answered last; the window's last without any."""
    zone = data.client.timezone
    heard = [fresh.heard(zone) for fresh in data.freshness if not fresh.source.is_crm]
    return min((day for day in heard if day), default=data.window.end + DAY) - DAY


def is_over(data: CampaignData, day: date, today: date) -> bool:
    """Whether the day was over when every platform answered last, the client's and the account's: else what is known of
    it is so far. Of an account that has not answered for longer it is `missing` that tells."""
    zone = data.client.timezone
    return day < today - DAY or (
        day < today and all(fresh.heard(zone) != day for fresh in data.freshness if not fresh.source.is_crm)
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """A platform that has not told of days that are over, from `since` on."""

    source: Source
    since: date


def missing(data: CampaignData) -> tuple[Missing, ...]:
    """What has not been told of the window: by accounts whose last poll failed, that say nothing new, or that are more
    than a day behind."""
    zone, found = data.client.timezone, dict[Source, date]()
    for fresh in data.freshness:
        since = fresh.heard(zone)
        if fresh.source.is_crm or since is None:
            continue
        failed = fresh.error is not None or fresh.still_since is not None
        late = since <= data.window.end - GRACE or (failed and since <= data.window.end)
        if late and since >= data.window.start:
            found[fresh.source] = min(since, found.get(fresh.source, since))
    return tuple(Missing(source, since) for source, since in sorted(found.items()))


def spend_by_day(data: CampaignData, rows: Iterable[DaySums] | None = None) -> dict[date, int]:
    """Micros of the budget's currency by day of the flight; empty when a day has no rate: half a sum misleads."""
    spent: dict[date, int] = {}
    for row in data.flight_days if rows is None else rows:
        amount = data.rates.convert(row.spend_micros, row.currency, data.campaign.budget.currency, row.day)
        if amount is None:
            return {}
        spent[row.day] = spent.get(row.day, 0) + amount
    return spent
