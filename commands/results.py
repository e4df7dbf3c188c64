"""`results`: what the accounts record and what of it counts; a form and buttons that change it. Internal."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from commands.campaigns import by_key, choose
from commands.context import Args, Context, Reply
from commands.parser import scrub
from commands.refusals import refuse
from domain.access import Action
from domain.entities import Client
from domain.errors import InvalidInput
from domain.money import Money
from domain.names import fold
from domain.results import FORM as CRM_FORM
from domain.results import (
    MALFORMED,
    PLATFORMS,
    Counts,
    ResultDefinition,
    ResultKind,
    Stages,
    may_count,
    parse,
    spell,
    stages_from,
)
from domain.words import Audience, Source, Stage
from insights.results import Results, Subject, chosen, results, tried
from storage.directory import accounts, campaigns, clients
from templates.cards.denied import internal_only
from templates.cards.errors import sentence
from templates.cards.results import (
    LEADS_FROM,
    USUAL,
    WORTH,
    Choices,
    Scene,
    Told,
    results_card,
    results_form,
    saved_card,
    stage_field,
)

_CAMPAIGN, _CLIENT = "campaign", "client"
WORTH_EXAMPLE = "1500 EUR"
MOST_FIELD = 150
"""Characters of a field's name: a stage that is longer is said in the file."""


def run(ctx: Context, args: Args) -> Reply:
    """The card: of the campaign that was named, else of the client whose channel it is."""
    subject = _meant(ctx, args.words)
    if isinstance(subject, Reply):
        return subject
    return Reply(results_card(ctx.speech, scene(ctx, subject)))


def scene(ctx: Context, subject: Subject) -> Scene:
    """What is recorded and counts of somebody's, as a card shows it."""
    return _scene(ctx, results(ctx.session, subject, ctx.today(subject.client)))


def _meant(ctx: Context, words: str) -> Subject | Reply:
    """A client by its name or key, the only one where nothing was typed; else a campaign."""
    mine = [one for one in ctx.clients if not words or fold(words) in {fold(one.key), fold(one.name)}]
    if len(mine) == 1 and ctx.check(Action.READ, mine[0]).view is not Audience.CLIENT:
        return Subject(mine[0])
    found = choose(ctx, words, "results")
    if isinstance(found, Reply):
        return found
    if found.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    return Subject(found.client, found.campaign)


def value_of(subject: Subject) -> str:
    """Whose results, as a button carries it: `campaign:acme-otono`."""
    campaign = subject.campaign
    return f"{_CAMPAIGN}:{campaign.key}" if campaign else f"{_CLIENT}:{subject.client.key}"


def _subject(ctx: Context, value: str) -> Subject | Reply:
    """Whose results a button means, where the person may change them here."""
    what, _, key = value.partition(":")
    found = by_key(ctx, key) if what == _CAMPAIGN else None
    client = found.client if found else next((c for c in ctx.clients if what == _CLIENT and c.key == key), None)
    if client is None or (found is not None and found.view is Audience.CLIENT):
        return refuse(ctx, None)
    access = ctx.check(Action.CHANGE, client)
    if not access.allowed:
        return refuse(ctx, access.reason, client)
    if access.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    return Subject(client, found.campaign if found else None)


def open_form(ctx: Context, value: str) -> Reply:
    """The form, with what counts now chosen in it."""
    subject = _subject(ctx, value)
    if isinstance(subject, Reply):
        return subject
    answer = results(ctx.session, subject, ctx.today(subject.client))
    return Reply(view=results_form(ctx.speech, subject.name, value, _choices(ctx, answer)))


def _choices(ctx: Context, answer: Results) -> Choices:
    subject = answer.subject
    sale = subject.whole.of(ResultKind.SALE)
    crms = [one.source for one in accounts.of_client(ctx.session, subject.client.key) if one.source.is_crm]
    first = {kind: tuple(_first(answer, kind)) for kind in ResultKind}
    worth = sale.value if sale else None
    leader, connected = subject.whole.leads_from, tuple(dict.fromkeys(crms))
    return Choices(answer.known, first, worth, leader, connected, _stages(answer), of_client=subject.campaign is None)


