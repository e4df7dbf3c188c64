"""In a channel bound to a client nothing about another client appears: every verb, button, menu, modal and the Home.

The other client's names and ids are looked for in the whole JSON of everything that is said, offered or written down.
"""

import json
from pathlib import Path

import pytest

from commands import actions, home, joined, options, router, views
from commands.context import MessageRef
from commands.table import VERBS
from storage import session
from storage.messages import deliveries
from templates.cards import buttons
from templates.mrkdwn import escape
from tests.commands.conftest import PEOPLE, World, standing
from tests.commands.occupied import (
    ACTIONS,
    DELIVERIES,
    INCIDENTS,
    SUBSCRIPTIONS,
    WINDOWS,
    assert_silent,
    everything,
    occupy,
    rows_of,
)

pytestmark = pytest.mark.long

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
SHARES = 6
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


PARTS = ("list", "mute", "unmute", "edit", "remove", "test", "backtest", "window 20 nov", "add")
"""What may follow `alert`."""


def answer(here, verb, rest) -> str:
    """What a verb says. What was written down is read back in the writer's own words: they are left out, and undone."""
    reply = router.dispatch(here, f"{verb.name} {rest}")
    if verb.name != "log" or not reply.done:
        return everything(reply)
    here.session.connection().exec_driver_sql("DELETE FROM action_log WHERE text = ?", (rest,))
    return everything(reply).replace(escape(rest), "")


def share(things, person, place):
    """All of these by whoever may do most, in one channel of each client; else a sixth, another one for each next
    person and place. What each door is for is tried by everybody in `test_doors.py`.
    """
    if person == "admin" and place in {"client_channel", "beta_internal"}:
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
