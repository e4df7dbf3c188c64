"""What was declared, at hand for as long as nothing is declared anew.

An agency has thousands of campaigns, and most questions ask for all that may be seen. Whatever is declared leaves a
line in the audit log: while that has no new line, what was read of it is what would be read.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.db.engine import database, is_read_only
from storage.db.tables import AuditRow, table

T = TypeVar("T")
Version = tuple[int, int]
LATELY = 1_000
"""So many lines back they are counted: on PostgreSQL a line may appear after one with a higher number."""
_TURN = Lock()
_KEPT: WeakKeyDictionary[Hashable, dict[str, tuple[Version, tuple[Any, ...]]]] = WeakKeyDictionary()


def version(session: Session) -> Version:
    """Another one whenever something was declared, changed or removed."""
    line = table(AuditRow).c.id
    newest = core_select(func.max(line)).scalar_subquery()
    last, lately = session.connection().execute(
        core_select(func.max(line), func.count()).where(line > newest - LATELY)
    ).one()  # fmt: skip
    return int(last or 0), int(lately)


def at_hand(session: Session, what: str, read: Callable[[Session], list[T]]) -> list[T]:
    """What `read` gives. Only what is committed is kept, and so only what a session has read that cannot write."""
    now = version(session)
    with _TURN:
        kept = _KEPT.setdefault(database(session), {})
        known = kept.get(what)
    if known is None or known[0] != now:
        known = now, tuple(read(session))
        if is_read_only(session):
            with _TURN:
                kept[what] = known
    return list(known[1])
