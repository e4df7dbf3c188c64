"""The outbox is emptied at Slack's pace, into fit places only, and every outcome is written down."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import event

from domain.destination import Destination, Reach
from domain.entities import Channel
from domain.words import Audience
from notifiers.delivery.outcomes import FEWEST_ATTEMPTS, LONGEST_WAIT_S, PATIENCE, wait_s
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.slack.budget import Budget
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.whois import Whois
from storage import Session
from storage.db.tables import DeliveryRow
from storage.directory import campaigns, channels, clients
from storage.messages import deliveries, outbox, pace
from storage.messages.deliveries import Delivery, Status
from templates.charts import ChartSpec
from templates.message import Message
from tests import casting
from tests.casting import to
from tests.loop_clock import race
from tests.notifiers.conftest import Machine, Threads, draw
from tests.notifiers.scripted import Answer, ScriptedSlack
from tests.notifiers.test_pictures import MESSAGE

T0 = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
SHARED = {"is_ext_shared": True, "connected_team_ids": [casting.ACME_TEAM]}


async def intend(store: Threads, occasion: str, channel: str = "C0ACMEINT", **more: Any) -> Delivery:
    payload = more.pop("payload", Message(f"dice {occasion}").to_json())
    kept = {"at": casting.NOW, "client_key": "acme", "audience": "internal"} | more
    found = await store.run(outbox.intend, occasion, to(channel), "status", payload, **kept)
    assert isinstance(found, Delivery)
    return found


async def get(store: Threads, delivery_id: int) -> Delivery:
    found = await store.run(deliveries.get, delivery_id)
    assert found is not None
    return found


async def to_owner(store: Threads, user: str = casting.MAYA) -> list[Delivery]:
    """What waits to be said to a person, or was."""

    def read(session: Any) -> list[Delivery]:
        ids = range(1, 200)
        return [d for i in ids if (d := deliveries.get(session, i)) and d.to.address == user]

    found: list[Delivery] = await store.run(read)
    return found


async def test_what_is_intended_is_said_and_settled(store: Threads, sender: Sender, slack: ScriptedSlack) -> None:
    told = await intend(store, "a")
    assert await sender.run_once(T0) == 1
    settled = await get(store, told.id)
    assert (settled.status, settled.ts) == (Status.SENT, slack.posted[0]["ts"])
    assert slack.posted[0]["text"] == "dice a"
    assert await sender.run_once(T0) == 0
    assert len(slack.posted) == 1


async def test_a_channel_gets_one_message_a_second_in_the_order_of_intent(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    for occasion in "abcd":
        await intend(store, occasion)
    before = machine.now
    assert await sender.run_once(T0) == 4
    assert [message["text"] for message in slack.posted] == ["dice a", "dice b", "dice c", "dice d"]
    assert machine.now - before >= 3.0


async def test_who_waits_for_the_pace_of_a_channel_is_alone(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    for occasion in "abcd":
        await intend(store, occasion)
    looked: Counter[str] = Counter()
    store.before = lambda fn: looked.update([getattr(fn, "__name__", "?")])
    assert await sender.run_once(T0) == 4
    waits = len(machine.slept)
    assert waits == 3
    assert looked["_claim"] == 4 + waits + 1, "each message, each time nobody may say anything, and the end"


async def test_channels_do_not_wait_for_each_other(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    await intend(store, "a")
    await intend(store, "b", "C0BOSCINT", client_key="bosc")
    assert await sender.run_once(T0) == 2
    assert machine.slept == []


async def test_a_person_is_reached_through_a_direct_conversation(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    await intend(store, "a", casting.MAYA)
    assert await sender.run_once(T0) == 1
    assert slack.posted[0]["channel"] == "D0MAYA"
    assert slack.made("conversations.info") == []


async def test_replies_and_edits_find_the_message_they_belong_to(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    root = await intend(store, "root")
    await intend(store, "edit", edits=root.id, payload=Message("nuevo").to_json())
    await intend(store, "reply", thread_of=root.id)
    while await sender.run_once(T0):
        pass
    first, reply = slack.posted
    assert reply["thread_ts"] == first["ts"]
    assert first["text"] == "nuevo"
    assert len(slack.made("chat.update")) == 1


async def test_an_old_edit_never_overwrites_a_newer_one(store: Threads, sender: Sender, slack: ScriptedSlack) -> None:
    root = await intend(store, "root")
    old = await intend(store, "edit1", edits=root.id, payload=Message("viejo").to_json())
    await intend(store, "edit2", edits=root.id, payload=Message("nuevo").to_json())
    while await sender.run_once(T0):
        pass
    assert [call["text"] for call in slack.made("chat.update")] == ["nuevo"]
    assert (await get(store, old.id)).status is Status.SENT


async def test_an_edit_of_a_message_whose_place_is_not_known_is_said_anew_and_then_stands_for_it(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    root = await intend(store, "root")
    await store.run(outbox.claim, T0)
    await store.run(outbox.settle_sent, root.id, None, T0)
    early = await intend(store, "early", thread_of=root.id)
    await sender.run_once(T0)
    assert (await get(store, early.id)).error == "thread_unknown"
    await intend(store, "edit", edits=root.id, payload=Message("nuevo").to_json())
    await sender.run_once(T0)
    assert [message["text"] for message in slack.posted] == ["nuevo"]
    await intend(store, "again", edits=root.id, payload=Message("otra vez").to_json())
    await intend(store, "reply", thread_of=root.id)
    while await sender.run_once(T0):
        pass
    first, reply = slack.posted
    assert (first["text"], reply["thread_ts"]) == ("otra vez", first["ts"])


async def test_a_limit_moves_the_row_by_what_slack_says_and_rests_the_channel(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a")
    slack.script("chat.postMessage", Answer("ratelimited", 429, {"Retry-After": "30"}))
    assert await sender.run_once(T0) == 0
    waiting = await get(store, told.id)
    assert waiting.status is Status.INTENDED
    assert waiting.next_attempt_at is not None
    assert timedelta(seconds=29) < waiting.next_attempt_at - T0 < timedelta(seconds=32)
    assert await sender.run_once(T0 + timedelta(seconds=10)) == 0
    assert len(slack.made("chat.postMessage")) == 1
    machine.now += 40
    assert await sender.run_once(T0 + timedelta(seconds=40)) == 1


async def test_what_stands_behind_a_limit_is_not_claimed_but_put_off_with_it(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    first, behind = await intend(store, "a"), await intend(store, "b")
    slack.script("chat.postMessage", Answer("ratelimited", 429, {"Retry-After": "300"}))
    assert await sender.run_once(T0) == 0
    assert machine.slept == []
    assert await sender.run_once(T0) == 0
    for told in (first, behind):
        waiting = await get(store, told.id)
        assert waiting.status is Status.INTENDED
        assert waiting.next_attempt_at is not None
        assert waiting.next_attempt_at - T0 > timedelta(seconds=295)
    assert await store.run(deliveries.pending, T0 + timedelta(seconds=5)) == 0
    machine.now += 301
    assert await sender.run_once(T0 + timedelta(seconds=301)) == 2
    assert [message["text"] for message in slack.posted] == ["dice a", "dice b"]
    assert await to_owner(store) == []


async def test_what_waits_its_second_waits_unclaimed_and_counts_as_due(
    store: Threads, out: SlackOutbox, machine: Machine
) -> None:
    seen: list[tuple[Status, int]] = []

    async def sleep(seconds: float) -> None:
        seen.append(((await get(store, behind.id)).status, await store.run(deliveries.pending, T0)))
        machine.now += seconds

    sender = Sender(store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=sleep)
    await intend(store, "a")
    assert await sender.run_once(T0) == 1
    behind = await intend(store, "b")
    assert await sender.run_once(T0) == 1
    assert seen == [(Status.INTENDED, 1)]


async def _try(sender: Sender, machine: Machine, times: int, moment: datetime = T0) -> datetime:
    for _ in range(times):
        await sender.run_once(moment)
        moment += timedelta(seconds=LONGEST_WAIT_S + 10)
        machine.now += LONGEST_WAIT_S + 10
    return moment


async def test_hours_without_slack_lose_nothing(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a")
    slack.script("chat.postMessage", *[Answer("internal_error", 500)] * (FEWEST_ATTEMPTS + 5))
    moment = await _try(sender, machine, FEWEST_ATTEMPTS + 5)
    waiting = await get(store, told.id)
    assert (waiting.status, waiting.attempts) == (Status.INTENDED, FEWEST_ATTEMPTS + 5)
    assert await sender.run_once(moment) == 1
    assert await to_owner(store) == []


async def test_what_passes_is_given_up_when_it_is_old_and_was_tried_often(
    store: Threads, out: SlackOutbox, slack: ScriptedSlack, machine: Machine
) -> None:
    today = casting.NOW + PATIENCE + timedelta(hours=1)
    sender = Sender(store, Workspaces.only(out), lambda: today, monotonic=machine.monotonic, sleep=machine.sleep)
    told = await intend(store, "a")
    slack.script("chat.postMessage", *[Answer("internal_error", 500)] * FEWEST_ATTEMPTS)
    moment = await _try(sender, machine, FEWEST_ATTEMPTS - 1)
    assert (await get(store, told.id)).status is Status.INTENDED
    await _try(sender, machine, 1, moment)
    failed = await get(store, told.id)
    assert (failed.status, failed.error) == (Status.FAILED, "given_up")
    (notice,) = await to_owner(store)
    assert "esta máquina llega a Slack" in notice.payload["text"]
    assert "bug" not in notice.payload["text"]


@pytest.mark.parametrize(
    "kept_back", [Answer("token_revoked"), Answer("ratelimited", 429, {"Retry-After": "2"})], ids=["stop", "limit"]
)
async def test_what_a_dead_token_or_a_limit_kept_back_for_days_is_sent_when_they_end(
    kept_back: Answer, store: Threads, out: SlackOutbox, slack: ScriptedSlack, machine: Machine
) -> None:
    today = casting.NOW + 3 * PATIENCE
    sender = Sender(store, Workspaces.only(out), lambda: today, monotonic=machine.monotonic, sleep=machine.sleep)
    told = await intend(store, "a")
    answers = [*[kept_back] * (FEWEST_ATTEMPTS + 1), Answer("internal_error", 500)]
    slack.script("chat.postMessage", *answers, channel="C0ACMEINT")
    moment = T0
    for _ in range(FEWEST_ATTEMPTS + 2):
        await sender.run_once(moment)
        moment += timedelta(hours=1)
        machine.now += 3600
    waiting = await get(store, told.id)
    assert (waiting.status, waiting.attempts, waiting.error) == (Status.INTENDED, 1, "internal_error")
    await sender.run_once(moment)
    assert (await get(store, told.id)).status is Status.SENT


def test_waits_double_to_five_minutes_and_yield_to_slack() -> None:
    assert [wait_s(n, None) for n in (1, 2, 3, 9, 10, 500)] == [1, 2, 4, 256, 300, 300]
    assert wait_s(1, 42.0) == 42


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_in_channel", "no soy miembro"),
        ("is_archived", "archivado"),
        ("channel_not_found", "ya no es el que estaba vinculado"),
        ("restricted_action", "la configuración del canal lo impide"),
        ("no_text", "por tu parte está todo bien"),
    ],
)
async def test_what_is_permanent_is_told_to_the_owner_once(
    code: str, words: str, store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    slack.script("chat.postMessage", Answer(code), Answer(code), channel="C0ACMEINT")
    first, second = await intend(store, "a"), await intend(store, "b")
    while await sender.run_once(T0):
        pass
    assert (await get(store, first.id)).error == code
    assert (await get(store, second.id)).status is Status.FAILED
    (notice,) = await to_owner(store)
    assert words in notice.payload["text"]
    assert slack.posted[-1]["channel"] == "D0MAYA"


async def test_the_notice_is_armed_again_when_the_channel_works_again(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    for occasion, answers in (("a", [Answer("not_in_channel")]), ("b", []), ("c", [Answer("not_in_channel")])):
        slack.script("chat.postMessage", *answers, channel="C0ACMEINT")
        await intend(store, occasion)
        while await sender.run_once(T0):
            pass
    assert len(await to_owner(store)) == 2


async def test_what_cannot_be_said_to_a_person_is_not_told_to_that_person(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    slack.script("chat.postMessage", Answer("user_disabled"))
    told = await intend(store, "a", casting.MAYA)
    await sender.run_once(T0)
    assert [d.id for d in await to_owner(store)] == [told.id]
    assert (await get(store, told.id)).status is Status.FAILED


def life(store: Threads, out: SlackOutbox, machine: Machine, admins: Sequence[str] = ()) -> Sender:
    """A sender as in another process, or after a restart: it remembers nothing."""
    now = machine.monotonic
    return Sender(store, Workspaces.only(out), lambda: casting.NOW, monotonic=now, sleep=machine.sleep, admins=admins)


def _team_of_three(session: Any) -> None:
    clients.save(session, replace(casting.ACME, managers=("U0GONE", casting.MAYA)), casting.ADMIN, casting.NOW)
    campaigns.save(session, replace(casting.OTONO, owner="U0LEFT"), casting.ADMIN, casting.NOW)


@pytest.mark.parametrize("kind", ["draft", "arrival", "owner", "alert"])
async def test_what_a_person_who_left_should_read_goes_to_the_next_in_charge(
    kind: str, store: Threads, out: SlackOutbox, slack: ScriptedSlack, machine: Machine
) -> None:
    await store.run(_team_of_three)
    slack.script("conversations.open", Answer("user_not_found"), Answer("user_disabled"))
    sender = life(store, out, machine, admins=[casting.ADMIN])
    payload = {**Message("¿Sale?").to_json(), "campaign": casting.OTONO.key}
    asked = await store.run(
        outbox.intend, "q", to("U0LEFT"), kind, payload, at=casting.NOW, client_key="acme", audience="internal"
    )
    await sender.run_once(T0)
    assert [m["channel"] for m in slack.posted] == ["D0MAYA"]
    assert [call["users"] for call in slack.made("conversations.open")] == ["U0LEFT", "U0GONE", casting.MAYA]
    settled = await get(store, asked.id)
    assert (settled.status, settled.to.address) == (Status.SENT, casting.MAYA)


async def test_when_nobody_in_charge_can_be_reached_it_ends_and_is_logged(
    store: Threads, out: SlackOutbox, slack: ScriptedSlack, machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    await store.run(_team_of_three)
    slack.script("conversations.open", *[Answer("user_disabled")] * 3)
    sender = life(store, out, machine, admins=[casting.ADMIN])
    asked = await store.run(
        outbox.intend, "q", to("U0STRANGER"), "draft", Message("¿Sale?").to_json(), at=casting.NOW, client_key="acme"
    )
    await sender.run_once(T0)
    users = [call["users"] for call in slack.made("conversations.open")]
    assert users == ["U0GONE", casting.MAYA, casting.ADMIN]
    settled = await get(store, asked.id)
    assert (settled.status, settled.error, slack.posted) == (Status.FAILED, "user_disabled", [])
    assert f"nobody in charge can be reached about delivery {asked.id}" in caplog.text


async def test_a_dead_token_pauses_everything_loses_nothing_and_is_told_once(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    first = await intend(store, "a")
    second = await intend(store, "b", "C0BOSCINT", client_key="bosc")
    slack.always = Answer("token_expired")
    moment = T0
    for tries in range(1, 4):
        assert await sender.run_once(moment) == 0
        assert len(slack.calls) <= 4 * tries
        moment += timedelta(hours=1)
        machine.now += 3600
    assert slack.posted == []
    slack.always = None
    assert await sender.run_once(moment) >= 3
    assert {(await get(store, d.id)).status for d in (first, second)} == {Status.SENT}
    assert len(await to_owner(store)) == 1
    assert "SLACK_BOT_TOKEN" in (await to_owner(store))[0].payload["text"]


@pytest.mark.parametrize("mended", [Answer(), Answer("is_archived")], ids=["sent", "refused for another reason"])
async def test_a_refused_token_is_said_to_be_refused_until_slack_takes_it_again(
    mended: Answer, store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    await intend(store, "a")
    slack.always = Answer("token_revoked")
    moment = T0
    for _ in range(3):
        await sender.run_once(moment)
        assert sender.is_refused
        moment += timedelta(hours=1)
        machine.now += 3600
        assert sender.is_refused
    slack.always = None
    slack.script("chat.postMessage", mended, channel="C0ACMEINT")
    await sender.run_once(moment)
    assert not sender.is_refused


async def test_nothing_is_tried_while_everything_is_paused(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    slack.script("chat.postMessage", Answer("account_inactive"))
    await intend(store, "a")
    await sender.run_once(T0)
    await intend(store, "b", "C0BOSCINT", client_key="bosc")
    assert await sender.run_once(T0 + timedelta(seconds=5)) == 0
    assert len(slack.made("chat.postMessage")) == 1


async def test_two_processes_keep_one_pace_in_a_channel(
    store: Threads, sender: Sender, out: SlackOutbox, slack: ScriptedSlack, machine: Machine
) -> None:
    other, before = life(store, out, machine), machine.now
    for occasion in "abc":
        await intend(store, occasion)
        await (other if occasion == "b" else sender).run_once(T0 + timedelta(seconds=machine.now - before))
    assert [message["text"] for message in slack.posted] == ["dice a", "dice b", "dice c"]
    assert machine.now - before >= 2.0


async def test_the_next_life_keeps_the_pause_of_the_one_before_and_the_one_after_what_gets_through_does_not(
    store: Threads, sender: Sender, out: SlackOutbox, slack: ScriptedSlack, machine: Machine
) -> None:
    slack.script("chat.postMessage", Answer("account_inactive"))
    await intend(store, "a")
    await sender.run_once(T0)
    await intend(store, "b", "C0BOSCINT", client_key="bosc")
    assert await life(store, out, machine).run_once(T0 + timedelta(seconds=5)) == 0
    assert len(slack.made("chat.postMessage")) == 1
    assert await life(store, out, machine).run_once(T0 + timedelta(hours=1)) >= 2
    assert not await store.run(pace.is_paused, T0 + timedelta(seconds=1))


async def test_a_lost_answer_is_asked_about_and_never_sent_again_by_itself(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a")
    slack.script("chat.postMessage", Answer(drop=True))
    while await sender.run_once(T0):
        pass
    assert (await get(store, told.id)).status is Status.UNKNOWN
    (asked,) = await to_owner(store)
    assert (asked.kind, asked.status) == ("arrival", Status.SENT)
    assert "¿Llegó esto a <#C0ACMEINT>?" in asked.payload["text"]
    assert "dice a" in asked.payload["text"]
    buttons = asked.payload["blocks"][-1]["elements"]
    assert [button["value"] for button in buttons] == [str(told.id)] * 2
    for hours in range(1, 4):
        await sender.run_once(T0 + timedelta(hours=hours))
    assert [m["text"] for m in slack.posted].count("dice a") == 1
    assert len(await to_owner(store)) == 1


async def test_a_lost_notice_of_no_client_is_asked_about_where_it_went(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a", casting.MAYA, client_key=None)
    slack.script("chat.postMessage", Answer(drop=True))
    slack.script("conversations.history", Answer("missing_scope"))
    while await sender.run_once(T0):
        pass
    await sender.run_once(T0)
    assert [(d.occasion, d.status) for d in await to_owner(store)] == [
        ("a", Status.UNKNOWN),
        (f"arrived:{told.id}:1", Status.SENT),
    ]


async def test_a_question_that_got_lost_is_looked_for_and_not_asked_about(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    await intend(store, "a")
    slack.script("chat.postMessage", Answer(drop=True), Answer(drop=True))
    while await sender.run_once(T0):
        pass
    assert [d.status for d in await to_owner(store)] == [Status.SENT]


async def test_a_picture_that_never_comes_moves_the_row_and_is_no_unknown_outcome(
    store: Threads, slack: ScriptedSlack, machine: Machine
) -> None:
    async def forever(_spec: ChartSpec) -> bytes:
        await race()
        return b""

    async with aiohttp.ClientSession() as http:
        stuck = SlackOutbox(web_client("xoxb-test", slack.url, http), forever, machine.sleep)
        sender = Sender(
            store,
            Workspaces.only(stuck),
            lambda: casting.NOW,
            monotonic=machine.monotonic,
            sleep=machine.sleep,
        )
        told = await intend(store, "a", payload=MESSAGE.to_json())
        assert await sender.run_once(T0) == 0
    waiting = await get(store, told.id)
    assert (waiting.status, waiting.error) == (Status.INTENDED, "not ready in time")
    assert slack.posted == []


async def test_an_edit_whose_answer_is_lost_is_simply_repeated(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    root = await intend(store, "root")
    await sender.run_once(T0)
    edit = await intend(store, "edit", edits=root.id, payload=Message("nuevo").to_json())
    slack.script("chat.update", Answer(drop=True))
    await sender.run_once(T0)
    await sender.run_once(T0 + timedelta(minutes=1))
    assert (await get(store, edit.id)).status is Status.SENT
    assert len(slack.made("chat.update")) == 2
    assert await to_owner(store) == []


async def test_unconfirmed_teams_hold_everything_back_until_they_are_confirmed(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    slack.channels["C0ACME"] = {"is_ext_shared": True, "connected_team_ids": [casting.ACME_TEAM, "T0ZED"]}
    told = await intend(store, "a", "C0ACME", audience="client")
    while await sender.run_once(T0):
        pass
    held = await get(store, told.id)
    assert (held.status, held.error) == (Status.HELD, "confirm_teams")
    (warning,) = await to_owner(store)
    assert "T0ZED" in warning.payload["text"]
    assert casting.ACME_TEAM not in warning.payload["text"]
    assert warning.payload["blocks"][-1]["elements"][0]["value"] == "C0ACME:T0ZED"
    machine.now += 60
    await sender.run_once(T0)
    assert (await get(store, told.id)).status is Status.HELD
    await store.run(channels.confirm_teams, "C0ACME", ["T0ZED"], casting.MAYA, casting.NOW)
    machine.now += 60
    assert await sender.run_once(T0) == 1
    assert [m["channel"] for m in slack.posted] == ["D0MAYA", "C0ACME"]


async def test_what_waits_for_its_teams_holds_up_no_sending(
    store: Threads, slack: ScriptedSlack, machine: Machine
) -> None:
    slept = asyncio.Event()
    slack.channels["C0ACME"] = {"is_ext_shared": True, "connected_team_ids": [casting.ACME_TEAM, "T0ZED"]}
    async with aiohttp.ClientSession() as http:
        client = web_client("xoxb-test", slack.url, http)
        budget = Budget(machine.monotonic, lambda _: slept.wait())
        out = SlackOutbox(client, draw, machine.sleep, whois=Whois(client, machine.monotonic, budget))
        sender = Sender(
            store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep
        )
        await intend(store, "held", "C0ACME", audience="client")
        await intend(store, "a")
        while await sender.run_once(T0):
            pass
        machine.now += 20
        out.forget("C0ACME")
        budget.rest(30)
        await intend(store, "b")
        begun: list[object] = []
        store.before = begun.append
        sent, _ = await asyncio.gather(sender.run_once(T0), race(lambda: bool(begun)))
        assert sent == 1
        assert slack.posted[-1]["text"] == "dice b"
        machine.now += 30
        slept.set()
        assert (await out.channel("C0ACME", 600)).connected_teams


async def test_only_what_changes_something_stands_in_the_line_of_writers(store: Threads, sender: Sender) -> None:
    await intend(store, "a")
    await intend(store, "b", casting.MAYA)
    written: Counter[str] = Counter()
    store.before = lambda fn: written.update([getattr(fn, "__name__", "?")])
    assert await sender.run_once(T0) == 2
    hands, messages = 2, 2
    assert written == {
        "strand_expired": 1,
        "_look_around": 1,
        "_claim": messages + hands,
        "begin": messages,
        "<lambda>": messages,  # its lane rests
        "_arrived": messages,
    }


async def test_how_many_channels_there_are_costs_the_sender_nothing(
    store: Threads, sender: Sender, machine: Machine
) -> None:
    def many(session: Session) -> None:
        for number in range(30):
            channels.bind(session, Channel(f"C0MANY{number}", "acme", Audience.INTERNAL), casting.MAYA, casting.NOW)

    asked: list[list[str]] = []
    event.listen(store.engine, "before_cursor_execute", lambda *told: asked[-1].append(told[2]))
    for fill in (lambda _session: None, many):
        asked.append([])
        await store.run(fill)
        machine.now += 60
        asked.append([])
        await sender.run_once(T0)
    assert asked[1] == asked[3] != []


async def test_an_internal_channel_that_is_shared_hears_nothing_more(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    slack.channels["C0ACMEINT"] = SHARED
    told = await intend(store, "a")
    while await sender.run_once(T0):
        pass
    assert (await get(store, told.id)).status is Status.HELD
    assert [m["channel"] for m in slack.posted] == ["D0MAYA"]
    assert slack.posted[0]["blocks"][-1]["type"] == "section"


@pytest.mark.parametrize(
    ("told", "remedy"), [({"is_archived": True}, "archivado"), ({"is_member": False}, "no soy miembro")]
)
async def test_a_place_that_is_not_fit_is_found_out_before_sending(
    told: dict[str, bool], remedy: str, store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    slack.channels["C0ACMEINT"] = told
    await intend(store, "a")
    while await sender.run_once(T0):
        pass
    assert [m["channel"] for m in slack.posted] == ["D0MAYA"]
    assert remedy in slack.posted[0]["text"]


@pytest.mark.parametrize(
    ("channel", "more", "why"),
    [
        ("C0ACME", {"audience": "internal"}, "internal_content"),
        ("C0BOSC", {"audience": "client"}, "other_client"),
        ("C0NOBODY", {}, "unbound"),
    ],
)
async def test_nothing_goes_where_it_does_not_belong(
    channel: str, more: dict[str, str], why: str, store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    slack.channels["C0ACME"] = SHARED
    told = await intend(store, "a", channel, **more)
    while await sender.run_once(T0):
        pass
    failed = await get(store, told.id)
    assert (failed.status, failed.error) == (Status.FAILED, why)
    assert [m["channel"] for m in slack.posted] == ["D0MAYA"]


async def test_what_speaks_of_nobody_may_go_into_a_channel_of_nobody(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    await intend(store, "a", "C0NOBODY", client_key=None)
    assert await sender.run_once(T0) == 1


@pytest.mark.parametrize(("channel", "seconds"), [("C0ACMEINT", 60), ("C0ACME", 10)])
async def test_what_slack_says_of_a_channel_is_a_minute_old_at_most_and_less_where_the_client_reads(
    channel: str,
    seconds: int,
    store: Threads,
    sender: Sender,
    out: SlackOutbox,
    slack: ScriptedSlack,
    machine: Machine,
) -> None:
    for later, expected in ((0, 1), (seconds - 5, 1), (5, 2)):
        machine.now += later
        await intend(store, f"the message at {machine.now}", channel, audience="client")
        await sender.run_once(T0)
        assert len(slack.made("conversations.info")) == expected
    out.forget(channel)
    await intend(store, "after the event", channel, audience="client")
    await sender.run_once(T0)
    assert len(slack.made("conversations.info")) == 3


async def test_a_channel_that_slack_does_not_describe_gets_nothing(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a")
    slack.script("conversations.info", Answer("missing_scope"), Answer(status=503))
    await sender.run_once(T0)
    assert (await get(store, told.id)).error == "missing_scope"
    later = await intend(store, "b")
    await sender.run_once(T0)
    assert (await get(store, later.id)).status is Status.INTENDED
    assert {m["channel"] for m in slack.posted} <= {"D0MAYA"}


def _waiting_for_teams(session: Any, delivery_id: int) -> None:
    session.get(DeliveryRow, delivery_id).error = "confirm_teams"


async def test_teams_that_cannot_be_asked_about_stay_held(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a", "C0ACME", audience="client", held=True)
    await store.run(lambda s: _waiting_for_teams(s, told.id))
    slack.script("conversations.info", Answer(status=503))
    await sender.run_once(T0)
    assert (await get(store, told.id)).status is Status.HELD


async def test_a_client_without_anybody_in_charge_fails_without_a_notice(
    store: Threads, out: SlackOutbox, machine: Machine, slack: ScriptedSlack
) -> None:
    def orphan(session: Any) -> None:
        clients.save(session, replace(casting.BOSC, managers=()), casting.ADMIN, casting.NOW)

    await store.run(orphan)
    alone = Sender(store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep)
    slack.script("chat.postMessage", Answer("is_archived"), Answer(drop=True))
    slack.channels["C0BOSC"] = SHARED
    for occasion, channel, audience in (("a", "C0BOSCINT", "internal"), ("b", "C0BOSCINT", "internal")):
        await intend(store, occasion, channel, client_key="bosc", audience=audience)
    held = await intend(store, "c", "C0BOSC", client_key="bosc", audience="client")
    while await alone.run_once(T0):
        pass
    assert (await get(store, held.id)).status is Status.HELD
    assert [m["channel"] for m in slack.posted] == ["C0BOSCINT"]
    helped = Sender(
        store,
        Workspaces.only(out),
        lambda: casting.NOW,
        monotonic=machine.monotonic,
        sleep=machine.sleep,
        admins=[casting.ADMIN],
    )
    slack.script("chat.postMessage", Answer("is_archived"))
    await intend(store, "d", "C0BOSCINT", client_key="bosc")
    while await helped.run_once(T0):
        pass
    assert len(await to_owner(store, casting.ADMIN)) == 1


async def test_a_channel_bound_meanwhile_to_another_client_gets_nothing(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a")

    def rebind(session: Any) -> None:
        channels.unbind(session, "C0ACMEINT")
        channels.bind(session, Channel("C0ACMEINT", "bosc", Audience.INTERNAL), casting.ADMIN, casting.NOW)

    await store.run(rebind)
    await sender.run_once(T0)
    assert (await get(store, told.id)).error == "other_client"


async def test_what_goes_to_another_workspace_leaves_by_its_own_door_or_not_at_all(
    store: Threads, out: SlackOutbox, slack: ScriptedSlack, machine: Machine
) -> None:
    there = [Destination(name, Reach.PERSON, casting.MAYA) for name in ("north", "south")]
    for number, place in enumerate(there):
        payload = Message("hola").to_json()
        assert await store.run(outbox.intend, f"w{number}", place, "status", payload, at=casting.NOW, client_key="acme")
    ways = Workspaces({"north": out})
    sender = Sender(store, ways, lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep)
    assert await sender.run_once(T0) == 1
    assert len(slack.made("chat.postMessage")) == 1
    reached, unreached = [await store.run(deliveries.by_occasion, f"w{number}") for number in (0, 1)]
    assert (reached.status, unreached.status) == (Status.SENT, Status.FAILED)
