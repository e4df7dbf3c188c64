"""The morning's digest: one direct message a person, what has most money at risk first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from markupsafe import Markup

from domain.incident import Incident, apart, by_cause, carriers, weight
from domain.incidents.finding import Verdict
from templates import blocks, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.headline import in_short, said_of
from templates.cards.members import amounts, bullet, paragraphs, whose
from templates.cards.parts import joined
from templates.cards.unknown import UnknownNote, unknown_lines
from templates.message import Block, Message
from templates.words import Words, words

MOST = 8
"""Items told with their buttons; the others are counted."""
MOST_LINES = 8
"""Lines of what resolved itself, and of what cannot be judged yet."""


def digest(
    items: Sequence[Incident],
    resolved: Sequence[Incident],
    locale: str,
    today: date,
    *,
    waiting: Sequence[Incident] = (),
    unknown: Sequence[UnknownNote] = (),
    standing: Sequence[Incident] = (),
) -> Message | None:
    """What to look at, what resolved itself since, what cannot be judged yet (`waiting`: TOO_FEW), of which messages
    it is not known whether they arrived (`unknown`), and what of earlier days stays open (`standing`). `today` is the
    reader's.

    None where there is nothing but what stays open: then there is no digest.
    """
    if not items and not resolved and not waiting and not unknown:
        return None
    w = words(locale)
    ranked = by_cause(sorted(items, key=lambda one: weight(one.finding), reverse=True))
    title = _title(w, ranked, resolved, waiting, len(unknown))
    counted = carriers(items)
    told = [_item(w, one, locale, counted) for one in ranked[:MOST]]
    body = [block for one, said in zip(ranked, told, strict=False) for block in _blocks(w, one, said)]
    more = _more(w, ranked[MOST:], counted)
    lists = [
        *_resolved(w, resolved, locale),
        *_waiting(w, waiting, locale),
        *_unknown(w, unknown),
        *_standing(w, standing, locale),
    ]
    end = [blocks.divider()] if lists and items else []
    small = w.t("Digest of {day}. What cannot wait is told at once.", day=w.named_day(today))
    return Message(
        text=joined([mrkdwn.escape(f"{title}."), *told, *more, *lists, small]),
        blocks=[
            blocks.header(title),
            *body,
            *(blocks.section(part) for part in more),
            *end,
            *(blocks.section(part) for part in lists),
            blocks.context(small),
        ],
    )


def stands_in(payload: Mapping[str, Any], alert_id: int) -> bool:
    """Whether a digest, as it was written down, has that item."""
    return any(block.get("block_id") == buttons.row_name(alert_id) for block in payload["blocks"])


def settled(message: Message, alert_id: int, said: Markup, *gone: str, mark: str = "done") -> Message | None:
    """The digest after somebody reacted to one of its items: what was done stands above its buttons, in the place of
    what was said under the same `mark`; those named in `gone` (action ids) are taken away. None where it has no such
    item, or says so already."""
    row, name = buttons.row_name(alert_id), buttons.row_name(alert_id, mark)
    at = next((n for n, block in enumerate(message.blocks) if block.get("block_id") == row), None)
    if at is None:
        return None
    note = {**blocks.context(said), "block_id": name}
    left = [one for one in message.blocks[at]["elements"] if one["action_id"] not in gone]
    before = [block for block in message.blocks[:at] if block.get("block_id") != name]
    changed = [*before, note, *([blocks.actions(left, row)] if left else []), *message.blocks[at + 1 :]]
    return None if changed == message.blocks else replace(message, blocks=changed)


def _title(
    w: Words, items: Sequence[Incident], resolved: Sequence[Incident], waiting: Sequence[Incident], unknown: int
) -> str:
    """How many things, and how much money is at risk, currency by currency; else what there is to say."""
    if not items and resolved:
        return w.plain_n("{n} alert is over", "{n} alerts are over", len(resolved))
    if not items and waiting:
        return w.plain_n("{n} campaign cannot be judged yet", "{n} campaigns cannot be judged yet", len(waiting))
    if not items:
        return w.plain_n("{n} message may not have arrived", "{n} messages may not have arrived", unknown)
    things = w.plain_n("{n} thing to look at", "{n} things to look at", len(items))
    money = amounts(w, apart(items))
    return w.plain("{things}, {money} at risk", things=things, money=money) if money else things


def _item(w: Words, incident: Incident, locale: str, counted: Collection[int]) -> Markup:
    """Two lines: whose it is with the sentence, and how sure, how much, since when. Money that two alerts on one
    campaign are about stands with one of them, so that the amounts add up to the title's."""
    finding = incident.finding
    facts = [w.plain("reminder, told on {day}", day=incident.reminds_of)] if incident.reminds_of else []
    if finding.since and finding.goal and finding.numbers.measured is None:  # else the sentence names the days
        facts.append(w.plain("since {day}", day=finding.since))
    if finding.probability is not None and finding.numbers.low is None:  # a range says how sure
        facts.append(phrases.sure(w, finding.probability))
    if money := amounts(w, [one for one in apart([incident]) if one.alert_id in counted]):
        facts.append(w.plain("{money} at risk", money=money))
    lines = [_line(w, incident, locale)]
    return mrkdwn.join("\n", [*lines, *([mrkdwn.escape(" · ".join(facts))] if facts else [])])


