"""The rooms: listed alike everywhere, named like nothing else, small, and without clock or environment of their own."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from statistics import median

import pytest

from tests.house.tree import OURS, PROJECT, ROOMS, ROOT, dotted, python, texts

MOST_LINES = 400
MOST_FUNCTION_LINES = 50
CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
MAY_READ_THE_CLOCK = {"bot/clock.py"}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.putenv", "dotenv_values", "load_dotenv"}
MAY_READ_THE_ENVIRONMENT = {"bot/settings.py"}


def test_the_rooms_are_the_same_everywhere() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.search(r"^ROOMS := (.+)$", makefile, re.MULTILINE)
    assert folders == set(ROOMS)
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(OURS)
    assert PROJECT["tool"]["mypy"]["packages"] == list(ROOMS)
    assert listed is None or listed[1].split() == list(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_named_like_no_other_package(room: str) -> None:
    assert room not in sys.stdlib_module_names
    assert set(packages_distributions().get(room, [])) <= {PROJECT["project"]["name"], "vigia-sandbox"}


def lengths() -> dict[str, int]:
    return {name: text.count("\n") for name, text in texts(".py") if name.startswith(tuple(f"{r}/" for r in ROOMS))}


def test_modules_stay_short() -> None:
    assert {name: lines for name, lines in lengths().items() if lines > MOST_LINES} == {}
    assert median(lengths().values()) < 100


def functions(*folders: str) -> dict[str, int]:
    """Lines of every function that is no mere container of others (an app's builder is as long as its handlers)."""
    found: dict[str, int] = {}
    for name, tree in python(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{name}:{node.name}:{node.lineno}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    return found


def test_functions_stay_short() -> None:
    found = functions(*ROOMS)
    assert {name: lines for name, lines in found.items() if lines > MOST_FUNCTION_LINES} == {}
    assert median(found.values()) < 12


def test_business_time_is_injected() -> None:
    """The machine's clock is read in one module; the sandbox has a clock of its own."""
    read = {
        f"{name}:{node.lineno}"
        for name, tree in python(*OURS)
        if name not in MAY_READ_THE_CLOCK
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ".".join(dotted(node).split(".")[-2:]) in CLOCK
    }
    assert read == set()


def test_the_environment_is_read_in_one_module() -> None:
    read = {
        f"{name}:{node.lineno}"
        for name, tree in python(*ROOMS)
        if name not in MAY_READ_THE_ENVIRONMENT
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name) and dotted(node) in ENVIRONMENT
    }
    assert read == set()


def test_the_table_of_deliveries_is_touched_in_one_package() -> None:
    """Nothing but the delivery pipeline's outbox, and what keeps the archive, can write a message past the pipeline."""
    at_home = ("storage/messages/", "storage/db/tables/", "storage/db/migrations/")
    touched = {
        name
        for name, tree in python(*OURS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.alias)
        and "DeliveryRow" in {getattr(node, "id", ""), getattr(node, "name", "")}
    }
    assert {name for name in touched if not name.startswith(at_home)} == set()
    writers = {"storage/messages/outbox.py", "storage/messages/archive.py"}
    changing = {"insert", "update", "delete", "insert_once", "insert_or_update", "insert_many"}
    writing = {
        name
        for name, tree in python("storage/messages")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in changing
        and any(isinstance(part, ast.Name) and part.id == "DeliveryRow" for part in ast.walk(node))
    }
    assert writing == writers


def test_broad_catches_stand_at_the_edges_only() -> None:
    """A listener, a job (an account read, a message sent, a picture drawn), the command line; each says why."""
    broad = {
        name
        for name, tree in python(*OURS)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in {"Exception", "BaseException"})
    }
    jobs = {f"bot/jobs/{name}.py" for name in ("due", "holding", "poll", "reading")}
    jobs |= {"notifiers/delivery/sender.py", "notifiers/slack/pictures.py", "bot/charts.py"}
    assert broad <= {"bot/cli/edge.py", "bot/scheduler.py", "bot/slack/dispatcher.py", *jobs}


def test_what_a_broad_catch_has_caught_is_written_down_and_the_catch_explained() -> None:
    """In the log with its traceback, or raised on. `_broke` and `_apologise` write it down for several catches."""
    silent = []
    for name, tree in python(*OURS):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree):
            if not isinstance(node, ast.ExceptHandler) or dotted(node.type or ast.Name("Exception")) != "Exception":
                continue
            calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
            told = {one.func.attr for one in calls if isinstance(one.func, ast.Attribute)}
            traced = any(word.arg == "exc_info" for one in calls for word in one.keywords)
            heard = traced or not told.isdisjoint({"exception", "_broke", "_apologise"})
            raised = any(isinstance(one, ast.Raise) for one in ast.walk(node))
            if not (heard or raised) or "#" not in lines[node.lineno - 1]:
                silent.append(f"{name}:{node.lineno}")
    assert silent == []
