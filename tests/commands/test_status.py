"""The status beside what is open: an honest picture names the trouble that its numbers do not show yet."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from commands import router
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from domain.words import Audience
from templates.cards.parts import Scene, standing
from tests import kinds
from tests.commands.alerting import DEAR, STOPPED, look, told
from tests.commands.conftest import NOW, TODAY
from tests.commands.test_surfaces import picture

SUSPENDED = Finding(
    Subject("acme", account=1),
    kinds.ACCOUNT_SUSPENDED,
    Verdict.BREACH,
    Reason.SUSPENDED,
    TODAY.isoformat(),
    tier=Tier.INTERRUPT,
    name="Acme Ads",
    source="google_ads",
)
STILL = replace(
    SUSPENDED,
    trouble=kinds.STALE_DATA,
    because=Reason.DATA_OLD,
    since=TODAY - timedelta(days=3),
    cause="google_ads:1234567890",
)
UNDER = replace(
    DEAR,
    trouble=kinds.OFF_PACE,
    because=Reason.BEHIND_PLAN,
    detail="",
    goal=None,
    numbers=replace(DEAR.numbers, at_risk=Money.of(12, "EUR")),
)


def card(ctx, line="status acme-otono", person="manager", place="direct"):
    """All that the answer tells, its plain text and its blocks."""
    message = router.dispatch(ctx(person, place), line).message
    return str(message.text), str(message.blocks)


def test_what_is_open_stands_below_the_verdict(ctx, world):
    assert not any("*Alert:*" in part for part in card(ctx))
    told(world, UNDER)
    told(world, DEAR)
    for part in card(ctx):
        assert part.index("*Alert:* Cost per lead") < part.index("*Alert:* On course for")
    told(world, STOPPED)
    assert not any("*Alert:* Cost per lead" in part for part in card(ctx)), "what stopped says why it is dear"


def test_a_suspended_account_is_named_with_each_campaign_that_draws_on_it(ctx, world):
    told(world, SUSPENDED)
    assert all("suspended" in part for part in card(ctx))
    assert not any("suspended" in part for part in card(ctx, "status zenit", "admin", "direct"))


def test_of_many_the_costliest_are_named_and_the_others_counted(ctx, world):
    for kpi in ("cpl", "cpa", "cvr", "ctr", "roas"):
        told(world, replace(DEAR, detail=kpi))
    text, blocks = card(ctx)
    assert text.count("*Alert:*") == blocks.count("*Alert:*") == 3
    assert "and 2 more" in text
    assert "and 2 more" in blocks


def test_a_client_hears_nothing_of_it(ctx, world):
    told(world, DEAR)
    told(world, SUSPENDED)
    assert any("*Alerta:*" in part for part in card(ctx, "status acme-otono", "manager", "internal"))
    for person in ("manager", "client"):
        shown = card(ctx, "status acme-otono", person, "client_channel")
        assert "Otoño" in shown[1]
        assert not any("*Alerta:*" in part or "suspendida" in part for part in shown)


def test_since_when_data_stand_still_is_said_to_everybody(ctx, world):
    """The client read no word of it, and the agency nothing of its numbers."""
    places = ("internal", "client_channel")
    before = {place: card(ctx, place=place) for place in places}
    told(world, STILL)
    for place in places:
        for told_before, told_now in zip(before[place], card(ctx, place=place), strict=True):
            assert "Faltan los datos de Google Ads desde el 13 nov" not in told_before
            assert "Faltan los datos de Google Ads desde el 13 nov" in told_now


def test_what_eases_is_no_alert_under_its_own_headline(ctx, world):
    """“Alerta: De nuevo en objetivo” stood in an update."""
    well = replace(DEAR.numbers, value=Decimal(24))
    fine = replace(DEAR, signal=Verdict.FINE, because=Reason.MET, tier=None, numbers=well)
    look(world, fine, after=told(world, DEAR), hours=1)
    said = standing(Scene(picture(world, ctx, "acme-otono"), Audience.INTERNAL, "es", NOW))
    assert "*En recuperación:* De nuevo en objetivo" in said
    assert "*Alerta" not in said


def test_days_beyond_all_calendars_are_refused(ctx):
    for days in ("9999-12-31..9999-12-31", "2099-12-30..2101-01-02"):
        assert not router.dispatch(ctx(), f"status acme-otono period:{days}").done


def test_the_pace_has_its_own_place_on_the_card_and_is_no_kpi_without_data(ctx):
    for verb in ("status", "chart"):
        plain = router.dispatch(ctx("manager", "direct", "es"), f"{verb} otono").message
        assert router.dispatch(ctx("manager", "direct", "es"), f"{verb} otono kpi:ritmo").message.text == plain.text
