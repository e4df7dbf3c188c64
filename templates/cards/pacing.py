"""The words of `vigia pace`: its table, and what is wrong with what was asked."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from domain.errors import InvalidInput
from domain.pacing.judgement import PaceJudgement, PaceVerdict
from templates.cards.parts import MOST_SURE
from templates.words import Words


def titles(w: Words) -> Sequence[str]:
    """The heads of the columns."""
    return (
        w.plain("Series"),
        w.plain("Until"),
        w.plain("Spent"),
        w.plain("Expected"),
        w.plain("Projected"),
        w.plain("80 % range"),
        w.plain("A day from now on"),
        w.plain("Verdict"),
    )


def row(w: Words, name: str, as_of: int, found: PaceJudgement) -> Sequence[str]:
    """One series. The day named is the last that is complete."""
    return (
        name or "–",
        w.full_day(date.fromordinal(max(1, as_of - 1))),
        _amount(w, found.spent),
        _amount(w, found.expected),
        _amount(w, found.projected),
        f"{_amount(w, found.low)} – {_amount(w, found.high)}" if found.told else "–",
        "–" if found.daily is None else _amount(w, found.daily),
        verdict(w, found),
    )


def verdict(w: Words, found: PaceJudgement) -> str:
    """The verdict with its probability."""
    chance = w.percent(min(Decimal(str(round(found.probability, 2))), MOST_SURE), 0)
    match found.verdict:
        case PaceVerdict.UNDER:
            return w.plain("under ({chance} sure)", chance=chance)
        case PaceVerdict.OVER:
            return w.plain("over ({chance} sure)", chance=chance)
        case _ if not found.told:
            return w.plain("nothing known yet")
        case _:
            return w.plain("on pace")


def footnote(w: Words) -> str:
    """What a gap in the file is taken for, and what the projection supposes."""
    return w.plain(
        "Days without a row count as usual days, not as zeros. The projection holds if nobody changes anything."
    )


def about_pace(w: Words, error: InvalidInput) -> str | None:
    """The sentence about an option of the command; None when the error is about something else."""
    values = {"option": error.field, "given": error.given, "example": error.example}
    match error.code:
        case "pace_day":
            return w.plain("{option} “{given}” is no date. For example: {option} {example}", **values)
        case "pace_budget":
            return w.plain("{option} “{given}” is no amount above zero. For example: {option} {example}", **values)
        case "pace_curve":
            return w.plain(
                "{option} “{given}” is no curve: even, weekday, front, back, or weights such as “40 30 20 10”.",
                option=error.field,
                given=error.given,
            )
        case "pace_order":
            return w.plain(
                "A flight ends on or after its first day and within ten years; from {example} to {given} it does not.",
                given=error.given,
                example=error.example,
            )
        case _:
            return None


def _amount(w: Words, amount: float) -> str:
    return w.number(Decimal(str(round(amount, 2))), 2)
