"""`results`: what the accounts record, what of it counts, and how people say so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commands import actions, router, views
from commands.context import MessageRef
from domain.entities import Match, SourceAccount
from domain.facts import AccountInfo, Contact, PerformanceRow, PlatformCampaign
from domain.money import MICRO, Money
from domain.results import Action, Counts, ResultDefinition, ResultKind
from domain.timeline import Defined
from domain.window import Window
from domain.words import Level, Source, Stage
from insights.timeline import timeline
from storage.db import audit
from storage.directory import accounts, campaigns, clients
from storage.facts import by_action, counting, crm, performance
from templates import limits
from templates.cards.results import EDIT, FORM, LEAVE, TAKE
from tests.commands.conftest import NOW, TODAY

SOURCE = MessageRef("C0ACME", "1763283600.000100", ephemeral=True)
LEAD, SALE = ResultKind.LEAD, ResultKind.SALE


def _actions(forms, talks):
    told = [
        Action("messaging", talks * MICRO, 0, "", LEAD),
        Action("custom:77", 1 * MICRO, 0, "Guía <PDF> & más", ResultKind.CONVERSION),
        Action("add_to_cart", 3 * MICRO),
        Action("results", talks * MICRO),
        *([Action("lead", forms * MICRO, 0, "", LEAD, "", is_own=True)] if forms else []),
    ]
    return tuple(sorted(told))


def _row(day, forms=0, talks=8, entity="222"):
    own, told = forms * MICRO, _actions(forms, talks)
    return PerformanceRow(
        Level.CAMPAIGN, entity, day, "", "", "EUR", 5000, 200, 40 * MICRO, own, 0, own, "", told, "lead"
    )  # fmt: skip


@pytest.fixture
def meta(world):
    """Acme's Meta account: eight conversations a day, and one custom conversion; no lead."""
    session = world.session
    otono = campaigns.get(session, "acme-otono")
    matches = (*otono.matches, Match(Source.META, campaign_ids=("222",)))
    campaigns.save(session, replace(otono, matches=matches), "U0ADMIN", NOW)
    account = accounts.save(session, SourceAccount("acme", Source.META, "act_555", currency="EUR"), "U0ADMIN", NOW)
    start = date(2026, 10, 1)
    performance.list_campaigns(
        session, account.id, [PlatformCampaign("222", "Otono Meta", "ACTIVE", start, None, None)]
    )
    rows = [_row(TODAY - timedelta(days=n)) for n in range(1, 40)]
    performance.upsert(session, account.id, rows, NOW - timedelta(hours=2), None, "api")
    performance.resolve_matches(session, "acme")
    return account


def _again(world):
    for one in counting.stale(world.session):
        counting.again(world.session, *one, NOW)


def _buttons(message):
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {element["action_id"]: element for row in rows for element in row}


def _leads(world):
    """Of 30 days of Meta, by the rows as they are kept."""
    _again(world)
    days = Window(TODAY - timedelta(days=30), TODAY - timedelta(days=1))
    told = [row.counted.leads for row in by_action.rows(world.session, "acme", days) if row.entity == "222"]
    return None if None in told else sum(told) // MICRO


def test_the_card_says_what_is_recorded_and_what_would_change(world, meta):
    message = router.dispatch(world.ctx("manager", "direct"), "results").message
    assert "240 conversations: not counted" in message.text
    assert "Meta itself says 240 results" in message.text
    assert "Leads: 690 instead of 450." in message.text  # with those of Google
    assert "Days up to" not in message.text
    assert {TAKE, LEAVE, EDIT} <= _buttons(message).keys()


def test_a_status_card_asks_the_agency_and_never_the_client(world, meta):
    card = router.dispatch(world.ctx("manager", "direct"), "status acme-otono").message
    assert "records 56 conversations" in card.text
    asked = [block["accessory"] for block in card.blocks if block.get("accessory", {}).get("action_id") == EDIT]
    assert [button["value"] for button in asked] == ["campaign:acme-otono"]
    for person in ("client", "manager"):
        seen = router.dispatch(world.ctx(person, "client_channel"), "status acme-otono").message
        assert "56" not in seen.text
        assert EDIT not in str(seen.blocks)


def test_a_proposal_taken_counts_history_anew_and_is_told(world, meta):
    card = router.dispatch(world.ctx(), "results").message
    assert _leads(world) is None
    reply = actions.dispatch(world.ctx(), TAKE, _buttons(card)[TAKE]["value"], SOURCE)
    assert reply.done
    assert _leads(world) == 240
    said = clients.get(world.session, "acme").results.of(LEAD)
    assert said == Counts(((Source.META, ("messaging",)),))
    otono = campaigns.get(world.session, "acme-otono")
    events = timeline(world.session, otono, clients.get(world.session, "acme"), Window(TODAY, TODAY))
    assert [(event.kind, event.actor) for event in events if isinstance(event, Defined)] == [(LEAD, "U0MAYA")]
    entries = list(audit.about(world.session, ("acme",), NOW - timedelta(hours=1)))
    assert [entry.what for entry in entries if "results.lead" in entry.detail.get("fields", {})] == ["client.changed"]
    again = router.dispatch(world.ctx(), "results").message
    assert TAKE not in _buttons(again)


