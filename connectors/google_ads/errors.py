"""Google's codes and what to do about each. Source: the error enumerations of API v26."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

import httpx
import msgspec

from connectors.decoding import decode_error
from connectors.http import retry_after
from connectors.problems import Action, Wait, problem
from domain.errors import NeedsOwner, Problem
from domain.words import Remedy


class Expired(NeedsOwner):
    """The access token is no longer taken: renew it once; a second refusal is the owner's."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, Remedy.RECONNECT_GOOGLE_ADS)


EXPIRED = frozenset({"OAUTH_TOKEN_EXPIRED", "OAUTH_TOKEN_INVALID", "AUTHENTICATION_ERROR"})

CODES: Mapping[str, Action] = {
    "RESOURCE_EXHAUSTED": Wait.RATE,
    "RESOURCE_TEMPORARILY_EXHAUSTED": Wait.RATE,
    "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION": Wait.RATE,
    "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION": Wait.RATE,
    "ACCESS_PROHIBITED": Remedy.GRANT_ACCESS,
    "INTERNAL_ERROR": Wait.SERVER,
    "TRANSIENT_ERROR": Wait.SERVER,
    "DEADLINE_EXCEEDED": Wait.SMALLER,
    "DATE_RANGE_TOO_WIDE": Wait.SMALLER,
    "OAUTH_TOKEN_REVOKED": Remedy.RECONNECT_GOOGLE_ADS,
    "OAUTH_TOKEN_DISABLED": Remedy.RECONNECT_GOOGLE_ADS,
    "GOOGLE_ACCOUNT_DELETED": Remedy.RECONNECT_GOOGLE_ADS,
    "TWO_STEP_VERIFICATION_NOT_ENROLLED": Remedy.RECONNECT_GOOGLE_ADS,
    "NOT_ADS_USER": Remedy.RECONNECT_GOOGLE_ADS,
    "CUSTOMER_NOT_FOUND": Remedy.FIX_REQUEST,
    "CLIENT_CUSTOMER_ID_INVALID": Remedy.FIX_REQUEST,
    "INVALID_CUSTOMER_ID": Remedy.FIX_REQUEST,
    "INVALID_LOGIN_CUSTOMER_ID": Remedy.FIX_REQUEST,
    "LOGIN_CUSTOMER_ID_PARAMETER_MISSING": Remedy.FIX_REQUEST,
    "INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION": Remedy.FIX_REQUEST,
    "REQUESTED_METRICS_FOR_MANAGER": Remedy.FIX_REQUEST,
    "USER_PERMISSION_DENIED": Remedy.GRANT_ACCESS,
    "CUSTOMER_NOT_ENABLED": Remedy.GRANT_ACCESS,
    "METRIC_ACCESS_DENIED": Remedy.GRANT_ACCESS,
    "ACTION_NOT_PERMITTED": Remedy.GRANT_ACCESS,
    "ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT": Remedy.GRANT_ACCESS,
    "ACCESS_DENIED_FOR_ACCOUNT_TYPE": Remedy.GRANT_ACCESS,
    "SERVICE_ACCESS_DENIED": Remedy.GRANT_ACCESS,
    "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION": Remedy.RAISE_SCOPE,
    "CLOUD_PROJECT_NOT_FOUND": Remedy.SET_CREDENTIALS,
    "PROJECT_DISABLED": Remedy.SET_CREDENTIALS,
    "DEVELOPER_TOKEN_NOT_APPROVED": Remedy.RAISE_SCOPE,
    "DEVELOPER_TOKEN_PROHIBITED": Remedy.SET_CREDENTIALS,
    "DEVELOPER_TOKEN_INVALID": Remedy.SET_CREDENTIALS,
    "DEVELOPER_TOKEN_PARAMETER_MISSING": Remedy.SET_CREDENTIALS,
    "UNRECOGNIZED_FIELD": Remedy.UPDATE_VIGIA,
    "UNSUPPORTED_VERSION": Remedy.UPDATE_VIGIA,
}

FAMILIES: Mapping[str, Action] = {
    "quotaError": Wait.RATE,
    "internalError": Wait.SERVER,
    "authenticationError": Remedy.RECONNECT_GOOGLE_ADS,
    "authorizationError": Remedy.GRANT_ACCESS,
    "queryError": Remedy.REPORT_BUG,
    "requestError": Remedy.REPORT_BUG,
    "headerError": Remedy.FIX_REQUEST,
}

