"""Answers go where the question was asked, in the form that Slack allows there."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from structlog.testing import capture_logs

from bot.slack.answers import Answers, Refused, takes_answers
from bot.slack.incoming import Incoming, Kind
from commands.context import Reply
from domain.access import Place
from domain.words import Audience
from notifiers.slack.calls import RedirectedError, no_redirects, web_client
from templates.cards.status import status_card
from templates.message import Message
from tests.bot.office import draw
from tests.e2e.slack_server import BOT_TOKEN, SlackServer, serving
from tests.templates import world

CARD = Reply(status_card(world.on_target(), Audience.INTERNAL, "es", world.NOW))
HELLO = Reply(Message("hola", [{"type": "divider"}]))
INSIDE, OUTSIDE = Place("C0ACMEINT"), Place("C0ACME", is_ext_shared=True, connected_teams=("T0ACME",))


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with serving() as started:
        yield started


@pytest.fixture
async def answers(slack: SlackServer) -> AsyncIterator[Answers]:
    async with aiohttp.ClientSession() as http:
        yield Answers(web_client(BOT_TOKEN, f"{slack.url}/api/", http), draw, http)


def asked(slack: SlackServer, kind: Kind = Kind.COMMAND, **more: str) -> Incoming:
    address = "" if kind in {Kind.MENTION, Kind.DIRECT, Kind.VIEW} else f"{slack.url}/respond/1"
    where = {"channel": "C0ACMEINT", "user": "U0MAYA", "response_url": address, "trigger_id": "t", **more}
    return Incoming(kind, "key", **where)


async def test_a_command_is_answered_privately_on_its_address(slack: SlackServer, answers: Answers) -> None:
    await answers.say(asked(slack), HELLO, INSIDE)
    (said,) = slack.responses
    assert (said["response_type"], said["text"], said["replace_original"]) == ("ephemeral", "hola", False)
    assert slack.calls == []


async def test_a_click_may_replace_what_only_its_person_sees(slack: SlackServer, answers: Answers) -> None:
    await answers.say(asked(slack, Kind.ACTION), Reply(HELLO.message, replace=True), INSIDE)
    assert slack.responses[0]["replace_original"] is True


async def test_a_click_in_a_message_of_all_edits_that_message(slack: SlackServer, answers: Answers) -> None:
    reply = Reply(HELLO.message, private=False, replace=True)
    await answers.say(asked(slack, Kind.ACTION, message_ts="17.5"), reply, INSIDE)
    (edit,) = slack.named("chat.update")
    assert (edit["channel"], edit["ts"], edit["text"]) == ("C0ACMEINT", "17.5", "hola")


async def test_a_mention_is_answered_to_its_author_alone_and_in_its_thread(
    slack: SlackServer, answers: Answers
) -> None:
    await answers.say(asked(slack, Kind.MENTION, thread_ts="17.1"), HELLO, INSIDE)
    (said,) = slack.named("chat.postEphemeral")
    assert (said["user"], said["channel"], said["thread_ts"]) == ("U0MAYA", "C0ACMEINT", "17.1")


async def test_in_direct_messages_and_for_all_it_is_posted(slack: SlackServer, answers: Answers) -> None:
    await answers.say(asked(slack, Kind.DIRECT, channel="D0MAYA"), HELLO, Place("D0MAYA", is_im=True))
    await answers.say(asked(slack, Kind.MENTION), Reply(HELLO.message, private=False), INSIDE)
    await answers.say(asked(slack, Kind.VIEW, channel=""), HELLO, Place("", is_im=True))
    assert [m["channel"] for m in slack.named("chat.postMessage")] == ["D0MAYA", "C0ACMEINT", "U0MAYA"]


async def test_a_form_of_a_direct_message_moves_that_on_and_says_it_anew_where_it_is_gone(
    slack: SlackServer, answers: Answers
) -> None:
    handed_in = asked(slack, Kind.VIEW, channel="", message_ts="17.5")
    reply = Reply(HELLO.message, private=False, replace=True)
    await answers.say(handed_in, reply, Place("", is_im=True))
    assert [opened["users"] for opened in slack.named("conversations.open")] == ["U0MAYA"]
    (edit,) = slack.named("chat.update")
    assert (edit["channel"], edit["ts"]) == ("D0MAYA", "17.5")
    assert slack.named("chat.postMessage") == []
    slack.refusals["chat.update"].append("message_not_found")
    await answers.say(handed_in, reply, Place("", is_im=True))
    assert [said["channel"] for said in slack.named("chat.postMessage")] == ["U0MAYA"]


async def test_a_picture_goes_inside_and_a_native_chart_to_shared_channels(
    slack: SlackServer, answers: Answers
) -> None:
    await answers.say(asked(slack), CARD, INSIDE)
    await answers.say(asked(slack, channel="C0ACME"), CARD, OUTSIDE)
    inside, outside = (json.dumps(said["blocks"]) for said in slack.responses)
    assert "slack_file" in inside
    assert "slack_file" not in outside
    assert "data_visualization" in outside
    assert len(slack.files) == 1


async def test_where_no_file_can_be_had_the_native_chart_is_shown(slack: SlackServer, answers: Answers) -> None:
    slack.refusals["files.getUploadURLExternal"].append("file_uploads_disabled")
    await answers.say(asked(slack), CARD, INSIDE)
    assert "data_visualization" in json.dumps(slack.responses[0]["blocks"])


@pytest.mark.parametrize(
    ("more", "view", "method"),
    [
        ({}, {"type": "modal"}, "views.open"),
        ({"view_id": "V1"}, {"type": "modal"}, "views.push"),
        ({}, {"type": "home"}, "views.publish"),
    ],
)
async def test_views_are_opened_stacked_or_published(
    slack: SlackServer, answers: Answers, more: dict, view: dict, method: str
) -> None:
    await answers.say(asked(slack, Kind.ACTION, **more), Reply(view=view), INSIDE)
    assert [name for name, _ in slack.calls] == [method]


@pytest.mark.parametrize("code", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_person_who_has_left_is_no_failure(slack: SlackServer, answers: Answers, code: str) -> None:
    slack.refusals["views.open"].append(code)
    with capture_logs() as logs:
        await answers.say(asked(slack), Reply(view={"type": "modal"}), INSIDE)
    assert [entry["code"] for entry in logs] == [code]


async def test_a_view_that_slack_refuses_is_a_failure(slack: SlackServer, answers: Answers) -> None:
    slack.refusals["views.open"].append("invalid_arguments")
    with pytest.raises(SlackApiError):
        await answers.say(asked(slack), Reply(view={"type": "modal"}), INSIDE)


async def test_a_used_up_address_is_logged_without_the_address(slack: SlackServer, answers: Answers) -> None:
    late = Incoming(Kind.COMMAND, "key", user="U0MAYA", channel="C0X", response_url=f"{slack.url}/gone/secret")
    with capture_logs() as logs:
        await answers.say(late, HELLO, INSIDE)
    assert [entry["status"] for entry in logs] == [404]
    assert "secret" not in str(logs)


API = "https://slack.com/api/"


@pytest.mark.parametrize(
    ("address", "api", "taken"),
    [
        ("https://hooks.slack.com/commands/T0/1/x", API, True),
        ("https://hooks.slack-gov.com/actions/T0/1/x", API, True),
        ("http://127.0.0.1:8080/respond/1", "http://127.0.0.1:8080/api/", True),
        ("https://proxy.example/respond/1", "https://proxy.example/api/", True),
        ("", API, False),
        ("http://hooks.slack.com/commands/1", API, False),
        ("https://hooks.slack.com:8443/commands/1", API, False),
        ("https://hooks.slack.com.example/1", API, False),
        ("https://notslack.com/1", API, False),
        ("https://hooks.slack.com@example.org/1", API, False),
        ("https://hooks.slack.com:99999/1", API, False),
        ("http://127.0.0.1:8080/respond/1", API, False),
        ("http://127.0.0.1:9090/respond/1", "http://127.0.0.1:8080/api/", False),
        ("http://169.254.169.254/latest", "http://127.0.0.1:8080/api/", False),
    ],
)
def test_answers_go_to_slack_or_where_the_configured_api_is(address: str, api: str, *, taken: bool) -> None:
    assert takes_answers(address, api) is taken


async def test_an_answer_for_an_address_elsewhere_is_said_through_the_api(slack: SlackServer, answers: Answers) -> None:
    elsewhere = f"{slack.url.replace('127.0.0.1', 'localhost')}/respond/1"
    await answers.say(asked(slack, response_url=elsewhere), HELLO, INSIDE)
    assert slack.responses == []
    assert [said["user"] for said in slack.named("chat.postEphemeral")] == ["U0MAYA"]


async def test_an_answer_follows_no_redirect(slack: SlackServer, answers: Answers) -> None:
    with capture_logs() as logs:
        await answers.say(asked(slack, response_url=f"{slack.url}/moved/1"), HELLO, INSIDE)
    assert slack.responses == []
    assert [entry["status"] for entry in logs] == [307]


async def test_a_session_with_tokens_follows_no_redirect(slack: SlackServer) -> None:
    async with aiohttp.ClientSession(trace_configs=[no_redirects()]) as http:
        with pytest.raises(RedirectedError):
            await http.post(f"{slack.url}/moved/1", json={})
    assert slack.responses == []


ADDRESSED = [
    pytest.param(Kind.COMMAND, "response_url", id="response_url"),
    pytest.param(Kind.MENTION, "chat.postEphemeral", id="mention"),
]


def said(slack: SlackServer, method: str) -> list[dict]:
    return slack.responses if method == "response_url" else slack.named(method)


@pytest.mark.parametrize(("kind", "method"), ADDRESSED)
async def test_a_chart_that_slack_refuses_leaves_the_words(
    slack: SlackServer, answers: Answers, kind: Kind, method: str
) -> None:
    slack.refusals[method].append("invalid_blocks")
    await answers.say(asked(slack, kind), CARD, INSIDE)
    blocks = said(slack, method)[-1]["blocks"]
    assert CARD.message is not None
    assert (json.loads(blocks) if isinstance(blocks, str) else blocks) == CARD.message.blocks


@pytest.mark.parametrize(("kind", "method"), ADDRESSED)
async def test_words_that_slack_refuses_are_a_failure_that_the_desk_apologises_for(
    slack: SlackServer, answers: Answers, kind: Kind, method: str
) -> None:
    slack.refusals[method] += ["invalid_blocks", "invalid_blocks_format"]
    with pytest.raises((SlackApiError, Refused), match="invalid_blocks_format"):
        await answers.say(asked(slack, kind), CARD, INSIDE)
    slack.refusals[method].append("invalid_blocks")
    with pytest.raises((SlackApiError, Refused), match="invalid_blocks"):
        await answers.say(asked(slack, kind), HELLO, INSIDE)
