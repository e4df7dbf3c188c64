"""What is watched on a campaign: the rules that stand by themselves, and what people set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from commands.campaigns import Chosen
from commands.context import Context
from commands.rulewords import parts
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.incidents.conditions import Condition
from domain.incidents.finding import Signal
from domain.incidents.troubles import Trouble, rule
from domain.watching.drift import unseen
from domain.watching.findings import watched
from domain.watching.parts import YESTERDAY
from domain.watching.view import Moment
from storage import accounts, alerts, looks, rules, views
from storage.alerts import AlertRow
from storage.looks import Look
from storage.rules import RuleSetting
from templates.cards.alerts import Watch, Watched

BY_THEMSELVES = (
    Trouble.CONVERSIONS_STOPPED,
    Trouble.SPEND_STOPPED,
    Trouble.SPEND_ABOVE_PLAN,
    Trouble.TRACKING_LOST,
    Trouble.LEADS_NOT_IN_CRM,
    Trouble.PAUSED_WITH_BUDGET,
    Trouble.OFF_PACE,
    Trouble.SURPRISE,
)
"""What is watched on every campaign from its first minute, beside its goals."""
_GRAVEST = (Signal.BREACH, Signal.DOUBT, Signal.ERROR, Signal.STALE, Signal.TOO_FEW, Signal.FINE, Signal.OVER)


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a campaign's rules, and how the accounts answer that it draws on."""

    moment: Moment
    settings: Mapping[str, RuleSetting]
    looks: Mapping[str, Look]
    rows: Mapping[str, AlertRow]


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
    key = chosen.campaign.key
    known = Known(
        views.moment(ctx.session, chosen.client, chosen.campaign, ctx.now),
        {one.rule: one for one in rules.of_campaign(ctx.session, key)},
        looks.newest(ctx.session, key),
        {row.rule: row for row in alerts.of_campaign(ctx.session, key)},
    )
    listed = dict(_listed(ctx, chosen, known))
    return Watch(chosen.client, chosen.campaign, tuple(_said(ctx, one, known) for one in listed.values()))


def rule_named(ctx: Context, chosen: Chosen, name: str) -> Watched:
    """One rule as it stands. InvalidInput (code `rule_unknown`) where nothing of that name is watched."""
    found = [one for one in watch(ctx, chosen).rules if rule(one.trouble, one.detail) == name]
    trouble, detail = parts(name)
    if not found and trouble is Trouble.OFF_TARGET:
        raise InvalidInput("rule_unknown", "rule", name, f"target {chosen.campaign.key} {detail}<30")
    return found[0] if found else Watched(trouble, value(chosen.campaign.key, name), detail)


def _listed(ctx: Context, chosen: Chosen, known: Known) -> Iterator[tuple[str, Watched]]:
    """By rule: the goals, the rules of one's own, what can be broken, and segments that somebody set something for."""
    key, campaign = chosen.campaign.key, chosen.campaign
    for goal in watched(campaign, {one.rule: views.wish(one, ctx.now) for one in known.settings.values()}):
        name = rule(Trouble.OFF_TARGET, goal.kpi)
        yield name, Watched(Trouble.OFF_TARGET, value(key, name), goal.kpi, goal, is_own=goal not in campaign.goals)
    has_crm = any(account.source.is_crm for account in accounts.of_client(ctx.session, chosen.client.key))
    for trouble in BY_THEMSELVES:
        if trouble is not Trouble.LEADS_NOT_IN_CRM or has_crm:
            yield rule(trouble), Watched(trouble, value(key, rule(trouble)))
    for name in {*known.settings, *(row.rule for row in known.rows.values() if row.state.is_open)}:
        trouble, detail = parts(name)
        if detail and trouble is not Trouble.OFF_TARGET:
            yield name, Watched(trouble, value(key, name), detail)


def _said(ctx: Context, one: Watched, known: Known) -> Watched:
    name = rule(one.trouble, one.detail)
    setting, look, row = known.settings.get(name), known.looks.get(name), known.rows.get(name)
    if row is not None and row.state.condition is not Condition.OK:
        one = replace(one, signal=row.finding.signal, probability=row.finding.probability)
    elif blind := _blind(known.moment, one):
        one = replace(one, signal=blind)
    elif look is not None:
        one = replace(one, signal=look.signal, probability=look.probability)
    else:
        one = replace(one, signal=_last(known, name), decidable=row.finding.numbers.decidable if row else None)
    if setting is None:
        return one
    return replace(
        one,
        is_muted=setting.is_muted(ctx.now),
        muted_until=setting.muted_until,
        reason=setting.reason,
        looser=setting.looser,
        min_results=setting.min_results,
        for_days=setting.for_days,
    )


def _blind(moment: Moment, one: Watched) -> Signal | None:
    """Why nothing is judged at present: the campaign is over, or what is needed for it has been out of sight."""
    if moment.today > moment.campaign.end + YESTERDAY:
        return Signal.OVER
    lost = unseen(moment, one.trouble, one.detail)
    return lost[0] if lost else None


def _last(known: Known, name: str) -> Signal | None:
    """What was said last, of a trouble that is looked for in segments the gravest of them; None where nothing was."""
    said = known.looks[looks.SAID].numbers if looks.SAID in known.looks else {}
    told = {Signal(signal) for rule_, signal in said.items() if rule_ == name or rule_.startswith(f"{name}:")}
    return next((signal for signal in _GRAVEST if signal in told), None)


def setting_of(ctx: Context, campaign_key: str, name: str) -> RuleSetting:
    """What is set for a rule, in the name of whoever asks; the default where nothing is."""
    found = rules.get(ctx.session, campaign_key, name) or RuleSetting(campaign_key, name)
    return replace(found, actor=ctx.actor.user_id, at=ctx.now)


def goal_of(chosen: Chosen, setting: RuleSetting, detail: str) -> Goal | None:
    """The goal that the rule looks at."""
    promised = next((goal for goal in chosen.campaign.goals if goal.kpi == detail), None)
    return setting.goal or promised
