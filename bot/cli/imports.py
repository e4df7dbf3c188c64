"""`vigia import`: a file that a platform's own page exported, previewed, then stored."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot import settings
from bot.cli import importing, tools
from bot.cli.edge import fail
from connectors.exports import Export, Preview, Problem, read
from connectors.registry import DESCRIPTORS
from domain.errors import InvalidInput
from domain.money import Money
from domain.words import Source
from storage import session
from storage.declare import values
from templates.cards import complaints
from templates.cards import imports as told
from templates.words import Words, words

MOST_PROBLEMS = 20
REFUSED = 2
SOURCES = (Source.GOOGLE_ADS, Source.META, Source.CSV)


@dataclass(frozen=True, slots=True)
class Options:
    """The command's options as typed; "" where nothing was."""

    source: str
    decimal: str = ""
    dates: str = ""
    currency: str = ""
    account: str = ""
    only: str = ""
    skip_bad_rows: bool = False
    dry_run: bool = False

    @property
    def kind(self) -> Source:
        """The source; InvalidInput for any other word."""
        if self.source not in SOURCES:
            raise InvalidInput("source", "--source", self.source, " | ".join(SOURCES))
        return Source(self.source)

    def read(self, w: Words, file: Path, today: date) -> Export:
        """What the file says, with what these settle of it; a sentence where there is no such file."""
        return read(
            _content(w, file),
            self.kind,
            decimal=self.decimal or None,
            dates=self.dates or None,
            currency=self.currency or None,
            only=self.only or None,
            today=today,
        )


def run(file: Path, client: str, options: Options) -> None:
    """Preview, then import. Exit code 2, and nothing imported, where something cannot be read."""
    chosen = settings.load()
    w = words(chosen.lang)
    key, source = values.key(client), options.kind
    now = tools.business_clock(chosen)
    export = options.read(w, file, now().date())
    _show(w, export)
    refuse = not export.rows or export.is_fatal or not options.skip_bad_rows
    if export.problems and refuse:
        can_skip = bool(export.rows) and not export.is_fatal
        raise fail(told.refused(w, bad=len(export.problems), can_skip=can_skip), REFUSED)
    if export.problems:
        print(told.skipped(w, len({problem.line for problem in export.problems})))
    if options.dry_run:
        print(w.plain("Nothing was imported: this was a dry run."))
        return
    account = DESCRIPTORS.account_id(source, options.account) if options.account else ""
    order = importing.Order(key, source, chosen.lang, account)
    with tools.database(chosen) as engine, session(engine) as opened:
        done = importing.store(opened, export, order, now())
    for line in told.outcome(w, _outcome(done)):
        print(line)


def _content(w: Words, file: Path) -> bytes:
    if not file.is_file():
        example = "vigia import informe.csv --client acme --source google_ads"
        raise fail(complaints.no_file(w, str(file), example), REFUSED)
    return file.read_bytes()


def _show(w: Words, export: Export) -> None:
    if export.preview is not None:
        for line in tools.aligned(told.preview(w, _understood(export.preview))):
            print(line)
    show_problems(w, export)


def show_problems(w: Words, export: Export) -> None:
    """What cannot be read of the file, a line each."""
    for problem in export.problems[:MOST_PROBLEMS]:
        print(_said(w, problem))
    more = len(export.problems) - MOST_PROBLEMS
    if more > 0:
        print(w.plain_n("and {n} more", "and {n} more", n=more))


def _said(w: Words, problem: Problem) -> str:
    return told.problem(w, problem.code.value, problem.line, problem.column, problem.given, problem.option)


def _understood(preview: Preview) -> told.Understood:
    return told.Understood(
        preview.encoding,
        preview.columns,
        preview.missing,
        preview.days,
        preview.campaigns,
        preview.rows,
        preview.totals,
        Money(preview.spend_micros, preview.currency),
    )


def _outcome(done: importing.Done) -> told.Outcome:
    keys = [campaign.key for campaign in done.campaigns]
    shown = f"vigia status {keys[0]}" if len(keys) == 1 else f"vigia status --client {done.client.key}"
    return told.Outcome(
        client=done.client.name,
        is_new=done.is_new,
        rows=done.loaded.given,
        changed=done.loaded.changed,
        yielded=done.loaded.yielded,
        yielded_days=done.loaded.yielded_days,
        adopted=[campaign.name for campaign in done.adopted],
        extended=[campaign.name for campaign in done.extended],
        try_next=[shown],
    )
