"""Where somebody wants the platforms' count of leads to lead, though a CRM counts them too."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from domain.campaign_data import CampaignData, counted_by_crm, of_crm, sums_of
from domain.entities import Comparator, Goal, Match
from domain.goal_lines import course_of
from domain.goals import parse
from domain.incidents.finding import Verdict
from domain.kpi import read
from domain.lateness import is_late
from domain.money import MICRO
from domain.results import ResultDefinition
from domain.rules import registry
from domain.rules.inputs import Health
from domain.rules.off_target import off_target
from domain.rules.series import series
from domain.snapshot import build
from domain.uncounted import is_uncounted
from domain.words import Claim, Source
from tests import kinds
from tests.domain.example import CLIENT, FRESH, NOW, WEEK, ad_day, crm_day, data
from tests.domain.rules.scene import BEGIN, World, cohorts
from tests.domain.rules.scene import CLIENT as OTHER

THEIRS = ResultDefinition(leads_from="platforms")


def theirs(*goals: str, leads: int = 8, conversions: int = 5) -> CampaignData:
    """So many leads and conversions a day by the platform's count, 4 leads a day in the CRM."""
    day = ad_day(WEEK.start, leads_micros=leads * MICRO, conversions_micros=conversions * MICRO)
    days = tuple(replace(day, day=one) for one in WEEK)
    crm = tuple(crm_day(one) for one in WEEK)
    return data(*goals, days=days, crm=crm, client=replace(CLIENT, results=THEIRS))


def test_leads_are_then_late_and_what_becomes_of_them_is_not() -> None:
    found = theirs()
    assert [counted_by_crm(key, found) for key in ("leads", "cpl", "lead_to_mql", "revenue")] == [
        False, False, True, True,
    ]  # fmt: skip
    assert (is_late("leads", found), is_late("leads", of_crm(found)), is_late("revenue", found)) == (True, False, False)


def test_the_crm_s_own_count_can_still_be_told() -> None:
    found = of_crm(theirs())
    leads = read("leads", sums_of(found, WEEK))
    assert (leads.value, leads.claim) == (28, Claim.CRM)


def test_a_total_of_theirs_waits_for_no_crm() -> None:
    old = tuple(replace(one, last_success=NOW - timedelta(days=5)) if one.source.is_crm else one for one in FRESH)
    goal = parse("leads >= 300")
    stands = course_of(goal, replace(theirs(), freshness=old))
    waits = course_of(goal, replace(of_crm(theirs()), freshness=old))
    assert stands is not None
    assert waits is not None
    assert waits.until < stands.until == WEEK.end


def test_nobody_reads_no_leads_where_the_counting_is_broken() -> None:
    silent = theirs("cpl < 30 EUR", leads=0, conversions=0)
    assert is_uncounted("cpl", sums_of(silent, WEEK), silent.campaign, has_crm=True)
    assert build(silent, NOW).goals[0].met is None
    few = theirs("cpl < 30 EUR", leads=0)
    assert not is_uncounted("cpl", sums_of(few, WEEK), few.campaign, has_crm=True), "they count something"


def test_a_crm_that_is_silent_takes_none_of_the_platforms_leads() -> None:
    until, cpl, leads = BEGIN + timedelta(days=60), parse("cpl <= 25 EUR"), parse("leads >= 9000")
    world = World([240.0] * 90, [6.0] * 90)
    hub = Health(2, Source.HUBSPOT, "42", last_success=None, error="reconnect_hubspot")
    for known in (None, cohorts(world, until)):
        view = world.view(until, cpl, leads, cohorts=known)
        triangle = replace(view.triangle, leads_micros=view.triangle.conversions_micros)
        run = replace(view.campaign, matches=(Match(Source.HUBSPOT, utm_campaign="otono"),))
        view = replace(view, triangle=triangle, campaign=run, accounts=(*view.accounts, hub))
        deaf = {one.signal for one in (off_target(view, cpl), off_target(view, leads))}
        assert deaf == {Verdict.NO_DATA}, "as ever the CRM says it, and it has said nothing"
        assert registry.unseen(view, kinds.OFF_TARGET, "cpl") is not None
        view = replace(view, client=replace(OTHER, results=THEIRS))
        assert registry.unseen(view, kinds.OFF_TARGET, "cpl") is None
        dear = off_target(view, cpl)
        assert (dear.signal, dear.claim) == (Verdict.BREACH, Claim.PLATFORM)
        assert off_target(view, leads).claim is Claim.PLATFORM
        assert off_target(view, parse("lead_to_mql > 50 %")).signal is Verdict.NO_DATA, "only a CRM knows"


def test_a_rate_of_leads_is_judged_by_the_crm_s_own_as_the_card_shows_it() -> None:
    until = BEGIN + timedelta(days=60)
    world = World([240.0] * 90, [12.0] * 90)
    view = world.view(until, cohorts=cohorts(world, until))
    view = replace(view, client=replace(OTHER, results=THEIRS))
    found = series(view, Goal("lead_to_mql", Comparator.GE, parse("cpl < 1 EUR").target), 0.1)
    assert found is not None
    assert np.nansum(found.known.effort[-1]) == 60 * 12
