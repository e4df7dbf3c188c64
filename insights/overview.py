"""Many campaigns at a glance: a page of them in full, those in trouble first, however many there are.

The order needs the goals of every campaign, and the pictures of a page alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from domain.audience import Urgency, judged, seen_kpis, seen_spend, urgency, urgency_of_goals
from domain.campaign_data import Scope
from domain.entities import Campaign, Client
from domain.names import fold
from domain.overview import Listed, Overview, Sort
from domain.period import usual_window
from domain.window import local_day
from domain.words import Audience
from insights.goals import Standing, standings
from insights.status import statuses
from insights.troubles import about
from storage import Session
from storage.alerts.alerts import Alert
from storage.facts import fx

T = TypeVar("T")
EXACT = 40
"""Up to so many campaigns are pictured in full before they are put in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign with the view in which it is seen."""

    campaign: Campaign
    client: Client
    view: Audience


@dataclass(frozen=True, slots=True)
class Order:
    """How the campaigns are put in order, and which page of them is meant. `grouped`: those of a client together, its
    first one where it would stand alone."""

    sort: Sort = Sort.TROUBLE
    page: int = 1
    grouped: bool = False


USUAL = Order()


def overview(session: Session, asked: Sequence[Asked], now: datetime, most: int, order: Order = USUAL) -> Overview:
    """A page of `most` campaigns in that order, over their usual windows, and how many there are in all."""
    several = len({one.client.key for one in asked}) > 1
    opened, pages = about(session, [(one.campaign, one.client) for one in asked], now), -(-len(asked) // most) or 1
    page = min(max(1, order.page), pages)
    mine, grouped = slice(most * (page - 1), most * page), order.grouped and several
    if len(asked) <= max(EXACT, most):
        rows = _sorted(session, _pictured(session, asked, now, opened), order.sort, now, grouped=grouped)[mine]
    else:
        chosen = _ranked(session, asked, now, opened, order.sort, grouped=grouped)[mine]
        rows = _sorted(session, _pictured(session, chosen, now, opened), order.sort, now, grouped=grouped)
    return Overview(tuple(rows), len(asked), several, page, pages, order.sort, grouped)


def _pictured(
    session: Session, asked: Sequence[Asked], now: datetime, opened: Mapping[str, Sequence[Alert]]
) -> list[Listed]:
    """All of them in full; each one's place rests on what its view may see."""
    pictures = statuses(session, [(one.campaign, one.client) for one in asked], now, opened=opened)
    return [Listed(picture, one.view) for picture, one in zip(pictures, asked, strict=True)]


def _sorted(session: Session, rows: list[Listed], sort: Sort, now: datetime, *, grouped: bool) -> list[Listed]:
    worth = _worth(session, [row.snapshot.client for row in rows], sort, now)

    def place(row: Listed) -> Any:
        shown = row.snapshot
        match sort:
            case Sort.TROUBLE:
                return urgency(shown, row.view)
            case Sort.MONEY:
                return -worth(seen_spend(shown.campaign, row.view, shown.totals.spend), shown.client)
            case Sort.NAME:
                return _by_name(shown.campaign, shown.client)

    found = sorted(rows, key=place)
    return _together(found, lambda row: row.snapshot.client.key) if grouped else found


def _ranked(
    session: Session,
    asked: Sequence[Asked],
    now: datetime,
    opened: Mapping[str, Sequence[Alert]],
    sort: Sort,
    *,
    grouped: bool,
) -> list[Asked]:
    """All of them in order, of which none is pictured: no pace is asked."""
    found = [] if sort is Sort.NAME else _standings(session, asked, now)
    worth = _worth(session, [one.client for one in asked], sort, now)
    days = {zone: local_day(now, zone) for zone in {one.client.timezone for one in asked}}

    def place(number: int) -> Any:
        one = asked[number]
        match sort:
            case Sort.TROUBLE:
                has_ended = one.campaign.end < days[one.client.timezone]
                return _urgency(one, found[number], opened, has_ended=has_ended)
            case Sort.MONEY:
                return -worth(seen_spend(one.campaign, one.view, found[number].spend), one.client)
            case Sort.NAME:
                return _by_name(one.campaign, one.client)

    ranked = [asked[number] for number in sorted(range(len(asked)), key=place)]
    return _together(ranked, lambda one: one.client.key) if grouped else ranked


def _standings(session: Session, asked: Sequence[Asked], now: datetime) -> list[Standing]:
    scopes = []
    for one in asked:
        today = local_day(now, one.client.timezone)
        scopes.append(Scope(one.campaign, one.client, usual_window(one.campaign, today), today))
    return standings(session, scopes)


def _urgency(one: Asked, known: Standing, opened: Mapping[str, Sequence[Alert]], *, has_ended: bool) -> Urgency:
    """Those of which an alert is open or that miss their goals first, by the money that this concerns."""
    findings = [row.finding for row in opened.get(one.campaign.key, ())]
    seen = judged(known.headline, known.goals, findings, one.view, seen_kpis(one.campaign, one.view))
    return urgency_of_goals(seen, seen_spend(one.campaign, one.view, known.spend), has_ended=has_ended)


def _together(ranked: Sequence[T], client: Callable[[T], str]) -> list[T]:
    """Those of a client after its first one, in the same order."""
    places = {key: n for n, key in reversed(list(enumerate(map(client, ranked))))}
    return sorted(ranked, key=lambda one: places[client(one)])


def _by_name(campaign: Campaign, client: Client) -> tuple[str, str, str]:
    return fold(client.name), fold(campaign.name), campaign.key


def _worth(session: Session, clients: Sequence[Client], sort: Sort, now: datetime) -> Callable[[int, Client], Decimal]:
    """What micros of a client's currency are worth beside those of others; one without a rate counts as it stands."""
    currencies = {client.currency for client in clients}
    if sort is not Sort.MONEY or len(currencies) < 2:  # noqa: PLR2004 - one currency has nothing to be converted into
        return lambda micros, _client: Decimal(micros)
    rates, day = fx.rates(session, currencies, now.date()), now.date()

    def worth(micros: int, client: Client) -> Decimal:
        rate = rates.on(client.currency, day)
        return micros * (rate.euros if rate else Decimal(1))

    return worth