def _stages(answer: Results) -> dict[tuple[Source, str], Stage | None]:
    """The stages of the client's CRMs that were seen or spoken of, with what they are said to count as."""
    if answer.subject.campaign:
        return {}  # they are its client's to say
    said = {(source, stage): means for source, some in answer.subject.own.stages for stage, means in some}
    seen = [(one.source, one.token) for one in answer.known if one.source.is_crm and not one.token.startswith(CRM_FORM)]
    return {place: said.get(place) for place in [*seen, *said] if len(stage_field(place)) <= MOST_FIELD}


def _first(answer: Results, kind: ResultKind) -> Sequence[tuple[Source, str]]:
    """What counts as a kind now, source by source."""
    counts = answer.subject.whole.of(kind) or Counts()
    sources = dict.fromkeys([*(one.source for one in answer.known), *(source for source, _ in counts.tokens)])
    return [(one, token) for one in sources for token in chosen(answer.subject.whole, kind, one, answer.known)]


def take(ctx: Context, carried: str) -> Reply:
    """Set what a proposal's button carries. It could be anybody's words, or older than what others have set since:
    only what is proposed now is taken."""
    value, _, told = carried.partition(" ")
    subject = _subject(ctx, value)
    if isinstance(subject, Reply):
        return subject
    try:
        definition = parse(told)
    except MALFORMED:
        return refuse(ctx, None)
    answer = results(ctx.session, subject, ctx.today(subject.client))
    offered = answer.offered.definition if answer.offered else subject.own
    if definition not in (subject.own, offered, _left(answer, offered)):
        return Reply(results_card(ctx.speech, replace(_scene(ctx, answer), has_moved=True)), done=False)
    return _settle(ctx, answer, definition)


def hand_in(ctx: Context, value: str, values: Mapping[str, Any]) -> Reply:
    """The form handed in: what is chosen in it counts from now on, and of the past too."""
    subject = _subject(ctx, value)
    if isinstance(subject, Reply):
        return subject
    answer = results(ctx.session, subject, ctx.today(subject.client))
    try:
        worth = _worth(scrub(str(values.get(WORTH) or "")).strip(), subject.client)
    except InvalidInput as error:
        return Reply(errors={WORTH: sentence(ctx.words, error)}, done=False)
    definition = replace(subject.own, leads_from=_leader(subject, str(values.get(LEADS_FROM) or "")))
    for kind in ResultKind:
        counts = _counts(answer, kind, _places(values.get(kind.value)), worth if kind is ResultKind.SALE else None)
        definition = definition.setting(kind, counts)
    return _settle(ctx, answer, replace(definition, stages=_meanings(answer, values)))


def _meanings(answer: Results, values: Mapping[str, Any]) -> Stages:
    """What the stages count as from now on; those that the form does not speak of stay as they were."""
    told = {source.value: {one: str(means) for one, means in some} for source, some in answer.subject.own.stages}
    for source, stage in _stages(answer):
        chosen_now = values.get(stage_field((source, stage)))
        of_source = told.setdefault(source.value, {})
        if chosen_now == USUAL:
            of_source.pop(stage, None)
        elif chosen_now in set(Stage):
            of_source[stage] = str(chosen_now)
    return stages_from(told)


def _leader(subject: Subject, told: str) -> str:
    """Whose leads; "" where that is what holds anyway."""
    found = told if told == PLATFORMS or told in {source.value for source in Source if source.is_crm} else ""
    inherited = subject.client.results.leads_from if subject.campaign else ""
    return "" if found == inherited and not subject.own.leads_from else found


def _worth(typed: str, client: Client) -> Money | None:
    if not typed:
        return None
    for text in (typed, f"{typed} {client.currency}"):
        with suppress(InvalidInput):
            found = Money.parse(text)
            if found.micros > 0:
                return found
    raise InvalidInput("worth", "value", typed, WORTH_EXAMPLE)


