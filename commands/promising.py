"""Goals for campaigns that have none: proposed from their own weeks or their industry, set in one form."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from commands import target, walk
from commands.context import Context, MessageRef, Reply
from commands.parser import clean, scrub
from domain.entities import Campaign, Client, Goal
from domain.errors import InvalidInput
from domain.goals import spell
from domain.proposals import Proposal
from domain.words import Origin
from insights import setup
from insights.proposals import proposals
from storage.directory import campaigns
from templates.cards import setup_forms as forms
from templates.cards.errors import sentence
from templates.cards.proposals import said
from templates.message import Block

MOST, MOST_GOALS = 6, 1
"""Campaigns in one form, and goals with which the field of each is filled: its main one. More are typed. What is
proposed is worked out for those of this form and of the next, while Slack waits three seconds."""


def open_form(ctx: Context, key: str, source: MessageRef) -> Reply:
    """The campaigns without goals, each with those that it could start from."""
    client = walk.to_go_on(ctx, key)
    if isinstance(client, Reply):
        return client
    kept = walk.where(ctx, source, client=client.key)
    view = _form(ctx, client, kept, 0)
    return Reply(view=view) if view else walk.shown(ctx, client.key, kept)


def _form(ctx: Context, client: Client, kept: Mapping[str, str], passed: int) -> Block | None:
    """The next of them, after so many that were `passed` over; None where none are left."""
    waiting = setup.of(ctx.session, client.key).without_goals[passed:]
    some = waiting[:MOST]
    if not some:
        return None
    rows = [(one, _proposed(ctx, client, one)) for one in some]
    shown = [
        (one, "\n".join(_typed(ctx, client, p.goal) for p in mine), [said(ctx.words, p) for p in mine])
        for one, mine in rows
    ]
    kept = {**kept, "campaigns": " ".join(one.key for one in some)} | ({"passed": f"{passed}"} if passed else {})
    return forms.goals_form(ctx.speech, kept, shown, len(waiting) - len(some))


def _typed(ctx: Context, client: Client, goal: Goal) -> str:
    """As the reader would type it, where we read that again; a dollar has many signs."""
    spelt = ctx.words.goal(goal)
    with suppress(InvalidInput):
        if target.read(ctx, client, spelt) == (replace(goal, origin=Origin.AGREED),):
            return spelt
    return spell(goal)


def _proposed(ctx: Context, client: Client, campaign: Campaign) -> Sequence[Proposal]:
    offer = proposals(ctx.session, campaign, client, ctx.today(client), "", ctx.benchmarks)
    return offer.proposals[:MOST_GOALS]


def give(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """Set what was filled in, where nobody has set any meanwhile, and go on to the next campaigns. A goal that was left
    as proposed keeps its origin; an empty field leaves none."""
    kept = walk.unpack(metadata)
    client = walk.to_go_on(ctx, kept.get("client", ""))
    if isinstance(client, Reply):
        return client
    mine = {one.key: one for one in campaigns.of_clients(ctx.session, (client.key,)) if not one.goals}
    goals: dict[str, tuple[Goal, ...]] = {}
    errors: dict[str, str] = {}
    asked = kept.get("campaigns", "").split()[:MOST]
    for n, key in enumerate(asked):
        typed = scrub(str(filled.get(f"{forms.GOALS}{n}") or ""))
        if key not in mine or not typed.strip():
            continue
        read = _lines(ctx, client, typed)
        if isinstance(read, str):
            errors[f"{forms.GOALS}{n}"] = read
            continue
        goals[key] = _with_origin(read, [one.goal for one in _proposed(ctx, client, mine[key])])
    if errors:
        return Reply(errors=errors, done=False)
    for key, some in goals.items():
        campaigns.set_goals(ctx.session, key, some, ctx.actor.user_id, ctx.now)
    passed = int(kept["passed"]) if kept.get("passed", "").isdecimal() else 0
    more = _form(
        ctx, client, kept, passed + sum(key in mine and key not in goals and not mine[key].goals for key in asked)
    )
    card = walk.shown(ctx, client.key, kept)
    # What only one person sees is said once, at the end; what all see keeps up with each form.
    return Reply(view=more) if more and not card.replace else replace(card, view=more)


def _lines(ctx: Context, client: Client, typed: str) -> tuple[Goal, ...] | str:
    """The goals of all lines; what is wrong with the first that cannot be read, and which that is."""
    goals: tuple[Goal, ...] = ()
    for n, line in enumerate(typed.splitlines(), 1):
        try:
            goals = target.once((*goals, *target.read(ctx, client, clean(line))), line) if line.strip() else goals
        except InvalidInput as error:
            said = sentence(ctx.words, error)
            return said if len(typed.splitlines()) == 1 else ctx.words.plain("Line {n}: {said}", n=n, said=said)
    return goals


def _with_origin(read: Sequence[Goal], proposed: Sequence[Goal]) -> tuple[Goal, ...]:
    known = {replace(one, origin=Origin.AGREED): one for one in proposed}
    return tuple(known.get(one, one) for one in read)
