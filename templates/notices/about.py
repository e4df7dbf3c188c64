"""What a notice is about, in words."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from domain.words import Source
from templates import mrkdwn
from templates.words import words

WORKSPACE = "slack"
MOST = 8
"""Accounts named in one sentence; the others are counted."""


@dataclass(frozen=True, slots=True)
class About:
    """An account (`source` and its id), a Slack channel or person (`address`), or the workspace (neither).

    `client` is the client's name where there is one. `others` are accounts that the same thing is said of.
    """

    address: str = ""
    source: Source | None = None
    account_id: str = ""
    client: str = ""
    others: tuple["About", ...] = ()

    @property
    def key(self) -> str:
        """The same thing's same key: `meta:act_1`, `C0ACME`, `slack`."""
        return f"{self.source}:{self.account_id}" if self.source else self.address or WORKSPACE


def place(address: str) -> Markup:
    """A channel's link or a person's mention."""
    return mrkdwn.mention(address) if address[:1] in {"U", "W"} else mrkdwn.channel_link(address)


def called(about: About, locale: str) -> Markup:
    """What it is called in a sentence."""
    w = words(locale)
    if about.others:
        names = [called(one, locale) for one in (replace(about, others=()), *about.others)]
        if len(names) > MOST:
            names = [*names[:MOST], w.tn("{n} more account", "{n} more accounts", len(names) - MOST)]
        return w.t("{first} and {last}", first=mrkdwn.join(", ", names[:-1]), last=names[-1])
    if about.source is None:
        return place(about.address) if about.address else mrkdwn.raw("Slack")
    name = w.t("{source} account {account}", source=w.source(about.source), account=mrkdwn.code(about.account_id))
    return w.t("{account} of {client}", account=name, client=about.client) if about.client else name
