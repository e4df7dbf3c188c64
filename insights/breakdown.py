"""Pictures taken apart: from the same sums as their cards, so that the parts come to what the card says."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from domain import breakdown as parted
from domain.breakdown import Breakdown, By, Part
from domain.campaign_data import added, of_platforms
from domain.entities import Client
from domain.facts import DaySums
from domain.kpi import Totals, get, is_claimed, read
from domain.snapshot import Snapshot
from domain.window import Window
from domain.words import Claim
from storage import Session
from storage.directory.spending import Unclaimed, unclaimed
from storage.facts import parts
from storage.facts.parts import Named

MOST = 20
"""Parts that are told one by one; what the others come to is told together."""


def breakdown(session: Session, pictures: Sequence[Snapshot], by: By) -> Breakdown:
    """The pictures, which are of one client and the same days, by platform, device or campaign.

    Several are taken apart by our own campaigns, one by the platforms' own. What a CRM counts has no part: of each part
    the platforms' own word is told, and beside the whole what the card says.
    """
    first = pictures[0]
    client, currency = first.client, first.client.currency
    kpis = parted.kpis_of(one.campaign for one in pictures)
    card = Part("", parted.added((one.totals for one in pictures), currency))
    if by is By.CAMPAIGN and len(pictures) > 1:
        own = [Part(one.campaign.name, one.totals) for one in pictures]
        return Breakdown(by, client, _window(pictures), kpis, _ranked(own, currency), card)
    whole = parted.added((_of_platforms(one, _inside(one)) for one in pictures), currency)
    found = [Part(name, _sums(pictures, days)) for name, days in _days(session, pictures, by).items()]
    left = parted.rest(whole, [one.totals for one in found])
    some = _ranked([*found, *([Part("", left)] if left else [])], currency)
    of_crm = {key for key in kpis if card.reading(key).claim is Claim.CRM and is_claimed(get(key))}
    kpis = tuple(key for key in kpis if key not in of_crm or read(key, whole).value)  # else they count nothing of it
    told = card if of_crm.intersection(kpis) else None
    return Breakdown(by, client, _window(pictures), kpis, some, Part("", whole), told)


def besides(session: Session, client: Client, window: Window) -> list[Unclaimed]:
    """What the client's accounts spent in these days by campaigns of nobody: no campaign of ours has it in its sum."""
    return [one for one in unclaimed(session, window) if one.client_key == client.key]


def _window(pictures: Sequence[Snapshot]) -> Window:
    return Window(min(one.window.start for one in pictures), max(one.window.end for one in pictures))


def _inside(one: Snapshot) -> tuple[DaySums, ...]:
    return tuple(row for row in one.data.days if row.day in one.window)


def _of_platforms(one: Snapshot, days: Iterable[DaySums]) -> Totals:
    """What the platforms say of some days of a picture."""
    return added(of_platforms(one.data), days, (), answered=False)


def _days(session: Session, pictures: Sequence[Snapshot], by: By) -> dict[str, dict[str, tuple[DaySums, ...]]]:
    """By part, and by campaign, its days."""
    if by is By.PLATFORM:
        sources = dict.fromkeys(row.source for one in pictures for row in _inside(one))
        return {
            source.value: {
                one.campaign.key: tuple(row for row in _inside(one) if row.source is source) for one in pictures
            }
            for source in sources
        }
    read: Callable[[Session, Collection[str], Window], Mapping[Named, tuple[DaySums, ...]]]
    read = parts.by_device if by is By.DEVICE else parts.by_campaign
    found: dict[str, dict[str, tuple[DaySums, ...]]] = {}
    windows = {one.campaign.key: one.window for one in pictures}
    for named, days in read(session, windows.keys(), _window(pictures)).items():
        name = named.name.lower() if by is By.DEVICE else f"{named.source}:{named.name}"
        mine, key = found.setdefault(name, {}), named.campaign_key
        mine[key] = mine.get(key, ()) + tuple(row for row in days if row.day in windows[key])
    return found


def _sums(pictures: Sequence[Snapshot], days: Mapping[str, tuple[DaySums, ...]]) -> Totals:
    some = (_of_platforms(one, days.get(one.campaign.key, ())) for one in pictures)
    return parted.added(some, pictures[0].client.currency)


def _ranked(found: Sequence[Part], currency: str) -> tuple[Part, ...]:
    """Most spent first, what no part claims last; what does not fit is one part more."""
    ranked = sorted(found, key=lambda one: (not one.name, -(one.totals.spend or 0), one.name))
    if len(ranked) <= MOST:
        return tuple(ranked)
    return (*ranked[:MOST], Part("", parted.added((one.totals for one in ranked[MOST:]), currency)))
