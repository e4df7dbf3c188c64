"""Habits of the tests and of every file: nothing of ours is patched, nothing is skipped in silence, nothing leaks."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import ROOMS, dotted, python, texts

REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".", "index" + "-url", "extra" + "-index")
MACHINE = re.compile(r"(?<![\w.*:}-])/(?:root|Users|home/[a-z]+|work/[a-z]+|tmp/[a-z]+)/")
SECRETS = re.compile(
    r"xox[abp]-\d{8,}|EAA[A-Za-z0-9]{40,}|pat-(?:na|eu)1-[0-9a-f-]{36}|AIza[\w-]{35}|GOCSPX-[\w-]{20,}"
)
SKIPS = re.compile(r"pytest\.skip\(|mark\.(skip|xfail)")
BROWSER = re.compile(r"no browser|no Chromium")
MEASURED = ("tests/bench/", "tests/soak/", "tests/simulate/")
PATCHES = {"setattr", "delattr", "setitem", "delitem"}


def imported(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {(one.asname or one.name).split(".")[0]: one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return names


def is_ours(meant: str) -> bool:
    return meant.split(".", maxsplit=1)[0] in ROOMS


def patched(tree: ast.Module) -> Iterator[str]:
    """Everything of ours that a test replaces: by monkeypatch, or by assigning to an imported name's attribute."""
    names = imported(tree)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in PATCHES
            and node.args
        ):
            first = node.args[0]
            text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else dotted(first)
            if is_ours(names.get(text.split(".")[0], text)):
                yield f"line {node.lineno}: {text}"
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and is_ours(names.get(dotted(target).split(".")[0], "")):
                    yield f"line {node.lineno}: {dotted(target)}"


def test_no_test_replaces_a_part_of_ours() -> None:
    assert {name: found for name, tree in python("tests") if (found := list(patched(tree)))} == {}
    mocks = {name for name, tree in python("tests") if any(m.startswith("unittest") for m in imported(tree).values())}
    assert mocks == set()


def test_the_search_for_patches_finds_them() -> None:
    forms = (
        "from bot import http\nmonkeypatch.setattr(http, 'routes', 1)",
        "monkeypatch.setattr('bot.http.routes', 1)",
        "from bot.http import Doors\nDoors.now = 1",
    )
    assert all(list(patched(ast.parse(form))) for form in forms)


def waits(node: ast.AST, *, again: bool = False) -> Iterator[int]:
    """The lines that sleep for a fixed time; between two looks at what is waited for, in a loop, nobody does."""
    if isinstance(node, ast.Call) and dotted(node.func).endswith("sleep") and node.args and not again:
        seconds = node.args[0]
        if isinstance(seconds, ast.Constant) and seconds.value:
            yield node.lineno
    for below in ast.iter_child_nodes(node):
        function = isinstance(below, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from waits(below, again=not function and (again or isinstance(node, ast.While | ast.For)))


def test_no_test_waits_a_fixed_time() -> None:
    """What waits for a time-out has a clock that the test pushes: tests/loop_clock.py."""
    tests = {name: tree for name, tree in python("tests") if not name.startswith(MEASURED)}
    assert {name: lines for name, tree in tests.items() if (lines := list(waits(tree)))} == {}
    assert list(waits(ast.parse("while not done():\n    time.sleep(0.1)\nasyncio.sleep(0)\nasyncio.sleep(0.3)"))) == [4]


def test_a_skipped_test_says_which_browser_it_misses() -> None:
    for name, text in texts(".py"):
        if name.startswith("tests/") and not name.startswith("tests/house/"):
            for line in text.splitlines():
                assert not SKIPS.search(line) or BROWSER.search(line), f"{name}: {line.strip()}"


def test_no_registry_no_machine_path_and_no_secret_is_in_a_file() -> None:
    for name, text in texts():
        where = f"{name} gives away"
        assert not any(address in text for address in REGISTRIES), f"{where} a registry"
        assert not SECRETS.search(text), f"{where} a secret"
        found = MACHINE.search(text)
        assert not found, f"{where} {found}"


def test_every_ignore_of_the_linter_says_why() -> None:
    bare = re.compile(r"#\s*noqa(?!: [A-Z0-9]+(?:, ?[A-Z0-9]+)*(?: -|  )\s*\w)")
    silent = {
        f"{name}:{number}"
        for name, text in texts(".py")
        if not name.startswith("tests/house/")
        for number, line in enumerate(text.splitlines(), 1)
        if bare.search(line)
    }
    assert silent == set()
