"""Refusals, each with the reason and who can help. They never say what exists elsewhere."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.access import Denied
from templates import mrkdwn
from templates.cards.say import say
from templates.message import Message
from templates.words import Words, words


def denied(locale: str, reason: Denied | None, who: Sequence[str] = ()) -> Message:
    """Why not. `who` are the Slack ids of those who may."""
    w = words(locale)
    match reason:
        case Denied.EXTERNAL:
            return say(w.t("Only the agency's own team can do that."))
        case Denied.TEAM_NOT_CONFIRMED:
            return say(w.t("Your organisation has not been confirmed for this channel yet. Your contact can do that."))
        case Denied.NOT_MANAGER if who:
            return say(w.t("Only its managers may do that. Ask {people}.", people=people(locale, who)))
        case Denied.NOT_CREATOR if who:
            return say(
                w.t("New clients are made by whoever is named for it. Ask {people}.", people=people(locale, who))
            )
        case Denied.NOT_CREATOR:
            return say(
                w.t(
                    "Nobody is named yet who may make clients. Whoever installed me puts your Slack id into "
                    "`VIGIA_ADMINS` and starts me again (`docs/settings.md`)."
                )
            )
        case Denied.UNBOUND:
            return say(w.t("This channel does not belong to a client yet. Invite me again to link it."))
        case _:
            return say(w.t("That is not available here."))


def outsider(locale: str) -> Message:
    """To people of other organisations, where no channel is shared with them."""
    return say(outsiders_word(words(locale)))


def outsiders_word(w: Words) -> Markup:
    """The same as a sentence."""
    return w.t("You are not authorised to see anything here. In your channel with the agency you can mention me.")


def internal_only(locale: str) -> Message:
    """The verb speaks of things that the client's people do not see."""
    return say(words(locale).t("That is only for the internal channel: the client's people read here."))


def people(locale: str, users: Sequence[str]) -> Markup:
    """Up to three people, mentioned."""
    w = words(locale)
    mentions = [mrkdwn.mention(user) for user in users[:3]]
    if len(mentions) == 1:
        return mentions[0]
    first = mrkdwn.join(", ", mentions[:-1])
    return w.t("{first} or {last}", first=first, last=mentions[-1])
