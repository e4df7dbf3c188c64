"""How much of its allowance Meta says is used. There is no Retry-After: four headers speak, in three units."""

from dataclasses import dataclass
from typing import Any

import httpx
import msgspec

FULL = 100  # percent; further calls prolong the block
DEFAULT_PAUSE = 300.0  # seconds, where a header says "full" and no end
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds to leave an account, or the whole app, alone."""

    account: float = 0.0
    app: float = 0.0

    @property
    def longest(self) -> float:
        """The longer of both."""
        return max(self.account, self.app)


def _json(response: httpx.Response, header: str) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(response.headers.get(header, "{}"))
    except msgspec.DecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def _number(entry: dict[str, Any], key: str) -> float:
    value = entry.get(key, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _is_full(entry: dict[str, Any], *keys: str) -> bool:
    return any(_number(entry, key) >= FULL for key in keys)


def _business(response: httpx.Response) -> float:
    """`{id: [{call_count, …, estimated_time_to_regain_access}]}`: percents and minutes."""
    waits = [0.0]
    for entries in _json(response, "x-business-use-case-usage").values():
        for entry in entries if isinstance(entries, list) else []:
            minutes = _number(entry, "estimated_time_to_regain_access")
            if minutes > 0 and not response.is_success:
                waits.append(minutes * MINUTE)
            elif _is_full(entry, "call_count", "total_cputime", "total_time"):
                waits.append(minutes * MINUTE or DEFAULT_PAUSE)
    return max(waits)


def pause(response: httpx.Response) -> Pause:
    """What the headers of an answer demand; zeros while there is room."""
    account = _json(response, "x-ad-account-usage")
    throttle = _json(response, "x-fb-ads-insights-throttle")
    app = _json(response, "x-app-usage")
    waits = [_business(response)]
    if _is_full(account, "acc_id_util_pct"):
        waits.append(_number(account, "reset_time_duration") or DEFAULT_PAUSE)
    if _is_full(throttle, "acc_id_util_pct"):
        waits.append(DEFAULT_PAUSE)
    is_app_full = _is_full(app, "call_count", "total_time", "total_cputime") or _is_full(throttle, "app_id_util_pct")
    return Pause(account=max(waits), app=DEFAULT_PAUSE if is_app_full else 0.0)
