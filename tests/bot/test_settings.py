"""Settings: what is read, what is refused, and in which words."""

import re
from pathlib import Path

import pytest

from bot import settings, wiring
from bot.settings import SettingsError, read
from connectors.registry import DESCRIPTORS
from domain.sources import CredentialField, Descriptor
from domain.words import Source
from storage import connect
from storage.keeping.retention import Keep

ROOT = Path(__file__).parents[2]


def test_nothing_set_gives_the_defaults() -> None:
    chosen = read({})
    assert chosen.database_url == "sqlite:///vigia.sqlite3"
    assert chosen.slack_api_url == "https://slack.com/api/"
    assert chosen.http_port == 8081


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1", "must be a bot token"),
        ("SLACK_APP_TOKEN", "xoxb-1", "must be an app-level token"),
        ("SLACK_API_URL", "slack.com", "must be an http or https address"),
        ("DATABASE_URL", "mysql://x", "must be a sqlite or postgresql address"),
        ("DATABASE_URL", "postgresql://", "must be a sqlite or postgresql address"),
        ("DATABASE_URL", "postgresqlx://h/d", "must be a sqlite or postgresql address"),
        ("DATABASE_URL", "postgresql://vigia:pw@db:port/vigia", "must have a number as its port"),
        ("DATABASE_URL", "postgresql://db:54x2/vigia", "must have a number as its port"),
        ("DATABASE_URL", "postgresql://vigia:change-me@db/vigia", "must not have the password of the examples"),
        ("SLACK_BOT_TOKEN", "xoxb-1\n2", "must be one line"),
        ("SLACK_BOT_TOKEN", "xoxb-…", "must be one word of plain letters"),
        ("META_ACCESS_TOKEN", "EAAB 12", "must be one word of plain letters"),
        ("VIGIA_SECRET_KEY", "too short", "must be a random text of at least 32 characters"),
        ("VIGIA_SECRET_KEY", "a" * 64, "must be a random text of at least 32 characters"),
        ("VIGIA_HTTP_PORT", "eighty", "cannot be read"),
        ("VIGIA_HTTP_PORT", "70000", "cannot be read"),
        ("VIGIA_POLL_MINUTES", "1", "cannot be read"),
        ("VIGIA_LOG_LEVEL", "loud", "must be DEBUG, INFO, WARNING or ERROR"),
        ("VIGIA_CLOCK_URL", "noon", "must be an http or https address"),
        ("GOOGLE_ADS_URL", "localhost:8080", "must be an http or https address"),
        ("GOOGLE_ADS_OAUTH_URL", "oauth2", "must be an http or https address"),
        ("META_URL", "graph.facebook.com", "must be an http or https address"),
        ("HUBSPOT_URL", "ftp://api.hubapi.com", "must be an http or https address"),
        ("GOOGLE_ADS_REFRESH_TOKEN", "1//x", "must come with GOOGLE_ADS_CLIENT_ID and GOOGLE_ADS_CLIENT_SECRET"),
    ],
)
def test_a_wrong_value_names_the_variable_and_shows_a_right_one(variable: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read({variable: value})
    sentence = str(refused.value)
    assert sentence.startswith(f"{variable} {words}")
    assert f"{variable}={settings.variables()[variable][0]}" in sentence


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////srv/a folder/vigia.sqlite3",
        "postgres://vigia:secret@db/vigia",
        "postgresql://vigia:secret@db/vigia",
        "postgresql+psycopg://vigia:secret@db/vigia",
    ],
)
def test_every_address_that_the_storage_opens_is_taken(address: str, tmp_path: Path) -> None:
    assert read({"DATABASE_URL": address}).database_url == address
    connect(address.replace("//srv", f"/{tmp_path}"))


def test_a_named_credential_s_line_break_names_the_variable() -> None:
    with pytest.raises(SettingsError, match=r"^HUBSPOT_TOKEN__FORN must be one line"):
        read({"HUBSPOT_TOKEN__FORN": "pat-eu1-1\rx"})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://vigia:pw@db:5432/vigia",
        "postgresql://db",
        "postgresql://a:p:w@[::1]:5432/x",
        "postgresql:///x?host=/run",
        "sqlite:////srv/a@b:c/vigia.sqlite3",
    ],
)
def test_right_addresses_of_databases_are_taken(address: str) -> None:
    assert read({"DATABASE_URL": address}).database_url == address


def test_the_demo_alone_may_have_the_password_of_the_examples() -> None:
    given = {"DATABASE_URL": "postgresql://vigia:change-me@db/vigia", "VIGIA_CLOCK_URL": "http://127.0.0.1:1/c"}
    assert read(given).database_url == given["DATABASE_URL"]


def test_the_values_of_all_secrets_are_known_to_who_hides_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("HUBSPOT_TOKEN__FORN=tell-nobody\nVIGIA_ADMINS=U1\n", encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "postgresql://vigia:p%40ss@db/vigia")
    assert {"tell-nobody", "p@ss"} <= set(settings.secrets(tmp_path))
    assert "U1" not in settings.secrets(tmp_path)


def test_what_seals_is_the_key_then_the_one_before_then_the_token() -> None:
    key, old = "0123456789abcdef" * 2, "earlier"
    given = {"SLACK_BOT_TOKEN": "xoxb-1", "VIGIA_SECRET_KEY": key, "VIGIA_SECRET_KEY_OLD": old}
    assert read(given).seal_keys == (key, old, "xoxb-1")
    assert read({"SLACK_BOT_TOKEN": "xoxb-1"}).seal_keys == ("xoxb-1",)


