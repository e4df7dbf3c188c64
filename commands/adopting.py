"""Campaigns found in a client's accounts, several adopted at once: chosen, then named, dated and given a budget."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from commands import walk
from commands.budget import checked
from commands.context import Context, MessageRef, Reply
from commands.parser import clean
from domain.entities import Client
from domain.errors import InvalidInput
from domain.labels import label
from domain.money import Money
from domain.names import fold
from domain.window import Window, is_in_reach
from storage.directory import accounts, adopting, campaigns, matching
from storage.directory.campaigns import Unclaimed
from templates import limits
from templates.cards import setup_forms as forms
from templates.cards.errors import sentence
from templates.message import Block

_NAME = 80
_SHORT = re.compile(r"[\w:.-]{1,26}")
"""What a form can keep ninety of; ids that are made of a name are longer, and have spaces."""


def open_form(ctx: Context, key: str, source: MessageRef) -> Reply:
    """What was found, those that run ticked."""
    client = walk.to_go_on(ctx, key)
    if isinstance(client, Reply):
        return client
    found = [_proposed(ctx, client, one) for one in campaigns.unclaimed(ctx.session, client.key)]
    kept = walk.where(ctx, source, client=client.key)
    if not found:
        return walk.shown(ctx, client.key, kept)
    return Reply(view=forms.found_form(ctx.speech, kept, client.name, _running_first(found)))


def found(ctx: Context, key: str, typed: str) -> list[Block]:
    """The campaigns found in whose name or platform stands every word typed, those that run first."""
    client = walk.to_go_on(ctx, key)
    if isinstance(client, Reply):
        return []
    words = fold(typed).split()
    known = campaigns.unclaimed(ctx.session, client.key)
    some = [one for one in known if all(it in fold(f"{one.account.source.label} {one.campaign.name}") for it in words)]
    proposed = [_proposed(ctx, client, one) for one in some[: limits.OPTIONS]]
    return [forms.found_option(one) for one in _running_first(proposed)]


def _running_first(found: Sequence[forms.Proposed]) -> list[forms.Proposed]:
    """Those that run first, and no more ticked than are taken at once."""
    ranked = sorted(found, key=lambda one: not one.is_chosen)
    return [replace(one, is_chosen=one.is_chosen and n < forms.MOST_ADOPTED) for n, one in enumerate(ranked)]


def _proposed(ctx: Context, client: Client, one: Unclaimed) -> forms.Proposed:
    days, budget = campaigns.taken_over(ctx.session, one.account, one.campaign, ctx.now)
    spent = Money(one.spend_micros_30d, budget.currency)
    w = ctx.words
    note = w.plain(
        "{source} · {start} – {end} · {spend} spent in 30 days",
        source=w.source(one.account.source),
        start=w.full_day(days.start),
        end=w.full_day(days.end),
        spend=spent,
    )
    runs = one.spend_micros_30d > 0 and days.end >= ctx.today(client)
    amount = _typed(ctx, budget) if budget.micros else ""
    begins, ends = f"{days.start}", f"{days.end}"
    return forms.Proposed(
        _value(one), one.campaign.name, begins, ends, amount, note, runs, _money(ctx, one, days, budget.currency)
    )


def _typed(ctx: Context, amount: Money) -> str:
    """As the reader would type it, where we read that again: a dollar has many signs."""
    whole = Money.of(round(amount.amount), amount.currency)
    spelt = ctx.words.money(whole, cents=False)
    with suppress(InvalidInput):
        if Money.parse(spelt, amount.currency) == whole:
            return spelt
    return f"{whole.amount} {whole.currency}"


def _money(ctx: Context, one: Unclaimed, days: Window, currency: str) -> str:
    """Where the budget that is proposed is from, or why there is none."""
    w, found = ctx.words, one.campaign
    if found.shared_budget:
        return w.plain("It shares a budget with other campaigns at the platform: give it one of its own.")
    if not found.budget_micros:
        return w.plain("The platform names none: give it one, or leave it empty and nobody watches its pace.")
    if found.budget_period != "daily":
        return ""
    a_day = Money(found.budget_micros, currency)
    return w.plain_n(
        "{money} a day at the platform, for {n} day.",
        "{money} a day at the platform, for {n} days.",
        n=days.days,
        money=a_day,
    )


def _value(one: Unclaimed) -> str:
    """What comes back of it with a form."""
    account, entity = one.account.id, one.campaign.entity_id
    whole = f"{account}:{entity}"
    return whole if _SHORT.fullmatch(whole) else f"{account}:{sha256(entity.encode()).hexdigest()[:12]}"


def chosen(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """Those that were ticked, each with what its platform says of it, to be changed."""
    kept = walk.unpack(metadata)
    client = walk.to_go_on(ctx, kept.get("client", ""))
    if isinstance(client, Reply):
        return client
    ticked = [one for name in filled if name.startswith(forms.FOUND) for one in _many(filled[name])]
    found = {_value(one): one for one in campaigns.unclaimed(ctx.session, client.key)}
    some = [_proposed(ctx, client, found[one]) for one in dict.fromkeys(ticked) if one in found]
    if not 0 < len(some) <= forms.MOST_ADOPTED:
        code = "found_none" if not some else "found_many"
        said = sentence(ctx.words, InvalidInput(code, "campaign", "", str(forms.MOST_ADOPTED)))
        return Reply(errors={f"{forms.FOUND}0": said}, done=False)
    kept["found"] = " ".join(one.value for one in some)
    return Reply(view=forms.adopt_form(ctx.speech, kept, client.name, some))


def _many(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def take(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """Adopt them as they were filled in; those with one name become one campaign. Nothing is taken by halves."""
    kept = walk.unpack(metadata)
    client = walk.to_go_on(ctx, kept.get("client", ""))
    if isinstance(client, Reply):
        return client
    free = {_value(one): one for one in campaigns.unclaimed(ctx.session, client.key)}
    errors: dict[str, str] = {}
    together: dict[str, list[tuple[Unclaimed, str, Window, Money]]] = {}
    for n, value in enumerate(kept.get("found", "").split()[: forms.MOST_ADOPTED]):
        if value not in free:
            continue
        try:
            name, days, budget = _filled(ctx, client, free[value], {one: filled.get(f"{one}{n}") for one in _FIELDS})
        except InvalidInput as error:
            errors[f"{error.field}{n}"] = sentence(ctx.words, error)
            continue
        together.setdefault(fold(name), []).append((free[value], name, days, budget))
    if errors:
        return Reply(errors=errors, done=False)
    hidden = filled.get(forms.SEEN) != forms.SHOWN
    for parts in together.values():
        _adopt(ctx, parts, hidden=hidden)
    matching.resolve(ctx.session, client.key)
    if starts := [days.start for parts in together.values() for _, _, days, _ in parts]:
        accounts.read_back(ctx.session, client.key, min(starts), ctx.now)
    return walk.shown(ctx, client.key, kept)


_FIELDS = (forms.NAME, forms.START, forms.END, forms.BUDGET)


def _filled(ctx: Context, client: Client, one: Unclaimed, typed: Mapping[str, Any]) -> tuple[str, Window, Money]:
    """What was filled in for one of them: what had no field is as its platform has it. InvalidInput names the field."""
    name = label(clean(str(typed[forms.NAME] or "")))[:_NAME]
    if not name:
        raise InvalidInput("name_empty", forms.NAME, "")
    if typed[forms.START] is None and typed[forms.END] is None:
        return name, *_as_listed(ctx, client, one)
    try:
        start, end = (date.fromisoformat(str(typed[field] or "")) for field in (forms.START, forms.END))
    except ValueError:
        raise InvalidInput("days", forms.END, "", "2026-11-01") from None
    if end < start:
        raise InvalidInput("days_order", forms.END, "")
    if not (is_in_reach(start) and is_in_reach(end)):
        raise InvalidInput("days", forms.END, "", "2026-11-01")
    money = clean(str(typed[forms.BUDGET] or ""))
    try:
        budget = checked(ctx, Money.parse(money, client.currency)) if money else Money(0, client.currency)
    except InvalidInput:
        raise InvalidInput("worth", forms.BUDGET, "", _typed(ctx, Money.of(12000, client.currency))) from None
    return name, Window(start, end), budget


def _as_listed(ctx: Context, client: Client, one: Unclaimed) -> tuple[Window, Money]:
    """Its days and budget on the platform; none where nobody can convert it."""
    days, budget = campaigns.taken_over(ctx.session, one.account, one.campaign, ctx.now)
    with suppress(InvalidInput):
        return days, checked(ctx, budget) if budget.micros else Money(0, client.currency)
    return days, Money(0, client.currency)


def _adopt(ctx: Context, parts: Sequence[tuple[Unclaimed, str, Window, Money]], *, hidden: bool) -> None:
    """One campaign: from the first day of its parts to the last, with all their money where that is of one currency."""
    windows, budgets = [days for _, _, days, _ in parts], [budget for *_, budget in parts]
    currency = budgets[0].currency
    whole = Money(sum(one.micros for one in budgets if one.currency == currency), currency)
    days = Window(min(one.start for one in windows), max(one.end for one in windows))
    found, name = [one for one, *_ in parts], parts[0][1]
    adopting.together(ctx.session, found, name, days, whole, ctx.actor.user_id, ctx.now, hidden=hidden)
