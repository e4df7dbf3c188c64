"""The digests in which an incident stands: they show what was done with it, wherever that was done."""

from collections.abc import Callable
from datetime import timedelta

from markupsafe import Markup

from commands.context import Context
from storage.alerts.alerts import Alert
from storage.directory import clients
from storage.messages import outbox
from templates.cards.digest import settled, stands_in
from templates.message import Message

KIND = "digest"
LATELY = timedelta(days=4)
"""How long a digest is kept up to date: over a long weekend."""


def settle(ctx: Context, row: Alert, said: Callable[[str], Markup], *gone: str, mark: str = "done") -> None:
    """Have them edited: what was done, as `said` in each one's language, above the item's buttons, of which those in
    `gone` are taken away. It replaces what was said under the same `mark`."""
    for digest in outbox.of_kind(ctx.session, KIND, ctx.now - LATELY):
        if not stands_in(digest.payload, row.id):
            continue
        shown = outbox.standing(ctx.session, digest.id)
        home = clients.get(ctx.session, digest.client_key) if digest.client_key else None
        locale = home.locale if home else ctx.speech
        changed = settled(Message.from_json(shown), row.id, said(locale), *gone, mark=mark) if shown else None
        if changed is None:
            continue
        outbox.intend(
            ctx.session,
            f"digest_{mark}:{digest.id}:{row.id}:{ctx.actor.user_id}:{ctx.now.isoformat()}",
            digest.channel,
            KIND,
            changed.to_json(),
            at=ctx.now,
            audience=digest.audience,
            client_key=digest.client_key,
            edits=digest.id,
        )
