"""A client set up from Slack alone: whose channel, which accounts, which campaigns, which goals; and undone again."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, options, router, views
from commands.context import MessageRef, Reply
from domain.destination import channel as to_channel
from domain.destination import person as to_person
from domain.entities import Channel, Client
from domain.facts import OpenAccount, PlatformCampaign
from domain.window import Window
from domain.words import Approval, Audience, Origin, Remedy, Source
from insights import setup
from notifiers import setting_up
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import accounts, campaigns, channels, clients, openings, schedule
from storage.directory.changes import Via
from storage.facts import performance, sync
from storage.messages import deliveries, outbox
from templates import limits
from templates.cards import setup_forms as forms
from templates.cards.setup import welcome_card
from tests.casting import to
from tests.commands.conftest import ACME_TEAM, NOW, PLACES, TODAY, _row
from tests.commands.test_verbs import said

SOURCE = MessageRef("C0NOBODY", "1.1")
META = {"channel": "C0NOBODY", "ts": "1.1"}
LUZ = {"name": "Óptica Luz", "key": "optica-luz", "language": "es", "zone": "Europe/Madrid", "currency": "EUR"}
GOOGLE, OTHERS = "google_ads:6789012345", "google_ads:1234567890"


def creator(world, place="unbound", **more):
    """A member of the agency who may make clients."""
    here = world.ctx("member", place, **more)
    return replace(here, actor=replace(here.actor, may_create=True), timezone="Europe/Madrid")


def press(ctx, action, value="here", source=SOURCE):
    return actions.dispatch(ctx, action, value, source)


def hand_in(ctx, form, kept=META, **filled):
    return views.submit(replace(ctx), f"vigia.setup.{form}", json.dumps(kept), filled)


def kept_in(reply):
    return json.loads(reply.view["private_metadata"])


def open_to(world, *some):
    """What a credential opens."""
    openings.expect(world.session, [(Source.GOOGLE_ADS, "")], [(Source.META, ("META_ACCESS_TOKEN",))])
    opened = [OpenAccount(one, name, "EUR", "Europe/Madrid", {"login_customer_id": "1"}) for one, name in some]
    openings.keep(world.session, (Source.GOOGLE_ADS, ""), opened, NOW)


@pytest.fixture(params=["en", "es", "ca"])
def locale(request):
    return request.param


@pytest.fixture
def luz(world):
    """A new client of U0SALES in C0NOBODY, with what the credentials open."""
    open_to(world, ("6789012345", "Óptica Luz"), ("1234567890", "Clínica Acme"), ("777", "Hotel Rival"))
    assert hand_in(creator(world), "reads", META | LUZ, reads="internal").done
    return clients.get(world.session, "optica-luz")


@pytest.fixture
def read(world, luz):
    """The same with its account linked and read: three campaigns, one of them over."""
    assert hand_in(creator(world), "accounts", META | {"client": luz.key}, accounts=[GOOGLE]).done
    (account,) = accounts.of_client(world.session, luz.key)
    found = [
        PlatformCampaign("511", "Gafas | Search", "enabled", TODAY - timedelta(days=40), None, 10_000_000, "daily"),
        PlatformCampaign("512", "Gafas | Display", "enabled", TODAY - timedelta(days=30), None, None, ""),
        PlatformCampaign("513", "Verano", "paused", TODAY - timedelta(days=90), TODAY - timedelta(days=60)),
    ]
    performance.list_campaigns(world.session, account.id, found)
    rows = [_row(entity, TODAY - timedelta(days=n), n, "EUR") for entity in ("511", "512") for n in range(1, 40)]
    performance.upsert(world.session, account.id, rows, NOW, TODAY - timedelta(days=3), "api")
    (claim,) = accounts.due(world.session, NOW, NOW)[-1:]
    assert claim.account.id == account.id
    accounts.settle(world.session, claim, NOW + timedelta(hours=1), answered=NOW)
    run = sync.begin(world.session, account.id, NOW, Window(TODAY, TODAY))
    sync.succeed(world.session, run, NOW, len(rows))
    return account


# --- whose channel it is


def test_a_new_client_is_made_and_linked_a_question_at_a_time(world):
    here = creator(world, locale="es")
    asked = press(here, "vigia.setup.who")
    assert limits.check(asked.view, "modal") == []
    made = hand_in(here, "who", kept_in(asked), name="Óptica Luz")
    assert limits.check(made.view, "modal") == []
    fields = {b["block_id"]: b["element"] for b in made.view["blocks"] if "element" in b}
    assert fields["key"]["initial_value"] == "optica-luz"
    assert fields["language"]["initial_option"]["value"] == "es"
    assert fields["zone"]["initial_option"]["value"] == "Europe/Madrid"
    reads = hand_in(here, "made", kept_in(made), **{k: v for k, v in LUZ.items() if k != "name"})
    assert limits.check(reads.view, "modal") == []
    assert clients.get(world.session, "optica-luz") is None, "nothing is made before the last question"
    done = hand_in(here, "reads", kept_in(reads), reads="internal")
    assert done.done
    assert clients.get(world.session, "optica-luz") == Client(
        "optica-luz", "Óptica Luz", "es", "Europe/Madrid", "EUR", ("U0SALES",), quiet=(("holidays", "ES"),)
    )
    assert "festivos: ES" in said(done)
    assert channels.get(world.session, "C0NOBODY") == Channel("C0NOBODY", "optica-luz", Audience.INTERNAL)
    assert "Óptica Luz" in said(done)
    assert {"client.created", "channel.created"} <= {one.what for one in audit.recent(world.session, 3)}
    again = hand_in(here, "reads", kept_in(reads), reads="internal")
    assert not again.done
    assert not again.errors


def test_an_existing_client_is_linked_in_two_forms(world):
    here = world.ctx(place="unbound")
    asked = press(here, "vigia.setup.who")
    reads = hand_in(here, "who", kept_in(asked), client="acme")
    assert hand_in(here, "reads", kept_in(reads), reads="internal", channel_language="ca").done
    assert channels.get(world.session, "C0NOBODY") == Channel("C0NOBODY", "acme", Audience.INTERNAL, locale="ca")


def test_a_shared_channel_is_the_clients_and_the_rest_is_told_in_private(world):
    shared = replace(PLACES["unbound"], is_ext_shared=True, connected_teams=(ACME_TEAM, "unknown"))
    here = replace(world.ctx(place="unbound"), place=shared)
    form = hand_in(here, "who", META, client="acme").view
    (radio,) = [b["element"] for b in form["blocks"] if b.get("block_id") == "reads"]
    assert [one["value"] for one in radio["options"]] == ["client"]
    assert ACME_TEAM in str(form["blocks"])
    later = replace(here, place=replace(shared, connected_teams=(*shared.connected_teams, "T0ZED")))
    reply = hand_in(later, "reads", json.loads(form["private_metadata"]), reads="internal")
    made = channels.get(world.session, "C0NOBODY")
    assert (made.audience, made.teams, made.approval) == (Audience.CLIENT, (ACME_TEAM,), Approval.DRAFT)
    assert "Campañas" not in said(reply)
    (card,) = [one for one in deliveries.of_kind(world.session, Kind.JOINED, NOW) if one.to.is_person]
    assert card.to.address == "U0MAYA"
    assert "Campaigns: Invierno" in str(card.payload)


@pytest.mark.parametrize("person", ["manager", "other_manager", "member", "guest", "client", "stranger", "unknown"])
@pytest.mark.parametrize("place", ["unbound", "direct", "internal"])
def test_nobody_makes_a_client_who_was_not_named_for_it(person, place, world):
    before = clients.everyone(world.session)
    here = world.ctx(person, place)
    for form in ("made", "reads"):
        reply = hand_in(here, form, META | LUZ, **LUZ, reads="internal")
        assert not reply.done
        assert reply.view is None
    assert not hand_in(here, "who", META, name="Óptica Luz").done
    assert clients.everyone(world.session) == before
    assert channels.get(world.session, "C0NOBODY") is None


def test_whoever_may_not_hears_who_may_and_what_to_set_where_nobody_may(world):
    assert "<@U0ADMIN>" in said(press(world.ctx("member", "direct"), "vigia.setup.who"))
    nobody = replace(world.ctx("member", "direct"), admins=())
    assert "VIGIA_ADMINS" in said(press(nobody, "vigia.setup.who"))
    assert "VIGIA_ADMINS" not in said(press(world.ctx("client", "client_channel"), "vigia.setup.who"))


@pytest.mark.parametrize("person", ["member", "other_manager"])
def test_others_hear_who_may_link_without_hearing_of_any_client(person, world):
    for reply in (
        hand_in(world.ctx(person, "unbound"), "who", META, client="acme"),
        hand_in(world.ctx(person, "unbound"), "reads", META | {"client": "acme"}, reads="internal"),
    ):
        assert not reply.done
        assert "<@U0ADMIN>" in said(reply)
        assert "Acme" not in said(reply)
    assert channels.get(world.session, "C0NOBODY") is None


@pytest.mark.parametrize(
    "wrong", [{"key": "Ó"}, {"key": "acme"}, {"language": "xx"}, {"zone": "Mars"}, {"currency": "X"}]
)
def test_what_is_wrong_with_a_new_client_is_said_beside_its_field(wrong, world):
    reply = hand_in(creator(world), "made", META | {"name": "Óptica Luz"}, **{**LUZ, **wrong})
    assert list(reply.errors) == list(wrong)
    assert not hand_in(creator(world), "reads", META | LUZ | wrong, reads="internal").done
    assert clients.get(world.session, "optica-luz") is None


def test_a_client_is_chosen_or_named_not_both_and_not_twice(world):
    admin = world.ctx("admin", "unbound")
    assert "name" in hand_in(admin, "who", META, client="acme", name="X").errors
    assert "client" in hand_in(admin, "who", META, client="", name="").errors
    assert "name" in hand_in(admin, "who", META, client="", name="clinica ACME").errors


def test_in_a_direct_message_the_first_client_is_made_without_a_channel(world):
    here = creator(world, "direct")
    assert elements_of(router.dispatch(here, "setup")) >= {"vigia.setup.who"}
    done = hand_in(here, "made", {"name": "Óptica Luz", "channel": "D0MAYA", "ts": "1.1"}, **LUZ)
    assert done.done
    assert done.replace, "one card that moves on, not one more with each step"
    assert "Óptica Luz" in said(done)
    assert clients.get(world.session, "optica-luz").managers == ("U0SALES",)
    assert list(hand_in(here, "made", {"name": "Óptica Luz"}, **LUZ).errors) == ["key"], "handed in twice, made once"


def test_whoever_has_no_client_yet_and_may_make_one_begins_with_it_whatever_they_say(world):
    here = creator(world, "direct")
    for line in ("", "hola", "status", "¿cómo va la campaña de otoño?"):
        assert elements_of(router.dispatch(here, line)) >= {"vigia.setup.who"}, line
    assert "vigia.setup.who" in elements_of(router.dispatch(creator(world), "status"))
    helped = router.dispatch(here, "help").message
    assert limits.check(helped) == []
    assert "/campaign" in helped.text
    assert "vigia.setup.who" not in elements_of(router.dispatch(world.ctx("member", "direct"), "status"))
    assert "vigia.setup.who" not in elements_of(router.dispatch(world.ctx("manager", "direct"), ""))
    named = router.dispatch(replace(creator(world), by_name=True), "gracias")
    assert named.message is None or "vigia.setup.who" not in elements_of(named)


def elements_of(reply):
    return {e["action_id"] for b in reply.message.blocks for e in b.get("elements", ()) if "action_id" in e}


# --- accounts


def test_accounts_that_are_open_and_nobodys_are_offered_those_of_its_name_chosen(world, luz):
    form = press(creator(world), "vigia.setup.accounts", luz.key).view
    assert limits.check(form, "modal") == []
    (menu,) = [b["element"] for b in form["blocks"] if b.get("block_id") == "accounts"]
    assert [one["value"] for one in menu["options"]] == [GOOGLE, "google_ads:777"]
    assert [one["value"] for one in menu["initial_options"]] == [GOOGLE]
    assert "Acme" not in str(form)
    assert "META_ACCESS_TOKEN" in str(form)


def test_linking_has_the_account_read_at_once_and_takes_nobodys_away(world, luz):
    reply = hand_in(creator(world), "accounts", META | {"client": luz.key}, accounts=[GOOGLE, OTHERS, "meta:1", "x"])
    (mine,) = accounts.of_client(world.session, luz.key)
    assert (mine.account_id, mine.options) == ("6789012345", {"login_customer_id": "1"})
    assert mine.id in {claim.id for claim in accounts.due(world.session, NOW, NOW)}
    assert accounts.find(world.session, Source.GOOGLE_ADS, "1234567890").client_key == "acme"
    assert "Leyendo" in said(reply)
    hand_in(creator(world), "accounts", META | {"client": luz.key}, accounts=[GOOGLE])
    assert len(accounts.of_client(world.session, luz.key)) == 1


def test_a_wrong_account_is_let_go_again_but_none_of_a_files(world, read):
    here, kept = creator(world), META | {"client": read.client_key}
    form = press(here, "vigia.setup.accounts", read.client_key).view
    assert limits.check(form, "modal") == []
    (boxes,) = [b["element"] for b in form["blocks"] if b.get("block_id") == "unlink"]
    assert [one["value"] for one in boxes["options"]] == [GOOGLE]
    assert hand_in(here, "accounts", kept, accounts=[GOOGLE], unlink=[GOOGLE, OTHERS]).done
    assert accounts.of_client(world.session, read.client_key) == []
    assert accounts.find(world.session, Source.GOOGLE_ADS, "1234567890").client_key == "acme"
    assert audit.recent(world.session, 1)[0].what == "account.removed"
    form = press(here, "vigia.setup.accounts", read.client_key).view
    assert GOOGLE in str(form), "somebody else may have it now"
    own = accounts.of_client(world.session, "beta")[0]
    declared = replace(own, id=0, account_id="555")
    accounts.save(world.session, declared, "U0POL", NOW, Via.FILE)
    theirs = world.ctx("other_manager", "beta_internal")
    hand_in(theirs, "accounts", {"channel": "C0BETAINT", "client": "beta"}, unlink=["google_ads:555"])
    assert accounts.find(world.session, Source.GOOGLE_ADS, "555") is not None


@pytest.mark.parametrize("person", ["manager", "other_manager", "guest", "client", "stranger"])
@pytest.mark.parametrize("place", ["unbound", "direct", "internal", "client_channel"])
def test_no_step_of_a_client_is_taken_by_others(person, place, world, read):
    channels.unbind(world.session, "C0NOBODY")
    here = world.ctx(person, place)
    before = (accounts.everyone(world.session), campaigns.everyone(world.session))
    kept = {"channel": "C0NOBODY", "client": read.client_key, "found": f"{read.id}:511", "campaigns": "acme-otono"}
    for step in ("accounts", "campaigns", "goals", "look", "here", "direct", "undo"):
        reply = press(here, f"vigia.setup.{step}", read.client_key)
        assert not reply.done, step
        assert "Óptica" not in str(reply), step
    filled = {"accounts": ["google_ads:777"], "unlink": [GOOGLE], "found0": [f"{read.id}:511"], "goals0": "cpl < 1 EUR"}
    filled |= {"name0": "X", "start0": "2026-11-01", "end0": "2026-11-02"}
    for form in ("accounts", "found", "adopt", "goals", "undo"):
        reply = hand_in(here, form, kept, **filled)
        assert not reply.done, form
        assert "Óptica" not in str(reply), form
    assert (accounts.everyone(world.session), campaigns.everyone(world.session)) == before


def test_where_the_client_reads_no_step_is_shown(world):
    open_to(world, ("777", "Hotel Rival"))
    here = world.ctx(place="client_channel")
    for step in ("accounts", "campaigns", "goals", "look", "here"):
        assert not press(here, f"vigia.setup.{step}", "acme", MessageRef("C0ACME", "1.1")).done
    assert elements_of(router.dispatch(here, "setup")) == {"vigia.setup.direct", "vigia.setup.undo"}
    assert "Otoño" not in said(router.dispatch(here, "setup"))
    assert press(here, "vigia.setup.direct", "acme").done
    assert not router.dispatch(world.ctx("client", "client_channel"), "setup").done


def test_accounts_are_searched_by_whoever_manages_somebody(world, luz):
    assert [o["value"] for o in options.options(creator(world), "vigia.find.accounts", "luz")] == [GOOGLE]
    for person, place in (("client", "client_channel"), ("manager", "client_channel"), ("guest", "direct")):
        assert options.options(world.ctx(person, place), "vigia.find.accounts", "") == []
    assert options.options(world.ctx("member", "direct"), "vigia.find.accounts", "rival") != []
    assert options.options(world.ctx("guest", "direct"), "vigia.find.zone", "madrid") == []
    assert options.options(creator(world), "vigia.find.zone", "new york")[0]["value"] == "America/New_York"


@pytest.mark.parametrize(("many", "kind"), [(100, "multi_static_select"), (200, "multi_external_select")])
def test_of_very_many_accounts_any_is_found_by_typing(many, kind, world, luz):
    open_to(world, ("6789012345", "Óptica Luz"), *((f"9{n:09}", f"Cuenta {n}") for n in range(1, many)))
    form = press(creator(world), "vigia.setup.accounts", luz.key).view
    assert limits.check(form, "modal") == []
    (field,) = [b for b in form["blocks"] if b.get("block_id") == "accounts"]
    assert field["element"]["type"] == kind
    assert [one["value"] for one in field["element"]["initial_options"]] == [GOOGLE], "chosen, wherever it stands"
    assert (f"{many} en total" in str(field)) == (many > limits.OPTIONS)
    some = options.options(creator(world), "vigia.find.accounts", f"google cuenta {many - 1}")
    assert [one["value"] for one in some] == [f"google_ads:9{many - 1:09}"]
    assert len(options.options(creator(world), "vigia.find.accounts", "")) == limits.OPTIONS
    assert hand_in(creator(world), "accounts", META | {"client": luz.key}, accounts=[some[0]["value"]]).done
    assert accounts.find(world.session, Source.GOOGLE_ADS, f"9{many - 1:09}").client_key == luz.key


# --- when the numbers arrive


@pytest.mark.parametrize("stands", ["in the channel", "with the person", ""])
def test_the_card_goes_on_by_itself_once_the_accounts_are_read(stands, world, read):
    card, client_key = welcome_card("es", shared=False), read.client_key if stands == "with the person" else None
    place = to_person("U0SALES") if client_key else to_channel("C0NOBODY")
    joined = Notice("joined:1", Kind.JOINED, client_key, place, Audience.INTERNAL, card, drafts=False)
    root = deliver(world.session, joined, NOW).delivery_id
    if stands:
        (claimed,) = outbox.claim(world.session, NOW)
        outbox.begin(world.session, root, claimed.attempts, NOW + timedelta(minutes=1))
        outbox.settle_sent(world.session, root, "1.1", NOW)
    where = [(place.address, root) if stands else ("U0SALES", None)]
    client = clients.get(world.session, read.client_key)
    (told,) = setting_up.tell(world.session, client, NOW)
    sent = deliveries.get(world.session, told.delivery_id)
    assert (sent.to.address, sent.edits) == where[0], "in place where a card stands, else to whoever linked"
    assert "3 encontradas" in str(sent.payload)
    assert [one.delivery_id for one in setting_up.tell(world.session, client, NOW)] == [None]


def test_an_account_that_cannot_be_read_says_what_is_to_be_done(world, luz):
    hand_in(creator(world), "accounts", META | {"client": luz.key}, accounts=[GOOGLE])
    (account,) = accounts.of_client(world.session, luz.key)
    run = sync.begin(world.session, account.id, NOW, Window(TODAY, TODAY))
    assert setting_up.tell(world.session, luz, NOW) == [], "its first numbers are still to come"
    sync.fail(world.session, run, NOW, "grant_access", Remedy.GRANT_ACCESS)
    (told,) = setting_up.tell(world.session, luz, NOW)
    said_so = str(deliveries.get(world.session, told.delivery_id).payload)
    assert "Todavía no se pueden leer" in said_so
    assert "Google Ads 6789012345" in said_so
    assert "vigia.setup.look" in said_so


def test_what_a_file_declares_is_told_nobody(world):
    assert setting_up.tell(world.session, clients.get(world.session, "beta"), NOW) == []


# --- campaigns


def test_campaigns_found_are_adopted_several_at_once_as_their_platform_has_them(world, read):
    here = creator(world)
    form = press(here, "vigia.setup.campaigns", read.client_key)
    assert limits.check(form.view, "modal") == []
    (boxes,) = [b["element"] for b in form.view["blocks"] if b.get("block_id") == "found0"]
    assert {one["value"] for one in boxes["initial_options"]} == {f"{read.id}:511", f"{read.id}:512"}
    second = hand_in(here, "found", kept_in(form), found0=[f"{read.id}:511", f"{read.id}:512", "2:919", "x"])
    assert limits.check(second.view, "modal") == []
    fields = {b["block_id"]: b["element"] for b in second.view["blocks"] if "element" in b}
    assert fields["start0"]["initial_date"] == str(TODAY - timedelta(days=40))
    hints = {b["block_id"]: b["hint"]["text"] for b in second.view["blocks"] if "hint" in b}
    assert hints["budget0"].startswith("10")
    assert "ninguno" in hints["budget1"]
    filled = {"name0": "Gafas", "start0": "2026-10-07", "end0": "2026-12-31", "budget0": "1.000 €"}
    filled |= {"name1": "Display", "start1": "2026-10-17", "end1": "2026-12-31", "budget1": ""}
    reply = hand_in(here, "adopt", kept_in(second), **filled, seen="shown")
    mine = {one.name: one for one in campaigns.of_clients(world.session, (read.client_key,))}
    assert set(mine) == {"Gafas", "Display"}
    assert (mine["Gafas"].key, mine["Gafas"].budget.micros, mine["Gafas"].hidden) == ("optica-luz-gafas", 10**9, False)
    assert (mine["Gafas"].owner, mine["Display"].budget.micros) == ("U0SALES", 0)
    assert "Objetivos" in said(reply)
    assert hand_in(here, "adopt", kept_in(second), **filled).done
    assert len(campaigns.of_clients(world.session, (read.client_key,))) == 2, "handed in twice, adopted once"


def test_no_more_are_ticked_than_are_taken_at_once(world, read):
    many = [PlatformCampaign(f"6{n:02}", f"Gafas {n}", "enabled", TODAY, None) for n in range(forms.MOST_ADOPTED + 3)]
    performance.list_campaigns(world.session, read.id, many)
    rows = [_row(one.entity_id, TODAY, 1, "EUR") for one in many]
    performance.upsert(world.session, read.id, rows, NOW, TODAY - timedelta(days=3), "api")
    here = creator(world)
    form = press(here, "vigia.setup.campaigns", read.client_key)
    boxes = [block["element"] for block in form.view["blocks"] if str(block.get("block_id")).startswith("found")]
    ticked = [[one["value"] for one in box.get("initial_options", ())] for box in boxes]
    assert sum(map(len, ticked)) == forms.MOST_ADOPTED
    filled = {f"found{n}": some for n, some in enumerate(ticked)}
    assert not hand_in(here, "found", kept_in(form), **filled).errors


def test_those_with_one_name_become_one_campaign(world, read):
    kept = META | {"client": read.client_key, "found": f"{read.id}:511 {read.id}:512"}
    filled = {f"{field}{n}": value for n in (0, 1) for field, value in (("name", "Gafas"), ("budget", "500 EUR"))}
    filled |= {"start0": "2026-10-07", "end0": "2026-11-30", "start1": "2026-10-01", "end1": "2026-12-31"}
    assert hand_in(creator(world), "adopt", kept, **filled).done
    (one,) = campaigns.of_clients(world.session, (read.client_key,))
    assert (str(one.start), str(one.end), one.budget.micros, one.hidden) == ("2026-10-01", "2026-12-31", 10**9, True)
    assert one.matches[0].campaign_ids == ("511", "512")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name0": ""}, "name0"),
        ({"end0": "2026-01-01"}, "end0"),
        ({"end0": "9999-12-31"}, "end0"),
        ({"budget0": "5000 XAU"}, "budget0"),
        ({"budget0": "9" * 24}, "budget0"),
        ({"start0": "0001-01-01"}, "end0"),
        ({"budget0": "many"}, "budget0"),
    ],
)
def test_what_is_wrong_with_a_campaign_stands_beside_it_and_nothing_is_adopted(wrong, field, world, read):
    kept = META | {"client": read.client_key, "found": f"{read.id}:511"}
    filled = {"name0": "Gafas", "start0": "2026-10-07", "end0": "2026-11-30", "budget0": ""} | wrong
    assert list(hand_in(creator(world), "adopt", kept, **filled).errors) == [field]
    assert campaigns.of_clients(world.session, (read.client_key,)) == []
    assert "found0" in hand_in(creator(world), "found", kept, found0=[]).errors


def test_what_was_adopted_is_read_back_at_once_and_nothing_is_said_of_the_whole_before(world, read):
    here = creator(world)
    kept = META | {"client": read.client_key, "found": f"{read.id}:511"}
    filled = {"name0": "Gafas", "start0": "2026-09-07", "end0": "2026-12-31", "budget0": "9.000 €"}
    assert read.id not in {claim.id for claim in accounts.due(world.session, NOW, NOW)}
    hand_in(here, "adopt", kept, **filled)
    assert read.id in {claim.id for claim in accounts.due(world.session, NOW, NOW)}, "not at the next regular poll"
    hand_in(here, "goals", META | {"client": read.client_key, "campaigns": "optica-luz-gafas"}, goals0="leads >= 400")
    told = said(router.dispatch(replace(here), "status gafas"))
    assert "aún se tienen que leer" in told
    assert "Del presupuesto de 9.000" in told
    assert "gastados de" not in told
    assert "de 400" not in told
    run = sync.begin(world.session, read.id, NOW, Window(TODAY - timedelta(days=90), TODAY))
    sync.succeed(world.session, run, NOW, 0)
    told = said(router.dispatch(replace(here), "status gafas"))
    assert "aún se tienen que leer" not in told
    assert "gastados de" in told
    assert "de 400" in told


def many_found(world, read, some):
    """So many more campaigns in the account, which all run."""
    found = [PlatformCampaign(f"{n}", f"Leads {n:03}", "enabled", TODAY, None, 5_000_000, "daily") for n in some]
    performance.list_campaigns(world.session, read.id, found)
    rows = [_row(one.entity_id, TODAY - timedelta(days=1), 1, "EUR") for one in found]
    performance.upsert(world.session, read.id, rows, NOW, TODAY - timedelta(days=3), "api")


def test_forty_campaigns_are_adopted_in_one_go_and_given_goals_form_after_form(world, read):
    here, kept = creator(world), META | {"client": read.client_key}
    many_found(world, read, range(600, 638))
    form = press(here, "vigia.setup.campaigns", read.client_key).view
    assert limits.check(form, "modal") == []
    boxes = {b["block_id"]: b["element"] for b in form["blocks"] if b["type"] == "input"}
    ticked = {name: [one["value"] for one in it.get("initial_options", ())] for name, it in boxes.items()}
    assert sum(map(len, ticked.values())) == 40
    second = hand_in(here, "found", kept, **ticked)
    assert limits.check(second.view, "modal") == []
    typed = [b for b in second.view["blocks"] if b.get("element", {}).get("type") == "plain_text_input"]
    names = {b["block_id"]: b["element"]["initial_value"] for b in typed}
    names |= {"name0": "Juntas", "name1": "Juntas"}
    assert "al día en la plataforma" in str(second.view)
    done = hand_in(here, "adopt", kept_in(second), **names, seen="hidden")
    mine = {one.name: one for one in campaigns.of_clients(world.session, (read.client_key,))}
    assert len(mine) == 39
    assert len(mine["Juntas"].matches[0].campaign_ids) == 2
    days, budget = campaigns.taken_over(
        world.session, read, PlatformCampaign("637", "", "", TODAY, None, 5_000_000, "daily"), NOW
    )
    last = mine["Leads 637"]
    assert (last.start, last.end, last.budget) == (days.start, days.end, budget), "as its platform has it"
    assert "39 campañas" in said(done)
    form, asked = press(here, "vigia.setup.goals", read.client_key).view, 0
    while form:
        assert limits.check(form, "modal") == []
        asked += len([b for b in form["blocks"] if b["type"] == "input"])
        reply = hand_in(here, "goals", json.loads(form["private_metadata"]), goals0="", goals1="cpl < 20 EUR")
        form = reply.view
        assert (form is None) == (reply.message is not None), "said once, at the end, to whoever alone sees it"
    assert asked == 39, "each once, also those that were left empty"


def test_of_very_many_campaigns_any_is_found_by_typing(world, read):
    here = creator(world)
    many_found(world, read, range(600, 730))
    form = press(here, "vigia.setup.campaigns", read.client_key).view
    assert limits.check(form, "modal") == []
    (field,) = [b for b in form["blocks"] if b.get("block_id") == "found0"]
    element, chosen = field["element"], [one["value"] for one in field["element"]["initial_options"]]
    assert (element["type"], len(chosen)) == ("multi_external_select", element["max_selected_items"])
    assert limits.check(hand_in(here, "found", kept_in(Reply(view=form)), found0=chosen).view, "modal") == []
    some = options.options(here, element["action_id"], "google leads 7")
    assert [one["text"]["text"] for one in some[:2]] == ["Leads 607", "Leads 617"]
    assert options.options(here, element["action_id"], "leads 729")[0]["value"] == f"{read.id}:729"
    for person in ("other_manager", "guest", "client", "stranger"):
        assert options.options(world.ctx(person, "direct"), element["action_id"], "") == []
    too_many = [*chosen, *(one["value"] for one in some)]
    assert "found0" in hand_in(here, "found", kept_in(Reply(view=form)), found0=list(dict.fromkeys(too_many))).errors


def test_a_campaign_whose_id_is_made_of_its_name_is_adopted_too(world, read):
    here, name = creator(world), f"name:Gafas de sol | {'verano ' * 22}"
    performance.list_campaigns(world.session, read.id, [PlatformCampaign(name, "Gafas de sol", "enabled")])
    form = press(here, "vigia.setup.campaigns", read.client_key).view
    (value,) = [o["value"] for o in form["blocks"][1]["element"]["options"] if o["text"]["text"] == "Gafas de sol"]
    second = hand_in(here, "found", META | {"client": read.client_key}, found0=[value])
    filled = {"name0": "Gafas de sol", "start0": "2026-10-07", "end0": "2026-12-31", "budget0": ""}
    assert hand_in(here, "adopt", kept_in(second), **filled).done
    (one,) = campaigns.of_clients(world.session, (read.client_key,))
    assert one.matches[0].campaign_ids == (name,)


# --- goals


def test_goals_are_proposed_with_their_origin_and_keep_it_unless_changed(world, read):
    here = creator(world)
    kept = META | {"client": read.client_key, "found": f"{read.id}:511 {read.id}:512"}
    filled = {f"{f}{n}": v for n in (0, 1) for f, v in (("start", "2026-10-07"), ("end", "2026-12-31"))}
    hand_in(here, "adopt", kept, name0="A", name1="B", **filled)
    form = press(here, "vigia.setup.goals", read.client_key)
    assert limits.check(form.view, "modal") == []
    proposed = {b["block_id"]: b["element"]["initial_value"] for b in form.view["blocks"] if "element" in b}
    assert proposed["goals0"].startswith("Coste por lead ≤ "), "as the reader would type it"
    done = hand_in(here, "goals", kept_in(form), goals0=proposed["goals0"], goals1="cpl < 20 EUR\nleads >= 50")
    own, agreed = campaigns.of_clients(world.session, (read.client_key,))
    assert {one.origin for one in own.goals} == {Origin.OWN_HISTORY}
    assert {(one.kpi, one.origin) for one in agreed.goals} == {("cpl", Origin.AGREED), ("leads", Origin.AGREED)}
    assert "vigia.run.status" in elements_of(done)
    direct = creator(world, "direct")
    card = press(direct, "vigia.setup.look", read.client_key, MessageRef("D0MAYA", "1.1")).message
    (line,) = [
        e["value"] for b in card.blocks for e in b.get("elements", ()) if e.get("action_id") == "vigia.run.status"
    ]
    assert line == f"status client:{read.client_key}", "where several clients are spoken of, it is named"
    assert "Óptica Luz" in said(router.dispatch(direct, line))
    late = hand_in(here, "goals", kept_in(form), goals0="cpl what", goals1="leads >= 60")
    assert not late.errors
    assert campaigns.of_clients(world.session, (read.client_key,)) == [own, agreed], "somebody was quicker"
    for one in (own, agreed):
        campaigns.set_goals(world.session, one.key, (), "U", NOW, gone={goal.kpi for goal in one.goals})
    wrong = hand_in(here, "goals", kept_in(form), goals0="cpl what", goals1="leads >= 60")
    assert list(wrong.errors) == ["goals0"]


# --- undone again


def test_a_wrong_channel_is_let_go_and_what_goes_with_it_is_said_before(world):
    outbox.intend(world.session, "u:1", to("C0BETAINT"), "status", {}, at=NOW, client_key="beta", held=True)
    here = world.ctx("other_manager", "beta_internal")
    source = MessageRef("C0BETAINT", "1.1")
    form = press(here, "vigia.setup.undo", "beta", source)
    assert limits.check(form.view, "modal") == []
    assert "1 subscripció" in str(form.view)
    assert "1 esborrany" in str(form.view)
    card = setting_up.card(world.session, setup.of(world.session, "beta"), "ca", here=True)
    joined = Notice("joined:2", Kind.JOINED, None, to_channel("C0BETAINT"), Audience.CLIENT, card, drafts=False)
    root = deliver(world.session, joined, NOW).delivery_id
    outbox.settle_sent(world.session, root, "1.0", NOW)
    done = hand_in(here, "undo", kept_in(form))
    assert done.done
    assert "Zenit" not in said(done)
    assert "Zenit" in str(deliveries.get(world.session, root).payload)
    assert "Zenit" not in str(deliveries.standing(world.session, root)), "others may read it there by now"
    assert channels.get(world.session, "C0BETAINT") is None
    assert schedule.of_channel(world.session, "C0BETAINT") == []
    assert deliveries.held(world.session, "C0BETAINT") == []
    note = next(one for one in audit.recent(world.session, 3) if one.what == "channel.unlinked")
    assert (note.actor, note.detail) == ("U0POL", {"subscriptions": 1, "drafts": 1})
    assert clients.get(world.session, "beta") is not None
    assert campaigns.of_clients(world.session, ("beta",)) != []
    assert not hand_in(here, "undo", kept_in(form)).done


@pytest.mark.parametrize("person", ["other_manager", "member", "guest", "client", "stranger"])
def test_only_who_manages_a_client_lets_its_channel_go(person, world):
    here = world.ctx(person, "internal")
    assert not press(here, "vigia.setup.undo", "acme").done
    assert not hand_in(here, "undo", {"channel": "C0ACMEINT", "client": "acme"}).done
    assert channels.get(world.session, "C0ACMEINT") is not None


def test_a_form_handed_in_after_the_channel_was_let_go_tells_nobody_there_of_the_client(world, luz):
    """Its card says by then that the channel is nobody's, and anybody may read it."""
    kept = META | {"client": luz.key}
    made = outbox.intend(world.session, "joined:1", to("C0NOBODY"), Kind.JOINED, {}, at=NOW)
    outbox.settle_sent(world.session, made.id, META["ts"], NOW)
    assert hand_in(creator(world), "accounts", kept, accounts=[]).replace
    assert press(creator(world), "vigia.setup.look", luz.key).replace
    channels.unbind(world.session, "C0NOBODY")
    for client in (None, "acme"):
        if client:
            channels.bind(world.session, Channel("C0NOBODY", client, Audience.INTERNAL), "U", NOW)
        handed_in = hand_in(creator(world), "accounts", kept, accounts=[])
        for reply in (handed_in, press(creator(world), "vigia.setup.look", luz.key)):
            assert reply.private, client
            assert not reply.replace, client
            assert client is None or not reply.done


