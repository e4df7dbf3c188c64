"""HubSpot in our nouns."""

from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from connectors.credentials import HubSpotCredentials, choose
from connectors.http import Caller
from connectors.hubspot.client import HubSpotClient
from connectors.hubspot.wire import (
    CONTACT_PROPERTIES,
    DEAL_PROPERTIES,
    Pipelines,
    Record,
    moment,
)
from connectors.port import CrmChanges
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, SchemaDrift
from domain.facts import AccountInfo, Contact, Deal
from domain.money import micros
from domain.words import Remedy, Source

OVERLAP = timedelta(minutes=5)  # what was indexed late is read again
INDEX_LAG = timedelta(seconds=60)  # what changed just now may not be searchable yet

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
    text = record.properties.get("amount")
    number = _decimal(text)
    if text and number is None:
        raise SchemaDrift("$.results[*].properties.amount", "not a number")
    return micros(number) if number is not None else None


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


class HubSpot:
    """The portals that the service keys open. Constructing it opens nothing."""

    source = Source.HUBSPOT

    def __init__(self, caller: Caller, credentials: Mapping[str, HubSpotCredentials]) -> None:
        """`credentials` by name, "" the default: one service key opens one portal."""
        self._clients = {name: HubSpotClient(caller, held) for name, held in credentials.items()}

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Currency and time zone; NeedsOwner(SET_CREDENTIALS) when the key opens another portal."""
        details = await choose(self._clients, account).details()
        if str(details.portal_id) != account.account_id:
            detail = f"the key opens portal {details.portal_id}, not {account.account_id}"
            raise NeedsOwner(detail, Remedy.SET_CREDENTIALS)
        return AccountInfo(account.account_id, "", details.company_currency, details.time_zone)

    async def changes(self, account: SourceAccount, since: datetime | None, until: datetime) -> CrmChanges:
        """All records at first, later those changed since the cursor, with an overlap: some come again."""
        client = choose(self._clients, account)
        # Asked at every poll: a key exchanged for another portal's would mix two clients' contacts.
        about = await self.describe(account)
        tz, utm_property = zone(about.timezone), account.options.get("utm_property", "")
        cursor = until - INDEX_LAG
        own = (utm_property,) if utm_property else ()
        contacts = await _gather(_pages(client, "contacts", (*CONTACT_PROPERTIES, *own), since, cursor))
        deals = await _gather(_pages(client, "deals", DEAL_PROPERTIES, since, cursor))
        behind = await client.contacts_of(list(deals)) if deals else {}
        stages = outcomes(await client.pipelines()) if deals else {}
        return CrmChanges(
            [to_contact(record, utm_property, tz) for record in contacts.values()],
            [to_deal(d, behind.get(d.id, []), stages, about.currency, tz) for d in deals.values()],
            cursor,
        )


def _pages(
    client: HubSpotClient, kind: str, properties: tuple[str, ...], since: datetime | None, until: datetime
) -> AsyncIterator[list[Record]]:
    if since is None:
        return client.listed(kind, properties)
    return client.changed(kind, properties, since - OVERLAP, until)


async def _gather(pages: AsyncIterator[list[Record]]) -> dict[str, Record]:
    """Records by id, the newest version of each: one that changes while we page may come twice."""
    found: dict[str, Record] = {}
    async for page in pages:
        for record in page:
            if record.id not in found or found[record.id].updated_at <= record.updated_at:
                found[record.id] = record
    return found
