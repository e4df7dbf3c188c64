"""The file of what the agency declares, written for the world's present."""

from datetime import date, datetime, timedelta
from typing import Any

import yaml

from sandbox.world.campaigns import CAMPAIGNS
from sandbox.world.catalogue import ACCOUNTS, CLIENTS, SUBSCRIPTIONS, Account, Campaign, Client
from sandbox.world.days import local_date


def vigia_yaml(seed: int, now: datetime) -> str:
    """The declaration as YAML. Dates follow the day it is at `now`; the seed changes numbers, not what is declared."""
    anchor = local_date(now)
    declared = {
        "clients": [_client(client) for client in CLIENTS],
        "campaigns": [_campaign(campaign, anchor) for campaign in CAMPAIGNS],
        "subscriptions": [
            {"channel": channel, "what": "status", "every": every, "campaigns": list(campaigns)}
            for channel, every, campaigns in SUBSCRIPTIONS
        ],
    }
    head = f"# What the agency of the sandbox declares (world {seed}, {anchor}).\n"
    return head + yaml.safe_dump(declared, sort_keys=False, allow_unicode=True, width=120)


def _client(client: Client) -> dict[str, Any]:
    return {
        "key": client.key,
        "name": client.name,
        "locale": client.locale,
        "timezone": "Europe/Madrid",
        "currency": "EUR",
        "managers": list(client.managers),
        "channels": [_channel(*channel) for channel in client.channels],
        "accounts": [_account(account) for account in ACCOUNTS if account.client == client.key],
    }


def _channel(slack: str, audience: str, team: str, approval: str) -> dict[str, Any]:
    shared = {"teams": [team], "approval": approval} if team else {}
    return {"slack": slack, "audience": audience, **shared}


def _account(account: Account) -> dict[str, str]:
    return {"source": account.source, "id": account.id, **account.options}


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
        "persona": campaign.persona,
        "hypothesis": campaign.hypothesis,
        "match": {source: dict(rule) for source, rule in campaign.match.items()},
        "goals": list(campaign.goals),
    }