# --- what it says


def test_forms_and_metadata_that_are_no_ones_break_nothing(world):
    for form in (name.removeprefix("vigia.setup.") for name in views.WALK):
        for metadata in ("", "[]", "{", '{"client": 1}', json.dumps({"client": "x" * 3000})):
            assert not views.submit(world.ctx(place="unbound"), f"vigia.setup.{form}", metadata, {}).done


def test_the_walk_in_every_language(world, read, locale, golden):
    channels.unbind(world.session, "C0NOBODY")
    channels.bind(world.session, Channel("C0NOBODY", read.client_key, Audience.INTERNAL, locale=locale), "U", NOW)
    here, key = creator(world, locale=locale), read.client_key
    golden("campaigns_next", router.dispatch(here, "setup").message, locale=locale)
    golden("adopt_form", hand_in(here, "found", META | {"client": key}, found0=[f"{read.id}:511"]).view, locale=locale)
    many = [forms.Proposed("1:1", "Gafas", "2026-10-07", "2026-12-31", "900 EUR", "Google Ads")] * 13
    golden("adopt_many", forms.adopt_form(locale, {}, "Nova", many), locale=locale)
    filled = {"name0": "Gafas", "start0": "2026-10-07", "end0": "2026-12-31"}
    card = hand_in(here, "adopt", META | {"client": key, "found": f"{read.id}:511"}, **filled).message
    golden("goals_next", card, locale=locale)
    form = press(here, "vigia.setup.goals", key)
    golden("goals_form", form.view, locale=locale)
    golden("ready", hand_in(here, "goals", kept_in(form), goals0="cpl < 30 EUR").message, locale=locale)
    golden("accounts_form", press(here, "vigia.setup.accounts", key).view, locale=locale)
    golden("undo_form", press(here, "vigia.setup.undo", key).view, locale=locale)
    elsewhere = replace(here, place=PLACES["beta_internal"])
    channels.unbind(world.session, "C0BETAINT")
    golden("who_form", press(elsewhere, "vigia.setup.who").view, locale=locale)
    proposed = {"language": "es", "zone": "Europe/Madrid", "currency": "EUR"}
    golden("made_form", forms.made_form(locale, {"name": "Nova"}, "nova", **proposed, last=False), locale=locale)
    golden(
        "reads_form", hand_in(elsewhere, "made", {**META, "name": "Nova"}, **{**LUZ, "key": "nova"}).view, locale=locale
    )
    golden(
        "begin",
        router.dispatch(
            replace(creator(world, "direct", locale=locale), actor=replace(here.actor, user_id="U0NEW")), "setup"
        ).message,
        locale=locale,
    )
    golden(
        "nobody_may",
        press(replace(world.ctx("member", "direct", locale), admins=()), "vigia.setup.who").message,
        locale=locale,
    )
