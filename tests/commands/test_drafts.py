"""The drafts of a Friday: in one message, decided one by one or together, worded anew, and only by whom they are of."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, home, unbinding, views
from commands.context import MessageRef
from domain.access import Place
from domain.destination import channel as to
from domain.destination import person
from domain.entities import Channel, Client
from domain.incidents.rule_kinds import Subject
from domain.words import Audience
from notifiers.delivery import drafting
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import accounts, channels, clients
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Status
from templates import blocks, limits
from templates.message import Message
from tests import kinds
from tests.commands.alerting import DEAR, told
from tests.commands.conftest import ADMINS, NOW

DM = MessageRef("D0MAYA", "77.1")


def message(n: int, cpl: str = "27,33 €") -> Message:
    """An update as a client reads it: a greeting, a campaign, its figures, where they come from."""
    return Message(
        "Hola",
        [
            blocks.section("Hola. Así va vuestra campaña, 9–15 nov 2026."),
            blocks.section(f"*Otoño {n} · 9–15 nov 2026*\nEn objetivo: coste por lead {cpl}, objetivo < 30 €."),
            blocks.fields([f"*Coste por lead*\n*{cpl}*", "*Leads*\n*38*"]),
            blocks.context("A 16 nov, 10:30 · Datos: Meta 16 nov, 07:30"),
        ],
    )


def drafted(
    world,
    key: str,
    n: int,
    now=NOW,
    praises: tuple[tuple[str, str], ...] = (),
    tells: tuple[str, ...] = (),
    said: Message | None = None,
    series: str = "",
) -> int:
    """A draft for a client's channel, as an update makes it."""
    if clients.get(world.session, key) is None:
        clients.save(world.session, Client(key, f"Cliente {n}", "es", "Europe/Madrid", "EUR", ("U0MAYA",)), "U", now)
        channels.bind(world.session, Channel(f"C0F{n:02}", key, Audience.CLIENT, ("T0ACME",)), "U", now)
    where = next(c for c in channels.of_client(world.session, key) if c.audience is Audience.CLIENT)
    notice = Notice(
        f"status:{where.slack_id}:{now:%Y%m%d}{series}",
        Kind.STATUS,
        key,
        to(where.slack_id),
        Audience.CLIENT,
        said or message(n),
        series=f"status:{where.slack_id}{series}",
        praises=praises,
        tells=tells,
    )
    found = deliver(world.session, notice, now, ADMINS)
    assert found.delivery_id is not None
    return found.delivery_id


def friday(world, many: int) -> list[int]:
    """So many drafts that fall due together, in the message that Maya has received."""
    ids = [drafted(world, f"friday-{n}", n) for n in range(1, many + 1)]
    outbox.settle_sent(world.session, card(world).id, DM.ts, NOW)
    return ids


def card(world):
    """The one message that shows them."""
    (found,) = deliveries.of_kind(world.session, Kind.DRAFT, NOW)
    return found


def shown(world) -> Message:
    """What Maya reads by now."""
    return Message.from_json(deliveries.standing(world.session, card(world).id))


def press(ctx, action: str, value: str, source: MessageRef = DM):
    return actions.dispatch(ctx, f"vigia.draft.{action}", str(value), source)


def status(world, draft: int) -> Status:
    return deliveries.get(world.session, draft).status


def buttons(said: Message) -> dict[str, str]:
    rows = [block["elements"] for block in said.blocks if block["type"] == "actions"]
    return {element["action_id"]: element["value"] for row in rows for element in row}


def maya(ctx, **more):
    return ctx("manager", "direct", "es", **more)


@pytest.mark.parametrize("many", [3, 10, 15])
def test_drafts_that_fall_due_together_stand_in_one_message(many, ctx, world):
    friday(world, many)
    said = shown(world)
    assert limits.check(said) == []
    assert f"{many} borradores esperan tu visto bueno" in said.text
    assert [f"Cliente {n}" in said.text for n in range(1, many + 1)] == [True] * many
    assert said.text.count("En objetivo: coste por lead 27,33 €") == many
    acts = [action for action in buttons(said) if action.startswith("vigia.draft.approve")]
    assert len(acts) == many
    assert drafting.shown_by(world.session, card(world)) == [one.id for one in deliveries.all_held(world.session)]


