"""Every card of this room as recorded, in three languages and, where they differ, in both audiences."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, home, joined, router, views
from commands.context import MessageRef
from domain.access import Denied
from domain.errors import InvalidInput
from storage.alerts import actions as kept
from storage.directory import channels
from storage.messages import deliveries, outbox
from templates.cards import adopt, binding, buttons, denied, drafts, errors, picker, share, subscribe
from templates.message import Message
from tests.casting import to
from tests.commands.alerting import STOPPED, told
from tests.commands.conftest import ACME_TEAM, NOW, PLACES

LOCALES = ("en", "es", "ca")
SOURCE = MessageRef("C0ACME", "1763283600.000100", ephemeral=True)


@pytest.fixture(params=LOCALES)
def locale(request):
    return request.param


@pytest.fixture(params=["internal", "client_channel"], ids=["internal", "client"])
def place(request):
    return request.param


@pytest.fixture
def here(world, locale, place):
    """A context in one of the client's channels, whose language is set."""
    slack_id = PLACES[place].channel_id
    bound = channels.get(world.session, slack_id)
    channels.bind(world.session, replace(bound, locale=locale), "U0ADMIN", NOW)

    def make(person="manager"):
        return world.ctx(person, place, locale)

    return make


VIEWS = {"internal": "internal", "client_channel": "client"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("menu", ""),
        ("help", "help"),
        ("help_status", "help status"),
        ("status", "status acme-otono"),
        ("status_month", "status acme-otono period:30d"),
        ("status_by_platform", "status acme-otono by:platform"),
        ("status_of_client", "status client:acme"),
        ("status_of_a_month", "status acme-otono period:2026-11-01..2026-11-15"),
        ("compare", "compare acme-otono acme-invierno"),
        ("compare_month", "compare acme-otono period:2026-10-01..2026-10-31"),
        ("status_not_started", "status acme-navidad"),
        ("list", "list"),
        ("chart", "chart acme-otono"),
        ("target", "target acme-otono"),
        ("target_none", "target acme-invierno"),
        ("target_set", "target acme-otono cpl<30€ roas>=3"),
        ("target_same", "target acme-otono cpl<25€"),
        ("target_removed", "target acme-otono -leads"),
        ("subscriptions_none", "subscribe"),
        ("subscribed", "subscribe otono weekdays 09:00"),
        ("subscribed_monthly", "subscribe monthly 09:00"),
        ("subscribed_settled", "subscribe settled 10:00"),
        ("subscribe_when", "subscribe otono"),
        ("unsubscribed_none", "unsubscribe"),
        ("setup", "setup"),
        ("status_neediest", "status"),
        ("picker_unknown", "status zzzz"),
        ("unknown", "help statsu"),
        ("bad_period", "status otono period:potato"),
    ],
)
def test_answers_in_both_audiences(name, line, here, locale, place, golden):
    golden(name, router.dispatch(here(), line).message, locale=locale, view=VIEWS[place])


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("pace", "pace acme-otono"),
        ("results", "results acme-otono"),
        ("edit_pause", "pause acme-otono until 15 dec"),
        ("edit_resume", "resume acme-otono"),
        ("adopt", "adopt"),
        ("adopt_none", "adopt zzzz"),
        ("sync", "sync"),
    ],
)
def test_internal_answers(name, line, world, locale, golden):
    here = world.ctx("manager", "direct", locale)
    golden(name, router.dispatch(here, line).message, locale=locale)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("alert", "alert"),
        ("alert_list", "alert list acme-otono"),
        ("alert_muted", 'alert mute acme-otono cpl 3d reason:"<página> nueva"'),
        ("alert_edited", "alert edit acme-otono cpl<28€ for:2d min:20"),
        ("alert_window", 'alert window 20 nov..30 nov reason:"Black Friday"'),
        ("snooze", "snooze acme-otono cpl 3d"),
        ("snooze_which", "snooze acme-otono"),
        ("log", "log acme-otono nueva página on:2026-11-14 check:7d"),
        ("timeline", "timeline acme-otono"),
        ("why", "why acme-otono"),
    ],
)
def test_answers_about_alerts(name, line, world, locale, golden):
    told(world)
    told(world, STOPPED)
    here = world.ctx("manager", "direct", locale)
    router.dispatch(here, "target acme-otono cpl<26€")
    golden(name, router.dispatch(here, line).message, locale=locale)


def test_the_forms_of_alerts(world, locale, golden):
    row, here = told(world), world.ctx("manager", "direct", locale, modal=True)
    golden("log_form", actions.dispatch(here, buttons.LOG, str(row.id), SOURCE).view, locale=locale)
    golden("nochange_form", actions.dispatch(here, buttons.NO_CHANGE, str(row.id), SOURCE).view, locale=locale)
    golden("rule_form", router.dispatch(here, "alert edit acme-otono cpl").view, locale=locale)


def test_the_home_with_alerts(world, locale, golden):
    told(world)
    day = NOW.date() - timedelta(days=8)
    kept.log(
        world.session, kept.Action("acme", "acme-otono", NOW, day, "U0MAYA", kept.Kind.CHANGE, "Web", check_on=day)
    )
    golden("home_alerts", home.home(world.ctx("manager", "home", locale)), locale=locale)


def test_what_external_people_get(here, locale, place, golden):
    golden("external_help", router.dispatch(here("client"), "help").message, locale=locale, view=VIEWS[place])
    golden("external_menu", router.dispatch(here("client"), "").message, locale=locale, view=VIEWS[place])


