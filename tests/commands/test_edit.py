"""Editing what a campaign is: in the form and in words, by those who may, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commands import actions, router, views
from commands.parser import named
from domain.access import Actor
from domain.editing import Field
from domain.entities import Campaign
from domain.goals import parse
from domain.money import Money
from domain.words import Origin
from insights.pace import pace
from insights.status import status
from notifiers.delivery.kinds import Kind
from storage.db import audit
from storage.directory import campaigns, clients
from storage.facts import to_judge
from storage.messages import deliveries
from templates.cards import target
from templates.cards.edit import EDIT, FORM, OFF, ON, UPDATES, held_text
from templates.words import words
from tests.commands.conftest import HOME_TEAM, NOW, World

KEY = "acme-otono"
LOCALES = ("en", "es", "ca")
MONTH = ("status acme-otono period:month", "compare acme-otono period:month", "status client:acme period:month")
CUTS = (
    *MONTH,
    "compare otono invierno",
    "status acme-otono by:platform",
    "status client:acme",
    "status client:acme kpi:cpl",
)
ASKED = (
    "chart acme-otono kpi:spend",
    "status acme-otono kpi:spend",
    "status client:acme kpi:spend",
    "list sort:money",
    "¿cuánto hemos gastado en otoño leads?",
    "¿a cuánto sale el lead en otoño leads?",
)
"""What asks for what may be hidden."""
IVO = Actor("U0IVO", HOME_TEAM, is_ours=True)


def filled(form):
    """What Slack sends for the form as it was opened: by block, what is filled in."""
    found = {}
    for block in form["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        option = element.get("initial_option", {}).get("value", "")
        if element["type"].startswith("multi_"):
            option = [one["value"] for one in element.get("initial_options", [])]
        found[block["block_id"]] = (
            element.get("initial_value") or element.get("initial_date") or element.get("initial_user") or option
        )
    return found


def opened(world: World, person="manager", key=KEY, place="direct"):
    reply = actions.dispatch(world.ctx(person, place, modal=True), EDIT, key)
    return reply.view, filled(reply.view)


def handed_in(world: World, form, values, person="manager", **more):
    ctx = world.ctx(person, "home", **more)
    return views.submit(ctx, FORM, form["private_metadata"], values)


def stored(world: World, key=KEY) -> Campaign:
    found = campaigns.get(world.session, key)
    assert found is not None
    return found


def told(world: World):
    """What was written to people of who is in charge."""
    return deliveries.of_kind(world.session, Kind.OWNER, NOW - timedelta(days=1))


def test_the_form_handed_in_as_it_was_opened_changes_nothing(world):
    before = stored(world)
    reply = handed_in(world, *opened(world))
    assert not reply.done
    assert stored(world) == before


def test_the_form_changes_name_days_and_budget_at_once_and_says_what_that_does(world):
    form, values = opened(world)
    values |= {"name": "Otoño, guía nueva", "end": "2026-12-31", "budget": "15.000"}
    reply = handed_in(world, form, values)
    after = stored(world)
    assert (after.name, after.end, after.budget) == ("Otoño, guía nueva", date(2026, 12, 31), Money.of(15000, "EUR"))
    client = clients.get(world.session, "acme")
    daily = pace(world.session, after, client, NOW).pace.daily_to_land
    assert world.ctx(place="home").words.money(daily) in reply.message.text


@pytest.mark.parametrize(
    ("typed", "judged"), [("budget:5500.50", ["acme"]), ("goals:cpl<30€", ["acme"]), ("persona:all", [])]
)
def test_an_amount_is_said_as_it_was_agreed_and_what_is_judged_by_is_judged_anew_at_once(world, typed, judged):
    """“5.500,50” came back as 5.501, beside an alert that spoke of the budget before it until the next hour."""
    reply = router.dispatch(world.ctx("manager", "direct", "en"), f"edit otoño {typed}")
    assert ("€5,500.50" in reply.message.text) is typed.startswith("budget")
    assert "5,501" not in reply.message.text
    assert to_judge.waiting(world.session, NOW) == judged


@pytest.mark.parametrize(
    ("typed", "field", "expected"),
    [
        ("end:2026-12-20", Field.END, date(2026, 12, 20)),
        ("fin:20/12/2026", Field.END, date(2026, 12, 20)),
        ("fin:20 dic presupuesto:15000", Field.END, date(2026, 12, 20)),
        ("inici:5 d'octubre", Field.START, date(2026, 10, 5)),
        ("presupuesto:15.000", Field.BUDGET, Money.of(15000, "EUR")),
        ("presupuesto 15.000", Field.BUDGET, Money.of(15000, "EUR")),
        ("nombre Otoño gratis", Field.NAME, "Otoño gratis"),
        ("pressupost: 15000 EUR", Field.BUDGET, Money.of(15000, "EUR")),
        ('nombre:"Otoño: leads"', Field.NAME, "Otoño: leads"),
        ("nom:Tardor de leads fi:20/12", Field.NAME, "Tardor de leads"),
        ('hipótesis:"El objetivo: más guías"', Field.HYPOTHESIS, "El objetivo: más guías"),
        ("público:", Field.PERSONA, ""),
        ("responsable:nadie", Field.OWNER, None),
        ("owner:me", Field.OWNER, "U0MAYA"),
        ("cliente lo ve:no", Field.VISIBLE, False),
        ("kpis:leads, coste por lead", Field.CLIENT_KPIS, ("leads", "cpl")),
        ("kpi que veu el client:leads, cpl", Field.CLIENT_KPIS, ("leads", "cpl")),
        ("KPI que ve el cliente: leads, cpl", Field.CLIENT_KPIS, ("leads", "cpl")),
        ("kpis:todo", Field.CLIENT_KPIS, ()),
        ("pausa:15 dic motivo:rediseñan la web", Field.PAUSED_UNTIL, date(2026, 12, 15)),
        ("paused:no", Field.PAUSED_UNTIL, None),
        ("objetivos:cpl<30€", Field.GOALS, (parse("cpl < 30 EUR"), parse("leads >= 300"))),
    ],
)
def test_words_change_what_they_name_in_three_languages(world, typed, field, expected):
    router.dispatch(world.ctx(), f"editar otoño {typed}")
    after = stored(world)
    assert (not after.hidden if field is Field.VISIBLE else getattr(after, field)) == expected


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("end", "2026-09-01"),
        ("start", "2027-01-01"),
        ("budget", "mucho"),
        ("budget", "-3"),
        ("budget", "15000 ARS"),
        ("budget", "0"),
        ("owner", "U0CLARA"),
        ("goals", "cpl < 25 EUR\nmás leads"),
        ("goals", "cpl < 25 EUR\ncpl < 26 EUR"),
        ("hypothesis", "x" * 1_001),
        ("visible", "perhaps"),
        ("client_kpis", ["leads", "pace"]),
        ("client_kpis", ["nonsense"]),
        ("paused_until", "2026-11-16"),
        ("paused_until", "2029-11-16"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_changed(world, field, typed):
    form, values = opened(world)
    updates = OFF if field == "paused_until" else ON
    reply = handed_in(world, form, {**values, "persona": "other", UPDATES: updates, field: typed})
    assert set(reply.errors) == {"end" if field == "start" else field}
    assert stored(world).persona == "Directora de clínica"


def test_two_who_edit_at_once_do_not_undo_each_other(world):
    form, values = opened(world)
    router.dispatch(world.ctx("admin"), f"edit {KEY} budget:20000")
    reply = handed_in(world, form, {**values, "name": "Mine"})
    assert set(reply.errors) == {"name"}
    assert (stored(world).name, stored(world).budget) == ("Otoño leads", Money.of(20000, "EUR"))


def test_a_form_handed_in_twice_changes_once(world):
    form, values = opened(world)
    values["budget"] = "15000"
    assert handed_in(world, form, values).done
    router.dispatch(world.ctx(), f"edit {KEY} budget:9000")
    assert handed_in(world, form, values).errors
    assert stored(world).budget == Money.of(9000, "EUR")


@pytest.mark.parametrize("metadata", ["beta-rebaixes x", "nothing x", "", "beta-rebaixes", "../acme-otono", "x" * 3000])
def test_another_clients_campaign_in_the_metadata_is_refused(world, metadata):
    form, values = opened(world)
    before = stored(world, "beta-rebaixes")
    reply = handed_in(world, {**form, "private_metadata": metadata}, values | {"name": "Mine now"})
    assert reply.refused
    assert stored(world, "beta-rebaixes") == before


@pytest.mark.parametrize("person", ["other_manager", "member", "guest", "client", "stranger", "unknown"])
def test_nobody_else_opens_the_form_or_hands_it_in(world, person):
    form, values = opened(world)
    assert actions.dispatch(world.ctx(person, "home"), EDIT, KEY).refused
    assert handed_in(world, form, values | {"name": "Mine now"}, person).refused
    for place in ("internal", "client_channel", "direct"):
        assert not router.dispatch(world.ctx(person, place), f"edit {KEY} name:Mine").done
    assert stored(world).name == "Otoño leads"


def test_where_the_client_reads_nobody_edits(world):
    assert not router.dispatch(world.ctx("manager", "client_channel", modal=True), f"edit {KEY}").view
    assert not actions.dispatch(world.ctx("manager", "client_channel", modal=True), EDIT, KEY).view
    assert not router.dispatch(world.ctx("manager", "client_channel"), f"edit {KEY} name:X").done


def test_an_owner_who_is_no_manager_edits_their_campaign_and_no_other(world):
    campaigns.save(world.session, replace(stored(world), owner="U0SALES"), "U0ADMIN", NOW)
    form, values = opened(world, "member", place="internal")
    assert handed_in(world, form, values | {"budget": "13000"}, "member").done
    assert actions.dispatch(world.ctx("member", "internal"), EDIT, "acme-invierno").refused


def test_an_owner_who_is_no_manager_asks_of_their_campaign_directly_and_of_no_other(world):
    """They were told by a direct message to type a command that was refused there."""
    assert "Otoño" not in str(router.dispatch(world.ctx("member", "direct"), "list").message)
    campaigns.save(world.session, replace(stored(world), owner="U0SALES"), "U0ADMIN", NOW)
    for line in ("status acme-otono", "chart otoño", "pace acme-otono", "list", "why otoño", "target otoño"):
        reply = router.dispatch(world.ctx("member", "direct"), line)
        assert "Otoño leads" in str(reply.message), line
        assert "Invierno" not in str(reply.message), line
    assert "Otoño" not in str(router.dispatch(world.ctx("other_manager", "direct"), "status acme-otono").message)


def test_a_new_owner_is_told_once_and_whoever_takes_it_on_is_not(world):
    form, values = opened(world)
    values["owner"] = IVO.user_id
    assert handed_in(world, form, values, named=IVO).done
    assert stored(world).owner == IVO.user_id
    handed_in(world, form, values, named=IVO)
    assert [one.to.address for one in told(world)] == [IVO.user_id]
    router.dispatch(world.ctx(), f"edit {KEY} owner:me")
    assert len(told(world)) == 1


@pytest.mark.parametrize(
    "named", [None, replace(IVO, user_id="U0OTHER"), replace(IVO, is_guest=True), replace(IVO, is_gone=True)]
)
def test_only_ones_own_people_are_put_in_charge(world, named):
    form, values = opened(world)
    assert set(handed_in(world, form, values | {"owner": IVO.user_id}, named=named).errors) == {"owner"}


def test_somebody_is_put_in_charge_by_name_in_words(world):
    line = f"edit {KEY} responsable: <@{IVO.user_id}|ivo> budget:15000"
    assert not router.dispatch(world.ctx(), line).done
    assert not router.dispatch(world.ctx(), f"edit {KEY} owner:").done
    assert stored(world).owner == "U0MAYA"
    assert named(line) == IVO.user_id
    assert router.dispatch(world.ctx(named=IVO), line).done
    assert (stored(world).owner, stored(world).budget) == (IVO.user_id, Money.of(15000, "EUR"))


def test_a_goal_that_was_not_changed_keeps_where_it_came_from(world):
    known = parse("ctr > 2%", origin=Origin.INDUSTRY)
    campaigns.save(world.session, replace(stored(world), goals=(known,)), "U0ADMIN", NOW)
    form, values = opened(world)
    handed_in(world, form, values | {"goals": "ctr > 2%\ncpl < 25 EUR"})
    assert stored(world).goals == (known, parse("cpl < 25 EUR"))


def test_the_form_of_goals_keeps_it_too(world):
    known = parse("ctr > 2%", origin=Origin.INDUSTRY)
    campaigns.save(world.session, replace(stored(world), goals=(known,)), "U0ADMIN", NOW)
    typed = {target.FIELD: "ctr > 2%\ncpl < 25 EUR"}
    assert views.submit(world.ctx(place="home"), target.FORM, KEY, typed).done
    assert stored(world).goals == (known, parse("cpl < 25 EUR"))


def test_what_changed_is_audited_and_stands_in_the_timeline(world):
    router.dispatch(world.ctx(), f'edit {KEY} budget:15000 end:2026-12-20 hypothesis:"Secret"')
    entry = next(one for one in audit.recent(world.session) if one.what == "campaign.changed")
    assert entry.detail["fields"]["budget"] == {"old": "12000 EUR", "new": "15000 EUR"}
    assert "Secret" not in str(entry.detail)
    said = router.dispatch(world.ctx(), f"timeline {KEY}").message.text
    assert "12.000" in said
    assert "15.000" in said


@pytest.mark.parametrize("held", ["", None, ()])
def test_no_kpis_chosen_are_all_of_them_in_the_form_and_in_the_timeline(held):
    assert held_text(words("en"), Field.CLIENT_KPIS, held) == "all that clients see"


def test_a_pause_without_a_day_is_asked_for_its_day_and_ends_in_the_form(world):
    form, values = opened(world)
    assert set(handed_in(world, form, values | {UPDATES: OFF}).errors) == {"paused_until"}
    paused = {UPDATES: OFF, "paused_until": "2026-12-15", "paused_because": "They redo the site"}
    assert handed_in(world, form, values | paused).done
    assert (stored(world).paused_until, stored(world).paused_because) == (date(2026, 12, 15), "They redo the site")
    form, values = opened(world)
    assert handed_in(world, form, values | {UPDATES: ON}).done
    assert (stored(world).paused_until, stored(world).paused_because) == (None, "")


@pytest.mark.parametrize("kpis", ["leads", "leads,cpl", "ctr,impressions", "spend"])
@pytest.mark.parametrize(
    "line",
    ["status acme-otono", "list otoño", "chart acme-otono", "status acme-otono kpi:cpl", "target otono", *CUTS, *ASKED],
)
def test_its_client_sees_the_kpis_that_were_chosen_and_no_other(world, kpis, line):
    chosen = kpis.split(",")
    for key in (KEY, "acme-invierno"):  # whose figures are the same
        router.dispatch(world.ctx(), f"edit {key} kpis:{kpis}")
    picture = status(world.session, stored(world), clients.get(world.session, "acme"), NOW)
    w = world.ctx("client", "client_channel").words
    message = router.dispatch(world.ctx("client", "client_channel"), line).message
    told = f"{message.text} {message.blocks} {message.chart}"
    assert line != "chart acme-otono" or kpis == "spend" or message.chart
    assert "cpl" in chosen or "25 €" not in told.replace("\\xa0", " ").replace("\xa0", " ")
    for kpi in ("spend", "leads", "cpl", "cvr", "ctr"):
        value = w.reading(picture.reading(kpi))
        if kpi not in chosen:
            assert len(value) < 4 or value not in told, kpi
        elif line == "status acme-otono":
            assert value in told, kpi


@pytest.mark.parametrize("locale", LOCALES)
def test_what_people_read(world, locale, golden):
    here = world.ctx("manager", "direct", locale, modal=True)
    words = world.ctx("manager", "direct", locale)
    golden("form", router.dispatch(here, f"edit {KEY}").view, locale=locale)
    golden("asked", router.dispatch(words, f"edit {KEY}").message, locale=locale)
    golden("unknown", router.dispatch(words, f"edit {KEY} color:red").message, locale=locale)
    golden("wrong", router.dispatch(words, f"edit {KEY} end:potato budget:many owner:@pol").message, locale=locale)
    golden("same", router.dispatch(words, f"edit {KEY} budget:12000").message, locale=locale)
    line = f'edit {KEY} visible:no end:2026-12-31 budget:15000 goals:cpl<30€ hypothesis:"Otra" owner:nobody'
    golden("edited", router.dispatch(words, line).message, locale=locale)
    golden("timeline", router.dispatch(words, f"timeline {KEY}").message, locale=locale)
    line = f"edit {KEY} kpis:leads,cpl pause:2026-12-10 reason:Vacaciones"
    golden("client", router.dispatch(words, line).message, locale=locale)
    golden("ended", router.dispatch(words, f"edit {KEY} end:2026-11-10").message, locale=locale)
