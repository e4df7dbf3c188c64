"""Performance, observations, CRM records and rates: what is kept, and what the sums say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from domain.campaign_data import CampaignData, Scope
from domain.entities import Campaign, Client, Match
from domain.facts import PerformanceRow
from domain.goal_lines import totals_of
from domain.kpi import Undefined, read
from domain.window import Window
from domain.words import Level, Source
from storage import Engine, Session, session
from storage.db import upserting
from storage.db.tables import (
    ContactRow,
    DealContactRow,
    DealRow,
    FxRateRow,
    ObservationRow,
    PerformanceTable,
    PlatformCampaignRow,
)
from storage.directory import accounts, campaigns, spending
from storage.directory.matching import holds, holds_utm
from storage.facts import crm, figures, fx, outcomes, performance, sync
from tests import casting
from tests.casting import ACME, BOSC, NOW, OTONO, TARDOR, TODAY, WINDOW, Cast, contact, deal, row

DAY = date(2026, 11, 10)
LATER = NOW + timedelta(hours=6)


def observed(db: Session, entity_id: str) -> list[tuple[int, str]]:
    chosen = select(ObservationRow).where(ObservationRow.entity_id == entity_id).order_by(col(ObservationRow.id))
    return [(r.conversions_micros, r.as_of.isoformat()) for r in db.exec(chosen)]


def spend(db: Session, cast: Cast, key: str = "acme-otono") -> dict[date, int]:
    found = figures.day_sums(db, [key], WINDOW).get(key, ())
    return {d.day: d.spend_micros // 10**6 for d in found if d.source is Source.GOOGLE_ADS}


def data_of(db: Session, campaign: Campaign, client: Client) -> CampaignData:
    (found,) = figures.facts(db, [Scope(campaign, client, WINDOW, TODAY)])
    return found


def test_a_row_comes_back_as_it_went_in(db: Session) -> None:
    cast = casting.everybody(db)
    big = 2**40
    given = PerformanceRow(Level.CAMPAIGN, "e", DAY, "device", "tablet", "CHF", big, 2, 3 * big, 4, 5 * big, 6)
    kept = {name: value for name, value in given._asdict().items() if name not in {"name", "aim"}}
    performance.upsert(db, cast.bosc_google, [given], NOW)
    stored = db.exec(select(PerformanceTable)).one()
    assert stored.model_dump(exclude={"load"}) == {**kept, "account": cast.bosc_google, "origin": "api"}
    seen = db.exec(select(ObservationRow)).one()
    assert seen.model_dump(exclude={"id", "as_of"}) == {**kept, "account": cast.bosc_google, "origin": "api"}
    assert seen.as_of == NOW


def test_of_ads_only_what_they_are_now_is_kept_and_of_hours_what_each_look_said(db: Session) -> None:
    cast = casting.everybody(db)
    rows = [row("a1", DAY, level=Level.AD), row("111", DAY, breakdown="hour", element="09"), row("111", DAY)]
    performance.upsert(db, cast.acme_google, rows, NOW)
    assert len(db.exec(select(PerformanceTable)).all()) == 3
    seen = sorted((one.level, one.breakdown) for one in db.exec(select(ObservationRow)))
    assert seen == [("campaign", "device"), ("campaign", "hour")]
    assert "a1" not in db.exec(select(PlatformCampaignRow.entity_id)).all()


def test_each_breakdown_vanishes_for_itself(db: Session) -> None:
    cast = casting.everybody(db)
    hours = [row("111", DAY, 1, breakdown="hour", element=hour) for hour in ("08", "09")]
    performance.upsert(db, cast.acme_google, [row("111", DAY), *hours], NOW, window=WINDOW)
    performance.upsert(db, cast.acme_google, [row("111", DAY)], LATER, window=WINDOW)
    performance.upsert(db, cast.acme_google, hours[:1], LATER, window=WINDOW)
    left = db.exec(select(PerformanceTable.breakdown, PerformanceTable.element)).all()
    assert sorted(left) == [("device", "mobile"), ("hour", "08")]
    assert spend(db, cast) == {DAY: 10}


def test_the_tuple_of_a_row_has_the_order_of_its_columns() -> None:
    made = dict(zip(performance.COLUMNS, performance.row_tuple(7, row("111", DAY), "api", 3, "sqlite"), strict=True))
    assert made["day"] == "2026-11-10"
    assert {k: v for k, v in made.items() if k not in {"account", "day", "origin", "load"}} == {
        k: v for k, v in row("111", DAY)._asdict().items() if k not in {"day", "name", "aim"}
    }


def test_of_a_window_only_the_rows_that_differ_are_written_and_its_own_are_read_once(db: Session) -> None:
    """Every hour brings all days of the window, of which the present one has grown: and one row has moved elsewhere."""
    cast = casting.everybody(db)
    rows = [row("111", day, element=device) for day in WINDOW for device in ("mobile", "desktop")]
    performance.upsert(db, cast.acme_google, rows, NOW, window=WINDOW)
    asked: list[tuple[str, int]] = []

    def note(_connection: object, _cursor: object, statement: str, given: list[object], *more: object) -> None:
        asked.append((" ".join(statement.split()), len(given) if more[-1] else 1))

    grown = [rows[0]._replace(spend_micros=rows[0].spend_micros + 1), *rows[2:]]
    engine = db.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        loaded = performance.upsert(db, cast.acme_google, grown, LATER, window=WINDOW)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert (loaded.given, loaded.changed, loaded.written) == (13, 2, True)
    written = [many for statement, many in asked if statement.startswith("INSERT INTO performance ")]
    assert written == [2], "the row that has grown, and the one that is gone"
    read = [one for one, _ in asked if one.startswith("SELECT") and "FROM performance " in f"{one} "]
    assert len(read) == 1


def test_observations_get_only_what_changed(db: Session) -> None:
    cast = casting.everybody(db)
    rows = [row("111", DAY), row("111", DAY, element="desktop"), row("112", DAY)]
    assert performance.upsert(db, cast.acme_google, rows, NOW).changed == 3
    assert performance.upsert(db, cast.acme_google, rows, LATER).changed == 0
    restated = [rows[0]._replace(conversions_micros=3_500_000), *rows[1:]]
    assert performance.upsert(db, cast.acme_google, restated, LATER).changed == 1
    assert observed(db, "111") == [
        (2_000_000, NOW.isoformat()),
        (2_000_000, NOW.isoformat()),
        (3_500_000, LATER.isoformat()),
    ]
    assert observed(db, "112") == [(2_000_000, NOW.isoformat())]


def test_two_changes_as_of_one_instant_are_two_observations(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_google, [row("111", DAY)], NOW)
    performance.upsert(db, cast.acme_google, [row("111", DAY, conversions_micros=7)], NOW)
    assert [value for value, _ in observed(db, "111")] == [2_000_000, 7]


def test_more_rows_than_a_chunk_are_all_written(db: Session) -> None:
    cast = casting.everybody(db)
    rows = [row(str(n), DAY) for n in range(2_500)]
    loaded = performance.upsert(db, cast.acme_google, rows, NOW)
    assert (loaded.given, loaded.changed, loaded.yielded) == (2_500, 2_500, 0)


def test_no_rows_are_no_change(db: Session) -> None:
    cast = casting.everybody(db)
    assert performance.upsert(db, cast.acme_google, [], NOW).changed == 0
    assert performance.latest_day(db, cast.acme_google) is None


def test_an_import_yields_to_days_that_the_api_delivered(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_google, [row("111", DAY)], NOW)
    file = [
        row("111", DAY, 99, breakdown="", element=""),
        row("111", DAY + timedelta(days=1), 7, breakdown="", element=""),
    ]
    loaded = performance.upsert(db, cast.acme_google, file, LATER, origin="import")
    assert (loaded.given, loaded.changed, loaded.yielded) == (2, 1, 1)
    assert spend(db, cast) == {DAY: 10, DAY + timedelta(days=1): 7}


def test_the_api_replaces_what_was_imported_for_its_days(db: Session) -> None:
    cast = casting.everybody(db)
    plain = {"breakdown": "", "element": ""}
    file = [row("111", DAY, 99, **plain), row("zz", DAY, 5, **plain), row("111", DAY - timedelta(days=1), 8, **plain)]
    assert performance.upsert(db, cast.acme_google, file, NOW, origin="import").changed == 3
    assert performance.upsert(db, cast.acme_google, file, LATER, origin="import").changed == 0
    performance.upsert(db, cast.acme_google, [row("111", DAY), row("111", DAY, element="desktop")], LATER)
    assert spend(db, cast) == {DAY - timedelta(days=1): 8, DAY: 20}
    stored = db.exec(select(PerformanceTable.entity_id).where(PerformanceTable.origin == "import")).all()
    assert stored == ["111"]


def test_a_later_import_replaces_what_earlier_ones_said_of_its_campaigns_and_days(db: Session) -> None:
    cast = casting.everybody(db)
    next_day, plain = DAY + timedelta(days=1), {"breakdown": "", "element": ""}
    first = [row("111", DAY, 1, **plain), row("111", next_day, 2, **plain), row("112", DAY, 4, **plain)]
    performance.upsert(db, cast.acme_google, first, NOW, origin="import")
    by_device = [row("111", DAY, 2), row("111", DAY, 1, element="desktop")]
    performance.upsert(db, cast.acme_google, by_device, LATER, origin="import")
    assert spend(db, cast) == {DAY: 3, next_day: 2}
    assert spend(db, cast, "acme-marca") == {DAY: 4}
    performance.upsert(db, cast.acme_google, first[:1], LATER, origin="import")
    assert spend(db, cast) == {DAY: 1, next_day: 2}
    last = db.exec(select(ObservationRow).where(ObservationRow.element == "desktop")).all()
    assert [seen.spend_micros for seen in last] == [10**6, 0]


def test_a_row_that_the_platform_no_longer_delivers_is_not_counted_twice(db: Session) -> None:
    cast = casting.everybody(db)
    first = [row("111", DAY, element="mobile", spend=2), row("111", DAY, element="unknown", spend=1)]
    performance.upsert(db, cast.acme_google, first, NOW, window=WINDOW)
    restated = [row("111", DAY, element="mobile", spend=3)]
    assert performance.upsert(db, cast.acme_google, restated, LATER, window=WINDOW).changed == 2
    assert spend(db, cast) == {DAY: 3}
    told = db.exec(select(ObservationRow).where(ObservationRow.element == "unknown").order_by(col(ObservationRow.id)))
    assert [(seen.spend_micros, seen.clicks, seen.as_of) for seen in told] == [(10**6, 50, NOW), (0, 0, LATER)]
    assert performance.upsert(db, cast.acme_google, restated, LATER, window=WINDOW).changed == 0


def test_only_what_was_asked_for_can_vanish(db: Session) -> None:
    cast = casting.everybody(db)
    before, imported, newest = WINDOW.start - timedelta(days=1), DAY + timedelta(days=1), WINDOW.end
    rows = [row("111", before), row("111", DAY), row("111", DAY)._replace(level=Level.AD)]
    performance.upsert(db, cast.acme_google, rows, NOW)
    performance.upsert(db, cast.bosc_google, [row("111", DAY)], NOW)
    performance.upsert(db, cast.acme_google, [row("111", imported)], NOW, origin="import")
    performance.upsert(db, cast.acme_google, [row("111", newest)], LATER, window=WINDOW)
    left = {(found.account, found.level, found.day) for found in db.exec(select(PerformanceTable))}
    ours = {("campaign", before), ("campaign", imported), ("campaign", newest), ("ad", DAY)}
    assert left == {*((cast.acme_google, *one) for one in ours), (cast.bosc_google, "campaign", DAY)}


def test_a_campaign_deleted_at_the_platform_has_spent_all_the_same(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_google, [row("111", DAY), row("112", DAY)], NOW, window=WINDOW)
    performance.upsert(db, cast.acme_google, [row("112", DAY)], LATER, window=WINDOW)
    assert spend(db, cast) == {DAY: 10}


def test_one_family_of_breakdowns_counts_and_totals_come_first(db: Session) -> None:
    cast = casting.everybody(db)
    by_age = [row("111", DAY, 10, breakdown="age", element=e) for e in ("18-24", "25-34")]
    by_device = [row("111", DAY, 10, element=e) for e in ("mobile", "desktop")]
    performance.upsert(db, cast.acme_google, [*by_age, *by_device], NOW)
    assert spend(db, cast) == {DAY: 20}
    performance.upsert(db, cast.acme_google, [row("111", DAY, 21, breakdown="", element="")], NOW)
    assert spend(db, cast) == {DAY: 21}


def test_devices_count_before_other_breakdowns_and_hours_where_there_is_nothing_else(db: Session) -> None:
    cast, next_day, last = casting.everybody(db), DAY + timedelta(days=1), DAY + timedelta(days=2)
    hours = [row("111", day, 2, breakdown="hour", element="09") for day in (DAY, next_day, last)]
    networks = [row("111", day, 5, breakdown="network", element="search") for day in (DAY, next_day)]
    ages = [row("111", DAY, 6, breakdown="age", element="18-24")]
    performance.upsert(db, cast.acme_google, [*hours, *networks, *ages, row("111", DAY, 7)], NOW)
    assert spend(db, cast) == {DAY: 7, next_day: 5, last: 2}
    assert spending.last_month(db, cast.acme_google) == {"111": 14 * 10**6}


def test_a_sum_with_an_unknown_part_is_unknown_and_the_others_are_not(db: Session) -> None:
    cast, next_day = casting.everybody(db), DAY + timedelta(days=1)
    silent = row("111", DAY, element="desktop", impressions=None, leads_micros=None)
    performance.upsert(db, cast.acme_google, [row("111", DAY), silent, row("111", next_day)], NOW, origin="import")
    first, second = figures.day_sums(db, ["acme-otono"], WINDOW)["acme-otono"]
    assert (first.impressions, first.leads_micros, first.clicks) == (None, None, 100)
    assert (second.impressions, second.leads_micros, second.clicks) == (1_000, 10**6, 50)
    assert performance.upsert(db, cast.acme_google, [row("111", DAY), silent], LATER, origin="import").changed == 0
    learnt = db.exec(select(ObservationRow.leads_micros).where(ObservationRow.element == "desktop")).all()
    assert learnt == [None]


def test_ads_and_ad_groups_are_not_added_to_their_campaign(db: Session) -> None:
    cast = casting.everybody(db)
    rows = [row("111", DAY), row("111", DAY, level=Level.AD_GROUP), row("111", DAY, level=Level.AD)]
    performance.upsert(db, cast.acme_google, rows, NOW)
    assert spend(db, cast) == {DAY: 10}


def test_the_numbers_of_a_campaign(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast)
    data = data_of(db, OTONO, ACME)
    assert (data.window, data.previous) == (WINDOW, Window(date(2026, 11, 2), date(2026, 11, 8)))
    assert len(data.days) == 28  # two weeks of two sources
    google, meta = data.days[-2:]
    assert (google.source, google.spend_micros, google.impressions) == (Source.GOOGLE_ADS, 10_000_000, 1_000)
    assert (meta.source, meta.spend_micros, meta.currency) == (Source.META, 20_000_000, "EUR")
    assert {type(value) for value in (google.spend_micros, google.clicks, google.leads_micros)} == {int}
    assert data.crm == ()
    assert min(d.day for d in data.flight_days) == TODAY - timedelta(days=28)


def test_another_clients_numbers_never_come_along(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast)
    data = data_of(db, TARDOR, BOSC)
    assert {(d.currency, d.spend_micros) for d in data.days} == {("CHF", 30_000_000)}
    assert [f.account_id for f in data.freshness] == ["9876543210"]
    assert not data.has_crm
    rate = data.rates.on("CHF", DAY)
    assert rate
    assert rate.euros == Decimal("1.05")


def test_figures_make_no_object_per_row(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast)
    db.expunge_all()
    made: list[object] = []

    def note(instance: object, _: object) -> None:
        made.append(instance)

    event.listen(PerformanceTable, "load", note)
    try:
        assert data_of(db, OTONO, ACME).days
    finally:
        event.remove(PerformanceTable, "load", note)
    assert made == []


def test_freshness_tells_only_of_the_accounts_that_the_campaign_draws_on(db: Session) -> None:
    cast = casting.everybody(db)
    marca = campaigns.get(db, "acme-marca")
    assert marca
    data = data_of(db, marca, ACME)
    assert [f.account_id for f in data.freshness] == ["1234567890"]
    assert not data.has_crm
    run = sync.begin(db, cast.acme_google, NOW, WINDOW)
    sync.succeed(db, run, NOW, 3)
    performance.upsert(db, cast.acme_google, [row("112", DAY)], NOW, DAY)
    [fresh] = data_of(db, marca, ACME).freshness
    assert (fresh.last_success, fresh.provisional_from, fresh.error) == (NOW, DAY, None)


def test_an_import_is_fresh_as_of_its_day_where_nothing_was_polled(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.bosc_google, [row("333", DAY)], NOW, origin="import")
    [fresh] = accounts.freshness(db, "bosc")
    assert fresh.last_success == NOW


def test_crm_days_count_leads_customers_and_revenue(db: Session) -> None:
    cast = casting.everybody(db)
    people = [
        contact("1", DAY),
        contact("2", DAY),
        contact("3", DAY, "otra-cosa"),
        contact("4", DAY - timedelta(days=90)),
    ]
    people.append(replace(contact("5", DAY), lead_day=None))
    assert crm.upsert_contacts(db, cast.acme_hubspot, people) == 5
    won = DAY + timedelta(days=2)
    deals = [
        deal("a", ("1",), won, 500),
        deal("b", ("1",), won + timedelta(days=1), 100),  # the same customer buys again
        deal("c", ("3", "2"), won, 40),  # counted for the contact that a campaign claims
        deal("d", ("3",), won, 7),
        deal("e", ("2",), None),
        replace(deal("f", ("4",), won, 9), currency="USD"),
        replace(deal("g", ("4",), won), amount_micros=None),
        deal("h", (), won, 11),
    ]
    assert crm.upsert_deals(db, cast.acme_hubspot, deals) == 8
    performance.resolve_matches(db, "acme")
    sync.succeed(db, sync.begin(db, cast.acme_hubspot, NOW, WINDOW), NOW, 13)
    data = data_of(db, OTONO, ACME)
    assert data.has_crm
    assert [(d.day, d.currency, d.leads, d.customers, d.revenue_micros // 10**6) for d in data.crm] == [
        (DAY, "EUR", 2, 0, 0),
        (won, "EUR", 0, 3, 540),
        (won, "USD", 0, 0, 9),
        (won + timedelta(days=1), "EUR", 0, 0, 100),
    ]


def test_a_crm_that_is_asked_and_not_connected_leaves_what_it_counts_unsaid(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast)
    accounts.remove(db, cast.acme_hubspot, "U0", NOW)
    data = data_of(db, OTONO, ACME)
    assert data.has_crm
    assert [(one.source, one.last_success) for one in data.freshness if one.source.is_crm] == [(Source.HUBSPOT, None)]
    sums = totals_of(data)
    assert (sums.leads, sums.revenue, sums.customers) == (None, None, None)
    assert sums.platform_leads is not None


def test_mqls_and_sqls_count_on_the_day_they_first_were_one_or_more(db: Session) -> None:
    cast = casting.everybody(db)
    later, last = DAY + timedelta(days=1), DAY + timedelta(days=2)
    people = [
        replace(contact("1", DAY), mql_day=DAY, sql_day=later),
        replace(contact("2", DAY), sql_day=later),
        replace(contact("3", DAY), customer_day=last),
        replace(contact("4", DAY), mql_day=last, sql_day=later),
        contact("5", DAY),
        replace(contact("6", DAY, "otra-cosa"), mql_day=DAY),
    ]
    crm.upsert_contacts(db, cast.acme_hubspot, people)
    performance.resolve_matches(db, "acme")
    found = outcomes.crm_days(db, {"acme-otono": "EUR"}, WINDOW)["acme-otono"]
    assert [(d.day, d.leads, d.mqls, d.sqls, d.customers) for d in found] == [
        (DAY, 5, 1, 0, 0),
        (later, 0, 2, 3, 0),
        (last, 0, 1, 1, 0),
    ]


def test_crm_records_come_back_as_they_went_in_and_change(db: Session) -> None:
    cast = casting.everybody(db)
    one = replace(contact("1", DAY), mql_day=DAY, sql_day=DAY, customer_day=DAY, stage="customer")
    crm.upsert_contacts(db, cast.acme_hubspot, [contact("1", DAY)])
    crm.upsert_contacts(db, cast.acme_hubspot, [one])
    stored = db.exec(select(ContactRow)).one()
    ours = {"account", "campaign_key", "earlier_utm", "archived_at", "merged_into", "forms"}
    told = {name: getattr(one, name) for name in one.__slots__ if name not in {"merged", "forms"}}
    assert stored.model_dump(exclude=ours) == told
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("1", "2", "1"), None)])
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("3",), DAY)])
    kept = db.exec(select(DealRow)).one()
    wanted = deal("a", ("3",), DAY)
    assert kept.model_dump(exclude={"account", "campaign_key", "contact_id", "archived_at"}) == {
        name: getattr(wanted, name) for name in wanted.__slots__ if name not in {"contact_ids", "merged"}
    }
    assert [link.contact_id for link in db.exec(select(DealContactRow))] == ["3"]


def test_what_a_campaign_no_longer_asks_for_is_let_go(db: Session) -> None:
    cast = casting.everybody(db)
    crm.upsert_contacts(db, cast.acme_hubspot, [contact("1", DAY)])
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("1",), DAY)])
    performance.resolve_matches(db, "acme")
    campaigns.save(db, replace(OTONO, matches=()), "U0MAYA", NOW)
    assert db.exec(select(ContactRow.campaign_key)).all() == [None]
    assert db.exec(select(DealRow.campaign_key)).all() == [None]
    assert len(campaigns.unclaimed(db, "acme")) == 3


@pytest.mark.parametrize(
    ("match", "name", "expected"),
    [
        (Match(Source.META, name_contains="otono"), "OTOÑO – tráfico", True),
        (Match(Source.META, name_contains="OTOÑO"), "campana otono 26", True),
        (Match(Source.META, name_contains="invierno"), "OTOÑO", False),
        (Match(Source.META, ("1",)), "whatever", True),
        (Match(Source.META, ("2",)), "whatever", False),
        (Match(Source.META, ("1",), "otono"), "invierno", False),
        (Match(Source.META, ("2",), "otono"), "otoño", False),
        (Match(Source.META, utm_campaign="otono"), "otono", False),
        (Match(Source.META), "anything", False),
    ],
)
def test_all_given_conditions_must_hold_and_none_match_nothing(match: Match, name: str, *, expected: bool) -> None:
    assert holds(match, "1", name) is expected


@pytest.mark.parametrize(
    ("match", "utm", "expected"),
    [
        (Match(Source.HUBSPOT, utm_campaign="otono-2026"), "Otoño-2026", True),
        (Match(Source.HUBSPOT, utm_campaign="otono-2026"), "otono", False),
        (Match(Source.HUBSPOT, name_contains="otono"), "es-otoño-2026", True),
        (Match(Source.HUBSPOT, utm_campaign="otono 2026"), "otono+2026", True),
        (Match(Source.HUBSPOT, utm_campaign="otono 2026"), "otono%202026", True),
        (Match(Source.HUBSPOT, utm_campaign="otono 2026"), "Oto%C3%B1o+2026", True),
        (Match(Source.HUBSPOT, utm_campaign="otono 2026"), "Oto%25C3%25B1o%2B2026", True),  # encoded twice
        (Match(Source.HUBSPOT, utm_campaign="otono 2026"), "Oto%F1o+2026", True),  # by an old page
        (Match(Source.HUBSPOT, utm_campaign="otono+2026"), "otono 2026", True),
        (Match(Source.HUBSPOT, utm_campaign="50% off"), "50% off", True),
        (Match(Source.HUBSPOT, utm_campaign="otono 2026"), "otono2026", False),
        (Match(Source.HUBSPOT, utm_campaign="otono-2026", name_contains="x"), "otono-2026", False),
        (Match(Source.HUBSPOT, ("a", "B")), "b", True),
        (Match(Source.HUBSPOT, ("a",)), "b", False),
        (Match(Source.HUBSPOT), "b", False),
        (Match(Source.HUBSPOT, name_contains="x"), "", False),
    ],
)
def test_contacts_are_matched_by_their_utm_campaign(match: Match, utm: str, *, expected: bool) -> None:
    assert holds_utm(match, utm) is expected


def test_ids_beat_names_and_longer_names_beat_shorter(db: Session) -> None:
    casting.everybody(db)
    campaigns.save(db, replace(OTONO, key="acme-a", matches=(Match(Source.META, name_contains="oto"),)), "U1", NOW)
    assert claimed_by(db, "222") == "acme-otono"
    campaigns.save(db, replace(OTONO, key="acme-b", matches=(Match(Source.META, ("222",)),)), "U1", NOW)
    assert claimed_by(db, "222") == "acme-b"


def claimed_by(db: Session, entity_id: str) -> str | None:
    return db.exec(select(PlatformCampaignRow.campaign_key).where(PlatformCampaignRow.entity_id == entity_id)).one()


def test_listing_again_changes_the_name_and_not_the_claim(db: Session) -> None:
    cast = casting.everybody(db)
    renamed = replace(casting.UNCLAIMED, entity_id="111", name="Renamed")
    assert performance.list_campaigns(db, cast.acme_google, [renamed]) == 1
    assert claimed_by(db, "111") == "acme-otono"


def test_rates_reach_back_to_the_last_known_before(db: Session) -> None:
    fx.save(
        db,
        "CHF",
        {date(2026, 10, 30): Decimal("1.04"), date(2026, 11, 4): Decimal("1.06"), date(2026, 9, 1): Decimal(1)},
    )
    fx.save(db, "CHF", {date(2026, 10, 30): Decimal("1.05")})
    rates = fx.rates(db, ["CHF", "EUR", "USD"], date(2026, 11, 1))
    found = [rates.on("CHF", day) for day in (date(2026, 10, 29), date(2026, 11, 1), date(2026, 11, 9))]
    assert [rate and (rate.published, rate.euros) for rate in found] == [
        None,
        (date(2026, 10, 30), Decimal("1.05")),
        (date(2026, 11, 4), Decimal("1.06")),
    ]
    assert rates.on("USD", date(2026, 11, 1)) is None
    assert fx.latest(db, "CHF") == date(2026, 11, 4)
    assert fx.latest(db, "USD") is None


def test_a_failed_load_leaves_nothing_behind(engine: Engine) -> None:
    with session(engine) as db:
        cast = casting.everybody(db)

    def broken() -> None:
        with session(engine) as db:
            performance.upsert(db, cast.acme_google, [row("111", DAY), row("111", DAY, spend_micros=None)], NOW)

    with pytest.raises(IntegrityError):
        broken()
    with session(engine) as db:
        assert performance.latest_day(db, cast.acme_google) is None


def test_until_a_crm_has_answered_nobody_speaks_in_its_place(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast)
    for failed in (False, True):
        if failed:
            sync.fail(db, sync.begin(db, cast.acme_hubspot, NOW, WINDOW), NOW, "expired_token")
        sums = totals_of(data_of(db, OTONO, ACME))
        for kpi in ("leads", "cpl", "revenue", "roas", "new_customers", "mqls"):
            assert (read(kpi, sums).value, read(kpi, sums).why) == (None, Undefined.NO_DATA), kpi
        assert read("spend", sums).value
    assert "expired_token" in {f.error for f in data_of(db, OTONO, ACME).freshness}
    sync.succeed(db, sync.begin(db, cast.acme_hubspot, NOW, WINDOW), NOW, 0)
    sums = totals_of(data_of(db, OTONO, ACME))
    assert (read("leads", sums).value, read("roas", sums).value, read("cpl", sums).why) == (
        0,
        0,
        Undefined.NO_DENOMINATOR,
    )


def test_many_campaigns_are_told_as_each_alone(db: Session) -> None:
    casting.numbers(db, casting.everybody(db))
    asked = [Scope(OTONO, ACME, WINDOW, TODAY), Scope(TARDOR, BOSC, WINDOW.previous(), TODAY)]
    together, alone = figures.facts(db, asked), [one for scope in asked for one in figures.facts(db, [scope])]
    for many, one in zip(together, alone, strict=True):
        assert replace(many, rates=one.rates) == one
        assert totals_of(many) == totals_of(one)


def test_columns_in_another_order_than_their_table_are_refused() -> None:
    with pytest.raises(AssertionError, match="fx_rate"):
        upserting.compiled("sqlite", FxRateRow, ("day", "currency", "euros"), ("euros",), ())


@pytest.mark.parametrize("seed", range(4))
def test_the_newest_observation_of_a_row_is_always_what_the_row_says(db: Session, seed: int) -> None:
    cast, dice = casting.everybody(db), Random(seed)
    for step in range(12):
        rows = [
            row(
                dice.choice(["111", "112"]), DAY + timedelta(days=dice.randrange(3)), dice.randrange(3), element=element
            )
            for element in ("mobile", "desktop")
        ]
        origin = dice.choice(["api", "api", "import"])
        performance.upsert(db, cast.acme_google, rows, NOW + timedelta(hours=step), origin=origin)
    values = (*performance.COLUMNS[1:6], *performance.VALUES)
    newest = {
        tuple(getattr(seen, name) for name in performance.COLUMNS[1:6]): tuple(getattr(seen, name) for name in values)
        for seen in db.exec(select(ObservationRow).order_by(col(ObservationRow.id)))
    }
    current = [tuple(getattr(it, name) for name in values) for it in db.exec(select(PerformanceTable))]
    assert current
    assert all(newest[it[:5]] == it for it in current)


def test_an_import_says_which_days_it_left_to_the_api(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_google, [row("111", DAY)], NOW)
    file = [row(entity, DAY, breakdown="", element="") for entity in ("111", "112")]
    loaded = performance.upsert(db, cast.acme_google, file, LATER, origin="import")
    assert (loaded.yielded, loaded.yielded_days) == (2, 1)
