"""The people, places and promises that an agency declares. All immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.destination import INSTALLED
from domain.facts import AccountBudget
from domain.labels import label
from domain.money import Money
from domain.pacing.curve import USUAL, Curve
from domain.results import NOTHING_SAID, PLATFORMS, Counts, ResultDefinition, ResultKind
from domain.words import Approval, Audience, Objective, Origin, Source


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the agency. `managers` are Slack user ids of its workspace; `show` lists extra fields of
    the client view.

    `quiet` are its wishes about when people are left alone, as the file writes them: `(("hours", "20:00-08:00"),)`.
    `results` is what counts as a result of its campaigns. `paused_until`: before that day it is sent no update, for the
    agency's own reason.
    """

    key: str
    name: str
    locale: str = "en"
    timezone: str = "UTC"
    currency: str = "EUR"
    managers: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    quiet: tuple[tuple[str, str], ...] = ()
    workspace: str = INSTALLED
    results: ResultDefinition = NOTHING_SAID
    paused_until: date | None = None
    paused_because: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", label(self.name))


@dataclass(frozen=True, slots=True)
class Channel:
    """A Slack channel bound to exactly one client. `teams` are the connected teams a manager has confirmed."""

    slack_id: str
    client_key: str
    audience: Audience
    teams: tuple[str, ...] = ()
    approval: Approval = Approval.DRAFT
    locale: str | None = None
    workspace: str = INSTALLED


class Comparator(StrEnum):
    """How a reading must stand to its target."""

    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="

    def holds(self, value: Decimal, target: Decimal) -> bool:
        """Whether `value` meets `target`."""
        match self:
            case Comparator.LT:
                return value < target
            case Comparator.LE:
                return value <= target
            case Comparator.GT:
                return value > target
            case Comparator.GE:
                return value >= target


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise about one KPI. `target` is in the KPI's unit; `currency` is set for money."""

    kpi: str
    comparator: Comparator
    target: Decimal
    currency: str | None = None
    origin: Origin = Origin.AGREED


@dataclass(frozen=True, slots=True)
class Match:
    """Which platform campaigns or CRM records belong to a campaign. Any condition that is given must hold."""

    source: Source
    campaign_ids: tuple[str, ...] = ()
    name_contains: str = ""
    utm_campaign: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is being run for whom, until when, for how much, and why.

    `results` is what it says itself of what counts: each kind that it speaks of replaces its client's. `hidden`: its
    client does not see it; `client_kpis`: of it the client sees these alone (none named: all that clients see).
    `paused_until`: before that day its client is sent no update of it, for the agency's own reason.
    """

    key: str
    client_key: str
    name: str
    objective: Objective
    start: date
    end: date
    budget: Money
    owner: str | None = None
    persona: str = ""
    hypothesis: str = ""
    matches: tuple[Match, ...] = ()
    goals: tuple[Goal, ...] = ()
    curve: Curve = USUAL
    results: ResultDefinition = NOTHING_SAID
    hidden: bool = False
    client_kpis: tuple[str, ...] = ()
    paused_until: date | None = None
    paused_because: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", label(self.name))

    def is_seen_by(self, view: Audience) -> bool:
        """Whether it is shown to these readers at all."""
        return view is Audience.INTERNAL or not self.hidden

    @property
    def asks_crm(self) -> bool:
        """Whether leads and what becomes of them are a CRM's to say: nobody speaks in its place."""
        return any(match.source.is_crm for match in self.matches)


def is_paused(it: Client | Campaign, day: date) -> bool:
    """Whether its client is sent no updates of it on that day; on the day named they go on."""
    return it.paused_until is not None and day < it.paused_until


def results_of(campaign: Campaign, client: Client) -> ResultDefinition:
    """What counts as the campaign's results: its own word over its client's."""
    return campaign.results.over(client.results)


def leads_of_platforms(campaign: Campaign, client: Client) -> bool:
    """Whether the platforms' count of leads leads, though a CRM counts them too."""
    return results_of(campaign, client).leads_from == PLATFORMS


def forms_of_downloads(campaign: Campaign, client: Client) -> tuple[str, ...]:
    """The forms of a CRM that are downloads; where there are any, the CRM alone counts them."""
    said = results_of(campaign, client).of(ResultKind.DOWNLOAD)
    return tuple(one for source, some in (said.tokens if said else ()) if source.is_crm for one in some)


def downloads_of(campaign: Campaign, client: Client) -> Counts | None:
    """What a download is at the platforms; None where nobody says, or names a CRM's forms alone."""
    told = results_of(campaign, client).of(ResultKind.DOWNLOAD)
    return told if told and any(not source.is_crm for source, _ in told.tokens) else None


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """An account at a platform or CRM. `id` is ours (0 before it is stored); `account_id` is theirs.

    `stages`: what its client says that the stages of a CRM count as; `leads`: those from which on a contact is a lead,
    and the forms that make one (None: nothing is said, and any stage that counts makes one). `budget`: what it may
    spend as a whole, where its platform says so.
    """

    client_key: str
    source: Source
    account_id: str
    credential: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    currency: str = ""
    timezone: str = ""
    stages: Mapping[str, str] = field(default_factory=dict)
    leads: tuple[str, ...] | None = None
    budget: AccountBudget | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a channel receives, when. `every` is such as `mon 09:00`, `daily 08:30` or `monthly 09:00`."""

    channel: str
    what: str
    every: str
    campaigns: tuple[str, ...] = ()
    id: int = 0
