"""Exchange rates for whatever a client's money is in: learnt from the bundled file, kept once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from connectors import fx as published
from storage import Session
from storage.facts import fx


@dataclass(slots=True)
class RateBook:
    """Keeps what a client's figures need. The bundled file cannot change while we run, so it is read once."""

    _read: dict[str, tuple[date, dict[date, Decimal]]] = field(default_factory=dict)

    def learn(self, session: Session, client_key: str, today: date, amounts: Iterable[tuple[str, date]] = ()) -> bool:
        """Keep the rates of every currency that the client's money is in, from the first day that needs one.

        `amounts` are currencies and days of what has just been delivered, beside what is stored. Money in one
        currency needs no rates. Whether any were kept that were not.
        """
        needed = fx.needed(session, client_key, amounts)
        if len(needed) < 2:  # noqa: PLR2004 - one currency converts into nothing
            return False
        # An amount is converted on its own day into the client's currency: both sides reach back to the first of all.
        since = min([today, *(day for day in needed.values() if day)])
        kept = [self._keep(session, currency, since, today) for currency in sorted(needed.keys() - {"EUR"})]
        return any(kept)

    def _keep(self, session: Session, currency: str, since: date, today: date) -> bool:
        span = fx.span(session, currency)
        if span is None or span.start > since:
            fx.save(session, currency, self._published(currency, since))
            return True
        if span.end < today - timedelta(days=1):
            rates = self._published(currency, span.end)
            if max(rates, default=span.end) > span.end:
                fx.save(session, currency, rates)
                return True
        return False

    def _published(self, currency: str, since: date) -> dict[date, Decimal]:
        """The file's rates from `since` on, read again only where somebody asks for older days."""
        first, rates = self._read.get(currency, (date.max, {}))
        if since < first:
            rates = published.euros(currency, since)
            self._read[currency] = since, rates
        return rates
