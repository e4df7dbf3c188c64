"""What is recorded without being told, because something else explains it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.rules.inhibition import Sources
from domain.words import Claim
from tests import kinds

GOOGLE, META, CRM = 1, 2, 3
SOURCES = Sources({"one": frozenset({GOOGLE, CRM}), "two": frozenset({GOOGLE, META, CRM})}, frozenset({CRM}))


def finding(trouble: RuleKind, campaign: str = "", account: int = 0, detail: str = "") -> Finding:
    return Finding(Subject("nord", campaign, account), trouble, Verdict.BREACH, Reason.UNSURE, "", detail)


def follows(found: Finding, cause: Finding, tier: Tier = Tier.INTERRUPT) -> bool:
    return SOURCES.follows(found, cause, tier)


@pytest.mark.parametrize(("claim", "hidden"), [(Claim.PLATFORM, False), (Claim.CRM, True), (None, True)])
def test_a_crm_s_trouble_explains_nothing_of_leads_that_the_platforms_count(
    claim: Claim | None, *, hidden: bool
) -> None:
    dear = replace(finding(kinds.OFF_TARGET, "one", detail="cpl"), claim=claim)
    assert follows(dear, finding(kinds.SOURCE_DISCONNECTED, account=CRM)) is hidden
    assert follows(dear, finding(kinds.LEADS_NOT_IN_CRM, "one")) is hidden
    assert not follows(finding(kinds.OFF_TARGET, "one", detail="cpa"), finding(kinds.LEADS_NOT_IN_CRM, "one"))


def test_on_one_campaign_a_stop_explains_a_missed_goal_and_not_the_reverse() -> None:
    stop, missed = finding(kinds.CONVERSIONS_STOPPED, "one"), finding(kinds.OFF_TARGET, "one", detail="cpa")
    assert follows(missed, stop)
    assert not follows(stop, missed)
    assert not follows(missed, finding(kinds.CONVERSIONS_STOPPED, "two"))


@pytest.mark.parametrize(
    ("campaign", "trouble", "detail", "hidden"),
    [
        ("one", kinds.SPEND_STOPPED, "", True),
        ("two", kinds.SPEND_STOPPED, "", False),
        ("two", kinds.OFF_TARGET, "cpa", True),
        ("two", kinds.OFF_PACE, "", True),
        ("three", kinds.SPEND_STOPPED, "", False),
    ],
)
def test_a_lost_platform_hides_what_is_seen_in_it_alone_and_what_is_judged_on_the_whole(
    campaign: str, trouble: RuleKind, detail: str, *, hidden: bool
) -> None:
    lost = finding(kinds.SOURCE_DISCONNECTED, account=GOOGLE)
    assert follows(finding(trouble, campaign, detail=detail), lost) is hidden


@pytest.mark.parametrize(
    ("trouble", "detail", "hidden"),
    [
        (kinds.LEADS_NOT_IN_CRM, "", True),
        (kinds.OFF_TARGET, "cost_per_mql", True),
        (kinds.OFF_TARGET, "cpa", False),
        (kinds.CONVERSIONS_STOPPED, "", False),
        (kinds.SPEND_STOPPED, "", False),
    ],
)
def test_a_lost_crm_hides_what_it_counts_and_nothing_else(trouble: RuleKind, detail: str, *, hidden: bool) -> None:
    lost = finding(kinds.SOURCE_DISCONNECTED, account=CRM)
    assert follows(finding(trouble, "one", detail=detail), lost) is hidden


def test_an_account_that_only_rests_hides_nothing() -> None:
    rests, stop = finding(kinds.STALE_DATA, account=GOOGLE), finding(kinds.SPEND_STOPPED, "one")
    assert follows(stop, rests)
    assert not follows(stop, rests, Tier.DIGEST)


@dataclass(frozen=True)
class Kept:
    """An incident."""

    finding: Finding
    state: State


@pytest.mark.parametrize(
    ("trouble", "days", "follows"),
    [
        (kinds.CONVERSIONS_STOPPED, 6, True),
        (kinds.CONVERSIONS_STOPPED, 7, False),
        (kinds.PAUSED_WITH_BUDGET, 6, True),
        (kinds.SOURCE_DISCONNECTED, 0, False),
        (kinds.STALE_DATA, 0, False),
    ],
)
def test_for_a_week_its_bad_days_stay_in_the_numbers_where_it_left_any(
    trouble: RuleKind, days: int, *, follows: bool
) -> None:
    ended = datetime(2026, 11, 10, 12, tzinfo=UTC)
    whole = trouble in {kinds.SOURCE_DISCONNECTED, kinds.STALE_DATA}
    about = finding(trouble, account=GOOGLE) if whole else finding(trouble, "one")
    cause = Kept(about, State(Condition.OK, ended, tier=Tier.INTERRUPT, ended=ended))
    missed = replace(finding(kinds.OFF_TARGET, "one", detail="cpa"), since=date(2026, 11, 9))
    other = Kept(missed, State(Condition.FIRING, ended, fired_at=ended + timedelta(days=1)))
    assert SOURCES.explains(cause, other, ended + timedelta(days=days), "UTC") is follows
    later = replace(other, finding=replace(missed, since=date(2026, 11, 11)))
    assert not SOURCES.explains(cause, later, ended, "UTC")


@pytest.mark.parametrize("trouble", [kinds.SPEND_ABOVE_PLAN, kinds.PAUSED_WITH_BUDGET, kinds.SPEND_STOPPED])
def test_where_the_budget_is_heading_is_told_as_soon_as_what_drove_it_there_is_over(trouble: RuleKind) -> None:
    """€2,245 above the budget after one day of €1,930 were told a week later, as if they were new."""
    began = datetime(2026, 11, 10, 4, tzinfo=UTC)
    cause = Kept(finding(trouble, "one"), State(Condition.FIRING, began, tier=Tier.INTERRUPT, fired_at=began))
    course = Kept(finding(kinds.OFF_PACE, "one"), State(Condition.FIRING, began, fired_at=began))
    ended = began + timedelta(hours=8)
    over = replace(cause, state=State(Condition.OK, ended, tier=Tier.INTERRUPT, ended=ended))
    assert SOURCES.explains(cause, course, ended, "UTC")
    assert not SOURCES.explains(over, course, ended, "UTC")
