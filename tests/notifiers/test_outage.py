"""Slack away for a minute: what may have arrived is looked for, else asked about until somebody can answer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from notifiers.delivery import decisions
from notifiers.delivery.lookup import SETTLED_S
from notifiers.delivery.outcomes import FEWEST_ATTEMPTS, Outcomes, When
from notifiers.delivery.sender import Sender
from notifiers.port import Unsure
from storage import Session
from storage.db.tables import DeliveryRow
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Delivery, Status
from templates.message import Message
from tests import casting
from tests.casting import to
from tests.notifiers import ticks
from tests.notifiers.conftest import Machine, Threads
from tests.notifiers.scripted import Answer, ScriptedSlack
from tests.notifiers.test_sender import get, intend

T0 = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
NO_ANSWER = Answer(status=504)


async def run(sender: Sender, machine: Machine, seconds: float = 0.0, *, times: int = 1) -> None:
    """Let so many seconds pass, then send all that can be sent; as often as asked."""
    for _ in range(times):
        machine.now += seconds
        while await sender.run_once(T0 + timedelta(seconds=machine.now - 100)):
            pass


async def everything(store: Threads) -> list[Delivery]:
    def read(session: Any) -> list[Delivery]:
        return [one for n in range(1, 60) if (one := deliveries.get(session, n))]

    found: list[Delivery] = await store.run(read)
    return found


def said_to(slack: ScriptedSlack, channel: str) -> list[str]:
    return [message["text"] for message in slack.posted if message["channel"] == channel]


async def test_of_all_that_became_unknown_on_a_monday_its_owners_are_asked_once_slack_is_back(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    for n, (channel, client) in enumerate([("C0ACMEINT", "acme"), ("C0BOSCINT", "bosc")] * 2):
        await intend(store, f"monday {n}", channel, client_key=client)
    slack.script("chat.postMessage", *[NO_ANSWER] * 11)
    await run(sender, machine, 30, times=20)
    assert [one.status for one in await everything(store) if one.kind == "status"] == [Status.UNKNOWN] * 4
    for user in ("D0MAYA", "D0NIL"):
        assert sum("dice monday" in text for text in said_to(slack, user)) == 2
    assert said_to(slack, "C0ACMEINT") == said_to(slack, "C0BOSCINT") == []
    assert len(slack.made("chat.postMessage")) == 4 + 7 + 4


async def test_what_did_arrive_is_found_by_its_mark_and_nobody_is_asked(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a", casting.MAYA)
    slack.script("chat.postMessage", Answer(drop=True))
    await run(sender, machine)
    settled = await get(store, told.id)
    assert (settled.status, settled.ts) == (Status.SENT, slack.posted[0]["ts"])
    assert said_to(slack, "D0MAYA") == ["dice a"]


async def test_what_did_not_arrive_is_sent_again_when_it_has_had_time_to_turn_up(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a", casting.MAYA)
    slack.script("chat.postMessage", NO_ANSWER)
    await run(sender, machine)
    assert (await get(store, told.id)).status is Status.UNKNOWN
    await run(sender, machine, SETTLED_S / 2)
    assert said_to(slack, "D0MAYA") == []
    await run(sender, machine, SETTLED_S)
    assert (await get(store, told.id)).status is Status.SENT
    assert said_to(slack, "D0MAYA") == ["dice a"]


@pytest.mark.parametrize("may_read", [True, False])
async def test_channels_are_looked_into_where_an_admin_has_added_the_scope(
    may_read: bool, store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    slack.reads_channels = may_read
    root = await intend(store, "root")
    await run(sender, machine)
    await intend(store, "reply", thread_of=root.id)
    slack.script("chat.postMessage", Answer(drop=True))
    await run(sender, machine, 10)
    assert (len(said_to(slack, "D0MAYA")) == 0) is may_read
    assert said_to(slack, "C0ACMEINT") == ["dice root", "dice reply"]


async def test_while_slack_is_away_nobody_looks_and_nothing_is_forgotten(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a", casting.MAYA)
    slack.script("chat.postMessage", Answer(drop=True))
    slack.script("conversations.history", *[Answer(status=503)] * 3)
    await run(sender, machine, 130, times=3)
    assert (await get(store, told.id)).status is Status.UNKNOWN
    await run(sender, machine, 130)
    assert (await get(store, told.id)).status is Status.SENT
    assert said_to(slack, "D0MAYA") == ["dice a"]


async def test_an_edit_of_what_is_unknown_is_decided_with_it(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    root = await intend(store, "root")
    edit = await intend(store, "edit", edits=root.id, payload=Message("nuevo").to_json())
    slack.script("chat.postMessage", NO_ANSWER, channel="C0ACMEINT")
    await run(sender, machine)
    assert [(await get(store, one.id)).status for one in (root, edit)] == [Status.UNKNOWN, Status.INTENDED]
    assert await store.run(decisions.again, root.id, casting.NOW)
    await run(sender, machine, 5)
    assert [(await get(store, one.id)).status for one in (root, edit)] == [Status.SENT, Status.SENT]
    assert said_to(slack, "C0ACMEINT") == ["nuevo"]
    assert slack.made("chat.update") == []


async def test_a_question_is_never_given_up(store: Threads, sender: Sender) -> None:
    days_later = When(casting.NOW + timedelta(days=30), T0)
    for kind, status in (("arrival", Status.INTENDED), ("status", Status.FAILED)):
        found = await intend(store, kind, casting.MAYA)

        def age(session: Any, found: Delivery = found, kind: str = kind) -> None:
            row = session.get(DeliveryRow, found.id)
            row.kind, row.attempts, row.status = kind, FEWEST_ATTEMPTS + 1, "claimed"

        await store.run(age)
        tried = await get(store, found.id)
        await store.run(Outcomes().not_sent, tried, Unsure("x"), days_later)
        assert (await get(store, found.id)).status is status


async def test_unknowns_are_listed_for_whoever_looks_but_for_questions_and_edits(
    store: Threads, sender: Sender, slack: ScriptedSlack, machine: Machine
) -> None:
    told = await intend(store, "a")
    slack.script("chat.postMessage", Answer(drop=True), channel="C0ACMEINT")
    await run(sender, machine)
    hour = timedelta(hours=1)
    found = await store.run(deliveries.unknown, casting.NOW + hour)
    assert [one.id for one in found] == [told.id]
    assert await store.run(deliveries.unknown, casting.NOW - hour) == []


def test_what_may_have_arrived_for_more_than_an_hour_stands_in_the_digest_of_who_can_say(db: Session) -> None:
    morning = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
    payload = {**Message("El estado de Otoño").to_json(), "campaign": "acme-otono"}
    lost = outbox.intend(
        db, "lost", to("C0ACME"), "status", payload, at=morning - timedelta(hours=20), client_key="acme"
    )
    assert lost
    db.get(DeliveryRow, lost.id).status = "unknown"
    said = [one for one in ticks.digests(db, morning) if one.delivery_id]
    told = [deliveries.get(db, one.delivery_id) for one in said]
    mine = [one for one in told if "No se sabe si llegó" in one.payload["text"]]
    assert [one.to.address for one in mine] == ["U0MAYA"]
    assert "un mensaje del 16 nov para <#C0ACME>" in mine[0].payload["text"]
    assert "El estado de Otoño" in mine[0].payload["text"]


def test_what_may_have_arrived_stands_in_the_digest_of_its_reader_and_of_the_admin_where_it_is_nobodys(
    db: Session,
) -> None:
    morning = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
    for occasion, address, key, others in (
        ("his digest", casting.NIL, "bosc", []),
        ("of both", casting.ADMIN, "acme", ["bosc"]),
        ("her notice", casting.MAYA, None, []),
        ("of nobody", "C0NOBODY", None, []),
    ):
        payload = {**Message(f"dice {occasion}").to_json(), "others": others}
        at = morning - timedelta(hours=20)
        lost = outbox.intend(db, occasion, to(address), "status", payload, at=at, client_key=key)
        assert lost
        db.get(DeliveryRow, lost.id).status = "unknown"
    said = [
        deliveries.get(db, one.delivery_id) for one in ticks.digests(db, morning, [casting.ADMIN]) if one.delivery_id
    ]
    texts = {one.to.address: one.payload["text"] for one in said}
    read = {
        user: {what for what in ("his digest", "of both", "her notice", "of nobody") if f"dice {what}" in text}
        for user, text in texts.items()
    }
    expected = {casting.NIL: {"his digest"}, casting.MAYA: {"her notice"}, casting.ADMIN: {"of both", "of nobody"}}
    assert {user: found for user, found in read.items() if found} == expected
    (his,) = [one for one in said if one.to.address == casting.ADMIN]
    assert {his.client_key, *his.payload["others"]} == {"acme", "bosc"}
