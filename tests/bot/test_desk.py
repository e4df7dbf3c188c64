"""The front desk: taken in once, answered once, whatever breaks in between."""

import asyncio
import json
import threading
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.slack import incoming
from bot.slack.incoming import Incoming, Kind
from bot.slack.queue import MOST_WAITING
from domain.words import Audience
from storage.db import audit
from storage.directory import campaigns, channels, schedule
from storage.messages import deliveries, inbox, outbox
from templates.message import Message
from tests import casting
from tests.bot.office import Office, counted, database, office_in, opened, until
from tests.casting import to
from tests.e2e.slack_server import serving

SUBSCRIBE = "<@U0BOT> subscribe otoño tue 10:00"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with office_in(tmp_path) as made:
        yield made


async def subscriptions(office: Office) -> int:
    return len(await office.read(schedule.of_channel, "C0ACMEINT"))


async def held(office: Office) -> int:
    """A draft that waits for its owner; its id."""
    draft = await office.store.run(
        outbox.intend,
        "update:C0ACME:2026-W47",
        to("C0ACME"),
        "status",
        {**Message("hola").to_json(), "campaign": "acme-otono"},
        at=casting.NOW,
        audience=Audience.CLIENT,
        client_key="acme",
        held=True,
    )
    return int(draft.id)


async def test_a_command_is_answered_on_its_own_address_with_the_chart(office: Office) -> None:
    await office.served(office.slack.command("status otoño"))
    (card,) = office.slack.responses
    assert "Otoño leads" in card["text"]
    assert [block["type"] for block in card["blocks"]].count("image") == 1
    assert list(office.slack.files.values()) != []
    assert office.slack.said() == []


@pytest.mark.parametrize(("how", "status"), [({}, 200), ({"secret": "wrong"}, 401), ({"age": 400}, 401)])
async def test_only_what_slack_signed_just_now_is_heard(office: Office, how: dict, status: int) -> None:
    assert (await office.deliver(office.slack.command("help"), **how)).status == status
    await office.desk.queue.drained()
    assert len(office.slack.responses) == (status == 200)


async def test_a_mention_by_a_workflow_is_acknowledged_and_nobody_is_answered(office: Office) -> None:
    asked = office.slack.mention("<@U0BOT> status", user="U0MAYA", channel="C0ACMEINT")
    of_nobody = {name: value for name, value in asked["event"].items() if name != "user"}
    await office.served({**asked, "event": of_nobody}, {**asked, "event": {**asked["event"], "bot_id": "B0OTHER"}})
    assert office.slack.said() == []


async def test_a_person_of_a_grid_is_known_by_their_profiles_team(office: Office) -> None:
    await office.served(office.slack.mention(SUBSCRIBE, user="U0ANA", channel="C0ACMEINT", team=""))
    await office.served(office.slack.mention(SUBSCRIBE, user="U0ANA", channel="C0ACMEINT", team="E0GRID"))
    assert await subscriptions(office) == 0
    await office.served(office.slack.mention(SUBSCRIBE, user="U0MAYA", channel="C0ACMEINT", team="E0GRID"))
    assert await subscriptions(office) == 1


@pytest.mark.parametrize("text", [SUBSCRIBE, "status otoño"])
async def test_whoever_may_not_is_written_down_without_their_words(office: Office, text: str) -> None:
    await office.served(office.slack.mention(text, user="U0ANA", channel="C0ACMEINT"))
    [entry] = [one for one in await office.read(audit.recent, 500) if one.what == audit.REFUSED]
    assert (entry.actor, entry.subject) == ("U0ANA", "C0ACMEINT")
    assert entry.detail == {"tried": "mention", "reason": "external"}


@pytest.mark.parametrize("text", ["", "list", "status otoño", "chart otoño", "help", "otoño"])
async def test_what_only_reads_is_answered_while_somebody_writes(office: Office, text: str) -> None:
    begun, written = threading.Event(), threading.Event()
    writing = asyncio.create_task(office.store.run(lambda _session: begun.set() or written.wait(60)))
    await until(begun.is_set)
    try:
        assert (await office.deliver(office.slack.command(text))).status == 200
        await until(lambda: office.slack.responses)
        assert not writing.done()
    finally:
        written.set()
        await writing


async def test_an_event_delivered_again_acts_and_answers_once(office: Office) -> None:
    asked = office.slack.mention(SUBSCRIBE, user="U0MAYA", channel="C0ACMEINT")
    await office.served(asked, asked)
    await office.served(asked)
    assert await subscriptions(office) == 1
    assert len(office.slack.named("chat.postEphemeral")) == 1


