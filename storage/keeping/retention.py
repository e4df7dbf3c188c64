"""What is old goes, a piece at a time: no sweep keeps the writers waiting for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func
from sqlmodel import Session, SQLModel, col, select

from domain.facts import HOUR
from storage.db import audit
from storage.db.claiming import touched
from storage.db.tables import AccountRow, EvidenceRow, ObservationRow, PassRow, SyncRunRow
from storage.evidence.evidence import HOURS_BACK
from storage.messages import archive, inbox

MOST = 5_000
"""Rows of one kind that go in one sweep."""
HOURS = 24
_MONTH = timedelta(days=365.25 / 12)


@dataclass(frozen=True, slots=True)
class Keep:
    """How long each is kept: days, and months for the audit log.

    Of observations that are older the first and the last stay; of polls those that say since when and how far an
    account was read; of messages those that an alert still shows or that something newer hangs on. Evidence is what was
    known when a client was judged, the hours of its days with it; what is known now stays, and the newest judging.
    """

    inbox_days: int = 2
    run_days: int = 400
    delivery_days: int = 400
    observation_days: int = 400
    evidence_days: int = 120
    audit_months: int = 25


def sweep(session: Session, keep: Keep, now: datetime, machine_now: datetime) -> dict[str, int]:
    """Delete what is older than that at the business instant `now`; how many rows of each kind went.

    What came in is dated by the machine's clock. To be called every hour: each account has its hour of the day,
    clients without any have the first.
    """
    turn = session.exec(select(AccountRow.id).where(col(AccountRow.id) % HOURS == now.hour)).all()
    mine = [account for account in turn if account is not None]
    runs, observations = (now - timedelta(days=days) for days in (keep.run_days, keep.observation_days))
    evidence = now - timedelta(days=keep.evidence_days)
    return {
        "inbox": inbox.forget(session, machine_now - timedelta(days=keep.inbox_days)),
        "runs": sum(_runs(session, runs, account) for account in mine),
        "deliveries": archive.forget(session, now - timedelta(days=keep.delivery_days), MOST),
        "observations": sum(_observations(session, observations, account) for account in mine),
        "evidence": sum(_evidence(session, evidence, client) for client in _clients(session, mine, now.hour)),
        "hours": sum(_hours(session, evidence - HOURS_BACK, account) for account in mine),
        "audit": audit.forget(session, now - keep.audit_months * _MONTH),
    }


def _runs(session: Session, before: datetime, account: int) -> int:
    run = SyncRunRow
    mine = select(run.id).where(run.account == account)
    good = mine.where(run.status == "ok")
    telling = (
        good.order_by(col(run.id)),
        good.order_by(col(run.window_start), col(run.id)),
        good.where(col(run.by_action).is_(True)).order_by(col(run.window_start), col(run.id)),
        good.order_by(col(run.window_end).desc(), col(run.id)),
        mine.order_by(col(run.id).desc()),
    )
    kept = {session.exec(one.limit(1)).first() for one in telling} - {None}
    return _delete(session, run, col(run.account) == account, col(run.started_at) < before, col(run.id).not_in(kept))


def _observations(session: Session, before: datetime, account: int) -> int:
    """What lies between the first and the last of what is old."""
    seen = ObservationRow
    old = (col(seen.account) == account, col(seen.as_of) < before)
    same = (col(seen.entity_id), col(seen.day), col(seen.level), col(seen.breakdown), col(seen.element))
    ends = [select(of(seen.id)).where(*old).group_by(*same) for of in (func.min, func.max)]
    return _delete(session, seen, *old, *(col(seen.id).not_in(one) for one in ends))


def _hours(session: Session, before: datetime, account: int) -> int:
    seen = ObservationRow
    return _delete(session, seen, col(seen.account) == account, col(seen.breakdown) == HOUR, col(seen.as_of) < before)


def _clients(session: Session, of_accounts: list[int], hour: int) -> set[str]:
    """Whose accounts these are; in the first hour of the day also whoever was judged and has no account any more."""
    found = set(session.exec(select(AccountRow.client_key).where(col(AccountRow.id).in_(of_accounts))))
    if hour == 0:
        without = col(PassRow.client_key).not_in(select(AccountRow.client_key))
        found |= set(session.exec(select(PassRow.client_key).where(without).distinct()))
    return found


def _evidence(session: Session, before: datetime, client: str) -> int:
    """Passes of the judge, and the parts that were over by the first that is left."""
    one, part = PassRow, EvidenceRow
    mine = (col(one.client_key) == client,)
    newest = session.exec(select(func.max(one.id)).where(*mine)).one()
    passes = _delete(session, one, *mine, col(one.at) < before, col(one.id) != newest)
    first = session.exec(select(func.min(one.id)).where(*mine)).one() or 0
    return passes + _delete(session, part, col(part.client_key) == client, col(part.until) <= first)


def _delete(session: Session, model: type[SQLModel], *conditions: ColumnElement[bool]) -> int:
    ident: Any = model.id  # type: ignore[attr-defined]
    found = session.exec(select(ident).where(*conditions).order_by(ident).limit(MOST)).all()
    gone = delete(model).where(col(ident).in_(found))
    return touched(session.execute(gone, execution_options={"synchronize_session": False})) if found else 0
