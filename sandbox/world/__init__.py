"""One seeded world that the vendor services serve: pure, made up front, the same for the same seed and start date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from sandbox.world import ads, crm, days, script
from sandbox.world.ads import AdLine
from sandbox.world.campaigns import LINES
from sandbox.world.catalogue import ACCOUNTS, Line, account
from sandbox.world.declaration import a_campaign, vigia_yaml
from sandbox.world.records import Portal
from sandbox.world.troubles import Trouble, lasting

__all__ = ["Trouble", "World", "a_campaign", "build", "make", "vigia_yaml"]

# Google's statistics are up to three hours late.
_LATE_MS = 3 * days.HOUR_MS


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happens from 120 days before the anchor day to 75 after it. `troubles` are those of whole
    accounts, by account; those of lines are in the lines.
    """

    seed: int
    anchor: date
    lines: Mapping[str, tuple[AdLine, ...]]
    portals: Mapping[str, Portal]
    troubles: Mapping[str, tuple[Trouble, ...]]

    def every_line(self) -> Iterable[AdLine]:
        """The lines of all accounts."""
        return (line for lines in self.lines.values() for line in lines)

    def told_at(self, account_id: str, now: int) -> int:
        """The instant (ms) whose numbers the account shows at `now`: late as Google is, or when it stopped telling."""
        at = self.crm_told_at(account_id, now)
        return at if account_id.startswith("act_") else at - at % _LATE_MS

    def crm_told_at(self, account_id: str, now: int) -> int:
        """The same for a CRM, which tells everything at once."""
        stale = self.lasting(account_id, "stale_data", now)
        return stale.begin if stale else now

    def lasting(self, account_id: str, kind: str, now: int) -> Trouble | None:
        """The trouble of that kind that the account has at `now`, if any."""
        return lasting(self.troubles.get(account_id, ()), kind, now)

    def with_line_trouble(self, line_ids: Iterable[str], trouble: Trouble) -> "World":
        """The world in which these lines have one more trouble; what was before it is unchanged."""
        wanted = set(line_ids)
        lines = {
            one: tuple(_struck(line, (*line.troubles, trouble)) if line.spec.id in wanted else line for line in running)
            for one, running in self.lines.items()
        }
        clients = {account(line.spec.account).client for line in self.every_line() if line.spec.id in wanted}
        portals = {one: _portal(one, lines, self.seed, self.anchor) for one in self.portals if _client(one) in clients}
        return replace(self, lines=lines, portals={**self.portals, **portals})

    def with_account_trouble(self, account_id: str, trouble: Trouble) -> "World":
        """The world in which that account has one more trouble."""
        mine = (*self.troubles.get(account_id, ()), trouble)
        world = replace(self, troubles={**self.troubles, account_id: mine})
        ids = [line.spec.id for line in self.lines.get(account_id, ())]
        return world.with_line_trouble(ids, trouble) if trouble.kind == "account_suspended" else world


def build(seed: int, start: datetime) -> World:
    """The world whose present begins at `start` (aware); only its day in the accounts' zone matters."""
    return _kept(seed, days.local_date(start))


@lru_cache(maxsize=4)
def _kept(seed: int, anchor: date) -> World:
    return make(seed, anchor)


def make(seed: int, anchor: date) -> World:
    """The world around that day, made anew; `build` keeps the last few, because making one takes a second."""
    troubles = {one.id: script.troubles(one.script, anchor) for one in ACCOUNTS}
    running = [_struck(ads.run(spec, seed, anchor), _scripted(spec, troubles[spec.account], anchor)) for spec in LINES]
    lines = {
        one.id: tuple(line for line in running if line.spec.account == one.id)
        for one in ACCOUNTS
        if one.source != "hubspot"
    }
    portals = {one.id: _portal(one.id, lines, seed, anchor) for one in ACCOUNTS if one.source == "hubspot"}
    return World(seed, anchor, lines, portals, troubles)


def _scripted(spec: Line, of_account: Iterable[Trouble], anchor: date) -> tuple[Trouble, ...]:
    suspended = [one for one in of_account if one.kind == "account_suspended"]
    return (*script.troubles(spec.script, anchor), *suspended)


def _struck(line: AdLine, troubles: tuple[Trouble, ...]) -> AdLine:
    return ads.struck(line, troubles)


def _client(account_id: str) -> str:
    return account(account_id).client


def _portal(portal_id: str, lines: Mapping[str, tuple[AdLine, ...]], seed: int, anchor: date) -> Portal:
    client = _client(portal_id)
    mine = [line for spec in LINES for line in lines[spec.account] if line.spec.id == spec.id]
    return crm.portal(portal_id, [line for line in mine if _client(line.spec.account) == client], seed, anchor)
