"""A replay tells each trouble once, in its tier, by its name, and says when it is over and why."""

import numpy as np
import pytest

from domain.detection.known import Known, known
from domain.detection.setting import DEFAULT, Aim
from domain.detection.spending import silence
from domain.incidents.conditions import Condition
from domain.incidents.finding import Reason
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.rules.replaying import Story, stories, story
from tests import kinds
from tests.domain.detection.made import CURVE, START, TARGET, falling, rows, steady, triangle

AIM = Aim(1 / TARGET)


def begun(told: Story, trouble: RuleKind) -> list[tuple[int, Tier]]:
    return [(one.look - START, one.tier) for one in told.told if one.trouble == trouble and one.fires]


def over(told: Story, trouble: RuleKind) -> list[int]:
    return [one.look - START for one in told.told if one.trouble == trouble and not one.fires]


def test_more_is_asked_of_an_account_that_is_hardly_known() -> None:
    asked = [DEFAULT.thresholds(days) for days in (7, 27, 28, 69, 70, 90)]
    assert asked[0] == asked[1] > asked[2] == asked[3] > asked[4] == asked[5]
    assert begun(story(triangle(steady(20, 5)), AIM), kinds.OFF_TARGET)


def test_a_healthy_account_hears_nothing() -> None:
    told = story(triangle(steady(100, 14)), AIM)
    assert told.told == ()
    assert {one.condition for one in told.mornings} <= {Condition.OK, Condition.PENDING}


def test_a_fall_is_told_once_and_raised_once() -> None:
    told = story(triangle(falling(100, 14, 5, at=80)), AIM)
    tiers = [tier for _, tier in begun(told, kinds.OFF_TARGET)]
    assert tiers in ([Tier.DIGEST, Tier.INTERRUPT], [Tier.INTERRUPT])
    assert begun(told, kinds.OFF_TARGET)[0][0] <= 87
    assert told.mornings[-1].condition is Condition.FIRING


def test_a_recovery_ends_it_and_it_arms_again() -> None:
    counts = np.concatenate([steady(70, 14), steady(14, 5, 2), steady(40, 14, 3), steady(14, 4, 4)])
    told = story(triangle(counts), AIM)
    assert len(over(told, kinds.OFF_TARGET)) == 1
    assert any(look > 124 for look, _ in begun(told, kinds.OFF_TARGET))


def test_a_stop_is_told_as_a_stop_and_only_that() -> None:
    told = story(triangle(falling(90, 14, 0, at=80)), AIM)
    stops = begun(told, kinds.CONVERSIONS_STOPPED)
    assert stops[-1][1] is Tier.INTERRUPT
    assert stops[0][0] <= 83
    assert all(look <= stops[0][0] for look, _ in begun(told, kinds.OFF_TARGET))


def test_conversions_that_come_late_resolve_it_and_say_so() -> None:
    """The platform held back four days of results, then delivered them all."""
    looks, days, seen, spent = rows(steady(70, 12), np.full(70, 450.0), CURVE)
    held = np.where((days >= START + 60) & (looks <= START + 64), 0.0, seen)
    told = story(known(looks, days, held, spent), AIM)
    ends = [one for one in told.told if not one.fires]
    assert ends
    assert {one.because for one in ends} == {Reason.LATE_RESULTS}


def spending(spend: np.ndarray, results: np.ndarray) -> Known:
    return triangle(results, spend)


def test_money_that_stops_is_told_and_mutes_the_rest() -> None:
    spend, results = np.full(70, 450.0), steady(70, 12)
    spend[60:], results[60:] = 0, 0
    told = story(spending(spend, results), AIM)
    stops = begun(told, kinds.SPEND_STOPPED)
    assert stops[0] == (61, Tier.DIGEST)
    assert stops[1][1] is Tier.INTERRUPT
    assert {one.trouble for one in told.told} == {kinds.SPEND_STOPPED}


def test_money_that_rests_at_weekends_is_no_trouble() -> None:
    days = np.arange(START, START + 98)
    spend = np.where(days % 7 < 5, 450.0, 0.0)
    results = np.where(spend > 0, steady(98, 12), 0)
    assert begun(story(spending(spend, results), AIM), kinds.SPEND_STOPPED) == []