def _places(chosen_now: object) -> set[tuple[str, str]]:
    """The options that were chosen, `meta lead`, by source and token."""
    some = chosen_now if isinstance(chosen_now, list) else []
    parted = [str(one).partition(" ") for one in some]
    return {(source, token) for source, _, token in parted}


def _counts(answer: Results, kind: ResultKind, places: set[tuple[str, str]], worth: Money | None) -> Counts | None:
    """What counts as a kind. What a source counts of its own accord need not be said, nor what the client says."""
    subject = answer.subject
    before = subject.whole.of(kind) or Counts()
    known = [one.source for one in answer.known]
    tokens = []
    for source in dict.fromkeys([*known, *(one for one, _ in before.tokens)]):
        offered = {one.token for one in answer.known if one.source is source} | set(before.of(source) or ())
        can = {one for one in offered if may_count(kind, source, one, of_client=subject.campaign is None)}
        if offered and not can:
            continue
        now = tuple(sorted(token for place, token in places if place == source.value and token in can))
        usual = tuple(sorted(chosen(ResultDefinition(), kind, source, answer.known)))
        if now != usual or before.of(source) is not None:
            tokens.append((source, now))
    counts = Counts(tuple(sorted(tokens)), worth)
    inherited = subject.client.results.of(kind) if subject.campaign else None
    if counts == inherited and subject.own.of(kind) is None:
        return None
    return counts if counts != Counts() else None


def _settle(ctx: Context, answer: Results, definition: ResultDefinition) -> Reply:
    """Write it down, and say what it comes to."""
    subject, before = answer.subject, answer.subject.whole
    changed = subject.saying(definition)
    if changed.own != subject.own:
        if changed.campaign:
            campaigns.save(ctx.session, changed.campaign, ctx.actor.user_id, ctx.now)
        else:
            clients.save(ctx.session, changed.client, ctx.actor.user_id, ctx.now)
    after = tried(ctx.session, changed, ctx.today(subject.client))
    told = replace(_scene(ctx, answer), definition=changed.whole)
    return Reply(saved_card(ctx.speech, told, before, after), done=changed.own != subject.own)


def _scene(ctx: Context, answer: Results) -> Scene:
    subject = answer.subject
    w = ctx.words
    offered = answer.offered
    told = [
        Told(
            one.account.source,
            one.account.account_id,
            [(seen.recorded, seen.counts_as) for seen in one.seen],
            one.ours,
            one.theirs,
            subject.whole.stages_of(one.account.source),
        )
        for one in answer.accounts
    ]
    return Scene(
        name=subject.name,
        value=value_of(subject),
        currency=subject.client.currency,
        window=w.window(answer.days),
        accounts=told,
        definition=subject.whole,
        counted=answer.counted,
        offered=offered.definition if offered else None,
        would=offered.counted if offered else None,
        take=_carry(subject, offered.definition) if offered else "",
        leave=_carry(subject, _left(answer, offered.definition)) if offered else "",
        old_until=w.full_day(answer.old_until) if answer.old_until else "",
        may_change=ctx.manages(subject.client),
    )


def _carry(subject: Subject, definition: ResultDefinition) -> str:
    """Whose, and what: as a button carries it."""
    return f"{value_of(subject)} {spell(definition)}"


def _left(answer: Results, offered: ResultDefinition) -> ResultDefinition:
    """The definition that says of what is proposed that it does not count: it is not asked about again."""
    definition = answer.subject.own
    for kind, counts in offered.counts:
        if counts == (answer.subject.whole.of(kind) or Counts()):
            continue
        tokens = []
        for source, _ in counts.tokens:
            tokens.append((source, chosen(answer.subject.whole, kind, source, answer.known)))
        definition = definition.setting(kind, replace(counts, tokens=tuple(tokens)))
    return definition
