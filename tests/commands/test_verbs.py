"""What every verb must do, whichever it is; then what each of them does."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import router
from commands.campaigns import known
from commands.context import Context, Reply
from commands.help import entry, lookup, name_in
from commands.listing import asked
from commands.table import VERBS
from commands.vocabulary import VOCABULARIES
from domain.entities import Subscription
from domain.names import fold
from insights.overview import overview
from notifiers.delivery.kinds import Kind
from storage import connect, reading
from storage.db import audit
from storage.directory import campaigns, clients, schedule
from storage.facts import fx, sync
from storage.messages import deliveries
from templates import limits
from templates.catalogue import files
from templates.mrkdwn import unescape
from templates.words import words
from tests.commands.conftest import NOW, PEOPLE, PLACES

ABSURD = (
    "",
    "   ",
    "ñ" * 3_000,
    "period:999999d",
    "period:0001-01-01..9999-12-31",
    "period:9999-12-31..0001-01-01",
    "period:2026-13-45..2026-99-99",
    "—period",
    "<!channel> <@U0MAYA> <#C0ACME|acme>",
    "'; DROP TABLE campaign; --",
    "\u202e\u0000\ud800",
    "cpl<<<25€ leads>=>=300",
    "cpl<25€ cpl>99999999999999999999999999999999999999999",
    "mon 99:99",
    "99:99",
    "{key} %s %(x)s {0.__class__}",
    "💸" * 500,
)
LOCALES = ("en", "es", "ca")
VERB_NAMES = [verb.name for verb in VERBS]


def answered(reply: Reply) -> Reply:
    """Exactly one answer that Slack takes."""
    assert sum(thing is not None for thing in (reply.message, reply.view, reply.errors)) == 1
    if reply.message is not None:
        assert limits.check(reply.message) == []
        assert reply.message.text
    return reply


def said(reply: Reply) -> str:
    assert reply.message is not None
    return reply.message.text


def values(reply: Reply) -> list[str]:
    """The values of a message's buttons and options."""
    assert reply.message is not None
    found = []
    for block in reply.message.blocks:
        for element in [*block.get("elements", []), block.get("accessory", {})]:
            found += [option["value"] for option in element.get("options", [])]
            found += [element["value"]] if "value" in element else []
    return found


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("verb", VERBS, ids=VERB_NAMES)
def test_a_verb_has_help_in_every_language(verb, locale, ctx):
    told = entry(words(locale), verb)
    assert told.about
    assert told.examples
    if locale != "en":
        assert told.about != verb.about, "the description is not translated"
    reply = answered(router.dispatch(ctx(place="direct", locale=locale), f"help {told.name}"))
    assert told.usage.split()[0] in said(reply)
    assert reply.done


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("verb", VERBS, ids=VERB_NAMES)
def test_a_verbs_examples_and_usage_mean_that_verb_in_every_language(verb, locale):
    told = entry(words(locale), verb)
    for line in (told.usage, *told.examples):
        assert lookup(line.split()[0], VERBS) is verb


def test_no_two_verbs_share_a_word():
    for verb in VERBS:
        for name in verb.names:
            assert lookup(name, VERBS) is verb, name


@pytest.mark.parametrize("verb", VERBS, ids=VERB_NAMES)
@pytest.mark.parametrize("place", PLACES)
def test_a_verb_answers_once_whatever_follows_it(verb, place, ctx):
    for rest in ABSURD:
        answered(router.dispatch(ctx(place=place), f"{verb.name} {rest}"))


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("place", PLACES)
def test_every_person_in_every_place_gets_one_private_answer(person, place, ctx):
    for verb in VERBS:
        assert answered(router.dispatch(ctx(person, place), verb.name)).private


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_gets_one_answer(text, ctx):
    answered(router.dispatch(ctx(), text))


@pytest.mark.parametrize("verb", [v for v in VERBS if not v.changes], ids=lambda v: v.name)
def test_a_verb_that_changes_nothing_answers_from_a_session_that_cannot_write(verb, seeded, tmp_path):
    copy = tmp_path / "read.sqlite3"
    copy.write_bytes(seeded.read_bytes())
    engine = connect(f"sqlite:///{copy}")
    with reading(engine) as session:
        for rest in ("", "otono"):
            line = f"{verb.name} {rest}"
            assert router.is_read(line)
            answered(router.dispatch(Context(session, PEOPLE["manager"], PLACES["internal"], NOW), line))
    engine.dispose()


def test_verbs_that_change_something_are_not_reads():
    assert [v.name for v in VERBS if not router.is_read(v.name)] == [
        "target",
        "edit",
        "pause",
        "resume",
        "alert",
        "snooze",
        "log",
        "subscribe",
        "unsubscribe",
        "setup",
        "sync",
        "language",
    ]
    assert router.is_read("")
    assert router.is_read("nonsense")
    assert not router.is_read("suscribir lunes 09:00")


# --- the empty command, help, unknown verbs


def test_the_empty_command_offers_ones_campaigns_and_buttons(ctx):
    reply = answered(router.dispatch(ctx(place="direct"), ""))
    assert "status acme-otono" in values(reply)
    assert {"list", "help"} <= set(values(reply))


def test_who_has_no_campaign_is_told_so_and_offered_help(ctx):
    reply = answered(router.dispatch(ctx("member", "direct"), ""))
    assert said(reply) == "There is no campaign here that you can see."
    assert values(reply) == ["help"]


