"""`vigia rotate-key`: what is sealed in the database, sealed anew with the newest key."""

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from bot.seal import Seal
from storage import session
from storage.db import audit
from storage.messages import inbox
from templates.words import words

WRONG = 2


def run() -> None:
    """Say how much was sealed anew; exit code 2 when there is no new key, 1 when something opens with no key."""
    chosen = settings.load()
    w = words(chosen.lang)
    if not chosen.secret_key:
        raise fail(
            w.plain("There is no new key: put it into VIGIA_SECRET_KEY, the old one into VIGIA_SECRET_KEY_OLD."), WRONG
        )
    seal, renewed, lost = Seal(*chosen.seal_keys), 0, 0
    now = tools.business_clock(chosen)
    with tools.database(chosen) as engine, session(engine) as opened:
        for key, payload in inbox.waiting(opened).items():
            again = seal.renew(payload)
            if again is None:
                lost += 1
            else:
                inbox.replace(opened, key, again)
                renewed += 1
        audit.note(
            opened, tools.person("rotate-key"), "key.rotated", "inbox", {"renewed": renewed, "lost": lost}, now()
        )
    print(
        w.plain_n(
            "{n} thing was sealed anew. VIGIA_SECRET_KEY_OLD can go if the bot already runs with the new key; else "
            "restart it and run this again.",
            "{n} things were sealed anew. VIGIA_SECRET_KEY_OLD can go if the bot already runs with the new key; else "
            "restart it and run this again.",
            n=renewed,
        )
    )
    if lost:
        raise fail(
            w.plain_n(
                "{n} thing opens with none of the keys: it will be dropped.",
                "{n} things open with none of the keys: they will be dropped.",
                n=lost,
            )
        )
