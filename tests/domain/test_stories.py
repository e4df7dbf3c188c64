"""From links and causes to what is told: only of the link that moved, with what was ruled out and where to look."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from domain.diagnosis.asking import Question
from domain.diagnosis.cross import Cross, Sums
from domain.diagnosis.funnel import SEARCHED, funnel, powers
from domain.diagnosis.story import Asked, Ruled, Step, Story, tell
from domain.entities import Comparator, Goal
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Subject
from domain.kpi import CATALOGUE, Direction, get
from domain.rules.registry import question
from domain.window import Window
from tests import kinds

BEFORE, AFTER = Window(date(2026, 10, 1), date(2026, 10, 28)), Window(date(2026, 10, 29), date(2026, 11, 4))
WEEK = {
    "impressions": 100_000.0,
    "clicks": 2_000.0,
    "spend": 1_000.0,
    "results": 100.0,
    "leads": 100.0,
    "mqls": 40.0,
    "sqls": 20.0,
    "customers": 5.0,
    "revenue": 6_000.0,
}
FOUR = {name: 4 * number for name, number in WEEK.items()}


def devices(mobile: float = 1.0, desktop: float = 1.0, clicks: float = 1.0) -> Cross:
    """Two devices of two platforms over the two windows: their conversion rates after, as parts of those before."""
    codes = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    old = np.array([2400.0, 1600.0, 2400.0, 1600.0])
    new = old / 4 * np.array([clicks, 1, clicks, 1])
    rate = 0.05 * np.array([mobile, desktop, mobile, desktop])
    sums = (Sums(n * 50, n, n * 0.5, n * r, n * r * 60) for n, r in ((old, 0.05), (new, rate)))
    return Cross(("platform", "device"), (("google_ads", "meta"), ("mobile", "desktop")), codes, *sums)


def told(kpi: str, cut: Cross, **after: float) -> Story:
    asked = Asked(kpi, "EUR", BEFORE, AFTER, "leads", claimed=False)
    worse = (10.0, 15.0) if get(kpi).direction is Direction.DOWN else (15.0, 10.0)
    return tell(asked, worse, (FOUR, {**WEEK, **after}), [cut])


def test_the_element_behind_the_link_that_moved_is_told() -> None:
    story = told("cpl", devices(mobile=0.3), results=58.0, leads=58.0)
    assert (story.moved and story.moved.factor) == "cvr"
    assert [(one.dimension, one.element, one.factor) for one in story.causes] == [("device", "mobile", "cvr")]
    assert story.causes[0].before == pytest.approx(0.05)
    assert story.causes[0].after == pytest.approx(0.015)
    assert (story.clear, story.step) == (True, Step.PAGE)
    assert {Ruled.PRICE, Ruled.CLICKS, Ruled.TRACKING, Ruled.SPEND} == set(story.ruled_out)


def test_what_stands_out_most_short_of_a_clear_cause_is_kept_apart() -> None:
    """“No ad group moved otherwise” stood where one's click had gone from 0.88 to 1.67, the other's not."""
    groups = Cross(
        ("ad_group",),
        (("Brand terms", "Generic terms"),),
        np.array([[0, 1]]),
        Sums(
            np.array([151594.0, 223259.0]), np.array([8451.0, 10055.0]), np.array([6125.6, 8813.9]),
            np.array([407.9, 534.4]), np.zeros(2),
        ),
        Sums(
            np.array([21578.0, 16170.0]), np.array([1212.0, 729.0]), np.array([846.7, 1218.3]),
            np.array([43.0, 25.2]), np.zeros(2),
        ),
    )  # fmt: skip
    old = {"impressions": 374853.0, "clicks": 18506.0, "spend": 14939.5, "results": 942.3, "leads": 942.3}
    new = {"impressions": 37748.0, "clicks": 1941.0, "spend": 2065.0, "results": 68.2, "leads": 68.2}
    asked = Asked("cpl", "EUR", BEFORE, AFTER, "leads", claimed=False)
    part = np.full(8, 1 / 8)
    alike = [
        Sums(*(part * one[name] for name in ("impressions", "clicks", "spend", "results")), np.zeros(8))
        for one in (old, new)
    ]
    ads = Cross(("ad",), (tuple("ABCDEFGH"),), np.array([range(8)]), *alike)
    story = tell(asked, (15.9, 30.3), ({**FOUR, **old}, {**WEEK, **new}), [groups, ads])
    assert (story.clear, story.causes) == (False, ())
    assert story.near is not None
    assert (story.near.element, story.near.factor) == ("Generic terms", "cpc")
    assert told("cpl", devices(mobile=0.3), results=58.0, leads=58.0).near is None
    assert told("cpl", devices(), results=58.0, leads=58.0).near is None


def test_an_element_is_not_blamed_for_a_link_that_did_not_move() -> None:
    story = told("cpl", devices(mobile=0.3), spend=1_500.0)
    assert (story.moved and story.moved.factor) == "cpm"
    assert (story.causes, story.clear, story.step) == ((), False, Step.AUCTION)


def test_what_happens_after_the_lead_is_nobody_s_on_the_platforms() -> None:
    story = told("cost_per_sql", devices(mobile=0.3), sqls=6.0)
    assert (story.beyond, story.causes, story.step) == (True, (), Step.QUALITY)


def test_a_silent_element_is_not_called_tracked() -> None:
    assert Ruled.TRACKING not in told("cpl", devices(mobile=0.0), results=40.0, leads=40.0).ruled_out


@pytest.mark.parametrize(
    ("kpi", "after", "step"),
    [
        ("cpl", {"results": 50.0, "leads": 50.0}, Step.TRACKING),
        ("ctr", {"clicks": 1_000.0}, Step.CLICK_RATE),
        ("roas", {"revenue": 2_000.0}, Step.VALUE),
        ("leads", {"impressions": 40_000.0, "clicks": 800.0, "results": 40.0}, Step.DELIVERY),
        ("cpl", {}, Step.WATCH),
    ],
)
def test_what_moved_everywhere_points_to_its_link(kpi: str, after: dict[str, float], step: Step) -> None:
    assert told(kpi, devices(), **after).step is step


@pytest.mark.parametrize(
    ("value", "awaited", "step"),
    [
        ((34.27, 40.77), None, Step.TRACKING),
        ((34.27, 40.77), 32.6, Step.WATCH),
        ((34.27, 40.77), 39.0, Step.TRACKING),
        ((18.09, 18.30), None, Step.WATCH),
        ((18.09, 17.80), None, Step.KEEP),
    ],
)
def test_what_hardly_moved_or_only_waits_for_its_results_gets_no_remedy(
    value: tuple[float, float], awaited: float | None, step: Step
) -> None:
    """18.09 € → 18.30 € was answered “try the landing page”; so was a cost that late results were to bring back."""
    asked = Asked("cpa", "EUR", BEFORE, AFTER, "conversions", claimed=False)
    assert tell(asked, value, (FOUR, {**WEEK, "results": 80.0}), [devices()], awaited).step is step


def test_every_chain_of_the_catalogue_adds_up() -> None:
    after = {
        name: number * factor
        for (name, number), factor in zip(WEEK.items(), (3, 2, 5, 4, 1.5, 2.5, 0.4, 0.7, 6), strict=True)
    }
    for kpi in CATALOGUE:
        links = funnel(kpi, FOUR, after, (28, 7))
        assert bool(links) == (powers(kpi) is not None)
        if links:
            assert sum(link.share or 0.0 for link in links) == pytest.approx(1)
    assert set(SEARCHED) <= set(CATALOGUE)


def test_what_nobody_says_leaves_the_shares_open() -> None:
    assert [link.share for link in funnel("cost_per_mql", {**FOUR, "mqls": None}, WEEK, (28, 7))] == [None] * 4


FINDING = Finding(
    Subject("acme", "acme-otono"),
    kinds.OFF_TARGET,
    Verdict.BREACH,
    Reason.MISSED,
    "2026-11-16",
    detail="cpl",
    since=date(2026, 11, 12),
    goal=Goal("cpl", Comparator.LT, 25, "EUR"),  # type: ignore[arg-type]
    result="leads",
    numbers=Numbers(arrived=0.8),
)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, Question("cpl", date(2026, 11, 12), 0.8)),
        ({"goal": Goal("pace", Comparator.LT, 1)}, None),  # type: ignore[arg-type]
        ({"trouble": kinds.CONVERSIONS_STOPPED, "goal": None}, Question("leads", date(2026, 11, 12))),
        ({"trouble": kinds.TRACKING_LOST, "goal": None, "result": ""}, Question("", date(2026, 11, 12))),
        ({"trouble": kinds.SURPRISE, "goal": None, "detail": "cpc"}, Question("cpc", date(2026, 11, 12), 0.8)),
        ({"trouble": kinds.SPEND_STOPPED, "goal": None}, None),
        ({"trouble": kinds.ACCOUNT_SUSPENDED, "goal": None}, None),
    ],
)
def test_an_alert_asks_about_its_kpi_since_its_day(changes: dict[str, object], asked: Question | None) -> None:
    assert question(replace(FINDING, **changes)) == asked  # type: ignore[arg-type]
