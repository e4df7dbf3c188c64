"""Google Ads, as the house must know it."""

from dataclasses import dataclass, field

from connectors.google_ads.actions import EXAMPLE, token
from connectors.ids import numbered
from domain.sources import CredentialField, Descriptor
from domain.words import Remedy, Source

URL = "https://googleads.googleapis.com"
OAUTH_URL = "https://oauth2.googleapis.com"


@dataclass(frozen=True, slots=True)
class GoogleAdsCredentials:
    """An OAuth client and the refresh token of somebody who may see the accounts."""

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)
    developer_token: str = field(default="", repr=False)
    login_customer_id: str = ""
    url: str = URL
    oauth_url: str = OAUTH_URL


DESCRIPTOR = Descriptor(
    source=Source.GOOGLE_ADS,
    fields=(
        CredentialField("client_id", "GOOGLE_ADS_CLIENT_ID", "1234.apps.googleusercontent.com", is_needed=True),
        CredentialField("client_secret", "GOOGLE_ADS_CLIENT_SECRET", "GOCSPX-…", is_needed=True, is_secret=True),
        CredentialField(
            "refresh_token",
            "GOOGLE_ADS_REFRESH_TOKEN",
            "1//0g…",
            is_needed=True,
            is_secret=True,
            comes_with=("client_id", "client_secret"),
        ),
        CredentialField(
            "developer_token", "GOOGLE_ADS_DEVELOPER_TOKEN", "(leave empty since September 2026)", is_secret=True
        ),
        CredentialField("login_customer_id", "GOOGLE_ADS_LOGIN_CUSTOMER_ID", "1234567890"),
        CredentialField("url", "GOOGLE_ADS_URL", URL, URL, is_address=True),
        CredentialField("oauth_url", "GOOGLE_ADS_OAUTH_URL", OAUTH_URL, OAUTH_URL, is_address=True),
    ),
    account_id=numbered("1234567890", path="customers/"),
    account_example='"1234567890"',
    token=token,
    tokens_example=EXAMPLE,
    options=("login_customer_id",),
    reconnect=Remedy.RECONNECT_GOOGLE_ADS,
    lookback_days=30,
    provisional_days=3,
    keeps_days=1_120,  # 37 months, however short their Februaries
)
