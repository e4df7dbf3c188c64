"""A campaign's alerts as they would have been by what was known at the time, out of the passes that are kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from commands.campaigns import Chosen
from commands.context import Context
from domain.entities import Goal
from domain.incidents.finding import Reason
from domain.incidents.replay import Replay, Span
from domain.rules import off_target
from domain.rules.inputs import RuleOverride
from domain.rules.registry import of_kind, parts
from domain.track import Fired
from domain.window import Window
from insights import gather
from insights.backtest import backtest
from storage.alerts import rules
from templates.cards.trial import Rest
from templates.phrases import rule_name
from templates.words import Words, words


def again(ctx: Context, chosen: Chosen, days: int, typed: Sequence[Goal]) -> Replay:
    """The last `days` of the campaign and today, judged again; with goals that are `typed` as if they were set, and
    with the rest as it is set now."""
    today, key = ctx.today(chosen.client), chosen.campaign.key
    wishes = {one.rule: gather.wish(one, ctx.now) for one in rules.of_campaign(ctx.session, key)}
    for goal in typed:
        name = off_target.named(goal.kpi)
        wishes[name] = replace(wishes.get(name) or RuleOverride(name), goal=goal)
    asked = {key: wishes} if typed else None
    return backtest(ctx.session, chosen.client, Window(today - timedelta(days=days), today), key, asked)


def without_goal(ctx: Context, chosen: Chosen, named: str, found: Replay) -> Rest | None:
    """What the rules that need no goal (the one that is `named`, or all) would have said; None where it is a goal's
    that is named, or nothing is kept of what was known."""
    kind, detail = parts(named) if named else (None, "")
    first = found.first(chosen.client.timezone)
    if first is None or (kind and of_kind(kind).of_goals):
        return None
    w = words(ctx.speech)
    asked = [one for one in found.alerts if not of_kind(one.finding.trouble).of_goals]
    mine = [one for one in asked if named in {"", one.finding.rule, one.finding.trouble}]
    rule = rule_name(w, kind, detail) if kind else ""
    return Rest(chosen.client, chosen.campaign, first, tuple((_name(w, one), _fired(w, one)) for one in mine), rule)


def of_goal(ctx: Context, chosen: Chosen, goal: Goal, found: Replay) -> tuple[Fired, ...] | None:
    """The alerts of a goal; None where the days that were asked about are not all kept."""
    first = found.first(chosen.client.timezone)
    if first is None or first > max(found.days.start, chosen.campaign.start):
        return None
    w, rule = words(ctx.speech), off_target.named(goal.kpi)
    return tuple(_fired(w, one) for one in found.alerts if one.finding.rule == rule)


def _name(w: Words, one: Span) -> str:
    """The rule's, with the account's where it is about one."""
    finding = one.finding
    name = rule_name(w, finding.trouble, finding.detail)
    return f"{name} ({finding.name})" if finding.name else name


def _fired(w: Words, one: Span) -> Fired:
    finding, cause = one.finding, one.explained_by
    return Fired(
        one.begun,
        one.tier,
        finding.since,
        finding.probability,
        one.over,
        is_late=one.ends is Reason.LATE_RESULTS,
        follows=rule_name(w, cause.trouble, cause.detail, cause.goal) if cause else "",
        muted=one.muted,
    )
