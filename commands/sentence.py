"""A plain sentence: from what was understood to the exact line that the grammar reads, and what is said of it first.

No sentence ever changes anything: what would is offered as a line to press.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from commands import acting
from commands.budget import CHANGING
from commands.campaigns import Chosen, by_key, known, running
from commands.context import Context, Reply
from commands.goalwords import goals_in, number_in
from commands.help import entry, lookup, name_in, offered, own_campaign
from commands.parser import clean
from commands.period import spell
from commands.understanding import Named, Reading, Understood, understand
from commands.verb import Verb
from commands.vocabulary import meanings, words_for
from domain.entities import Campaign, Client
from domain.errors import InvalidInput
from domain.kpi import get
from domain.names import fold
from domain.period import MOST_DAYS
from domain.periods.points import impossible
from domain.spoken import normal
from domain.window import Window
from domain.words import Source
from templates.cards.errors import invalid
from templates.cards.picker import Choice
from templates.cards.understood import Meant, may_ask, not_yet, parts_of, which, with_understood

MOST_CHOICES, MOST_LINES = 5, 3
DAY = timedelta(days=1)
_SHOWS = frozenset({"target", "alert"})
"""Verbs that may change something, but only show or try it in the lines that sentences stand for."""
_SOURCES = frozenset(word for one in Source if not one.is_crm for word in (one.value, *one.words)) - {"ads"}
"""Words of which somebody means one platform: all of them are told apart then, not added up."""
_MARKS = "¿?¡!.,;:"
_AGAINST = frozenset(words_for(lambda one: one.against))
_WHOLE = frozenset((*words_for(lambda one: one.everything), "total", "client", "cliente"))
"""Words for all of a client's campaigns together."""
_CAMPAIGN = "[campaign]"
"""In the usage of a verb that speaks of one campaign."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A verb with what follows it in the words of the grammar, and what is said of it first."""

    verb: Verb
    rest: str
    meant: Meant
    reading: Reading
    campaign: Campaign | None = None

    @property
    def line(self) -> str:
        """The line as it would be typed."""
        return f"{self.verb.name} {self.rest}".strip()

    @property
    def shows(self) -> bool:
        """Whether running it changes nothing."""
        return not self.verb.changes or self.verb.name in _SHOWS


def listen(ctx: Context, text: str, without: str = "") -> Understood:
    """What the sentence asks, of the campaigns that may be spoken of here, but for the one of the key `without`.

    A question that says nothing of what it is about is about the campaign of the thread.
    """
    some = [_named(it) for it in known(ctx) if it.campaign.key != without]
    found = understand(text, some, _today(ctx))
    here = by_key(ctx, ctx.about) if found.reading.verb is None and "?" in text and ctx.about else None
    return understand(f"{text} {here.campaign.name}", some, _today(ctx)) if here else found


def hear(ctx: Context, text: str, verbs: Sequence[Verb]) -> Heard | Reply | None:
    """The line that the sentence stands for, or the reply that asks back; None where it asks nothing of us."""
    found = listen(ctx, text)
    likely = found.choices[0] if found.asks else found.reading
    if likely.verb is None or (found.asks and likely.verb == "status" and not likely.campaign):
        found = _asked_of(ctx, text) or found
    first = _heard(ctx, found.choices[0] if found.asks else found.reading, verbs, text)
    never = impossible(normal(text)) if first is not None and "period" in first.verb.keys else ""
    if never:
        return Reply(invalid(ctx.speech, InvalidInput("no_day", "period", never, never)), done=False)
    if first is not None and _wants_change(first, text):
        return _heard(ctx, Reading("edit", first.reading.campaign), verbs, text)
    if found.asks:
        some = [_heard(ctx, reading, verbs, text) for reading in found.choices]
        return _which(ctx, [one for one in some if one], verbs)
    return _meant(ctx, first, text) if first else None


def _asked_of(ctx: Context, text: str) -> Understood | None:
    """What is asked of a client, whose name stands where a campaign's would; None where that asks nothing."""
    said, named = _plain(text), _clients_in(ctx, text)
    like = next((it.campaign for it in known(ctx) if it.client in named), None)
    if like is None or len(named) != 1:
        return None
    names = {fold(named[0].name), fold(named[0].key)}
    if said in names:
        return Understood(Reading("status"))
    name = max((one for one in names if f" {one} " in f" {said} "), key=len, default="")
    found = listen(ctx, f" {said} ".replace(f" {name} ", f" {like.name} ", 1)) if name else None
    asks = found is not None and not found.asks and found.reading.verb == "status"
    return Understood(replace(found.reading, campaign=None)) if found and asks else None


def _plain(text: str) -> str:
    return " ".join(word.strip(_MARKS) for word in fold(clean(text)).split())


