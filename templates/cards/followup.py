"""Did it work? Asked 7 or 14 days after an action was logged, with before and after."""

from datetime import date
from decimal import Decimal

from markupsafe import Markup

from domain.check import Check
from templates import blocks, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.parts import joined
from templates.message import Message
from templates.words import Words, words

_MOST = 1_000
_MOST_NAME = 120


def followup_card(check: Check, locale: str) -> Message:
    """The question, with its three answers; their value is the action's id."""
    w, value = words(locale), str(check.action_id)
    said, asked = _said(w, check), w.t("Did it work?")
    row = [
        blocks.button(w.plain("Yes, it worked"), buttons.WORKED, value, style="primary"),
        blocks.button(w.plain("No"), buttons.DID_NOT, value),
        blocks.button(w.plain("Too early to say"), buttons.LATER, value),
    ]
    return Message(
        joined([*said, asked]),
        [blocks.section(mrkdwn.join("\n", [*said, mrkdwn.bold(asked)])), blocks.actions(row, f"check:{value}")],
    )


def followup_answer(check: Check, locale: str, answer: str, *, by: str, again: date | None = None) -> Message:
    """The question answered: `worked`, `not` or `later` (then asked again on `again`). Replaces the question."""
    w = words(locale)
    said, person = _said(w, check), mrkdwn.mention(by)
    match answer:
        case "worked":
            told = w.t("✓ It worked, says {person}.", person=person)
        case "not":
            told = w.t("✗ It did not work, says {person}.", person=person)
        case _ if again is not None:
            told = w.t("Too early to say; I will ask again on {day}.", day=w.named_day(again))
        case _:
            told = w.t("Too early to say, says {person}.", person=person)
    return Message(joined([*said, told]), [blocks.section(mrkdwn.join("\n", [*said, mrkdwn.bold(told)]))])


def _said(w: Words, check: Check) -> list[Markup]:
    names = [check.client.name, *([check.campaign.name] if check.campaign else [])]
    name = mrkdwn.bold(mrkdwn.fit(" · ".join(names), _MOST_NAME))
    noted = w.t("Noted for {day}:", day=w.named_day(check.day))
    if check.actor:
        noted = w.t("Noted by {person} for {day}:", person=mrkdwn.mention(check.actor), day=w.named_day(check.day))
    text = mrkdwn.quote(mrkdwn.unescape(mrkdwn.fit(check.text, _MOST)))
    return [name, noted, text, *([_compared(w, check)] if check.kpi else []), *_arrived(w, check)]


def _compared(w: Words, check: Check) -> Markup:
    """Before and after, with the goal where there is one."""
    told = {"kpi": _name(w, check), "before": _value(w, check, check.before), "after": _value(w, check, check.after)}
    if check.goal is None:
        return w.tn(
            "{kpi}: {before} on the day before, {after} on the day after.",
            "{kpi}: {before} in the {n} days before, {after} in the {n} days after.",
            check.days,
            **told,
        )
    return w.tn(
        "{kpi}: {before} on the day before, {after} on the day after; the goal is {target}.",
        "{kpi}: {before} in the {n} days before, {after} in the {n} days after; the goal is {target}.",
        check.days,
        target=w.target(check.goal),
        **told,
    )


def _name(w: Words, check: Check) -> str:
    """The KPI's name, with the device it is counted on and whose count it is."""
    marks = [phrases.segment(w, check.segment)] if check.segment else []
    marks += [w.claim(check.claim)] if check.claim else []
    return f"{w.kpi(check.kpi)} ({', '.join(marks)})" if marks else w.kpi(check.kpi)


def _value(w: Words, check: Check, value: Decimal | None) -> str:
    return w.plain("no data") if value is None else w.measured(check.kpi, value, check.client.currency)


def _arrived(w: Words, check: Check) -> list[Markup]:
    if check.arrived is None:
        return []
    part = phrases.share(w, min(1.0, check.arrived))
    return [
        w.t(
            "About {percent} of the results of the days after should have arrived; the value allows for the rest.",
            percent=part,
        )
    ]
