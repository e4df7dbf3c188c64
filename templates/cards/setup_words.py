"""What somebody must do before accounts can be chosen, or read: in sentences, with the right example."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.setup import Linked
from domain.words import Remedy, Source
from templates import mrkdwn
from templates.render import render
from templates.words import words


def no_credentials(locale: str, source: Source, variables: Sequence[str]) -> Markup:
    """A source of which nothing can be read at all: which variables are to be set, and where that is explained."""
    w = words(locale)
    named = mrkdwn.join(", ", [mrkdwn.code(f"{one}=…") for one in variables])
    return w.t(
        "{source}: no credentials yet. Whoever installed me sets {variables} in `.env` and starts me again; "
        "`docs/vendors/{page}.md` says how to get them.",
        source=w.source(source),
        variables=named,
        page=source.value,
    )


def refused(locale: str, source: Source, remedy: str) -> Markup:
    """A credential that did not say what it opens."""
    w = words(locale)
    if remedy not in set(Remedy):
        return w.t("{source} does not answer just now; I ask again within the hour.", source=w.source(source))
    return _remedy(locale, Remedy(remedy), w.source(source))


def trouble(locale: str, one: Linked) -> Markup | None:
    """What is to be done about an account that cannot be read; None where all is well, or time alone helps."""
    w = words(locale)
    if not one.error or one.is_read:
        return None
    called = f"{w.source(one.source)} {one.account_id}"
    if one.remedy is None:
        return w.t("{account} does not answer just now; I try again by myself.", account=called)
    return _remedy(locale, one.remedy, called)


def _remedy(locale: str, remedy: Remedy, called: str) -> Markup:
    lines = render(f"notices/remedies/{remedy}", locale, what=called, given="").splitlines()
    return mrkdwn.join(" ", [mrkdwn.raw(line.strip()) for line in lines if line.strip()])
