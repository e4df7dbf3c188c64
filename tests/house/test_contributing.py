"""CONTRIBUTING's lists are true: the files exist, everything there is registered in them, and nowhere else."""

import re

import pytest
from babel.dates import get_day_names

from bot import settings
from bot.cli import manifest
from commands.table import VERBS
from commands.verb import Verb
from domain.kpi import CATALOGUE
from domain.rules.registry import RULES
from domain.schedule import Every
from domain.words import Source
from storage.declare import values
from templates.catalogue import LANGUAGES, SOURCE_LANGUAGE, catalogue
from tests.house.tree import OURS, ROOT, texts, tracked

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CONNECTORS = tuple(sorted(path.parent.name for path in ROOT.glob("connectors/*/client.py")))
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)
CALLED_OTHERWISE = {
    "commands/list.py": "commands/listing.py",
    "templates/cards/list.py": "templates/cards/listing.py",
    "templates/cards/unsubscribe.py": "templates/cards/subscribe.py",
    "commands/resume.py": "commands/pause.py",
    "templates/cards/resume.py": "templates/cards/pause.py",
    "templates/locale/en/": "templates/locale/",
}


def section(title: str) -> dict[str, list[str]]:
    """The files of a section by the line that introduces them, as written: placeholders and all."""
    body = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert body, title
    lists: dict[str, list[str]] = {"": []}
    lead = ""
    for line in body[1].splitlines():
        if item := re.match(r"- `([^`]+)` – \S", line):
            lists[lead].append(item[1])
        elif line.endswith(":"):
            lead = line
            lists[lead] = []
    return lists


def expanded(path: str) -> list[str]:
    """A path with its placeholder replaced by everything that there is."""
    kinds = {
        "<connector>": CONNECTORS,
        "<verb>": [verb.name for verb in VERBS],
        "<language>": LANGUAGES,
        "<rule>": tuple(RULES),
    }
    for mark, names in kinds.items():
        if mark in path:
            made = [path.replace(mark, name) for name in names]
            return [CALLED_OTHERWISE.get(one, one) for one in made]
    return [path]


def everywhere(title: str) -> set[str]:
    return {one for paths in section(title).values() for path in paths for one in expanded(path)}


def test_every_path_in_it_exists() -> None:
    named = re.findall(r"`([\w.<>-]+/[\w./<>-]*|[\w.-]+\.(?:md|toml|example))`", TEXT)
    files = set(tracked())
    folders = {f"{name.rsplit('/', n)[0]}/" for name in files for n in range(1, name.count("/") + 1)}
    made = {".venv/", "docs/images/"}
    missing = {one for path in named for one in expanded(path) if one not in files | folders | made}
    assert missing - {"vigia.yaml"} == set()


def mentions(pattern: str, *rooms: str) -> set[str]:
    """The rooms' files in which the pattern stands."""
    wanted = re.compile(pattern, re.MULTILINE)
    inside = tuple(f"{room}/" for room in rooms)
    return {name for name, text in texts(".py", ".j2", ".po") if name.startswith(inside) and wanted.search(text)}


IN_CODE = {
    "google_ads": r"GOOGLE_ADS|google_ads|GoogleAds|Google Ads",
    "meta": r"\bMETA\b|META_|_META\b|meta\b|Meta[A-Z]|\bMeta\b",
    "hubspot": r"(?i)hubspot",
}


@pytest.mark.parametrize("connector", CONNECTORS)
def test_every_connector_is_registered_in_every_file_of_its_list(connector: str) -> None:
    lists = section("Add a connector")
    shared = lists["Lines in shared files, three in all:"]
    assert len(shared) == 2
    shared += lists["So that it is tested and documented as the others are:"]
    pattern = re.compile(IN_CODE[connector])
    silent = {path for path in shared if not pattern.search((ROOT / path).read_text(encoding="utf-8"))}
    assert silent == set()


@pytest.mark.parametrize("connector", CONNECTORS)
def test_a_connector_is_registered_nowhere_else(connector: str) -> None:
    """Code that names one: its member of Source, its remedy, its settings, its module."""
    name = "".join(part.title() for part in connector.split("_")) if connector != "hubspot" else "HubSpot"
    upper = connector.upper()
    theirs = rf"\b{name}(?:Settings|Credentials)?\b\(|connectors\.{connector}"
    code = rf"Source\.{upper}\b|RECONNECT_{upper}|{upper}_[A-Z]|{theirs}"
    found = mentions(code, *OURS)
    allowed = everywhere("Add a connector") | {
        name for name in tracked() if name.startswith(f"connectors/{connector}/")
    }
    assert found - allowed == set()


