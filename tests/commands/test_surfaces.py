"""One number, computed once: what a campaign comes to reads the same wherever it is read."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.cli.status import Asked, look
from commands import home, router, share
from commands.campaigns import by_key
from commands.context import MessageRef
from domain.entities import Subscription
from domain.snapshot import Snapshot
from domain.words import Audience
from insights.status import status
from notifiers import updates
from storage.directory import channels, clients
from storage.messages import deliveries
from templates import mrkdwn
from templates.cards import parts, terminal
from tests.commands.conftest import CAMPAIGNS, NOW, TODAY

LOCALE = "es"
BEGUN = [one.key for one in CAMPAIGNS if one.client_key == "acme" and one.start < TODAY]


def words(payload: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(payload, str):
        yield mrkdwn.unescape(payload)
    elif isinstance(payload, Mapping):
        for value in payload.values():
            yield from words(value)
    elif isinstance(payload, list | tuple):
        for value in payload:
            yield from words(value)


def told(payload: Any) -> str:
    return " ".join(" ".join(words(payload)).replace("*", "").split())


@pytest.fixture
def surfaces(ctx, world):
    """What each place says, in Spanish, to the agency: `surfaces(key)`."""

    def read(key: str) -> dict[str, str]:
        channel, client = channels.get(world.session, "C0ACMEINT"), clients.get(world.session, "acme")
        update = updates.compose(
            world.session, Subscription("C0ACMEINT", "status", "mon 09:00", (key,)), channel, client, NOW, TODAY
        )
        share.share(ctx(), f"status {key}", MessageRef(ts=f"1.{key}"))
        (shared,) = [
            one for one in deliveries.of_kind(world.session, "share", NOW - timedelta(days=1)) if key in one.occasion
        ]
        (in_terminal,) = look(world.session, Asked(key, "", ""), LOCALE, NOW)
        return {
            "card": told(router.dispatch(ctx(), f"status {key}").message.to_json()),
            "list": told(router.dispatch(ctx(place="direct", locale=LOCALE), "list").message.to_json()),
            "home": told(home.home(ctx(place="home", locale=LOCALE))),
            "update": told(update.message.to_json()),
            "command line": told(json.loads(json.dumps(_lines(terminal.card(in_terminal, LOCALE, NOW))))),
            "share": told(shared.payload),
        }

    return read


def _lines(card: terminal.Card) -> list[Any]:
    return [card.title, card.verdict, [list(row) for row in card.table], card.below]


def picture(world, ctx, key: str) -> Snapshot:
    chosen = by_key(ctx(), key)
    return status(world.session, chosen.campaign, chosen.client, NOW)


@pytest.mark.parametrize("key", BEGUN)
def test_every_place_gives_the_same_verdict(key, ctx, world, surfaces):
    found = picture(world, ctx, key)
    verdict = told(str(parts.verdict(parts.Scene(found, Audience.INTERNAL, LOCALE, NOW))))
    assert any(character.isdigit() for character in verdict)
    for place, said in surfaces(key).items():
        assert verdict in said, place


@pytest.mark.parametrize("key", BEGUN)
def test_every_kpi_has_one_value(key, ctx, world, surfaces):
    found, said = picture(world, ctx, key), surfaces(key)
    scene = parts.Scene(found, Audience.INTERNAL, LOCALE, NOW)
    for line in found.lines:
        value = told(scene.words.reading(line.reading))
        for place in ("card", "update", "command line", "share"):
            assert value in said[place], (place, line.reading.kpi)
