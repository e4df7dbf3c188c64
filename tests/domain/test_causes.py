"""Which link moved, and which element explains it: exact shares, the right culprit, and nobody where there is none."""

from collections.abc import Sequence
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.diagnosis.chain import RATES, chain, ratio
from domain.diagnosis.cross import Cross, Sums
from domain.diagnosis.cutting import cut
from domain.diagnosis.explain import Explanation, Why, explain
from domain.errors import InvalidInput

CAMPAIGNS, DEVICES = ("brand", "generic", "rival", "video"), ("mobile", "desktop", "tablet")
CLICKS = np.outer([800, 1600, 1000, 600], [6, 3, 1]).ravel().astype(float)
amount = st.floats(min_value=1, max_value=1e6)


def period(
    clicks: np.ndarray, ctr: float | np.ndarray = 0.02, cvr: float | np.ndarray = 0.04, cpc: float | np.ndarray = 0.8
) -> Sums:
    conversions = np.round(clicks * cvr)
    return Sums(clicks / ctr, clicks, clicks * cpc, conversions, conversions * 60)


def crossed(after: Sums, before: Sums | None = None) -> Cross:
    """Four campaigns by three devices: four weeks before, and what is given after."""
    codes = np.array(np.unravel_index(np.arange(12), (4, 3)), dtype=np.int64)
    return Cross(("campaign", "device"), (CAMPAIGNS, DEVICES), codes, before or period(4 * CLICKS), after)


def on(name: str, factor: float) -> np.ndarray:
    """`factor` in the cells of one element, 1 elsewhere."""
    campaign, device = np.unravel_index(np.arange(12), (4, 3))
    mine = campaign == CAMPAIGNS.index(name) if name in CAMPAIGNS else device == DEVICES.index(name)
    return np.where(mine, factor, 1.0)


def first(found: Explanation) -> tuple[str, str, str]:
    assert found.verdict is Why.CAUSE
    return found.causes[0].dimension, found.causes[0].element, found.causes[0].factor


@pytest.mark.parametrize("name", ["mobile", "desktop", "generic", "rival"])
@pytest.mark.parametrize(
    ("kpi", "factor", "after"),
    [
        ("cpa", "cvr", lambda on: period(CLICKS, cvr=0.04 * on(0.5))),
        ("roas", "cvr", lambda on: period(CLICKS, cvr=0.04 * on(0.5))),
        ("cvr", "cvr", lambda on: period(CLICKS, cvr=0.04 * on(0.5))),
        ("cpa", "cpc", lambda on: period(CLICKS, cpc=0.8 * on(1.8))),
        ("cpa", "cpc", lambda on: period(CLICKS * on(0.6), cpc=0.8 * on(1 / 0.6))),
        ("cpc", "cpc", lambda on: period(CLICKS * on(0.6), ctr=0.02 * on(0.6), cpc=0.8 * on(1 / 0.6))),
        ("cpm", "cpm", lambda on: period(CLICKS, cpc=0.8 * on(1.8))),
        ("ctr", "ctr", lambda on: period(CLICKS * on(0.5), ctr=0.02 * on(0.5))),
    ],
)
def test_the_element_that_was_hit_stands_first_and_explains_the_gap(
    name: str, kpi: str, factor: str, after: object
) -> None:
    found = explain([crossed(after(lambda size: on(name, size)))], kpi)  # type: ignore[operator]
    assert first(found) == ("campaign" if name in CAMPAIGNS else "device", name, factor)
    assert found.causes[0].share == pytest.approx(1, abs=0.15)
    assert len(found.causes) == 1


def test_a_shift_of_volume_is_told_by_what_it_did_to_the_mix() -> None:
    dear = on("video", 0.3)
    before = period(4 * CLICKS, cvr=0.04 * dear)
    found = explain([crossed(period(CLICKS * on("video", 5), cvr=0.04 * dear), before)], "cpa")
    assert first(found) == ("campaign", "video", "volume")
    assert found.causes[0].share == pytest.approx(1, abs=0.1)
    assert found.links[0].factor == "cvr"


@pytest.mark.parametrize("change", [0.4, 0.7, 1.0, 1.5])
def test_what_moves_everywhere_alike_names_nobody_but_its_link(change: float) -> None:
    found = explain([crossed(period(CLICKS, cvr=0.04 * change))], "cpa")
    assert (found.verdict, found.causes) == (Why.NO_CLEAR_CAUSE, ())
    assert change == 1 or (found.links[0].factor, found.links[0].share) == ("cvr", 1)


def test_a_second_cause_is_searched_in_what_is_left() -> None:
    hit = on("mobile", 0.5) * on("rival", 0.3)
    found = explain([crossed(period(CLICKS, cvr=0.04 * hit))], "cpa")
    assert {(one.dimension, one.element) for one in found.causes[:2]} == {("device", "mobile"), ("campaign", "rival")}


def test_an_element_without_any_conversion_left_is_found() -> None:
    found = explain([crossed(period(CLICKS, cvr=0.04 * on("mobile", 0)))], "cpa")
    assert first(found) == ("device", "mobile", "cvr")
    nothing = explain([crossed(period(CLICKS, cvr=0))], "cpa")
    assert (nothing.after, nothing.verdict) == (None, Why.NO_CLEAR_CAUSE)
    assert (nothing.links[0].factor, nothing.links[0].share) == ("cvr", 1)


