"""What the documents say is so: links, paths, make targets, commands, options, verbs, numbers."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli.app import app
from commands.table import VERBS
from tests.house import readme
from tests.house.tree import ROOT, texts, tracked

DOCUMENTS = {name: text for name, text in texts(".md") if not name.startswith("tests/")}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MAKE = re.compile(r"(?:^|`|&& )make ([a-z]+)", re.MULTILINE)
VIGIA = re.compile(r"(?:^|`|\$ | bot |&& )vigia ([a-z][\w-]*)([^`\n#]*)", re.MULTILINE)
PATH = re.compile(r"`([\w.<>-]+/[\w./<>-]*)`")


def slugs(text: str) -> set[str]:
    """The anchors of a document's headings, as the usual renderers make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> Iterator[tuple[str, str]]:
    for name, text in DOCUMENTS.items():
        yield from ((name, found) for found in LINK.findall(text) if "://" not in found and "mailto:" not in found)


def test_every_link_inside_the_project_leads_somewhere() -> None:
    broken = []
    for name, link in links():
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        if not target.exists() or (anchor and anchor not in slugs(target.read_text(encoding="utf-8"))):
            broken.append(f"{name}: {link}")
    assert broken == []


def test_every_page_of_the_docs_is_linked_from_the_readme_or_a_page_that_it_links() -> None:
    reached, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in DOCUMENTS:
            continue
        reached.add(name)
        for link in LINK.findall(DOCUMENTS[name]):
            target = ((ROOT / name).parent / link.partition("#")[0]).resolve()
            if target.is_relative_to(ROOT):
                waiting.append(str(target.relative_to(ROOT)))
    assert DOCUMENTS.keys() - reached == set()


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_make_target_that_is_named_exists() -> None:
    named = {target for text in DOCUMENTS.values() for target in MAKE.findall(text)}
    assert {"demo", "test"} <= named
    assert named <= make_targets()


def outside_make() -> dict[str, str]:
    """The environment of a shell, also when these tests run inside `make test`."""
    return {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}


def test_make_alone_lists_every_target_for_people() -> None:
    told = subprocess.run(
        ["make"], cwd=ROOT, env=outside_make(), capture_output=True, text=True, check=True, timeout=20
    ).stdout
    assert {line.split()[0] for line in told.splitlines()} == make_targets()


def test_make_says_clearly_that_this_python_will_not_do(tmp_path: Path) -> None:
    python = tmp_path / "python3.9"
    python.write_text('#!/bin/sh\n[ "$1" = "-V" ] || exit 1\necho "Python 3.9.18"\n', encoding="utf-8")
    python.chmod(0o755)
    command = ["make", "demo", f"PYTHON={python}", f"VENV={tmp_path}/venv"]
    told = subprocess.run(
        command, cwd=ROOT, env=outside_make(), capture_output=True, text=True, check=False, timeout=20
    )
    assert told.returncode != 0
    assert f"Vigía needs Python 3.11, 3.12, 3.13 or 3.14; {python} is Python 3.9.18." in told.stderr
    assert not (tmp_path / "venv").exists()


def cli() -> dict[str, set[str]]:
    """Each command of `vigia` with its options."""
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    return {name: {opt for param in it.params for opt in param.opts} for name, it in commands.items()}


def test_every_vigia_command_and_option_that_is_named_exists() -> None:
    known, wrong, named = cli(), [], set()
    for name, text in DOCUMENTS.items():
        for command, rest in VIGIA.findall(text):
            named.add(command)
            options = set(re.findall(r"(?<![\w-])--[a-z-]+", rest))
            if command not in known or not options <= known[command] | {"--help"}:
                wrong.append(f"{name}: vigia {command}{rest}")
    assert wrong == []
    assert set(known) <= named, "a command that no document names"


def test_the_readme_has_the_table_of_commands_as_the_code_has_it() -> None:
    text = DOCUMENTS["README.md"]
    assert text == readme.rewritten(text), "write it anew: python -m tests.house.readme"
    assert all(f"`{verb.usage}`" in text for verb in VERBS)


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "README.md"])
def test_every_path_that_is_named_exists(name: str) -> None:
    files = set(tracked())
    folders = {str(parent) for file in files for parent in Path(file).parents}
    wrong = []
    for path in PATH.findall(DOCUMENTS[name]):
        bare = path.rstrip("/")
        inside = any(folder.endswith(f"/{bare}") for folder in folders)
        made = bare.split("/")[0] in {".demo", ".venv"} or path.startswith("http")
        if bare not in files | folders and not inside and not made:
            wrong.append(path)
    assert wrong == []


def test_the_readme_quotes_the_bench_in_its_own_words() -> None:
    """Every figure of the bench is quoted; the numbers are those of the day it was run."""
    from tests.bench import __main__ as bench

    for title in bench.TITLES:
        assert title in DOCUMENTS["README.md"], title


@pytest.mark.long
def test_the_readme_s_import_answers_as_shown(tmp_path: Path) -> None:
    """The file is one that Google Ads wrote; the commands and the answer are those of the README."""
    block = re.search(
        r"source \.venv/bin/activate\n(vigia .*?)```.*?```text\n(.*?)```", DOCUMENTS["README.md"], re.DOTALL
    )
    assert block is not None
    commands, shown = block.groups()
    shutil.copy(ROOT / "tests/bot/data/google_ads_es.csv", tmp_path / "informe.csv")
    given = {"PATH": os.defpath, "VIGIA_LANG": "en", "PYTHONPATH": str(ROOT)}
    said = [
        subprocess.run(
            [sys.executable, "-m", "bot", *shlex.split(line)[1:]],
            cwd=tmp_path,
            env=given,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for line in commands.splitlines()
    ]
    assert shown.split() == said[-1].split()[: len(shown.split())]


def test_architecture_fits_on_a_screen_or_two() -> None:
    assert DOCUMENTS["ARCHITECTURE.md"].count("\n") < 100
