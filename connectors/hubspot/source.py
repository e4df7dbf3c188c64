"""HubSpot in our nouns."""

from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

import msgspec

from connectors.credentials import choose
from connectors.http import Caller
from connectors.hubspot.client import HubSpotClient
from connectors.hubspot.descriptor import DESCRIPTOR, HubSpotCredentials
from connectors.hubspot.wire import (
    CONTACT_PROPERTIES,
    DEAL_PROPERTIES,
    Pipelines,
    Record,
    moment,
)
from connectors.port import CrmPart
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, SchemaDrift
from domain.facts import AccountInfo, Contact, Deal
from domain.money import micros
from domain.words import Remedy

OVERLAP = timedelta(minutes=5)  # what was indexed late is read again
MOST_DIGITS = 12  # after the first one; beyond, an amount is a slip that no database keeps: the deal is read without it
INDEX_LAG = timedelta(seconds=60)  # what changed just now may not be searchable yet
CONTACTS, DEALS = KINDS = ("contacts", "deals")

REACHED_LEAD = frozenset(
    {"lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist"}
)
# Where HubSpot's source details hold the campaign's name; elsewhere they hold pages or imports.
CAMPAIGN_DETAIL = {
    "PAID_SEARCH": "hs_analytics_source_data_1",
    "PAID_SOCIAL": "hs_analytics_source_data_2",
    "EMAIL_MARKETING": "hs_analytics_source_data_1",
    "OTHER_CAMPAIGNS": "hs_analytics_source_data_1",
}


def zone(name: str) -> ZoneInfo:
    """The portal's time zone; SchemaDrift when it is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise SchemaDrift("$.timeZone", f"unknown time zone {name!r}") from None


def _local_day(record: Record, name: str, tz: ZoneInfo) -> date | None:
    when = moment(record.properties.get(name), f"$.results[*].properties.{name}")
    return when.astimezone(tz).date() if when else None


def _stage_day(record: Record, stage: str, tz: ZoneInfo) -> date | None:
    newer, older = f"hs_v2_date_entered_{stage}", f"hs_lifecyclestage_{stage}_date"
    return _local_day(record, newer, tz) or _local_day(record, older, tz)


def utm_campaign(record: Record, utm_property: str) -> str:
    """The campaign that brought a contact: the portal's own property, else HubSpot's source details."""
    own = record.properties.get(utm_property) if utm_property else None
    detail = CAMPAIGN_DETAIL.get(record.properties.get("hs_analytics_source") or "", "")
    return own or record.properties.get(detail) or ""


def to_contact(record: Record, utm_property: str, tz: ZoneInfo) -> Contact:
    """A contact without personal data. It is a lead once its stage has reached lead or any later one."""
    stage = record.properties.get("lifecyclestage") or ""
    created = moment(record.properties.get("createdate"), "$.results[*].properties.createdate") or record.created_at
    entered = _stage_day(record, "lead", tz)
    return Contact(
        contact_id=record.id,
        utm_campaign=utm_campaign(record, utm_property),
        source=record.properties.get("hs_analytics_source") or "",
        stage=stage,
        created_at=created,
        lead_day=entered or (created.astimezone(tz).date() if stage in REACHED_LEAD else None),
        mql_day=_stage_day(record, "marketingqualifiedlead", tz),
        sql_day=_stage_day(record, "salesqualifiedlead", tz),
        customer_day=_stage_day(record, "customer", tz),
        updated_at=record.updated_at,
    )


def outcomes(pipelines: Pipelines) -> dict[tuple[str, str], tuple[bool, bool]]:
    """(closed, won) by pipeline and stage. "closedwon" is the name of only the default pipeline's stage."""
    return {
        (pipeline.id, stage.id): (
            stage.metadata.is_closed == "true",
            stage.metadata.is_closed == "true" and _decimal(stage.metadata.probability) == 1,
        )
        for pipeline in pipelines.results
        for stage in pipeline.stages
    }


