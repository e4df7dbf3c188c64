"""`vigia import`: files as the platforms write them, twenty kinds of broken ones, and what follows from a file."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from commands.context import Context
from commands.router import dispatch
from connectors.exports import Code
from connectors.exports.headers import Role
from domain.access import Actor, Place
from domain.entities import SourceAccount
from domain.facts import PerformanceRow
from domain.window import Window
from domain.words import Level, Objective, Source
from storage.directory import accounts, campaigns, clients
from storage.facts import performance
from storage.facts.figures import day_sums
from templates.cards import imports as told
from templates.words import words
from tests.bot.vigia import DATA, Vigia

PLAIN = "Day,Campaign,Currency,Cost,Impressions,Clicks,Conversions\n"
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys, clock) -> Vigia:
    started = Vigia(tmp_path, monkeypatch, capsys)
    started.set(VIGIA_CLOCK_URL=clock.url)
    return started


@pytest.mark.parametrize(
    ("file", "source", "campaign", "spend", "leads", "clicks"),
    [
        ("google_ads_en.csv", "google_ads", "acme-autumn-leads", "2000.00", "38", 570),
        ("google_ads_es.csv", "google_ads", "acme-otono-leads", "2100.00", "39", 590),
        ("meta_en.csv", "meta", "acme-autumn-facebook", "200.00", "10", 360),
        ("meta_es.csv", "meta", "acme-otono-facebook", "200.00", "10", 360),
    ],
)
def test_what_the_platforms_export_is_imported_with_its_exact_sums(
    vigia, file, source, campaign, spend, leads, clicks
) -> None:
    done = vigia("import", DATA / file, "--client", "acme", "--source", source)
    assert (done.code, done.err) == (0, "")
    assert "The client Acme was created." in done.out
    with vigia.database() as db:
        rows = day_sums(db, [campaign], Window(date(2026, 1, 1), date(2026, 12, 31)))[campaign]
    assert Decimal(sum(row.spend_micros for row in rows)) / 10**6 == Decimal(spend)
    assert Decimal(sum(row.leads_micros for row in rows)) / 10**6 == Decimal(leads)
    assert sum(row.clicks for row in rows) == clicks
    assert {row.currency for row in rows} == {"EUR"}


def test_the_terminal_and_slack_answer_at_once_from_the_file(vigia) -> None:
    vigia.set(VIGIA_LANG="es")
    vigia("import", DATA / "google_ads_es.csv", "--client", "acme", "--source", "google_ads")
    shown = vigia("status", "otoño")
    assert shown.code == 0
    assert "Acme · Otoño leads · 13 oct – 5 nov 2026" in shown.out
    assert "2.100 €" in shown.out
    assert "53,85 €" in shown.out  # 2100 / 39
    with vigia.database() as db:
        asker = Actor("U0ADMIN", "T0", is_ours=True, is_admin=True)
        ctx = Context(db, asker, Place("D0ADMIN", is_im=True), NOW, "es", admins=("U0ADMIN",))
        reply = dispatch(ctx, "status otoño")
        assert reply.message is not None
        assert "53,85\xa0€" in reply.message.text


def test_what_the_file_does_not_say_is_a_dash_and_no_zero(vigia, tmp_path) -> None:
    file = tmp_path / "spend.csv"
    file.write_text("Day,Campaign,Currency,Cost\n2026-11-14,Shop,EUR,10\n2026-11-15,Shop,EUR,20\n")
    assert vigia("import", file, "--client", "acme", "--source", "google_ads").code == 0
    shown = vigia("status", "shop")
    leads = next(line for line in shown.out.splitlines() if "Leads" in line)
    assert "–" in leads
    assert "0" not in leads
    assert "30" in next(line for line in shown.out.splitlines() if "Spend" in line)


def test_a_second_import_changes_nothing_and_says_so(vigia) -> None:
    order = ("import", DATA / "meta_es.csv", "--client", "acme", "--source", "meta")
    vigia(*order)
    with vigia.database() as db:
        before = campaigns.everyone(db)
    again = vigia(*order)
    assert again.code == 0
    assert "Nothing changed: everything in this file was there already." in again.out
    with vigia.database() as db:
        assert campaigns.everyone(db) == before


def test_a_new_client_has_the_file_s_currency_and_the_person_s_language(vigia) -> None:
    vigia.set(VIGIA_LANG="ca")
    vigia.write("a.csv", "Day,Campaign,Currency,Cost\n2026-11-01,Brand,CHF,10.00\n")
    vigia("import", "a.csv", "--client", "clinica-acme")
    with vigia.database() as db:
        client = clients.get(db, "clinica-acme")
    assert client is not None
    assert (client.name, client.currency, client.locale, client.timezone) == ("Clinica Acme", "CHF", "ca", "UTC")


def test_a_campaign_that_still_runs_gets_no_end_of_the_file_and_a_later_file_ends_it(vigia, clock) -> None:
    vigia.write("a.csv", PLAIN + "2026-11-14,Otoño,EUR,1.50,10,1,1\n2026-11-15,Otoño,EUR,1.50,10,1,1\n")
    vigia("import", "a.csv", "--client", "acme")
    with vigia.database() as db:
        running = campaigns.get(db, "acme-otono")
    assert running is not None
    assert running.start == date(2026, 11, 14)
    assert running.end > date(2026, 11, 16)
    assert running.owner is None
    clock.now = "2026-12-20T09:00:00Z"
    vigia.write("b.csv", PLAIN + "2026-11-10,Otoño,EUR,1.50,10,1,1\n2026-12-01,Otoño,EUR,1.50,10,1,1\n")
    later = vigia("import", "b.csv", "--client", "acme")
    assert "The dates follow the file now: Otoño." in later.out
    with vigia.database() as db:
        ended = campaigns.get(db, "acme-otono")
    assert ended is not None
    assert (ended.start, ended.end) == (date(2026, 11, 10), date(2026, 12, 1))


def test_dates_that_a_person_set_are_left_alone(vigia) -> None:
    vigia.write("a.csv", PLAIN + "2026-11-01,Otoño,EUR,1.50,10,1,1\n")
    vigia("import", "a.csv", "--client", "acme")
    vigia.write("vigia.yaml", "campaigns:\n  - {key: acme-otono, end: 2026-12-31}\n")
    assert vigia("apply", "vigia.yaml").code == 0
    vigia.write("b.csv", PLAIN + "2026-11-05,Otoño,EUR,1.50,10,1,1\n")
    vigia("import", "b.csv", "--client", "acme")
    with vigia.database() as db:
        campaign = campaigns.get(db, "acme-otono")
    assert campaign is not None
    assert campaign.end == date(2026, 12, 31)


def test_an_objective_is_read_from_the_numbers(vigia) -> None:
    vigia.write("a.csv", "Day,Campaign,Currency,Cost,Impressions,Clicks\n2026-11-01,Visits,EUR,1.5,10,3\n")
    vigia.write("b.csv", "Day,Campaign,Currency,Cost,Purchases,Revenue\n2026-11-01,Shop,EUR,1.5,2,80.5\n")
    vigia("import", "a.csv", "--client", "acme")
    vigia("import", "b.csv", "--client", "acme")
    with vigia.database() as db:
        found = {one.key: one.objective for one in campaigns.everyone(db)}
    assert found == {"acme-visits": Objective.TRAFFIC, "acme-shop": Objective.SALES}


def test_days_that_the_platform_delivered_stay_and_are_counted(vigia) -> None:
    vigia("migrate")
    with vigia.database() as db:
        vigia_client = "clients: [{key: acme, name: Acme, currency: EUR, accounts: [{source: meta, id: act_1}]}]"
        vigia.write("vigia.yaml", vigia_client)
    vigia("apply", "vigia.yaml")
    with vigia.database() as db:
        account = accounts.find(db, Source.META, "act_1")
        assert account is not None
        row = PerformanceRow(Level.CAMPAIGN, "77", date(2026, 11, 2), "", "", "EUR", 1, 1, 5_000_000, 0, 0, 0)
        performance.upsert(db, account.id, [row], NOW, origin="api")
    done = vigia("import", DATA / "meta_es.csv", "--client", "acme", "--source", "meta")
    assert "The platform itself had already delivered 1 day of this file; its numbers stay." in done.out
    assert "Imported: 1 daily figures are new or changed" in done.out


def test_a_file_of_names_and_a_file_of_ids_speak_of_the_same_campaign(vigia) -> None:
    vigia.write("names.csv", PLAIN + "2026-11-01,Otoño,EUR,1.50,10,1,1\n")
    vigia.write("ids.csv", "Day,Campaign,Campaign ID,Currency,Cost\n2026-11-01,Otoño,555,EUR,1.50\n")
    vigia("import", "names.csv", "--client", "acme", "--source", "google_ads")
    vigia("import", "ids.csv", "--client", "acme", "--source", "google_ads")
    vigia("import", "ids.csv", "--client", "bosc", "--source", "google_ads")
    vigia("import", "names.csv", "--client", "bosc", "--source", "google_ads")
    with vigia.database() as db:
        assert [one.key for one in campaigns.everyone(db)] == ["acme-otono", "bosc-otono"]
        for key in ("acme-otono", "bosc-otono"):
            (day,) = day_sums(db, [key], Window(date(2026, 11, 1), date(2026, 11, 1)))[key]
            assert day.spend_micros == 1_500_000


def test_of_several_accounts_one_is_named(vigia) -> None:
    declared = "accounts: [{source: meta, id: act_1}, {source: meta, id: act_2}]"
    vigia.write("vigia.yaml", f"clients: [{{key: acme, name: Acme, {declared}}}]")
    vigia("apply", "vigia.yaml")
    order = ("import", DATA / "meta_es.csv", "--client", "acme", "--source", "meta")
    assert (vigia(*order).code, vigia(*order).err) == (
        2,
        "The client has several accounts of that source: say which. For example: --account act_1\n",
    )
    wrong = vigia(*order, "--account", "act_9")
    assert wrong.err == "The client has no account “act_9” of that source. It has: act_1, act_2\n"
    assert vigia(*order, "--account", "act_2").code == 0
    with vigia.database() as db:
        second = accounts.find(db, Source.META, "act_2")
        assert isinstance(second, SourceAccount)
        assert campaigns.spans(db, second.id) == {"name:Otoño Facebook": Window(date(2026, 11, 2), date(2026, 11, 3))}


def test_a_dry_run_shows_the_preview_and_opens_no_database(vigia) -> None:
    done = vigia("import", DATA / "google_ads_en.csv", "--client", "acme", "--source", "google_ads", "--dry-run")
    assert done.code == 0
    facts = {line[:23].strip(): line[23:].strip() for line in done.out.splitlines()}
    assert facts["Encoding"] == "utf-16-le"
    assert facts["Campaigns"] == "2 (Autumn leads; Brand)"
    assert facts["Rows"] == "5"
    assert facts["Rows of totals left out"] == "1"
    assert facts["Spend"] == "€2,012.00"
    assert "Nothing was imported: this was a dry run." in done.out
    assert not (vigia.folder / "vigia.sqlite3").exists()


def test_bad_rows_stop_everything_unless_they_are_skipped(vigia) -> None:
    vigia.write("a.csv", PLAIN + "2026-11-01,Otoño,EUR,1.50,10,1,1\nsoon,Otoño,EUR,x,10,1,1\n")
    refused = vigia("import", "a.csv", "--client", "acme")
    assert refused.code == 2
    assert "line 3, column “Day”: “soon” is no day." in refused.out
    assert "line 3, column “Cost”: “x” is no number." in refused.out
    assert "Nothing was imported: 2 problems in the file." in refused.err
    assert "--skip-bad-rows" in refused.err
    assert not (vigia.folder / "vigia.sqlite3").exists()
    done = vigia("import", "a.csv", "--client", "acme", "--skip-bad-rows")
    assert done.code == 0
    assert "1 bad row was skipped." in done.out
    assert "Imported: 1 daily figures" in done.out


def rows(*lines: str) -> bytes:
    return (PLAIN + "\n".join(lines) + "\n").encode()


GOOD = "2026-11-01,Otoño,EUR,1.50,10,1,1"
BROKEN = [
    ("empty", b"", "the file is empty."),
    ("excel", b"PK\x03\x04rest", "this is an Excel workbook; export the report as CSV."),
    ("old excel", b"\xd0\xcf\x11\xe0rest", "this is an old Excel workbook; export the report as CSV."),
    ("pdf", b"%PDF-1.7", "this is a PDF; export the report as CSV."),
    ("web page", b"<!DOCTYPE html><html>", "this is a web page, perhaps a sign-in page; export the report as CSV."),
    ("json", b'{"rows": []}', "this is JSON; export the report as CSV."),
    ("zipped", b"\x1f\x8brest", "this is a compressed file; unpack it first."),
    ("picture", b"\x89PNGrest", "this is no text file."),
    ("nul bytes", b"Day,Camp\x00aign,Cost\n2026-11-01,A,1\n", "line 1: the text contains NUL bytes"),
    ("no titles", b"hello\nworld\n", "the file begins with “hello”"),
    ("open quote", rows('2026-11-01,"Oto,EUR,1,1,1,1'), "line 2: a quotation mark is not closed"),
    ("no day", b"Campaign,Currency,Cost\nA,EUR,1\n", "line 1: there is no column with the day"),
    ("by month", b"Month,Campaign,Cost\n2026-11,A,1\n", "column “Month”: the report is segmented by “Month”"),
    ("no campaign", b"Day,Currency,Cost\n2026-11-01,EUR,1\n", "line 1: there is no column with the campaign."),
    ("no spend", b"Day,Campaign,Clicks\n2026-11-01,A,1\n", "line 1: there is no column with the spend."),
    ("no rows", PLAIN.encode(), "there are column titles, but no rows."),
    ("only totals", rows("Total,,EUR,1,1,1,1"), "there are only rows of totals."),
    ("no currency", b"Day,Campaign,Cost\n2026-11-01,A,1\n", "says its currency. Say which with --currency EUR."),
    ("two currencies", rows(GOOD, "2026-11-02,A,USD,1,1,1,1"), "line 3, column “Currency”: a second currency, USD"),
    ("either decimal", b'Day,Campaign,Currency,Cost\n2026-11-01,A,EUR,"1,234"\n', "“1,234” can be read in two ways."),
    ("mixed decimals", rows('2026-11-01,A,EUR,"1,5",1,1,1', "2026-11-02,A,EUR,1.25,1,1,1"), "line 3, column “Cost”"),
    ("either date", rows("01/02/2026,A,EUR,1,1,1,1"), "“01/02/2026” can be day/month or month/day."),
    ("mixed dates", rows("13/02/2026,A,EUR,1,1,1,1", "02/13/2026,A,EUR,1,1,1,1"), "line 3, column “Day”"),
    ("swapped", rows("2026-11-01,A,EUR,1,5,90,1"), "most rows have more clicks than impressions (90 > 5)"),
    ("too few cells", rows(GOOD, "2026-11-02,A,EUR"), "line 3: the row has 3 cells, the line of column titles has 7."),
    ("joined files", rows(GOOD, PLAIN.strip()), "line 3: the column titles stand here again"),
    ("no name", rows(GOOD, "2026-11-02,,EUR,1,1,1,1"), "line 3, column “Campaign”: the campaign is empty."),
    ("impossible day", rows(GOOD, "2026-02-30,A,EUR,1,1,1,1"), "line 3, column “Day”: “2026-02-30” is no day."),
    ("no day in a row", rows(GOOD, "--,A,EUR,1,1,1,1"), "line 3, column “Day”: the day is empty."),
    ("serial day", rows(GOOD, "46327,A,EUR,1,1,1,1"), "“46327” is the number that a spreadsheet made of a day"),
    ("future", rows(GOOD, "2026-12-24,A,EUR,1,1,1,1"), "line 3, column “Day”: 2026-12-24 is in the future."),
    ("long ago", rows(GOOD, "1998-01-01,A,EUR,1,1,1,1"), "1998-01-01 is too long ago to be true."),
    ("no number", rows(GOOD, "2026-11-02,A,EUR,1,many,1,1"), "column “Impressions”: “many” is no number."),
    ("half a click", rows(GOOD, "2026-11-02,A,EUR,1,9,1.5,1"), "column “Clicks”: “1.5” is not a whole number."),
    ("refund", rows(GOOD, "2026-11-02,A,EUR,-1,9,1,1"), "column “Cost”: “-1” is a negative spend."),
    ("minus", rows(GOOD, "2026-11-02,A,EUR,1,-9,1,1"), "column “Impressions”: “-9” is negative."),
    ("too large", rows(GOOD, "2026-11-02,A,EUR,99999999999,9,1,1"), "“99999999999” is too large to be true."),
    ("twice", rows(GOOD, GOOD), "line 3: the same campaign, day and segment stand already in line 2."),
]


@pytest.mark.parametrize(("content", "sentence"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_each_kind_of_broken_input_gets_its_sentence_and_nothing_is_imported(vigia, content, sentence) -> None:
    vigia.write("a.csv", content)
    refused = vigia("import", "a.csv", "--client", "acme")
    assert refused.code == 2
    assert sentence in refused.out
    assert "Nothing was imported" in refused.err
    assert not (vigia.folder / "vigia.sqlite3").exists()


@pytest.mark.parametrize(
    ("line", "option", "value", "spend"),
    [
        ('2026-11-01,A,EUR,"1,234",1,1,1', "--decimal", "point", 1_234_000_000),
        ('2026-11-01,A,EUR,"1,234",1,1,1', "--decimal", "comma", 1_234_000),
        ("01/02/2026,A,EUR,7,1,1,1", "--dates", "dmy", 7_000_000),
    ],
)
def test_what_the_file_leaves_open_an_option_decides(vigia, line, option, value, spend) -> None:
    vigia.write("a.csv", rows(line))
    assert vigia("import", "a.csv", "--client", "acme", option, value).code == 0
    with vigia.database() as db:
        found = day_sums(db, ["acme-a"], Window(date(2026, 1, 1), date(2026, 12, 31)))["acme-a"]
    assert [row.spend_micros for row in found] == [spend]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("nowhere.csv", "--client", "acme"), "There is no file nowhere.csv."),
        (("a.csv", "--client", "Acme!"), "“Acme!” is not a key"),
        (("a.csv", "--client", "acme", "--source", "hubspot"), "--source “hubspot” is not known."),
        (("a.csv", "--client", "acme", "--decimal", "dot"), "--decimal “dot” is not known."),
        (("a.csv", "--client", "acme", "--dates", "ymd"), "--dates “ymd” is not known."),
    ],
)
def test_a_wrong_option_is_named_with_a_right_one(vigia, args, sentence) -> None:
    vigia.write("a.csv", rows(GOOD))
    refused = vigia("import", *args)
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err
    assert "xample: " in refused.err


def test_every_code_and_every_column_has_its_words_in_three_languages() -> None:
    assert set(told.SENTENCES) == {code.value for code in Code}
    assert set(told.COLUMNS) == {role.value for role in Role}
    for locale in ("en", "es", "ca"):
        w = words(locale)
        said = {told.problem(w, code.value, 3, "Cost", "3 instead of 7", "--decimal") for code in Code}
        assert len(said) == len(Code)
        assert len({told.column(w, role.value) for role in Role}) == len(Role)


def test_problems_are_told_in_the_person_s_language(vigia) -> None:
    vigia.set(VIGIA_LANG="es")
    vigia.write("a.csv", rows(GOOD, "pronto,A,EUR,1,1,1,1"))
    refused = vigia("import", "a.csv", "--client", "acme")
    assert "línea 3, columna «Day»: «pronto» no es un día." in refused.out
    assert "No se ha importado nada: 1 problema en el archivo." in refused.err
