"""Rows counted by what a client says counts, as they come and again when it says otherwise."""

from dataclasses import replace
from datetime import date, timedelta
from math import isnan

from sqlmodel import col, select

from domain.campaign_data import Scope, sums_of
from domain.entities import SourceAccount
from domain.facts import DEVICE, AccountInfo, Contact, Freshness, PerformanceRow, PlatformElement
from domain.kpi import Reading, Undefined, read
from domain.money import MICRO
from domain.results import Action, AsBefore, Counts, ResultDefinition, ResultKind
from domain.window import Window
from domain.words import Claim, Level, Source
from storage import Session
from storage.db.tables import ObservationRow, PerformanceTable
from storage.directory import accounts, campaigns, clients
from storage.directory.changes import Via
from storage.facts import (
    by_action,
    counting,
    crm,
    figures,
    forms,
    late,
    listing,
    performance,
    quiet,
    steps,
    sync,
    to_judge,
)
from tests import casting
from tests.casting import ACME, NOW, OTONO, TODAY

DAY = date(2026, 11, 10)
NEXT = DAY + timedelta(days=1)
MESSAGING = ResultDefinition(((ResultKind.LEAD, Counts(((Source.META, ("lead", "messaging")),))),))


def told(
    day: date, leads: int = 0, talks: int = 0, level: Level = Level.CAMPAIGN, entity: str = "222"
) -> PerformanceRow:
    found = [Action("lead", leads * MICRO, 0, "", ResultKind.LEAD, "", is_own=True)] if leads else []
    found += [Action("messaging", talks * MICRO, 0, "", ResultKind.LEAD)] if talks else []
    own = leads * MICRO
    return PerformanceRow(
        level, entity, day, DEVICE if level is Level.CAMPAIGN else "", "mobile" if level is Level.CAMPAIGN else "",
        "EUR", 1000, 40, 10 * MICRO, own, 0, own, "Otono", tuple(found), "lead",
    )  # fmt: skip


def leads(db: Session, account: int, entity: str = "222") -> dict[date, int | None]:
    rows = PerformanceTable
    chosen = select(rows).where(rows.account == account, rows.entity_id == entity)
    found = db.exec(chosen.order_by(col(rows.day)).execution_options(populate_existing=True))
    return {row.day: None if row.leads_micros is None else row.leads_micros // MICRO for row in found}


def seen(db: Session, entity: str = "222") -> list[tuple[date, int | None]]:
    rows = ObservationRow
    chosen = select(rows).where(rows.entity_id == entity).order_by(col(rows.id))
    found = db.exec(chosen.execution_options(populate_existing=True))
    return [(row.day, None if row.leads_micros is None else row.leads_micros // MICRO) for row in found]


def define(db: Session, results: ResultDefinition) -> None:
    clients.save(db, replace(ACME, results=results), "U0MAYA", NOW)


def count_again(db: Session) -> list[str]:
    """Whose judging waits now."""
    for account, entity in counting.stale(db):
        counting.again(db, account, entity, NOW)
    return to_judge.waiting(db, NOW)


def test_what_a_client_says_counts_is_counted_as_it_comes(db: Session) -> None:
    cast = casting.everybody(db)
    define(db, MESSAGING)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5), told(NEXT, talks=3)], NOW)
    assert leads(db, cast.acme_meta) == {DAY: 7, NEXT: 3}
    assert counting.stale(db) == []


def test_another_definition_counts_history_anew_with_what_was_once_known(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5)], NOW)
    performance.upsert(db, cast.acme_meta, [told(DAY, 3, 6)], NOW + timedelta(hours=1))
    define(db, MESSAGING)
    assert count_again(db) == ["acme"]
    assert leads(db, cast.acme_meta) == {DAY: 9}
    assert seen(db) == [(DAY, 7), (DAY, 9)]
    assert counting.stale(db) == []
    define(db, ResultDefinition())
    assert count_again(db) == ["acme"]
    assert leads(db, cast.acme_meta) == {DAY: 3}
    assert seen(db) == [(DAY, 2), (DAY, 3)]


