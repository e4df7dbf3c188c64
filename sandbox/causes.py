"""Causing troubles: POST /_sandbox/trouble, and the list of those that are scripted or caused."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from sandbox.clock import iso, parse_span
from sandbox.control import reading, required, writing
from sandbox.slack.errors import Refused
from sandbox.slack.model import Json
from sandbox.vendors.wire import Service
from sandbox.world import Trouble, World, days
from sandbox.world.catalogue import ACCOUNTS
from sandbox.world.troubles import KINDS

DIMENSIONS = ("device", "ad_group", "ad", "network")


@dataclass(frozen=True)
class Causes:
    """What is caused goes into the world that the vendors serve."""

    service: Service

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/_sandbox/troubles", reading(self.troubles))
        app.router.add_post("/_sandbox/trouble", writing(self.trouble))

    async def troubles(self, _sent: Json) -> Json:
        """Every trouble of the world, by when it begins."""
        world = self.service.world
        found = [_written(one, account=key) for key, several in world.troubles.items() for one in several]
        for line in world.every_line():
            named = {"campaign": line.spec.campaign or "", "line": line.spec.id}
            found += [_written(one, **named) for one in line.troubles if not KINDS[one.kind].account]
        return {"ok": True, "troubles": sorted(found, key=lambda one: str(one["from"]))}

    async def trouble(self, sent: Json) -> Json:
        """Cause a trouble on a campaign (all its platform campaigns, or one by its id) or on an account."""
        trouble = self._read(sent)
        world = self.service.world
        if KINDS[trouble.kind].account:
            account = _account(required(sent, "account"))
            self.service.world = world.with_account_trouble(account, trouble)
        else:
            self.service.world = world.with_line_trouble(_lines(world, required(sent, "campaign")), trouble)
        return {"ok": True, **_written(trouble)}

    def _read(self, sent: Json) -> Trouble:
        kind = KINDS.get(required(sent, "kind"))
        if kind is None:
            raise Refused(f'"{sent["kind"]}" is not a kind of trouble; one of {", ".join(KINDS)}.')
        now = self.service.now_ms()
        begin, end = self._instant(sent, "from", now), self._instant(sent, "until", None)
        if begin < now:
            raise Refused('What has happened stays as it is: "from" cannot lie before the sandbox\'s present.')
        if end <= begin:
            raise Refused('"until" must lie after "from".')
        return Trouble(kind.name, begin, end, _size(sent.get("size"), kind.size), _segment(sent.get("segment")))

    def _instant(self, sent: Json, key: str, default: int | None) -> int:
        """An ISO instant, or a span from now such as "2d"; milliseconds."""
        if default is not None and not sent.get(key):
            return default
        text = required(sent, key)
        try:
            return self.service.now_ms() + round(parse_span(text).total_seconds() * 1000)
        except ValueError:
            pass
        try:
            parsed = datetime.fromisoformat(text)
        except ValueError:
            raise Refused(
                f'"{key}" is an instant such as 2026-11-18T09:00:00Z, or a span from now such as 2d.'
            ) from None
        return days.to_ms(parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC))


def _size(value: Any, usual: float) -> float:
    try:
        size = usual if value is None else float(value)
    except (TypeError, ValueError):
        raise Refused('"size" must be a number.') from None
    if not 0 <= size <= 100:  # noqa: PLR2004 - a hundredfold is beyond every kind
        raise Refused('"size" must lie between 0 and 100.')
    return size


def _segment(value: Any) -> tuple[str, str]:
    """{"device": "mobile"} as (dimension, element); empty for all."""
    if not value:
        return "", ""
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in DIMENSIONS:
        raise Refused(f'"segment" is one element of one of {", ".join(DIMENSIONS)}, such as {{"device": "mobile"}}.')
    dimension, element = next(iter(value.items()))
    return str(dimension), str(element)


def _account(name: str) -> str:
    if all(one.id != name for one in ACCOUNTS):
        raise Refused(f'There is no account "{name}"; {", ".join(one.id for one in ACCOUNTS)}.', 404)
    return name


def _lines(world: World, name: str) -> list[str]:
    found = [line.spec.id for line in world.every_line() if name in (line.spec.campaign, line.spec.id)]
    if not found:
        raise Refused(f'There is no campaign "{name}".', 404)
    return found


def _written(trouble: Trouble, **whose: str) -> Json:
    body: Json = {**whose, "kind": trouble.kind, "size": trouble.size}
    if trouble.segment[0]:
        body["segment"] = dict([trouble.segment])
    return {**body, "from": iso(days.from_ms(trouble.begin)), "until": iso(days.from_ms(trouble.end))}