async def test_a_command_that_changes_something_acts_once_for_one_trigger(office: Office) -> None:
    once = office.slack.command("subscribe otoño tue 10:00", trigger="same")
    await office.served(once, once)
    assert await subscriptions(office) == 1
    assert len(office.slack.responses) == 1


async def test_a_double_click_approves_once_and_says_so_to_the_second(office: Office) -> None:
    draft = await held(office)
    clicks = [office.slack.click("vigia.draft.approve", str(draft), channel="D0MAYA") for _ in range(2)]
    await asyncio.gather(*(office.deliver(click) for click in clicks))
    await office.desk.queue.drained()
    assert (await office.read(deliveries.get, draft)).status is deliveries.Status.INTENDED
    assert len(office.slack.named("chat.update")) == 1
    assert len(office.slack.responses) + len(office.slack.named("chat.postMessage")) == 1


async def test_what_a_crash_left_between_receiving_and_answering_is_answered_at_the_next_start(tmp_path: Path) -> None:
    engine = database(tmp_path)
    async with serving() as slack:
        async with opened(engine, slack, start=False) as before:
            asked = slack.mention(SUBSCRIBE, user="U0MAYA", channel="C0ACMEINT")
            assert (await before.deliver(asked)).status == 200
            (payload,) = (await before.read(inbox.waiting)).values()
            assert "U0MAYA" not in json.dumps(payload)
            assert await subscriptions(before) == 0
            await before.desk.stop()
        async with opened(engine, slack) as after:
            await after.desk.resume()
            await after.desk.queue.drained()
            assert await subscriptions(after) == 1
            assert len(slack.named("chat.postEphemeral")) == 1
            assert await after.read(inbox.waiting) == {}
            await after.desk.resume()
            await after.served(asked)
            assert len(slack.named("chat.postEphemeral")) == 1
    engine.dispose()


async def test_a_start_with_more_left_over_than_the_queue_holds_is_a_start(tmp_path: Path) -> None:
    engine = database(tmp_path)
    async with serving() as slack:
        async with opened(engine, slack, start=False) as before:

            def crash(session) -> None:
                for n in range(25):
                    before.desk._ledger._receive(session, Incoming(Kind.CHANNEL, f"event:{n}", channel="C0X"))

            await before.store.run(crash)
            await before.desk.stop()
        async with opened(engine, slack, most_waiting=20) as after:
            await after.desk.resume()
            await after.desk.queue.drained()
            assert await after.read(inbox.waiting) == {}
    engine.dispose()


async def test_a_full_queue_is_told_and_what_was_told_is_not_done_later(tmp_path: Path) -> None:
    engine = database(tmp_path)
    async with serving() as slack, opened(engine, slack, start=False) as office:
        for n in range(MOST_WAITING):
            office.desk.queue.put(Incoming(Kind.CHANNEL, f"event:{n}", channel="C0X"))
        assert (await office.deliver(slack.command("subscribe otoño tue 10:00"))).status == 200
        (told,) = await until(lambda: slack.responses)
        assert "busy" in told["text"]
        for _ in range(100):
            if not await office.read(inbox.waiting):
                break
            await asyncio.sleep(0.01)
        assert await office.read(inbox.waiting) == {}
        assert await subscriptions(office) == 0
    engine.dispose()


async def test_an_exception_gives_the_person_a_reference_and_never_its_words(office: Office) -> None:
    await office.store.run(break_the_figures)
    await office.served(office.slack.command("status otoño"))
    (told,) = office.slack.responses
    assert "Reference" in told["text"] or "Referencia" in told["text"]
    for secret in ("no such table", "performance", "OperationalError", "Traceback", "SELECT"):
        assert secret not in json.dumps(told)
    assert counted(office.metrics, 'vigia_failures_total{where="command"} 1.0')


async def test_an_answer_that_slack_refuses_with_and_without_its_chart_ends_in_a_plain_card(office: Office) -> None:
    office.slack.refusals["response_url"].extend(["invalid_blocks", "invalid_blocks"])
    await office.served(office.slack.command("status otoño"))
    (told,) = office.slack.responses
    assert "Reference" in told["text"] or "Referencia" in told["text"]


def break_the_figures(session) -> None:
    session.connection().exec_driver_sql("ALTER TABLE performance RENAME TO lost")


async def test_when_even_the_apology_fails_the_desk_answers_the_next_person(office: Office) -> None:
    office.slack.refusals["chat.postEphemeral"].extend(["down"] * 40)
    for _ in range(10):
        await office.served(office.slack.mention("<@U0BOT> help", user="U0MAYA", channel="C0ACMEINT"))
    office.slack.refusals.clear()
    await office.served(office.slack.command("help"))
    assert len(office.slack.responses) == 1


