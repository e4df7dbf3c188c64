"""Every door by name: it opens to its manager once, and to nobody else, nor with anything of somebody else's.

What is asked of each: two clients, people without rights, ids that are another client's, the same click twice, and a
click after its channel was let go or its manager was dismissed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commands.context import Context, Reply
from domain.access import Actor, Place
from domain.entities import Channel
from domain.words import Audience
from storage import session
from storage.directory import campaigns, channels, clients
from storage.messages import deliveries
from tests.commands.conftest import ACME_TEAM, BETA_TEAM, NOW, PEOPLE, PLACES, World, standing
from tests.commands.doors import DOORS, THERE_ARE, knock
from tests.commands.occupied import INTERNAL, SECRETS, assert_silent, everything, occupy, owned, rows_of

pytestmark = pytest.mark.long
MAYA = PEOPLE["manager"]
NOBODIES = {
    **{name: PEOPLE[name] for name in ("member", "other_manager", "guest", "client", "stranger", "unknown")},
    "dismissed": replace(MAYA, is_gone=True),
    "made a guest": replace(MAYA, is_guest=True),
    "of a workspace of the same ids": replace(MAYA, workspace="W2"),
    "gone to another company": Actor(MAYA.user_id, "T0ZED"),
    "an app": replace(MAYA, is_bot=True),
    "an admin who is gone": replace(PEOPLE["admin"], is_gone=True),
}
"""Whoever may change nothing of Acme's."""
WHERE = ("internal", "client_channel", "direct")
AT = {**PLACES, "channel": PLACES["client_channel"]}


@pytest.fixture(scope="module")
def file(opened) -> bytes:
    """What the database holds where both clients have everything."""
    engine, content = opened
    path = Path(engine.url.database)
    path.write_bytes(content)
    with session(engine) as open_session:
        occupy(World(open_session))
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def fresh(opened, file):
    """A world in which nothing was done yet."""
    return lambda: standing(opened[0], file)


def here(world: World, place: str, actor: Actor = MAYA) -> Context:
    asked = world.ctx("manager", "direct", modal=True, named=actor)
    may_create = actor == MAYA
    return replace(asked, actor=replace(actor, may_create=may_create), place=AT[place], timezone="Europe/Madrid")


def written(world: World) -> int:
    """How many rows were ever written."""
    world.session.flush()
    return world.session.connection().connection.driver_connection.total_changes


def everyones(world: World) -> list[str]:
    """Every row that there is; but for the matches, which are written anew as they were."""
    run = world.session.connection().exec_driver_sql
    world.session.flush()
    tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'") if "match" not in name]
    return [f"{table}: {tuple(row)}" for table in sorted(tables) for row in run(f"SELECT * FROM {table}")]  # noqa: S608 - names of our own tables


def mrkdwn(payload: Any) -> Iterator[str]:
    """Every text that Slack would read as mrkdwn."""
    if isinstance(payload, dict):
        if payload.get("type") == "mrkdwn":
            yield payload["text"]
        for one in payload.values():
            yield from mrkdwn(one)
    elif isinstance(payload, list | tuple):
        for one in payload:
            yield from mrkdwn(one)


def calls_nobody(world: World, reply: Reply) -> bool:
    """Whether what somebody has typed is only said."""
    said = [reply.message.to_json() if reply.message else {}, reply.view]
    said += [one.payload for one in deliveries.many(world.session, list(range(1, 400)))]
    texts = [*mrkdwn(said), *(str(one.get("text", "")) for one in said if one)]
    return not any(call in text for text in texts for call in ("<!channel>", "<@UANY>"))


def test_every_door_has_its_row():
    assert sorted(THERE_ARE - DOORS.keys()) == [], "these doors were never tried"
    assert sorted(DOORS.keys() - THERE_ARE) == [], "there are no such doors"


@pytest.mark.parametrize("name", DOORS)
def test_a_door_opens_to_its_manager_and_does_its_deed_once(name, fresh):
    door = DOORS[name]
    with fresh() as world:
        own, before = owned(world, "acme"), written(world)
        reply = knock(here(world, door.at), name, own)
        assert not reply.refused, everything(reply)
        assert not reply.errors
        assert reply.done or reply.view or door.asks, everything(reply)
        assert (written(world) > before) is door.changes
        assert_silent(everything(reply), "beta", name)
        assert calls_nobody(world, reply)
        if not door.again:
            after = everyones(world)
            knock(here(world, door.at), name, own)
            assert everyones(world) == after, "the second time it did something"