OAUTH: Mapping[str, Action] = {
    "invalid_grant": Remedy.RECONNECT_GOOGLE_ADS,
    "invalid_client": Remedy.SET_CREDENTIALS,
    "unauthorized_client": Remedy.SET_CREDENTIALS,
    "invalid_request": Remedy.SET_CREDENTIALS,
    "invalid_scope": Remedy.RECONNECT_GOOGLE_ADS,
    "access_denied": Remedy.RECONNECT_GOOGLE_ADS,
}


class QuotaDetails(msgspec.Struct, rename="camel"):
    """How long a quota is used up: "60s"."""

    retry_delay: str = ""


class FailureDetails(msgspec.Struct, rename="camel"):
    """Where a single failure hides its quota."""

    quota_error_details: QuotaDetails | None = None


class Failure(msgspec.Struct, rename="camel"):
    """One error of a GoogleAdsFailure: `{family: NAME}`."""

    error_code: dict[str, str] = {}
    details: FailureDetails | None = None


class Detail(msgspec.Struct, rename="camel"):
    """A GoogleAdsFailure (`errors`) or a google.rpc.RetryInfo (`retryDelay`)."""

    errors: list[Failure] = []
    retry_delay: str = ""


class Status(msgspec.Struct, rename="camel"):
    """A google.rpc status."""

    code: int = 0
    status: str = ""
    details: list[Detail] = []


class Envelope(msgspec.Struct):
    """What an error's body wraps, itself wrapped in an array by searchStream."""

    error: Status = msgspec.field(default_factory=Status)


class OAuthError(msgspec.Struct):
    """The body of a refused token request."""

    error: str = ""


def read_status(body: bytes) -> Status:
    """The status in an error body, in an array or not; an empty one when it is something else."""
    if body.lstrip().startswith(b"["):
        found = decode_error(body, list[Envelope]) or []
        return found[0].error if found else Status()
    envelope = decode_error(body, Envelope)
    return envelope.error if envelope else Status()


def _seconds(delay: str) -> float | None:
    number = delay.removesuffix("s")
    return float(number) if number.replace(".", "", 1).isdigit() else None


def _delays(status: Status) -> Iterator[float | None]:
    for detail in status.details:
        yield _seconds(detail.retry_delay)
        for failure in detail.errors:
            if failure.details and failure.details.quota_error_details:
                yield _seconds(failure.details.quota_error_details.retry_delay)


def judge(status: Status, http_status: int, waits: float | None = None) -> Problem:
    """The problem that a status stands for. `waits` is the Retry-After, which a longer retryDelay overrides."""
    delay = max((d for d in [*_delays(status), waits] if d is not None), default=None)
    codes = [(family, name) for d in status.details for f in d.errors for family, name in f.error_code.items()]
    for family, name in codes:
        detail = f"Google Ads {family}.{name} (HTTP {http_status})"
        if name in EXPIRED:
            return Expired(detail)
        if (action := CODES.get(name) or FAMILIES.get(family)) is not None:
            return problem(action, detail, delay)
    spelt = "".join(f" {family}.{name}" for family, name in codes)
    return _by_status(http_status, f"Google Ads HTTP {http_status} {status.status}{spelt}", delay)


def _by_status(http_status: int, detail: str, delay: float | None) -> Problem:
    match http_status:
        case HTTPStatus.UNAUTHORIZED:
            return Expired(detail)
        case HTTPStatus.FORBIDDEN:
            return problem(Remedy.GRANT_ACCESS, detail)
        case HTTPStatus.NOT_FOUND:
            return problem(Remedy.UPDATE_VIGIA, detail)  # a retired version answers 404
        case HTTPStatus.TOO_MANY_REQUESTS:
            return problem(Wait.RATE, detail, delay)
        case HTTPStatus.REQUEST_TIMEOUT:
            return problem(Wait.SERVER, detail, delay)
        case _:
            server = http_status >= HTTPStatus.INTERNAL_SERVER_ERROR
            return problem(Wait.SERVER if server else Remedy.REPORT_BUG, detail, delay if server else None)


def classify(response: httpx.Response) -> Problem | None:
    """The problem behind an answer of the API, None when it went well."""
    if response.is_success:
        return None
    return judge(read_status(response.content), response.status_code, retry_after(response))


def classify_token(response: httpx.Response) -> Problem | None:
    """The problem behind an answer of the token address, None when it went well."""
    if response.is_success:
        return None
    body = decode_error(response.content, OAuthError)
    detail = f"Google OAuth {body.error if body else ''} (HTTP {response.status_code})"
    if body and body.error in OAUTH:
        return problem(OAUTH[body.error], detail)
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return problem(Wait.RATE, detail, retry_after(response))
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return problem(Wait.SERVER, detail, retry_after(response))
    return problem(Remedy.RECONNECT_GOOGLE_ADS, detail)
