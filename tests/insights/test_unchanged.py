"""What would be judged otherwise has another mark; when it was last read has not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.entities import Comparator, Goal
from domain.facts import AccountInfo, AccountState
from domain.rules.inputs import OLD
from domain.window import Window
from domain.words import Remedy
from insights.unchanged import marks, unchanged
from storage import Session
from storage.alerts import rules
from storage.alerts.rules import RuleSetting
from storage.directory import accounts, campaigns, clients
from storage.evidence import validity
from storage.evidence.validity import Validity
from storage.facts import sync
from tests import casting
from tests.casting import MAYA, NOW, TODAY, Cast

HOUR = timedelta(hours=1)


@pytest.fixture
def cast(db: Session) -> Cast:
    found = casting.everybody(db)
    for account in (found.acme_google, found.acme_meta, found.bosc_google):
        sync.succeed(db, sync.begin(db, account, NOW, Window(TODAY, TODAY)), NOW, 1)
    return found


def judged(db: Session) -> None:
    for key, mark in marks(db, clients.everyone(db), NOW).items():
        validity.keep(db, key, Validity(mark, NOW + 2 * HOUR))


def _goal(db: Session, _cast: Cast) -> None:
    campaigns.set_goals(db, "acme-otono", [Goal("cpl", Comparator.LT, Decimal(31), "EUR")], MAYA, NOW)


def _rule(db: Session, _cast: Cast) -> None:
    rules.save(db, RuleSetting("acme-otono", "surprise", looser=1, actor=MAYA), NOW)


def _zone(db: Session, _cast: Cast) -> None:
    known = clients.get(db, "acme")
    assert known
    clients.save(db, replace(known, timezone="Atlantic/Canary"), MAYA, NOW)


def _failed(db: Session, cast: Cast) -> None:
    run = sync.begin(db, cast.acme_google, NOW, Window(TODAY, TODAY))
    sync.fail(db, run, NOW, "token", Remedy.RECONNECT)


def _suspended(db: Session, cast: Cast) -> None:
    accounts.note_state(db, cast.acme_google, AccountState.SUSPENDED, NOW)


def _currency(db: Session, cast: Cast) -> None:
    accounts.describe(db, cast.acme_google, AccountInfo("123", "Acme", "USD", "Europe/Madrid"), NOW)


@pytest.mark.parametrize("change", [_goal, _rule, _zone, _failed, _suspended, _currency])
def test_whoever_is_declared_or_answers_otherwise_is_judged(
    db: Session, cast: Cast, change: Callable[[Session, Cast], None]
) -> None:
    judged(db)
    assert unchanged(db, ["acme", "bosc"], NOW) == {"acme", "bosc"}
    change(db, cast)
    assert unchanged(db, ["acme", "bosc"], NOW) == {"bosc"}


def test_a_reading_alone_changes_nothing(db: Session, cast: Cast) -> None:
    judged(db)
    sync.succeed(db, sync.begin(db, cast.acme_meta, NOW + HOUR, Window(TODAY, TODAY)), NOW + HOUR, 1)
    assert unchanged(db, ["acme"], NOW + HOUR) == {"acme"}


def test_time_alone_ends_it(db: Session, cast: Cast) -> None:
    judged(db)
    assert unchanged(db, ["acme"], NOW + 2 * HOUR) == set()
    validity.keep(db, "acme", Validity(validity.of(db, ["acme"])["acme"].mark, NOW + 9 * OLD))
    assert unchanged(db, ["acme"], NOW + OLD) == {"acme"}
    assert unchanged(db, ["acme"], NOW + OLD + HOUR) == set(), "its accounts were silent for too long"


def test_another_release_judges_by_its_own_rules(db: Session, cast: Cast) -> None:
    everyone = clients.everyone(db)
    ours, theirs = marks(db, everyone, NOW), marks(db, everyone, NOW, release="9.9.9")
    assert [key for key in ours if ours[key] == theirs[key]] == []


def test_of_whom_nothing_is_kept_is_judged(db: Session, cast: Cast) -> None:
    judged(db)
    validity.keep(db, "acme", None)
    assert unchanged(db, ["acme", "bosc"], NOW) == {"bosc"}
    assert unchanged(db, [], NOW) == set()
