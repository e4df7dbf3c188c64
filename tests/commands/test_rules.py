"""`alert`, `snooze`, `log` and `timeline` as typed: what is listed, tried, set, silenced, planned and told."""

import functools
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from commands import actions, router, views
from commands.dates import span_in
from commands.example import example_numbers
from commands.parser import arguments
from commands.rulewords import rule_in
from commands.trying import DAYS
from domain.entities import Comparator, Goal
from domain.errors import InvalidInput
from domain.facts import AccountState
from domain.goals import parse
from domain.incidents.finding import Reason, Verdict
from domain.incidents.handling import Handled
from domain.incidents.notify_decision import NotificationState
from domain.incidents.quiet import Planned
from domain.incidents.rule_kinds import Subject
from domain.kpi import get
from domain.rules import usual
from domain.window import Window
from insights.watch import watch
from storage.alerts import actions as kept
from storage.alerts import alerts, rules, windows
from storage.alerts.actions import Kind
from storage.alerts.rules import RuleSetting
from storage.directory import accounts, campaigns, clients
from storage.evidence import evaluations
from storage.evidence.evaluations import Evaluation
from storage.facts import performance, sync
from storage.messages import deliveries
from templates.cards import buttons
from templates.cards.alerts import RULE_FORM
from templates.cards.log import FORM
from templates.cards.windows import UNPLAN
from tests import kinds
from tests.commands.alerting import FOREIGN, STOPPED, in_thread, look, now_of, over, told
from tests.commands.conftest import NOW, TODAY
from tests.commands.test_verbs import answered, said, values

DAY = timedelta(days=1)
LINE = re.compile(r"\*([^*]+)\* · por defecto · ([^*]+)")
SET = RuleSetting("acme-otono", "off_target:cpl", actor="U0MAYA", at=NOW)


def settings(world):
    return [one for some in rules.of_clients(world.session, ["acme", "bosc"]).values() for one in some]


def say(ctx, line):
    return answered(router.dispatch(ctx, line))


def press(ctx, action_id, value):
    return answered(actions.dispatch(ctx, action_id, value))


def button(reply, action_id):
    """The value of the first button of that kind."""
    for block in reply.message.blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("action_id", "").startswith(action_id):
                return element["value"]
    return None


# --- the list


@pytest.mark.parametrize("line", ["alert", "alert list", "alerta lista", "alertes llista", "reglas", "alert otono"])
def test_the_list_names_what_is_open_and_what_is_watched(line, ctx, world):
    row = told(world)
    told(world, FOREIGN)
    reply = say(ctx(locale="en"), line)
    assert "Otoño leads" in said(reply)
    assert "Rebaixes" not in said(reply)
    assert any(buttons.incident_of(value) == row.id for value in values(reply))


def test_one_campaign_is_listed_rule_by_rule_with_a_button_each(ctx, world):
    rules.save(world.session, replace(SET, rule="off_pace", muted=True, reason="rebajas"), NOW)
    reply = say(ctx(), "alert list otono")
    assert "acme-otono off_target:cpl" in values(reply)
    assert button(reply, buttons.UNMUTE) == "acme-otono off_pace"


def opened(ctx, row):
    """Whether the list names the incident."""
    return any(buttons.incident_of(value) == row.id for value in values(say(ctx(), "alert")))


def test_what_follows_from_an_account_that_is_lost_is_not_listed_beside_it(ctx, world):
    row = told(world)
    performance.resolve_matches(world.session, "acme")
    assert opened(ctx, row)
    account = accounts.of_client(world.session, "acme")[0].id
    gone = replace(STOPPED, trouble=kinds.SOURCE_DISCONNECTED, subject=Subject("acme", account=account))
    cause = told(world, gone)
    assert (opened(ctx, cause), opened(ctx, row)) == (True, False)


@pytest.mark.parametrize("before", [NotificationState(), NotificationState(ended=NOW - 30 * DAY)])
def test_for_a_week_what_began_in_a_trouble_that_is_over_is_taken_for_its_aftermath(before, ctx, world):
    row = look(world)
    alerts.tell(world.session, row.id, before)
    ended = over(world, STOPPED)
    assert ended.state.ended is not None
    assert not opened(ctx, row)
    later = functools.partial(ctx, now=ended.state.ended + 7 * DAY)
    assert opened(later, row)


