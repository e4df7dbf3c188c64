"""What every step of a set-up shares: the card as it stands now, where it stands, and who may go on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from commands.context import Context, MessageRef, Reply
from commands.parser import clean
from commands.refusals import refuse
from domain.access import Action, Place
from domain.destination import person
from domain.entities import Client
from domain.setup import Setup
from domain.words import Audience
from insights import setup
from notifiers import setting_up
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.directory import clients
from storage.messages import deliveries
from templates.cards.denied import internal_only
from templates.message import Message


def where(ctx: Context, source: MessageRef, **more: str) -> dict[str, str]:
    """What a form keeps: where its card stands, unless only one person sees it, and what else is to come back."""
    card = {"channel": ctx.place.channel_id, "ts": "" if source.ephemeral else source.ts}
    return {name: value for name, value in {**card, **more}.items() if value}


def unpack(metadata: str) -> dict[str, str]:
    """What a form brings back; anybody could send it."""
    try:
        said = json.loads(metadata)
    except ValueError:
        return {}
    return {str(name): clean(str(value)) for name, value in said.items()} if isinstance(said, dict) else {}


def lacking(ctx: Context) -> Sequence[Markup]:
    """What somebody must do before more accounts can be chosen, in a form that one person alone reads."""
    return setting_up.lacking(ctx.session, ctx.speech)


def card(ctx: Context, state: Setup, *, aloud: bool) -> Message:
    """The card as it stands now; `aloud`: for all, not for whoever asks alone."""
    locale = ctx.aloud if aloud and not ctx.place.is_im else ctx.speech
    return setting_up.card(ctx.session, state, locale, here=ctx.channel is not None)


def shown(ctx: Context, key: str, kept: Mapping[str, str] | None = None) -> Reply:
    """The card in place of the one that a form or a button belongs to, where all may see that or nobody else reads;
    else for oneself.

    All may see it in a channel of that client, where the agency is among itself: the channel may have been let go, and
    be anybody's, since the form was opened.
    """
    theirs = ctx.channel is not None and ctx.channel.client_key == key and ctx.view is Audience.INTERNAL
    in_place = (theirs or ctx.place.is_im) and kept is not None and stands(ctx, kept.get("ts", ""))
    shown = card(ctx, setup.of(ctx.session, key), aloud=in_place)
    return Reply(shown, private=not in_place, replace=in_place)


def stands(ctx: Context, ts: str) -> bool:
    """Whether a message of this channel is the card that was posted there when we came. A direct conversation with us
    has none but ours: each of them may move on."""
    if ctx.place.is_im:
        return bool(ts)
    found = deliveries.by_message(ctx.session, ctx.place.channel_id, ts) if ts else None
    return found is not None and found.kind == Kind.JOINED


def to_go_on(ctx: Context, key: str) -> Client | Reply:
    """The client of that key, if the person may change it and nobody of the client reads here; else the refusal."""
    client = clients.get(ctx.session, key)
    access = ctx.check(Action.CHANGE, client)
    if client is None or not access.allowed:
        return refuse(ctx, access.reason, client if client in ctx.clients else None)
    return Reply(internal_only(ctx.speech), done=False) if access.view is Audience.CLIENT else client


def write(ctx: Context, client: Client, occasion: str) -> None:
    """The card as it stands now, in a direct message to whoever asks, once for each occasion."""
    own = replace(ctx, place=Place("", is_im=True), sharing=False)
    notice = Notice(
        f"setup:{client.key}:{ctx.actor.user_id}:{occasion}",
        Kind.JOINED,
        client.key,
        person(ctx.actor.user_id, client.workspace),
        Audience.INTERNAL,
        card(own, setup.of(ctx.session, client.key), aloud=False),
        drafts=False,
    )
    deliver(ctx.session, notice, ctx.now, ctx.admins)
