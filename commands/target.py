"""`target`: a campaign's goals, shown, set or struck: `target otoño cpl<25€ leads>=300 -roas`."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from commands.campaigns import Chosen, by_key, choose
from commands.context import Args, Context, Reply
from commands.goalwords import spelt, taken_apart
from commands.incidents import judge_anew
from commands.proposing import asked, propose
from commands.refusals import refuse
from domain.access import Action
from domain.audience import as_seen
from domain.entities import Client, Goal
from domain.errors import InvalidInput
from domain.goals import EXAMPLE, check_side, parse_many
from domain.kpi import CATALOGUE
from domain.words import Origin
from storage.directory import campaigns
from storage.facts import fx
from templates.cards.target import target_card, target_set_card

_GOALS = re.compile(
    rf"(?:^|\s)(?P<goals>(?:(?:{'|'.join(sorted(CATALOGUE, key=len, reverse=True))})\b(?!-)\s*[<>=≤≥:€$£\d]"
    r"|[^\W\d_][\w-]*\s*(?:<|>|≤|≥|=)).*)$",
    re.IGNORECASE,
)

_KPIS = "|".join(sorted(CATALOGUE, key=len, reverse=True))
_REMOVED = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:[-‐‑‒–—−](?P<dashed>{_KPIS})"
    rf"|(?P<named>{_KPIS})\s?[:=]\s?(?:none|off|no|nada|ninguno|ninguna|sin|cap|res|sense))(?=$|[\s,;])",
    re.IGNORECASE,
)

MOST = 10**12
FINEST = -8
_PARTS = 3


class Typed(NamedTuple):
    """What follows `target`: the campaign and the goals as typed, and the KPIs whose goals are to go."""

    name: str
    goals: str
    gone: tuple[str, ...]


def split(words: str) -> Typed:
    """The line taken apart: `otoño cpl<25€ -leads`."""
    gone = tuple(dict.fromkeys((found["dashed"] or found["named"]).lower() for found in _REMOVED.finditer(words)))
    rest = spelt(" ".join(_REMOVED.sub(" ", words).split()) if gone else words)
    name, goals = taken_apart(rest)
    if goals:
        return Typed(name, goals, gone)
    found = _GOALS.search(rest)
    if found is None:
        return Typed(rest, "", gone)
    return Typed(rest[: found.start("goals")].strip(), found["goals"].strip(), gone)


def run(ctx: Context, args: Args) -> Reply:
    """The goals, after setting those that were given and letting go of those that were struck."""
    proposed_for = asked(args.words)
    if proposed_for is not None:
        return propose(ctx, proposed_for, args.options.get("industry", ""))
    typed = split(args.words)
    more = " ".join(filter(None, (typed.goals, *(f"-{kpi}" for kpi in typed.gone))))
    chosen = choose(ctx, typed.name, "target", more)
    if isinstance(chosen, Reply):
        return chosen
    if typed.goals or typed.gone:
        return put(ctx, chosen, typed.goals, typed.gone)
    may = ctx.check(Action.CHANGE, chosen.client).allowed
    return Reply(target_card(ctx.speech, chosen.client, as_seen(chosen.campaign, chosen.view), may_change=may))


def read(ctx: Context, client: Client, typed: str) -> tuple[Goal, ...]:
    """The goals typed. InvalidInput for what cannot be read, or cannot be meant."""
    goals = parse_many(spelt(typed), client.currency)
    for goal in goals:
        _check(ctx, goal, client, typed)
    return once(goals, typed)


def once(goals: tuple[Goal, ...], typed: str) -> tuple[Goal, ...]:
    """The goals; InvalidInput where one KPI is given two."""
    kpis = [goal.kpi for goal in goals]
    twice = next((kpi for kpi in kpis if kpis.count(kpi) > 1), None)
    if twice:
        raise InvalidInput("goal_twice", "goal", typed, twice)
    return goals


def _check(ctx: Context, goal: Goal, client: Client, typed: str) -> None:
    """InvalidInput for a target that nobody can mean, or whose currency cannot be compared with the client's."""
    exponent = goal.target.as_tuple().exponent
    if not 0 < goal.target < MOST or not isinstance(exponent, int) or exponent < FINEST:
        raise InvalidInput("goal", "goal", typed, EXAMPLE)
    check_side(goal, "goal", typed)
    if goal.currency in {None, client.currency, "EUR"}:
        return
    if fx.latest(ctx.session, str(goal.currency)) is None:
        raise InvalidInput("goal_currency", "goal", typed, f"{goal.kpi} < 25 {client.currency}")


def put(ctx: Context, chosen: Chosen, typed: str, gone: Collection[str] = ()) -> Reply:
    """Set the goals typed beside those of other KPIs, without those of `gone`. InvalidInput when unreadable."""
    access = ctx.check(Action.CHANGE, chosen.client)
    if not access.allowed:
        return refuse(ctx, access.reason, chosen.client)
    goals = read(ctx, chosen.client, typed) if typed else ()
    return settle(ctx, chosen, goals, gone)


def settle(ctx: Context, chosen: Chosen, goals: tuple[Goal, ...], gone: Collection[str]) -> Reply:
    """Write the change down, and say what was set and what was removed."""
    known = {goal.kpi: goal for goal in chosen.campaign.goals}
    changed = tuple(goal.kpi for goal in goals if known.get(goal.kpi) != goal and goal.kpi not in gone)
    removed = tuple(kpi for kpi in known if kpi in gone)
    if not changed and not removed:
        return Reply(target_set_card(ctx.speech, chosen.client, chosen.campaign, (), may_change=True), done=False)
    judge_anew(ctx, chosen.client)
    after = campaigns.set_goals(ctx.session, chosen.campaign.key, goals, ctx.actor.user_id, ctx.now, gone=gone)
    return Reply(target_set_card(ctx.speech, chosen.client, after, changed, removed, may_change=True))


def take(ctx: Context, carried: str) -> Reply:
    """Set the goal that a proposal's button carries. It could be anybody's words: everything is decided anew."""
    origin, key, typed = ([*carried.split(" ", _PARTS - 1), "", ""])[:_PARTS]
    chosen = by_key(ctx, key)
    if chosen is None or origin not in {Origin.OWN_HISTORY, Origin.INDUSTRY}:
        return refuse(ctx, None)
    access = ctx.check(Action.CHANGE, chosen.client)
    if not access.allowed:
        return refuse(ctx, access.reason, chosen.client)
    goals = tuple(replace(goal, origin=Origin(origin)) for goal in read(ctx, chosen.client, typed))
    return settle(ctx, chosen, goals, ())