def test_a_button_from_before_undoes_nothing_that_was_set_since(world, meta):
    card = router.dispatch(world.ctx(), "results acme-otono").message
    buttons = _buttons(card)
    chosen = _handed(_form(world, "campaign:acme-otono"), lead=["meta messaging", "meta custom:77"])
    assert views.submit(world.ctx(), FORM, "campaign:acme-otono", chosen).done
    said = campaigns.get(world.session, "acme-otono").results
    for one in (TAKE, LEAVE):
        reply = actions.dispatch(world.ctx(), one, buttons[one]["value"], SOURCE)
        assert not reply.done
        assert "*No se ha cambiado nada*" in reply.message.text
    assert campaigns.get(world.session, "acme-otono").results == said


def test_what_does_not_count_is_not_proposed_again(world, meta):
    card = router.dispatch(world.ctx(), "results acme-otono").message
    reply = actions.dispatch(world.ctx(), LEAVE, _buttons(card)[LEAVE]["value"], SOURCE)
    assert reply.done
    assert _leads(world) == 0
    assert TAKE not in _buttons(router.dispatch(world.ctx(), "results acme-otono").message)


def _form(world, value, **more):
    return actions.dispatch(world.ctx(modal=True), EDIT, value, SOURCE, **more).view


def _handed(view, **chosen):
    """What Slack would hand in of the form, with some of its fields chosen otherwise."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            first = element.get("initial_options")
            values[block["block_id"]] = (
                [one["value"] for one in first or ()]
                if element["type"] == "multi_static_select"
                else element.get("initial_value") or element.get("initial_option", {}).get("value")
            )
    return values | chosen


def test_a_form_handed_in_as_it_was_changes_nothing(world, meta):
    view = _form(world, "campaign:acme-otono")
    assert limits.check(view, "modal") == []
    reply = views.submit(world.ctx(), FORM, "campaign:acme-otono", _handed(view))
    assert not reply.done
    assert campaigns.get(world.session, "acme-otono").results == ResultDefinition()


def test_the_form_sets_each_kind(world, meta):
    value = "campaign:acme-otono"
    chosen = _handed(
        _form(world, value), lead=["meta messaging", "meta custom:77"], sale=["meta custom:77"], worth="90"
    )
    assert views.submit(world.ctx(), FORM, value, chosen).done
    said = campaigns.get(world.session, "acme-otono").results
    assert said.of(LEAD) == Counts(((Source.META, ("custom:77", "messaging")),))
    assert said.of(SALE) == Counts(((Source.META, ("custom:77",)),), Money.of(90, "EUR"))
    assert clients.get(world.session, "acme").results == ResultDefinition()
    assert _leads(world) == 270
    back = _handed(_form(world, value))
    assert sorted(back["lead"]) == ["meta custom:77", "meta messaging"]
    assert back["worth"] == "90 EUR"
    assert views.submit(world.ctx(), FORM, value, back | {"lead": [], "leads_from": "platforms"}).done
    assert campaigns.get(world.session, "acme-otono").results.of(LEAD) == Counts(((Source.META, ()),))
    assert campaigns.get(world.session, "acme-otono").results.leads_from == "platforms"
    assert _leads(world) == 0


def test_a_worth_that_is_no_money_stays_open_with_a_right_example(world, meta):
    value = "client:acme"
    reply = views.submit(world.ctx(), FORM, value, _handed(_form(world, value), worth="mucho"))
    assert "1500 EUR" in reply.errors["worth"]


@pytest.mark.parametrize(
    ("person", "place"), [("client", "client_channel"), ("member", "internal"), ("client", "direct")]
)
def test_only_whoever_may_set_goals_may_say_what_counts(world, meta, person, place):
    for action, value in ((EDIT, "client:acme"), (TAKE, 'client:acme {"lead":{"meta":["messaging"]}}')):
        reply = actions.dispatch(world.ctx(person, place), action, value, SOURCE)
        assert not reply.done
        assert reply.view is None
    assert not views.submit(world.ctx(person, place), FORM, "client:acme", {"lead": ["meta messaging"]}).done
    assert clients.get(world.session, "acme").results == ResultDefinition()


def test_clients_are_refused(world, meta):
    for person in ("client", "manager"):
        reply = router.dispatch(world.ctx(person, "client_channel"), "results acme-otono")
        assert not reply.done
        assert "messaging" not in reply.message.text


@pytest.mark.parametrize(
    "carried",
    [
        "client:acme",
        "client:acme nonsense",
        "client:acme []",
        'client:acme {"lead":[1]}',
        'client:acme {"lead":{"meta":["nobody_knows_this"]}}',
        'client:beta {"lead":{"google_ads":[]}}',
        'campaign:nobody {"lead":{"meta":["messaging"]}}',
        'client:acme {"leads_from":"hubspot"}',
    ],
)
def test_a_button_that_nobody_made_sets_nothing(world, meta, carried):
    assert not actions.dispatch(world.ctx(), TAKE, carried, SOURCE).done
    assert clients.get(world.session, "acme").results == ResultDefinition()


def test_forms_and_conversations_are_both_there_to_choose(world, meta):
    performance.upsert(world.session, meta.id, [_row(TODAY - timedelta(days=2), forms=5)], NOW, None, "api")
    assert _handed(_form(world, "client:acme"))["lead"] == ["meta lead"]


@pytest.fixture
def portal(world):
    """Acme's HubSpot: seven contacts in a stage of its own, two leads."""
    account = accounts.save(world.session, SourceAccount("acme", Source.HUBSPOT, "12345678"), "U0ADMIN", NOW)
    at = NOW - timedelta(days=3)
    told = [
        Contact(
            str(n), "otono", "", "81234567" if n < 7 else "lead", at, None if n < 7 else at.date(), None, None, None, at
        )
        for n in range(9)
    ]
    crm.upsert_contacts(world.session, account.id, told)
    return account


