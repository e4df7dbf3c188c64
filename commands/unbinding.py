"""A channel linked to the wrong client is let go, and asked about again. What goes with it is said before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from commands import setup, walk
from commands.context import Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Client
from domain.words import Audience
from notifiers.delivery import decisions, drafting
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import channels, schedule
from storage.messages import deliveries
from storage.messages.deliveries import Status
from templates.cards import setup_forms as forms
from templates.cards.binding import unbound_card

_OLDEST = timedelta(days=365)
"""How far back the cards of a channel are looked for."""


def open_form(ctx: Context, key: str, source: MessageRef) -> Reply:
    """What letting the channel go would do, before it is done."""
    client = _may(ctx)
    if isinstance(client, Reply):
        return client
    if key != client.key:
        return refuse(ctx, None)
    happens = _happens(ctx)
    return Reply(view=forms.undo_form(ctx.speech, walk.where(ctx, source, client=client.key), client.name, happens))


def _may(ctx: Context) -> Client | Reply:
    client = ctx.bound_client
    access = ctx.check(Action.CHANGE, client)
    return client if client is not None and access.allowed else refuse(ctx, access.reason, client)


def _happens(ctx: Context) -> list[str]:
    w, place = ctx.words, ctx.place.channel_id
    subscribed, waiting = len(schedule.of_channel(ctx.session, place)), len(deliveries.held(ctx.session, place))
    lines = [
        w.plain(
            "The card of this set-up no longer names the client. What else I have posted here stays: only people can "
            "delete it."
        )
    ]
    if subscribed:
        lines.append(
            w.plain_n("{n} subscription of this channel ends.", "{n} subscriptions of this channel end.", n=subscribed)
        )
    if waiting:
        lines.append(
            w.plain_n(
                "{n} draft that waits for this channel is never sent.",
                "{n} drafts that wait for this channel are never sent.",
                n=waiting,
            )
        )
    lines.append(w.plain("The client itself stays, with its accounts, campaigns and goals."))
    return lines


def undo(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:  # noqa: ARG001 - nothing is filled in
    """Let it go. The form says whose it was: what belongs to somebody else by now stays theirs."""
    kept, client = walk.unpack(metadata), _may(ctx)
    if isinstance(client, Reply):
        return client
    if kept.get("client") != client.key:
        return refuse(ctx, None)
    place, at = ctx.place.channel_id, ctx.now
    gone = decisions.let_go(ctx.session, place)
    for one in gone:
        audit.note(ctx.session, ctx.actor.user_id, "draft.skipped", f"delivery:{one.id}", {"unlinked": True}, at)
        drafting.refresh(ctx.session, one, at, ctx.admins)
    ended = len(schedule.of_channel(ctx.session, place))
    channels.unbind(ctx.session, place, ctx.actor.user_id, at)
    detail = {"subscriptions": ended, "drafts": len(gone)}
    audit.note(ctx.session, ctx.actor.user_id, "channel.unlinked", place, detail, at)
    free = replace(ctx)
    in_place = walk.stands(free, kept.get("ts", ""))
    _unname(free, kept.get("ts", "") if in_place else "")
    return Reply(setup.welcome(free), private=False, replace=in_place)


def _unname(ctx: Context, anew: str) -> None:
    """Cards that stand in the channel name its client no more: whoever reads there may be another one's people. One of
    them is to be asked `anew` on."""
    place = ctx.place.channel_id
    known = deliveries.of_kind(ctx.session, Kind.JOINED, ctx.now - _OLDEST)
    for one in known:
        if one.to.address != place or one.status is not Status.SENT or one.ts == anew:
            continue
        notice = Notice(
            f"unlinked:{one.id}:{ctx.now:%Y%m%dT%H%M%S}",
            Kind.JOINED,
            None,
            one.to,
            Audience.CLIENT,
            unbound_card(ctx.aloud),
            drafts=False,
            edits=one.id,
        )
        deliver(ctx.session, notice, ctx.now, ctx.admins)
