"""Credentials by name, and how the settings spell them. No secret is ever shown by `repr`."""

from collections.abc import Callable, Mapping
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


def from_settings(settings: Mapping[str, str]) -> Credentials:
    """Credentials from variables such as `META_ACCESS_TOKEN` and `META_ACCESS_TOKEN__FORN`.

    A named credential inherits what it does not set itself (client id, address) from the default one.
    """
    return Credentials(
        google_ads=_named(settings, "GOOGLE_ADS_REFRESH_TOKEN", _google_ads),
        meta=_named(settings, "META_ACCESS_TOKEN", _meta),
        hubspot=_named(settings, "HUBSPOT_TOKEN", _hubspot),
    )


Lookup = Callable[..., str]


def _named(settings: Mapping[str, str], key: str, build: Callable[[Lookup], Kind]) -> dict[str, Kind]:
    suffixes = [name.removeprefix(key) for name, value in settings.items() if value and name.startswith(key)]

    def lookup(suffix: str) -> Lookup:
        return lambda name, default="": settings.get(name + suffix) or settings.get(name) or default

    return {s.removeprefix("__").lower(): build(lookup(s)) for s in suffixes if s == "" or s.startswith("__")}


def _google_ads(get: Lookup) -> GoogleAdsCredentials:
    return GoogleAdsCredentials(
        client_id=get("GOOGLE_ADS_CLIENT_ID"),
        client_secret=get("GOOGLE_ADS_CLIENT_SECRET"),
        refresh_token=get("GOOGLE_ADS_REFRESH_TOKEN"),
        developer_token=get("GOOGLE_ADS_DEVELOPER_TOKEN"),
        login_customer_id=get("GOOGLE_ADS_LOGIN_CUSTOMER_ID"),
        url=get("GOOGLE_ADS_URL", GOOGLE_ADS_URL),
        oauth_url=get("GOOGLE_ADS_OAUTH_URL", GOOGLE_OAUTH_URL),
    )


def _meta(get: Lookup) -> MetaCredentials:
    return MetaCredentials(get("META_ACCESS_TOKEN"), get("META_APP_SECRET"), get("META_URL", META_URL))


def _hubspot(get: Lookup) -> HubSpotCredentials:
    return HubSpotCredentials(get("HUBSPOT_TOKEN"), get("HUBSPOT_URL", HUBSPOT_URL))
