"""What is kept of messages: it follows its channel to another id, and goes when it is old or its client goes.

Nothing is said by this. Beside `outbox` the only place that changes deliveries.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from storage.db.claiming import touched
from storage.db.tables import AlertRow, DeliveryRow, table
from storage.messages.deliveries import Status

TABLE = table(DeliveryRow)
_OVER = (Status.SENT.value, Status.FAILED.value, Status.SKIPPED.value)


def readdress(session: Session, old_channel: str, new_channel: str) -> None:
    """Slack gave the channel another id: everything said there moves, whatever became of it."""
    moved = update(DeliveryRow).where(col(DeliveryRow.channel) == old_channel).values(channel=new_channel)
    session.execute(moved, execution_options={"synchronize_session": False})


def forget(session: Session, before: datetime, most: int) -> int:
    """Delete at most so many that are older, but not what an alert shows or something newer hangs on; how many went."""
    later = aliased(DeliveryRow)
    hangs = exists().where(
        or_(col(later.thread_of) == col(DeliveryRow.id), col(later.edits) == col(DeliveryRow.id)),
        or_(col(later.created_at) >= before, col(later.status).not_in(_OVER)),
    )
    shown = exists().where(col(AlertRow.delivery) == col(DeliveryRow.id))
    over = (col(DeliveryRow.created_at) < before, col(DeliveryRow.status).in_(_OVER))
    old = select(col(DeliveryRow.id)).where(*over, ~hangs, ~shown).order_by(col(DeliveryRow.id)).limit(most)
    return erase(session, TABLE.c.id.in_(session.execute(old).scalars().all()))


def erase(session: Session, which: ColumnElement[bool]) -> int:
    """Delete those; how many went."""
    return touched(session.execute(delete(DeliveryRow).where(which), execution_options={"synchronize_session": False}))


def of_client(client_key: str, channels: Collection[str]) -> ColumnElement[bool]:
    """Which messages are the client's: those about it, and those about nobody that stand in its channels.

    What names another client was said while the channel was that one's.
    """
    return or_(TABLE.c.client_key == client_key, and_(TABLE.c.client_key.is_(None), TABLE.c.channel.in_(channels)))


def elsewhere(
    session: Session, client_key: str, channels: Collection[str]
) -> Iterator[tuple[int, str | None, dict[str, Any]]]:
    """All other messages: id, the client that each is about, and its words."""
    others = or_(TABLE.c.client_key != client_key, and_(TABLE.c.client_key.is_(None), TABLE.c.channel.not_in(channels)))
    rest = select(TABLE.c.id, TABLE.c.client_key, TABLE.c.payload).where(others)
    for row in session.connection().execute(rest.execution_options(yield_per=1_000)):
        yield row.id, row.client_key, row.payload
