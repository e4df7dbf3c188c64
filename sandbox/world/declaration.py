"""The file of what the agency declares, written for the world's present."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import yaml

from sandbox.world.campaigns import CAMPAIGNS
from sandbox.world.catalogue import ACCOUNTS, CLIENTS, SUBSCRIPTIONS, Account, Campaign, Client
from sandbox.world.days import local_date


def vigia_yaml(seed: int, now: datetime, locale: str = "", only: Collection[str] = ()) -> str:
    """The declaration as YAML. Dates follow the day it is at `now`; the seed changes numbers, not what is declared.

    With `locale` all clients are declared in that language, whatever their own is; with `only` these clients alone.
    """
    anchor = local_date(now)
    clients = [client for client in CLIENTS if not only or client.key in only]
    channels = {channel for client in clients for channel, *_ in client.channels}
    declared = {
        "clients": [_client(client, locale or client.locale) for client in clients],
        "campaigns": [_campaign(one, anchor) for one in CAMPAIGNS if one.client in {client.key for client in clients}],
        "subscriptions": [
            _Flow(channel=channel, what="status", every=every, campaigns=list(campaigns))
            for channel, every, campaigns in SUBSCRIPTIONS
            if channel in channels
        ],
    }
    head = f"# What the agency of the sandbox declares (world {seed}, {anchor}).\n"
    return head + yaml.dump(declared, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=160)


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Lists of plain values and `_Flow` mappings on one line, everything else as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's form
        """Lists are indented below their key, whatever the library would rather do."""
        super().increase_indent(flow, indentless=False)


def _list_node(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.Node:
    plain = all(isinstance(value, str) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=plain)


def _flow_node(dumper: yaml.SafeDumper, values: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", values.items(), flow_style=True)


_Dumper.add_representer(list, _list_node)
_Dumper.add_representer(_Flow, _flow_node)


def a_campaign(only: Collection[str] = ()) -> dict[str, str]:
    """By client the name of the first campaign that is declared of it."""
    found: dict[str, str] = {}
    for campaign in CAMPAIGNS:
        if not only or campaign.client in only:
            found.setdefault(campaign.client, campaign.name)
    return found


def _client(client: Client, locale: str) -> dict[str, Any]:
    return {
        "key": client.key,
        "name": client.name,
        "locale": locale,
        "timezone": "Europe/Madrid",
        "currency": "EUR",
        "managers": list(client.managers),
        "quiet": _Flow(holidays=client.region),
        "channels": [_channel(*channel) for channel in client.channels],
        "accounts": [_account(account) for account in ACCOUNTS if account.client == client.key],
    }


def _channel(slack: str, audience: str, team: str, approval: str) -> dict[str, Any]:
    shared = {"teams": [team], "approval": approval} if team else {}
    return _Flow(slack=slack, audience=audience, **shared)


def _account(account: Account) -> dict[str, str]:
    return _Flow(source=account.source, id=account.id, **account.options)


def _campaign(campaign: Campaign, anchor: date) -> dict[str, Any]:
    return {
        "key": campaign.key,
        "client": campaign.client,
        "name": campaign.name,
        "owner": campaign.owner,
        "objective": campaign.objective,
        "start": anchor + timedelta(days=campaign.first),
        "end": anchor + timedelta(days=campaign.last),
        "budget": f"{campaign.budget} EUR",
        **{name: text for name in ("persona", "hypothesis") if (text := getattr(campaign, name))},
        "match": {source: _Flow(rule) for source, rule in campaign.match.items()},
        "goals": list(campaign.goals),
    }
