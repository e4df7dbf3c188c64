"""What is known of a client's campaigns and accounts at one instant: the input of every finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.campaign_data import CampaignData
from domain.entities import Campaign, Client, Goal, forms_of_downloads, leads_of_platforms
from domain.evidence import Cohorts, Hours, Segment, Today, Triangle
from domain.facts import Running as PlatformState
from domain.incidents.finding import Finding
from domain.kpi import CATALOGUE
from domain.money import Rates
from domain.pacing.pace import Pace
from domain.rules.usual import Baseline
from domain.window import Window, local_day
from domain.words import Claim, Remedy, Source

OLD = timedelta(hours=26)
"""A source that has said nothing new for longer is called stale: a day, and the polls that may just have missed it."""
STILL = timedelta(hours=20)
"""How long nothing may change in what an answering source says: it changes at every poll while anything runs. Where
an account rests now and then, nothing spends most often, which is no fault of the source: a line in the morning."""
LATE = timedelta(hours=3)
"""How late platforms are with the results of an hour."""


@dataclass(frozen=True, slots=True)
class Health:
    """An account and how it answers. `id` is the row's, `status` "active" or what the vendor's state comes to.

    `newest` is the newest day with a row, `changed` when anything last changed in what it says; both None before.
    `is_on`: a campaign of it is enabled, and one of ours is running on it. `rests` is after how many days it has
    spent again at the latest. `given` is what somebody wrote that keeps it from being read.
    """

    id: int
    source: Source
    account_id: str
    name: str = ""
    status: str = "active"
    status_since: datetime | None = None
    last_success: datetime | None = None
    error: str | None = None
    remedy: Remedy | None = None
    given: str = ""
    newest: date | None = None
    changed: datetime | None = None
    is_on: bool = True
    rests: int = 1

    @property
    def label(self) -> str:
        """Source and account, for keys: `google_ads:1234567890`."""
        return f"{self.source}:{self.account_id}"

    @property
    def is_unheard(self) -> bool:
        """Whether it has neither answered nor failed yet."""
        return self.last_success is None and self.error is None

    def is_old(self, now: datetime) -> bool:
        """Whether it has not answered for longer than `OLD`."""
        return self.last_success is None or now - self.last_success > OLD


def heard_on(day: date, accounts: Iterable[Health], timezone: str) -> datetime | None:
    """The oldest answer of that day among the platforms that gave one; None where none did."""
    answers = (one.last_success for one in accounts if not one.source.is_crm)
    return min((at for at in answers if at is not None and local_day(at, timezone) == day), default=None)


@dataclass(frozen=True, slots=True)
class Listed:
    """A platform campaign. `spend_micros` is that of the last seven days, in `currency`; `since` the day on which it
    began to spend, no week without any since then, and `whole_micros` all that it has spent from that day on.

    `before`: it had spent already when its account was first read.
    """

    account: int
    source: Source
    entity_id: str
    name: str
    status: str = ""
    status_since: datetime | None = None
    currency: str = ""
    spend_micros: int = 0
    since: date | None = None
    before: bool = False
    whole_micros: int = 0

    @property
    def is_off(self) -> bool:
        """Whether it may not deliver any more."""
        return self.status in {PlatformState.PAUSED, PlatformState.REMOVED}


@dataclass(frozen=True, slots=True)
class RuleOverride:
    """What people set for one rule. `goal` makes it a rule of its own; each step of `looser` allows 10 points more."""

    rule: str
    goal: Goal | None = None
    looser: int = 0
    min_results: int = 0
    for_days: int = 0
    muted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One campaign at one instant, and how the accounts answer that it draws on."""

    campaign: Campaign
    client: Client
    now: datetime
    accounts: tuple[Health, ...]

    @property
    def today(self) -> date:
        """The client's calendar day."""
        return local_day(self.now, self.client.timezone)

    @property
    def flight(self) -> Window:
        """From the first to the last day."""
        return Window(self.campaign.start, self.campaign.end)

    def counts(self, key: str) -> Claim | None:
        """Whose count of it leads, of a KPI that a CRM and the platforms could both count; None for all others."""
        kpi = CATALOGUE.get(key)
        if kpi is not None and kpi.counts_downloads:
            by_crm = self.campaign.asks_crm and bool(forms_of_downloads(self.campaign, self.client))
            return Claim.CRM if by_crm else Claim.PLATFORM
        if kpi is None or not kpi.counts_leads:
            return None
        return Claim.PLATFORM if leads_of_platforms(self.campaign, self.client) else Claim.CRM

    @property
    def is_running(self) -> bool:
        """Whether there is a complete day of the flight to judge, and the flight is not over for more than a day."""
        return self.campaign.start < self.today <= self.campaign.end + timedelta(days=1)

    @property
    def platforms(self) -> tuple[Health, ...]:
        """The advertising accounts."""
        return tuple(one for one in self.accounts if not one.source.is_crm)

    @property
    def crms(self) -> tuple[Health, ...]:
        """The CRM's accounts."""
        return tuple(one for one in self.accounts if one.source.is_crm)


@dataclass(frozen=True, slots=True)
class Begun:
    """An incident that is open: the ordinal of the `look` at which it began to fire, the day since which it has been
    said to last, and how sure that was."""

    look: int
    since: date | None = None
    sure: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CampaignEvidence(Moment):
    """Everything that a morning's look reads of a campaign. Money in the client's currency.

    `begun` is by rule how the incidents began that are open.
    """

    triangle: Triangle
    cohorts: Cohorts | None
    segments: tuple[Segment, ...]
    hours: Hours | None
    pace: Pace
    rates: Rates
    wishes: Mapping[str, RuleOverride] = field(default_factory=dict)
    begun: Mapping[str, Begun] = field(default_factory=dict)
    flown: CampaignData | None = None
    """The flight so far; None where nobody has read it."""

    def wish(self, rule: str) -> RuleOverride:
        """What people set for that rule; the defaults where nothing was."""
        return self.wishes.get(rule) or RuleOverride(rule)


@dataclass(frozen=True, slots=True)
class Silence:
    """The complete hours since the last one whose clicks had a result: when they began, and what they cost (micros)."""

    since: datetime
    spend_micros: int


@dataclass(frozen=True, slots=True, eq=False)
class Running(Moment):
    """A campaign in the course of a day. `listed` are the platform campaigns that it claims.

    `standing` is by rule what was found last of the incident that is open.
    """

    usual: Baseline
    so_far: Today
    listed: tuple[Listed, ...]
    silence: Silence | None = None
    standing: Mapping[str, Finding] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it is known by this morning's look, from all its platforms."""
        of_today = self.usual.look >= self.today.toordinal()
        return of_today and not any(one.is_old(self.now) for one in self.platforms)

    @property
    def look(self) -> str:
        """The look's name: the newest answer of the day that is not over."""
        heard = self.so_far.as_of
        return heard.isoformat() if heard else f"{self.today}"


@dataclass(frozen=True, slots=True)
class AccountEvidence:
    """An account of a client, as it answers at an instant."""

    client: Client
    account: Health
    now: datetime


@dataclass(frozen=True, slots=True)
class UnclaimedEvidence:
    """A platform campaign that belongs to no campaign of ours, and what the client's campaigns `usual`ly spend in a day
    (micros of its currency)."""

    client: Client
    listed: Listed
    now: datetime
    usual: float = 0.0
