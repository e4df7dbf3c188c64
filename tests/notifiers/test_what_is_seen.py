"""What is judged from what answers: a part that is silent takes nothing from the rest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlmodel import col

from domain.entities import Comparator, Goal, SourceAccount
from domain.facts import PlatformCampaign
from domain.incidents.conditions import Change, Condition, State
from domain.incidents.finding import Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.money import Money
from domain.rules.backtest import tried
from domain.window import Window
from domain.words import Remedy, Source
from insights import gather
from notifiers.delivery.pipeline import Decision
from storage import Engine, session
from storage.alerts import alerts
from storage.db.tables import PlatformCampaignRow
from storage.directory import accounts, campaigns
from storage.facts import performance, sync
from tests import kinds
from tests.notifiers.living import ADMIN, CLIENT, GOAL, Life, campaign, instant, judged

pytestmark = pytest.mark.long


class Watched(Life):
    """What a poll leads to, without what the clock does."""

    def judge(self, at: datetime) -> list[Decision]:
        return judged(self.db, at)


@pytest.fixture
def life(bare: Engine) -> Iterator[Life]:
    with session(bare) as opened:
        yield Watched(opened)


def changes(life: Life, name: str) -> list[Change]:
    return [step.transition.change for step in alerts.history(life.db, life.alerts()[name].id)]


def answer(life: Life, account: int, day: int, error: str = "") -> None:
    at = instant(day)
    run = sync.begin(life.db, account, at, Window(at.date() - timedelta(days=45), at.date()))
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
    life.read(41, 54)
    life.live(55, 55)
    answer(life, hub, 56, "reconnect_hubspot")
    life.read(56, 57)
    life.live(58, 60, hours=(9, 15))
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
    without = replace(row.finding, signal=Verdict.FINE, numbers=Numbers())
    alerts.record(life.db, without, State(), (), instant(42, 10))
    life.live(43, 44)
    told = life.alerts()["otono conversions_stopped"].finding
    assert told.signal is Verdict.TOO_FEW
    assert told.numbers.decidable is not None
    assert told.numbers.decidable > instant(44).date()


def test_what_spent_before_anybody_looked_waits_and_what_begins_to_spend_does_not(life: Life) -> None:
    life.plan("1", 60)
    life.plan("8", 60, spend=30)
    life.plan("9", 20, spend=30, first=44)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 42)
    life.live(43, 45)
    tiers = {
        row.subject.entity: row.state.tier for row in life.alerts().values() if row.trouble == kinds.UNCLAIMED_SPENDING
    }
    assert tiers == {"8": Tier.DIGEST, "9": Tier.INTERRUPT}


def test_what_is_adopted_is_told_to_have_a_campaign_and_not_to_have_stopped(life: Life) -> None:
    life.plan("1", 60)
    life.plan("8", 60, spend=30)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.live(41, 42)
    life.begin(campaign("dental", "8"))
    life.live(43, 43)
    (row,) = (one for one in life.alerts().values() if one.trouble == kinds.UNCLAIMED_SPENDING)
    assert (row.state.condition, row.finding.because) == (Condition.OK, Reason.CLAIMED)


def test_an_account_that_rests_at_weekends_is_not_stale_on_monday(life: Life) -> None:
    life.plan("1", 90, spend=336)
    for day in [day for day in life.spend["1"] if day.weekday() >= 5]:
        del life.spend["1"][day]
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 45)
    life.live(46, 50)
    assert not [name for name, row in life.alerts().items() if row.state.is_open]


def test_far_too_much_spend_is_seen_before_the_new_day_has_its_look(life: Life) -> None:
    life.plan("1", 50)
    life.plan("1", 1, spend=8_000, first=50)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 48)
    life.live(49, 49)
    life.live(50, 50, hours=(2,))
    row = life.alerts()["otono spend_above_plan"]
    assert (row.state.condition, row.finding.since) == (Condition.FIRING, instant(50).date())


def test_a_campaign_of_two_platforms_is_watched_by_the_one_that_answers(life: Life) -> None:
    life.plan("1", 53)
    life.plan("1", 1, spend=3_000, first=53)
    life.begin(campaign("otono", "1"))
    new = SourceAccount("nord", Source.META, "77", currency="EUR", timezone="UTC")
    meta = accounts.save(life.db, new, ADMIN, instant(1)).id
    performance.list_campaigns(life.db, meta, [PlatformCampaign("5", "Otono", "enabled")])
    life.db.exec(
        update(PlatformCampaignRow).where(col(PlatformCampaignRow.account) == meta).values(campaign_key="otono")
    )
    life.poll(instant(40), lookback=45)
    for day in range(41, 51):
        answer(life, meta, day)
        life.read(day, day)
    life.judge(instant(50))
    life.live(51, 53, hours=(9, 15))
    row = life.alerts()["otono spend_above_plan"]
    assert (row.state.condition, row.finding.since) == (Condition.FIRING, instant(53).date())


def test_another_budget_at_noon_changes_finding_and_state_together(life: Life) -> None:
    life.plan("1", 60, spend=120)
    life.begin(campaign("otono", "1", days=70))
    life.poll(instant(40), lookback=45)
    life.read(41, 48)
    life.live(49, 50)
    before = life.alerts()["otono off_pace"]
    assert before.state.condition is Condition.FIRING
    run = campaigns.get(life.db, "otono")
    assert run is not None
    campaigns.save(life.db, replace(run, budget=Money.of(120 * 70, "EUR")), ADMIN, instant(50, 10))
    life.judge(instant(50, 11))
    after = life.alerts()["otono off_pace"]
    assert after.finding.signal is Verdict.FINE
    assert after.state.condition is Condition.RECOVERING


@pytest.mark.parametrize("held", [False, True])
def test_a_back_test_says_when_and_why_it_was_over_as_it_was_said_live(life: Life, *, held: bool) -> None:
    """Acceptance: beginnings, ends and their reasons, also where results were only late."""
    life.plan("1", 58)
    life.plan("1", 6, results=3, first=50)
    life.plan("1", 40, results=13, first=56)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 50)
    life.live(51, 57)
    if held:
        life.plan("1", 6, results=13, first=50)  # all that was missing comes at once
    life.live(58, 66)
    run = campaigns.get(life.db, "otono")
    assert run is not None
    moment = gather.shared(life.db, CLIENT, [run], instant(66, 10)).moments[run.key]
    view = gather.morning(life.db, moment, {})
    assert view is not None
    replayed = tried(view, GOAL, instant(51).date())
    assert replayed is not None
    told = [one for one in replayed.told if one.trouble == kinds.OFF_TARGET]
    row = life.alerts()["otono off_target:cpa"]
    steps = [step.transition for step in alerts.history(life.db, row.id)]
    over = [(step.at.date(), step.because) for step in steps if step.change is Change.RECOVERED]
    assert over
    assert [(date.fromordinal(one.look), one.because) for one in told if not one.fires] == over
    assert (over[0][1] is Reason.LATE_RESULTS) == held
