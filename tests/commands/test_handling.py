"""The buttons of an incident: who has it, until when it is put aside, what was done, what was not useful."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from commands import actions, router, views
from commands.context import MessageRef
from domain.access import Actor
from domain.entities import Comparator, Goal, Subscription
from domain.incident import Incident
from domain.incidents.handling import Handled, Handling, Shown
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Subject, Tier
from storage.alerts import actions as kept
from storage.alerts import alerts, rules
from storage.alerts.actions import Kind, Worked
from storage.db import audit
from storage.directory import campaigns, clients, schedule
from storage.messages import deliveries, outbox
from templates.cards import buttons
from templates.cards.digest import digest
from templates.cards.log import CHECK, DAY, FORM, NO_CHANGE_FORM, REASON, TEXT, WHAT, choices
from tests import kinds
from tests.casting import to
from tests.commands.alerting import DEAR, FOREIGN, STOPPED, in_thread, look, now_of, over, told
from tests.commands.conftest import CPL, HOME_TEAM, NOW, PEOPLE, TODAY
from tests.commands.test_verbs import answered, said, values

CARD = MessageRef("C0ACMEINT", "1763283600.000900")
NAMED = (buttons.ACK, buttons.WHY, buttons.LOG, buttons.NO_CHANGE, buttons.NUMBERS, buttons.NOT_USEFUL)
DAY_LONG = timedelta(days=1)
TOLD = NotificationState(Tier.DIGEST, NOW, digest=TODAY)
POL = Actor("U0POL", HOME_TEAM, is_ours=True)


def press(ctx, action_id, value, source=CARD):
    return answered(actions.dispatch(ctx, action_id, str(value), source))


# --- who may


@pytest.mark.parametrize("action_id", [*NAMED, buttons.LOOSER, buttons.KEEP])
@pytest.mark.parametrize(
    ("person", "place"),
    [
        ("client", "client_channel"),
        ("guest", "client_channel"),
        ("stranger", "direct"),
        ("member", "internal"),
        ("other_manager", "beta_internal"),
        ("other_manager", "direct"),
        ("manager", "client_channel"),
        ("manager", "shared_internal"),
    ],
)
def test_nobody_else_can_press_and_no_client_reads_the_answer(action_id, person, place, ctx, world):
    row = told(world)
    reply = press(ctx(person, place), action_id, row.id)
    assert not reply.done
    assert reply.view is None
    assert "Otoño" not in said(reply)
    assert now_of(world, row) == row


def test_a_forged_id_of_another_client_does_nothing(ctx, world):
    row = told(world, FOREIGN)
    assert not press(ctx(), buttons.ACK, row.id).done
    assert not press(ctx(place="direct"), buttons.ACK, row.id).done
    assert now_of(world, row).handling.how is Handled.NEW
    assert press(ctx("other_manager", "direct"), buttons.ACK, row.id).done


def test_who_is_in_charge_of_the_campaign_alone_may_press(ctx, world):
    row = told(world)
    owner = replace(ctx("member", "direct"), actor=Actor("U0MAYA", HOME_TEAM, is_ours=True))
    assert press(owner, buttons.ACK, row.id).done


@pytest.mark.parametrize("value", ["", "x", "0", "999", "9" * 30, "²", "1:2:3:4"])
def test_what_is_gone_is_said_to_be_gone(value, ctx):
    reply = press(ctx(), buttons.ACK, value)
    assert not reply.done
    assert reply.message


@pytest.mark.parametrize("action_id", [buttons.ACK, buttons.SNOOZE, buttons.ASSIGN])
def test_an_incident_that_is_over_says_so(action_id, ctx, world):
    row = over(world)
    source = replace(CARD, row=buttons.row_name(row.id))
    reply = press(replace(ctx(), named=POL), action_id, f"{row.id}:1d", source)
    assert not reply.done
    assert now_of(world, row).handling == row.handling


# --- acknowledge, snooze, assign


def test_who_acknowledges_has_it_and_the_thread_says_so(ctx, world):
    row = told(world)
    assert press(ctx(), buttons.ACK, row.id).done
    after = now_of(world, row)
    assert (after.handling.how, after.handling.by, after.handling.at) == (Handled.ACKNOWLEDGED, "U0MAYA", NOW)
    assert after.stale, "its message is to be edited"
    (entry,) = in_thread(world)
    assert (entry.to.address, entry.thread_of, entry.audience) == ("C0ACMEINT", row.delivery_id, "internal")
    assert "<@U0MAYA>" in entry.payload["text"]
    assert audit.recent(world.session, 1)[0].what == "alert.acknowledged"


def beside(world, row, **changes):
    """Another incident that stands in the same message."""
    other = look(world, replace(DEAR, **changes))
    alerts.tell(world.session, other.id, other.told, delivery_id=row.delivery_id, group="1")
    return other


def test_an_answer_to_a_message_answers_all_that_it_tells_of(ctx, world):
    row = told(world)
    other, alone = beside(world, row, detail="ctr"), look(world, replace(DEAR, detail="cvr"))
    digest_of(world, other)
    press(ctx(), buttons.ACK, row.id)
    assert now_of(world, other).handling == now_of(world, row).handling
    assert now_of(world, alone).handling.how is Handled.NEW
    assert {
        one.subject for one in audit.about(world.session, [f"alert:{n}" for n in (row.id, other.id)], NOW - DAY_LONG)
    }
    assert not standing_buttons(deliveries.standing(world.session, 2), other)[0] & {buttons.ACK, buttons.SNOOZE}


def test_an_answer_to_a_line_of_the_digest_answers_both_goals_that_it_names(ctx, world):
    row = look(world, replace(DEAR, tier=Tier.DIGEST))
    other, later = (look(world, replace(DEAR, detail=kpi, tier=Tier.DIGEST)) for kpi in ("ctr", "cvr"))
    alerts.told_in_digest(
        world.session,
        {row.id: TOLD, other.id: TOLD, later.id: replace(TOLD, digest=TODAY - DAY_LONG)},
    )
    press(ctx(), buttons.ACK, row.id)
    assert now_of(world, other).handling == now_of(world, row).handling
    assert now_of(world, later).handling.how is Handled.NEW, "it stood in another digest"


def test_until_it_is_worse_is_asked_of_each_by_its_own_measure(ctx, world):
    row = told(world)
    far = beside(world, row, detail="ctr", numbers=replace(DEAR.numbers, value=Decimal(50)))
    none = beside(world, row, detail="cvr", numbers=replace(DEAR.numbers, value=None, target=None))
    press(ctx(), buttons.SNOOZE, f"{row.id}:worse")
    assert now_of(world, far).handling.worse_than > now_of(world, row).handling.worse_than
    assert now_of(world, none).handling.how is Handled.NEW, "what has no measure would sleep for ever"


def test_what_is_logged_about_one_takes_no_other_from_who_has_it(ctx, world):
    row = told(world)
    other = beside(world, row, detail="ctr")
    alerts.handle(world.session, other.id, Handling(Handled.ASSIGNED, "U0ADMIN", NOW, assignee="U0POL"), NOW)
    handed_in(ctx(), row, **{WHAT: "other", TEXT: "Pujas", DAY: "2026-11-15", CHECK: "none"})
    assert now_of(world, row).handling.how is Handled.ACKNOWLEDGED
    assert now_of(world, other).handling.assignee == "U0POL"


def test_who_is_in_charge_of_one_campaign_answers_for_that_one(ctx, world):
    row = told(world)
    other = beside(world, row, subject=Subject("acme", "acme-invierno"))
    campaign = next(one for one in campaigns.of_client(world.session, "acme") if one.key == "acme-otono")
    campaigns.save(world.session, replace(campaign, owner="U0SALES"), "U0ADMIN", NOW)
    assert press(ctx("member"), buttons.ACK, row.id).done
    assert now_of(world, row).handling.by == "U0SALES"
    assert now_of(world, other).handling.how is Handled.NEW


def test_of_two_who_press_the_later_has_it_and_the_thread_names_both(ctx, world):
    row = told(world)
    press(ctx(), buttons.ACK, row.id)
    press(ctx("admin"), buttons.ACK, row.id)
    assert now_of(world, row).handling.by == "U0ADMIN"
    assert ["U0MAYA" in one.payload["text"] for one in in_thread(world)] == [True, False]


@pytest.mark.parametrize(("until", "days"), [("1d", 1), ("3d", 3)])
def test_a_snooze_of_days_ends_by_the_clock(until, days, ctx, world):
    row = told(world)
    assert press(ctx(), buttons.SNOOZE, f"{row.id}:{until}").done
    handling = now_of(world, row).handling
    assert (handling.how, handling.until, handling.worse_than) == (Handled.SNOOZED, NOW + timedelta(days=days), None)


@pytest.mark.parametrize(
    ("typed", "day"), [("4d", 20), ("hasta el lunes", 23), ("fins dijous", 19), ("until 25 nov", 25), ("2 semanas", 30)]
)
def test_a_snooze_typed_in_words_ends_on_the_morning_of_that_day(typed, day, ctx, world):
    """Help says `3d`, and `4d` was neither done nor explained."""
    row = told(world)
    assert router.dispatch(ctx(), f"snooze otoño {typed}").done
    assert now_of(world, row).handling.until == datetime(2026, 11, day, 7, 0, tzinfo=UTC)


def test_a_snooze_until_the_next_report_ends_with_it(ctx, world):
    row = told(world)
    press(ctx(), buttons.SNOOZE, f"{row.id}:report")
    assert now_of(world, row).handling.until == datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "no report: Monday morning"
    due = NOW + timedelta(days=2)
    schedule.subscribe(world.session, Subscription("C0ACME", "status", "daily 09:00"), due, "U0MAYA", NOW)
    press(ctx(), buttons.SNOOZE, f"{row.id}:report")
    assert now_of(world, row).handling.until == due


def test_a_snooze_until_it_is_worse_ends_a_fifth_of_the_goal_further_off(ctx, world):
    row = told(world)
    press(ctx(), buttons.SNOOZE, f"{row.id}:worse")
    handling = now_of(world, row).handling
    assert handling.until is None
    assert handling.worse_than == Decimal(13) / 25 + Decimal("0.20")


@pytest.mark.parametrize("typed", ["worse", "9d", ""])
def test_a_snooze_that_cannot_be_is_refused(typed, ctx, world):
    row = told(world, STOPPED)
    reply = press(ctx(), buttons.SNOOZE, f"{row.id}:{typed}")
    assert not reply.done
    assert now_of(world, row).handling.how is Handled.NEW


def test_an_incident_is_assigned_to_one_of_the_agencys_own(ctx, world):
    row = told(world)
    source = replace(CARD, row=buttons.row_name(row.id, "more"))
    assert press(replace(ctx(), named=POL), buttons.ASSIGN, "U0POL", source).done
    handling = now_of(world, row).handling
    assert (handling.how, handling.assignee, handling.by) == (Handled.ASSIGNED, "U0POL", "U0MAYA")
    assert "<@U0POL>" in in_thread(world)[0].payload["text"]


@pytest.mark.parametrize(
    "named",
    [None, PEOPLE["client"], PEOPLE["guest"], PEOPLE["unknown"], PEOPLE["admin"], replace(POL, is_bot=True)],
)
def test_nobody_external_can_be_assigned_nor_anybody_unknown(named, ctx, world):
    row = told(world)
    source = replace(CARD, row=buttons.row_name(row.id))
    person = named.user_id if named and named != PEOPLE["admin"] else "U0CLARA"
    assert not press(replace(ctx(), named=named), buttons.ASSIGN, person, source).done
    assert now_of(world, row).handling.how is Handled.NEW


def test_whoever_is_given_an_incident_without_a_message_is_shown_it(ctx, world):
    row = look(world, STOPPED)
    source = replace(CARD, row=buttons.row_name(row.id))
    press(replace(ctx(), named=POL), buttons.ASSIGN, "U0POL", source)
    shown = deliveries.by_occasion(world.session, f"alert_assigned:{row.id}:1:U0POL")
    assert (shown.to.address, shown.client_key) == ("U0POL", "acme")
    assert "Otoño leads" in shown.payload["text"]


def test_the_home_tab_shows_what_was_pressed_on_it(ctx, world):
    row = told(world)
    reply = actions.dispatch(ctx(place="home"), buttons.ACK, str(row.id), MessageRef())
    assert reply.message
    assert reply.view["type"] == "home"
    assert "<@U0MAYA>" in str(reply.view)


# --- log an action


def handed_in(ctx, row, **fields):
    return answered(views.submit(ctx, FORM, f"alert:{row.id}", fields))


def test_from_alert_to_logged_action_it_is_two_clicks(ctx, world):
    row = told(world)
    form = press(ctx(), buttons.LOG, row.id).view
    assert (form["callback_id"], form["private_metadata"]) == (FORM, f"alert:{row.id}")
    reply = handed_in(ctx(), row, **{WHAT: choices(row.trouble)[0], TEXT: "", DAY: "2026-11-16", CHECK: "7d"})
    assert reply.done
    (action,) = kept.of_alert(world.session, row.id, 1)
    assert (action.kind, action.actor, action.day, action.check_on) == (
        Kind.CHANGE,
        "U0MAYA",
        TODAY,
        date(2026, 11, 23),
    )
    assert action.text
    assert action.before == {"kpi": "cpl", "value": "38"}


def test_whoever_logs_an_action_has_the_incident_and_the_thread_tells_what_was_done(ctx, world):
    row = told(world)
    handed_in(ctx(), row, **{WHAT: "other", TEXT: "Pujas <bajadas> & pausa", DAY: "2026-11-15", CHECK: "none"})
    after = now_of(world, row)
    assert (after.handling.how, after.stale) == (Handled.ACKNOWLEDGED, True)
    assert any("Pujas &lt;bajadas&gt; &amp; pausa" in one.payload["text"] for one in in_thread(world))
    (action,) = kept.of_alert(world.session, row.id, 1)
    assert (action.text, action.check_on) == ("Pujas <bajadas> & pausa", None)


def test_what_was_chosen_is_written_in_the_language_of_the_clients_channel(ctx, world):
    row = told(world)
    fields = {block["block_id"]: block for block in press(ctx(), buttons.LOG, row.id).view["blocks"][1:]}
    assert "initial_option" not in fields[WHAT]["element"], "who only writes says no more than is written"
    assert fields[WHAT]["optional"]
    handed_in(ctx("manager", "direct", "en"), row, **{WHAT: "budget", TEXT: "+20 %", DAY: "2026-11-15"})
    (action,) = kept.of_alert(world.session, row.id, 1)
    assert action.text == "Presupuesto cambiado: +20 %"


def test_logging_does_not_take_an_incident_from_who_has_it(ctx, world):
    row = told(world)
    press(ctx("admin"), buttons.ACK, row.id)
    handed_in(ctx(), row, **{WHAT: "other", TEXT: "Pujas", DAY: "2026-11-15", CHECK: "14d"})
    assert now_of(world, row).handling.by == "U0ADMIN"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({WHAT: "other", TEXT: " ", DAY: "2026-11-15"}, TEXT),
        ({WHAT: "nonsense", DAY: "2026-11-15"}, TEXT),
        ({WHAT: "other", TEXT: "x", DAY: "2026-11-17"}, DAY),
        ({WHAT: "other", TEXT: "x", DAY: "soon"}, DAY),
        ({WHAT: "other", TEXT: "x", DAY: "2020-01-01"}, DAY),
        ({WHAT: "other", TEXT: "x", DAY: "2026-11-15", CHECK: "9d"}, CHECK),
    ],
)
def test_what_is_wrong_in_the_form_is_said_at_its_field(fields, wrong, ctx, world):
    row = told(world)
    assert list(handed_in(ctx(), row, **fields).errors) == [wrong]
    assert kept.of_alert(world.session, row.id, 1) == []


@pytest.mark.parametrize("metadata", ["", "alert:", "alert:999", "campaign:beta-rebaixes", "campaign:", "x:1"])
def test_a_form_about_nothing_is_refused(metadata, ctx):
    for form in (FORM, NO_CHANGE_FORM):
        reply = answered(views.submit(ctx(), form, metadata, {WHAT: "other", TEXT: "x", REASON: "x"}))
        assert not reply.done


def test_a_reasoned_no_change_is_an_answer(ctx, world):
    row = told(world)
    assert press(ctx(), buttons.NO_CHANGE, row.id).view["callback_id"] == NO_CHANGE_FORM
    assert views.submit(ctx(), NO_CHANGE_FORM, f"alert:{row.id}", {REASON: " "}).errors
    assert answered(views.submit(ctx(), NO_CHANGE_FORM, f"alert:{row.id}", {REASON: "Fin de semana largo"})).done
    (action,) = kept.of_alert(world.session, row.id, 1)
    assert (action.kind, action.text, action.check_on) == (Kind.NO_CHANGE, "Fin de semana largo", None)
    assert now_of(world, row).handling.how is Handled.ACKNOWLEDGED


def test_what_is_over_can_still_be_logged_about(ctx, world):
    row = over(world)
    assert handed_in(ctx(), row, **{WHAT: "other", TEXT: "Pujas", DAY: "2026-11-15"}).done
    assert now_of(world, row).handling == row.handling


# --- did it work


def logged(world, client="acme", campaign="acme-otono", actor="U0MAYA"):
    day = TODAY - timedelta(days=8)
    given = kept.Action(client, campaign, NOW, day, actor, Kind.CHANGE, "Página nueva", check_on=TODAY)
    return kept.log(world.session, given)


@pytest.mark.parametrize(
    ("action_id", "worked"), [(buttons.WORKED, Worked.YES), (buttons.DID_NOT, Worked.NO), (buttons.LATER, None)]
)
def test_the_answer_to_did_it_work_is_kept_in_the_place_of_the_question(action_id, worked, ctx, world):
    action = logged(world)
    kept.settle_check(world.session, action.id, NOW)
    reply = press(ctx(place="direct"), action_id, action.id)
    assert (reply.done, reply.replace, reply.private) == (True, True, False)
    after = kept.get(world.session, action.id)
    assert after.worked is worked
    assert after.check_on == (TODAY if worked else TODAY + timedelta(days=7))


@pytest.mark.parametrize("value", ["", "x", "999", "²", "9" * 30])
def test_an_answer_to_nothing_is_refused(value, ctx):
    assert not press(ctx(), buttons.WORKED, value).done


def test_nobody_else_answers_for_a_client(ctx, world):
    action = logged(world, "beta", "beta-rebaixes", "U0POL")
    for person, place in (("manager", "direct"), ("client", "client_channel"), ("guest", "direct")):
        assert not press(ctx(person, place), buttons.WORKED, action.id).done
    assert kept.get(world.session, action.id).worked is None
    assert press(ctx("other_manager", "direct"), buttons.WORKED, action.id).done


def test_who_did_it_but_is_not_in_charge_any_more_neither_reads_nor_answers(ctx, world):
    action = logged(world, "beta", "beta-rebaixes", "U0MAYA")
    refused = press(ctx("manager", "direct"), buttons.WORKED, action.id)
    assert (refused.done, refused.replace) == (False, False)
    assert kept.get(world.session, action.id).worked is None


def test_whoever_the_alert_was_given_to_answers_whether_it_worked(ctx, world):
    row = told(world)
    day = TODAY - timedelta(days=8)
    done = kept.Action("acme", "acme-otono", NOW, day, "U0POL", Kind.CHANGE, "Pujas", row.id, 1, check_on=TODAY)
    action = kept.log(world.session, done)
    assert not press(ctx("other_manager", "direct"), buttons.WORKED, action.id).done
    given = Handling(Handled.ASSIGNED, "U0MAYA", NOW, assignee="U0POL")
    alerts.handle(world.session, row.id, given, NOW)
    assert press(ctx("other_manager", "direct"), buttons.WORKED, action.id).done


# --- the digest shows it too


def digest_of(world, *rows, **more):
    """This morning's digest with these items, sent."""
    client = clients.get(world.session, "acme")
    items = [Incident(client, one.finding, one.state, one.handling, Shown.FIRING, one.id) for one in rows]
    card = digest(items, [], client.locale, TODAY)
    payload = {**card.to_json(), **more}
    made = outbox.intend(world.session, "digest:U0MAYA", to("U0MAYA"), "digest", payload, at=NOW, client_key=client.key)
    outbox.settle_sent(world.session, made.id, "1763283600.000100", NOW)
    return made


