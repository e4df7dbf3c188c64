"""In a channel bound to a client nothing about another client appears: every verb, button, menu, modal and the Home.

The other client's names and ids are looked for in the whole JSON of everything that is said, offered or written down.
"""

import json
from pathlib import Path

import pytest

from commands import actions, home, joined, options, router, views
from commands.context import MessageRef, Reply
from commands.table import VERBS
from domain.entities import Subscription
from domain.incidents.conditions import State, advance
from domain.incidents.quiet import Planned
from storage import session
from storage.alerts import actions as done
from storage.alerts import alerts, windows
from storage.directory import channels, schedule
from storage.messages import deliveries, outbox
from templates.cards import buttons
from templates.message import Message
from templates.mrkdwn import escape
from tests.casting import to
from tests.commands.alerting import DEAR, FOREIGN
from tests.commands.conftest import NOW, PEOPLE, TODAY, World, standing

pytestmark = pytest.mark.long

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
BOUND = {
    "internal": "acme",
    "client_channel": "acme",
    "shared_internal": "acme",
    "unconfirmed": "acme",
    "beta_internal": "beta",
}
OTHER = {"acme": "beta", "beta": "acme"}
TYPED = {
    "acme": ("", "acme-otono", "Otoño leads", "acme", "clínica acme", "client:acme", "1234567890", "acme-otono cpl<1€"),
    "beta": (
        "",
        "beta-rebaixes",
        "Rebaixes tardor",
        "beta",
        "zenit",
        "client:beta",
        "9876543210",
        "beta-rebaixes cpl<1€",
    ),
}
DELIVERIES = {"acme": (101, 102), "beta": (201, 202)}
SUBSCRIPTIONS = {"acme": (301,), "beta": (401, 402)}
INCIDENTS, ACTIONS = {"acme": (501,), "beta": (601,)}, {"acme": (701,), "beta": (801,)}
WINDOWS = {"acme": (901,), "beta": (951,)}
"""The ids that `busy` gives: no number is anything of the other client's, so none may ever be taken."""
IDS = {
    "acme": (
        *("acme-otono", "acme", "1:119", "C0ACME:T0ZED", "status acme-otono", "subscribe acme-otono mon 09:00"),
        *map(
            str, (*DELIVERIES["acme"], *SUBSCRIPTIONS["acme"], *INCIDENTS["acme"], *ACTIONS["acme"], *WINDOWS["acme"])
        ),
        *("501:3d", "alert:501:do", "alert:501", "campaign:acme-otono", "acme-otono off_target:cpl"),
        "acme-otono off_target:cpl;cpl < 30 EUR;;",
    ),
    "beta": (
        *("beta-rebaixes", "beta", "2:919", "C0BETAINT:T0ZED", "status beta-rebaixes", "adopt prova"),
        *map(
            str, (*DELIVERIES["beta"], *SUBSCRIPTIONS["beta"], *INCIDENTS["beta"], *ACTIONS["beta"], *WINDOWS["beta"])
        ),
        *("601:3d", "alert:601:do", "alert:601", "campaign:beta-rebaixes", "beta-rebaixes off_target:cpl"),
        "beta-rebaixes off_target:cpl;cpl < 30 EUR;;",
    ),
}
SHARES = 3
LINES = {actions.RUN, actions.PICK, "vigia.status.share"}
"""Buttons whose value is a line to run, which always has an answer; the others' values are ids."""


@pytest.fixture(scope="module")
def busy_file(opened) -> bytes:
    """What the database holds where a test asks `busy`."""
    engine, content = opened
    file = Path(engine.url.database)
    file.write_bytes(content)
    with session(engine) as open_session:
        occupy(World(open_session))
    engine.dispose()
    return file.read_bytes()


@pytest.fixture
def busy(opened, busy_file):
    with standing(opened[0], busy_file) as found:
        yield found


