"""What is judged from what answers: a part that is silent takes nothing from the rest."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.entities import Comparator, Goal, SourceAccount
from domain.incidents.conditions import Change, State
from domain.incidents.finding import Numbers, Signal
from domain.incidents.troubles import Tier, Trouble
from domain.window import Window
from domain.words import Remedy, Source
from storage import Engine, accounts, alerts, session, sync
from tests.notifiers.living import ADMIN, Life, campaign, instant


@pytest.fixture
def life(bare: Engine) -> Life:
    with session(bare) as opened:
        yield Life(opened)


def changes(life: Life, name: str) -> list[Change]:
    return [step.transition.change for step in alerts.history(life.db, life.alerts()[name].id)]


def answer(life: Life, account: int, day: int, error: str = "") -> None:
    at = instant(day)
    run = sync.begin(life.db, account, at, Window(at.date(), at.date()))
    if error:
        sync.fail(life.db, run, at, error, Remedy.RECONNECT_HUBSPOT)
    else:
        sync.succeed(life.db, run, at, 0)


def test_a_crm_that_is_lost_takes_nothing_from_what_platforms_say(life: Life) -> None:
    life.plan("1", 57)
    life.plan("1", 40, results=4, first=57)
    life.begin(campaign("otono", "1"))
    hub = accounts.save(life.db, SourceAccount("nord", Source.HUBSPOT, "99", timezone="UTC"), ADMIN, instant(1)).id
    life.poll(instant(40), lookback=45)
    answer(life, hub, 55)
    life.live(41, 55)
    answer(life, hub, 56, "reconnect_hubspot")
    life.live(56, 63, hours=(9, 15))
    taken = changes(life, "otono off_target:cpa")
    assert Change.CONFIRMED in taken
    assert Change.LOST_DATA not in taken


def test_a_small_account_that_was_suspected_still_learns_when_it_can_be_judged(life: Life) -> None:
    life.plan("1", 90, spend=20, results=0)
    for day in list(life.results["1"]):
        life.results["1"][day] = 1.0 if day.toordinal() % 3 == 0 else 0.0
    life.begin(campaign("otono", "1", Goal("cpa", Comparator.LE, Decimal(80), "EUR")))
    life.poll(instant(40), lookback=45)
    life.live(41, 42)
    row = life.alerts()["otono conversions_stopped"]
    without = replace(row.finding, signal=Signal.FINE, numbers=Numbers())
    alerts.record(life.db, without, State(), (), instant(42, 10))
    life.live(43, 44)
    told = life.alerts()["otono conversions_stopped"].finding
    assert told.signal is Signal.TOO_FEW
    assert told.numbers.decidable is not None
    assert told.numbers.decidable > instant(44).date()


def test_what_spent_before_anybody_looked_waits_and_what_begins_to_spend_does_not(life: Life) -> None:
    life.plan("1", 60)
    life.plan("8", 60, spend=30)
    life.plan("9", 20, spend=30, first=44)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.live(41, 46)
    tiers = {
        row.subject.entity: row.state.tier
        for row in life.alerts().values()
        if row.trouble is Trouble.UNCLAIMED_SPENDING
    }
    assert tiers == {"8": Tier.DIGEST, "9": Tier.INTERRUPT}


def test_an_account_that_rests_at_weekends_is_not_stale_on_monday(life: Life) -> None:
    life.plan("1", 90, spend=336)
    for day in [day for day in life.spend["1"] if day.weekday() >= 5]:
        del life.spend["1"][day]
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.live(41, 57)
    assert not [name for name, row in life.alerts().items() if row.state.is_open]
