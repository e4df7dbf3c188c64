"""Files as the platforms' own pages export them, in both languages and all the dialects of CSV."""

from datetime import date

import pytest

from connectors.exports import Code, read
from connectors.exports.dates import Cell as DayCell
from connectors.exports.dates import Reader as DayReader
from connectors.exports.headers import Role, columns
from connectors.exports.numbers import Cell, Reader, decide, evidence
from connectors.exports.rows import device
from domain.errors import InvalidInput
from domain.facts import PerformanceRow
from domain.money import MICRO
from domain.window import Window
from domain.words import Level, Source

TODAY = date(2026, 11, 22)
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)
CAMPAIGN = Level.CAMPAIGN

GOOGLE_SPANISH = """\
Informe de campañas
1 de noviembre de 2026 - 2 de noviembre de 2026
Día;Estado de la campaña;Campaña;Código de moneda;Dispositivo;Impr.;Clics;CTR;CPC;Coste;Conversiones;Valor de conv.
2026-11-01;Habilitada;Otoño leads;EUR;Teléfonos móviles;1.234;56;4,54 %;0,41;1.022,50;2,50;199,90
2026-11-01;Habilitada;Otoño leads;EUR;Ordenadores;34;2;5,88 %;0,30;0,60; --;0,00
2026-11-02;En pausa;"Otoño; marca";EUR;Tablets;10;0;0,00 %; --;0,00;0,00;0,00
Total: Cuenta;;;EUR; --;1.278;58;4,54 %;0,41;1.023,10;2,50;199,90
Total: Búsqueda;;;EUR; --;1.278;58;4,54 %;0,41;1.023,10;2,50;199,90
"""

GOOGLE_ENGLISH = """\
Campaign report
"November 1, 2026 - November 2, 2026"
Day\tCampaign\tCampaign ID\tCurrency code\tDevice\tCost\tImpr.\tClicks\tConversions\tConv. value
"Nov 1, 2026"\tAutumn\t41\tUSD\tComputers\t1,022.50\t1,234\t56\t2.50\t199.90
"Nov 2, 2026"\tAutumn\t41\tUSD\tMobile phones\t0.10\t3\t0\t0.00\t0.00
Total: Campaigns\t --\t --\tUSD\t --\t1,022.60\t1,237\t56\t2.50\t199.90
"""

META_SPANISH = """\
"Nombre de la campaña","Día","Inicio del informe","Fin del informe","Importe gastado (EUR)","Impresiones",\
"Clics (todos)","Clics en el enlace","Resultados","Indicador de resultado"
"","","2026-11-01","2026-11-02","50,75","3000","99","40","5",""
"nadal_2026 | lots","2026-11-01","2026-11-01","2026-11-01","30,50","2000","60","25","3","actions:lead"
"nadal_2026 | lots","2026-11-02","2026-11-02","2026-11-02","20,25","1000","39","15","2","actions:lead"
"""

META_ENGLISH = """\
Campaign name,Reporting starts,Reporting ends,Amount spent (USD),Impressions,Link clicks,Leads,Purchases,\
Purchases conversion value
Shop,2026-11-01,2026-11-01,30.5,2000,25,,2,80.5
Guide,2026-11-01,2026-11-01,20.25,1000,15,4,,
"""


def counted(rows: list[PerformanceRow]) -> list[PerformanceRow]:
    """The rows as their source counts them, without their actions."""
    return [row._replace(actions=None) for row in rows]


