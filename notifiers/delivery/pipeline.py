"""From a notice to its intent: route > audience > quiet hours > silence > dedup, then a row, or a draft that waits.

The rest of the line, claim > send > record, is the sender's.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.destination import Destination
from domain.incidents.quiet import Why, quiet
from domain.window import local_day
from notifiers.delivery import drafting
from notifiers.delivery.charge import in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.policy import DeliveryReason, Facts, Notice, decide
from storage import Session
from storage.alerts import rules
from storage.db import audit
from storage.directory import calendars, campaigns, channels, clients
from storage.messages import deliveries, outbox

ITSELF = "vigia"
"""Who acted, in the audit log, where no person did."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided; `delivery_id` where something was written down."""

    reason: DeliveryReason
    delivery_id: int | None = None


def deliver(session: Session, notice: Notice, now: datetime, admins: Sequence[str] = ()) -> Decision:
    """Judge the notice and write it down where it may be said."""
    facts = gather(session, notice, now, admins)
    reason = decide(notice, facts)
    if reason not in {DeliveryReason.INTENDED, DeliveryReason.DRAFTED, DeliveryReason.NOBODY_TO_ASK}:
        return Decision(reason)
    more = {
        "campaign": notice.campaign,
        "series": notice.series,
        drafting.PRAISES: [list(one) for one in notice.praises],
        "others": list(notice.others),
        "several": notice.several,
        drafting.TELLS: list(notice.tells),
    }
    written = outbox.intend(
        session,
        notice.occasion,
        notice.to,
        notice.kind,
        {**notice.message.to_json(), **{name: value for name, value in more.items() if value}},
        at=now,
        audience=notice.audience,
        client_key=notice.client_key,
        thread_of=notice.thread_of,
        edits=notice.edits,
        held=reason is not DeliveryReason.INTENDED,
    )
    if written is None:
        return Decision(DeliveryReason.SAID_BEFORE)
    _replace_older(session, notice, written.id, now, admins)
    if reason is DeliveryReason.NOBODY_TO_ASK:
        log.error("delivery %d waits for a word, and nobody is named who could give it", written.id)
    if reason is DeliveryReason.DRAFTED:
        drafting.ask(session, written, facts.person, now, admins)
    return Decision(reason, written.id)


def gather(session: Session, notice: Notice, now: datetime, admins: Sequence[str] = ()) -> Facts:
    """The facts behind a decision."""
    campaign = campaigns.get(session, notice.campaign) if notice.campaign else None
    return Facts(
        channel=None if notice.to.is_person else channels.get(session, notice.to.address),
        person=in_charge(session, notice.client_key, campaign, admins),
        said=deliveries.by_occasion(session, notice.occasion) is not None,
        quiet=_quiet(session, notice, now),
        silenced=rules.is_muted(session, notice.campaign, notice.rules, now),
    )


def _quiet(session: Session, notice: Notice, now: datetime) -> Why | None:
    client = clients.get(session, notice.client_key) if notice.begins_by_itself and notice.client_key else None
    if client is None:
        return None
    wishes = clients.quiet_of(session, client.key)
    holidays = calendars.holidays_of(wishes.region, (local_day(now, client.timezone).year,))
    return quiet(now, client.timezone, wishes, holidays)


def miss(
    session: Session, occasion: str, kind: Kind, to: Destination, client_key: str, why: DeliveryReason, now: datetime
) -> Decision:
    """Keep that something was not said when it was due, and why; it has no words."""
    written = outbox.intend(session, occasion, to, kind, {}, at=now, client_key=client_key, skipped=why)
    return Decision(why, written.id) if written else Decision(DeliveryReason.SAID_BEFORE)


def _replace_older(session: Session, notice: Notice, newest: int, now: datetime, admins: Sequence[str]) -> None:
    """What still waits for a word and has been overtaken is never sent, and its card says so."""
    for older in deliveries.held(session, notice.to.address) if notice.series else []:
        same = older.id != newest and older.error is None and older.payload.get("series") == notice.series
        if not same or not outbox.skip(session, older.id, deliveries.REPLACED):
            continue
        audit.note(session, ITSELF, "draft.replaced", f"delivery:{older.id}", {}, now)
        drafting.refresh(session, older, now, admins)