def test_money_that_comes_in_bursts_is_no_trouble() -> None:
    spend = np.where((np.arange(120) // 4) % 3 == 0, 900.0, 0.0)
    results = np.where(spend > 0, steady(120, 20), 0)
    assert begun(story(spending(spend, results), AIM), kinds.SPEND_STOPPED) == []


def test_figures_that_stop_coming_are_stale_and_judge_nothing() -> None:
    looks, days, seen, spent = rows(steady(80, 12), np.full(80, 450.0), CURVE)
    kept = (looks < START + 60) | (looks > START + 66)
    told = story(known(looks[kept], days[kept], seen[kept], spent[kept]), AIM)
    dark = [one.condition for one in told.mornings if START + 60 <= one.look <= START + 66]
    assert set(dark) == {Condition.STALE}
    assert [tier for _, tier in begun(told, kinds.STALE_DATA)] == [Tier.DIGEST, Tier.INTERRUPT]
    assert over(told, kinds.STALE_DATA) == [68]
    assert begun(told, kinds.OFF_TARGET) == []


def test_a_fall_that_nobody_could_see_is_told_once_the_days_have_been_read() -> None:
    looks, days, seen, spent = rows(falling(80, 14, 5, at=55), np.full(80, 450.0), CURVE)
    kept = (looks < START + 57) | (looks > START + 64)
    told = story(known(looks[kept], days[kept], seen[kept], spent[kept]), AIM)
    assert over(told, kinds.STALE_DATA) == [66]
    assert begun(told, kinds.OFF_TARGET)[0][0] <= 67


def test_an_account_that_reports_on_weekdays_only_is_not_stale() -> None:
    looks, days, seen, spent = rows(steady(98, 12), np.full(98, 450.0), CURVE)
    kept = looks % 7 < 5
    assert begun(story(known(looks[kept], days[kept], seen[kept], spent[kept]), AIM), kinds.STALE_DATA) == []


def test_a_young_account_is_told_of_a_stop_only() -> None:
    poor = story(triangle(steady(6, 5)), AIM)
    assert poor.told == ()
    assert all(one.probability is not None for one in poor.mornings)


def test_a_replay_from_a_morning_on_says_what_the_whole_one_says() -> None:
    told = triangle(falling(100, 14, 5, at=80))
    whole, late = story(told, AIM), story(told, AIM, first=START + 60)
    assert whole.mornings[59:] == late.mornings
    assert whole.told == late.told


def test_a_series_in_parts_is_told_as_a_whole() -> None:
    looks, days, seen, spent = rows(falling(420, 9, 3, at=390), np.full(420, 450.0), CURVE)
    whole = story(known(looks, days, seen, spent), AIM)
    parts = []
    for first in range(START + 1, START + 421, 100):
        here = (looks < first + 100) & (looks >= first - 300) & (days >= first - 300)
        parts.append((known(looks[here], days[here], seen[here], spent[here]), first))
    told = stories(parts, AIM)
    assert [(one.look, one.condition) for one in told.mornings] == [(one.look, one.condition) for one in whole.mornings]
    assert [one.probability for one in told.mornings] == pytest.approx([one.probability for one in whole.mornings])
    assert [(one.look, one.trouble, one.tier) for one in told.told] == [
        (one.look, one.trouble, one.tier) for one in whole.told
    ]


def test_years_without_a_word_are_not_looked_at() -> None:
    looks, days, seen, spent = rows(steady(30, 9), np.full(30, 450.0), CURVE)
    told = known(
        np.append(looks, START + 300_000), np.append(days, START + 29), np.append(seen, 9.0), np.append(spent, 450)
    )
    assert told.looks.size < 100


def test_the_days_before_a_campaign_began_are_no_silence_of_its() -> None:
    spend = np.concatenate([np.zeros(40), np.full(36, 480.0), np.zeros(2)])
    young = silence(spending(spend, np.round(spend / 40)))
    assert young.usual[-1] == pytest.approx(480)
    assert young.missed[-1] == pytest.approx(960)
    alone = silence(spending(spend[40:], np.round(spend[40:] / 40)))
    assert young.chance[-1] == pytest.approx(alone.chance[-1])
