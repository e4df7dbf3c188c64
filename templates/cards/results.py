"""What a client's accounts record and what of it counts, with a form to say it. Internal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from markupsafe import Markup

from domain.money import MICRO, Money
from domain.results import FORM as FORM_OF_CRM
from domain.results import PLATFORMS, Counted, Counts, Recorded, ResultDefinition, ResultKind, may_count
from domain.words import Claim, Source, Stage
from templates import blocks, limits, mrkdwn
from templates.cards.members import bullet
from templates.catalogue import N_
from templates.message import Block, Message
from templates.results import called, of_crm
from templates.results import counts as spoken
from templates.results import kind as kind_name
from templates.results import recorded as how_often
from templates.results import token as token_name
from templates.words import DASH, Words, words

EDIT, TAKE, LEAVE = "vigia.results.edit", "vigia.results.take", "vigia.results.leave"
FORM = "vigia.results"
WORTH, LEADS_FROM, STAGE, USUAL = "worth", "leads_from", "stage", "usual"
MOST_STAGES = 40
"""Stages of CRMs in the form."""
MOST = 12
"""Actions of an account that are listed; the form has them all."""
_NAME, _TOKENS = 150, 600

_ASKED: Mapping[ResultKind, str] = {
    ResultKind.LEAD: N_("What counts as a lead?"),
    ResultKind.CONVERSION: N_("What counts as a conversion?"),
    ResultKind.SALE: N_("What counts as a sale?"),
    ResultKind.DOWNLOAD: N_("What counts as a download?"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An account for people: its source, its name or id, what it recorded (with the kinds that each counts as), what we
    count, and what the platform itself counts, in micros. `stages` is what those of a CRM are said to count as."""

    source: Source
    name: str
    seen: Sequence[tuple[Recorded, Sequence[ResultKind]]]
    ours: Counted
    theirs: int | None = None
    stages: Mapping[str, Stage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the card shows. `value` comes back with its buttons, and `take` and `leave` with those of the proposal;
    `window` and `old_until` are days in words; `has_moved`: a button offered what is proposed no more."""

    name: str
    value: str
    currency: str
    window: str
    accounts: Sequence[Told]
    definition: ResultDefinition
    counted: Counted
    offered: ResultDefinition | None = None
    would: Counted | None = None
    take: str = ""
    leave: str = ""
    old_until: str = ""
    may_change: bool = False
    has_moved: bool = False


def results_card(locale: str, scene: Scene) -> Message:
    """The accounts, what counts now, a proposal with what would change."""
    w = words(locale)
    lead = w.t("What the accounts of {name} recorded, {window}:", name=scene.name, window=scene.window)
    if not scene.accounts:
        lead = w.t("No account of {name} has recorded anything, {window}.", name=scene.name, window=scene.window)
    moved = [w.t("*Nothing was changed*: this was proposed before something else was set, or recorded. As it is now:")]
    parts = [*(moved if scene.has_moved else ()), lead, *(_account(w, one) for one in scene.accounts), _now(w, scene)]
    if scene.old_until:
        parts.append(w.t("Days up to {day} were read without their actions: they follow what counted before.",
                         day=scene.old_until))  # fmt: skip
    body: list[Block] = [blocks.section(part) for part in parts]
    if scene.offered is not None and scene.would is not None:
        said = _offer(w, scene, scene.offered, scene.would)
        parts.append(said)
        body += [blocks.section(said), *_answers(w, scene)]
    elif scene.may_change and scene.accounts:
        body.append(blocks.actions([_choose(w, scene.value)]))
    return Message(mrkdwn.join("\n", parts), body)


def asked(locale: str, scene: Scene) -> list[Block]:
    """What its platform recorded and whether it counts: a step where a campaign is made."""
    w = words(locale)
    if not any(recorded.count_micros for one in scene.accounts for recorded, _ in one.seen):
        return []
    said = [_account(w, one) for one in scene.accounts]
    if scene.offered is None or scene.would is None:
        return [*(blocks.section(one) for one in said), blocks.actions([_choose(w, scene.value)])]
    said.append(_offer(w, scene, scene.offered, scene.would))
    return [*(blocks.section(one) for one in said), *_answers(w, scene)]


def _account(w: Words, one: Told) -> Markup:
    title = mrkdwn.bold(mrkdwn.fit(" · ".join(filter(None, (w.source(one.source), one.name))), _NAME))
    some = [it for it in one.seen if it[0].count_micros]
    if one.source.is_crm:
        lines = [_of_crm(w, recorded, kinds, one.stages.get(recorded.token)) for recorded, kinds in some[:MOST]]
    else:
        lines = [_seen(w, recorded, kinds, _wider(some, recorded, kinds)) for recorded, kinds in some[:MOST]]
    if len(some) > MOST:
        lines.append(w.tn("and {n} more", "and {n} more", len(some) - MOST))
    if not some:
        lines = [w.t("No contact came.") if one.source.is_crm else w.t("Nothing was recorded by action.")]
    return mrkdwn.join("\n", [title, *lines, _beside(w, one)])


def _wider(
    some: Sequence[tuple[Recorded, Sequence[ResultKind]]], recorded: Recorded, kinds: Sequence[ResultKind]
) -> Recorded | None:
    """The action that counts as the same and has this one in its number."""
    return next((one for one, as_ in some if one.token == recorded.known.within and set(kinds) <= set(as_)), None)


def _seen(w: Words, recorded: Recorded, kinds: Sequence[ResultKind], wider: Recorded | None) -> Markup:
    if kinds and wider:
        often, name = mrkdwn.fit(how_often(w, recorded), _NAME), mrkdwn.fit(called(w, wider), _NAME)
        return bullet(w.t("{recorded}: within “{name}”", recorded=often, name=name))
    if not kinds:
        return bullet(w.t("{recorded}: not counted", recorded=mrkdwn.fit(how_often(w, recorded), _NAME)))
    counted = w.list([kind_name(w, kind) for kind in kinds])
    return bullet(
        w.t("{recorded}: counts as {kinds}", recorded=mrkdwn.fit(how_often(w, recorded), _NAME), kinds=counted)
    )


def _of_crm(w: Words, recorded: Recorded, kinds: Sequence[ResultKind], means: Stage | None) -> Markup:
    """How many contacts are in a stage, or sent a form, and what that is said to count as."""
    name = mrkdwn.fit(recorded.name or of_crm(recorded.token), _NAME)
    many = _whole(recorded.count_micros)
    if recorded.token.startswith(FORM_OF_CRM):
        said = w.tn("{n} person sent the form “{name}”", "{n} people sent the form “{name}”", many, name=name)
    else:
        said = w.tn("{n} contact in stage “{stage}”", "{n} contacts in stage “{stage}”", many, stage=name)
    told = [kind_name(w, kind) for kind in kinds] if means is None else [_meaning(w, means)]
    return bullet(w.t("{recorded}: counts as {kinds}", recorded=said, kinds=w.list(told)) if told else said)


_MEANINGS: Mapping[Stage, str] = {
    Stage.LEAD: N_("lead"),
    Stage.MQL: N_("MQL"),
    Stage.SQL: N_("SQL"),
    Stage.CUSTOMER: N_("customer"),
    Stage.NONE: N_("nothing"),
}


def _meaning(w: Words, stage: Stage) -> str:
    marked = _MEANINGS[stage]
    return w.plain(marked)


def _beside(w: Words, one: Told) -> Markup:
    """Our own count, beside the platform's where it has one."""
    ours = _counted(w, one.ours)
    if one.source.is_crm:
        ours = f"{w.kpi_inside('leads')} {_number(w, one.ours.leads)}"
    if one.theirs is None:
        return w.t("Counted: {ours}.", ours=ours)
    many = 1 if one.theirs == MICRO else 2
    theirs = w.plain_n("{count} result", "{count} results", many, count=_number(w, one.theirs))
    return w.t("Counted: {ours}. {source} itself says {theirs}.", ours=ours, source=w.source(one.source), theirs=theirs)


def _counted(w: Words, counted: Counted) -> str:
    """`leads 12, conversions –`."""
    told = [("leads", counted.leads), ("conversions", counted.conversions)]
    return ", ".join(f"{w.kpi_inside(key)} {_number(w, micros)}" for key, micros in told)


def _number(w: Words, micros: int | None) -> str:
    return DASH if micros is None else w.count(Decimal(micros) / MICRO)


def _whole(micros: int) -> int:
    return round(micros / MICRO)


def _now(w: Words, scene: Scene) -> Markup:
    """What holds, by kind; what nobody has spoken of counts as each source has it."""
    lines = [w.t("*What counts now*")]
    names = _names(one for account in scene.accounts for one, _ in account.seen)
    for kind, told in scene.definition.counts:
        lines.append(_tokens(w, kind, told, names))
    if not scene.definition.counts:
        lines.append(w.t("Nobody has said what counts: each source counts in its own way."))
    if scene.definition.leads_from:
        lines.append(bullet(w.t("whose leads the card shows: {who}", who=_leader(w, scene.definition.leads_from))))
    return mrkdwn.join("\n", lines)


def _tokens(w: Words, kind: ResultKind, told: Counts, names: Mapping[str, str]) -> Markup:
    said = mrkdwn.escape(f"{kind_name(w, kind)}: ")
    return bullet(mrkdwn.join("", [said, mrkdwn.fit(spoken(w, told, names), _TOKENS)]))


def _leader(w: Words, key: str) -> str:
    return w.claim(Claim.PLATFORM) if key == PLATFORMS else w.source(Source(key))


def _names(some: Iterable[Recorded]) -> dict[str, str]:
    return {one.token: one.name for one in some if one.name}


def _offer(w: Words, scene: Scene, offered: ResultDefinition, would: Counted) -> Markup:
    names = _names(one for account in scene.accounts for one, _ in account.seen)
    now = dict(scene.definition.counts)
    lines = [w.t("*Proposal*")]
    for kind, told in offered.counts:
        if now.get(kind) != told:
            lines.append(_tokens(w, kind, told, names))
    return mrkdwn.join("\n", [*lines, changed(w, scene.counted, would, scene.currency)])


def changed(w: Words, before: Counted, after: Counted, currency: str) -> Markup:
    """What the same days come to: `Leads: 252 instead of 12.`"""
    said = []
    for key, old, new in (
        ("leads", before.leads, after.leads),
        ("conversions", before.conversions, after.conversions),
    ):
        if old != new:
            said.append(w.t("{kpi}: {new} instead of {old}.", kpi=w.kpi(key), new=_number(w, new), old=_number(w, old)))
    if before.value != after.value:
        was, is_now = (Money(micros or 0, currency) for micros in (before.value, after.value))
        said.append(w.t("{kpi}: {new} instead of {old}.", kpi=w.plain("Value of sales"), new=is_now, old=was))
    return mrkdwn.join(" ", said) if said else w.t("These days come to the same.")


def _answers(w: Words, scene: Scene) -> list[Block]:
    if not scene.may_change:
        return []
    said = [
        (w.plain("Count it so"), TAKE, scene.take, "primary"),
        (w.plain("It does not count"), LEAVE, scene.leave, ""),
    ]
    buttons = [
        blocks.button(label, action, value, style)
        for label, action, value, style in said
        if value and len(value) <= limits.VALUE
    ]
    return [blocks.actions([*buttons, _choose(w, scene.value)])]


def _choose(w: Words, value: str) -> Block:
    return blocks.button(w.plain("Choose what counts"), EDIT, value)


def saved_card(locale: str, scene: Scene, before: ResultDefinition, after: Counted) -> Message:
    """What was set, and what the last days come to by it."""
    w = words(locale)
    if scene.definition == before:
        return _said(w.t("Nothing to change: that is what counts for {name} already.", name=scene.name))
    return _said(
        mrkdwn.join(
            "\n",
            [
                w.t("Done. {name}:", name=scene.name),
                _now(w, scene),
                mrkdwn.join(" ", [mrkdwn.escape(f"{scene.window}:"), changed(w, scene.counted, after, scene.currency)]),
                w.t("Past days are counted anew, and the alerts learn from them."),
            ],
        )
    )


def _said(text: Markup) -> Message:
    return Message(text, [blocks.section(text)])


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: what can be chosen from, by kind what is chosen at first, the CRMs that are connected, and
    what their stages are said to count as (None: nobody has said). `of_client`: whose results they are, or a
    campaign's."""

    known: Sequence[Recorded]
    chosen: Mapping[ResultKind, Sequence[tuple[Source, str]]]
    worth: Money | None = None
    leads_from: str = ""
    crms: Sequence[Source] = ()
    stages: Mapping[tuple[Source, str], Stage | None] = field(default_factory=dict)
    of_client: bool = True


def results_form(locale: str, name: str, value: str, choices: Choices) -> Block:
    """The modal: what counts as each kind, what a sale is worth, whose count of leads leads."""
    w = words(locale)
    options = _options(w, choices)
    lead = blocks.section(mrkdwn.bold(mrkdwn.fit(name, _NAME)))
    fields = [asked for kind in ResultKind if (asked := _kind(w, kind, options, choices)) is not None]
    worth = f"{choices.worth.amount.normalize():f} {choices.worth.currency}" if choices.worth else ""
    fields += [
        blocks.field(
            w.plain("A sale without an amount is worth"),
            blocks.text_input("value", worth, "1500 EUR"),
            WORTH,
            optional=True,
        ),
        blocks.field(w.plain("Whose leads does the card show?"), _leaders(w, choices), LEADS_FROM),
        *(_stage(w, place, means) for place, means in list(choices.stages.items())[:MOST_STAGES]),
    ]
    return blocks.modal(
        w.plain("What counts"), [lead, *fields], FORM, value, submit=w.plain("Save"), close=w.plain("Cancel")
    )


def _options(w: Words, choices: Choices) -> dict[tuple[Source, str], Block]:
    """By source and token: what was recorded, the most first, then what is chosen though nobody recorded it."""
    found: dict[tuple[Source, str], Block] = {}
    names = _names(choices.known)
    counts: dict[tuple[Source, str], int] = {}
    for one in choices.known:
        counts[one.source, one.token] = counts.get((one.source, one.token), 0) + one.count_micros
    for place in [*counts, *(place for some in choices.chosen.values() for place in some)]:
        source, token = place
        if place in found or len(option_value(place)) > limits.OPTION_VALUE:
            continue
        said = w.plain(
            "{source}: {action} ({n})",
            source=w.source(source),
            action=of_crm(token, names) if source.is_crm else token_name(w, token, names),
            n=_whole(counts.get(place, 0)),
        )
        found[place] = blocks.option(said, option_value(place), token)
    return dict(list(found.items())[: limits.OPTIONS])


def option_value(place: tuple[Source, str]) -> str:
    """`meta lead`."""
    return f"{place[0].value} {place[1]}"


def _kind(w: Words, kind: ResultKind, options: Mapping[tuple[Source, str], Block], choices: Choices) -> Block | None:
    """The field of a kind; None where nothing can count as it."""
    marked = _ASKED[kind]
    offered = {place: it for place, it in options.items() if may_count(kind, *place, of_client=choices.of_client)}
    first = [offered[place] for place in choices.chosen.get(kind, ()) if place in offered]
    if not offered:
        return None
    menu = blocks.multi_select("value", list(offered.values()), w.plain("As each source counts"), first)
    return blocks.field(w.plain(marked), menu, kind.value, optional=True)


def stage_field(place: tuple[Source, str]) -> str:
    """The name of the field in which a stage's meaning is chosen: `stage`, the CRM's key, its own."""
    return f"{STAGE} {option_value(place)}"


def _stage(w: Words, place: tuple[Source, str], means: Stage | None) -> Block:
    options = [blocks.option(w.plain("as {source} has it", source=w.source(place[0])), USUAL)]
    options += [blocks.option(_meaning(w, one), one.value) for one in Stage]
    first = next((one for one in options if one["value"] == means), options[0])
    label = w.plain("What does the stage “{stage}” count as?", stage=place[1])
    return blocks.field(label, blocks.select("value", options, w.plain("Choose one"), first), stage_field(place))


def _leaders(w: Words, choices: Choices) -> Block:
    usual = w.plain("The CRM where it knows the campaign, else the platforms")
    options = [blocks.option(usual, USUAL), blocks.option(_leader(w, PLATFORMS), PLATFORMS)]
    options += [blocks.option(w.source(one), one.value) for one in choices.crms]
    first = next((one for one in options if one["value"] == choices.leads_from), options[0])
    return blocks.select("value", options, w.plain("Choose one"), first)