def test_a_campaign_s_own_definition_counts_its_rows_and_those_of_its_ads(db: Session) -> None:
    cast = casting.everybody(db)
    listing.list_elements(db, cast.acme_meta, [PlatformElement(Level.AD, "ad", "222", "An ad")])
    another = told(DAY, 1, 1, entity="333")._replace(name="Something else")
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5), another], NOW)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5, Level.AD, "ad")], NOW, details=True)
    campaigns.save(db, replace(OTONO, results=MESSAGING), "U0MAYA", NOW)
    assert count_again(db) == ["acme"]
    found = {entity: leads(db, cast.acme_meta, entity)[DAY] for entity in ("222", "ad", "333")}
    assert found == {"222": 7, "ad": 7, "333": 1}


def test_what_a_campaign_records_for_the_first_time_counts_its_ads_anew_too(db: Session) -> None:
    cast = casting.everybody(db)
    listing.list_elements(db, cast.acme_meta, [PlatformElement(Level.AD, "ad", "222", "An ad")])
    performance.upsert(db, cast.acme_meta, [told(DAY, talks=5)], NOW)
    performance.upsert(db, cast.acme_meta, [told(DAY, talks=5, level=Level.AD, entity="ad")], NOW, details=True)
    assert leads(db, cast.acme_meta, "ad") == {DAY: None}
    performance.upsert(db, cast.acme_meta, [told(NEXT, 1, 5)], NOW)
    assert leads(db, cast.acme_meta, "ad") == {DAY: 0}


def test_beside_a_campaign_that_counts_leads_a_zero_is_a_number(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2), told(DAY, talks=5, entity="333")], NOW)
    performance.resolve_matches(db, "acme")
    performance.upsert(db, cast.acme_meta, [told(DAY, 2), told(DAY, talks=5, entity="333")], NOW)
    assert leads(db, cast.acme_meta, "333") == {DAY: 0}


def test_results_that_nobody_has_said_anything_of_are_no_zero_and_become_numbers_with_the_first_lead(
    db: Session,
) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, talks=5)], NOW)
    assert leads(db, cast.acme_meta) == {DAY: None}
    performance.upsert(db, cast.acme_meta, [told(NEXT, 1, 5)], NOW)
    assert leads(db, cast.acme_meta) == {DAY: 0, NEXT: 1}
    assert seen(db) == [(DAY, 0), (NEXT, 1)]


def test_what_was_not_read_by_action_stays_as_it_was_counted(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2)._replace(actions=None), told(NEXT, 1, 4)], NOW)
    define(db, MESSAGING)
    count_again(db)
    assert leads(db, cast.acme_meta) == {DAY: 2, NEXT: 5}


def test_what_was_learnt_before_actions_were_read_is_another_number_where_something_else_counts(db: Session) -> None:
    cast = casting.everybody(db)
    performance.resolve_matches(db, "acme")
    long_ago = NOW + timedelta(days=40)
    performance.upsert(
        db, cast.acme_meta, [told(DAY, 2)._replace(actions=None), told(NEXT)._replace(actions=None)], NOW
    )
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5)], long_ago, window=Window(DAY, NEXT))

    def learnt() -> list[float | None]:
        found = steps.observed(db, OTONO.key, Window(DAY, DAY), long_ago)
        return [None if isnan(one) else one / MICRO for one in found.values["leads_micros"]]

    def settled() -> tuple[int | None, int | None]:
        then, now = late.days(db, "acme", Window(DAY, DAY))[OTONO.key][DAY]
        return then.leads, now.leads

    assert (learnt(), settled()) == ([2, 2], (2 * MICRO, 2 * MICRO))
    define(db, MESSAGING)
    count_again(db)
    assert (learnt(), settled()) == ([None, 7], (None, 7 * MICRO))
    vanished = steps.observed(db, OTONO.key, Window(NEXT, NEXT), long_ago).values["leads_micros"]
    assert [isnan(one) for one in vanished] == [True, False]  # what the platform speaks of no more is nothing


def test_reading_the_same_again_writes_nothing(db: Session) -> None:
    cast = casting.everybody(db)
    define(db, MESSAGING)
    window = Window(DAY, DAY)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5)], NOW, window=window)
    assert not performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5)], NOW, window=window).written
    assert len(seen(db)) == 1


