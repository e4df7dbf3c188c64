"""`vigia apply`: what a file declares, planned and done."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot import settings
from bot.cli import people, tools
from bot.cli.edge import fail
from bot.clock import Clock, machine
from bot.jobs import rates
from connectors.registry import DESCRIPTORS
from domain.entities import Campaign, Client
from domain.errors import InvalidInput, Problem
from domain.window import local_day
from insights.watch import close
from notifiers import alert_notifications
from storage import Engine, Session, declare, reading, session
from storage.declare.planning import WHOLE
from storage.directory import clients as stored_clients
from storage.facts import counting, performance
from templates.cards import complaints, declared
from templates.words import Words, words


def read(file: Path) -> declare.Declaration:
    """The declaration of a file; a sentence for each thing that is wrong with it."""
    try:
        return declare.parse(file.read_text(encoding="utf-8"), file.name, DESCRIPTORS)
    except FileNotFoundError:
        raise fail(complaints.no_file(_words(), str(file), "vigia apply vigia.yaml"), 2) from None
    except UnicodeDecodeError as error:
        raise fail(complaints.not_text(_words(), file.name, error.start), 2) from None


def apply_file(
    engine: Engine,
    file: Path,
    *,
    now: Clock = machine,
    take_file: bool = False,
    prune: bool = False,
    dry_run: bool = False,
    admins: Sequence[str] = (),
) -> declare.Plan:
    """Plan and, unless `dry_run`, do; everything or nothing. DeclarationError where the file is wrong."""
    declaration = read(file)
    with session(engine) as opened:
        plan = declare.plan(opened, declaration, take_file=take_file, prune=prune, sources=DESCRIPTORS)
        if not dry_run:
            for campaign in _leaving(plan):
                _end(opened, campaign, now(), admins)
            declare.apply(opened, plan, tools.person("apply"), now())
            for client in stored_clients.everyone(opened):
                performance.resolve_matches(opened, client.key)
                rates.learn(opened, client.key, local_day(now(), client.timezone))
    if not dry_run:
        _count_again(engine)
    return plan


def _count_again(engine: Engine) -> None:
    """What counts may be another thing now: each campaign on a platform by itself, as the bot would do it."""
    with session(engine) as opened:
        waiting = counting.stale(opened)
    for account, entity in waiting:
        with session(engine) as opened:
            counting.again(opened, account, entity, machine())


def _end(opened: Session, campaign: Campaign, now: datetime, admins: Sequence[str]) -> None:
    """Close and say the end of what is open of a campaign that is about to be removed: afterwards nobody could.

    A bot that runs beside judges the same client: one of the two waits.
    """
    client = stored_clients.get(opened, campaign.client_key)
    if client is not None:
        stored_clients.lock(opened, client.key)
        close(opened, campaign, now)
        alert_notifications.tell(opened, client, now, admins)


def _leaving(plan: declare.Plan) -> list[Campaign]:
    """The campaigns that are removed while their client stays; with the client its channels go too."""
    gone = [change.target for change in plan.changes if change.verb is declare.Verb.REMOVE]
    without = {one.key for one in gone if isinstance(one, Client)}
    return [one for one in gone if isinstance(one, Campaign) and one.client_key not in without]


def run(file: Path, *, dry_run: bool, prune: bool, take: str) -> None:
    """Do it and print what changed; exit code 1 when a conflict was left alone, 2 when the file is wrong."""
    if take not in {"", "file"}:
        raise InvalidInput("take", "--take", take, "file")
    chosen = settings.load()
    w = words(chosen.lang)
    with tools.database(chosen) as engine:
        now = tools.business_clock(chosen)
        try:
            _refuse_outsiders(chosen, w, read(file))
            take_file, admins = take == "file", chosen.admins
            plan = apply_file(engine, file, now=now, take_file=take_file, prune=prune, dry_run=dry_run, admins=admins)
        except declare.DeclarationError as error:
            raise fail("\n".join(_fault(w, fault) for fault in error.faults), 2) from None
    for change in plan.changes:
        print(_change(w, change))
    for conflict in plan.conflicts:
        print(_conflict(w, conflict))
    left = _left_out(chosen, w, file) if dry_run else []
    print("\n".join(left), end="\n" if left else "")
    print(declared.summary(w, len(plan.changes), len(plan.conflicts), dry_run=dry_run))
    if plan.conflicts or left:
        print(declared.how_to_write(w, f"vigia export {file} --force"))
    if plan.conflicts:
        raise SystemExit(1)


def _left_out(chosen: settings.Settings, w: Words, file: Path) -> list[str]:
    """A line for each thing that people made or changed in Slack and of which the file says nothing."""
    with tools.database(chosen) as engine, reading(engine) as opened:
        found = declare.unsaid(opened, read(file), DESCRIPTORS)
    return [declared.left_out(w, one.kind.value, one.key, one.field, one.value) for one in found]


def _refuse_outsiders(chosen: settings.Settings, w: Words, declaration: declare.Declaration) -> None:
    """DeclarationError where somebody in charge is no member of the team; a line where Slack cannot be asked."""
    if not chosen.slack_bot_token:
        return
    try:
        found = asyncio.run(people.faults(chosen, declaration))
    except Problem as problem:
        print(declared.people_not_asked(w, problem.detail))
    else:
        if found:
            raise declare.DeclarationError(found)


def _words() -> Words:
    return words(settings.language())


def _fault(w: Words, fault: declare.Fault) -> str:
    return declared.fault(w, fault.file, fault.line, fault.key, fault.code, fault.given, fault.example)


def _change(w: Words, change: declare.Change) -> str:
    touched = change.fields if change.verb is declare.Verb.CHANGE else ()
    fields = [declared.field(one.field, one.old, one.new) for one in touched]
    return declared.change(w, change.verb.value, change.kind.value, change.key, fields)


def _conflict(w: Words, conflict: declare.Conflict) -> str:
    one = conflict.change
    said = declared.unnamed(w) if one.field == WHOLE else declared.differs(w, one.field, one.old, one.new)
    return declared.conflict(w, conflict.file, conflict.line, conflict.kind.value, conflict.key, said)
