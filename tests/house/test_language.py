"""A language is three folders and a line: Italian is added here, to a copy of the house, and understood everywhere."""

import difflib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from commands import alert
from commands.parser import arguments
from commands.table import VERBS
from commands.vocabulary import VOCABULARIES
from commands.vocabulary.vocabulary import Vocabulary
from domain.incidents.handling import Until
from domain.kpi import CATALOGUE
from domain.languages import CODES, LANGUAGES, PERIOD_OF
from domain.names import fold
from tests.house.tree import OURS, ROOT, copied

pytestmark = pytest.mark.long

SHARED = ("domain/languages/__init__.py", 'CODES = ("en", "es", "ca")', 'CODES = ("en", "es", "ca", "it")')
FACTS = f"""
from domain.languages.language import Language

LANGUAGE = Language(
    name="Italiano",
    kpis={{**{ {key: f"{key} in italiano" for key in CATALOGUE}!r}, "spend": "Spesa"}},
    weekdays=(("lun", "lunedi"), ("mar", "martedi"), ("mer", "mercoledi"), ("gio", "giovedi"), ("ven", "venerdi"),
              ("sab", "sabato"), ("dom", "domenica")),
    months=tuple((word,) for word in "gen feb mar apr mag giu lug ago set ott nov dic".split()),
    daily=("giornaliero",),
    working_days=("feriali",),
    always=("sempre",),
    periods={{"yesterday": ("ieri",), "today": ("oggi",), "week": ("settimana",), "all": ("tutto",)}},
)
"""
TYPED = """
from commands.vocabulary.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    verbs={"status": ("stato",), "list": ("elenco",)},
    keys={"reason": ("motivazione",)},
    parts={"mute": ("zitto",)},
    until={"1d": ("domani",)},
    propose=("proponi",),
    to=("fino al",),
    rhythms={"daily": ("ogni giorno",)},
    day=("giorni",),
    courtesy=("grazie",),
)
"""
ASK = """
import json
from datetime import date
from bot import settings
from bot.cli import manifest
from commands import alert, proposing, rules, snooze, subscribe
from commands.dates import span_in
from commands.help import entry, lookup
from commands.parser import arguments
from commands.table import VERBS
from connectors.exports import dates
from domain.kpi import get
from domain.schedule import Every
from domain.window import parse_period
from storage.declare import values
from templates.cards.setup_forms import made_form
from templates.words import check_locale, words

today, it = date(2026, 11, 16), words("it_IT")
status = lookup("stato", VERBS)
print(json.dumps({
    "verb": [status.name, entry(it, status).name],
    "key": arguments("mute motivazione:prova", ["reason"]).options,
    "every": [Every.parse("lunedì 09:00").spell(), subscribe.split("ogni giorno 08:30")[1].spell()],
    "period": parse_period("ieri", today).start.isoformat(),
    "span": [day.isoformat() for day in span_in("20 maggio fino al 30 maggio 2026", today)[1]],
    "csv": dates.Reader("dmy").read(dates.Cell(1, "Data", "mar, 5 maggio 2026")).isoformat(),
    "until": snooze.split("acme domani")[1],
    "proposed": proposing.asked("proponi acme"),
    "kpi": [it.kpi("spend"), get("spesa").key],
    "sentence": it.plain("no data"),
    "locales": [values.locale("it"), check_locale("it"), settings.spoken("it_IT.UTF-8")],
    "manifest": manifest.build("Vigía", "it")["display_information"]["name"],
    "setup": "Italiano" in json.dumps(made_form("it", {}, "k", language="it", zone="Z", currency="EUR", last=True)),
}))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house in which Italian has its folders and its line."""
    copy = copied(tmp_path_factory.mktemp("house"))
    for folder, text in (("domain/languages/it", FACTS), ("commands/vocabulary/it", TYPED)):
        (copy / folder).mkdir()
        (copy / folder / "__init__.py").write_text(text, encoding="utf-8")
    for spanish in (copy / "templates/locale/es/LC_MESSAGES").glob("*.po"):
        _translate(spanish, copy / "templates/locale/it/LC_MESSAGES" / spanish.name)
    path, before, after = SHARED
    text = (copy / path).read_text(encoding="utf-8")
    assert before in text
    (copy / path).write_text(text.replace(before, after), encoding="utf-8")
    return copy


