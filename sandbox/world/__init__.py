"""One seeded world that the vendor services serve: pure, made up front, the same for the same seed and start date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sandbox.world import ads, crm, days
from sandbox.world.ads import AdLine
from sandbox.world.campaigns import LINES
from sandbox.world.catalogue import ACCOUNTS, account
from sandbox.world.declaration import vigia_yaml
from sandbox.world.records import Portal

__all__ = ["World", "build", "make", "vigia_yaml"]


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happens from 120 days before the anchor day to 75 after it."""

    seed: int
    anchor: date
    lines: Mapping[str, tuple[AdLine, ...]]
    portals: Mapping[str, Portal]


def build(seed: int, start: datetime) -> World:
    """The world whose present begins at `start` (aware); only its day in the accounts' zone matters."""
    return _kept(seed, days.local_date(start))


@lru_cache(maxsize=4)
def _kept(seed: int, anchor: date) -> World:
    return make(seed, anchor)


def make(seed: int, anchor: date) -> World:
    """The world around that day, made anew; `build` keeps the last few, because making one takes half a second."""
    running = [ads.run(spec, seed, anchor) for spec in LINES]
    lines = {
        one.id: tuple(line for line in running if line.spec.account == one.id)
        for one in ACCOUNTS
        if one.source != "hubspot"
    }
    portals = {
        one.id: crm.portal(
            one.id, [line for line in running if account(line.spec.account).client == one.client], seed, anchor
        )
        for one in ACCOUNTS
        if one.source == "hubspot"
    }
    return World(seed, anchor, lines, portals)
