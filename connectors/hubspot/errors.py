"""HubSpot's categories and what to do about each. Source: HubSpot's error handling and usage guidelines, 2026-09."""

from collections.abc import Mapping
from http import HTTPStatus

import httpx
import msgspec

from connectors.decoding import decode_error
from connectors.http import retry_after
from connectors.problems import Action, Wait, problem
from domain.errors import Problem
from domain.words import Remedy

CATEGORIES: Mapping[str, Action] = {
    "INVALID_AUTHENTICATION": Remedy.RECONNECT_HUBSPOT,
    "EXPIRED_AUTHENTICATION": Remedy.RECONNECT_HUBSPOT,
    "MISSING_SCOPES": Remedy.RAISE_SCOPE,
    "RATE_LIMITS": Wait.RATE,
    "VALIDATION_ERROR": Remedy.REPORT_BUG,
    "OBJECT_NOT_FOUND": Remedy.REPORT_BUG,
    "CONFLICT": Remedy.REPORT_BUG,
}

STATUSES: Mapping[int, Action] = {
    401: Remedy.RECONNECT_HUBSPOT,
    403: Remedy.RAISE_SCOPE,
    404: Remedy.UPDATE_VIGIA,  # a dated path whose support has ended
    408: Wait.SERVER,
    410: Remedy.UPDATE_VIGIA,
    423: Wait.SERVER,
    429: Wait.RATE,
    477: Wait.SERVER,
    500: Wait.SERVER,
    502: Wait.SERVER,
    503: Wait.SERVER,
    504: Wait.SERVER,
    521: Wait.SERVER,
    523: Wait.SERVER,
    524: Wait.SERVER,
}

# Retry-After is not promised; these are the widths of HubSpot's windows in seconds.
POLICIES: Mapping[str, float] = {"SECONDLY": 1.0, "TEN_SECONDLY_ROLLING": 10.0, "DAILY": 3600.0}
LOCKED = 2.0  # seconds, the least that HubSpot asks for after a 423


class HubSpotError(msgspec.Struct, rename="camel"):
    """HubSpot's error; every field is optional. `message` may quote what a contact typed: it is not read."""

    category: str = ""
    policy_name: str = ""
    correlation_id: str = ""


def _wait(error: HubSpotError, response: httpx.Response) -> float | None:
    told = retry_after(response)
    if told is None and response.status_code == HTTPStatus.LOCKED:
        return LOCKED
    return POLICIES.get(error.policy_name.upper()) if told is None else told


def classify(response: httpx.Response) -> Problem | None:
    """The problem behind an answer, None when it went well."""
    if response.is_success:
        return None
    error = decode_error(response.content, HubSpotError) or HubSpotError()
    status = response.status_code
    detail = f"HubSpot {error.category or '-'} (HTTP {status}, correlation {error.correlation_id or '-'})"
    is_server = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    action = CATEGORIES.get(error.category) or STATUSES.get(status)
    return problem(action or (Wait.SERVER if is_server else Remedy.REPORT_BUG), detail, _wait(error, response))
