"""What stands beside an alert's sentence, parsed: the data and title of its chart, and the table of its days."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.consistency.said import Amount, Parser, Said, Span, plain, series, span
from tests.consistency.truth import CRM, FORMULAS, OF_CRM

_PER_DAY = {"en": " per day", "es": " por día", "ca": " per dia"}
_SINCE = {"en": "Since ", "es": "Desde el ", "ca": "Des d"}
_EXACT = Fraction(1, 1000)


def alert(parser: Parser, where: str, campaign: str, said: list[Said], chart: Mapping[str, Any]) -> Iterator[Said]:
    """The days of an alert's chart, one by one, and the number in its title, which is its sentence's own."""
    days = [span(label, parser.locale, parser.today) for label in chart["labels"]]
    by_lead = any(one.by_lead for one in said)
    for one in said[:1]:
        titled = parser.verdict(f"{where}, chart's title", campaign, one.days, chart["title"])
        yield from (replace(other, claim=one.claim, by_lead=one.by_lead) for other in titled if other.kpi == one.kpi)
    for role, name, values, *_ in map(series, chart["series"]):
        kpi, claim = parser.named(name.removesuffix(_PER_DAY[parser.locale]))
        if not kpi or role not in {"bars", "value"} or (role == "value" and FORMULAS[kpi][1] == ""):
            continue
        for day, value in zip(days, values, strict=True):
            if day and value is not None:
                told = Amount(Fraction(str(value)), _EXACT)
                place = f"{where}, chart's day"
                yield _of_lead(Said(place, campaign, kpi, day, told, claim, by_lead=by_lead, text=f"{name} {value}"))


def table(parser: Parser, where: str, campaign: str, text: str) -> Iterator[Said]:
    """`Nov 12   €1,291     18     27`: a line a day below the names of what is counted, and their sums."""
    lines = [re.split(r"\s{2,}", line.strip()) for line in plain(text).strip("`\n").split("\n")]
    titles = [parser.named(title) for title in lines[0]]
    for cells in lines[1:]:
        days = _days(parser, cells[0])
        for (kpi, claim), cell in zip(titles[1:], cells[1:], strict=False):
            told = parser.amount(cell)
            if days and kpi and told:
                yield _of_lead(Said(where, campaign, kpi, days, told, claim, text="  ".join(cells)))


def _days(parser: Parser, cell: str) -> Span | None:
    since = cell.startswith(_SINCE[parser.locale])
    found = span(cell.removeprefix("Des d") if since else cell, parser.locale, parser.today)
    return (found[0], date.fromordinal(parser.today.toordinal() - 1)) if found and since else found


def _of_lead(one: Said) -> Said:
    """What becomes of leads is told by the day of the lead there."""
    of_crm = not (OF_CRM - {"leads"}).isdisjoint(FORMULAS[one.kpi]) and one.claim in {"", CRM}
    return replace(one, by_lead=True) if of_crm else one
