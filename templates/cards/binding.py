"""The card that asks whose channel this is, and what is said once it is known."""

from collections.abc import Sequence

from domain.entities import Channel
from domain.languages import CODES, LANGUAGES
from domain.words import Audience
from templates import blocks, mrkdwn
from templates.cards.say import say
from templates.message import Block, Message
from templates.words import Words, words

CLIENT, AUDIENCE, LANGUAGE = "bind_client", "bind_audience", "bind_language"
SAVE = "vigia.bind.save"
CHOOSE_CLIENT, CHOOSE_AUDIENCE, CHOOSE_LANGUAGE = "vigia.bind.client", "vigia.bind.audience", "vigia.bind.language"
OWN_LANGUAGE = "client"


def binding_card(locale: str, *, shared: bool, teams: Sequence[str] = ()) -> Message:
    """The questions. Nobody's name is on it: the clients are offered to each person who looks, from their own."""
    w = words(locale)
    lead = w.t("Hello! I keep watch over campaigns. Whose channel is this? A manager of the client can link it.")
    notice: list[Block] = []
    if shared:
        named = w.t("the organisations {teams}", teams=mrkdwn.join(", ", [mrkdwn.code(team) for team in teams]))
        notice = [
            blocks.context(
                w.t(
                    "This channel is shared through Slack Connect, so its people read the client's view. "
                    "Linking it confirms {who}.",
                    who=named if teams else w.t("the organisations in it"),
                )
            )
        ]
    search = blocks.external_select(CHOOSE_CLIENT, w.plain("Choose a client"))
    rows = [
        blocks.section(w.t("Client"), accessory=search, block_id=CLIENT),
        blocks.section(w.t("Who reads here"), accessory=_audience(w, shared=shared), block_id=AUDIENCE),
        blocks.section(w.t("Language"), accessory=_language(w), block_id=LANGUAGE),
    ]
    save = blocks.actions([blocks.button(w.plain("Link channel"), SAVE, "bind", style="primary")])
    return Message(lead, [blocks.section(lead), *notice, *rows, save])


def _audience(w: Words, *, shared: bool) -> Block:
    internal = blocks.option(w.plain("Only the agency"), Audience.INTERNAL.value)
    client = blocks.option(w.plain("People of the client"), Audience.CLIENT.value)
    return blocks.select(
        CHOOSE_AUDIENCE, [internal, client], w.plain("Who reads here"), initial=client if shared else internal
    )


def _language(w: Words) -> Block:
    own = blocks.option(w.plain("The client's language"), OWN_LANGUAGE)
    named = [blocks.option(LANGUAGES[code].name, code) for code in (*CODES[1:], CODES[0])]
    return blocks.select(CHOOSE_LANGUAGE, [own, *named], w.plain("Language"), initial=own)


def bound_card(locale: str, channel: Channel, client: str) -> Message:
    """It has a client now."""
    w = words(locale)
    text = w.t("This channel belongs to {client} now.", client=client)
    tip = w.t("Only the agency reads here. Try `/campaign status` or `/campaign subscribe`.")
    if channel.audience is Audience.CLIENT:
        tip = w.t("People of the client read here: mention me with `status`, or use the buttons.")
    return say(text, blocks.context(tip))


def belongs_card(locale: str, client: str) -> Message:
    """Invited again into a channel that has a client."""
    w = words(locale)
    text = w.t("Hello! This channel belongs to {client}.", client=client)
    return say(text, blocks.actions([blocks.button(w.plain("Status"), "vigia.run.status", "status")]))


def choose_first(locale: str) -> Message:
    """Bind was pressed without a client."""
    return say(words(locale).t("Choose a client first."))


def only_client_audience(locale: str) -> Message:
    """A shared channel cannot be internal."""
    return say(words(locale).t("This channel is shared with another organisation: it can only be for the client."))


def teams_confirmed(locale: str, channel: str, waiting: int) -> Message:
    """They may read there; `waiting` messages go out now."""
    w = words(locale)
    done = w.t("Confirmed: I post in {channel} again.", channel=mrkdwn.channel_link(channel))
    more = w.tn("{n} message that waited goes out now.", "{n} messages that waited go out now.", waiting)
    return say(mrkdwn.join(" ", [done, more]) if waiting else done)


def teams_known(locale: str) -> Message:
    """The button was pressed before."""
    return say(words(locale).t("Those organisations were confirmed already."))