def test_one_alone_is_shown_whole_and_a_sixteenth_in_a_message_of_its_own(ctx, world):
    (draft,) = friday(world, 1)
    assert "Borrador para" in shown(world).text
    assert buttons(shown(world))["vigia.draft.approve"] == str(draft)
    for n in range(2, 17):
        drafted(world, f"friday-{n}", n)
    assert [
        len(drafting.shown_by(world.session, one)) for one in deliveries.of_kind(world.session, Kind.DRAFT, NOW)
    ] == [
        15,
        1,
    ]


def test_what_comes_later_or_when_all_is_decided_begins_a_message_of_its_own(ctx, world):
    (first,) = friday(world, 1)
    press(maya(ctx), "approve", first)
    drafted(world, "friday-2", 2, NOW + timedelta(minutes=1))
    drafted(world, "friday-3", 3, NOW + timedelta(minutes=20))
    assert len(deliveries.of_kind(world.session, Kind.DRAFT, NOW)) == 3


def test_each_is_decided_with_one_press_and_the_message_follows(ctx, world):
    ids = friday(world, 3)
    reply = press(maya(ctx), "approve.0", ids[0])
    assert (reply.done, reply.replace) == (True, True)
    assert "✓ aprobado por <@U0MAYA>" in reply.message.text
    assert "2 borradores esperan" in reply.message.text
    assert press(maya(ctx), "skip.1", ids[1]).done
    assert press(maya(ctx), "approve.2", ids[2]).done
    assert [status(world, one) for one in ids] == [Status.INTENDED, Status.SKIPPED, Status.INTENDED]
    assert "3 borradores, todos decididos" in shown(world).text
    assert buttons(shown(world)) == {}


def test_a_draft_of_several_campaigns_names_each_and_a_campaign_in_two_drafts_is_warned_of(ctx, world):
    """Whoever approves by the line saw one campaign of three; and one of them was on its way to the client already."""
    first = drafted(world, "acme", 1, tells=("acme-otono",))
    three = Message("Hola", [*message(2).blocks[:2], message(3).blocks[1], message(4).blocks[1]])
    drafted(world, "acme", 2, tells=("acme-otono", "acme-black-friday"), said=three, series="all")
    drafted(world, "friday-5", 5, tells=("acme-otono",))
    rows = shown(world)
    assert [f"• *Otoño {n} · 9–15 nov 2026:* En objetivo" in rows.text for n in (2, 3, 4)] == [True] * 3
    assert rows.text.count("Otro borrador para este canal habla también de Otoño leads.") == 2
    assert press(maya(ctx), "approve.0", f"{first}:seen").done
    assert "· Otoño 1: ✓ aprobado por <@U0MAYA>" in shown(world).text
    assert shown(world).text.count("Otro borrador para este canal habla") == 1


def test_who_comes_second_reads_who_was_first(ctx, world):
    ids = friday(world, 2)
    assert press(ctx("admin", "home"), "approve.0", ids[0], MessageRef()).done
    again = press(maya(ctx), "approve.0", ids[0])
    assert not again.done
    assert "✓ aprobado por <@U0ADMIN>" in again.message.text
    assert [one.actor for one in audit.recent(world.session, 5) if one.what == "draft.approved"] == ["U0ADMIN"]


def test_all_are_approved_together_but_those_with_a_warning_and_old_ones(ctx, world):
    alerted = drafted(world, "acme", 99, praises=(("acme-otono", "cpl"), ("acme-otono", "")))
    ids = friday(world, 3)
    told(world, DEAR)
    drafting.refresh(world.session, deliveries.get(world.session, alerted), NOW, ADMINS)
    old = drafted(world, "friday-8", 8, NOW - timedelta(days=2))
    together = press(maya(ctx), "all", ",".join(map(str, [*ids, alerted, old])))
    assert together.done
    assert [status(world, one) for one in ids] == [Status.INTENDED] * 3
    assert [status(world, one) for one in (alerted, old)] == [Status.HELD] * 2
    assert "Hay una alerta abierta sobre lo que este borrador da por bueno" in together.message.text
    assert press(maya(ctx), "all", f"{alerted},{old}:asked").done
    assert [status(world, one) for one in (alerted, old)] == [Status.INTENDED] * 2
    assert not press(maya(ctx), "all", f"{alerted},{old}:asked").done


