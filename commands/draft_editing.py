"""A draft worded anew before it goes to a client: its own sections, its own numbers, and a look at the result."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands import drafts
from commands.context import Context, MessageRef, Reply
from commands.parser import scrub
from domain.said_numbers import Changed, changed, unknown
from notifiers.delivery import decisions, drafting
from storage.db import audit
from storage.directory import channels, clients
from storage.messages.deliveries import Delivery, Status
from templates.cards.drafts import NOTE_FIELD, already
from templates.message import Message
from templates.notices import draft_form
from templates.notices.draft_form import OWN, OWN_YES, field_of
from templates.notices.sections import rewritten, sections, too_long
from templates.words import words


def open_form(ctx: Context, value: str, source: MessageRef) -> Reply:
    """The modal with the text itself; what it hands in is decided anew."""
    found = _waiting(ctx, value, source)
    if isinstance(found, Reply):
        return found
    parts = sections(Message.from_json(found.payload))
    metadata = f"{found.id}:{source.channel}:{source.ts}:{_version(found)}"
    return Reply(view=draft_form.edit_form(ctx.speech, metadata, parts, drafts.doubts(ctx, found)))


def read(ctx: Context, value: str, source: MessageRef) -> Reply:
    """The whole draft as the client would read it, which can be approved from there."""
    found = drafts.find(ctx, value)
    if isinstance(found, Reply):
        return found
    return Reply(view=_preview(ctx, found, source))


def hand_in(ctx: Context, metadata: str, values: Mapping[str, Any]) -> Reply:
    """Keep the new words with the draft, which still waits, and show what the client would read.

    A number that contradicts the data stays out, with the true one beside it; one that the person adds is theirs to
    vouch for.
    """
    value, channel, ts, version = (*metadata.split(":"), "", "", "", "")[:4]
    found = drafts.find(ctx, value)
    if isinstance(found, Reply):
        return found
    message = Message.from_json(found.payload)
    parts = sections(message)
    first = field_of(parts[0]) if parts else OWN
    if found.status is not Status.HELD:
        return Reply(errors={first: already(ctx.words, skipped=found.status is Status.SKIPPED)}, done=False)
    if version != _version(found):
        return Reply(errors={first: draft_form.edited_meanwhile(ctx.words)}, done=False)
    texts = {one.at: _typed(values, field_of(one), one.text) for one in parts}
    errors = _errors(ctx, found, texts, owned=OWN_YES in (values.get(OWN) or ()))
    if errors:
        return Reply(errors=errors, done=False)
    was = {one.at: one.text for one in parts}
    changes = sorted(at for at, text in texts.items() if text.strip() != was[at].strip())
    source = MessageRef(channel, ts)
    if not changes:
        return Reply(view=_preview(ctx, found, source))
    made = rewritten(message, {at: texts[at] for at in changes})
    if not sections(made):
        return Reply(errors={first: draft_form.nothing_left(ctx.words)}, done=False)
    return _kept(ctx, found, made, changes, source)


def _kept(ctx: Context, found: Delivery, made: Message, changes: list[int], source: MessageRef) -> Reply:
    edits = int(found.payload.get("edits", 0)) + 1
    payload = {**found.payload, **made.to_json(), "edits": edits, "edited_by": ctx.actor.user_id}
    payload.setdefault("written", found.payload["blocks"])  # as the house had put it
    if not decisions.reword(ctx.session, found.id, payload):
        return drafts.approve(ctx, str(found.id))  # somebody was quicker: how it stands
    detail = {"sections": changes, "edit": edits}
    audit.note(ctx.session, ctx.actor.user_id, "draft.edited", f"delivery:{found.id}", detail, ctx.now)
    now = replace(found, payload=payload)
    drafting.refresh(ctx.session, now, ctx.now, ctx.admins)
    return Reply(view=_preview(ctx, now, source))


def hand_in_preview(ctx: Context, metadata: str) -> Reply:
    """Approve what was just read, in the words that were read."""
    value, version = (*metadata.split(":"), "", "", "", "")[0], metadata.rpartition(":")[2]
    found = drafts.find(ctx, value)
    if isinstance(found, Reply):
        return found
    if found.status is Status.HELD and version != _version(found):
        return Reply(view=_preview(ctx, found, MessageRef()), done=False)
    return drafts.hand_in_note(ctx, value, "")


def hand_in_note(ctx: Context, metadata: str, note: str, *, owned: bool) -> Reply:
    """Approve with the note; numbers in it that are none of the draft's are the person's to vouch for (`owned`)."""
    found = drafts.find(ctx, metadata.partition(":")[0])
    if not isinstance(found, Reply) and found.status is Status.HELD and not owned:
        message = Message.from_json(found.payload)
        said = "\n".join([message.text, *(one.text for one in sections(message))])
        if added := unknown(note, said, _decimal(ctx, found)):
            told = draft_form.wrong_numbers(ctx.words, Changed(added=added))
            return Reply(errors={NOTE_FIELD: told}, done=False)
    return drafts.hand_in_note(ctx, metadata, note)


def _errors(ctx: Context, found: Delivery, texts: Mapping[int, str], *, owned: bool) -> dict[str, str]:
    """By field, what is wrong with it: numbers against those of the data as the house had written them."""
    w, message = ctx.words, Message.from_json(found.payload)
    decimal, errors = _decimal(ctx, found), dict[str, str]()
    for one in sections(message):
        text = texts[one.at]
        numbers = changed(one.text, text, decimal)
        if too_long(message.blocks[one.at], text):
            errors[field_of(one)] = draft_form.too_long(w)
        elif numbers.wrong or (numbers.added and not owned):
            errors[field_of(one)] = draft_form.wrong_numbers(w, numbers)
    return errors


def _decimal(ctx: Context, found: Delivery) -> str:
    """The decimal mark of the draft's language, which is its channel's."""
    channel = channels.get(ctx.session, found.to.address)
    client = clients.get(ctx.session, found.client_key) if found.client_key else None
    locale = (channel.locale if channel else None) or (client.locale if client else ctx.speech)
    return str(words(locale).locale.number_symbols["latn"]["decimal"])


def _typed(values: Mapping[str, Any], name: str, before: str) -> str:
    """What stands in a field; a form that does not have it leaves the section as it was."""
    return scrub(str(values[name] or "")).replace("\r\n", "\n") if name in values else before


def _waiting(ctx: Context, value: str, source: MessageRef) -> Delivery | Reply:
    found = drafts.find(ctx, value)
    if isinstance(found, Reply):
        return found
    return found if drafts.waits(ctx, found) else drafts.how_it_stands(ctx, found, source)


def _preview(ctx: Context, found: Delivery, source: MessageRef) -> dict[str, Any]:
    metadata = f"{found.id}:{source.channel}:{source.ts}:{_version(found)}"
    waits = found.status is Status.HELD
    against = drafts.doubts(ctx, found) if waits else []
    return draft_form.preview(ctx.speech, metadata, Message.from_json(found.payload), against, waits=waits)


def _version(found: Delivery) -> str:
    """How often it was worded anew."""
    return str(found.payload.get("edits", 0))