def test_the_stages_of_a_crm_are_shown_and_said(world, meta, portal):
    here = world.ctx("manager", "direct")
    assert "7 contacts in stage “81234567”" in router.dispatch(here, "results").message.text
    value = "client:acme"
    handed = _handed(_form(world, value))
    assert handed["stage hubspot 81234567"] == "usual"
    assert views.submit(
        world.ctx(), FORM, value, handed | {"stage hubspot 81234567": "sql", "leads_from": "hubspot"}
    ).done
    said = clients.get(world.session, "acme").results
    assert said.stages_of(Source.HUBSPOT) == {"81234567": Stage.SQL}
    assert said.leads_from == "hubspot"
    assert clients.counting(world.session, portal).stages == {"81234567": Stage.SQL}
    assert "counts as SQL" in router.dispatch(world.ctx("manager", "direct"), "results").message.text
    again = _handed(_form(world, value))
    assert again["stage hubspot 81234567"] == "sql"
    assert views.submit(world.ctx(), FORM, value, again | {"stage hubspot 81234567": "usual"}).done
    assert clients.get(world.session, "acme").results.stages == ()


def test_a_campaign_leaves_the_stages_to_its_client(world, meta, portal):
    assert not [name for name in _handed(_form(world, "campaign:acme-otono")) if name.startswith("stage ")]


def test_stages_may_make_a_lead(world, meta, portal):
    value = "client:acme"
    chosen = _handed(_form(world, value), lead=["hubspot 81234567"])
    assert views.submit(world.ctx(), FORM, value, chosen).done
    assert clients.counting(world.session, portal).leads == ("81234567",)


@pytest.mark.parametrize("locale", ["en", "es", "ca"])
def test_what_people_read_of_a_client_with_a_crm(world, meta, portal, locale, golden):
    here = world.ctx("manager", "direct", locale)
    golden("client", router.dispatch(here, "results acme").message, locale=locale)
    golden("client_form", actions.dispatch(here, EDIT, "client:acme", SOURCE).view, locale=locale)


@pytest.mark.parametrize("locale", ["en", "es", "ca"])
def test_what_people_read(world, meta, locale, golden):
    here = world.ctx("manager", "direct", locale)
    card = router.dispatch(here, "results acme-otono").message
    golden("results", card, locale=locale)
    golden("form", actions.dispatch(here, EDIT, "campaign:acme-otono", SOURCE).view, locale=locale)
    golden("set", actions.dispatch(here, TAKE, _buttons(card)[TAKE]["value"], SOURCE).message, locale=locale)
    golden("results_set", router.dispatch(here, "results acme-otono").message, locale=locale)


@pytest.mark.parametrize("keeps", [1_120, 1])
def test_days_that_were_never_read_by_action_promise_no_reading_that_cannot_come(world, meta, keeps):
    session = world.session
    rows = [_row(TODAY - timedelta(days=n))._replace(actions=None) for n in range(3, 7)]
    performance.upsert(session, meta.id, rows, NOW, None, "api")
    accounts.describe(session, meta.id, AccountInfo("act_555", "", "EUR", "Europe/Madrid"), NOW, keeps)
    own = ResultDefinition(((LEAD, Counts(((Source.META, ("messaging",)),))),))
    clients.save(session, replace(clients.get(session, "acme"), results=own), "U0MAYA", NOW)
    card = router.dispatch(world.ctx("manager", "direct"), "status acme-otono").message
    told = ["they are yet to be read again" in card.text, "their platform no longer has them" in card.text]
    assert told == [keeps > 1, keeps == 1]
