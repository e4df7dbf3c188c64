"""Planned windows: launches, sales, sites that are being moved. What happens in them is expected."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from domain.incidents.quiet import Planned
from storage.db import audit
from storage.db.chunks import chunks
from storage.db.tables import PlannedRow


@dataclass(frozen=True, slots=True)
class Booked:
    """A planned window as it is kept."""

    id: int
    client_key: str
    planned: Planned
    actor: str
    at: datetime


def plan(session: Session, client_key: str, planned: Planned, actor: str, at: datetime) -> Booked:
    """Keep a window; the same again is the same one, with the newer reason."""
    same = select(PlannedRow).where(
        PlannedRow.client_key == client_key,
        PlannedRow.first == planned.first,
        PlannedRow.last == planned.last,
        col(PlannedRow.campaign_key).is_not_distinct_from(planned.campaign or None),
    )
    row = session.exec(same).first() or PlannedRow(
        client_key=client_key,
        campaign_key=planned.campaign or None,
        first=planned.first,
        last=planned.last,
        reason=planned.reason,
        actor=actor,
        at=at,
    )
    row.reason, row.actor, row.at = planned.reason, actor, at
    session.add(row)
    session.flush()
    detail = {"first": planned.first.isoformat(), "last": planned.last.isoformat()}
    audit.note(session, actor, "window.planned", planned.campaign or client_key, detail, at)
    return _window(row)


def _window(row: PlannedRow) -> Booked:
    planned = Planned(row.first, row.last, row.reason, row.campaign_key or "")
    return Booked(row.id or 0, row.client_key, planned, row.actor, row.at)


def of_client(session: Session, client_key: str, since: date) -> list[Booked]:
    """The client's windows that end on that day or later, by their first day."""
    mine = (PlannedRow.client_key == client_key, col(PlannedRow.last) >= since)
    chosen = select(PlannedRow).where(*mine).order_by(col(PlannedRow.first), col(PlannedRow.id))
    return [_window(row) for row in session.exec(chosen)]


def planned(session: Session, client_key: str, since: date) -> list[Planned]:
    """The same, as the rules of quiet need them."""
    return [window.planned for window in of_client(session, client_key, since)]


def planned_by_client(session: Session, clients: Collection[str], since: date) -> dict[str, list[Planned]]:
    """The same of several clients; of those that have none, nothing."""
    found: dict[str, list[Planned]] = {}
    for some in chunks(clients):
        chosen = select(PlannedRow).where(col(PlannedRow.client_key).in_(some), col(PlannedRow.last) >= since)
        for row in session.exec(chosen.order_by(col(PlannedRow.first), col(PlannedRow.id))):
            found.setdefault(row.client_key, []).append(_window(row).planned)
    return found


def get(session: Session, window_id: int) -> Booked | None:
    """The window of that id."""
    row = session.get(PlannedRow, window_id)
    return _window(row) if row else None


def unplan(session: Session, client_key: str, window_id: int, actor: str, at: datetime) -> Planned | None:
    """Let go of a window of that client; None where there is none."""
    row = session.get(PlannedRow, window_id)
    if row is None or row.client_key != client_key:
        return None
    gone = _window(row).planned
    session.delete(row)
    session.flush()
    detail = {"first": gone.first.isoformat(), "last": gone.last.isoformat()}
    audit.note(session, actor, "window.removed", gone.campaign or client_key, detail, at)
    return gone
