"""Results that stop: who counts them no more, what a CRM says meanwhile, and since when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.evidence import Today
from domain.incidents.finding import Finding, Reason, Verdict
from domain.money import Money
from domain.rules.baseline import usual_of
from domain.rules.conversions_stopped import stopped
from domain.rules.inputs import Health, Running, Silence
from domain.words import Objective, Source
from templates.cards.headline import headline
from tests.domain.rules.scene import BEGIN, LISTED, World, campaign, cohorts, healthy

CHANGE = 60


def world(after: float = 0.0) -> World:
    """A dozen results a day for 240 €, and from the sixtieth day on so many."""
    return World([240.0] * 100, [12.0 if n < CHANGE else after for n in range(100)])


def look(
    ads: World, crm: World | None, day: int, so_far: Today | None = None, silence: Silence | None = None
) -> Finding:
    """What is found on the morning of that day, of a campaign that is run for leads."""
    until = BEGIN + timedelta(days=day)
    view = ads.view(until)
    run = replace(view.campaign, objective=Objective.LEADS)
    both = (healthy(view.now), Health(2, Source.HUBSPOT, "9", last_success=view.now))
    view = replace(view, campaign=run, accounts=both, cohorts=cohorts(crm, until) if crm else None)
    nothing = Today(view.today, "EUR")
    usual = usual_of(view, "")
    return stopped(Running(run, view.client, view.now, both, usual, so_far or nothing, (LISTED,), silence))


def test_where_leads_go_on_reaching_the_crm_it_is_the_counting_that_broke_and_nothing_is_at_risk() -> None:
    found = look(world(), World([240.0] * 100, [5.0] * 100), CHANGE + 4)
    assert (found.signal, found.because) == (Verdict.BREACH, Reason.NOT_COUNTED)
    assert found.numbers.in_crm == 20
    assert found.numbers.at_risk is None
    said = headline(found, "en")
    assert said == (
        "Google Ads has counted no conversions since Friday, October 2, while 20 leads arrived in HubSpot: "
        "the tracking is broken, not the campaign."
    )
    assert "No leads" not in said
    assert " 0 " not in said


@pytest.mark.parametrize("days", [27, 28, 29, 40])
def test_what_a_crm_receives_is_told_however_long_nothing_is_counted(days: int) -> None:
    """On the twenty-ninth day 5,043 € were at risk "without leads", beside a CRM that had 141."""
    found = look(world(), World([240.0] * 120, [5.0] * 120), CHANGE + days)
    assert found.because is Reason.NOT_COUNTED
    assert found.since is not None
    assert found.numbers.in_crm == 5 * (BEGIN + timedelta(days=CHANGE + days) - found.since).days
    assert found.numbers.at_risk is None


def test_what_stops_in_both_is_the_campaigns_own_and_what_was_spent_is_at_risk() -> None:
    found = look(world(), world(), CHANGE + 4)
    assert found.because is Reason.NO_RESULTS
    assert found.numbers.at_risk
    assert "no leads" in headline(found, "en")
    alone = headline(look(world(), None, CHANGE + 4), "en")
    assert alone.startswith("Google Ads has counted no ")
    assert "HubSpot" not in alone


def test_it_began_on_the_first_day_without_a_result_not_on_one_that_had_thirty_four() -> None:
    """The clicks of Saturday's last hour brought nothing; the day as a whole had brought a dozen."""
    sunday = BEGIN + timedelta(days=CHANGE)
    night = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC) - timedelta(hours=1)
    found = look(world(), None, CHANGE, silence=Silence(night, 900_000_000))
    assert found.signal is Verdict.BREACH
    assert found.since == sunday
    assert not found.hour


def test_what_is_said_to_be_spent_since_a_day_is_no_evening_before_it() -> None:
    """ "No leads since Friday, while 298 € was spent": by then Friday had cost 158 €, the rest was of Thursday."""
    today = BEGIN + timedelta(days=CHANGE)
    evening = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(hours=6)
    so_far = Today(today, "EUR", evening + timedelta(hours=20), 158_000_000, 1, 1, 0, 0, 0)
    found = look(world(), None, CHANGE, so_far, Silence(evening, 298_000_000))
    assert (found.signal, found.since, found.numbers.first) == (Verdict.BREACH, today, today)
    assert (found.numbers.spend, found.numbers.at_risk) == (Money.of(158, "EUR"),) * 2


def test_what_falls_silent_on_a_day_that_had_results_is_told_with_its_hour() -> None:
    today = BEGIN + timedelta(days=CHANGE)
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    so_far = Today(today, "EUR", noon + timedelta(hours=8), 200_000_000, 1, 1, 3_000_000, 0, 3_000_000)
    found = look(world(12.0), None, CHANGE, so_far, Silence(noon, 900_000_000))
    assert (found.since, found.hour) == (today, "12:00")
    assert "since Friday, October 2 at 12:00" in headline(found, "en")
    assert isinstance(found.since, date)
    assert found.numbers.seen == Decimal(0)


def test_a_campaign_for_sales_is_not_measured_by_leads() -> None:
    until = BEGIN + timedelta(days=CHANGE + 4)
    view = replace(world().view(until, *campaign().goals), cohorts=cohorts(world(5.0), until))
    assert view.campaign.objective is Objective.SALES
    assert usual_of(view, "").crm == ()