def test_what_was_told_in_its_own_right_does_not_go_from_sight_for_what_is_over(ctx, world):
    row = told(world)
    over(world, STOPPED)
    assert opened(ctx, row)


def rules_of(world, key="acme-otono", **said_):
    """What the list says of each rule, when the rules have said so much."""
    kept = {name.replace("__", ":").replace("_is_", "="): signal for name, signal in said_.items()}
    evaluations.save_looks(world.session, [Evaluation(key, evaluations.SAID, TODAY, NOW, Verdict.FINE, numbers=kept)])
    text = said(say(world.ctx(), f"alert list {key}"))
    return {name: rest.split(" *")[0].rsplit(" A 16 nov")[0].strip() for name, rest in LINE.findall(text)}


def test_a_rule_of_which_there_was_nothing_to_tell_says_what_it_said_last(world):
    listed = rules_of(world, conversions_stopped="too_few", off_pace="fine", tracking_lost__device_is_mobile="fine")
    assert listed["Sin resultados"] == "pocos resultados"
    assert listed["Presupuesto fuera de ritmo"] == "nada que señalar"
    assert listed["Medición perdida"] == "nada que señalar"
    assert listed["Fuera de lo normal"] == "aún sin valorar"


def test_of_segments_the_gravest_is_said(world):
    listed = rules_of(world, tracking_lost__device_is_tablet="fine", tracking_lost__device_is_mobile="breach")
    assert listed["Medición perdida"] == "alerta"


def test_where_an_account_has_been_out_of_sight_nothing_that_was_said_before_counts(world):
    heard = NOW - timedelta(hours=27)
    for account in accounts.of_client(world.session, "acme"):
        run = sync.begin(world.session, account.id, heard, Window(TODAY - DAY, TODAY))
        sync.succeed(world.session, run, heard, 0)
    listed = rules_of(world, conversions_stopped="fine", off_pace="fine")
    assert set(listed.values()) == {"datos atrasados"}


def test_where_nobody_has_judged_for_two_days_nothing_that_was_said_before_counts(world):
    for hours, said_ in ((47, "nada que señalar"), (49, "datos atrasados")):
        at = NOW - timedelta(hours=hours)
        evaluations.save_looks(world.session, [Evaluation("acme-otono", usual.RULE, TODAY, at, Verdict.FINE)])
        assert rules_of(world, off_pace="fine")["Presupuesto fuera de ritmo"] == said_


def test_a_segment_is_muted_and_speaks_again_with_all_of_its_kind(ctx, world):
    lost = replace(STOPPED, trouble=kinds.TRACKING_LOST, detail="device=mobile")
    told(world, lost)
    segment = "acme-otono tracking_lost:device=mobile"
    assert segment in values(say(ctx(), "alert list otono"))
    assert "móvil" in said(say(ctx(), "status otono"))
    assert say(ctx(), "alert mute otono tracking").done
    muted = say(ctx(), "alert list otono")
    assert said(muted).count("silenciada") == 2
    assert "móvil" not in said(say(ctx(), "status otono"))
    assert press(ctx(), buttons.UNMUTE, segment).done
    assert "silenciada" not in said(say(ctx(), "alert list otono"))
    assert "móvil" in said(say(ctx(), "status otono"))


def test_of_a_rule_that_is_suspected_the_day_of_a_verdict_is_said_too(ctx, world):
    doubt = replace(STOPPED, signal=Verdict.DOUBT, because=Reason.UNSURE, tier=None)
    first = look(world, doubt)
    few = replace(doubt, signal=Verdict.TOO_FEW, numbers=replace(doubt.numbers, decidable=date(2026, 12, 1)))
    look(world, few, after=first, hours=1)
    assert "bastantes hacia el 1 dic" in said(say(ctx(), "alert list otono"))


def test_rules_of_a_campaign_that_is_over_are_not_asked(world):
    run = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(run, end=TODAY - 2 * DAY), "U0ADMIN", NOW)
    assert set(rules_of(world, off_pace="fine").values()) == {"no está en marcha"}


