"""What was understood of an exported file, what is wrong with it, and what became of it. Plain text for terminals."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.money import Money
from domain.window import Window
from templates.catalogue import N_
from templates.words import Words

MOST_NAMES = 8

SENTENCES: Mapping[str, str] = {
    "empty_file": N_("the file is empty"),
    "file_too_big": N_("the file is larger than {given}; export a shorter period"),
    "spreadsheet": N_("this is an Excel workbook; export the report as CSV"),
    "old_spreadsheet": N_("this is an old Excel workbook; export the report as CSV"),
    "pdf": N_("this is a PDF; export the report as CSV"),
    "html": N_("this is a web page, perhaps a sign-in page; export the report as CSV"),
    "json": N_("this is JSON; export the report as CSV"),
    "compressed": N_("this is a compressed file; unpack it first"),
    "binary": N_("this is no text file"),
    "nul_bytes": N_("the text contains NUL bytes; the file is damaged, export it again"),
    "bad_encoding": N_("the text is neither UTF-8 nor UTF-16 nor Windows-1252; export it again as UTF-8"),
    "bad_quotes": N_("a quotation mark is not closed or stands in the wrong place"),
    "no_header": N_("no line with column titles was found; the file begins with “{given}”"),
    "duplicate_column": N_("two columns mean the same, “{given}”; remove one"),
    "missing_day": N_("there is no column with the day; segment the report by day"),
    "missing_campaign": N_("there is no column with the campaign"),
    "missing_spend": N_("there is no column with the spend"),
    "coarse_period": N_("the report is segmented by “{given}”; segment it by day"),
    "period_row": N_("the row covers {given}, more than one day; break the report down by day"),
    "no_rows": N_("there are column titles, but no rows"),
    "only_totals": N_("there are only rows of totals"),
    "ambiguous_decimal": N_("“{given}” can be read in two ways"),
    "mixed_decimals": N_("“{given}” contradicts the decimal sign of the rows before"),
    "ambiguous_dates": N_("“{given}” can be day/month or month/day"),
    "mixed_dates": N_("“{given}” contradicts the order of day and month of the rows before"),
    "missing_currency": N_("nothing in the file says its currency"),
    "two_accounts": N_("the file holds several accounts: {given}; import one at a time"),
    "unknown_account": N_("no row is of that account; the file holds {given}"),
    "two_currencies": N_("a second currency, {given}; export one currency at a time"),
    "currency_conflict": N_("the file is in {given}, which is not the currency that was asked for"),
    "unknown_currency": N_("“{given}” is no currency code"),
    "more_clicks_than_impressions": N_("most rows have more clicks than impressions ({given}); were they swapped?"),
    "ragged_row": N_("the row has {cells} cells, the line of column titles has {width}"),
    "repeated_header": N_("the column titles stand here again; were two files joined?"),
    "empty_campaign": N_("the campaign is empty"),
    "bad_date": N_("“{given}” is no day"),
    "empty_date": N_("the day is empty"),
    "rounded_id": N_("“{given}” is an id that a spreadsheet has rounded; export the file again"),
    "serial_date": N_("“{given}” is the number that a spreadsheet made of a day; export the report again"),
    "future_date": N_("{given} is in the future"),
    "old_date": N_("{given} is too long ago to be true"),
    "bad_number": N_("“{given}” is no number"),
    "fractional_count": N_("“{given}” is not a whole number"),
    "negative_spend": N_("“{given}” is a negative spend"),
    "negative_number": N_("“{given}” is negative"),
    "number_too_large": N_("“{given}” is too large to be true"),
    "duplicate_row": N_("the same campaign, day and segment stand already in line {given}"),
}
"""By the connectors' code."""

COLUMNS: Mapping[str, str] = {
    "day": N_("day"),
    "start": N_("first day"),
    "end": N_("last day"),
    "coarse": N_("longer period"),
    "campaign": N_("campaign"),
    "campaign_id": N_("campaign id"),
    "currency": N_("currency"),
    "device": N_("device"),
    "account": N_("account"),
    "detail": N_("finer segment"),
    "indicator": N_("kind of result"),
    "spend": N_("spend"),
    "impressions": N_("impressions"),
    "clicks": N_("clicks"),
    "link_clicks": N_("link clicks"),
    "conversions": N_("conversions"),
    "results": N_("results"),
    "leads": N_("leads"),
    "purchases": N_("purchases"),
    "value": N_("conversion value"),
}
"""By the connectors' word for a column."""

