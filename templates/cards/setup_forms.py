"""The forms of a set-up, one thing at a time. `kept` is what comes back with a form beside what was filled in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from domain.entities import Campaign
from domain.goals import EXAMPLE, parse
from domain.languages import CODES, LANGUAGES
from domain.words import Audience, Source
from templates import blocks, limits, mrkdwn
from templates.message import Block
from templates.words import Words, words

WHO_FORM, MADE_FORM, READS_FORM = "vigia.setup.who", "vigia.setup.made", "vigia.setup.reads"
ACCOUNTS_FORM, FOUND_FORM, ADOPT_FORM = "vigia.setup.accounts", "vigia.setup.found", "vigia.setup.adopt"
GOALS_FORM, UNDO_FORM = "vigia.setup.goals", "vigia.setup.undo"
CLIENT, NAME, KEY, LANGUAGE, ZONE, CURRENCY = ("client", "name", "key", "language", "zone", "currency")
READS, CHANNEL_LANGUAGE, ACCOUNTS, UNLINK, FOUND = ("reads", "channel_language", "accounts", "unlink", "found")
START, END, BUDGET, GOALS = ("start", "end", "budget", "goals")
SEEN, SHOWN, HIDDEN = ("seen", "shown", "hidden")
SEARCH_CLIENT, SEARCH_ZONE, SEARCH_ACCOUNTS = "vigia.find.client", "vigia.find.zone", "vigia.find.accounts"
SEARCH_FOUND = "vigia.find.campaigns"
OWN = "own"
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "MXN", "COP", "ARS", "CLP", "PEN", "BRL", "PLN", "SEK", "NOK", "DKK", "MAD")
"""Those that are offered first; any other is typed into `vigia.yaml`."""
GROUP = 10
MOST_TICKED = 50
"""Campaigns that are shown with a box each; more are searched by typing."""
MOST_DETAILED, MOST_ADOPTED = 12, 90
"""Campaigns whose dates and budgets fit into one form beside their names, and whose names alone do."""

Kept = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Offered:
    """An account that may be chosen: `value` comes back."""

    value: str
    source: Source
    name: str
    account_id: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """A campaign found on a platform as it would be adopted: `value` comes back, `note` says what is known of it,
    `money` where its budget is from."""

    value: str
    name: str
    start: str
    end: str
    budget: str
    note: str
    is_chosen: bool = False
    money: str = ""


def who_form(locale: str, kept: Kept, *, choose: bool, create: bool) -> Block:
    """Whose channel it is: one of the clients that there are, or the name of a new one."""
    w = words(locale)
    body: list[Block] = []
    if choose:
        search = blocks.external_select(SEARCH_CLIENT, w.plain("Choose a client"))
        body.append(blocks.field(w.plain("Client"), search, CLIENT, optional=create))
    if create:
        label = w.plain("Or a new client: its name") if choose else w.plain("Name of the client")
        typed = blocks.text_input(NAME, placeholder=w.plain("Óptica Luz"))
        body.append(blocks.field(label, typed, NAME, optional=choose))
    return _form(w, w.plain("Whose channel is it?"), body, WHO_FORM, kept, w.plain("Next"))


def made_form(locale: str, kept: Kept, key: str, *, language: str, zone: str, currency: str, last: bool) -> Block:
    """What must be known of a new client. Proposed from whoever makes it."""
    w = words(locale)
    named = [blocks.option(LANGUAGES[code].name, code) for code in (*CODES[1:], CODES[0])]
    spoken = next(one for one in named if one["value"] == language)
    zones = blocks.external_select(SEARCH_ZONE, w.plain("Time zone"), initial=blocks.option(zone, zone))
    codes = [blocks.option(code, code) for code in dict.fromkeys((currency, *CURRENCIES))]
    body = [
        blocks.section(w.t("*{client}* is new. I have filled in what I could.", client=kept.get("name", ""))),
        blocks.field(
            w.plain("Language of its messages"), blocks.select(LANGUAGE, named, w.plain("Language"), spoken), LANGUAGE
        ),
        blocks.field(
            w.plain("Time zone"),
            zones,
            ZONE,
            w.plain("Days begin and end there, schedules go by its clock, and its country’s holidays are kept."),
        ),
        blocks.field(
            w.plain("Currency"),
            blocks.select(CURRENCY, codes, w.plain("Currency"), codes[0]),
            CURRENCY,
            w.plain("Money of accounts in other currencies is converted into it."),
        ),
        blocks.field(
            w.plain("Short name"),
            blocks.text_input(KEY, key),
            KEY,
            w.plain("To name it in commands: small letters, digits and dashes. It stays; you can leave it as it is."),
        ),
    ]
    done = w.plain("Create client") if last else w.plain("Next")
    return _form(w, w.plain("New client"), body, MADE_FORM, kept, done)


def reads_form(locale: str, kept: Kept, client: str, *, shared: bool, teams: Sequence[str] = ()) -> Block:
    """Who reads in the channel, with what the client's people would see there."""
    w = words(locale)
    internal = blocks.option(
        w.plain("Only the agency"),
        Audience.INTERNAL.value,
        w.plain("Everything: pace, alerts, goals, hypotheses, drafts"),
    )
    outside = blocks.option(
        w.plain("People of the client"), Audience.CLIENT.value, w.plain("Results and spend that you approve, no more")
    )
    offered = [outside] if shared else [internal, outside]
    sees = w.t(
        "*What people of the client see:* status with spend, results and their cost, charts, and updates once you have "
        "approved them. *What they never see:* alerts, pace, hypotheses, notes, other clients."
    )
    notice = []
    if shared:
        named = mrkdwn.join(", ", [mrkdwn.code(team) for team in teams]) if teams else w.t("an organisation")
        notice = [blocks.section(w.t("This channel is shared with {teams} through Slack Connect.", teams=named))]
    own = blocks.option(w.plain("The client's language"), OWN)
    spoken = [own, *(blocks.option(LANGUAGES[code].name, code) for code in (*CODES[1:], CODES[0]))]
    body = [
        blocks.section(w.t("Channel of *{client}*", client=client)),
        *notice,
        blocks.field(w.plain("Who reads here"), blocks.radio(READS, offered, offered[0]), READS),
        blocks.section(sees),
        blocks.field(
            w.plain("Language of this channel"),
            blocks.select(CHANNEL_LANGUAGE, spoken, w.plain("Language"), own),
            CHANNEL_LANGUAGE,
        ),
    ]
    return _form(w, w.plain("Who reads here?"), body, READS_FORM, kept, w.plain("Link channel"))


