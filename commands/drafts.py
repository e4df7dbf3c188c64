"""What waits for a person's word: drafts for a client's channel, and messages that may not have arrived."""

from datetime import date, timedelta

from commands.context import Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action, Denied
from domain.window import local_day
from domain.words import Audience
from notifiers.delivery import decisions
from notifiers.delivery.charge import is_of_one, may_read
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import campaigns, clients
from storage.messages import deliveries
from storage.messages.deliveries import Delivery, Status
from templates.cards.drafts import (
    arrival_known,
    arrival_settled,
    draft_known,
    draft_settled,
    note_form,
)
from templates.message import Message
from templates.notices.draft import ASKED, draft_is_old, draft_replaced, old_draft, with_note

FRESH_FOR = timedelta(hours=24)
"""How long a draft may wait before it is asked whether it is still meant."""
MOST_ID_DIGITS = 18


def _find(ctx: Context, value: str) -> Delivery | Reply:
    """The delivery, if the person may decide on it."""
    digits = value.partition(":")[0]
    number = int(digits) if digits.isdecimal() and len(digits) <= MOST_ID_DIGITS else 0
    delivery = deliveries.get(ctx.session, number)
    if delivery is None:
        return refuse(ctx, None)
    client = clients.get(ctx.session, delivery.client_key) if delivery.client_key else None
    addressed = delivery.to.is_person and delivery.to.address == ctx.actor.user_id
    if client is not None and not addressed and is_of_one(delivery):
        campaign = campaigns.get(ctx.session, str(delivery.payload.get("campaign", "")))
        access = ctx.check(Action.CHANGE, client, campaign.owner if campaign else None)
        return delivery if access.allowed else refuse(ctx, access.reason, client if client in ctx.clients else None)
    # What was written to a person is theirs while they may read it; what speaks of several clients is no manager's.
    own = ctx.actor.is_admin or (addressed and may_read(ctx.session, ctx.actor.user_id, delivery, ctx.admins))
    return delivery if own and not ctx.actor.is_external else refuse(ctx, Denied.EXTERNAL)


def approve(ctx: Context, value: str, note: str = "", *, knowing: bool = False) -> Reply:
    """Let the draft go, with a note if given. Whoever comes second is told how it stands.

    A draft of more than a day ago is asked about once more, except where the person knows its date already.
    """
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    day = _old(ctx, found)
    if found.status is Status.HELD and day and not knowing and not _was_asked(value):
        return Reply(draft_is_old(found.id, found.to, day, ctx.speech), done=False)
    noted = with_note(Message.from_json(found.payload), note)
    payload = {**found.payload, **noted.to_json()} if note.strip() else None
    if not decisions.approve(ctx.session, found.id, payload):
        return _known(ctx, found)
    _note(ctx, "draft.approved", found, {"note": bool(note.strip())})
    return _settled(ctx, found, value, skipped=False)


def skip(ctx: Context, value: str) -> Reply:
    """Never send the draft."""
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.HELD or not decisions.refuse(ctx.session, found.id):
        return _known(ctx, found)
    _note(ctx, "draft.skipped", found, {})
    return _settled(ctx, found, value, skipped=True)


def _old(ctx: Context, found: Delivery) -> date | None:
    """The day on which the draft was written, where that is more than a day ago."""
    if ctx.now - found.created_at <= FRESH_FOR:
        return None
    client = clients.get(ctx.session, found.client_key) if found.client_key else None
    return local_day(found.created_at, client.timezone if client else "UTC")


def _was_asked(value: str) -> bool:
    return value.endswith(f":{ASKED}")


def _settled(ctx: Context, found: Delivery, value: str, *, skipped: bool) -> Reply:
    """The decision, in the place of the draft's card; after a question in its place, and on the card too."""
    message = draft_settled(ctx.speech, found.to.address, ctx.actor.user_id, skipped=skipped)
    if not _was_asked(value):
        return Reply(message, replace=True, private=False)
    card = deliveries.by_occasion(ctx.session, f"draft:{found.occasion}")
    if card:
        _put_on_card(ctx, card, found.id, message)
    return Reply(message, replace=True)


def ask_note(ctx: Context, value: str, source: MessageRef) -> Reply:
    """The modal for a note; what it hands in is decided anew."""
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.HELD:
        return _known(ctx, found)
    day = _old(ctx, found)
    warning = old_draft(day, ctx.speech) if day else None
    return Reply(view=note_form(ctx.speech, f"{found.id}:{source.channel}:{source.ts}", warning))


def hand_in_note(ctx: Context, metadata: str, note: str) -> Reply:
    """Approve with the note, and say so on the draft's own card; by a message where that card is not known."""
    value, channel, ts = (*metadata.split(":"), "", "")[:3]
    reply = approve(ctx, value, note, knowing=True)
    card = _card(ctx, channel, ts) if reply.done else None
    if card and reply.message:
        _put_on_card(ctx, card, int(value), reply.message)
        return Reply()
    return reply


def _put_on_card(ctx: Context, card: Delivery, draft: int, message: Message) -> None:
    occasion = f"draft:{draft}:settled"
    edit = Notice(occasion, Kind.DRAFT, card.client_key, card.to, Audience.INTERNAL, message, edits=card.id)
    deliver(ctx.session, edit, ctx.now, ctx.admins)


def _card(ctx: Context, channel: str, ts: str) -> Delivery | None:
    """The delivery that became the card. What goes to a person is addressed to them, not to their conversation."""
    return deliveries.by_message(ctx.session, ctx.actor.user_id, ts) or deliveries.by_message(ctx.session, channel, ts)


def arrived(ctx: Context, value: str) -> Reply:
    """It did arrive."""
    return _settle(ctx, value, again=False)


def send_again(ctx: Context, value: str) -> Reply:
    """It did not: say it again."""
    return _settle(ctx, value, again=True)


def _settle(ctx: Context, value: str, *, again: bool) -> Reply:
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.UNKNOWN:
        return Reply(arrival_known(ctx.speech), done=False)
    if again:
        decisions.again(ctx.session, found.id, ctx.now)
    else:
        decisions.arrived(ctx.session, found.id, ctx.now)
    _note(ctx, "arrival.again" if again else "arrival.yes", found, {})
    return Reply(arrival_settled(ctx.speech, again=again), replace=True, private=False)


def _known(ctx: Context, found: Delivery) -> Reply:
    now = deliveries.get(ctx.session, found.id) or found
    if now.error == deliveries.REPLACED:
        return Reply(draft_replaced(found.to, ctx.speech), done=False)
    return Reply(draft_known(ctx.speech, skipped=now.status is Status.SKIPPED), done=False)


def _note(ctx: Context, what: str, delivery: Delivery, detail: dict[str, bool]) -> None:
    audit.note(ctx.session, ctx.actor.user_id, what, f"delivery:{delivery.id}", detail, ctx.now)
