"""Every kind of broken file gets a problem of its own, at its line and column."""

import gzip
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.exports import Code, Problem, read
from connectors.exports.problems import OF_A_ROW, SENTENCES
from domain.words import Source

TODAY = date(2026, 11, 22)
HEAD = "Day,Campaign,Cost,Impr.,Clicks,Currency\n"
GOOD = "2026-11-01,A,1.50,100,3,EUR\n"


def workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


WHOLE = {
    "nothing": (b"", Problem(0, "", Code.EMPTY_FILE)),
    "only blanks": (b" \r\n\t\n", Problem(0, "", Code.EMPTY_FILE)),
    "only the mark of UTF-8": (b"\xef\xbb\xbf", Problem(0, "", Code.EMPTY_FILE)),
    "too big": (b"x" * (50 * 1024 * 1024 + 1), Problem(0, "", Code.FILE_TOO_BIG, "50 MB")),
    "an Excel workbook": (workbook(), Problem(0, "", Code.SPREADSHEET)),
    "an old Excel workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Problem(0, "", Code.OLD_SPREADSHEET)),
    "a PDF": (b"%PDF-1.7\n1 0 obj", Problem(0, "", Code.PDF)),
    "a page": (b"\n<!DOCTYPE html><html><title>Sign in</title>", Problem(0, "", Code.HTML)),
    "JSON": (b'[{"results": []}]', Problem(0, "", Code.JSON)),
    "gzip": (gzip.compress(b"Day,Cost"), Problem(0, "", Code.COMPRESSED)),
    "a picture": (b"\x89PNG\r\n\x1a\n", Problem(0, "", Code.BINARY)),
    "anything binary": (bytes(range(1, 32)) * 8 + b"\xff\xfe\x81" * 9, Problem(0, "", Code.BINARY)),
    "NUL bytes": ((HEAD + "2026-11-01,A\x00B,1,1,1,EUR\n").encode(), Problem(2, "", Code.NUL_BYTES)),
    "no known encoding": (
        (HEAD + "x\n").encode() + b"2026-11-01,Oto\x81o,1,1,1,EUR\n",
        Problem(3, "", Code.BAD_ENCODING, "cp1252"),
    ),
    "half a character of UTF-16": ("Day".encode("utf-16") + b"\x41", Problem(1, "", Code.BAD_ENCODING, "utf-16-le")),
    "letters lost before": ((HEAD + "2026-11-01,Oto\ufffdo,1,1,1,EUR").encode(), Problem(2, "", Code.BAD_ENCODING)),
    "an open quote": ((HEAD + GOOD + '2026-11-01,"B,1,1,1,EUR\n').encode(), Problem(3, "", Code.BAD_QUOTES)),
    "a cell without an end": (b"Day,Campaign,Cost\n" + b"x" * 200_000, Problem(2, "", Code.BAD_QUOTES)),
    "no titles": (b"hello\nworld\n", Problem(1, "", Code.NO_HEADER, "hello")),
    "a title twice": (b"Day,Campaign,Cost,Cost\n", Problem(1, "Cost", Code.DUPLICATE_COLUMN, "Cost")),
    "no day": (b"Campaign report\n\nCampaign,Cost\nA,1\n", Problem(3, "", Code.MISSING_DAY)),
    "a start without an end": (b"Campaign,Cost,Reporting starts\n", Problem(1, "", Code.MISSING_DAY)),
    "months": (b"Mes;Campa\xc3\xb1a;Coste\n2026-11;A;1\n", Problem(1, "Mes", Code.COARSE_PERIOD, "Mes")),
    "no campaign": (b"Day,Cost,Clicks\n2026-11-01,1,1\n", Problem(1, "", Code.MISSING_CAMPAIGN)),
    "no spend": (b"Day,Campaign,Clicks\n2026-11-01,A,1\n", Problem(1, "", Code.MISSING_SPEND)),
    "no rows": (HEAD.encode(), Problem(0, "", Code.NO_ROWS)),
    "only totals": (
        (HEAD + "Total: Account,,1.50,100,3,EUR\n").encode(),
        Problem(0, "", Code.ONLY_TOTALS),
    ),
    "a month in one row": (
        b"Campaign name,Reporting starts,Reporting ends,Amount spent (EUR)\nA,2026-11-01,2026-11-20,1\n",
        Problem(2, "Reporting ends", Code.PERIOD_ROW, "2026-11-01 – 2026-11-20"),
    ),
    "a thousand or a little more than one": (
        b'Day,Campaign,Cost,Currency\n2026-11-01,A,5,EUR\n2026-11-02,A,"1,234",EUR\n',
        Problem(3, "Cost", Code.AMBIGUOUS_DECIMAL, "1,234", "--decimal"),
    ),
    "two decimal signs": (
        b"Day;Campaign;Cost;Currency\n2026-11-01;A;1,5;EUR\n2026-11-02;A;1.5;EUR\n",
        Problem(3, "Cost", Code.MIXED_DECIMALS, "1.5", "--decimal"),
    ),
    "April or January": (
        (HEAD + "04/01/2026,A,1,1,1,EUR\n").encode(),
        Problem(2, "Day", Code.AMBIGUOUS_DATES, "04/01/2026", "--dates"),
    ),
    "two orders of day and month": (
        (HEAD + "13/01/2026,A,1,1,1,EUR\n01/14/2026,A,1,1,1,EUR\n").encode(),
        Problem(3, "Day", Code.MIXED_DATES, "01/14/2026", "--dates"),
    ),
    "no currency": (b"Day,Campaign,Cost\n2026-11-01,A,1\n", Problem(0, "", Code.MISSING_CURRENCY, "", "--currency")),
    "two currencies": (
        (HEAD + GOOD + "2026-11-02,A,1,1,1,USD\n").encode(),
        Problem(3, "Currency", Code.TWO_CURRENCIES, "USD"),
    ),
    "a title in another currency": (
        b"Day,Campaign,Amount spent (EUR),Currency\n2026-11-01,A,1,USD\n",
        Problem(2, "Currency", Code.TWO_CURRENCIES, "USD"),
    ),
    "an unknown currency": (
        (HEAD + "2026-11-01,A,1,1,1,EURO\n").encode(),
        Problem(2, "Currency", Code.UNKNOWN_CURRENCY, "EURO"),
    ),
    "two accounts": (
        b"Day,Account name,Campaign,Cost (EUR)\n2026-11-01,Uno,A,1\n2026-11-01,Dos,A,1\n",
        Problem(3, "Account name", Code.TWO_ACCOUNTS, "Uno, Dos", "--only"),
    ),
    "an unknown currency in a title": (
        b"Day,Campaign,Cost (ABC)\n2026-11-01,A,1\n",
        Problem(1, "Cost (ABC)", Code.UNKNOWN_CURRENCY, "ABC"),
    ),
    "clicks and impressions swapped": (
        (HEAD + "2026-11-01,A,1,3,100,EUR\n2026-11-02,A,1,2,50,EUR\n").encode(),
        Problem(2, "Clicks", Code.MORE_CLICKS_THAN_IMPRESSIONS, "100 > 3"),
    ),
}  # fmt: skip

