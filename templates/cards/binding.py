"""What is said of a channel once it is known whose it is, and of who else reads there."""

from templates import blocks, mrkdwn
from templates.cards.say import say
from templates.message import Message
from templates.words import words


def bound_card(locale: str, client: str) -> Message:
    """Where the client's people read: it has a client now."""
    w = words(locale)
    text = w.t("This channel belongs to {client} now.", client=client)
    tip = w.t("People of the client read here: mention me with `status`, or use the buttons.")
    return say(text, blocks.context(tip))


def belongs_card(locale: str, client: str) -> Message:
    """Invited again into a channel that has a client."""
    w = words(locale)
    text = w.t("Hello! This channel belongs to {client}.", client=client)
    return say(text, blocks.actions([blocks.button(w.plain("Status"), "vigia.run.status", "status")]))


def unbound_card(locale: str) -> Message:
    """What is left of a card in a channel that was let go: nobody's name."""
    return say(words(locale).t("This channel is no client’s any more."))


def teams_confirmed(locale: str, channel: str, waiting: int) -> Message:
    """They may read there; `waiting` messages go out now."""
    w = words(locale)
    done = w.t("Confirmed: I post in {channel} again.", channel=mrkdwn.channel_link(channel))
    more = w.tn("{n} message that waited goes out now.", "{n} messages that waited go out now.", waiting)
    return say(mrkdwn.join(" ", [done, more]) if waiting else done)


def teams_known(locale: str) -> Message:
    """The button was pressed before."""
    return say(words(locale).t("Those organisations were confirmed already."))
