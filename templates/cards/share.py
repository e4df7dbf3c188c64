"""What is said around sharing an answer with the channel."""

from dataclasses import replace

from templates import blocks, limits, mrkdwn
from templates.cards.say import say
from templates.message import Message
from templates.words import words


def shared_card(locale: str, message: Message, user: str) -> Message:
    """The answer as everybody sees it, with who shared it."""
    by = words(locale).t("Shared by {person}", person=mrkdwn.mention(user))
    room = limits.BLOCKS["message"] - (len(message.chart.axes) if message.chart else 0)
    body = [*message.blocks, blocks.context(by)] if len(message.blocks) < room else message.blocks
    return replace(message, blocks=body)


def shared_done(locale: str) -> Message:
    """It is on its way."""
    return say(words(locale).t("Shared with this channel."))


def share_drafted(locale: str, person: str | None) -> Message:
    """It waits for the word of whoever is in charge (None: nobody is named)."""
    w = words(locale)
    if person is None:
        return say(
            w.t("What is posted here waits for a word of whoever is in charge of the client, and nobody is named.")
        )
    return say(
        w.t(
            "What is posted here is looked at first: I have sent it to {person} as a draft.",
            person=mrkdwn.mention(person),
        )
    )


def already_shared(locale: str) -> Message:
    """The button was pressed before."""
    return say(words(locale).t("You have already shared this here."))


def teams_first(locale: str) -> Message:
    """Somebody else has joined the channel, and nobody has said that it is right."""
    return say(words(locale).t("An organisation in this channel has not been confirmed yet, so I post nothing here."))
