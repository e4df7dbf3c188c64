"""All that is kept of a client, as files that another tool reads, and nothing of the other clients."""

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from domain.entities import Client
from storage.db import audit
from storage.db.engine import PRIVATE
from storage.keeping.belongings import Belongings, tables

CONTENTS = "contents.json"


def hand_over(session: Session, client: Client, folder: Path, now: datetime) -> dict[str, int]:
    """Write one CSV (UTF-8, first line the columns) for each table, and what there is into `contents.json`.

    Amounts in columns `…_micros` are millionths; instants are UTC; columns that hold more than one value are JSON. The
    files are for their owner alone. Returns the rows of each file. FileExistsError where the folder has files already.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()):
        raise FileExistsError(17, "is not empty", str(folder))
    mine = Belongings.of(session, client)
    written = {}
    for of in tables():
        columns = [column.name for column in of.columns]
        lines = ([_cell(row[name]) for name in columns] for row in mine.to_hand_over(session, of))
        written[of.name] = _write(folder / f"{of.name}.csv", columns, lines)
    entries = audit.lines(session, mine.subjects(session))
    told = ([_cell(value) for value in (one.at, one.actor, one.what, one.subject, dict(one.detail))] for one in entries)
    written["audit_log"] = _write(folder / "audit_log.csv", ["at", "actor", "what", "subject", "detail"], told)
    contents = {"client": client.key, "at": now.isoformat(), "rows": written}
    _private(folder / CONTENTS).write_text(json.dumps(contents, indent=2) + "\n", encoding="utf-8")
    return written


def _write(file: Path, columns: list[str], lines: Any) -> int:
    with _private(file).open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(columns)
        count = 0
        for count, line in enumerate(lines, start=1):  # noqa: B007 - the number of the last line is what is asked for
            writer.writerow(line)
    return count


def _private(file: Path) -> Path:
    file.touch(mode=PRIVATE)
    return file


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
