"""Payloads as signed HTTP requests, for an app that listens on an address instead of a socket."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from sandbox.slack.model import SIGNING_SECRET, Json
from sandbox.slack.transport import ACK_SECONDS, EVENT, SLASH, Ack, Retry

_FORM = "application/x-www-form-urlencoded"


def signed_headers(body: str, stamp: int, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """Slack's timestamp and v0 signature of that body."""
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(stamp), "X-Slack-Signature": f"v0={digest}"}


def encoded(kind: str, payload: Json) -> tuple[str, str]:
    """(body, content type): commands are forms, interactions a form with one JSON field, events JSON."""
    if kind == EVENT:
        return json.dumps(payload), "application/json"
    if kind == SLASH:
        return urlencode(payload), _FORM
    return urlencode({"payload": json.dumps(payload)}), _FORM


class HttpPush:
    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def send(self, kind: str, payload: Json, retry: Retry | None = None) -> Ack:
        """One signed POST; any answer but 2xx within three seconds is a failure named as Slack names it."""
        body, content_type = encoded(kind, payload)
        headers = {"Content-Type": content_type, **signed_headers(body, int(time.time()))}
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": retry.reason}
        begun = time.perf_counter()
        try:
            timeout = aiohttp.ClientTimeout(total=ACK_SECONDS)
            async with self._session.post(self._url, data=body, headers=headers, timeout=timeout) as answer:
                text = await answer.text()
        except TimeoutError:
            return Ack(_ms(begun), failure="http_timeout")
        except aiohttp.ClientError:
            return Ack(_ms(begun), failure="connection_failed")
        if answer.status // 100 != 2:  # noqa: PLR2004  the whole family of 2xx counts
            stop = answer.headers.get("X-Slack-No-Retry") == "1"
            return Ack(_ms(begun), failure="no_retry" if stop else "http_error")
        return Ack(_ms(begun), payload=_parsed(text))


def _parsed(text: str) -> Json | None:
    if not text.strip():
        return None
    try:
        parsed = json.loads(text)
    except ValueError:
        return {"text": text}
    return parsed if isinstance(parsed, dict) else None


def _ms(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 3)