async def test_a_database_that_is_away_for_a_moment_ends_no_worker(office: Office) -> None:
    def away(session) -> None:
        session.connection().exec_driver_sql("ALTER TABLE inbox RENAME TO inbox_away")

    def back(session) -> None:
        session.connection().exec_driver_sql("ALTER TABLE inbox_away RENAME TO inbox")

    await office.store.run(away)
    for _ in range(10):
        await office.served(office.slack.command("help"))
    await office.store.run(back)
    await office.served(office.slack.command("help"))
    assert len(office.slack.responses) == 11


async def test_a_clients_person_is_known_by_the_team_of_the_click_not_of_the_installation(office: Office) -> None:
    draft = await held(office)
    click = office.slack.click("vigia.draft.approve", str(draft), user="U0ANA", team="T0ACME", channel="C0ACME")
    await office.served(click)
    assert (await office.read(deliveries.get, draft)).status is deliveries.Status.HELD
    own = office.slack.click("vigia.run.7d", "sync", user="U0ANA", team="T0ACME", channel="C0ACME")
    await office.served(own)
    assert not [a for a in office.slack.responses if "Google Ads" in a["text"]]


async def test_nobody_of_another_team_changes_anything_by_a_mention(office: Office) -> None:
    asked = office.slack.mention("<@U0BOT> target otoño cpl<99€", user="U0ANA", team="T0ACME", channel="C0ACME")
    before = (await office.read(campaigns.get, "acme-otono")).goals
    await office.served(asked)
    assert (await office.read(campaigns.get, "acme-otono")).goals == before


def handed_in(office: Office, typed: str, view_hash: str = "h1") -> dict:
    return {
        "type": "view_submission",
        "user": {"id": "U0MAYA", "team_id": "T0AGENCY"},
        "team": {"id": "T0AGENCY"},
        "trigger_id": f"t{office.slack.number()}",
        "view": {
            "id": "V1",
            "type": "modal",
            "hash": view_hash,
            "callback_id": "vigia.target",
            "private_metadata": "acme-otono",
            "state": {"values": {"goals": {"typed": {"type": "plain_text_input", "value": typed}}}},
        },
    }


async def cpl(office: Office) -> str:
    campaign = await office.read(campaigns.get, "acme-otono")
    return str(next(goal.target for goal in campaign.goals if goal.kpi == "cpl"))


async def test_a_modal_with_errors_stays_open_and_its_correction_counts(office: Office) -> None:
    wrong = await office.deliver(handed_in(office, "cpl < muy poco"))
    assert json.loads(wrong.body)["response_action"] == "errors"
    right = await office.deliver(handed_in(office, "cpl < 21 EUR"))
    assert (right.status, right.body) == (200, "")
    assert await cpl(office) == "21"
    await until(lambda: office.slack.named("chat.postMessage"))
    again = await office.deliver(handed_in(office, "cpl < 21 EUR"))
    assert again.status == 200
    await asyncio.gather(*office.desk._tasks)
    assert len(office.slack.named("chat.postMessage")) == 1


async def test_a_modal_that_breaks_closes_and_its_person_gets_a_reference(office: Office) -> None:
    def broken(session) -> None:
        session.connection().exec_driver_sql("ALTER TABLE goal RENAME TO lost")

    await office.store.run(broken)
    with capture_logs() as logged:
        closed = await office.deliver(handed_in(office, "cpl < 21 EUR"))
        assert (closed.status, closed.body) == (200, "")
        (told,) = await until(lambda: office.slack.named("chat.postMessage"))
    assert told["channel"] == "U0MAYA"
    assert "no such table" not in json.dumps(told)
    (error,) = (entry["exc_info"] for entry in logged if entry["event"] == "answer failed")
    assert "no such table" in str(error)
    assert "in _decide" in "".join(traceback.format_exception(error))


async def test_a_modal_that_a_crash_interrupted_is_handed_in_at_the_next_start(office: Office) -> None:
    left = incoming.view(handed_in(office, "cpl < 19 EUR"))
    async with opened(office.store.engine, office.slack, start=False) as killed:
        assert await killed.desk._ledger.note(left)
        await killed.desk.stop()
    await office.desk.resume()
    await office.desk.queue.drained()
    assert await cpl(office) == "19"


