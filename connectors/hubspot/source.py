"""HubSpot in our nouns."""

from collections.abc import AsyncGenerator, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from connectors.credentials import choose
from connectors.http import Caller
from connectors.hubspot.client import HubSpotClient
from connectors.hubspot.descriptor import DESCRIPTOR, HubSpotCredentials
from connectors.hubspot.records import Meaning, form_token, outcomes, read, to_contact, to_deal, zone
from connectors.hubspot.wire import CONTACT_PROPERTIES, DEAL_PROPERTIES, STAGES, Record
from connectors.port import CrmPart
from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from domain.facts import AccountInfo, Contact, CrmStage, Deal, OpenAccount
from domain.labels import label
from domain.results import FORM, forms_named
from domain.words import Remedy

OVERLAP = timedelta(minutes=5)  # what was indexed late is read again
INDEX_LAG = timedelta(seconds=60)  # what changed just now may not be searchable yet
CONTACTS, DEALS = KINDS = ("contacts", "deals")
RULES = "3"
"""Of reading records: a portal that was read by others is read anew."""
NO_STAGES = frozenset({"subscriber", "other"})
"""HubSpot's own stages that count as nothing unless a client says otherwise."""


class Place(msgspec.Struct):
    """Where a reading stands: among which records, after which id, between which instants.

    `deleted`: first those that were deleted are listed, which no search names; `lists_deleted`: now they are.
    """

    kind: str
    after: str
    since: datetime | None
    until: datetime
    deleted: bool = False
    lists_deleted: bool = False

    def text(self) -> str:
        """As it is kept."""
        return msgspec.json.encode(self).decode()

    def onward(self, after: str) -> "Place | None":
        """The next page: of the same records, else of those that come after them; None when all has been read."""
        if after:
            return msgspec.structs.replace(self, after=after)
        following = KINDS[KINDS.index(self.kind) + 1 :]
        if following:
            return msgspec.structs.replace(self, kind=following[0], after="")
        if self.lists_deleted:
            return msgspec.structs.replace(self, kind=CONTACTS, after="", lists_deleted=False)
        return None


