"""What is watched on a campaign: the rules that stand by themselves, and what people set."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from commands.campaigns import Chosen
from commands.context import Context
from commands.rulewords import parts
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.incidents.conditions import Condition
from domain.incidents.finding import Verdict
from domain.incidents.rule_kinds import mute_keys, rule
from domain.rules import off_target, usual
from domain.rules.inputs import Moment
from domain.rules.off_target import watched
from domain.rules.parts import YESTERDAY
from domain.rules.registry import RULES, of_kind, unseen
from domain.rules.rule import Rule
from insights import gather
from storage.alerts import alerts, rules
from storage.alerts.alerts import Alert
from storage.alerts.rules import RuleSetting
from storage.directory import accounts
from storage.evidence import evaluations
from storage.evidence.evaluations import Evaluation
from templates.cards.alerts import Watch, Watched

_GRAVEST = (Verdict.BREACH, Verdict.DOUBT, Verdict.ERROR, Verdict.STALE, Verdict.TOO_FEW, Verdict.FINE, Verdict.OVER)
RECENT = timedelta(days=2)
"""How old a morning's look may be for what was said then to hold still."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a campaign's rules: what people set, and where each stands."""

    settings: Mapping[str, RuleSetting]
    rows: Mapping[str, Alert]


def value(campaign_key: str, name: str) -> str:
    """What the buttons of a rule carry."""
    return f"{campaign_key} {name}"


def named(typed: str) -> tuple[str, str]:
    """The campaign's key and the rule out of a button's value; InvalidInput (code `rule`) for what is none."""
    key, _, name = typed.partition(" ")
    parts(name)
    return key, name


def watch(ctx: Context, chosen: Chosen) -> Watch:
    """All the rules of one campaign, with what each said last."""
    kept, said = _kept(ctx, chosen), evaluations.newest(ctx.session, chosen.campaign.key)
    moment = gather.moment(ctx.session, chosen.client, chosen.campaign, ctx.now)
    listed = (_said(one, moment, said, kept.rows.get(name)) for name, one in _listed(ctx, chosen, kept))
    return Watch(chosen.client, chosen.campaign, tuple(_set(ctx, one, kept) for one in listed))


def outline(ctx: Context, chosen: Chosen) -> Watch:
    """The same without what they said: for where many campaigns are listed."""
    kept = _kept(ctx, chosen)
    return Watch(chosen.client, chosen.campaign, tuple(_set(ctx, one, kept) for _, one in _listed(ctx, chosen, kept)))


def _kept(ctx: Context, chosen: Chosen) -> Kept:
    key = chosen.campaign.key
    return Kept(
        {one.rule: one for one in rules.of_campaign(ctx.session, key)},
        {row.rule: row for row in alerts.of_campaign(ctx.session, key)},
    )


def rule_named(ctx: Context, chosen: Chosen, name: str) -> Watched:
    """One rule as it stands. InvalidInput (code `rule_unknown`) where nothing of that name is watched."""
    found = [one for one in watch(ctx, chosen).rules if rule(one.trouble, one.detail) == name]
    trouble, detail = parts(name)
    if not found and of_kind(trouble).of_goals:
        raise InvalidInput("rule_unknown", "rule", name, f"target {chosen.campaign.key} {detail}<30")
    return found[0] if found else Watched(trouble, value(chosen.campaign.key, name), detail)


def _listed(ctx: Context, chosen: Chosen, kept: Kept) -> list[tuple[str, Watched]]:
    """By rule: the goals, the rules of one's own, what can be broken, and segments that somebody set something for."""
    key, campaign = chosen.campaign.key, chosen.campaign
    wishes = {one.rule: gather.wish(one, ctx.now) for one in kept.settings.values()}
    found = [
        Watched(off_target.KIND, "", goal.kpi, goal, is_own=goal not in campaign.goals)
        for goal in watched(campaign, wishes)
    ]
    has_crm = any(account.source.is_crm for account in accounts.of_client(ctx.session, chosen.client.key))
    found += [Watched(one.kind, "") for one in RULES.values() if _by_itself(one) and (has_crm or not one.needs_crm(""))]
    named = [parts(one) for one in {*kept.settings, *(row.rule for row in kept.rows.values() if row.state.is_open)}]
    found += [Watched(one, "", detail) for one, detail in sorted(named) if detail and not of_kind(one).of_goals]
    return [(name, replace(one, value=value(key, name))) for one in found if (name := rule(one.trouble, one.detail))]


def _by_itself(rule: Rule[Any]) -> bool:
    """Whether it is watched on every campaign from its first minute, beside its goals."""
    return rule.is_of_campaigns and not rule.of_goals


def _said(one: Watched, moment: Moment, said: Mapping[str, Evaluation], row: Alert | None) -> Watched:
    """The rule with what it said last, or why it says nothing at present."""
    decidable = row.finding.numbers.decidable if row else None
    if row is not None and row.state.condition is not Condition.OK:
        return replace(one, signal=row.finding.signal, probability=row.finding.probability, decidable=decidable)
    if blind := _blind(one, moment, said.get(usual.RULE)):
        return replace(one, signal=blind)
    name = rule(one.trouble, one.detail)
    if look := said.get(name):
        return replace(one, signal=look.signal, probability=look.probability)
    told = said[evaluations.SAID].numbers if evaluations.SAID in said else {}
    mine = {Verdict(signal) for each, signal in told.items() if each == name or each.startswith(f"{name}:")}
    return replace(one, signal=next((each for each in _GRAVEST if each in mine), None), decidable=decidable)


def _blind(one: Watched, moment: Moment, last: Evaluation | None) -> Verdict | None:
    """Why nothing is judged at present: the campaign is over, or what is needed for it has been out of sight."""
    if moment.today > moment.campaign.end + YESTERDAY:
        return Verdict.OVER
    if lost := unseen(moment, one.trouble, one.detail):
        return lost[0]
    return Verdict.STALE if last and last.at < moment.now - RECENT else None


def _set(ctx: Context, one: Watched, kept: Kept) -> Watched:
    """The rule as it is set; it is muted with all of its kind."""
    for name in sorted(mute_keys(one.trouble, one.detail)):
        muted = kept.settings.get(name)
        if muted and muted.is_muted(ctx.now):
            one = replace(one, is_muted=True, muted_until=muted.muted_until, reason=muted.reason)
    setting = kept.settings.get(rule(one.trouble, one.detail))
    if setting is None:
        return one
    return replace(one, looser=setting.looser, min_results=setting.min_results, for_days=setting.for_days)


def setting_of(ctx: Context, campaign_key: str, name: str) -> RuleSetting:
    """What is set for a rule, in the name of whoever asks; the default where nothing is."""
    found = rules.get(ctx.session, campaign_key, name) or RuleSetting(campaign_key, name)
    return replace(found, actor=ctx.actor.user_id, at=ctx.now)


def goal_of(chosen: Chosen, setting: RuleSetting, detail: str) -> Goal | None:
    """The goal that the rule looks at."""
    promised = next((goal for goal in chosen.campaign.goals if goal.kpi == detail), None)
    return setting.goal or promised