def accounts_form(
    locale: str,
    kept: Kept,
    client: str,
    offered: Sequence[Offered],
    linked: Sequence[Offered],
    lacking: Sequence[Markup],
) -> Block:
    """The accounts that the credentials open and nobody has: to be searched by typing. Below them those that were
    `linked` in Slack, to be let go again."""
    w = words(locale)
    options = [account_option(w, one) for one in offered]
    chosen = [option for option, one in zip(options, offered, strict=True) if one.is_chosen]
    lead = w.t("Which accounts are *{client}*’s? These are open to me and nobody’s yet.", client=client)
    body: list[Block] = [blocks.section(lead)]
    if offered:
        search = w.plain("Search by name or number")
        menu = _menu(ACCOUNTS, SEARCH_ACCOUNTS, options, search, chosen)
        body.append(blocks.field(w.plain("Accounts"), menu, ACCOUNTS, _many(w, offered), optional=bool(linked)))
    else:
        body = [blocks.section(w.t("No account is open to me that is nobody’s."))]
    if linked:
        boxes = blocks.checkboxes(UNLINK, [account_option(w, one) for one in linked[:GROUP]])
        hint = w.plain(
            "All that was read of it is deleted here, and campaigns lose its numbers. The platform keeps all."
        )
        body.append(blocks.field(w.plain("Wrong account? Tick it to unlink it"), boxes, UNLINK, hint, optional=True))
    missing = w.t(
        "Does one lack? It is listed here once my credentials may read it: give them access at the platform, then "
        "press *Look again*."
    )
    body += [blocks.context(one) for one in (missing, *lacking)]
    submit = w.plain("Save") if linked else w.plain("Link accounts") if offered else ""
    return _form(w, w.plain("Accounts"), body, ACCOUNTS_FORM, kept, submit)


def _menu(name: str, search: str, options: Sequence[Block], hint: str, chosen: Sequence[Block], most: int = 0) -> Block:
    """A menu in which Slack searches while it takes all of them; with more than that we do, at each letter typed."""
    if len(options) <= limits.OPTIONS:
        return blocks.multi_select(name, options, hint, chosen, most)
    return blocks.multi_external_select(search, hint, chosen, most)


def _many(w: Words, some: Sequence[object]) -> str:
    """How many there are, where a menu does not show all of them at once."""
    if len(some) <= limits.OPTIONS:
        return ""
    return w.plain("{n} in all: type a part of the name to search.", n=len(some))


def account_option(w: Words, one: Offered) -> Block:
    """An account as a choice."""
    label = " · ".join(filter(None, (w.source(one.source), one.name, one.account_id)))
    return blocks.option(label, one.value)


def found_form(locale: str, kept: Kept, client: str, found: Sequence[Proposed]) -> Block:
    """The campaigns found in the accounts; those that run are ticked."""
    w = words(locale)
    if len(found) <= MOST_TICKED:
        lead = w.t(
            "Found in the accounts of *{client}*. Tick those to be watched; names, dates and budgets come next.",
            client=client,
        )
        body = [blocks.section(lead), *_boxes(w, found)]
    else:
        lead = w.t(
            "{n} campaigns found in the accounts of *{client}*. Those that run are chosen already: add and take out as "
            "you like. Names, dates and budgets come next.",
            n=len(found),
            client=client,
        )
        options = [found_option(one) for one in found]
        chosen = [option for option, one in zip(options, found, strict=True) if one.is_chosen][:MOST_ADOPTED]
        search = f"{SEARCH_FOUND}.{kept.get('client', '')}"
        menu = _menu(f"{FOUND}0", search, options, w.plain("Search by name"), chosen, MOST_ADOPTED)
        body = [blocks.section(lead), blocks.field(w.plain("Campaigns"), menu, f"{FOUND}0", _many(w, found))]
    return _form(w, w.plain("Campaigns"), body, FOUND_FORM, kept, w.plain("Next"))


