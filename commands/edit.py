"""`edit`: what a campaign is, in a form or in words: `edit otoño end:2026-12-20 budget:15000`. Internal."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.editing import Desk, loosely, named, read, split
from commands.incidents import judge_anew, may
from commands.parser import clean, scrub, stranger
from commands.refusals import refuse
from domain.destination import person
from domain.editing import Field, differing, version
from domain.entities import Campaign
from domain.errors import InvalidInput
from domain.words import Audience
from insights.effect import effect
from notifiers.delivery.charge import addressed
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import campaigns, clients
from templates.cards.edit import (
    OFF,
    ON,
    UPDATES,
    Edited,
    complaint,
    edit_card,
    edit_form,
    edited_card,
    moved_on,
    owner_notice,
    unknown_field_card,
    wrong_card,
)

_JUDGED = frozenset({Field.START, Field.END, Field.BUDGET, Field.GOALS})
"""What campaigns are judged by."""


def run(ctx: Context, args: Args) -> Reply:
    """Change what was typed, or open the form where nothing was said yet."""
    name, told = split(args.raw)
    chosen = choose(ctx, name, "edit", args.raw.strip()[len(name) :].strip())
    if not told and isinstance(chosen, Reply):
        short, meant = loosely(args.raw)
        found = choose(ctx, short, "edit") if meant else chosen
        if not isinstance(found, Reply):  # the rest of the line is no part of the name
            name, told, chosen = short, meant, found
    if stranger(name):
        key = chosen.campaign.key if not isinstance(chosen, Reply) else "…"
        return Reply(unknown_field_card(ctx.speech, named(ctx.words.language), key), done=False)
    if isinstance(chosen, Reply):
        return replace(chosen, unread=False)  # nothing but a change was meant
    desk = _desk(ctx, chosen.campaign.key)
    if isinstance(desk, Reply):
        return desk
    if not told:
        return _form(desk) if ctx.modal else Reply(edit_card(ctx.speech, desk.campaign, desk.client), done=False)
    after, wrong = read(desk, told)
    if wrong:
        return Reply(wrong_card(ctx.speech, wrong), done=False)
    return settle(desk, after)


def open_form(ctx: Context, key: str) -> Reply:
    """The form of a campaign, where the person may change it."""
    desk = _desk(ctx, key)
    return desk if isinstance(desk, Reply) else _form(desk)


def hand_in(ctx: Context, metadata: str, values: Mapping[str, Any]) -> Reply:
    """The form handed in: decided anew, for anybody could send it, twice, or after somebody else has changed it."""
    key, _, seen = clean(metadata).partition(" ")
    found = _desk(ctx, key)
    if isinstance(found, Reply):
        return found
    desk = replace(found, whole=True)
    told = {field: _typed(values[field.value]) for field in Field if field.value in values}
    if values.get(UPDATES) == ON:
        told |= {Field.PAUSED_UNTIL: "", Field.PAUSED_BECAUSE: ""}
    after, wrong = read(desk, told)
    if values.get(UPDATES) == OFF and after.paused_until is None:
        wrong.setdefault(Field.PAUSED_UNTIL, InvalidInput("paused_until", Field.PAUSED_UNTIL, ""))
    if not wrong and after == desk.campaign:
        return settle(desk, after)
    if seen != version(desk.campaign):
        return Reply(errors={Field.NAME.value: moved_on(ctx.words)}, done=False)
    if wrong:
        return Reply(errors={field.value: complaint(ctx.words, error) for field, error in wrong.items()}, done=False)
    return settle(desk, after)


def _typed(given: Any) -> str:
    """What stands in a field; of several that are chosen, one a line."""
    return scrub("\n".join(map(str, given)) if isinstance(given, list) else str(given or "")).strip()


def _desk(ctx: Context, key: str) -> Desk | Reply:
    """The campaign as it stands now, for those who may change it here: its client's managers and its owner, where no
    client reads."""
    known = campaigns.get(ctx.session, key)
    if known is not None:
        clients.lock(ctx.session, known.client_key)  # two who edit at once do it one after the other
        known = campaigns.get(ctx.session, key)
    client = clients.get(ctx.session, known.client_key) if known else None
    if known is None or client is None:
        return refuse(ctx, None)
    return may(ctx, client, known) or Desk(ctx, known, client)


def _form(desk: Desk) -> Reply:
    ctx, campaign = desk.ctx, desk.campaign
    return Reply(view=edit_form(ctx.speech, campaign, desk.client, f"{campaign.key} {version(campaign)}"))


def settle(desk: Desk, after: Campaign) -> Reply:
    """Write it down, and say what has changed and what that does."""
    ctx, before, client = desk.ctx, desk.campaign, desk.client
    fields = differing(before, after)
    if not fields:
        return Reply(edited_card(ctx.speech, Edited(client, before, after, ()), ctx.now), done=False)
    does = effect(ctx.session, before, after, client, ctx.now)
    campaigns.save(ctx.session, after, ctx.actor.user_id, ctx.now)
    if _JUDGED.intersection(fields):
        judge_anew(ctx, client)
    told = Field.OWNER in fields and _tell_owner(desk, after)
    paces = (does.before, does.after) if does.before and does.after else None
    edited = Edited(client, before, after, fields, paces, does.goals, told)
    return Reply(edited_card(ctx.speech, edited, ctx.now))


def _tell_owner(desk: Desk, after: Campaign) -> bool:
    """Whoever is in charge from now on is told once, unless they have said so themselves."""
    ctx, client = desk.ctx, desk.client
    if after.owner in {None, ctx.actor.user_id}:
        return False
    deed = audit.note(ctx.session, ctx.actor.user_id, "campaign.given", after.key, {"owner": after.owner}, ctx.now)
    theirs = addressed(ctx.session, after.owner, client).locale
    notice = Notice(
        f"campaign_given:{after.key}:{deed}",
        Kind.OWNER,
        client.key,
        person(after.owner),
        Audience.INTERNAL,
        owner_notice(theirs, after, client, ctx.actor.user_id),
        campaign=after.key,
    )
    return deliver(ctx.session, notice, ctx.now, ctx.admins).delivery_id is not None
