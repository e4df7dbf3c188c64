"""One call of Slack's Web API: its answer, or one of our own errors."""

import asyncio
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.errors import Problem, SchemaDrift, Transient
from notifiers.port import Unsure
from notifiers.slack.errors import problem

Answer = Mapping[str, Any]
TIMEOUT_S = 15.0


def web_client(token: str, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client for deliveries: one shared session, and no retries of its own.

    slack_sdk's default handler repeats a request whose connection broke, which could post a message twice.
    """
    return AsyncWebClient(token=token, base_url=base_url, session=session, timeout=int(TIMEOUT_S), retry_handlers=[])


class RedirectedError(aiohttp.ClientError):
    """A server sent us elsewhere."""


def no_redirects() -> aiohttp.TraceConfig:
    """For a session that carries tokens: where a server sends it elsewhere, it does not go."""

    async def refuse(_session: object, _context: object, params: aiohttp.TraceRequestRedirectParams) -> None:
        params.response.close()
        raise RedirectedError("a redirect is not followed")

    trace = aiohttp.TraceConfig()
    trace.on_request_redirect.append(refuse)
    return trace


async def call(client: AsyncWebClient, method: str, args: Mapping[str, Any], *, timeout_s: float = TIMEOUT_S) -> Answer:
    """Slack's answer to `method`. Raises Transient, NeedsOwner, Bug, and Unsure when the answer got lost.

    Only the chat methods take a JSON body; all the others want plain arguments, and lists in them as JSON.
    """
    given = {name: value for name, value in args.items() if value is not None}
    plain = {name: value if isinstance(value, str | int) else json.dumps(value) for name, value in given.items()}
    try:
        async with asyncio.timeout(timeout_s):
            if method.startswith("chat."):
                answer = await client.api_call(method, json=given)
            else:
                answer = await client.api_call(method, params=plain)
    except SlackApiError as error:
        raise _refusal(error) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise Transient(f"{method}: {type(error).__name__}", reason="unreachable") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unsure(f"{method}: {type(error).__name__}") from error
    data: Answer = answer.data if isinstance(answer.data, dict) else {}
    return data


def _refusal(error: SlackApiError) -> Problem:
    response = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    headers: Mapping[str, str] = response.headers
    body = getattr(response, "data", None)
    code = str(body["error"]) if isinstance(body, dict) and "error" in body else ""
    if status == HTTPStatus.GATEWAY_TIMEOUT or (status == HTTPStatus.OK and not code):
        return Unsure(f"HTTP {status} without an answer")
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in {"ratelimited", "rate_limited"}:
        return Transient(code or "ratelimited", _seconds(headers), "ratelimited")
    if not code:
        return Transient(f"HTTP {status}", _seconds(headers), "http")
    return problem(code, _pointers(body), _seconds(headers))


def _seconds(headers: Mapping[str, str]) -> float | None:
    given = headers.get("Retry-After", "")
    return float(given) if given.isdigit() else None


def _pointers(body: Any) -> str:
    metadata = body.get("response_metadata") or {}
    return "; ".join(str(message) for message in (metadata.get("messages") or body.get("errors") or ()))


def need(answer: Answer, method: str, *path: str) -> str:
    """What stands at `path` of an answer, as text; SchemaDrift where it is missing."""
    found: Any = answer
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    if not isinstance(found, str | int | float) or found == "":
        raise SchemaDrift(f"{method}: {'.'.join(path)}", "missing in Slack's answer")
    return str(found)