def test_an_alert_that_opened_since_is_asked_about_before_its_praise_goes_out(ctx, world):
    alerted = drafted(world, "acme", 1, praises=(("acme-otono", "cpl"),))
    told(world, DEAR)
    asked = press(maya(ctx), "approve", alerted)
    assert not asked.done
    assert "Hay una alerta abierta sobre lo que este borrador da por bueno" in asked.message.text
    assert status(world, alerted) is Status.HELD
    assert press(maya(ctx), "approve.asked", buttons(asked.message)["vigia.draft.approve.asked"]).done
    other = drafted(world, "acme", 1, NOW + timedelta(days=7), praises=(("acme-invierno", "cpl"),))
    assert press(maya(ctx), "approve", other).done


def test_a_draft_whose_channel_is_another_clients_by_now_does_not_go_there(ctx, world):
    ids = friday(world, 2)
    channels.unbind(world.session, "C0F01")
    channels.bind(world.session, Channel("C0F01", "beta", Audience.CLIENT, ("T0ACME",)), "U", NOW)
    for action in ("approve.0", "note.0", "edit.0"):
        reply = press(maya(ctx), action, ids[0])
        assert not reply.done
        assert "ya es de otro cliente" in reply.message.text
    assert press(maya(ctx), "all", f"{ids[0]},{ids[1]}").done
    assert [status(world, one) for one in ids] == [Status.HELD, Status.INTENDED]
    assert press(maya(ctx), "skip.0", ids[0]).done


# --- worded anew


def test_the_message_says_that_a_draft_went_nowhere_as_its_channel_was_let_go(ctx, world):
    first, second = friday(world, 2)
    here = replace(maya(ctx), place=Place("C0F01"))
    assert unbinding.undo(here, json.dumps({"client": "friday-1"}), {}).done
    assert (status(world, first), status(world, second)) == (Status.SKIPPED, Status.HELD)
    assert "no se envía nada" in shown(world).text
    assert "<@U0MAYA>" in shown(world).text


def form(ctx, draft: int, action: str = "edit.0"):
    view = press(maya(ctx), action, draft).view
    assert limits.check(view["blocks"], "modal") == []
    fields = {one["block_id"]: one["element"] for one in view["blocks"] if one["type"] == "input"}
    return view["private_metadata"], {name: one.get("initial_value", []) for name, one in fields.items()}


def hand_in(ctx, metadata: str, values):
    return views.submit(ctx("manager", "home", "es"), "vigia.draft.edit", metadata, values)


def test_the_text_itself_is_edited_section_by_section_and_seen_before_it_goes(ctx, world):
    ids = friday(world, 2)
    metadata, values = form(ctx, ids[0])
    assert list(values) == ["section:0", "section:1", "section:2", "own"]
    assert values["section:2"] == "*Coste por lead*\n*27,33 €*\n\n*Leads*\n*38*"
    values["section:0"] = "Hola, <!channel>: semana redonda."
    values["section:2"] = "*Leads*\n*38*"
    reply = hand_in(ctx, metadata, values)
    assert reply.done
    assert reply.view["callback_id"] == "vigia.draft.preview"
    assert "Hola, &lt;!channel&gt;: semana redonda." in json.dumps(reply.view, ensure_ascii=False)
    assert status(world, ids[0]) is Status.HELD
    assert "Editado por <@U0MAYA>" in shown(world).text
    (noted,) = [one for one in audit.recent(world.session, 5) if one.what == "draft.edited"]
    assert (noted.actor, noted.subject, noted.detail["sections"]) == ("U0MAYA", f"delivery:{ids[0]}", [0, 2])
    sent = views.submit(ctx("manager", "home", "es"), "vigia.draft.preview", reply.view["private_metadata"], {})
    assert sent.done
    payload = deliveries.get(world.session, ids[0]).payload
    assert payload["blocks"][0]["text"]["text"] == "Hola, &lt;!channel&gt;: semana redonda."
    assert [one["text"] for one in payload["blocks"][2]["fields"]] == ["*Leads*\n*38*"]
    assert "Datos: Meta" in payload["text"]
    assert payload["edited_by"] == "U0MAYA"
    assert limits.check(Message.from_json(payload)) == []