def test_what_the_accounts_recorded_is_told_by_action_and_campaign(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5), told(NEXT, talks=3), told(NEXT, 9, entity="999")], NOW)

    def told_of(client: str, days: Window) -> list[tuple[Source, str, int]]:
        rows = by_action.rows(db, client, days)
        found = by_action.recorded(db, cast.acme_meta, Source.META, rows)
        return [(one.source, one.token, one.count_micros // MICRO) for one in found]

    assert told_of("acme", Window(DAY, NEXT)) == [(Source.META, "lead", 11), (Source.META, "messaging", 8)]
    assert told_of("acme", Window(DAY, DAY)) == [(Source.META, "messaging", 5), (Source.META, "lead", 2)]
    assert {many for *_, many in told_of("bosc", Window(DAY, NEXT))} == {0}


def test_who_said_what_counts_stands_in_the_audit_log(db: Session) -> None:
    casting.everybody(db)
    changed = clients.save(db, replace(ACME, results=MESSAGING), "U0MAYA", NOW, Via.SLACK)
    assert changed == ["results.lead"]


def test_downloads_are_counted_where_a_definition_says_what_one_is(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5), told(NEXT, talks=3)], NOW)
    performance.resolve_matches(db, "acme")
    scope = Scope(OTONO, ACME, Window(DAY, NEXT), TODAY)
    (data,) = figures.facts(db, [scope])
    assert {row.downloads_micros for row in data.days} == {None}
    said = replace(OTONO, results=ResultDefinition(((ResultKind.DOWNLOAD, Counts(((Source.META, ("messaging",)),))),)))
    (data,) = figures.facts(db, [replace(scope, campaign=said)])
    days = {row.day: row.downloads_micros for row in data.days if row.source is Source.META}
    assert days == {DAY: 5 * MICRO, NEXT: 3 * MICRO}
    assert read("downloads", sums_of(data, data.window)).value == 8


def downloads(db: Session, tokens: dict[Source, tuple[str, ...]], days: Window) -> Reading:
    said = replace(OTONO, results=ResultDefinition(((ResultKind.DOWNLOAD, Counts(tuple(tokens.items()))),)))
    (data,) = figures.facts(db, [Scope(said, ACME, days, TODAY)])
    return read("downloads", sums_of(data, data.window))


def test_nobody_reads_no_downloads_where_they_are_not_known(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2)._replace(actions=None), told(NEXT, 1, 4)], NOW)
    performance.resolve_matches(db, "acme")
    both = Window(DAY, NEXT)
    assert downloads(db, {Source.META: ("messaging",)}, Window(NEXT, NEXT)).value == 4
    assert downloads(db, {Source.META: ("messaging",)}, both).why is Undefined.NOT_SAID
    assert downloads(db, {Source.GOOGLE_ADS: ("action:5",)}, both).value == 0, "what Meta records is none"
    assert downloads(db, {Source.HUBSPOT: ("form:guia",)}, both).value is None, "a CRM that has not answered"


def test_a_day_of_which_a_platform_tells_nothing_has_no_downloads_where_they_are_counted() -> None:
    platforms = [(1, Freshness(Source.META, "act_1", NOW))]
    said = replace(OTONO, results=ResultDefinition(((ResultKind.DOWNLOAD, Counts(((Source.META, ("messaging",)),))),)))
    for campaign, expected in ((said, 0), (OTONO, None)):
        scope = Scope(campaign, ACME, Window(DAY, NEXT), TODAY)
        found = quiet.with_zeros(scope, (), scope.window, platforms)
        assert [(row.day, row.downloads_micros) for row in found] == [(DAY, expected), (NEXT, expected)]


def test_downloads_of_files_are_counted_by_their_columns(db: Session) -> None:
    casting.everybody(db)
    number = accounts.save(db, SourceAccount("acme", Source.META, "import:acme"), "U0", NOW).id
    row = told(DAY, 2)._replace(actions=(Action("guias", 6 * MICRO, 0, "Guías"),))
    performance.upsert(db, number, [row], NOW, origin="import")
    performance.resolve_matches(db, "acme")
    assert downloads(db, {Source.CSV: ("guias",)}, Window(DAY, DAY)).value == 6