def quoted(sentence: str) -> str:
    """The English sentence in the place of a translation, with the apostrophe that a catalogue must have."""
    return "‹" + sentence.replace("'", "’") + "›"


def _translate(spanish: Path, italian: Path) -> None:
    italian.parent.mkdir(parents=True, exist_ok=True)
    with spanish.open("rb") as file:
        sentences = read_po(file, locale="it")
    for message in sentences:
        if isinstance(message.id, tuple):
            message.string = tuple(quoted(form) for form in message.id)
        elif message.id:
            message.string = quoted(message.id)
    with italian.open("wb") as file:
        write_po(file, sentences, no_location=True)


def _python(house: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(house)}
    command = [sys.executable, *args]
    return subprocess.run(command, check=False, cwd=house, env=environment, capture_output=True, text=True)


def test_a_language_is_its_folders_and_at_most_three_lines(house: Path) -> None:
    changed = 0
    for path in (path for room in OURS for path in (house / room).rglob("*") if path.is_file()):
        name = path.relative_to(house)
        if "it" in name.parts or "__pycache__" in name.parts:
            continue
        ours = (ROOT / name).read_bytes().decode(errors="replace").splitlines()
        theirs = path.read_bytes().decode(errors="replace").splitlines()
        changed += sum(line.startswith("+ ") for line in difflib.ndiff(ours, theirs)) if ours != theirs else 0
    assert 0 < changed <= 3


def test_it_is_understood_and_spoken_everywhere(house: Path) -> None:
    ran = _python(house, "-c", ASK)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "verb": ["status", "stato"],
        "key": {"reason": "prova"},
        "every": ["mon 09:00", "daily 08:30"],
        "period": "2026-11-15",
        "span": ["2026-05-20", "2026-05-30"],
        "csv": "2026-05-05",
        "until": "1d",
        "proposed": "acme",
        "kpi": ["Spesa", "spend"],
        "sentence": "‹no data›",
        "locales": ["it", "it", "it_IT"],
        "manifest": "Vigía",
        "setup": True,
    }


def test_what_is_not_translated_is_named(house: Path) -> None:
    assert _python(house, "-m", "tests.translations").returncode == 0
    core = house / "templates/locale/it/LC_MESSAGES/core.po"
    text = core.read_text(encoding="utf-8")
    core.write_text(text.replace('msgstr "‹no data›"', 'msgstr ""'), encoding="utf-8")
    ran = _python(house, "-m", "tests.translations")
    core.write_text(text, encoding="utf-8")
    assert ran.returncode == 1
    assert "it/core.po: 'no data' is not translated" in ran.stdout


@pytest.mark.parametrize("code", CODES)
def test_a_language_names_every_kpi_day_month_and_period(code: str) -> None:
    one = LANGUAGES[code]
    assert one.kpis.keys() == CATALOGUE.keys()
    assert all(name == name.strip() and name for name in one.kpis.values())
    assert len(one.months) == 12
    assert one.periods.keys() == {"yesterday", "today", "week", "month", "all"}
    typed = [word for words in (*one.weekdays, *one.months, one.daily, one.working_days, one.always) for word in words]
    assert typed == [fold(word) for word in typed]
    assert {PERIOD_OF[word] for words in one.periods.values() for word in words} == one.periods.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_vocabulary_speaks_of_what_there_is(code: str) -> None:
    one = VOCABULARIES[code]
    assert one.verbs.keys() <= {verb.name for verb in VERBS}
    assert one.parts.keys() <= {"list", *alert.DO}
    assert one.until.keys() <= set(Until)
    for key, words in one.keys.items():
        for word in words:
            assert arguments(f"{word}:x", [key]).options == {key: "x"}
    assert [word for words in _folded(one) for word in words if word != fold(word)] == []


def _folded(one: Vocabulary) -> list[tuple[str, ...]]:
    named = [words for group in (one.keys, one.parts, one.until) for words in group.values()]
    return [*named, one.propose, one.everything, *one.rhythms.values(), one.beside, one.to, one.courtesy]
