"""`vigia apply`: what a file declares, planned and done."""

from pathlib import Path

from bot import settings, wiring
from bot.cli.edge import fail
from bot.clock import Clock, machine, once
from storage import Engine, declare, performance, session
from storage import clients as stored_clients

ACTOR = "vigia apply"


def read(file: Path) -> declare.Declaration:
    """The declaration of a file; a sentence for each thing that is wrong with it."""
    try:
        return declare.parse(file.read_text(encoding="utf-8"), file.name)
    except FileNotFoundError:
        raise fail(f"There is no file {file}. For example: vigia apply vigia.yaml", 2) from None
    except UnicodeDecodeError as error:
        raise fail(f"{file.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8.", 2) from None


def apply_file(
    engine: Engine,
    file: Path,
    *,
    now: Clock = machine,
    take_file: bool = False,
    prune: bool = False,
    dry_run: bool = False,
) -> declare.Plan:
    """Plan and, unless `dry_run`, do; everything or nothing. DeclarationError where the file is wrong."""
    declaration = read(file)
    with session(engine) as opened:
        plan = declare.plan(opened, declaration, take_file=take_file, prune=prune)
        if not dry_run:
            declare.apply(opened, plan, ACTOR, now())
            for client in stored_clients.everyone(opened):
                performance.resolve_matches(opened, client.key)
    return plan


def run(file: Path, *, dry_run: bool, prune: bool, take: str) -> None:
    """Do it and print what changed; exit code 1 when a conflict was left alone, 2 when the file is wrong."""
    if take not in {"", "file"}:
        raise fail(f"--take {take!r} is not known. For example: --take file", 2)
    chosen = settings.load()
    engine = wiring.open_database(chosen)
    try:
        now = once(chosen.clock_url)
        plan = apply_file(engine, file, now=now, take_file=take == "file", prune=prune, dry_run=dry_run)
    except declare.DeclarationError as error:
        raise fail("\n".join(map(str, error.faults)), 2) from None
    finally:
        engine.dispose()
    for change in plan.changes:
        print(change)
    for conflict in plan.conflicts:
        print(f"conflict: {conflict}")
    done = "would change" if dry_run else "changed"
    print(f"{len(plan.changes)} {done}, {len(plan.conflicts)} left as they are in Slack (--take file overrides them)")
    if plan.conflicts:
        raise SystemExit(1)
