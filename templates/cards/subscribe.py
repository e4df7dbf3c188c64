"""What a channel receives, when, and when next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from domain.entities import Campaign, Channel
from domain.schedule import Every
from domain.words import Approval
from templates import blocks, mrkdwn
from templates.cards.pause import Subject, paused_note
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

TEST = "vigia.test.send"
_MONDAY = date(2024, 1, 1)
_EVERY_DAY = tuple(range(7))
_WORKDAYS = tuple(range(5))
MOST = 20


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription: its id, its schedule, the next run, the client's time zone, and campaigns (none: all)."""

    id: int
    every: Every
    due: datetime
    timezone: str
    campaigns: tuple[str, ...]


def spoken(w: Words, every: Every) -> str:
    """The schedule in words: `every Monday at 09:00`."""
    time = f"{every.at:%H:%M}"
    if every.is_monthly:
        return _monthly(w, every)
    if every.weekdays == _EVERY_DAY and every.always:
        return w.plain("every day at {time}, weekends and holidays too", time=time)
    if every.weekdays == _EVERY_DAY:
        return w.plain("every working day at {time}", time=time)
    if every.weekdays == _WORKDAYS:
        return w.plain("from Monday to Friday at {time}", time=time)
    day = str(w.locale.days["format"]["wide"][(_MONDAY + timedelta(days=every.weekdays[0])).weekday()])
    return w.plain("every {day} at {time}", day=day, time=time)


def _monthly(w: Words, every: Every) -> str:
    time = f"{every.at:%H:%M}"
    if every.settled:
        return w.plain("once a month, when the figures of the month before are final, at {time}", time=time)
    return w.plain("on the first working day of each month at {time}", time=time)


def _what(w: Words, one: Subscribed) -> str:
    what = w.plain("Status of {campaigns}", campaigns=w.list(list(one.campaigns)))
    return what if one.campaigns else w.plain("Status of every campaign")


def _line(w: Words, one: Subscribed) -> Markup:
    local = one.due.astimezone(ZoneInfo(one.timezone))
    said = w.t(
        "{what}, {schedule}. Next: {when} ({timezone}).",
        what=_what(w, one),
        schedule=spoken(w, one.every),
        when=f"{w.weekday(local.date())}, {local:%H:%M}",
        timezone=one.timezone,
    )
    meant = one.every.meant(local.date())
    if not one.every.is_weekly or meant == local.date():
        return said
    return mrkdwn.join(" ", [said, w.t("{day} is a holiday.", day=_capital(w.weekday(meant)))])


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def subscribed_card(
    locale: str, one: Subscribed, read: Approval | None, *, again: bool, instead: Every | None = None
) -> Message:
    """It stands (`again`: it stood already). `read`: where the client reads, whether the owner sees each first;
    `instead`: of which rhythm it takes the place."""
    w = words(locale)
    line = _line(w, one)
    text = w.t("This channel already receives it. {line}", line=line) if again else w.t("Done. {line}", line=line)
    if instead:
        text = mrkdwn.join(" ", [text, w.t("Instead of: {rhythm}.", rhythm=spoken(w, instead))])
    told = []
    if read is Approval.DRAFT:
        told.append(w.t("Here people of the client read: each one goes to the owner as a draft first."))
    elif read is Approval.AUTO:
        told.append(w.t("Here people of the client read, and it goes out without anybody approving it."))
    return say(text, *map(blocks.context, told), blocks.actions([_test(w, one)]))


def subscriptions_card(
    locale: str, standing: Sequence[Subscribed], channel: Channel, paused: Sequence[Subject] = ()
) -> Message:
    """Everything that the channel receives, or how to begin; what of it is `paused`, and never why."""
    w = words(locale)
    if not standing:
        text = w.t("{channel} receives nothing yet. When shall I send the status?", channel=_link(channel))
        return say(text, blocks.actions(_rhythms(w, "")))
    lead = w.t("{channel} receives:", channel=_link(channel))
    lines = [_line(w, one) for one in standing[:MOST]]
    rows = [
        blocks.section(line, accessory=_test(w, one, n))
        for n, (one, line) in enumerate(zip(standing, lines, strict=False))
    ]
    stop = blocks.button(w.plain("Stop all"), "vigia.run.stop", "unsubscribe all", ask=_sure(w))
    notes = [note for one in paused for note in paused_note(w, one, internal=False)]
    small = [blocks.context(mrkdwn.join("\n", notes))] if notes else []
    return Message(
        mrkdwn.join("\n", [lead, *lines, *notes]), [blocks.section(lead), *rows, *small, blocks.actions([stop])]
    )