@dataclass(slots=True)
class Portal:
    """A portal as one reading finds it. `meaning` is what its client says of its stages."""

    client: HubSpotClient
    currency: str
    tz: ZoneInfo
    utm_property: str
    meaning: Meaning
    _outcomes: Mapping[tuple[str, str], tuple[bool, bool]] | None = None
    _forms: Mapping[str, str] | None = None

    async def part(self, place: Place) -> CrmPart:
        """The page at a place."""
        if place.lists_deleted:
            gone, after = await self.client.listed(place.kind, ("createdate",), place.after, deleted=True)
            return self._part(place, after, gone=gone)
        properties = self._properties(place.kind)
        if place.since is None:
            page, after = await self.client.listed(place.kind, properties, place.after)
        else:
            since = place.since - OVERLAP
            page, after = await self.client.changed(place.kind, properties, since, place.until, place.after)
        if place.kind == CONTACTS:
            self.refuse_unknown(page)
            told = self._part(place, after, contacts=page)
            return replace(told, forms=await self._names(told.contacts))
        return self._part(place, after, deals=await self.deals(page))

    def _part(
        self,
        place: Place,
        after: str,
        contacts: Collection[Record] = (),
        deals: Collection[Deal] = (),
        gone: Collection[Record] = (),
    ) -> CrmPart:
        following = place.onward(after)
        ids = tuple(record.id for record in gone)
        return CrmPart(
            self.contacts(contacts),
            list(deals),
            following.text() if following else "",
            None if following else place.until,
            ids if place.kind == CONTACTS else (),
            ids if place.kind == DEALS else (),
            has_listed_deleted=place.deleted and following is None,
        )

    def _properties(self, kind: str) -> tuple[str, ...]:
        if kind == DEALS:
            return DEAL_PROPERTIES
        own = (self.utm_property,) if self.utm_property else ()
        return (*CONTACT_PROPERTIES, *(f"hs_v2_date_entered_{stage}" for stage in self.meaning.own), *own)

    async def _names(self, contacts: Collection[Contact]) -> Mapping[str, str]:
        """What the portal's forms are called, where anybody sent one; nothing where the key may not ask."""
        if self._forms is None and any(one.forms for one in contacts):
            try:
                self._forms = await named_forms(self.client)
            except NeedsOwner:
                self._forms = {}
        return self._forms or {}

    def contacts(self, records: Collection[Record]) -> list[Contact]:
        """Contacts in our nouns."""
        return read(records, lambda one: to_contact(one, self.utm_property, self.tz, self.meaning))

    async def deals(self, records: Collection[Record]) -> list[Deal]:
        """Deals in our nouns, with who is behind them."""
        if not records:
            return []
        behind = await self.client.contacts_of([record.id for record in records])
        if self._outcomes is None:
            self._outcomes = outcomes(await self.client.pipelines())
        known = self._outcomes
        return read(records, lambda one: to_deal(one, behind.get(one.id, []), known, self.currency, self.tz))

    async def by_ids(self, contacts: Collection[str], deals: Collection[str]) -> CrmPart:
        """These records as they are now; those that are not there are left out."""
        people = await self.client.by_ids(CONTACTS, contacts, self._properties(CONTACTS))
        bought = await self.client.by_ids(DEALS, deals, DEAL_PROPERTIES)
        return CrmPart(self.contacts(people), await self.deals(bought), "")

    async def unnamed_stages(self) -> tuple[CrmStage, ...]:
        """The portal's stages that count as nothing because nobody has said what they are."""
        known = {*STAGES, *NO_STAGES, *self.meaning.own}
        found = await self.client.stages()
        return tuple(CrmStage(one.value, label(one.label)) for one in found if one.value not in known)

    def refuse_unknown(self, contacts: Collection[Record]) -> None:
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

    async def opened(self, credential: str) -> list[OpenAccount]:
        """The one portal of the key."""
        details = await choose(self._clients, SourceAccount("", DESCRIPTOR.source, "", credential)).details()
        return [OpenAccount(str(details.portal_id), "", details.company_currency, details.time_zone)]

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Currency and time zone. NeedsOwner where the key opens another portal, or a property is not known to it."""
        about, portal = await self._portal(account)
        if portal.utm_property and not await portal.client.knows(portal.utm_property):
            raise portal.unknown_property()
        return replace(about, unnamed_stages=await portal.unnamed_stages())

    async def _portal(self, account: SourceAccount) -> tuple[AccountInfo, Portal]:
        client = choose(self._clients, account)
        details = await client.details()
        if str(details.portal_id) != account.account_id:
            detail = f"the key opens portal {details.portal_id}, not {account.account_id}"
            raise NeedsOwner(detail, Remedy.SET_CREDENTIALS)
        about = AccountInfo(account.account_id, "", details.company_currency, details.time_zone)
        meaning = Meaning(account.stages, _lead_stages(account), await _lead_forms(client, account))
        return about, Portal(client, about.currency, zone(about.timezone), _utm_property(account), meaning)

    def rules(self, account: SourceAccount) -> str:
        """What its records are read by: the property with the campaign, what its stages count as, what makes a lead."""
        stages = ",".join(f"{stage}={means}" for stage, means in sorted(account.stages.items()))
        leads = ("as ever",) if account.leads is None else account.leads
        return "|".join((RULES, _utm_property(account), stages, *leads))

    async def changes(
        self,
        account: SourceAccount,
        since: datetime | None,
        until: datetime,
        place: str = "",
        *,
        deleted: bool = False,
    ) -> AsyncGenerator[CrmPart, None]:
        """All records at first, later those changed since the cursor, with an overlap: page after page."""
        # Asked at every poll: a key exchanged for another portal's would mix two clients' contacts.
        _, portal = await self._portal(account)
        begun = Place(CONTACTS, "", since, until - INDEX_LAG, deleted, lists_deleted=deleted)
        at: Place | None = msgspec.json.decode(place, type=Place) if place else begun
        while at is not None:
            part = await portal.part(at)
            yield part
            at = msgspec.json.decode(part.place, type=Place) if part.place else None

    async def again(self, account: SourceAccount, contacts: Collection[str], deals: Collection[str]) -> CrmPart:
        """These records as they are now, by their ids."""
        _, portal = await self._portal(account)
        return await portal.by_ids(contacts, deals)

    async def contacts_of(self, account: SourceAccount, deals: Collection[str]) -> Mapping[str, Collection[str]]:
        """Who is behind deals by now."""
        _, portal = await self._portal(account)
        return await portal.client.contacts_of(list(deals))


async def named_forms(client: HubSpotClient) -> dict[str, str]:
    """The portal's forms as a definition calls them, with their names."""
    return {form_token(one.id): label(one.name) for one in await client.forms()}


async def _lead_forms(client: HubSpotClient, account: SourceAccount) -> frozenset[str]:
    """The forms that its client says make a lead. NeedsOwner(FIX_FORM) where the portal has none of that name."""
    found, unknown = forms_named(account.leads or (), {})
    if unknown:
        found, unknown = forms_named(account.leads or (), await named_forms(client))
    if unknown:
        name = unknown[0].removeprefix(FORM)
        raise NeedsOwner(f"the portal has no form {name!r}", Remedy.FIX_FORM, name)
    return found


def _lead_stages(account: SourceAccount) -> tuple[str, ...] | None:
    """The stages that its client says make a lead; None where nothing is said."""
    return None if account.leads is None else tuple(one for one in account.leads if not one.startswith(FORM))


def _utm_property(account: SourceAccount) -> str:
    """The internal names of properties are lower case, however they are shown."""
    return account.options.get("utm_property", "").strip().lower()
