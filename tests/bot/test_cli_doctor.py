"""`vigia doctor` against the local Slack and vendors: what works, and one sentence for each thing that does not."""

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import text

from bot.cli import doctor_sources, people
from bot.cli.doctor_slack import _clock, _scopes
from bot.cli.manifest import SCOPES
from domain.entities import Channel, Client, SourceAccount
from domain.facts import CrmStage
from domain.words import Audience, Source
from notifiers.delivery.fitness import Unfit, outsider
from notifiers.port import PersonFacts
from storage.db.tables import DeliveryRow
from storage.declare import faults
from storage.directory import accounts, channels, clients
from storage.messages import outbox
from templates.cards import declared
from templates.cards import doctor as told
from templates.words import words
from tests.bot.sources import Crm, standing
from tests.bot.vigia import FixedClock, Vigia
from tests.casting import to

pytestmark = pytest.mark.long

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def vigia(connected) -> Vigia:
    return connected


def wrong(out: str) -> list[str]:
    return [line.removeprefix("✗ ") for line in out.splitlines() if line.startswith("✗")]


def test_where_everything_works_every_line_says_so(vigia) -> None:
    found = vigia("doctor")
    assert wrong(found.out) == []
    assert (found.code, found.err) == (0, "")
    assert "✓ Slack knows the bot: vigia in " in found.out
    assert "✓ #acme-clinica (Clínica Acme): the bot is a member." in found.out
    assert "✓ U0MAYA: Maya Ferrer." in found.out
    assert "✓ Meta act_1029384756 (Clínica Acme): the credential works" in found.out
    assert found.out.count("the credential works") == 11
    assert found.out.endswith("Everything is in order.\n")


