"""The words of `vigia explain`: its table, the sentence below it, and what is wrong with what was asked."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.diagnosis.chain import RATES
from domain.diagnosis.explain import Cause, Explanation, Why
from domain.errors import InvalidInput
from templates.words import DASH, Words

PER_CENT = frozenset({"ctr", "cvr"})


def about(w: Words, error: InvalidInput) -> str | None:
    """What is wrong with a KPI or a column; None when the error is about something else."""
    match error.code:
        case "explain_kpi":
            return w.plain(
                "“{given}” is no KPI that can be explained. Possible: {known}. For example: --kpi cpa",
                given=error.given,
                known=", ".join(RATES),
            )
        case "csv_blank_column":
            return w.plain("The column {column} of {file} has no number in it.", column=error.field, file=error.given)
        case _:
            return None


def titles(w: Words) -> Sequence[str]:
    """The heads of the columns."""
    return (w.plain("What"), w.plain("Move"), w.plain("Before"), w.plain("After"), w.plain("Share of the gap"), "z")


def rows(w: Words, found: Explanation) -> Iterator[Sequence[str]]:
    """The KPI, its links, then the causes."""
    yield (w.kpi(found.kpi), "", _figure(w, found.kpi, found.before), _figure(w, found.kpi, found.after), "", "")
    for link in found.links:
        values = (_figure(w, link.factor, one) for one in (link.before, link.after))
        yield ("· " + factor(w, link.factor), "", *values, part(w, link.share), "")
    for cause in found.causes:
        yield (
            _element(cause),
            factor(w, cause.factor),
            "",
            "",
            part(w, cause.share),
            w.number(Decimal(str(round(cause.z, 1)))),
        )


def sentence(w: Words, found: Explanation) -> str:
    """What it comes to, and what must be known about it."""
    if found.before is None or (found.after is None and found.verdict is not Why.CAUSE):
        return w.plain(
            "There is nothing to compare: {kpi} is not defined in one of the two periods.", kpi=w.kpi(found.kpi)
        )
    if found.verdict is Why.CAUSE:
        first = found.causes[0]
        return w.plain(
            "The cause stands first: {element}, {factor}.", element=_element(first), factor=factor(w, first.factor)
        )
    if found.causes:
        return w.plain("No clear cause: what is listed may be chance.")
    return w.plain("No clear cause: no element moved otherwise than the rest.")


def factor(w: Words, name: str) -> str:
    """A link's name, or what else an element can do."""
    match name:
        case "value":
            return w.plain("value per conversion")
        case "volume":
            return w.plain("volume")
        case _:
            return w.kpi_inside(name)


def part(w: Words, share: float | None) -> str:
    """A share of the gap in whole per cent."""
    return DASH if share is None else w.percent(Decimal(str(round(share, 2))))


def _element(cause: Cause) -> str:
    return f"{cause.dimension}: {cause.element or DASH}"


def _figure(w: Words, name: str, value: float | None) -> str:
    if value is None:
        return DASH
    exact = Decimal(str(value))
    return w.percent(exact) if name in PER_CENT else w.number(exact)
