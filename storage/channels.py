"""Slack channels and the one client that each belongs to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from domain.entities import Channel
from domain.errors import InvalidInput
from domain.words import Approval, Audience
from storage import changes, plain
from storage.changes import Via
from storage.tables import ChannelRow, DeliveryRow, FieldOriginRow


def _channel(row: ChannelRow) -> Channel:
    return Channel(
        row.slack_id, row.client_key, Audience(row.audience), tuple(row.teams), Approval(row.approval), row.locale
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
    }
    session.add(row.sqlmodel_update(values) if row else ChannelRow(**values))
    session.flush()
    old = plain.channel(before) if before else None
    return changes.record(session, ("channel", channel.slack_id), old, plain.channel(channel), (actor, at, via))


def unbind(session: Session, slack_id: str, actor: str = "", at: datetime | None = None, via: Via = Via.SLACK) -> bool:
    """Let a channel go, with its subscriptions; False when it was not bound. With `at` it is noted in the audit log."""
    row = session.get(ChannelRow, slack_id)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    session.expire_all()
    if at is not None:
        changes.forget(session, ("channel", slack_id), (actor, at, via))
    return True


def confirm_teams(session: Session, slack_id: str, teams: Iterable[str], actor: str, at: datetime) -> bool:
    """Allow connected teams beside those already allowed; False when the channel is not bound."""
    channel = get(session, slack_id)
    if channel is None:
        return False
    bind(session, replace(channel, teams=tuple(changes.keep((*channel.teams, *teams)))), actor, at)
    return True


def rename(session: Session, old_id: str, new_id: str) -> bool:
    """Slack gave the channel another id (it does when a channel is shared); False when `old_id` is not bound."""
    moved = session.execute(
        update(ChannelRow).where(col(ChannelRow.slack_id) == old_id).values(slack_id=new_id),
        execution_options={"synchronize_session": False},
    )
    waiting = col(DeliveryRow.status).in_(("intended", "held"))
    session.execute(update(DeliveryRow).where(col(DeliveryRow.channel) == old_id, waiting).values(channel=new_id))
    session.execute(
        update(FieldOriginRow)
        .where(col(FieldOriginRow.kind) == "channel", col(FieldOriginRow.key) == old_id)
        .values(key=new_id),
        execution_options={"synchronize_session": False},
    )
    session.expire_all()
    return changes.touched(moved) == 1