def test_a_number_that_contradicts_the_data_is_pointed_out_with_the_true_one(ctx, world):
    (draft,) = friday(world, 1)
    metadata, values = form(ctx, draft, "edit")
    wrong = {**values, "section:1": values["section:1"].replace("27,33", "24,90"), "own": ["yes"]}
    reply = hand_in(ctx, metadata, wrong)
    assert reply.errors == {"section:1": "«24,90 €»: los datos dicen 27,33 €."}
    added = {**values, "section:0": f"{values['section:0']} Nos vemos el día 20."}
    assert "«20» no es ninguna de las cifras" in hand_in(ctx, metadata, added).errors["section:0"]
    assert deliveries.get(world.session, draft).payload["blocks"] == message(1).blocks
    assert hand_in(ctx, metadata, {**added, "own": ["yes"]}).done


def test_a_number_in_a_note_is_one_of_the_drafts_or_vouched_for(ctx, world):
    """`la inversión fue de 300 €` went to a client right above another spend."""
    (draft,) = friday(world, 1)

    def note(text: str, *, own: bool = False):
        values = {"note": text} | ({"own": ["yes"]} if own else {})
        return views.submit(maya(ctx), "vigia.draft.note", f"{draft}:D0MAYA:77.1", values)

    refused = note("La inversión fue de 300 €, con 38 leads.")
    assert "«300 €» no es ninguna de las cifras" in refused.errors["note"]
    assert status(world, draft) is Status.HELD
    assert note("Cada lead, 27,33 €. El lunes 300.", own=True).done
    assert status(world, draft) is Status.INTENDED


def test_a_form_that_is_out_of_date_changes_nothing(ctx, world):
    first, second = friday(world, 2)
    metadata, values = form(ctx, first)
    assert hand_in(ctx, metadata, {**values, "section:0": "Buena semana."}).done
    assert "entretanto" in hand_in(ctx, metadata, {**values, "section:0": "Otra."}).errors["section:0"]
    metadata, values = form(ctx, second)
    press(maya(ctx), "approve.1", second)
    assert "ya se había aprobado" in hand_in(ctx, metadata, {**values, "section:0": "Tarde."}).errors["section:0"]
    metadata, values = form(ctx, first)
    empty = dict.fromkeys(values, "") | {"own": []}
    assert "No quedaría nada" in hand_in(ctx, metadata, empty).errors["section:0"]
    long = {**values, "section:0": "ñ" * 3_001}
    assert "más largo" in hand_in(ctx, metadata, long).errors["section:0"]


def test_what_was_read_is_what_goes(ctx, world):
    """Somebody else words it anew while the preview is open."""
    (draft,) = friday(world, 1)
    seen = press(maya(ctx), "read", draft).view["private_metadata"]
    metadata, values = form(ctx, draft, "edit")
    hand_in(ctx, metadata, {**values, "section:0": "Otra cosa."})
    again = views.submit(ctx("manager", "home", "es"), "vigia.draft.preview", seen, {})
    assert not again.done
    assert "Otra cosa." in str(again.view)
    assert status(world, draft) is Status.HELD


# --- every door


@pytest.mark.parametrize(
    ("who", "place"),
    [("member", "direct"), ("other_manager", "direct"), ("client", "client_channel"), ("admin", "beta_internal")],
)
def test_who_may_not_decide_finds_every_door_closed(who, place, ctx, world):
    ids = friday(world, 2)
    before = deliveries.get(world.session, ids[0]).payload
    metadata, values = form(ctx, ids[0])
    stranger = ctx(who, place)
    for action, value in (("edit.0", ids[0]), ("read.0", ids[0]), ("all", f"{ids[0]},{ids[1]}:asked")):
        reply = press(stranger, action, value)
        assert not reply.done
        assert reply.view is None
        assert "27,33" not in str(reply)
    edited = {**values, "section:0": "Forjado."}
    for form_name in ("vigia.draft.edit", "vigia.draft.preview"):
        reply = views.submit(stranger, form_name, metadata, edited)
        assert not reply.done
        assert "27,33" not in str(reply)
    assert deliveries.get(world.session, ids[0]).payload == before
    assert [status(world, one) for one in ids] == [Status.HELD] * 2


