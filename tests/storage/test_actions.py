"""Settings of rules, what people did, what they found not useful, planned windows, holidays, quiet wishes."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from domain.entities import Comparator, Goal
from domain.errors import InvalidInput
from domain.incidents.notify_decision import NotificationState
from domain.incidents.quiet import Planned, QuietHours
from storage import Session
from storage.alerts import actions, alerts, rules, windows
from storage.alerts.actions import Action, Kind, Worked
from storage.alerts.rules import RuleSetting
from storage.db import audit
from storage.directory import calendars, clients
from storage.messages import outbox
from tests import casting
from tests.casting import ACME, MAYA, NIL, NOW, TODAY, to
from tests.storage.test_alerts import DEAR, MET, looked

DAY = timedelta(days=1)
LANDING = Action("acme", "acme-otono", NOW, TODAY, MAYA, Kind.CHANGE, "Nueva página de destino")
LOOSE = RuleSetting("acme-otono", "off_target:cpl", looser=1, actor=MAYA, at=NOW)


@pytest.fixture(autouse=True)
def everybody(db: Session) -> casting.Cast:
    return casting.everybody(db)


def test_a_setting_replaces_the_one_before(db: Session) -> None:
    assert rules.of_campaign(db, "acme-otono") == []
    rules.save(db, LOOSE, NOW)
    goal = Goal("cpl", Comparator.LT, Decimal("30.50"), "EUR")
    own = replace(LOOSE, goal=goal, looser=0, min_results=20, for_days=2, muted=True, muted_until=NOW, reason="rebajas")
    rules.save(db, own, NOW)
    assert rules.of_campaign(db, "acme-otono") == rules.of_clients(db, ["acme", "bosc"])["acme"] == [own]
    assert rules.get(db, "acme-otono", "off_target:ctr") is None
    noted = audit.recent(db, 1)[0]
    assert (noted.what, noted.subject, noted.detail["goal"]) == (
        "rule.changed",
        "acme-otono:off_target:cpl",
        "cpl < 30.5 EUR",
    )
    assert rules.remove(db, "acme-otono", "off_target:cpl", MAYA, NOW)
    assert not rules.remove(db, "acme-otono", "off_target:cpl", MAYA, NOW)


def test_a_mute_ends_by_itself_where_an_end_is_given() -> None:
    assert not LOOSE.is_muted(NOW)
    assert replace(LOOSE, muted=True).is_muted(NOW)
    until = replace(LOOSE, muted=True, muted_until=NOW)
    assert until.is_muted(NOW - DAY)
    assert not until.is_muted(NOW)


def test_a_logged_action_comes_back(db: Session) -> None:
    alert = looked(db, DEAR)
    made = outbox.intend(db, "alert:1:1", to("C0ACMEINT"), "alert", {}, at=NOW)
    assert made
    alerts.tell(db, alert.id, NotificationState(), delivery_id=made.id)
    given = replace(LANDING, alert_id=alert.id, episode=1, check_on=TODAY + 7 * DAY, before={"cpl": "38.2"})
    kept = actions.log(db, given)
    assert kept == replace(given, id=kept.id) == actions.get(db, kept.id)
    assert actions.of_campaign(db, "acme-otono") == actions.of_alert(db, alert.id, 1) == [kept]
    assert actions.of_campaign(db, "acme-otono", TODAY + DAY) == actions.of_alert(db, alert.id, 2) == []
    assert [one.id for one in alerts.touched(db)] == [alert.id]


def test_a_check_is_asked_once_and_its_answer_kept(db: Session) -> None:
    actions.log(db, LANDING)
    kept = actions.log(db, replace(LANDING, check_on=TODAY + 7 * DAY))
    assert actions.due_checks(db, TODAY + 6 * DAY) == actions.due_checks(db, TODAY + 7 * DAY, "bosc") == []
    assert actions.due_checks(db, TODAY + 7 * DAY) == actions.due_checks(db, TODAY + 9 * DAY, "acme") == [kept]
    assert actions.settle_check(db, kept.id, NOW)
    assert not actions.settle_check(db, kept.id, NOW)
    assert actions.due_checks(db, TODAY + 9 * DAY) == []
    assert [one.id for one in actions.unanswered_checks(db)] == [kept.id]
    actions.answer_check(db, kept.id, Worked.LATER, MAYA, NOW, again_on=TODAY + 14 * DAY)
    assert actions.unanswered_checks(db) == []
    assert [one.id for one in actions.due_checks(db, TODAY + 14 * DAY)] == [kept.id]
    actions.answer_check(db, kept.id, Worked.YES, MAYA, NOW)
    answered = actions.get(db, kept.id)
    assert answered
    assert (answered.worked, answered.checked_at) == (Worked.YES, NOW)
    assert actions.due_checks(db, TODAY + 14 * DAY) == actions.unanswered_checks(db) == []


def test_nothing_is_asked_where_no_check_was_wanted(db: Session) -> None:
    assert not actions.settle_check(db, actions.log(db, LANDING).id, NOW)


def test_not_useful_is_counted_once_per_incident(db: Session) -> None:
    first = looked(db, DEAR)
    assert actions.not_useful(db, first, MAYA, NOW) == 1
    assert actions.not_useful(db, first, MAYA, NOW) == 1
    assert actions.not_useful(db, first, NIL, NOW) == 1
    over = looked(db, MET, after=looked(db, MET, after=first, at=1), at=2)
    assert actions.not_useful(db, looked(db, DEAR, after=over, at=3), MAYA, NOW) == 2
    assert actions.count(db, first.subject.key, "off_target:cpl") == 2
    assert actions.count(db, first.subject.key, "off_target:ctr") == 0


def test_a_planned_window_holds_for_its_client_alone(db: Session) -> None:
    sale = Planned(date(2026, 11, 20), date(2026, 11, 30), "Black Friday")
    launch = Planned(date(2026, 11, 1), date(2026, 11, 3), "", "acme-otono")
    kept = windows.plan(db, "acme", sale, MAYA, NOW)
    windows.plan(db, "acme", launch, MAYA, NOW)
    assert windows.plan(db, "acme", replace(sale, reason="Viernes negro"), MAYA, NOW).id == kept.id
    assert windows.planned(db, "acme", date(2026, 11, 3)) == [launch, replace(sale, reason="Viernes negro")]
    assert [one.id for one in windows.of_client(db, "acme", date(2026, 11, 4))] == [kept.id]
    assert windows.planned(db, "bosc", date(2026, 1, 1)) == []
    assert windows.get(db, kept.id) == windows.of_client(db, "acme", date(2026, 11, 4))[0]
    assert windows.get(db, 999) is None
    assert windows.unplan(db, "bosc", kept.id, NIL, NOW) is None
    assert windows.unplan(db, "acme", kept.id, MAYA, NOW) == replace(sale, reason="Viernes negro")
    assert windows.unplan(db, "acme", kept.id, MAYA, NOW) is None


def test_the_holidays_of_catalonia_are_not_those_of_spain() -> None:
    sant_joan, spain = date(2026, 6, 24), calendars.holidays_of("ES", (2026,))
    assert sant_joan in calendars.holidays_of("ES-CT", (2026, 2027))
    assert sant_joan not in spain
    assert date(2026, 10, 12) in spain
    assert calendars.holidays_of("", (2026,)) == frozenset()


def test_a_holiday_has_a_name_in_the_language_asked_for() -> None:
    names = [calendars.holidays_named("ES-CT", (2026,), locale)[date(2026, 6, 24)] for locale in ("en", "es_MX", "ca")]
    assert names == ["Saint John the Baptist", "San Juan", "Sant Joan"]
    assert calendars.holidays_named("US", (2026,), "ca")[date(2026, 12, 25)] == "Christmas Day"
    assert calendars.holidays_named("", (2026,)) == {}


@pytest.mark.parametrize("given", ["XX", "ES-ZZ", "", "-CT"])
def test_a_region_without_a_calendar_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        calendars.region(given)
    assert (refused.value.code, refused.value.example) == ("region", "ES-CT")


def test_a_region_may_be_written_in_small_letters() -> None:
    assert calendars.region("es-ct") == "ES-CT"


def test_a_client_without_wishes_has_the_usual_quiet(db: Session) -> None:
    assert clients.quiet_of(db, "acme") == clients.quiet_of(db, "nobody") == QuietHours()


def test_the_wishes_of_a_client_are_kept(db: Session) -> None:
    wishes = (("digest", "09:15"), ("holidays", "ES-CT"), ("hours", "19:00-07:30"), ("weekends", "false"))
    changed = clients.save(db, replace(ACME, quiet=wishes), MAYA, NOW)
    assert changed == ["quiet.digest", "quiet.holidays", "quiet.hours", "quiet.weekends"]
    assert clients.get(db, "acme") == replace(ACME, quiet=wishes)
    assert clients.quiet_of(db, "acme") == QuietHours(
        time(19), time(7, 30), weekends=False, region="ES-CT", digest=time(9, 15)
    )
    clients.save(db, replace(ACME, quiet=(("hours", "none"),)), MAYA, NOW)
    never = clients.quiet_of(db, "acme")
    assert never.begins == never.ends
