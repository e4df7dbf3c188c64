"""Who somebody is: Slack's profile says it, freshly; and where Slack does not say, nothing is decided."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.slack.incoming import Incoming, Kind
from bot.slack.ledger import ANSWERABLE
from domain.access import Action
from storage import Session
from storage.db.tables import DeliveryRow
from storage.directory import campaigns, channels, clients
from storage.messages import deliveries, inbox
from tests import casting
from tests.bot.office import Office, database, opened, until
from tests.bot.test_desk import held
from tests.e2e.slack_server import TEAM, serving

TARGET = "target otoño cpl<21€"
START = datetime(2026, 11, 16, 9, tzinfo=UTC)


class Machine:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def office(tmp_path: Path, machine: Machine) -> AsyncIterator[Office]:
    engine = database(tmp_path)
    async with serving() as slack, opened(engine, slack, clock=machine, pause_s=0.05) as made:
        yield made
    engine.dispose()


async def cpl(office: Office) -> str:
    campaign = await office.read(campaigns.get, "acme-otono")
    return str(next(goal.target for goal in campaign.goals if goal.kpi == "cpl"))


@pytest.mark.parametrize("profile", [{"team_id": "T0ACME"}, {"team_id": TEAM, "deleted": True}, {}])
@pytest.mark.parametrize("by", ["command", "mention"])
async def test_the_profile_wins_over_the_team_that_the_payload_names(office: Office, profile: dict, by: str) -> None:
    office.slack.users["U0MAYA"] = profile
    if not profile:
        del office.slack.users["U0MAYA"]
    asked = (
        office.slack.command(TARGET)
        if by == "command"
        else office.slack.mention(f"<@U0BOT> {TARGET}", user="U0MAYA", channel="C0ACMEINT")
    )
    await office.served(asked)
    assert await cpl(office) == "25"


async def test_whoever_leaves_the_agency_changes_nothing_from_the_event_on(office: Office) -> None:
    await office.served(office.slack.command("status otoño"))
    office.slack.users["U0MAYA"] |= {"deleted": True}
    await office.served(office.slack.event({"type": "user_change", "user": {"id": "U0MAYA", "deleted": True}}))
    await office.served(office.slack.command(TARGET))
    assert await cpl(office) == "25"


@pytest.mark.parametrize("change", ["member_joined_channel", "member_left_channel", "channel_shared"])
async def test_events_of_a_channel_make_old_what_was_known_of_it(office: Office, change: str) -> None:
    for event in ({}, {"type": change, "channel": "C0ACMEINT", "user": "U0NIL"}):
        if event:
            await office.served(office.slack.event(event))
        await office.served(office.slack.command("status otoño"))
    asked = [args["channel"] for args in office.slack.named("conversations.info")]
    assert asked.count("C0ACMEINT") >= 2


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
async def test_what_comes_while_slack_does_not_say_who_asks_waits_and_is_done_in_order(
    office: Office, method: str
) -> None:
    office.slack.refusals[method].extend(["internal_error"] * 2_000)
    for n, line in enumerate((TARGET, "target otoño cpl<19€", "status otoño"), 1):
        assert (await office.deliver(office.slack.command(line))).status == 200
        await until(lambda n=n: len(office.desk._waiting) == n)
    assert office.slack.responses == []
    office.slack.refusals.clear()
    await until(lambda: len(office.slack.responses) == 3)
    await eventually(office, lambda db: not inbox.waiting(db))
    assert await cpl(office) == "19"


async def test_a_form_handed_in_meanwhile_closes_and_counts_later(office: Office) -> None:
    office.slack.refusals["users.info"].extend(["internal_error"] * 3)
    state = {"values": {"goals": {"typed": {"type": "plain_text_input", "value": "cpl < 18 EUR"}}}}
    view = {
        "id": "V1",
        "type": "modal",
        "hash": "h",
        "callback_id": "vigia.target",
        "private_metadata": "acme-otono",
        "state": state,
    }
    handed = {"type": "view_submission", "user": {"id": "U0MAYA", "team_id": TEAM}, "team": {"id": TEAM}, "view": view}
    closed = await office.deliver(handed)
    assert (closed.status, closed.body) == (200, "")
    await until(lambda: office.slack.named("chat.postMessage"))
    assert await cpl(office) == "18"


def told(db: Session) -> list[str]:
    return [row.channel for row in db.exec(select(DeliveryRow)) if row.occasion.startswith("nobody_says:")]


async def eventually(office: Office, look: Callable[[Session], Any]) -> None:
    for _ in range(300):
        if await office.read(look):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nothing of it in the database")


async def test_after_half_an_hour_the_admins_hear_of_it_once_and_commands_are_given_up(
    office: Office, machine: Machine
) -> None:
    office.slack.refusals["users.info"].extend(["internal_error"] * 2_000)
    await office.deliver(office.slack.command(TARGET))
    await office.deliver(office.slack.mention("<@U0BOT> status", user="U0NIL", channel="C0BOSCINT"))
    await until(lambda: len(office.desk._waiting) == 2)
    assert await office.read(told) == []
    machine.now += ANSWERABLE + timedelta(minutes=1)
    await eventually(office, told)
    assert await office.read(told) == [casting.ADMIN]
    await until(lambda: [one.kind for one in office.desk._waiting] == ["mention"])
    office.slack.refusals.clear()
    office.slack.channels["C0BOSCINT"] = office.slack.channels["C0ACMEINT"]
    await until(lambda: office.slack.named("chat.postEphemeral"))
    await office.desk.queue.drained()
    assert office.slack.responses == []
    assert await cpl(office) == "25"
    assert await office.read(told) == [casting.ADMIN]


async def test_a_former_manager_opens_nothing_and_decides_nothing(office: Office) -> None:
    draft = await held(office)

    def hand_over(db: Session) -> None:
        acme = clients.get(db, "acme")
        assert acme is not None
        clients.save(db, replace(acme, managers=("U0NIL",)), "U0ADMIN", casting.NOW)
        for one in campaigns.of_client(db, "acme"):
            campaigns.save(db, replace(one, owner="U0NIL"), "U0ADMIN", casting.NOW)

    await office.store.run(hand_over)
    for action in ("vigia.draft.approve", "vigia.draft.note", "vigia.draft.skip", "vigia.target.edit"):
        value = "acme-otono" if action == "vigia.target.edit" else str(draft)
        await office.served(office.slack.click(action, value, channel="D0MAYA"))
    assert office.slack.named("views.open") == []
    assert (await office.read(deliveries.get, draft)).status is deliveries.Status.HELD
    await office.served(office.slack.event({"type": "app_home_opened", "user": "U0MAYA", "tab": "home"}))
    assert "Otoño" not in str(office.slack.named("views.publish"))


async def test_a_draft_for_a_channel_that_became_another_clients_is_not_shown_to_that_ones_managers(
    office: Office,
) -> None:
    draft = await held(office)

    def rebind(db: Session) -> None:
        channels.unbind(db, "C0ACME", "U0ADMIN", casting.NOW)
        channels.bind(db, replace(casting.BOSC_CLIENT, slack_id="C0ACME"), "U0ADMIN", casting.NOW)

    await office.store.run(rebind)
    await office.served(office.slack.event({"type": "app_home_opened", "user": "U0NIL", "tab": "home"}))
    assert "hola" not in str(office.slack.named("views.publish"))
    await office.served(office.slack.click("vigia.draft.note", str(draft), user="U0NIL", channel="D0NIL"))
    assert office.slack.named("views.open") == []


@pytest.mark.parametrize(
    ("event", "ends"),
    [
        ({"type": "app_uninstalled"}, "app_uninstalled"),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, "tokens_revoked"),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U0MAYA"]}}, None),
    ],
)
async def test_a_workspace_that_throws_the_bot_out_ends_it(office: Office, event: dict, ends: str | None) -> None:
    await office.served(office.slack.event(event))
    assert (office.desk.over.result() if office.desk.over.done() else None) == ends


@pytest.mark.parametrize(
    ("admins", "creators", "profile", "may"),
    [
        (("U0ADMIN",), (), {}, False),
        (("U0ADMIN",), (), {"is_owner": True}, False),
        (("U0ADMIN",), ("U0SALES",), {}, True),
        (("U0ADMIN",), ("team",), {}, True),
        (("U0ADMIN",), ("team",), {"is_restricted": True}, False),
        (("U0ADMIN",), ("team",), {"team_id": "T0ACME"}, False),
        ((), (), {}, False),
        ((), (), {"is_admin": True}, True),
        ((), (), {"is_owner": True, "team_id": "T0ACME"}, False),
        ((), (), {"is_owner": True, "is_restricted": True}, False),
    ],
)
async def test_who_may_make_clients_is_named_or_runs_the_workspace_where_nobody_is(
    admins: tuple, creators: tuple, profile: dict, may: bool, office: Office
) -> None:
    office.slack.users["U0SALES"] = {"team_id": TEAM, "tz": "America/Bogota", **profile}
    contexts = office.desk.contexts
    contexts._home = replace(contexts._home, admins=admins, creators=creators)
    asked = await contexts.of(Incoming(Kind.DIRECT, "k", "U0SALES", TEAM, "D0SALES"))

    def look(db: Session) -> tuple[bool, str]:
        context = asked.context(db)
        return context.check(Action.CREATE, None).allowed, context.timezone

    assert await office.read(look) == (may, "America/Bogota")
