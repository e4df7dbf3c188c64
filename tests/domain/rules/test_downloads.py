"""Goals on downloads are judged as those on leads are, by whoever counts them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np

from domain.entities import Comparator, Goal, Match
from domain.incidents.finding import Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.results import Counts, ResultDefinition, ResultKind
from domain.rules.backtest import tried
from domain.rules.inputs import CampaignEvidence, Health
from domain.rules.off_target import off_target, watched
from domain.rules.registry import unseen
from domain.words import Claim, Source
from tests import kinds
from tests.domain.rules.scene import BEGIN, World, campaign, cohorts

GOAL = Goal("cost_per_download", Comparator.LE, Decimal(25), "EUR")
UNTIL = BEGIN + timedelta(days=72)
WORLD = World([240.0] * 100, [12.0 if n < 60 else 5.0 for n in range(100)])


def saying(source: Source, token: str) -> ResultDefinition:
    return ResultDefinition(((ResultKind.DOWNLOAD, Counts(((source, (token,)),))),))


def of_platforms() -> CampaignEvidence:
    """Downloads that the platforms count, late as all they count; no conversion, and no lead."""
    view = WORLD.view(UNTIL, GOAL)
    told = view.triangle
    triangle = replace(told, downloads_micros=told.conversions_micros, conversions_micros=told.conversions_micros * 0)
    run = replace(view.campaign, results=saying(Source.META, "complete_registration"))
    return replace(view, triangle=triangle, campaign=run)


def of_forms() -> CampaignEvidence:
    """Downloads that are forms of the CRM: the platforms know of none."""
    view = WORLD.view(UNTIL, GOAL)
    told = cohorts(WORLD, UNTIL)
    sent = replace(told, downloads=told.leads, leads=told.leads * 0)
    run = replace(
        view.campaign, matches=(Match(Source.HUBSPOT, utm_campaign="x"),), results=saying(Source.HUBSPOT, "form:guia")
    )
    hub = Health(2, Source.HUBSPOT, "42", last_success=view.now)
    return replace(view, cohorts=sent, campaign=run, accounts=(*view.accounts, hub))


def test_a_cost_per_download_that_doubles_is_found_dated_and_told() -> None:
    for view in (of_platforms(), of_forms()):
        one = off_target(view, GOAL)
        assert (one.signal, one.tier, one.because, one.result) == (
            Verdict.BREACH, Tier.INTERRUPT, Reason.MISSED, "downloads",
        )  # fmt: skip
        assert one.since is not None
        assert abs((one.since - BEGIN).days - 60) <= 3
        assert one.numbers.seen is not None
        assert one.numbers.spend is not None
        assert one.numbers.measured is not None
        assert abs(one.numbers.measured - one.numbers.spend.amount / one.numbers.seen) < Decimal("0.01")


def test_it_is_watched_and_tried_on_the_past_like_any_other() -> None:
    view, usual = of_platforms(), Goal("cpa", Comparator.LE, Decimal(25), "EUR")
    assert watched(campaign(GOAL), {}) == [GOAL]
    told, same = tried(view, GOAL, BEGIN), tried(WORLD.view(UNTIL, usual), usual, BEGIN)
    assert told is not None
    assert same is not None
    assert told.alerts > 0
    assert [(one.look, one.tier) for one in told.told] == [(one.look, one.tier) for one in same.told]


def test_where_nobody_has_said_what_a_download_is_nothing_can_be_told() -> None:
    one = off_target(WORLD.view(UNTIL, GOAL), GOAL)
    assert (one.signal, one.because) == (Verdict.NO_DATA, Reason.UNDEFINED)
    unknown = replace(of_platforms().triangle, downloads_micros=np.full_like(WORLD.triangle(UNTIL).clicks, np.nan))
    assert off_target(replace(of_platforms(), triangle=unknown), GOAL).signal in {Verdict.NO_DATA, Verdict.TOO_FEW}


def test_a_crm_s_silence_takes_the_forms_and_leaves_what_the_platforms_count() -> None:
    lost = Health(2, Source.HUBSPOT, "42", last_success=UNTIL_LOST, error="reconnect_hubspot")
    for view, blind in ((of_forms(), True), (of_platforms(), False)):
        deaf = replace(view, accounts=(view.accounts[0], lost))
        for goal in (GOAL, Goal("downloads", Comparator.GE, Decimal(9000))):
            assert (off_target(deaf, goal).signal is Verdict.ERROR) is blind
            assert (unseen(deaf, kinds.OFF_TARGET, goal.kpi) is not None) is blind
            assert off_target(deaf, goal).claim is (Claim.CRM if blind else None)


UNTIL_LOST = of_platforms().now - timedelta(days=3)
