"""How whole the agency's set-up is: a handful of questions, however many clients there are."""

from collections.abc import Sequence
from datetime import datetime

from domain.entities import Campaign, Client
from domain.money import Money
from domain.set_up import SetUp
from domain.window import Window
from domain.words import Audience
from storage import Session
from storage.directory import channels
from storage.directory.ages import freshness_of
from storage.directory.spending import unclaimed

MONTH = 30
"""Days over which spend that is nobody's is told."""


def set_up(session: Session, clients: Sequence[Client], running: Sequence[Campaign], now: datetime) -> SetUp:
    """What is amiss of these clients and of the campaigns that run or are to come."""
    known = {client.key: client for client in clients}
    heard = {one.client_key for one in channels.everyone(session) if one.audience is Audience.INTERNAL}
    free = [one for one in unclaimed(session, Window.trailing(now.date(), MONTH)) if one.client_key in known]
    sums: dict[str, tuple[int, int]] = {}
    for one in free:
        many, micros = sums.get(one.currency, (0, 0))
        sums[one.currency] = many + one.many, micros + one.micros
    return SetUp(
        failing=tuple((known[key], fresh) for key, _, _, fresh in freshness_of(session, known) if fresh.error),
        silent=tuple(client for client in clients if client.key not in heard),
        aimless=tuple(one for one in running if not one.goals),
        unfunded=tuple(one for one in running if not one.budget.micros),
        unclaimed=tuple((many, Money(micros, currency)) for currency, (many, micros) in sums.items()),
    )