@pytest.mark.parametrize("value", ["", ",", "x", "9999", "1,x,9999:asked", "-1", "1" * 40, "1:seen:asked"])
def test_forged_values_open_nothing(value, ctx, world):
    for action in ("all", "edit.0", "read.0", "approve.0"):
        press(ctx("other_manager", "direct"), action, value)
    assert deliveries.all_held(world.session) == []


def test_a_manager_of_some_approves_those_alone(ctx, world):
    (mine, theirs) = (drafted(world, "acme", 1), drafted(world, "friday-2", 2))
    clients.save(world.session, replace(clients.get(world.session, "friday-2"), managers=("U0POL",)), "U", NOW)
    assert press(maya(ctx), "all", f"{mine},{theirs}:asked").done
    assert [status(world, one) for one in (mine, theirs)] == [Status.INTENDED, Status.HELD]
    drafting.refresh(world.session, deliveries.get(world.session, theirs), NOW, ADMINS)
    assert "Cliente 2" not in shown(world).text


def test_home_shows_the_same_drafts_and_decides_on_them(ctx, world):
    ids = friday(world, 2)
    page = json.dumps(home.home(ctx("manager", "home", "es")), ensure_ascii=False)
    assert page.count("En objetivo: coste por lead 27,33 €") == 2
    reply = press(ctx("manager", "home", "es"), "approve.0", ids[0], MessageRef())
    assert reply.message is None
    assert "Cliente 1" not in json.dumps(reply.view, ensure_ascii=False)
    assert "✓ aprobado por <@U0MAYA>" in shown(world).text


def test_the_card_goes_to_one_person_and_is_theirs_alone(ctx, world):
    ids = friday(world, 2)
    assert card(world).to == person("U0MAYA")
    elsewhere = press(ctx("admin", "direct", "es"), "approve.0", ids[0])
    assert elsewhere.done
    assert "Cliente 2" not in elsewhere.message.text


def test_an_account_that_the_praised_campaign_draws_on_is_warned_of_too(ctx, world):
    account = accounts.of_client(world.session, "acme")[0]
    alerted = drafted(world, "acme", 1, praises=(("acme-otono", ""),))
    subject = Subject("acme", account=account.id)
    told(world, replace(DEAR, subject=subject, trouble=kinds.SOURCE_DISCONNECTED, detail="", goal=None))
    assert not press(maya(ctx), "approve", alerted).done
    assert status(world, alerted) is Status.HELD


def test_what_waits_for_the_channels_organisations_was_approved_all_the_same(ctx, world):
    ids = friday(world, 2)
    press(maya(ctx), "approve.0", ids[0])
    assert outbox.hold(world.session, ids[0], "confirm_teams")
    again = press(maya(ctx), "skip.1", ids[1])
    assert "✓ aprobado por <@U0MAYA>" in again.message.text
    assert buttons(again.message) == {}


def test_two_who_write_into_one_message_lose_no_draft(ctx, world):
    """Two processes, each of which knows of its own draft alone."""
    first, second = friday(world, 2)
    third = drafted(world, "friday-3", 3)
    late = outbox.intend(
        world.session,
        "draft:late",
        person("U0MAYA"),
        "draft",
        {**shown(world).to_json(), "drafts": [first, second]},
        at=NOW,
        edits=card(world).id,
    )
    assert late is not None
    assert drafting.shown_by(world.session, card(world)) == [first, second, third]


def test_a_draft_of_a_client_whose_updates_are_paused_is_asked_about(ctx, world):
    ids = friday(world, 2)
    client = clients.get(world.session, "friday-1")
    clients.save(world.session, replace(client, paused_until=(NOW + timedelta(days=9)).date()), "U0MAYA", NOW)
    asked = press(maya(ctx), "approve.0", ids[0])
    assert "en pausa hasta el 25 nov" in asked.message.text
    assert press(maya(ctx), "all", f"{ids[0]},{ids[1]}").done
    assert [status(world, one) for one in ids] == [Status.HELD, Status.INTENDED]
