"""What is kept as plain data comes back as it was, and what 0.1 kept can still be read."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from alembic import command
from sqlalchemy import text

from domain.entities import Comparator, Goal
from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from domain.rules.usual import Baseline
from domain.words import Origin
from storage import Engine, connect, migrate, session
from storage.alerts import alerts
from storage.alerts.alerts import FINDING, HANDLING, STATE, TOLD
from storage.db.migrate import config
from storage.db.plain import Plain
from storage.evidence.evaluations import USUAL
from tests import casting, kinds

NOW, TODAY = casting.NOW, date(2026, 11, 16)
OFF = Finding(
    Subject("acme", "acme-otono"),
    kinds.OFF_TARGET,
    Verdict.BREACH,
    Reason.MISSED,
    "2026-11-16",
    "cpl",
    Tier.INTERRUPT,
    0.97,
    TODAY,
    0.8,
    Goal("cpl", Comparator.LT, Decimal("25.50"), "EUR", Origin.AGREED),
    "leads",
    Numbers(Decimal("38.0"), Decimal(25), spend=Money(5_000_000, "EUR"), arrived=0.86, first=TODAY),
)
BARE = Finding(Subject("acme", account=3), kinds.STALE_DATA, Verdict.FINE, Reason.MET, "x")
KEPT = [
    (FINDING, OFF),
    (FINDING, BARE),
    (STATE, State()),
    (STATE, State(Condition.FIRING, NOW, Condition.PENDING, Tier.INTERRUPT, NOW, 2, "a", NOW)),
    (HANDLING, Handling()),
    (HANDLING, Handling(Handled.SNOOZED, "U0MAYA", NOW, "U0POL", NOW, Decimal("0.30"), "later")),
    (TOLD, NotificationState()),
    (TOLD, NotificationState(Tier.DIGEST, NOW, 3, Decimal("0.5"), TODAY, TODAY, TODAY, Tier.INTERRUPT, NOW, NOW)),
    (USUAL, Baseline(739_000, "goals", "leads", rate=0.04, never_silent=True)),
]


@pytest.mark.parametrize(("shape", "thing"), KEPT, ids=lambda one: type(one).__name__)
def test_what_is_kept_comes_back_as_it_was(shape: Plain[object], thing: object) -> None:
    again = shape.read(json.loads(json.dumps(shape.write(thing))))
    assert again == thing
    for field in fields(thing):  # type: ignore[arg-type]
        assert type(getattr(again, field.name)) is type(getattr(thing, field.name))


def test_names_of_another_version_are_left_out_and_a_baseline_of_one_is_not_believed() -> None:
    assert STATE.read({"condition": "firing", "colour": "red"}) == State(Condition.FIRING)
    usual = USUAL.write(Baseline(739_000, "goals", "leads"))
    assert USUAL.read_whole(usual) is not None
    assert USUAL.read_whole({**usual, "more": 1}) is None
    assert USUAL.read_whole({name: value for name, value in usual.items() if name != "rate"}) is None


FIRST = {
    "trouble": "off_target",
    "signal": "breach",
    "because": "missed",
    "look": "2026-11-16",
    "detail": "cpl",
    "tier": "interrupt",
    "probability": 0.97,
    "since": "2026-11-16",
    "since_sure": 0.8,
    "result": "leads",
    "subject": ["acme", "acme-otono", 0, ""],
    "goal": ["cpl", "<", "25.50", "EUR", "agreed"],
    "numbers": {
        "value": "38.0",
        "target": "25",
        "spend": [5_000_000, "EUR"],
        "arrived": 0.86,
        "first": "2026-11-16",
    },
}
"""`OFF` as 0.1 kept it."""


def test_an_incident_of_the_first_version_is_read_and_can_go_back(empty_url: str) -> None:
    engine: Engine = connect(empty_url)
    with engine.begin() as connection:
        command.upgrade(config(connection), "0002")
        connection.exec_driver_sql(
            "INSERT INTO client VALUES ('acme', 'Acme', 'es', 'Europe/Madrid', 'EUR', '[]', '[]', '{}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO campaign VALUES ('acme-otono', 'acme', 'Otoño', 'leads', '2026-11-01', '2026-11-30',"
            " 1000000, 'EUR', NULL, '', '', 'even')"
        )
        plain = {"finding": json.dumps(FIRST), "state": '{"condition": "firing", "fine": 0, "look": "x"}'}
        connection.execute(
            text(
                "INSERT INTO alert (id, client_key, campaign_key, subject, trouble, detail, rule, episode, condition,"
                " state, handling, finding, told, \"group\", updated_at, stale) VALUES (1, 'acme', 'acme-otono',"
                " 'campaign\\:acme-otono', 'off_target', 'cpl', 'off_target\\:cpl', 1, 'firing', :state,"
                ' \'{"how"\\: "new", "by"\\: "", "assignee"\\: "", "note"\\: ""}\', :finding,'
                " '{\"step\"\\: 0}', '', '2026-11-16', false)"
            ),
            plain,
        )
        connection.execute(
            text(
                "INSERT INTO alert_transition (alert, episode, old, new, change, because, tier, at, facts) VALUES"
                " (1, 1, 'pending', 'firing', 'confirmed', 'missed', 'interrupt', '2026-11-16', :finding)"
            ),
            {"finding": plain["finding"]},
        )
    migrate(engine)
    with session(engine) as db:
        [row] = alerts.of_client(db, "acme")
        assert row.finding == OFF
        assert row.state == State(Condition.FIRING, look="x")
        assert [step.finding for step in alerts.history(db, row.id)] == [OFF]
    with engine.begin() as connection:
        command.downgrade(config(connection), "0008")
        kept = connection.execute(text("SELECT finding FROM alert")).scalar_one()
        assert (json.loads(kept) if isinstance(kept, str) else kept) == FIRST
    engine.dispose()


def test_a_subject_of_an_account_and_no_goal_are_read_too() -> None:
    assert FINDING.read(FINDING.write(replace(BARE, remedy="reconnect"))) == replace(BARE, remedy="reconnect")
