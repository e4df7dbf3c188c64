"""The Bolt app: one listener per kind of payload, each of which decodes, hands over and returns.

`process_before_response` spares Bolt's poll for the acknowledgement (10 ms at a time); an `authorize` of our own
spares its call of auth.test.
"""

import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import incoming
from bot.slack.dispatcher import Dispatcher
from bot.slack.facts import NoAnswer
from bot.slack.incoming import at
from bot.store import Store
from commands.options import options
from storage import Session

ANY = re.compile(".*")
CHANNEL_EVENTS = ("channel_shared", "channel_unshared", "channel_id_changed", "channel_archive", "channel_left")
Body = dict[str, Any]


def build(client: AsyncWebClient, signing_secret: str, identity: AuthorizeResult) -> AsyncApp:
    """An app that trusts one installation and asks Slack nothing per request."""

    async def authorize() -> AuthorizeResult:
        return identity

    return AsyncApp(
        # Without a token of its own: each request's client gets the authorised one, and Bolt has nothing to warn of.
        client=AsyncWebClient(base_url=client.base_url, session=client.session, retry_handlers=client.retry_handlers),
        # Without a secret no HTTP request can be genuine; Socket Mode carries no signature.
        signing_secret=signing_secret or "unset",
        authorize=authorize,
        process_before_response=True,
        # At its usual level Bolt warns at every start that our own authorisation replaces its token.
        logger=_quiet_logger(),
    )


def _quiet_logger() -> logging.Logger:
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger


def register(app: AsyncApp, desk: Dispatcher, store: Store) -> None:
    """Connect every kind of payload with the desk."""
    _register_people(app, desk, store)
    _register_changes(app, desk)
    _register_events(app, desk)


def _register_people(app: AsyncApp, desk: Dispatcher, store: Store) -> None:
    @app.command(ANY)
    async def on_command(ack: AsyncAck, body: Body) -> None:
        await ack()
        await desk.receive(incoming.command(body))

    @app.action(ANY)
    async def on_action(ack: AsyncAck, body: Body) -> None:
        await ack()
        await desk.receive(incoming.action(body))

    @app.view(ANY)
    async def on_view(ack: AsyncAck, body: Body) -> None:
        reply = await desk.submit(incoming.view(body))
        if reply.errors:
            await ack(response_action="errors", errors=dict(reply.errors))
        elif reply.view is not None:
            await ack(response_action="update", view=reply.view)
        else:
            await ack()

    @app.options(ANY)
    async def on_options(ack: AsyncAck, body: Body) -> None:
        asked = incoming.suggestion(body)
        try:
            moment = await desk.contexts.of(asked)
        except NoAnswer:
            await ack(options=[])
            return

        def find(session: Session) -> list[dict[str, Any]]:
            return options(moment.context(session), asked.action_id, asked.text)

        await ack(options=await store.read(find))


def _register_changes(app: AsyncApp, desk: Dispatcher) -> None:
    """What needs no answer: it makes old what is known, or ends everything."""

    @app.event("member_left_channel")
    async def on_left(body: Body) -> None:
        desk.forget(channel=at(body, "event.channel"), user=at(body, "event.user"))

    @app.event("user_change")
    async def on_person(body: Body) -> None:
        desk.forget(user=at(body, "event.user.id"))

    @app.event("app_uninstalled")
    async def on_uninstalled() -> None:
        desk.end("app_uninstalled")

    @app.event("tokens_revoked")
    async def on_revoked(body: Body) -> None:
        if desk.home.bot_user in ((body["event"].get("tokens") or {}).get("bot") or ()):
            desk.end("tokens_revoked")


def _register_events(app: AsyncApp, desk: Dispatcher) -> None:
    @app.event("app_mention")
    async def on_mention(body: Body) -> None:
        await desk.receive(incoming.mention(body))

    @app.event("message")
    async def on_message(body: Body) -> None:
        await desk.receive(incoming.direct(body))

    @app.event("app_home_opened")
    async def on_home(body: Body) -> None:
        await desk.receive(incoming.home(body))

    @app.event("member_joined_channel")
    async def on_joined(body: Body) -> None:
        desk.forget(channel=at(body, "event.channel"), user=at(body, "event.user"))
        await desk.receive(incoming.joined(body, desk.home.bot_user))

    async def on_channel(body: Body) -> None:
        desk.forget(channel=at(body, "event.old_channel_id", "event.channel"))
        await desk.receive(incoming.channel_changed(body))

    for name in CHANNEL_EVENTS:
        app.event(name)(on_channel)

    @app.event(ANY)
    async def on_anything_else() -> None:
        """Acknowledged and left alone, so that Slack does not send it again."""
