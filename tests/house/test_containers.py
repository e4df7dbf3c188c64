"""The container files, read and followed step by step: no engine is needed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from bot import http, settings
from bot.metrics import Metrics
from storage import connect
from tests.house.dockerfile import Stage, sent, stages
from tests.house.tree import OURS, PROJECT, ROOT, tracked

pytestmark = pytest.mark.long

DOCKERFILE = stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))
BUILD, FINAL = DOCKERFILE
INSTALL = re.compile(r"/venv/bin/pip install --no-cache-dir --require-hashes((?: -r \S+)+)")
"""The line of `make env`, which whoever runs the tests has run."""
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def context() -> list[str]:
    """What the build sees."""
    return sent(tracked(), (ROOT / ".dockerignore").read_text(encoding="utf-8"))


def copy(names: list[str], to: Path) -> None:
    for name in names:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, to / name)


def locked(lock: str) -> Iterator[Requirement]:
    """What a lock names for this machine."""
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if "==" in line:
            wanted = Requirement(line.rstrip(" \\"))
            if wanted.marker is None or wanted.marker.evaluate():
                yield wanted


def link(locks: list[str], venv: Path) -> None:
    """Put the locked libraries into an environment: those of ours, which `make env` has installed from these locks."""
    place = next(venv.glob("lib/python*/site-packages"))
    for wanted in (one for lock in locks for one in locked(lock)):
        library = distribution(wanted.name)
        assert wanted.specifier.contains(library.version), f"{wanted.name} {library.version} is not the one of the lock"
        for top in {file.parts[0] for file in library.files or ()} - {"..", "__pycache__"}:
            if not (place / top).exists():
                (place / top).symlink_to(library.locate_file(top))


def follow(stage: Stage, app: Path, venv: Path) -> None:
    """Do what the stage says, with `app` for its folder and `venv` for /venv; libraries are linked, not downloaded."""
    for instruction, given in stage.steps:
        if instruction == "COPY":
            *names, _to = given.split()
            copy(context() if names == ["."] else names, app)
        elif instruction == "RUN":
            line = INSTALL.sub("true", given).replace("/venv", str(venv))
            line = re.sub(r"^python ", f"{sys.executable} ", line)
            quiet = {**os.environ, "PIP_QUIET": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
            subprocess.run(line, shell=True, cwd=app, check=True, env=quiet, timeout=240)  # noqa: S602 - our own file
            for locks in INSTALL.findall(given):
                link(re.findall(r"-r (\S+)", locks), venv)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment that the build stage makes."""
    app, venv = tmp_path_factory.mktemp("app"), tmp_path_factory.mktemp("image") / "venv"
    follow(BUILD, app, venv)
    shutil.rmtree(app)  # the final stage copies the environment only
    return venv


