"""What only a person can mend reaches that person once, until it works again."""

from datetime import datetime

from domain.destination import person as to_person
from domain.words import Audience, Remedy
from notifiers.delivery.charge import InCharge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage import Session
from templates.message import Message
from templates.notices.about import About
from templates.notices.remedy import remedy_notice


def say(
    session: Session,
    user: str,
    client_key: str | None,
    occasion: str,
    message: Message,
    now: datetime,
) -> bool:
    """One direct message per occasion; False when it was said before."""
    notice = Notice(occasion, Kind.OWNER, client_key, to_person(user), Audience.INTERNAL, message)
    return deliver(session, notice, now).delivery_id is not None


def tell(
    session: Session,
    person: InCharge,
    remedy: Remedy,
    about: About,
    now: datetime,
    *,
    episode: object,
    client_key: str | None = None,
) -> bool:
    """Tell the person what to do; False when they know already or when nobody is in charge.

    `episode` is what last went well before the trouble, or when it was found: it changes with every recovery, and so
    arms the notice anew.
    """
    if person.user is None:
        return False
    occasion = f"owner:{person.user}:{about.key}:{remedy.value}:{episode}"
    return say(session, person.user, client_key, occasion, remedy_notice(remedy, about, person.locale), now)
