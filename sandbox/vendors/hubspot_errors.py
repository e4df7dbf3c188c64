"""HubSpot's error bodies and rate headers."""

from sandbox.vendors.wire import Json

_CORRELATION = "6e5a3a1e-0000-4000-8000-00000000005b"


class HubSpotError(Exception):
    """An answer that is an error: HTTP status, category and the rest of the body."""

    def __init__(self, http: int, category: str, message: str, **rest: object) -> None:
        super().__init__(message)
        self.http = http
        self._category = category
        self._rest = rest

    def body(self) -> Json:
        """The error as HubSpot writes it."""
        head = {"status": "error", "message": str(self), "correlationId": _CORRELATION}
        return {**head, **self._rest, "category": self._category}


def unauthenticated() -> HubSpotError:
    """No key, or one that belongs to no portal."""
    text = "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more "
    return HubSpotError(401, "INVALID_AUTHENTICATION", f"{text}details at https://developers.hubspot.com/docs")


def expired() -> HubSpotError:
    """The token is over."""
    text = "The OAuth token used to make this call expired 5 second(s) ago."
    return HubSpotError(401, "EXPIRED_AUTHENTICATION", text)


def rate_limited() -> HubSpotError:
    """Too many calls within ten seconds; HubSpot does not say for how long to wait."""
    text = "You have reached your ten_secondly_rolling limit."
    return HubSpotError(429, "RATE_LIMITS", text, errorType="RATE_LIMIT", policyName="TEN_SECONDLY_ROLLING")


def internal() -> HubSpotError:
    """HubSpot's own trouble."""
    return HubSpotError(500, "INTERNAL_ERROR", "internal error")


def invalid(message: str, code: str = "INVALID_VALUE") -> HubSpotError:
    """A request that breaks a rule of the interface."""
    return HubSpotError(400, "VALIDATION_ERROR", message, errors=[{"message": message, "code": code, "context": {}}])


def whole(text: str, name: str, most: int) -> int:
    """A parameter that must be a whole number from 1 to `most`."""
    if not text.isdigit() or not 1 <= int(text) <= most:
        raise invalid(f"{name} must be between 1 and {most}, found {text}", "INVALID_INTEGER")
    return int(text)


def not_found(message: str) -> HubSpotError:
    """An object or path that is not there."""
    return HubSpotError(404, "OBJECT_NOT_FOUND", message)


def rate_headers(remaining: int) -> dict[str, str]:
    """The budget left in the ten seconds and in the day; search never sends these."""
    return {
        "X-HubSpot-RateLimit-Max": "190",
        "X-HubSpot-RateLimit-Remaining": str(remaining),
        "X-HubSpot-RateLimit-Interval-Milliseconds": "10000",
        "X-HubSpot-RateLimit-Daily": "625000",
        "X-HubSpot-RateLimit-Daily-Remaining": str(600_000 + remaining),
    }
