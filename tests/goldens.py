"""Golden files of one test module, its family: what each message is made of, and what people read of it.

`tests/golden/<room>/<family>.json` holds the structure of each message once, in English and for our own people; every
language has a transcript beside it, `<family>.<language>.txt`, with a section for each message and audience.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.transcript import transcript

FOLDER = Path(__file__).parent / "golden"
WIDTH = 150
STRUCTURE = ("en", "internal")
_MARK = "=== "
_WORDS = frozenset({"text", "title", "native"})
_SENT = frozenset({"action_id", "value", "callback_id", "private_metadata", "style", "url", "multiline", "optional"})

Data = dict[str, Any]


class Family:
    """The golden files of one test module: compares with them, or writes them anew."""

    def __init__(self, path: Path, *, rewrite: bool) -> None:
        """`path` has no suffix: `tests/golden/templates/alert_cards`."""
        self.path = path
        self.rewrite = rewrite
        self.seen: dict[Path, dict[str, str]] = {}
        self._kept: dict[Path, dict[str, str]] = {}

    def compare(self, name: str, found: Data, locale: str = "", view: str = "") -> None:
        """AssertionError where the thing differs from what is recorded under its name, language and audience."""
        locale = locale or STRUCTURE[0]
        structure = self.path.with_name(f"{self.path.name}.json")
        if (locale, view or STRUCTURE[1]) == STRUCTURE:
            self._same(structure, name, pretty(found))
        elif (view or STRUCTURE[1]) == STRUCTURE[1] and not self.rewrite:
            recorded = json.loads(self.kept(structure)[name])
            assert skeleton(found) == skeleton(recorded), f"{name} is built differently in {locale}"
        title = f"{name} ({view})" if view else name
        self._same(self.path.with_name(f"{self.path.name}.{locale}.txt"), title, transcript(found))

    def kept(self, path: Path) -> dict[str, str]:
        """The recorded sections of a file: title -> text."""
        if path not in self._kept:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            self._kept[path] = _sections(text) if path.suffix == ".txt" else _members(text)
        return self._kept[path]

    def forgotten(self) -> list[str]:
        """What is recorded, but was not seen, once the whole module has run."""
        files = [*self.path.parent.glob(f"{self.path.name}.json"), *self.path.parent.glob(f"{self.path.name}.*.txt")]
        return [f"{path.name}: {title}" for path in files for title in self.kept(path).keys() - self.seen.get(path, {})]

    def write(self, *, whole: bool) -> None:
        """Write what was seen; what was not is dropped where the whole module ran, and kept otherwise."""
        for path, sections in self.seen.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            merged = dict(sorted((sections if whole else self.kept(path) | sections).items()))
            path.write_text(_page(merged) if path.suffix == ".txt" else _object(merged), encoding="utf-8")

    def _same(self, path: Path, title: str, text: str) -> None:
        self.seen.setdefault(path, {})[title] = text
        if self.rewrite:
            return
        recorded = self.kept(path).get(title)
        assert recorded is not None, f"{path.name} has no {title}: run `make goldens` and read the difference"
        assert text.strip("\n").split("\n") == recorded.split("\n")


def pretty(value: Any, indent: str = "") -> str:
    """JSON in which whatever fits on a line stands on one, and every list of plain values."""
    flat = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(indent) + len(flat) <= WIDTH or _is_plain(value):
        return flat
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {pretty(value[key], inner)}" for key in sorted(value)]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + pretty(item, inner) for item in value) + f"\n{indent}]"


def _is_plain(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(item, dict | list) for item in items)


def skeleton(value: Any) -> list[Any]:
    """What does not depend on the language: what can be pressed or filled in, with what it sends, and what is drawn."""
    if isinstance(value, list):
        return [part for item in value for part in skeleton(item)]
    if not isinstance(value, dict):
        return []
    if "series" in value:
        return [[value.get("kind"), [one[0::2] for one in value["series"] if isinstance(one, list)]]]
    inner = [part for key in sorted(value) if key not in _WORDS for part in skeleton(value[key])]
    own = {key: value[key] for key in sorted(_SENT & value.keys())}
    if str(own.get("action_id")).startswith("vigia.run."):
        own.pop("value")  # what a person would type, in their own words
    return [own, *inner] if own else inner


def _sections(text: str) -> dict[str, str]:
    parts = f"\n{text}".split(f"\n{_MARK}")[1:]
    return {title: body.strip("\n") for title, _, body in (part.partition("\n") for part in parts)}


def _page(sections: Mapping[str, str]) -> str:
    return "\n".join(f"{_MARK}{title}\n{body}\n" for title, body in sections.items())


def _members(text: str) -> dict[str, str]:
    return {name: pretty(value) for name, value in json.loads(text or "{}").items()}


def _object(members: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {text}" for name, text in members.items()) + "\n}\n"
