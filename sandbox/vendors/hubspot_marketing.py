"""HubSpot's marketing campaigns: the list, and what each brought in contacts, deals and revenue."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.vendors.hubspot_errors import invalid, not_found, whole
from sandbox.vendors.hubspot_objects import View
from sandbox.vendors.wire import Json
from sandbox.world import World, days
from sandbox.world.campaigns import CAMPAIGNS
from sandbox.world.catalogue import Campaign, account
from sandbox.world.crm import OWNERS
from sandbox.world.origins import form_id
from sandbox.world.records import Record

_MODELS = (
    *("LINEAR", "FIRST_INTERACTION", "LAST_INTERACTION", "FULL_PATH", "U_SHAPED"),
    *("W_SHAPED", "TIME_DECAY", "J_SHAPED", "INVERSE_J_SHAPED"),
)
_PAID = ("PAID_SEARCH", "PAID_SOCIAL")
_PAGE = 100
_CONTACT_TYPES = ("contactFirstTouch", "contactLastTouch", "influencedContacts")


def forms(view: View, query: Mapping[str, str]) -> Json:
    """A page of the forms that anybody has sent by now, in the order of their names."""
    states = (one.at(view.now) for one in view.records("contacts"))
    names = sorted({name for state in states if state and (name := state.get("first_conversion_event_name"))})
    limit, begin = whole(query.get("limit", "20"), "limit", _PAGE), query.get("after", "")
    rest = [name for name in names if name >= begin]
    told = [{"id": form_id(name), "name": name, "formType": "hubspot", "archived": False} for name in rest[:limit]]
    paging = {"paging": {"next": {"after": rest[limit]}}} if len(rest) > limit else {}
    return {"results": told, **paging}


@dataclass(frozen=True, slots=True)
class Marketing:
    """The campaigns of one portal as one request sees them."""

    world: World
    view: View

    def campaigns(self) -> list[Campaign]:
        """The portal's campaigns that have begun."""
        client = account(self.view.portal.id).client
        today = days.local_date(days.from_ms(self.view.now))
        return [one for one in CAMPAIGNS if one.client == client and self._day(one.first) <= today]

    def listed(self, query: Mapping[str, str]) -> Json:
        """A page of campaigns; only the properties asked for."""
        limit, after = whole(query.get("limit", "50"), "limit", _PAGE), query.get("after", "0")
        if not after.isdigit():
            raise invalid(f"after is not a paging cursor: {after}")
        found = [one for one in self.campaigns() if query.get("name", "").lower() in one.name.lower()]
        names = query.get("properties", "").split(",")
        page = [self._written(one, names) for one in found[int(after) : int(after) + limit]]
        more = int(after) + limit < len(found)
        paging = {"paging": {"next": {"after": str(int(after) + limit)}}} if more else {}
        return {"total": len(found), "results": page, **paging}

    def one(self, guid: str, query: Mapping[str, str]) -> Json:
        """One campaign, without assets."""
        return {**self._written(self._named(guid), query.get("properties", "").split(",")), "assets": {}}

    def metrics(self, guid: str, query: Mapping[str, str]) -> Json:
        """Sessions and new contacts in the window."""
        campaign = self._named(guid)
        since, until = _window(query)
        last = list(self._contacts(campaign, since, until))
        first = [one for one in last if self._first_touch(one)]
        return {
            "sessions": self._clicks(campaign, since, until),
            "newContactsFirstTouch": len(first),
            "newContactsLastTouch": len(last),
            "influencedContacts": len(last),
        }

    def revenue(self, guid: str, query: Mapping[str, str]) -> Json:
        """Deals of the campaign's contacts and the revenue closed in the window; numbers, not strings."""
        model = query.get("attributionModel", "LINEAR")
        if model not in _MODELS:
            raise invalid(f"attributionModel must be one of {', '.join(_MODELS)}; found {model}")
        campaign = self._named(guid)
        since, until = _window(query)
        contacts = list(self._contacts(campaign, date.min, date.max))
        if model == "FIRST_INTERACTION":
            contacts = [one for one in contacts if self._first_touch(one)]
        ids = {one.id for one in contacts}
        deals = [one for one in self.view.portal.deals if self.view.portal.contact_of[one.id] in ids]
        open_by_now = [state for one in deals if (state := one.at(self.view.now))]
        won = [state for state in open_by_now if state["hs_is_closed_won"] == "true"]
        closed = [state for state in won if since.isoformat() <= state["closedate"][:10] <= until.isoformat()]
        return {
            "contactsNumber": len({one.id for one in contacts if self.view.related("contacts", "deals", one.id)}),
            "dealsNumber": len(open_by_now),
            "dealAmount": _total(open_by_now),
            "revenueAmount": _total(closed),
            "currencyCode": "EUR",
        }

    def contacts(self, guid: str, kind: str, query: Mapping[str, str]) -> Json:
        """Ids of the contacts that the campaign touched."""
        if kind not in _CONTACT_TYPES:
            raise invalid(f"contactType must be one of {', '.join(_CONTACT_TYPES)}; found {kind}")
        found = self._contacts(self._named(guid), *_window(query))
        ids = [one.id for one in found if kind != "contactFirstTouch" or self._first_touch(one)]
        begin = int(query.get("after", "0")) if query.get("after", "0").isdigit() else 0
        paging = {"paging": {"next": {"after": str(begin + _PAGE)}}} if begin + _PAGE < len(ids) else {}
        return {"results": [{"id": one} for one in ids[begin : begin + _PAGE]], **paging}

    def _day(self, offset: int) -> date:
        return self.world.anchor + timedelta(days=offset)

    def _guid(self, campaign: Campaign) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.view.portal.id}/{campaign.utm}"))

    def _named(self, guid: str) -> Campaign:
        for campaign in self.campaigns():
            if self._guid(campaign) == guid:
                return campaign
        raise not_found(f"Campaign {guid} not found")

    def _written(self, campaign: Campaign, names: list[str]) -> Json:
        begin = days.bounds(self._day(campaign.first))[0]
        values = {
            "hs_name": campaign.name,
            "hs_start_date": self._day(campaign.first).isoformat(),
            "hs_end_date": self._day(campaign.last).isoformat(),
            "hs_utm": campaign.utm,
            "hs_owner": OWNERS[self.view.portal.id][0],
            "hs_campaign_status": "in_progress",
            "hs_goal": campaign.goals[0],
            "hs_audience": campaign.persona,
            "hs_currency_code": "EUR",
            "hs_budget_items_sum_amount": str(campaign.budget),
        }
        return {
            "id": self._guid(campaign),
            "businessUnits": [{"id": 0}],
            "createdAt": days.iso_ms(begin),
            "updatedAt": days.iso_ms(begin),
            "properties": {name: value for name, value in values.items() if name in names},
        }

    def _contacts(self, campaign: Campaign, since: date, until: date) -> Iterator[Record]:
        for one in self.view.portal.contacts:
            state = one.at(self.view.now)
            if state is None or state.get("utm_campaign") != campaign.utm:
                continue
            if since.isoformat() <= state["createdate"][:10] <= until.isoformat():
                yield one

    def _first_touch(self, contact: Record) -> bool:
        return (contact.at(self.view.now) or {}).get("hs_analytics_source") in _PAID

    def _clicks(self, campaign: Campaign, since: date, until: date) -> int:
        lines = [line for group in self.world.lines.values() for line in group if line.spec.campaign == campaign.key]
        return sum(
            seen.clicks
            for line in lines
            for _, _, seen in line.read(max(since, min(line.days)), min(until, max(line.days)), self.view.now)
        )


def _window(query: Mapping[str, str]) -> tuple[date, date]:
    try:
        since = date.fromisoformat(query.get("startDate", "2006-01-01"))
        return since, date.fromisoformat(query.get("endDate", "9999-12-31"))
    except ValueError:
        raise invalid("startDate and endDate must be YYYY-MM-DD", "INVALID_DATE") from None


def _total(states: list[Mapping[str, str]]) -> float:
    return sum(round(float(state["amount"]) * 100) for state in states) / 100
