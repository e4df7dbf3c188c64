"""Names that a vendor, a file or a person made too long or too odd: every verb still answers, within Slack's limits."""

from dataclasses import replace
from datetime import date

import pytest

from commands import home, router
from commands.context import Reply
from commands.table import VERBS
from domain.facts import PlatformCampaign
from storage.directory import accounts, campaigns, clients
from storage.facts import performance
from templates import limits
from tests.commands.alerting import STOPPED, told
from tests.commands.conftest import NOW, World
from tests.judge import judge, judge_view

ODD = {
    "long": "Captación de leads " * 160,
    "escaped": "&<>" * 1_000,
    "marked": "*_~`" * 750,
    "invisible": "\u202eOto\x1b[31mño\n\n```\u2066" * 150,
    "wide": "👩‍👧💸" * 800,
}
LINES = [
    "",
    *(verb.name for verb in VERBS),
    *(f"{verb.name} acme-otono" for verb in VERBS if verb.name not in {"apply", "help"}),
    *(f"help {verb.name}" for verb in VERBS),
    "target acme-otono cpl<26€",
    "alert edit acme-otono cpl<28€ for:2d min:20",
    "alert mute acme-otono cpl 3d reason:web",
    "snooze acme-otono cpl 3d",
    "log acme-otono nueva página on:2026-11-14 check:7d",
    "subscribe otono mon 09:00",
    "unsubscribe all",
    "adopt 119",
]


@pytest.fixture(params=ODD)
def odd(request: pytest.FixtureRequest, world: World) -> World:
    """Acme and everything of it under a name of three thousand characters."""
    name, session = ODD[request.param], world.session
    told(world)
    told(world, STOPPED)
    clients.save(session, replace(clients.get(session, "acme"), name=name), "U0ADMIN", NOW)
    for campaign in campaigns.of_client(session, "acme"):
        campaigns.save(session, replace(campaign, name=f"{name}{campaign.key}"), "U0ADMIN", NOW)
    account = accounts.of_client(session, "acme")[0]
    day = date(2026, 10, 1)
    listed = [PlatformCampaign(key, name, "ENABLED", day, None, 3 * 10**9, "daily", "EUR") for key in ("111", "119")]
    performance.list_campaigns(session, account.id, listed)
    return world


def accepted(reply: Reply) -> None:
    if reply.message is not None:
        assert limits.check(reply.message) == []
        judge(reply.message.blocks, reply.message.text)
    if reply.view is not None:
        assert limits.check(reply.view, "modal") == []
        judge_view(reply.view)


@pytest.mark.parametrize("place", ["direct", "client_channel"])
def test_every_verb_answers_about_a_client_with_odd_names(odd: World, place: str) -> None:
    for line in LINES:
        accepted(router.dispatch(odd.ctx("manager", place, "ca", modal=True), line))


def test_home_shows_a_client_with_odd_names(odd: World) -> None:
    view = home.home(odd.ctx("manager", "home", "es"))
    assert limits.check(view, "home") == []
    judge_view(view)
