"""What somebody wants a campaign to be, field by field as it was typed or chosen, read into the campaign it becomes."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from commands import target
from commands.budget import checked
from commands.context import Context
from commands.dates import span_in
from commands.vocabulary import VOCABULARIES, meanings, pattern, words_for
from domain.audience import for_clients
from domain.editing import Field, made_of
from domain.entities import Campaign, Client, Goal
from domain.errors import InvalidInput, InvalidRow
from domain.labels import line
from domain.money import Money
from domain.names import fold
from domain.window import is_in_reach

MOST_NAME, MOST_TEXT = 200, 1_000
_FIELDS = meanings(lambda one: one.fields)
_NAMES = {fold(word): name for word, name in {**{field.value: field.value for field in Field}, **_FIELDS}.items()}
_BEGINS = re.compile(rf"(?:^|(?<=\s)){pattern(tuple(_NAMES))}\s?[:=]\s?", re.IGNORECASE)
_LOOSE = re.compile(rf"(?<=\S\s){pattern(tuple(_NAMES))}\s(?=\s*\S)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«„]([^\"“”«»„]*)[\"“”»]")
_ME = frozenset(words_for(lambda one: one.me))
_NOBODY = frozenset(words_for(lambda one: one.nobody))
_YES = frozenset(words_for(lambda one: one.yes))
_NO = frozenset(words_for(lambda one: one.no))
_ALL = frozenset({"", *words_for(lambda one: one.everything)})
LONGEST = timedelta(days=366)
"""How long updates are paused at most: a client of whom nobody thinks any more is told nothing for ever."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What is being changed, and who changes it. `whole`: the goals are all of them, none stays beside."""

    ctx: Context
    campaign: Campaign
    client: Client
    whole: bool = False


def split(typed: str) -> tuple[str, dict[Field, str]]:
    """The campaign's name, and by field what was typed of it: `otoño fin:20 dic nombre:"Otoño leads"`.

    What follows a field's name goes up to the next one; between quotes stands anything.
    """
    text, found = _folded(typed), []
    at = 0
    while begin := _BEGINS.search(text, at):
        quoted = _QUOTED.match(typed, begin.end())
        at = quoted.end() if quoted else begin.end()
        found.append((begin, quoted))
    if not found:
        return typed.strip(), {}
    ends = [*(begin.start() for begin, _ in found[1:]), len(typed)]
    told = {}
    for (begin, quoted), end in zip(found, ends, strict=True):
        field = Field(_NAMES[_key(begin[0])])
        whole = typed[begin.end() : end].strip()
        told[field] = quoted[1].strip() if quoted and quoted[0] == whole else whole
    return typed[: found[0][0].start()].strip(), told


def loosely(typed: str) -> tuple[str, dict[Field, str]]:
    """The same where one field is named without a colon: `primera visita presupuesto 3200`."""
    begin = _LOOSE.search(_folded(typed))
    if begin is None:
        return typed.strip(), {}
    return typed[: begin.start()].strip(), {Field(_NAMES[_key(begin[0])]): typed[begin.end() :].strip()}


def _key(begin: str) -> str:
    return " ".join(begin.strip().rstrip(":=").split())


def _folded(typed: str) -> str:
    """The text without accents and capitals, letter by letter, so that places in it are places in what was typed."""
    return "".join(low if len(low := fold(letter)) == 1 else letter for letter in typed)


def read(desk: Desk, told: Mapping[Field, str]) -> tuple[Campaign, dict[Field, InvalidInput]]:
    """The campaign as it is wished for, and by field what of it cannot be read."""
    wished: dict[Field, Any] = {}
    wrong: dict[Field, InvalidInput] = {}
    for field, typed in told.items():
        try:
            wished[field] = _READERS[field](desk, typed)
        except InvalidInput as error:
            wrong[field] = error
    after = made_of(desk.campaign, wished)
    if not wrong.keys() & {Field.START, Field.END}:
        wrong |= _flight(desk.campaign, after)
    if after.paused_until is None and after.paused_because:
        after = replace(after, paused_because="")
    return after, wrong


def _flight(before: Campaign, after: Campaign) -> dict[Field, InvalidInput]:
    """Whether the days can be those of a campaign, and its curve be theirs."""
    if (before.start, before.end) == (after.start, after.end):
        return {}
    if after.end < after.start:
        return {Field.END: InvalidInput("end_before_start", Field.END, str(after.end), str(after.start))}
    days = (after.end - after.start).days + 1
    if not after.curve.fits(days):
        return {Field.END: InvalidInput("curve_days", Field.END, str(days), str(len(after.curve.weights)))}
    return {}


