"""Rows of a Google Ads answer: only the fields selected, int64 as strings, zero doubles left out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sandbox.vendors.gaql import GaqlError, Query, camel, sort_key
from sandbox.vendors.wire import Json
from sandbox.world import World, days
from sandbox.world.catalogue import Account, account
from sandbox.world.cells import AdLine, Seen
from sandbox.world.troubles import lasting

_Metric = Callable[[Seen, AdLine], Any]


def _video(share: float) -> _Metric:
    return lambda _seen, line: share * line.spec.video_share


METRICS: dict[str, _Metric] = {
    "metrics.impressions": lambda seen, _line: str(seen.impressions),
    "metrics.clicks": lambda seen, _line: str(seen.clicks),
    "metrics.interactions": lambda seen, _line: str(seen.clicks),
    "metrics.cost_micros": lambda seen, _line: str(seen.cost),
    "metrics.conversions": lambda seen, _line: seen.conversions / 100,
    "metrics.conversions_value": lambda seen, _line: seen.value / 1_000_000,
    "metrics.all_conversions": lambda seen, _line: round(seen.conversions * 1.25) / 100,
    "metrics.all_conversions_value": lambda seen, _line: seen.value / 1_000_000,
    "metrics.ctr": lambda seen, _line: seen.clicks / seen.impressions if seen.impressions else 0.0,
    "metrics.average_cpc": lambda seen, _line: seen.cost / seen.clicks if seen.clicks else 0.0,
    "metrics.video_trueview_views": lambda seen, line: str(int(seen.impressions * line.spec.video_share * 0.3)),
    "metrics.video_quartile_p25_rate": _video(0.62),
    "metrics.video_quartile_p50_rate": _video(0.44),
    "metrics.video_quartile_p75_rate": _video(0.33),
    "metrics.video_quartile_p100_rate": _video(0.27),
}
SEGMENTS = ("segments.date", "segments.device")
CUSTOMER = tuple(
    f"customer.{name}"
    for name in ("resource_name", "id", "descriptive_name", "currency_code", "time_zone", "manager", "status")
)
CAMPAIGN = (
    *(f"campaign.{name}" for name in ("resource_name", "id", "name", "status", "primary_status", "serving_status")),
    *(f"campaign.{name}" for name in ("advertising_channel_type", "start_date_time", "end_date_time")),
    "campaign.campaign_budget",
    *(f"campaign_budget.{name}" for name in ("resource_name", "id", "amount_micros", "total_amount_micros", "period")),
)
CLIENTS = tuple(
    f"customer_client.{name}"
    for name in (
        *("resource_name", "id", "client_customer", "level", "manager"),
        *("time_zone", "status", "descriptive_name", "currency_code"),
    )
)
RESOURCES = {
    "campaign": (*CUSTOMER, *CAMPAIGN, *SEGMENTS, *METRICS),
    "customer": (*CUSTOMER, *SEGMENTS, *METRICS),
    "customer_client": (*CUSTOMER, *CLIENTS),
}


def check(query: Query) -> None:
    """GaqlError when the query names a resource or field that does not exist (or that is not served here)."""
    if query.resource not in RESOURCES:
        raise GaqlError("BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", f"Resource '{query.resource}' is not valid in FROM.")
    for name in query.mentioned():
        if name not in RESOURCES[query.resource]:
            raise GaqlError("UNRECOGNIZED_FIELD", f"Unrecognized field in the query: '{name}'.")
    conditions = {condition.field for condition in query.conditions}
    if "segments.date" in query.fields and "segments.date" not in conditions:
        raise GaqlError("EXPECTED_FILTERS_ON_DATE_RANGE", "Expecting filters on a finite date range.")
    if "segments.device" in conditions and "segments.device" not in query.fields:
        text = "Expecting 'segments.device' in the SELECT clause, because the WHERE clause refers to it."
        raise GaqlError("EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE", text)


def rows(world: World, customer_id: str, query: Query, now: int) -> list[Json]:
    """The rows of a checked query as the customer's account shows them at `now` (ms)."""
    owner = account(customer_id)
    today = days.local_date(days.from_ms(now))
    told_at = world.told_at(customer_id, now)
    suspended = world.lasting(customer_id, "account_suspended", now) is not None
    known = {**_customer(owner, suspended=suspended)}
    if query.resource == "customer_client":
        found = [_row(query, {**known, **_client(owner, suspended=suspended)})]
    elif query.resource == "customer":
        found = list(_metric_rows(query, known, world.lines[customer_id], today, told_at))
    else:
        found = list(_campaigns(world, query, known, world.lines[customer_id], today, now))
    for name, descending in reversed(query.order):
        found.sort(key=lambda row: sort_key(_pick(row, name)), reverse=descending)
    return found[: query.limit]


def _campaigns(
    world: World, query: Query, known: Json, lines: Iterable[AdLine], today: date, now: int
) -> Iterator[Json]:
    for line in lines:
        begin = world.anchor + timedelta(days=line.spec.first)
        values = {**known, **_campaign(line, begin, world.anchor + timedelta(days=line.spec.last), now)}
        if begin <= today and _passes(query, values):
            yield from _metric_rows(query, values, (line,), today, world.told_at(line.spec.account, now))