def test_help_in_a_clients_channel_leaves_out_what_is_internal(ctx):
    told = said(router.dispatch(ctx(place="client_channel"), "help"))
    assert "suscribir" in told
    assert "ritmo" not in told


def test_help_for_external_people_shows_no_slash_and_nothing_that_changes(ctx):
    told = said(router.dispatch(ctx("client", "client_channel"), "help"))
    assert "estado" in told
    assert "/campaign" not in told
    assert "suscribir" not in told


def test_help_with_an_unknown_verb_gives_the_nearest(ctx):
    reply = router.dispatch(ctx(place="direct"), "help statsu")
    assert "Did you mean `status`?" in said(reply)
    assert not reply.done


@pytest.mark.parametrize(("typed", "nearest"), [("statsu", "status"), ("lsit", "list"), ("suscrbe", "subscribe")])
def test_a_verb_with_a_slip_of_the_pen_is_understood(typed, nearest, ctx):
    reply = answered(router.dispatch(ctx(place="direct"), typed))
    assert said(reply).startswith(f"Understood: {nearest}.")


def test_a_verb_like_nothing_gets_three_examples(ctx):
    told = said(router.dispatch(ctx(place="direct"), "xyzzyplugh"))
    assert told.count("/campaign ") == 3
    assert "xyzzy" not in told


@pytest.mark.parametrize("kind", ["gracias!", "¡Gràcies!", "ok", "perfecto", "thanks a lot"])
def test_kind_words_are_no_mistyped_verb(kind, ctx):
    told = said(router.dispatch(ctx(place="direct"), kind))
    assert told.startswith("At your service.")
    assert "Did you mean" not in told


@pytest.mark.parametrize("line", ["xyzzyplugh", "💥", "help xyzzyplugh"])
def test_what_is_not_understood_is_said_to_be(line, ctx):
    assert said(router.dispatch(ctx(place="direct"), line)).startswith("I did not understand that.")


@pytest.mark.parametrize("verb", [v for v in VERBS if v.name not in {"sync", "help"}], ids=lambda v: v.name)
@pytest.mark.parametrize(
    ("person", "place", "locale"), [("manager", "internal", "es"), ("other_manager", "beta_internal", "ca")]
)
def test_examples_name_a_campaign_of_the_place_and_work_as_copied(verb, person, place, locale, ctx):
    told = unescape(said(router.dispatch(ctx(person, place), f"help {verb.name}")))
    lines = [line.strip("• `").removeprefix("/campaign ") for line in told.split("\n") if line.startswith("• ")]
    assert lines
    for line in lines:
        answer = said(router.dispatch(ctx(person, place), line))
        assert words(locale).t("I don't know that campaign here. Is it one of these?") not in answer, line


def test_a_campaigns_own_name_is_asked_for_its_status(ctx):
    assert "Otoño leads" in said(router.dispatch(ctx(place="direct"), "otoño leads"))


@pytest.mark.parametrize("word", ["estado", "estat", "STATUS", "Estado"])
def test_aliases_work_in_any_language_of_the_reader(word, ctx):
    assert "Otoño leads" in said(router.dispatch(ctx(), f"{word} otono"))


def test_an_answer_to_one_person_speaks_their_language_else_the_channels_else_its_clients(ctx, world):
    assert "`/campaign status" in said(router.dispatch(ctx(locale="en-US"), "help"))
    assert "llista" in said(router.dispatch(ctx(locale="ca-ES"), "help"))
    for unknown in ("", "fr-FR"):
        assert "estado" in said(router.dispatch(ctx(locale=unknown), "help"))
        assert "llista" in said(router.dispatch(ctx("other_manager", "beta_internal", locale=unknown), "help"))
    assert "llista" in said(router.dispatch(ctx(place="direct", locale="ca"), "help"))
    assert name_in(words("en"), VERBS[0]) == "status"


# --- finding the campaign


@pytest.mark.parametrize("typed", ["acme-otono", "otoño", "OTONO", "otoño leads", "otoo leads", "Otoño Leads"])
def test_a_campaign_is_found_by_key_name_or_nearly_its_name(typed, ctx):
    assert "Otoño leads" in said(router.dispatch(ctx(), f"status {typed}"))


def test_several_campaigns_are_asked_back_with_buttons_that_run_the_verb_again(ctx):
    reply = router.dispatch(ctx(), "chart acme period:30d")
    assert not reply.done
    assert "chart acme-otono period:30d" in values(reply)
    again = router.dispatch(ctx(), "chart acme-otono period:30d")
    assert again.done


def test_an_unknown_campaign_is_asked_back_without_repeating_what_was_typed(ctx):
    reply = router.dispatch(ctx(), "status zzzzzz")
    assert not reply.done
    assert "zzzzzz" not in json.dumps(reply.message.to_json())
    assert "status acme-invierno" in values(reply)


def test_a_clients_name_offers_its_campaigns(ctx):
    assert "Rebaixes tardor" in said(router.dispatch(ctx("admin", "direct"), "status zenit"))
    offered = values(router.dispatch(ctx("admin", "direct"), "chart acme"))
    assert {"chart acme-otono", "chart acme-invierno", "chart acme-navidad"} <= set(offered)


def test_the_channels_only_campaign_needs_no_name(ctx):
    assert "Rebaixes tardor" in said(router.dispatch(ctx("other_manager", "beta_internal"), "status"))


def test_a_name_of_another_client_is_as_unknown_as_any(ctx):
    other = router.dispatch(ctx("admin"), "status beta-rebaixes")
    nonsense = router.dispatch(ctx("admin"), "status nonsense-nonsense")
    assert other == nonsense


