"""What is stored is sealed, what is logged is scrubbed."""

import json
import logging
import re
from collections.abc import Iterator

import pytest

from bot import logs, scrub
from bot.seal import Seal
from domain.errors import Problem

HEX = "0123456789abcdef" * 2
SECRETS = {
    "slack bot": "«xoxb-123456-abcDEF»",
    "slack user": "«xoxp-123456-abcDEF»",
    "slack refresh": "«xoxe-1-My0xLTEyMzQ»",
    "slack rotated": "«xoxe.xoxb-1-Mi0yLTEyMzQ»",
    "slack app": "«xapp-1-A0123-456-abc»",
    "slack workflow": "«xwfp-123-abc»",
    "slack signing secret": f"«{HEX}»",
    "slack response address": "«https://hooks.slack.com/commands/T1/2/3»",
    "slack webhook": "«https://hooks.slack.com/services/T1/B2/abcdef»",
    "slack upload": "«https://files.slack.com/upload/v1/CwABAAAAXAoAAVnX»",
    "slack socket": "wss://wss.slack.com/link/?ticket=«0f1e2d3c-aaaa»&app_id=1",
    "google client secret": "«GOCSPX-a1B2c3D4e5F6»",
    "google refresh token": "«1//0gABCDEFghijklmnop»",
    "google access token": "«ya29.a0AfH6SNabcdef»",
    "google developer token": "developer-token: «aBcDeFgHiJkLmNoPqRsTuV»",
    "google api key": "«AIzaSyA0123456789abcdefghijkl»",
    "meta user token": "«EAABsbCS1234567890»",
    "meta app token": "«123456789012345|abcdefghij_klmnopqrstuv»",
    "meta proof": f"«{HEX * 2}»",
    "meta in an address": "access_token=«AbC123xyz»&fields=id",
    "hubspot": "«pat-eu1-01234567-89ab»",
    "bearer": "Authorization: «Bearer abc.def»",
    "basic": "«Basic dmlnaWE6aHVzaA==»",
    "web token": "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc»",
    "fernet token": "«gAAAAABlZ0123456789abcdefghij==»",
    "fernet key": "«cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=»",
    "private key": "«-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----»",
    "named in json": '{"client_secret": "«just-words-here»"}',
    "named in python": "{'app_secret': '«just-words-here»'}",
    "named in json within json": '{\\"password\\": \\"«just-words-here»\\"}',
    "named in a variable": "VIGIA_SECRET_KEY=«correct-horse-battery»",
    "named with a credential": "HUBSPOT_TOKEN__FORN=«nothing-special»",
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=list(SECRETS))
def test_no_secret_s_shape_is_shown(secret: str) -> None:
    head, worth, tail = re.split("[«»]", secret)
    hidden = scrub.secrets(f"before {head}{worth}{tail} after")
    assert worth not in hidden
    assert hidden.startswith("before ")
    assert hidden.endswith(" after")


def test_the_password_in_an_address_is_hidden_and_the_rest_is_read() -> None:
    assert (
        scrub.secrets("postgresql://vigia:h@rd:word@db/vigia is away") == "postgresql://vigia:[hidden]@db/vigia is away"
    )


def test_what_is_known_is_hidden_whatever_its_shape_also_in_an_address() -> None:
    assert scrub.secrets("a=plain word&b=plain%20word", ["plain word", "is"]) == "a=[hidden]&b=[hidden]"


@pytest.mark.parametrize(
    "plain",
    [
        "SLACK_BOT_TOKEN must be a bot token. A right value looks like: SLACK_BOT_TOKEN=xoxb-…",
        "GOOGLE_ADS_CLIENT_SECRET=GOCSPX-… META_APP_SECRET=0123456789abcdef… HUBSPOT_TOKEN=pat-eu1-…",
        "The database postgresql+psycopg://vigia:***@127.0.0.1:1/vigia is away: password authentication failed.",
        "sqlite:////srv/vigia/vigia.sqlite3: update:acme:2026-W47 at 2026-11-30T08:00:00Z, row 1234567890",
        "DATABASE_URL=postgresql://vigia:…@db/vigia",
    ],
)
def test_what_is_no_secret_stays(plain: str) -> None:
    assert scrub.secrets(plain) == plain


@pytest.fixture
def _quiet_again() -> Iterator[None]:
    root = logging.getLogger()
    before, level, raises = root.handlers[:], root.level, logging.raiseExceptions
    yield
    root.handlers[:], logging.raiseExceptions = before, raises
    root.setLevel(level)


@pytest.mark.usefixtures("_quiet_again")
def test_a_log_line_is_scrubbed_to_its_depth(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", ["whatever it is"])
    told = logs.log("tests.scrub")
    told.warning(
        "refused",
        body={"headers": [("Authorization", "Bearer abc.def")], "token": "plain"},
        problem=Problem("xoxb-1-a for ana@example.com"),
        person="ana@example.com",
        count=3,
    )
    logging.getLogger("tests.scrub").warning("of a library: %s", "whatever it is")
    try:
        int("EAABsbCS1234567890")
    except ValueError:
        told.exception("broken")
    said = capsys.readouterr().err
    for secret in ("abc.def", "plain", "xoxb-1-a", "ana@example.com", "whatever it is", "EAABsbCS1234567890"):
        assert secret not in said
    first, second, third = map(json.loads, said.splitlines())
    assert (first["event"], first["count"], first["body"]["token"]) == ("refused", 3, "[hidden]")
    assert second["event"] == "of a library: [hidden]"
    assert "[hidden]" in third["exception"]


@pytest.mark.usefixtures("_quiet_again")
def test_a_line_that_cannot_be_written_is_not_printed_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO")
    logging.getLogger("tests.scrub").warning("%d", "xoxb-1-a")
    assert "xoxb-1-a" not in capsys.readouterr().err


def test_a_seal_opens_with_its_own_secret_only() -> None:
    stored = Seal("one").close({"response_url": "http://localhost/respond/abc"})
    assert "respond" not in str(stored)
    assert Seal("one").open(stored) == {"response_url": "http://localhost/respond/abc"}
    assert Seal("two").open(stored) is None


def test_while_a_key_is_exchanged_both_open_and_the_new_one_closes() -> None:
    old, both, new = Seal("one"), Seal("two", "one"), Seal("two")
    stored = old.close({"a": 1})
    assert both.open(stored) == {"a": 1}
    renewed = both.renew(stored)
    assert renewed is not None
    assert (new.open(renewed), old.open(renewed)) == ({"a": 1}, None)
    assert new.renew(stored) is None
