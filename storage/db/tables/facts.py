"""What sources report: daily performance, its history as it was learnt, CRM records, exchange rates."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Column, Index, false
from sqlmodel import Field

from storage.db.tables.base import Exact, Row, big, ident, named, points_to, utc


class LoadRow(Row, table=True):
    """One delivery of performance rows. Rows that it changed carry its id."""

    __tablename__ = "performance_load"
    id: int | None = Field(default=None, sa_column=ident())
    account: int = Field(sa_column=points_to("source_account.id"))
    as_of: datetime = Field(sa_column=utc(nullable=False))
    origin: str


class PerformanceTable(Row, table=True):
    """The current state of one entity, day and breakdown element. NULL: the source does not say, which is not 0."""

    __tablename__ = "performance"
    # Clustered by its key on SQLite: a campaign's days lie side by side, and no second index is written.
    __table_args__ = ({"sqlite_with_rowid": False},)
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    entity_id: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    level: str = Field(primary_key=True)
    breakdown: str = Field(primary_key=True)
    element: str = Field(primary_key=True)
    currency: str
    impressions: int | None = Field(sa_column=big(nullable=True))
    clicks: int | None = Field(sa_column=big(nullable=True))
    spend_micros: int = Field(sa_column=big())
    conversions_micros: int | None = Field(sa_column=big(nullable=True))
    value_micros: int | None = Field(sa_column=big(nullable=True))
    leads_micros: int | None = Field(sa_column=big(nullable=True))
    actions: str | None = None  # as `storage.facts.actions` writes them; NULL: not read by action
    origin: str
    load: int = Field(sa_column=big())


class ObservationRow(Row, table=True):
    """What a row said when it was learnt. Appended, never changed: late conversions are read from here."""

    __tablename__ = "observation"
    __table_args__ = (Index("ix_observation_account_entity_id_day", "account", "entity_id", "day"),)
    id: int | None = Field(default=None, sa_column=ident())
    as_of: datetime = Field(sa_column=utc(nullable=False))
    account: int = Field(sa_column=big())
    entity_id: str
    day: date
    level: str
    breakdown: str
    element: str
    currency: str
    impressions: int | None = Field(sa_column=big(nullable=True))
    clicks: int | None = Field(sa_column=big(nullable=True))
    spend_micros: int = Field(sa_column=big())
    conversions_micros: int | None = Field(sa_column=big(nullable=True))
    value_micros: int | None = Field(sa_column=big(nullable=True))
    leads_micros: int | None = Field(sa_column=big(nullable=True))
    actions: str | None = None  # as `storage.facts.actions` writes them; NULL: not read by action
    origin: str


class RecordedRow(Row, table=True):
    """An action that an account has ever recorded: its own name for it, and what its connector knows of it."""

    __tablename__ = "recorded_action"
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    token: str = Field(primary_key=True)
    name: str = ""
    hint: str = ""
    within: str = ""
    is_own: bool = False


class ElementRow(Row, table=True):
    """An ad group or ad of a platform campaign, so that its numbers have a name and are found by their campaign."""

    __tablename__ = "platform_element"
    __table_args__ = (Index("ix_platform_element_account_campaign_id", "account", "campaign_id"),)
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    level: str = Field(primary_key=True)
    entity_id: str = Field(primary_key=True)
    campaign_id: str
    name: str
    status: str = ""


class ContactRow(Row, table=True):
    """A CRM contact without personal data, and the campaign that it is counted for.

    `earlier_utm` are the campaigns that it named before, the first one first, one a line. `archived_at` is when it was
    last seen among what was deleted, `merged_into` the contact that is the same person: neither counts any more.
    `forms` are those that it sent, as JSON, by the first day on which it did.
    """

    __tablename__ = "crm_contact"
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    contact_id: str = Field(primary_key=True)
    utm_campaign: str
    source: str
    stage: str
    created_at: datetime = Field(sa_column=utc(nullable=False))
    lead_day: date | None = None
    mql_day: date | None = None
    sql_day: date | None = None
    customer_day: date | None = None
    updated_at: datetime = Field(sa_column=utc(nullable=False))
    earlier_utm: str = ""
    archived_at: datetime | None = Field(default=None, sa_column=utc())
    merged_into: str | None = None
    forms: str | None = None
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True, cascade=False))


class DealRow(Row, table=True):
    """A CRM deal. `contact_id` is the contact that it is counted for, `campaign_key` that contact's campaign.

    `archived_at` is when it was last seen among what was deleted: it counts no more.
    """

    __tablename__ = "crm_deal"
    __table_args__ = (Index("ix_crm_deal_account_contact_id", "account", "contact_id"),)
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    deal_id: str = Field(primary_key=True)
    amount_micros: int | None = Field(default=None, sa_column=big(nullable=True))
    currency: str
    stage: str
    is_closed: bool
    is_won: bool
    created_at: datetime = Field(sa_column=utc(nullable=False))
    closed_day: date | None = None
    updated_at: datetime = Field(sa_column=utc(nullable=False))
    home_micros: int | None = Field(default=None, sa_column=big(nullable=True))
    home_currency: str = ""
    archived_at: datetime | None = Field(default=None, sa_column=utc())
    contact_id: str | None = None
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True, cascade=False))


class DealContactRow(Row, table=True):
    """A contact behind a deal."""

    __tablename__ = "crm_deal_contact"
    account: int = Field(sa_column=points_to("source_account.id", primary_key=True))
    deal_id: str = Field(primary_key=True)
    contact_id: str = Field(primary_key=True, index=True)


class FxRateRow(Row, table=True):
    """What one unit of a currency was worth in euros: as the bank published it, or as the file says by hand."""

    __tablename__ = "fx_rate"
    currency: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    euros: Decimal = Field(sa_column=Column(Exact, nullable=False))
    by_hand: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
