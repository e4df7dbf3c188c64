"""Asks of every sentence what the bot makes of it."""

from collections.abc import Iterable

from commands.understanding import Named, Reading, understand
from tests.understanding.corpus import Meant, Sentence, directory
from tests.understanding.measure import Heard, Result


def heard(sentences: Iterable[Sentence]) -> list[Result]:
    """What is made of each, by who knows the campaigns of whoever says it and the day on which it is said."""
    known = {
        key: [Named(it.key, it.name, key, client.name, it.start, it.end) for it in some]
        for key, (client, some) in directory().items()
    }
    results = []
    for one in sentences:
        understood = understand(one.say, known[one.client], one.as_of)
        choices = tuple(_meant(choice) for choice in understood.choices)
        results.append(Result(one, Heard(_meant(understood.reading), understood.asks, choices)))
    return results


def _meant(reading: Reading) -> Meant:
    return Meant(reading.verb, reading.campaign, reading.kpi, reading.start, reading.end, reading.by)