def test_results_without_their_kind_are_no_result_and_can_be_counted_by_their_title():
    text = "Campaign name,Day,Results,Reach,Amount spent (EUR)\nMarca,2026-11-01,90000,80000,450.75\n"
    export = read(text.encode(), Source.META, today=TODAY)
    (row,) = export.rows
    assert (row.conversions_micros, row.leads_micros) == (None, None)
    assert [(one.token, one.hint, one.is_own) for one in row.actions or ()] == [("results", None, False)]
    assert export.preview is not None
    assert "conversions" in export.preview.missing


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("actions:offsite_conversion.fb_pixel_view_content", 0),
        ("actions:offsite_conversion.fb_pixel_add_to_cart", 0),
        ("actions:onsite_conversion.post_save", 0),
        ("actions:omni_purchase", 40),
        ("actions:lead", 40),
        ("actions:offsite_conversion.fb_pixel_lead", 40),
        ("actions:offsite_conversion.custom.123", 0),
        ("reach", 0),
        ("Compras en el sitio web", 40),
        ("Clientes potenciales (formulario)", 40),
    ],
)
def test_results_count_as_the_interface_would_count_them(indicator, expected):
    text = f"Campaign name,Day,Results,Result indicator,Amount spent (EUR)\nA,2026-11-01,40,{indicator},125.25\n"
    (row,) = read(text.encode(), Source.META, today=TODAY).rows
    assert row.conversions_micros == expected * MICRO


def test_every_column_of_numbers_can_be_named_by_its_title():
    text = "date,campaign,cost,currency,Llamadas,Visitas a Tienda,CPM,note\n2026-11-01,A,3,EUR,7,2,4.5,x\n"
    (row,) = read(text.encode(), Source.CSV, today=TODAY).rows
    assert [(one.token, one.count_micros // MICRO) for one in row.actions or ()] == [
        ("llamadas", 7),
        ("visitas a tienda", 2),
    ]


def test_interactions_are_no_clicks():
    text = "date,campaign,cost,currency,interactions\n2026-11-01,A,3,EUR,7\n"
    (row,) = read(text.encode(), Source.GOOGLE_ADS, today=TODAY).rows
    assert row.clicks is None


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("date,campaign_name,campaign_id,spend,currency,impressions,clicks", "2026-11-01,Marca,11,8.00,EUR,5000,70"),
        ("By Day,Campaign name,Cost,Currency,Impressions,Clicks (destination)", "2026-11-01,Marca,8.00,EUR,5000,70"),
        ("Gregorian date,Campaign,Spend,Impressions,Clicks,Currency code", "11/01/2026,Marca,8.00,5000,70,EUR"),
        ("Start Date (in UTC),Campaign Name,Cost,Impressions,Clicks,Currency", "11/1/2026,Marca,8.00,5000,70,EUR"),
        ("Dia,Campanya,Cost,Codi de moneda,Impr.,Clics", "1 de nov. 2026,Marca,8.00,EUR,5000,70"),
    ],
)
def test_titles_of_dumps_and_of_other_platforms_are_known(head, line):
    (row,) = read(f"{head}\n{line}\n".encode(), Source.CSV, dates="mdy", today=TODAY).rows
    told = (row.day, row.spend_micros, row.currency, row.impressions, row.clicks)
    assert told == (FIRST, 8_000_000, "EUR", 5000, 70)


@pytest.mark.parametrize(
    ("text", "month"), [("3 ag. 2026", 8), ("3 d’ag. 2026", 8), ("3 març 2026", 3), ("3 maig 2026", 5)]
)
def test_catalan_months_are_months(text, month):
    assert DayReader("dmy").read(DayCell(1, "Dia", text)) == date(2026, month, 3)


@pytest.mark.parametrize("name", ["Media", "Average", "Promedio", "Mitjana", "Total"])
def test_averages_are_no_rows_either(name):
    told = f"Campaña;Día;Importe gastado (EUR)\nOtoño;2026-11-01;3,10\n{name};;3,10\n"
    found = read(told.encode(), Source.META)
    assert (len(found.rows), found.problems) == (1, [])


