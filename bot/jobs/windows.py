"""Which days are asked for. Pure: what was covered, and when it began, is given."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain.sources import Descriptor
from domain.window import Window, local_day

BACKFILL_DAYS = 90
"""Days before a campaign's start that are read once, so that a goal can be compared with history."""

DEEP_DAYS = 90
"""How far back it is looked now and then for what came after the look-back: Google books a conversion on the day of its
click, up to 90 days later."""
DEEP = timedelta(days=7)
"""How often."""

PIECE_DAYS = 30
"""Older days are read so many at a time. Each piece is kept as it comes: its run says how far the reading has come, and
whoever goes on begins there."""

WHOLE = timedelta(hours=6)
"""How often all days of the look-back are read, and once after each midnight; other polls read the provisional ones."""


def is_whole_due(whole: datetime | None, now: datetime, timezone: str) -> bool:
    """Whether all days of the look-back are due, last read at `whole`: by the account's clock on another day, or six
    hours ago."""
    return whole is None or now - whole >= WHOLE or local_day(whole, timezone) < local_day(now, timezone)


def newest(whole: Window, about: Descriptor) -> Window:
    """Those of the `whole` days that a platform counts anew from hour to hour."""
    return Window(max(whole.start, whole.end - timedelta(days=about.provisional_days)), whole.end)


def wanted(covered: Window | None, about: Descriptor | None, today: date) -> Window:
    """All days of the look-back, or back to what the last good poll read, and what was not settled by then."""
    lookback = timedelta(days=about.lookback_days if about else 0)
    start = today - lookback
    if covered is not None and covered.end < start:
        start = covered.end - lookback
    return Window(max(start, _oldest(about, today)) if about else start, today)


def _oldest(about: Descriptor, today: date) -> date:
    """The first day that the source answers for."""
    return date.min if about.keeps_days is None else today - timedelta(days=about.keeps_days)


def missing(
    first: date | None, covered: Window, about: Descriptor, today: date, stale: Window | None = None
) -> Window | None:
    """The days from 90 before the client's `first` campaign that nobody has read; None when there are none. With those
    that are `stale`, which an earlier version read without what is read of days by now.

    Nothing is asked for that the platform no longer keeps: it would refuse, and again at every poll.
    """
    before = [covered.start] if first is None else [first - timedelta(days=BACKFILL_DAYS)]
    end = covered.start - timedelta(days=1)
    if stale is not None:
        before, end = [*before, stale.start], max(end, stale.end)
    start = max(min(before), _oldest(about, today))
    return Window(start, end) if start <= end else None


def deep(covered: Window | None, whole: Window, about: Descriptor, today: date) -> Window | None:
    """The days before the `whole` look-back that were read long ago, to be read again; None when there are none."""
    if covered is None:
        return None
    start = max(today - timedelta(days=DEEP_DAYS), covered.start, _oldest(about, today))
    return Window(start, whole.start - timedelta(days=1)) if start < whole.start else None


def pieces(window: Window) -> Iterator[Window]:
    """A long window as it is read: a month at a time, the newest first."""
    end = window.end
    while end >= window.start:
        piece = Window(max(window.start, end - timedelta(days=PIECE_DAYS - 1)), end)
        yield piece
        end = piece.start - timedelta(days=1)
