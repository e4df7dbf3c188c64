"""Buttons, menus and modals: decided anew, acting once, and saying so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, views
from commands.context import MessageRef
from domain.schedule import Every, next_run
from domain.words import Approval
from storage.db import audit
from storage.directory import campaigns, channels, clients, schedule
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Status
from templates.message import Message
from tests.casting import to
from tests.commands.conftest import ACME_TEAM, NOW, PEOPLE, PLACES
from tests.commands.test_verbs import ABSURD, answered, said, values

CARD = MessageRef("C0ACMEINT", "1763283600.000100", ephemeral=True)
PUBLIC = MessageRef("C0ACME", "1763283600.000200")
LINE = "status acme-otono period:2026-11-09..2026-11-15"


def press(ctx, action_id, value="", source=CARD, state=None):
    return answered(actions.dispatch(ctx, action_id, value, source, state))


def sent(world, occasion_start):
    """The deliveries whose occasion begins so."""
    found = [deliveries.get(world.session, n) for n in range(1, 40)]
    return [d for d in found if d and d.occasion.startswith(occasion_start)]


# --- every button


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("place", PLACES)
def test_every_button_answers_everybody_everywhere(person, place, ctx):
    for action_id in actions.HANDLERS:
        reply = actions.dispatch(ctx(person, place), action_id, "1", CARD, {})
        assert reply.message or reply.view or action_id.startswith("vigia.find.")
        if PEOPLE[person].is_external and not action_id.startswith(("vigia.run", "vigia.pick")):
            assert not reply.done, action_id


@pytest.mark.parametrize("action_id", actions.HANDLERS)
def test_no_value_breaks_a_button(action_id, ctx):
    for value in (*ABSURD, "1:119:9", "9" * 40, "-1", "²", "C0ACME:T0ACME,T0ZED"):
        actions.dispatch(ctx(), action_id, value, MessageRef(), {"client": value, "language": value})


def test_an_unknown_button_is_refused(ctx):
    for action_id in ("", "vigia", "vigia.nothing.here", "other.run.1"):
        assert not press(ctx(), action_id).done


def test_choices_in_a_menu_wait_for_their_button(ctx):
    for action_id in ("vigia.find.client", "vigia.find.zone", "vigia.find.accounts"):
        reply = actions.dispatch(ctx(), action_id, "acme")
        assert reply.message is None
        assert not reply.done


@pytest.mark.parametrize(
    ("action_id", "value", "read"),
    [
        ("vigia.run.0", "status acme-otono", True),
        ("vigia.pick.status", "status acme-otono", True),
        ("vigia.run.stop", "unsubscribe", False),
        ("vigia.status.share", "status acme-otono", False),
        ("vigia.draft.approve.3", "1", False),
        ("vigia.draft.note", "1", True),
        ("vigia.target.edit", "acme-otono", True),
        ("vigia.find.client", "acme", True),
        ("vigia.nothing", "", True),
    ],
)
def test_clicks_that_change_nothing_are_known(action_id, value, read):
    assert actions.is_read(action_id, value) is read


# --- running a line


def test_another_period_replaces_the_private_card_but_not_a_public_one(ctx):
    assert press(ctx(), "vigia.run.30d", "status acme-otono period:30d").replace
    in_public = press(ctx("client", "client_channel"), "vigia.run.30d", "status acme-otono period:30d", PUBLIC)
    assert in_public.done
    assert in_public.private
    assert not in_public.replace
    assert press(ctx(place="direct"), "vigia.run.0", "list", PUBLIC).replace


def test_a_refusal_never_replaces_the_card(ctx):
    reply = press(ctx(), "vigia.pick.status", "status beta-rebaixes")
    assert not reply.done
    assert not reply.replace


# --- share


def test_share_writes_the_answer_down_once_in_the_channels_view(ctx, world):
    assert press(ctx(), "vigia.status.share", LINE).done
    again = press(ctx(), "vigia.status.share", LINE)
    assert "Ya lo habías compartido" in said(again)
    assert not again.done
    (made,) = sent(world, "share:")
    assert (made.to.address, made.kind, made.audience, made.client_key) == ("C0ACMEINT", "share", "internal", "acme")
    assert made.status is Status.INTENDED
    message = Message.from_json(made.payload)
    assert "Otoño leads" in message.text
    assert message.chart is not None
    assert "<@U0MAYA>" in str(message.blocks[-1])
    assert LINE not in str(message.blocks), "a shared message offers no Share button"
    assert audit.recent(world.session, 1)[0].what == "share"


def test_share_into_a_clients_channel_says_nothing_internal(ctx, world):
    assert press(ctx(place="client_channel"), "vigia.status.share", LINE, PUBLIC).done
    (made,) = sent(world, "share:")
    assert made.audience == "client"
    for word in ("12.000", "Hipótesis", "Ritmo"):
        assert word not in str(made.payload)


@pytest.mark.parametrize(
    ("person", "approval", "waits"),
    [("member", Approval.DRAFT, True), ("manager", Approval.DRAFT, False), ("member", Approval.AUTO, False)],
)
def test_share_never_goes_round_the_approval(person, approval, waits, ctx, world):
    bound = channels.get(world.session, "C0ACME")
    channels.bind(world.session, replace(bound, approval=approval), "U0ADMIN", NOW)
    reply = press(ctx(person, "client_channel"), "vigia.status.share", LINE, PUBLIC)
    (made,) = sent(world, "share:")
    assert made.status is (Status.HELD if waits else Status.INTENDED)
    cards = sent(world, "draft:share:")
    assert [card.to.address for card in cards] == (["U0MAYA"] if waits else [])
    assert ("<@U0MAYA>" in said(reply)) is waits
    if waits:
        assert press(ctx("manager", "direct"), "vigia.draft.approve", str(made.id)).done
        assert status(world, made) is Status.INTENDED


@pytest.mark.parametrize(
    ("person", "line", "asked"),
    [
        ("member", LINE, "U0POL"),
        ("member", "list", "U0MAYA"),
        ("other_manager", LINE, None),
        ("other_manager", "list", "U0MAYA"),
    ],
)
def test_a_shared_answer_waits_for_the_campaign_s_owner(person, line, asked, ctx, world):
    bound = channels.get(world.session, "C0ACME")
    channels.bind(world.session, replace(bound, approval=Approval.DRAFT), "U0ADMIN", NOW)
    campaign = replace(campaigns.get(world.session, "acme-otono"), owner="U0POL")
    campaigns.save(world.session, campaign, "U0ADMIN", NOW)
    reply = press(ctx(person, "client_channel"), "vigia.status.share", line, PUBLIC)
    assert [card.to.address for card in sent(world, "draft:share:")] == ([asked] if asked else [])
    assert (f"<@{asked}>" in said(reply)) is (asked is not None)


def test_other_answers_of_the_same_card_can_be_shared_too(ctx, world):
    press(ctx(), "vigia.status.share", LINE)
    press(ctx(), "vigia.status.share", "status acme-otono period:30d")
    press(ctx(), "vigia.status.share", "list")
    press(ctx(), "vigia.status.share", "pace acme-otono")
    assert len(sent(world, "share:")) == 4


@pytest.mark.parametrize(
    ("person", "place", "line"),
    [
        ("client", "client_channel", LINE),
        ("stranger", "client_channel", LINE),
        ("guest", "client_channel", LINE),
        ("manager", "unbound", LINE),
        ("manager", "direct", LINE),
        ("manager", "unconfirmed", LINE),
        ("manager", "shared_internal", LINE),
        ("manager", "client_channel", "pace acme-otono"),
        ("manager", "internal", "target acme-otono cpl<1€"),
        ("manager", "internal", "status beta-rebaixes"),
        ("manager", "internal", "nonsense"),
        ("manager", "internal", ""),
        ("admin", "internal", "status beta-rebaixes period:7d"),
    ],
)
def test_what_may_not_be_shared_is_not(person, place, line, ctx, world):
    assert not press(ctx(person, place), "vigia.status.share", line).done
    assert sent(world, "share:") == []


# --- adopt


def test_adopt_makes_a_campaign_once(ctx, world):
    reply = press(ctx(), "vigia.adopt.take.0", "1:119")
    assert reply.done
    assert "Marca sin dueño" in said(reply)
    again = press(ctx(), "vigia.adopt.take.0", "1:119")
    assert "ya está adoptada" in said(again)
    assert not again.done
    made = campaigns.get(world.session, "acme-marca-sin-dueno")
    assert made is not None
    assert made.owner == "U0MAYA"
    assert audit.recent(world.session, 1)[0].subject == "acme-marca-sin-dueno"
    assert "status acme-marca-sin-dueno" in values(reply)


@pytest.mark.parametrize(
    ("person", "place"), [("member", "internal"), ("client", "client_channel"), ("other_manager", "direct")]
)
def test_who_may_not_adopt_does_not(person, place, ctx, world):
    assert not press(ctx(person, place), "vigia.adopt.take.0", "1:119").done
    assert len(campaigns.of_client(world.session, "acme")) == 3


def test_in_a_bound_channel_nothing_of_another_client_is_adopted(ctx, world):
    reply = press(ctx("admin"), "vigia.adopt.take.0", "2:919")
    assert not reply.done
    assert "Zenit" not in str(reply.message.to_json())
    assert len(campaigns.of_client(world.session, "beta")) == 1


# --- send me a test


@pytest.fixture
def subscription(world):
    from domain.entities import Subscription

    due = next_run(Every.parse("mon 09:00"), "Europe/Madrid", NOW)
    return schedule.subscribe(world.session, Subscription("C0ACME", "status", "mon 09:00"), due, "U0MAYA", NOW)


def test_a_test_goes_to_the_person_alone_as_the_channel_would_read_it(ctx, world, subscription):
    assert press(ctx(), "vigia.test.send.0", str(subscription.id)).done
    again = press(ctx(), "vigia.test.send.0", str(subscription.id))
    assert not again.done
    assert "Ya te he enviado" in said(again)
    (made,) = sent(world, "test:")
    assert (made.to.address, made.kind, made.client_key) == ("U0MAYA", "test", "acme")
    for word in ("12.000", "Hipótesis"):
        assert word not in str(made.payload)
    assert "Otoño leads" in made.payload["text"]
    assert "Navidad" not in made.payload["text"], "it has not begun"
    assert audit.recent(world.session, 1)[0].what == "subscription.tested"


def test_another_press_on_another_card_sends_another_test(ctx, world, subscription):
    press(ctx(), "vigia.test.send.0", str(subscription.id))
    assert press(ctx(), "vigia.test.send.0", str(subscription.id), PUBLIC).done
    assert len(sent(world, "test:")) == 2


@pytest.mark.parametrize(
    ("person", "place"),
    [
        ("member", "internal"),
        ("client", "client_channel"),
        ("other_manager", "beta_internal"),
        ("other_manager", "direct"),
    ],
)
def test_who_does_not_manage_gets_no_test(person, place, ctx, world, subscription):
    assert not press(ctx(person, place), "vigia.test.send.0", str(subscription.id)).done
    assert sent(world, "test:") == []


def test_a_test_with_nothing_to_tell_says_so(ctx, world, subscription):
    for campaign in campaigns.of_client(world.session, "acme"):
        campaigns.remove(world.session, campaign.key, "U", NOW)
    assert not press(ctx(), "vigia.test.send.0", str(subscription.id)).done


# --- goals by modal


def test_the_form_of_goals_opens_for_managers_and_holds_them_all(ctx, world):
    opened = press(ctx(), "vigia.target.edit", "acme-otono")
    assert opened.view["callback_id"] == "vigia.target"
    assert "cpl < 25 EUR\nleads >= 300" in str(opened.view["blocks"][0]["element"]["initial_value"])
    handed = views.submit(ctx(place="home"), "vigia.target", "acme-otono", {"goals": "cpl < 20 EUR\n\nroas >= 2"})
    assert handed.done
    assert {g.kpi: str(g.target) for g in campaigns.get(world.session, "acme-otono").goals} == {
        "cpl": "20",
        "roas": "2",
    }
    assert "Done: Cost per lead and ROAS of Otoño leads set. Goal removed: Leads." in said(handed)


def test_what_was_adopted_leaves_the_list_that_only_the_person_sees(ctx, world):
    here = ctx("admin", "direct")
    reply = actions.dispatch(here, "vigia.adopt.take.0", "1:119", MessageRef("D0MAYA", "1.1"))
    assert reply.replace
    assert "Adopted: Marca sin dueño" in said(reply)
    assert "/campaign target acme-marca-sin-dueno" in str(reply.message.blocks)
    assert values(reply)[4:] == ["2:919"], "the other one still waits"
    assert "1:119" not in values(reply)
    last = actions.dispatch(ctx("admin", "direct", "es"), "vigia.adopt.take.0", "2:919", MessageRef("D0MAYA", "1.1"))
    assert "/campaign objetivo" in str(last.message.blocks)


def test_a_test_says_that_it_is_one_and_for_which_channel(ctx, world):
    made = schedule.of_channel(world.session, "C0BETAINT")[0]
    actions.dispatch(ctx("other_manager", "direct"), "vigia.test.send", str(made.id), MessageRef("D0POL", "1.1"))
    (sent_one,) = [d for n in range(1, 9) if (d := deliveries.get(world.session, n)) and d.kind == "test"]
    assert sent_one.payload["text"].startswith("This is a test: so would <#C0BETAINT> receive it.")
    assert "This is a test" in sent_one.payload["blocks"][0]["text"]["text"]
    assert sent_one.payload["blocks"][sent_one.payload["chart_after"] - 1]["type"] != "divider"


def test_a_form_handed_in_unchanged_changes_nothing(ctx, world):
    before = campaigns.get(world.session, "acme-otono")
    handed = views.submit(ctx(place="home"), "vigia.target", "acme-otono", {"goals": "leads >= 300\ncpl < 25 EUR"})
    assert not handed.done
    assert campaigns.get(world.session, "acme-otono") == before


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("cpl < 20\n\nfoo > 3", "Line 3: I don't know that KPI."),
        ("cpl < abc", "Line 1: "),
        ("cpl < 20\ncpl < 3", "Line 2: Cost per lead is there twice"),
        ("leads >= 3\ncpl > 3", "Line 2: Of that KPI less is better"),
    ],
)
def test_the_form_names_the_line_that_is_wrong(typed, line, ctx, world):
    before = campaigns.get(world.session, "acme-otono")
    reply = views.submit(ctx(place="home"), "vigia.target", "acme-otono", {"goals": typed})
    assert reply.errors["goals"].startswith(line)
    assert campaigns.get(world.session, "acme-otono") == before


@pytest.mark.parametrize("typed", ["", "potato", "cpl <", "cpl < 20\nfoo > 3"])
def test_goals_that_cannot_be_read_leave_the_form_open_with_the_reason(typed, ctx):
    reply = answered(views.submit(ctx(place="home"), "vigia.target", "acme-otono", {"goals": typed}))
    assert list(reply.errors) == ["goals"]
    assert not reply.done


@pytest.mark.parametrize("person", ["member", "other_manager", "client", "guest"])
def test_the_form_is_refused_to_others_when_opened_and_when_handed_in(person, ctx, world):
    before = campaigns.get(world.session, "acme-otono")
    assert actions.dispatch(ctx(person), "vigia.target.edit", "acme-otono").view is None
    assert not views.submit(ctx(person, "home"), "vigia.target", "acme-otono", {"goals": "cpl<1€"}).done
    assert campaigns.get(world.session, "acme-otono") == before


def test_an_unknown_modal_is_refused(ctx):
    assert not answered(views.submit(ctx(), "vigia.nothing", "", {})).done


# --- drafts


@pytest.fixture
def draft(world):
    message = Message("Estado de la semana", [{"type": "section", "text": {"type": "mrkdwn", "text": "Semana"}}])
    return outbox.intend(
        world.session,
        "update:C0ACME:2026-W47-1",
        to("C0ACME"),
        "update",
        message.to_json(),
        at=NOW,
        audience="client",
        client_key="acme",
        held=True,
    )


def status(world, delivery):
    return deliveries.get(world.session, delivery.id).status


def test_approve_lets_the_draft_go_once(ctx, world, draft):
    reply = press(ctx(place="direct", locale="es"), "vigia.draft.approve", str(draft.id))
    assert reply.done
    assert reply.replace
    assert "<@U0MAYA>" in said(reply)
    assert status(world, draft) is Status.INTENDED
    for action_id in ("vigia.draft.approve", "vigia.draft.skip", "vigia.draft.note"):
        again = press(ctx(place="direct", locale="es"), action_id, str(draft.id))
        assert not again.done
        assert "ya se había aprobado" in said(again)
    assert status(world, draft) is Status.INTENDED
    noted = audit.recent(world.session, 1)[0]
    assert (noted.what, noted.subject) == ("draft.approved", f"delivery:{draft.id}")


def test_skip_means_that_it_is_never_sent(ctx, world, draft):
    assert press(ctx(place="direct"), "vigia.draft.skip", str(draft.id)).replace
    assert status(world, draft) is Status.SKIPPED
    again = press(ctx(place="direct"), "vigia.draft.approve", str(draft.id))
    assert "already skipped" in said(again)
    assert status(world, draft) is Status.SKIPPED
    assert audit.recent(world.session, 1)[0].what == "draft.skipped"


def test_a_note_is_asked_for_and_goes_with_the_draft(ctx, world, draft):
    card = outbox.intend(
        world.session,
        f"draft:{draft.occasion}",
        to("U0MAYA"),
        "draft",
        {"text": "x", "blocks": []},
        at=NOW,
        client_key="acme",
    )
    outbox.settle_sent(world.session, card.id, "99.1", NOW)
    asked = press(ctx(place="direct"), "vigia.draft.note", str(draft.id), MessageRef("D0MAYA", "99.1"))
    assert asked.view["callback_id"] == "vigia.draft.note"
    metadata = asked.view["private_metadata"]
    reply = views.submit(ctx(place="home"), "vigia.draft.note", metadata, {"note": "Buena <semana>"})
    assert reply.done
    assert reply.message is None, "the card itself says so"
    assert status(world, draft) is Status.INTENDED
    payload = deliveries.get(world.session, draft.id).payload
    assert "Buena &lt;semana&gt;" in payload["text"]
    assert "Buena &lt;semana&gt;" in str(payload["blocks"])
    (edit,) = sent(world, f"draft:{draft.id}:settled")
    assert edit.edits == card.id
    assert not views.submit(ctx(place="home"), "vigia.draft.note", metadata, {"note": "again"}).done


def test_an_empty_note_approves_the_draft_as_it_is(ctx, world, draft):
    before = deliveries.get(world.session, draft.id).payload
    assert views.submit(ctx(place="home"), "vigia.draft.note", f"{draft.id}::", {"note": "  "}).done
    assert deliveries.get(world.session, draft.id).payload == before


@pytest.fixture
def stale(world):
    """A draft of the day before yesterday, with its card."""
    made = outbox.intend(
        world.session,
        "status:C0ACME:2026-W46-6:all",
        to("C0ACME"),
        "status",
        Message("Semana pasada").to_json(),
        at=NOW - timedelta(days=2),
        audience="client",
        client_key="acme",
        held=True,
    )
    card = outbox.intend(
        world.session,
        f"draft:{made.occasion}",
        to("U0MAYA"),
        "draft",
        Message("x").to_json(),
        at=NOW,
        client_key="acme",
    )
    outbox.settle_sent(world.session, card.id, "99.2", NOW)
    return made


@pytest.mark.parametrize(("pressed", "becomes"), [("approve", Status.INTENDED), ("skip", Status.SKIPPED)])
def test_an_old_draft_is_asked_about_once_and_its_card_follows(pressed, becomes, ctx, world, stale):
    asked = press(ctx(place="direct", locale="es"), "vigia.draft.approve", str(stale.id))
    assert not asked.done
    assert not asked.replace
    assert "Este borrador es del" in said(asked)
    assert "igualmente" in said(asked)
    assert status(world, stale) is Status.HELD
    buttons = {button["action_id"]: button["value"] for button in asked.message.blocks[-1]["elements"]}
    reply = press(ctx(place="direct"), f"vigia.draft.{pressed}.asked", buttons[f"vigia.draft.{pressed}.asked"])
    assert reply.done
    assert reply.private
    assert reply.replace
    assert status(world, stale) is becomes
    (edit,) = sent(world, f"draft:{stale.id}:settled")
    assert "U0MAYA" in edit.payload["text"]
    assert not press(ctx(place="direct"), f"vigia.draft.{pressed}.asked", f"{stale.id}:asked").done


def test_a_day_is_not_old(ctx, world, draft):
    tomorrow = replace(ctx(place="direct"), now=NOW + timedelta(hours=24))
    assert press(tomorrow, "vigia.draft.approve", str(draft.id)).done


def test_the_form_for_a_note_says_that_a_draft_is_old_and_then_sends_it(ctx, world, stale, draft):
    forms = [
        press(ctx(place="direct"), "vigia.draft.note", str(it.id), MessageRef("D0MAYA", "99.2"))
        for it in (stale, draft)
    ]
    assert [len(form.view["blocks"]) for form in forms] == [3, 2]
    assert "no longer those of today" in str(forms[0].view["blocks"][0])
    metadata = forms[0].view["private_metadata"]
    assert views.submit(ctx(place="home"), "vigia.draft.note", metadata, {"note": "Nota"}).done
    assert status(world, stale) is Status.INTENDED


def test_a_draft_that_a_newer_one_replaced_is_refused(ctx, world, draft):
    outbox.skip(world.session, draft.id, deliveries.REPLACED)
    for action_id in ("vigia.draft.approve", "vigia.draft.skip", "vigia.draft.note"):
        reply = press(ctx(place="direct"), action_id, str(draft.id))
        assert not reply.done
        assert "replaced by a newer one" in said(reply)
    assert status(world, draft) is Status.SKIPPED


@pytest.mark.parametrize(
    ("person", "place"),
    [("member", "direct"), ("other_manager", "direct"), ("client", "client_channel"), ("admin", "beta_internal")],
)
def test_who_may_not_decide_on_a_draft_does_not(person, place, ctx, world, draft):
    for action_id in ("vigia.draft.approve", "vigia.draft.skip", "vigia.draft.note"):
        reply = press(ctx(person, place), action_id, str(draft.id))
        assert not reply.done
        assert reply.view is None
    assert status(world, draft) is Status.HELD


def test_the_campaigns_owner_decides_on_its_draft_without_being_a_manager(ctx, world):
    campaign = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(campaign, owner="U0SALES"), "U", NOW)
    for n, key in enumerate(("acme-otono", "acme-invierno")):
        payload = {**Message("Estado").to_json(), "campaign": key}
        made = outbox.intend(
            world.session, f"u:{n}", to("C0ACME"), "status", payload, at=NOW, client_key="acme", held=True
        )
        reply = answered(views.submit(ctx("member", "home"), "vigia.draft.note", f"{made.id}::", {"note": "Nota"}))
        assert reply.done is (key == "acme-otono")
        assert deliveries.get(world.session, made.id).payload["campaign"] == key


# --- did this arrive?


@pytest.fixture
def lost(world, draft):
    from datetime import timedelta

    outbox.release(world.session, draft.id)
    [leaving] = outbox.claim(world.session, NOW)
    outbox.begin(world.session, leaving.id, leaving.attempts, NOW + timedelta(minutes=1))
    outbox.strand_expired(world.session, NOW + timedelta(hours=1))
    assert status(world, draft) is Status.UNKNOWN
    return draft


def test_a_message_that_arrived_is_settled_once(ctx, world, lost):
    assert press(ctx(place="direct"), "vigia.arrival.yes", str(lost.id)).replace
    assert status(world, lost) is Status.SENT
    for action_id in ("vigia.arrival.yes", "vigia.arrival.again"):
        assert "settled already" in said(press(ctx(place="direct"), action_id, str(lost.id)))
    assert status(world, lost) is Status.SENT


def test_a_message_that_did_not_arrive_is_sent_again_once(ctx, world, lost):
    assert press(ctx(place="direct"), "vigia.arrival.again", str(lost.id)).done
    assert status(world, lost) is Status.INTENDED
    assert not press(ctx(place="direct"), "vigia.arrival.again", str(lost.id)).done
    assert audit.recent(world.session, 1)[0].what == "arrival.again"


def test_approving_anew_never_sends_what_may_have_arrived(ctx, world, lost):
    assert not press(ctx(place="direct"), "vigia.draft.approve", str(lost.id)).done
    assert status(world, lost) is Status.UNKNOWN


@pytest.mark.parametrize(
    ("person", "may"), [("manager", True), ("admin", True), ("other_manager", False), ("client", False)]
)
def test_a_message_without_a_client_is_settled_by_its_reader_or_an_admin(person, may, ctx, world):
    from datetime import timedelta

    own = outbox.intend(world.session, "owner:x", to("U0MAYA"), "owner", {"text": "x", "blocks": []}, at=NOW)
    [leaving] = outbox.claim(world.session, NOW)
    outbox.begin(world.session, leaving.id, leaving.attempts, NOW + timedelta(minutes=1))
    outbox.strand_expired(world.session, NOW + timedelta(hours=1))
    assert press(ctx(person, "direct"), "vigia.arrival.yes", str(own.id)).done is may


# --- confirming teams


@pytest.mark.parametrize("source", [PUBLIC, replace(PUBLIC, ephemeral=True)])
def test_where_the_client_reads_the_answer_to_a_button_is_for_one_person(source, ctx):
    reply = press(ctx(place="client_channel"), "vigia.teams.confirm", "C0ACME:T0ZED", source)
    assert (reply.done, reply.private, reply.replace) == (True, True, source.ephemeral)


def test_confirming_teams_lets_go_what_waited_for_it_and_nothing_else(ctx, world, draft):
    waiting = outbox.intend(
        world.session, "u:2", to("C0ACME"), "update", {"text": "x", "blocks": []}, at=NOW, client_key="acme"
    )
    outbox.hold(world.session, waiting.id, "confirm_teams")
    reply = press(ctx(place="direct"), "vigia.teams.confirm", "C0ACME:T0ZED")
    assert reply.done
    assert reply.replace
    assert channels.get(world.session, "C0ACME").teams == (ACME_TEAM, "T0ZED")
    assert status(world, waiting) is Status.INTENDED
    assert status(world, draft) is Status.HELD
    again = press(ctx(place="direct"), "vigia.teams.confirm", "C0ACME:T0ZED")
    assert not again.done
    assert "confirmed already" in said(again)


@pytest.mark.parametrize(
    ("person", "place", "value"),
    [
        ("member", "direct", "C0ACME:T0ZED"),
        ("other_manager", "direct", "C0ACME:T0ZED"),
        ("client", "client_channel", "C0ACME:T0ZED"),
        ("admin", "beta_internal", "C0ACME:T0ZED"),
        ("manager", "direct", "C0ACMEINT:T0ZED"),
        ("manager", "direct", "C0ACME:unknown"),
        ("manager", "direct", "C0ACME"),
        ("manager", "direct", "C0NOBODY:T0ZED"),
    ],
)
def test_what_may_not_be_confirmed_is_not(person, place, value, ctx, world):
    assert not press(ctx(person, place), "vigia.teams.confirm", value).done
    assert channels.get(world.session, "C0ACME").teams == (ACME_TEAM,)
    assert channels.get(world.session, "C0ACMEINT").teams == ()


def test_a_client_that_was_removed_leaves_its_buttons_dead(ctx, world, draft, subscription):
    clients.remove(world.session, "acme", "U0ADMIN", NOW)
    for action_id, value in (
        ("vigia.draft.approve", str(draft.id)),
        ("vigia.test.send", str(subscription.id)),
        ("vigia.teams.confirm", "C0ACME:T0ZED"),
        ("vigia.adopt.take", "1:119"),
    ):
        assert not press(ctx("manager", "direct"), action_id, value).done
