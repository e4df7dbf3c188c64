"""What Slack knows of people and places: asked for once, and never trusted where no answer came."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.slack.facts import UNKNOWN, Facts, NoAnswer, Person
from domain.access import UNKNOWN_TEAM, Actor
from notifiers.delivery.fitness import outsider
from notifiers.delivery.rate_limit import CLIENT_SECONDS, INTERNAL_SECONDS
from notifiers.slack.budget import PER_MINUTE, Budget
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.place import person_of
from notifiers.slack.whois import Whois
from tests.bot.office import draw, until
from tests.e2e.slack_server import BOT_TOKEN, TEAM, SlackServer, serving


class Seconds:
    """A monotonic clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


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
        client = web_client(BOT_TOKEN, f"{slack.url}/api/", http)
        yield Facts(Whois(client, seconds, Budget(seconds, seconds.sleep)), home=(TEAM, "E0GRID"))


def is_external(person: Person) -> bool:
    return Actor("U1", person.team, person.is_ours, person.is_guest, is_bot=person.is_bot).is_external


@pytest.mark.parametrize("age", [CLIENT_SECONDS, INTERNAL_SECONDS])
async def test_what_is_known_is_asked_again_when_it_is_old(
    slack: SlackServer, facts: Facts, seconds: Seconds, age: float
) -> None:
    for moment, asked in ((0.0, 1), (age - 1, 1), (age + 1, 2)):
        seconds.now = moment
        assert (await facts.person("U0MAYA", age)).locale == "es_ES"
        await facts.place("C0ACME", age)
        assert (len(slack.named("users.info")), len(slack.named("conversations.info"))) == (asked, asked)


async def test_one_question_is_under_way_once_and_answers_everybody(slack: SlackServer, facts: Facts) -> None:
    slack.held["conversations.info"] = asyncio.Event()
    waiting = [asyncio.create_task(facts.place("C0ACME", CLIENT_SECONDS)) for _ in range(5)]
    await until(lambda: slack.waiting["conversations.info"])
    waiting[0].cancel()
    slack.held["conversations.info"].set()
    assert {(await one).connected_teams for one in waiting[1:]} == {("T0ACME",)}
    assert len(slack.named("conversations.info")) == 1


async def test_an_event_makes_old_what_was_asked_before_it(slack: SlackServer, facts: Facts) -> None:
    slack.held["users.info"] = asyncio.Event()
    asking = asyncio.create_task(facts.person("U0MAYA"))
    await until(lambda: slack.waiting["users.info"])
    slack.users["U0MAYA"] = {"team_id": TEAM, "deleted": True}
    facts.forget_person("U0MAYA")
    slack.held.pop("users.info").set()
    await asking
    assert (await facts.person("U0MAYA")).is_gone
    slack.users["U0MAYA"] = {"team_id": "T0OTHER"}
    assert (await facts.person("U0MAYA")).is_gone
    facts.forget_person("U0MAYA")
    assert (await facts.person("U0MAYA")).team == "T0OTHER"


async def test_the_workspace_has_one_budget_and_what_waits_for_it_is_in_order(
    slack: SlackServer, facts: Facts, seconds: Seconds
) -> None:
    slack.users |= {f"U{n}": {"team_id": TEAM} for n in range(PER_MINUTE + 5)}
    people = [asyncio.create_task(facts.person(f"U{n}")) for n in range(PER_MINUTE + 5)]
    place = asyncio.create_task(facts.place("C0ACME"))
    await asyncio.gather(*people, place)
    asked = [args.get("user") or args.get("channel") for method, args in slack.calls]
    assert sorted(asked[:PER_MINUTE]) == sorted(f"U{n}" for n in range(PER_MINUTE))
    assert seconds.now >= 60
    assert sorted(asked[PER_MINUTE:]) == sorted([*(f"U{n}" for n in range(PER_MINUTE, PER_MINUTE + 5)), "C0ACME"])


async def test_who_answers_and_who_sends_ask_once_and_within_one_budget(slack: SlackServer, seconds: Seconds) -> None:
    slack.users |= {f"U{n}": {"team_id": TEAM} for n in range(PER_MINUTE)}
    async with aiohttp.ClientSession() as http:
        client = web_client(BOT_TOKEN, f"{slack.url}/api/", http)
        whois = Whois(client, seconds, Budget(seconds, seconds.sleep))
        answers, sends = Facts(whois, home=(TEAM,)), SlackOutbox(client, draw, home=(TEAM,), whois=whois)
        await answers.place("C0ACME", CLIENT_SECONDS)
        assert (await sends.channel("C0ACME", CLIENT_SECONDS)).connected_teams == ("T0ACME",)
        assert len(slack.named("conversations.info")) == 1
        for n in range(PER_MINUTE):
            assert seconds.now == 0
            await (sends.person(f"U{n}") if n % 2 else answers.person(f"U{n}"))
        assert seconds.now >= 60


async def test_nobody_asks_slack_before_it_wants_to_be_asked_again(
    slack: SlackServer, facts: Facts, seconds: Seconds
) -> None:
    slack.refusals["users.info"].append("ratelimited")
    with pytest.raises(NoAnswer):
        await facts.person("U0MAYA")
    refused = seconds.now
    await facts.place("C0ACME")
    assert seconds.now >= refused + 2


async def test_a_person_whom_slack_does_not_know_is_external(slack: SlackServer, facts: Facts) -> None:
    assert await facts.person("U0NOBODY") == await facts.person("") == UNKNOWN
    assert is_external(UNKNOWN)


@pytest.mark.parametrize("trouble", ["fatal_error", "ratelimited", "invalid_auth", "missing_scope", "down"])
async def test_where_slack_does_not_say_there_is_no_answer(slack: SlackServer, facts: Facts, trouble: str) -> None:
    for method, ask in (("users.info", facts.person), ("conversations.info", facts.place)):
        slack.refusals[method].append(trouble)
        with pytest.raises(NoAnswer):
            await ask("U0MAYA" if method == "users.info" else "C0ACMEINT")
    assert not is_external(await facts.person("U0MAYA"))
    assert not (await facts.place("C0ACMEINT")).is_ext_shared


@pytest.mark.parametrize("mark", ["is_restricted", "is_ultra_restricted", "is_stranger"])
async def test_guests_and_strangers_are_external(slack: SlackServer, facts: Facts, mark: str) -> None:
    slack.users["U0GUEST"] = {"team_id": TEAM, mark: True}
    assert is_external(await facts.person("U0GUEST"))


@pytest.mark.parametrize(
    ("said", "external"),
    [
        pytest.param({"team_id": "T0SISTER", "enterprise_user": {"enterprise_id": "E0GRID"}}, False, id="a sister"),
        pytest.param({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OTHER"}}, True, id="another"),
        pytest.param({"team_id": TEAM, "is_bot": True}, True, id="an app"),
    ],
)
async def test_who_may_be_in_charge_may_also_answer(
    slack: SlackServer, facts: Facts, said: dict[str, object], external: bool
) -> None:
    slack.users["U0ONE"] = said
    assert is_external(await facts.person("U0ONE")) is external
    assert (outsider(person_of("U0ONE", said, (TEAM, "E0GRID"))) is not None) is external


async def test_a_place_that_slack_does_not_know_is_shared_with_an_unknown_team(facts: Facts) -> None:
    place = await facts.place("C0NOWHERE")
    assert (place.is_ext_shared, place.connected_teams) == (True, (UNKNOWN_TEAM,))


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
        asks, posts = Facts(Whois(client), home=home), SlackOutbox(client, draw, home=home)
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
