"""What is watched for: incidents and their steps, what was known then, settings of rules, what people did about it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.db.tables.base import Exact, Row, big, ident, json, named, points_to, utc


class AlertRow(Row, table=True):
    """Where one rule stands on one subject. `stale`: its message shows less than is known."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("subject", "rule"),)
    id: int | None = Field(default=None, sa_column=ident())
    client_key: str = Field(sa_column=named("client.key"))
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True))
    account: int | None = Field(default=None, sa_column=points_to("source_account.id", nullable=True))
    subject: str
    trouble: str
    detail: str
    rule: str
    episode: int
    condition: str = Field(index=True)
    state: dict[str, Any] = Field(sa_column=json())
    handling: dict[str, Any] = Field(sa_column=json())
    finding: dict[str, Any] = Field(sa_column=json())
    told: dict[str, Any] = Field(sa_column=json())
    group: str = ""
    delivery: int | None = Field(default=None, sa_column=points_to("delivery.id", nullable=True, cascade=False))
    opened_at: datetime | None = Field(default=None, sa_column=utc())
    updated_at: datetime = Field(sa_column=utc(nullable=False))
    stale: bool = False


class TransitionRow(Row, table=True):
    """A change of an alert's condition, with the finding behind it."""

    __tablename__ = "alert_transition"
    id: int | None = Field(default=None, sa_column=ident())
    alert: int = Field(sa_column=points_to("alert.id"))
    episode: int
    old: str
    new: str
    change: str
    because: str
    tier: str | None = None
    at: datetime = Field(sa_column=utc(nullable=False))
    facts: dict[str, Any] = Field(sa_column=json())


class EvaluationRow(Row, table=True):
    """What one rule said of one campaign on one morning; the last look of the day is kept."""

    __tablename__ = "alert_look"
    campaign_key: str = Field(sa_column=named("campaign.key", primary_key=True))
    rule: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    at: datetime = Field(sa_column=utc(nullable=False))
    signal: str
    probability: float | None = None
    value: Decimal | None = Field(default=None, sa_column=Column(Exact, nullable=True))
    numbers: dict[str, Any] = Field(sa_column=json())


class PassRow(Row, table=True):
    """A client was judged once, at an instant of business. Passes of one client are in the order of their ids.

    `heard` is by account (our id) when it had answered last, in microseconds since 1970.
    """

    __tablename__ = "judge_pass"
    id: int | None = Field(default=None, sa_column=ident())
    client_key: str = Field(sa_column=named("client.key"))
    at: datetime = Field(sa_column=utc(nullable=False))
    heard: dict[str, int] = Field(sa_column=json())


class EvidenceRow(Row, table=True):
    """A part of what was known when a client was judged, from the pass `since` until the pass before `until`.

    `until` is NULL for what is known now. Parts of a campaign go with it.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_client_key_until", "client_key", "until"),)
    id: int | None = Field(default=None, sa_column=ident())
    client_key: str = Field(sa_column=named("client.key", index=False))
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True))
    subject: str
    part: str
    since: int = Field(sa_column=big())
    until: int | None = Field(default=None, sa_column=big(nullable=True))
    value: dict[str, Any] = Field(sa_column=json())


class AttentionRow(Row, table=True):
    """An interrupt that one person was given on one day of theirs."""

    __tablename__ = "attention"
    user: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    alert: int = Field(sa_column=points_to("alert.id", primary_key=True))
    episode: int = Field(primary_key=True)


class RuleRow(Row, table=True):
    """How a campaign's rule differs from the default, or a rule of its own."""

    __tablename__ = "alert_rule"
    campaign_key: str = Field(sa_column=named("campaign.key", primary_key=True))
    rule: str = Field(primary_key=True)
    kpi: str | None = None
    comparator: str | None = None
    target: Decimal | None = Field(default=None, sa_column=Column(Exact, nullable=True))
    currency: str | None = None
    looser: int = 0
    min_results: int | None = None
    for_days: int | None = None
    muted: bool = False
    muted_until: datetime | None = Field(default=None, sa_column=utc())
    reason: str = ""
    actor: str
    at: datetime = Field(sa_column=utc(nullable=False))


class ActionRow(Row, table=True):
    """What somebody did about a campaign, and whether it is to be asked how it went."""

    __tablename__ = "action_log"
    id: int | None = Field(default=None, sa_column=ident())
    client_key: str = Field(sa_column=named("client.key"))
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True))
    alert: int | None = Field(default=None, sa_column=points_to("alert.id", nullable=True, cascade=False))
    episode: int | None = None
    at: datetime = Field(sa_column=utc(nullable=False))
    day: date
    actor: str
    kind: str
    text: str
    before: dict[str, Any] = Field(sa_column=json())
    check_on: date | None = Field(default=None, index=True)
    checked_at: datetime | None = Field(default=None, sa_column=utc())
    verdict: str = ""


class FeedbackRow(Row, table=True):
    """Somebody found an incident not useful; once per incident and person."""

    __tablename__ = "not_useful"
    alert: int = Field(sa_column=points_to("alert.id", primary_key=True))
    episode: int = Field(primary_key=True)
    actor: str = Field(primary_key=True)
    at: datetime = Field(sa_column=utc(nullable=False))


class PlannedRow(Row, table=True):
    """A window in which the unusual is expected."""

    __tablename__ = "planned_window"
    id: int | None = Field(default=None, sa_column=ident())
    client_key: str = Field(sa_column=named("client.key"))
    campaign_key: str | None = Field(default=None, sa_column=named("campaign.key", nullable=True))
    first: date
    last: date
    reason: str
    actor: str
    at: datetime = Field(sa_column=utc(nullable=False))


__all__ = [
    "ActionRow",
    "AlertRow",
    "AttentionRow",
    "EvaluationRow",
    "EvidenceRow",
    "FeedbackRow",
    "PassRow",
    "PlannedRow",
    "RuleRow",
    "TransitionRow",
]
