"""Declared things as flat plain data: what is compared, audited, and shown in a plan.

A goal is the field `goals.<kpi>`, a match `match.<source>`, what counts as a lead `results.lead`, so that each can come
from its own door.
"""

from typing import Any

from domain.entities import Campaign, Channel, Client, Goal, Match, SourceAccount, Subscription
from domain.goals import spell
from domain.money import Money, OwnRates
from domain.results import ResultDefinition
from domain.words import Origin


def money(amount: Money) -> str:
    """As the file writes it: `12000 EUR`."""
    return f"{amount.amount.normalize():f} {amount.currency}"


def goal(promise: Goal) -> str:
    """As the file writes it; the origin is said where it is not an agreement."""
    return spell(promise) if promise.origin is Origin.AGREED else f"{spell(promise)} ({promise.origin})"


def match(rule: Match) -> dict[str, Any]:
    """The conditions that are given."""
    given: dict[str, Any] = {}
    if rule.campaign_ids:
        given["campaign_ids"] = list(rule.campaign_ids)
    if rule.name_contains:
        given["name_contains"] = rule.name_contains
    if rule.utm_campaign:
        given["utm_campaign"] = rule.utm_campaign
    return given


def results(it: ResultDefinition) -> dict[str, Any]:
    """What counts, kind by kind."""
    return {f"results.{key}": told for key, told in it.plain().items()}


def paused(it: Client | Campaign) -> dict[str, Any]:
    """Until when its client's updates are paused and why; nothing where they are not."""
    until = {"paused_until": it.paused_until.isoformat()} if it.paused_until else {}
    return until | ({"paused_because": it.paused_because} if it.paused_because else {})


def client(it: Client) -> dict[str, Any]:
    """Fields of a client."""
    return {
        "name": it.name,
        "locale": it.locale,
        "timezone": it.timezone,
        "currency": it.currency,
        "managers": list(it.managers),
        "show": list(it.show),
        **{f"quiet.{name}": wish for name, wish in it.quiet},
        **paused(it),
        **results(it.results),
    }


def channel(it: Channel) -> dict[str, Any]:
    """Fields of a channel's binding."""
    return {
        "client": it.client_key,
        "audience": it.audience.value,
        "teams": list(it.teams),
        "approval": it.approval.value,
        "locale": it.locale,
    }


def campaign(it: Campaign) -> dict[str, Any]:
    """Fields of a campaign, goals and matches one by one."""
    return {
        "client": it.client_key,
        "name": it.name,
        "objective": it.objective.value,
        "start": it.start.isoformat(),
        "end": it.end.isoformat(),
        "budget": money(it.budget),
        "owner": it.owner,
        "persona": it.persona,
        "hypothesis": it.hypothesis,
        "curve": it.curve.spell(),
        **({"hidden": True} if it.hidden else {}),
        **({"client_kpis": list(it.client_kpis)} if it.client_kpis else {}),
        **paused(it),
        **{f"match.{m.source}": match(m) for m in it.matches},
        **{f"goals.{g.kpi}": goal(g) for g in it.goals},
        **results(it.results),
    }


def account(it: SourceAccount) -> dict[str, Any]:
    """Fields of a source account that people declare."""
    options = {f"options.{k}": v for k, v in it.options.items()}
    return {"client": it.client_key, "id": it.account_id, "credential": it.credential, **options}


def rates(it: OwnRates) -> dict[str, Any]:
    """By day, how many of the currency one euro buys."""
    return {f"rates.{day.isoformat()}": f"{many.normalize():f}" for day, many in it.a_euro}


def subscription(it: Subscription) -> dict[str, Any]:
    """Fields of a subscription."""
    return {"every": it.every}
