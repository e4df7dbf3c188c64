"""The words of a replay: why something would have been told, in one sentence with absolute numbers."""

from datetime import date
from decimal import Decimal

from domain.detection.sought import JUDGED
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.incidents.finding import Reason
from domain.rules.replaying import Told
from templates import mrkdwn
from templates.render import alert_words
from templates.words import Words


def reason(w: Words, told: Told, goal: Goal) -> str:
    """Why it is told, or why it is over."""
    return _begun(w, told, goal) if told.fires else _over(w, told, goal)


def _begun(w: Words, told: Told, goal: Goal) -> str:
    return _own(w, told, fires=True) or _missed(w, told, goal)


def _own(w: Words, told: Told, *, fires: bool) -> str:
    """What the rule itself says of a series; "" where it speaks of the goal."""
    judged = told.judgement
    said = alert_words(
        told.trouble,
        "replay",
        w.locale_code,
        fires=fires,
        since=w.day(date.fromordinal(told.since)) if told.since else "",
        seen=_number(w, judged.seen),
        expected=_number(w, judged.expected * judged.usual),
        usual=_number(w, told.missed),
    )
    return mrkdwn.unescape(said)


def _missed(w: Words, told: Told, goal: Goal) -> str:
    judged = told.judgement
    values = {
        "goal": w.goal(goal),
        "seen": _number(w, judged.seen),
        "expected": _number(w, judged.expected),
        "chance": w.percent(Decimal(str(round(told.probability or 0, 2)))),
    }
    if told.since:
        since = w.day(date.fromordinal(told.since))
        return w.plain(
            "Results since {since}: {seen}, where the goal {goal} asks for {expected} by now. "
            "Off target with a probability of {chance}.",
            since=since,
            **values,
        )
    return w.plain(
        "Results of the last 7 days: {seen}, where the goal {goal} asks for {expected} by now. "
        "Off target with a probability of {chance}.",
        **values,
    )


def _over(w: Words, told: Told, goal: Goal) -> str:
    if told.because is Reason.LATE_RESULTS:
        return w.plain("Results that arrived late have cleared it: it was not off target.")
    return _own(w, told, fires=False) or w.plain(
        "Results of the last 7 days: {seen}, where the goal {goal} asks for {expected} by now. It is met again.",
        seen=_number(w, told.judgement.seen),
        expected=_number(w, told.judgement.expected),
        goal=w.goal(goal),
    )


def _number(w: Words, value: float) -> str:
    """Whole from ten on; below, with one decimal where there is one."""
    if value >= 10:  # noqa: PLR2004 - two digits
        return w.number(round(value), 0)
    return w.number(Decimal(str(round(value, 1))).normalize(), None if value % 1 else 0)


def titles(w: Words) -> list[str]:
    """Heads of the table of alerts."""
    return [
        w.plain("Series"),
        w.plain("Morning"),
        w.plain("What"),
        w.plain("Tier"),
        w.plain("Since"),
        w.plain("Stands"),
        w.plain("Probability"),
        w.plain("Why"),
    ]


def row(w: Words, name: str, told: Told, goal: Goal) -> list[str]:
    """One alert as a line of the table."""
    chance = told.probability
    return [
        name,
        date.fromordinal(told.look).isoformat(),
        told.trouble,
        told.tier.value,
        date.fromordinal(told.since).isoformat() if told.since else "",
        "firing" if told.fires else "resolved",
        "" if chance is None else w.percent(Decimal(str(round(chance, 2)))),
        reason(w, told, goal),
    ]


def no_report(w: Words) -> str:
    """Why not one morning could be judged."""
    return w.plain("No row tells of an earlier day: date must lie before as_of, the morning of the report.")


def monthly(w: Words, goal: Goal, days: int) -> str:
    """For how long a goal on a count is."""
    return w.plain_n(
        "The goal {goal} is taken for {n} day.", "The goal {goal} is taken for {n} days.", days, goal=w.goal(goal)
    )


def about_goal(w: Words, error: InvalidInput) -> str | None:
    """What is wrong with a goal, or that there is none; None when the error is about something else."""
    if error.code == "backtest_what":
        return w.plain(
            "Name a file and a goal, or a client. For example: {file} or {client}",
            file="vigia backtest days.csv --goal 'cpa < 45'",
            client="vigia backtest --client acme",
        )
    if error.code != "goal_kpi":
        return None
    return w.plain(
        "“{given}” cannot be judged from such a file. Possible: {known}. For example: {example}",
        given=error.given,
        known=", ".join(JUDGED),
        example="cpa < 45",
    )


def summary(w: Words, *, series: int, mornings: int, alerts: int) -> str:
    """What was looked at, and how much would have been said."""
    counted = w.plain_n("{n} series", "{n} series", n=series)
    days = w.plain_n("{n} morning", "{n} mornings", n=mornings)
    told = w.plain_n("{n} alert", "{n} alerts", n=alerts)
    return w.plain("{series}, {mornings}: {alerts}.", series=counted, mornings=days, alerts=told)