def test_google_ads_in_spanish():
    export = read(GOOGLE_SPANISH.encode("utf-8-sig"), Source.GOOGLE_ADS, today=TODAY)
    leads, brand = "name:Otoño leads", "name:Otoño; marca"
    assert export.problems == []
    assert counted(export.rows) == [
        PerformanceRow(
            CAMPAIGN,
            leads,
            FIRST,
            "device",
            "mobile",
            "EUR",
            1234,
            56,
            1_022_500_000,
            2_500_000,
            199_900_000,
            2_500_000,
        ),
        PerformanceRow(CAMPAIGN, leads, FIRST, "device", "desktop", "EUR", 34, 2, 600_000, 0, 0, 0),
        PerformanceRow(CAMPAIGN, brand, SECOND, "device", "tablet", "EUR", 10, 0, 0, 0, 0, 0),
    ]
    assert [campaign.name for campaign in export.campaigns] == ["Otoño leads", "Otoño; marca"]


def test_the_preview_shows_what_was_understood():
    preview = read(GOOGLE_SPANISH.encode("utf-8-sig"), Source.GOOGLE_ADS, today=TODAY).preview
    assert preview is not None
    assert (preview.encoding, preview.delimiter, preview.header_line) == ("utf-8", ";", 3)
    assert (preview.currency, preview.decimal, preview.days) == ("EUR", ",", Window(FIRST, SECOND))
    assert (preview.rows, preview.totals, preview.spend_micros) == (3, 2, 1_023_100_000)
    assert preview.columns["spend"] == "Coste"
    assert preview.missing == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8"])
