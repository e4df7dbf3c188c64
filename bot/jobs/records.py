"""Reading a CRM: its contacts and deals, what was deleted of them, and who turns out to be behind a deal later."""

from collections.abc import Collection, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.jobs import rates
from bot.jobs.brought import Brought, Keep
from bot.jobs.limits import GOES_ON, Overtaken, in_time, lease
from bot.logs import log
from bot.store import Store
from connectors.port import CrmPart, CrmSource
from domain.entities import SourceAccount
from domain.errors import Problem
from domain.window import local_day
from storage import Session
from storage.directory import accounts
from storage.directory.accounts import Claim
from storage.facts import crm, forms, performance, sync
from storage.facts.sync import Cursor

DEEP = timedelta(hours=24)
"""How often it is looked for what no search for changes tells: who was deleted or restored, who is behind a deal."""
_log = log("records")


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was asked by its id, and what came."""

    asked: crm.Unsure
    again: CrmPart
    behind: Mapping[str, Collection[str]]

    def keep(self, session: Session, account: int, at: datetime) -> None:
        crm.settle(session, account, self.asked, self.again.contacts, self.again.deals)
        crm.join(session, account, self.behind)
        accounts.note_read(session, account, at, deep=True)


@dataclass(frozen=True, slots=True)
class Records:
    """One reading of a CRM, until the loop's clock says `ends`. `deep`: see DEEP."""

    store: Store
    claim: Claim
    account: SourceAccount
    source: CrmSource
    ends: float
    deep: bool

    async def fetch(self, cursor: Cursor, until: datetime) -> Keep:
        """Part after part, each kept as it comes: where a long reading breaks off, the next poll goes on. The last is
        kept with what follows from them all, so that none of it is lost when only the end is."""
        rows, last, deleted = 0, None, self.deep and cursor.at is not None
        changes = self.source.changes(self.account, cursor.at, until, cursor.place, deleted=deleted)
        async with aclosing(changes) as parts:
            while (part := await in_time(anext(parts, None), self.ends, GOES_ON if rows else "timeout")) is not None:
                rows += len(part.contacts) + len(part.deals) + len(part.gone_contacts) + len(part.gone_deals)
                if part.place:
                    await self.store.run(self._keep_part, part, until)
                else:
                    last = part
        answers = None
        if last is not None and last.cursor is not None and last.has_listed_deleted:
            answers = await self._ask(last.cursor)

        def keep(session: Session) -> Brought:
            if last is not None:
                self._write(session, last, until)
            if answers is not None:
                answers.keep(session, self.account.id, until)
            # Parts of an earlier poll may have come without an end: whoever ends looks at all of them.
            is_news = bool(rows or cursor.place or answers)
            if is_news:
                performance.resolve_matches(session, self.account.client_key, self.account.id)
            today = local_day(until, self.account.timezone or "UTC")
            learnt = rates.learn(session, self.account.client_key, today)
            return Brought(rows, learnt or is_news)

        return keep

    async def _ask(self, begun: datetime) -> _Answers | None:
        """What only a question by its id can settle; None where that could not be asked: the next poll does."""
        asked = await self.store.read(crm.unsure, self.account.id, begun)
        again, behind = CrmPart([], [], ""), dict[str, Collection[str]]()
        try:
            if asked.contacts or asked.deals:
                found = self.source.again(self.account, asked.contacts, asked.deals)
                again = await in_time(found, self.ends)
            if asked.alone:
                behind |= await in_time(self.source.contacts_of(self.account, asked.alone), self.ends)
        except Problem as problem:
            _log.warning("deep reading failed", account=self.account.id, detail=problem.detail)
            return None
        return _Answers(asked, again, behind)

    def _keep_part(self, session: Session, part: CrmPart, at: datetime) -> None:
        if not accounts.holds(session, self.claim, lease()):
            raise Overtaken
        self._write(session, part, at)

    def _write(self, session: Session, part: CrmPart, at: datetime) -> None:
        account = self.account.id
        crm.archive(session, account, part.gone_contacts, part.gone_deals, at)
        crm.upsert_contacts(session, account, part.contacts)
        forms.name(session, account, part.forms)
        crm.upsert_deals(session, account, part.deals)
        sync.set_cursor(session, account, part.cursor, part.place)
