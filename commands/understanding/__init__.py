"""Plain sentences: which verb, campaign, KPI and days somebody means, by a grammar of intents over the vocabulary."""

from commands.understanding.reading import Named, Reading, Understood
from commands.understanding.sentence import understand
from commands.understanding.spelling import spell

__all__ = ["Named", "Reading", "Understood", "spell", "understand"]
