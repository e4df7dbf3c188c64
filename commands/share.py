"""Share: what one person saw privately, said to the channel, in the channel's view and decided anew."""

from dataclasses import replace

from commands import router
from commands.context import Context, MessageRef, Reply
from commands.help import lookup
from commands.parser import arguments, split
from commands.refusals import refuse
from commands.table import VERBS
from domain.access import Action, Denied, unconfirmed
from domain.destination import channel as to_channel
from domain.entities import Campaign
from notifiers.delivery.charge import in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import DeliveryReason, Notice
from storage.db import audit
from storage.directory import campaigns
from templates.cards.share import already_shared, share_drafted, shared_card, shared_done, teams_first

SHARED = frozenset({"status", "list", "chart", "compare", "pace"})


def share(ctx: Context, line: str, source: MessageRef) -> Reply:
    """Write down that the answer to `line` is to be posted here. A second press of the same button says so."""
    refused = router.gate(ctx) or _refused(ctx, line)
    if refused or ctx.channel is None:
        return refused or refuse(ctx, Denied.UNBOUND)
    answer = router.dispatch(replace(ctx, sharing=True), line)
    if answer.message is None or not answer.done:
        return answer
    channel, user, about = ctx.channel, ctx.actor.user_id, _campaign(ctx, line)
    notice = Notice(
        f"share:{channel.slack_id}:{source.ts or user}:{line}",
        Kind.SHARE,
        channel.client_key,
        to_channel(channel.slack_id),
        channel.audience,
        shared_card(ctx.aloud, answer.message, user),
        campaign=about.key if about else "",
        drafts=not ctx.check(Action.CHANGE, ctx.bound_client, about.owner if about else None).allowed,
    )
    made = deliver(ctx.session, notice, ctx.now, ctx.admins)
    if made.delivery_id is None:
        return Reply(already_shared(ctx.speech), done=False)
    audit.note(ctx.session, user, "share", channel.slack_id, {"verb": split(line).verb}, ctx.now)
    if made.reason is DeliveryReason.INTENDED:
        return Reply(shared_done(ctx.speech))
    return Reply(share_drafted(ctx.speech, in_charge(ctx.session, channel.client_key, about, ctx.admins).user))


def _campaign(ctx: Context, line: str) -> Campaign | None:
    """The one campaign that the answer is about, which its button names by its key; None for a list."""
    asked = split(line)
    verb = lookup(asked.verb, VERBS)
    found = campaigns.get(ctx.session, arguments(asked.rest, verb.keys).words) if verb else None
    return found if found and ctx.channel and found.client_key == ctx.channel.client_key else None


def _refused(ctx: Context, line: str) -> Reply | None:
    verb = lookup(split(line).verb, VERBS)
    if ctx.actor.is_external or verb is None or verb.name not in SHARED:
        return refuse(ctx, Denied.EXTERNAL if ctx.actor.is_external else None)
    if ctx.channel is not None and unconfirmed(ctx.place, ctx.channel):
        return Reply(teams_first(ctx.speech), done=False)
    return None
