"""The App Home, the menus that ask for choices, and the card on joining a channel."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.actions import dispatch as actions_of
from commands.home import home
from commands.joined import joined
from commands.options import options
from domain.entities import Channel, Subscription
from domain.incidents.finding import Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from domain.overview import Overview
from domain.window import Window
from domain.words import Audience, Remedy
from storage.alerts import actions, alerts
from storage.db.tables import DeliveryRow
from storage.directory import accounts, campaigns, channels, schedule
from storage.facts import sync
from storage.messages import deliveries, outbox
from templates import limits
from templates.cards.home import home_card
from tests.casting import to
from tests.commands.alerting import DEAR, look, told
from tests.commands.conftest import ACME_TEAM, NOW, PEOPLE, PLACES, TODAY
from tests.commands.test_verbs import answered
from tests.insights.test_overview import counted
from tests.templates import incidents


def shown(view):
    assert limits.check(view, "home") == []
    return str(view)


def fire(world, campaign="acme-otono", **more):
    return told(world, replace(DEAR, subject=Subject("acme", campaign), **more))


def hold(world, channel="C0ACME", client="acme", occasion="u:1"):
    payload = {"text": "x", "blocks": []}
    return outbox.intend(
        world.session,
        occasion,
        to(channel),
        "status",
        payload,
        at=NOW - timedelta(hours=3),
        client_key=client,
        held=True,
    )


def test_a_manager_finds_alerts_drafts_and_campaigns(ctx, world):
    row = fire(world)
    look(world, replace(DEAR, subject=Subject("acme", "acme-invierno"), signal=Verdict.DOUBT))
    draft = hold(world)
    text = shown(home(ctx(place="home")))
    assert "Clínica Acme · Otoño leads" in text
    assert text.count("Money at risk: €793.") == 1, "what is only suspected waits"
    assert f"{row.id}:3d" in text
    assert "A draft for <#C0ACME> waits for you (3 hours ago)" in text
    assert f"'value': '{draft.id}'" in text
    for name in ("Otoño leads", "Invierno", "Navidad"):
        assert name in text
    assert "Zenit" not in text


def test_an_account_of_its_clients_name_is_named_once() -> None:
    of_account = replace(DEAR, subject=Subject("acme", account=3), name=incidents.world.CLIENT.name)
    found = [replace(incidents.of(of_account), campaign=None, alert_id=18), incidents.of(DEAR)]
    text = shown(home_card("en", NOW, found, [], [], Overview((), 0, several=False)))
    assert "*Clínica Acme*" in text
    assert "Clínica Acme · Clínica Acme" not in text
    assert "*Clínica Acme · " in text


def test_what_interrupts_stands_before_what_can_wait_even_without_money(ctx, world):
    fire(world, "acme-invierno", tier=Tier.DIGEST)
    fire(world, numbers=replace(DEAR.numbers, at_risk=None))
    text = shown(home(ctx(place="home")))
    assert text.index("Clínica Acme · Otoño leads") < text.index("Clínica Acme · Invierno")


def test_most_money_at_risk_stands_first_and_what_is_snoozed_does_not_stand_there(ctx, world):
    small = fire(world, "acme-invierno", numbers=replace(DEAR.numbers, at_risk=Money.of(12, "EUR")))
    fire(world)
    text = shown(home(ctx(place="home")))
    assert text.index("€793") < text.index("€12.")
    alerts.handle(world.session, small.id, Handling(Handled.SNOOZED, "U0MAYA", NOW, until=NOW + timedelta(days=1)), NOW)
    assert "€12." not in shown(home(ctx(place="home")))
    assert "€12." in shown(home(ctx(place="home", now=NOW + timedelta(days=2))))


def test_what_was_done_is_asked_about_until_it_is_answered(ctx, world):
    day = NOW.date() - timedelta(days=8)
    done = actions.Action("acme", "acme-otono", NOW, day, "U0MAYA", actions.Kind.CHANGE, "Web <nueva>", check_on=TODAY)
    kept = actions.log(world.session, done)
    for asked in (False, True):
        text = shown(home(ctx(place="home")))
        assert "Did it work? Clínica Acme · Otoño leads" in text
        assert ">Web &lt;nueva&gt;" in text
        assert asked or actions.settle_check(world.session, kept.id, NOW)
    actions.answer_check(world.session, kept.id, actions.Worked.YES, "U0MAYA", NOW)
    assert "Did it work?" not in shown(home(ctx(place="home")))
    assert "Did it work?" not in shown(home(ctx("other_manager", "home")))


def test_what_waits_for_teams_is_no_draft(ctx, world):
    outbox.release(world.session, hold(world).id)
    outbox.hold(world.session, 1, "confirm_teams")
    assert "A draft" not in shown(home(ctx(place="home")))


def test_a_draft_in_a_channel_that_is_another_clients_by_now_is_shown_to_nobody(ctx, world):
    hold(world)
    channels.unbind(world.session, "C0ACME")
    channels.bind(world.session, Channel("C0ACME", "beta", Audience.CLIENT, (ACME_TEAM,)), "U0ADMIN", NOW)
    for person in ("manager", "other_manager", "admin"):
        assert "A draft" not in shown(home(ctx(person, "home")))


def test_what_may_have_arrived_stands_there_after_an_hour_with_its_two_answers(ctx, world):
    lost = hold(world)
    world.session.get(DeliveryRow, lost.id).status = "unknown"
    assert "I do not know whether a message" not in shown(home(ctx(place="home", now=NOW - timedelta(hours=2.5))))
    text = shown(home(ctx(place="home")))
    assert "I do not know whether a message of Nov 16 for <#C0ACME> arrived." in text
    assert "Nothing right now." not in text
    assert "I do not know whether" not in shown(home(ctx("other_manager", "home")))
    assert answered(actions_of(ctx(place="home"), "vigia.arrival.again.0", str(lost.id))).done
    assert deliveries.get(world.session, lost.id).status is deliveries.Status.INTENDED
    assert "I do not know whether" not in shown(home(ctx(place="home")))


def test_what_was_written_to_a_person_stands_in_their_home_alone_and_a_channel_of_nobody_in_the_admins(ctx, world):
    def lose(channel, client, occasion, **more):
        row = world.session.get(DeliveryRow, hold(world, channel, client, occasion).id)
        row.status, row.payload = "unknown", {"text": f"about {occasion}", "blocks": [], **more}
        return row

    lose("U0POL", "beta", "a client")
    several = lose("U0ADMIN", "acme", "several", others=["beta"])
    lose("U0MAYA", None, "no client")
    lose("C0NOWHERE", None, "a channel of nobody")
    whole = {"a client", "several", "no client", "a channel of nobody"}
    for person, read in (
        ("manager", {"no client"}),
        ("other_manager", {"a client"}),
        ("admin", {"several", "a channel of nobody"}),
    ):
        text = shown(home(ctx(person, "home")))
        assert {one for one in whole if f"about {one}" in text} == read
    assert not answered(actions_of(ctx(place="home"), "vigia.arrival.again.0", str(several.id))).done
    assert answered(actions_of(ctx("admin", "home"), "vigia.arrival.again.0", str(several.id))).done


def test_nothing_to_do_is_said(ctx):
    assert "Nothing right now." in shown(home(ctx(place="home")))


def test_a_draft_is_quoted_so_that_nobody_approves_what_they_have_not_read(ctx, world):
    payload = {"text": "Hola. Así va &lt;vuestra&gt; campaña " + "ñ" * 900, "blocks": []}
    outbox.intend(world.session, "u:9", to("C0ACME"), "status", payload, at=NOW, client_key="acme", held=True)
    text = shown(home(ctx(place="home")))
    assert ">Hola. Así va &lt;vuestra&gt; campaña ñ" in text
    assert "ñ" * 300 not in text


def test_who_manages_nothing_is_told_so(ctx):
    text = shown(home(ctx("member", "home", "ca")))
    assert "Encara no portes cap client" in text


@pytest.mark.parametrize("person", ["client", "guest", "stranger", "unknown"])
def test_outsiders_are_not_authorised(person, ctx, world):
    fire(world)
    hold(world)
    text = shown(home(ctx(person, "home")))
    assert ("No tienes autorización" if person == "client" else "not authorised") in text
    assert "Acme" not in text


def test_an_outsiders_home_speaks_the_language_of_their_channel_then_of_its_client(ctx, world):
    assert "autorización" in shown(home(ctx("client", "home", "en")))
    channels.bind(world.session, replace(channels.get(world.session, "C0ACME"), locale="ca"), "U0ADMIN", NOW)
    assert "autorització" in shown(home(ctx("client", "home", "en")))
    assert "autorización" in shown(home(ctx("stranger", "home", "es")))


def test_an_admin_with_very_many_campaigns_still_gets_a_view_that_slack_takes(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    for n in range(40):
        campaigns.save(world.session, replace(base, key=f"acme-{n}", name=f"Serie {n}" * 20, matches=()), "U", NOW)
        fire(world, f"acme-{n}")
        hold(world, occasion=f"u:{n}")
    with counted(world.session) as few:
        text = shown(home(ctx("admin", "home")))
    assert "more" in text
    assert "Set-up" in text, "nothing falls off the end"
    for n in range(40, 80):
        hold(world, occasion=f"u:{n}")
    with counted(world.session) as many:
        home(ctx("admin", "home"))
    assert len(many) <= len(few), "what is not shown is not asked about"
    assert "'value': 'help'" in text


def test_campaigns_that_ended_leave_the_home(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(base, end=NOW.date() - timedelta(days=2)), "U", NOW)
    assert "Otoño leads" not in shown(home(ctx(place="home")))


# --- what comes up, and the set-up


def test_what_comes_up_is_said_in_its_order_of_ones_own_clients(ctx, world):
    base = campaigns.get(world.session, "acme-otono")
    campaigns.save(world.session, replace(base, end=TODAY + timedelta(days=3)), "U", NOW)
    soon = Subscription("C0ACME", "status", "mon 09:00")
    schedule.subscribe(world.session, soon, NOW + timedelta(days=7), "U0MAYA", NOW)
    check = TODAY + timedelta(days=5)
    done = actions.Action(
        "acme", "acme-otono", NOW, TODAY, "U0MAYA", actions.Kind.CHANGE, "Web <nueva>", check_on=check
    )
    actions.log(world.session, done)
    text = shown(home(ctx(place="home")))
    ends, asks, told = (
        text.index(one)
        for one in (
            "Thu, Nov 19: last day of Otoño leads",
            "Sat, Nov 21: I will ask whether it worked: Web &lt;nueva&gt; (Otoño leads)",
            "Mon, Nov 23, 10:00: update for <#C0ACME>",
        )
    )
    assert ends < asks < told
    assert "C0BETAINT" not in text
    theirs = shown(home(ctx("other_manager", "home")))
    assert "update for <#C0BETAINT>" in theirs
    assert "Otoño" not in theirs
    assert "Coming up" not in shown(home(ctx("member", "home")))


def test_what_the_set_up_lacks_is_told_to_admins_alone(ctx, world):
    account = accounts.of_client(world.session, "acme")[0]
    run = sync.begin(world.session, account.id, NOW, Window(TODAY, TODAY))
    sync.fail(world.session, run, NOW, "token", Remedy.RECONNECT)
    text = shown(home(ctx("admin", "home")))
    assert "No answer: Clínica Acme: Google Ads 2 hours ago (the last poll failed)" in text
    assert "Without goals: Invierno, Navidad. `/campaign target acme-invierno`" in text
    assert "nobody's have spent" in text
    channels.unbind(world.session, "C0ACMEINT")
    assert "Without an internal channel: Clínica Acme." in shown(home(ctx("admin", "home")))
    for person in ("manager", "other_manager", "member"):
        assert "Set-up" not in shown(home(ctx(person, "home")))


# --- menus


def test_the_menu_of_campaigns_offers_what_may_be_seen_here_as_lines_to_run(ctx):
    assert [o["value"] for o in options(ctx(), "vigia.pick.status", "oto")] == ["status acme-otono"]
    assert len(options(ctx(), "vigia.pick.pace", "")) == 3
    assert len(options(ctx("admin", "direct"), "vigia.pick.status", "")) == 4
    assert options(ctx(), "vigia.pick.status", "rebaixes") == []
    assert options(ctx("admin"), "vigia.pick.status", "rebaixes") == []


@pytest.mark.parametrize(
    ("person", "place"), [("client", "internal"), ("stranger", "client_channel"), ("client", "direct")]
)
def test_who_may_see_nothing_is_offered_nothing(person, place, ctx):
    assert options(ctx(person, place), "vigia.pick.status", "") == []


def test_an_unknown_menu_is_empty(ctx):
    assert options(ctx(), "vigia.other", "") == []


def test_the_menu_of_clients_offers_ones_own_and_only_where_nobody_is_bound(ctx):
    assert [o["value"] for o in options(ctx(place="unbound"), "vigia.find.client", "")] == ["acme"]
    assert [o["value"] for o in options(ctx("admin", "unbound"), "vigia.find.client", "")] == ["acme", "beta"]
    assert [o["value"] for o in options(ctx("admin", "unbound"), "vigia.find.client", "zen")] == ["beta"]
    assert options(ctx("member", "unbound"), "vigia.find.client", "") == []
    assert options(ctx("client", "unbound"), "vigia.find.client", "") == []
    assert options(ctx("admin", "internal"), "vigia.find.client", "") == []


# --- joining


def test_invited_into_a_channel_of_nobody_the_card_asks_without_naming_anybody(ctx):
    card = joined(ctx(place="unbound"))
    assert limits.check(card) == []
    (button,) = card.blocks[-1]["elements"]
    assert (button["action_id"], button["value"]) == ("vigia.setup.who", "here")
    assert "Acme" not in str(card.to_json())


@pytest.mark.parametrize("teams", [(), (ACME_TEAM,)])
def test_slack_connect_is_noticed_when_invited(teams, ctx):
    place = replace(PLACES["unbound"], is_ext_shared=True, connected_teams=teams)
    card = joined(replace(ctx(place="unbound"), place=place))
    assert "Slack Connect" in str(card.blocks)
    assert (ACME_TEAM in str(card.blocks)) == bool(teams)


def test_invited_again_into_a_clients_channel_it_says_whose_it_is(ctx, world):
    card = joined(ctx())
    assert "Clínica Acme" in card.text
    assert channels.get(world.session, "C0ACMEINT").client_key == "acme"
    assert PEOPLE
