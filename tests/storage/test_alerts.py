"""Incidents as they are kept: where each rule stands, every step, what people did, what was said."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.entities import Comparator, Goal
from domain.incidents.conditions import Condition, State, advance
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from storage import Session
from storage.alerts import alerts, attention
from storage.alerts.alerts import Alert
from storage.directory import campaigns
from storage.evidence import evaluations
from storage.evidence.evaluations import Evaluation
from storage.messages import outbox
from tests import casting, kinds
from tests.casting import MAYA, NIL, NOW, TODAY, to

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OTONO = Subject("acme", "acme-otono")
DEAR = Finding(
    OTONO,
    kinds.OFF_TARGET,
    Verdict.BREACH,
    Reason.MISSED,
    "2026-11-16",
    detail="cpl",
    tier=Tier.INTERRUPT,
    probability=0.97,
    since=date(2026, 11, 12),
    goal=Goal("cpl", Comparator.LT, Decimal(25), "EUR"),
    result="leads",
    numbers=Numbers(value=Decimal("38.2"), target=Decimal(25), at_risk=Money.of(793, "EUR"), arrived=0.86),
)
MET = replace(DEAR, signal=Verdict.FINE, because=Reason.MET, tier=None)


def looked(db: Session, finding: Finding, *, after: Alert | None = None, at: int = 0) -> Alert:
    """What one look leads to, recorded `at` hours after the start."""
    state = after.state if after else State()
    new, steps = advance(state, replace(finding, look=f"look {at}"), NOW + at * HOUR)
    return alerts.record(db, replace(finding, look=f"look {at}"), new, steps, NOW + at * HOUR)


@pytest.fixture(autouse=True)
def everybody(db: Session) -> casting.Cast:
    return casting.everybody(db)


def test_an_incident_comes_back_as_it_was_recorded(db: Session) -> None:
    assert alerts.load(db, OTONO.key, "off_target:cpl") is None
    kept = looked(db, DEAR)
    assert alerts.load(db, OTONO.key, "off_target:cpl") == alerts.get(db, kept.id) == kept
    assert (kept.subject, kept.trouble, kept.detail, kept.rule) == (OTONO, kinds.OFF_TARGET, "cpl", "off_target:cpl")
    assert (kept.state.condition, kept.state.tier, kept.state.fired_at) == (Condition.FIRING, Tier.INTERRUPT, NOW)
    assert kept.finding == replace(DEAR, look="look 0")
    assert (kept.episode, kept.opened_at, kept.handling, kept.told) == (1, NOW, Handling(), NotificationState())
    assert alerts.get(db, 999) is None


def test_every_step_is_a_row_with_the_finding_behind_it(db: Session) -> None:
    first = looked(db, DEAR)
    eased = looked(db, MET, after=first, at=1)
    same = alerts.record(db, MET, eased.state, (), NOW + 2 * HOUR)
    assert (same.id, same.updated_at) == (first.id, NOW + 2 * HOUR)
    taken = alerts.history(db, first.id)
    assert [(s.transition.old, s.transition.new) for s in taken] == [
        (Condition.OK, Condition.PENDING),
        (Condition.PENDING, Condition.FIRING),
        (Condition.FIRING, Condition.RECOVERING),
    ]
    assert [s.transition.at for s in taken] == [NOW, NOW, NOW + HOUR]
    assert taken[1].transition.tier is Tier.INTERRUPT
    assert taken[2].finding == replace(MET, look="look 1")
    assert alerts.last_step(db, first.id) == taken[-1].id
    assert alerts.last_step(db, 999) == 0


def test_a_new_episode_starts_unhandled_and_untold(db: Session) -> None:
    made = outbox.intend(db, "alert:1:1", to("C0ACMEINT"), "alert", {}, at=NOW)
    assert made
    told = NotificationState(Tier.INTERRUPT, NOW, 2, Decimal("0.53"), TODAY)
    mine = Handling(Handled.SNOOZED, MAYA, NOW, until=NOW + DAY, worse_than=Decimal("0.73"), note="se revisa")
    alert = looked(db, DEAR)
    alerts.handle(db, alert.id, mine, NOW)
    alerts.tell(db, alert.id, told, delivery_id=made.id, group="meta-token")
    kept = alerts.get(db, alert.id)
    assert kept
    assert (kept.handling, kept.told, kept.delivery_id, kept.group) == (mine, told, made.id, "meta-token")
    over = looked(db, MET, after=looked(db, MET, after=kept, at=1), at=2)
    assert (over.state.condition, over.episode, over.handling) == (Condition.OK, 1, mine)
    again = looked(db, DEAR, after=over, at=3)
    assert (again.id, again.episode, again.opened_at) == (alert.id, 2, NOW + 3 * HOUR)
    assert (again.handling, again.told, again.delivery_id, again.group) == (Handling(), NotificationState(), None, "")
    assert {s.episode for s in alerts.history(db, alert.id)} == {1, 2}
    other = looked(db, replace(DEAR, detail="ctr"))
    taken = {number: alerts.history(db, number) for number in (alert.id, other.id)}
    assert alerts.histories(db, taken) == taken
    assert len(taken[other.id]) == 2
    assert [s.transition.new for s in alerts.history(db, alert.id, 2)] == [Condition.PENDING, Condition.FIRING]


def test_what_people_did_has_the_message_edited_until_it_was(db: Session) -> None:
    made = outbox.intend(db, "alert:1:1", to("C0ACMEINT"), "alert", {}, at=NOW)
    assert made
    alert = looked(db, DEAR)
    alerts.tell(db, alert.id, NotificationState(Tier.INTERRUPT, NOW), delivery_id=made.id)
    assert alerts.touched(db) == []
    alerts.handle(db, alert.id, Handling(Handled.ACKNOWLEDGED, MAYA, NOW), NOW)
    [touched] = alerts.touched(db)
    assert (touched.id, touched.handling.by) == (alert.id, MAYA)
    alerts.tell(db, alert.id, NotificationState(Tier.INTERRUPT, NOW))
    assert alerts.touched(db) == []
    alerts.touch(db, alert.id)
    assert [one.id for one in alerts.touched(db)] == [alert.id]


def test_what_has_no_message_is_never_behind(db: Session) -> None:
    alert = looked(db, DEAR)
    alerts.handle(db, alert.id, Handling(Handled.ACKNOWLEDGED, MAYA, NOW), NOW)
    alerts.touch(db, alert.id)
    assert alerts.touched(db) == []
    kept = alerts.get(db, alert.id)
    assert kept
    assert kept.handling.by == MAYA


def test_lately_is_what_is_open_or_has_just_changed(db: Session) -> None:
    dear = looked(db, DEAR)
    fine = looked(db, replace(MET, detail="ctr"), at=2)
    assert [one.id for one in alerts.lately(db, ["acme"], NOW + HOUR)] == [dear.id, fine.id]
    assert [one.id for one in alerts.lately(db, ["acme"], NOW + 3 * HOUR)] == [dear.id]
    assert dear.step == alerts.last_step(db, dear.id) > fine.step == 0


def test_telling_keeps_the_message_unless_another_is_given(db: Session) -> None:
    made = outbox.intend(db, "alert:1:1", to("C0ACMEINT"), "alert", {}, at=NOW)
    assert made
    alert = looked(db, DEAR)
    alerts.tell(db, alert.id, NotificationState(), delivery_id=made.id, group="one cause")
    alerts.tell(db, alert.id, NotificationState(Tier.DIGEST, NOW, digest=TODAY))
    kept = alerts.get(db, alert.id)
    assert kept
    assert (kept.delivery_id, kept.group, kept.told.digest) == (made.id, "one cause", TODAY)
    alerts.tell(db, alert.id, NotificationState(), delivery_id=None, group="")
    kept = alerts.get(db, alert.id)
    assert kept
    assert (kept.delivery_id, kept.group) == (None, "")


def test_that_it_was_asked_about_is_kept_beside_what_was_told(db: Session) -> None:
    alert = looked(db, DEAR)
    made = outbox.intend(db, "alert:1:1", to("C0ACMEINT"), "alert", {}, at=NOW)
    assert made
    alerts.tell(db, alert.id, NotificationState(Tier.INTERRUPT, NOW, 2), delivery_id=made.id)
    alerts.touch(db, alert.id)
    alerts.asked(db, alert.id, TODAY)
    alerts.asked(db, 999, TODAY)
    kept = alerts.get(db, alert.id)
    assert kept
    assert (kept.told, kept.stale) == (NotificationState(Tier.INTERRUPT, NOW, 2, asked=TODAY), True)


def test_open_is_what_is_not_ok(db: Session) -> None:
    dear = looked(db, DEAR)
    looked(db, replace(MET, detail="ctr"))
    lost = looked(db, replace(DEAR, subject=Subject("bosc", "bosc-tardor"), detail="roas"))
    assert [one.id for one in alerts.open_alerts(db)] == [dear.id, lost.id]
    assert [one.rule for one in alerts.open_alerts(db, "bosc-tardor")] == ["off_target:roas"]
    assert [one.id for one in alerts.of_client(db, "acme")] == [dear.id]
    assert [one.detail for one in alerts.of_client(db, "acme", only_open=False)] == ["cpl", "ctr"]
    assert [one.detail for one in alerts.of_campaign(db, casting.OTONO)] == ["cpl", "ctr"]


def test_an_account_and_a_stray_campaign_have_incidents_of_their_own(db: Session, everybody: casting.Cast) -> None:
    account = everybody.acme_meta
    cut = Finding(Subject("acme", account=account), kinds.SOURCE_DISCONNECTED, Verdict.BREACH, Reason.SOURCE_FAILED, "")
    stray = Finding(Subject("acme", "", account, "999"), kinds.UNCLAIMED_SPENDING, Verdict.BREACH, Reason.UNCLAIMED, "")
    looked(db, cut)
    looked(db, stray)
    keys = [f"account:{account}", f"listed:{account}:999"]
    assert [one.subject.key for one in alerts.of_client(db, "acme")] == keys
    looked(db, replace(DEAR, subject=Subject("acme", "acme-marca")))
    dear = looked(db, DEAR)
    found = alerts.of_campaign(db, casting.OTONO, {account})
    assert [one.subject.key for one in found] == [*keys, dear.subject.key]


def test_the_incidents_of_a_removed_campaign_go_with_it(db: Session) -> None:
    alert = looked(db, DEAR)
    attention.note_interrupt(db, MAYA, TODAY, alert.id, 1)
    assert campaigns.remove(db, "acme-otono", MAYA, NOW)
    assert alerts.of_client(db, "acme", only_open=False) == []
    assert attention.interrupts_told(db, MAYA, TODAY) == 0


def test_attention_is_counted_per_person_and_day_over_everything(db: Session) -> None:
    dear, other = looked(db, DEAR), looked(db, replace(DEAR, subject=Subject("bosc", "bosc-tardor")))
    for alert in (dear, dear, other):
        attention.note_interrupt(db, MAYA, TODAY, alert.id, alert.episode)
    attention.note_interrupt(db, MAYA, TODAY - DAY, dear.id, 1)
    assert attention.interrupts_told(db, MAYA, TODAY) == 2
    assert attention.interrupts_told(db, NIL, TODAY) == 0


def test_the_last_look_of_a_day_is_kept(db: Session) -> None:
    first = Evaluation("acme-otono", "off_target:cpl", TODAY, NOW, Verdict.DOUBT, 0.61, Decimal("29.9"), {"seen": "61"})
    second = replace(first, at=NOW + HOUR, signal=Verdict.BREACH, probability=0.97, numbers={"seen": "64"})
    unknown = replace(first, day=TODAY - DAY, signal=Verdict.NO_DATA, probability=None, value=None, numbers={})
    other = replace(first, rule="off_target:ctr")
    assert evaluations.save_looks(db, [first, unknown, other]) == 3
    assert evaluations.save_looks(db, [second]) == 1
    assert evaluations.looks(db, "acme-otono", "off_target:cpl", TODAY - DAY) == [unknown, second]
    assert evaluations.looks(db, "acme-otono", "off_target:cpl", TODAY) == [second]
    assert evaluations.newest(db, "acme-otono") == {"off_target:cpl": second, "off_target:ctr": other}