def test_days_that_were_not_read_by_action_are_named_where_what_counts_was_said(db: Session) -> None:
    cast = casting.everybody(db)
    performance.upsert(db, cast.acme_meta, [told(DAY, 2)._replace(actions=None), told(NEXT, 1, 4)], NOW)
    performance.resolve_matches(db, "acme")
    scope = Scope(OTONO, ACME, Window(DAY, NEXT), TODAY)
    said = replace(scope, client=replace(ACME, results=MESSAGING))
    assert [data.as_before for data in figures.facts(db, [said])] == [AsBefore(DAY)]
    assert [data.as_before for data in figures.facts(db, [scope])] == [None]
    age = (TODAY - DAY).days
    for keeps, for_good in ((age, False), (age - 1, True), (None, False)):
        accounts.describe(db, cast.acme_meta, AccountInfo("act_1", "Acme", "EUR", "Europe/Madrid"), NOW, keeps)
        assert [data.as_before for data in figures.facts(db, [said])] == [AsBefore(DAY, for_good)]
    performance.upsert(db, cast.acme_google, [told(DAY, 1)._replace(entity_id="111", actions=None)], NOW)
    both = ResultDefinition.of_plain({"lead": {"meta": ["lead"], "google_ads": ["action:5"]}})
    accounts.describe(db, cast.acme_meta, AccountInfo("act_1", "Acme", "EUR", "Europe/Madrid"), NOW, age - 1)
    mixed = replace(scope, client=replace(ACME, results=both))
    assert [data.as_before for data in figures.facts(db, [mixed])] == [AsBefore(DAY)], "Google's is yet to be read"


def sent(number: int, *forms: tuple[str, date], campaign: str = "otono-2026") -> Contact:
    return Contact(str(number), campaign, "", "subscriber", NOW, None, None, None, None, NOW, forms=forms)


def test_a_form_of_the_crm_is_a_download_by_its_name_or_its_id_and_one_person_one(db: Session) -> None:
    cast = casting.everybody(db)
    people = [
        sent(1, ("form:guide", DAY), ("form:other", NEXT)),
        sent(2, ("form:other", DAY)),
        sent(3, ("form:guide", NEXT)),
        replace(sent(4, ("form:guide", NEXT)), merged=("5",)),
    ]
    crm.upsert_contacts(db, cast.acme_hubspot, [sent(5, ("form:guide", DAY))])
    crm.upsert_contacts(db, cast.acme_hubspot, people)
    forms.name(db, cast.acme_hubspot, {"form:guide": "Guía", "form:other": "Contacto"})
    performance.resolve_matches(db, "acme")
    performance.upsert(db, cast.acme_meta, [told(DAY, 2, 5)], NOW)
    sync.succeed(db, sync.begin(db, cast.acme_hubspot, NOW, Window(DAY, TODAY)), NOW, 1)
    scope = Scope(OTONO, ACME, Window(DAY, NEXT), TODAY)

    def downloads(*tokens: str) -> list[object]:
        counts = Counts(((Source.META, ("messaging",)), (Source.HUBSPOT, tokens)))
        said = replace(OTONO, results=ResultDefinition(((ResultKind.DOWNLOAD, counts),)))
        (data,) = figures.facts(db, [replace(scope, campaign=said)])
        reading = read("downloads", sums_of(data, data.window))
        return [reading.value, reading.claim]

    assert downloads("form:guia") == [3, Claim.CRM]
    assert downloads("form:guia", "form:contacto") == [4, Claim.CRM]
    assert downloads("form:nobody knows") == [None, Claim.CRM]


def test_a_day_that_is_read_again_follows_though_its_networks_are_not(db: Session) -> None:
    cast = casting.everybody(db)
    before = told(DAY, 2)._replace(actions=None)
    network = before._replace(breakdown="network", element="search")
    performance.upsert(db, cast.acme_meta, [before, network], NOW, window=Window(DAY, DAY))
    performance.upsert(
        db, cast.acme_google, [told(DAY, 1)._replace(entity_id="111", actions=None)], NOW, origin="import"
    )
    performance.upsert(db, cast.acme_meta, [told(DAY, 2)], NOW + timedelta(hours=1), window=Window(DAY, DAY))
    performance.resolve_matches(db, "acme")
    everywhere = ResultDefinition.of_plain({"lead": {"meta": ["lead"], "google_ads": ["action:5"]}})
    scope = Scope(OTONO, replace(ACME, results=everywhere), Window(DAY, NEXT), TODAY)
    assert [data.as_before for data in figures.facts(db, [scope])] == [None]
