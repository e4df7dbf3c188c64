"""Why a database cannot be used, as one of a few codes: each has a sentence of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from domain.errors import Problem


class Why(StrEnum):
    """What is the matter. CLOSED is all that the others do not name: the driver's own words tell it."""

    CLOSED = "closed"
    NEWER = "newer"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read_only"


_SQLITE = {
    "SQLITE_BUSY": Why.LOCKED,
    "SQLITE_LOCKED": Why.LOCKED,
    "SQLITE_CORRUPT": Why.DAMAGED,
    "SQLITE_FULL": Why.FULL,
    "SQLITE_READONLY": Why.READ_ONLY,
}
# https://www.postgresql.org/docs/17/errcodes-appendix.html
_POSTGRES = {
    "55P03": Why.LOCKED,
    "40P01": Why.LOCKED,
    "XX001": Why.DAMAGED,
    "XX002": Why.DAMAGED,
    "42P01": Why.INCOMPLETE,
    "42703": Why.INCOMPLETE,
    "53100": Why.FULL,
    "25006": Why.READ_ONLY,
}


class Unavailable(Problem):
    """The database cannot be used. `address` is where it is, without its password; `detail` the driver's words."""

    def __init__(self, address: str, detail: str, why: Why = Why.CLOSED) -> None:
        super().__init__(detail)
        self.address = address
        self.why = why


def address(engine: Engine) -> str:
    """Where the database is, without its password."""
    return engine.url.set(query={}).render_as_string(hide_password=True)


def unavailable(engine: Engine, error: BaseException | None) -> Unavailable:
    """What is wrong in the driver's own words: its first line, no secret in it."""
    url = engine.url
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    secrets = [url.password, *(value for value in url.query.values() if isinstance(value, str))]
    for secret in filter(None, secrets):
        said = said.replace(str(secret), "***")
    return Unavailable(address(engine), said, why(error))


def why(error: BaseException | None) -> Why:
    """The code of a driver's error."""
    state = getattr(error, "sqlstate", None)  # psycopg's
    if state is not None:
        return _POSTGRES.get(str(state), Why.CLOSED)
    name = str(getattr(error, "sqlite_errorname", ""))  # sqlite3's; the extended codes begin with the plain ones
    found = next((code for plain, code in _SQLITE.items() if name == plain or name.startswith(f"{plain}_")), None)
    if found is None and str(error).startswith(("no such table", "no such column")):
        return Why.INCOMPLETE
    return found or Why.CLOSED


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """A block whose errors of the database leave as Unavailable."""
    try:
        yield
    except DBAPIError as error:
        raise unavailable(engine, error.orig) from error
