"""Setting a client up: one card that says what is done, what is next and what is missing."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.entities import Client
from domain.languages import LANGUAGES
from domain.setup import Linked, Setup, Step
from domain.words import Audience
from templates import blocks, mrkdwn, phrases
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

WHO, ACCOUNTS, CAMPAIGNS, GOALS = (
    "vigia.setup.who",
    "vigia.setup.accounts",
    "vigia.setup.campaigns",
    "vigia.setup.goals",
)
LOOK, UNDO, HERE, DIRECT = "vigia.setup.look", "vigia.setup.undo", "vigia.setup.here", "vigia.setup.direct"
MOST = 10


def welcome_card(locale: str, *, shared: bool, teams: Sequence[str] = ()) -> Message:
    """Invited: who we are, and one button. Nobody's name is on it."""
    w = words(locale)
    lead = w.t(
        "Hello! I keep watch over campaigns and say so when one needs you. Whose channel is this? "
        "Setting it up takes five minutes, a step at a time, and you can stop at any of them."
    )
    notice: list[Block] = []
    if shared:
        named = w.t("the organisations {teams}", teams=mrkdwn.join(", ", [mrkdwn.code(team) for team in teams]))
        who = named if teams else w.t("the organisations in it")
        notice = [
            blocks.context(
                w.t(
                    "This channel is shared through Slack Connect, so its people read the client's view. "
                    "Linking it confirms {who}.",
                    who=who,
                )
            )
        ]
    row = blocks.actions([blocks.button(w.plain("Set this channel up"), WHO, "here", "primary")])
    return say(lead, *notice, row)


def begin_card(locale: str) -> Message:
    """Asked in a direct message where there is no client yet."""
    w = words(locale)
    lead = w.t(
        "You look after no client here yet. Let us begin with one: name, language and currency first, then its "
        "accounts, its campaigns and their goals. You can stop at any step and go on with `/campaign setup`."
    )
    return say(lead, blocks.actions([blocks.button(w.plain("New client"), WHO, "here", "primary")]))


def above(first: Message, second: Message) -> Message:
    """Two cards as one."""
    text = mrkdwn.join("\n", [mrkdwn.raw(first.text), mrkdwn.raw(second.text)])
    return Message(text, [*first.blocks, blocks.divider(), *second.blocks])


def which_card(locale: str, some: Sequence[Client]) -> Message:
    """Asked in a direct message where there are several clients."""
    w = words(locale)
    lead = w.t("Which client shall we go on with?")
    rows = [blocks.button(one.name, f"{HERE}.{n}", one.key) for n, one in enumerate(some[:MOST])]
    return say(lead, blocks.actions([*rows, blocks.button(w.plain("New client"), WHO, "here")]))


def setup_card(locale: str, progress: Setup, *, here: bool = False, lacking: Sequence[Markup] = ()) -> Message:
    """What is done, what is next, and the button for it. `here`: it stands in a channel of the client; `lacking`: what
    somebody must do before more can be read."""
    w = words(locale)
    client = progress.client
    if client is None:
        return begin_card(locale)
    lead = w.t("Setting up *{client}*", client=client.name)
    lines = [_client(w, client), *_channels(w, progress), _accounts(w, progress), *_campaigns(w, progress)]
    text = mrkdwn.join("\n", [lead, *lines])
    body = [blocks.section(text)]
    body += [blocks.context(one) for one in lacking[:MOST]]
    undo = [blocks.button(w.plain("Wrong client?"), UNDO, client.key)] if here else []
    row = blocks.actions([*_buttons(w, client.key, progress, here=here), *undo])
    return Message(text, [*body, row, blocks.context(_tip(w, progress))])


def _client(w: Words, client: Client) -> Markup:
    language, region = LANGUAGES[client.locale.partition("_")[0]].name, dict(client.quiet).get("holidays")
    if region:
        return w.t(
            "✓ Client: {language}, {timezone}, {currency}, holidays: {region}",
            language=language,
            timezone=client.timezone,
            currency=client.currency,
            region=region,
        )
    return w.t(
        "✓ Client: {language}, {timezone}, {currency}, no holidays",
        language=language,
        timezone=client.timezone,
        currency=client.currency,
    )


def _channels(w: Words, progress: Setup) -> list[Markup]:
    if not progress.channels:
        return [w.t("○ Channel: none yet. Invite me into one, and I ask whose it is.")]
    lines = []
    for one in progress.channels:
        link = mrkdwn.channel_link(one.slack_id)
        if one.audience is Audience.CLIENT:
            lines.append(w.t("✓ {channel}: people of the client read there", channel=link))
        else:
            lines.append(w.t("✓ {channel}: only the agency reads there", channel=link))
    return lines