def test_of_many_campaigns_the_first_are_listed_and_the_others_counted(ctx, world):
    some = [one for one in campaigns.of_client(world.session, "acme") if one.key == "acme-otono"]
    for n in range(21):
        campaigns.save(world.session, replace(some[0], key=f"acme-{n}", name=f"Campaña {n}"), "U0ADMIN", NOW)
    text = said(say(ctx(), "alert list"))
    assert "y 3 más" in text


def test_what_is_over_is_not_open(ctx, world):
    row = over(world)
    assert all(buttons.incident_of(value) != row.id for value in values(say(ctx(), "alert")))


@pytest.mark.parametrize("verb", ["alert", "snooze otono 1d", "log otono x", "timeline otono"])
def test_nothing_of_alerts_is_said_where_the_client_reads(verb, ctx, world):
    told(world)
    for person, place in (("manager", "client_channel"), ("client", "client_channel"), ("manager", "shared_internal")):
        reply = say(ctx(person, place), verb)
        assert not reply.done
        assert "Otoño" not in said(reply)


@pytest.mark.parametrize("verb", ["alert mute otono cpl", "snooze otono 1d", "log otono x", "alert window 20 nov"])
def test_who_does_not_manage_the_client_changes_nothing(verb, ctx, world):
    row = told(world)
    for person, place in (("member", "internal"), ("other_manager", "internal"), ("member", "direct")):
        assert not say(ctx(person, place), verb).done
    assert now_of(world, row) == row
    assert settings(world) == []
    assert windows.of_client(world.session, "acme", TODAY) == []


# --- rules


def test_a_rule_is_tried_on_the_past_before_anybody_enables_it(ctx, world):
    reply = say(ctx(), "alert add otono cpl<30€ for:2d min:20")
    assert reply.message.chart is not None
    assert settings(world) == []
    value = button(reply, buttons.ENABLE)
    assert press(ctx(), buttons.ENABLE, value).done
    goal = Goal("cpl", Comparator.LT, Decimal(30), "EUR")
    assert settings(world) == [replace(SET, goal=goal, for_days=2, min_results=20)]
    assert "30" in said(say(ctx(), "alert list otono"))


def test_a_campaign_without_data_can_have_rules_of_its_own(ctx, world):
    value = button(say(ctx(), "alert add navidad cpl<30€"), buttons.ENABLE)
    assert press(ctx(), buttons.ENABLE, value).done
    assert rules.of_campaign(world.session, "acme-navidad")[0].goal.target == 30


@pytest.mark.parametrize(
    "value",
    [
        "",
        "acme-otono",
        "acme-otono off_target:cpl",
        "acme-otono off_target:cpl;cpl > 30 EUR;;",
        "acme-otono off_target:ctr;cpl < 30 EUR;;",
        "acme-otono off_target:cpl;cpl < 30 EUR;x;y",
        "beta-rebaixes off_target:cpl;cpl < 30 EUR;;",
        "acme-otono nonsense;cpl < 30 EUR;;",
    ],
)
def test_a_forged_rule_is_not_enabled(value, ctx, world):
    assert not press(ctx(), buttons.ENABLE, value).done
    assert settings(world) == []


@pytest.mark.parametrize(
    "line",
    [
        "alert add",
        "alert add otono",
        "alert add otono cpl",
        "alert add otono cpl<30€ leads>=2",
        "alert add otono spend<3€",
    ],
)
def test_a_rule_that_cannot_be_read_is_said_to_be(line, ctx):
    reply = say(ctx(), line)
    assert not reply.done


def test_a_rule_is_edited_in_a_line(ctx, world):
    assert say(ctx(), "alert edit otono cpl<28€").done
    assert rules.get(world.session, "acme-otono", "off_target:cpl").goal.target == 28
    assert say(ctx(), "alert edit otono cpl min:30 for:3d").done
    setting = rules.get(world.session, "acme-otono", "off_target:cpl")
    assert (setting.goal.target, setting.min_results, setting.for_days) == (28, 30, 3)
    assert not say(ctx(), "alert edit otono cpl min:many").done
    assert say(ctx(), "alert remove otono cpl").done
    assert not say(ctx(), "alert quitar otono cpl").done
    assert settings(world) == []