ROWS = {
    "too few cells": ("2026-11-02,A,1", Problem(3, "", Code.RAGGED_ROW, "3 instead of 6")),
    "too many cells": ("2026-11-02,A,1,234.50,1,1,EUR", Problem(3, "", Code.RAGGED_ROW, "7 instead of 6")),
    "the titles again": (HEAD.strip(), Problem(3, "", Code.REPEATED_HEADER)),
    "no campaign": ("2026-11-02,,1,1,1,EUR", Problem(3, "Campaign", Code.EMPTY_CAMPAIGN)),
    "a day at the beginning of time": ("0001-01-01,A,1,1,1,EUR", Problem(3, "Day", Code.OLD_DATE, "0001-01-01")),
    "a day at the end of time": ("9999-12-31,A,1,1,1,EUR", Problem(3, "Day", Code.FUTURE_DATE, "9999-12-31")),
    "no day": (",A,1,1,1,EUR", Problem(3, "Day", Code.EMPTY_DATE)),
    "a day that does not exist": ("2026-02-31,A,1,1,1,EUR", Problem(3, "Day", Code.BAD_DATE, "2026-02-31")),
    "a month that does not exist": ("1 foo 2026,A,1,1,1,EUR", Problem(3, "Day", Code.BAD_DATE, "1 foo 2026")),
    "a month instead of a day": ("2026-11,A,1,1,1,EUR", Problem(3, "Day", Code.BAD_DATE, "2026-11")),
    "a spreadsheet's day": ("46327,A,1,1,1,EUR", Problem(3, "Day", Code.SERIAL_DATE, "46327")),
    "a day to come": ("2026-12-24,A,1,1,1,EUR", Problem(3, "Day", Code.FUTURE_DATE, "2026-12-24")),
    "a day long ago": ("1926-11-01,A,1,1,1,EUR", Problem(3, "Day", Code.OLD_DATE, "1926-11-01")),
    "no number": ("2026-11-02,A,much,1,1,EUR", Problem(3, "Cost", Code.BAD_NUMBER, "much")),
    "a percentage": ("2026-11-02,A,5%,1,1,EUR", Problem(3, "Cost", Code.BAD_NUMBER, "5%")),
    "groups in the wrong place": ('2026-11-02,A,"12,34.50",1,1,EUR', Problem(3, "Cost", Code.BAD_NUMBER, "12,34.50")),
    "only a separator": ("2026-11-02,A,.,1,1,EUR", Problem(3, "Cost", Code.BAD_NUMBER, ".")),
    "half an impression": ("2026-11-02,A,1,2.5,1,EUR", Problem(3, "Impr.", Code.FRACTIONAL_COUNT, "2.5")),
    "a negative spend": ("2026-11-02,A,-1.50,1,1,EUR", Problem(3, "Cost", Code.NEGATIVE_SPEND, "-1.50")),
    "a bookkeeper's negative": ("2026-11-02,A,(1.50),1,1,EUR", Problem(3, "Cost", Code.NEGATIVE_SPEND, "(1.50)")),
    "negative clicks": ("2026-11-02,A,1,1,-1,EUR", Problem(3, "Clicks", Code.NEGATIVE_NUMBER, "-1")),
    "more than anybody spends": (
        "2026-11-02,A,1000000000,1,1,EUR",
        Problem(3, "Cost", Code.NUMBER_TOO_LARGE, "1000000000"),
    ),
    "the same again": ("2026-11-01,A,9,1,1,EUR", Problem(3, "", Code.DUPLICATE_ROW, "2")),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_that_cannot_be_read_says_why(kind):
    data, problem = WHOLE[kind]
    export = read(data, Source.GOOGLE_ADS, today=TODAY)
    assert export.problems == [problem]
    assert export.is_fatal
    assert export.rows == []


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_cannot_be_read_says_why_and_the_others_are_read(kind):
    line, problem = ROWS[kind]
    export = read((HEAD + GOOD + line + "\n").encode(), Source.GOOGLE_ADS, today=TODAY)
    assert export.problems == [problem]
    assert not export.is_fatal
    assert [row.spend_micros for row in export.rows] == [1_500_000]


def test_everything_wrong_with_a_row_is_told_at_once():
    export = read((HEAD + "never,,-1,x,1,EUR\n").encode(), Source.GOOGLE_ADS)
    assert {problem.code for problem in export.problems} == {
        Code.BAD_DATE,
        Code.EMPTY_CAMPAIGN,
        Code.NEGATIVE_SPEND,
        Code.BAD_NUMBER,
    }


def test_a_file_of_ragged_rows_only_is_told_by_its_rows():
    export = read((HEAD + "2026-11-01,A\n").encode(), Source.GOOGLE_ADS)
    assert [problem.code for problem in export.problems] == [Code.RAGGED_ROW]
    assert export.preview is None


@pytest.mark.parametrize("given", ["1.5e9", "1.20208E+17", "1,5e9", "120208.0"])
def test_an_id_that_was_rounded_is_refused_at_its_line(given):
    told = f"Day;Campaign;Campaign ID;Cost (EUR)\n2026-11-01;A;11;1\n2026-11-01;B;{given};1\n"
    assert read(told.encode(), Source.GOOGLE_ADS).problems == [Problem(3, "Campaign ID", Code.ROUNDED_ID, given)]


MANAGER = b"""Day,Account,Customer ID,Campaign,Currency code,Cost
2026-11-01,Clinica Uno,111-222-3333,Marca,EUR,100.00
2026-11-01,Horno Dos,444-555-6666,Marca,EUR,200.00
Total: Account,--,--,--,EUR,300.00
"""


def test_a_file_of_several_accounts_is_several_clients_and_one_is_chosen_by_name_or_number():
    shown = "Clinica Uno 111-222-3333, Horno Dos 444-555-6666"
    told = read(MANAGER, Source.GOOGLE_ADS)
    assert (told.rows, told.problems) == ([], [Problem(3, "Account", Code.TWO_ACCOUNTS, shown, "--only")])
    for only in ("horno dos", "444-555-6666"):
        chosen = read(MANAGER, Source.GOOGLE_ADS, only=only)
        assert [row.spend_micros for row in chosen.rows] == [200_000_000]
        assert chosen.problems == []
    nobody = read(MANAGER, Source.GOOGLE_ADS, only="Horno")
    assert nobody.problems == [Problem(0, "Account", Code.UNKNOWN_ACCOUNT, shown, "--only")]
    alone = MANAGER.replace(b"2026-11-01,Horno Dos,444-555-6666,Marca,EUR,200.00\n", b"")
    assert len(read(alone, Source.GOOGLE_ADS).rows) == 1


def test_every_code_is_provoked_here():
    asked = {Code.CURRENCY_CONFLICT, Code.UNKNOWN_ACCOUNT, Code.ROUNDED_ID}
    assert {problem.code for _, problem in (*WHOLE.values(), *ROWS.values())} == set(Code) - asked
    assert {problem.code for _, problem in ROWS.values()} == OF_A_ROW - asked


def test_every_code_has_a_sentence_of_its_own():
    assert set(SENTENCES) == set(Code)
    assert len(set(SENTENCES.values())) == len(Code)


def test_a_problem_names_line_column_and_cure():
    problem = Problem(3, "Cost", Code.AMBIGUOUS_DECIMAL, "1,234", "--decimal")
    assert str(problem) == "line 3, column 'Cost': '1,234' can be read in two ways (say which with --decimal)"
    assert str(Problem(0, "", Code.EMPTY_FILE)) == "the file is empty"


AMBIGUOUS = b'Day,Campaign,Cost,Currency\n04/01/2026,A,"1,234",EUR\n'


@pytest.mark.parametrize(("decimal", "micros"), [("comma", 1_234_000), ("point", 1_234_000_000), (",", 1_234_000)])
@pytest.mark.parametrize(("dates", "day"), [("dmy", date(2026, 1, 4)), ("mdy", date(2026, 4, 1))])
def test_options_decide_what_the_file_leaves_open(decimal, micros, dates, day):
    (row,) = read(AMBIGUOUS, Source.GOOGLE_ADS, decimal=decimal, dates=dates).rows
    assert (row.spend_micros, row.day) == (micros, day)


def test_a_currency_that_contradicts_the_file_is_refused():
    export = read((HEAD + GOOD).encode(), Source.GOOGLE_ADS, currency="USD")
    assert export.problems == [Problem(2, "Currency", Code.CURRENCY_CONFLICT, "EUR")]


def test_a_currency_that_does_not_exist_is_refused():
    export = read((HEAD + GOOD).encode(), Source.GOOGLE_ADS, currency="euro")
    assert export.problems == [Problem(0, "", Code.UNKNOWN_CURRENCY, "EURO", "--currency")]


def test_tomorrow_is_no_future_where_the_account_lives_further_east():
    export = read((HEAD + "2026-11-23,A,1,1,1,EUR\n").encode(), Source.GOOGLE_ADS, today=TODAY)
    assert export.problems == []


def test_one_strange_row_is_no_sign_of_swapped_columns():
    rows = GOOD + "2026-11-02,A,1,1,2,EUR\n" + "2026-11-03,A,1,10,2,EUR\n"
    assert read((HEAD + rows).encode(), Source.GOOGLE_ADS).problems == []


@pytest.mark.parametrize(
    "junk", [b"\x00" * 10, b",,,,\n;;;;", b'"', b"sep=", b"\xff\xfe", b"x" * 200_000, b"Day,Campaign,Cost\n\x00"]
)
def test_absurd_input_is_a_problem_and_never_a_crash(junk):
    assert read(junk, Source.CSV).is_fatal


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_at_all_are_a_crash(data):
    read(data, Source.META)


PIECES = st.sampled_from(
    [*"0123456789.,;:/-+() \t\"'\n%€$", "Día", "Coste", "Campaña", "Total", "--", "2026-11-01", "EUR"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_cells_at_all_are_a_crash(text):
    export = read((HEAD + GOOD + text).encode(), Source.GOOGLE_ADS, today=TODAY)
    assert export.is_fatal or all(row.spend_micros >= 0 for row in export.rows)
