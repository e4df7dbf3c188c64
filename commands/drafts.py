"""What waits for a person's word: drafts for a client's channel, and messages that may not have arrived."""

from commands.context import Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action, Denied
from storage import audit, campaigns, clients, outbox
from storage.outbox import Delivery, Status
from templates.cards.drafts import (
    arrival_known,
    arrival_settled,
    draft_known,
    draft_settled,
    note_form,
)
from templates.message import Message
from templates.notices.draft import with_note

MOST_ID_DIGITS = 18


def _find(ctx: Context, value: str) -> Delivery | Reply:
    """The delivery, if the person may decide on it."""
    number = int(value) if value.isdecimal() and len(value) <= MOST_ID_DIGITS else 0
    delivery = outbox.get(ctx.session, number)
    if delivery is None:
        return refuse(ctx, None)
    client = clients.get(ctx.session, delivery.client_key) if delivery.client_key else None
    if client is not None:
        campaign = campaigns.get(ctx.session, str(delivery.payload.get("campaign", "")))
        access = ctx.check(Action.CHANGE, client, campaign.owner if campaign else None)
        return delivery if access.allowed else refuse(ctx, access.reason, client if client in ctx.clients else None)
    own = delivery.channel == ctx.actor.user_id or ctx.actor.is_admin
    return delivery if own and not ctx.actor.is_external else refuse(ctx, Denied.EXTERNAL)


def approve(ctx: Context, value: str, note: str = "") -> Reply:
    """Let the draft go, with a note if given. Whoever comes second is told how it stands."""
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    noted = with_note(Message.from_json(found.payload), note)
    payload = {**found.payload, **noted.to_json()} if note.strip() else None
    if found.status is not Status.HELD or not outbox.release(ctx.session, found.id, payload):
        return _known(ctx, found)
    _note(ctx, "draft.approved", found, {"note": bool(note.strip())})
    return Reply(
        draft_settled(ctx.speech, found.channel, ctx.actor.user_id, skipped=False), replace=True, private=False
    )


def skip(ctx: Context, value: str) -> Reply:
    """Never send the draft."""
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.HELD or not outbox.skip(ctx.session, found.id):
        return _known(ctx, found)
    _note(ctx, "draft.skipped", found, {})
    return Reply(draft_settled(ctx.speech, found.channel, ctx.actor.user_id, skipped=True), replace=True, private=False)


def ask_note(ctx: Context, value: str, source: MessageRef) -> Reply:
    """The modal for a note; what it hands in is decided anew."""
    found = _find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.HELD:
        return _known(ctx, found)
    return Reply(view=note_form(ctx.speech, f"{found.id}:{source.channel}:{source.ts}"))


def hand_in_note(ctx: Context, metadata: str, note: str) -> Reply:
    """Approve with the note, and say so on the draft's own card; by a message where that card is not known."""
    value, channel, ts = (*metadata.split(":"), "", "")[:3]
    reply = approve(ctx, value, note)
    card = _card(ctx, channel, ts) if reply.done else None
    if card and reply.message:
        outbox.intend(
            ctx.session,
            f"draft:{value}:settled",
            card.channel,
            card.kind,
            reply.message.to_json(),
            at=ctx.now,
            audience=card.audience,
            client_key=card.client_key,
            edits=card.id,
        )
        return Reply()
    return reply


def _card(ctx: Context, channel: str, ts: str) -> Delivery | None:
    """The delivery that became the card. What goes to a person is addressed to them, not to their conversation."""
    return outbox.by_message(ctx.session, ctx.actor.user_id, ts) or outbox.by_message(ctx.session, channel, ts)


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
        outbox.release(ctx.session, found.id)
    else:
        outbox.settle_sent(ctx.session, found.id, None, ctx.now)
    _note(ctx, "arrival.again" if again else "arrival.yes", found, {})
    return Reply(arrival_settled(ctx.speech, again=again), replace=True, private=False)


def _known(ctx: Context, found: Delivery) -> Reply:
    now = outbox.get(ctx.session, found.id) or found
    return Reply(draft_known(ctx.speech, skipped=now.status is Status.SKIPPED), done=False)


def _note(ctx: Context, what: str, delivery: Delivery, detail: dict[str, bool]) -> None:
    audit.note(ctx.session, ctx.actor.user_id, what, delivery.occasion, detail, ctx.now)