def test_google_ads_for_excel_in_english_is_utf16_with_tabs(encoding):
    export = read(GOOGLE_ENGLISH.encode(encoding), Source.GOOGLE_ADS, today=TODAY)
    assert export.problems == []
    assert counted(export.rows) == [
        PerformanceRow(
            CAMPAIGN,
            "41",
            FIRST,
            "device",
            "desktop",
            "USD",
            1234,
            56,
            1_022_500_000,
            2_500_000,
            199_900_000,
            2_500_000,
        ),
        PerformanceRow(CAMPAIGN, "41", SECOND, "device", "mobile", "USD", 3, 0, 100_000, 0, 0, 0),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_meta_in_spanish_takes_link_clicks_and_leaves_the_row_of_totals(encoding):
    export = read(META_SPANISH.encode(encoding), Source.META, today=TODAY)
    key = "name:nadal_2026 | lots"
    assert export.problems == []
    assert counted(export.rows) == [
        PerformanceRow(CAMPAIGN, key, FIRST, "", "", "EUR", 2000, 25, 30_500_000, 3_000_000, None, 3_000_000),
        PerformanceRow(CAMPAIGN, key, SECOND, "", "", "EUR", 1000, 15, 20_250_000, 2_000_000, None, 2_000_000),
    ]
    assert export.preview is not None
    assert (export.preview.totals, export.preview.missing) == (1, ("value",))


def test_meta_in_english_by_reporting_days():
    export = read(META_ENGLISH.encode(), Source.META, today=TODAY)
    assert export.problems == []
    assert counted(export.rows) == [
        PerformanceRow(CAMPAIGN, "name:Shop", FIRST, "", "", "USD", 2000, 25, 30_500_000, 2_000_000, 80_500_000, 0),
        PerformanceRow(CAMPAIGN, "name:Guide", FIRST, "", "", "USD", 1000, 15, 20_250_000, 4_000_000, 0, 4_000_000),
    ]


def test_a_totals_row_of_metas_reporting_days_covers_more_than_one():
    text = META_ENGLISH + ",2026-11-01,2026-11-30,50.75,3000,40,4,2,80.5\n"
    export = read(text.encode(), Source.META, today=TODAY)
    assert export.problems == []
    assert len(export.rows) == 2


def test_results_that_are_clicks_are_no_conversions():
    text = META_SPANISH.replace("actions:lead", "actions:link_click")
    assert {row.conversions_micros for row in read(text.encode(), Source.META).rows} == {0}


@pytest.mark.parametrize(
    ("source", "titles", "known"),
    [
        (Source.GOOGLE_ADS, "", set()),
        (Source.GOOGLE_ADS, "impressions", {"impressions"}),
        (Source.GOOGLE_ADS, "clicks", {"clicks"}),
        (Source.META, "clicks", set()),
        (Source.META, "link clicks", {"clicks"}),
        (Source.GOOGLE_ADS, "conversions", {"conversions_micros", "leads_micros"}),
        (Source.CSV, "conversions", {"conversions_micros", "leads_micros"}),
        (Source.META, "results", set()),
        (Source.META, "results,result indicator", {"conversions_micros", "leads_micros"}),
        (Source.META, "leads", {"conversions_micros", "leads_micros"}),
        (Source.META, "purchases", {"conversions_micros"}),
        (Source.CSV, "revenue", {"value_micros"}),
    ],
)
def test_what_a_file_has_no_column_for_is_unknown_and_not_zero(source, titles, known):
    more = titles.split(",") if titles else []
    text = (
        ",".join(["date,campaign,cost,currency", *more]) + "\n" + ",".join(["2026-11-01,A,3,EUR", *("0" for _ in more)])
    )
    (row,) = read(text.encode(), source, today=TODAY).rows
    counted = ("impressions", "clicks", "conversions_micros", "value_micros", "leads_micros")
    assert {name: getattr(row, name) for name in counted} == {name: 0 if name in known else None for name in counted}


def test_a_plain_file_of_ones_own():
    text = "date|campaign|cost|currency|clicks|leads|revenue\n1/11/2026|A|3|EUR|2|1|9\n13/11/2026|A|4|EUR|2|0|0\n"
    export = read(text.encode(), Source.CSV, today=TODAY)
    assert export.problems == []
    first, second = export.rows
    assert first._replace(actions=None) == PerformanceRow(
        CAMPAIGN, "name:A", FIRST, "", "", "EUR", None, 2, 3_000_000, 1_000_000, 9_000_000, 1_000_000
    )
    assert second.day == date(2026, 11, 13)
    assert export.preview is not None
    assert export.preview.missing == ("impressions",)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems(ends):
    export = read(GOOGLE_SPANISH.replace("\n", ends).encode(), Source.GOOGLE_ADS)
    assert export.rows == read(GOOGLE_SPANISH.encode(), Source.GOOGLE_ADS).rows
    assert export.problems == []


def test_the_same_file_reads_the_same_twice():
    once, again = (read(GOOGLE_SPANISH.encode(), Source.GOOGLE_ADS) for _ in range(2))
    assert once == again


def test_rows_that_only_split_a_campaign_further_are_added_up():
    text = "Day,Campaign,Ad group,Cost,Currency code\n2026-11-01,A,x,1.5,EUR\n2026-11-01,A,y,2.5,EUR\n"
    export = read(text.encode(), Source.GOOGLE_ADS)
    assert [row.spend_micros for row in export.rows] == [4_000_000]
    assert export.preview is not None
    assert export.preview.rows == 2


def test_excels_hint_of_the_delimiter_is_honoured():
    text = "sep=;\nDay;Campaign;Cost;Currency\n2026-11-01;A, B;1;EUR\n"
    assert [c.name for c in read(text.encode(), Source.CSV).campaigns] == ["A, B"]


def test_a_campaign_whose_name_begins_with_total_is_no_total():
    text = "Campaign,Day,Cost,Currency\nTotal look otoño,2026-11-01,1,EUR\nTotal,,1,EUR\n"
    export = read(text.encode(), Source.CSV)
    assert [c.name for c in export.campaigns] == ["Total look otoño"]


def test_a_pivot_tables_sum_of_all_days_is_a_total():
    text = "Campaign name,Day,Amount spent (USD)\nA,All,3\nA,2026-11-01,1\nA,2026-11-02,2\n"
    export = read(text.encode(), Source.META)
    assert export.problems == []
    assert [row.spend_micros for row in export.rows] == [1_000_000, 2_000_000]


def test_symbols_in_the_cells_say_the_currency():
    text = "Día;Campaña;Coste\n2026-11-01;A;1.234,50 €\n"
    (row,) = read(text.encode(), Source.GOOGLE_ADS).rows
    assert (row.currency, row.spend_micros) == ("EUR", 1_234_500_000)


def test_a_dollar_sign_says_none():
    text = "Day,Campaign,Cost\n2026-11-01,A,$12.50\n"
    assert [p.code for p in read(text.encode(), Source.GOOGLE_ADS).problems] == [Code.MISSING_CURRENCY]
    (row,) = read(text.encode(), Source.GOOGLE_ADS, currency="usd").rows
    assert (row.currency, row.spend_micros) == ("USD", 12_500_000)


def test_the_id_stands_for_a_campaign_without_a_name():
    text = "Day,Campaign ID,Cost,Currency\n2026-11-01,41,1,EUR\n2026-11-01,4.1E+17,1,EUR\n"
    export = read(text.encode(), Source.GOOGLE_ADS)
    assert [(c.entity_id, c.name) for c in export.campaigns] == [("41", "41")]
    assert [(p.line, p.column, p.code) for p in export.problems] == [(3, "Campaign ID", Code.ROUNDED_ID)]


def test_line_breaks_inside_quotes_do_not_shift_the_line_numbers():
    text = 'Day,Campaign,Cost,Currency\n2026-11-01,"A\nB",1,EUR\nnever,C,1,EUR\n'
    (problem,) = read(text.encode(), Source.CSV).problems
    assert (problem.line, problem.column, problem.given) == (4, "Day", "never")


def test_other_rows_are_read_beside_a_broken_one():
    text = "Day,Campaign,Cost,Currency\nnever,A,1,EUR\n2026-11-01,A,1,EUR\n"
    export = read(text.encode(), Source.CSV)
    assert not export.is_fatal
    assert len(export.rows) == 1


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("12", None),
        ("1,234.50", "."),
        ("1.234,50", ","),
        ("1.234.567", ","),
        ("1,234,567", "."),
        ("0,5", ","),
        ("0.500", "."),
        (",500", ","),
        ("12.50", "."),
        ("1234,567", ","),
        ("1,234", "?"),
        ("999.999", "?"),
        ("-1,234", "?"),
        ("€ 1 234,50", ","),
    ],
)
def test_what_a_number_proves_about_the_decimal_sign(text, sign):
    assert evidence(text, is_count=False) == sign


