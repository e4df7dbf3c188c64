"""Every setting, read from the environment and `.env`, checked at start.

An error names the variable and shows a right value. This is the only module that reads the environment.
"""

import os
import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    create_model,
    field_validator,
)

from connectors import ecb
from connectors.registry import DESCRIPTORS
from domain.languages import CODES
from domain.sources import CredentialField, Descriptor
from domain.words import Source

DEFAULT_DATABASE = "sqlite:///vigia.sqlite3"
SHORTEST_KEY = 32
"""Characters of `VIGIA_SECRET_KEY`: what `openssl rand -hex 16` prints."""
FEWEST_LETTERS = 8
"""Different characters in it: `aaaa…` is long, and no secret."""
_KEY_EXAMPLE = "what `openssl rand -hex 32` prints"
_PUBLISHED = frozenset({"change-me", "changeme", "change_me"})
"""Passwords that stand in examples, so that everybody knows them."""
_URL = re.compile(r"^https?://[^\s/]+(/\S*)?$")
_LANGUAGE = re.compile(rf"^({'|'.join(CODES)})(?:[_-]([A-Z]{{2}}))?(?![A-Za-z])")
_DATABASE = re.compile(r"(sqlite(\+pysqlite)?|postgres|postgresql(\+psycopg)?)://\S.*")
"""As `storage.connect` opens them; a folder may have a space in its name."""
_PASSWORD = re.compile(r"://[^\s/:@]*:(?P<password>[^\s/]+)@|[?&]password=(?P<also>[^&\s]+)")
_TOKEN = re.compile(r"^[!-~]+$")
_FREE = frozenset({"DATABASE_URL", "VIGIA_SECRET_KEY", "VIGIA_SECRET_KEY_OLD"})
"""Secrets that people make up: they may hold any letter."""


