"""The digests in which an incident stands: they show what was done with it, wherever that was done."""

from collections.abc import Callable
from datetime import timedelta

from markupsafe import Markup

from commands.context import Context
from domain.words import Audience
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import deliver
from notifiers.delivery.policy import Notice
from notifiers.digest import locale_of
from storage.alerts.alerts import Alert
from storage.directory import clients
from storage.messages import deliveries
from templates.cards.digest import settled, stands_in
from templates.message import Message

LATELY = timedelta(days=4)
"""How long a digest is kept up to date: over a long weekend."""


def settle(
    ctx: Context, row: Alert, said: Callable[[str], Markup], *gone: str, deed: object, mark: str = "done"
) -> None:
    """Have them edited: what was done, as `said` in each one's language, above the item's buttons, of which those in
    `gone` are taken away. It replaces what was said under the same `mark`; `deed` names what was done, once for all."""
    for digest in deliveries.of_kind(ctx.session, Kind.DIGEST, ctx.now - LATELY):
        if not stands_in(digest.payload, row.id):
            continue
        shown = deliveries.standing(ctx.session, digest.id)
        home = clients.get(ctx.session, digest.client_key or "")
        locale = locale_of(ctx.session, digest.to, home)
        changed = settled(Message.from_json(shown), row.id, said(locale), *gone, mark=mark) if shown else None
        if changed is None:
            continue
        occasion = f"digest_{mark}:{digest.id}:{row.id}:{deed}"
        edit = Notice(
            occasion,
            Kind.DIGEST,
            digest.client_key,
            digest.to,
            Audience.INTERNAL,
            changed,
            edits=digest.id,
            others=tuple(digest.payload.get("others", ())),
        )
        deliver(ctx.session, edit, ctx.now, ctx.admins)