def test_a_crm_is_named_nowhere_else_either() -> None:
    """But in migrations: what was kept of the sources of their day is history, to which a new source adds nothing."""
    elsewhere = ("connectors/hubspot/", "storage/db/migrations/versions/")
    allowed = everywhere("Add a connector") | {name for name in tracked() if name.startswith(elsewhere)}
    assert mentions(IN_CODE["hubspot"], *OURS) - allowed == set()


def test_every_source_that_is_polled_has_a_connector() -> None:
    assert {source.value for source in Source} - {Source.CSV.value} == set(CONNECTORS)


@pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])
def test_every_verb_is_registered_in_every_file_of_its_list(verb: Verb) -> None:
    shared = section("Add a command")["Lines in shared files:"]
    assert "commands/table.py" in shared
    for language in TRANSLATED:
        assert f"templates/locale/{language}/LC_MESSAGES/commands.po" in shared
        told = (ROOT / f"templates/locale/{language}/LC_MESSAGES/commands.po").read_text(encoding="utf-8")
        assert f'msgid "{verb.about}"' in told
        assert catalogue(language).one(verb.about) != verb.about
    assert f"`{verb.usage}`" in (ROOT / "README.md").read_text(encoding="utf-8")
    goldens = (ROOT / "tests/commands/test_goldens.py").read_text(encoding="utf-8")
    assert verb.name in goldens


@pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])
def test_every_verb_has_its_own_module(verb: Verb) -> None:
    wanted = CALLED_OTHERWISE.get(f"commands/{verb.name}.py", f"commands/{verb.name}.py")
    module = "commands.help" if verb.name == "help" else verb.run.__module__
    assert f"{module.replace('.', '/')}.py" == wanted


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_kpi_is_a_row_of_the_catalogue_and_nothing_else_needs_to_know_it(key: str) -> None:
    """Those that no example, chart or objective speaks of stand in the listed files alone."""
    assert section("Add a KPI")[""] == ["domain/kpi.py", "domain/languages/<language>/__init__.py"]
    assert f'"{key}"' in (ROOT / "domain/kpi.py").read_text(encoding="utf-8")
    if CATALOGUE[key].crm_only:
        assert mentions(rf'"{key}"', *OURS) <= everywhere("Add a KPI")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_known_wherever_one_is_chosen(language: str) -> None:
    for index, day in get_day_names(width="wide", locale=language).items():
        assert Every.parse(f"{day} 09:00").weekdays == (index,), day
    assert values.locale(language) == language
    assert settings.spoken(f"{language}_ES.UTF-8" if language != "en" else "en_GB.UTF-8").startswith(language)
    assert manifest.build("Vigía", language)


def test_a_language_is_its_folders_and_a_line() -> None:
    """Catalan stands for all: its code, and words of its own that people may type."""
    listed = section("Add a language")
    folders = [path.replace("<language>", "ca") for path in listed["Its own folders:"]]
    assert listed["A line in a shared file:"] == ["domain/languages/__init__.py"]
    code = r'"ca"|\(es\|ca\|en\)|"(dilluns|setmana|setmanal|periode|divendres|agost)"'
    as_an_example = {"storage/declare/reading_clients.py"}
    found = {name for name in mentions(code, *OURS) if name.endswith(".py")} - as_an_example
    outside = {name for name in found if not any(name.startswith(folder) for folder in folders)}
    assert outside - everywhere("Add a language") == set()


@pytest.mark.parametrize("kind", RULES)
def test_a_rule_is_a_module_words_and_a_line(kind: str) -> None:
    own = {path.replace("<rule>", kind) for path in section("Add a rule")["Its own files:"]}
    assert own <= set(tracked())
    assert re.search(
        rf"^        {kind},$", (ROOT / "domain/rules/registry.py").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_a_rule_is_known_nowhere_else() -> None:
    """But the goals' own, which commands about goals speak of, and those that a file of days can be judged by."""
    names = "|".join(kind for kind in RULES if kind != "off_target")
    found = mentions(rf"\b(?:{names})\.KIND|domain\.rules\.(?:{names})\b", *OURS)
    assert found - {"domain/rules/replaying.py"} == set()
