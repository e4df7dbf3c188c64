"""From a sentence to what it asks."""

from collections.abc import Sequence
from datetime import date

from commands.understanding.reading import Named, Reading, Understood
from domain.periods import said_in
from domain.spoken import normal
from insights.names import find


def understand(sentence: str, known: Sequence[Named], today: date) -> Understood:
    """What the sentence asks of the campaigns that may be meant, on that day."""
    said = normal(sentence)
    words = said.split()
    found = {find(word, [(it.key, it.name) for it in known]).key for word in words} - {None}
    key = found.pop() if len(found) == 1 else None
    days = next((one.days for one in said_in(said, today)), None)
    verb = "status" if key or days else None
    return Understood(Reading(verb, key, start=days and days[0], end=days and days[1]))