def test_a_rule_is_edited_in_a_form(ctx, world):
    view = say(ctx(modal=True), "alert edit otono cpl").view
    assert (view["callback_id"], view["private_metadata"]) == (RULE_FORM, "acme-otono off_target:cpl")
    assert press(ctx(), buttons.EDIT, "acme-otono off_target:cpl").view == view
    assert not say(ctx(), "alert edit otono cpl").done, "where no form can be opened it asks for the goal"
    given = {"goal": "cpl < 27,5 EUR", "results": "15", "days": "2", "looser": "1"}
    assert answered(views.submit(ctx(), RULE_FORM, "acme-otono off_target:cpl", given)).done
    setting = rules.get(world.session, "acme-otono", "off_target:cpl")
    assert (setting.goal.target, setting.min_results, setting.for_days, setting.looser) == (Decimal("27.5"), 15, 2, 1)
    again = {"goal": "cpl < 25 EUR", "results": "", "days": "", "looser": "0"}
    views.submit(ctx(), RULE_FORM, "acme-otono off_target:cpl", again)
    setting = rules.get(world.session, "acme-otono", "off_target:cpl")
    assert (setting.goal, setting.min_results, setting.for_days, setting.looser) == (None, None, None, 0)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("goal", "ctr > 2%"), ("goal", "nonsense"), ("results", "x"), ("results", "99999999"), ("days", "60")],
)
def test_what_is_wrong_in_the_form_of_a_rule_is_said_at_its_field(field, typed, ctx, world):
    given = {"goal": "", "results": "", "days": "", "looser": "0", field: typed}
    assert list(views.submit(ctx(), RULE_FORM, "acme-otono off_target:cpl", given).errors) == [field]
    assert settings(world) == []


@pytest.mark.parametrize("metadata", ["", "x", "beta-rebaixes off_target:cpl", "acme-otono nonsense"])
def test_the_form_of_no_rule_is_refused(metadata, ctx):
    assert not answered(views.submit(ctx(), RULE_FORM, metadata, {"goal": ""})).done


@pytest.mark.parametrize(
    ("line", "rule", "until", "reason"),
    [
        ("alert mute otono cpl", "off_target:cpl", None, ""),
        ("alert mute otono cpl 3d", "off_target:cpl", NOW + 3 * DAY, ""),
        (
            "alerta silenciar cpl otono 2 semanas motivo:“página nueva”",
            "off_target:cpl",
            NOW + 14 * DAY,
            "página nueva",
        ),
        ("alertes silenciar otono ritme 1 setmana", "off_pace", NOW + 7 * DAY, ""),
        ('alert mute otono tracking reason:"new site"', "tracking_lost", None, "new site"),
        ("alert mute otono coste por lead", "off_target:cpl", None, ""),
    ],
)
def test_a_rule_is_silenced_as_people_say_it(line, rule, until, reason, ctx, world):
    assert say(ctx(), line).done
    (setting,) = rules.of_campaign(world.session, "acme-otono")
    assert (setting.rule, setting.muted, setting.muted_until, setting.reason) == (rule, True, until, reason)
    assert say(ctx(), f"alert unmute otono {rule}").done
    assert not rules.of_campaign(world.session, "acme-otono")[0].muted


def test_a_rule_is_silenced_by_its_button(ctx, world):
    assert press(ctx(), buttons.MUTE, "acme-otono surprise").done
    assert [(one.rule, one.is_muted(NOW)) for one in settings(world)] == [("surprise", True)]
    assert press(ctx(), buttons.UNMUTE, "acme-otono surprise").done
    assert not press(ctx(), buttons.MUTE, "beta-rebaixes surprise").done
    assert not press(ctx(), buttons.MUTE, "acme-otono nonsense").done
    assert [(one.rule, one.is_muted(NOW)) for one in settings(world)] == [("surprise", False)]


@pytest.mark.parametrize("line", ["alert mute otono", "alert mute", "alert mute otono ctr"])
def test_a_rule_that_is_not_there_cannot_be_silenced(line, ctx, world):
    assert not say(ctx(), line).done
    assert settings(world) == []


def test_a_rule_without_a_campaign_is_asked_about_once(ctx, world):
    reply = say(ctx(), "alert mute cpl 3d")
    assert not reply.done
    line = next(value for value in values(reply) if "acme-otono" in value)
    assert say(ctx(), line).done
    assert rules.get(world.session, "acme-otono", "off_target:cpl").muted_until == NOW + 3 * DAY