def occupy(world) -> None:
    """Both clients have an alert, a draft, a subscription and something lost on its way."""
    for client, campaign, channel in (("acme", "acme-otono", "C0ACME"), ("beta", "beta-rebaixes", "C0BETAINT")):
        watched(world.session, client, campaign)
        payload = {**Message(f"Secrets of {SECRETS[client][1]}").to_json(), "campaign": campaign}
        for n in range(2):
            outbox.intend(
                world.session, f"d:{client}:{n}", to(channel), "status", payload, at=NOW, client_key=client, held=True
            )
        schedule.subscribe(world.session, Subscription(channel, "status", "daily 09:00"), NOW, "U", NOW)
    renumber(world.session, "delivery", {"acme": (1, 2), "beta": (3, 4)}, DELIVERIES)
    renumber(world.session, "subscription", {"acme": (2,), "beta": (1, 3)}, SUBSCRIPTIONS)
    for client, ids in DELIVERIES.items():
        assert {deliveries.get(world.session, n).client_key for n in ids} == {client}
    for client, ids in SUBSCRIPTIONS.items():
        found = [s.channel for s in schedule.everyone(world.session) if s.id in ids]
        assert len(found) == len(ids)
        assert {channels.get(world.session, channel).client_key for channel in found} == {client}


PARTS = ("list", "mute", "unmute", "edit", "remove", "test", "backtest", "window 20 nov", "add")
"""What may follow `alert`."""


def watched(session, client, campaign) -> None:
    """An alert, something that was done about it, and a planned window, under the numbers of that client."""
    finding = DEAR if client == "acme" else FOREIGN
    state, steps = advance(State(), finding, NOW)
    first = alerts.record(session, finding, State(), (), NOW)
    renumber(session, "alert", {client: (first.id,)}, INCIDENTS)
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


def answer(here, verb, rest) -> str:
    """What a verb says. What was written down is read back in the writer's own words: they are left out, and undone."""
    reply = router.dispatch(here, f"{verb.name} {rest}")
    if verb.name != "log" or not reply.done:
        return everything(reply)
    here.session.connection().exec_driver_sql("DELETE FROM action_log WHERE text = ?", (rest,))
    return everything(reply).replace(escape(rest), "")


def assert_silent(text: str, other: str, door: str) -> None:
    found = [secret for secret in SECRETS[other] if secret in text]
    assert not found, f"{door} says {found}"


def share(things, person, place):
    """All of these in one channel of each client; elsewhere a third, another one for each next person and place.

    So everything of either client is tried by every person, and in every place by two or three of the eight.
    """
    if place in {"client_channel", "beta_internal"}:
        return list(things)
    first = (list(PEOPLE).index(person) + list(BOUND).index(place)) % SHARES
    return list(things)[first::SHARES]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("place", BOUND)
def test_no_verb_tells_of_the_other_client(person, place, busy):
    other = OTHER[BOUND[place]]
    here = busy.ctx(person, place)
    lines = [(verb, rest) for verb in VERBS for rest in (*TYPED[other], *TYPED[BOUND[place]][:2])]
    for verb, rest in share(lines, person, place):
        assert_silent(answer(here, verb, rest), other, f"{verb.name} {rest}")
    typed = ("", *TYPED[other], *(f"alert {part} {rest}" for part in PARTS for rest in TYPED[other]))
    for line in share(typed, person, place):
        assert_silent(everything(router.dispatch(here, line)), other, line)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("place", BOUND)
