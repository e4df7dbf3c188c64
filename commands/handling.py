"""Acknowledge, snooze, assign: who has an incident, and until when it is put aside."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from commands import digests
from commands.context import Context, MessageRef, Reply
from commands.incidents import Found, find, locale_of, picture, refused, thread, with_names
from domain.destination import person
from domain.errors import InvalidInput
from domain.incidents.conditions import Condition
from domain.incidents.finding import Finding
from domain.incidents.handling import WORSE_BY, Handled, Handling, Until, gap
from domain.rules.registry import alike
from domain.schedule import Every, next_run
from domain.window import local_day
from domain.words import Audience
from notifiers.delivery.charge import addressed
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.db import audit
from storage.directory import channels, schedule
from templates.cards.alert import alert_card
from templates.cards.buttons import ACK, SNOOZE, extra_of
from templates.cards.handled import done, handled_card, outsider_card, over_card
from templates.cards.thread import handled_entry

USUAL_REPORT = Every.parse("mon 09:00")
"""When the next report is taken to be where the client receives none."""
LONGEST = timedelta(days=31)
"""An alert that is put aside for longer is none."""
MORNING = time(8)
GONE = (ACK, SNOOZE)
"""Buttons that a digest's item no longer needs once somebody has it."""
_DAYS = {Until.DAY: 1, Until.THREE_DAYS: 3}


def acknowledge(ctx: Context, value: str) -> Reply:
    """ "I have seen it and look after it"."""
    found = standing(ctx, value)
    if isinstance(found, Reply):
        return found
    return put(ctx, found, Handling(Handled.ACKNOWLEDGED, ctx.actor.user_id, ctx.now))


def snooze(ctx: Context, value: str) -> Reply:
    """Put it aside until what was chosen; the value is `17:3d`."""
    found = standing(ctx, value)
    if isinstance(found, Reply):
        return found
    return put(ctx, found, snoozed(ctx, found, extra_of(value)))


def snoozed(ctx: Context, found: Found, typed: str, note: str = "") -> Handling:
    """A snooze that ends as typed: `1d`, `3d`, `report` or `worse`. InvalidInput (code `until`) otherwise.

    "Until it is worse" needs a goal to be further from.
    """
    known = {one.value: one for one in Until}
    if typed not in known:
        raise InvalidInput("until", "until", typed, "1d, 3d, report, worse")
    until = known[typed]
    worse = worse_than(found.row.finding) if until is Until.WORSE else None
    if until is Until.WORSE and worse is None:
        raise InvalidInput("until_worse", "until", typed, "3d")
    ends = None if until is Until.WORSE else _ends(ctx, found, until)
    return Handling(Handled.SNOOZED, ctx.actor.user_id, ctx.now, until=ends, worse_than=worse, note=note)


def put_aside(ctx: Context, found: Found, day: date, note: str = "") -> Handling:
    """A snooze that ends on the morning of a day; InvalidInput (code `until`) for one that is over or far off."""
    today = local_day(ctx.now, found.client.timezone)
    if not today < day <= today + LONGEST:
        raise InvalidInput("until", "until", str(day), "1d, 3d, report, worse")
    morning = datetime.combine(day, MORNING, ZoneInfo(found.client.timezone)).astimezone(UTC)
    return Handling(Handled.SNOOZED, ctx.actor.user_id, ctx.now, until=morning, note=note)


def worse_than(finding: Finding) -> Decimal | None:
    """How far from its goal it must be to be heard of again; None where there is no goal."""
    far = gap(finding)
    return None if far is None else far + WORSE_BY


def _ends(ctx: Context, found: Found, until: Until) -> datetime:
    if until in _DAYS:
        return ctx.now + timedelta(days=_DAYS[until])
    bound = {channel.slack_id for channel in channels.of_client(ctx.session, found.client.key)}
    standing = [one.id for one in schedule.everyone(ctx.session) if one.channel in bound]
    due = [at for one in standing if (at := schedule.upcoming(ctx.session, one)) and at > ctx.now]
    return min(due, default=next_run(USUAL_REPORT, found.client.timezone, ctx.now))


