"""A reading as the line of `/campaign` that asks the same."""

from commands.understanding.reading import Reading
from commands.vocabulary import VOCABULARIES
from commands.vocabulary.vocabulary import Named, Vocabulary
from templates.catalogue import SOURCE_LANGUAGE


def spell(reading: Reading, language: str = SOURCE_LANGUAGE) -> str:
    """The line that asks the same, in words of the language; "" for no verb.

    `estado dental-otono kpi:cpl periodo:2026-11-01..2026-11-25`.
    """
    if reading.verb is None:
        return ""
    period = f"{reading.start}..{reading.end}" if reading.start and reading.end else None
    pairs = (("kpi", reading.kpi), ("period", period), ("by", reading.by))
    own = VOCABULARIES[language] if language != SOURCE_LANGUAGE else Vocabulary()
    told = [f"{_word(own.keys, key)}:{value}" for key, value in pairs if value]
    return " ".join(filter(None, (_word(own.verbs, reading.verb), reading.campaign, *told)))


def _word(some: Named, name: str) -> str:
    """The language's own word for a name; English has the name itself."""
    return some.get(name, (name,))[0]
