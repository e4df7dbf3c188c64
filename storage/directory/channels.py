"""Slack channels and the one client that each belongs to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, Update, and_, delete, exists, not_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.entities import Channel
from domain.errors import InvalidInput
from domain.words import Approval, Audience
from storage.db import audit, flat
from storage.db.tables import ChannelRow, FieldOriginRow, SubscriptionRow
from storage.directory import changes
from storage.directory.changes import Via
from storage.messages import archive

SLACK = "slack"
"""The actor of what no person did."""


def _channel(row: ChannelRow) -> Channel:
    return Channel(
        row.slack_id,
        row.client_key,
        Audience(row.audience),
        tuple(row.teams),
        Approval(row.approval),
        row.locale,
        row.workspace_id,
    )


def get(session: Session, slack_id: str) -> Channel | None:
    """The channel's binding, None when it belongs to nobody."""
    row = session.get(ChannelRow, slack_id)
    return _channel(row) if row else None


def everyone(session: Session) -> list[Channel]:
    """All bound channels, by id."""
    return [_channel(row) for row in session.exec(select(ChannelRow).order_by(col(ChannelRow.slack_id)))]


def of_client(session: Session, key: str) -> list[Channel]:
    """The client's channels, by id."""
    chosen = select(ChannelRow).where(ChannelRow.client_key == key).order_by(col(ChannelRow.slack_id))
    return [_channel(row) for row in session.exec(chosen)]


def internal_of(session: Session, client_key: str) -> Channel | None:
    """The channel where the agency speaks among itself about the client."""
    return next((c for c in of_client(session, client_key) if c.audience is Audience.INTERNAL), None)


def bind(session: Session, channel: Channel, actor: str, at: datetime, via: Via = Via.SLACK) -> list[str]:
    """Bind a channel or change its binding; returns the changed fields.

    InvalidInput (code `channel_bound`) when it belongs to another client: that needs `unbind` first.
    """
    row = session.get(ChannelRow, channel.slack_id)
    before = _channel(row) if row else None
    if before and before.client_key != channel.client_key:
        raise InvalidInput("channel_bound", "channel", channel.slack_id, before.client_key)
    values: dict[str, Any] = {
        "slack_id": channel.slack_id,
        "client_key": channel.client_key,
        "audience": channel.audience.value,
        "teams": changes.keep(channel.teams),
        "approval": channel.approval.value,
        "locale": channel.locale,
        "workspace_id": channel.workspace,
    }
    session.add(row.sqlmodel_update(values) if row else ChannelRow(**values))
    session.flush()
    old = flat.channel(before) if before else None
    return changes.record(session, ("channel", channel.slack_id), old, flat.channel(channel), (actor, at, via))


def unbind(session: Session, slack_id: str, actor: str = "", at: datetime | None = None, via: Via = Via.SLACK) -> bool:
    """Let a channel go, with its subscriptions; False when it was not bound. With `at` it is noted in the audit log."""
    row = session.get(ChannelRow, slack_id)
    if row is None:
        return False
    whose = row.client_key
    session.delete(row)
    session.flush()
    session.expire_all()
    if at is not None:
        changes.forget(session, ("channel", slack_id), (actor, at, via), whose)
    return True


def confirm_teams(session: Session, slack_id: str, teams: Iterable[str], actor: str, at: datetime) -> bool:
    """Allow connected teams beside those already allowed; False when the channel is not bound."""
    channel = get(session, slack_id)
    if channel is None:
        return False
    bind(session, replace(channel, teams=tuple(changes.keep((*channel.teams, *teams)))), actor, at)
    return True


def rename(session: Session, old_id: str, new_id: str, at: datetime | None = None) -> bool:
    """Slack gave the channel another id (it does when a channel is shared); False when `old_id` is not bound.

    Everything said there moves too, whatever became of it: Slack keeps each message's `ts`, so that what is open can
    still be edited. Where the new id is bound already, that binding stays and takes over what belongs to the same
    client; the old id of another client is let go, and False comes back. With `at` it is noted in the audit log.
    """
    old, new = get(session, old_id), get(session, new_id)
    if old is None or old_id == new_id:
        return False
    if new is not None and new.client_key != old.client_key:
        unbind(session, old_id, SLACK, at)
        return False
    if new is None:
        _write(session, update(ChannelRow).where(col(ChannelRow.slack_id) == old_id).values(slack_id=new_id))
    else:
        _move_subscriptions(session, old_id, new_id)
        _write(session, delete(ChannelRow).where(col(ChannelRow.slack_id) == old_id))
    archive.readdress(session, old_id, new_id)
    origin = (col(FieldOriginRow.kind) == "channel", col(FieldOriginRow.key) == old_id)
    origins = update(FieldOriginRow).where(*origin).values(key=new_id)
    _write(session, origins if new is None else delete(FieldOriginRow).where(*origin))
    session.expire_all()
    if at is not None:
        audit.note(session, SLACK, "channel.renamed", new_id, {"merged": new is not None}, at)
    audit.belonged(session, old_id, old.client_key)
    return True


def _move_subscriptions(session: Session, old_id: str, new_id: str) -> None:
    """Those that the new id does not have already."""
    theirs = aliased(SubscriptionRow)
    same = and_(
        col(theirs.channel) == new_id,
        col(theirs.what) == col(SubscriptionRow.what),
        col(theirs.scope) == col(SubscriptionRow.scope),
    )
    moved = update(SubscriptionRow).where(col(SubscriptionRow.channel) == old_id, not_(exists().where(same)))
    _write(session, moved.values(channel=new_id))


def _write(session: Session, change: Update | Delete) -> None:
    session.execute(change, execution_options={"synchronize_session": False})
