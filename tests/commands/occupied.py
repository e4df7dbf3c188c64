"""Two clients of whom there is something behind every door, under numbers that are no number of the other's."""

import json
from dataclasses import dataclass, replace

from commands.context import Reply
from domain.editing import version
from domain.entities import Channel, Subscription
from domain.facts import OpenAccount
from domain.incidents.conditions import State, advance
from domain.incidents.quiet import Planned
from domain.incidents.rule_kinds import Subject
from domain.words import Audience, Source
from storage.alerts import actions as done
from storage.alerts import alerts, windows
from storage.directory import campaigns, channels, openings, schedule
from storage.messages import deliveries, outbox
from templates import blocks
from templates.message import Message
from tests.casting import to
from tests.commands.alerting import DEAR, FOREIGN
from tests.commands.conftest import BETA_TEAM, NOW, TODAY, World
from tests.commands.test_unclaimed import NOBODYS

SECRETS = {
    "acme": (
        "acme",
        "Acme",
        "Otoño",
        "otono",
        "Invierno",
        "Navidad",
        "Marca sin dueño",
        "1234567890",
        "U0MAYA",
        "C0ACME",
    ),
    "beta": ("beta", "Zenit", "Rebaixes", "rebaixes", "Prova secreta", "9876543210", "U0POL", "C0BETA"),
}
INTERNAL = (
    *("Hipótesis", "Directora de clínica", "Secrets of", "Hidden", "resting"),
    *("sin dueño", "secreta", "Nobody’s", "leads search", "Rebaixes search"),
)
"""What is the agency's alone, of either client: what a campaign is to prove, notes, drafts, what is hidden or free, and
what platforms call their campaigns."""
DELIVERIES = {"acme": (101, 102), "beta": (201, 202)}
SUBSCRIPTIONS = {"acme": (301,), "beta": (401, 402)}
INCIDENTS, ACTIONS = {"acme": (501, 502), "beta": (601, 602)}, {"acme": (701,), "beta": (801,)}
WINDOWS = {"acme": (901,), "beta": (951,)}
"""The ids that `occupy` gives: no number is anything of the other client's, so none may ever be taken."""
FREE = f"{Source.GOOGLE_ADS}:6789012345"
"""An account that is open and nobody's yet."""


@dataclass(frozen=True)
class Owned:
    """What a client owns, by its ids. `hidden` is a campaign of the agency's alone, without goals, that rests."""

    client: str
    campaign: str
    hidden: str
    found: str
    channel: str
    inside: str
    draft: int
    lost: int
    alert: int
    nobodys: int
    action: int
    window: int
    subscription: int
    name: str
    called: str
    version: str = ""


_ACME = ("acme", "acme-otono", "acme-oculta", "1:119", "C0ACME", "C0ACMEINT", 101, 102, 501, 502, 701, 901, 301)
_BETA = ("beta", "beta-rebaixes", "beta-oculta", "2:919", "C0BETA", "C0BETAINT", 201, 202, 601, 602, 801, 951, 401)
OWNED = {
    "acme": Owned(*_ACME, "Otoño leads", "Clínica Acme"),
    "beta": Owned(*_BETA, "Rebaixes tardor", "Zenit Botigues"),
}


def owned(world: World, client: str) -> Owned:
    """The same with what its campaign is by now."""
    campaign = campaigns.get(world.session, OWNED[client].campaign)
    return replace(OWNED[client], version=version(campaign) if campaign else "")