def _accounts(w: Words, progress: Setup) -> Markup:
    if not progress.accounts:
        return w.t("→ Accounts: none yet. Next: choose those of the client.")
    names = w.list([_called(w, one) for one in progress.accounts[:MOST]])
    more = len(progress.accounts) - MOST
    if more > 0:
        names += " " + w.plain_n("and {n} more", "and {n} more", n=more)
    if progress.reading:
        return w.t("… Accounts: {names}. Reading their numbers: a minute or two, and I go on by myself.", names=names)
    if progress.next is Step.MEND:
        return w.t("! Accounts: {names}. They cannot be read yet.", names=names)
    return w.t("✓ Accounts: {names}", names=names)


def _called(w: Words, one: Linked) -> str:
    return f"{w.source(one.source)} ({_short(one.name)})" if one.name else w.source(one.source)


def _short(name: str) -> str:
    """Ten of them, escaped, go into a section."""
    return mrkdwn.unescape(mrkdwn.fit(name, phrases.MOST_NAME))


def _campaigns(w: Words, progress: Setup) -> list[Markup]:
    goals, status = w.t("○ Goals"), w.t("○ First status")
    if not progress.campaigns:
        if progress.next is not Step.CAMPAIGNS:
            return [w.t("○ Campaigns"), goals, status]
        if not progress.found:
            return [w.t("→ Campaigns: these accounts have none. Next: link another account."), goals, status]
        found = w.tn(
            "→ Campaigns: {n} found in the accounts. Next: choose it.",
            "→ Campaigns: {n} found in the accounts. Next: choose those to be watched.",
            progress.found,
        )
        return [found, goals, status]
    shown, rest = progress.campaigns[:MOST], progress.campaigns[MOST:]
    others = [w.plain_n("{n} more", "{n} more", n=len(rest))] if rest else []
    mine = w.t("✓ Campaigns: {names}", names=w.list([*(_short(one.name) for one in shown), *others]))
    if progress.found:
        more = w.tn("{n} more found in the accounts", "{n} more found in the accounts", progress.found)
        mine = mrkdwn.join(" · ", [mine, more])
    if progress.without_goals:
        lacking = w.tn(
            "→ Goals: {n} campaign has none yet. Next: look at those I propose.",
            "→ Goals: {n} campaigns have none yet. Next: look at those I propose.",
            len(progress.without_goals),
        )
        return [mine, lacking, status]
    return [mine, w.t("✓ Goals: every campaign has one"), w.t("✓ First status: it is ready.")]


def _buttons(w: Words, key: str, progress: Setup, *, here: bool) -> list[Block]:
    step = progress.next
    accounts = blocks.button(
        w.plain("Choose accounts") if not progress.accounts else w.plain("More accounts"),
        ACCOUNTS,
        key,
        "primary" if step is Step.ACCOUNTS else None,
    )
    choose = blocks.button(
        w.plain("Choose campaigns") if not progress.campaigns else w.plain("More campaigns"),
        CAMPAIGNS,
        key,
        "primary" if step is Step.CAMPAIGNS else None,
    )
    goals = blocks.button(w.plain("Set goals"), GOALS, key, "primary" if step is Step.GOALS else None)
    look = blocks.button(w.plain("Look again"), LOOK, key)
    status = blocks.button(
        w.plain("Status"), "vigia.run.status", _line(key, progress, here=here), "primary" if step is Step.DONE else None
    )
    return {
        Step.ACCOUNTS: [accounts, look],
        Step.READING: [look, accounts],
        Step.MEND: [look, accounts],
        Step.CAMPAIGNS: [choose, accounts] if progress.found else [accounts, look],
        Step.GOALS: [goals, status, choose, accounts],
        Step.DONE: [status, choose, accounts],
    }[step]


def _line(key: str, progress: Setup, *, here: bool) -> str:
    """The first status: of the one campaign, else of the client, which need not be named in a channel of its own."""
    if len(progress.campaigns) == 1:
        return f"status {progress.campaigns[0].key}"
    return "status" if here else f"status client:{key}"


def _tip(w: Words, progress: Setup) -> Markup:
    if progress.next is Step.DONE:
        return w.t(
            "Next, if you like: `/campaign results` says what counts as a result, `/campaign subscribe` sends a "
            "regular status, `/campaign help` shows everything."
        )
    return w.t("You can stop here: `/campaign setup` goes on where you left.")


def elsewhere(locale: str) -> Message:
    """Said privately in a channel where the client reads: the rest is in private."""
    return say(words(locale).t("This channel is linked. The rest is between us: I have written to you directly."))


def bound_client_card(locale: str, client: Client) -> Message:
    """Asked by a manager where the client's people read: whose it is, and how to let it go."""
    w = words(locale)
    text = w.t(
        "This channel belongs to {client}, whose people read here. Its set-up is for us alone.", client=client.name
    )
    return say(
        text,
        blocks.actions(
            [
                blocks.button(w.plain("Write to me directly"), DIRECT, client.key),
                blocks.button(w.plain("Wrong client?"), UNDO, client.key),
            ]
        ),
    )
