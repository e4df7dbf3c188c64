"""Today's exchange rates, asked of the European Central Bank where the machine may."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.logs import log
from bot.store import Store
from connectors import ecb
from connectors.http import Caller
from domain.errors import Problem
from storage import Session
from storage.facts import fx

AGAIN = timedelta(hours=3)
"""How long nobody asks again: on the bank's holidays nothing new is there, and trouble passes."""
_FRANKFURT = ZoneInfo("Europe/Berlin")
_OUT = time(16, 30)
"""From then on the day's rates are out."""
_FRIDAY = 4
_log = log("bank")


@dataclass(slots=True)
class Bank:
    """Asks once a working day for the rates of the currencies that are kept. `url` "": never."""

    store: Store
    caller: Caller
    url: str
    now: Clock
    _asked: datetime | None = None

    async def look(self) -> int:
        """Fetch what is out and not kept yet; how many rates were kept. Without an answer the last known ones serve."""
        now = self.now()
        if not self.url or (self._asked is not None and now < self._asked + AGAIN):
            return 0
        newest = await self.store.read(fx.newest)
        late = {currency: day for currency, day in newest.items() if currency != "EUR" and day < last_out(now)}
        if not late:
            return 0
        self._asked = now
        try:
            found = await ecb.published(self.caller, self.url, late.keys(), min(late.values()))
        except Problem as problem:
            _log.warning("no exchange rates", reason=type(problem).__name__, detail=problem.detail)
            return 0
        return await self.store.run(_keep, found, newest)


def _keep(session: Session, found: ecb.Published, newest: dict[str, date]) -> int:
    """Keep the days after the newest that is kept of each currency."""
    new = {
        currency: {day: euros for day, euros in days.items() if day > newest[currency]}
        for currency, days in found.items()
    }
    for currency, days in new.items():
        fx.save(session, currency, days)
    return sum(map(len, new.values()))


def last_out(now: datetime) -> date:
    """The last working day whose rates the bank has published; its few holidays count as working days."""
    local = now.astimezone(_FRANKFURT)
    day = local.date() if local.time() >= _OUT else local.date() - timedelta(days=1)
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))
