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
    span = fx.span(session, currency)
    if span is None or span.start > since:
        fx.save(session, currency, published.euros(currency, since))
        return True
    if span.end < today - timedelta(days=1):
        rates = published.euros(currency, span.end)
        if max(rates, default=span.end) > span.end:
            fx.save(session, currency, rates)
            return True
    return False