async def test_a_channel_that_changes_is_asked_about_anew_and_keeps_its_client_under_a_new_id(office: Office) -> None:
    renamed = {"type": "channel_id_changed", "old_channel_id": "C0ACME", "new_channel_id": "C0ACME2"}
    await office.served(office.slack.event(renamed))
    assert (await office.read(channels.get, "C0ACME2")).client_key == "acme"
    assert (await office.read(audit.recent, 1))[0].what == "channel.renamed"
    asked = len(office.slack.named("conversations.info"))
    for _ in range(2):
        await office.served(office.slack.event({"type": "channel_shared", "channel": "C0ACMEINT"}))
    assert len(office.slack.named("conversations.info")) == asked + 2


async def test_joining_a_channel_offers_to_bind_it_and_others_joining_does_not(office: Office) -> None:
    office.slack.channels["C0NEW"] = {"name": "nuevo", "context_team_id": "T0AGENCY"}
    joined = {"type": "member_joined_channel", "channel": "C0NEW", "inviter": "U0MAYA", "team": "T0AGENCY"}
    await office.served(office.slack.event({**joined, "user": "U0NIL"}))
    assert office.slack.said() == []
    await office.served(office.slack.event({**joined, "user": "U0BOT"}))
    assert office.slack.said() == []
    card = await office.read(deliveries.get, 1)
    assert (card.to.address, card.client_key, card.status) == ("C0NEW", None, deliveries.Status.INTENDED)
    assert "vigia.setup.who" in json.dumps(card.payload)


REOPENED = "UPDATE inbox SET finished_at = NULL, owner = 'killed', lease_until = NULL"


async def test_an_invitation_that_a_crash_leaves_half_answered_is_answered_once(office: Office) -> None:
    office.slack.channels["C0NEW"] = {"name": "nuevo", "context_team_id": "T0AGENCY"}
    joined = {"type": "member_joined_channel", "channel": "C0NEW", "inviter": "U0MAYA", "user": "U0BOT"}
    invited = office.slack.event(joined)
    await office.served(invited)
    await office.store.run(lambda session: session.connection().exec_driver_sql(REOPENED))
    await office.desk.resume()
    await office.desk.queue.drained()
    assert await office.read(deliveries.get, 1) is not None
    assert await office.read(deliveries.get, 2) is None
    await office.served(office.slack.event(joined))
    assert await office.read(deliveries.get, 2) is not None


async def test_where_strangers_read_the_inviter_is_asked_privately_and_nothing_is_posted(office: Office) -> None:
    office.slack.channels["C0ACME"] |= {"connected_team_ids": ["T0ACME", "T0STRANGER"]}
    joined = {"type": "member_joined_channel", "channel": "C0ACME", "user": "U0BOT"}
    await office.served(office.slack.event({**joined, "inviter": "U0MAYA"}))
    (asked,) = office.slack.said()
    assert (asked["channel"], asked["user"]) == ("C0ACME", "U0MAYA")
    assert "T0STRANGER" in json.dumps(asked["blocks"])
    assert office.slack.named("chat.postMessage") == []
    for nobody in ("", "U0ANA"):
        await office.served(office.slack.event({**joined, "inviter": nobody}))
    assert len(office.slack.said()) == 1
    assert await office.read(deliveries.get, 1) is None


async def test_a_channel_that_is_shared_is_asked_about_at_once_and_once(office: Office) -> None:
    shared = {"type": "channel_shared", "channel": "C0ACME", "connected_team_id": "T0STRANGER"}
    await office.served(office.slack.event(shared), office.slack.event(shared))
    asked = await office.read(deliveries.get, 1)
    assert asked.to.address == "U0MAYA"
    assert "C0ACME:T0STRANGER" in json.dumps(asked.payload)
    assert await office.read(deliveries.get, 2) is None
    for known in ({**shared, "connected_team_id": "T0ACME"}, {**shared, "channel": "C0NOBODYS"}):
        await office.served(office.slack.event(known))
    assert await office.read(deliveries.get, 2) is None
    await office.served(office.slack.event({**shared, "channel": "C0ACMEINT"}))
    stopped = await office.read(deliveries.get, 2)
    assert "T0STRANGER" in json.dumps(stopped.payload)
    assert "vigia.teams.confirm" not in json.dumps(stopped.payload)


async def test_home_is_published_and_its_own_messages_and_edits_are_not_read(office: Office) -> None:
    await office.served(office.slack.event({"type": "app_home_opened", "user": "U0MAYA", "tab": "home"}))
    assert len(office.slack.named("views.publish")) == 1
    said = {"type": "message", "channel": "D0MAYA", "channel_type": "im", "text": "help", "ts": "17.9"}
    await office.served(office.slack.event({**said, "user": "U0BOT", "bot_id": "B0VIGIA"}))
    await office.served(office.slack.event({**said, "subtype": "message_changed"}))
    assert office.slack.said() == []
    await office.served(office.slack.event({**said, "user": "U0MAYA"}))
    assert [m["channel"] for m in office.slack.said()] == ["D0MAYA"]


