"""Polls: when each began, how it ended, and where the next goes on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import bindparam, func, insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.window import Window, local_day
from domain.words import Remedy
from storage.db.asof import AsOf, by
from storage.db.claiming import touched
from storage.db.tables import AccountRow, SyncRunRow, table

_RUN = table(SyncRunRow)
# Put together once: every poll asks them.
_BEGUN = insert(_RUN).returning(_RUN.c.id)
_ENDED = update(_RUN).where(_RUN.c.id == bindparam("begun")).returning(_RUN.c.account)
_COVERED = core_select(func.min(_RUN.c.window_start), func.max(_RUN.c.window_end)).where(
    _RUN.c.account == bindparam("of"), _RUN.c.status == "ok"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One poll. `status` is `running`, `ok`, `failed`, or `abandoned` where its process ended before it did."""

    id: int
    account_id: int
    started_at: datetime
    finished_at: datetime | None
    window: Window
    status: str
    rows: int | None
    reason: str | None
    remedy: Remedy | None


def begin(session: Session, account_id: int, at: datetime, window: Window) -> int:
    """Write down that a poll begins; returns the run's id."""
    asked = {"account": account_id, "started_at": at, "window_start": window.start, "window_end": window.end}
    return int(session.connection().execute(_BEGUN, {**asked, "status": "running", "by_action": True}).scalar_one())


def abandon(session: Session, account_ids: Collection[int], at: datetime) -> int:
    """Close the runs that earlier claims of these accounts left running; returns how many."""
    if not account_ids:
        return 0
    left = (col(SyncRunRow.account).in_(account_ids), col(SyncRunRow.status) == "running")
    closed = update(SyncRunRow).where(*left).values(status="abandoned", finished_at=at)
    return touched(session.execute(closed, execution_options={"synchronize_session": False}))


def _finish(session: Session, run_id: int, **values: object) -> int:
    return int(session.connection().execute(_ENDED, {"begun": run_id, **values}).scalar_one())


def end(session: Session, run_id: int, at: datetime, rows: int) -> None:
    """The poll went well, and the account knows it."""
    _finish(session, run_id, status="ok", finished_at=at, rows=rows)


def succeed(session: Session, run_id: int, at: datetime, rows: int) -> None:
    """The poll went well: the account is fresh as of `at` and its error is over."""
    account = _finish(session, run_id, status="ok", finished_at=at, rows=rows)
    fresh = {"last_success": at, "error": None, "remedy": None, "given": ""}
    session.execute(update(AccountRow).where(col(AccountRow.id) == account).values(**fresh))


def fail(
    session: Session, run_id: int, at: datetime, reason: str, remedy: Remedy | None = None, given: str = ""
) -> None:
    """The poll failed: the account keeps its data and its age, and says why. `given` is what somebody wrote that cannot
    be right."""
    told = remedy.value if remedy else None
    account = _finish(session, run_id, status="failed", finished_at=at, reason=reason, remedy=told)
    why = {"error": reason, "remedy": told, "given": given}
    session.execute(update(AccountRow).where(col(AccountRow.id) == account).values(**why))


def fail_backfill(session: Session, run_id: int, at: datetime, reason: str, remedy: Remedy | None = None) -> None:
    """Older days could not be read: written down, while the account is as fresh as its last poll left it."""
    _finish(session, run_id, status="failed", finished_at=at, reason=reason, remedy=remedy.value if remedy else None)


def heard(session: Session, account_ids: Collection[int], at: AsOf) -> dict[int, datetime]:
    """By account the end of the last poll that had gone well by an instant, or by that of each account; accounts
    without one are not there."""
    run = SyncRunRow
    good = (col(run.account).in_(account_ids), run.status == "ok", by(_RUN.c.account, _RUN.c.finished_at, at))
    chosen = select(run.account, func.max(run.finished_at)).where(*good).group_by(col(run.account))
    return {account: end for account, end in session.exec(chosen) if end is not None}


def last(session: Session, account_id: int) -> Run | None:
    """The account's newest run."""
    chosen = select(SyncRunRow).where(SyncRunRow.account == account_id).order_by(col(SyncRunRow.id).desc())
    row = session.exec(chosen.execution_options(populate_existing=True)).first()
    return _run(row) if row else None


def _run(row: SyncRunRow) -> Run:
    return Run(
        row.id or 0,
        row.account,
        row.started_at,
        row.finished_at,
        Window(row.window_start, row.window_end),
        row.status,
        row.rows,
        row.reason,
        Remedy(row.remedy) if row.remedy else None,
    )


def covered(session: Session, account_id: int) -> Window | None:
    """From the first to the last day that a successful poll of the account ever asked for; None before the first."""
    first, last = session.connection().execute(_COVERED, {"of": account_id}).one()
    return None if first is None else Window(first, last)


def not_by_action(session: Session, account_id: int, covered: Window) -> Window | None:
    """Those of the days that were `covered` that no version has read by action yet; None when there are none."""
    run = SyncRunRow
    chosen = select(func.min(run.window_start)).where(
        run.account == account_id, run.status == "ok", col(run.by_action).is_(True)
    )
    first = session.exec(chosen).one()
    end = covered.end if first is None else min(covered.end, first - timedelta(days=1))
    return Window(covered.start, end) if covered.start <= end else None


def asked_after(session: Session, account_id: int, timezone: str, since: datetime | None = None) -> frozenset[date]:
    """The days that good polls asked for when they were over at the account; only polls that ended from `since` on."""
    run = _RUN.c
    chosen = core_select(run.window_start, run.window_end, func.max(run.started_at)).where(
        run.account == account_id, run.status == "ok"
    )
    if since is not None:
        chosen = chosen.where(run.finished_at >= since)
    found = set[date]()
    for start, end, began in session.execute(chosen.group_by(run.window_start, run.window_end)):
        last = min(end, local_day(began.replace(tzinfo=began.tzinfo or UTC), timezone) - timedelta(days=1))
        found.update(Window(start, last))
    return frozenset(found)


def first_days(session: Session, account_ids: Collection[int]) -> dict[int, date]:
    """By account the first day that a successful poll ever asked for; accounts that were never read are not there."""
    run = SyncRunRow
    chosen = select(run.account, func.min(run.window_start)).where(
        col(run.account).in_(account_ids), run.status == "ok"
    )
    return dict(session.exec(chosen.group_by(col(run.account))).all()) if account_ids else {}


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a CRM has been read: all up to `at`, and the source's own mark of the place where a reading broke off."""

    at: datetime | None = None
    place: str = ""


def cursor(session: Session, account_id: int) -> Cursor:
    """How far a CRM has been read."""
    chosen = select(AccountRow.cursor_at, AccountRow.cursor_place).where(AccountRow.id == account_id)
    found = session.exec(chosen).first()
    return Cursor(*found) if found else Cursor()


def going_by(session: Session, account_id: int, rules: str) -> Cursor:
    """How far a CRM has been read by these rules: nowhere yet where it was by others, which are forgotten."""
    other = update(AccountRow).where(col(AccountRow.id) == account_id, col(AccountRow.cursor_by) != rules)
    session.execute(
        other.values(cursor_by=rules, cursor_at=None, cursor_place=""), execution_options={"synchronize_session": False}
    )
    return cursor(session, account_id)


def set_cursor(session: Session, account_id: int, at: datetime | None, place: str = "") -> None:
    """The CRM has been read up to `at` (None: as far as before), and further up to `place`."""
    values = {"cursor_place": place} | ({"cursor_at": at} if at else {})
    session.execute(update(AccountRow).where(col(AccountRow.id) == account_id).values(**values))
