"""From a sentence to what it asks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from commands.understanding import lexicon
from commands.understanding.campaigns import Mention, mentions
from commands.understanding.intents import Hints, verb_of
from commands.understanding.lexicon import Span
from commands.understanding.reading import Named, Reading, Understood
from commands.understanding.slips import corrected
from domain.periods import Said, said_in
from domain.spoken import normal

MOST_CHOICES = 5
_SALES = ("revenue", "conversions", "new_customers")
"""What `sales` may be."""
_GENERAL = {"spend", "sales", "leads", "clicks", "conversions"}
"""KPIs whose words are also part of the names of others."""
_NO_KPI = {"pace", "log", "help", "subscribe", "unsubscribe", "timeline", "adopt", "sync"}
_NO_DAYS = {"subscribe", "unsubscribe", "snooze", "alert", "help", "adopt", "sync", "results"}


def understand(sentence: str, known: Sequence[Named], today: date) -> Understood:
    """What the sentence asks of the campaigns that may be meant, on that day."""
    said = corrected(normal(sentence), known)
    soft = [*_kpi_spans(said), *(Span(one.at, one.until) for one in said_in(said, today))]
    named = mentions(said, known, soft, today)
    masked = _mask(said, (span for mention in named for span in mention.spans))
    days = said_in(masked, today)
    plain = _mask(masked, (Span(one.at, one.until) for one in days))
    kpis = _kpi_spans(plain)
    by = _grouping(plain)
    cues = {name: lexicon.spans_of(pattern, plain) for name, pattern in lexicon.cues().items()}
    hints = Hints(
        text=plain,
        cues=frozenset(name for name, spans in cues.items() if spans),
        campaigns=len(named),
        kpi=bool(kpis),
        days=bool(days),
        by=by.means if by else None,
        asks="?" in sentence,
        unknown=_unknown(plain, [*kpis, *((by,) if by else ()), *(span for some in cues.values() for span in some)]),
        words=len(said.split()),
    )
    verb = verb_of(hints)
    if verb is None:
        return Understood(Reading())
    return _read(verb, named, kpis, days, hints, {one.key: one for one in known}, today)


def _mask(sentence: str, spans: Iterable[Span]) -> str:
    """The sentence with marks in the place of words that are understood already."""
    for span in spans:
        sentence = sentence[: span.at] + re.sub(r"\S", "_", sentence[span.at : span.until]) + sentence[span.until :]
    return sentence


def _kpi_spans(sentence: str) -> list[Span]:
    """The KPIs that are named, in order; the longest words for one."""
    found = [span for key, pattern in lexicon.kpis().items() for span in lexicon.spans_of(pattern, sentence, key)]
    chosen: list[Span] = []
    for span in sorted(found, key=lambda it: (it.means in _GENERAL, it.at - it.until, it.at)):
        if not any(span.at < other.until and other.at < span.until for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _grouping(sentence: str) -> Span | None:
    found = (span for name, one in lexicon.groupings().items() for span in lexicon.spans_of(one, sentence, name))
    return next(found, None)


def _unknown(sentence: str, spans: Iterable[Span]) -> int:
    """How many words nobody knows."""
    left = _mask(sentence, spans)
    words = [word for word in left.split() if re.match(r"[a-z]", word)]
    return sum(word not in lexicon.filler() for word in words)


def _read(
    verb: str,
    named: Sequence[Mention],
    kpis: Sequence[Span],
    days: Sequence[Said],
    hints: Hints,
    known: dict[str, Named],
    today: date,
) -> Understood:
    kpi = None if verb in _NO_KPI or not kpis else kpis[0].means
    keys = named[0].keys if named else ()
    first = _window(days, known.get(keys[0]) if keys else None, today) if verb not in _NO_DAYS else None
    start, end = first or (None, None)
    by = hints.by if verb in {"status", "chart", "compare", "list"} else None
    reading = Reading(verb, keys[0] if keys else None, kpi, start, end, by)
    choices = [replace(reading, campaign=key) for key in keys] if len(keys) > 1 else []
    if len(named) > 1 and verb not in {"compare", "log"} and not choices:
        choices = [replace(reading, campaign=mention.keys[0]) for mention in named]
    if kpi == "sales":
        some = choices or [reading]
        choices = [replace(one, kpi=key) for one in some for key in _SALES]
        reading = choices[0]
    return Understood(reading, bool(choices), tuple(choices[:MOST_CHOICES]))


def _window(days: Sequence[Said], campaign: Named | None, today: date) -> tuple[date, date] | None:
    """The days that are meant: those that are named best, and first."""
    one = next((it for it in days if not it.weak), next(iter(days), None))
    if one is None:
        return None
    if one.days is not None:
        return one.days
    return (campaign.start, min(campaign.end, today)) if campaign and campaign.start <= today else None
