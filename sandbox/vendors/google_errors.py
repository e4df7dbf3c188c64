"""Google Ads' error bodies: a google.rpc status with a GoogleAdsFailure inside; searchStream wraps it in an array."""

from typing import Any

from sandbox.vendors.wire import Json

_EXPIRED = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential."
)
_STATUS = {400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}


def failure(version: str, http: int, family: str, name: str, message: str, details: Json | None = None) -> Json:
    """An error that carries a GoogleAdsFailure with one error of that family and name."""
    inner: Json = {"errorCode": {family: name}, "message": message, **({"details": details} if details else {})}
    kind = f"type.googleapis.com/google.ads.googleads.{version}.errors.GoogleAdsFailure"
    detail = {"@type": kind, "errors": [inner], "requestId": "rEqUeStSaNdBoX"}
    text = {400: "Request contains an invalid argument.", 403: "The caller does not have permission"}
    head = text.get(http, "Resource has been exhausted (e.g. check quota).")
    return {"error": {"code": http, "message": head, "status": _STATUS[http], "details": [detail]}}


def quota(version: str, wait_seconds: int) -> Json:
    """The daily quota is used up; says after how long to come back."""
    details = {
        "quotaErrorDetails": {
            "rateScope": "DEVELOPER",
            "rateName": "Number of operations for explorer access",
            "retryDelay": f"{wait_seconds}s",
        }
    }
    message = f"Too many requests. Retry in {wait_seconds} seconds."
    return failure(version, 429, "quotaError", "RESOURCE_EXHAUSTED", message, details)


def unauthenticated() -> Json:
    """The access token is missing, unknown or expired."""
    return {"error": {"code": 401, "message": _EXPIRED, "status": "UNAUTHENTICATED"}}


def internal() -> Json:
    """Google's own trouble."""
    return {"error": {"code": 500, "message": "Internal error encountered.", "status": "INTERNAL"}}


def no_such_version(version: str) -> Json:
    """A version that was never there answers as any unknown path does."""
    return {"error": {"code": 404, "message": f"Method not found: {version}.", "status": "NOT_FOUND"}}


def wrapped(body: Json, method: str) -> Any:
    """The body as that method sends it."""
    return [body] if method == "searchStream" else body
