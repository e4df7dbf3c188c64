"""What the bot keeps to itself: polls, what was said, what came in, who did what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, false, true
from sqlmodel import Field

from domain.destination import INSTALLED
from storage.db.tables.base import BigId, Row, big, ident, json, named, points_to, utc, workspace


class SyncRunRow(Row, table=True):
    """One poll of one account."""

    __tablename__ = "sync_run"
    id: int | None = Field(default=None, sa_column=ident())
    account: int = Field(sa_column=points_to("source_account.id"))
    started_at: datetime = Field(sa_column=utc(nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=utc())
    window_start: date
    window_end: date
    status: str
    rows: int | None = Field(default=None, sa_column=big(nullable=True))
    reason: str | None = None
    remedy: str | None = None
    # Whether results were read by action: earlier versions did not, and their days are read once more.
    by_action: bool = Field(default=True, sa_column=Column(Boolean, nullable=False, server_default=false()))


class ToJudgeRow(Row, table=True):
    """A client of whom something was read since it was judged; `news` where that is not what was known before.

    Instants are the machine's.
    """

    __tablename__ = "to_judge"
    client_key: str = Field(sa_column=named("client.key", primary_key=True))
    reads: int
    since: datetime = Field(sa_column=utc(nullable=False))
    attempts: int = 0
    not_before: datetime | None = Field(default=None, sa_column=utc())
    news: bool = Field(default=True, sa_column_kwargs={"server_default": true()})


class ValidityRow(Row, table=True):
    """What a client was judged by last, and the business instant until which time alone changes nothing of it."""

    __tablename__ = "validity"
    client_key: str = Field(sa_column=named("client.key", primary_key=True))
    mark: str
    until: datetime = Field(sa_column=utc(nullable=False))


class TrialRow(Row, table=True):
    """The last trial write: whether the database takes any."""

    __tablename__ = "trial_write"
    id: int = Field(primary_key=True)
    at: datetime = Field(sa_column=utc(nullable=False))


class RestRow(Row, table=True):
    """Until when nothing is sent in a lane, or at all, by the machine's clock; and how long that rest was."""

    __tablename__ = "sending_rest"
    lane: str = Field(primary_key=True)
    until: datetime = Field(sa_column=utc(nullable=False))
    seconds: float = 0.0


class DeliveryRow(Row, table=True):
    """Something to be said once: the intent first, its outcome after."""

    __tablename__ = "delivery"
    id: int | None = Field(default=None, sa_column=ident())
    occasion: str = Field(unique=True)
    channel: str
    reach: str = Field(default="channel", sa_column_kwargs={"server_default": "channel"})
    # whether `channel` is a channel's id or a person's, as `domain.destination.Reach`
    kind: str = Field(index=True)
    audience: str
    client_key: str | None = Field(default=None, index=True)
    payload: dict[str, Any] = Field(sa_column=json())
    status: str = Field(index=True)
    ts: str | None = None
    thread_of: int | None = Field(default=None, sa_column=points_to("delivery.id", nullable=True))
    edits: int | None = Field(default=None, sa_column=points_to("delivery.id", nullable=True))
    attempts: int = 0
    next_attempt_at: datetime | None = Field(default=None, sa_column=utc())
    lease_until: datetime | None = Field(default=None, sa_column=utc())
    error: str | None = None
    created_at: datetime = Field(sa_column=utc(nullable=False))
    settled_at: datetime | None = Field(default=None, sa_column=utc())
    workspace_id: str = Field(default=INSTALLED, sa_column=workspace())


class InboxRow(Row, table=True):
    """What came in, written down so that its second coming does nothing. `owner` is the process that answers it."""

    __tablename__ = "inbox"
    key: str = Field(primary_key=True)
    kind: str
    payload: dict[str, Any] = Field(sa_column=json())
    received_at: datetime = Field(sa_column=utc(nullable=False, index=True))
    finished_at: datetime | None = Field(default=None, sa_column=utc())
    owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_column=utc())
    workspace_id: str = Field(default=INSTALLED, sa_column=workspace())


class AuditSubjectRow(Row, table=True):
    """What lines of the audit log are about: an id, or a tombstone once the client whose it was is gone.

    `client_key` is whose the thing was, kept when it is removed: from then on nothing else tells. `was` is what it was
    called; its name is then free for the next thing that is called so, be it another client's.
    """

    __tablename__ = "audit_subject"
    id: int | None = Field(default=None, sa_column=ident())
    name: str = Field(unique=True)
    client_key: str | None = None
    was: str | None = None


class AuditRow(Row, table=True):
    """Who did what to which thing. The database refuses to change it."""

    __tablename__ = "audit_log"
    id: int | None = Field(default=None, sa_column=ident())
    at: datetime = Field(sa_column=utc(nullable=False, index=True))
    actor: str
    what: str
    subject: int = Field(
        sa_column=Column(BigId, ForeignKey("audit_subject.id"), nullable=False, index=True),
    )
    detail: dict[str, Any] = Field(sa_column=json())
    workspace_id: str = Field(default=INSTALLED, sa_column=workspace())


class AuditRetentionRow(Row, table=True):
    """One row: what was written to the audit log before that instant may be deleted."""

    __tablename__ = "audit_retention"
    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    before: datetime = Field(sa_column=utc(nullable=False))
