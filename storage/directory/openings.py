"""What credentials open: the accounts that a client can be given, and what each source lacks to tell of any."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, update
from sqlmodel import Session, col, select

from domain.facts import OpenAccount
from domain.words import Source
from storage.db.claiming import touched
from storage.db.tables import AccountRow, OpenedRow, OpeningRow


@dataclass(frozen=True, slots=True)
class Opened:
    """An account, the credential that opens it, and the client that has it; None while nobody does."""

    source: Source
    credential: str
    account: OpenAccount
    client_key: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """How a credential fares: never asked yet, in order, or in need of somebody. `lacks`: variables to be set."""

    source: Source
    credential: str
    asked_at: datetime | None
    remedy: str
    lacks: tuple[str, ...]


Key = tuple[Source, str]


def expect(session: Session, held: Collection[Key], lacking: Iterable[tuple[Source, Sequence[str]]]) -> None:
    """These credentials there are, and those sources have none: others are forgotten with what they opened."""
    without = {source: list(lacks) for source, lacks in lacking}
    wanted = {*held, *((source, "") for source in without)}
    for row in session.exec(select(OpeningRow)).all():
        if (Source(row.source), row.credential) not in wanted or bool(row.lacks) != (row.source in without):
            session.execute(delete(OpenedRow).where(_same(row.source, row.credential)))
            session.delete(row)
    session.flush()
    for source, credential in wanted:
        row = session.get(OpeningRow, (source.value, credential)) or OpeningRow(
            source=source.value, credential=credential
        )
        row.lacks = without.get(source, [])
        session.add(row)
    session.flush()


def due(session: Session, before: datetime) -> list[Key]:
    """The credentials that nobody has asked since then."""
    stale = or_(col(OpeningRow.asked_at).is_(None), col(OpeningRow.asked_at) < before)
    rows = session.exec(select(OpeningRow).where(stale).order_by(col(OpeningRow.source), col(OpeningRow.credential)))
    return [(Source(row.source), row.credential) for row in rows if not row.lacks]


def claim(session: Session, key: Key, before: datetime, at: datetime) -> bool:
    """Take it upon oneself to ask a credential that nobody has asked since then; False where somebody else just has."""
    stale = or_(col(OpeningRow.asked_at).is_(None), col(OpeningRow.asked_at) < before)
    mine = update(OpeningRow).where(col(OpeningRow.source) == key[0].value, col(OpeningRow.credential) == key[1], stale)
    return touched(session.execute(mine.values(asked_at=at), execution_options={"synchronize_session": False})) == 1


def hurry(session: Session) -> None:
    """Ask all of them again as soon as may be."""
    session.execute(update(OpeningRow).values(asked_at=None), execution_options={"synchronize_session": False})
    session.expire_all()


def keep(session: Session, key: Key, found: Iterable[OpenAccount], at: datetime) -> None:
    """What it opens, in place of what it opened before; what another credential opens too stays with that one."""
    source, credential = key
    session.execute(delete(OpenedRow).where(_same(source.value, credential)))
    session.flush()
    session.expire_all()
    for one in found:
        if session.get(OpenedRow, (source.value, one.account_id)) is None:
            session.add(
                OpenedRow(
                    source=source.value,
                    account_id=one.account_id,
                    credential=credential,
                    name=one.name,
                    currency=one.currency,
                    timezone=one.timezone,
                    options=dict(one.options),
                )
            )
    note(session, key, "", at)


def note(session: Session, key: Key, remedy: str, at: datetime) -> None:
    """It was asked; `remedy` is what somebody must do, "" where all is well."""
    source, credential = key
    asked = update(OpeningRow).where(col(OpeningRow.source) == source.value, col(OpeningRow.credential) == credential)
    session.execute(asked.values(asked_at=at, remedy=remedy), execution_options={"synchronize_session": False})
    session.expire_all()


def everything(session: Session) -> list[Opening]:
    """How each credential fares, by source."""
    rows = session.exec(select(OpeningRow).order_by(col(OpeningRow.source), col(OpeningRow.credential)))
    return [Opening(Source(r.source), r.credential, r.asked_at, r.remedy, tuple(r.lacks)) for r in rows]


def accounts(session: Session) -> list[Opened]:
    """Every account that is opened, by source and name, with the client that has it."""
    whose = and_(
        col(AccountRow.source) == col(OpenedRow.source), col(AccountRow.account_id) == col(OpenedRow.account_id)
    )
    rows = session.exec(select(OpenedRow, AccountRow.client_key).join(AccountRow, whose, isouter=True))
    found = [
        Opened(
            Source(row.source),
            row.credential,
            OpenAccount(row.account_id, row.name, row.currency, row.timezone, dict(row.options)),
            client,
        )
        for row, client in rows
    ]
    return sorted(found, key=lambda one: (one.source.value, one.account.name.casefold(), one.account.account_id))


def free(session: Session) -> list[Opened]:
    """Those that no client has."""
    return [one for one in accounts(session) if one.client_key is None]


def _same(source: str, credential: str) -> ColumnElement[bool]:
    return and_(col(OpenedRow.source) == source, col(OpenedRow.credential) == credential)
