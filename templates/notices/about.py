"""What a notice is about, in words."""

from dataclasses import dataclass

from markupsafe import Markup

from domain.destination import Destination
from domain.words import Source
from templates import mrkdwn
from templates.words import words

WORKSPACE = "slack"


@dataclass(frozen=True, slots=True)
class About:
    """An account (`source` and its id), a Slack channel or person (`to`), or the workspace (neither).

    `client` is the client's name where there is one. `given` is what somebody wrote that cannot be right.
    """

    to: Destination | None = None
    source: Source | None = None
    account_id: str = ""
    client: str = ""
    given: str = ""

    @property
    def key(self) -> str:
        """The same thing's same key: `meta:act_1`, `C0ACME`, `slack`."""
        if self.source:
            return f"{self.source}:{self.account_id}"
        return self.to.address if self.to else WORKSPACE


def place(to: Destination) -> Markup:
    """A channel's link or a person's mention."""
    return mrkdwn.mention(to.address) if to.is_person else mrkdwn.channel_link(to.address)


def called(about: About, locale: str) -> Markup:
    """What it is called in a sentence."""
    w = words(locale)
    if about.source is None:
        return place(about.to) if about.to else mrkdwn.raw("Slack")
    name = w.t("{source} account {account}", source=w.source(about.source), account=mrkdwn.code(about.account_id))
    return w.t("{account} of {client}", account=name, client=about.client) if about.client else name