def assign(ctx: Context, chosen: str, source: MessageRef) -> Reply:
    """Give it to a person of the agency's; the incident is named by the row in which the choice stands."""
    found = standing(ctx, source.row)
    if isinstance(found, Reply):
        return found
    if ctx.named is None or ctx.named.user_id != chosen or ctx.named.is_external:
        return Reply(outsider_card(ctx.speech, chosen), done=False)
    given = Handling(Handled.ASSIGNED, ctx.actor.user_id, ctx.now, assignee=chosen)
    reply = put(ctx, found, given)
    if found.row.delivery_id is None and chosen != ctx.actor.user_id:
        _hand_over(ctx, found, given)
    return reply


def _hand_over(ctx: Context, found: Found, given: Handling) -> None:
    """An incident that has no message of its own is shown to whoever has it from now on."""
    theirs = addressed(ctx.session, given.assignee, found.client).locale
    card = alert_card(picture(ctx, found, given), theirs, ctx.now)
    notice = Notice(
        f"alert_assigned:{found.row.id}:{found.row.episode}:{given.assignee}",
        Kind.ALERT_ASSIGNED,
        found.client.key,
        person(given.assignee),
        Audience.INTERNAL,
        card,
        campaign=found.row.subject.campaign,
    )
    deliver(ctx.session, notice, ctx.now, ctx.admins)


def put(ctx: Context, found: Found, handling: Handling) -> Reply:
    """Keep it, say it in the thread, and to the person. Who comes later wins; the thread tells of both."""
    deed = written(ctx, found, handling)
    thread(ctx, found, handled_entry(picture(ctx, found, handling), locale_of(ctx, found.client, found.campaign)), deed)
    return Reply(handled_card(ctx.speech, picture(ctx, found, handling), ctx.now))


def written(ctx: Context, found: Found, handling: Handling) -> int:
    """Keep the handling, of all that the incident's message tells of and the person may act on; it is edited by whoever
    sends. Until it is worse is put aside only what can be. Returns the number under which the audit log has it."""
    deeds = []
    for one in _together(ctx, found):
        worse = worse_than(one.row.finding) if handling.worse_than is not None else None
        if handling.worse_than is None or worse is not None:
            deeds.append(_keep(ctx, one, replace(handling, worse_than=worse)))
    return deeds[0]


def _together(ctx: Context, found: Found) -> list[Found]:
    rows = alerts.of_message(ctx.session, found.row) if found.row.delivery_id else _of_its_line(ctx, found.row)
    others = [with_names(ctx, row) for row in rows if row.id != found.row.id]
    named = [one for one in others if isinstance(one, Found)]
    return [found, *(one for one in named if refused(ctx, one) is None)]


def _of_its_line(ctx: Context, row: Alert) -> list[Alert]:
    """Those that the digest has told with it in one line, for one cause: they have no message of their own either."""
    theirs = alerts.open_alerts(ctx.session, row.subject.campaign) if row.subject.campaign else []
    alone = [one for one in theirs if one.delivery_id is None and one.told.digest == row.told.digest is not None]
    return [one for one in alone if alike(row.finding, one.finding)]


def _keep(ctx: Context, found: Found, handling: Handling) -> int:
    alerts.handle(ctx.session, found.row.id, handling, ctx.now)
    detail = {
        "episode": found.row.episode,
        "assignee": handling.assignee,
        "until": handling.until.isoformat() if handling.until else "",
    }
    deed = audit.note(ctx.session, handling.by, f"alert.{handling.how}", found.subject, detail, ctx.now)
    digests.settle(ctx, found.row, lambda locale: done(locale, picture(ctx, found, handling)), *GONE, deed=deed)
    return deed


def answered(ctx: Context, found: Found) -> None:
    """Whoever logs what was done about an incident that nobody has, has it, and what nobody has of its message."""
    if found.row.state.is_open and not found.row.handling.is_answered:
        for one in _together(ctx, found):
            if not one.row.handling.is_answered:
                _keep(ctx, one, Handling(Handled.ACKNOWLEDGED, ctx.actor.user_id, ctx.now))


def standing(ctx: Context, value: str) -> Found | Reply:
    """The incident, if it is not over."""
    found = find(ctx, value)
    if isinstance(found, Reply) or found.row.state.condition is not Condition.OK:
        return found
    return Reply(over_card(ctx.speech, picture(ctx, found)), done=False)
