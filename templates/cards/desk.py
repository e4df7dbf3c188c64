"""What the Home tab says below the campaigns: what comes up, and to the agency's admins what its set-up lacks."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from markupsafe import Markup

from domain.set_up import SetUp
from domain.upcoming import Coming, Event
from templates import blocks, mrkdwn
from templates.cards.ages import age
from templates.message import Block
from templates.words import Words

MOST = 8
"""Lines of what comes up, and names in a line of what is amiss."""
_MOST_NAME = 100
_MOST_TEXT = 120


def coming_blocks(w: Words, coming: Sequence[Coming], *, several: bool) -> list[Block]:
    """The next things that happen, a line each; nothing where nothing does. `several`: of several clients."""
    if not coming:
        return []
    lines = [_coming(w, one, several=several) for one in coming[:MOST]]
    more = len(coming) - MOST
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    return [blocks.section(mrkdwn.join("\n", [mrkdwn.bold(w.t("Coming up")), *lines, *rest]))]


def _coming(w: Words, one: Coming, *, several: bool) -> Markup:
    client = mrkdwn.fit(one.client.name, _MOST_NAME)
    name = mrkdwn.fit(one.campaign.name, _MOST_NAME) if one.campaign else client
    named = mrkdwn.join(" · ", [client, name]) if several and one.campaign else name
    day = w.weekday(one.day)
    match one.event:
        case Event.BEGINS:
            return w.t("{day}: {name} begins", day=day, name=named)
        case Event.ENDS:
            return w.t("{day}: last day of {name}", day=day, name=named)
        case Event.UPDATE:
            clock = w.clock(one.at, one.client.timezone).rpartition(", ")[2] if one.at else ""
            place = mrkdwn.channel_link(one.channel)
            return w.t("{day}, {clock}: update for {channel}", day=day, clock=clock, channel=place)
        case Event.CHECK:
            done = mrkdwn.fit(" ".join(one.text.split()), _MOST_TEXT)
            return w.t("{day}: I will ask whether it worked: {done} ({name})", day=day, done=done, name=named)


def set_up_blocks(w: Words, known: SetUp, now: datetime) -> list[Block]:
    """What is amiss of the set-up, a line each with what mends it; that nothing is."""
    lines = list(_amiss(w, known, now)) or [w.t("Everything answers, and every campaign has goals and a budget.")]
    return [blocks.section(mrkdwn.join("\n", [mrkdwn.bold(w.t("Set-up")), *lines]))]


def _amiss(w: Words, known: SetUp, now: datetime) -> Iterator[Markup]:
    if known.failing:
        told = [f"{client.name}: {age(w, fresh, now)}" for client, fresh in known.failing]
        yield w.t("No answer: {names}", names=_names(w, told))
    if known.silent:
        named = _names(w, [client.name for client in known.silent])
        yield w.t("Without an internal channel: {names}. Invite me to one and choose the client.", names=named)
    if known.aimless:
        named, key = _names(w, [one.name for one in known.aimless]), mrkdwn.escape(known.aimless[0].key)
        yield w.t("Without goals: {names}. `/campaign target {key}`", names=named, key=key)
    if known.unfunded:
        yield w.t("Without a budget: {names}", names=_names(w, [one.name for one in known.unfunded]))
    if known.unclaimed:
        many, spent = sum(n for n, _ in known.unclaimed), [w.money(one, cents=False) for _, one in known.unclaimed]
        yield w.tn(
            "{n} campaign on the platforms that is nobody's has spent {money} in 30 days. `/campaign adopt`",
            "{n} campaigns on the platforms that are nobody's have spent {money} in 30 days. `/campaign adopt`",
            many,
            money=w.list(spent),
        )


def _names(w: Words, names: Sequence[str]) -> Markup:
    """The first names, and how many more there are."""
    shown = [mrkdwn.fit(name, _MOST_NAME) for name in names[:MOST]]
    more = len(names) - MOST
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    return mrkdwn.join(", ", [*shown, *rest])
