"""The Meta service: insights (at once or as a job), ad accounts, campaigns, and what a token may do.

Paths: /meta/v26.0/… . The token is `sandbox-meta-token`; `sandbox-meta-token-nord` reaches the same and is refused
while the account that is read with it is disconnected. An `appsecret_proof` is checked against the app secret
`sandbox-app-secret` whenever it is sent.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.vendors import meta_errors, meta_nodes, meta_params, meta_rows
from sandbox.vendors.meta_errors import MetaError
from sandbox.vendors.wire import Json, Service, answer, bearer, silence

NAME = "meta"
TOKEN = "sandbox-meta-token"  # noqa: S105 - a name that the sandbox publishes, no secret
# A token of its own and the account that is read with it.
OWN_TOKENS = {"sandbox-meta-token-nord": "act_6758493021"}
APP_SECRET = "sandbox-app-secret"  # noqa: S105 - the same
_SERVED = ("v24.0", "v25.0", "v26.0")
_WAIT_MINUTES = 1
_DEFAULT_LIMIT = 25
_PROGRESS = (("Job Running", 40), ("Job Running", 100), ("Job Completed", 100))
_FIRST_JOB = 6_023_920_149_050


class Meta:
    """The handlers of the service; jobs are kept with how often each has been asked about."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._calls = 0
        self._jobs: dict[str, tuple[str, dict[str, str]]] = {}
        self._asked: dict[str, int] = {}

    async def handle(self, request: web.Request) -> web.Response:
        """Any call: node, and edge where there is one."""
        self._calls += 1
        fault = self._service.faults.take(NAME)
        if fault == "timeout":
            return await silence(request, self._service.silence)
        params = {**_texts(request.query), **_texts(await request.post())}
        node, edge = request.match_info["node"], request.match_info.get("edge", "")
        try:
            self._admit(request, params, fault)
            return answer(self._serve(request, params, node, edge), headers=self._usage(node, limited=False))
        except MetaError as error:
            return answer(error.body(), error.http, self._usage(node, limited=error.code == meta_errors.ACCOUNT_LIMIT))

    def _admit(self, request: web.Request, params: Mapping[str, str], fault: str | None) -> None:
        if request.match_info["version"] not in _SERVED:
            raise meta_errors.old_version(request.match_info["version"])
        if fault == "500":
            raise meta_errors.unavailable()
        if fault == "expired_token":
            raise meta_errors.expired()
        token = params.get("access_token") or bearer(request)
        if token != TOKEN and token not in OWN_TOKENS:
            raise meta_errors.invalid_token()
        self._check_connected(OWN_TOKENS.get(token, request.match_info["node"]))
        right = _proof(token)
        if not hmac.compare_digest(params.get("appsecret_proof", right), right):
            raise meta_errors.wrong_proof()
        if fault == "429":
            raise meta_errors.rate_limited()

    def _check_connected(self, account_id: str) -> None:
        if self._service.world.lasting(account_id, "source_disconnected", self._service.now_ms()):
            raise meta_errors.expired()

    def _serve(self, request: web.Request, params: dict[str, str], node: str, edge: str) -> Json:
        world, now = self._service.world, self._service.now_ms()
        if request.method == "POST":
            return self._submit(node, edge, params)
        if edge == "insights":
            owner, asked = self._jobs.get(node, (node, params))
            lines = meta_nodes.lines(world, owner)
            wanted = meta_params.insights(asked, meta_rows.today(now))
            meta_rows.check_fields(wanted.fields, meta_rows.FIELDS)
            account_id = lines[0].spec.account if lines else ""
            return _page(request, params, meta_rows.rows(lines, wanted, world.told_at(account_id, now)))
        if edge:
            return _page(request, params, meta_nodes.edge(world, node, edge, params, now))
        if node in self._jobs:
            return self._job(node)
        return meta_nodes.node(world, node, params, now)

    def _submit(self, node: str, edge: str, params: dict[str, str]) -> Json:
        if edge != "insights":
            raise meta_errors.no_object(node)
        meta_nodes.lines(self._service.world, node)
        wanted = meta_params.insights(params, meta_rows.today(self._service.now_ms()))
        meta_rows.check_fields(wanted.fields, meta_rows.FIELDS)
        job = str(_FIRST_JOB + len(self._jobs))
        self._jobs[job] = (node, params)
        return {"report_run_id": job}

    def _job(self, job: str) -> Json:
        """The state of a job: running at first, then at 100 % and still running, then done."""
        asked = self._asked[job] = self._asked.get(job, 0) + 1
        state, percent = _PROGRESS[min(asked, len(_PROGRESS)) - 1]
        account = self._jobs[job][0].removeprefix("act_")
        return {"id": job, "account_id": account, "async_status": state, "async_percent_completion": percent}

    def _usage(self, node: str, *, limited: bool) -> dict[str, str]:
        used = 100 if limited else 1 + self._calls % 40
        entry = {
            "type": "ads_insights",
            "call_count": used,
            "total_cputime": used // 3,
            "total_time": used // 2,
            "estimated_time_to_regain_access": _WAIT_MINUTES if limited else 0,
            "ads_api_access_tier": "limited_access",
        }
        return {"X-Business-Use-Case-Usage": json.dumps({node.removeprefix("act_"): [entry]})}


def _proof(token: str) -> str:
    return hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in values.items() if isinstance(value, str)}


def _page(request: web.Request, params: Mapping[str, str], found: list[Json]) -> Json:
    """The page that `after` and `limit` name; `next` only while there is more, cursors always."""
    limit = int(params["limit"]) if params.get("limit", "").isdigit() else _DEFAULT_LIMIT
    begin = _offset(params.get("after", ""))
    page = found[begin : begin + limit]
    if not page:
        return {"data": []}
    cursors = {"before": _cursor(begin), "after": _cursor(begin + len(page))}
    paging: Json = {"cursors": cursors}
    if begin + len(page) < len(found):
        kept = {**params, "after": cursors["after"], "limit": str(limit)}
        paging["next"] = str(request.url.with_query(kept))
    return {"data": page, "paging": paging}


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"row:{place}".encode()).decode()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("row:"))
    except (binascii.Error, ValueError):
        raise meta_errors.bad_parameter("Invalid cursors values") from None


def add(app: web.Application, service: Service) -> None:
    """Add the service's routes."""
    meta = Meta(service)
    # Meta's own client ends the address of a node with one or two slashes.
    for path in ("/meta/{version}/{node}{_:/*}", "/meta/{version}/{node}/{edge}{_:/*}"):
        app.router.add_get(path, meta.handle)
        app.router.add_post(path, meta.handle)
