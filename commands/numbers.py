"""The numbers behind an incident, day by day."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from commands.campaigns import Chosen
from commands.context import Context, Reply
from commands.incidents import Found, find, picture
from commands.trying import view
from domain.detection import lag
from domain.detection.known import FINAL
from domain.detection.setting import DEFAULT
from domain.entities import Goal
from domain.evidence import Grid
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence, RuleOverride
from domain.rules.off_target import tolerance
from domain.rules.parts import results_of
from domain.rules.series import PLANNED, Series, is_judgeable, series
from domain.words import Audience
from storage.evidence import evaluations
from templates.cards.numbers import Row, numbers_card

MOST = 21
BEFORE = timedelta(days=7)


def show(ctx: Context, value: str) -> Reply:
    """The table of the days since a week before the trouble began."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    known = view(ctx, Chosen(found.campaign, found.client, Audience.INTERNAL)) if found.campaign else None
    if known is None:
        return Reply(numbers_card(ctx.speech, picture(ctx, found), (), ctx.now))
    asked = _series(known, found)
    rows = _judged(ctx, found, asked) if asked else _counted(known)
    first = (found.row.finding.since or known.today) - BEFORE
    shown = [row for row in rows if row.day >= first or row.day >= known.today - BEFORE][-MOST:]
    effort = asked.pair.effort if asked else "spend"
    return Reply(numbers_card(ctx.speech, picture(ctx, found), shown, ctx.now, effort=effort))


def _series(known: CampaignEvidence, found: Found) -> Series | None:
    """The series of its goal, or of a goal that counts the same results."""
    goal = found.row.finding.goal
    for one in [goal] if goal else known.campaign.goals:
        asked = series(known, one, tolerance(RuleOverride(""))) if is_judgeable(one) else None
        if asked and asked.known.looks.size and asked.pair.effort != PLANNED and _counts(found, goal, asked):
            return asked
    return None


def _counts(found: Found, goal: Goal | None, asked: Series) -> bool:
    return goal is not None or asked.pair.named == found.row.finding.result


def _judged(ctx: Context, found: Found, asked: Series) -> list[Row]:
    """What came and what the goal asked for by now, by the lag curve that was learnt."""
    known = asked.known
    curve = lag.learn(known, DEFAULT).complete[-1]
    first = date.fromordinal(int(known.days[0]))
    kept = {
        one.day: one.probability
        for one in evaluations.looks(ctx.session, found.row.subject.campaign, found.row.rule, first)
    }
    rows = []
    for at, ordinal in enumerate(known.days.tolist()):
        effort, seen = known.effort[-1][at].item(), known.results[-1][at].item()
        arrived = float(curve[min(max(0, int(known.looks[-1]) - ordinal), FINAL)])
        expected = None if np.isnan(effort) else effort * asked.aim.rate * arrived
        day = date.fromordinal(ordinal)
        shown = kept.get(day + timedelta(days=1))
        rows.append(Row(day, _decimal(effort), _decimal(seen), _decimal(expected), round(arrived, 3), shown))
    return rows


def _counted(known: CampaignEvidence) -> list[Row]:
    """Spend and results, where no goal says how many there should be."""
    told = known.triangle
    results = told.leads_micros if results_of(known) == "leads" else told.conversions_micros
    spend, seen = _last(told.spend_micros), _last(results)
    return [
        Row(day, _decimal(cost), _decimal(came), None) for day, cost, came in zip(told.days, spend, seen, strict=True)
    ]


def _last(grid: Grid) -> list[float]:
    found: list[float] = (grid[-1] / MICRO).tolist()
    return found


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None or np.isnan(value) else Decimal(repr(round(value, 2)))
