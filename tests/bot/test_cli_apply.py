"""`vigia apply`: plan, conflict, prune, take; and what is wrong with a file in the reader's language."""

import ast
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.entities import Client
from domain.goals import parse
from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from storage.alerts import alerts
from storage.declare import faults
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.messages import deliveries, outbox
from templates.cards import declared
from templates.message import Message
from templates.words import words
from tests import kinds
from tests.bot.vigia import Vigia
from tests.casting import to

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
EXAMPLE = (Path(__file__).parents[1] / "storage" / "data" / "vigia.yaml").read_text(encoding="utf-8")


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys) -> Vigia:
    started = Vigia(tmp_path, monkeypatch, capsys)
    started.write("vigia.yaml", EXAMPLE)
    return started


def test_the_documented_file_is_applied_to_an_empty_database_and_a_second_time_changes_nothing(vigia) -> None:
    done = vigia("apply", "vigia.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "8 changes made."
    assert "create client acme" in done.out
    with vigia.database() as db:
        client = clients.get(db, "acme")
        campaign = campaigns.get(db, "acme-otono")
        assert client is not None
        assert campaign is not None
        assert (client.name, client.timezone, client.managers) == ("Clínica Acme", "Europe/Madrid", ("U0MAYA",))
        assert [c.slack_id for c in channels.of_client(db, "acme")] == ["C0ACME", "C0ACMEINT"]
        assert [a.account_id for a in accounts.of_client(db, "acme")] == ["1234567890", "act_1029384756", "424242"]
        assert campaign.goals == tuple(parse(goal) for goal in ("cpl < 25 EUR", "leads >= 300", "roas >= 3"))
        assert [s.every for s in schedule.everyone(db)] == ["mon 09:00"]
    again = vigia("apply", "vigia.yaml")
    assert (again.code, again.out) == (0, "Nothing to change.\n")


def test_a_dry_run_changes_nothing(vigia) -> None:
    planned = vigia("apply", "vigia.yaml", "--dry-run")
    assert planned.code == 0
    assert planned.out.splitlines()[-1] == "8 changes would be made."
    with vigia.database() as db:
        assert clients.everyone(db) == []


def test_what_was_changed_in_slack_stays_until_the_file_is_taken(vigia) -> None:
    vigia("apply", "vigia.yaml")
    with vigia.database() as db:
        campaigns.set_goals(db, "acme-otono", [parse("cpl < 30 EUR")], "U0MAYA", NOW)
    left = vigia("apply", "vigia.yaml")
    assert left.code == 1
    assert "vigia.yaml line 30: campaign acme-otono was last changed in Slack and stays: goals.cpl" in left.out
    assert "1 field stays as it is in Slack; --take file overrides it." in left.out
    taken = vigia("apply", "vigia.yaml", "--take", "file")
    assert taken.code == 0
    with vigia.database() as db:
        campaign = campaigns.get(db, "acme-otono")
    assert campaign is not None
    assert parse("cpl < 25 EUR") in campaign.goals
    assert vigia("apply", "vigia.yaml", "--take", "slack").code == 2


def test_only_prune_deletes(vigia) -> None:
    vigia("apply", "vigia.yaml")
    vigia.write("vigia.yaml", EXAMPLE.replace("      - {slack: C0ACMEINT, audience: internal}\n", ""))
    assert vigia("apply", "vigia.yaml").out == "Nothing to change.\n"
    pruned = vigia("apply", "vigia.yaml", "--prune")
    assert pruned.out == "remove channel C0ACMEINT\n1 change made.\n"
    with vigia.database() as db:
        assert [c.slack_id for c in channels.everyone(db)] == ["C0ACME"]


def test_the_open_alert_of_a_campaign_that_is_pruned_ends_in_its_message(vigia) -> None:
    vigia("apply", "vigia.yaml")
    with vigia.database() as db:
        about = Subject("acme", "acme-otono")
        found = Finding(
            about, kinds.OFF_TARGET, Verdict.BREACH, Reason.MISSED, "2026-11-16", "cpl", tier=Tier.INTERRUPT,
            goal=parse("cpl < 25 EUR"),
        )  # fmt: skip
        firing, steps = advance(State(), found, NOW)
        alert = alerts.record(db, found, firing, steps, NOW)
        card = Message("Alerta").to_json()
        root = outbox.intend(db, "alert:1:1", to("C0ACMEINT"), "alert", card, at=NOW, client_key="acme")
        assert root is not None
        outbox.settle_sent(db, root.id, "17.1", NOW)
        alerts.tell(
            db, alert.id, NotificationState(Tier.INTERRUPT, NOW, alerts.last_step(db, alert.id)), delivery_id=root.id
        )
    vigia.write("vigia.yaml", EXAMPLE.partition("campaigns:\n  - key")[0] + "campaigns: []\nsubscriptions: []\n")
    pruned = vigia("apply", "vigia.yaml", "--prune")
    assert "remove campaign acme-otono" in pruned.out, pruned
    with vigia.database() as db:
        (edit,) = [one for n in range(1, 9) if (one := deliveries.get(db, n)) and one.edits]
        assert edit.edits == root.id
        assert "La campaña ya no está en marcha" in edit.payload["text"]
        assert campaigns.get(db, "acme-otono") is None


def test_what_was_made_in_slack_is_not_pruned_unless_the_file_is_taken(vigia) -> None:
    vigia("apply", "vigia.yaml")
    with vigia.database() as db:
        known = campaigns.get(db, "acme-otono")
        assert known is not None
        campaigns.save(db, replace(known, key="acme-slack"), "U0MAYA", NOW)
    left = vigia("apply", "vigia.yaml", "--prune")
    assert left.code == 1
    assert "campaign acme-slack was last changed in Slack and stays: the file no longer names it" in left.out
    assert "remove campaign acme-slack" in vigia("apply", "vigia.yaml", "--prune", "--take", "file").out


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "vigia.yaml line 23, campaigns[0].budget: “a lot” is not an amount with its currency, for example"),
        ("es", "vigia.yaml, línea 23, campaigns[0].budget: «a lot» no es un importe con su moneda; por ejemplo,"),
        ("ca", "vigia.yaml, línia 23, campaigns[0].budget: «a lot» no és un import amb la seva moneda; per exemple,"),
    ],
)
def test_an_error_names_file_line_and_key_in_the_person_s_language(vigia, lang, sentence) -> None:
    vigia.set(VIGIA_LANG=lang)
    vigia.write("vigia.yaml", EXAMPLE.replace("12000 EUR", "a lot"))
    refused = vigia("apply", "vigia.yaml")
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err