def test_a_channels_subscriptions(here, locale, place, golden):
    router.dispatch(here(), "subscribe otono mon 09:00")
    router.dispatch(here(), "subscribe daily 08:30")
    golden("subscriptions", router.dispatch(here(), "subscribe").message, locale=locale, view=VIEWS[place])
    golden("unsubscribe_which", router.dispatch(here(), "unsubscribe").message, locale=locale, view=VIEWS[place])
    golden("unsubscribed", router.dispatch(here(), "unsubscribe all").message, locale=locale, view=VIEWS[place])


def test_what_is_shared(here, world, locale, place, golden):
    reply = actions.dispatch(here(), "vigia.status.share", "status acme-otono", SOURCE)
    golden("shared_done", reply.message, locale=locale, view=VIEWS[place])
    shared = next(d for n in range(1, 9) if (d := deliveries.get(world.session, n)) and d.kind == "share")
    golden("shared", Message.from_json(shared.payload), locale=locale, view=VIEWS[place])


def test_the_test_of_a_subscription(here, world, locale, place, golden):
    router.dispatch(here(), "subscribe mon 09:00")
    actions.dispatch(here(), "vigia.test.send", "2", SOURCE)
    sent = next(d for n in range(1, 9) if (d := deliveries.get(world.session, n)) and d.kind == "test")
    golden("test", Message.from_json(sent.payload), locale=locale, view=VIEWS[place])


@pytest.mark.parametrize("person", ["manager", "admin", "member", "client"])
def test_the_home(person, world, locale, golden):
    payload = {"text": "x", "blocks": []}
    outbox.intend(world.session, "u:1", to("C0ACME"), "status", payload, at=NOW, client_key="acme", held=True)
    golden(f"home_{person}", home.home(world.ctx(person, "home", locale)), locale=locale)


def test_the_binding_cards(world, locale, golden):
    unbound = world.ctx("manager", "unbound", locale)
    shared = replace(PLACES["unbound"], is_ext_shared=True, connected_teams=(ACME_TEAM,))
    golden("welcome", joined.joined(unbound), locale=locale)
    golden("welcome_shared", joined.joined(replace(unbound, place=shared)), locale=locale)
    golden("bound_client", binding.bound_card(locale, "Clínica Acme"), locale=locale)
    golden("belongs", binding.belongs_card(locale, "Clínica Acme"), locale=locale)
    golden("teams_confirmed", binding.teams_confirmed(locale, "C0ACME", 2), locale=locale)
    golden("teams_known", binding.teams_known(locale), locale=locale)


def test_the_modals(world, locale, golden):
    here = world.ctx("manager", "direct", locale)
    golden("target_form", views.open_target(here, "acme-otono").view, locale=locale)
    golden("note_form", drafts.note_form(locale, "1:D0MAYA:1.1"), locale=locale)


def test_what_becomes_of_drafts_and_lost_messages(locale, golden):
    for skipped in (False, True):
        name = "skipped" if skipped else "approved"
        golden(f"draft_{name}", drafts.draft_settled(locale, "C0ACME", "U0MAYA", skipped=skipped), locale=locale)
        golden(f"draft_{name}_before", drafts.draft_known(locale, skipped=skipped), locale=locale)
    for again in (False, True):
        golden(f"arrival_{'again' if again else 'yes'}", drafts.arrival_settled(locale, again=again), locale=locale)
    golden("arrival_known", drafts.arrival_known(locale), locale=locale)


@pytest.mark.parametrize("reason", [*Denied, None])
def test_refusals(reason, locale, golden):
    golden(f"denied_{reason or 'other'}", denied.denied(locale, reason, ("U0MAYA", "U0POL")), locale=locale)


def test_the_other_short_answers(world, locale, golden):
    golden("internal_only", denied.internal_only(locale), locale=locale)
    golden("nothing", picker.nothing(locale), locale=locale)
    golden("already_shared", share.already_shared(locale), locale=locale)
    golden("teams_first", share.teams_first(locale), locale=locale)
    golden("test_sent", subscribe.sent_test(locale), locale=locale)
    golden("test_sent_before", subscribe.sent_test(locale, again=True), locale=locale)
    golden("already_adopted", adopt.already_adopted(locale), locale=locale)
    golden("failed", errors.failed(locale, "0a1b2c"), locale=locale)
    here = world.ctx("manager", "direct", locale)
    golden("adopted", actions.dispatch(here, "vigia.adopt.take.0", "1:119", SOURCE).message, locale=locale)


@pytest.mark.parametrize(
    ("code", "example"),
    [
        ("period", "7d"),
        ("kpi", "impressions, clicks, ctr, cpc, cpm, spend, conversions, cvr, cpa, leads"),
        ("comparator", "cpl < 25 EUR"),
        ("goal_currency", "cpl < 25 EUR"),
        ("goal_unit", "ctr > 2%"),
        ("every", "mon 09:00"),
        ("goal", "cpl < 25 EUR"),
        ("goal_ceiling", "cpl <= 25 EUR"),
        ("goal_floor", "roas >= 3"),
        ("goal_twice", "cpl"),
        ("option", "period, client"),
        ("source", "google, meta, hubspot"),
        ("channel_bound", ""),
        ("until", "1d, 3d, report, worse"),
        ("until_worse", "3d"),
        ("rule", "cpl"),
        ("rule_unknown", "target acme-otono ctr<30"),
        ("nothing_to_try", "alert backtest acme-otono cpl<30"),
        ("long", "log acme-otono …"),
        ("log_text", "log acme-otono …"),
        ("reason", ""),
        ("count", "min:20"),
        ("check", "check:7d"),
        ("day", "on:2026-11-16"),
        ("days", "20 nov..30 nov"),
        ("something_new", ""),
    ],
)
def test_what_cannot_be_read(code, example, locale, golden):
    message = errors.invalid(locale, InvalidInput(code, "field", "<what was typed>", example))
    assert "typed" not in message.text
    golden(f"invalid_{code}", message, locale=locale)
