"""Empty answers, counted: from an account that lives they are doubted before they are believed."""

from datetime import date, datetime, timedelta

from sqlalchemy import exists, or_, update
from sqlmodel import Session, col, select

from domain.facts import Running
from storage.db.claiming import touched
from storage.db.tables import AccountRow, PerformanceTable, PlatformCampaignRow

APART = timedelta(hours=1)
"""How far apart two empty answers must be to count as two."""
BELIEVED_AT = 3
"""The empty answer that is believed."""


def has_campaigns(session: Session, account: int) -> bool:
    """Whether the account listed a campaign, as far as we know, that was not removed."""
    listed = PlatformCampaignRow
    gone = (Running.REMOVED.value, Running.UNSAID.value)
    chosen = exists().where(col(listed.account) == account, col(listed.status).not_in(gone))
    return bool(session.exec(select(chosen)).one())


def has_spent(session: Session, account: int, since: date) -> bool:
    """Whether the account spent money since a day."""
    rows = PerformanceTable
    mine = (col(rows.account) == account, col(rows.day) >= since, col(rows.spend_micros) > 0)
    return bool(session.exec(select(exists().where(*mine))).one())


def times_by(session: Session, account: int, at: datetime) -> int:
    """How many empty answers in a row there will have been with one at a business instant."""
    found = session.exec(select(AccountRow.empty_answers, AccountRow.empty_at).where(AccountRow.id == account)).first()
    times, last = found or (0, None)
    return times + 1 if last is None or last <= at - APART else times


def count(session: Session, account: int, at: datetime) -> tuple[int, bool]:
    """Count an empty answer at a business instant; how many there have been in a row, and whether this one counted.

    Each counts an hour after the last. What was believed once stays believed until an answer holds something again.
    """
    row = col(AccountRow.empty_at)
    later = (col(AccountRow.id) == account, or_(row.is_(None), row <= at - APART))
    counted = update(AccountRow).where(*later, col(AccountRow.empty_answers) <= BELIEVED_AT)
    moved = session.execute(
        counted.values(empty_answers=AccountRow.empty_answers + 1, empty_at=at),
        execution_options={"synchronize_session": False},
    )
    times = session.exec(select(AccountRow.empty_answers).where(AccountRow.id == account)).one()
    return times, touched(moved) == 1


def forget(session: Session, account: int) -> None:
    """An answer held something: the next empty one is the first."""
    some = (col(AccountRow.id) == account, col(AccountRow.empty_answers) > 0)
    session.execute(
        update(AccountRow).where(*some).values(empty_answers=0, empty_at=None),
        execution_options={"synchronize_session": False},
    )