def test_what_fell_is_listed_though_everything_else_improved_and_is_not_called_the_cause_of_that() -> None:
    found = explain([crossed(period(CLICKS, cvr=0.04 * on("video", 0.75), cpc=0.8 * 0.6))], "cpa")
    assert [(one.element, one.factor) for one in found.causes] == [("video", "cvr")]
    assert (found.causes[0].share or 0) < 0
    assert found.verdict is Why.NO_CLEAR_CAUSE


def test_a_table_of_margins_is_read_as_one_cross_per_dimension() -> None:
    hit = crossed(period(CLICKS, cvr=0.04 * on("mobile", 0.4)))
    names = [("", *DEVICES), ("", *CAMPAIGNS)]
    codes = np.array([[1, 2, 3, 0, 0, 0, 0], [0, 0, 0, 1, 2, 3, 4]])

    def margins(sums: Sums) -> Sums:
        def both(weights: np.ndarray) -> np.ndarray:
            return np.concatenate([hit.added(1, weights), hit.added(0, weights)])

        return Sums(*(both(getattr(sums, n)) for n in ("impressions", "clicks", "spend", "conversions", "revenue")))

    crosses = cut(("device", "campaign"), names, codes, margins(hit.before), margins(hit.after))
    assert [(one.dimensions, one.elements) for one in crosses] == [
        (("device",), (DEVICES,)),
        (("campaign",), (CAMPAIGNS,)),
    ]
    found = explain(crosses, "cpa")
    assert first(found) == ("device", "mobile", "cvr")
    assert (found.before, found.after) == (ratio("cpa", hit.before), ratio("cpa", hit.after))


@given(st.lists(amount, min_size=5, max_size=5), st.lists(amount, min_size=5, max_size=5), st.sampled_from(RATES))
def test_the_shares_of_the_links_add_up_to_the_whole_change(old: list[float], new: list[float], kpi: str) -> None:
    before, after = (Sums(*(np.array([one]) for one in sums)) for sums in (old, new))
    links = chain(kpi, before, after)
    if all(link.share is not None for link in links):
        assert isclose(sum(link.share or 0.0 for link in links), 1, abs_tol=1e-3)
    assert {link.share is None for link in links} in ({True}, {False})


@settings(max_examples=25, deadline=None)
@given(st.floats(min_value=0.01, max_value=1000), st.randoms(use_true_random=False))
def test_currency_and_the_order_of_rows_change_nothing(rate: float, order: object) -> None:
    cross = crossed(period(CLICKS, cvr=0.04 * on("mobile", 0.5), cpc=0.8 * on("brand", 1.2)))
    rows = list(range(12))
    order.shuffle(rows)  # type: ignore[attr-defined]

    def paid(sums: Sums) -> Sums:
        return Sums(
            *(
                one[rows]
                for one in (sums.impressions, sums.clicks, sums.spend * rate, sums.conversions, sums.revenue * rate)
            )
        )

    other = Cross(cross.dimensions, cross.elements, cross.codes[:, rows], paid(cross.before), paid(cross.after))
    told, again = explain([cross], "cpa"), explain([other], "cpa")
    assert (told.verdict, len(told.causes)) == (again.verdict, len(again.causes))
    for one, same in zip(told.causes, again.causes, strict=True):
        assert (one.dimension, one.element, one.factor) == (same.dimension, same.element, same.factor)
        assert (one.z, one.share) == (pytest.approx(same.z), pytest.approx(same.share))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=60, max_size=60), st.sampled_from((*RATES, "leads", "revenue")))
def test_any_table_gets_an_answer(numbers: Sequence[int], kpi: str) -> None:
    fields = np.array(numbers, dtype=float).reshape(2, 5, 6)
    codes = np.array([[0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1]])
    cross = Cross(("a", "b"), (("x", "y", "z"), ("m", "n")), codes, Sums(*fields[0]), Sums(*fields[1]))
    with np.errstate(all="raise"):
        found = explain([cross], kpi)
    assert all(np.isfinite(one.z) and abs(one.z) >= 2 for one in found.causes)
    assert found.verdict is Why.NO_CLEAR_CAUSE or found.causes


def test_counts_are_compared_per_day_and_begin_with_the_impressions() -> None:
    found = explain([crossed(period(CLICKS * on("mobile", 0.3)))], "leads", days=(28, 7))
    assert first(found) == ("device", "mobile", "volume")
    assert (found.links[0].factor, found.links[0].share) == ("volume", 1)
    assert (found.before, found.after) == (pytest.approx(1600 * 4 / 28, rel=0.01), pytest.approx(132.6, rel=0.01))


def test_nothing_to_compare_and_an_unknown_kpi_are_told() -> None:
    assert explain([], "cpa") == Explanation("cpa", None, None, (), Why.NO_CLEAR_CAUSE, ())
    with pytest.raises(InvalidInput) as refused:
        explain([], "reach")
    assert refused.value.example.startswith("cpa, cpl, roas")
