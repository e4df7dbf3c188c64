"""Sentences that ask for a change: the lines that make it, for somebody to press. None of them runs by itself."""

import re
from datetime import date

from commands import rhythm
from commands.campaigns import by_key
from commands.context import Context
from commands.dates import until_in
from commands.goalwords import goals_in, number_in
from commands.help import entry, name_in, own_campaign
from commands.parser import clean
from commands.verb import Verb
from commands.vocabulary import VOCABULARIES
from domain.entities import Campaign
from domain.errors import InvalidInput
from domain.goals import parse_many, spell
from domain.languages import LANGUAGES
from domain.names import nearest
from domain.schedule import Every
from templates.cards.examples import spoken as own_words
from templates.cards.subscribe import spoken

_LONG = ("1d", "3d", "report")
"""How long an alert is put aside for, to choose from."""
_MARKS = str.maketrans("", "", ",;!?¿¡")
_CLOCK = re.compile(r"(?<![\w.:])\d{1,2}(?:[:.h]\d\d|\s?h|\s?[ap]\.?m)(?![\w:])", re.IGNORECASE)
MOST_WORDS = 16
MOST = 900
"""Characters of a note that a button carries: what is longer is typed, not said."""
_THAT = re.compile(r"^(?:que|q|that)\s+", re.IGNORECASE)


def lines(
    ctx: Context, verb: Verb, campaign: Campaign | None, text: str, kpi: str = "", day: date | None = None
) -> list[str]:
    """The lines that do what the sentence asks, in the reader's words; the verb's examples where nobody can tell."""
    name, key = name_in(ctx.words, verb), campaign.key if campaign else ""
    rests: list[str] = []
    match verb.name:
        case "log" if key:
            rests = [_note(text, verb, key) + (f" {own_words(ctx.words, 'on:')}{day}" if day else "")]
        case "target" if goals := goals_in(text) or number_in(text, kpi, campaign):
            rests = [f"{key} {_spelt(ctx, goals, key)}"]
        case "snooze" if key:
            own = VOCABULARIES[ctx.words.language].until
            _, named = until_in(text, ctx.now.date())
            ends = [str(named)] if named else [until if until[0].isdigit() else own[until][0] for until in _LONG]
            rests = [f"{key} {kpi} {until}" for until in ends]
        case "subscribe" if every := schedule_in(text):
            rests = [f"{key} {_in_words(ctx, every)}"]
        case "edit" if key:
            rests = [key]
        case "unsubscribe" | "sync":
            rests = [key if verb.name == "unsubscribe" else ""]
    if rests:
        return [" ".join(f"{name} {rest}".split()) for rest in rests]
    examples = list(entry(ctx.words, verb, key or own_campaign(ctx)).examples)
    if verb.name == "subscribe" and key:
        return [one if key in one.split() else one.replace(name, f"{name} {key}", 1) for one in examples]
    return examples


def schedule_in(text: str) -> str:
    """The longest part of the sentence that is a schedule and nothing else, as it is spelt, at the time that is named
    anywhere; "" where there is none, none that can be at that time, or a rhythm is meant that there is not."""
    words = clean(text).translate(_MARKS).split()[:MOST_WORDS]
    spans = [(start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        said = " ".join(words[start:end])
        clocks = [] if _CLOCK.search(said) else _CLOCK.findall(" ".join(words))
        if every := _every(said):
            of_months = rhythm.is_of_months(" ".join(words)) and not Every.parse(every).is_monthly
            if not of_months and rhythm.is_beyond(" ".join([*words[:start], *words[end:]])):
                return ""
            return _every(" ".join(["monthly" if of_months else said, *clocks]))
    return ""


def _in_words(ctx: Context, every: str) -> str:
    """The schedule as the reader would type it, where that reads back the same."""
    day, _, time = every.partition(" ")
    own = LANGUAGES[ctx.words.language]
    named = {"daily": own.daily, "weekdays": own.working_days, "always": own.always}.get(day, ())
    told = (spoken(ctx.words, Every.parse(every)), *(f"{word} {time}" for word in named))
    return next((said for said in told if _every(said) == every), every)


def _every(said: str) -> str:
    try:
        rest, every = rhythm.split(said)
    except InvalidInput:
        return ""
    return every.spell() if every is not None and not rest else ""


def _spelt(ctx: Context, goals: str, key: str) -> str:
    """The goals with sign and currency, as they will be set."""
    chosen = by_key(ctx, key)
    currency = chosen.client.currency if chosen else ctx.bound_client.currency if ctx.bound_client else "EUR"
    return " ".join(spell(goal) for goal in parse_many(goals, currency))


def _note(text: str, verb: Verb, key: str) -> str:
    """What was said, without the word that asks to write it down."""
    said = clean(text)
    first, _, rest = said.partition(" ")
    asks = rest and nearest(first.strip(":,."), verb.names) is not None
    told = _THAT.sub("", rest if asks else said)
    return f"{key} {told[:MOST]}"
