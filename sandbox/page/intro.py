"""How a conversation begins: where one is, and what may be tried there."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.page import eyes
from sandbox.page.words import LANGUAGES, say
from sandbox.slack.model import Channel, User
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Intro:
    """Its two sentences, and what a click sends. `first` is what is asked for whoever opens the page for the first
    time; "" where nothing is.
    """

    title: str
    more: str
    tries: tuple[str, ...] = ()
    first: str = ""


def intro(workspace: Workspace, channel: Channel, viewer: User, lang: str, campaigns: Mapping[str, str]) -> Intro:
    """For that person in that conversation; `campaigns` has the name of one campaign by client."""
    kind = _kind(channel, viewer)
    team = eyes.connected_names(workspace, channel)
    tries = _tries(kind, lang, campaigns.get(channel.client or "", ""), next(iter(campaigns.values()), ""))
    first = tries[1] if kind == "internal" and len(tries) > 1 else ""
    return Intro(say(lang, f"start_{kind}", team=team), say(lang, f"start_{kind}_more", team=team), tries, first)


def _kind(channel: Channel, viewer: User) -> str:
    if channel.is_im:
        return "direct"
    if viewer.is_external:
        return "client"
    if not eyes.has_bot(channel):
        return "new"
    if channel.is_ext_shared:
        return "shared"
    return "internal" if channel.client else "other"


def _tries(kind: str, lang: str, campaign: str, any_campaign: str) -> tuple[str, ...]:
    verbs = {name: usage.split()[0] for name, (_, usage) in LANGUAGES[lang].VERBS.items()}
    listed, helped = f"/campaign {verbs['list']}", f"/campaign {verbs['help']}"
    asked = f"@Vigía {say(lang, 'ask_status', campaign=campaign)}"
    status, why = f"/campaign {verbs['status']} {campaign}", f"/campaign {verbs['why']} {campaign}"
    found: Mapping[str, tuple[str, ...]] = {
        "internal": (asked, status, why, listed),
        "shared": (asked, status),
        "client": (asked, f"@Vigía {verbs['status']}"),
        "direct": (say(lang, "ask_status", campaign=any_campaign), listed, helped),
        "other": (listed, helped),
    }
    if not (any_campaign if kind == "direct" else campaign or kind == "other"):
        return ()
    return found.get(kind, ())
