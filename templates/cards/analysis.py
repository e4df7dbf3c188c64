"""The words of the analysis commands: complaints about files, and the table of surprises."""

from domain.errors import InvalidInput, InvalidRow
from templates.words import Words


def about_file(w: Words, error: InvalidInput) -> str | None:
    """The sentence about a file that cannot be analysed; None when the error is about something else."""
    if isinstance(error, InvalidRow):
        return _row(w, error)
    file, example = error.given, error.example
    match error.code:
        case "csv_no_file":
            return w.plain("There is no file {file}. For example: {example}", file=file, example="results.csv")
        case "csv_unreadable":
            return w.plain("{file} cannot be read: {said}.", file=file, said=example)
        case "csv_binary":
            return w.plain("{file} is not text in UTF-8. Save it as CSV (UTF-8).", file=file)
        case "csv_quotes":
            return w.plain("{file} is not well-formed CSV: a quotation mark is not closed or stands alone.", file=file)
        case _:
            return _header(w, error)


def _header(w: Words, error: InvalidInput) -> str | None:
    file, example = error.given, error.example
    match error.code:
        case "csv_empty":
            return w.plain(
                "{file} is empty. Its first line should be, for example: {example}", file=file, example=example
            )
        case "csv_only_header":
            return w.plain("{file} has a header but no rows below it.", file=file)
        case "csv_column":
            return w.plain(
                "The column {column} is missing. The file has: {found}. A right first line: {example}",
                column=error.field,
                found=error.given or "–",
                example=example,
            )
        case "csv_column_twice":
            return w.plain("{file} has the column {column} twice.", file=file, column=error.field)
        case "csv_far_apart":
            return w.plain(
                "With the column {column} the days run from {first} to {last}: a date must be wrong, "
                "for no more than 20 years can be looked at.",
                column=error.field,
                first=error.given,
                last=error.example,
            )
        case _:
            return None


def _row(w: Words, error: InvalidRow) -> str:
    line = w.number(error.line, 0)
    at = {"line": line, "column": error.field, "given": error.given, "example": error.example}
    match error.code:
        case "csv_negative":
            return w.plain("Line {line}: “{given}” in {column} must not be negative.", **_without(at, "example"))
        case "csv_huge":
            return w.plain("Line {line}: “{given}” in {column} is too large to be true.", **_without(at, "example"))
        case "csv_width":
            return w.plain(
                "Line {line} has another number of columns ({found}) than the header ({wanted}).",
                line=line,
                found=error.given,
                wanted=error.field,
            )
        case "csv_twice":
            return w.plain(
                "Line {line} says the same as line {other} a second time ({columns}).",
                line=line,
                other=w.number(error.other, 0),
                columns=error.field,
            )
        case "csv_day":
            return w.plain("Line {line}: “{given}” in {column} is no date. For example: {example}", **at)
        case "csv_instant":
            return w.plain("Line {line}: “{given}” in {column} is no date with time. For example: {example}", **at)
        case _:
            return w.plain("Line {line}: “{given}” in {column} is no number. For example: {example}", **at)


def _without(values: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if key != name}


def more(w: Words, count: int) -> str:
    """Rows that the table does not show."""
    return w.plain_n("… and {n} more row; --json gives all.", "… and {n} more rows; --json gives all.", n=count)


def surprises(w: Words, name: str, found: int, rows: int) -> str:
    """How many surprises a series has; without its name where the file has only one."""
    said = w.plain_n("{n} surprise in {rows} rows", "{n} surprises in {rows} rows", n=found, rows=rows)
    return f"{name}: {said}" if name else said


def surprise_titles(w: Words) -> tuple[str, str, str]:
    """The titles of the table of surprises."""
    return w.plain("When"), w.plain("Value"), w.plain("Score (0–1)")
