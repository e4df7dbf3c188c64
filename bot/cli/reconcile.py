"""`vigia reconcile`: an export of a platform's own page beside what is stored. Changes nothing."""

import json
from collections.abc import Sequence
from pathlib import Path

from bot import settings
from bot.cli import imports, tools
from bot.cli.edge import fail
from bot.reconciling import account_of, compared
from domain.reconcile import Cause, Row
from storage import reading
from storage.directory import clients
from templates.cards import reconcile as cards
from templates.cards import terminal
from templates.words import words

UNEXPLAINED, REFUSED = 1, 2


def run(file: Path, client: str, options: imports.Options, *, as_json: bool) -> None:
    """Compare, and print. Exit code 1 where a difference has no cause, 2 where the file cannot be read."""
    chosen = settings.load()
    w, source, now = words(chosen.lang), options.kind, tools.business_clock(chosen)()
    export = options.read(w, file, now.date())
    if export.problems:
        imports.show_problems(w, export)
        raise fail(cards.refused(w, len(export.problems)), REFUSED)
    with tools.database(chosen) as engine, reading(engine) as opened:
        known = clients.get(opened, client)
        if known is None:
            everyone = [one.key for one in clients.everyone(opened)]
            raise fail(terminal.unknown_client(chosen.lang, client, everyone), REFUSED)
        account = account_of(opened, known, source, options.account, export)
        found = compared(opened, known, account, export, now)
    unexplained = sum(row.cause is Cause.UNEXPLAINED for row in found)
    if as_json:
        _print(found, unexplained)
    else:
        table = cards.apart(w, found)
        for line in (*cards.summary(w, found), *(tools.aligned(table) if table else ())):
            print(line)
    if unexplained:
        raise SystemExit(UNEXPLAINED)


def _print(found: Sequence[Row], unexplained: int) -> None:
    rows = [
        {
            "day": row.day.isoformat(),
            "campaign": row.campaign,
            "measure": row.measure,
            "theirs": float(row.theirs),
            "ours": None if row.ours is None else float(row.ours),
            "cause": row.cause.code if row.cause else None,
        }
        for row in found
    ]
    print(json.dumps({"rows": rows, "unexplained": unexplained}, ensure_ascii=False, indent=2))
