"""Nothing about a client reaches a person who does not belong to the agency, or is not in charge of that client."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.rule_kinds import Subject, Tier
from notifiers.delivery.charge import who_can_say
from notifiers.delivery.kinds import Kind
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from storage import Session
from storage.alerts import alerts
from storage.directory import campaigns, clients
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Delivery, Status
from templates.message import Message
from tests import casting, kinds
from tests.casting import to
from tests.notifiers.conftest import Machine, Threads, draw
from tests.notifiers.scripted import Answer, ScriptedSlack

T0 = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
PAUL = "U0PAUL"
OUTSIDERS = {
    "of another team": {"team_id": "T0OTHER"},
    "guest": {"is_restricted": True},
    "deactivated": {"deleted": True},
    "bot": {"is_bot": True},
    "not found": {"error": "user_not_found"},
    "not visible": {"error": "user_not_visible"},
}


@pytest.fixture
async def out(slack: ScriptedSlack, machine: Machine) -> AsyncIterator[SlackOutbox]:
    """An outbox that knows where it is installed."""
    async with aiohttp.ClientSession() as http:
        yield SlackOutbox(web_client("xoxb-test", slack.url, http), draw, machine.sleep, home=(casting.TEAM, None))


@pytest.fixture
def sender(store: Threads, out: SlackOutbox, machine: Machine) -> Sender:
    clock = {"monotonic": machine.monotonic, "sleep": machine.sleep}
    return Sender(store, Workspaces.only(out), lambda: casting.NOW, admins=[casting.ADMIN], **clock)


async def ask(store: Threads, kind: Kind, user: str = PAUL, **more: Any) -> Delivery:
    payload = {**Message(f"algo de Acme ({kind})").to_json(), **more.pop("payload", {})}
    kept: dict[str, Any] = {"at": casting.NOW, "client_key": "acme"} | more
    found = await store.run(outbox.intend, f"{kind}:{user}", to(user), kind, payload, **kept)
    assert isinstance(found, Delivery)
    return found


async def drained(store: Threads, sender: Sender, delivery: Delivery) -> Delivery:
    while await sender.run_once(T0):
        pass
    found = await store.run(deliveries.get, delivery.id)
    assert isinstance(found, Delivery)
    return found


async def put_in_charge(store: Threads, *managers: str) -> None:
    def change(session: Session) -> None:
        clients.save(session, replace(casting.ACME, managers=managers), casting.ADMIN, casting.NOW)

    await store.run(change)


@pytest.mark.parametrize("kind", [Kind.DRAFT, Kind.DIGEST, Kind.ALERT, Kind.ARRIVAL, Kind.CHECK])
@pytest.mark.parametrize("profile", list(OUTSIDERS.values()), ids=list(OUTSIDERS))
async def test_an_outsider_in_charge_gets_nothing_the_next_does_and_the_admins_are_told_once(
    kind: Kind, profile: dict[str, Any], store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    slack.users[PAUL] = profile
    await put_in_charge(store, PAUL, casting.MAYA)
    asked = await drained(store, sender, await ask(store, kind))
    assert (asked.status, asked.to.address) == (Status.SENT, casting.MAYA)
    again = await drained(store, sender, await ask(store, Kind.TEST))
    assert again.status is Status.FAILED
    assert "D0PAUL" not in {m["channel"] for m in slack.posted}
    (told,) = [m for m in slack.posted if m["channel"] == "D0ADMIN"]
    assert f"<@{PAUL}>" in told["text"]
    assert "managers: [U0MAYA]" in told["text"]


async def test_who_is_not_in_charge_of_the_client_any_more_is_asked_nothing(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    await put_in_charge(store, PAUL)
    waiting = await ask(store, Kind.DRAFT)
    await put_in_charge(store, casting.MAYA)
    asked = await drained(store, sender, waiting)
    assert asked.to.address == casting.MAYA
    assert {m["channel"] for m in slack.posted} == {"D0MAYA"}, "it is no fault of anybody's: no admin hears of it"


async def test_who_owned_another_campaign_is_not_asked_about_this_one(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    def own_one(session: Session) -> None:
        campaigns.save(session, replace(casting.MARCA, owner=PAUL), casting.ADMIN, casting.NOW)

    await store.run(own_one)
    one = await ask(store, Kind.DRAFT, payload={"campaign": casting.MARCA.key})
    assert (await drained(store, sender, one)).to.address == PAUL
    other = await store.run(
        outbox.intend,
        "other",
        to(PAUL),
        Kind.DRAFT,
        {**Message("x").to_json(), "campaign": casting.OTONO.key},
        at=casting.NOW,
        client_key="acme",
    )
    assert (await drained(store, sender, other)).to.address == casting.MAYA


async def test_a_digest_of_two_clients_goes_to_nobody_who_has_lost_one_of_them(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    await put_in_charge(store, PAUL)
    digest = await drained(store, sender, await ask(store, Kind.DIGEST, payload={"others": ["bosc"]}))
    assert digest.to.address == casting.ADMIN
    assert {m["channel"] for m in slack.posted} == {"D0ADMIN"}


async def test_whether_a_digest_arrived_is_asked_of_its_reader_alone_and_not_once_they_lost_a_client(
    store: Threads, sender: Sender, slack: ScriptedSlack
) -> None:
    def put_last(session: Session) -> None:
        clients.save(session, replace(casting.ACME, managers=(casting.MAYA, PAUL)), casting.ADMIN, casting.NOW)
        clients.save(session, replace(casting.BOSC, managers=(casting.NIL, PAUL)), casting.ADMIN, casting.NOW)

    await store.run(put_last)
    digest = await ask(store, Kind.DIGEST, payload={"others": ["bosc"]})
    slack.script("conversations.history", Answer("missing_scope"))
    slack.script("chat.postMessage", Answer(status=504))
    await drained(store, sender, digest)
    question = await store.run(deliveries.by_occasion, f"arrived:{digest.id}:1")
    assert (question.to.address, question.payload["others"]) == (PAUL, ["bosc"])
    assert {m["channel"] for m in slack.posted} == {"D0PAUL"}
    await put_in_charge(store, casting.MAYA)
    assert (await store.run(who_can_say, digest, [casting.ADMIN])).user == casting.ADMIN


async def test_whoever_an_alert_was_given_to_hears_of_it(store: Threads, sender: Sender, slack: ScriptedSlack) -> None:
    def assign(session: Session) -> None:
        subject = Subject("acme", casting.OTONO.key)
        found = Finding(subject, kinds.SPEND_STOPPED, Verdict.BREACH, Reason.NO_SPEND, "look", tier=Tier.INTERRUPT)
        state, steps = advance(State(), found, casting.NOW)
        row = alerts.record(session, found, state, steps, casting.NOW)
        given = Handling(Handled.ASSIGNED, casting.MAYA, casting.NOW, assignee=PAUL)
        alerts.handle(session, row.id, given, casting.NOW)

    await store.run(assign)
    given = await drained(store, sender, await ask(store, Kind.ALERT_ASSIGNED))
    assert (given.status, given.to.address) == (Status.SENT, PAUL)


async def test_somebody_of_the_same_organisation_is_ours(
    store: Threads, slack: ScriptedSlack, machine: Machine
) -> None:
    slack.users[PAUL] = {"team_id": "T0SISTER", "enterprise_user": {"enterprise_id": "E0AGENCY"}}
    async with aiohttp.ClientSession() as http:
        out = SlackOutbox(web_client("xoxb-test", slack.url, http), draw, machine.sleep, home=("T0AGENCY", "E0AGENCY"))
        assert (await out.person(PAUL)).is_ours
        assert not (await out.person("U0ELSE")).is_guest