def standing_buttons(payload, row):
    """What can be pressed on an item, and what is said above it."""
    name = buttons.row_name(row.id)
    at = next(n for n, block in enumerate(payload["blocks"]) if block.get("block_id") == name)
    above = payload["blocks"][at - 1]
    return (
        {one["action_id"] for one in payload["blocks"][at]["elements"]},
        above["elements"][0]["text"] if above["type"] == "context" else "",
    )


def test_a_digest_that_was_edited_still_says_of_which_clients_it_speaks(ctx, world):
    row = told(world)
    made = digest_of(world, row, others=["beta"])
    press(ctx(), buttons.ACK, row.id)
    then = deliveries.standing(world.session, made.id)
    assert (then["blocks"] != made.payload["blocks"], then["others"]) == (True, ["beta"])


def test_a_digest_shows_what_was_done_with_its_items_and_leaves_the_others_as_they_are(ctx, world):
    first, second = told(world), look(world, STOPPED)
    made = digest_of(world, first, second)
    press(ctx(), buttons.ACK, second.id)
    then = deliveries.standing(world.session, made.id)
    left, above = standing_buttons(then, second)
    assert not left & {buttons.ACK, buttons.SNOOZE}
    assert {buttons.LOG, buttons.WHY, buttons.NOT_USEFUL} <= left
    assert above.startswith("Se encarga <@U0MAYA>")
    assert standing_buttons(then, first) == standing_buttons(made.payload, first)

    press(ctx(now=NOW + timedelta(hours=1)), buttons.SNOOZE, f"{second.id}:3d")
    press(ctx(), buttons.NOT_USEFUL, first.id)
    now = deliveries.standing(world.session, made.id)
    assert standing_buttons(now, second)[1].startswith("<@U0MAYA> la ha pospuesto hasta")
    assert str(now["blocks"]).count(buttons.row_name(second.id, "done")) == 1
    assert buttons.NOT_USEFUL not in standing_buttons(now, first)[0]
    assert "Anotado" not in str(standing_buttons(now, second))
    assert standing_buttons(now, first)[1] == "Anotado: no fue útil."


