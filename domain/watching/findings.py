"""Every rule of a campaign, asked once."""

from collections.abc import Iterator, Mapping

from domain.entities import Campaign, Goal
from domain.incidents.finding import Finding
from domain.incidents.troubles import Trouble, rule
from domain.judging.setting import DEFAULT, Setting
from domain.watching import drift, pacing, results, unusual
from domain.watching.parts import results_of
from domain.watching.series import is_judgeable
from domain.watching.view import CampaignView, Wish


def of_morning(view: CampaignView, setting: Setting = DEFAULT) -> Iterator[Finding]:
    """Sensible rules from the first minute, each asked once a day: every goal, segments, the CRM, pace, the unusual."""
    for goal in goals(view):
        yield drift.off_target(view, goal, setting)
    yield from results.tracking_lost(view, results_of(view))
    yield results.not_in_crm(view)
    yield pacing.off_pace(view)
    yield unusual.surprise(view)


def names(campaign: Campaign, wishes: Mapping[str, Wish]) -> set[str]:
    """The rules of goals that there are: what is named otherwise is a goal that was removed."""
    return {rule(Trouble.OFF_TARGET, goal.kpi) for goal in watched(campaign, wishes)}


def goals(view: CampaignView) -> list[Goal]:
    """The campaign's goals, each with the number that a rule of one's own sets instead, and those rules' own."""
    return watched(view.campaign, view.wishes)


def watched(campaign: Campaign, wishes: Mapping[str, Wish]) -> list[Goal]:
    """The same before anything is read."""
    own = {wish.goal.kpi: wish.goal for wish in wishes.values() if wish.goal}
    promised = [own.pop(goal.kpi, goal) for goal in campaign.goals]
    return [goal for goal in (*promised, *own.values()) if is_judgeable(goal)]
