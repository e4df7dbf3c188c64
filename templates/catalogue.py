"""Translations: every .po file of a language, merged at load. English sentences are the keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po

from domain.languages import CODES

FOLDER = Path(__file__).parent / "locale"
LANGUAGES = CODES
SOURCE_LANGUAGE = CODES[0]
_ONE_OR_MANY = c2py("(n != 1)")


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for a mark
    """The sentence itself, marked for translation where a table holds it; pass it on in a variable `marked`."""
    return sentence


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's sentences: msgid -> the forms (one, or one and many). `plural` says which form a number takes."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int] = _ONE_OR_MANY

    def one(self, msgid: str) -> str:
        """The sentence, or the English one where the language has none."""
        return self.sentences.get(msgid, (msgid,))[0]

    def many(self, singular: str, plural: str, n: int) -> str:
        """The form for `n`; the English one where the language has none."""
        forms = self.sentences.get(singular, ())
        return forms[self.plural(abs(n))] if len(forms) > 1 else (singular, plural)[_ONE_OR_MANY(abs(n))]


def files(language: str) -> list[Path]:
    """The .po files of a language, in a fixed order."""
    return sorted((FOLDER / language / "LC_MESSAGES").glob("*.po"))


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """The merged catalogue; empty for English, whose sentences are the msgids."""
    sentences: dict[str, tuple[str, ...]] = {}
    plural = _ONE_OR_MANY
    for path in files(language):
        with path.open("rb") as file:
            read = read_po(file, locale=language, charset="utf-8")
            plural = c2py(read.plural_expr)
            for message in read:
                ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
                forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
                if ids[0] and all(forms) and not message.fuzzy:
                    sentences[ids[0]] = tuple(str(form) for form in forms)
    return Catalogue(language, sentences, plural)
