"""Clients, channels, campaigns and accounts: what people declare is kept, changed and audited."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from domain.entities import Channel, Comparator, Goal, Match, SourceAccount, Subscription
from domain.errors import InvalidInput
from domain.facts import AccountInfo, PlatformCampaign
from domain.money import Money
from domain.window import Window
from domain.words import Audience, Origin, Source
from storage import Session
from storage.db import audit
from storage.db.tables import DeliveryRow, ObservationRow
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.directory.changes import Via, authors, origins
from storage.facts import performance
from storage.messages import deliveries, outbox
from tests import casting
from tests.casting import ACME, ACME_CLIENT, ACME_INTERNAL, ADMIN, BOSC, MAYA, NOW, OTONO, TODAY, to


def test_clients_come_back_as_they_were_saved(db: Session) -> None:
    casting.everybody(db)
    assert clients.get(db, "acme") == ACME
    assert clients.get(db, "nobody") is None
    assert clients.everyone(db) == [ACME, BOSC]
    assert clients.managed_by(db, MAYA) == [ACME]
    assert clients.managed_by(db, casting.STRANGER) == []


def test_a_change_is_audited_with_its_fields_and_where_it_came_from(db: Session) -> None:
    casting.everybody(db)
    assert clients.save(db, replace(ACME, name="Acme Dental"), MAYA, NOW) == ["name"]
    [entry] = audit.recent(db, 1)
    assert (entry.actor, entry.what, entry.subject) == (MAYA, "client.changed", "acme")
    assert entry.detail == {"via": "slack", "fields": {"name": {}}}, "names stay out of it"
    clients.save(db, replace(ACME, name="Acme Dental", locale="ca"), MAYA, NOW)
    assert audit.recent(db, 1)[0].detail["fields"] == {"locale": {"old": "es", "new": "ca"}}


def test_saving_what_is_there_changes_and_audits_nothing(db: Session) -> None:
    casting.everybody(db)
    before = audit.recent(db, 100)
    assert clients.save(db, ACME, MAYA, NOW) == []
    assert campaigns.save(db, OTONO, MAYA, NOW) == []
    assert channels.bind(db, ACME_CLIENT, MAYA, NOW) == []
    assert audit.recent(db, 100) == before


def test_the_origin_of_a_field_is_its_last_change(db: Session) -> None:
    clients.save(db, ACME, "file", NOW, Via.FILE)
    clients.save(db, replace(ACME, locale="ca"), MAYA, NOW)
    known = origins(db, "client", "acme")
    assert known["locale"] is Via.SLACK
    assert known["name"] is Via.FILE


def observed(db: Session) -> set[int]:
    """The accounts of which anything is kept that was observed."""
    return set(db.exec(select(ObservationRow.account)))


def test_a_removed_client_takes_everything_along(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast, days=2)
    assert clients.remove(db, "acme", ADMIN, NOW)
    assert campaigns.of_client(db, "acme") == []
    assert channels.of_client(db, "acme") == []
    assert accounts.of_client(db, "acme") == []
    assert observed(db) == {cast.bosc_google}
    assert not clients.remove(db, "acme", ADMIN, NOW)


def test_a_channel_belongs_to_one_client_until_it_is_unbound(db: Session) -> None:
    casting.everybody(db)
    stolen = Channel("C0ACME", "bosc", Audience.CLIENT)
    with pytest.raises(InvalidInput) as caught:
        channels.bind(db, stolen, ADMIN, NOW)
    assert caught.value.code == "channel_bound"
    assert channels.unbind(db, "C0ACME", ADMIN, NOW)
    assert audit.recent(db, 1)[0].what == "channel.removed"
    channels.bind(db, stolen, ADMIN, NOW)
    assert channels.get(db, "C0ACME") == stolen
    assert channels.unbind(db, "C0ACME")
    assert not channels.unbind(db, "C0ACME")


def test_channels_are_found_by_client_and_audience(db: Session) -> None:
    casting.everybody(db)
    assert channels.of_client(db, "acme") == [ACME_CLIENT, ACME_INTERNAL]
    assert channels.internal_of(db, "acme") == ACME_INTERNAL
    channels.unbind(db, "C0ACMEINT")
    assert channels.internal_of(db, "acme") is None
    assert channels.get(db, "C0NOBODY") is None
    assert [c.slack_id for c in channels.everyone(db)] == ["C0ACME", "C0BOSC", "C0BOSCINT"]


def test_confirmed_teams_are_added_to_those_known(db: Session) -> None:
    casting.everybody(db)
    assert channels.confirm_teams(db, "C0ACME", ["T0NEW", "T0ACME"], MAYA, NOW)
    found = channels.get(db, "C0ACME")
    assert found
    assert found.teams == ("T0ACME", "T0NEW")
    assert not channels.confirm_teams(db, "C0NOBODY", ["T0NEW"], MAYA, NOW)


def test_a_channel_that_slack_renames_keeps_everything(db: Session) -> None:
    casting.everybody(db)
    schedule.subscribe(db, Subscription("C0ACME", "status", "mon 09:00"), NOW, MAYA, NOW)
    waiting = outbox.intend(db, "status:1", to("C0ACME"), "status", {}, at=NOW)
    assert waiting
    assert channels.rename(db, "C0ACME", "C0SHARED")
    assert channels.get(db, "C0SHARED") == replace(ACME_CLIENT, slack_id="C0SHARED")
    assert [s.what for s in schedule.of_channel(db, "C0SHARED")] == ["status"]
    moved = deliveries.get(db, waiting.id)
    assert moved
    assert moved.to.address == "C0SHARED"
    assert origins(db, "channel", "C0SHARED")
    assert not channels.rename(db, "C0ACME", "C0OTHER")


@pytest.mark.parametrize("state", list(deliveries.Status))
def test_what_was_said_in_a_renamed_channel_moves_whatever_became_of_it(db: Session, state: deliveries.Status) -> None:
    casting.everybody(db)
    said = outbox.intend(db, "alert:1", to("C0ACME"), "alert", {}, at=NOW)
    elsewhere = outbox.intend(db, "alert:2", to("C0BOSC"), "alert", {}, at=NOW)
    assert said
    assert elsewhere
    db.execute(update(DeliveryRow).where(col(DeliveryRow.id) == said.id).values(status=state.value, ts="17.1"))
    assert channels.rename(db, "C0ACME", "C0SHARED", NOW)
    moved = deliveries.get(db, said.id)
    assert moved
    assert (moved.to.address, moved.status, moved.ts) == ("C0SHARED", state, "17.1")
    assert deliveries.by_message(db, "C0SHARED", "17.1") == moved
    assert deliveries.get(db, elsewhere.id) == elsewhere
    assert [(e.what, e.subject) for e in audit.recent(db, 1)] == [("channel.renamed", "C0SHARED")]


def test_a_new_id_that_is_bound_already_takes_over_what_belongs_to_its_client(db: Session) -> None:
    casting.everybody(db)
    rebound = replace(ACME_CLIENT, slack_id="C0SHARED", teams=("T0NEW",))
    channels.bind(db, rebound, MAYA, NOW)
    for channel, what in (("C0ACME", "status"), ("C0ACME", "digest"), ("C0SHARED", "status")):
        schedule.subscribe(db, Subscription(channel, what, "mon 09:00"), NOW, MAYA, NOW)
    said = outbox.intend(db, "alert:1", to("C0ACME"), "alert", {}, at=NOW)
    assert channels.rename(db, "C0ACME", "C0SHARED", NOW)
    assert (channels.get(db, "C0ACME"), channels.get(db, "C0SHARED")) == (None, rebound)
    assert sorted(s.what for s in schedule.of_channel(db, "C0SHARED")) == ["digest", "status"]
    assert len(schedule.everyone(db)) == 2
    assert said
    moved = deliveries.get(db, said.id)
    assert moved
    assert moved.to.address == "C0SHARED"
    assert origins(db, "channel", "C0ACME") == {}


def test_a_new_id_that_is_bound_to_another_client_takes_over_nothing(db: Session) -> None:
    casting.everybody(db)
    said = outbox.intend(db, "alert:1", to("C0ACME"), "alert", {}, at=NOW, client_key="acme")
    assert not channels.rename(db, "C0ACME", "C0BOSC", NOW)
    assert channels.get(db, "C0ACME") is None
    kept = channels.get(db, "C0BOSC")
    assert kept
    assert kept.client_key == "bosc"
    assert said
    assert deliveries.get(db, said.id) == said


def test_campaigns_come_back_as_they_were_saved(db: Session) -> None:
    casting.everybody(db)
    stored = campaigns.get(db, "acme-otono")
    assert stored == replace(OTONO, matches=tuple(sorted(OTONO.matches, key=lambda m: m.source)))
    assert campaigns.get(db, "nobody") is None
    assert [c.key for c in campaigns.everyone(db)] == ["acme-marca", "acme-otono", "bosc-tardor"]
    assert [c.key for c in campaigns.of_client(db, "bosc")] == ["bosc-tardor"]
    assert campaigns.of_client(db, "bosc", date(2026, 12, 1)) == []
    assert len(campaigns.of_client(db, "bosc", date(2026, 11, 30))) == 1


def test_a_campaign_cannot_move_to_another_client(db: Session) -> None:
    casting.everybody(db)
    with pytest.raises(InvalidInput, match="campaign_of_other_client"):
        campaigns.save(db, replace(OTONO, client_key="bosc"), ADMIN, NOW)


def test_goals_are_merged_by_kpi(db: Session) -> None:
    casting.everybody(db)
    new = [
        Goal("cpl", Comparator.LE, Decimal("22.5"), "EUR", Origin.OWN_HISTORY),
        Goal("ctr", Comparator.GT, Decimal("0.02")),
    ]
    changed = campaigns.set_goals(db, "acme-otono", new, MAYA, NOW)
    assert [g.kpi for g in changed.goals] == ["cpl", "leads", "roas", "ctr"]
    stored = campaigns.get(db, "acme-otono")
    assert stored
    assert stored.goals == changed.goals
    assert audit.recent(db, 1)[0].detail["fields"]["goals.cpl"] == {
        "old": "cpl < 25 EUR",
        "new": "cpl <= 22.5 EUR (own_history)",
    }
    with pytest.raises(InvalidInput, match="nobody"):
        campaigns.set_goals(db, "nobody", new, MAYA, NOW)


def test_a_removed_campaign_gives_back_what_it_claimed(db: Session) -> None:
    cast = casting.everybody(db)
    assert [u.campaign.entity_id for u in campaigns.unclaimed(db, "acme")] == ["999"]
    assert campaigns.remove(db, "acme-otono", ADMIN, NOW)
    assert {u.campaign.entity_id for u in campaigns.unclaimed(db, "acme")} == {"111", "222", "999"}
    assert not campaigns.remove(db, "acme-otono", ADMIN, NOW)
    assert cast.acme_google


def test_unclaimed_campaigns_come_with_a_month_of_spend_most_spent_first(db: Session) -> None:
    cast = casting.everybody(db)
    performance.list_campaigns(db, cast.acme_google, [PlatformCampaign("998", "Otra")])
    rows = [casting.row("999", TODAY - timedelta(days=n), 7) for n in range(1, 60)]
    rows += [casting.row("998", TODAY - timedelta(days=1), 300)]
    performance.upsert(db, cast.acme_google, rows, NOW)
    found = campaigns.unclaimed(db)
    assert [(u.campaign.name, u.spend_micros_30d) for u in found] == [
        ("Otra", 300_000_000),
        ("Pruebas Navidad", 210_000_000),
    ]
    assert found[1].account.account_id == "1234567890"
    assert found[1].campaign == casting.UNCLAIMED


def test_an_unclaimed_campaign_without_rows_has_spent_nothing(db: Session) -> None:
    casting.everybody(db)
    [found] = campaigns.unclaimed(db, "acme")
    assert found.spend_micros_30d == 0


def test_adopting_takes_name_dates_and_budget_over(db: Session) -> None:
    cast = casting.everybody(db)
    adopted = campaigns.adopt(db, cast.acme_google, "999", MAYA, NOW)
    assert (adopted.key, adopted.name, adopted.owner) == ("acme-pruebas-navidad", "Pruebas Navidad", MAYA)
    assert (adopted.start, adopted.end) == (date(2026, 11, 1), date(2026, 12, 31))
    assert adopted.budget == Money.of(50 * 61, "EUR")
    assert adopted.matches == (Match(Source.GOOGLE_ADS, campaign_ids=("999",)),)
    assert campaigns.get(db, adopted.key) == adopted
    assert campaigns.unclaimed(db, "acme") == []


def test_who_adopts_by_the_file_or_an_import_does_not_become_the_owner(db: Session) -> None:
    cast = casting.everybody(db)
    assert campaigns.adopt(db, cast.acme_google, "999", "cli", NOW, Via.FILE).owner is None


def test_the_end_of_an_open_campaign_has_never_passed() -> None:
    assert campaigns.open_end(date(2026, 11, 1), TODAY) == date(2026, 11, 1) + campaigns.OPEN_END
    assert campaigns.open_end(date(2020, 1, 1), TODAY) == TODAY + campaigns.OPEN_END


def test_what_an_account_lists_comes_with_who_claims_it_and_its_days(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast, days=3)
    found = {one.entity_id: key for one, key in campaigns.listed(db, cast.acme_google)}
    assert found == {"111": "acme-otono", "112": "acme-marca", "999": None}
    assert campaigns.spans(db, cast.acme_meta) == {"222": Window(date(2026, 11, 13), date(2026, 11, 15))}
    assert campaigns.first_start(db, "bosc") == date(2026, 11, 1)
    assert campaigns.first_start(db, "nobody") is None


def test_the_author_of_a_field_is_who_changed_it_last(db: Session) -> None:
    clients.save(db, ACME, "file", NOW, Via.FILE)
    clients.save(db, replace(ACME, locale="ca"), MAYA, NOW)
    assert authors(db, "client", "acme")["locale"] == MAYA
    assert authors(db, "client", "acme")["name"] == "file"


def test_what_was_adopted_stays_when_matches_are_resolved_anew(db: Session) -> None:
    cast = casting.everybody(db)
    adopted = campaigns.adopt(db, cast.acme_google, "999", MAYA, NOW)
    campaigns.save(db, replace(adopted, matches=()), MAYA, NOW)
    greedy = Match(Source.GOOGLE_ADS, name_contains="pruebas")
    campaigns.save(db, replace(OTONO, matches=(greedy,)), MAYA, NOW)
    assert [u.campaign.entity_id for u in campaigns.unclaimed(db, "acme")] == ["111", "222"]


def test_adopting_twice_or_the_unknown_is_refused(db: Session) -> None:
    cast = casting.everybody(db)
    campaigns.adopt(db, cast.acme_google, "999", MAYA, NOW)
    with pytest.raises(InvalidInput) as caught:
        campaigns.adopt(db, cast.acme_google, "999", MAYA, NOW)
    assert (caught.value.code, caught.value.example) == ("already_claimed", "acme-pruebas-navidad")
    with pytest.raises(InvalidInput, match="unknown_platform_campaign"):
        campaigns.adopt(db, cast.acme_google, "nope", MAYA, NOW)


def test_adopting_fills_gaps_from_the_data_and_finds_a_free_key(db: Session) -> None:
    cast = casting.everybody(db)
    bare = [PlatformCampaign("1", "¡¡!!"), PlatformCampaign("2", "acme otono"), PlatformCampaign("3", "???")]
    performance.list_campaigns(db, cast.acme_google, bare)
    performance.upsert(db, cast.acme_google, [casting.row("1", date(2026, 11, 3))], NOW)
    first = campaigns.adopt(db, cast.acme_google, "1", MAYA, NOW)
    assert (first.key, first.start, first.end) == ("acme-campaign", date(2026, 11, 3), date(2027, 2, 1))
    assert first.budget == Money(0, "EUR")
    assert campaigns.adopt(db, cast.acme_google, "2", MAYA, NOW).key == "acme-otono-2"
    third = campaigns.adopt(db, cast.acme_google, "3", MAYA, NOW)
    assert (third.key, third.start) == ("acme-campaign-2", TODAY)


def test_accounts_are_found_by_client_and_by_their_own_id(db: Session) -> None:
    cast = casting.everybody(db)
    meta = accounts.get(db, cast.acme_meta)
    assert meta
    assert (meta.client_key, meta.source, meta.account_id) == ("acme", Source.META, "act_1029384756")
    assert accounts.find(db, Source.META, "act_1029384756") == meta
    assert accounts.find(db, Source.META, "nope") is None
    assert accounts.get(db, 999) is None
    assert [a.id for a in accounts.of_client(db, "bosc")] == [cast.bosc_google]
    assert len(accounts.everyone(db)) == 4


def test_an_account_of_another_client_is_refused(db: Session) -> None:
    casting.everybody(db)
    with pytest.raises(InvalidInput, match="account_bound"):
        accounts.save(db, SourceAccount("bosc", Source.META, "act_1029384756"), ADMIN, NOW)


def test_what_the_source_says_of_its_account_is_kept(db: Session) -> None:
    cast = casting.everybody(db)
    accounts.describe(db, cast.bosc_google, AccountInfo("9876543210", "Bosc", "CHF", "Europe/Zurich"), NOW)
    known = accounts.get(db, cast.bosc_google)
    assert known
    assert (known.currency, known.timezone) == ("CHF", "Europe/Zurich")


def test_a_removed_account_is_gone(db: Session) -> None:
    cast = casting.everybody(db)
    casting.numbers(db, cast, days=2)
    assert accounts.remove(db, cast.acme_meta, ADMIN, NOW)
    assert observed(db) == {cast.acme_google, cast.bosc_google}
    assert not accounts.remove(db, cast.acme_meta, ADMIN, NOW)


def test_a_file_goes_into_the_only_account_of_its_source(db: Session) -> None:
    cast = casting.everybody(db)
    assert accounts.for_import(db, "acme", Source.META, "cli", NOW).id == cast.acme_meta
    accounts.save(db, SourceAccount("acme", Source.META, "act_2"), ADMIN, NOW)
    with pytest.raises(InvalidInput, match="which_account"):
        accounts.for_import(db, "acme", Source.META, "cli", NOW)


def test_an_import_without_an_account_makes_a_place_that_is_never_polled(db: Session) -> None:
    casting.everybody(db)
    accounts.hurry(db, None, None, NOW)
    for account in accounts.due(db, NOW, NOW):
        accounts.settle(db, account, NOW + timedelta(hours=1))
    place = accounts.for_import(db, "bosc", Source.META, "cli", NOW)
    assert accounts.for_import(db, "bosc", Source.META, "cli", NOW) == place
    csv = accounts.for_import(db, "bosc", Source.CSV, "cli", NOW)
    assert csv.id != place.id
    assert accounts.hurry(db, "bosc", Source.META, NOW) == 0
    assert accounts.due(db, NOW, NOW) == []
    real = accounts.save(db, SourceAccount("bosc", Source.META, "act_7"), ADMIN, NOW)
    assert real.id == place.id
    assert [a.id for a in accounts.due(db, NOW, NOW)] == [place.id]