def test_an_old_digest_and_one_without_the_item_stay_as_they_are(ctx, world):
    first, second = told(world), look(world, STOPPED)
    made = digest_of(world, second)
    press(ctx(), buttons.ACK, first.id)
    press(ctx(now=NOW + timedelta(days=5)), buttons.ACK, second.id)
    assert deliveries.standing(world.session, made.id) == made.payload


# --- not useful, and the numbers


def test_not_useful_is_counted_and_a_looser_rule_offered_with_what_it_would_have_meant(ctx, world):
    campaigns.set_goals(world.session, "acme-otono", [replace(CPL, target=Decimal(28))], "U0MAYA", NOW)
    row = told(world)
    reply = press(ctx(), buttons.NOT_USEFUL, row.id)
    assert [buttons.incident_of(value) for value in values(reply)] == [row.id, row.id]
    assert kept.count(world.session, row.subject.key, row.rule) == 1
    assert press(ctx(), buttons.LOOSER, row.id).done
    assert rules.get(world.session, "acme-otono", "off_target:cpl").looser == 1
    assert press(ctx(), buttons.KEEP, row.id).done
    assert rules.get(world.session, "acme-otono", "off_target:cpl").looser == 1


def test_what_would_change_nothing_is_not_offered(ctx, world):
    campaigns.set_goals(world.session, "acme-otono", [replace(CPL, target=Decimal(2900))], "U0MAYA", NOW)
    reply = press(ctx(), buttons.NOT_USEFUL, told(world).id)
    assert "no habría cambiado nada" in said(reply)
    assert values(reply) == []


