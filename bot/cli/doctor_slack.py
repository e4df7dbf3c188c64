"""What Slack says: the tokens, the permissions, the clock, the channels and the people."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.finding import Finding
from bot.cli.manifest import SCOPES
from bot.clock import machine
from bot.settings import Settings
from domain.access import Place, unconfirmed
from domain.entities import Channel
from domain.errors import Problem
from notifiers.delivery.fitness import outsider
from notifiers.port import ChannelFacts
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.place import person_of
from templates.charts import ChartSpec
from templates.words import Words

MOST_SECONDS = 60
TIMEOUT_S = 15.0
_DOWN = (aiohttp.ClientError, TimeoutError)
Places = Sequence[tuple[Channel, str]]


@dataclass(frozen=True, slots=True)
class Slack:
    """A way to ask Slack, and the words to tell it in."""

    client: AsyncWebClient
    w: Words

    async def ask(self, method: str, token: str = "", **params: str) -> Any:
        """Slack's answer with its headers. SlackApiError where it refuses, `_DOWN` where it does not answer."""
        headers = {"Authorization": f"Bearer {token}"} if token else None
        async with asyncio.timeout(TIMEOUT_S):
            return await self.client.api_call(method, params=params, headers=headers)


async def findings(chosen: Settings, w: Words, places: Places, people: Mapping[str, str]) -> AsyncIterator[Finding]:
    """Everything about Slack; what rests on a token that does not work is not asked."""
    if not chosen.slack_bot_token:
        yield Finding.wrong(w, "no_bot_token")
        return
    async with aiohttp.ClientSession() as session:
        slack = Slack(web_client(chosen.slack_bot_token, chosen.slack_api_url, session), w)
        try:
            answer = await slack.ask("auth.test")
        except SlackApiError as error:
            yield Finding.wrong(w, "slack_token", code=_code(error))
            return
        except _DOWN as error:
            yield Finding.wrong(w, "slack_down", address=chosen.slack_api_url, said=type(error).__name__)
            return
        yield Finding.fine(w, "slack_token", bot=str(answer.get("user", "")), team=str(answer.get("team", "")))
        yield _scopes(w, answer.headers)
        yield _clock(w, answer.headers)
        yield await _door(slack, chosen)
        for channel, client in places:
            yield await _channel(slack, channel, client)
        for person, where in people.items():
            yield await _person(slack, person, where, (answer.get("team_id"), answer.get("enterprise_id")))


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error") or error.response.status_code)


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _scopes(w: Words, headers: Mapping[str, str]) -> Finding:
    granted = {scope.strip() for scope in _header(headers, "x-oauth-scopes").split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    return Finding.wrong(w, "scopes", scopes=", ".join(missing)) if missing else Finding.fine(w, "scopes")


def _clock(w: Words, headers: Mapping[str, str]) -> Finding:
    try:
        away = abs((machine() - parsedate_to_datetime(_header(headers, "date"))).total_seconds())
    except (TypeError, ValueError):
        away = 0.0  # a server without a clock says nothing about ours
    return Finding.wrong(w, "clock", seconds=f"{away:.0f}") if away > MOST_SECONDS else Finding.fine(w, "clock")


async def _door(slack: Slack, chosen: Settings) -> Finding:
    """How Slack reaches us: a socket, or signed requests."""
    if not chosen.slack_app_token:
        return Finding.fine(slack.w, "signing_secret") if chosen.slack_signing_secret else _no_door(slack.w)
    try:
        await slack.ask("apps.connections.open", token=chosen.slack_app_token)
    except SlackApiError as error:
        return Finding.wrong(slack.w, "app_token", code=_code(error))
    except _DOWN as error:
        return Finding.wrong(slack.w, "app_token", code=type(error).__name__)
    return Finding.fine(slack.w, "app_token")


def _no_door(w: Words) -> Finding:
    return Finding.wrong(w, "no_app_token")


async def _channel(slack: Slack, channel: Channel, client: str) -> Finding:
    try:
        facts = await SlackOutbox(slack.client, _never).channel(channel.slack_id)
    except Problem as problem:
        return Finding.wrong(slack.w, "channel", channel=channel.slack_id, client=client, code=problem.detail)
    named = f"#{facts.name}" if facts.name else channel.slack_id
    code, teams = _state(channel, facts)
    if not code:
        return Finding.fine(slack.w, "channel", channel=named, client=client)
    return Finding.wrong(slack.w, code, channel=named, client=client, teams=", ".join(teams))


def _state(channel: Channel, facts: ChannelFacts) -> tuple[str, tuple[str, ...]]:
    if facts.is_archived:
        return "archived", ()
    if not facts.is_member:
        return "not_member", ()
    place = Place(channel.slack_id, is_ext_shared=facts.is_ext_shared, connected_teams=facts.connected_teams)
    teams = unconfirmed(place, channel)
    return ("teams", teams) if teams else ("", ())


async def _never(_spec: ChartSpec) -> bytes:
    raise AssertionError("asking about a channel draws nothing")


async def _person(slack: Slack, person: str, where: str, home: Collection[str | None]) -> Finding:
    try:
        user = (await slack.ask("users.info", user=person)).get("user") or {}
    except SlackApiError as error:
        return Finding.wrong(slack.w, "person", person=person, where=where, code=_code(error))
    except _DOWN as error:
        return Finding.wrong(slack.w, "person", person=person, where=where, code=type(error).__name__)
    if why := outsider(person_of(person, user, home)):
        return Finding.wrong(slack.w, f"person_{why.value}", person=person, where=where)
    return Finding.fine(slack.w, "person", person=person, name=str(user.get("real_name") or user.get("name") or ""))
