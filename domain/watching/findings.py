"""Every rule of a campaign, asked once."""

from collections.abc import Iterator
from dataclasses import replace

from domain.entities import Goal
from domain.incidents.finding import Because, Finding, Signal
from domain.judging.setting import DEFAULT, Setting
from domain.watching import delivery, drift, pacing, results, unusual
from domain.watching.parts import results_of
from domain.watching.series import is_judgeable
from domain.watching.view import CampaignView


def of_campaign(view: CampaignView, setting: Setting = DEFAULT) -> Iterator[Finding]:
    """Sensible rules from the first minute: each goal, everything that can be broken, the pace, the unusual."""
    for goal in goals(view):
        yield drift.off_target(view, goal, setting)
    counted = results_of(view)
    yield results.stopped(view, counted, setting)
    yield from results.tracking_lost(view, counted)
    yield results.not_in_crm(view)
    yield delivery.spend_stopped(view)
    yield delivery.above_plan(view)
    yield delivery.paused(view)
    yield pacing.off_pace(view)
    yield unusual.surprise(view)


def goals(view: CampaignView) -> list[Goal]:
    """The campaign's goals, each with the number that a rule of one's own sets instead, and those rules' own."""
    own = {wish.goal.kpi: wish.goal for wish in view.wishes.values() if wish.goal}
    promised = [own.pop(goal.kpi, goal) for goal in view.campaign.goals]
    return [goal for goal in (*promised, *own.values()) if is_judgeable(goal)]


def muted(found: Finding) -> Finding:
    """A finding of a rule that somebody has silenced: recorded, not told."""
    return replace(found, because=Because.MUTED) if found.signal is Signal.BREACH else found
