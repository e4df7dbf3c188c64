"""Meta's objects: the person behind the token, ad accounts, campaigns, ad sets and ads, with the fields asked for."""

from collections.abc import Mapping
from datetime import date, timedelta

from sandbox.vendors import meta_errors, meta_params, meta_rows
from sandbox.vendors.wire import Json
from sandbox.world import World, days, elements
from sandbox.world.ads import AdLine
from sandbox.world.catalogue import ACCOUNTS, USD_PER_EUR, Account, account
from sandbox.world.troubles import lasting

_ACCOUNTS = tuple(one for one in ACCOUNTS if one.source == "meta")
_GRANTED = ("ads_read", "business_management")


def lines(world: World, node: str) -> tuple[AdLine, ...]:
    """The lines of an ad account or of one campaign; MetaError where the token does not reach."""
    if any(node == one.id for one in _ACCOUNTS):
        return world.lines[node]
    if node.startswith("act_"):
        raise meta_errors.no_permission(node)
    return (_line(world, node),)


def node(world: World, name: str, params: Mapping[str, str], now: int) -> Json:
    """One object; MetaError when there is none of that name."""
    if name == "me":
        return _chosen({"id": "61550000000001", "name": "Vigía sandbox"}, params, ("id", "name"))
    if name.startswith("act_"):
        lines(world, name)
        suspended = world.lasting(name, "account_suspended", now) is not None
        return _chosen(_account(account(name), suspended=suspended), params, ("id", "account_id"))
    return _chosen(_campaign(world, _line(world, name), now), params, ("id",))


def edge(world: World, name: str, edge_name: str, params: Mapping[str, str], now: int) -> list[Json]:
    """What hangs on an object; MetaError for an edge that is not served."""
    if (name, edge_name) == ("me", "adaccounts"):
        return [_chosen(_account(one), params, ("id", "account_id")) for one in _ACCOUNTS]
    if (name, edge_name) == ("me", "permissions"):
        return [{"permission": granted, "status": "granted"} for granted in _GRANTED]
    if edge_name not in _EDGES:
        raise meta_errors.bad_parameter(f"Tried accessing nonexisting field ({edge_name})")
    wanted = meta_params.names(params.get("effective_status", ""))
    there = [
        line for line in lines(world, name) if _begun(world, line, now) and not lasting(line.troubles, "removed", now)
    ]
    found = [one for line in there for one in _EDGES[edge_name](world, line, now)]
    return [_chosen(one, params, ("id",)) for one in found if not wanted or one["effective_status"] in wanted]


def _line(world: World, campaign_id: str) -> AdLine:
    for one in _ACCOUNTS:
        for line in world.lines[one.id]:
            if line.spec.id == campaign_id:
                return line
    raise meta_errors.no_object(campaign_id)


def _chosen(values: Json, params: Mapping[str, str], default: tuple[str, ...]) -> Json:
    asked = meta_params.names(params.get("fields", ""))
    meta_rows.check_fields(asked, values)
    return (
        {name: values[name] for name in (*asked, "id") if values[name] is not None}
        if asked
        else {name: values[name] for name in default}
    )


def _account(one: Account, *, suspended: bool = False) -> Json:
    return {
        "id": one.id,
        "account_id": one.id.removeprefix("act_"),
        "name": one.name,
        "currency": one.currency,
        "timezone_name": str(days.ZONE),
        "timezone_offset_hours_utc": 1,
        # 2 is disabled, and 1 among the reasons the advertising policies.
        "account_status": 2 if suspended else 1,
        "disable_reason": 1 if suspended else 0,
        "spend_cap": "0",
        "amount_spent": "0",
    }


def _day(world: World, offset: int) -> date:
    return world.anchor + timedelta(days=offset)


def _begun(world: World, line: AdLine, now: int) -> bool:
    return _day(world, line.spec.first) <= meta_rows.today(now)


def _campaign(world: World, line: AdLine, now: int) -> Json:
    """A campaign; budgets are in cents, unlike spend."""
    spec = line.spec
    begin, end = days.bounds(_day(world, spec.first))[0], days.bounds(_day(world, spec.last))[1]
    paused = lasting(line.troubles, "paused_with_budget", now) is not None
    active = now < end and not paused
    rate = USD_PER_EUR if line.currency == "USD" else 1.0
    return {
        "id": spec.id,
        "account_id": spec.account.removeprefix("act_"),
        "name": spec.name,
        "status": "PAUSED" if paused else "ACTIVE",
        "effective_status": "ACTIVE" if active else "PAUSED",
        "objective": spec.kind,
        "daily_budget": str(round(spec.daily * 1.15 * rate) * 100),
        "lifetime_budget": None,
        "budget_remaining": "0",
        "start_time": _time(begin),
        "stop_time": _time(end - 1_000),
        "created_time": _time(begin - days.DAY_MS),
        "updated_time": _time(begin),
        "buying_type": "AUCTION",
    }


def _campaigns(world: World, line: AdLine, now: int) -> list[Json]:
    return [_campaign(world, line, now)]


def _adsets(world: World, line: AdLine, now: int) -> list[Json]:
    """The ad sets of a campaign; the budget is the campaign's, so that they have none."""
    campaign = _campaign(world, line, now)
    names = {ad.group_id: ad.group_name for ad in elements.ads(line.spec)}
    times = {name: campaign[name] for name in ("start_time", "created_time", "updated_time")}
    none = {"daily_budget": None, "lifetime_budget": None, "end_time": campaign["stop_time"]}
    return [{**_child(campaign, key, name), **times, **none} for key, name in names.items()]


def _ads(world: World, line: AdLine, now: int) -> list[Json]:
    campaign = _campaign(world, line, now)
    times = {name: campaign[name] for name in ("created_time", "updated_time")}
    return [{**_child(campaign, ad.id, ad.name), **times, "adset_id": ad.group_id} for ad in elements.ads(line.spec)]


def _child(campaign: Json, key: str, name: str) -> Json:
    """What ad sets and ads have in common: they are active, and stop with their campaign."""
    stopped = campaign["effective_status"] != "ACTIVE"
    return {
        "id": key,
        "name": name,
        "account_id": campaign["account_id"],
        "campaign_id": campaign["id"],
        "status": "ACTIVE",
        "configured_status": "ACTIVE",
        "effective_status": "CAMPAIGN_PAUSED" if stopped else "ACTIVE",
    }


_EDGES = {"campaigns": _campaigns, "adsets": _adsets, "ads": _ads}


def _time(stamp: int) -> str:
    return days.from_ms(stamp).astimezone(days.ZONE).strftime("%Y-%m-%dT%H:%M:%S%z")
