"""The locks: everything pinned with hashes, no addresses, and true to pyproject.toml."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import PROJECT, ROOT

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")


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
    development = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    assert covered("requirements-dev.lock", development) == []


def test_development_has_the_versions_that_run() -> None:
    development = entries("requirements-dev.lock")
    differing = {
        name: (versions, development.get(name, (set(), 0))[0])
        for lock in ("requirements.lock", "requirements-build.lock")
        for name, (versions, _) in entries(lock).items()
        if versions != development.get(name, (versions, 0))[0]
    }
    assert differing == {}
    assert set(entries("requirements.lock")) <= set(development)
