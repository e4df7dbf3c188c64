"""Who may what, where: the one decision, case by case and as laws."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Access, Action, Actor, Denied, Place, decide, manages, unconfirmed, visible
from domain.entities import Channel, Client
from domain.words import Audience

ACME = Client("acme", "Acme", managers=("U0MAYA",))
BETA = Client("beta", "Beta", managers=("U0POL",))
INTERNAL = Channel("C0INT", "acme", Audience.INTERNAL)
SHARED = Channel("C0EXT", "acme", Audience.CLIENT, teams=("T0ACME",))
HERE = Place("C0INT")
CONNECTED = Place("C0EXT", is_ext_shared=True, connected_teams=("T0ACME",))
DIRECT = Place("D0X", is_im=True)

MANAGER = Actor("U0MAYA", "T0HOME", is_ours=True)
MEMBER = Actor("U0SAM", "T0HOME", is_ours=True)
ADMIN = Actor("U0ADA", "T0HOME", is_ours=True, is_admin=True)
GUEST = Actor("U0GUS", "T0HOME", is_ours=True, is_guest=True)
CLIENT = Actor("U0CLARA", "T0ACME")
STRANGER = Actor("U0ZED", "T0ZED")
UNKNOWN = Actor("U0WHO", "")
EVERYBODY = (MANAGER, MEMBER, ADMIN, GUEST, CLIENT, STRANGER, UNKNOWN)

INTERNALLY, AS_CLIENT = Access(Audience.INTERNAL), Access(Audience.CLIENT)
EXTERNAL = Access(None, Denied.EXTERNAL)
NOT_MANAGER = Access(None, Denied.NOT_MANAGER)
OTHER_CLIENT = Access(None, Denied.OTHER_CLIENT)
TEAM = Access(None, Denied.TEAM_NOT_CONFIRMED)
UNBOUND = Access(None, Denied.UNBOUND)
READ, CHANGE, BIND = Action.READ, Action.CHANGE, Action.BIND


@pytest.mark.parametrize(
    ("actor", "action", "place", "channel", "client", "expected"),
    [
        (MANAGER, READ, HERE, INTERNAL, ACME, INTERNALLY),
        (MANAGER, CHANGE, HERE, INTERNAL, ACME, INTERNALLY),
        (ADMIN, CHANGE, HERE, INTERNAL, ACME, INTERNALLY),
        (MEMBER, READ, HERE, INTERNAL, ACME, INTERNALLY),
        (MEMBER, CHANGE, HERE, INTERNAL, ACME, NOT_MANAGER),
        (GUEST, READ, HERE, INTERNAL, ACME, EXTERNAL),
        (CLIENT, READ, HERE, INTERNAL, ACME, EXTERNAL),
        (UNKNOWN, READ, HERE, INTERNAL, ACME, EXTERNAL),
        (MANAGER, READ, CONNECTED, SHARED, ACME, AS_CLIENT),
        (MEMBER, READ, CONNECTED, SHARED, ACME, AS_CLIENT),
        (MANAGER, CHANGE, CONNECTED, SHARED, ACME, AS_CLIENT),
        (CLIENT, READ, CONNECTED, SHARED, ACME, AS_CLIENT),
        (CLIENT, CHANGE, CONNECTED, SHARED, ACME, EXTERNAL),
        (STRANGER, READ, CONNECTED, SHARED, ACME, TEAM),
        (STRANGER, CHANGE, CONNECTED, SHARED, ACME, EXTERNAL),
        (UNKNOWN, READ, CONNECTED, SHARED, ACME, TEAM),
        (GUEST, READ, CONNECTED, SHARED, ACME, AS_CLIENT),
        (GUEST, CHANGE, CONNECTED, SHARED, ACME, EXTERNAL),
        (MANAGER, READ, HERE, INTERNAL, BETA, OTHER_CLIENT),
        (ADMIN, CHANGE, HERE, INTERNAL, BETA, OTHER_CLIENT),
        (CLIENT, READ, CONNECTED, SHARED, BETA, OTHER_CLIENT),
        (MANAGER, READ, HERE, INTERNAL, None, OTHER_CLIENT),
        (MANAGER, READ, DIRECT, None, ACME, INTERNALLY),
        (MANAGER, CHANGE, DIRECT, None, ACME, INTERNALLY),
        (MANAGER, READ, DIRECT, None, BETA, NOT_MANAGER),
        (MEMBER, READ, DIRECT, None, ACME, NOT_MANAGER),
        (ADMIN, READ, DIRECT, None, BETA, INTERNALLY),
        (MANAGER, READ, DIRECT, None, None, UNBOUND),
        (CLIENT, READ, DIRECT, None, ACME, EXTERNAL),
        (GUEST, READ, DIRECT, None, ACME, EXTERNAL),
        (MANAGER, BIND, HERE, None, ACME, INTERNALLY),
        (MANAGER, BIND, HERE, None, None, INTERNALLY),
        (MANAGER, BIND, HERE, None, BETA, NOT_MANAGER),
        (MEMBER, BIND, HERE, None, ACME, NOT_MANAGER),
        (ADMIN, BIND, HERE, None, BETA, INTERNALLY),
        (CLIENT, BIND, HERE, None, ACME, EXTERNAL),
        (GUEST, BIND, HERE, None, ACME, EXTERNAL),
        (MANAGER, BIND, HERE, INTERNAL, ACME, INTERNALLY),
        (ADMIN, BIND, HERE, INTERNAL, BETA, OTHER_CLIENT),
        (ADMIN, BIND, HERE, INTERNAL, None, OTHER_CLIENT),
    ],
)
def test_the_decision_is_as_the_table_says(actor, action, place, channel, client, expected):
    assert decide(actor, action, place, channel, client) == expected


@pytest.mark.parametrize(
    "place",
    [
        Place("C0INT", is_ext_shared=True),
        Place("C0INT", connected_teams=("T0ZED",)),
        Place("C0INT", is_ext_shared=True, connected_teams=("T0ZED",)),
    ],
)
def test_an_internal_channel_that_others_joined_shows_only_the_clients_view(place):
    assert decide(MANAGER, READ, place, INTERNAL, ACME) == AS_CLIENT
    assert decide(STRANGER, READ, place, INTERNAL, ACME) == EXTERNAL


def test_a_manager_who_is_only_a_guest_manages_nothing():
    guest = Actor("U0MAYA", "T0HOME", is_ours=True, is_guest=True, is_admin=True)
    assert not manages(guest, ACME)
    assert decide(guest, CHANGE, HERE, INTERNAL, ACME) == EXTERNAL


def test_two_empty_teams_are_not_the_same_team():
    nobody = Actor("U0MAYA", "", is_guest=True, is_admin=True)
    assert decide(nobody, READ, CONNECTED, SHARED, ACME) == TEAM
    assert decide(nobody, READ, DIRECT, None, ACME) == EXTERNAL


def test_every_connected_team_of_an_internal_channel_is_unconfirmed_whatever_its_list_says():
    listed = Channel("C0INT", "acme", Audience.INTERNAL, teams=("T0ACME",))
    assert unconfirmed(CONNECTED, listed) == ("T0ACME",)


def test_in_a_clients_channel_only_teams_not_on_its_list_are_unconfirmed():
    place = Place("C0EXT", is_ext_shared=True, connected_teams=("T0ACME", "T0ZED"))
    assert unconfirmed(place, SHARED) == ("T0ZED",)
    assert unconfirmed(CONNECTED, SHARED) == ()


def test_in_a_bound_channel_only_its_client_is_visible_even_to_an_admin():
    assert visible(ADMIN, INTERNAL, (ACME, BETA)) == (ACME,)


def test_elsewhere_one_sees_ones_own_clients():
    assert visible(MANAGER, None, (ACME, BETA)) == (ACME,)
    assert visible(ADMIN, None, (ACME, BETA)) == (ACME, BETA)
    assert visible(MEMBER, None, (ACME, BETA)) == ()
    assert visible(CLIENT, None, (ACME, BETA)) == ()


def test_the_owner_of_one_thing_may_change_that_thing_and_an_outsider_never():
    assert decide(MEMBER, CHANGE, DIRECT, None, ACME, owner="U0SAM") == INTERNALLY
    assert decide(MEMBER, CHANGE, HERE, INTERNAL, ACME, owner="U0SAM") == INTERNALLY
    assert decide(MEMBER, CHANGE, HERE, INTERNAL, BETA, owner="U0SAM") == OTHER_CLIENT
    assert decide(MEMBER, CHANGE, DIRECT, None, ACME, owner="U0MAYA") == NOT_MANAGER
    assert decide(GUEST, CHANGE, DIRECT, None, ACME, owner="U0GUS") == EXTERNAL
    assert decide(CLIENT, CHANGE, CONNECTED, SHARED, ACME, owner="U0CLARA") == EXTERNAL


actors = st.builds(
    Actor,
    st.sampled_from(["U0MAYA", "U0POL", "U0SAM"]),
    st.sampled_from(["", "T0HOME", "T0ACME", "T0ZED"]),
    st.sampled_from(["", "T0HOME"]),
    st.booleans(),
    st.booleans(),
)
places = st.builds(
    Place, st.just("C0"), st.booleans(), st.booleans(), st.sampled_from([(), ("T0ACME",), ("T0ACME", "T0ZED")])
)
bindings = st.sampled_from([None, INTERNAL, SHARED, Channel("C0B", "beta", Audience.CLIENT, teams=("T0ZED",))])
subjects = st.sampled_from([None, ACME, BETA])


@given(actors, st.sampled_from(Action), places, bindings, subjects)
def test_a_decision_is_either_a_view_or_a_reason(actor, action, place, channel, client):
    access = decide(actor, action, place, channel, client)
    assert (access.view is None) == (access.reason is not None)
    assert access.allowed == (access.view is not None)


@given(actors, st.sampled_from([CHANGE, BIND]), places, bindings, subjects)
def test_an_external_person_never_changes_anything(actor, action, place, channel, client):
    if actor.is_external:
        assert not decide(actor, action, place, channel, client).allowed


@given(actors, st.sampled_from(Action), places, bindings, subjects)
def test_nothing_is_allowed_with_another_client_than_the_channels(actor, action, place, channel, client):
    if channel is not None and client is not None and client.key != channel.client_key:
        assert not decide(actor, action, place, channel, client).allowed


@given(actors, st.sampled_from([READ, CHANGE]), places, bindings, subjects)
def test_the_internal_view_is_given_only_where_no_outsider_reads(actor, action, place, channel, client):
    access = decide(actor, action, place, channel, client)
    if access.view is Audience.INTERNAL and channel is not None:
        assert channel.audience is Audience.INTERNAL
        assert not place.is_ext_shared
        assert not place.connected_teams
        assert not actor.is_external


@pytest.mark.parametrize(("actor", "channel"), list(product(EVERYBODY, (None, INTERNAL, SHARED))))
def test_who_may_change_may_also_read(actor, channel):
    if decide(actor, CHANGE, CONNECTED, channel, ACME).allowed:
        assert decide(actor, READ, CONNECTED, channel, ACME).allowed


@pytest.mark.parametrize("action", list(Action))
def test_nobody_of_another_workspace_sees_or_changes_anything_not_even_its_admins(action: Action) -> None:
    there, client = replace(INTERNAL, workspace="north"), replace(ACME, workspace="north")
    assert decide(ADMIN, action, HERE, there, client) == Access(None, Denied.OTHER_CLIENT)
    assert decide(ADMIN, action, HERE, None, client) == Access(None, Denied.OTHER_CLIENT)
    assert visible(ADMIN, None, [client]) == ()
    assert not manages(ADMIN, client)
    bound = None if action is Action.CREATE else there  # where a client has its channel, no other is made
    assert decide(replace(ADMIN, workspace="north"), action, HERE, bound, client).allowed
