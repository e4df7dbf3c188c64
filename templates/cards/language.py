"""The language that somebody is answered in."""

from domain.languages import LANGUAGES
from templates import blocks
from templates.cards.say import say
from templates.message import Message
from templates.words import words

SLACK = "slack"
"""In the place of a language: the one that is set in Slack."""


def languages_card(locale: str, chosen: str) -> Message:
    """Which one it is, and the others as buttons."""
    w = words(locale)
    slack = w.t("I answer you in the language that you have set in Slack. You can choose another one.")
    told = w.t("I answer you in English, because you chose it.") if chosen else slack
    named = {code: one.name for code, one in LANGUAGES.items() if code != chosen}
    named |= {SLACK: w.plain("As in Slack")} if chosen else {}
    buttons = [blocks.button(name, f"vigia.run.language-{code}", f"language {code}") for code, name in named.items()]
    return say(told, blocks.actions(buttons))


def chosen_card(locale: str, chosen: str, *, has_channel: bool) -> Message:
    """That it is so, and what stays in the channel's language."""
    w = words(locale)
    slack = w.t("From now on I answer you in the language that you have set in Slack.")
    told = w.t("From now on I answer you in English.") if chosen else slack
    if not has_channel:
        return say(told)
    return say(w.t("{told} What all read in this channel stays in the channel's language.", told=told))
