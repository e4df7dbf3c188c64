"""What people declare, from clients to subscriptions; and who changed which field last."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, String, UniqueConstraint, false
from sqlmodel import Field

from domain.destination import INSTALLED
from storage.db.tables.base import Exact, Row, big, ident, json, named, points_to, utc, workspace


class WorkspaceRow(Row, table=True):
    """A workspace of Slack in which the app is installed. `id` is ours; Slack's ids are known once it was reached."""

    __tablename__ = "workspace"
    id: str = Field(primary_key=True)
    team_id: str | None = Field(default=None, unique=True)
    enterprise_id: str | None = None
    installed_at: datetime | None = Field(default=None, sa_column=utc())


class PersonRow(Row, table=True):
    """Somebody who is told things, and the language that they have set at Slack; "" where Slack names none.

    `chosen` is the one that they want of us, "" where they have not said.
    """

    __tablename__ = "person"
    slack_id: str = Field(primary_key=True)
    locale: str
    asked_at: datetime = Field(sa_column=utc(nullable=False))
    workspace_id: str = Field(default=INSTALLED, sa_column=workspace())
    chosen: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ClientRow(Row, table=True):
    """A client of the agency."""

    __tablename__ = "client"
    key: str = Field(primary_key=True)
    name: str
    locale: str
    timezone: str
    currency: str
    managers: list[str] = Field(sa_column=json())
    show: list[str] = Field(sa_column=json())
    quiet: dict[str, str] = Field(sa_column=json())
    results: dict[str, Any] = Field(default_factory=dict, sa_column=json(empty="{}"))
    paused_until: date | None = None
    paused_because: str = Field(default="", sa_column_kwargs={"server_default": ""})
    workspace_id: str = Field(default=INSTALLED, sa_column=workspace())


class ChannelRow(Row, table=True):
    """A Slack channel, bound to exactly one client because its id is the key."""

    __tablename__ = "channel"
    slack_id: str = Field(primary_key=True)
    client_key: str = Field(sa_column=named("client.key"))
    audience: str
    teams: list[str] = Field(sa_column=json())
    approval: str
    locale: str | None = None
    workspace_id: str = Field(default=INSTALLED, sa_column=workspace())


class CampaignRow(Row, table=True):
    """A campaign as the agency thinks of it, across platforms."""

    __tablename__ = "campaign"
    key: str = Field(primary_key=True)
    client_key: str = Field(sa_column=named("client.key"))
    name: str
    objective: str
    starts: date
    ends: date
    budget_micros: int = Field(sa_column=big())
    budget_currency: str
    owner: str | None = None
    persona: str = ""
    hypothesis: str = ""
    curve: str = "weekday"  # as `domain.pacing.curve.Curve` spells it
    hidden: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    results: dict[str, Any] = Field(default_factory=dict, sa_column=json(empty="{}"))
    client_kpis: list[str] = Field(default_factory=list, sa_column=json(empty="[]"))
    paused_until: date | None = None
    paused_because: str = Field(default="", sa_column_kwargs={"server_default": ""})


class GoalRow(Row, table=True):
    """One promise per campaign and KPI."""

    __tablename__ = "goal"
    campaign_key: str = Field(sa_column=named("campaign.key", primary_key=True))
    kpi: str = Field(primary_key=True)
    position: int
    comparator: str
    target: Decimal = Field(sa_column=Column(Exact, nullable=False))
    currency: str | None = None
    origin: str


class MatchRow(Row, table=True):
    """Which platform campaigns or CRM records belong to a campaign."""

    __tablename__ = "campaign_match"
    campaign_key: str = Field(sa_column=named("campaign.key", primary_key=True))
    source: str = Field(primary_key=True)
    campaign_ids: list[str] = Field(sa_column=json())
    name_contains: str = ""
    utm_campaign: str = ""