def when_card(locale: str, campaign: Campaign) -> Message:
    """When is the status of a campaign to be sent? Nobody has said it."""
    w = words(locale)
    return say(
        w.t("When shall I send the status of {campaign}?", campaign=campaign.name),
        blocks.actions(_rhythms(w, f"{campaign.key} ")),
        blocks.context(
            w.t(
                "Or write it: `/campaign {example}`.",
                example=w.plain("subscribe {campaign} monthly 09:00", campaign=campaign.key),
            )
        ),
    )


def _rhythms(w: Words, campaign: str) -> list[Block]:
    """Every week, every working day, every month."""
    return [
        blocks.button(w.plain("Mondays at 09:00"), "vigia.run.weekly", f"subscribe {campaign}mon 09:00"),
        blocks.button(w.plain("Every working day at 08:30"), "vigia.run.daily", f"subscribe {campaign}daily 08:30"),
        blocks.button(w.plain("Every month"), "vigia.run.monthly", f"subscribe {campaign}monthly 09:00"),
    ]


def stop_card(locale: str, standing: Sequence[Subscribed], channel: Channel) -> Message:
    """Which of several is to stop? One button each, and one for all."""
    w = words(locale)
    lead = w.t("{channel} receives several. Which one shall I stop?", channel=_link(channel))
    lines = [_line(w, one) for one in standing[:MOST]]
    rows = [
        blocks.section(line, accessory=_stop(w, one, n))
        for n, (one, line) in enumerate(zip(standing, lines, strict=False))
    ]
    stop = blocks.button(w.plain("Stop all"), "vigia.run.stop", "unsubscribe all", ask=_sure(w))
    return Message(mrkdwn.join("\n", [lead, *lines]), [blocks.section(lead), *rows, blocks.actions([stop])])


def unsubscribed_card(locale: str, ended: Sequence[Subscribed]) -> Message:
    """How many ended, and which."""
    w = words(locale)
    if not ended:
        return say(w.t("There was nothing to stop."))
    lead = w.tn("Done: {n} subscription ended.", "Done: {n} subscriptions ended.", len(ended))
    lines = [mrkdwn.escape(f"• {_what(w, one)}, {spoken(w, one.every)}") for one in ended[:MOST]]
    return say(mrkdwn.join("\n", [lead, *lines]))


def left_out_card(locale: str, campaign: str, left: Sequence[Subscribed], channel: Channel, *, done: bool) -> Message:
    """That a campaign is named no more (`done`), or never was, and what the channel still receives."""
    w = words(locale)
    named = w.t("Done: no subscription here names {campaign} any more.", campaign=campaign)
    lead = named if done else w.t("No subscription here names {campaign}.", campaign=campaign)
    if not left:
        return say(mrkdwn.join(" ", [lead, w.t("{channel} receives nothing now.", channel=_link(channel))]))
    lines = [mrkdwn.escape(f"• {_what(w, one)}, {spoken(w, one.every)}") for one in left[:MOST]]
    return say(mrkdwn.join("\n", [lead, w.t("{channel} receives:", channel=_link(channel)), *lines]))


def as_test(locale: str, message: Message, channel: str) -> Message:
    """The message as a test: said first, with the channel that it would go to."""
    said = words(locale).t("This is a test: so would {channel} receive it.", channel=mrkdwn.channel_link(channel))
    return replace(
        message,
        text=mrkdwn.join(" ", [said, mrkdwn.raw(message.text)]),
        blocks=[blocks.section(mrkdwn.raw(f":test_tube: {said}")), *message.blocks],
        chart_after=None if message.chart_after is None else message.chart_after + 1,
    )


def sent_test(locale: str, *, again: bool = False) -> Message:
    """A test is on its way to the person's direct messages."""
    w = words(locale)
    return say(
        w.t("I have already sent you that test.") if again else w.t("I am sending you a test in a direct message.")
    )


def _test(w: Words, one: Subscribed, n: int = 0) -> Block:
    return blocks.button(w.plain("Send me a test"), f"{TEST}.{n}", str(one.id))


def _stop(w: Words, one: Subscribed, n: int) -> Block:
    what = f"{_what(w, one)}, {spoken(w, one.every)}"
    ask = blocks.confirm(w.plain("Stop it?"), what, w.plain("Stop"), w.plain("Keep"))
    return blocks.button(w.plain("Stop"), f"vigia.run.stop{n}", f"unsubscribe #{one.id}", spoken=what, ask=ask)


def _sure(w: Words) -> Block:
    return blocks.confirm(
        w.plain("Stop all?"),
        w.plain("This channel will not receive the status any more."),
        w.plain("Stop"),
        w.plain("Keep"),
    )


def _link(channel: Channel) -> Markup:
    return mrkdwn.channel_link(channel.slack_id)
