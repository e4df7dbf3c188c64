"""The notice board, as the house must know it."""

from connectors.ids import numbered
from domain.sources import CredentialField, Descriptor
from domain.words import Source

DESCRIPTOR = Descriptor(
    source=Source.NOTICEBOARD,
    fields=(CredentialField("key", "NOTICEBOARD_KEY", "brass-1…", is_needed=True, is_secret=True),),
    account_id=numbered("board_7", prefix="board_"),
    account_example="board_7",
    options=("floor",),
    lookback_days=28,
    provisional_days=1,
)