def test_a_count_with_one_separator_proves_that_it_groups():
    assert evidence("1,234", is_count=True) == "."
    assert decide([Cell(2, "Cost", "1,234", False), Cell(2, "Impr.", "1,234", True)], None) == "."


def test_a_file_without_separators_needs_no_decision():
    assert decide([Cell(2, "Cost", "12", False)], None) == "."


@pytest.mark.parametrize(
    ("decimal", "text", "value"),
    [
        (".", "1,234.50", "1234.50"),
        (",", "1.234,50", "1234.50"),
        (",", "1 234,50 €", "1234.50"),
        (",", "1\u202f234,50\xa0EUR", "1234.50"),
        (".", "1'234.50", "1234.50"),
        (".", ".5", "0.5"),
        (".", "5.", "5"),
        (".", "+3", "3"),
        (".", "--", "0"),
        (".", " ", "0"),
        (".", "N/A", "0"),
    ],
)
def test_numbers_are_read_exactly(decimal, text, value):
    assert str(Reader(decimal).read(Cell(1, "Cost", text, False))) == value.removesuffix(".")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-11-03", "dmy"),
        ("2026/11/3", "dmy"),
        ("2026.11.03", "dmy"),
        ("20261103", "dmy"),
        ("2026-11-03 00:00:00", "dmy"),
        ("2026-11-03T00:00:00Z", "dmy"),
        ("03/11/2026", "dmy"),
        ("3-11-26", "dmy"),
        ("3.11.2026", "dmy"),
        ("11/03/2026", "mdy"),
        ("3 nov 2026", "dmy"),
        ("3 nov. 2026", "dmy"),
        ("3 de noviembre de 2026", "dmy"),
        ("3 de novembre de 2026", "dmy"),
        ("Nov 3, 2026", "dmy"),
        ("November 3, 2026", "dmy"),
        ("mar, 3 nov 2026", "dmy"),
        ("martes, 3 de noviembre de 2026", "dmy"),
        ("Tue, Nov 3, 2026", "dmy"),
    ],
)
def test_days_are_read_in_every_form(text, order):
    assert DayReader(order).read(DayCell(1, "Day", text)) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 març 2026", 3), ("1 d’octubre de 2026", 10), ("1 de gener de 2026", 1), ("1 ene 2026", 1), ("1 set 2026", 9)],
)
def test_months_have_names_in_three_languages(text, month):
    assert DayReader("dmy").read(DayCell(1, "Dia", text)) == date(2026, month, 1)