def _decimal(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _amount(record: Record) -> int | None:
    """What the deal is worth in micros; None where nobody says, or says what no deal is worth."""
    text = record.properties.get("amount")
    number = _decimal(text)
    if text and number is None:
        raise SchemaDrift("$.results[*].properties.amount", "not a number")
    return micros(number) if number is not None and number.adjusted() <= MOST_DIGITS else None


def to_deal(
    record: Record,
    contacts: list[str],
    stages: Mapping[tuple[str, str], tuple[bool, bool]],
    home_currency: str,
    tz: ZoneInfo,
) -> Deal:
    """A deal; without a currency of its own it is in the portal's."""
    got = record.properties.get
    stage = got("dealstage") or ""
    told = (got("hs_is_closed") == "true", got("hs_is_closed_won") == "true")
    is_closed, is_won = stages.get((got("pipeline") or "", stage), told)
    created = moment(got("createdate"), "$.results[*].properties.createdate") or record.created_at
    return Deal(
        deal_id=record.id,
        contact_ids=tuple(dict.fromkeys(contacts)),
        amount_micros=_amount(record),
        currency=got("deal_currency_code") or home_currency,
        stage=stage,
        is_closed=is_closed,
        is_won=is_won,
        created_at=created,
        closed_day=_local_day(record, "closedate", tz) if is_closed else None,
        updated_at=record.updated_at,
    )


class Place(msgspec.Struct):
    """Where a reading stands: among which records, after which id, between which instants."""

    kind: str
    after: str
    since: datetime | None
    until: datetime

    def text(self) -> str:
        """As it is kept."""
        return msgspec.json.encode(self).decode()

    def onward(self, after: str) -> "Place | None":
        """The next page: of the same records, else of those that come after them; None when all has been read."""
        if after:
            return Place(self.kind, after, self.since, self.until)
        following = KINDS[KINDS.index(self.kind) + 1 :]
        return Place(following[0], "", self.since, self.until) if following else None


@dataclass(slots=True)
class Portal:
    """A portal as one reading finds it."""

    client: HubSpotClient
    currency: str
    tz: ZoneInfo
    utm_property: str
    _stages: Mapping[tuple[str, str], tuple[bool, bool]] | None = None

    async def part(self, place: Place) -> CrmPart:
        """The page at a place."""
        own = (self.utm_property,) if self.utm_property else ()
        properties = DEAL_PROPERTIES if place.kind == DEALS else (*CONTACT_PROPERTIES, *own)
        if place.since is None:
            page, after = await self.client.listed(place.kind, properties, place.after)
        else:
            since = place.since - OVERLAP
            page, after = await self.client.changed(place.kind, properties, since, place.until, place.after)
        following = place.onward(after)
        contacts, deals = ([], page) if place.kind == DEALS else (page, [])
        self.refuse_unknown(contacts)
        return CrmPart(
            [to_contact(record, self.utm_property, self.tz) for record in _newest(contacts)],
            await self._deals(_newest(deals)),
            following.text() if following else "",
            None if following else place.until,
        )

    async def _deals(self, records: list[Record]) -> list[Deal]:
        if not records:
            return []
        behind = await self.client.contacts_of([record.id for record in records])
        if self._stages is None:
            self._stages = outcomes(await self.client.pipelines())
        return [to_deal(one, behind.get(one.id, []), self._stages, self.currency, self.tz) for one in records]

    def refuse_unknown(self, contacts: list[Record]) -> None:
        """NeedsOwner(FIX_PROPERTY) where the portal does not know the property that names the campaign.

        An unknown property is left out of the answer, an empty one comes as null.
        """
        name = self.utm_property
        if name and contacts and not any(name in record.properties for record in contacts):
            raise self.unknown_property()

    def unknown_property(self) -> NeedsOwner:
        """What is said where the portal has no such contact property."""
        name = self.utm_property
        return NeedsOwner(f"the portal has no contact property {name!r}", Remedy.FIX_PROPERTY, name)


class HubSpot:
    """The portals that the service keys open. Constructing it opens nothing."""

    descriptor = DESCRIPTOR

    def __init__(self, caller: Caller, credentials: Mapping[str, HubSpotCredentials]) -> None:
        """`credentials` by name, "" the default: one service key opens one portal."""
        self._clients = {name: HubSpotClient(caller, held) for name, held in credentials.items()}

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Currency and time zone. NeedsOwner where the key opens another portal, or a property is not known to it."""
        about, portal = await self._portal(account)
        if portal.utm_property and not await portal.client.knows(portal.utm_property):
            raise portal.unknown_property()
        return about

    async def _portal(self, account: SourceAccount) -> tuple[AccountInfo, Portal]:
        client = choose(self._clients, account)
        details = await client.details()
        if str(details.portal_id) != account.account_id:
            detail = f"the key opens portal {details.portal_id}, not {account.account_id}"
            raise NeedsOwner(detail, Remedy.SET_CREDENTIALS)
        about = AccountInfo(account.account_id, "", details.company_currency, details.time_zone)
        # The internal names of properties are lower case, however they are shown.
        utm_property = account.options.get("utm_property", "").strip().lower()
        return about, Portal(client, about.currency, zone(about.timezone), utm_property)

    async def changes(
        self, account: SourceAccount, since: datetime | None, until: datetime, place: str = ""
    ) -> AsyncGenerator[CrmPart, None]:
        """All records at first, later those changed since the cursor, with an overlap: page after page."""
        # Asked at every poll: a key exchanged for another portal's would mix two clients' contacts.
        _, portal = await self._portal(account)
        begun = msgspec.json.decode(place, type=Place) if place else Place(CONTACTS, "", since, until - INDEX_LAG)
        at: Place | None = begun
        while at is not None:
            part = await portal.part(at)
            yield part
            at = msgspec.json.decode(part.place, type=Place) if part.place else None


def _newest(page: Iterable[Record]) -> list[Record]:
    """Each record once, in its newest version."""
    found: dict[str, Record] = {}
    for record in page:
        if record.id not in found or found[record.id].updated_at <= record.updated_at:
            found[record.id] = record
    return list(found.values())