def _metric_rows(query: Query, values: Json, lines: tuple[AdLine, ...], today: date, now: int) -> Iterator[Json]:
    measured = [name for name in query.fields if name in METRICS]
    base = _row(query, values)
    if not any(name in METRICS or name in SEGMENTS for name in query.mentioned()):
        yield base
        return
    since, until = query.window(today)
    selected = [name for name in query.fields if name in SEGMENTS]
    conditions = [condition.field for condition in query.conditions if condition.field in METRICS]
    for key, seen in _grouped(lines, since, until, now, selected).items():
        segment = dict(zip(selected, key, strict=True))
        if selected and not any(seen):
            continue
        filtered = {name: METRICS[name](seen, lines[0]) for name in conditions}
        if _passes(query, segment) and _passes(query, filtered):
            metrics = {"metrics": _measure(measured, seen, lines[0])} if measured else {}
            yield {**base, **_parts(segment), **metrics}


def _grouped(
    lines: tuple[AdLine, ...], since: date, until: date, now: int, selected: list[str]
) -> dict[tuple[str, ...], Seen]:
    sums: dict[tuple[str, ...], Seen] = {}
    for line in lines:
        for day, device, seen in line.read(max(since, min(line.days)), min(until, max(line.days)), now):
            names = {"segments.date": day.isoformat(), "segments.device": device}
            key = tuple(names[name] for name in selected)
            sums[key] = sums[key].plus(seen) if key in sums else seen
    return sums


def _measure(names: list[str], seen: Seen, line: AdLine) -> Json:
    values = {name: METRICS[name](seen, line) for name in names}
    return {camel(name.partition(".")[2]): value for name, value in values.items() if value != 0.0}


def _passes(query: Query, values: Json) -> bool:
    return all(
        condition.holds(str(values[condition.field]))
        for condition in query.conditions
        if condition.field in values and condition.field != "segments.date"
    )


def _pick(row: Json, name: str) -> object:
    group, _, field = camel(name).partition(".")
    return row.get(group, {}).get(field, "")


def _row(query: Query, values: Json) -> Json:
    """The selected ones of the values, nested; a resource always brings its name."""
    groups = {name.partition(".")[0] for name in query.fields if name in values}
    wanted = {f"{group}.resource_name" for group in groups} | set(query.fields)
    return _parts({name: value for name, value in values.items() if name in wanted})


def _parts(values: Json) -> Json:
    nested: Json = {}
    for name, value in values.items():
        group, _, field = name.partition(".")
        nested.setdefault(camel(group), {})[camel(field)] = value
    return nested


def _customer(owner: Account, *, suspended: bool) -> Json:
    return {
        "customer.resource_name": f"customers/{owner.id}",
        "customer.id": owner.id,
        "customer.descriptive_name": owner.name,
        "customer.currency_code": owner.currency,
        "customer.time_zone": str(days.ZONE),
        "customer.manager": False,
        "customer.status": "SUSPENDED" if suspended else "ENABLED",
    }


def _client(owner: Account, *, suspended: bool) -> Json:
    return {
        "customer_client.resource_name": f"customers/{owner.id}/customerClients/{owner.id}",
        "customer_client.id": owner.id,
        "customer_client.client_customer": f"customers/{owner.id}",
        "customer_client.level": "0",
        "customer_client.manager": False,
        "customer_client.time_zone": str(days.ZONE),
        "customer_client.status": "SUSPENDED" if suspended else "ENABLED",
        "customer_client.descriptive_name": owner.name,
        "customer_client.currency_code": owner.currency,
    }


def _state(line: AdLine, end: date, now: int) -> tuple[str, str, str]:
    """Status, primary status and serving status of a campaign."""
    if lasting(line.troubles, "paused_with_budget", now):
        return "PAUSED", "PAUSED", "NONE"
    if days.local_date(days.from_ms(now)) > end:
        return "ENABLED", "ENDED", "ENDED"
    if lasting(line.troubles, "account_suspended", now):
        return "ENABLED", "NOT_ELIGIBLE", "SUSPENDED"
    return "ENABLED", "ELIGIBLE", "SERVING"


def _campaign(line: AdLine, begin: date, end: date, now: int) -> Json:
    spec = line.spec
    status, primary, serving = _state(line, end, now)
    root, budget = f"customers/{spec.account}", f"9{spec.id}"
    return {
        "campaign.resource_name": f"{root}/campaigns/{spec.id}",
        "campaign.id": spec.id,
        "campaign.name": spec.name,
        "campaign.status": status,
        "campaign.primary_status": primary,
        "campaign.serving_status": serving,
        "campaign.advertising_channel_type": spec.kind,
        "campaign.start_date_time": f"{begin} 00:00:00",
        "campaign.end_date_time": f"{end} 23:59:59",
        "campaign.campaign_budget": f"{root}/campaignBudgets/{budget}",
        "campaign_budget.resource_name": f"{root}/campaignBudgets/{budget}",
        "campaign_budget.id": budget,
        "campaign_budget.amount_micros": str(round(spec.daily * 1.15) * 1_000_000),
        "campaign_budget.period": "DAILY",
    }
