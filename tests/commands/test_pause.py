"""Pausing what a client is sent, in people's words; and what that keeps from being sent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commands import home, router, sendtest
from commands.context import MessageRef
from domain.entities import Subscription
from domain.upcoming import Event
from insights.upcoming import upcoming
from notifiers import due_notifications, pauses, updates
from notifiers.delivery.kinds import Kind
from storage.directory import campaigns, channels, clients, schedule
from storage.directory.schedule import Due
from storage.messages import deliveries
from templates.cards.pause import Subject, over_notice
from tests.commands.conftest import NOW, World

KEY = "acme-otono"
LOCALES = ("en", "es", "ca")
DAY = timedelta(days=1)


def of_campaign(world: World, key=KEY):
    found = campaigns.get(world.session, key)
    return found.paused_until, found.paused_because


def of_client(world: World):
    found = clients.get(world.session, "acme")
    return found.paused_until, found.paused_because


@pytest.mark.parametrize(
    ("line", "until", "why"),
    [
        ("pausa otoño hasta el 15 dic porque rediseñan la web", date(2026, 12, 15), "rediseñan la web"),
        ("pausa los informes de otoño al cliente hasta el 15/12", date(2026, 12, 15), ""),
        ('pausa otono fins al 15 de desembre motiu:"Vacances"', date(2026, 12, 15), "Vacances"),
        ("pausa els avisos al client de otoño fins al 20 des perquè fan obres", date(2026, 12, 20), "fan obres"),
        (
            "pause the updates of otono until 2026-12-15 because they redo the site",
            date(2026, 12, 15),
            "they redo the site",
        ),
        ("pausa otoño 2 semanas", date(2026, 11, 30), ""),
        ("pausa otoño una semana", date(2026, 11, 23), ""),
        ("pausa otoño hasta el viernes porque cierran", date(2026, 11, 20), "cierran"),
        ("pausa otono fins dilluns", date(2026, 11, 23), ""),
        ("pause otono 10 days", date(2026, 11, 26), ""),
    ],
)
def test_a_campaign_is_paused_in_peoples_words(world, line, until, why):
    assert router.dispatch(world.ctx(), line).done
    assert of_campaign(world) == (until, why)
    assert of_client(world) == (None, "")


@pytest.mark.parametrize("name", ["los avisos al cliente", "", "Clínica Acme", "acme"])
def test_without_a_campaign_all_that_the_channels_client_is_sent_is_paused(world, name):
    assert router.dispatch(world.ctx(), f"pausa {name} hasta el 15 dic porque cierran").done
    assert of_client(world) == (date(2026, 12, 15), "cierran")
    assert of_campaign(world) == (None, "")
    assert router.dispatch(world.ctx(), "reanudar").done
    assert of_client(world) == (None, "")


@pytest.mark.parametrize(
    "when",
    ["", "hasta el 15 nov", "hasta el 32 dic", "hasta 2031-01-01", "20 nov..30 nov", "hasta ayer", "hasta fin de mes"],
)
def test_without_a_day_to_come_nothing_is_paused(world, when):
    reply = router.dispatch(world.ctx(), f"pausa otoño {when}")
    assert not reply.done
    assert "pausa acme-otono" in str(reply.message.text), "the campaign was understood: the day is asked for"
    assert of_campaign(world) == (None, "")


@pytest.mark.parametrize("person", ["other_manager", "member", "guest", "client", "stranger"])
@pytest.mark.parametrize("place", ["internal", "client_channel", "direct"])
def test_nobody_else_pauses_or_resumes(world, person, place):
    for line in ("pause otono until 15 dec", "pause acme until 15 dec", "resume otono"):
        assert not router.dispatch(world.ctx(person, place), line).done
    assert not router.dispatch(world.ctx("manager", "client_channel"), "pause otono until 15 dec").done
    assert (of_campaign(world), of_client(world)) == ((None, ""), (None, ""))


def due(world: World, *keys: str, channel="C0ACME"):
    made = schedule.subscribe(world.session, Subscription(channel, "status", "mon 09:00", keys), NOW, "U0MAYA", NOW)
    return Due(made, NOW)


def told(world: World, now=NOW, channel="C0ACME"):
    """The names of the campaigns that an update tells of."""
    client, place = clients.get(world.session, "acme"), channels.get(world.session, channel)
    some = updates.snapshots(
        world.session, Subscription(channel, "status", "mon 09:00"), place, client, now, now.date()
    )
    return {one.campaign.key for one in some}


def test_what_is_paused_is_neither_sent_nor_drafted_until_the_day(world):
    router.dispatch(world.ctx(), f"pause {KEY} until 10 dec")
    assert KEY not in told(world)
    assert "acme-invierno" in told(world)
    assert KEY in told(world, channel="C0ACMEINT")
    router.dispatch(world.ctx(), "pause until 10 dec")
    assert not told(world)
    (decision,) = updates.say(world.session, due(world), NOW)
    assert decision.reason == "paused"
    assert not deliveries.all_held(world.session)
    day = NOW.replace(month=12, day=10)
    assert not told(world, day - DAY)
    assert KEY in told(world, day)


def test_the_channels_subscriptions_say_that_they_are_paused_and_home_says_why(world):
    due(world)
    router.dispatch(world.ctx(), f"pause {KEY} until 10 dec because secret obras")
    shown = router.dispatch(world.ctx("manager", "client_channel"), "subscribe").message
    assert "jueves 10 de diciembre" in shown.text
    assert "secret" not in f"{shown.text}{shown.blocks}"
    page = str(home.home(world.ctx("manager", "home"))["blocks"])
    assert "secret obras" in page
    assert "December 10" in page
    coming = [(campaigns.get(world.session, KEY), clients.get(world.session, "acme"))]
    before = {one.event for one in upcoming(world.session, coming, NOW - DAY)}
    router.dispatch(world.ctx(), "pause until 31 dec")
    coming = [(campaigns.get(world.session, KEY), clients.get(world.session, "acme"))]
    assert before - {one.event for one in upcoming(world.session, coming, NOW - DAY)} == {Event.UPDATE}


def test_a_test_shows_the_update_as_if_nothing_were_paused(world):
    made = due(world)
    router.dispatch(world.ctx(), "pause until 10 dec")
    assert sendtest.send(world.ctx(place="internal"), str(made.subscription.id), MessageRef(ts="1")).done


def test_status_still_answers_the_client(world):
    router.dispatch(world.ctx(), "pause until 10 dec because secret")
    message = router.dispatch(world.ctx("client", "client_channel"), "status otono").message
    assert "Otoño leads" in message.text
    assert "secret" not in f"{message.text}{message.blocks}"


def test_whoever_is_in_charge_is_told_once_when_it_is_over(world):
    router.dispatch(world.ctx(), f"pause {KEY} until 10 dec because they redo the site")
    day = NOW.replace(month=12, day=10)
    assert not pauses.over(world.session, day - DAY)
    assert pauses.over(world.session, day.replace(hour=3)) == {"acme"}
    for hour in (3, 9, 10, 11):
        due_notifications.of_client(world.session, "acme", day.replace(hour=hour))
    said = deliveries.of_kind(world.session, Kind.PAUSE_OVER, NOW)
    assert [(one.to.address, one.created_at.hour) for one in said] == [("U0MAYA", 9)]
    assert "they redo the site" in said[0].payload["text"]
    assert not pauses.over(world.session, day.replace(hour=12))


@pytest.mark.parametrize("what", ["ended", "hidden", "client"])
def test_nobody_is_told_that_updates_go_on_which_do_not(world, what):
    router.dispatch(world.ctx(), f"pause {KEY} until 10 dec because they redo the site")
    day = NOW.replace(month=12, day=10, hour=9)
    campaign = campaigns.get(world.session, KEY)
    if what == "client":
        rests = replace(clients.get(world.session, "acme"), paused_until=day.date() + 2 * DAY)
        clients.save(world.session, rests, "U0MAYA", NOW)
    else:
        changed = {"hidden": True} if what == "hidden" else {"end": day.date() - DAY}
        campaigns.save(world.session, replace(campaign, **changed), "U0MAYA", NOW)
    assert not pauses.over(world.session, day)
    assert not [one for one in due_notifications.of_client(world.session, "acme", day) if one.delivery_id]
    assert deliveries.of_kind(world.session, Kind.PAUSE_OVER, NOW) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_people_read(world, locale, golden):
    here = world.ctx("manager", "direct", locale)
    golden("paused", router.dispatch(here, f"pause {KEY} until 15 dec because vacaciones").message, locale=locale)
    golden("no_day", router.dispatch(here, f"pause {KEY}").message, locale=locale)
    golden("all", router.dispatch(here, "pause acme until 10 dec").message, locale=locale)
    golden("still", router.dispatch(here, f"resume {KEY}").message, locale=locale)
    golden("resumed", router.dispatch(here, "resume acme").message, locale=locale)
    golden("nothing", router.dispatch(here, "resume acme").message, locale=locale)
    subject = Subject(
        clients.get(world.session, "acme"), replace(campaigns.get(world.session, KEY), paused_because="Obras")
    )
    golden("over", over_notice(locale, subject), locale=locale)
