"""Rows of a Meta insights answer: every value a string, lists of actions left out when they are empty."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from sandbox.vendors.meta_errors import bad_parameter
from sandbox.vendors.meta_params import BREAKDOWNS, Insights
from sandbox.vendors.wire import Json
from sandbox.world import days, elements
from sandbox.world.catalogue import Line, account
from sandbox.world.cells import NOTHING, AdLine, Seen
from sandbox.world.elements import Ad

_PURCHASES = ("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase")
DEFAULT_FIELDS = ("account_id", "campaign_id", "impressions", "spend")
# Share of plays that reach each mark, for campaigns with a video.
_VIDEO = {
    "video_play_actions": 0.55,
    "video_p25_watched_actions": 0.30,
    "video_p50_watched_actions": 0.17,
    "video_p75_watched_actions": 0.11,
    "video_p100_watched_actions": 0.06,
    "video_thruplay_watched_actions": 0.08,
}


def decimal(micros: int) -> str:
    """Micros as Meta writes money: "14.35", and plain "0"."""
    return f"{micros // 1_000_000}.{micros % 1_000_000 // 10_000:02d}" if micros else "0"


def _ratio(above: float, below: float) -> str:
    return f"{above / below:.6f}".rstrip("0").rstrip(".") if below else "0"


def _reach(seen: Seen) -> int:
    return max(1, int(seen.impressions / 1.18))


_PLAIN: dict[str, Callable[[Seen, Line], str]] = {
    "account_id": lambda _seen, line: line.account.removeprefix("act_"),
    "account_name": lambda _seen, line: account(line.account).name,
    "account_currency": lambda _seen, line: account(line.account).currency,
    "spend": lambda seen, _line: decimal(seen.cost),
    "impressions": lambda seen, _line: str(seen.impressions),
    "clicks": lambda seen, _line: str(int(seen.clicks * 1.34)),
    "inline_link_clicks": lambda seen, _line: str(seen.clicks),
    "reach": lambda seen, _line: str(_reach(seen)),
    "frequency": lambda seen, _line: _ratio(seen.impressions, _reach(seen)),
    "ctr": lambda seen, _line: _ratio(int(seen.clicks * 1.34) * 100, seen.impressions),
    "cpc": lambda seen, _line: _ratio(seen.cost / 1_000_000, int(seen.clicks * 1.34)),
    "cpm": lambda seen, _line: _ratio(seen.cost / 1_000, seen.impressions),
    "inline_link_click_ctr": lambda seen, _line: _ratio(seen.clicks * 100, seen.impressions),
}
_OF_CAMPAIGN: dict[str, Callable[[Seen, Line], str]] = {
    "campaign_id": lambda _seen, line: line.id,
    "campaign_name": lambda _seen, line: line.name,
    "objective": lambda _seen, line: line.kind,
}
_OF_GROUP: dict[str, Callable[[Ad], str]] = {
    "adset_id": lambda ad: ad.group_id,
    "adset_name": lambda ad: ad.group_name,
}
_OF_AD: dict[str, Callable[[Ad], str]] = {"ad_id": lambda ad: ad.id, "ad_name": lambda ad: ad.name}
# People cannot be told apart by the hour.
_NOT_HOURLY = ("reach", "frequency")
_HOURLY = "hourly_stats_aggregated_by_advertiser_time_zone"
_LISTS = ("actions", "action_values", "results", *_VIDEO)
_OTHERS = ("date_start", "date_stop", "attribution_setting", "buying_type")
FIELDS = (*_PLAIN, *_OF_CAMPAIGN, *_OF_GROUP, *_OF_AD, *_LISTS, *_OTHERS)


def check_fields(fields: Iterable[str], known: Iterable[str]) -> None:
    """MetaError 100 naming the first field that is not known."""
    names = set(known)
    for field in fields:
        if field not in names:
            raise bad_parameter(f"{field} is not valid for fields param. please check the docs for all valid values")


def rows(lines: Iterable[AdLine], wanted: Insights, now: int) -> list[Json]:
    """The rows as the account shows them at `now` (ms), by campaign and then by day; none of nothing."""
    if wanted.empty:
        return []
    chosen = [line for line in lines if not wanted.campaign_ids or line.spec.id in wanted.campaign_ids]
    groups = [chosen] if wanted.level == "account" else [[line] for line in chosen]
    return [row for group in groups if group for row in _group_rows(group, wanted, now)]


def _group_rows(group: list[AdLine], wanted: Insights, now: int) -> Iterator[Json]:
    by_ad = wanted.level in ("adset", "ad")
    by = [*(("ad",) if by_ad else ()), *(BREAKDOWNS[name] for name in wanted.breakdowns)]
    ads = {ad.id: ad for ad in elements.ads(group[0].spec)} if by_ad else {}
    # An ad set is told by its first ad, which knows its name.
    firsts = {ad.id: min(one.id for one in ads.values() if one.group_id == ad.group_id) for ad in ads.values()}
    for since, until in _periods(group, wanted):
        sums: dict[tuple[str, ...], Seen] = {}
        for line in group:
            for _, found, seen in line.parts(since, until, now, by):
                key = (firsts[found[0]], *found[1:]) if wanted.level == "adset" else found
                sums[key] = sums.get(key, NOTHING).plus(seen)
        for key, seen in sums.items():
            if any(seen):
                ad, values = (ads[key[0]], key[1:]) if by_ad else (None, key)
                broken = dict(zip(wanted.breakdowns, values, strict=True))
                row = _row(group[0].spec, ad, wanted, seen, broken)
                yield {**row, "date_start": since.isoformat(), "date_stop": until.isoformat()}


def _periods(group: list[AdLine], wanted: Insights) -> Iterator[tuple[date, date]]:
    since = wanted.since
    if wanted.step == 1:
        since = max(since, min(min(line.days) for line in group))
    while since <= wanted.until:
        until = wanted.until
        if wanted.step > 0:
            until = min(until, since + timedelta(days=wanted.step - 1))
        elif wanted.step < 0:
            month = (since.replace(day=1) + timedelta(days=32)).replace(day=1)
            until = min(until, month - timedelta(days=1))
        yield since, until
        since = until + timedelta(days=1)


def _row(line: Line, ad: Ad | None, wanted: Insights, seen: Seen, broken: dict[str, str]) -> Json:
    row: Json = {}
    for field in wanted.fields or DEFAULT_FIELDS:
        if field in _PLAIN and not (_HOURLY in broken and field in _NOT_HOURLY):
            row[field] = _PLAIN[field](seen, line)
        elif field in _OF_CAMPAIGN and wanted.level != "account":
            row[field] = _OF_CAMPAIGN[field](seen, line)
        elif field in _OF_GROUP and ad is not None:
            row[field] = _OF_GROUP[field](ad)
        elif field in _OF_AD and ad is not None and wanted.level == "ad":
            row[field] = _OF_AD[field](ad)
        elif field in _LISTS:
            entries = _entries(field, line, seen, wanted.windows)
            if entries:
                row[field] = entries
    if _HOURLY in broken:
        hour = int(broken[_HOURLY])
        broken = {**broken, _HOURLY: f"{hour:02}:00:00 - {hour:02}:59:59"}
    return {**row, **broken}


def _entries(field: str, line: Line, seen: Seen, windows: tuple[str, ...]) -> list[Json]:
    if field in _VIDEO:
        plays = int(seen.impressions * line.video_share * _VIDEO[field])
        return [{"action_type": "video_view", "value": str(plays)}] if plays else []
    if field == "results":
        of = "actions:omni_purchase" if line.result == "purchase" else "actions:lead"
        count = seen.conversions // 100
        return (
            [{"indicator": of, "values": [{"value": str(count), "attribution_windows": ["default"]}]}] if count else []
        )
    if field == "action_values":
        return [_entry(kind, seen.value, windows, _money) for kind in _PURCHASES if seen.value]
    return [_entry(kind, count, windows, str) for kind, count in _actions(line, seen) if count]


def _money(micros: int) -> str:
    return _ratio(micros, 1_000_000)


def _actions(line: Line, seen: Seen) -> Iterator[tuple[str, int]]:
    results = seen.conversions // 100
    yield "link_click", seen.clicks
    yield "landing_page_view", int(seen.clicks * 0.82)
    yield "video_view", int(seen.impressions * line.video_share * 0.4)
    if line.result == "purchase":
        yield from ((kind, results) for kind in _PURCHASES)
        return
    forms = int(results * line.form_share + 0.5)
    yield "lead", results
    yield "onsite_conversion.lead_grouped", forms
    yield "offsite_conversion.fb_pixel_lead", results - forms


def _entry(kind: str, amount: int, windows: tuple[str, ...], write: Callable[[int], str]) -> Json:
    """An action with its total and, per window asked for, the part that window explains."""
    viewed = 0 if kind in ("link_click", "landing_page_view") else int(amount * 0.1)
    entry: Json = {"action_type": kind, "value": write(amount)}
    for window in windows:
        part = viewed if window.endswith("_view") else amount - viewed if window != "1d_click" else int(amount * 0.7)
        if part:
            entry[window] = write(part)
    return entry


def today(now: int) -> date:
    """The day it is in the accounts' zone."""
    return days.local_date(days.from_ms(now))
