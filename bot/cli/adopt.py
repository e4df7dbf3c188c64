"""`vigia adopt`: what on the platforms nobody claims, listed; by its name or id one becomes a campaign."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from domain.money import Money
from domain.names import fold
from domain.window import Window
from storage import Session, reading, session
from storage.directory import campaigns, clients
from storage.directory.campaigns import Unclaimed
from storage.directory.changes import Via
from templates.cards import terminal

UNKNOWN = 2
MOST = 20
"""How many names a sentence holds."""


@dataclass(frozen=True, slots=True)
class Free:
    """One that nobody claims, with the flight and the budget that adopting takes over."""

    found: Unclaimed
    days: Window
    budget: Money

    @property
    def place(self) -> str:
        """Its account and id: what tells it from another of the same name or id."""
        return f"{self.found.account.account_id}:{self.found.campaign.entity_id}"

    def is_called(self, text: str) -> bool:
        """Whether the text is its name (accents and case do not matter), its id, or account and id."""
        campaign = self.found.campaign
        return text in {campaign.entity_id, self.place} or fold(text) == fold(campaign.name)

    def told(self) -> dict[str, object]:
        """As JSON has it; days as ISO has them, the budget in units of its currency, null where there is none."""
        campaign, account = self.found.campaign, self.found.account
        return {
            "source": account.source.value,
            "account": account.account_id,
            "id": campaign.entity_id,
            "name": campaign.name,
            "start": self.days.start.isoformat(),
            "end": self.days.end.isoformat(),
            "budget": _number(self.budget),
            "currency": self.budget.currency,
            "budget_period": campaign.budget_period or None,
            "budget_shared": bool(campaign.shared_budget),
            "account_budget": _number(Money(account.budget.amount_micros, self.budget.currency))
            if account.budget
            else None,
        }


def _number(budget: Money) -> int | float | None:
    amount = budget.amount
    return (int(amount) if amount == int(amount) else float(amount)) if amount else None


def run(name: str, *, client: str, as_json: bool) -> None:
    """List, or adopt the one that is called so; exit code 2 for a client or a name that nobody has."""
    chosen = settings.load()
    now = tools.business_clock(chosen)()
    with tools.database(chosen) as engine:
        if not name:
            with reading(engine) as opened:
                free = _free(opened, client, chosen.lang, now)
            _list(free, chosen.lang, as_json=as_json)
            return
        with session(engine) as opened:
            one = _meant(_free(opened, client, chosen.lang, now), name, chosen.lang)
            found, actor = one.found, tools.person("adopt")
            made = campaigns.adopt(opened, found.account.id, found.campaign.entity_id, actor, now, Via.FILE)
    if as_json:
        _print({**one.told(), "key": made.key})
    else:
        print(terminal.adopted(chosen.lang, made))


def _free(opened: Session, client: str, locale: str, now: datetime) -> list[Free]:
    known = [one.key for one in clients.everyone(opened)]
    if client not in known:
        raise fail(terminal.unknown_client(locale, client, known), UNKNOWN)
    found = campaigns.unclaimed(opened, client)
    return [Free(one, *campaigns.taken_over(opened, one.account, one.campaign, now)) for one in found]


def _meant(free: Sequence[Free], name: str, locale: str) -> Free:
    """The only one of that name or id: what is written is not guessed."""
    if not free:
        raise fail(terminal.claimed(locale), UNKNOWN)
    meant = [one for one in free if one.is_called(name)]
    if len(meant) > 1:
        raise fail(terminal.which(locale, [one.place for one in meant]), UNKNOWN)
    if not meant:
        names = [one.found.campaign.name for one in free[:MOST]]
        raise fail(terminal.unclaimed(locale, name, [*names, *(["…"] if len(free) > MOST else [])]), UNKNOWN)
    return meant[0]


def _list(free: Sequence[Free], locale: str, *, as_json: bool) -> None:
    if as_json:
        _print([one.told() for one in free])
        return
    if not free:
        print(terminal.claimed(locale))
        return
    rows = [(one.found.campaign, one.found.account.source, one.days, one.budget) for one in free]
    for line in tools.aligned(terminal.waiting(locale, rows)):
        print(line)


def _print(plain: Mapping[str, object] | Sequence[Mapping[str, object]]) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=2))