def _name(_: Desk, typed: str) -> str:
    name = line(typed)
    if not name or len(name) > MOST_NAME:
        raise InvalidInput("name", Field.NAME, typed)
    return name


def _day(desk: Desk, typed: str) -> date:
    field = Field.END
    with suppress(InvalidInput):
        rest, found = span_in(typed, desk.ctx.today(desk.client))
        if found and found[0] == found[1] and not rest.strip() and is_in_reach(found[0]):
            return found[0]
    raise InvalidInput("date", field, typed, "2026-12-20")


def _budget(desk: Desk, typed: str) -> Money:
    kept = desk.campaign.budget
    if not typed and not kept.micros:
        return kept
    for text in (typed, f"{typed} {kept.currency}"):
        with suppress(InvalidInput):
            return checked(desk.ctx, Money.parse(text))
    raise InvalidInput("budget", Field.BUDGET, typed, f"15000 {kept.currency}")


def _owner(desk: Desk, typed: str) -> str | None:
    """Whoever is in charge: one's own people alone, on what Slack says of them."""
    ctx, word = desk.ctx, fold(typed)
    if word in _NOBODY or (desk.whole and not word):
        return None
    wanted = ctx.actor.user_id if word in _ME else typed.strip("@<>").partition("|")[0].upper()
    if wanted in {desk.campaign.owner, ctx.actor.user_id}:
        return wanted
    if ctx.named is None or ctx.named.user_id != wanted or ctx.named.is_external:
        raise InvalidInput("owner", Field.OWNER, typed)
    return wanted


def _goals(desk: Desk, typed: str) -> tuple[Goal, ...]:
    """The goals, one a line in the form, which holds all of them; those typed stand beside those of other KPIs. One
    that was not changed keeps its origin."""
    known = {goal.kpi: goal for goal in desk.campaign.goals}
    found: tuple[Goal, ...] = ()
    for n, one in enumerate(typed.splitlines(), 1):
        if not one.strip():
            continue
        try:
            found = target.once((*found, *target.read(desk.ctx, desk.client, one)), one)
        except InvalidInput as error:
            raise InvalidRow(error.code, Field.GOALS, one, error.example, line=n) from None
    found = tuple(as_it_was(goal, known.get(goal.kpi)) for goal in found)
    return found if desk.whole else tuple({**known, **{goal.kpi: goal for goal in found}}.values())


def as_it_was(goal: Goal, known: Goal | None) -> Goal:
    """The goal with where its number came from, if nothing of it was changed."""
    return known if known and replace(goal, origin=known.origin) == known else goal


def _prose(_: Desk, typed: str) -> str:
    if len(typed) > MOST_TEXT:
        raise InvalidInput("text_long", "text", "", str(MOST_TEXT))
    return typed


def _client_kpis(_: Desk, typed: str) -> tuple[str, ...]:
    """The KPIs that the client sees, in the order typed; none named: all that clients see."""
    if fold(typed) in _ALL:
        return ()
    try:
        return tuple(dict.fromkeys(for_clients(word) for word in re.split(r"\s*[,;\n]\s*", typed.strip()) if word))
    except InvalidInput as error:
        raise InvalidInput("kpi", Field.CLIENT_KPIS, typed, error.example) from None


def _paused_until(desk: Desk, typed: str) -> date | None:
    """The day on which updates go on, which is still to come; None: they are not paused."""
    if not typed or fold(typed) in _NO:
        return None
    until = desk.campaign.paused_until
    if until and typed == until.isoformat():
        return until  # it may be over by now, and stay as it is
    day = _day(desk, typed)
    if not desk.ctx.today(desk.client) < day <= desk.ctx.today(desk.client) + LONGEST:
        raise InvalidInput("paused_until", Field.PAUSED_UNTIL, typed)
    return day


def _visible(_: Desk, typed: str) -> bool:
    word = fold(typed)
    if word not in _YES | _NO:
        raise InvalidInput("yes_or_no", Field.VISIBLE, typed)
    return word in _YES


_READERS: Mapping[Field, Callable[[Desk, str], Any]] = {
    Field.NAME: _name,
    Field.START: _day,
    Field.END: _day,
    Field.BUDGET: _budget,
    Field.OWNER: _owner,
    Field.GOALS: _goals,
    Field.PERSONA: _prose,
    Field.HYPOTHESIS: _prose,
    Field.VISIBLE: _visible,
    Field.CLIENT_KPIS: _client_kpis,
    Field.PAUSED_UNTIL: _paused_until,
    Field.PAUSED_BECAUSE: _prose,
}


def named(language: str) -> list[str]:
    """How the fields are called in a language: the first word of each."""
    told = VOCABULARIES[language].fields if language in VOCABULARIES else {}
    return [next(iter(told.get(field.value, ())), field.value) for field in Field]