def test_a_rule_without_a_tolerance_cannot_be_looser(ctx, world):
    row = told(world, STOPPED)
    assert buttons.LOOSER not in str(press(ctx(), buttons.NOT_USEFUL, row.id).message.blocks)
    assert not press(ctx(), buttons.LOOSER, row.id).done
    assert rules.of_campaign(world.session, "acme-otono") == []


def test_a_rule_is_never_looser_than_five_steps(ctx, world):
    row = told(world)
    for _ in range(7):
        press(ctx(), buttons.LOOSER, row.id)
    assert rules.get(world.session, "acme-otono", "off_target:cpl").looser == 5
    assert buttons.LOOSER not in str(press(ctx(), buttons.NOT_USEFUL, row.id).message.blocks)


def test_the_numbers_are_those_of_the_days_since_a_week_before(ctx, world):
    row = told(world)
    text = said(press(ctx(), buttons.NUMBERS, row.id))
    assert "151" in text, "what was spent yesterday"
    assert press(ctx(), buttons.NUMBERS, told(world, STOPPED).id).done


def table_of(reply):
    """The lines of its numbers, the titles first."""
    texts = [block.get("text", {}).get("text", "") for block in reply.message.blocks]
    (table,) = [text for text in texts if text.startswith("```")]
    return table.strip("`\n").split("\n")