@pytest.mark.parametrize(
    ("titles", "roles"),
    [
        (["Day", "Día", "Dia", "DATE", "Fecha"], Role.DAY),
        (["Reporting starts", "Inicio del informe"], Role.START),
        (["Reporting ends", "Fin del informe"], Role.END),
        (["Campaign", "Campaña", "Campaign name", "Nombre de la campaña", "Campanya"], Role.CAMPAIGN),
        (["Campaign ID", "ID de la campaña", "Identificador de la campaña"], Role.CAMPAIGN_ID),
        (["Cost", "Coste", "Costo", "Importe gastado (EUR)", "Amount spent (USD)", "Cost (€)"], Role.SPEND),
        (["Impr.", "Impressions", "Impresiones"], Role.IMPRESSIONS),
        (["Clicks", "Clics"], Role.CLICKS),
        (["Link clicks", "Clics en el enlace"], Role.LINK_CLICKS),
        (["Conversions", "Conversiones"], Role.CONVERSIONS),
        (["Results", "Resultados"], Role.RESULTS),
        (["Leads", "Clientes potenciales"], Role.LEADS),
        (["Conv. value", "Valor de conv.", "Purchases conversion value"], Role.VALUE),
        (["Currency code", "Código de moneda", "Currency", "Moneda"], Role.CURRENCY),
        (["Device", "Dispositivo", "Impression device"], Role.DEVICE),
        (["Month", "Mes", "Week", "Semana"], Role.COARSE),
    ],
)
def test_titles_are_known_in_both_languages(titles, roles):
    assert [column.role for column in columns(titles)] == [roles] * len(titles)


@pytest.mark.parametrize(
    "title", ["Clicks (all)", "Clics (todos)", "CTR", "Cost / conv.", "Start date", "Avg. CPC", ""]
)
def test_titles_that_mean_something_else_are_left_alone(title):
    assert columns([title]) == []


def test_of_two_titles_for_the_same_the_more_exact_one_is_taken():
    text = "Day,Campaign,Interactions,Clicks,Cost,Currency\n2026-11-01,A,90,7,1,EUR\n"
    (row,) = read(text.encode(), Source.GOOGLE_ADS).rows
    assert row.clicks == 7


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Computers", "desktop"),
        ("Ordenadores", "desktop"),
        ("Mobile phones", "mobile"),
        ("Mobile devices with full browsers", "mobile"),
        ("Teléfonos móviles", "mobile"),
        ("Tablets with full browsers", "tablet"),
        ("iPad", "tablet"),
        ("Android smartphone", "mobile"),
        ("Pantallas de TV", "tv"),
        ("Other", "other"),
        ("Smart fridge", "smart_fridge"),
        ("", ""),
    ],
)
def test_devices_have_our_names(theirs, ours):
    assert device(theirs) == ours


@pytest.mark.parametrize(("option", "value"), [("decimal", "semicolon"), ("dates", "ymd")])
def test_an_option_that_cannot_be_read_is_invalid_input(option, value):
    with pytest.raises(InvalidInput) as caught:
        read(b"x", Source.CSV, **{option: value})
    assert caught.value.field == f"--{option}"
