"""A source is added from outside: its folder and three lines, in a copy of the house. Nothing else is touched."""

import shutil
from pathlib import Path

import pytest

from tests.house.tree import ROOT, copied, passes

pytestmark = pytest.mark.long

MADE = ROOT / "tests" / "house" / "made_up_source"
SHARED = (
    ("domain/words.py", "    CSV = ", '    NOTICEBOARD = "noticeboard", SourceKind.ADS, "Notice board", "posters"\n'),
    ("connectors/registry.py", "from connectors.port ", "from connectors.noticeboard import NOTICEBOARD\n"),
    ("connectors/registry.py", "    HUBSPOT,\n", "    NOTICEBOARD,\n"),
)
"""The lines of files that others share: where, before what, and the line."""
MOST_SHARED = 3
"""As CONTRIBUTING says."""


def test_a_source_from_outside_is_a_folder_and_three_lines(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    folder = copy / "connectors" / "noticeboard"
    folder.mkdir()
    for module in ("__init__.py", "descriptor.py", "source.py"):
        shutil.copy(MADE / module, folder)
    shutil.copy(MADE / "life.py", copy / "tests" / "bot" / "test_noticeboard.py")
    assert len(SHARED) <= MOST_SHARED
    for name, before, line in SHARED:
        assert line.count("\n") == 1
        text = (copy / name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (copy / name).write_text(text.replace(before, line + before), encoding="utf-8")
    passes(copy, "tests/bot/test_noticeboard.py")
