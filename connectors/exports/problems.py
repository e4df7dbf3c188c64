"""What can be wrong with an exported file. Codes name sentences that templates hold; `str()` is plain English."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """One kind of broken input each."""

    # the file as a whole
    EMPTY_FILE = "empty_file"
    FILE_TOO_BIG = "file_too_big"
    SPREADSHEET = "spreadsheet"
    OLD_SPREADSHEET = "old_spreadsheet"
    PDF = "pdf"
    HTML = "html"
    JSON = "json"
    COMPRESSED = "compressed"
    BINARY = "binary"
    NUL_BYTES = "nul_bytes"
    BAD_ENCODING = "bad_encoding"
    BAD_QUOTES = "bad_quotes"
    NO_HEADER = "no_header"
    DUPLICATE_COLUMN = "duplicate_column"
    MISSING_DAY = "missing_day"
    MISSING_CAMPAIGN = "missing_campaign"
    MISSING_SPEND = "missing_spend"
    COARSE_PERIOD = "coarse_period"
    PERIOD_ROW = "period_row"
    NO_ROWS = "no_rows"
    ONLY_TOTALS = "only_totals"
    AMBIGUOUS_DECIMAL = "ambiguous_decimal"
    MIXED_DECIMALS = "mixed_decimals"
    AMBIGUOUS_DATES = "ambiguous_dates"
    MIXED_DATES = "mixed_dates"
    MISSING_CURRENCY = "missing_currency"
    TWO_CURRENCIES = "two_currencies"
    CURRENCY_CONFLICT = "currency_conflict"
    UNKNOWN_CURRENCY = "unknown_currency"
    TWO_ACCOUNTS = "two_accounts"
    UNKNOWN_ACCOUNT = "unknown_account"
    MORE_CLICKS_THAN_IMPRESSIONS = "more_clicks_than_impressions"
    # one row
    RAGGED_ROW = "ragged_row"
    REPEATED_HEADER = "repeated_header"
    EMPTY_CAMPAIGN = "empty_campaign"
    ROUNDED_ID = "rounded_id"
    BAD_DATE = "bad_date"
    EMPTY_DATE = "empty_date"
    SERIAL_DATE = "serial_date"
    FUTURE_DATE = "future_date"
    OLD_DATE = "old_date"
    BAD_NUMBER = "bad_number"
    FRACTIONAL_COUNT = "fractional_count"
    NEGATIVE_SPEND = "negative_spend"
    NEGATIVE_NUMBER = "negative_number"
    NUMBER_TOO_LARGE = "number_too_large"
    DUPLICATE_ROW = "duplicate_row"


# Only rows can be skipped; everything else is wrong with the whole file.
OF_A_ROW = frozenset(
    {
        Code.RAGGED_ROW,
        Code.REPEATED_HEADER,
        Code.EMPTY_CAMPAIGN,
        Code.ROUNDED_ID,
        Code.BAD_DATE,
        Code.EMPTY_DATE,
        Code.SERIAL_DATE,
        Code.FUTURE_DATE,
        Code.OLD_DATE,
        Code.BAD_NUMBER,
        Code.FRACTIONAL_COUNT,
        Code.NEGATIVE_SPEND,
        Code.NEGATIVE_NUMBER,
        Code.NUMBER_TOO_LARGE,
        Code.DUPLICATE_ROW,
    }
)

SENTENCES: Mapping[Code, str] = {
    Code.EMPTY_FILE: "the file is empty",
    Code.FILE_TOO_BIG: "the file is larger than {given}; export a shorter period",
    Code.SPREADSHEET: "this is an Excel workbook; export it as CSV",
    Code.OLD_SPREADSHEET: "this is an old Excel workbook; export it as CSV",
    Code.PDF: "this is a PDF; export the report as CSV",
    Code.HTML: "this is a web page, perhaps a sign-in page; export the report as CSV",
    Code.JSON: "this is JSON; export the report as CSV",
    Code.COMPRESSED: "this is a compressed file; unpack it first",
    Code.BINARY: "this is no text file",
    Code.NUL_BYTES: "the text contains NUL bytes; the file is damaged, export it again",
    Code.BAD_ENCODING: "the text is neither UTF-8 nor UTF-16 nor Windows-1252; export it again as UTF-8",
    Code.BAD_QUOTES: "a quotation mark is not closed or stands in the wrong place",
    Code.NO_HEADER: "no line with column titles was found; the file begins with {given!r}",
    Code.DUPLICATE_COLUMN: "two columns mean the same: {given!r}; remove one",
    Code.MISSING_DAY: "there is no column with the day; segment the report by day",
    Code.MISSING_CAMPAIGN: "there is no column with the campaign",
    Code.MISSING_SPEND: "there is no column with the spend",
    Code.COARSE_PERIOD: "the report is segmented by {given!r}; segment it by day",
    Code.PERIOD_ROW: "the row covers {given}, more than one day; break the report down by day",
    Code.NO_ROWS: "there are column titles, but no rows",
    Code.ONLY_TOTALS: "there are only rows of totals",
    Code.AMBIGUOUS_DECIMAL: "{given!r} can be read in two ways",
    Code.MIXED_DECIMALS: "{given!r} contradicts the decimal sign of the rows before",
    Code.AMBIGUOUS_DATES: "{given!r} can be day/month or month/day",
    Code.MIXED_DATES: "{given!r} contradicts the order of day and month of the rows before",
    Code.MISSING_CURRENCY: "nothing in the file says its currency",
    Code.TWO_CURRENCIES: "a second currency, {given}; export one currency at a time",
    Code.CURRENCY_CONFLICT: "the file is in {given}, which is not the currency that was asked for",
    Code.UNKNOWN_CURRENCY: "{given!r} is no currency code",
    Code.TWO_ACCOUNTS: "the file holds several accounts: {given}; import one at a time",
    Code.UNKNOWN_ACCOUNT: "no row is of that account; the file holds {given}",
    Code.MORE_CLICKS_THAN_IMPRESSIONS: "most rows have more clicks than impressions ({given}); were they swapped?",
    Code.RAGGED_ROW: "the row has {given} cells as the column titles have",
    Code.REPEATED_HEADER: "the column titles stand here again; were two files joined?",
    Code.EMPTY_CAMPAIGN: "the campaign is empty",
    Code.ROUNDED_ID: "{given!r} is an id that a spreadsheet has rounded; export the file again",
    Code.BAD_DATE: "{given!r} is no day",
    Code.EMPTY_DATE: "the day is empty",
    Code.SERIAL_DATE: "{given!r} is the number that a spreadsheet made of a day; export the report again",
    Code.FUTURE_DATE: "{given} is in the future",
    Code.OLD_DATE: "{given} is too long ago to be true",
    Code.BAD_NUMBER: "{given!r} is no number",
    Code.FRACTIONAL_COUNT: "{given!r} is not a whole number",
    Code.NEGATIVE_SPEND: "{given!r} is a negative spend",
    Code.NEGATIVE_NUMBER: "{given!r} is negative",
    Code.NUMBER_TOO_LARGE: "{given!r} is too large to be true",
    Code.DUPLICATE_ROW: "the same campaign, day and segment stand already in line {given}",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` counts from 1 (0: the file), `option` is what to run the import with."""

    line: int
    column: str
    code: Code
    given: str = ""
    option: str = ""

    @property
    def is_of_a_row(self) -> bool:
        """Whether the rest of the file can be read without this row."""
        return self.code in OF_A_ROW

    def __str__(self) -> str:
        place = [f"line {self.line}"] if self.line else []
        place += [f"column {self.column!r}"] if self.column else []
        sentence = SENTENCES[self.code].format(given=self.given)
        cure = f" (say which with {self.option})" if self.option else ""
        return (f"{', '.join(place)}: " if place else "") + sentence + cure


class Unreadable(Exception):  # noqa: N818 - never leaves this package: `read` turns it into a Problem
    """The whole file cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
