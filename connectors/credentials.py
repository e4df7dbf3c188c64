"""Credentials by name. No secret is ever shown by `repr`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from domain.words import Remedy

GOOGLE_ADS_URL = "https://googleads.googleapis.com"
GOOGLE_OAUTH_URL = "https://oauth2.googleapis.com"
META_URL = "https://graph.facebook.com"
HUBSPOT_URL = "https://api.hubapi.com"


@dataclass(frozen=True, slots=True)
class GoogleAdsCredentials:
    """An OAuth client and the refresh token of somebody who may see the accounts."""

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)
    developer_token: str = field(default="", repr=False)
    login_customer_id: str = ""
    url: str = GOOGLE_ADS_URL
    oauth_url: str = GOOGLE_OAUTH_URL


@dataclass(frozen=True, slots=True)
class MetaCredentials:
    """A system user's token, and the app's secret where the app demands a proof."""

    access_token: str = field(repr=False)
    app_secret: str = field(default="", repr=False)
    url: str = META_URL


@dataclass(frozen=True, slots=True)
class HubSpotCredentials:
    """A service key of one portal."""

    token: str = field(repr=False)
    url: str = HUBSPOT_URL


@dataclass(frozen=True, slots=True)
class Credentials:
    """All credentials by name; "" is the default one."""

    google_ads: Mapping[str, GoogleAdsCredentials] = field(default_factory=dict)
    meta: Mapping[str, MetaCredentials] = field(default_factory=dict)
    hubspot: Mapping[str, HubSpotCredentials] = field(default_factory=dict)


Kind = TypeVar("Kind")


def choose(held: Mapping[str, Kind], account: SourceAccount) -> Kind:
    """The credential that the account names; NeedsOwner(SET_CREDENTIALS) where it is not held."""
    found = held.get(account.credential.lower())
    if found is None:
        name = account.credential or "default"
        raise NeedsOwner(f"no {account.source} credential {name!r} is set", Remedy.SET_CREDENTIALS)
    return found
