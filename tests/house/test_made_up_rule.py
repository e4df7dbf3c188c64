"""A rule is added from outside: a module, its words, and a line, in a copy of the house. Nothing else is touched."""

import shutil
from pathlib import Path

import pytest

from tests.house.tree import ROOT, copied, passes

pytestmark = pytest.mark.long

MADE = ROOT / "tests" / "house" / "made_up_rule"
KIND = "busy_yesterday"
MOST_SHARED = 2
"""Lines of files that others share: the registry's import and its entry."""


def test_a_rule_from_outside_is_a_module_words_and_a_line(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    shutil.copy(MADE / f"{KIND}.py", copy / "domain" / "rules")
    shutil.copytree(MADE / "words", copy / "templates" / "alerts" / KIND)
    shutil.copy(MADE / "life.py", copy / "tests" / "notifiers" / "test_life.py")
    registry = copy / "domain" / "rules" / "registry.py"
    before = registry.read_text(encoding="utf-8")
    after = before.replace("    budget,\n", f"    budget,\n    {KIND},\n", 1)
    after = after.replace("        budget,\n", f"        budget,\n        {KIND},\n", 1)
    assert len(after.splitlines()) - len(before.splitlines()) == MOST_SHARED
    registry.write_text(after, encoding="utf-8")
    passes(copy, "tests/notifiers/test_life.py")
