"""The App Home: what needs you, your campaigns, and what you can ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from markupsafe import Markup

from domain.incident import Incident
from domain.overview import Overview
from domain.set_up import SetUp
from domain.upcoming import Coming
from templates import blocks, mrkdwn
from templates.cards import buttons
from templates.cards.denied import outsiders_word
from templates.cards.desk import coming_blocks, set_up_blocks
from templates.cards.headline import headline
from templates.cards.listing import rows
from templates.cards.pause import Subject, paused_blocks
from templates.cards.standing import standing
from templates.cards.unknown import UnknownNote, unknown_blocks
from templates.message import Block
from templates.notices.draft import APPROVE, EDIT, READ, SKIP, skip_button
from templates.words import Words, words

MOST = 10
MOST_ALERTS, MOST_CHECKS = 8, 5
"""With ten drafts and ten campaigns a view that Slack takes, in which something can be found."""
_MOST_EXCERPT = 300
_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CheckNote:
    """Something that was done and of which it is not known whether it worked: where, what, when, and its id."""

    name: str
    text: str
    day: date
    value: str


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A draft that waits: for which channel, since when, the value of its buttons, what it says in one line, and what
    speaks against sending it."""

    channel: str
    created_at: datetime
    value: str
    text: str = ""
    against: tuple[Markup, ...] = ()


def home_card(
    locale: str,
    now: datetime,
    alerts: Sequence[Incident],
    checks: Sequence[CheckNote],
    drafts: Sequence[DraftNote],
    found: Overview,
    unknown: Sequence[UnknownNote] = (),
    *,
    coming: Sequence[Coming] = (),
    set_up: SetUp | None = None,
    paused: Sequence[Subject] = (),
) -> Block:
    """The view: most important on top; the set-up is for those who can mend it."""
    w = words(locale)
    body = [
        blocks.header(w.plain("Your campaigns today")),
        *_needs(w, now, alerts, checks, drafts, unknown),
        blocks.divider(),
    ]
    if found.rows:
        body += [blocks.section(mrkdwn.bold(w.t("Your campaigns"))), *rows(locale, found, now)]
        more = found.total - len(found.rows)
        body += [_others(w, more)] if more > 0 else []
    else:
        body.append(blocks.section(w.t("You do not manage a client with campaigns yet.")))
    body += paused_blocks(w, paused)
    body += coming_blocks(w, coming, several=found.several)
    body += set_up_blocks(w, set_up, now) if set_up else []
    quick = [("List", w.plain("List"), "list"), ("Adopt", w.plain("Adopt"), "adopt"), ("Help", w.plain("Help"), "help")]
    buttons = [blocks.button(label, f"vigia.run.{word.lower()}", run) for word, label, run in quick]
    tip = w.t("In any channel: `/campaign`, or mention me.")
    return blocks.home([*body, blocks.divider(), blocks.actions(buttons), blocks.context(tip)])


def _others(w: Words, more: int) -> Block:
    """That there are campaigns which need less attention, and where they are."""
    all_of_them = blocks.button(w.plain("See all"), "vigia.run.all", "list")
    return blocks.section(w.tn("and {n} more", "and {n} more", more), accessory=all_of_them)


def _needs(
    w: Words,
    now: datetime,
    alerts: Sequence[Incident],
    checks: Sequence[CheckNote],
    drafts: Sequence[DraftNote],
    unknown: Sequence[UnknownNote],
) -> list[Block]:
    lead: Markup = mrkdwn.bold(w.t("Needs you"))
    if not alerts and not checks and not drafts and not unknown:
        return [blocks.section(mrkdwn.join("\n", [lead, w.t("Nothing right now.")]))]
    body = [blocks.section(lead)]
    for incident in alerts[:MOST_ALERTS]:
        body += _incident(w, incident)
    more = len(alerts) - MOST_ALERTS
    body += [blocks.context(w.tn("and {n} more alert", "and {n} more alerts", more))] if more > 0 else []
    for check in checks[:MOST_CHECKS]:
        body += _check(w, check)
    more = len(checks) - MOST_CHECKS
    body += [blocks.context(w.tn("and {n} more question", "and {n} more questions", more))] if more > 0 else []
    body += unknown_blocks(w, unknown)
    for n, draft in enumerate(drafts[:MOST]):
        place, ago = mrkdwn.channel_link(draft.channel), _ago(w, draft.created_at, now)
        text = w.t("A draft for {channel} waits for you ({ago}).", channel=place, ago=ago)
        style = None if draft.against else "primary"
        acts = [
            blocks.button(w.plain("Approve"), f"{APPROVE}.{n}", draft.value, style=style),
            blocks.button(w.plain("Edit"), f"{EDIT}.{n}", draft.value, spoken=w.plain("Word this draft anew")),
            skip_button(w, draft.value, f"{SKIP}.{n}"),
        ]
        read = blocks.button(w.plain("Read it"), f"{READ}.{n}", draft.value, spoken=w.plain("Read the whole draft"))
        said = mrkdwn.join("\n", [text, *_excerpt(draft.text), *draft.against])
        body += [blocks.section(said, accessory=read), blocks.actions(acts)]
    more = len(drafts) - MOST
    return [*body, blocks.context(w.tn("and {n} more draft", "and {n} more drafts", more))] if more > 0 else body


def _incident(w: Words, incident: Incident) -> list[Block]:
    """An open incident in two lines, with what can be done about it at once."""
    where = mrkdwn.bold(incident.place_name)
    lines = [where, headline(incident.finding, str(w.locale)), *standing(w, incident), *_risk(w, incident)]
    row = [buttons.acknowledge(w, incident.alert_id), *buttons.belonging(w, incident.alert_id, incident.finding)]
    row += [buttons.snooze(w, incident.alert_id, incident.finding)]
    row += [*buttons.asking(w, incident.alert_id, incident.finding), buttons.log(w, incident.alert_id)]
    name = buttons.row_name(incident.alert_id, "home")
    return [blocks.section(mrkdwn.join("\n", lines)), blocks.actions(row, name)]


def _risk(w: Words, incident: Incident) -> list[Markup]:
    money = incident.finding.numbers.at_risk
    return [w.t("Money at risk: {money}.", money=w.money(money, cents=False))] if money and money.micros > 0 else []


def _check(w: Words, check: CheckNote) -> list[Block]:
    """Something that was done, and the three answers."""
    said = w.t("Did it work? {name}, {day}:", name=check.name, day=w.day(check.day))
    answers = [
        blocks.button(w.plain("Yes"), buttons.WORKED, check.value, style="primary"),
        blocks.button(w.plain("No"), buttons.DID_NOT, check.value),
        blocks.button(w.plain("Too early to say"), buttons.LATER, check.value),
    ]
    return [blocks.section(mrkdwn.join("\n", [said, *_excerpt(mrkdwn.escape(check.text))])), blocks.actions(answers)]


def _excerpt(text: str) -> list[Markup]:
    """The beginning of what would be sent, as a quotation."""
    said = " ".join(mrkdwn.unescape(text).split())
    return [mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(said, _MOST_EXCERPT)))] if said else []


def _ago(w: Words, then: datetime, now: datetime) -> str:
    return w.ago(then, now) if now - then >= _MOMENT else w.plain("just now")


def outsider_home(locale: str) -> Block:
    """What people of other organisations find."""
    w = words(locale)
    return blocks.home([blocks.section(outsiders_word(w))])