def test_every_fault_has_a_sentence_in_three_languages() -> None:
    assert set(declared.FAULTS) == set(faults.SENTENCES)
    for locale in ("en", "es", "ca"):
        w = words(locale)
        said = {declared.fault(w, "f", 1, "k", code, "x", "y") for code in declared.FAULTS}
        assert len(said) == len(declared.FAULTS)


def test_what_may_stand_in_the_wrong_place_is_translated_too() -> None:
    source = Path(faults.__file__).with_name("spots.py").read_text(encoding="utf-8")
    (kinds,) = [
        node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "_KIND"
    ]
    assert {*ast.literal_eval(kinds).values(), "this"} == set(declared.SHOWN)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file vigia.yaml. For example: vigia apply vigia.yaml"),
        (b"\xff\xfe", "vigia.yaml is not UTF-8 text (byte 0). Save it as UTF-8."),
        (b"clients: {}", "vigia.yaml line 1, clients: a block of keys stands where a list should"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(vigia, content, sentence) -> None:
    (vigia.folder / "vigia.yaml").unlink()
    if content is not None:
        vigia.write("vigia.yaml", content)
    refused = vigia("apply", "vigia.yaml")
    assert refused.code == 2
    assert sentence in refused.err


def test_what_slack_changed_is_shown_field_by_field_and_exported_into_the_file(vigia) -> None:
    vigia("apply", "vigia.yaml")
    with vigia.database() as db:
        known = campaigns.get(db, "acme-otono")
        assert known is not None
        campaigns.save(db, replace(known, budget=Money.of(15000, "EUR"), client_kpis=("leads",)), "U0MAYA", NOW)
        clients.save(db, Client("beta", "Zenit"), "U0MAYA", NOW)
    shown = vigia("apply", "vigia.yaml", "--dry-run")
    assert shown.code == 1
    assert "budget: 15000 EUR in Slack, 12000 EUR in the file" in shown.out
    assert "not in the file: campaign acme-otono, client_kpis: ['leads']" in shown.out
    assert "not in the file: client beta" in shown.out
    assert "vigia export vigia.yaml --force" in shown.out
    refused = vigia("export", "vigia.yaml")
    assert (refused.code, "comments would be lost" in refused.err) == (2, True)
    assert vigia("export", "vigia.yaml", "--force").code == 0
    again = vigia("apply", "vigia.yaml", "--dry-run")
    assert (again.code, again.out) == (0, "0 changes would be made.\n")
    printed = vigia("export")
    assert "budget: 15000 EUR" in printed.out
    assert "xoxb" not in printed.out
