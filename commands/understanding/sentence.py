"""From a sentence to what it asks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from commands.understanding import lexicon
from commands.understanding.campaigns import Mention, mentions, units
from commands.understanding.intents import Hints, verb_of
from commands.understanding.lexicon import Span
from commands.understanding.reading import Named, Reading, Understood
from commands.understanding.slips import corrected, parted
from commands.understanding.sure import likely, others
from domain.periods import Said, said_in
from domain.spoken import normal

MOST_CHOICES = 5
_SALES = ("revenue", "conversions", "new_customers")
"""What `sales` may be."""
_MONEY = {"spend", "sales"}
"""KPIs of which one speaks in passing."""
_GENERAL = {"spend", "sales", "leads", "clicks", "conversions"}
"""KPIs whose words are also part of the names of others."""
_OF_CAMPAIGN = {"status", "chart", "pace", "why", "timeline", "results"}
"""Verbs that ask of one campaign; of none, of all."""
_PARTS = {"platform", "campaign", "device"}
"""What an answer can be told apart by; by days it is as it stands."""
_BESIDE = 5
"""Letters between words that belong together."""
_NO_KPI = {"pace", "log", "help", "subscribe", "unsubscribe", "timeline", "adopt", "sync"}
_NO_DAYS = {"subscribe", "unsubscribe", "snooze", "alert", "help", "adopt", "sync", "results"}


def understand(sentence: str, known: Sequence[Named], today: date) -> Understood:
    """What the sentence asks of the campaigns that may be meant, on that day."""
    said = _plain(corrected(normal(parted(sentence)), known))
    soft = [*_kpi_words(said), *(Span(one.at, one.until) for one in said_in(said, today))]
    named = mentions(said, known, soft, today)
    masked = _mask(said, (span for mention in named for span in mention.spans))
    days = said_in(masked, today)
    plain = _mask(masked, (Span(one.at, one.until) for one in days))
    kpis = _kpis(said, plain, named)
    groups = _groupings(plain)
    by = groups[0].means if groups else None
    cues = {name: lexicon.spans_of(pattern, plain) for name, pattern in lexicon.cues().items()}
    if cues["howmuch"] and not kpis:  # how many wedding leads: the name's own words are asked for
        kpis = _kpi_spans(said)
    called = cues.pop("called")
    explained = [*kpis, *groups, *(span for some in cues.values() for span in some)]
    unknown = _unknown(plain, explained)
    hints = Hints(
        text=plain,
        cues=frozenset(name for name, spans in cues.items() if spans),
        campaigns=len(named),
        kpi=kpis[0].means if kpis else "",
        days=bool(days),
        by=by,
        asks="?" in sentence,
        unknown=len(unknown),
        doing=sum(bool(lexicon.doing().fullmatch(word)) for word in unknown),
        words=len(said.split()),
        periods=len(days),
        beside=sum("_" not in word for word in plain.split()),
    )
    strange = not named and _names_other(plain, called, [*kpis, *groups])
    verb = verb_of(hints) or likely(hints) or ("status" if strange and hints.any("status") else None)
    if verb is None:
        return Understood(Reading())
    days = [one for one in days if not _is_compared_with(one, verb, cues["compare"])]
    found = _read(verb, named, kpis, days, hints, {one.key: one for one in known}, today)
    if strange and verb in _OF_CAMPAIGN and not found.asks:
        some = [one.key for one in known if one.start <= today <= one.end]
        others = tuple(replace(found.reading, campaign=key) for key in some)
        return Understood(found.reading, asks=True, choices=(found.reading, *others)[:MOST_CHOICES])
    return found


def _names_other(plain: str, called: Sequence[Span], explained: Sequence[Span]) -> bool:
    """Whether a campaign seems to be named that is none of those known: `la de San Valentín`."""
    for span in called:
        words = plain[span.at : span.until].split()
        if any("_" in word for word in words) or any(it.at < span.until and span.at < it.until for it in explained):
            continue
        first = next(iter(units(plain[span.at :])), None)
        if first and first.means in lexicon.occasions():
            return True
    return False


def _is_compared_with(one: Said, verb: str, compared: Sequence[Span]) -> bool:
    """Whether days are named only as what others are held against: `vende menos que el año pasado`."""
    return verb in {"why", "status", "chart"} and any(0 <= one.at - span.until <= _BESIDE for span in compared)


def _plain(said: str) -> str:
    """Without the words that only ask kindly: `cuando puedas`."""
    return " ".join(lexicon.cues()["polite"].sub(" ", said).split())


def _mask(sentence: str, spans: Iterable[Span]) -> str:
    """The sentence with marks in the place of words that are understood already."""
    for span in spans:
        sentence = sentence[: span.at] + re.sub(r"\S", "_", sentence[span.at : span.until]) + sentence[span.until :]
    return sentence


def _kpi_words(sentence: str) -> list[Span]:
    """The words that mean a KPI by themselves."""
    words = (Span(found.start(), found.end()) for found in re.finditer(r"\S+", sentence))
    patterns = lexicon.kpis().values()
    return [it for it in words if any(one.fullmatch(sentence, it.at, it.until) for one in patterns)]


def _kpis(said: str, plain: str, named: Sequence[Mention]) -> list[Span]:
    """The KPIs that are named beside campaigns and days, those first that need words of a name: `cost per wedding
    lead`."""
    within = [(mention.spans[0].at, mention.spans[-1].until) for mention in named]
    across = [
        span
        for span in (_kpi_spans(said) if within else ())
        if span.means not in _GENERAL and not any(at <= span.at and span.until <= until for at, until in within)
    ]
    return across or sorted(_kpi_spans(plain), key=lambda it: it.means in _MONEY)


def _kpi_spans(sentence: str) -> list[Span]:
    """The KPIs that are named, in order; the longest words for one."""
    found = [span for key, pattern in lexicon.kpis().items() for span in lexicon.spans_of(pattern, sentence, key)]
    chosen: list[Span] = []
    for span in sorted(found, key=lambda it: (it.means in _GENERAL, it.at - it.until, it.at)):
        if not any(span.at < other.until and other.at < span.until for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _groupings(sentence: str) -> list[Span]:
    return [span for name, one in lexicon.groupings().items() for span in lexicon.spans_of(one, sentence, name)]


def _unknown(sentence: str, spans: Iterable[Span]) -> list[str]:
    """The words that nobody knows."""
    left = _mask(sentence, spans)
    return [word for word in left.split() if re.match(r"[a-z]", word) and word not in lexicon.filler()]


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
    if verb == "status" and hints.any("mass") and kpi is None:
        kpi = "spend"
    keys = named[0].keys if named else ()
    if verb == "compare" and keys and re.search(r"20\d\d", known[keys[0]].name):
        days = [one for one in days if not one.weak]
    first = (
        _window(days, known.get(keys[0]) if keys else None, today, compares=verb == "compare")
        if verb not in _NO_DAYS
        else None
    )
    start, end = first or (None, None)
    by = hints.by if verb in {"status", "chart", "compare", "list"} and hints.by in _PARTS else None
    reading = Reading(verb, keys[0] if keys else None, kpi, start, end, by)
    choices = [replace(reading, campaign=key) for key in keys] if len(keys) > 1 else []
    if len(named) > 1 and verb not in {"compare", "log"} and not choices:
        choices = [replace(reading, campaign=mention.keys[0]) for mention in named]
    if not choices:
        choices = [replace(reading, verb=it) for it in others(verb, hints)]
    if kpi == "sales":
        some = choices or [reading]
        choices = [replace(one, kpi=key) for one in some for key in _SALES]
        reading = choices[0]
    return Understood(reading, bool(choices), tuple(choices[:MOST_CHOICES]))


def _window(days: Sequence[Said], campaign: Named | None, today: date, *, compares: bool) -> tuple[date, date] | None:
    """The days that are meant: those that are named best, and first."""
    one = next((it for it in days if not it.weak), next(iter(days), None))
    if one is None:
        return None
    if one.days is not None:
        return one.days if compares else _joined(days, one.days)
    return (campaign.start, min(campaign.end, today)) if campaign and campaign.start <= today else None


def _joined(days: Sequence[Said], first: tuple[date, date]) -> tuple[date, date]:
    """The days with those that are named beside them and touch them: `ayer y hoy`, `sábado y domingo`."""
    start, end = first
    for it in days:
        if it.days and (it.days[0] - end).days == 1:
            end = it.days[1]
        elif it.days and (start - it.days[1]).days == 1:
            start = it.days[0]
    return start, end
