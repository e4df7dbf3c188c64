"""A rule is added from outside: a module, its words, and a line, in a copy of the house. Nothing else is touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

MADE = ROOT / "tests" / "house" / "made_up_rule"
KIND = "busy_yesterday"
ROOMS = ("bot", "commands", "connectors", "domain", "insights", "notifiers", "storage", "templates")
MOST_SHARED = 2
"""Lines of files that others share: the registry's import and its entry."""


def house(folder: Path) -> Path:
    """The rooms, and of the tests what the lives of clients need."""
    skip = shutil.ignore_patterns("__pycache__", "golden", "e2e", "house", "data", "bench", "simulate")
    for room in (*ROOMS, "tests"):
        shutil.copytree(ROOT / room, folder / room, ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_a_rule_from_outside_is_a_module_words_and_a_line(tmp_path: Path) -> None:
    copy = house(tmp_path)
    shutil.copy(MADE / f"{KIND}.py", copy / "domain" / "rules")
    shutil.copytree(MADE / "words", copy / "templates" / "alerts" / KIND)
    shutil.copy(MADE / "life.py", copy / "tests" / "notifiers" / "test_life.py")
    registry = copy / "domain" / "rules" / "registry.py"
    before = registry.read_text(encoding="utf-8")
    after = before.replace("    budget,\n", f"    budget,\n    {KIND},\n", 1)
    after = after.replace("        budget,\n", f"        budget,\n        {KIND},\n", 1)
    assert len(after.splitlines()) - len(before.splitlines()) == MOST_SHARED
    registry.write_text(after, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/notifiers/test_life.py"]
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-1_000:]