class SettingsError(ValueError):
    """One sentence for each variable that is missing or wrong."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, hide_input_in_errors=True)


def _address(given: str) -> str:
    if given and not _URL.match(given):
        raise ValueError("must be an http or https address")
    return given


def _private(given: str) -> str:
    if _address(given).startswith("http://") and not is_loopback(given):
        raise ValueError(
            "must be an https address: over plain http everybody on the way reads the token, so it is taken on this "
            "machine alone (127.0.0.1, ::1, localhost)"
        )
    return given


def _address_or_off(given: str) -> str:
    if given != "off" and not _URL.match(given):
        raise ValueError("must be an http or https address, or off")
    return given


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


Address = Annotated[str, AfterValidator(_address)]
ApiAddress = Annotated[str, AfterValidator(_private)]
"""Where tokens are sent to."""


def _section(about: Descriptor) -> type[_Section]:
    """A credential of a source as its descriptor has it, read from variables."""
    fields: dict[str, Any] = {
        one.name: (
            Annotated[
                ApiAddress if one.is_address else str,
                Field(alias=one.variable, repr=not one.is_secret, examples=[one.example]),
            ],
            one.default,
        )
        for one in about.fields
    }
    checks = {f"_{one.name}": _with_others(about, one) for one in about.fields if one.comes_with}
    return create_model(f"{about.source.name}Settings", __base__=_Section, __validators__=checks, **fields)


def _with_others(about: Descriptor, field: CredentialField) -> Any:
    """A check that the fields stand beside it without which a field is of no use."""
    variables = " and ".join(one.variable for one in about.fields if one.name in field.comes_with)

    def whole(given: str, info: ValidationInfo) -> str:
        if given and not all(info.data.get(name) for name in field.comes_with):
            raise ValueError(f"must come with {variables}")
        return given

    return field_validator(field.name)(whole)


class Settings(_Section):
    """The whole configuration; credentials by name, the default one under ""."""

    slack_bot_token: Annotated[str, Field(alias="SLACK_BOT_TOKEN", repr=False, examples=["xoxb-…"])] = ""
    slack_app_token: Annotated[str, Field(alias="SLACK_APP_TOKEN", repr=False, examples=["xapp-…"])] = ""
    slack_signing_secret: Annotated[str, Field(alias="SLACK_SIGNING_SECRET", repr=False, examples=["8f742231b1…"])] = ""
    slack_api_url: Annotated[ApiAddress, Field(alias="SLACK_API_URL", examples=["https://slack.com/api/"])] = (
        "https://slack.com/api/"
    )
    database_url: Annotated[
        str, Field(alias="DATABASE_URL", repr=False, examples=["postgresql://vigia:…@db/vigia"])
    ] = DEFAULT_DATABASE
    secret_key: Annotated[str, Field(alias="VIGIA_SECRET_KEY", repr=False, examples=[_KEY_EXAMPLE])] = ""
    old_secret_key: Annotated[str, Field(alias="VIGIA_SECRET_KEY_OLD", repr=False, examples=["the key before"])] = ""
    http_host: Annotated[str, Field(alias="VIGIA_HTTP_HOST", examples=["127.0.0.1"])] = "127.0.0.1"
    http_port: Annotated[int, Field(alias="VIGIA_HTTP_PORT", ge=1, le=65535, examples=["8081"])] = 8081
    clock_url: Annotated[Address, Field(alias="VIGIA_CLOCK_URL", examples=["http://127.0.0.1:8080/_sandbox/clock"])] = (
        ""
    )
    admins: Annotated[tuple[str, ...], Field(alias="VIGIA_ADMINS", examples=["U0MAYA,U0POL"])] = ()
    creators: Annotated[tuple[str, ...], Field(alias="VIGIA_CREATORS", examples=["U0MAYA,U0POL"])] = ()
    poll_minutes: Annotated[int, Field(alias="VIGIA_POLL_MINUTES", ge=5, le=1440, examples=["60"])] = 60
    poll_longest_s: Annotated[int, Field(alias="VIGIA_POLL_LONGEST_S", ge=1, le=840, examples=["840"])] = 840
    log_level: Annotated[str, Field(alias="VIGIA_LOG_LEVEL", examples=["INFO"])] = "INFO"
    lang: Annotated[str, Field(alias="VIGIA_LANG", examples=["es"])] = ""
    ecb_url: Annotated[str, AfterValidator(_address_or_off), Field(alias="VIGIA_ECB_URL", examples=["off"])] = ecb.URL
    benchmarks: Annotated[str, Field(alias="VIGIA_BENCHMARKS", examples=["benchmarks.csv"])] = ""
    keep_inbox_days: Annotated[int, Field(alias="VIGIA_KEEP_INBOX_DAYS", ge=1, le=90, examples=["2"])] = 2
    keep_run_days: Annotated[int, Field(alias="VIGIA_KEEP_RUN_DAYS", ge=150, le=3650, examples=["400"])] = 400
    keep_delivery_days: Annotated[int, Field(alias="VIGIA_KEEP_DELIVERY_DAYS", ge=35, le=3650, examples=["400"])] = 400
    keep_observation_days: Annotated[
        int, Field(alias="VIGIA_KEEP_OBSERVATION_DAYS", ge=150, le=3650, examples=["400"])
    ] = 400
    keep_evidence_days: Annotated[int, Field(alias="VIGIA_KEEP_EVIDENCE_DAYS", ge=7, le=3650, examples=["120"])] = 120
    keep_audit_months: Annotated[int, Field(alias="VIGIA_KEEP_AUDIT_MONTHS", ge=1, le=120, examples=["25"])] = 25
    credentials: Mapping[Source, Mapping[str, Mapping[str, str]]] = Field(default_factory=dict, repr=False)

    @field_validator("admins", "creators", mode="before")
    @classmethod
    def _list(cls, given: object) -> object:
        return tuple(filter(None, re.split(r"[,\s]+", given))) if isinstance(given, str) else given

    @field_validator("database_url")
    @classmethod
    def _database(cls, given: str) -> str:
        if not _DATABASE.fullmatch(given):
            raise ValueError("must be a sqlite or postgresql address")
        if not all(_port_is_number(host) for host in _hosts(given)):
            raise ValueError("must have a number as its port")
        return given

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, given: str) -> str:
        if given and (len(given) < SHORTEST_KEY or len(set(given)) < FEWEST_LETTERS):
            raise ValueError(f"must be a random text of at least {SHORTEST_KEY} characters")
        return given

    @field_validator("log_level")
    @classmethod
    def _level(cls, given: str) -> str:
        if given.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return given.upper()

    @field_validator("lang")
    @classmethod
    def _language(cls, given: str) -> str:
        if spoken(given) != given:
            raise ValueError("must be es, ca or en, with a region if you like")
        return given

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, given: str) -> str:
        if given and not given.startswith("xoxb-"):
            raise ValueError("must be a bot token, which starts with xoxb-")
        return given

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, given: str) -> str:
        if given and not given.startswith("xapp-"):
            raise ValueError("must be an app-level token, which starts with xapp-")
        return given

    @property
    def seal_keys(self) -> tuple[str, ...]:
        """What seals, newest first: the key, the one before it, and the bot's token, which serves where no key is."""
        return tuple(filter(None, (self.secret_key, self.old_secret_key, self.slack_bot_token)))

    @property
    def bank(self) -> str:
        """Where exchange rates are asked for; "" for nowhere. In another time than ours there are none to be had."""
        return "" if self.clock_url or self.ecb_url == "off" else self.ecb_url

    def need_slack(self) -> None:
        """Raise SettingsError unless the bot can reach Slack and Slack can reach the bot."""
        if not self.slack_bot_token:
            raise SettingsError(_sentence("SLACK_BOT_TOKEN", "is missing"))
        if not (self.slack_app_token or self.slack_signing_secret):
            raise SettingsError(
                _sentence("SLACK_APP_TOKEN", "is missing (or set SLACK_SIGNING_SECRET to be called over HTTP)")
            )


_VENDORS: Mapping[Source, type[_Section]] = {source: _section(about) for source, about in DESCRIPTORS.items()}


def _models() -> list[type[_Section]]:
    return [Settings, *_VENDORS.values()]