def _boxes(w: Words, found: Sequence[Proposed]) -> list[Block]:
    body = []
    for n in range(0, len(found), GROUP):
        some = found[n : n + GROUP]
        options = [found_option(one) for one in some]
        ticked = [option for option, one in zip(options, some, strict=True) if one.is_chosen]
        boxes = blocks.checkboxes(f"{FOUND}{n // GROUP}", options, ticked)
        body.append(blocks.field(w.plain("Campaigns"), boxes, f"{FOUND}{n // GROUP}", optional=True))
    return body


def found_option(one: Proposed) -> Block:
    """A campaign found as a choice."""
    return blocks.option(one.name, one.value, one.note)


def adopt_form(locale: str, kept: Kept, client: str, chosen: Sequence[Proposed]) -> Block:
    """Name, dates and budget of each, as its platform has them, to be changed; of very many the names alone."""
    w = words(locale)
    hint = w.t("From the platforms. Give two of them the same name, and they become one campaign.")
    body: list[Block] = [blocks.section(hint)]
    if len(chosen) > MOST_DETAILED:
        later = w.t("Dates and budgets are those below each name; you can change them later with `/campaign edit`.")
        body.append(blocks.section(later))
    for n, one in enumerate(chosen):
        body += _details(w, n, one) if len(chosen) <= MOST_DETAILED else [_name(w, n, one)]
    only = blocks.option(w.plain("Only the agency"), HIDDEN)
    shown = blocks.option(w.plain("The client may see it"), SHOWN)
    who = blocks.radio(SEEN, [only, shown], only)
    seen = w.plain("May {client} see them?", client=client)
    body += [blocks.divider(), blocks.field(seen, who, SEEN)]
    return _form(w, w.plain("Names and budgets"), body, ADOPT_FORM, kept, w.plain("Watch them"))


def _details(w: Words, n: int, one: Proposed) -> list[Block]:
    return [
        blocks.divider(),
        blocks.field(w.plain("Name"), blocks.text_input(NAME, one.name), f"{NAME}{n}", one.note),
        blocks.field(w.plain("First day"), blocks.datepicker(START, one.start), f"{START}{n}"),
        blocks.field(w.plain("Last day"), blocks.datepicker(END, one.end), f"{END}{n}"),
        blocks.field(
            w.plain("Budget"), blocks.text_input(BUDGET, one.budget), f"{BUDGET}{n}", one.money, optional=True
        ),
    ]


def _name(w: Words, n: int, one: Proposed) -> Block:
    budget = w.plain("Budget: {money}.", money=one.budget) if one.budget else ""
    about = " ".join(filter(None, (f"{one.note}.", budget, one.money)))
    return blocks.field(w.plain("Name"), blocks.text_input(NAME, one.name), f"{NAME}{n}", about)


def goals_form(locale: str, kept: Kept, some: Sequence[tuple[Campaign, str, Sequence[Markup]]], left: int = 0) -> Block:
    """A field for each campaign, filled with the goals that are proposed and where each comes from; so many campaigns
    are `left` for the next such form."""
    w = words(locale)
    body: list[Block] = [
        blocks.section(w.t("One goal a line. What I propose are starting values, not truths: change them as agreed."))
    ]
    for n, (campaign, typed, origins) in enumerate(some):
        field = blocks.text_input(GOALS, typed, w.goal(parse(EXAMPLE)), multiline=True)
        body.append(blocks.field(campaign.name, field, f"{GOALS}{n}", optional=True))
        body += [blocks.context(one) for one in origins[:5]]
    if left:
        body.append(blocks.context(w.tn("{n} more campaign comes after these.", "{n} more come after these.", left)))
    done = w.plain("Set and go on") if left else w.plain("Set goals")
    return _form(w, w.plain("Goals"), body, GOALS_FORM, kept, done)


def undo_form(locale: str, kept: Kept, client: str, happens: Sequence[str]) -> Block:
    """What letting the channel go would do, said before."""
    w = words(locale)
    lead = w.t("This channel would no longer be *{client}*’s, and I ask again whose it is.", client=client)
    lines = mrkdwn.join("\n", [mrkdwn.join("", [Markup("• "), mrkdwn.escape(one)]) for one in happens])
    body = [blocks.section(lead), blocks.section(lines)]
    return _form(w, w.plain("Wrong client?"), body, UNDO_FORM, kept, w.plain("Unlink channel"))


def _form(w: Words, title: str, body: Sequence[Block], callback: str, kept: Kept, submit: str) -> Block:
    metadata = json.dumps(dict(kept), ensure_ascii=False, separators=(",", ":"))
    return blocks.modal(title, body, callback, metadata, submit, w.plain("Cancel"))
