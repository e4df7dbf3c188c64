"""The morning's digest: one direct message a person, what has most money at risk first."""

from collections.abc import Sequence
from datetime import datetime

from templates.cards.incident import Incident
from templates.message import Message


def digest(
    items: Sequence[Incident],
    resolved: Sequence[Incident],
    locale: str,
    now: datetime,
    *,
    waiting: Sequence[Incident] = (),
) -> Message | None:
    """What to look at, what resolved itself since, and what cannot be judged yet (`waiting`: TOO_FEW).

    None where there is nothing to look at and nothing resolved itself: then there is no digest.
    """
    raise NotImplementedError
