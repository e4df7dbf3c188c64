"""What Slack knows of people and places: asked for once, and never trusted where no answer came."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.slack.facts import KEEP_SECONDS, Facts
from domain.access import UNKNOWN_TEAM, Actor
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from tests.bot.office import draw
from tests.e2e.slack_server import BOT_TOKEN, TEAM, SlackServer, serving


class Seconds:
    """A monotonic clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with serving() as started:
        yield started


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def facts(slack: SlackServer, seconds: Seconds) -> AsyncIterator[Facts]:
    async with aiohttp.ClientSession() as http:
        yield Facts(web_client(BOT_TOKEN, f"{slack.url}/api/", http), seconds, home=(TEAM, "E0GRID"))


def is_external(team: str, *, guest: bool) -> bool:
    return Actor("U1", team, TEAM, guest).is_external


async def test_people_are_asked_about_once_and_again_when_that_is_old(
    slack: SlackServer, facts: Facts, seconds: Seconds
) -> None:
    assert (await facts.person("U0MAYA")).locale == "es_ES"
    await facts.person("U0MAYA")
    assert len(slack.named("users.info")) == 1
    seconds.now = KEEP_SECONDS + 1
    await facts.person("U0MAYA")
    assert len(slack.named("users.info")) == 2


@pytest.mark.parametrize("trouble", ["user_not_found", "fatal_error", "down"])
async def test_a_person_of_whom_nothing_is_known_is_external(slack: SlackServer, facts: Facts, trouble: str) -> None:
    slack.refusals["users.info"].extend([trouble] * (2 if trouble == "down" else 1))  # a broken read is repeated
    unknown = await facts.person("U0MAYA")
    assert is_external(unknown.team, guest=unknown.is_guest)
    known = await facts.person("U0MAYA")
    assert not is_external(known.team, guest=known.is_guest)


@pytest.mark.parametrize("mark", ["is_restricted", "is_ultra_restricted", "is_stranger"])
async def test_guests_and_strangers_are_external(slack: SlackServer, facts: Facts, mark: str) -> None:
    slack.users["U0GUEST"] = {"team_id": TEAM, mark: True}
    guest = await facts.person("U0GUEST")
    assert is_external(guest.team, guest=guest.is_guest)


@pytest.mark.parametrize("trouble", ["channel_not_found", "missing_scope", "down"])
async def test_a_place_of_which_nothing_is_known_is_shared_with_an_unknown_team(
    slack: SlackServer, facts: Facts, trouble: str
) -> None:
    slack.refusals["conversations.info"].extend(
        [trouble] * (2 if trouble == "down" else 1)
    )  # a broken read is repeated
    place = await facts.place("C0ACMEINT")
    assert (place.is_ext_shared, place.connected_teams) == (True, (UNKNOWN_TEAM,))
    place = await facts.place("C0ACMEINT")
    assert (place.is_ext_shared, place.connected_teams) == (False, ())


async def test_the_other_organisations_of_a_shared_channel_are_named(slack: SlackServer, facts: Facts) -> None:
    assert (await facts.place("C0ACME")).connected_teams == ("T0ACME",)
    slack.channels["C0MUTE"] = {"is_ext_shared": True, "context_team_id": TEAM}
    assert (await facts.place("C0MUTE")).connected_teams == (UNKNOWN_TEAM,)
    slack.channels["C0SOON"] = {"is_pending_ext_shared": True, "context_team_id": TEAM}
    assert (await facts.place("C0SOON")).is_ext_shared


@pytest.mark.parametrize(
    ("said", "teams"),
    [
        ({}, ()),
        ({"is_ext_shared": True, "connected_team_ids": ["T0B", "T0A"]}, ("T0A", "T0B")),
        ({"is_ext_shared": True, "pending_connected_team_ids": ["T0SOON"], "connected_team_ids": []}, ("T0SOON",)),
        ({"is_pending_ext_shared": True, "pending_connected_team_ids": ["T0SOON"]}, ("T0SOON",)),
        ({"is_ext_shared": False, "shared_team_ids": ["T0LATE"]}, ("T0LATE",)),
        ({"is_ext_shared": True, "conversation_host_id": "T0HOST", "shared_team_ids": [TEAM, "T0HOST"]}, ("T0HOST",)),
        ({"is_ext_shared": True, "context_team_id": "", "connected_team_ids": [TEAM, "T0A"]}, ("T0A",)),
        ({"is_ext_shared": True, "shared_team_ids": ["E0GRID", TEAM]}, (UNKNOWN_TEAM,)),
        ({"is_ext_shared": True, "internal_team_ids": ["T0SISTER"], "shared_team_ids": ["T0SISTER", "T0A"]}, ("T0A",)),
    ],
)
async def test_who_asks_and_who_posts_read_the_same_of_a_channel(slack: SlackServer, said: dict, teams: tuple) -> None:
    slack.channels["C0ANY"] = {"context_team_id": TEAM, **said}
    async with aiohttp.ClientSession() as http:
        client, home = web_client(BOT_TOKEN, f"{slack.url}/api/", http), (TEAM, "E0GRID")
        asks, posts = Facts(client, home=home), SlackOutbox(client, draw, home=home)
        place, facts = await asks.place("C0ANY"), await posts.channel("C0ANY")
    assert place.connected_teams == facts.connected_teams == teams
    assert place.is_ext_shared is facts.is_ext_shared


async def test_a_channel_that_changed_is_asked_about_anew(slack: SlackServer, facts: Facts) -> None:
    await facts.place("C0ACMEINT")
    slack.channels["C0ACMEINT"] = {**slack.channels["C0ACMEINT"], "is_ext_shared": True, "shared_team_ids": ["T0NEW"]}
    assert not (await facts.place("C0ACMEINT")).is_ext_shared
    facts.forget("C0ACMEINT")
    assert (await facts.place("C0ACMEINT")).connected_teams == ("T0NEW",)


async def test_a_direct_conversation_needs_no_question(slack: SlackServer, facts: Facts) -> None:
    assert (await facts.place("D0MAYA")).is_im
    assert slack.calls == []
