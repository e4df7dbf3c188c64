"""A database that 0.1 left, with a row in every table: migrated, read, and taken back."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, func, inspect, select, text

from storage import Engine, connect, migrate, session
from storage.alerts import actions, alerts, rules, windows
from storage.db import audit
from storage.db.migrate import config, examine
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.facts import sync
from storage.messages import deliveries, inbox, outbox
from tests.storage.test_plain import FIRST, OFF

NOW, DAY = datetime(2026, 11, 16, 9, tzinfo=UTC), date(2026, 11, 16)
NUMBERS = {
    "entity_id": "1",
    "day": DAY,
    "level": "campaign",
    "breakdown": "",
    "element": "",
    "currency": "EUR",
    "impressions": 10,
    "clicks": 2,
    "spend_micros": 5_000_000,
    "conversions_micros": None,
    "value_micros": None,
    "leads_micros": 1_000_000,
    "origin": "api",
}
ROWS: dict[str, dict[str, Any]] = {
    "client": {
        "key": "acme",
        "name": "Clínica Acme",
        "locale": "es",
        "timezone": "Europe/Madrid",
        "currency": "EUR",
        "managers": ["U0MAYA"],
        "show": ["budget"],
        "quiet": {"hours": "20:00-08:00"},
    },
    "channel": {"slack_id": "C0ACME", "client_key": "acme", "audience": "client", "teams": [], "approval": "draft"},
    "campaign": {
        "key": "acme-otono",
        "client_key": "acme",
        "name": "Otoño",
        "objective": "leads",
        "starts": DAY,
        "ends": DAY,
        "budget_micros": 1_000_000,
        "budget_currency": "EUR",
        "persona": "",
        "hypothesis": "",
        "curve": "even",
    },
    "goal": {
        "campaign_key": "acme-otono",
        "kpi": "cpl",
        "position": 0,
        "comparator": "<",
        "target": "25.5",
        "currency": "EUR",
        "origin": "agreed",
    },
    "campaign_match": {
        "campaign_key": "acme-otono",
        "source": "meta",
        "campaign_ids": ["1"],
        "name_contains": "",
        "utm_campaign": "",
    },
    "source_account": {
        "id": 1,
        "client_key": "acme",
        "source": "meta",
        "account_id": "act_1",
        "credential": "",
        "options": {},
        "name": "",
        "currency": "EUR",
        "timezone": "Europe/Madrid",
        "status": "",
        "next_due": NOW,
    },
    "subscription": {
        "id": 1,
        "channel": "C0ACME",
        "what": "status",
        "scope": "",
        "every": "mon 09:00",
        "campaigns": [],
        "next_due": NOW,
    },
    "field_origin": {
        "kind": "client",
        "key": "acme",
        "field": "name",
        "origin": "file",
        "actor": "vigia apply",
        "at": NOW,
    },
    "platform_campaign": {
        "account": 1,
        "entity_id": "1",
        "name": "Otoño",
        "status": "enabled",
        "raw_status": "ACTIVE",
        "budget_period": "",
        "currency": "EUR",
        "campaign_key": "acme-otono",
        "adopted": False,
    },
    "performance_load": {"id": 1, "account": 1, "as_of": NOW, "origin": "api"},
    "performance": {"account": 1, "load": 1, **NUMBERS},
    "observation": {"id": 1, "as_of": NOW, "account": 1, **NUMBERS},
    "platform_element": {
        "account": 1,
        "level": "ad",
        "entity_id": "2",
        "campaign_id": "1",
        "name": "Anuncio",
        "status": "",
    },
    "crm_contact": {
        "account": 1,
        "contact_id": "7",
        "utm_campaign": "otono",
        "source": "",
        "stage": "lead",
        "created_at": NOW,
        "updated_at": NOW,
    },
    "crm_deal": {
        "account": 1,
        "deal_id": "8",
        "currency": "EUR",
        "stage": "won",
        "is_closed": True,
        "is_won": True,
        "created_at": NOW,
        "updated_at": NOW,
    },
    "crm_deal_contact": {"account": 1, "deal_id": "8", "contact_id": "7"},
    "fx_rate": {"currency": "USD", "day": DAY, "euros": "0.91"},
    "sync_run": {
        "id": 1,
        "account": 1,
        "started_at": NOW,
        "finished_at": NOW,
        "window_start": DAY,
        "window_end": DAY,
        "status": "ok",
        "rows": 1,
    },
    "delivery": {
        "id": 1,
        "occasion": "update:acme:1",
        "channel": "C0ACME",
        "kind": "status",
        "audience": "client",
        "client_key": "acme",
        "payload": {"text": "Otoño", "blocks": []},
        "status": "sent",
        "ts": "1.1",
        "attempts": 1,
        "created_at": NOW,
    },
    "inbox": {"key": "a", "kind": "command", "payload": {"sealed": "x"}, "received_at": NOW},
    "audit_log": {"id": 1, "at": NOW, "actor": "U0MAYA", "what": "client.created", "subject": "acme", "detail": {}},
    "alert": {
        "id": 1,
        "client_key": "acme",
        "campaign_key": "acme-otono",
        "subject": "campaign:acme-otono",
        "trouble": "off_target",
        "detail": "cpl",
        "rule": "off_target:cpl",
        "episode": 1,
        "condition": "firing",
        "state": {"condition": "firing", "fine": 0, "look": "x"},
        "finding": FIRST,
        "told": {"step": 1},
        "handling": {"how": "new", "by": "", "assignee": "", "note": ""},
        "group": "",
        "delivery": 1,
        "opened_at": NOW,
        "updated_at": NOW,
        "stale": False,
    },
    "alert_transition": {
        "id": 1,
        "alert": 1,
        "episode": 1,
        "old": "pending",
        "new": "firing",
        "change": "confirmed",
        "because": "missed",
        "tier": "interrupt",
        "at": NOW,
        "facts": FIRST,
    },
    "alert_look": {
        "campaign_key": "acme-otono",
        "rule": "off_target:cpl",
        "day": DAY,
        "at": NOW,
        "signal": "breach",
        "numbers": {},
    },
    "attention": {"user": "U0MAYA", "day": DAY, "alert": 1, "episode": 1},
    "alert_rule": {
        "campaign_key": "acme-otono",
        "rule": "off_target:cpl",
        "looser": 1,
        "muted": False,
        "reason": "",
        "actor": "U0MAYA",
        "at": NOW,
    },
    "action_log": {
        "id": 1,
        "client_key": "acme",
        "campaign_key": "acme-otono",
        "alert": 1,
        "episode": 1,
        "at": NOW,
        "day": DAY,
        "actor": "U0MAYA",
        "kind": "note",
        "text": "rebajas",
        "before": {},
        "verdict": "",
    },
    "not_useful": {"alert": 1, "episode": 1, "actor": "U0MAYA", "at": NOW},
    "planned_window": {
        "id": 1,
        "client_key": "acme",
        "first": DAY,
        "last": DAY,
        "reason": "rebajas",
        "actor": "U0MAYA",
        "at": NOW,
    },
}


def _reflected(engine: Engine) -> MetaData:
    found = MetaData()
    found.reflect(engine)
    return found


def _counts(engine: Engine) -> dict[str, int]:
    tables = _reflected(engine).tables
    with engine.connect() as connection:
        return {name: connection.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in ROWS}


@pytest.fixture
def first(empty_url: str) -> Iterator[Engine]:
    engine = connect(empty_url)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
    tables = _reflected(engine)
    assert set(tables.tables) - {"alembic_version"} == set(ROWS), "a row in every table"
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            if table.name in ROWS:
                connection.execute(table.insert(), ROWS[table.name])
    yield engine
    engine.dispose()


def test_every_row_is_still_there_and_can_be_read(first: Engine) -> None:
    migrate(first)
    examine(first)
    assert _counts(first) == dict.fromkeys(ROWS, 1)
    with session(first) as db:
        [client] = clients.everyone(db)
        assert (client.name, client.managers, client.quiet) == (
            "Clínica Acme",
            ("U0MAYA",),
            (("hours", "20:00-08:00"),),
        )
        assert [one.slack_id for one in channels.of_client(db, "acme")] == ["C0ACME"]
        [campaign] = campaigns.everyone(db)
        assert [str(goal.target) for goal in campaign.goals] == ["25.5"]
        assert [one.account_id for one in accounts.of_client(db, "acme")] == ["act_1"]
        assert [due.next_due for due in schedule.due(db, NOW, NOW)] == [NOW]
        assert sync.covered(db, 1).start == DAY  # type: ignore[union-attr]
        [alert] = alerts.of_client(db, "acme")
        assert (alert.finding, alert.told.step, alert.delivery_id) == (OFF, 1, 1)
        assert [step.finding for step in alerts.history(db, 1)] == [OFF]
        assert [one.text for one in actions.of_alert(db, 1, 1)] == ["rebajas"]
        assert [one.looser for one in rules.of_campaign(db, "acme-otono")] == [1]
        assert [one.planned.reason for one in windows.of_client(db, "acme", DAY)] == ["rebajas"]
        told = deliveries.by_occasion(db, "update:acme:1")
        assert told
        assert (told.to.address, told.ts) == ("C0ACME", "1.1")
        assert inbox.waiting(db) == {"a": {"sealed": "x"}}
        assert [entry.what for entry in audit.about(db, ["acme"], NOW)] == ["client.created"]


def test_what_the_first_version_was_sending_is_asked_about_and_never_sent_again(first: Engine) -> None:
    table = _reflected(first).tables["delivery"]
    ours = {"ts": None, "next_attempt_at": NOW}
    kinds = {2: ("sending", "digest", None), 3: ("unknown", "digest", None)}
    kinds |= {4: ("sending", "alert", 1), 5: ("sending", "arrival", None)}
    with first.begin() as connection:
        for number, (status, kind, edits) in kinds.items():
            about = {"id": number, "occasion": f"o{number}", "status": status, "kind": kind, "edits": edits}
            connection.execute(table.insert(), {**ROWS["delivery"], **ours, **about})
    migrate(first)
    with session(first) as db:
        assert deliveries.to_look_up(db, NOW + timedelta(days=9)) == []
        assert outbox.strand_expired(db, NOW + timedelta(days=9)) == []
        assert [one.id for one in deliveries.unknown(db, NOW + timedelta(days=9))] == [2, 3]
        found = {one.id: one.status for one in deliveries.many(db, [4, 5])}
    assert set(found.values()) == {deliveries.Status.INTENDED}, "edits and questions are repeated"


def test_what_was_observed_of_an_account_that_is_gone_goes(first: Engine) -> None:
    table = _reflected(first).tables["observation"]
    with first.begin() as connection:
        connection.execute(table.insert(), {**ROWS["observation"], "id": 2, "account": 2})
    migrate(first)
    assert _counts(first)["observation"] == 1


def test_the_way_back_to_the_first_version_loses_no_row(first: Engine) -> None:
    migrate(first)
    with first.begin() as connection:
        command.downgrade(config(connection), "0002")
    assert _counts(first) == dict.fromkeys(ROWS, 1)
    tables = _reflected(first).tables
    with first.connect() as connection:
        kept = connection.execute(select(tables["alert"].c.finding)).scalar_one()
        assert (json.loads(kept) if isinstance(kept, str) else kept) == FIRST


def test_a_way_back_on_which_rows_would_be_lost_is_refused(first: Engine) -> None:
    migrate(first)
    with pytest.raises(RuntimeError, match=r"rows of .*alert.* would be lost"), first.begin() as connection:
        command.downgrade(config(connection), "0001")
    assert _counts(first) == dict.fromkeys(ROWS, 1)
    assert "workspace" in inspect(first).get_table_names(), "everything is as it was"


def test_a_way_back_with_an_alert_that_the_version_before_cannot_read_is_refused(first: Engine) -> None:
    migrate(first)
    with first.begin() as connection:
        connection.execute(text("UPDATE alert SET trouble = 'budget'"))
    with pytest.raises(RuntimeError, match="rules that the version before does not know"), first.begin() as connection:
        command.downgrade(config(connection), "0002")
    assert _counts(first) == dict.fromkeys(ROWS, 1)
