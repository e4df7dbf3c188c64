"""From observations to what is said: told once, in the right tier, kept current, grouped, held back, resolved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.entities import Channel
from domain.incidents.conditions import Change, Condition
from domain.incidents.handling import Handled, Handling
from domain.incidents.notify_decision import Held, NotificationState
from domain.incidents.quiet import Planned
from domain.incidents.rule_kinds import Subject, Tier
from domain.rules.backtest import tried
from domain.rules.usual import RULE
from domain.window import Window
from domain.words import Audience, Remedy
from insights import gather
from notifiers import due_notifications
from notifiers.alert_notifications import desk
from storage import Engine, session
from storage.alerts import alerts, attention, rules, windows
from storage.alerts.alerts import Alert
from storage.alerts.rules import RuleSetting
from storage.directory import campaigns, channels, clients
from storage.evidence import evaluations
from storage.facts import sync
from storage.messages import outbox
from tests import kinds
from tests.notifiers.living import ADMIN, BEGIN, CLIENT, GOAL, MAYA, Life, campaign, instant, judged, three_stop

pytestmark = pytest.mark.long


@pytest.fixture
def life(bare: Engine) -> Life:
    with session(bare) as opened:
        yield Life(opened)


def off(life: Life, until: int, results: float = 4.0) -> None:
    """Well until the fiftieth day, then a third of the results for the same money."""
    life.plan("1", 50)
    life.plan("1", 40, results=results, first=50)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 49)
    life.live(50, until)


def changes(life: Life, name: str) -> list[Change]:
    return [step.transition.change for step in alerts.history(life.db, life.alerts()[name].id)]


def test_a_goal_that_is_missed_interrupts_once_and_is_kept_current(life: Life) -> None:
    off(life, 62)
    row = life.alerts()["otono off_target:cpa"]
    assert (row.state.condition, row.state.tier) == (Condition.FIRING, Tier.INTERRUPT)
    about = [one for one in life.said() if "otono" in str(one.payload)]
    assert len(about) == 1
    assert about[0].to.address == "C0NORDINT"
    assert "<@U0MAYA>" in str(about[0].payload)
    assert "<@U0MAYA>" in str(life.newest_edit(about[0].id).payload), "an edit still says whose it is"
    assert life.edits(about[0].id) >= 3


def test_what_lies_behind_what_was_told_joins_it_and_is_not_called_worse(life: Life) -> None:
    """ "Worse than when it was told … money at risk: 298 €" stood beneath 589 € at risk."""
    off(life, 57)
    life.plan("1", 40, spend=900, results=0, first=57)
    life.live(58, 60)
    told, stop = (life.alerts()[f"otono {name}"] for name in ("off_target:cpa", "conversions_stopped"))
    (more,) = [one for one in life.said("alert_worse") if one.occasion.startswith(f"alert_worse:{stop.id}:")]
    assert more.thread_of == told.delivery_id
    assert "More is seen of it now than when it was told." in more.payload["text"]


def test_it_resolves_in_place_with_its_history_in_the_thread(life: Life) -> None:
    off(life, 58)
    life.plan("1", 40, results=13, first=59)
    life.live(59, 64)
    row = life.alerts()["otono off_target:cpa"]
    assert row.state.condition is Condition.OK
    assert changes(life, "otono off_target:cpa")[-1] is Change.RECOVERED
    root = life.said()[0]
    thread = [one for one in life.said("alert_history") if one.thread_of == root.id]
    assert ["Resolved" in one.payload["text"] for one in thread] == [True], (
        "it eased for a day first: no post of its own"
    )
    assert row.delivery_id is None


def test_all_is_well_and_nothing_is_ever_said(life: Life) -> None:
    life.plan("1", 90)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 49)
    life.live(50, 59)
    assert life.said() == []
    assert life.said("digest") == []


def test_the_back_test_agrees_day_by_day_with_what_was_said_live(life: Life) -> None:
    """Acceptance: the same observations; the looks that the live path kept, and the replay of the rule at the end."""
    off(life, 62)
    run = campaigns.get(life.db, "otono")
    view = gather.morning(life.db, gather.shared(life.db, CLIENT, [run], instant(62, 10)).moments[run.key], {})
    replayed = tried(view, GOAL, BEGIN + timedelta(days=50))
    said = {one.day: one for one in evaluations.looks(life.db, "otono", "off_target:cpa", BEGIN + timedelta(days=50))}
    again = {date.fromordinal(one.look): one for one in replayed.mornings}
    assert set(said) == set(again)
    for day, look in said.items():
        assert again[day].probability == pytest.approx(look.probability, abs=1e-4), day
    fired = [one for one in replayed.told if one.fires and one.trouble == kinds.OFF_TARGET]
    steps = alerts.history(life.db, life.alerts()["otono off_target:cpa"].id)
    live = [step.transition for step in steps if step.transition.change in {Change.CONFIRMED, Change.ESCALATED}]
    assert [(date.fromordinal(one.look), one.tier) for one in fired] == [(step.at.date(), step.tier) for step in live]


def test_a_replay_of_the_observations_gives_the_same_history(life: Life, bare_again: Engine) -> None:
    off(life, 56)
    with session(bare_again) as other:
        clients.save(other, replace(CLIENT, key="sur"), ADMIN, instant(0))  # or what was kept of the first is copied
        twin = Life(other)
        off(twin, 56)
        assert changes(twin, "otono off_target:cpa") == changes(life, "otono off_target:cpa")


def test_a_failed_poll_is_never_a_breach(life: Life) -> None:
    life.plan("1", 90)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 48)
    life.live(49, 50)
    for day in range(51, 55):
        life.fail(instant(day), "server_error")
        life.judge(instant(day))
    fired = [name for name, row in life.alerts().items() if row.state.is_open]
    assert fired == [f"account:{life.account} stale_data"]
    assert len(life.said()) == 1
    life.live(55, 57)
    assert not [name for name, row in life.alerts().items() if row.state.is_open]


def test_a_source_that_is_disconnected_is_told_and_what_follows_from_it_is_not(life: Life) -> None:
    off(life, 51)
    before = len(life.said())
    for day in range(52, 56):
        life.fail(instant(day), "reconnect_google_ads", Remedy.RECONNECT_GOOGLE_ADS)
        life.judge(instant(day))
    said = life.said()[before:]
    assert len(said) == 1
    assert life.alerts()[f"account:{life.account} source_disconnected"].state.condition is Condition.FIRING
    news = [row for row in life.alerts().values() if row.opened_at and row.opened_at >= instant(52)]
    told = {row.trouble for row in news if row.state.is_open and row.told != NotificationState()}
    assert told == {kinds.SOURCE_DISCONNECTED}


def test_an_account_that_cannot_be_read_is_told_in_one_place_to_all_in_charge_and_says_why(life: Life) -> None:
    off(life, 51)
    clients.save(life.db, replace(CLIENT, managers=(MAYA, "U0POL")), ADMIN, instant(51))
    before = len(life.said())
    run = sync.begin(life.db, life.account, instant(52), Window(BEGIN, BEGIN))
    sync.fail(life.db, run, instant(52), "fix_property", Remedy.FIX_PROPERTY, "utm_campana")
    life.judge(instant(52))
    (told,) = life.said()[before:]
    assert "no contact property `utm_campana`" in told.payload["text"]
    assert f"<@{MAYA}>, <@U0POL>, this one is yours." in str(told.payload["blocks"])
    assert life.said("owner") == []


def test_campaigns_that_break_alike_share_one_message(life: Life) -> None:
    stopped = three_stop(life)
    assert [row.state.condition for row in stopped] == [Condition.FIRING] * 3
    assert len({row.delivery_id for row in stopped}) == 1
    assert len(life.said()) == 1


def could_not_be_posted(life: Life, rows: list[Alert], at: datetime) -> int:
    """Slack refused the message of these incidents; its number."""
    (number,) = {row.delivery_id for row in rows}
    assert number is not None
    assert outbox.settle_failed(life.db, number, "not_in_channel", at)
    return number


def stopped(life: Life) -> list[Alert]:
    return [row for row in life.alerts().values() if row.trouble == kinds.CONVERSIONS_STOPPED]


def test_what_could_not_be_posted_is_told_again_when_an_hour_has_passed(life: Life) -> None:
    at = instant(59, 16)
    could_not_be_posted(life, three_stop(life), at)
    life.judge(at)
    lost = could_not_be_posted(life, stopped(life), at)
    life.judge(at + timedelta(minutes=59))
    assert len(life.said()) == 2
    life.judge(at + timedelta(hours=1))
    anew = life.said()[-1]
    assert anew.occasion.endswith(f":{lost}")
    assert {row.delivery_id for row in stopped(life)} == {anew.id}
    assert attention.interrupts_told(life.db, MAYA, at.date()) == 1, "the same incident takes attention once a day"
    life.judge(at + timedelta(hours=2))
    assert len(life.said()) == 3


def test_what_could_not_be_posted_stands_in_the_next_digest(life: Life) -> None:
    three_stop(life)
    could_not_be_posted(life, stopped(life), instant(59, 15))
    life.judge(instant(60, 8) + timedelta(minutes=30))
    could_not_be_posted(life, stopped(life), instant(60, 8))
    life.judge(instant(60, 9))
    digest = life.said("digest")[-1]
    assert digest.created_at == instant(60, 9)
    assert all(f"Office-{entity}" in str(digest.payload) for entity in ("1", "2", "3"))
    life.judge(instant(60, 10))
    assert len(life.said()) == 2, "told in the digest, and not twice"


def test_what_would_join_a_message_that_nothing_can_be_added_to_is_told_by_itself(life: Life) -> None:
    for entity, last in (("1", 57), ("2", 57), ("3", 58)):
        life.plan(entity, last)
        life.plan(entity, 40, results=0, first=last)
    life.begin(*(campaign(f"office-{entity}", entity) for entity in ("1", "2", "3")))
    life.poll(instant(40), lookback=45)
    life.read(41, 57)
    life.live(58, 59)
    (before,) = life.said()
    channels.unbind(life.db, "C0NORDINT")
    channels.bind(life.db, Channel("C0NORDNEW", "nord", Audience.INTERNAL), ADMIN, instant(59, 16))
    life.live(60, 60, hours=(15,))
    told = [one for one in life.said() if one.to.address == "C0NORDNEW"]
    assert [one.payload["campaign"] for one in told] == ["office-3"]
    assert {row.delivery_id for row in stopped(life)} == {before.id, told[0].id}
    known = {row.id: row for row in stopped(life)}
    at = instant(60, 15)
    could_not_be_posted(life, [row for row in known.values() if row.delivery_id == told[0].id], at)
    life.judge(at + timedelta(minutes=30))
    for row in stopped(life):
        then = known[row.id]
        assert (row.told, row.group, row.delivery_id) == (then.told, then.group, then.delivery_id), "nothing was said"


def test_nobody_is_interrupted_at_night_and_everything_is_recorded(life: Life) -> None:
    life.plan("1", 57)
    life.plan("1", 40, spend=1_500, results=60, first=57)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 55)
    life.live(56, 56)
    night = instant(57, 22)
    life.poll(night)
    life.judge(night)
    row = life.alerts()["otono spend_above_plan"]
    assert row.state.condition is Condition.FIRING
    assert life.said() == []
    life.live(57, 57, hours=(23,))
    life.live(58, 58, hours=(1, 4, 6, 7))
    assert life.said() == life.said("digest") == []
    life.live(58, 58, hours=(8, 9))
    told = [*life.said(), *life.said("digest")]
    assert len([one for one in told if "Otono" in str(one.payload) and "1,500" in str(one.payload)]) == 1


def test_a_planned_window_holds_interrupts_back(life: Life) -> None:
    window = Planned(BEGIN + timedelta(days=49), BEGIN + timedelta(days=70), "Black Friday")
    life.plan("1", 50)
    life.plan("1", 40, results=4, first=50)
    life.begin(campaign("otono", "1"))
    windows.plan(life.db, "nord", window, ADMIN, instant(40))
    life.poll(instant(40), lookback=45)
    life.read(41, 49)
    life.live(50, 57)
    assert life.alerts()["otono off_target:cpa"].state.condition is Condition.FIRING
    assert life.said() == []


def test_the_day_since_which_something_is_wrong_never_becomes_a_later_one(life: Life) -> None:
    """“Since Nov 30” on Dec 7, “since Dec 1” on Dec 8, while it eased."""
    life.plan("1", 50)
    for first, results in ((50, 7), (53, 4), (57, 8), (60, 5)):
        life.plan("1", 10, results=results, first=first)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 49)
    days = []
    for day in range(50, 67):
        life.live(day, day)
        row = life.alerts().get("otono off_target:cpa")
        if row and row.state.is_open:
            days.append(row.finding.since)
            assert row.finding.numbers.first == row.finding.since
    assert len(days) > 8
    assert days == sorted(days, reverse=True)


def test_a_muted_rule_is_recorded_and_not_told(life: Life) -> None:
    life.plan("1", 50)
    life.plan("1", 40, results=4, first=50)
    life.begin(campaign("otono", "1"))
    rules.save(life.db, RuleSetting("otono", "off_target:cpa", muted=True, actor=ADMIN), instant(40))
    life.poll(instant(40), lookback=45)
    life.read(41, 49)
    life.live(50, 57)
    assert life.alerts()["otono off_target:cpa"].state.condition is Condition.FIRING
    assert life.said() == []
    assert life.said("digest") == []


@pytest.mark.parametrize(("muted", "held"), [("tracking_lost", True), ("conversions_stopped", False)])
def test_a_rule_that_is_muted_is_muted_for_every_segment(muted: str, held: bool, life: Life) -> None:
    row, subject = three_stop(life)[0], Subject("nord", "elsewhere")
    campaigns.save(life.db, campaign("elsewhere", "9"), ADMIN, instant(40))
    lost = replace(
        row,
        trouble=kinds.TRACKING_LOST,
        detail="device=mobile",
        subject=subject,
        finding=replace(row.finding, trouble=kinds.TRACKING_LOST, detail="device=mobile", subject=subject),
    )
    rules.save(life.db, RuleSetting("elsewhere", muted, muted=True, actor=ADMIN), instant(40))
    found = desk(life.db, CLIENT, instant(58)).situation(lost).held
    assert found is (Held.RULE_OFF if held else None)


def test_what_the_rules_said_last_is_kept_where_it_changes(life: Life) -> None:
    life.plan("1", 50)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 45)
    life.live(46, 49)
    one = evaluations.newest(life.db, "otono")[evaluations.SAID]
    assert one.at == instant(47)  # what is unusual takes a week of hours
    assert one.numbers["conversions_stopped"] == one.numbers["spend_stopped"] == "fine"
    assert not [rule for rule in one.numbers if rule.startswith("off_target")]
    life.plan("1", 20, results=0, first=50)
    life.live(50, 53)
    assert evaluations.newest(life.db, "otono")[evaluations.SAID].numbers["conversions_stopped"] == "breach"


def test_what_people_did_with_it_is_shown_in_the_message(life: Life) -> None:
    off(life, 58)
    row = life.alerts()["otono off_target:cpa"]
    assert row.told.tier is Tier.INTERRUPT
    before = life.edits(row.delivery_id)
    alerts.handle(life.db, row.id, Handling(Handled.ACKNOWLEDGED, "U0NIL", instant(58, 11)), instant(58, 11))
    due_notifications.catch_up(life.db, "nord", instant(58, 11), (ADMIN,))
    assert life.edits(row.delivery_id) == before + 1
    assert "U0NIL" in str(life.newest_edit(row.delivery_id).payload)
    due_notifications.catch_up(life.db, "nord", instant(58, 12), (ADMIN,))
    assert life.edits(row.delivery_id) == before + 1


def test_what_is_snoozed_before_it_was_told_is_not_told(life: Life) -> None:
    off(life, 53, results=6.0)
    row = life.alerts()["otono off_target:cpa"]
    assert row.state.condition is Condition.PENDING, "a suspicion, of which nobody was told"
    aside = Handling(Handled.SNOOZED, "U0NIL", instant(53, 11), until=instant(80))
    alerts.handle(life.db, row.id, aside, instant(53, 11))
    life.live(54, 58)
    assert life.alerts()["otono off_target:cpa"].state.tier is Tier.INTERRUPT
    assert life.said() == []


def test_the_weak_waits_for_the_morning_in_one_message_a_person(life: Life) -> None:
    life.plan("1", 60)
    life.plan("1", 60, spend=130, results=7, first=60)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, 58)
    life.live(59, 72)
    digests = life.said("digest")
    assert digests
    assert {one.to.address for one in digests} == {"U0MAYA"}
    assert len({one.occasion for one in digests}) == len(digests)
    assert life.said() == []


def test_an_interrupt_that_nobody_answers_is_asked_about_once(life: Life) -> None:
    off(life, 62)
    assert len(life.said("unanswered")) == 1


def test_the_attention_of_one_person_is_limited(life: Life) -> None:
    goals = {str(n): campaign(f"c{n}", str(n)) for n in range(1, 5)}
    for entity in goals:
        life.plan(entity, 50)
        life.plan(entity, 40, results=3.0, first=50)
    life.begin(*goals.values())
    life.poll(instant(46), lookback=45)
    life.read(47, 50)
    life.live(51, 57)
    by_day: dict[str, int] = {}
    for one in life.said():
        by_day[str(one.created_at.date())] = by_day.get(str(one.created_at.date()), 0) + 1
    assert max(by_day.values()) == 3
    missed = [row for row in life.alerts().values() if row.trouble == kinds.OFF_TARGET]
    assert len(missed) == len(goals)
    assert all(row.told.tier for row in missed), "who has had enough for today hears of the others in the morning"
    assert sum(by_day.values()) == len({row.delivery_id for row in life.alerts().values() if row.delivery_id})


def test_the_end_of_a_campaign_ends_its_incident(life: Life) -> None:
    life.plan("1", 50)
    life.plan("1", 15, results=4, first=50)
    life.begin(campaign("otono", "1", days=60))
    life.poll(instant(40), lookback=45)
    life.read(41, 49)
    life.live(50, 61)
    row = life.alerts()["otono off_target:cpa"]
    assert row.state.condition is Condition.OK
    assert changes(life, "otono off_target:cpa")[-1] is Change.ENDED


def test_a_goal_that_is_removed_ends_its_incident(life: Life) -> None:
    off(life, 58)
    run = campaigns.get(life.db, "otono")
    campaigns.save(life.db, replace(run, goals=()), ADMIN, instant(58, 10))
    life.judge(instant(58, 11))
    assert life.alerts()["otono off_target:cpa"].state.condition is Condition.OK


def test_a_small_account_is_told_when_it_can_be_judged(life: Life) -> None:
    life.plan("1", 90, spend=20, results=0)
    for day in list(life.results["1"]):
        life.results["1"][day] = 1.0 if day.toordinal() % 3 == 0 else 0.0
    goal = GOAL.__class__("cpa", GOAL.comparator, Decimal(80), "EUR")
    life.begin(campaign("otono", "1", goal))
    life.poll(instant(40), lookback=45)
    life.read(41, 48)
    life.live(49, 50)
    row = life.alerts()["otono conversions_stopped"]
    assert row.state.condition is Condition.OK
    assert row.finding.numbers.decidable is not None


def test_a_campaign_that_cannot_be_judged_leaves_the_others_judged(life: Life) -> None:
    for entity in ("1", "2"):
        life.plan(entity, 60)
    life.begin(campaign("uno", "1"), campaign("dos", "2"))
    life.poll(instant(40), lookback=45)
    life.live(41, 41)
    usual = evaluations.newest(life.db, "uno")[RULE]
    spoilt = replace(usual, at=instant(41, 10), numbers={**usual.numbers, "silent": 10**9, "since": 10**9})
    evaluations.save_looks(life.db, [spoilt])
    failed: list[str] = []

    @contextmanager
    def attempt(key: str) -> Iterator[None]:
        try:
            yield
        except ValueError:
            failed.append(key)

    life.poll(instant(41, 15))
    judged(life.db, instant(41, 15), attempt=attempt)
    assert failed == ["uno"]
    assert evaluations.newest(life.db, "uno")[RULE] == spoilt
    life.poll(instant(42))
    judged(life.db, instant(42), attempt=attempt)
    assert failed == ["uno"], "another morning's look takes the place of what was spoilt"