_CHOICES = {
    "--decimal": "--decimal comma | --decimal point",
    "--dates": "--dates dmy | --dates mdy",
    "--currency": "--currency EUR",
}


def problem(w: Words, code: str, line: int, column: str, given: str = "", option: str = "") -> str:
    """One problem: where, what, and with which option to run the import again."""
    marked = SENTENCES[code]
    cells, width = [*re.findall(r"\d+", given), "", ""][:2]
    said = w.plain(marked, given=given, cells=cells, width=width)
    if line and column:
        said = w.plain("line {line}, column “{column}”: {said}", line=str(line), column=column, said=said)
    elif line:
        said = w.plain("line {line}: {said}", line=str(line), said=said)
    elif column:
        said = w.plain("column “{column}”: {said}", column=column, said=said)
    if option:
        said += ". " + w.plain("Say which with {option}", option=_CHOICES.get(option, option))
    return said + "."


def column(w: Words, word: str) -> str:
    """A column in the reader's words."""
    marked = COLUMNS[word]
    return w.plain(marked)


@dataclass(frozen=True, slots=True)
class Understood:
    """The facts of a preview; `columns` by our word for them."""

    encoding: str
    columns: Mapping[str, str]
    missing: Sequence[str]
    days: Window | None
    campaigns: Sequence[str]
    rows: int
    totals: int
    spend: Money


def preview(w: Words, facts: Understood) -> list[tuple[str, str]]:
    """What was understood, as label and value."""
    names = list(facts.campaigns[:MOST_NAMES])
    more = len(facts.campaigns) - len(names)
    named = "; ".join([*names, *([w.plain_n("and {n} more", "and {n} more", n=more)] if more else [])])
    known = ", ".join(f"{column(w, word)} = {title}" for word, title in facts.columns.items())
    table = [
        (w.plain("Encoding"), facts.encoding),
        (w.plain("Columns"), known),
        (w.plain("Days"), w.window(facts.days) if facts.days else "–"),
        (w.plain("Campaigns"), f"{len(facts.campaigns)} ({named})" if named else "0"),
        (w.plain("Rows"), w.number(facts.rows)),
        (w.plain("Rows of totals left out"), w.number(facts.totals)),
        (w.plain("Spend"), w.money(facts.spend, cents=True)),
    ]
    if facts.missing:
        missing = ", ".join(column(w, word) for word in facts.missing)
        table.append((w.plain("Not in the file"), missing))
    return table


def refused(w: Words, *, bad: int, can_skip: bool) -> str:
    """Why nothing was imported."""
    said = w.plain_n(
        "Nothing was imported: {n} problem in the file.", "Nothing was imported: {n} problems in the file.", n=bad
    )
    if can_skip:
        said += " " + w.plain("Mend the file, or import the other rows with --skip-bad-rows.")
    return said


def skipped(w: Words, lines: int) -> str:
    """How many rows were left out because they cannot be read."""
    return w.plain_n("{n} bad row was skipped.", "{n} bad rows were skipped.", n=lines)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. Campaign names; `try_next` are commands to type next."""

    client: str
    is_new: bool
    rows: int
    changed: int
    yielded: int
    yielded_days: int
    adopted: Sequence[str]
    extended: Sequence[str]
    try_next: Sequence[str]


def outcome(w: Words, done: Outcome) -> list[str]:
    """What an import did, one sentence a line."""
    lines = [w.plain("The client {client} was created.", client=done.client)] if done.is_new else []
    kept = done.rows - done.yielded
    if done.yielded:
        lines.append(
            w.plain_n(
                "The platform itself had already delivered {n} day of this file; its numbers stay.",
                "The platform itself had already delivered {n} days of this file; its numbers stay.",
                n=done.yielded_days,
            )
        )
    if done.changed:
        lines.append(
            w.plain(
                "Imported: {changed} daily figures are new or changed, {same} were there already.",
                changed=done.changed,
                same=kept - done.changed,
            )
        )
    else:
        lines.append(w.plain("Nothing changed: everything in this file was there already."))
    if done.adopted:
        names = w.list(list(done.adopted))
        lines.append(w.plain("Campaigns taken on from the file: {names}.", names=names))
    if done.extended:
        names = w.list(list(done.extended))
        lines.append(w.plain("The dates follow the file now: {names}.", names=names))
    return [*lines, w.plain("Next, type: {command}", command="   ".join(done.try_next))]
