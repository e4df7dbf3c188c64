"""Messages that may or may not have arrived, as those see them who can say."""

from domain.window import local_day
from storage.messages.deliveries import Delivery
from templates.cards.unknown import UnknownNote


def unknown_note(delivery: Delivery, timezone: str) -> UnknownNote:
    """One of them, with the day on which it was written by the client's clock."""
    day = local_day(delivery.created_at, timezone)
    return UnknownNote(delivery.to, day, str(delivery.id), str(delivery.payload.get("text", "")))