def _clients_in(ctx: Context, text: str) -> list[Client]:
    """The clients that are named, of those that may be spoken of here."""
    said = f" {_plain(text)} "
    return [one for one in ctx.clients if f" {fold(one.key)} " in said or fold(one.name) in said]


def _meant(ctx: Context, heard: Heard, text: str) -> Heard | Reply:
    """The line with what the sentence says beside verb, campaign, KPI and days."""
    match heard.verb.name:
        case "alert":
            return _tried(heard, text)
        case "list":
            return _ranked(heard, text)
        case "compare":
            return _with_month(ctx, _beside(ctx, heard, text), text)
        case "status":
            heard = _so_far(ctx, heard)
            return heard if heard.campaign else _of_client(ctx, heard, text)
        case _:
            return heard


def _wants_change(heard: Heard, text: str) -> bool:
    """Whether what was taken for a question begins with a word for changing something, and names no card to see."""
    words = fold(clean(text)).split()
    names = {fold(name) for name in heard.verb.names}
    asks = heard.verb.name == "status" and heard.campaign is not None
    return asks and bool(words) and words[0] in CHANGING and names.isdisjoint(words)


def _so_far(ctx: Context, heard: Heard) -> Heard:
    """How much there was of something, of no days in particular, is how much there was so far: of the campaign, else
    of this month."""
    kpi, today = heard.meant.kpi, _today(ctx)
    if not kpi or not get(kpi).additive or heard.meant.window or heard.meant.by:
        return heard
    one, yesterday = heard.campaign, today - timedelta(days=1)
    window = Window(one.start, min(one.end, yesterday)) if one else Window(today.replace(day=1), today)
    if not 0 < window.days <= MOST_DAYS:
        return heard
    return replace(heard, rest=f"{heard.rest} period:{spell(window)}", meant=replace(heard.meant, window=window))


def _ranked(heard: Heard, text: str) -> Heard:
    """The worst of all stands first, whoever's it is; where money is asked about, what cost most."""
    orders = dict(meanings(lambda one: one.sorts))
    trouble = any(orders.get(word.strip(_MARKS)) == "trouble" for word in fold(clean(text)).split())
    sort = "trouble" if trouble else "money" if heard.reading.kpi == "spend" else ""
    return replace(heard, rest=f"{heard.rest} sort:{sort}".strip()) if sort else heard


def _beside(ctx: Context, heard: Heard, text: str) -> Heard:
    """With the second campaign that the sentence names."""
    one = heard.campaign
    key = listen(ctx, text, without=one.key).reading.campaign if one else None
    other = by_key(ctx, key) if key else None
    if one is None or other is None:
        return _later_month(heard)
    rest = heard.rest.replace(one.key, f"{one.key} {other.campaign.key}", 1)
    return replace(heard, rest=rest, meant=replace(heard.meant, campaign=f"{one.name} / {other.campaign.name}"))


def _with_month(ctx: Context, heard: Heard, text: str) -> Heard:
    """`with last month` names what stands beside: it is this month that is asked about."""
    today, words = _today(ctx), fold(clean(text)).split()
    month, window = Window(today.replace(day=1), today), heard.meant.window
    if window is None or window != Window((month.start - DAY).replace(day=1), month.start - DAY):
        return heard
    if not any(_names(ctx, words, at, window) for at, word in enumerate(words) if word in _AGAINST):
        return heard
    rest = heard.rest.replace(spell(window), spell(month))
    return replace(heard, rest=rest, meant=replace(heard.meant, window=month))


def _names(ctx: Context, words: Sequence[str], at: int, window: Window) -> bool:
    """Whether the days are named after this word alone."""
    before, after = (listen(ctx, " ".join(some)).reading for some in (words[:at], words[at + 1 :]))
    return before.start is None and (after.start, after.end) == (window.start, window.end)


def _later_month(heard: Heard) -> Heard:
    """Of two months that are named the later one, beside which the other stands: `compara octubre y noviembre`."""
    window = heard.meant.window
    later = window.end.replace(day=1) if window else date.min
    if window is None or window.start.day != 1 or window.start != (later - timedelta(days=1)).replace(day=1):
        return heard
    days = Window(later, window.end)
    rest = heard.rest.replace(f"period:{spell(window)}", f"period:{spell(days)}")
    return replace(heard, rest=rest, meant=replace(heard.meant, window=days))


def _tried(heard: Heard, text: str) -> Heard:
    """A limit that is named is tried on the past, which changes nothing: its card offers to enable it."""
    limit = number_in(text, heard.reading.kpi or "", heard.campaign)
    if not limit or heard.campaign is None:
        return heard
    return replace(heard, rest=f"add {heard.rest} {limit}", meant=replace(heard.meant, kpi=heard.reading.kpi or ""))


