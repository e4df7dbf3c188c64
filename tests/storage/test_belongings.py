"""All of a client is handed over or goes, and nothing of the others."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from domain.facts import Level, PerformanceRow
from domain.incidents.quiet import Planned
from storage import Session
from storage.alerts import actions, windows
from storage.alerts.actions import Action, Kind
from storage.db import audit
from storage.db.tables import METADATA, DeliveryRow
from storage.directory import accounts, campaigns, channels, clients
from storage.facts import performance
from storage.keeping import belongings, erasing, handing_over
from storage.messages import outbox
from tests import casting

NOW, MAYA, ACME, BOSC = casting.NOW, casting.MAYA, casting.ACME, casting.BOSC


@pytest.fixture
def told(db: Session) -> Session:
    """Two clients with numbers, messages and a window; one digest names both."""
    cast = casting.everybody(db)
    for account in (cast.acme_google, cast.bosc_google):
        rows = [PerformanceRow(Level.CAMPAIGN, "1", date(2026, 11, 1), "", "", "EUR", 1, 1, 5, 0, 0, 0)]
        performance.upsert(db, account, rows, NOW, origin="api")
    for occasion, place, client, said in [
        ("update:acme:1", "C0ACME", "acme", "Otoño"),
        ("hello", "C0ACME", None, "Hola"),
        ("update:bosc:1", "C0BOSC", "bosc", "Bosc"),
    ]:
        assert outbox.intend(db, occasion, casting.to(place), "test", {"text": said}, at=NOW, client_key=client)
    both = {"text": f"{ACME.name}: nothing", "others": ["acme"]}
    assert outbox.intend(db, "digest:U0MAYA:1", casting.to("U0MAYA"), "test", both, at=NOW, client_key="bosc")
    windows.plan(db, "acme", Planned(date(2026, 11, 1), date(2026, 11, 2), "rebajas"), MAYA, NOW)
    return db


def test_every_table_is_known_to_belong_to_clients_or_to_nobody() -> None:
    known = {one.name for one in belongings.tables()}
    assert known.isdisjoint(belongings.SHARED)
    assert known | belongings.SHARED == set(METADATA.tables)


def test_what_is_handed_over_can_be_read_by_another_tool(told: Session, tmp_path: Path) -> None:
    written = handing_over.hand_over(told, ACME, tmp_path / "acme", NOW)
    contents = json.loads((tmp_path / "acme" / "contents.json").read_text(encoding="utf-8"))
    assert contents["rows"] == written
    for name, count in written.items():
        file = tmp_path / "acme" / f"{name}.csv"
        assert file.stat().st_mode & 0o777 == 0o600
        with file.open(encoding="utf-8", newline="") as opened:
            assert len(list(csv.DictReader(opened))) == count
    assert written["client"] == 1
    assert written["observation"] == written["performance"] == 1
    assert written["delivery"] == 2
    assert written["campaign"] == len(campaigns.of_client(told, "acme"))
    everything = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "acme").iterdir())
    assert ACME.name in everything
    assert "bosc" not in everything.lower()
    with pytest.raises(FileExistsError):
        handing_over.hand_over(told, ACME, tmp_path / "acme", NOW)


@pytest.mark.parametrize(
    ("occasion", "place", "client", "payload"),
    [
        pytest.param("digest:1", "U0MAYA", "acme", {"text": "Forn Bosc", "others": ["bosc"]}, id="several clients"),
        pytest.param("update:2", "C0ACME", "bosc", {"text": "Forn Bosc"}, id="a channel that was another client's"),
    ],
)
def test_what_is_handed_over_names_no_other_client(
    told: Session, tmp_path: Path, occasion: str, place: str, client: str, payload: dict[str, object]
) -> None:
    assert outbox.intend(told, occasion, casting.to(place), "test", payload, at=NOW, client_key=client)
    handing_over.hand_over(told, ACME, tmp_path / "acme", NOW)
    files = (tmp_path / "acme").iterdir()
    assert not [file.name for file in files if "bosc" in file.read_text(encoding="utf-8").lower()]


def test_what_was_said_in_a_channel_stays_with_whose_it_was(told: Session) -> None:
    theirs = {"text": "Forn Bosc"}
    assert outbox.intend(told, "update:2", casting.to("C0ACME"), "test", theirs, at=NOW, client_key="bosc")
    erasing.erase(told, ACME, "vigia delete-client:maya", NOW)
    assert set(told.exec(select(DeliveryRow.occasion)).all()) == {"update:bosc:1", "update:2"}


def test_what_is_deleted_is_gone_and_the_others_stay(told: Session) -> None:
    bosc = erasing.look(told, BOSC).rows
    gone = erasing.erase(told, ACME, "vigia delete-client:maya", NOW)
    assert gone.rows["performance"] == gone.rows["observation"] == 1
    assert clients.get(told, "acme") is None
    assert all(count == 0 for count in erasing.look(told, ACME).rows.values())
    assert set(told.exec(select(DeliveryRow.occasion)).all()) == {"update:bosc:1"}, "a digest that named both is gone"
    assert erasing.look(told, BOSC).rows == bosc | {"delivery": 1}


@pytest.mark.parametrize(
    ("client", "payload", "goes"),
    [
        pytest.param("bosc", {"text": "Marca todo el año"}, False, id="another's campaign has the same name"),
        pytest.param("bosc", {"text": "Forn", "others": ["cafe"]}, False, id="beside another client"),
        pytest.param("bosc", {"text": "Forn", "others": ["cafe", "acme"]}, True, id="beside this one"),
        pytest.param(None, {"text": "reconnect", "others": ["acme", "bosc"]}, True, id="of several"),
        pytest.param(None, {"text": ACME.name, "others": ["bosc"]}, False, id="of several others"),
        pytest.param(None, {"blocks": [{"text": f"*{ACME.name}*: ?"}]}, True, id="of nobody, with its name"),
        pytest.param(None, {"text": f"{ACME.name}s"}, False, id="of nobody, with a longer name"),
    ],
)
def test_a_message_elsewhere_goes_when_it_is_about_the_client(
    told: Session, client: str | None, payload: dict[str, object], goes: bool
) -> None:
    assert outbox.intend(told, "one", casting.to("U0NIL"), "test", payload, at=NOW, client_key=client)
    foretold = erasing.look(told, ACME)
    assert erasing.erase(told, ACME, "vigia delete-client:maya", NOW).rows == foretold.rows
    assert ("one" in told.exec(select(DeliveryRow.occasion)).all()) is not goes


def test_of_the_audit_log_the_codes_stay_and_lead_nowhere(told: Session) -> None:
    done = Action("acme", "acme-otono", NOW, date(2026, 11, 1), MAYA, Kind.NOTE, "rebajas")
    mine = actions.log(told, done)
    audit.note(told, MAYA, "action.worked", str(mine.id), {}, NOW)
    audit.note(told, MAYA, "alert.acknowledged", f"alert:{mine.id}", {}, NOW)
    codes = sorted(entry.what for entry in audit.recent(told, 1_000))
    erasing.erase(told, ACME, "vigia delete-client:maya", NOW)
    left = audit.recent(told, 1_000)
    assert sorted(entry.what for entry in left) == sorted([*codes, "client.erased"])
    assert left[0].what == "client.erased"
    for entry in left:
        assert "acme" not in f"{entry.subject} {json.dumps(dict(entry.detail))}".lower(), entry
    assert [entry for entry in left if entry.subject == "bosc"]
    kept = {entry.what: entry.subject for entry in left}
    assert kept["action.worked"].startswith(audit.TOMBSTONE)
    assert kept["alert.acknowledged"] == f"alert:{mine.id}", "an alert of somebody else that has the action's number"
    assert audit.about(told, ["acme"], NOW - timedelta(days=1)) == []


def test_of_the_audit_log_what_was_removed_before_is_found_too(told: Session, tmp_path: Path) -> None:
    mine = [one.id for one in accounts.of_client(told, "acme")]
    assert campaigns.remove(told, "acme-otono", MAYA, NOW)
    assert accounts.remove(told, mine[0], MAYA, NOW)
    assert channels.unbind(told, "C0ACME", MAYA, NOW)
    channels.bind(told, replace(casting.ACME_CLIENT, client_key="bosc"), MAYA, NOW)
    handing_over.hand_over(told, BOSC, tmp_path / "bosc", NOW)
    theirs = (tmp_path / "bosc" / "audit_log.csv").read_text(encoding="utf-8").replace("C0ACME", "their channel now")
    assert "acme" not in theirs.lower()
    handing_over.hand_over(told, ACME, tmp_path / "acme", NOW)
    assert "campaign.removed,acme-otono" in (tmp_path / "acme" / "audit_log.csv").read_text(encoding="utf-8")
    erasing.erase(told, ACME, "vigia delete-client:maya", NOW)
    left = [entry.subject for entry in audit.recent(told, 1_000)]
    left.remove("C0ACME")
    assert not [name for name in left if "acme" in name.lower() or name == "google_ads:1234567890"]


def test_what_is_said_of_a_thing_is_said_of_whose_it_is_by_then(told: Session, tmp_path: Path) -> None:
    account = accounts.of_client(told, "acme")[0]
    assert accounts.remove(told, account.id, MAYA, NOW)
    assert channels.unbind(told, "C0ACME", MAYA, NOW)
    channels.bind(told, replace(casting.ACME_CLIENT, client_key="bosc"), MAYA, NOW)
    accounts.save(told, replace(account, id=0, client_key="bosc"), MAYA, NOW)
    subjects = ("C0ACME", accounts.name(account))
    for subject in subjects:
        audit.note(told, MAYA, "refused.later", subject, {}, NOW)
    for client, later in ((ACME, []), (BOSC, sorted(subjects))):
        handing_over.hand_over(told, client, tmp_path / client.key, NOW)
        with (tmp_path / client.key / "audit_log.csv").open(encoding="utf-8", newline="") as opened:
            lines = list(csv.DictReader(opened))
        assert sorted(line["subject"] for line in lines if line["what"] == "refused.later") == later
        assert next(line["what"] for line in lines if line["subject"] == "C0ACME") == "channel.created"
    erasing.erase(told, BOSC, "vigia delete-client:maya", NOW)
    left = {entry.what: entry.subject for entry in audit.recent(told, 1_000)}
    assert left["refused.later"].startswith(audit.TOMBSTONE)
    assert left["channel.removed"] == "C0ACME", "what was said while it was the other's stays the other's"


def test_a_client_that_was_removed_can_still_be_deleted(told: Session) -> None:
    assert clients.remove(told, "acme", MAYA, NOW)
    client = belongings.removed(told, "acme")
    assert client
    assert erasing.look(told, client).rows["delivery"] > 0
    erasing.erase(told, client, "vigia delete-client:maya", NOW)
    assert belongings.removed(told, "acme") is None
    for entry in audit.recent(told, 1_000):
        assert "acme" not in f"{entry.subject} {json.dumps(dict(entry.detail))}".lower(), entry
    assert belongings.removed(told, "nobody") is None