def test_how_long_things_are_kept_can_be_set_and_is_what_storage_would_do_otherwise() -> None:
    assert wiring.kept(read({})) == Keep()
    given = {
        "VIGIA_KEEP_INBOX_DAYS": "3",
        "VIGIA_KEEP_RUN_DAYS": "200",
        "VIGIA_KEEP_DELIVERY_DAYS": "100",
        "VIGIA_KEEP_OBSERVATION_DAYS": "300",
        "VIGIA_KEEP_EVIDENCE_DAYS": "60",
        "VIGIA_KEEP_AUDIT_MONTHS": "36",
    }
    assert wiring.kept(read(given)) == Keep(3, 200, 100, 300, 60, 36)
    with pytest.raises(SettingsError, match="VIGIA_KEEP_RUN_DAYS cannot be read"):
        read({"VIGIA_KEEP_RUN_DAYS": "30"})


def test_every_problem_is_told_at_once_and_no_value_is_repeated() -> None:
    with pytest.raises(SettingsError) as refused:
        read({"SLACK_BOT_TOKEN": "secret-thing", "VIGIA_HTTP_PORT": "no"})
    assert len(str(refused.value).splitlines()) == 2
    assert "secret-thing" not in str(refused.value)


def test_slack_needs_a_bot_token_and_a_way_in() -> None:
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is missing"):
        read({}).need_slack()
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN is missing"):
        read({"SLACK_BOT_TOKEN": "xoxb-1"}).need_slack()
    read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}).need_slack()


def test_a_named_credential_inherits_what_it_does_not_set() -> None:
    chosen = read(
        {
            "GOOGLE_ADS_CLIENT_ID": "id",
            "GOOGLE_ADS_CLIENT_SECRET": "hush",
            "GOOGLE_ADS_REFRESH_TOKEN": "one",
            "GOOGLE_ADS_REFRESH_TOKEN__FORN": "two",
            "HUBSPOT_TOKEN__FORN": "key",
        }
    )
    google, hubspot = chosen.credentials[Source.GOOGLE_ADS], chosen.credentials[Source.HUBSPOT]
    assert google["forn"]["client_id"] == "id"
    assert google["forn"]["refresh_token"] == "two"
    assert google[""]["refresh_token"] == "one"
    assert hubspot.keys() == {"forn"}  # the default one has no token


def test_secrets_are_not_shown() -> None:
    chosen = read(
        {"SLACK_BOT_TOKEN": "xoxb-hidden", "META_ACCESS_TOKEN": "hidden-too", "DATABASE_URL": "postgresql://u:pw@h/d"}
    )
    assert "hidden" not in repr(chosen)
    assert "pw@" not in repr(chosen)


def test_admins_are_a_list_with_commas_or_spaces() -> None:
    assert read({"VIGIA_ADMINS": "U1, U2 U3"}).admins == ("U1", "U2", "U3")


def test_the_environment_wins_over_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("VIGIA_HTTP_PORT=9001\nVIGIA_ADMINS=U1\n", encoding="utf-8")
    monkeypatch.setenv("VIGIA_HTTP_PORT", "9002")
    chosen = settings.load(tmp_path)
    assert (chosen.http_port, chosen.admins) == (9002, ("U1",))


def test_the_table_in_the_docs_and_the_example_name_every_variable() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    example = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(settings.variables())
    assert sorted({*example} - {"POSTGRES_PASSWORD"}) == sorted(settings.variables())


def as_shown(field: CredentialField) -> tuple[str, str, str]:
    """Variable, default and a right value, as a row of the table shows them."""
    right = field.example if field.example.startswith("(") else f"`{field.example}`"
    return field.variable, f"`{field.default}`" if field.default else "–", "the same" if field.default else right


@pytest.mark.parametrize("descriptor", DESCRIPTORS.values(), ids=lambda one: one.source.value)
def test_the_documents_show_the_credentials_that_the_descriptor_names(descriptor: Descriptor) -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    shown = [as_shown(field) for field in descriptor.fields]
    first = rows.index(shown[0])
    assert rows[first : first + len(shown)] == shown
    key = descriptor.source.value
    block = [f"# {descriptor.source.label}: docs/vendors/{key}.md"]
    block += [f"# {field.variable}={field.default}" for field in descriptor.fields]
    assert "\n".join(["", *block, ""]) in (ROOT / ".env.example").read_text(encoding="utf-8")
    how = f"vendors/{key}.md"
    assert f"]({how})" in text.split(f"`{descriptor.fields[0].variable}`", 1)[1].split("\n", 1)[0]


@pytest.mark.parametrize(
    ("variable", "address", "fine"),
    [
        ("SLACK_API_URL", "http://127.0.0.1:8080/api/", True),
        ("META_URL", "http://localhost:8080/meta", True),
        ("HUBSPOT_URL", "http://[::1]:8080", True),
        ("GOOGLE_ADS_URL", "https://proxy.example", True),
        ("VIGIA_CLOCK_URL", "http://sandbox:8080/_sandbox/clock", True),
        ("SLACK_API_URL", "http://slack.com/api/", False),
        ("META_URL", "http://10.0.0.7/meta", False),
        ("HUBSPOT_URL", "http://127.0.0.1@example.org", False),
        ("GOOGLE_ADS_OAUTH_URL", "http://localhost.example.org", False),
    ],
)
def test_tokens_go_over_plain_http_on_this_machine_only(variable: str, address: str, *, fine: bool) -> None:
    if fine:
        read({variable: address})
        return
    with pytest.raises(SettingsError, match=f"^{variable} must be an https address.*looks like: {variable}="):
        read({variable: address})
