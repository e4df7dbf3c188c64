"""`budget otoño 5000`: a campaign's budget, changed once somebody has seen what that does to its pace."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from commands.campaigns import Chosen, by_key, choose, known
from commands.context import Context, Reply
from commands.goalwords import CURRENCIES
from commands.incidents import judge_anew, may
from commands.refusals import refuse
from commands.vocabulary import meanings, pattern, words_for
from domain.errors import InvalidInput
from domain.languages import DAILY
from domain.money import SYMBOLS, Money, parse_decimal
from domain.names import fold
from domain.window import EARLIEST, LATEST
from insights.pace import pace
from storage.directory import campaigns
from storage.facts import fx
from templates.cards.budget import budget_card, budget_kept, budget_same, budget_set

MOST = 10**12
_BUDGET = frozenset(words_for(lambda one: one.budget))
CHANGING = {
    word: how for how in ("up", "down", "set") for word, of in meanings(lambda one: one.changing).items() if of == how
}
_CURRENCY = {**meanings(lambda one: one.currencies), **{code.lower(): code for code in CURRENCIES}, **SYMBOLS}
_TO, _BY = (frozenset(words_for(chosen)) for chosen in (lambda one: one.to, lambda one: one.by))
_SKIPPED = frozenset((*words_for(lambda one: one.glue), *_TO, *_BY))
_DAYS = frozenset((*words_for(lambda one: one.day), *words_for(lambda one: one.week), *DAILY))
"""Words that make a number one of days, or a budget one of a day."""
_SIGNS = "".join(SYMBOLS)
_AMOUNT = re.compile(
    rf"(?<!\S)(?:(?P<before>\S+)\s+)?(?P<pre>[{_SIGNS}])?\s?(?P<number>\d[\d.,]{{0,24}}(?<![.,]))\s?"
    rf"(?P<many>{pattern(words_for(lambda one: one.thousands))}(?!\w))?\s?"
    rf"(?P<post>[{_SIGNS}%](?!\w)|{pattern(tuple(word for word in _CURRENCY if word.isalpha()))}(?!\w))?(?=$|[\s.,;!?])"
)
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to become of a budget: `how` is `up`, `down` or `set`; `by` the amount, not to it; `share`: a percentage.

    `name` is what is left of the words, which name the campaign. `currency` "": the budget's own.
    `to`: the amount is where it is to go, whatever it is now. `told`: the word for it does not come first, so that it
    may be told of what was done.
    """

    name: str
    how: str
    amount: Decimal
    currency: str = ""
    by: bool = False
    to: bool = False
    share: bool = False
    told: bool = False

    def of(self, budget: Money) -> Money:
        """What a budget becomes. Without a word for it, an amount on the other side of where it is to go is a step."""
        sign, own = (-1 if self.how == "down" else 1), self.currency in {"", budget.currency}
        if self.share:
            return Money(round(budget.micros * (1 + sign * self.amount / 100)), budget.currency)
        found = Money.of(self.amount, self.currency or budget.currency)
        beyond = self.how == "set" or (found.micros - budget.micros) * sign > 0
        step = own and not self.to and self.how != "set" and (self.by or not beyond)
        return Money(budget.micros + sign * found.micros, budget.currency) if step else found


def asked(ctx: Context, text: str) -> Asked | None:
    """What the words want of a budget; None where they want nothing, or only ask about it."""
    said = fold(text).strip("/").replace("¿", " ").replace("¡", " ")
    words = re.findall(r"[^\s,;:!?]+", said)
    if not _BUDGET.intersection(words) or _DAYS.intersection(words):
        return None
    how = next((CHANGING[word] for word in words if word in CHANGING), "")
    named = {part for it in known(ctx) for part in fold(f"{it.campaign.name} {it.campaign.key}").split()}
    found = [one for one in _AMOUNT.finditer(said) if one["number"] not in named and not _is_year(one)]
    if len(found) != 1 or not (how or words[0] in _BUDGET):
        return None
    wanted = _read(said, found[0], how)
    return wanted and replace(wanted, told=words[0] not in _BUDGET and words[0] not in CHANGING)


def _is_year(found: re.Match[str]) -> bool:
    bare = not (found["pre"] or found["post"] or found["many"]) and found["number"].isdecimal()
    return bare and EARLIEST <= int(found["number"]) < LATEST


