"""What was known at each pass, judged again by the functions of the live judge, gives what was said live."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import func, select

from domain.entities import Comparator, Goal
from domain.facts import AccountState, PlatformCampaign
from domain.incidents.conditions import Change
from domain.incidents.replay import Span
from domain.money import Money
from domain.rules.inputs import RuleOverride
from domain.window import Window
from domain.words import Remedy
from insights.backtest import backtest
from storage import Engine, session
from storage.alerts import rules
from storage.alerts.rules import RuleSetting
from storage.db.tables import EvidenceRow, PassRow
from storage.directory import accounts, campaigns
from storage.facts import performance
from tests import kinds
from tests.notifiers.again import again, live
from tests.notifiers.living import CLIENT, MAYA, Life, campaign, instant

pytestmark = pytest.mark.long

RUN = replace(campaign("otono", "1", days=90), budget=Money.of(16_000, "EUR"))
SHOP = campaign("shop", "2")
EVERY = {
    kinds.OFF_TARGET, kinds.BUDGET, kinds.OFF_PACE, kinds.CONVERSIONS_STOPPED, kinds.SPEND_STOPPED,
    kinds.SPEND_ABOVE_PLAN, kinds.PAUSED_WITH_BUDGET, kinds.UNCLAIMED_SPENDING, kinds.SOURCE_DISCONNECTED,
    kinds.ACCOUNT_SUSPENDED, kinds.STALE_DATA,
}  # fmt: skip
"""The kinds of trouble that come in the weeks below; those that need hours, devices or a CRM come in tests/e2e."""


@pytest.fixture
def life(bare: Engine) -> Iterator[Life]:
    with session(bare) as opened:
        yield Life(opened)


def listed(life: Life, day: int, entity: str, name: str, status: str) -> None:
    """The platform says so on that morning, just before the poll."""
    at = instant(day, 8)
    known = [PlatformCampaign(number, number, "enabled") for number in ("1", "2") if number != entity]
    performance.list_campaigns(life.db, life.account, [*known, PlatformCampaign(entity, name, status)], at)


def lived(life: Life) -> None:
    """Three weeks in which nearly everything goes wrong, of which nothing is left at their end."""
    life.plan("1", 45)
    life.plan("1", 8, results=5.0, first=45)
    life.plan("1", 28, spend=150.0, first=53)
    life.plan("2", 90)
    life.plan("2", 2, spend=0.0, results=0, first=43)  # nothing is delivered
    life.plan("2", 3, results=0, first=47)  # the page is down
    life.plan("2", 1, spend=1_300.0, first=52)  # somebody mistyped a budget
    life.begin(RUN, SHOP)
    life.poll(instant(40), lookback=45)
    life.read(41, 42)
    life.live(43, 43, hours=(9, 21))
    life.live(44, 48)
    life.plan("9", 4, spend=80.0, results=0, first=49)  # nobody declared it
    listed(life, 49, "9", "Test", "enabled")
    life.live(49, 51)
    life.live(52, 52, hours=(9, 21))
    life.live(53, 53)
    muted = RuleSetting("shop", "off_target:cpa", muted=True, actor=MAYA)
    rules.save(life.db, muted, instant(54, 8))
    listed(life, 54, "2", "Shop", "paused")
    life.live(54, 54)
    listed(life, 55, "2", "Shop", "enabled")
    life.live(55, 55)
    for hour in (9, 10, 11):
        life.fail(instant(56, hour), "revoked", Remedy.RECONNECT)
        life.judge(instant(56, hour))
    accounts.note_state(life.db, life.account, AccountState.SUSPENDED, instant(57, 8))
    life.live(57, 57)
    accounts.note_state(life.db, life.account, AccountState.ACTIVE, instant(58, 8))
    life.live(58, 58, hours=(9, 21))
    for later in (12, 25, 27):
        life.fail(instant(58, 21) + timedelta(hours=later), "timeout")
        life.judge(instant(58, 21) + timedelta(hours=later))
    campaigns.save(life.db, replace(RUN, budget=Money.of(30_000, "EUR")), MAYA, instant(60, 8))
    life.live(60, 61)


def test_every_kind_of_trouble_is_said_again_as_it_was_said_live(life: Life) -> None:
    """Day by day and step by step: goals, budgets, what stops within a day, accounts, what nobody claims."""
    lived(life)
    told = live(life.db, CLIENT)
    confirmed = {one.rule.split(":")[0] for one in told if one.change == Change.CONFIRMED.value}
    assert confirmed >= EVERY, sorted(EVERY - confirmed)
    assert again(life.db, CLIENT, instant(40), instant(61)) == told


def test_what_was_learnt_later_changes_nothing_of_what_is_said_of_then(life: Life) -> None:
    """Days that were corrected, a campaign that was changed and a rule that was loosened since."""
    life.plan("2", 50)
    life.plan("2", 20, results=5.0, first=50)
    life.begin(SHOP)
    life.poll(instant(40), lookback=45)
    life.read(41, 50)
    life.live(51, 55)
    told = live(life.db, CLIENT)
    assert any(one.change == Change.CONFIRMED.value for one in told)
    life.plan("2", 56)
    goal = Goal("cpa", Comparator.LE, Decimal(60), "EUR")
    campaigns.save(life.db, replace(SHOP, goals=(goal,)), MAYA, instant(56, 7))
    rules.save(life.db, RuleSetting("shop", "off_target:cpa", looser=3, actor=MAYA), instant(56, 7))
    life.poll(instant(56))
    assert again(life.db, CLIENT, instant(51), instant(55)) == told


def test_other_wishes_are_tried_on_what_was_known(life: Life) -> None:
    """A goal that nobody had set would have been missed; what follows from a cause says so."""
    life.plan("2", 75)
    life.begin(SHOP)
    life.poll(instant(40), lookback=45)
    life.read(41, 46)
    life.live(47, 50)
    days = Window(instant(47).date(), instant(50).date())
    assert backtest(life.db, CLIENT, days, "shop").taken == ()
    goal = Goal("cpa", Comparator.LE, Decimal(10), "EUR")
    strict = {"off_target:cpa": RuleOverride("off_target:cpa", goal)}
    found = backtest(life.db, CLIENT, days, "shop", {"shop": strict})
    assert [one.is_told for one in found.alerts] == [True]
    assert found.passes == 4
    quiet = {"off_target:cpa": RuleOverride("off_target:cpa", goal, muted=True)}
    assert [one.is_told for one in backtest(life.db, CLIENT, days, "shop", {"shop": quiet}).alerts] == [False]


def missed(life: Life) -> None:
    """A goal that is missed from day 50 on, for good."""
    life.plan("2", 50)
    life.plan("2", 30, results=5.0, first=50)
    life.begin(SHOP)
    life.poll(instant(40), lookback=45)


def told_on(life: Life) -> date:
    """The day on which the missed goal was told live."""
    row = life.alerts()["shop off_target:cpa"]
    assert row.told.at is not None
    return row.told.at.date()


def of_goal(life: Life, first: int, last: int) -> list[Span]:
    days = Window(instant(first).date(), instant(last).date())
    return [one for one in backtest(life.db, CLIENT, days).alerts if one.finding.rule == "off_target:cpa"]


def test_what_is_muted_is_told_when_the_mute_is_over(life: Life) -> None:
    missed(life)
    life.read(41, 51)
    rules.save(life.db, RuleSetting("shop", "off_target:cpa", muted=True, actor=MAYA), instant(52, 7))
    life.live(52, 55)
    (silent,) = of_goal(life, 52, 55)
    assert (silent.is_told, silent.muted, silent.begun < instant(55).date()) == (False, True, True)
    rules.save(life.db, RuleSetting("shop", "off_target:cpa", actor=MAYA), instant(56, 7))
    life.live(56, 58)
    (found,) = of_goal(life, 52, 58)
    assert (found.begun, found.is_told, found.over) == (told_on(life), True, None) == (instant(56).date(), True, None)
    days = Window(instant(57).date(), instant(58).date())
    assert backtest(life.db, CLIENT, days).taken == ()
    assert of_goal(life, 57, 58) == [found], "it stands on these days, though it began before"
    assert of_goal(life, 54, 55) == [silent]


def test_what_followed_from_another_is_told_when_that_is_long_over(life: Life) -> None:
    missed(life)
    life.read(41, 49)
    accounts.note_state(life.db, life.account, AccountState.SUSPENDED, instant(50, 7))
    life.live(51, 55)
    (follows,) = of_goal(life, 51, 55)
    assert follows.explained_by is not None
    assert follows.explained_by.trouble == kinds.ACCOUNT_SUSPENDED
    accounts.note_state(life.db, life.account, AccountState.ACTIVE, instant(56, 7))
    life.live(56, 64)
    (found,) = of_goal(life, 51, 64)
    assert (found.begun, found.is_told) == (told_on(life), True)
    assert found.begun > instant(56).date()


def test_an_hour_without_news_writes_one_row(life: Life) -> None:
    life.plan("2", 75)
    life.begin(SHOP)
    life.poll(instant(40), lookback=45)
    life.live(41, 42)

    def rows() -> tuple[int, int]:
        counted = (life.db.exec(select(func.count()).select_from(of)).one() for of in (EvidenceRow, PassRow))
        return tuple(counted)  # type: ignore[return-value]

    parts, passes = rows()
    life.judge(instant(42) + timedelta(minutes=5))
    assert rows() == (parts, passes + 1)
