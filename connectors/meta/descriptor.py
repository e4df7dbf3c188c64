"""Meta, as the house must know it."""

from dataclasses import dataclass, field

from connectors.ids import numbered
from connectors.meta.actions import EXAMPLE, token
from domain.sources import CredentialField, Descriptor
from domain.words import Remedy, Source

URL = "https://graph.facebook.com"


@dataclass(frozen=True, slots=True)
class MetaCredentials:
    """A system user's token, and the app's secret where the app demands a proof."""

    access_token: str = field(repr=False)
    app_secret: str = field(default="", repr=False)
    url: str = URL


DESCRIPTOR = Descriptor(
    source=Source.META,
    fields=(
        CredentialField("access_token", "META_ACCESS_TOKEN", "EAAB…", is_needed=True, is_secret=True),
        CredentialField("app_secret", "META_APP_SECRET", "0123456789abcdef…", is_secret=True),
        CredentialField("url", "META_URL", URL, URL, is_address=True),
    ),
    account_id=numbered("act_1029384756", prefix="act_"),
    account_example="act_1029384756",
    reconnect=Remedy.RECONNECT_META,
    token=token,
    tokens_example=EXAMPLE,
    lookback_days=28,
    provisional_days=3,
    keeps_days=1_120,  # 37 months, however short their Februaries
)
