"""`target`: a campaign's goals, shown or set: `target otoño cpl<25€ leads>=300`."""

import re

from commands.campaigns import Chosen, choose
from commands.context import Args, Context, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Client, Goal
from domain.errors import InvalidInput
from domain.goals import EXAMPLE, parse_many
from domain.kpi import CATALOGUE
from storage import campaigns, fx
from templates.cards.target import target_card, target_set_card

_GOALS = re.compile(
    rf"(?:^|\s)(?P<goals>(?:(?:{'|'.join(sorted(CATALOGUE, key=len, reverse=True))})\b(?!-)\s*[<>=≤≥:€$£\d]"
    r"|[^\W\d_][\w-]*\s*(?:<|>|≤|≥|=)).*)$",
    re.IGNORECASE,
)

MOST = 10**12
FINEST = -8


def split(words: str) -> tuple[str, str]:
    """The campaign as typed, and the goals as typed."""
    found = _GOALS.search(words)
    return (words, "") if found is None else (words[: found.start("goals")].strip(), found["goals"].strip())


def run(ctx: Context, args: Args) -> Reply:
    """The goals, after setting those that were given."""
    name, goals = split(args.words)
    chosen = choose(ctx, name, "target", goals)
    if isinstance(chosen, Reply):
        return chosen
    if goals:
        return put(ctx, chosen, goals)
    may = ctx.check(Action.CHANGE, chosen.client).allowed
    return Reply(target_card(ctx.speech, chosen.client, chosen.campaign, may_change=may))


def _check(ctx: Context, goal: Goal, client: Client, typed: str) -> None:
    """InvalidInput for a target that nobody can mean, or whose currency cannot be compared with the client's."""
    exponent = goal.target.as_tuple().exponent
    if not 0 < goal.target < MOST or not isinstance(exponent, int) or exponent < FINEST:
        raise InvalidInput("goal", "goal", typed, EXAMPLE)
    if goal.currency in {None, client.currency, "EUR"}:
        return
    if fx.latest(ctx.session, str(goal.currency)) is None:
        raise InvalidInput("goal_currency", "goal", typed, f"{goal.kpi} < 25 {client.currency}")


def put(ctx: Context, chosen: Chosen, typed: str) -> Reply:
    """Set the goals typed, beside those of other KPIs. InvalidInput when they cannot be read."""
    access = ctx.check(Action.CHANGE, chosen.client)
    if not access.allowed:
        return refuse(ctx, access.reason, chosen.client)
    goals = parse_many(typed, chosen.client.currency)
    for goal in goals:
        _check(ctx, goal, chosen.client, typed)
    known = {goal.kpi: goal for goal in chosen.campaign.goals}
    if all(known.get(goal.kpi) == goal for goal in goals):
        return Reply(target_set_card(ctx.speech, chosen.client, chosen.campaign, (), may_change=True), done=False)
    after = campaigns.set_goals(ctx.session, chosen.campaign.key, goals, ctx.actor.user_id, ctx.now)
    changed = tuple(goal.kpi for goal in goals)
    return Reply(target_set_card(ctx.speech, chosen.client, after, changed, may_change=True))
