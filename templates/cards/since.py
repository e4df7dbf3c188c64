"""What has moved since days were first shown, in a sentence."""

from domain.entities import Client
from domain.kpi import get
from domain.late import Moved, SinceShown
from templates.words import Words, words


def since_shown(locale: str, client: Client, found: SinceShown | None) -> str:
    """The sentence, as plain text."""
    w = words(locale)
    if found is None:
        return w.plain("These days are first shown whole on the morning after the last of them.")
    if not found.known:
        return w.plain("What these days first said is not known: they were read later.")
    at = w.clock(found.at, client.timezone)
    if not found.moved:
        return w.plain("Since first shown ({at}) nothing has changed on the platforms.", at=at)
    moved = [_one(w, client.currency, one) for one in found.moved]
    return w.plain("Since first shown ({at}), on the platforms: {moved}.", at=at, moved=w.list(moved))


def _one(w: Words, currency: str, moved: Moved) -> str:
    unit = get(moved.kpi).unit
    before, now = (w.amount(unit, value, currency) for value in (moved.before, moved.now))
    change = ("+" if moved.change > 0 else "") + w.percent(moved.change, 0)
    return w.plain(
        "{kpi} {change} ({before} → {now})", kpi=w.kpi_inside(moved.kpi), change=change, before=before, now=now
    )
