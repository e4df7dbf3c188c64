"""Nothing internal, and nothing of another client, is in anything that a client's channel is sent."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from domain.entities import Channel, Comparator, Goal, Subscription
from domain.words import Approval, Audience
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from storage import Session
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.facts import sync
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from tests import casting
from tests.notifiers import ticks
from tests.notifiers.conftest import Machine, Threads, draw
from tests.notifiers.living import judged
from tests.notifiers.scripted import ScriptedSlack

MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
SECRETS = {
    "acme": (
        "guía se descarga",
        "Directora de",
        casting.MAYA,
        "1234567890",
        "act_1029384756",
        "12.000",
        "12000",
        "nope",
    ),
    "bosc": ("guía se descarga", "Directora de", casting.NIL, "9876543210", "3.000", "3000", "nope"),
}
NAMES = {"acme": ("Clínica Acme", "Otoño leads", "Marca todo", "acme"), "bosc": ("Forn Bosc", "Tardor botiga", "bosc")}


@pytest.fixture
def busy(db: Session) -> Session:
    """Both clients with their channels subscribed, goals missed, and polls that failed with a telling reason."""
    channels.bind(db, replace(casting.ACME_CLIENT, approval=Approval.AUTO), casting.ADMIN, MONDAY)
    for number, channel in enumerate(channels.everyone(db)):
        due = MONDAY - timedelta(minutes=number)
        schedule.subscribe(db, Subscription(channel.slack_id, "status", "mon 09:00"), due, casting.MAYA, MONDAY)
    goal = Goal("cpl", Comparator.LT, casting.OTONO.goals[0].target / 100, "EUR")
    for campaign in (casting.OTONO, casting.TARDOR):
        campaigns.save(db, replace(campaign, goals=(goal,)), casting.ADMIN, MONDAY)
    for account in accounts.everyone(db):
        run = sync.begin(db, account.id, MONDAY, casting_window())
        sync.fail(db, run, MONDAY, "nope")
    return db


def casting_window() -> Any:
    from domain.window import Window

    return Window(casting.TODAY, casting.TODAY)


def everything(db: Session) -> list[Delivery]:
    return [d for n in range(1, 100) if (d := deliveries.get(db, n))]


def test_no_payload_of_a_client_channel_holds_anything_internal_or_of_the_other(busy: Session) -> None:
    ticks.say(busy, MONDAY)
    for hours in (0, 1, 30, 60):
        for key in ("acme", "bosc"):
            judged(busy, MONDAY + timedelta(hours=hours), key)
        ticks.attend(busy, MONDAY + timedelta(hours=hours))
    exposed = {c.slack_id: c.client_key for c in channels.everyone(busy) if c.audience is Audience.CLIENT}
    told = [d for d in everything(busy) if d.to.address in exposed]
    assert {d.to.address for d in told} == set(exposed)
    for delivery in told:
        key = exposed[delivery.to.address]
        shown = {name: value for name, value in delivery.payload.items() if name != "campaign"}
        said = json.dumps(shown, ensure_ascii=False)
        other = NAMES["bosc" if key == "acme" else "acme"]
        assert [secret for secret in (*SECRETS[key], *other) if secret in said] == []
        assert NAMES[key][0] in said or NAMES[key][1] in said


def test_no_payload_of_an_internal_channel_or_person_holds_anything_of_the_other_client(busy: Session) -> None:
    ticks.say(busy, MONDAY)
    for hours in (0, 30):
        for key in ("acme", "bosc"):
            judged(busy, MONDAY + timedelta(hours=hours), key)
        ticks.attend(busy, MONDAY + timedelta(hours=hours))
    for delivery in everything(busy):
        other = NAMES["bosc" if delivery.client_key == "acme" else "acme"]
        said = json.dumps(dict(delivery.payload), ensure_ascii=False)
        assert [name for name in other if name in said] == []


async def test_what_leaves_for_slack_holds_no_more_than_the_payload(
    store: Threads, slack: ScriptedSlack, machine: Machine
) -> None:
    """File names, titles and alt texts are doors too."""

    def prepare(db: Session) -> None:
        channels.bind(db, replace(casting.ACME_CLIENT, approval=Approval.AUTO), casting.ADMIN, MONDAY)
        schedule.subscribe(db, Subscription("C0ACME", "status", "mon 09:00"), MONDAY, casting.MAYA, MONDAY)
        ticks.say(db, MONDAY)

    await store.run(prepare)
    slack.channels["C0ACME"] = {"is_ext_shared": True, "connected_team_ids": [casting.ACME_TEAM]}
    async with aiohttp.ClientSession() as http:
        out = SlackOutbox(web_client("xoxb-test", slack.url, http), draw, machine.sleep)
        sender = Sender(store, Workspaces.only(out), lambda: MONDAY, monotonic=machine.monotonic, sleep=machine.sleep)
        assert await sender.run_once(MONDAY) == 1
    left = json.dumps([call.args for call in slack.calls if call.method != "upload"], ensure_ascii=False)
    assert "files.completeUploadExternal" in {call.method for call in slack.calls}
    assert [word for word in (*SECRETS["acme"], *NAMES["bosc"], "acme-otono") if word in left] == []
    (posted,) = slack.made("chat.postMessage")
    assert set(posted["metadata"]) == {"event_type", "event_payload"}
    assert re.fullmatch(r"[0-9a-f]{32}", posted["metadata"]["event_payload"].pop("id"))
    assert posted["metadata"] == {"event_type": "vigia_delivery", "event_payload": {}}


def test_a_client_called_like_a_mention_pings_nobody(db: Session) -> None:
    clients.save(db, replace(casting.ACME, name="<!channel> & <@U0NIL>"), casting.ADMIN, MONDAY)
    channels.bind(db, Channel("C0NEW", "acme", Audience.CLIENT), casting.ADMIN, MONDAY)
    schedule.subscribe(db, Subscription("C0NEW", "status", "mon 09:00"), MONDAY, casting.MAYA, MONDAY)
    ticks.say(db, MONDAY)
    for delivery in everything(db):
        mrkdwn = [
            thing["text"]
            for block in delivery.payload["blocks"]
            for thing in (block.get("text"), *block.get("fields", ()), *block.get("elements", ()))
            if isinstance(thing, dict) and thing.get("type") == "mrkdwn"
        ]
        assert not any("<!channel>" in text or "<@U0NIL>" in text for text in (*mrkdwn, delivery.payload["text"]))