def occupy(world: World) -> None:
    """Both clients have an alert, a draft, a subscription, something lost on its way, and what is internal."""
    channels.bind(world.session, Channel("C0BETA", "beta", Audience.CLIENT, (BETA_TEAM,)), "U0ADMIN", NOW)
    for client, campaign, channel in (("acme", "acme-otono", "C0ACME"), ("beta", "beta-rebaixes", "C0BETA")):
        watched(world.session, client, campaign)
        said = f"Secrets of {SECRETS[client][1]}"
        payload = {**Message(said, [blocks.section(said)]).to_json(), "campaign": campaign}
        for n in range(2):
            outbox.intend(
                world.session, f"d:{client}:{n}", to(channel), "status", payload, at=NOW, client_key=client, held=True
            )
        schedule.subscribe(world.session, Subscription(channel, "status", "daily 09:00"), NOW, "U", NOW)
        base = campaigns.get(world.session, campaign)
        rests = {"paused_until": TODAY.replace(day=30), "paused_because": f"{client} is resting"}
        name = f"Hidden {SECRETS[client][1]}"
        kept = replace(base, key=OWNED[client].hidden, name=name, hidden=True, goals=(), matches=(), **rests)
        campaigns.save(world.session, kept, "U0ADMIN", NOW)
    renumber(world.session, "delivery", {"acme": (1, 2), "beta": (3, 4)}, DELIVERIES)
    renumber(world.session, "subscription", {"acme": (2,), "beta": (1, 3)}, SUBSCRIPTIONS)
    lost = "UPDATE delivery SET status = 'unknown' WHERE id IN (102, 202)"
    world.session.connection().exec_driver_sql(lost)
    openings.expect(world.session, [(Source.GOOGLE_ADS, "")], [])
    free = OpenAccount(FREE.partition(":")[2], "Nobody’s account", "EUR", "Europe/Madrid", {})
    openings.keep(world.session, (Source.GOOGLE_ADS, ""), [free], NOW)
    world.session.expire_all()
    for client, ids in DELIVERIES.items():
        assert {deliveries.get(world.session, n).client_key for n in ids} == {client}
    for client, ids in SUBSCRIPTIONS.items():
        found = [s.channel for s in schedule.everyone(world.session) if s.id in ids]
        assert len(found) == len(ids)
        assert {channels.get(world.session, channel).client_key for channel in found} == {client}


def watched(session, client, campaign) -> None:
    """Two alerts, something that was done about one, and a planned window, under the numbers of that client."""
    found, name = OWNED[client].found.partition(":")[::2], "Marca sin dueño" if client == "acme" else "Prova secreta"
    free = replace(NOBODYS, subject=Subject(client, account=int(found[0]), entity=found[1]), name=name)
    for finding, number in zip((DEAR if client == "acme" else FOREIGN, free), INCIDENTS[client], strict=True):
        state, steps = advance(State(), finding, NOW)
        first = alerts.record(session, finding, State(), (), NOW)
        renumber(session, "alert", {client: (first.id,)}, {client: (number,)})
        alerts.record(session, finding, state, steps, NOW)
    action = done.Action(client, campaign, NOW, TODAY, "U", done.Kind.CHANGE, f"Secrets of {SECRETS[client][1]}")
    renumber(session, "action_log", {client: (done.log(session, action).id,)}, ACTIONS)
    booked = windows.plan(session, client, Planned(TODAY, TODAY, f"Secrets of {SECRETS[client][1]}"), "U", NOW)
    renumber(session, "planned_window", {client: (booked.id,)}, WINDOWS)


def renumber(session, table, old, new) -> None:
    session.flush()
    for client, ids in old.items():
        for before, after in zip(ids, new[client], strict=True):
            session.connection().exec_driver_sql(f"UPDATE {table} SET id = ? WHERE id = ?", (after, before))  # noqa: S608 - names of our own tables
    session.expire_all()


def rows_of(session, client) -> list[str]:
    """Every row of every table that says anything of the client."""
    session.flush()
    run = session.connection().exec_driver_sql
    tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [f"{table}: {tuple(row)}" for table in sorted(tables) for row in run(f"SELECT * FROM {table}")]  # noqa: S608 - names of our own tables
    found = [row for row in rows if any(secret in row for secret in SECRETS[client])]
    assert found
    return found


def everything(reply: Reply) -> str:
    message = reply.message.to_json() if reply.message else {}
    return json.dumps([message, reply.view, reply.errors], ensure_ascii=False, default=str)


def assert_silent(text: str, other: str, door: str) -> None:
    found = [secret for secret in SECRETS[other] if secret in text]
    assert not found, f"{door} says {found}"