def test_many_campaigns_come_as_a_menu_and_very_many_as_a_search(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    for n in range(10):
        campaigns.save(world.session, replace(base, key=f"acme-{n}", name=f"Serie {n}", matches=()), "U", NOW)
    menu = router.dispatch(ctx(), "status serie").message.blocks[1]["elements"][0]
    assert menu["type"] == "static_select"
    assert menu["action_id"] == "vigia.pick.status"
    assert len(menu["options"]) == 10
    for n in range(10, 110):
        campaigns.save(world.session, replace(base, key=f"acme-{n}", name=f"Serie {n}", matches=()), "U", NOW)
    search = router.dispatch(ctx(), "status serie").message.blocks[1]["elements"][0]
    assert search["type"] == "external_select"
    assert len(router.dispatch(ctx(), "list").message.blocks) < 50


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("status otoño from:2026-11-01 to:2026-11-10", "I don't know that option. Here I know period:7d"),
        ("pace otoño period:7d", "I don't know that option: none is needed here."),
        ("list colour:red", "I don't know that option. Here I know client:example and sort:money."),
    ],
)
def test_an_option_that_the_verb_does_not_know_is_named_with_those_it_knows(line, expected, ctx):
    reply = router.dispatch(ctx(place="direct"), line)
    assert expected in said(reply)
    assert not reply.done


@pytest.mark.parametrize("verb", ["status", "chart"])
def test_a_period_that_cannot_be_read_is_told_before_a_campaign_is_picked(verb, ctx):
    reply = router.dispatch(ctx(place="direct"), f"{verb} acme period:banana")
    assert "I can't read that period" in said(reply)
    assert values(reply) == []


# --- status, list, chart, pace


def test_status_states_window_currency_freshness_and_what_is_provisional(ctx):
    told = said(router.dispatch(ctx(place="direct", locale="en"), "status otoño"))
    for part in ("Nov 9", "15, 2026", "Currency EUR", "2 hours ago", "Provisional from"):
        assert part in told, part


def test_status_has_a_share_button_only_where_there_is_a_channel_to_share_into(ctx):
    share = "status acme-otono period:2026-11-09..2026-11-15"
    assert share in values(router.dispatch(ctx(), "status otono"))
    assert share not in values(router.dispatch(ctx(place="direct"), "status otono"))
    assert share not in values(router.dispatch(ctx("client", "client_channel"), "status otono"))
    assert share not in values(router.dispatch(ctx(place="unconfirmed"), "status otono"))


def test_status_says_on_demand_what_has_moved_since_the_days_were_first_shown(ctx):
    days = "status acme-otono period:2026-11-09..2026-11-14"
    for locale, word in (("en", "since"), ("es", "desde"), ("ca", "des")):
        here = ctx(place="direct", locale=locale)
        asked = said(router.dispatch(here, f"{days} {word}:shown"))
        sentence = {"en": "first said is not known", "es": "qué decían al principio", "ca": "què deien al principi"}
        assert sentence[locale] in asked
        assert sentence[locale] not in said(router.dispatch(here, days))
    theirs = said(router.dispatch(ctx("client", "client_channel", locale="en"), f"{days} since:shown"))
    assert "first said" not in theirs


def test_status_offers_other_periods(ctx):
    offered = values(router.dispatch(ctx(), "status otono"))
    assert {f"status acme-otono period:{p}" for p in ("7d", "30d", "all")} <= set(offered)
    for line in offered:
        assert router.dispatch(ctx(), line).done


def test_a_campaign_that_has_not_begun_offers_no_whole_flight(ctx):
    reply = router.dispatch(ctx(), "status navidad")
    assert "status acme-navidad period:all" not in values(reply)
    assert reply.done


def test_an_ended_campaign_shows_its_whole_flight(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(base, end=base.start + timedelta(days=20)), "U", NOW)
    shown = values(router.dispatch(ctx(), "status otono"))
    whole = values(router.dispatch(ctx(), "status otono period:all"))
    for offered in (shown, whole):
        assert "status acme-otono period:2026-10-01..2026-10-21" in offered
        assert all(router.dispatch(ctx(), line).done for line in offered)


def test_the_whole_campaign_ends_yesterday_as_its_pace_does(ctx):
    offered = values(router.dispatch(ctx(), "status otono period:all"))
    assert "status acme-otono period:2026-10-01..2026-11-15" in offered


