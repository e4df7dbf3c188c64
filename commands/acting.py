"""Sentences that ask for a change: the lines that make it, for somebody to press. None of them runs by itself."""

import re
from datetime import date

from commands.campaigns import by_key
from commands.context import Context
from commands.goalwords import goals_in, number_in
from commands.help import entry, name_in, own_campaign
from commands.parser import clean
from commands.verb import Verb
from domain.entities import Campaign
from domain.goals import parse_many, spell
from domain.names import nearest

_LONG = ("1d", "3d", "report")
"""How long an alert is put aside for, to choose from."""
_THAT = re.compile(r"^(?:que|q|that)\s+", re.IGNORECASE)


def lines(
    ctx: Context, verb: Verb, campaign: Campaign | None, text: str, kpi: str = "", day: date | None = None
) -> list[str]:
    """The lines that do what the sentence asks, in the reader's words; the verb's examples where nobody can tell."""
    name, key = name_in(ctx.words, verb), campaign.key if campaign else ""
    rests: list[str] = []
    match verb.name:
        case "log" if key:
            rests = [_note(text, verb, key, day)]
        case "target" if goals := goals_in(text) or number_in(text, kpi, campaign):
            rests = [f"{key} {_spelt(ctx, goals, key)}"]
        case "snooze" if key:
            rests = [f"{key} {kpi} {until}" for until in _LONG]
        case "unsubscribe" | "sync":
            rests = [key if verb.name == "unsubscribe" else ""]
    if rests:
        return [" ".join(f"{name} {rest}".split()) for rest in rests]
    examples = list(entry(ctx.words, verb, key or own_campaign(ctx)).examples)
    if verb.name == "subscribe" and key:
        return [one if key in one.split() else one.replace(name, f"{name} {key}", 1) for one in examples]
    return examples


def _spelt(ctx: Context, goals: str, key: str) -> str:
    """The goals with sign and currency, as they will be set."""
    chosen = by_key(ctx, key)
    currency = chosen.client.currency if chosen else ctx.bound_client.currency if ctx.bound_client else "EUR"
    return " ".join(spell(goal) for goal in parse_many(goals, currency))


def _note(text: str, verb: Verb, key: str, day: date | None) -> str:
    """What was said, without the word that asks to write it down, and the day where one was named."""
    said = clean(text)
    first, _, rest = said.partition(" ")
    asks = rest and nearest(first.strip(":,."), verb.names) is not None
    told = _THAT.sub("", rest if asks else said)
    return f"{key} {told}" + (f" on:{day}" if day else "")
