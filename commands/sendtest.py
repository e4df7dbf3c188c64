"""Send me a test: what a subscription would say now, to the person who asks, as its channel would read it."""

from commands.context import Context, MessageRef, Reply
from commands.refusals import refuse
from domain.access import Action
from domain.destination import person
from domain.entities import Channel, Client, Subscription
from domain.snapshot import Snapshot
from domain.words import Audience
from notifiers import updates
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.db import audit
from storage.directory import channels, clients, schedule
from templates.cards.picker import nothing
from templates.cards.subscribe import as_test, sent_test


def send(ctx: Context, value: str, source: MessageRef) -> Reply:
    """Write down the test message for the person's direct messages; a second press says so."""
    wanted = next((s for s in schedule.everyone(ctx.session) if str(s.id) == value), None)
    channel = channels.get(ctx.session, wanted.channel) if wanted else None
    client = clients.get(ctx.session, channel.client_key) if channel else None
    access = ctx.check(Action.CHANGE, client)
    if wanted is None or channel is None or client is None or not access.allowed:
        return refuse(ctx, access.reason, client if client in ctx.clients else None)
    pictures = _told(ctx, wanted, channel, client)
    if not pictures:
        return Reply(nothing(ctx.speech), done=False)
    message = updates.message_of(ctx.session, wanted, pictures, channel, ctx.now)
    notice = Notice(
        f"test:{wanted.id}:{ctx.actor.user_id}:{source.ts}",
        Kind.TEST,
        client.key,
        person(ctx.actor.user_id),
        Audience.INTERNAL,
        as_test(ctx.speech, message, channel.slack_id),
    )
    made = deliver(ctx.session, notice, ctx.now, ctx.admins).delivery_id is not None
    if made:
        audit.note(ctx.session, ctx.actor.user_id, "subscription.tested", channel.slack_id, {}, ctx.now)
    return Reply(sent_test(ctx.speech, again=not made), done=made)


def _told(ctx: Context, wanted: Subscription, channel: Channel, client: Client) -> list[Snapshot]:
    """What the subscription would say if it were due today."""
    calendar = schedule.calendar(ctx.session, client.key, ctx.now)
    return updates.snapshots(
        ctx.session, wanted, channel, client, ctx.now, ctx.today(client), calendar, paused_too=True
    )
