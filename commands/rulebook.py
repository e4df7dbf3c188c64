"""The rule that a button or a line means, and what is set for it."""

from dataclasses import replace

from commands.campaigns import Chosen
from commands.context import Context
from domain.entities import Goal
from domain.rules.registry import parts
from storage.alerts import rules
from storage.alerts.rules import RuleSetting


def named(typed: str) -> tuple[str, str]:
    """The campaign's key and the rule out of a button's value; InvalidInput (code `rule`) for what is none."""
    key, _, name = typed.partition(" ")
    parts(name)
    return key, name


def setting_of(ctx: Context, campaign_key: str, name: str) -> RuleSetting:
    """What is set for a rule, in the name of whoever asks; the default where nothing is."""
    found = rules.get(ctx.session, campaign_key, name) or RuleSetting(campaign_key, name)
    return replace(found, actor=ctx.actor.user_id, at=ctx.now)


def goal_of(chosen: Chosen, setting: RuleSetting, detail: str) -> Goal | None:
    """The goal that the rule looks at."""
    promised = next((goal for goal in chosen.campaign.goals if goal.kpi == detail), None)
    return setting.goal or promised