def test_a_very_long_flight_can_still_be_shared(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    long = replace(base, start=base.start - timedelta(days=900), end=base.start + timedelta(days=20))
    campaigns.save(world.session, long, "U", NOW)
    offered = values(router.dispatch(ctx(), "status otono"))
    assert all(router.dispatch(ctx(), line).done for line in offered)


@pytest.mark.parametrize("period", ["9999d", "potato", "2026-10-31..2026-10-01", "1900-01-01..2026-01-01", "all:all"])
def test_a_period_that_cannot_be_read_is_answered_with_an_example(period, ctx):
    reply = router.dispatch(ctx(place="direct"), f"status otono period:{period}")
    assert "For example:" in said(reply)
    assert not reply.done


def test_the_clients_view_of_every_verb_never_speaks_of_money_matters(ctx):
    for line in ("status otono", "list", "chart otono", "help", "target otono", ""):
        told = json.dumps(router.dispatch(ctx("manager", "client_channel"), line).message.to_json(), ensure_ascii=False)
        for word in ("12.000", "Hipótesis", "U0MAYA", "Ritmo"):
            assert word not in told, (line, word)


def test_list_puts_trouble_first_and_states_its_window(ctx):
    reply = router.dispatch(ctx(place="direct"), "list")
    told = said(reply)
    assert told.index("Otoño leads") < told.index("Invierno") < told.index("Navidad")
    assert "Window:" in told
    assert "Currency: EUR" in told
    assert "Oldest data: 2 hours ago" in told
    assert "Provisional from" in told


def test_the_order_of_trouble_can_be_had_without_a_list(ctx):
    found = overview(ctx().session, asked(list(reversed(known(ctx())))), ctx().now, 3)
    assert [one.snapshot.campaign.key for one in found.rows] == ["acme-otono", "acme-invierno", "acme-navidad"]


def test_list_can_be_narrowed_down(ctx):
    assert "Navidad" not in said(router.dispatch(ctx(place="direct"), "list otoño"))
    assert "Rebaixes" not in said(router.dispatch(ctx("admin", "direct"), "list client:acme"))
    assert not router.dispatch(ctx(place="direct"), "list zzzz").done


def test_what_ended_long_ago_is_listed_only_when_asked_for(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    old = replace(base, key="acme-vieja", name="Vieja", start=base.start - timedelta(days=90), end=base.start)
    campaigns.save(world.session, old, "U", NOW)
    assert "Vieja" not in said(router.dispatch(ctx(place="direct"), "list"))
    assert "Vieja" in said(router.dispatch(ctx(place="direct"), "list vieja"))


def test_list_names_the_client_where_there_are_several(ctx):
    assert "Zenit Botigues · Rebaixes tardor" in said(router.dispatch(ctx("admin", "direct"), "list"))
    assert "Acme ·" not in said(router.dispatch(ctx(), "list"))


def test_list_says_when_a_source_never_answered(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    for key in ("acme-otono", "acme-invierno", "acme-navidad"):
        campaigns.save(world.session, replace(base, key=key, matches=()), "U", NOW)
    assert "Some sources have not answered yet" in said(router.dispatch(ctx(place="direct"), "list"))


def test_pace_shows_the_budget_with_its_chart(ctx):
    reply = router.dispatch(ctx(place="direct"), "pace otono")
    assert "€12,000" in said(reply)
    assert "Expected by now" in said(reply)
    assert reply.message.chart is not None
    assert "pace acme-otono" in values(router.dispatch(ctx(), "pace otono"))


@pytest.mark.parametrize("verb", ["pace", "adopt", "sync"])
@pytest.mark.parametrize("place", ["client_channel", "shared_internal", "unconfirmed"])
def test_internal_verbs_are_refused_where_others_read(verb, place, ctx):
    reply = router.dispatch(ctx(place=place), verb)
    assert not reply.done
    assert "canal interno" in said(reply)


def test_pace_and_chart_ask_back_when_the_campaign_is_not_clear(ctx):
    for verb in ("pace", "chart", "target", "subscribe", "unsubscribe"):
        reply = router.dispatch(ctx(), f"{verb} zzzzzz")
        assert not reply.done
        assert any(value.startswith(f"{verb} acme-otono") for value in values(reply))


def test_chart_carries_a_picture_and_its_finding_in_words(ctx):
    reply = router.dispatch(ctx(place="direct"), "chart otono period:30d")
    assert reply.message.chart is not None
    assert reply.message.chart.alt in unescape(said(reply))


def test_a_chart_of_nothing_says_so_in_words(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(base, key="acme-vacia", name="Vacía", matches=()), "U", NOW)
    reply = answered(router.dispatch(ctx(place="direct"), "chart acme-vacia"))
    assert "No data" in said(reply)


# --- target


def test_target_shows_the_goals(ctx):
    told = said(router.dispatch(ctx(place="direct"), "target otono"))
    assert "&lt; €25" in told
    assert "agreed" in told


def test_target_sets_goals_beside_those_of_other_kpis_and_notes_who(ctx, world):
    reply = router.dispatch(ctx(), "target otono cpl&lt;30€ roas&gt;=3")
    assert reply.done
    goals = {goal.kpi: str(goal.target) for goal in campaigns.get(world.session, "acme-otono").goals}
    assert goals == {"cpl": "30", "leads": "300", "roas": "3"}
    note = audit.recent(world.session, 1)[0]
    assert (note.actor, note.what, note.subject) == ("U0MAYA", "campaign.changed", "acme-otono")


@pytest.mark.parametrize(
    "line", ["target otono cpl:30€", "target otoño cpl 30€", "target cpl 30€", "meta otono CPL < 30"]
)
def test_target_reads_what_people_write(line, ctx, world):
    if "oto" not in line:
        for key in ("acme-invierno", "acme-navidad"):
            campaigns.remove(world.session, key, "U", NOW)
    assert router.dispatch(ctx(), line).done
    assert {g.kpi: str(g.target) for g in campaigns.get(world.session, "acme-otono").goals}["cpl"] == "30"


def test_setting_the_same_goals_again_says_so(ctx):
    reply = router.dispatch(ctx(place="direct"), "target otono cpl<25€")
    assert not reply.done
    assert "already has these goals" in said(reply)


@pytest.mark.parametrize(
    "goals",
    [
        "cpl<",
        "cpl<25%",
        "pace=1",
        "foo<3",
        "leads>=0",
        "leads>=1e9",
        "cpl<25XYZ",
        "cpl<25$",
        f"cpl<{'9' * 41}",
        "cpl<0.0000000001",
        "ctr>2€",
        "cpl<25€ leads>>3",
    ],
)
def test_goals_that_cannot_be_read_are_answered_with_an_example_and_change_nothing(goals, ctx, world):
    before = campaigns.get(world.session, "acme-otono")
    reply = answered(router.dispatch(ctx(place="direct"), f"target otono {goals}"))
    assert not reply.done
    assert campaigns.get(world.session, "acme-otono") == before


def test_a_currency_with_a_known_rate_may_be_used(ctx, world):
    fx.save(world.session, "USD", {NOW.date(): Decimal("0.9")})
    assert router.dispatch(ctx(), "target otono cpl<25$").done
    assert campaigns.get(world.session, "acme-otono").goals[0].currency == "USD"


@pytest.mark.parametrize(
    ("goals", "said_of_it"),
    [
        ("cpl>3€", "less is better"),
        ("roas<=3", "more is better"),
        ("cpl<25€ cpl<30€", "Cost per lead is there twice"),
        ("foo<3", "I know cost per lead, leads, ROAS, CPA"),
    ],
)
def test_goals_that_nobody_can_mean_are_refused_with_the_reason(goals, said_of_it, ctx, world):
    before = campaigns.get(world.session, "acme-otono")
    reply = router.dispatch(ctx(place="direct"), f"target otono {goals}")
    assert said_of_it in said(reply)
    assert not reply.done
    assert campaigns.get(world.session, "acme-otono") == before


@pytest.mark.parametrize("struck", ["-leads", "—leads", "leads:none", "leads: ninguno", "-LEADS"])
def test_a_goal_is_removed_by_a_dash_or_by_none_and_that_is_said_and_noted(struck, ctx, world):
    reply = router.dispatch(ctx(place="direct"), f"target otono {struck}")
    assert reply.done
    assert "Otoño leads: Goal removed: Leads." in said(reply)
    assert [goal.kpi for goal in campaigns.get(world.session, "acme-otono").goals] == ["cpl"]
    note = audit.recent(world.session, 1)[0]
    assert note.what == "campaign.changed"
    assert note.detail["fields"]["goals.leads"]["new"] is None


def test_goals_are_set_and_removed_in_one_line(ctx, world):
    told = said(router.dispatch(ctx(place="direct"), "target otono cpl<30€ -leads"))
    assert "Done: Cost per lead of Otoño leads set. Goal removed: Leads." in told
    assert [str(goal.target) for goal in campaigns.get(world.session, "acme-otono").goals] == ["30"]


def test_removing_a_goal_that_is_not_there_says_that_nothing_changes(ctx):
    reply = router.dispatch(ctx(place="direct"), "target otono -roas")
    assert "Nothing to change" in said(reply)
    assert not reply.done


def test_a_campaign_that_has_to_be_picked_keeps_what_was_to_be_removed(ctx):
    assert "target acme-otono cpl<30€ -leads" in values(router.dispatch(ctx(), "target acme cpl<30€ -leads"))


def test_a_member_removes_nothing(ctx, world):
    before = campaigns.get(world.session, "acme-otono")
    assert not router.dispatch(ctx("member"), "target otono -leads").done
    assert campaigns.get(world.session, "acme-otono") == before


def test_a_campaign_without_goals_says_so(ctx):
    assert "no goals yet" in said(router.dispatch(ctx(place="direct"), "target invierno"))


def test_members_may_read_goals_but_not_set_them_and_hear_who_may(ctx, world):
    assert router.dispatch(ctx("member"), "target otono").done
    reply = router.dispatch(ctx("member"), "target otono cpl<1€")
    assert "<@U0MAYA>" in said(reply)
    assert not reply.done
    assert str(campaigns.get(world.session, "acme-otono").goals[0].target) == "25"


# --- subscribe, unsubscribe


@pytest.mark.parametrize(
    ("typed", "every", "keys"),
    [
        ("mon 09:00", "mon 09:00", ()),
        ("weekly mon 09:00", "mon 09:00", ()),
        ("weekly", "mon 09:00", ()),
        ("daily 08:30", "daily 08:30", ()),
        ("daily", "daily 09:00", ()),
        ("diario 8:30", "daily 08:30", ()),
        ("cada lunes 10.15", "mon 10:15", ()),
        ("dilluns 9h00", "mon 09:00", ()),
        ("otono weekdays 09:00", "weekdays 09:00", ("acme-otono",)),
        ("otoño viernes", "fri 09:00", ("acme-otono",)),
        ("status otono mon 09:00", "mon 09:00", ("acme-otono",)),
        ("otono dl 9", "mon 09:00", ("acme-otono",)),
        ("lunes a las 9h", "mon 09:00", ()),
        ("todas cada día a las 8:30", "daily 08:30", ()),
        ("tots els dies 8.30", "daily 08:30", ()),
        ("every day at 8:30", "daily 08:30", ()),
        ("otoño mensual", "monthly 09:00", ("acme-otono",)),
        ("otoño cada mes a las 10", "monthly 10:00", ("acme-otono",)),
        ("el primer día laborable de cada mes", "monthly 09:00", ()),
        ("otono el primer dia feiner a les 8:30", "monthly 08:30", ("acme-otono",)),
        ("tots els dilluns a les 9", "mon 09:00", ()),
        ("cada lunes a las 9 otoño", "mon 09:00", ("acme-otono",)),
        ("otono on mondays at 9am", "mon 09:00", ("acme-otono",)),
        ("weekdays at 8", "weekdays 08:00", ()),
        ("de lunes a viernes a las 8 de la mañana", "weekdays 08:00", ()),
        ("los viernes a las 5 de la tarde", "fri 17:00", ()),
        ("mensual cuando cierren los datos", "settled 09:00", ()),
        ("otono mensual quan es tanquin les dades a les 10", "settled 10:00", ("acme-otono",)),
        ("every month", "monthly 09:00", ()),
        ("semanal", "mon 09:00", ()),
        ("el informe semanal de otoño", "mon 09:00", ("acme-otono",)),
        ("cada primero de mes", "monthly 09:00", ()),
        ("otono semanal viernes", "fri 09:00", ("acme-otono",)),
    ],
)
def test_subscribe_reads_schedules_in_three_languages(typed, every, keys, ctx, world):
    assert router.dispatch(ctx(), f"subscribe {typed}").done
    (made,) = schedule.of_channel(world.session, "C0ACMEINT")
    assert (made.every, made.campaigns, made.what) == (every, keys, "status")


def test_subscribe_says_the_next_run_in_the_clients_time_zone_and_offers_a_test(ctx, world):
    reply = router.dispatch(ctx(), "subscribe mon 09:00")
    assert "cada lunes a las 09:00" in said(reply)
    assert "23 nov, 09:00 (Europe/Madrid)" in said(reply)
    (made,) = schedule.of_channel(world.session, "C0ACMEINT")
    assert values(reply) == [str(made.id)]
    assert schedule.upcoming(world.session, made.id).isoformat() == "2026-11-23T08:00:00+00:00"
    assert audit.recent(world.session, 1)[0].what == "subscription.created"


def test_subscribing_twice_says_so_and_makes_one(ctx, world):
    router.dispatch(ctx(), "subscribe mon 09:00")
    reply = router.dispatch(ctx(), "subscribe mon 09:00")
    assert not reply.done
    assert "ya lo recibe" in said(reply)
    assert len(schedule.of_channel(world.session, "C0ACMEINT")) == 1


def test_another_rhythm_says_whose_place_it_takes(ctx):
    router.dispatch(ctx(), "subscribe daily 09:00")
    assert "En lugar de: cada día laborable a las 09:00." in said(router.dispatch(ctx(), "subscribe fri 09:00"))


def test_in_a_clients_channel_subscribing_says_that_drafts_go_to_the_owner_first(ctx):
    assert "borrador" in json.dumps(
        router.dispatch(ctx(place="client_channel"), "subscribe mon 09:00").message.to_json()
    )
    assert "borrador" not in json.dumps(router.dispatch(ctx(), "subscribe mon 09:00").message.to_json())


def test_subscribe_alone_shows_what_the_channel_receives(ctx):
    assert "aún no recibe nada" in said(router.dispatch(ctx(), "subscribe"))
    router.dispatch(ctx(), "subscribe otono weekdays 09:00")
    router.dispatch(ctx(), "subscribe daily 08:30")
    told = said(router.dispatch(ctx(), "subscribe"))
    assert "Estado de Otoño leads, de lunes a viernes" in told
    assert "Estado de todas las campañas, cada día" in told


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        *((typed, "lunes 09:00") for typed in ("mon 25:00", "otono 9:75", "foo 09:00", "9am", "otoño a las 9")),
        *(
            (typed, "lunes 09:00")
            for typed in ("otoño quincenal", "lunes y jueves", "cada dos semanas", "otono hourly", "lunes a las diez")
        ),
        *(
            (typed, "mensual 09:00")
            for typed in ("el primer lunes de cada mes", "mensual lunes", "el día 5 de cada mes")
        ),
        *((typed, "diario 09:00") for typed in ("diario 9:00 y 17:00", "cada dos horas todos los días")),
    ],
)
def test_a_schedule_that_cannot_be_read_is_refused_with_the_nearest_example(typed, example, ctx, world):
    """`suscribir otoño mensual` was every Monday."""
    reply = router.dispatch(ctx(), f"subscribe {typed}")
    assert f"Por ejemplo: {example}" in said(reply)
    assert not reply.done
    assert schedule.of_channel(world.session, "C0ACMEINT") == []


def test_a_campaign_without_a_schedule_is_asked_about_and_its_name_is_no_schedule(ctx, world):
    named = replace(campaigns.get(world.session, "acme-otono"), name="Black Friday")
    campaigns.save(world.session, named, "U0MAYA", NOW)
    asked = router.dispatch(ctx(), "subscribe black friday")
    assert "¿Cada cuánto envío el estado de Black Friday?" in said(asked)
    lines = [f"subscribe acme-otono {every}" for every in ("mon 09:00", "daily 08:30", "monthly 09:00")]
    assert values(asked) == lines
    assert schedule.of_channel(world.session, "C0ACMEINT") == []
    assert router.dispatch(ctx(), "subscribe black friday fri 10:00").done
    assert router.dispatch(ctx(), lines[-1]).done
    (made,) = schedule.of_channel(world.session, "C0ACMEINT")
    assert (made.every, made.campaigns) == ("monthly 09:00", ("acme-otono",))


def test_what_falls_on_a_holiday_is_said_to_come_later(ctx, world):
    acme = replace(clients.get(world.session, "acme"), quiet=(("holidays", "ES"),))
    clients.save(world.session, acme, "U0MAYA", NOW)
    tuesday = ctx(now=datetime(2026, 12, 2, 9, tzinfo=UTC))
    reply = router.dispatch(tuesday, "subscribe tue 09:00")
    assert "mié, 9 dic, 09:00 (Europe/Madrid). Mar, 8 dic es festivo." in said(reply)


def test_a_test_is_asked_for_in_words(ctx, world):
    assert "aún no recibe nada" in said(router.dispatch(ctx(), "subscribe test"))
    router.dispatch(ctx(), "subscribe mon 09:00")
    reply = router.dispatch(ctx(), "suscribir prueba")
    assert reply.done
    (sent,) = deliveries.of_kind(world.session, Kind.TEST, NOW)
    assert sent.to.address == "U0MAYA"
    router.dispatch(ctx(), "subscribe otono monthly 09:00")
    assert len(values(router.dispatch(ctx(), "subscribe test"))) == 3


@pytest.mark.parametrize("verb", ["subscribe", "unsubscribe"])
def test_a_subscription_needs_a_channel_with_a_client_and_its_manager(verb, ctx):
    assert "does not belong to a client yet" in said(router.dispatch(ctx(place="unbound"), f"{verb} mon 09:00"))
    refused = router.dispatch(ctx("member"), f"{verb} mon 09:00")
    assert "<@U0MAYA>" in said(refused)
    assert not refused.done


def test_unsubscribe_ends_all_or_one_campaigns_and_says_when_there_was_nothing(ctx, world):
    assert "No había nada" in said(router.dispatch(ctx(), "unsubscribe"))
    router.dispatch(ctx(), "subscribe otono mon 09:00")
    router.dispatch(ctx(), "subscribe daily 08:30")
    ended = router.dispatch(ctx(), "unsubscribe otono")
    assert ended.done
    assert "Otoño leads ya no consta por su nombre" in said(ended)
    assert "Estado de todas las campañas, cada día" in said(ended)
    assert [s.campaigns for s in schedule.of_channel(world.session, "C0ACMEINT")] == [()]
    assert router.dispatch(ctx(), "baja").done
    assert schedule.of_channel(world.session, "C0ACMEINT") == []
    assert len(schedule.of_channel(world.session, "C0BETAINT")) == 1


def test_unsubscribe_takes_one_campaign_out_of_several_and_says_what_remains(ctx, world):
    both = Subscription("C0ACMEINT", "status", "daily 08:30", ("acme-otono", "acme-implantes"))
    alone = Subscription("C0ACMEINT", "status", "tue 10:00", ("acme-otono",))
    made = [schedule.subscribe(world.session, one, NOW, "U0MAYA", NOW) for one in (both, alone)]
    reply = router.dispatch(ctx(), "unsubscribe otono")
    assert reply.done
    assert "cada día laborable a las 08:30" in said(reply)
    assert "martes" not in said(reply)
    (left,) = schedule.of_channel(world.session, "C0ACMEINT")
    assert (left.id, left.every, left.campaigns) == (made[0].id, "daily 08:30", ("acme-implantes",))
    assert schedule.upcoming(world.session, left.id) == NOW
    again = router.dispatch(ctx(), "unsubscribe otono")
    assert not again.done
    assert "no consta por su nombre en ninguna suscripción" in said(again)


def test_what_remains_and_stands_already_stands_once(ctx, world):
    for every, keys in (("daily 08:30", ("acme-otono", "acme-implantes")), ("tue 10:00", ("acme-implantes",))):
        one = Subscription("C0ACMEINT", "status", every, keys)
        schedule.subscribe(world.session, one, NOW, "U0MAYA", NOW)
    assert router.dispatch(ctx(), "unsubscribe otono").done
    assert [one.every for one in schedule.of_channel(world.session, "C0ACMEINT")] == ["tue 10:00"]


@pytest.mark.parametrize("language", ["es", "ca"])
def test_what_a_sentence_says_to_type_is_in_its_own_language(language):
    """`/campaign alert list` inside a Spanish sentence is a door that a Spaniard does not open."""
    spoken = VOCABULARIES[language]
    verbs = {fold(word) for words in spoken.verbs.values() for word in words}
    follow = verbs | {fold(word) for words in (*spoken.parts.values(), spoken.propose) for word in words}
    text = "\n".join(path.read_text(encoding="utf-8") for path in files(language))
    sentences = re.findall(r"^msgstr.*", text, re.MULTILINE)
    typed = [found for one in sentences for found in re.findall(r"/campaign (\w+) ?(\w*)", one)]
    assert len(typed) > 5
    assert not [it for it in typed if fold(it[0]) not in verbs or (it[1] and fold(it[1]) not in follow)]


@pytest.mark.parametrize("typed", ["per què", "Per què?", "¿Por qué", "por que", "porque", "perquè", "/per què"])
def test_why_may_be_asked_in_two_words(typed, ctx):
    assert said(router.dispatch(ctx(), f"{typed} otono kpi:cpl")) == said(router.dispatch(ctx(), "why otono kpi:cpl"))
    assert said(router.dispatch(ctx(), f"help {typed}")) == said(router.dispatch(ctx(), "help why"))


def test_unsubscribe_alone_where_several_stand_asks_which_with_a_confirmed_button_each(ctx, world):
    router.dispatch(ctx(), "subscribe otono mon 09:00")
    router.dispatch(ctx(), "subscribe daily 08:30")
    first, second = schedule.of_channel(world.session, "C0ACMEINT")
    asked = router.dispatch(ctx(), "unsubscribe")
    assert not asked.done
    assert values(asked) == [f"unsubscribe #{first.id}", f"unsubscribe #{second.id}", "unsubscribe all"]
    buttons = [e for b in asked.message.blocks for e in [*b.get("elements", []), b.get("accessory")] if e]
    assert all(button["confirm"] for button in buttons)
    assert len(schedule.of_channel(world.session, "C0ACMEINT")) == 2
    assert router.dispatch(ctx(), values(asked)[0]).done
    assert schedule.of_channel(world.session, "C0ACMEINT") == [second]


def test_all_ends_all_of_this_channel_and_a_number_of_another_channel_ends_nothing(ctx, world):
    other = schedule.of_channel(world.session, "C0BETAINT")[0]
    router.dispatch(ctx(), "subscribe otono mon 09:00")
    router.dispatch(ctx(), "subscribe daily 08:30")
    assert not router.dispatch(ctx(), f"unsubscribe #{other.id}").done
    assert router.dispatch(ctx(), "baja todas").done
    assert schedule.of_channel(world.session, "C0ACMEINT") == []
    assert schedule.of_channel(world.session, "C0BETAINT") == [other]


# --- adopt, sync


def test_adopt_lists_the_unclaimed_with_a_button_each(ctx):
    reply = router.dispatch(ctx(), "adopt")
    assert "Marca sin dueño" in said(reply)
    assert values(reply) == ["1:119"]
    assert "presupuesto de 3.000\xa0€" in said(reply)
    assert "Prova secreta" not in said(reply)


def test_adopt_names_the_client_where_there_are_several(ctx):
    told = said(router.dispatch(ctx("admin", "direct"), "adopt"))
    assert "Clínica Acme · Google Ads" in told
    assert "Zenit Botigues · Google Ads" in told
    assert "US$" in told


def test_adopt_says_when_there_is_nothing(ctx):
    assert "belongs to somebody" in said(router.dispatch(ctx(place="direct"), "adopt zzzz"))


def test_members_may_not_adopt(ctx):
    assert "<@U0MAYA>" in said(router.dispatch(ctx("member"), "adopt"))


def test_sync_makes_the_accounts_due_and_says_their_age(ctx, world):
    reply = router.dispatch(ctx(place="direct"), "sync")
    assert "1 account will be read in a moment." in said(reply)
    assert "2 hours ago" in said(reply)
    note = audit.recent(world.session, 1)[0]
    assert (note.what, note.subject, note.detail) == ("sync.asked", "acme", {"accounts": 1, "source": ""})


@pytest.mark.parametrize(("typed", "count"), [("google", 1), ("google ads", 1), ("gogle", 1), ("meta", 0), ("crm", 0)])
def test_sync_can_be_limited_to_a_source(typed, count, ctx, world):
    before = len(audit.recent(world.session, 500))
    router.dispatch(ctx(place="direct"), f"sync {typed}")
    assert len(audit.recent(world.session, 500)) - before == count


def test_a_source_that_nobody_knows_is_named_so_and_nothing_is_read(ctx, world):
    before = len(audit.recent(world.session, 500))
    reply = router.dispatch(ctx(place="direct"), "sync tiktok")
    assert said(reply) == "I don't know that source. I know Google Ads, Meta and HubSpot."
    assert not reply.done
    assert len(audit.recent(world.session, 500)) == before


def test_sync_shows_a_failed_poll_to_the_agency(ctx, world):
    run = sync.begin(world.session, 1, NOW, sync.last(world.session, 1).window)
    sync.fail(world.session, run, NOW, "token")
    assert "the last poll failed" in said(router.dispatch(ctx(place="direct"), "sync"))


def test_who_manages_nothing_can_sync_nothing(ctx):
    assert not router.dispatch(ctx("member"), "sync").done
    assert not router.dispatch(ctx("member", "direct"), "sync").done


# --- gates


def test_external_people_read_only_by_the_clients_verbs(ctx):
    for verb in VERBS:
        line = verb.name if verb.name == "help" else f"{verb.name} otono"
        reply = router.dispatch(ctx("client", "client_channel"), line)
        assert reply.done == (verb.client_view and not verb.changes), verb.name


@pytest.mark.parametrize("person", ["stranger", "unknown"])
def test_people_of_an_unconfirmed_team_are_told_so(person, ctx):
    assert "aún no está confirmada" in said(router.dispatch(ctx(person, "client_channel"), "status otono"))


@pytest.mark.parametrize("person", ["client", "stranger", "unknown", "guest"])
@pytest.mark.parametrize("place", ["internal", "unbound", "direct"])
def test_external_people_get_nothing_outside_their_channel(person, place, ctx):
    for line in ("", "help", "status otono", "list"):
        reply = router.dispatch(ctx(person, place), line)
        assert not reply.done
        assert "Otoño" not in said(reply)


def test_a_guest_of_the_agencys_own_workspace_reads_the_clients_view(ctx):
    assert router.dispatch(ctx("guest", "client_channel"), "status otono").done


def test_nothing_a_verb_says_leaves_by_itself(ctx, world):
    for verb in VERBS:
        router.dispatch(ctx(), verb.name)
    assert deliveries.pending(world.session, NOW) == 0


def test_a_status_of_no_campaign_in_particular_is_of_the_one_in_trouble_with_the_others_to_pick(ctx):
    reply = router.dispatch(ctx(), "status")
    assert reply.done
    assert reply.message is not None
    assert reply.message.chart is not None
    headers = [block["text"]["text"] for block in reply.message.blocks if block["type"] == "header"]
    assert len(headers) == 1
    assert "Otoño leads" in headers[0]
    picks = [e["value"] for e in reply.message.blocks[-1]["elements"]]
    assert picks
    assert all(pick.startswith("status acme-") for pick in picks)
    assert "status acme-otono" not in picks
