"""Goals for campaigns that have none: proposed from their own weeks or their industry, set in one form."""

from collections.abc import Mapping, Sequence
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

MOST, MOST_GOALS = 10, 1
"""Campaigns in one form, and goals with which the field of each is filled: its main one. More are typed."""


def open_form(ctx: Context, key: str, source: MessageRef) -> Reply:
    """The campaigns without goals, each with those that it could start from."""
    client = walk.to_go_on(ctx, key)
    if isinstance(client, Reply):
        return client
    some = setup.of(ctx.session, client.key).without_goals[:MOST]
    if not some:
        return walk.shown(ctx, client.key)
    rows = [(one, _proposed(ctx, client, one)) for one in some]
    kept = walk.where(ctx, source, client=client.key, campaigns=" ".join(one.key for one in some))
    shown = [(one, "\n".join(spell(p.goal) for p in mine), [said(ctx.words, p) for p in mine]) for one, mine in rows]
    return Reply(view=forms.goals_form(ctx.speech, kept, shown))


def _proposed(ctx: Context, client: Client, campaign: Campaign) -> Sequence[Proposal]:
    offer = proposals(ctx.session, campaign, client, ctx.today(client), "", ctx.benchmarks)
    return offer.proposals[:MOST_GOALS]


def give(ctx: Context, metadata: str, filled: Mapping[str, Any]) -> Reply:
    """Set what was filled in, where nobody has set any meanwhile. A goal that was left as proposed keeps its origin; an
    empty field leaves none."""
    kept = walk.unpack(metadata)
    client = walk.to_go_on(ctx, kept.get("client", ""))
    if isinstance(client, Reply):
        return client
    mine = {one.key: one for one in campaigns.of_clients(ctx.session, (client.key,)) if not one.goals}
    goals: dict[str, tuple[Goal, ...]] = {}
    errors: dict[str, str] = {}
    for n, key in enumerate(kept.get("campaigns", "").split()[:MOST]):
        typed = scrub(str(filled.get(f"{forms.GOALS}{n}") or ""))
        if key not in mine or not typed.strip():
            continue
        try:
            read = target.read(ctx, client, " ".join(clean(line) for line in typed.splitlines()))
        except InvalidInput as error:
            errors[f"{forms.GOALS}{n}"] = sentence(ctx.words, error)
            continue
        goals[key] = _with_origin(read, [one.goal for one in _proposed(ctx, client, mine[key])])
    if errors:
        return Reply(errors=errors, done=False)
    for key, some in goals.items():
        campaigns.set_goals(ctx.session, key, some, ctx.actor.user_id, ctx.now)
    return walk.shown(ctx, client.key, kept)


def _with_origin(read: Sequence[Goal], proposed: Sequence[Goal]) -> tuple[Goal, ...]:
    known = {replace(one, origin=Origin.AGREED): one for one in proposed}
    return tuple(known.get(one, one) for one in read)
