"""The parameters of an insights request, from the query string or a posted form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sandbox.vendors.meta_errors import MetaError, bad_parameter

WINDOWS = ("1d_click", "7d_click", "28d_click", "1d_view", "7d_view", "28d_view", "1d_ev")
# Still accepted as names, no longer answered.
_SILENT_WINDOWS = ("7d_view", "28d_view")
# These need an opt-in that the accounts here do not have: the answer is empty.
_OPT_IN = ("impression_device", "frequency_value", "hourly_stats_aggregated_by_audience_time_zone")
_LEVELS = ("account", "campaign", "adset", "ad")
# Breakdown to the world's dimension.
BREAKDOWNS = {
    "device_platform": "device",
    "publisher_platform": "network",
    "hourly_stats_aggregated_by_advertiser_time_zone": "hour",
}
_PRESETS = {"today": (0, 0), "yesterday": (1, 1), "last_7d": (7, 1), "last_14d": (14, 1), "last_28d": (28, 1)}
_LONGEST_STEP = 90
_RETENTION_DAYS = 1125


@dataclass(frozen=True, slots=True)
class Insights:
    """What an insights request asks for; `step` is days per row, 0 for the whole window, -1 for months."""

    since: date
    until: date
    step: int
    level: str
    fields: tuple[str, ...]
    breakdowns: tuple[str, ...]
    empty: bool
    windows: tuple[str, ...]
    campaign_ids: tuple[str, ...]


def insights(params: Mapping[str, str], today: date) -> Insights:
    """The parsed request; MetaError where Meta would refuse it."""
    since, until = _window(params, today)
    breakdowns = names(params.get("breakdowns", ""))
    level = params.get("level", "account")
    if level not in _LEVELS:
        raise bad_parameter(f"level must be one of the following values: {', '.join(_LEVELS)} (the sandbox has these)")
    for name in breakdowns:
        if name not in (*BREAKDOWNS, *_OPT_IN):
            raise bad_parameter(
                f"breakdowns[0] must be one of the following values: {', '.join(BREAKDOWNS)}; not {name}"
            )
    windows = names(params.get("action_attribution_windows", ""))
    for name in windows:
        if name not in WINDOWS:
            raise bad_parameter(f"action_attribution_windows must be one of: {', '.join(WINDOWS)}; not {name}")
    return Insights(
        since=since,
        until=until,
        step=_step(params.get("time_increment", "all_days")),
        level=level,
        fields=names(params.get("fields", "")),
        breakdowns=tuple(name for name in breakdowns if name in BREAKDOWNS),
        empty=any(name in _OPT_IN for name in breakdowns),
        windows=tuple(name for name in windows if name not in _SILENT_WINDOWS),
        campaign_ids=_filtering(params.get("filtering", "")),
    )


def names(text: str) -> tuple[str, ...]:
    """A list given as JSON or with commas."""
    text = text.strip()
    values = _json(text) if text.startswith("[") else text.split(",")
    return tuple(str(value).strip() for value in values if str(value).strip())


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise bad_parameter(f"Param is not valid JSON: {text[:60]}") from None


def _step(text: str) -> int:
    if text in ("all_days", "monthly"):
        return 0 if text == "all_days" else -1
    if not text.isdigit() or not 1 <= int(text) <= _LONGEST_STEP:
        raise bad_parameter("time_increment must be 1 to 90, monthly or all_days")
    return int(text)


def _window(params: Mapping[str, str], today: date) -> tuple[date, date]:
    text = params.get("time_range")
    if text is None:
        first, last = _PRESETS.get(params.get("date_preset", ""), (30, 1))
        return today - timedelta(days=first), today - timedelta(days=last)
    try:
        value = _json(text)
        since, until = date.fromisoformat(value["since"]), date.fromisoformat(value["until"])
    except (KeyError, TypeError, ValueError):
        raise bad_parameter("time_range must have since and until as YYYY-MM-DD") from None
    if since > until:
        raise bad_parameter("time_range: since must be before until")
    if since < today - timedelta(days=_RETENTION_DAYS):
        text = "(#3018) The start date of the time range cannot be beyond 37 months from the current date"
        raise MetaError(text, 3018)
    return since, min(until, today)


def _filtering(text: str) -> tuple[str, ...]:
    wanted: list[str] = []
    for rule in _json(text) if text else []:
        if (
            not isinstance(rule, dict)
            or rule.get("field") != "campaign.id"
            or rule.get("operator") not in ("IN", "EQUAL")
        ):
            raise bad_parameter("filtering: the sandbox filters by campaign.id with IN or EQUAL only")
        value = rule.get("value")
        wanted += [str(one) for one in (value if isinstance(value, list) else [value])]
    return tuple(wanted)