class AccountRow(Row, table=True):
    """An account at a source, when to poll it next, how its last poll went, and what the source says of its state."""

    __tablename__ = "source_account"
    __table_args__ = (UniqueConstraint("source", "account_id"),)
    id: int | None = Field(default=None, sa_column=ident())
    client_key: str = Field(sa_column=named("client.key"))
    source: str
    account_id: str
    credential: str = ""
    options: dict[str, str] = Field(sa_column=json())
    name: str = ""
    currency: str = ""
    timezone: str = ""
    next_due: datetime | None = Field(default=None, sa_column=utc(index=True))
    lease_until: datetime | None = Field(default=None, sa_column=utc())
    fence: int = 0  # how often it was claimed: what an older claim brings is thrown away
    not_before: datetime | None = Field(default=None, sa_column=utc())  # the machine's time
    described_at: datetime | None = Field(default=None, sa_column=utc())
    matched_at: datetime | None = Field(default=None, sa_column=utc())
    whole_at: datetime | None = Field(default=None, sa_column=utc())
    hours_at: datetime | None = Field(default=None, sa_column=utc())
    segments_at: datetime | None = Field(default=None, sa_column=utc())
    cursor_at: datetime | None = Field(default=None, sa_column=utc())
    cursor_place: str = ""
    cursor_by: str = ""  # what the reading up to there went by: whatever goes by something else reads all anew
    deep_at: datetime | None = Field(default=None, sa_column=utc())
    moved: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # old days, not yet looked at
    empty_answers: int = 0
    empty_at: datetime | None = Field(default=None, sa_column=utc())
    last_success: datetime | None = Field(default=None, sa_column=utc())
    imported_at: datetime | None = Field(default=None, sa_column=utc())
    provisional_from: date | None = None
    error: str | None = None
    remedy: str | None = None
    given: str = Field(default="", sa_column_kwargs={"server_default": ""})  # what was written that cannot be right
    status: str = ""
    status_since: datetime | None = Field(default=None, sa_column=utc())
    budget_micros: int | None = Field(default=None, sa_column=big(nullable=True))  # the account's own, no campaign's
    budget_spent_micros: int | None = Field(default=None, sa_column=big(nullable=True))
    budget_until: date | None = None
    keeps_days: int | None = None  # how far back the source answers; None: for ever, or nobody has said yet


class OpeningRow(Row, table=True):
    """A credential of a source: when it was asked last what it opens, by the machine's clock, and what was wrong then.

    `lacks` are the variables to set, where the source has no credential at all.
    """

    __tablename__ = "opening"
    source: str = Field(primary_key=True)
    credential: str = Field(primary_key=True)
    asked_at: datetime | None = Field(default=None, sa_column=utc())
    remedy: str = ""
    lacks: list[str] = Field(default_factory=list, sa_column=json(empty="[]"))


class OpenedRow(Row, table=True):
    """An account that a credential opens, whether or not a client has it."""

    __tablename__ = "opened_account"
    source: str = Field(primary_key=True)
    account_id: str = Field(primary_key=True)
    credential: str
    name: str
    currency: str
    timezone: str
    options: dict[str, str] = Field(sa_column=json())


class SubscriptionRow(Row, table=True):
    """What a channel receives, when, and the next time.

    Of what is due, by the machine's clock: since when it waits for its client to be read, and until when it is left
    alone after so many failures.
    """

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("channel", "what", "scope"),)
    id: int | None = Field(default=None, sa_column=ident())
    channel: str = Field(sa_column=named("channel.slack_id"))
    what: str
    scope: str = ""  # the campaign keys, sorted and joined: what makes two subscriptions the same
    every: str
    campaigns: list[str] = Field(sa_column=json())
    next_due: datetime | None = Field(default=None, sa_column=utc(index=True))
    waits_since: datetime | None = Field(default=None, sa_column=utc())
    failures: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    not_before: datetime | None = Field(default=None, sa_column=utc())


class FieldOriginRow(Row, table=True):
    """Where a field was last changed, Slack or the file, so that neither silently undoes the other."""

    __tablename__ = "field_origin"
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    origin: str
    actor: str
    at: datetime = Field(sa_column=utc(nullable=False))


class PlatformCampaignRow(Row, table=True):
    """A campaign as a platform lists it, and ours that claims it; matches leave an `adopted` one alone."""

    __tablename__ = "platform_campaign"
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    entity_id: str = Field(primary_key=True)
    name: str
    status: str = ""  # "enabled", "paused", "removed", "other"; "" where nobody says
    raw_status: str = ""
    status_since: datetime | None = Field(default=None, sa_column=utc())  # None until it changed before our eyes
    starts: date | None = None
    ends: date | None = None
    budget_micros: int | None = Field(default=None, sa_column=big(nullable=True))
    budget_period: str = ""
    currency: str = ""
    shared_budget: str = Field(default="", sa_column_kwargs={"server_default": ""})  # its name, where others draw on it
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True, cascade=False))
    adopted: bool = False
    recorded: list[str] = Field(default_factory=list, sa_column=json(empty="[]"))  # every action that it ever recorded
    # How its rows are counted now, as `domain.results.Counting` spells it.
    counted_by: str = Field(default="", sa_column=Column(String, nullable=False, server_default=""))
    ignored: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # nobody is to watch its spend


__all__ = [
    "AccountRow",
    "CampaignRow",
    "ChannelRow",
    "ClientRow",
    "FieldOriginRow",
    "GoalRow",
    "MatchRow",
    "OpenedRow",
    "OpeningRow",
    "PlatformCampaignRow",
    "SubscriptionRow",
    "WorkspaceRow",
]
