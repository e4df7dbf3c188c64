"""What could not be read, said with a right example. What was typed is never repeated: it could name somebody else."""

from datetime import date

from domain.errors import InvalidInput
from templates import mrkdwn
from templates.cards.examples import spoken
from templates.cards.say import say
from templates.catalogue import N_
from templates.message import Message
from templates.words import Words, words

_USUAL = ("cpl", "leads", "roas", "cpa", "conversions", "revenue", "new_customers", "cost_per_mql", "ctr", "cvr", "cpc")
"""The KPIs that goals are usually set for: named first."""
_SCHEDULES = {
    "mon 09:00": N_("mon 09:00"),
    "daily 09:00": N_("daily 09:00"),
    "monthly 09:00": N_("monthly 09:00"),
}
"""Right examples, of which the nearest is said."""
_OPTIONS = {
    "period": (N_("period:7d"), N_("period:2026-11-01..2026-11-10")),
    "client": (N_("client:example"),),
    "sort": (N_("sort:money"),),
    "by": (N_("by:platform"),),
    "reason": (N_('reason:"Black Friday"'),),
}

_BY_CODE = {
    "sort": N_("I can sort by trouble, money or name. For example: sort:money"),
    "by": N_("I can take it apart by platform, campaign or device. For example: by:platform"),
    "by_client": N_("Here I can take it apart by platform or by device."),
    "language": N_("I speak Spanish, Catalan and English. For example: language es"),
    "page": N_("I can't read that page. For example: page:2"),
    "until": N_("Until when? For example: {example}"),
    "until_worse": N_("That alert has no goal to be further from. For example: {example}"),
    "rule": N_("Which rule? Name its KPI or what it watches. For example: {example}"),
    "rule_unknown": N_("Nothing watches that there. Give it a goal, or a rule of its own. For example: {example}"),
    "nothing_to_try": N_("There is no goal to try on the past. For example: {example}"),
    "long": N_("Name the campaign first, so that I need not ask. For example: {example}"),
    "log_text": N_("Say what was done, in a few words. For example: {example}"),
    "reason": N_("Say why, in a few words."),
    "worth": N_("I can't read that amount. For example: {example}"),
    "count": N_("I can't read that number. For example: {example}"),
    "check": N_("I can ask after 7 or 14 days. For example: {example}"),
    "day": N_("I can't read that day, or it has not come yet. For example: {example}"),
    "days": N_("I can't read those days. For example: {example}"),
    "no_day": N_("There is no such day: {example}."),
}
"""What is wrong with the words of a list or about alerts, by its code."""

_OF_FORMS = {
    "client_which": N_("Choose a client, or name a new one."),
    "client_twice": N_("Choose a client or name a new one, not both."),
    "client_known": N_("There is a client of that name: choose it above."),
    "client_key": N_("Small letters, digits and dashes, for example: optica-luz"),
    "client_key_taken": N_("That short name is taken: choose another."),
    "client_language": N_("Choose a language."),
    "client_zone": N_("Choose a time zone from the list."),
    "client_currency": N_("Choose a currency."),
    "client_name": N_("Give it a name."),
    "found_none": N_("Tick at least one campaign."),
    "found_many": N_("Tick {example} at most; the others come afterwards."),
    "name_empty": N_("Give it a name."),
    "days_order": N_("The last day comes before the first."),
}
"""What is wrong with what was filled in while setting up, by its code."""


def sentence(w: Words, error: InvalidInput) -> str:
    """What is wrong with the input, in plain text."""
    match error.code:
        case "period":
            return w.plain("I can't read that period. For example: {example}", example=error.example)
        case "kpi":
            known = sorted(error.example.split(", "), key=_rank)
            return w.plain("I don't know that KPI. I know {known}.", known=w.list([w.kpi_inside(one) for one in known]))
        case "option":
            return _option(w, error)
        case "source":
            return w.plain("I don't know that source. I know {known}.", known=w.list(error.example.split(", ")))
        case "every":
            return _every(w, error.example)
        case "number" | "money" | "goal":
            return w.plain("I can't read that target. For example: {example}", example="cpl < 25 EUR")
        case "benchmarks":
            return w.plain("The table of industries cannot be read: whoever runs me should check VIGIA_BENCHMARKS.")
        case "channel_bound":
            return w.plain("This channel already belongs to a client.")
        case code if code in _BY_CODE or code in _OF_FORMS:
            marked = (_BY_CODE | _OF_FORMS)[code]
            return w.plain(marked, example=spoken(w, error.example))
        case _:
            return _goal(w, error)


def _every(w: Words, example: str) -> str:
    marked = _SCHEDULES[example]
    said = w.plain("I can't read that schedule.")
    offered = w.plain("It can be daily, weekly or monthly. For example: {example}", example=w.plain(marked))
    return f"{said} {offered}"


def _goal(w: Words, error: InvalidInput) -> str:
    example = error.example
    match error.code:
        case "comparator":
            return w.plain("Say whether it should stay below or above. For example: {example}", example=example)
        case "goal_currency":
            return w.plain("Which currency? For example: {example}", example=example)
        case "goal_unit":
            return w.plain("That unit does not fit the KPI. For example: {example}", example=example)
        case "goal_ceiling":
            return w.plain("Of that KPI less is better: its goal is a ceiling. For example: {example}", example=example)
        case "goal_floor":
            return w.plain("Of that KPI more is better: its goal is a floor. For example: {example}", example=example)
        case "goal_twice":
            return w.plain("{kpi} is there twice: give it one goal.", kpi=w.kpi(example))
        case _:
            return w.plain("I can't read that.")


def _rank(key: str) -> int:
    return _USUAL.index(key) if key in _USUAL else len(_USUAL)


def _option(w: Words, error: InvalidInput) -> str:
    """`example` lists the keys that would have been known."""
    known = [w.plain(marked) for key in error.example.split(", ") for marked in _OPTIONS.get(key, ())]
    if not known:
        return w.plain("I don't know that option: none is needed here.")
    return w.plain("I don't know that option. Here I know {known}.", known=w.list(known))


def invalid(locale: str, error: InvalidInput) -> Message:
    """The sentence as a message."""
    return say(mrkdwn.escape(sentence(words(locale), error)))


def not_begun(locale: str, name: str, start: date) -> Message:
    """A campaign of which nothing can be compared yet."""
    w = words(locale)
    return say(w.t("{name} has not begun: there is nothing to compare before {day}.", name=name, day=start))


def unknown_verb(locale: str, nearest: str | None, examples: tuple[str, ...]) -> Message:
    """The nearest verb, if any, and examples to copy."""
    w = words(locale)
    shown = mrkdwn.join(", ", [mrkdwn.code(example) for example in examples])
    if nearest:
        return say(
            w.t("Did you mean {verb}? For example: {examples}", verb=mrkdwn.code(nearest), examples=shown),
        )
    return say(w.t("I did not understand that. I know, for example: {examples}", examples=shown))


def courtesy(locale: str, examples: tuple[str, ...]) -> Message:
    """An answer to thanks and other kind words."""
    w = words(locale)
    shown = mrkdwn.join(", ", [mrkdwn.code(example) for example in examples])
    return say(w.t("At your service. Whenever you need it: {examples}", examples=shown))


def failed(locale: str, reference: str) -> Message:
    """Something broke on our side; `reference` finds it in the logs."""
    w = words(locale)
    return say(w.t("Something went wrong on my side. Reference: {reference}", reference=mrkdwn.code(reference)))
