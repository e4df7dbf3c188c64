"""Whether the people whom a file puts in charge belong to the agency: Slack is asked before anything is done."""

from collections.abc import Iterable

import aiohttp

from bot.settings import Settings
from notifiers.delivery.fitness import Unfit, outsider
from notifiers.slack.calls import call, web_client
from notifiers.slack.outbox import SlackOutbox
from storage import declare
from storage.declare.document import Kind, Named
from templates.charts import ChartSpec

EXAMPLE = "U0MAYA"


async def faults(chosen: Settings, declaration: declare.Declaration) -> list[declare.Fault]:
    """One for each `owner:` and each of `managers:` who is no member of the team. Raises a Problem where Slack does not
    say."""
    named = list(_in_charge(declaration))
    found = await _outsiders(chosen, {user for user, _, _ in named})
    return [
        declare.Fault(declaration.file, line, path, code(found[user]), user, EXAMPLE)
        for user, line, path in named
        if user in found
    ]


def code(why: Unfit) -> str:
    """The fault of naming somebody who may not be in charge."""
    return "person_unknown" if why is Unfit.NOBODY else f"person_{why.value}"


def _in_charge(declaration: declare.Declaration) -> Iterable[tuple[str, int, str]]:
    for entry in declaration.entries:
        owner = entry.fields.get("owner") if entry.kind is Kind.CAMPAIGN else None
        managers = entry.fields.get("managers") if entry.kind is Kind.CLIENT else None
        if owner and owner.value:
            yield owner.value, owner.line, owner.path
        yield from _each(managers) if managers else ()


def _each(managers: Named) -> Iterable[tuple[str, int, str]]:
    for position, user in enumerate(managers.value):
        yield user, managers.line, f"{managers.path}[{position}]"


async def _outsiders(chosen: Settings, users: Iterable[str]) -> dict[str, Unfit]:
    """By person why not, for those who are no members."""
    found = {}
    async with aiohttp.ClientSession() as session:
        client = web_client(chosen.slack_bot_token, chosen.slack_api_url, session)
        me = await call(client, "auth.test", {})
        slack = SlackOutbox(client, _never, home=(me.get("team_id"), me.get("enterprise_id")))
        for user in sorted(users):
            if why := outsider(await slack.person(user)):
                found[user] = why
    return found


async def _never(_spec: ChartSpec) -> bytes:
    raise AssertionError("asking about a person draws nothing")
