"""Every rule of a campaign, asked once."""

from collections.abc import Iterator, Mapping

from domain.detection.setting import DEFAULT, Setting
from domain.entities import Campaign, Goal
from domain.incidents.finding import Finding
from domain.incidents.rule_kinds import RuleKind, rule
from domain.rules import drift, pacing, results, unusual
from domain.rules.inputs import CampaignEvidence, RuleOverride
from domain.rules.parts import results_of
from domain.rules.series import is_judgeable


def of_morning(view: CampaignEvidence, setting: Setting = DEFAULT) -> Iterator[Finding]:
    """Sensible rules from the first minute, each asked once a day: every goal, segments, the CRM, pace, the unusual."""
    for goal in goals(view):
        yield drift.off_target(view, goal, setting)
    yield from results.tracking_lost(view, results_of(view))
    yield results.not_in_crm(view)
    yield pacing.off_pace(view)
    yield unusual.surprise(view)


def names(campaign: Campaign, wishes: Mapping[str, RuleOverride]) -> set[str]:
    """The rules of goals that there are: what is named otherwise is a goal that was removed."""
    return {rule(RuleKind.OFF_TARGET, goal.kpi) for goal in watched(campaign, wishes)}


def goals(view: CampaignEvidence) -> list[Goal]:
    """The campaign's goals, each with the number that a rule of one's own sets instead, and those rules' own."""
    return watched(view.campaign, view.wishes)


def watched(campaign: Campaign, wishes: Mapping[str, RuleOverride]) -> list[Goal]:
    """The same before anything is read."""
    own = {wish.goal.kpi: wish.goal for wish in wishes.values() if wish.goal}
    promised = [own.pop(goal.kpi, goal) for goal in campaign.goals]
    return [goal for goal in (*promised, *own.values()) if is_judgeable(goal)]