def _read(said: str, found: re.Match[str], how: str) -> Asked | None:
    try:
        amount = parse_decimal(found["number"]) * (1000 if found["many"] else 1)
    except InvalidInput:
        return None
    before = (found["before"] or "").strip()
    left = f"{said[: found.start()]} {before} {said[found.end() :]}"
    rest = [word.strip(",.;:!?") for word in left.split()]
    kept = [word for word in rest if word and word not in _BUDGET | _SKIPPED and word not in CHANGING]
    unit = found["post"] or found["pre"] or ""
    share = unit == "%"
    if share and how not in {"up", "down"}:
        return None
    currency = "" if share else _CURRENCY.get(unit, "")
    return Asked(" ".join(kept), how or "set", amount, currency, by=before in _BY, to=before in _TO, share=share)


def propose(ctx: Context, wanted: Asked) -> Reply:
    """What the change would do, and the buttons that make it or leave it."""
    chosen = choose(ctx, wanted.name, "budget", _more(wanted))
    if isinstance(chosen, Reply):
        return chosen
    refused = may(ctx, chosen.client, chosen.campaign)
    return refused or _offer(ctx, chosen, checked(ctx, wanted.of(chosen.campaign.budget)))


def _more(wanted: Asked) -> str:
    """The rest of the line that each choice of a campaign runs, in words that are read back."""
    how = {"up": "up", "down": "cut"}.get(wanted.how, "")
    amount = f"{wanted.amount.normalize():f}{'%' if wanted.share else ''} {wanted.currency}"
    return " ".join(filter(None, (how, "by" if wanted.by else "to" if wanted.to else "", amount.strip())))


def checked(ctx: Context, money: Money) -> Money:
    """InvalidInput for what no budget can be, or whose currency cannot be compared."""
    if not 0 < money.micros <= MOST * 10**6:
        raise InvalidInput("worth", "budget", "", "5000 EUR")
    known = {"EUR", *(client.currency for client in ctx.clients)}
    if money.currency not in known and fx.latest(ctx.session, money.currency) is None:
        raise InvalidInput("goal_currency", "budget", "", "5000 EUR")
    return money


def _offer(ctx: Context, chosen: Chosen, after: Money, *, moved: bool = False) -> Reply:
    campaign, client = chosen.campaign, chosen.client
    if campaign.budget == after:
        return Reply(budget_same(ctx.speech, campaign), done=False)
    now, then = (pace(ctx.session, one, client, ctx.now) for one in (campaign, replace(campaign, budget=after)))
    before = campaign.budget
    value = f"{campaign.key} {after.micros} {after.currency} {before.micros} {before.currency}"
    return Reply(budget_card(ctx.speech, now, then, ctx.now, value, moved=moved), done=False)


def take(ctx: Context, value: str) -> Reply:
    """Make the change that a button carries. It could be anybody's words: everything is decided anew."""
    parts = value.split(" ")
    key, numbers, codes = parts[0], parts[1::2], parts[2::2]
    chosen = by_key(ctx, key)
    if chosen is None or len(parts) != _PARTS or not all(one.isascii() and one.isdigit() for one in numbers):
        return refuse(ctx, None)
    if not all(re.fullmatch(r"[A-Z]{3}", code) for code in codes) or len(numbers[0]) > len(str(MOST * 10**6)):
        return refuse(ctx, None)
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    after, before = (Money(int(number), code) for number, code in zip(numbers, codes, strict=True))
    after = checked(ctx, after)
    if chosen.campaign.budget == after:
        return Reply(budget_same(ctx.speech, chosen.campaign), done=False)
    if chosen.campaign.budget != before:
        return _offer(ctx, chosen, after, moved=True)
    changed = replace(chosen.campaign, budget=after)
    campaigns.save(ctx.session, changed, ctx.actor.user_id, ctx.now)
    judge_anew(ctx, chosen.client)
    return Reply(budget_set(ctx.speech, before, pace(ctx.session, changed, chosen.client, ctx.now)))


def keep(ctx: Context, value: str) -> Reply:
    """Leave it as it is."""
    chosen = by_key(ctx, value)
    refused = may(ctx, chosen.client, chosen.campaign) if chosen else refuse(ctx, None)
    return refused or Reply(budget_kept(ctx.speech, chosen.campaign)) if chosen else refuse(ctx, None)
