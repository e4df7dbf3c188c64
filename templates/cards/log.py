"""Writing down what was done: the forms, their choices, and the answers."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from domain.incidents.rule_kinds import RuleKind
from domain.note import Note
from domain.rules.registry import of_kind
from templates import blocks, mrkdwn
from templates.cards.say import say
from templates.catalogue import N_
from templates.message import Block, Message
from templates.words import Words, words

FORM = "vigia.log"
NO_CHANGE_FORM = "vigia.nochange"
WHAT, TEXT, DAY, CHECK, REASON = "what", "text", "day", "check", "reason"
"""Names of the fields; the element in each is called `value`."""
CHECKS = ("7d", "14d", "none")
OTHER = "other"
_MOST_NAME = 150
_MOST_TEXT = 1_500

_SAID: Mapping[str, str] = {
    "budget": N_("Budget changed"),
    "bids": N_("Bids or bidding target changed"),
    "ads": N_("Ads changed"),
    "audience": N_("Audience or keywords changed"),
    "page": N_("Landing page or form changed"),
    "tag": N_("Tracking repaired"),
    "paused": N_("Paused for now"),
    "resumed": N_("Switched on again"),
    "payment": N_("Payment settled"),
    "review": N_("Review by the platform requested"),
    "rule": N_("Automatic rule changed or removed"),
    "crm": N_("Way from the form to the CRM repaired"),
    "by_hand": N_("Leads entered by hand"),
    "access": N_("Access renewed"),
    "reported": N_("Reported to the platform"),
    "meant": N_("It is meant to be so"),
    "adopted": N_("Linked to a campaign"),
}
_USUAL = ("budget", "bids", "ads", "audience", "page")
"""What is commonly done about what has no answers of its own."""


def choices(trouble: RuleKind | None) -> tuple[str, ...]:
    """The codes of what is commonly done about a trouble, `other` last."""
    return (*((of_kind(trouble).done if trouble else ()) or _USUAL), OTHER)


def choice(locale: str, code: str) -> str:
    """What a code says, in words; "" for `other`."""
    marked = _SAID.get(code)
    return words(locale).plain(marked) if marked else ""


def log_form(locale: str, name: str, metadata: str, today: date, trouble: RuleKind | None = None) -> Block:
    """The modal; `name` is what it is about. What was done, in a choice and in words; when; and when to ask again.

    Nothing is chosen at first: whoever only writes says no more than is written.
    """
    w = words(locale)
    said = [blocks.option(choice(locale, code) or w.plain("Something else"), code) for code in choices(trouble)]
    fields = [
        blocks.section(mrkdwn.bold(mrkdwn.fit(name, _MOST_NAME))),
        blocks.field(w.plain("What was done?"), blocks.radio("value", said), WHAT, optional=True),
        blocks.field(w.plain("In your words"), blocks.text_input("value", multiline=True), TEXT, optional=True),
        blocks.field(w.plain("When?"), blocks.datepicker("value", today.isoformat()), DAY),
        blocks.field(w.plain("Ask whether it worked"), _checks(w), CHECK),
    ]
    return blocks.modal(
        w.plain("Log an action"), fields, FORM, metadata, submit=w.plain("Save"), close=w.plain("Cancel")
    )


def _checks(w: Words) -> Block:
    options = [
        blocks.option(w.plain("after 7 days"), "7d"),
        blocks.option(w.plain("after 14 days"), "14d"),
        blocks.option(w.plain("do not ask"), "none"),
    ]
    return blocks.radio("value", options, options[0])


def no_change_form(locale: str, name: str, metadata: str) -> Block:
    """The modal that asks why nothing is to be changed."""
    w = words(locale)
    why = blocks.field(w.plain("Why is nothing to be changed?"), blocks.text_input("value", multiline=True), REASON)
    lead = blocks.section(mrkdwn.bold(mrkdwn.fit(name, _MOST_NAME)))
    return blocks.modal(
        w.plain("Change nothing"),
        [lead, why],
        NO_CHANGE_FORM,
        metadata,
        submit=w.plain("Save"),
        close=w.plain("Cancel"),
    )


def logged_card(locale: str, name: str, action: Note, check_on: date | None) -> Message:
    """That it was written down, and when it will be asked about."""
    w = words(locale)
    lead = w.t("Written down for {name}, on {day}:", name=_bold(name), day=action.day)
    asked = [w.t("I will ask on {day} whether it worked.", day=w.named_day(check_on))] if check_on else []
    return say(mrkdwn.join("\n", [lead, _quoted(action.text), *asked]))


def no_change_card(locale: str, name: str, reason: str) -> Message:
    """That the decision to change nothing was written down."""
    lead = words(locale).t("Written down for {name}: nothing is changed, because", name=_bold(name))
    return say(mrkdwn.join("\n", [lead, _quoted(reason)]))


def _bold(name: str) -> Markup:
    return mrkdwn.bold(mrkdwn.fit(name, _MOST_NAME))


def _quoted(text: str) -> Markup:
    return mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(text, _MOST_TEXT)))
