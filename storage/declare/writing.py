"""The file that declares what is stored: `vigia.yaml` written anew. No secret is in it, of a credential its name."""

from collections.abc import Mapping
from typing import Any

import yaml
from sqlmodel import Session

from domain.entities import Campaign, Channel, Client, Goal, SourceAccount, Subscription
from domain.goals import spell
from domain.money import OwnRates
from domain.sources import Descriptors
from domain.words import Origin
from storage.db import flat
from storage.declare import known
from storage.declare.document import Kind
from storage.declare.known import Known
from storage.directory.accounts import IMPORT_PREFIX

HEAD = "# Written by `vigia export` from what is stored. Comments of an older file are not kept.\n"
WIDTH = 120
_Plain = dict[str, Any]


def write(session: Session, sources: Descriptors | None = None) -> str:
    """The text: applied to an empty database it makes the same, applied to this one it changes nothing.

    `sources` say what may stand beside their accounts. Accounts that an import made are left out: no file names them.
    """
    stored = known.load(session)
    told = {
        "rates": {one.currency: _rates(one) for one in _all(stored, Kind.RATE)},
        "clients": [_client(one, stored, sources) for one in _all(stored, Kind.CLIENT)],
        "campaigns": [_campaign(one) for one in _all(stored, Kind.CAMPAIGN)],
        "subscriptions": [_subscription(one) for one in _all(stored, Kind.SUBSCRIPTION)],
    }
    sections = [_dump({name: section}) for name, section in told.items() if section]
    return HEAD + "\n".join(sections or ["clients: []\n"])


def _dump(section: Mapping[str, Any]) -> str:
    return yaml.safe_dump(section, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None)


def _all(stored: Known, kind: Kind) -> list[Any]:
    return [thing for _, thing in sorted(stored.things[kind].items(), key=lambda one: tuple(map(str, one[0])))]


def _said(fields: _Plain) -> _Plain:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def _rates(one: OwnRates) -> _Plain:
    return {day: f"{many.normalize():f}" for day, many in one.a_euro}  # type: ignore[misc]


def _client(one: Client, stored: Known, sources: Descriptors | None) -> _Plain:
    mine = [thing for thing in _all(stored, Kind.CHANNEL) if thing.client_key == one.key]
    theirs = [thing for thing in _all(stored, Kind.ACCOUNT) if thing.client_key == one.key]
    return _said(
        {
            "key": one.key,
            "name": one.name,
            "locale": one.locale,
            "timezone": one.timezone,
            "currency": one.currency,
            "managers": list(one.managers),
            "show": list(one.show),
            "quiet": dict(one.quiet),
            "results": one.results.plain(),
            **_pause(one),
            "channels": [_channel(channel) for channel in mine],
            "accounts": [
                _account(account, sources) for account in theirs if not account.account_id.startswith(IMPORT_PREFIX)
            ],
        }
    )


def _pause(one: Client | Campaign) -> _Plain:
    return {"paused_until": one.paused_until, "paused_because": one.paused_because}


def _channel(one: Channel) -> _Plain:
    return _said(
        {
            "slack": one.slack_id,
            "audience": one.audience.value,
            "teams": list(one.teams),
            "approval": one.approval.value,
            "locale": one.locale,
        }
    )


def _account(one: SourceAccount, sources: Descriptors | None) -> _Plain:
    about = sources.get(one.source) if sources is not None else None
    allowed = about.options if about else ()
    options = {name: value for name, value in one.options.items() if name in allowed}
    return _said({"source": one.source.value, "id": one.account_id, "credential": one.credential, **options})


def _campaign(one: Campaign) -> _Plain:
    return _said(
        {
            "key": one.key,
            "client": one.client_key,
            "name": one.name,
            "owner": one.owner,
            "objective": one.objective.value,
            "start": one.start,
            "end": one.end,
            "budget": flat.money(one.budget),
            "curve": [float(weight) for weight in one.curve.spell().split()]
            if one.curve.weights
            else one.curve.spell(),
            "persona": one.persona,
            "hypothesis": one.hypothesis,
            **({"hidden": True} if one.hidden else {}),
            "client_kpis": list(one.client_kpis),
            **_pause(one),
            "match": {match.source.value: flat.match(match) for match in one.matches},
            "results": one.results.plain(),
            "goals": [_goal(goal) for goal in one.goals],
        }
    )


def _goal(goal: Goal) -> str | _Plain:
    return spell(goal) if goal.origin is Origin.AGREED else {"goal": spell(goal), "origin": goal.origin.value}


def _subscription(one: Subscription) -> _Plain:
    return _said({"channel": one.channel, "what": one.what, "every": one.every, "campaigns": list(one.campaigns)})
