"""Every connector passes the contract."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.facts import Contact, Deal, PerformanceRow
from domain.words import Level
from tests.connectors.contract import ConnectorContract
from tests.connectors.fakes import GOOGLE, HUBSPOT, META, NOW

CAMPAIGN = Level.CAMPAIGN
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)


class TestGoogleAds(ConnectorContract):
    vendor = GOOGLE

    def check(self, found: Any) -> None:
        assert [row._replace(actions=None) for row in found] == [
            PerformanceRow(
                CAMPAIGN,
                "41",
                FIRST,
                "device",
                "mobile",
                "EUR",
                9007199254740993,
                7,
                10010001,
                333333,
                19990000,
                333333,
            ),
            PerformanceRow(CAMPAIGN, "41", FIRST, "device", "tv", "EUR", 3, 0, 0, 0, 0, 0),
            PerformanceRow(CAMPAIGN, "42", SECOND, "device", "desktop", "EUR", 12, 1, 990000, 1000000, 0, 1000000),
        ]


class TestMeta(ConnectorContract):
    vendor = META

    def check(self, found: Any) -> None:
        assert [row._replace(actions=None, aim="") for row in found] == [
            PerformanceRow(
                CAMPAIGN, "23001", FIRST, "device", "mobile", "USD", 1005, 32, 10270000, 2000000, 80500000, 0
            ),
            PerformanceRow(CAMPAIGN, "23001", FIRST, "device", "desktop", "USD", 20, 0, 100000, 0, 0, 0),
            PerformanceRow(CAMPAIGN, "23002", SECOND, "device", "desktop", "USD", 70, 4, 7000000, 3000000, 0, 3000000),
        ]


class TestHubSpot(ConnectorContract):
    vendor = HUBSPOT

    def check_empty(self, found: Any) -> None:
        assert (found.contacts, found.deals) == ([], [])

    def check(self, found: Any) -> None:
        born = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
        assert found.cursor == NOW - timedelta(seconds=60)
        assert found.contacts[0] == Contact(
            contact_id="9001",
            utm_campaign="autumn",
            source="PAID_SOCIAL",
            stage="customer",
            created_at=born,
            lead_day=FIRST,  # half past eleven in Greenwich is after midnight in Madrid
            mql_day=SECOND,
            sql_day=SECOND,
            customer_day=date(2026, 11, 3),
            updated_at=datetime(2026, 11, 3, 8, tzinfo=UTC),
        )
        subscriber, opportunity = found.contacts[1:]
        assert (subscriber.utm_campaign, subscriber.lead_day) == ("brand", None)
        assert (opportunity.utm_campaign, opportunity.lead_day) == ("", SECOND)
        assert found.deals[0] == Deal(
            deal_id="7001",
            contact_ids=("9001", "9003"),
            amount_micros=1_499_990_000,
            currency="USD",
            stage="s-won",
            is_closed=True,
            is_won=True,
            created_at=datetime(2026, 11, 1, 10, tzinfo=UTC),
            closed_day=date(2026, 11, 3),
            updated_at=datetime(2026, 11, 3, 10, tzinfo=UTC),
        )
        lost, running, unknown_stage = found.deals[1:]
        assert (lost.is_closed, lost.is_won, lost.amount_micros, lost.currency) == (True, False, None, "EUR")
        assert (running.is_closed, running.closed_day, running.amount_micros) == (False, None, None)
        assert (unknown_stage.is_closed, unknown_stage.is_won) == (True, True)