def vigia(image: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in the image: its own environment and nothing of ours."""
    given = FINAL.environment() | {"DATABASE_URL": f"sqlite:///{folder}/vigia.sqlite3", "HOME": str(folder)}
    given["PATH"] = f"{image}/bin:/usr/bin:/bin"
    return subprocess.run(
        ["vigia", *words], cwd=folder, env=given, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_image_holds_every_file_of_the_rooms_and_starts_anywhere(image: Path, tmp_path: Path) -> None:
    installed = next(image.glob("lib/python*/site-packages"))
    wanted = [name for name in tracked() if name.split("/", maxsplit=1)[0] in OURS and not name.endswith(".gitignore")]
    assert [name for name in wanted if not (installed / name).is_file()] == []
    assert not (installed / "tests").exists()
    assert not (installed / "sandbox").exists()
    helped = vigia(image, tmp_path, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "import" in helped.stdout
    manifest = yaml.safe_load(vigia(image, tmp_path, "manifest", "--lang", "es").stdout)
    assert manifest["features"]["slash_commands"][0]["description"].startswith("Estado")
    migrated = vigia(image, tmp_path, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    assert (tmp_path / "vigia.sqlite3").exists()


def test_the_image_tells_what_is_missing_instead_of_starting_half(image: Path, tmp_path: Path) -> None:
    said = vigia(image, tmp_path, *FINAL.command("CMD")[1:])
    assert FINAL.command("CMD") == ["vigia", "run"]
    assert said.returncode == 2
    assert said.stderr.startswith("SLACK_BOT_TOKEN is missing")


def test_the_image_names_the_command_of_the_demo_that_it_does_not_hold(image: Path, tmp_path: Path) -> None:
    said = vigia(image, tmp_path, "demo", "--port", "48123")
    assert said.returncode == 1
    assert "make demo" in said.stderr


def test_the_final_stage_is_small_and_not_root() -> None:
    assert FINAL.image == BUILD.image
    assert FINAL.all("USER")[-1] not in {"root", "0"}
    assert FINAL.all("COPY") == ["--from=build /venv /venv"]
    database = settings.read(FINAL.environment()).database_url
    volume = FINAL.all("VOLUME")[0]
    assert database.startswith(f"sqlite:///{volume}/")
    assert f"mkdir {volume} && chown vigia {volume}" in " ".join(FINAL.all("RUN"))


def test_the_health_check_asks_a_door_that_exists() -> None:
    code = FINAL.command("HEALTHCHECK")[-1]
    port, path = re.search(r"127\.0\.0\.1:(\d+)(/\w+)", code).groups()  # type: ignore[union-attr]
    doors = http.Doors(Metrics(), None, None, None, None)  # type: ignore[arg-type]
    assert ("GET", path) in http.routes(doors)
    assert FINAL.environment()["VIGIA_HTTP_PORT"] == port == FINAL.all("EXPOSE")[0]


def test_the_build_sees_what_it_needs_and_no_secret() -> None:
    names = set(context())
    assert {"README.md", "LICENSE", "pyproject.toml", "requirements.lock", "requirements-build.lock"} <= names
    ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert sent([".env", ".git/config", "demo.sqlite3", "vigia.sqlite3-wal", ".venv/bin/python"], ignore) == []


def test_the_image_s_python_is_one_that_the_project_supports() -> None:
    version = re.search(r"python:(3\.\d+)-slim", FINAL.image)
    assert version is not None
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.15"
    assert version[1] in {"3.11", "3.12", "3.13", "3.14"}


def test_compose_gives_the_bot_a_database_that_is_accepted() -> None:
    bot, database = COMPOSE["services"]["bot"], COMPOSE["services"]["database"]
    given = {
        name: re.sub(r"\$\{POSTGRES_PASSWORD[^}]*\}", "secret", value) for name, value in bot["environment"].items()
    }
    engine = connect(settings.read(given).database_url)
    login = database["environment"]
    assert engine.url.host in COMPOSE["services"]
    assert (engine.url.username, engine.url.database) == (login["POSTGRES_USER"], login["POSTGRES_DB"])
    assert engine.url.password == "secret"
    assert bot["depends_on"][engine.url.host]["condition"] == "service_healthy"
    assert "healthcheck" in database
    engine.dispose()


def test_compose_keeps_the_data_and_opens_the_port_to_this_machine_only() -> None:
    kept = [entry.split(":")[0] for entry in COMPOSE["services"]["database"]["volumes"]]
    assert kept == list(COMPOSE["volumes"])
    assert COMPOSE["services"]["bot"]["ports"] == [f"127.0.0.1:{FINAL.all('EXPOSE')[0]}:{FINAL.all('EXPOSE')[0]}"]
    assert "ports" not in COMPOSE["services"]["database"]
    assert COMPOSE["services"]["bot"]["env_file"] == ".env"


def test_compose_lets_nobody_rise_or_write_where_nothing_is_to_be_written() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert {"mem_limit", "pids_limit", "cpus"} <= set(service), name
        assert "/tmp" in [place.split(":")[0] for place in service["tmpfs"]], name
    assert COMPOSE["services"]["bot"].get("cap_add") is None


def test_the_example_of_env_names_every_setting_once_and_is_accepted_when_filled_in() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$", text, re.MULTILINE)
    names = [name for name, _ in lines]
    assert len(names) == len(set(names))
    assert set(names) == {*settings.variables(), "POSTGRES_PASSWORD"}
    left = dict(lines)
    with pytest.raises(settings.SettingsError, match="SLACK_BOT_TOKEN must be"):
        settings.read(left)  # an example that nobody filled in is told by name
    settings.read({name: value.replace("…", "12345") for name, value in left.items()}).need_slack()