def test_no_token_is_ever_printed(vigia) -> None:
    vigia.set(SLACK_APP_TOKEN="xapp-wrong-one", META_ACCESS_TOKEN="EAAwrong", GOOGLE_ADS_REFRESH_TOKEN="1//wrong")
    found = vigia("doctor")
    for secret in ("sandbox-", "xoxb-", "xapp-", "EAAwrong", "1//wrong"):
        assert secret not in found.out + found.err


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Reinstall the app"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "Slack refuses SLACK_APP_TOKEN (invalid_auth). Create one with"),
        ({"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "Slack does not answer at http://127.0.0.1:1/api/"),
        ({"VIGIA_ADMINS": "U0GONE"}, "U0GONE (VIGIA_ADMINS): Slack does not know this person (user_not_found)."),
        ({"GOOGLE_ADS_REFRESH_TOKEN": "1//old"}, "is in Testing, Google ends refresh tokens after 7 days"),
        ({"META_ACCESS_TOKEN": "EAAold"}, "I can no longer read Meta act_1029384756 (Clínica Acme)"),
        ({"HUBSPOT_TOKEN__FORN": ""}, "the credential is missing or wrong. Set HUBSPOT_TOKEN__FORN and restart"),
        ({"META_ACCESS_TOKEN": ""}, "the credential is missing or wrong. Set META_ACCESS_TOKEN and restart"),
        ({"META_URL": "http://127.0.0.1:1"}, "Meta act_1029384756 (Clínica Acme): no answer just now"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(vigia, settings, sentence) -> None:
    vigia.set(**settings)
    found = vigia("doctor")
    assert found.code == 1
    assert any(sentence in line for line in wrong(found.out)), found.out
    assert "to mend." in found.out.splitlines()[-1]


def test_without_slack_the_rest_is_examined_all_the_same(vigia, monkeypatch) -> None:
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    found = vigia("doctor")
    assert wrong(found.out) == [
        "SLACK_BOT_TOKEN is missing. Create the app (vigia manifest), install it, and copy its token."
    ]
    assert found.out.count("the credential works") == 11


def test_slack_needs_a_way_in(vigia, monkeypatch) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    assert any("SLACK_APP_TOKEN is missing." in line for line in wrong(vigia("doctor").out))
    vigia.set(SLACK_SIGNING_SECRET="a-secret")
    assert "✓ A signing secret is set: Slack calls over HTTP." in vigia("doctor").out


async def test_stages_of_which_nobody_has_said_what_they_count_as_are_named() -> None:
    crm = Crm(unnamed_stages=(CrmStage("81234567", "Visita"), CrmStage("9")))
    account = SourceAccount("acme", Source.HUBSPOT, "424242")
    said = [one async for one in doctor_sources._account(words("es"), standing(crm), account, "Acme")]
    assert [one.ok for one in said] == [True, False]
    assert "81234567 (Visita), 9." in said[1].sentence
    assert 'stages: {hubspot: {"81234567": sql}}' in said[1].sentence
    crm.unnamed_stages = ()
    assert all([one.ok async for one in doctor_sources._account(words("en"), standing(crm), account, "Acme")])


def test_channels_that_are_unknown_or_shared_with_somebody_unconfirmed_are_named(vigia) -> None:
    with vigia.database() as db:
        channels.bind(db, Channel("C0NOWHERE", "acme", Audience.INTERNAL), "test", NOW)
        channels.bind(db, Channel("C0FORN", "forn", Audience.CLIENT, ()), "test", NOW)
    problems = wrong(vigia("doctor").out)
    assert any(line.startswith("C0NOWHERE (Clínica Acme): Slack does not show it") for line in problems)
    assert any("#forn-sole (Forn Solé): the organisations T0FORN are not confirmed." in line for line in problems)


def test_a_database_that_is_none_does_not_stop_the_rest(vigia) -> None:
    vigia.set(DATABASE_URL="postgresql://vigia:s3cret-word@127.0.0.1:1/x?connect_timeout=2")
    found = vigia("doctor")
    assert found.code == 1
    assert "s3cret-word" not in found.out
    assert "✓ The bot has every permission it needs." in found.out


def test_settings_that_cannot_be_read_are_told_one_by_one(vigia) -> None:
    vigia.set(VIGIA_HTTP_PORT="eighty", SLACK_BOT_TOKEN="xapp-1")
    found = vigia("doctor")
    assert (found.code, len(wrong(found.out))) == (1, 2)


def test_an_account_that_lives_from_files_needs_no_credential(tmp_path, monkeypatch, capsys, world) -> None:
    vigia = Vigia(tmp_path, monkeypatch, capsys)
    vigia.set(SLACK_BOT_TOKEN="xoxb-sandbox", SLACK_APP_TOKEN="xapp-sandbox", SLACK_API_URL=f"{world.url}/api/")
    assert "✓ Nothing is declared yet" in vigia("doctor").out
    vigia.write("a.csv", "Day,Campaign,Currency,Cost\n2025-11-01,Brand,EUR,10\n")
    assert vigia("import", "a.csv", "--client", "acme").code == 0
    found = vigia("doctor")
    assert found.code == 0
    assert "✓ CSV file acme (Acme): lives from imported files." in found.out


def test_the_answer_s_headers_tell_missing_permissions_and_a_wrong_clock() -> None:
    w = words("en")
    some = _scopes(w, {"X-OAuth-Scopes": ",".join(scope for scope in SCOPES if scope != "files:write")})
    assert (some.ok, "Permissions are missing: files:write." in some.sentence) == (False, True)
    late = datetime.now(UTC) - timedelta(seconds=400)
    away = _clock(w, {"Date": format_datetime(late, usegmt=True)})
    assert (away.ok, "is 400 s away" in away.sentence or "is 401 s away" in away.sentence) == (False, True)
    assert _clock(w, {"Date": format_datetime(datetime.now(UTC), usegmt=True)}).ok
    assert _clock(w, {}).ok


def test_every_finding_can_be_told_in_three_languages() -> None:
    for locale in ("en", "es", "ca"):
        w = words(locale)
        values = dict.fromkeys(
            ("address", "bot", "team", "channel", "client", "person", "name", "account", "said", "code", "scopes",
             "seconds", "teams", "where", "variables", "host", "port", "file", "day", "places", "holders",
             "stages", "example", "whole", "spent"), "x"
        )  # fmt: skip
        assert all("{" not in told.fine(w, code, **values) for code in told.FINE)
        assert all("{" not in told.wrong(w, code, **values) for code in told.WRONG)
        assert told.called(w, Source.META, "act_1", "Acme") == "Meta act_1 (Acme)"


def test_what_others_may_read_is_told(vigia) -> None:
    vigia.write(".env", "VIGIA_ADMINS=\n").chmod(0o644)
    found = vigia("doctor")
    assert wrong(found.out) == [
        "Others on this machine may read {0}, which holds data and secrets: chmod 600 {0}".format(vigia.folder / ".env")
    ]


def test_a_damaged_page_and_a_missing_table_are_found_before_they_are_read(vigia) -> None:
    with vigia.database() as session:
        session.execute(text("DROP TABLE attention"))
    assert "is incomplete: attention. Put the last backup in its place." in vigia("doctor").out


def test_the_address_at_which_the_bot_would_listen_is_tried(tmp_path, monkeypatch, capsys) -> None:
    vigia = Vigia(tmp_path, monkeypatch, capsys)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        vigia.set(VIGIA_HTTP_PORT=str(port))
        assert f"✗ Another program listens on 127.0.0.1:{port}. Choose another VIGIA_HTTP_PORT" in vigia("doctor").out
    vigia.set(VIGIA_HTTP_HOST="192.0.2.1")
    assert f"✗ Vigía cannot listen on 192.0.2.1:{port} (" in vigia("doctor").out
    vigia.set(VIGIA_HTTP_HOST="127.0.0.1", VIGIA_CLOCK_URL="http://127.0.0.1:1/clock")
    found = vigia("doctor").out
    assert f"✓ Vigía can listen on 127.0.0.1:{port}." in found
    assert "✗ The clock at http://127.0.0.1:1/clock does not answer. Check VIGIA_CLOCK_URL" in found


def test_outsiders_in_charge_are_named(vigia) -> None:
    with vigia.database() as db:
        acme = clients.get(db, "acme")
        clients.save(db, replace(acme, managers=(*acme.managers, "U0ACMEANA")), "test", NOW)
    (problem,) = wrong(vigia("doctor").out)
    assert problem == "U0ACMEANA (acme) is of another team. Name a member of your own, for example U0MAYA."


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ("managers: [U0MAYA, U0ACMEANA]", "line 4, clients[0].managers[1]"),
        ("managers: [U0MAYA]\ncampaigns:\n  - key: acme-otono\n    owner: U0ACMEANA", "line 7, campaigns[0].owner"),
    ],
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_apply_refuses_an_outsider_in_charge(vigia, tmp_path, entry, where, dry) -> None:
    file = tmp_path / "team.yaml"
    file.write_text(f"clients:\n  - key: acme\n    name: Clínica Acme\n    {entry}\n", encoding="utf-8")
    found = vigia("apply", str(file), *dry)
    assert found.code == 2
    assert f"{where}: “U0ACMEANA” is of another team; only a member of your own team can be in charge" in found.err
    assert "for example U0MAYA" in found.err
    with vigia.database() as db:
        assert "U0ACMEANA" not in clients.get(db, "acme").managers


def test_apply_names_a_person_in_charge_whom_slack_does_not_know(vigia, tmp_path) -> None:
    file = tmp_path / "team.yaml"
    file.write_text("clients:\n  - key: acme\n    name: Clínica Acme\n    managers: [U0MAYO]\n", encoding="utf-8")
    found = vigia("apply", str(file), "--dry-run")
    assert found.code == 2
    assert "line 4, clients[0].managers[0]: Slack does not know “U0MAYO”; only a member of your own team" in found.err


def test_whoever_may_not_be_in_charge_has_a_sentence_that_says_why() -> None:
    someone = PersonFacts("U0ANA")
    kinds = [
        replace(someone, **{mark: mark not in {"is_known", "is_ours"}})
        for mark in ("is_known", "is_deleted", "is_bot", "is_ours", "is_guest")
    ]
    reasons = {why for kind in kinds if (why := outsider(kind))}
    assert len(reasons) == len(kinds)
    for why in reasons:
        assert people.code(why) in faults.SENTENCES
        assert people.code(why) in declared.FAULTS
        assert f"person_{why.value}" in told.WRONG or why is Unfit.NOBODY, "doctor asks Slack itself"


def test_apply_goes_on_where_slack_cannot_be_asked_and_says_so(vigia, tmp_path) -> None:
    vigia.set(SLACK_API_URL="http://127.0.0.1:1/api/")
    file = tmp_path / "team.yaml"
    file.write_text("clients:\n  - key: acme\n    name: Otra\n    managers: [U0MAYA]\n", encoding="utf-8")
    found = vigia("apply", str(file), "--take", "file")
    assert "Slack could not be asked whether the people in charge are of your team" in found.out
    with vigia.database() as db:
        assert clients.get(db, "acme").name == "Otra"


def test_what_may_or_may_not_have_arrived_is_named(vigia) -> None:
    with vigia.database() as db:
        lost = outbox.intend(db, "lost", to("C0ACME"), "status", {}, at=NOW, client_key="acme")
        db.get(DeliveryRow, lost.id).status = "unknown"
    (problem,) = wrong(vigia("doctor").out)
    assert problem.startswith("It is not known whether messages for C0ACME arrived, the oldest of 2026-11-16.")


def test_the_age_of_a_doubt_is_measured_by_business_time(vigia) -> None:
    with vigia.database() as db:
        lost = outbox.intend(db, "lost", to("C0ACME"), "status", {}, at=NOW + timedelta(days=3650), client_key="acme")
        db.get(DeliveryRow, lost.id).status = "unknown"
    assert "It is not known whether" not in vigia("doctor").out
    with FixedClock((NOW + timedelta(days=3650, hours=2)).isoformat()) as clock:
        vigia.set(VIGIA_CLOCK_URL=clock.url)
        assert "It is not known whether messages for C0ACME arrived" in vigia("doctor").out


def test_an_account_that_two_clients_hold_under_two_spellings_is_named(vigia) -> None:
    with vigia.database() as db:
        clients.save(db, Client("bosc", "Bosc"), "U0ADMIN", NOW)
        accounts.save(db, SourceAccount("bosc", Source.META, "1029384756"), "U0ADMIN", NOW)
    (problem,) = wrong(vigia("doctor").out)
    assert problem == (
        "Meta act_1029384756 counts for several clients: act_1029384756 (Clínica Acme), 1029384756 (Bosc)."
        " Leave it to one of them in vigia.yaml and run vigia apply vigia.yaml --prune, first with --dry-run."
    )
