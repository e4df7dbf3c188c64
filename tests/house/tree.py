"""The project as files: what git tracks, the rooms, and their syntax trees."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: tuple[str, ...] = tuple(PROJECT["tool"]["importlinter"]["root_packages"])
OURS = tuple(room for room in ROOMS if room != "sandbox")


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the project, as git lists them (new ones that are not ignored too)."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(sorted(name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()))


def copied(to: Path) -> Path:
    """A house that a test may change: the rooms of Vigía in a folder, and of the tests what running one needs.

    What is compiled comes along: it holds for as long as its source has the same age and size.
    """
    for room in OURS:
        shutil.copytree(ROOT / room, to / room)
    skipped = shutil.ignore_patterns("golden", "e2e", "house", "data", "bench", "simulate")
    shutil.copytree(ROOT / "tests", to / "tests", ignore=skipped)
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


def passes(house: Path, module: str) -> None:
    """Run a module of tests inside a copy, as a process of its own; AssertionError with what pytest told."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", module]
    environment = {**os.environ, "PYTHONPATH": str(house)}
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-1_000:]


def texts(*endings: str) -> Iterator[tuple[str, str]]:
    """Name and text of the tracked files that end so; of all that are text where no ending is given."""
    for name in tracked():
        if not endings or name.endswith(endings):
            try:
                yield name, (ROOT / name).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def python(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax tree of the Python files in these folders; what Alembic generated is left out."""
    for name, text in texts(".py"):
        if name.startswith(tuple(f"{folder}/" for folder in folders)) and "/migrations/versions/" not in name:
            yield name, _parsed(text)


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute chain, "" where it starts with something else than a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := dotted(node.value)):
        return f"{owner}.{node.attr}"
    return ""
