"""Spending that is nobody's: adopted, or left aside, from the alert that tells of it."""

from commands import digests
from commands.adopt import adopted
from commands.context import Context, Reply
from commands.handling import standing
from commands.incidents import Found
from domain.errors import InvalidInput
from domain.incidents.finding import Reason
from insights import watch
from storage.alerts import alerts
from storage.db import audit
from storage.directory import campaigns
from templates.cards import buttons
from templates.cards.adopt import adopted_note, already_adopted, ignored_card, ignored_note

ANSWERED = (buttons.ADOPT, buttons.IGNORE, buttons.ACK, buttons.SNOOZE)
"""Buttons that a digest's item no longer needs."""


def adopt(ctx: Context, value: str) -> Reply:
    """Make a campaign of it; whoever presses becomes its owner, and the alert is over."""
    found = standing(ctx, value)
    if isinstance(found, Reply):
        return found
    subject = found.row.subject
    try:
        made = campaigns.adopt(ctx.session, subject.account or 0, subject.entity, ctx.actor.user_id, ctx.now)
    except InvalidInput:
        return Reply(already_adopted(ctx.speech), done=False)
    _end(ctx, found, Reason.CLAIMED)
    digests.settle(ctx, found.row, lambda locale: adopted_note(locale, made), *ANSWERED, deed=f"adopted:{made.key}")
    return Reply(adopted(ctx, found.client, made))


def ignore(ctx: Context, value: str) -> Reply:
    """Leave it aside for good: nothing is told of it any more, and it can still be adopted."""
    found = standing(ctx, value)
    if isinstance(found, Reply):
        return found
    subject, name = found.row.subject, found.row.finding.name
    if not campaigns.ignore(ctx.session, subject.account or 0, subject.entity):
        return Reply(already_adopted(ctx.speech), done=False)
    detail = {"account": subject.account, "campaign": subject.entity}
    deed = audit.note(ctx.session, ctx.actor.user_id, "unclaimed.ignored", found.subject, detail, ctx.now)
    _end(ctx, found, Reason.IGNORED)
    digests.settle(ctx, found.row, lambda locale: ignored_note(locale, ctx.actor.user_id), *ANSWERED, deed=deed)
    return Reply(ignored_card(ctx.speech, name))


def _end(ctx: Context, found: Found, because: Reason) -> None:
    """The alert is over; its message is edited by whoever sends."""
    watch.end(ctx.session, found.row, ctx.now, because)
    alerts.touch(ctx.session, found.row.id)
