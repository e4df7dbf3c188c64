"""Meta's error bodies: one shape, told apart by code and subcode; the HTTP status says little."""

from sandbox.vendors.wire import Json

ACCOUNT_LIMIT = 80000
_TRACE = "AsAnDbOxTrAcE0000000000"
_LIMITS = "https://developers.facebook.com/docs/graph-api/overview/rate-limiting"


class MetaError(Exception):
    """An answer that is an error: HTTP status and body."""

    def __init__(
        self, message: str, code: int, subcode: int | None = None, *, http: int = 400, kind: str = "OAuthException"
    ) -> None:
        super().__init__(message)
        self.http = http
        self.code = code
        self._kind = kind
        self._subcode = subcode

    def body(self) -> Json:
        """The error as Meta writes it."""
        error: Json = {"message": str(self), "type": self._kind, "code": self.code}
        if self._subcode is not None:
            error["error_subcode"] = self._subcode
        if self.code in (1, 2):
            error["is_transient"] = True
        return {"error": {**error, "fbtrace_id": _TRACE}}


def rate_limited() -> MetaError:
    """The account has been asked too often; how long to wait stands in the usage header."""
    text = "(#80000) There have been too many calls from this ad-account. Wait a bit and try again. For more info, "
    return MetaError(f"{text}please refer to {_LIMITS}.", ACCOUNT_LIMIT, 2446079)


def unavailable() -> MetaError:
    """Meta's own trouble, over soon."""
    return MetaError("An unexpected error has occurred. Please retry your request later.", 2, 1504043, http=500)


def expired() -> MetaError:
    """The access token is over."""
    text = "Error validating access token: Session has expired. The current time is later than the session's end."
    return MetaError(text, 190, 463)


def invalid_token() -> MetaError:
    """No token, or one that was never given."""
    return MetaError("Invalid OAuth access token - Cannot parse access token", 190)


def wrong_proof() -> MetaError:
    """An appsecret_proof that does not belong to the token and the app."""
    return MetaError("Invalid appsecret_proof provided in the API argument", 100, kind="GraphMethodException")


def old_version(version: str) -> MetaError:
    """A version that no longer serves ads."""
    text = f"(#2635) You are calling a deprecated version of the Ads API ({version}). Please update to v26.0."
    return MetaError(text, 2635)


def no_permission(node: str) -> MetaError:
    """An ad account that the token does not reach."""
    return MetaError(f"(#200) Ad account owner has NOT granted ads_management or ads_read permission ({node})", 200)


def no_object(node: str) -> MetaError:
    """Anything else that is not there."""
    text = f"Unsupported get request. Object with ID '{node}' does not exist, cannot be loaded due to missing "
    return MetaError(f"{text}permissions, or does not support this operation", 100, 33, kind="GraphMethodException")


def bad_parameter(text: str) -> MetaError:
    """A parameter that Meta does not understand."""
    return MetaError(f"(#100) {text}", 100)