@pytest.mark.parametrize(
    ("text", "left", "rule"),
    [
        ("otoño cpl", "otoño", "off_target:cpl"),
        ("cost per lead tardor", "tardor", "off_target:cpl"),
        ("otoño conversions", "otoño", "off_target:conversions"),
        ("otoño ritmo", "otoño", "off_pace"),
        ("tracking_lost:device=mobile otono", "otono", "tracking_lost:device=mobile"),
        ("otoño", "otoño", ""),
        ("", "", ""),
    ],
)
def test_a_rule_is_known_by_many_names(text, left, rule):
    assert rule_in(text) == (left, rule)


# --- the past


@pytest.mark.parametrize("line", ["alert backtest 60d otono", "alerta simular otono", "alert backtest otono cpl 30d"])
def test_the_past_is_told_with_a_chart(line, ctx):
    reply = say(ctx(), line)
    assert reply.done
    assert reply.message.chart is not None
    assert button(reply, buttons.ENABLE) is None, "it is on already"


def test_a_goal_that_is_only_typed_can_be_enabled_after_it_was_tried(ctx):
    assert button(say(ctx(), "alert backtest otono cpl<40€"), buttons.ENABLE)
    assert not say(ctx(), "alert backtest invierno").done, "no goal, nothing to try"
    assert DAYS == 60


def test_the_past_of_rules_without_a_goal_is_what_was_known_then(ctx, world):
    """Nothing to say where nothing is kept; then with what each follows from, and one alone where it is named."""
    assert "no necesitan objetivo" not in said(say(ctx(), "alert backtest otono"))
    client = clients.get(world.session, "acme")
    watch(world.session, client, NOW)
    assert "Las reglas que no necesitan objetivo: ninguna alerta desde" in said(say(ctx(), "alert backtest otono"))
    (account, *_) = accounts.of_client(world.session, "acme")
    accounts.note_state(world.session, account.id, AccountState.SUSPENDED, NOW)
    watch(world.session, client, NOW + timedelta(minutes=1))
    later = ctx(now=NOW + timedelta(hours=1))
    assert "Cuenta suspendida" in said(say(later, "alert backtest otono"))
    assert "Cuenta suspendida" not in said(say(later, "alert backtest otono cpl"))
    alone = say(later, "alert backtest otono spend stopped")
    assert alone.done
    assert "*Sin inversión*: ninguna alerta desde" in said(alone)
    assert alone.message.chart is None


# --- the example


def test_an_example_is_shown_to_the_asker_and_written_down_nowhere(ctx, world):
    for campaign in ("otono", "invierno", "navidad"):
        reply = say(ctx(), f"alert test {campaign}")
        assert reply.private
        assert reply.done
        assert not any(buttons.incident_of(value) for value in values(reply))
    assert alerts.open_alerts(world.session) == []
    assert deliveries.get(world.session, 1) is None


@pytest.mark.parametrize(
    "typed",
    ["cpl < 25 EUR", "cpa < 50 EUR", "cpm < 8 EUR", "roas >= 3", "ctr > 1%", "leads >= 300", "revenue >= 9000 EUR"],
)
def test_the_numbers_of_the_example_come_from_one_arithmetic(typed):
    goal = parse(typed)
    made, kpi = example_numbers(goal, "EUR"), get(goal.kpi)
    spent = Decimal(made.spend.micros) / 10**6 if made.spend else None
    if kpi.numerator == "spend":
        assert (spent * kpi.per / made.seen, spent * kpi.per / made.expected) == (made.value, goal.target)
    elif kpi.denominator == "spend":
        assert round(made.seen / spent, 6) == round(made.value, 6)
        assert round(made.expected / spent, 6) == goal.target
    else:
        assert spent is None
        assert made.expected / made.seen == Decimal("1.5")
    assert not goal.comparator.holds(made.value, goal.target)


def test_an_example_adds_up_where_it_is_read(ctx):
    told = said(say(ctx(), "alert test otono")).replace("\xa0", " ")
    assert "Coste por lead desde el 11 nov: 37,50 €" in told
    assert "30 leads por 1.125 €" in told


# --- planned windows


