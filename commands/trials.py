"""`alert backtest`: what would have been told in the past, before a rule is enabled or of those that are."""

import re

from commands import target
from commands.campaigns import Chosen, choose
from commands.context import Args, Context, Reply
from commands.incidents import may
from commands.replays import again, of_goal, without_goal
from commands.rulebook import goal_of, setting_of
from commands.rulewords import rule_in
from commands.trying import DAYS, attempt, card
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.goals import spell
from domain.incidents.replay import Replay
from domain.names import fold
from domain.rules import off_target
from domain.rules.off_target import watched
from domain.rules.series import is_judgeable
from insights import gather
from storage.alerts import rules
from storage.alerts.rules import RuleSetting
from templates.cards import buttons
from templates.cards.trial import Tried, trial_card

LEAST, MOST = 7, 110
_DAYS = re.compile(r"(\d{1,3})\s?d")


def run(ctx: Context, args: Args) -> Reply:
    """The rules of a campaign on the past days, or one that is typed: `backtest 60d otoño cpl<30€`."""
    words, days = _split(args.words)
    typed = target.split(words)
    name, named = (typed.name, "") if typed.goals else rule_in(words)
    more = " ".join(filter(None, (f"{days}d", typed.goals, named)))
    chosen = choose(ctx, name, "alert backtest", more)
    if isinstance(chosen, Reply):
        return chosen
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    if typed.goals:
        goals = [goal for goal in target.read(ctx, chosen.client, typed.goals) if is_judgeable(goal)]
    else:
        goals = [goal for goal in _standing(ctx, chosen) if named in {"", off_target.named(goal.kpi)}]
    found = again(ctx, chosen, days, goals if typed.goals else ())
    rest = None if typed.goals else without_goal(ctx, chosen, named, found)
    if not goals and rest is None:
        raise InvalidInput("nothing_to_try", "goal", "", f"alert backtest {chosen.campaign.key} cpl<30")
    cards = [_tried(ctx, chosen, goal, days, found) for goal in goals]
    return Reply(trial_card(ctx.speech, cards, rest))


def _split(words: str) -> tuple[str, int]:
    """The words, and how many days back; 60 where nothing is said."""
    kept, days = [], DAYS
    for word in words.split():
        found = _DAYS.fullmatch(fold(word))
        if found:
            days = min(MOST, max(LEAST, int(found[1])))
        else:
            kept.append(word)
    return " ".join(kept), days


def _standing(ctx: Context, chosen: Chosen) -> list[Goal]:
    """The goals that are watched, each with the number of its own rule where there is one."""
    own = {one.rule: gather.wish(one, ctx.now) for one in rules.of_campaign(ctx.session, chosen.campaign.key)}
    return watched(chosen.campaign, own)


def _tried(ctx: Context, chosen: Chosen, goal: Goal, days: int, found: Replay) -> Tried:
    """One rule tried; where it is not on yet it can be enabled. `found`: the days, judged again."""
    setting = setting_of(ctx, chosen.campaign.key, off_target.named(goal.kpi))
    is_on = goal_of(chosen, setting, goal.kpi) == goal
    enable = "" if is_on else enabling(setting, goal)
    said = of_goal(ctx, chosen, goal, found)
    return card(chosen, goal, attempt(ctx, chosen, goal, setting, days), enable, said)


def offer(ctx: Context, chosen: Chosen, goal: Goal, setting: RuleSetting) -> Reply:
    """What a rule that is not on yet would have told, with a button to enable it."""
    found = attempt(ctx, chosen, goal, setting)
    return Reply(trial_card(ctx.speech, [card(chosen, goal, found, enabling(setting, goal))]))


def enabling(setting: RuleSetting, goal: Goal) -> str:
    """What the button that enables a rule carries: `key rule;cpl < 30 EUR;days;results`."""
    limits = ("" if one is None else str(one) for one in (setting.for_days, setting.min_results))
    return ";".join((buttons.rule_value(setting.campaign_key, setting.rule), spell(goal), *limits))
