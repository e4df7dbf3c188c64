"""The locks: everything pinned with hashes, no addresses, and true to pyproject.toml."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import PROJECT, ROOT

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-sandbox.lock", "requirements-dev.lock")


def entries(name: str) -> dict[str, tuple[set[str], int]]:
    """Package -> its pinned versions (one per marker) and the number of hashes."""
    found: dict[str, tuple[set[str], int]] = {}
    text = (ROOT / name).read_text(encoding="utf-8")
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line and not line.startswith("#"):
            spec, *hashes = line.split(" --hash=")
            requirement = Requirement(spec)
            key = canonicalize_name(requirement.name)
            versions, count = found.get(key, (set(), 0))
            pin = re.fullmatch(r"==([\w.+!]+)", str(requirement.specifier))
            assert pin, f"{name}: {spec} is not pinned"
            assert hashes, f"{name}: {spec} has no hash"
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes), spec
            found[key] = (versions | {pin[1]}, count + len(hashes))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_pinned_and_hashed_and_no_address_is_in_it(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert entries(lock)
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def covered(lock: str, wanted: list[str]) -> list[str]:
    """The requirements that the lock does not fulfil."""
    held = entries(lock)
    missing = []
    for text in wanted:
        requirement = Requirement(text)
        versions, _ = held.get(canonicalize_name(requirement.name), (set(), 0))
        if not versions or not all(requirement.specifier.contains(v, prereleases=True) for v in versions):
            missing.append(text)
    return missing


def test_the_locks_fulfil_what_the_project_asks_for() -> None:
    assert covered("requirements.lock", PROJECT["project"]["dependencies"]) == []
    assert covered("requirements-build.lock", PROJECT["build-system"]["requires"]) == []
    sandbox = tomllib.loads((ROOT / "sandbox/pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert covered("requirements-sandbox.lock", sandbox["dependencies"]) == []
    assert sandbox["version"] == PROJECT["project"]["version"]
    development = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    assert covered("requirements-dev.lock", development) == []


def pinned_extras(lock: str) -> dict[str, set[str]]:
    """Package -> the extras that the lock pins it with."""
    found: dict[str, set[str]] = {}
    for spec in re.findall(
        r"^([A-Za-z0-9._-]+(?:\[[^\]]+\])?)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        requirement = Requirement(spec)
        found.setdefault(canonicalize_name(requirement.name), set()).update(requirement.extras)
    return found


def asked(name: str, extras: set[str]) -> list[Requirement]:
    """What an installed package asks for here, with these extras; nothing of one that this platform does without."""
    try:
        wanted = [Requirement(text) for text in distribution(name).requires or ()]
    except PackageNotFoundError:
        return []
    return [
        one
        for one in wanted
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in {"", *extras})
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_extra_that_a_locked_package_asks_for_stands_in_the_lock(lock: str) -> None:
    """An old pip refuses `coverage[toml]` with hashes where the lock pins a bare `coverage`."""
    held = pinned_extras(lock)
    missing = {
        f"{name} asks for {one}"
        for name, extras in held.items()
        for one in asked(name, extras)
        if one.extras - held.get(canonicalize_name(one.name), set(one.extras))
    }
    assert missing == set()


def test_a_lock_without_extras_is_seen() -> None:
    assert pinned_extras("requirements-dev.lock")["coverage"] == {"toml"}
    assert any(one.extras == {"toml"} for one in asked("pytest-cov", set()))


def test_development_has_the_versions_that_run() -> None:
    development = entries("requirements-dev.lock")
    differing = {
        name: (versions, development.get(name, (set(), 0))[0])
        for lock in ("requirements.lock", "requirements-build.lock", "requirements-sandbox.lock")
        for name, (versions, _) in entries(lock).items()
        if versions != development.get(name, (versions, 0))[0]
    }
    assert differing == {}
    assert set(entries("requirements.lock")) <= set(development)