def heard(reply: Reply, actor: Actor) -> str:
    """What the reply tells, but for the colleagues whom one of the agency's may ask."""
    said = everything(reply)
    return said if actor.is_external or not reply.refused else re.sub(r"<@U0[A-Z]+>", "", said)


def may_read(actor: Actor, place: str) -> bool:
    """Whether an outsider may read there: the client's people, and the agency's own guests, in the client's channel."""
    return AT[place].channel_id == "C0ACME" and not actor.is_gone and (actor.is_own_guest or actor.team_id == ACME_TEAM)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_takes_nothing_of_another_client(name, fresh):
    door = DOORS[name]
    with fresh() as world:
        theirs, before = owned(world, "beta"), rows_of(world.session, "beta")
        for place in dict.fromkeys((door.at, *WHERE)):
            reply = knock(here(world, place), name, theirs)
            assert_silent(heard(reply, MAYA), "beta", f"{name} in {place}")
            assert rows_of(world.session, "beta") == before, place
            assert not (reply.done and door.changes) or door.nobodys, place


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_shut_to_whoever_has_no_right_to_it(name, fresh):
    door = DOORS[name]
    with fresh() as world:
        own, before, rows = owned(world, "acme"), written(world), rows_of(world.session, "acme")
        for who, actor in NOBODIES.items():
            if door.reads and not actor.is_external:
                continue
            for place in dict.fromkeys((door.at, *WHERE)):
                reply = knock(here(world, place, actor), name, own)
                asked, said = f"{name}, {who} in {place}", heard(reply, actor)
                assert written(world) == before or rows_of(world.session, "acme") == rows, asked
                assert not (reply.done and door.changes) or door.nobodys, asked
                before = written(world)
                if who != "other_manager":
                    assert_silent(said, "beta", asked)
                if actor.is_external or AT[place].channel_id == "C0ACME":
                    assert [word for word in INTERNAL if word in said] == [], asked
                if place == "direct" or (actor.is_external and not may_read(actor, place)):
                    assert_silent(said, "acme", asked)


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.at != "home"])
def test_where_a_channel_is_nobodys_any_more_nothing_is_said_aloud_of_its_client(name, fresh):
    with fresh() as world:
        own = owned(world, "acme")
        channels.unbind(world.session, own.inside)
        reply = knock(here(world, "internal"), name, own)
        if not reply.private or reply.replace:
            assert_silent(everything(reply), "acme", name)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_shut_where_its_channel_is_another_clients_by_now(name, fresh):
    with fresh() as world:
        own = owned(world, "acme")
        channels.unbind(world.session, own.inside)
        channels.bind(world.session, Channel(own.inside, "beta", Audience.CLIENT, (BETA_TEAM,)), "U", NOW)
        rows = [row for row in rows_of(world.session, "acme") if not row.startswith("audit")]
        place = Place(own.inside, is_ext_shared=True, connected_teams=(BETA_TEAM,))
        for actor in (PEOPLE["admin"], Actor("U0BEA", BETA_TEAM)):
            reply = knock(replace(here(world, "internal", actor), place=place), name, own)
            said = heard(reply, actor).replace(own.inside, "")
            assert [one for one in SECRETS["acme"] if one in said] == [], name
            now = [row for row in rows_of(world.session, "acme") if not row.startswith(("audit", "person"))]
            assert now == rows, name


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_shut_once_its_manager_is_another(name, fresh):
    door = DOORS[name]
    with fresh() as world:
        own = owned(world, "acme")
        for key in (own.campaign, own.hidden):
            campaigns.save(world.session, replace(campaigns.get(world.session, key), owner=None), "U", NOW)
        clients.save(world.session, replace(clients.get(world.session, "acme"), managers=("U0NEW",)), "U", NOW)
        rows = rows_of(world.session, "acme")
        reply = knock(here(world, door.at), name, own)
        assert not (reply.done and door.changes) or door.nobodys or door.reads, name
        assert rows_of(world.session, "acme") == rows or door.reads, name
