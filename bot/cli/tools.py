"""What commands share: the database, business time, the reader's words, and tables in plain text."""

import os
import pwd
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.cli.edge import fail
from bot.clock import Clock, machine
from bot.settings import Settings
from storage import Engine, connect, is_current, migrate
from storage.db.unavailable import explained
from templates.cards import complaints
from templates.words import words


@contextmanager
def database(chosen: Settings) -> Iterator[Engine]:
    """The database, brought up to date; closed with the block. Unavailable for whatever it refuses meanwhile."""
    engine = connect(chosen.database_url)
    try:
        if not is_current(engine):
            migrate(engine)
        with explained(engine):
            yield engine
    finally:
        engine.dispose()


def business_clock(chosen: Settings) -> Clock:
    """The clock of `VIGIA_CLOCK_URL`, the machine's where there is none; leaves with a sentence when it is silent."""
    if not chosen.clock_url:
        return machine
    import aiohttp  # noqa: PLC0415 - only the demo has another clock

    from bot.clock import once  # noqa: PLC0415 - the same

    try:
        return once(chosen.clock_url)
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError):
        raise fail(complaints.no_clock(words(chosen.lang), chosen.clock_url)) from None


def person(command: str) -> str:
    """Who acts at the command line, for the audit log: `vigia apply:maya`, by the login of the terminal or process."""
    try:
        login = os.getlogin()
    except OSError:  # no terminal: cron, a container
        try:
            login = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            login = str(os.getuid())
    return f"vigia {command}:{login}"


def aligned(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Rows as lines with their columns below each other; the last column is not padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [gap.join([*(c.ljust(w) for c, w in zip(row, widths, strict=True))]).rstrip() for row in rows]
