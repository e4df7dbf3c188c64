"""What waits for a person's word: drafts for a client's channel, and messages that may not have arrived."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from commands.context import Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action, Denied
from domain.words import Audience
from notifiers.delivery import decisions, drafting
from notifiers.delivery.charge import is_of_one, may_read
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import campaigns, clients
from storage.messages import deliveries
from storage.messages.deliveries import Delivery, Status
from templates import mrkdwn
from templates.cards.drafts import (
    all_settled,
    arrival_known,
    arrival_settled,
    draft_known,
    draft_settled,
    note_form,
)
from templates.cards.say import say
from templates.message import Message
from templates.notices import drafts as drafts_card
from templates.notices.draft import ASKED, SEEN, draft_is_doubtful, draft_replaced, with_note
from templates.notices.drafts import moved

MOST_ID_DIGITS = 18


def find(ctx: Context, value: str) -> Delivery | Reply:
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


def approve(
    ctx: Context, value: str, note: str = "", *, knowing: bool = False, source: MessageRef | None = None
) -> Reply:
    """Let the draft go, with a note if given. Whoever comes second is told how it stands.

    Where something speaks against it (an alert on what it praises, its age) it is asked about once more, except where
    the person has read that already.
    """
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is Status.HELD and not waits(ctx, found):
        drafting.refresh(ctx.session, found, ctx.now, ctx.admins)
        return how_it_stands(ctx, found, source)
    against = doubts(ctx, found) if found.status is Status.HELD and not (knowing or _has_read(value)) else []
    if against:
        return Reply(draft_is_doubtful(found.id, found.to, against, ctx.speech), done=False)
    noted = with_note(Message.from_json(found.payload), note)
    payload = {**found.payload, **noted.to_json()} if note.strip() else None
    if not decisions.approve(ctx.session, found.id, payload):
        return _known(ctx, found, source)
    _note(ctx, "draft.approved", found, {"note": bool(note.strip())})
    return _settled(ctx, found, value, source, skipped=False)


def approve_all(ctx: Context, value: str, source: MessageRef) -> Reply:
    """Let go the drafts named, each where this person may and nothing speaks against it; `asked`: those too."""
    listed, _, mark = value.partition(":")
    found = [find(ctx, one) for one in dict.fromkeys(listed.split(","))][: drafts_card.MOST]
    mine = [one for one in found if not isinstance(one, Reply)]
    if not mine:
        return next((one for one in found if isinstance(one, Reply)), refuse(ctx, None))
    gone = [one for one in mine if _goes(ctx, one, asked=mark == ASKED)]
    for one in gone:
        _note(ctx, "draft.approved", one, {"note": False, "together": True})
    for one in mine:
        drafting.refresh(ctx.session, one, ctx.now, ctx.admins)
    shown = _shown(ctx, mine[0], source)
    return replace(shown, done=bool(gone)) if shown else Reply(all_settled(ctx.speech, len(gone)), done=bool(gone))


def _goes(ctx: Context, draft: Delivery, *, asked: bool) -> bool:
    """Whether this one was let go now."""
    return waits(ctx, draft) and (asked or not doubts(ctx, draft)) and decisions.approve(ctx.session, draft.id)


def skip(ctx: Context, value: str, source: MessageRef | None = None) -> Reply:
    """Never send the draft."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.HELD or not decisions.refuse(ctx.session, found.id):
        return _known(ctx, found, source)
    _note(ctx, "draft.skipped", found, {})
    return _settled(ctx, found, value, source, skipped=True)


def doubts(ctx: Context, draft: Delivery) -> list[Markup]:
    """What speaks against sending it, a sentence each."""
    return drafting.doubts_of(ctx.session, draft, ctx.speech, ctx.now)


def _has_read(value: str) -> bool:
    """Whether what speaks against it stood beside the button."""
    return value.endswith((f":{ASKED}", f":{SEEN}"))


def waits(ctx: Context, draft: Delivery) -> bool:
    """Whether it may still be sent, or worded anew."""
    return draft.status is Status.HELD and not drafting.has_moved(ctx.session, draft)


def how_it_stands(ctx: Context, draft: Delivery, source: MessageRef | None) -> Reply:
    """Why it cannot be sent any more: somebody has decided on it, or its channel is another client's."""
    if draft.status is not Status.HELD:
        return _known(ctx, draft, source)
    shown = _shown(ctx, draft, source)
    return replace(shown, done=False) if shown else Reply(say(moved(draft.to, ctx.speech)), done=False)


