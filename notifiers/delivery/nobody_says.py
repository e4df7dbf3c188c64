"""Slack does not say who asks: the admins hear of it once, when it has lasted too long."""

from collections.abc import Sequence
from datetime import datetime

from notifiers.delivery.notices import say
from storage import Session
from templates.notices.nobody_says import nobody_says_notice


def tell(session: Session, admins: Sequence[str], first: str, waiting: int, now: datetime) -> None:
    """Tell each admin how much waits; once for `first`, the key of what has waited for longest."""
    for admin in admins:
        say(session, admin, None, f"nobody_says:{admin}:{first}", nobody_says_notice(waiting, "en"), now)
