"""What was declared is read once, and again as soon as anything was declared, by whatever door."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.entities import Client, Comparator, Goal, SourceAccount
from domain.facts import PlatformCampaign
from domain.words import Source
from storage import Engine, Session, reading, session
from storage.directory import accounts, at_hand, campaigns, clients
from storage.facts import performance
from storage.keeping import erasing
from tests import casting
from tests.casting import MAYA, NOW


def _goal(db: Session) -> None:
    campaigns.set_goals(db, "acme-otono", [Goal("cpl", Comparator.LT, Decimal(31), "EUR")], MAYA, NOW)


def _no_goal(db: Session) -> None:
    campaigns.set_goals(db, "acme-otono", [], MAYA, NOW, gone=["cpl"])


def _renamed(db: Session) -> None:
    known = campaigns.get(db, "acme-otono")
    assert known
    campaigns.save(db, replace(known, name="Primavera", matches=()), MAYA, NOW)


def _removed(db: Session) -> None:
    campaigns.remove(db, "acme-otono", MAYA, NOW)


def _adopted(db: Session) -> None:
    account = accounts.save(db, SourceAccount("acme", Source.META, "act_9"), MAYA, NOW)
    performance.list_campaigns(db, account.id, [PlatformCampaign("9", "Nueva", "enabled", currency="EUR")])
    campaigns.adopt(db, account.id, "9", MAYA, NOW)


def _client(db: Session) -> None:
    clients.save(db, Client("nord", "Nord"), MAYA, NOW)


def _managed(db: Session) -> None:
    known = clients.get(db, "acme")
    assert known
    clients.save(db, replace(known, managers=("U0OTHER",)), MAYA, NOW)


def _gone(db: Session) -> None:
    clients.remove(db, "bosc", MAYA, NOW)


def _erased(db: Session) -> None:
    known = clients.get(db, "bosc")
    assert known
    erasing.erase(db, known, MAYA, NOW)


DOORS = [_goal, _no_goal, _renamed, _removed, _adopted, _client, _managed, _gone, _erased]


def _all(engine: Engine) -> tuple[object, object]:
    with reading(engine) as opened:
        return clients.everyone(opened), campaigns.everyone(opened)


@pytest.mark.parametrize("change", DOORS)
def test_whatever_is_declared_is_read_again(engine: Engine, change: Callable[[Session], None]) -> None:
    with session(engine) as opened:
        casting.everybody(opened)
    before = _all(engine)
    with session(engine) as opened:
        change(opened)
        told = clients.everyone(opened), campaigns.everyone(opened)
    assert told != before
    assert _all(engine) == told


def test_what_stands_is_read_once(engine: Engine) -> None:
    with session(engine) as opened:
        casting.everybody(opened)
    read = list[str]()

    def look(_session: Session) -> list[str]:
        read.append("once")
        return ["one"]

    for _ in range(3):
        with reading(engine) as opened:
            assert at_hand.at_hand(opened, "something", look) == ["one"]
    assert read == ["once"]
    with session(engine) as opened:
        at_hand.at_hand(opened, "something", look)
        assert read == ["once"]
        _client(opened)
        at_hand.at_hand(opened, "something", look)
        at_hand.at_hand(opened, "something", look)
        assert read == ["once"] * 3, "what is not committed yet is not kept"
        opened.rollback()
    with reading(engine) as opened:
        at_hand.at_hand(opened, "something", look)
    assert read == ["once"] * 3
