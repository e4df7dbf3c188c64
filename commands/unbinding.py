"""A channel linked to the wrong client is let go, and asked about again. What goes with it is said before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands import setup, walk
from commands.context import Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Client
from notifiers.delivery import decisions, drafting
from storage.db import audit
from storage.directory import channels, schedule
from storage.messages import deliveries
from templates.cards import setup_forms as forms


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
    lines = [w.plain("What I have posted here stays: only people can delete it.")]
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
    return Reply(setup.welcome(free), private=False, replace=in_place)
