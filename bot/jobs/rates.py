"""Exchange rates for whatever a client's money is in: learnt from the bundled file, kept once."""

from collections.abc import Iterable
from datetime import date, timedelta

from connectors import fx as published
from storage import Session
from storage.facts import fx


def learn(session: Session, client_key: str, today: date, amounts: Iterable[tuple[str, date]] = ()) -> bool:
    """Keep the rates of every currency that the client's money is in, from the first day that needs one.

    `amounts` are currencies and days of what has just been delivered, beside what is stored. Money in one
    currency needs no rates. Whether any were kept that were not.
    """
    needed = fx.needed(session, client_key, amounts)
    if len(needed) < 2:  # noqa: PLR2004 - one currency converts into nothing
        return False
    # An amount is converted on its own day into the client's currency: both sides reach back to the first of all.
    since = min([today, *(day for day in needed.values() if day)])
    kept = [_keep(session, currency, since, today) for currency in sorted(needed.keys() - {"EUR"})]
    return any(kept)


def _keep(session: Session, currency: str, since: date, today: date) -> bool:
    """Keep what the file has and we have not; nothing where it knows no such currency, or no older days of it."""
    kept = fx.span(session, currency)
    if kept and kept.start <= since and kept.end >= today - timedelta(days=1):
        return False
    found = published.euros(currency, kept.end if kept and kept.start <= since else since)
    if not found or (kept and kept.start <= min(found) and max(found) <= kept.end):
        return False
    fx.save(session, currency, found)
    return True
