"""The project as files: what git tracks, the rooms, and their syntax trees."""

import ast
import subprocess
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
