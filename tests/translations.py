"""Are the translations complete? `python -m tests.translations` says what is missing, unused or bent; 0 when nothing.

Sentences are found in Python by their calls (`t("…")`, `tn("…", "…")`, `plain("…")`, `plain_n("…", "…")`) and marks
(`N_("…")`), in templates by the same calls in Jinja's own syntax tree. A sentence that is computed would be missed, so
a first argument that is no literal is a fault, except in the modules that define the calls.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2 import nodes

from templates.catalogue import LANGUAGES, SOURCE_LANGUAGE, files
from templates.render import environment

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("templates", "commands", "notifiers", "bot")
CALLS = {"t": 1, "plain": 1, "N_": 1, "tn": 2, "plain_n": 2}
DEFINING = {"words.py", "catalogue.py"}
STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
"""An apostrophe as typewriters have it, between two letters."""


class Use(NamedTuple):
    """A sentence in use: its forms (one, or one and many) and where."""

    forms: tuple[str, ...]
    where: str


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def used(root: Path = ROOT) -> tuple[list[Use], list[str]]:
    """Every sentence in use, and the faults found on the way."""
    uses: list[Use] = []
    faults: list[str] = []
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            where = str(path.relative_to(root))
            defines = room == "templates" and path.name in DEFINING
            for forms, line in _python(path):
                _add(forms, f"{where}:{line}", uses, [] if defines else faults)
    for path in sorted((root / "templates").rglob("*.j2")):
        for forms, line in _jinja(path):
            _add(forms, f"{path.relative_to(root)}:{line}", uses, faults)
    return uses, faults


def _add(forms: tuple[object, ...], where: str, uses: list[Use], faults: list[str]) -> None:
    texts = tuple(form for form in forms if isinstance(form, str))
    if texts and len(texts) == len(forms):
        uses.append(Use(texts, where))
    else:
        faults.append(f"{where}: the sentence is computed: write it out, or mark it with N_")


def _python(path: Path) -> Iterator[tuple[tuple[object, ...], int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        # a method `plain` or `t` of something else (blocks.plain(x)) takes no sentence
        if name not in CALLS or (isinstance(node.func, ast.Name) and name == "plain") or _is_block(node.func):
            continue
        forms = node.args[: CALLS[name]]
        if len(forms) == 1 and isinstance(forms[0], ast.Name) and _is_marked(forms[0].id):
            continue
        yield tuple(form.value if isinstance(form, ast.Constant) else None for form in forms), node.lineno


def _is_block(func: ast.expr) -> bool:
    owner = func.value if isinstance(func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in {"blocks", "b"}


def _is_marked(name: str) -> bool:
    """A variable called `marked` or `marked_…` carries a sentence that was written inside N_("…")."""
    return name == "marked" or name.startswith("marked_")


def _jinja(path: Path) -> Iterator[tuple[tuple[object, ...], int]]:
    tree = environment(SOURCE_LANGUAGE).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        name = call.node.attr if isinstance(call.node, nodes.Getattr) else getattr(call.node, "name", "")
        if name in CALLS:
            forms = call.args[: CALLS[name]]
            yield tuple(form.value if isinstance(form, nodes.Const) else None for form in forms), call.lineno


def _known(language: str) -> Iterator[tuple[str, Message]]:
    for path in files(language):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, charset="utf-8", abort_invalid=True)
        yield from ((path.name, message) for message in catalogue if message.id)


def _pair(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, tuple | list) else (str(value),)


def faults() -> list[str]:
    """Everything that is wrong with the translations, one sentence each."""
    uses, found = used()
    wanted = {use.forms[0]: use for use in uses}
    if not wanted:
        found.append("no sentence was found: is this the project's root?")
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            found += _language_faults(language, wanted)
    return found


def _language_faults(language: str, wanted: dict[str, Use]) -> list[str]:
    found: list[str] = []
    seen: dict[str, str] = {}
    for file, message in _known(language):
        forms, texts = _pair(message.id), _pair(message.string)
        place = f"{language}/{file}: {forms[0]!r}"
        if forms[0] in seen:
            found.append(f"{place} is also in {seen[forms[0]]}")
        seen[forms[0]] = file
        use = wanted.get(forms[0])
        if use is None:
            found.append(f"{place} is not used")
        elif len(use.forms) != len(forms):
            found.append(f"{place} has {len(forms)} forms, {use.where} uses {len(use.forms)}")
        if any(STRAIGHT.search(text) for text in texts):
            found.append(f"{place} has a straight apostrophe: write ’")
        if message.fuzzy or not all(texts):
            found.append(f"{place} is not translated")
        elif any(placeholders(text) - placeholders(forms[-1]) for text in texts) or (
            placeholders(texts[-1]) != placeholders(forms[-1])
        ):
            found.append(f"{place} has other placeholders than its translation")
    missing = (use for sentence, use in wanted.items() if sentence not in seen)
    return found + [f"{language}: {use.forms[0]!r} ({use.where}) has no translation" for use in missing]


def main() -> int:
    """Print the faults; 0 when there are none."""
    found = faults()
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