def _of_client(ctx: Context, heard: Heard, text: str) -> Heard | Reply:
    """A client's total where the sentence names the client, asks for all of it in its channel, or for a number of no
    campaign in particular."""
    named, some = _clients_in(ctx, text), running(ctx)
    if not named and ctx.bound_client and not _WHOLE.isdisjoint(_plain(text).split()):
        named = [ctx.bound_client]
    asked = {it.client.key: it.client for it in some} if heard.meant.kpi and len(some) > 1 else {}
    mine = named if len(named) == 1 else list(asked.values())
    totals = [_total(heard, one) for one in mine[:MOST_CHOICES]]
    if len(mine) <= 1 or len(mine) > MOST_CHOICES:
        return totals[0] if len(mine) == 1 else heard
    choices = [Choice(one.name, total.line) for one, total in zip(mine, totals, strict=True)]
    return Reply(which(ctx.speech, heard.meant, choices), done=False)


def _total(heard: Heard, client: Client) -> Heard:
    rest = f"client:{client.key} {heard.rest}".strip()
    return replace(heard, rest=rest, meant=replace(heard.meant, campaign=client.name))


def _named(it: Chosen) -> Named:
    campaign, client = it.campaign, it.client
    return Named(campaign.key, campaign.name, client.key, client.name, campaign.start, campaign.end)


def _today(ctx: Context) -> date:
    client = ctx.bound_client or next(iter(ctx.clients), None)
    return ctx.today(client) if client else ctx.now.date()


def _heard(ctx: Context, reading: Reading, verbs: Sequence[Verb], text: str) -> Heard | None:
    """The reading in the words of the grammar; None without a verb. What the verb cannot take is left out, and not
    said to be understood."""
    verb = lookup(reading.verb, verbs) if reading.verb else None
    if verb is None:
        return None
    one = by_key(ctx, reading.campaign or (ctx.about if _CAMPAIGN in verb.usage else ""))
    window = Window(reading.start, reading.end) if reading.start and reading.end else None
    of_source = verb.name == "status" and not reading.by and not _SOURCES.isdisjoint(fold(clean(text)).split())
    by, kpi = ("platform", "") if of_source else (reading.by or "", reading.kpi or "")
    named = {"period": spell(window) if window else "", "kpi": kpi, "by": by}
    taken = {key: said for key, said in named.items() if said and key in verb.keys}
    meant = Meant(
        _today(ctx),
        name_in(ctx.words, verb),
        one.campaign.name if one else "",
        taken.get("kpi", ""),
        window if "period" in taken else None,
        taken.get("by", ""),
    )
    rest = " ".join([*([one.campaign.key] if one else []), *(f"{key}:{said}" for key, said in taken.items())])
    return Heard(verb, rest, meant, reading, one.campaign if one else None)


def _which(ctx: Context, some: Sequence[Heard], verbs: Sequence[Verb]) -> Heard | Reply | None:
    """The question between readings, each with the button that runs its line; only what may be asked here."""
    here = offered(ctx, verbs)
    lines = {one.line: one for one in some if one.verb in here}
    found = list(lines.values())[:MOST_CHOICES]
    if len(found) < 2:  # noqa: PLR2004 - nothing to choose between
        return found[0] if found else (friendly(ctx, verbs) if some else None)
    names = [one.name for one in fields(Meant) if one.name != "today"]
    same = {name for name in names if len({getattr(one.meant, name) for one in found}) == 1}
    common = Meant(_today(ctx), **{name: getattr(found[0].meant, name) for name in same})
    choices = []
    for one in found:
        own = Meant(_today(ctx), **{name: getattr(one.meant, name) for name in names if name not in same})
        label = " · ".join(parts_of(ctx.words, own))
        choices.append(Choice(label[:1].upper() + label[1:], one.line if one.shows else f"help {one.verb.name}"))
    return Reply(which(ctx.speech, common, choices), done=False)


def changes(heard: Heard, text: str) -> bool:
    """Whether the sentence asks for a change: of goals only where it says which."""
    if heard.verb.name == "target":
        return bool(goals_in(text) or number_in(text, heard.reading.kpi or "", heard.campaign))
    return not heard.shows


def offer(ctx: Context, heard: Heard, text: str) -> Reply:
    """What would change something: the lines that do it, and none of them has run."""
    reading = heard.reading
    day = reading.start if reading.start == reading.end else None
    lines = acting.lines(ctx, heard.verb, heard.campaign, text, reading.kpi or "", day)
    meant = replace(heard.meant, kpi=reading.kpi or "")
    card = with_understood(ctx.speech, not_yet(ctx.speech, [Choice(line, line) for line in lines]), meant)
    return Reply(card, done=False)


def friendly(ctx: Context, verbs: Sequence[Verb]) -> Reply:
    """To a client's people who ask what is not theirs to ask: what is."""
    campaign = own_campaign(ctx)
    lines = [entry(ctx.words, verb, campaign).examples[0] for verb in offered(ctx, verbs)][:MOST_LINES]
    return Reply(may_ask(ctx.speech, [Choice(line, line) for line in lines]), done=False)