def test_a_window_is_planned_listed_and_removed(ctx, world):
    assert say(ctx(), 'alert window 20 nov..30 nov reason:"Black Friday"').done
    assert say(ctx(), "alerta ventana otono del 1 al 3 de diciembre motivo:lanzamiento").done
    sale = Planned(date(2026, 11, 20), date(2026, 11, 30), "Black Friday")
    launch = Planned(date(2026, 12, 1), date(2026, 12, 3), "lanzamiento", "acme-otono")
    assert windows.planned(world.session, "acme", TODAY) == [sale, launch]
    listed = say(ctx(), "alert window")
    assert "Black Friday" in said(listed)
    assert "Otoño leads" in said(listed)
    assert press(ctx(), UNPLAN, button(listed, UNPLAN)).done
    assert windows.planned(world.session, "acme", TODAY) == [launch]
    assert not press(ctx("other_manager", "direct"), UNPLAN, "2").done
    for value in ("", "x", "99", "²"):
        assert not press(ctx(), UNPLAN, value).done


@pytest.mark.parametrize(
    ("text", "left", "first", "last"),
    [
        ("20 nov..30 nov", "", "2026-11-20", "2026-11-30"),
        ("2026-11-20..2026-11-30 otono", "otono", "2026-11-20", "2026-11-30"),
        ("otoño del 20 al 30 de noviembre", "otono", "2026-11-20", "2026-11-30"),
        ("del 28 de desembre al 6 de gener", "", "2026-12-28", "2027-01-06"),
        ("20/11-30/11", "", "2026-11-20", "2026-11-30"),
        ("from 20 to 30 november", "", "2026-11-20", "2026-11-30"),
        ("24 dec", "", "2026-12-24", "2026-12-24"),
        ("6 enero", "", "2027-01-06", "2027-01-06"),
        ("1 d'octubre", "", "2026-10-01", "2026-10-01"),
        ("3 mar 2027", "", "2027-03-03", "2027-03-03"),
    ],
)
def test_days_are_read_as_people_write_them(text, left, first, last):
    assert span_in(text, TODAY) == (left, (date.fromisoformat(first), date.fromisoformat(last)))


@pytest.mark.parametrize("text", ["30 feb", "2026-13-01", "1 jan..31 dec", "30 nov..20 nov 2025", "40 nov"])
def test_days_that_are_none_are_refused(text):
    with pytest.raises(InvalidInput) as refused:
        span_in(text, TODAY)
    assert refused.value.code == "days"


@pytest.mark.parametrize("text", ["", "otono", "campaña 2026"])
def test_words_without_days_stay_as_they_are(text):
    assert span_in(text, TODAY) == (text, None)


def test_a_value_in_quotes_may_hold_spaces():
    args = arguments('otono 3d reason:"new  landing page" for:2d', ("reason", "for"))
    assert (args.words, dict(args.options)) == ("otono 3d", {"reason": "new  landing page", "for": "2d"})
    assert arguments("x motivo:“página nueva”", ("reason",)).options["reason"] == "página nueva"
    assert arguments('reason:"never closed', ("reason",)).options["reason"] == "never"


# --- snooze


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("snooze otono 3d", 3),
        ("posponer otono cpl 1d", 1),
        ("snooze 3d", 3),
        ("silenciar otono mañana", 1),
        ("posposar demà cpl otono", 1),
    ],
)
def test_the_one_that_is_open_is_snoozed(line, days, ctx, world):
    row = told(world)
    reply = say(ctx(), line)
    if not reply.done:  # several campaigns run: it asks which, and the choice does it
        reply = say(ctx(), next(value for value in values(reply) if "acme-otono" in value))
    assert reply.done
    handling = now_of(world, row).handling
    assert (handling.how, handling.until) == (Handled.SNOOZED, NOW + days * DAY)


def test_a_snooze_keeps_its_reason(ctx, world):
    row = told(world)
    assert say(ctx(), 'snooze otono worse reason:"waiting for the client"').done
    assert now_of(world, row).handling.note == "waiting for the client"
    assert "waiting for the client" in in_thread(world)[0].payload["text"]


def test_of_several_that_are_open_each_has_its_menu(ctx, world):
    both = [told(world), told(world, STOPPED)]
    reply = say(ctx(), "snooze otono 3d")
    assert not reply.done
    assert {buttons.incident_of(value) for value in values(reply)} == {row.id for row in both}
    assert say(ctx(), "snooze otono results 3d").done
    assert [now_of(world, row).handling.how for row in both] == [Handled.NEW, Handled.SNOOZED]