def variables() -> dict[str, tuple[str, str]]:
    """Every variable with an example and its default, for the docs and the error sentences."""
    table: dict[str, tuple[str, str]] = {}
    for model in _models():
        for field in model.model_fields.values():
            if field.alias:
                default = field.default if isinstance(field.default, str | int) else ""
                table[field.alias] = (str((field.examples or [""])[0]), str(default))
    return table


def _sentence(variable: str, problem: str, called: str = "") -> str:
    named = called or variable
    return f"{named} {problem}. A right value looks like: {named}={variables()[variable][0]}"


def _explain(error: ValidationError) -> list[str]:
    sentences = []
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        words = problem["msg"].removeprefix("Value error, ")
        words = words if words.startswith("must") else f"cannot be read ({words[0].lower()}{words[1:]})"
        sentences.append(_sentence(str(problem["loc"][0]), words))
    return sentences


def _credentials(source: Source, environment: Mapping[str, str], problems: list[str]) -> dict[str, dict[str, str]]:
    """The default credential and those whose variables end in `__NAME`, which inherit what they do not set.

    Those that lack what they need are left out.
    """
    model = _VENDORS[source]
    aliases = {field.alias for field in model.model_fields.values() if field.alias}
    base = {name: value for name, value in environment.items() if name in aliases}
    named: dict[str, dict[str, str]] = {"": base}
    for variable, value in environment.items():
        stem, mark, name = variable.partition("__")
        if mark and stem in aliases and name:
            named.setdefault(name.lower(), dict(base))[stem] = value
    try:
        held = {name: model.model_validate(values).model_dump() for name, values in named.items()}
    except ValidationError as error:
        problems.extend(_explain(error))
        return {}
    return {name: values for name, values in held.items() if DESCRIPTORS[source].is_usable(values)}


def _is_secret(variable: str) -> bool:
    stem = variable.partition("__")[0]
    return any(field.alias == stem and not field.repr for model in _models() for field in model.model_fields.values())


def _misspelt(given: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each value that no header and no address can carry, as a paste leaves it."""
    for variable, value in given.items():
        stem = variable.partition("__")[0]
        if stem not in variables():
            continue
        if not value.isprintable():
            yield _sentence(stem, "must be one line, without line breaks or other control characters", variable)
        elif _is_secret(stem) and stem not in _FREE and not _TOKEN.match(value):
            yield _sentence(stem, "must be one word of plain letters, digits and signs", variable)


def _hosts(database_url: str) -> list[str]:
    scheme, _, rest = database_url.partition("?")[0].partition("://")
    return [] if scheme.startswith("sqlite") else rest.rpartition("@")[2].partition("/")[0].split(",")


def _port_is_number(host: str) -> bool:
    _, colon, port = host.rpartition("]")[2].rpartition(":")
    return not colon or port.isdecimal()


def password_of(database_url: str) -> str:
    """The password in an address, "" where there is none."""
    found = _PASSWORD.search(database_url)
    return unquote(found["password"] or found["also"]) if found else ""


def spoken(locale: str) -> str:
    """A locale of the machine (`es_ES.UTF-8`) as one that Vigía speaks, "" for any other language."""
    found = _LANGUAGE.match(locale)
    return "_".join(filter(None, found.groups())) if found else ""


def machine_language(environment: Mapping[str, str]) -> str:
    """The language of the machine; English where Vigía does not speak it."""
    variables_by_rank = ("LC_ALL", "LC_MESSAGES", "LANG")
    return spoken(next((environment[name] for name in variables_by_rank if environment.get(name)), "")) or "en"


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from variables; SettingsError with one sentence per problem."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    problems = list(_misspelt(given))
    if problems:
        raise SettingsError("\n".join(problems))
    given.setdefault("VIGIA_LANG", machine_language(given))
    credentials = {source: _credentials(source, given, problems) for source in _VENDORS}
    known = {field.alias for field in Settings.model_fields.values() if field.alias}
    try:
        settings = Settings.model_validate(
            {n: v for n, v in given.items() if n in known} | {"credentials": credentials}
        )
    except ValidationError as error:
        problems.extend(_explain(error))
    else:
        if password_of(settings.database_url) in _PUBLISHED and not settings.clock_url:
            problems.append(_sentence("DATABASE_URL", "must not have the password of the examples, which all know"))
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _environment(folder: Path | None) -> dict[str, str]:
    from_file = dotenv_values((folder or Path.cwd()) / ".env", interpolate=False)
    return {**{k: v for k, v in from_file.items() if v is not None}, **os.environ}


def load(folder: Path | None = None) -> Settings:
    """Settings from the environment, which wins, and the `.env` file of `folder` (default: the current one)."""
    return read(_environment(folder))


def secrets(folder: Path | None = None) -> tuple[str, ...]:
    """The values of all secrets that are set, so that they can be blotted out wherever they turn up."""
    environment = _environment(folder)
    given = [value.strip() for name, value in environment.items() if _is_secret(name)]
    return tuple(filter(None, (password_of(one) if "://" in one else one for one in given)))


def language(folder: Path | None = None) -> str:
    """The language to speak even where the settings cannot be read."""
    environment = _environment(folder)
    return spoken(environment.get("VIGIA_LANG", "").strip()) or machine_language(environment)
