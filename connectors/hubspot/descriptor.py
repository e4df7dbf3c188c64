"""HubSpot, as the house must know it."""

from dataclasses import dataclass, field

from connectors.ids import numbered
from domain.sources import CredentialField, Descriptor
from domain.words import Remedy, Source

URL = "https://api.hubapi.com"


@dataclass(frozen=True, slots=True)
class HubSpotCredentials:
    """A service key of one portal."""

    token: str = field(repr=False)
    url: str = URL


DESCRIPTOR = Descriptor(
    source=Source.HUBSPOT,
    fields=(
        CredentialField("token", "HUBSPOT_TOKEN", "pat-eu1-…", is_needed=True, is_secret=True),
        CredentialField("url", "HUBSPOT_URL", URL, URL, is_address=True),
    ),
    account_id=numbered("424242"),
    account_example='"424242"',
    options=("utm_property",),
    reconnect=Remedy.RECONNECT_HUBSPOT,
)