def _settled(ctx: Context, found: Delivery, value: str, source: MessageRef | None, *, skipped: bool) -> Reply:
    """The decision: on the message that shows the draft, in the place of a question, on the Home tab."""
    message = draft_settled(ctx.aloud, found.to.address, ctx.actor.user_id, skipped=skipped)
    put_on_card(ctx, found, message)
    if value.endswith(f":{ASKED}"):
        return Reply(message, replace=True)
    if not ctx.place.channel_id and source is not None:
        return Reply()  # the Home tab itself is shown anew
    return _shown(ctx, found, source) or Reply(message, replace=True, private=False)


def _shown(ctx: Context, found: Delivery, source: MessageRef | None) -> Reply | None:
    """The message whose button was pressed, as it stands by now; None where it is another one."""
    card = drafting.card_of(ctx.session, found)
    if source is None or card is None or not card.ts or source.ts != deliveries.anchor(ctx.session, card.id):
        return None
    if found.id not in drafting.shown_by(ctx.session, card) or card.to.address != ctx.actor.user_id:
        return None
    now = drafting.now_shown(ctx.session, card, ctx.now, ctx.admins)
    return Reply(now, replace=True, private=False)


def ask_note(ctx: Context, value: str, source: MessageRef) -> Reply:
    """The modal for a note; what it hands in is decided anew."""
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    if not waits(ctx, found):
        return how_it_stands(ctx, found, source)
    against = doubts(ctx, found)
    metadata = f"{found.id}:{source.channel}:{source.ts}"
    return Reply(view=note_form(ctx.speech, metadata, mrkdwn.join("\n", against) if against else None))


def hand_in_note(ctx: Context, metadata: str, note: str) -> Reply:
    """Approve with the note, and say so on the draft's own card; by a message where there is none."""
    value = metadata.partition(":")[0]
    reply = approve(ctx, value, note, knowing=True)
    found = deliveries.get(ctx.session, int(value)) if reply.done else None
    return Reply() if found and drafting.card_of(ctx.session, found) else reply


def put_on_card(ctx: Context, found: Delivery, message: Message) -> None:
    """Let the message that shows the draft say what became of it; `message` where it is one of before lists."""
    card = drafting.card_of(ctx.session, found)
    if card is None:
        return
    if drafting.shown_by(ctx.session, card):
        drafting.refresh(ctx.session, found, ctx.now, ctx.admins)
        return
    occasion = f"draft:{found.id}:settled"
    edit = Notice(occasion, Kind.DRAFT, card.client_key, card.to, Audience.INTERNAL, message, edits=card.id)
    deliver(ctx.session, edit, ctx.now, ctx.admins)


def arrived(ctx: Context, value: str) -> Reply:
    """It did arrive."""
    return _settle(ctx, value, again=False)


def send_again(ctx: Context, value: str) -> Reply:
    """It did not: say it again."""
    return _settle(ctx, value, again=True)


def _settle(ctx: Context, value: str, *, again: bool) -> Reply:
    found = find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is not Status.UNKNOWN:
        return Reply(arrival_known(ctx.speech), done=False)
    if again:
        decisions.again(ctx.session, found.id, ctx.now)
    else:
        decisions.arrived(ctx.session, found.id, ctx.now)
    _note(ctx, "arrival.again" if again else "arrival.yes", found, {})
    return Reply(arrival_settled(ctx.aloud, again=again), replace=True, private=False)


def _known(ctx: Context, found: Delivery, source: MessageRef | None = None) -> Reply:
    now = deliveries.get(ctx.session, found.id) or found
    shown = _shown(ctx, now, source)
    if shown is not None:
        return replace(shown, done=False)
    return Reply(known(ctx, now), done=False)


def known(ctx: Context, draft: Delivery) -> Message:
    """That it was decided before."""
    if draft.error == deliveries.REPLACED:
        return draft_replaced(draft.to, ctx.speech)
    return draft_known(ctx.speech, skipped=draft.status is Status.SKIPPED)


def _note(ctx: Context, what: str, delivery: Delivery, detail: Mapping[str, Any]) -> None:
    audit.note(ctx.session, ctx.actor.user_id, what, f"delivery:{delivery.id}", detail, ctx.now)
