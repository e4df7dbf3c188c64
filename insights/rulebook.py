"""What is watched on a campaign: the rules that stand by themselves, what people set, and what each said last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.incidents.conditions import Condition
from domain.incidents.finding import Verdict
from domain.incidents.rule_kinds import mute_keys
from domain.rules import off_target, usual
from domain.rules.inputs import Moment
from domain.rules.off_target import watched
from domain.rules.parts import YESTERDAY
from domain.rules.registry import RULES, of_kind, parts, unseen
from domain.rules.rule import Rule
from domain.rules.watched import Watch, Watched
from insights import gather
from storage import Session
from storage.alerts import alerts, rules
from storage.alerts.alerts import Alert
from storage.alerts.rules import RuleSetting
from storage.directory import accounts
from storage.evidence import evaluations
from storage.evidence.evaluations import Evaluation

_GRAVEST = (Verdict.BREACH, Verdict.DOUBT, Verdict.ERROR, Verdict.STALE, Verdict.TOO_FEW, Verdict.FINE, Verdict.OVER)
RECENT = timedelta(days=2)
"""How old a morning's look may be for what was said then to hold still."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a campaign's rules: what people set, and where each stands."""

    settings: Mapping[str, RuleSetting]
    rows: Mapping[str, Alert]


def watch(session: Session, client: Client, campaign: Campaign, now: datetime) -> Watch:
    """All the rules of one campaign, with what each said last."""
    kept, said = _kept(session, campaign), evaluations.newest(session, campaign.key)
    moment = gather.moment(session, client, campaign, now)
    listed = (_said(one, moment, said, kept.rows.get(one.name)) for one in _listed(session, campaign, kept, now))
    return Watch(client, campaign, tuple(_set(one, kept, now) for one in listed))


def outline(session: Session, client: Client, campaign: Campaign, now: datetime) -> Watch:
    """The same without what they said: for where many campaigns are listed."""
    kept = _kept(session, campaign)
    return Watch(client, campaign, tuple(_set(one, kept, now) for one in _listed(session, campaign, kept, now)))


def rule_named(session: Session, client: Client, campaign: Campaign, now: datetime, name: str) -> Watched:
    """One rule as it stands. InvalidInput (code `rule_unknown`) where nothing of that name is watched."""
    found = [one for one in watch(session, client, campaign, now).rules if one.name == name]
    trouble, detail = parts(name)
    if not found and of_kind(trouble).of_goals:
        raise InvalidInput("rule_unknown", "rule", name, f"target {campaign.key} {detail}<30")
    return found[0] if found else Watched(trouble, detail)


def _kept(session: Session, campaign: Campaign) -> _Kept:
    return _Kept(
        {one.rule: one for one in rules.of_campaign(session, campaign.key)},
        {row.rule: row for row in alerts.of_campaign(session, campaign)},
    )


def _listed(session: Session, campaign: Campaign, kept: _Kept, now: datetime) -> list[Watched]:
    """The goals, the rules of one's own, what can be broken, and segments that somebody set something for."""
    wishes = {one.rule: gather.wish(one, now) for one in kept.settings.values()}
    found = [
        Watched(off_target.KIND, goal.kpi, goal, is_own=goal not in campaign.goals)
        for goal in watched(campaign, wishes)
    ]
    has_crm = any(account.source.is_crm for account in accounts.of_client(session, campaign.client_key))
    found += [
        Watched(one.kind) for one in RULES.values() if _by_itself(one) and (has_crm or not one.needs_crm("", None))
    ]
    named = [parts(one) for one in {*kept.settings, *(row.rule for row in kept.rows.values() if row.state.is_open)}]
    return found + [Watched(one, detail) for one, detail in sorted(named) if detail and not of_kind(one).of_goals]


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
    if look := said.get(one.name):
        return replace(one, signal=look.signal, probability=look.probability)
    told = said[evaluations.SAID].numbers if evaluations.SAID in said else {}
    mine = {Verdict(signal) for each, signal in told.items() if each == one.name or each.startswith(f"{one.name}:")}
    return replace(one, signal=next((each for each in _GRAVEST if each in mine), None), decidable=decidable)


def _blind(one: Watched, moment: Moment, last: Evaluation | None) -> Verdict | None:
    """Why nothing is judged at present: the campaign is over, or what is needed for it has been out of sight."""
    if moment.today > moment.campaign.end + YESTERDAY:
        return Verdict.OVER
    if lost := unseen(moment, one.trouble, one.detail):
        return lost[0]
    return Verdict.STALE if last and last.at < moment.now - RECENT else None


def _set(one: Watched, kept: _Kept, now: datetime) -> Watched:
    """The rule as it is set; it is muted with all of its kind."""
    for name in sorted(mute_keys(one.trouble, one.detail)):
        muted = kept.settings.get(name)
        if muted and muted.is_muted(now):
            one = replace(one, is_muted=True, muted_until=muted.muted_until, reason=muted.reason)
    setting = kept.settings.get(one.name)
    if setting is None:
        return one
    return replace(one, looser=setting.looser, min_results=setting.min_results, for_days=setting.for_days)