@pytest.mark.parametrize(
    ("kpi", "titles"),
    [("cpc", "Inversión Clics CPC"), ("ctr", "Clics Impresiones CTR"), ("clicks", "Inversión Clics")],
)
def test_what_surprised_by_the_hour_is_shown_by_what_it_is_made_of(ctx, world, kpi, titles):
    """The conversions of a day stood as “CPC €26”."""
    odd = replace(STOPPED, trouble=kinds.SURPRISE, result=kpi, tier=Tier.DIGEST)
    first, *days = table_of(press(ctx(), buttons.NUMBERS, told(world, odd).id))
    assert " ".join(first.split()[1:]) == titles
    yesterday = re.findall(r"[\d.,]+", days[-1])[1:]
    top, bottom, *ratio = [float(cell.replace(".", "").replace(",", ".")) for cell in yesterday]
    assert ratio == ([] if kpi == "clicks" else [pytest.approx(top / bottom * (100 if kpi == "ctr" else 1), rel=0.01)])


@pytest.mark.parametrize("kpi", ["cpc", "ctr"])
def test_a_goal_on_clicks_is_shown_with_what_it_asks_for(ctx, world, kpi):
    """As what surprised by an hour, for its results are clicks too: without what was asked and how sure it is."""
    direction = Comparator.LE if kpi == "cpc" else Comparator.GE
    goal = Goal(kpi, direction, Decimal(1), "EUR" if kpi == "cpc" else None)
    dear = replace(DEAR, detail=kpi, goal=goal, result="clicks")
    titles, *_ = table_of(press(ctx(), buttons.NUMBERS, told(world, dear).id))
    assert "Pedido" in titles


def test_an_account_has_no_numbers_by_day(ctx, world):
    cut = replace(STOPPED, subject=replace(DEAR.subject, campaign="", account=1))
    assert press(ctx(), buttons.NUMBERS, look(world, cut).id).message


def test_pressing_only_reads_where_nothing_is_changed():
    for action_id in (buttons.LOG, buttons.NUMBERS, buttons.WHY, buttons.NO_CHANGE, buttons.EDIT):
        assert actions.is_read(action_id, "1")
    for action_id in (buttons.ACK, buttons.SNOOZE, buttons.ASSIGN, buttons.NOT_USEFUL, buttons.LOOSER):
        assert not actions.is_read(action_id, "1")