def _line(w: Words, incident: Incident, locale: str) -> Markup:
    """Whose it is with the sentence; what most probably has the same cause on the same campaign is named with it."""
    parts = [whose(incident), said_of(incident, locale)]
    if incident.members:
        others = mrkdwn.join(", ", [in_short(one, locale) for one in incident.members])
        parts.append(w.t("Most probably for the same reason: {others}.", others=others))
    return mrkdwn.join(" ", parts)


def _blocks(w: Words, incident: Incident, said: Markup) -> list[Block]:
    number = incident.alert_id
    row = [
        *buttons.asking(w, number, incident.finding),
        *buttons.belonging(w, number, incident.finding),
        buttons.acknowledge(w, number, style=None),
        buttons.snooze(w, number, incident.finding),
        buttons.log(w, number),
        buttons.not_useful(w, number),
    ]
    return [blocks.section(said), blocks.actions(row, buttons.row_name(number))]


def _more(w: Words, rest: Sequence[Incident], counted: Collection[int]) -> list[Markup]:
    if not rest:
        return []
    money = amounts(w, [one for one in apart(rest) if one.alert_id in counted])
    if not money:
        return [w.tn("And {n} more: `/campaign alert list`.", "And {n} more: `/campaign alert list`.", len(rest))]
    return [
        w.tn(
            "And {n} more, {money} at risk: `/campaign alert list`.",
            "And {n} more, {money} at risk: `/campaign alert list`.",
            len(rest),
            money=money,
        )
    ]


def _standing(w: Words, standing: Sequence[Incident], locale: str) -> list[Markup]:
    """What was told before and stays open, with its money."""
    money = amounts(w, standing)
    lead = w.t("Still open, {money} at risk", money=money) if money else w.t("Still open")
    return _list(lead, by_cause(standing), locale, w)


def _resolved(w: Words, resolved: Sequence[Incident], locale: str) -> list[Markup]:
    """What is well again, and apart from it what only ended."""
    well = [one for one in resolved if one.finding.signal is not Verdict.OVER]
    ended = [one for one in resolved if one.finding.signal is Verdict.OVER]
    return [*_list(w.t("Resolved since"), well, locale, w), *_list(w.t("Closed since"), ended, locale, w)]


def _waiting(w: Words, waiting: Sequence[Incident], locale: str) -> list[Markup]:
    return _list(w.t("Not to be judged yet"), waiting, locale, w)


def _unknown(w: Words, unknown: Sequence[UnknownNote]) -> list[Markup]:
    if not unknown:
        return []
    lead = mrkdwn.bold(w.t("Not known whether it arrived"))
    return paragraphs([lead, *unknown_lines(w, unknown), w.t("The App Home takes your answers.")])


def _list(lead: Markup, incidents: Sequence[Incident], locale: str, w: Words) -> list[Markup]:
    if not incidents:
        return []
    shown = incidents[:MOST_LINES]
    lines = [bullet(_line(w, one, locale)) for one in shown]
    more = len(incidents) - MOST_LINES
    rest = [w.tn("and {n} more", "and {n} more", more)] if more > 0 else []
    return paragraphs([mrkdwn.bold(lead), *lines, *rest])
