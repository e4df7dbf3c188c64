"""What imports rest on: who lists what, over which days, and who changed it last."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.entities import Client, SourceAccount
from domain.facts import PerformanceRow, PlatformCampaign
from domain.window import Window
from domain.words import Level, Source
from storage import Session, connect, migrate
from storage.db.unavailable import Unavailable
from storage.directory import accounts, campaigns, changes, clients
from storage.directory.changes import Via
from storage.facts import performance
from storage.facts.performance import Loaded

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def row(entity: str, day: date, spend: int = 1_000_000) -> PerformanceRow:
    return PerformanceRow(Level.CAMPAIGN, entity, day, "", "", "EUR", 10, 1, spend, 0, 0, 0)


@pytest.fixture
def account(db: Session) -> SourceAccount:
    clients.save(db, Client("acme", "Acme"), "test", NOW)
    return accounts.for_import(db, "acme", Source.META, "test", NOW)


def test_an_account_tells_the_days_and_the_claims_of_its_campaigns(db, account) -> None:
    days = [date(2026, 11, 1), date(2026, 11, 9)]
    performance.upsert(db, account.id, [row("a", day) for day in days] + [row("b", days[0])], NOW, origin="import")
    assert campaigns.spans(db, account.id) == {"a": Window(*days), "b": Window(days[0], days[0])}
    adopted = campaigns.adopt(db, account.id, "a", "vigia import", NOW, Via.FILE)
    assert [(one.entity_id, key) for one, key in campaigns.listed(db, account.id)] == [("a", adopted.key), ("b", None)]
    assert adopted.owner is None
    assert changes.authors(db, "campaign", adopted.key)["end"] == "vigia import"
    assert changes.origins(db, "campaign", adopted.key)["end"] is Via.FILE


def test_who_adopts_in_slack_owns_the_campaign(db, account) -> None:
    performance.list_campaigns(db, account.id, [PlatformCampaign("a", "Otoño", currency="EUR")])
    assert campaigns.adopt(db, account.id, "a", "U0MAYA", NOW).owner == "U0MAYA"


def test_days_that_the_api_delivered_are_counted_once_however_many_rows_they_have(db, account) -> None:
    delivered = date(2026, 11, 1)
    performance.upsert(db, account.id, [row("a", delivered)], NOW, origin="api")
    rows = [row("a", delivered, 5), row("b", delivered, 5), row("a", delivered + timedelta(days=1), 5)]
    assert performance.upsert(db, account.id, rows, NOW, origin="import") == Loaded(3, 1, 2, 1, written=True)
    assert performance.upsert(db, account.id, rows, NOW, origin="import") == Loaded(3, 0, 2, 1, written=True)


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2026, 11, 1), date(2027, 1, 30)), (date(2026, 3, 1), date(2027, 2, 14)), (TODAY, date(2027, 2, 14))],
)
def test_an_open_end_never_lies_in_the_past(start, end) -> None:
    assert campaigns.open_end(start, TODAY) == end


def test_a_server_that_does_not_answer_is_unavailable_and_keeps_its_password() -> None:
    engine = connect("postgresql://vigia:s3cret-word@127.0.0.1:1/vigia?connect_timeout=2")
    with pytest.raises(Unavailable) as refused:
        migrate(engine)
    engine.dispose()
    assert refused.value.address == "postgresql+psycopg://vigia:***@127.0.0.1:1/vigia"
    assert "s3cret-word" not in refused.value.detail