def test_no_button_tells_of_the_other_client(person, place, busy):
    other = OTHER[BOUND[place]]
    number = INCIDENTS[other][0]
    source = MessageRef("C0ACMEINT", "1.1", ephemeral=True, row=buttons.row_name(number))
    here, before = busy.ctx(person, place), rows_of(busy.session, other)
    state = {"client": other, "reads": "internal", "language": "es"}
    pressed = [(action_id, value) for action_id in actions.HANDLERS for value in IDS[other]]
    for action_id, value in share(pressed, person, place):
        reply = actions.dispatch(here, action_id, value, source, state)
        assert action_id in LINES or not reply.done, f"{action_id} took {value}"
        assert_silent(everything(reply), other, f"{action_id} {value}")
    assert rows_of(busy.session, other) == before


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("place", BOUND)
def test_no_menu_modal_or_card_tells_of_the_other_client(person, place, busy):
    other = OTHER[BOUND[place]]
    here = busy.ctx(person, place)
    menus = [(verb, typed) for verb in VERBS for typed in ("", *TYPED[other])]
    for verb, typed in share(menus, person, place):
        assert_silent(json.dumps(options.options(here, f"vigia.pick.{verb.name}", typed)), other, "menu")
    assert_silent(json.dumps(options.options(here, "vigia.find.client", "")), other, "clients")
    assert_silent(str(joined.joined(here).to_json()), other, "joining")
    before = rows_of(busy.session, other)
    forms = (
        ("vigia.target", {"goals": "cpl<1€"}),
        ("vigia.draft.note", {"note": "x"}),
        ("vigia.log", {"what": "other", "text": "x", "day": "2026-11-16"}),
        ("vigia.nochange", {"reason": "x"}),
        ("vigia.alert.rule", {"goal": "cpl<1€"}),
    )
    handed_in = [(callback, values, metadata) for callback, values in forms for metadata in IDS[other]]
    walk = json.dumps({"channel": "C0NOBODY", "client": other, "campaigns": " ".join(IDS[other]), "found": "2:919"})
    handed_in += [(callback, {"client": other, "goals0": "cpl<1€"}, walk) for callback in views.WALK]
    for callback, values, metadata in share(handed_in, person, place):
        reply = views.submit(here, callback, metadata, values)
        assert not reply.done, f"{callback} took {metadata}"
        assert_silent(everything(reply), other, f"{callback} {metadata}")
    assert rows_of(busy.session, other) == before


@pytest.mark.parametrize(("person", "own"), [("manager", "acme"), ("other_manager", "beta")])
@pytest.mark.parametrize("place", ["direct", "unbound", "home"])
def test_elsewhere_one_hears_only_of_ones_own_clients(person, own, place, busy):
    other, here = OTHER[own], busy.ctx(person, place)
    assert_silent(json.dumps(home.home(here), ensure_ascii=False), other, "home")
    for verb in VERBS:
        for rest in TYPED[other]:
            assert_silent(answer(here, verb, rest), other, f"{verb.name} {rest}")
    before = rows_of(busy.session, other)
    for value in IDS[other]:
        for action_id in actions.HANDLERS:
            reply = actions.dispatch(here, action_id, value)
            assert action_id in LINES or not reply.done, f"{action_id} took {value}"
            assert_silent(everything(reply), other, f"{action_id} {value}")
    assert rows_of(busy.session, other) == before


@pytest.mark.parametrize("place", BOUND)
def test_what_is_shared_into_a_channel_tells_of_its_own_client_alone(place, busy):
    other = OTHER[BOUND[place]]
    for line in (*IDS[other], "list", f"list {other}", "status", "pace", "chart"):
        actions.dispatch(busy.ctx("admin", place), "vigia.status.share", line, MessageRef("C", "1.1"))
    written = [d for n in range(1, 300) if (d := deliveries.get(busy.session, n)) and d.kind == "share"]
    assert bool(written) is (place not in {"shared_internal", "unconfirmed"})
    for delivery in written:
        assert_silent(json.dumps(delivery.payload, ensure_ascii=False) + delivery.occasion, other, delivery.occasion)


@pytest.mark.parametrize("person", ["client", "stranger", "guest", "unknown"])
@pytest.mark.parametrize("place", ["direct", "unbound", "home", "internal", "beta_internal"])
def test_outsiders_hear_of_nobody_outside_their_channel(person, place, busy):
    here = busy.ctx(person, place)
    texts = [
        everything(router.dispatch(here, f"{verb.name} {rest}")) for verb in VERBS for rest in ("", "acme", "beta")
    ]
    texts.append(json.dumps(home.home(here), ensure_ascii=False))
    for text in texts:
        for own in ("acme", "beta"):
            assert_silent(text, own, place)