async def test_a_clients_person_asks_in_plain_words_and_is_answered_alone(office: Office) -> None:
    asked = office.slack.mention("Hola <@U0BOT>, ¿cómo va otoño?", user="U0ANA", team="T0ACME", channel="C0ACME")
    await office.served(asked)
    [told] = office.slack.said()
    assert (told["user"], told["channel"]) == ("U0ANA", "C0ACME")
    assert "Entendido: estado · Otoño leads" in told["text"]


async def test_thanks_are_not_answered_in_a_channel(office: Office) -> None:
    for user, team, channel in (("U0MAYA", "T0AGENCY", "C0ACMEINT"), ("U0ANA", "T0ACME", "C0ACME")):
        await office.served(office.slack.mention("<@U0BOT> ¡mil gracias!", user=user, team=team, channel=channel))
    assert office.slack.said() == []


async def test_in_the_thread_of_an_alert_its_campaign_is_meant(office: Office) -> None:
    def posted(session) -> None:
        payload = {"text": "x", "blocks": [], "campaign": "acme-otono"}
        made = outbox.intend(session, "a", to("C0ACMEINT"), "alert", payload, at=casting.NOW, client_key="acme")
        outbox.settle_sent(session, made.id, "17.5", casting.NOW)

    await office.store.run(posted)
    asked = office.slack.mention("<@U0BOT> ¿cómo va?", user="U0MAYA", channel="C0ACMEINT")
    await office.served({**asked, "event": {**asked["event"], "thread_ts": "17.5"}})
    [told] = office.slack.said()
    assert told["thread_ts"] == "17.5"
    assert "Entendido: estado · Otoño leads" in told["text"]


def form(step: str, metadata: dict, **typed: str) -> dict:
    values = {name: {name: {"type": "plain_text_input", "value": text}} for name, text in typed.items()}
    view = {
        "type": "modal",
        "id": "V9",
        "hash": "h9",
        "callback_id": f"vigia.setup.{step}",
        "state": {"values": values},
    }
    user = {"id": casting.ADMIN, "team_id": "T0AGENCY"}
    return {"type": "view_submission", "user": user, "view": view | {"private_metadata": json.dumps(metadata)}}


async def test_one_form_takes_the_others_place_and_the_last_is_answered_in_the_channel_of_its_card(
    office: Office,
) -> None:
    office.slack.channels["C0NEW"] = {"name": "nuevo", "context_team_id": "T0AGENCY"}
    office.slack.users[casting.ADMIN] = {"team_id": "T0AGENCY"}
    card = {"channel": "C0NEW", "ts": "1.1"}
    named = await office.deliver(form("who", card, name="Óptica Luz"))
    update = json.loads(named.body)
    assert update["response_action"] == "update"
    kept = json.loads(update["view"]["private_metadata"])
    new = {"key": "optica-luz", "language": "es", "zone": "Europe/Madrid", "currency": "EUR"}
    reads = await office.deliver(form("made", kept, **new))
    kept = json.loads(json.loads(reads.body)["view"]["private_metadata"])
    done = await office.deliver(form("reads", kept, reads="internal"))
    assert (done.status, done.body) == (200, "")
    assert (await office.read(channels.get, "C0NEW")).client_key == "optica-luz"
    (told,) = await until(lambda: office.slack.named("chat.postEphemeral"))
    assert (told["channel"], told["user"]) == ("C0NEW", casting.ADMIN)
    assert office.slack.named("chat.update") == [], "what is no card of ours is not edited"
    again = await office.deliver(form("reads", kept, reads="internal"))
    assert again.status == 200
    await asyncio.gather(*office.desk._tasks)
    assert len(office.slack.named("chat.postEphemeral")) == 1


async def test_a_forms_metadata_leads_into_no_conversation_of_somebody_else(office: Office) -> None:
    direct = incoming.view(form("accounts", {"channel": "D0SOMEBODY", "ts": "1.1"}))
    assert (direct.channel, direct.message_ts) == ("", "1.1"), "looked for in the person's own conversation alone"
    assert incoming.view(form("accounts", {"channel": ["C0NEW"]})).channel == ""
    assert incoming.view(form("accounts", {"channel": "C0NEW", "ts": "1.1"})).message_ts == "1.1"