def test_where_nothing_is_open_nothing_is_snoozed(ctx, world):
    over(world)
    assert not say(ctx(), "snooze otono 3d").done


# --- log


@pytest.mark.parametrize(
    ("line", "text", "day", "check"),
    [
        ("log otono new landing page", "new landing page", TODAY, None),
        ("log otoño leads pujas -10 % on:2026-11-12 check:7d", "pujas -10 %", date(2026, 11, 12), date(2026, 11, 19)),
        ("registrar otono página nueva fecha:ayer comprobar:14d", "página nueva", TODAY - DAY, TODAY + 13 * DAY),
        ("anotar otono a/b: título nuevo", "a/b: título nuevo", TODAY, None),
    ],
)
def test_what_was_done_is_written_down(line, text, day, check, ctx, world):
    assert say(ctx(), line).done
    (action,) = kept.of_campaign(world.session, "acme-otono")
    assert (action.text, action.day, action.check_on, action.kind) == (text, day, check, Kind.CHANGE)
    assert (action.alert_id, action.actor) == (None, "U0MAYA")


def test_without_a_campaign_it_is_asked_which_and_the_choice_opens_the_form(ctx, world):
    reply = say(ctx(), "log new landing page")
    assert not reply.done
    line = next(value for value in values(reply) if "acme-otono" in value)
    assert actions.dispatch(ctx(modal=True), actions.RUN, line).view["callback_id"] == FORM
    assert kept.of_campaign(world.session, "acme-otono") == []


def test_without_words_the_form_is_opened_where_one_can_be(ctx):
    view = say(ctx(modal=True), "log otono").view
    assert (view["callback_id"], view["private_metadata"]) == (FORM, "campaign:acme-otono")
    assert not say(ctx(), "log otono").done


def test_the_form_of_a_campaign_is_handed_in(ctx, world):
    given = {"what": "other", "text": "Página nueva", "day": "2026-11-16", "check": "14d"}
    assert answered(views.submit(ctx(), FORM, "campaign:acme-otono", given)).done
    (action,) = kept.of_campaign(world.session, "acme-otono")
    assert (action.text, action.check_on) == ("Página nueva", TODAY + 14 * DAY)


@pytest.mark.parametrize("line", ["log otono x on:2026-12-01", "log otono x on:never", "log otono x check:9d"])
def test_days_that_cannot_be_are_refused(line, ctx, world):
    assert not say(ctx(), line).done
    assert kept.of_campaign(world.session, "acme-otono") == []


# --- timeline


@pytest.mark.parametrize("line", ["timeline otono", "historial otono 30d", "cronologia otono període:30d"])
def test_the_timeline_tells_steps_actions_goals_windows_and_who_took_what_in_hand(line, ctx, world):
    row = told(world)
    press(ctx(), buttons.ACK, str(row.id))
    press(ctx(), buttons.NOT_USEFUL, str(row.id))
    say(ctx(), "log otono página nueva on:2026-11-14")
    say(ctx(), "target otono cpl<27€ -leads")
    windows.plan(world.session, "acme", Planned(date(2026, 11, 10), date(2026, 11, 12), "Puente"), "U0MAYA", NOW)
    windows.plan(world.session, "acme", Planned(date(2026, 12, 10), date(2026, 12, 12), "Rebajas"), "U0MAYA", NOW)
    text = said(say(ctx(), line))
    for expected in ("página nueva", "27", "Puente", "<@U0MAYA>"):
        assert expected in text
    assert "Rebajas" not in text
    assert text.count("38,00") == 1, "suspected and confirmed by one look"


def test_a_timeline_begins_and_ends_where_it_is_asked_to(ctx, world):
    say(ctx(), "log otono ahora on:2026-11-14")
    say(ctx(), "log otono antes on:2026-10-14")
    assert "antes" not in said(say(ctx(), "timeline otono period:7d"))
    assert "ahora" not in said(say(ctx(), "timeline otono period:2026-10-01..2026-10-31"))
    assert "antes" in said(say(ctx(), "timeline otono period:2026-10-01..2026-10-31"))


def test_a_timeline_of_another_client_is_not_told(ctx, world):
    told(world, FOREIGN)
    assert "Rebaixes" not in said(say(ctx(), "timeline rebaixes"))
