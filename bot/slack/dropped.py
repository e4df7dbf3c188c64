"""A file that somebody dropped in a direct message: fetched from Slack, then compared with what is stored."""

import re
from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.reconciling import compared, whose
from bot.slack.answers import takes_answers
from commands.context import Context, Reply
from commands.router import gate
from connectors.exports import Export, Problem, read
from domain.errors import NeedsOwner, SchemaDrift, Transient
from domain.window import Window
from domain.words import Source
from notifiers.slack.calls import TIMEOUT_S, call
from templates.cards import dropped as cards
from templates.cards.imports import problem
from templates.words import Words

MOST_BYTES = 10 * 1024 * 1024
"""A year of fifty campaigns by day and device; a larger file is cut off, and refused."""
_BESIDE = {
    "--decimal": "decimal:comma | decimal:point",
    "--dates": "dates:dmy | dates:mdy",
    "--currency": "currency:EUR",
    "--only": "only:NAME",
}
"""What settles an open question, written beside the file."""
_SAID = re.compile(r"(?<!\S)(decimal(?=:(?:comma|point)\b)|dates(?=:(?:dmy|mdy)\b)|currency|only):(\S+)")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a file is called and holds. `data` None: Slack does not hand it over."""

    name: str
    data: bytes | None


class Files:
    """Fetches files by their ids, with the bot's own token, from Slack alone."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session

    async def fetch(self, file_id: str) -> Dropped:
        """The file's name and bytes. Transient where Slack has none now.

        A token that lacks the scope gets Slack's page for signing in, and no refusal.
        """
        try:
            told = (await call(self._client, "files.info", {"file": file_id})).get("file") or {}
        except NeedsOwner:
            return Dropped("", None)
        name, address = str(told.get("name") or file_id), str(told.get("url_private_download") or "")
        if not takes_answers(address, self._client.base_url):
            raise SchemaDrift("files.info: file.url_private_download", "not an address of Slack's")
        async with self._session.get(
            address,
            headers={"Authorization": f"Bearer {self._client.token}"},
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(TIMEOUT_S),
        ) as answer:
            if answer.status in {401, 403} or (answer.content_type == "text/html" != told.get("mimetype")):
                return Dropped(name, None)
            if answer.status != 200:  # noqa: PLR2004 - HTTP's own
                raise Transient(f"a file: HTTP {answer.status}", reason="download")
            data = bytearray()
            async for part in answer.content.iter_chunked(2**16):
                data += part
                if len(data) > MOST_BYTES:
                    break
        return Dropped(name, bytes(data))


def answer(ctx: Context, file: Dropped, said: str) -> Reply:
    """What the file and what is stored have in common; `said` beside it settles what the file leaves open."""
    if refused := gate(ctx):
        return refused
    if file.data is None:
        return Reply(cards.no_scope_card(ctx.speech), done=False)
    if len(file.data) > MOST_BYTES:
        return Reply(cards.too_big_card(ctx.speech, file.name, MOST_BYTES // 1024**2), done=False)
    return _compared(ctx, file.name, file.data, dict(_SAID.findall(said)))


def _compared(ctx: Context, name: str, data: bytes, options: dict[str, str]) -> Reply:
    # Whose page wrote it is known once it is known whose campaigns it speaks of.
    any_ = read(data, Source.CSV, today=ctx.now.date(), **options)
    if not any_.rows:
        return _unreadable(ctx, name, any_)
    found = whose(ctx.session, ctx.clients, any_.campaigns)
    if found is None:
        return Reply(cards.nobodys_card(ctx.speech, name), done=False)
    client, account = found
    export = read(data, account.source, today=ctx.now.date(), **options)
    if export.problems:
        return _unreadable(ctx, name, export)
    rows = compared(ctx.session, client, account, export, ctx.now)
    days = [row.day for row in rows]
    told = cards.Compared(name, client.name, account.source, Window(min(days), max(days)), rows)
    return Reply(cards.compared_card(ctx.speech, told), done=False)


def _unreadable(ctx: Context, name: str, export: Export) -> Reply:
    return Reply(
        cards.unreadable_card(ctx.speech, name, [_said(ctx.words, one) for one in export.problems]), done=False
    )


def _said(w: Words, one: Problem) -> str:
    return problem(w, one.code.value, one.line, one.column, one.given, _BESIDE.get(one.option, one.option))
