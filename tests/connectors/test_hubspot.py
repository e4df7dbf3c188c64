"""HubSpot: what is asked (and what never is), searches beyond their cap, and days in the portal's zone."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from connectors.hubspot.descriptor import HubSpotCredentials
from connectors.hubspot.errors import CATEGORIES, POLICIES, STATUSES, classify
from connectors.hubspot.records import Meaning, to_contact, to_deal, zone
from connectors.hubspot.source import HubSpot
from connectors.hubspot.wire import Record, moment
from connectors.port import CrmPart
from connectors.problems import Wait
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, SchemaDrift, Transient
from domain.words import Remedy, Source
from tests.connectors.fakes import NOW, Naps, caller, hubspot_error, whole
from tests.connectors.loopback import sample

ACCOUNT = SourceAccount("acme", Source.HUBSPOT, "4711", options={"utm_property": "utm_campaign"})
MADRID = zone("Europe/Madrid")
YESTERDAY = NOW - timedelta(days=1)


class Portal:
    """HubSpot behind httpx.MockTransport, which records what it was asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {"details": sample("hubspot_details.json"), **answers}
        self.asked: list[tuple[str, Any]] = []
        self.naps = Naps()
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.handle))
        self.source = HubSpot(caller(http, self.naps), {"": HubSpotCredentials("key")})

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer key"
        body = json.loads(request.content) if request.content else dict(request.url.params)
        self.asked.append((request.url.path, body))
        kinds = ("forms", "properties", "details", "pipelines", "associations", "deals", "contacts")
        told = self.answers.get(next(kind for kind in kinds if kind in request.url.path), {"results": []})
        status, told = told if isinstance(told, tuple) else (200, told)
        return httpx.Response(status, json=told(body) if callable(told) else told)

    def bodies(self, ending: str) -> list[Any]:
        return [body for path, body in self.asked if path.endswith(ending)]


async def test_nothing_personal_is_ever_asked_for():
    portal = Portal()
    await whole(portal.source.changes(ACCOUNT, None, NOW))
    await whole(portal.source.changes(ACCOUNT, YESTERDAY, NOW))
    told = json.dumps(portal.asked)
    for word in ("email", "firstname", "lastname", "phone", "address", "dealname"):
        assert word not in told


async def test_the_first_load_is_a_plain_list_of_the_dated_path():
    portal = Portal()
    await whole(portal.source.changes(ACCOUNT, None, NOW))
    paths = [path for path, _ in portal.asked]
    assert paths == [
        "/account-info/2026-09/details",
        "/crm/objects/2026-09/contacts",
        "/crm/objects/2026-09/deals",
    ]
    (asked,) = portal.bodies("/contacts")
    assert asked["limit"] == "100"
    assert "utm_campaign" in asked["properties"].split(",")


async def test_later_loads_search_with_an_overlap_and_a_lag_sorted_by_id():
    portal = Portal()
    found = await whole(portal.source.changes(ACCOUNT, YESTERDAY, NOW))
    (contacts,) = portal.bodies("/contacts/search")
    (deals,) = portal.bodies("/deals/search")
    since, until = YESTERDAY - timedelta(minutes=5), NOW - timedelta(seconds=60)
    (group,) = contacts["filterGroups"]
    assert group["filters"] == [
        {"propertyName": "lastmodifieddate", "operator": "GTE", "value": str(int(since.timestamp() * 1000))},
        {"propertyName": "lastmodifieddate", "operator": "LTE", "value": str(int(until.timestamp() * 1000))},
    ]
    assert contacts["sorts"] == [{"propertyName": "hs_object_id", "direction": "ASCENDING"}]
    assert (contacts["limit"], contacts["after"]) == (200, "")
    assert deals["filterGroups"][0]["filters"][0]["propertyName"] == "hs_lastmodifieddate"
    assert found.cursor == until


def record(number: int, **properties: str | None) -> dict[str, Any]:
    at = "2026-11-03T10:00:00Z"
    known = {"utm_campaign": None, **properties}
    return {"id": str(number), "properties": known, "createdAt": at, "updatedAt": at}


class ManyContacts:
    """A search over contacts by number, which refuses, as the real one does, to go beyond 10,000 results.

    The contacts in `edited` change between the first and the second page, and so leave the result.
    """

    def __init__(self, size: int, edited: frozenset[int] = frozenset()) -> None:
        self.found, self.edited, self.asked = list(range(1, size + 1)), edited, 0

    def __call__(self, body: Mapping[str, Any]) -> Any:
        filters = body["filterGroups"][0]["filters"]
        floor = next((int(one["value"]) for one in filters if one["propertyName"] == "hs_object_id"), 0)
        offset = int(body["after"] or 0)
        assert offset + 200 <= 10_000, "HubSpot answers 400 here"
        if self.asked:
            self.found = [number for number in self.found if number not in self.edited]
        self.asked += 1
        left = [number for number in self.found if number > floor][offset:]
        paging = {"paging": {"next": {"after": str(offset + 200)}}} if len(left) > 200 else {}
        return {"results": [record(number) for number in left[:200]], **paging}


async def test_a_search_has_no_cap():
    portal = Portal(contacts=ManyContacts(20_301))
    found = await whole(portal.source.changes(ACCOUNT, YESTERDAY, NOW))
    assert [contact.contact_id for contact in found.contacts] == [str(n) for n in range(1, 20_302)]
    assert len(portal.bodies("/contacts/search")) == 102
    assert set(portal.naps.taken) == {0.2}


async def test_nobody_falls_between_two_pages_when_somebody_is_edited_meanwhile():
    portal = Portal(contacts=ManyContacts(450, frozenset({4, 5, 199})))
    found = await whole(portal.source.changes(ACCOUNT, YESTERDAY, NOW))
    assert [contact.contact_id for contact in found.contacts] == [str(n) for n in range(1, 451)]


class LongList:
    """A portal's list of contacts and of deals, a page of three at a time, which breaks off after so many pages."""

    def __init__(self, size: int, pages: int) -> None:
        self.size, self.pages = size, pages

    def __call__(self, params: Mapping[str, str]) -> Any:
        self.pages -= 1
        first = int(params.get("after", 0)) + 1
        last = min(first + 2, self.size)
        paging = {"paging": {"next": {"after": str(last)}}} if last < self.size else {}
        return {"results": [record(number) for number in range(first, last + 1)], **paging}


async def test_a_first_reading_that_breaks_off_goes_on_where_it_was_between_its_own_instants():
    contacts, deals = LongList(8, 9), LongList(7, 9)
    portal = Portal(contacts=contacts, deals=deals)
    read, place, later = [], "", NOW
    for _ in range(20):
        parts = portal.source.changes(ACCOUNT, None, later, place)
        part = await anext(parts)
        await parts.aclose()
        read += [one.contact_id for one in part.contacts] + [f"deal {one.deal_id}" for one in part.deals]
        place, later = part.place, later + timedelta(hours=1)
        if not place:
            break
    assert read == [*map(str, range(1, 9)), *(f"deal {n}" for n in range(1, 8))]
    assert part.cursor == NOW - timedelta(seconds=60)  # what changed since it began is searched for next
    assert [asked.get("after", "") for asked in portal.bodies("/contacts")] == ["", "3", "6"]


async def test_a_search_that_breaks_off_goes_on_between_its_own_instants():
    portal = Portal(contacts=ManyContacts(450))
    parts = portal.source.changes(ACCOUNT, YESTERDAY, NOW)
    first = await anext(parts)
    await parts.aclose()
    found = await whole(portal.source.changes(ACCOUNT, NOW, NOW + timedelta(hours=5), first.place))
    assert [contact.contact_id for contact in found.contacts] == [str(n) for n in range(201, 451)]
    assert found.cursor == NOW - timedelta(seconds=60)


async def test_a_property_that_the_portal_does_not_know_is_named_and_no_zero():
    """HubSpot leaves it out of the answer; one that exists and is empty comes as null."""
    misspelt = SourceAccount("acme", Source.HUBSPOT, "4711", options={"utm_property": "utm_campaing"})
    for since in (None, YESTERDAY):
        with pytest.raises(NeedsOwner) as caught:
            await whole(Portal(contacts={"results": [record(1)]}).source.changes(misspelt, since, NOW))
        assert (caught.value.remedy, caught.value.given) == (Remedy.FIX_PROPERTY, "utm_campaing")
    portal = Portal(properties=(404, {"category": "OBJECT_NOT_FOUND"}))
    with pytest.raises(NeedsOwner) as caught:
        await portal.source.describe(misspelt)
    assert caught.value.given == "utm_campaing"
    assert portal.asked[-1][0] == "/crm/properties/2026-09/contacts/utm_campaing"
    may_not_ask = (403, {"category": "MISSING_SCOPES"})
    for told in ({"name": "utm_campaign"}, may_not_ask):
        assert (await Portal(properties=told).source.describe(ACCOUNT)).account_id == "4711"


async def test_the_internal_name_of_a_property_is_lower_case():
    portal = Portal(contacts={"results": [record(1, utm_campaign="otono")]})
    loud = SourceAccount("acme", Source.HUBSPOT, "4711", options={"utm_property": " UTM_Campaign"})
    assert [one.utm_campaign for one in (await whole(portal.source.changes(loud, None, NOW))).contacts] == ["otono"]


async def test_a_record_that_changes_while_we_page_is_taken_at_its_newest():
    older = record(5, lifecyclestage="lead")
    newer = {**record(5, lifecyclestage="customer"), "updatedAt": "2026-11-03T11:00:00Z"}
    for pages in ([older, newer], [newer, older]):
        found = await whole(Portal(contacts={"results": pages}).source.changes(ACCOUNT, YESTERDAY, NOW))
        assert [contact.stage for contact in found.contacts] == ["customer"]


@pytest.mark.parametrize("since", [None, YESTERDAY])
async def test_pages_that_do_not_end_are_a_drift(since):
    page = {"results": [record(1)], "paging": {"next": {"after": "same"}}}
    with pytest.raises(SchemaDrift) as caught:
        await whole(Portal(contacts=page).source.changes(ACCOUNT, since, NOW))
    assert caught.value.path == "$.paging.next.after"


async def test_associations_are_read_in_batches_and_continued():
    def associations(body: Mapping[str, Any]) -> Any:
        if any("after" in one for one in body["inputs"]):
            return {"results": [{"from": {"id": "1"}, "to": [{"toObjectId": "32"}]}]}
        more = {"next": {"after": "x"}}
        return {"results": [{"from": {"id": "1"}, "to": [{"toObjectId": 31}], "paging": more}]}

    def deals(body: Mapping[str, Any]) -> Any:
        return {"results": [record(n) for n in range(1, 1502)]}

    portal = Portal(deals=deals, associations=associations)
    found = await whole(portal.source.changes(ACCOUNT, YESTERDAY, NOW))
    assert found.deals[0].contact_ids == ("31", "32")
    assert found.deals[1].contact_ids == ()
    assert [len(body["inputs"]) for body in portal.bodies("/batch/read")] == [1000, 502]


async def test_a_key_of_another_portal_is_refused_before_anything_is_read():
    portal = Portal()
    with pytest.raises(NeedsOwner) as caught:
        await whole(portal.source.changes(SourceAccount("acme", Source.HUBSPOT, "815"), None, NOW))
    assert caught.value.remedy is Remedy.SET_CREDENTIALS
    assert len(portal.asked) == 1


def test_an_unknown_time_zone_is_a_drift():
    for name in ("Europe/Nowhere", "../etc"):
        with pytest.raises(SchemaDrift):
            zone(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("", None),
        ("2026-11-01T10:00:00.123Z", datetime(2026, 11, 1, 10, 0, 0, 123000, UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("1793610000000", datetime(2026, 11, 2, 9, 0, tzinfo=UTC)),
    ],
)
def test_instants_come_in_three_forms(text, expected):
    assert moment(text, "$") == expected


ENDS = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "-62135596800000", "253402300799999", "9" * 30]


@pytest.mark.parametrize("text", ENDS)
@pytest.mark.parametrize("portal", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_a_day_at_the_ends_of_time_dates_nothing_and_stops_nothing(text, portal):
    assert moment(text, "$") is None
    here = zone(portal)
    given = {"createdate": text, "hs_v2_date_entered_lead": text, "closedate": text, "hs_is_closed": "true"}
    found = to_contact(Record("1", {**given, "lifecyclestage": "lead"}, NOW, NOW), "", here)
    assert (found.created_at, found.lead_day) == (NOW, NOW.astimezone(here).date())
    deal = to_deal(Record("1", given, NOW, NOW), [], {}, "EUR", here)
    assert (deal.created_at, deal.closed_day) == (NOW, None)
    system = Record("1", {"lifecyclestage": "lead"}, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert to_contact(system, "", here).updated_at < NOW


@pytest.mark.parametrize("text", ["soon"])
def test_another_form_is_a_drift_at_its_path(text):
    with pytest.raises(SchemaDrift) as caught:
        moment(text, "$.here")
    assert caught.value.path == "$.here"


def contact(utm_property: str = "", **properties: str | None) -> Any:
    made = Record("1", properties, NOW, NOW)
    return to_contact(made, utm_property, MADRID)


@pytest.mark.parametrize(
    ("stage", "is_lead"),
    [
        ("subscriber", False),
        ("lead", True),
        ("marketingqualifiedlead", True),
        ("salesqualifiedlead", True),
        ("opportunity", True),
        ("customer", True),
        ("evangelist", True),
        ("other", False),
        ("16094412", False),
        ("", False),
    ],
)
def test_a_contact_is_a_lead_once_its_stage_has_reached_it(stage, is_lead):
    assert (contact(lifecyclestage=stage).lead_day is not None) is is_lead


def test_a_contact_of_a_stage_of_ones_own_is_a_lead_if_it_ever_entered_that_stage():
    entered = contact(lifecyclestage="16094412", hs_v2_date_entered_lead="2026-11-01T23:30:00Z")
    assert entered.lead_day == datetime(2026, 11, 2, tzinfo=UTC).date()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("PAID_SEARCH", "one"),
        ("PAID_SOCIAL", "two"),
        ("EMAIL_MARKETING", "one"),
        ("OTHER_CAMPAIGNS", "one"),
        ("ORGANIC_SEARCH", ""),
        ("DIRECT_TRAFFIC", ""),
        (None, ""),
    ],
)
def test_without_a_property_of_its_own_the_campaign_is_in_the_source_details(source, expected):
    details = {"hs_analytics_source_data_1": "one", "hs_analytics_source_data_2": "two"}
    assert contact(hs_analytics_source=source, **details).utm_campaign == expected


def test_the_portals_own_property_wins():
    found = contact("utm", utm="autumn", hs_analytics_source="PAID_SEARCH", hs_analytics_source_data_1="one")
    assert found.utm_campaign == "autumn"


@pytest.mark.parametrize(
    ("amount", "kept"), [("1e12", 10**18), ("-1500.5", -1_500_500_000), ("1e30", None), ("1E+999999", None), ("", None)]
)
def test_an_amount_that_no_deal_is_worth_stops_nothing(amount, kept):
    assert to_deal(Record("1", {"amount": amount}, NOW, NOW), [], {}, "EUR", MADRID).amount_micros == kept


@pytest.mark.parametrize("amount", ["a lot", "1.234,50", "NaN", "Infinity"])
async def test_an_amount_that_cannot_be_read_stops_nothing_but_itself(amount):
    page = {"results": [record(1, amount=amount), record(2, amount="20")]}
    found = await whole(Portal(deals=page).source.changes(ACCOUNT, YESTERDAY, NOW))
    assert [deal.amount_micros for deal in found.deals] == [None, 20_000_000]


async def test_a_record_that_cannot_be_read_stops_itself_alone_unless_none_can_be():
    def told(wrong: int) -> Any:
        return {"results": [record(n, createdate="soon" if n <= wrong else None) for n in range(1, 7)]}

    for kind in ("contacts", "deals"):
        found = await whole(Portal(**{kind: told(5)}).source.changes(ACCOUNT, YESTERDAY, NOW))
        assert [getattr(one, f"{kind[:-1]}_id") for one in getattr(found, kind)] == ["6"]
        with pytest.raises(SchemaDrift):
            await whole(Portal(**{kind: told(6)}).source.changes(ACCOUNT, YESTERDAY, NOW))


def test_a_deal_is_also_told_in_the_currency_of_the_portal():
    told = {"amount": "1500", "deal_currency_code": "COP", "amount_in_home_currency": "0.33"}
    found = to_deal(Record("1", told, NOW, NOW), [], {}, "EUR", MADRID)
    assert (found.amount_micros, found.currency) == (1_500_000_000, "COP")
    assert (found.home_micros, found.home_currency) == (330_000, "EUR")


@pytest.mark.parametrize("told", ["2;3", " 2 ; 3;", "2,3", "3;1;2"])
def test_whoever_was_merged_into_a_record_is_known(told):
    assert sorted(contact(hs_merged_object_ids=told).merged) == ["2", "3"]
    made = to_deal(Record("1", {"hs_merged_object_ids": told}, NOW, NOW), [], {}, "EUR", MADRID)
    assert sorted(made.merged) == ["2", "3"]


class Bin:
    """A portal whose list of the deleted has two pages of contacts and one of deals."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, asked: Mapping[str, Any]) -> Any:
        if asked.get("archived") != "true":
            return {"results": [record(1)] if self.kind == "contacts" else []}
        assert asked["properties"] == "createdate", "HubSpot sends names and addresses where nothing is named"
        if self.kind == "deals":
            return {"results": [record(30)]}
        more = {} if "after" in asked else {"paging": {"next": {"after": "20"}}}
        return {"results": [record(21 if "after" in asked else 20)], **more}


async def test_what_was_deleted_is_listed_first_for_no_search_names_it():
    portal = Portal(contacts=Bin("contacts"), deals=Bin("deals"))
    parts = [part async for part in portal.source.changes(ACCOUNT, YESTERDAY, NOW, deleted=True)]
    gone = [(part.gone_contacts, part.gone_deals) for part in parts]
    assert gone == [(("20",), ()), (("21",), ()), ((), ("30",)), ((), ()), ((), ())]
    assert [part.has_listed_deleted for part in parts] == [False] * 4 + [True]
    resumed = [part async for part in portal.source.changes(ACCOUNT, None, NOW + timedelta(hours=1), parts[1].place)]
    assert [(part.gone_contacts, part.gone_deals) for part in resumed] == gone[2:]
    assert (resumed[-1].has_listed_deleted, resumed[-1].cursor) == (True, NOW - timedelta(seconds=60))
    usual = [part async for part in portal.source.changes(ACCOUNT, YESTERDAY, NOW)]
    assert not any(part.gone_contacts or part.gone_deals or part.has_listed_deleted for part in usual)


async def test_records_are_asked_for_by_their_ids_a_hundred_at_a_time():
    portal = Portal(contacts={"results": [record(1, utm_campaign="otono"), record(999)]})
    found = await portal.source.again(ACCOUNT, [str(n) for n in range(1, 151)], [])
    assert next((one.contact_id, one.utm_campaign) for one in found.contacts) == ("1", "otono")
    assert {one.contact_id for one in found.contacts} == {"1"}, "one that was merged away comes as another"
    assert [len(body["inputs"]) for body in portal.bodies("/contacts/batch/read")] == [100, 50]
    assert found.deals == []


OWN = "81234567"


@pytest.mark.parametrize(
    ("stages", "properties", "expected"),
    [
        ({}, {"hs_v2_date_entered_marketingqualifiedlead": "2026-11-14"}, ("14", "14", None, None)),
        ({}, {"hs_v2_date_entered_salesqualifiedlead": "2026-11-14"}, ("14", None, "14", None)),
        ({}, {"hs_v2_date_entered_customer": "2026-11-14"}, ("14", None, None, "14")),
        ({}, {"hs_v2_date_entered_evangelist": "2026-11-14"}, ("14", None, None, None)),
        ({}, {f"hs_v2_date_entered_{OWN}": "2026-11-14"}, (None, None, None, None)),
        ({OWN: "sql"}, {f"hs_v2_date_entered_{OWN}": "2026-11-14"}, ("14", None, "14", None)),
        ({OWN: "mql"}, {f"hs_v2_date_entered_{OWN}": "2026-11-14", "hs_v2_date_entered_lead": "2026-11-12"},
         ("12", "14", None, None)),
        ({OWN: "lead"}, {}, ("03", None, None, None)),
        ({OWN: "none"}, {f"hs_v2_date_entered_{OWN}": "2026-11-14"}, (None, None, None, None)),
        ({"lead": "none"}, {"hs_v2_date_entered_lead": "2026-11-12"}, (None, None, None, None)),
        ({"opportunity": "sql"}, {"hs_v2_date_entered_opportunity": "2026-11-12"}, ("12", None, "12", None)),
    ],
)  # fmt: skip
def test_whoever_reached_any_stage_that_counts_is_a_lead_since_then(stages, properties, expected):
    made = Record("1", {"lifecyclestage": OWN, "createdate": "2026-11-03T10:00:00Z", **properties}, NOW, NOW)
    found = to_contact(made, "", MADRID, Meaning(stages))
    days = (found.lead_day, found.mql_day, found.sql_day, found.customer_day)
    assert tuple(day and f"{day:%d}" for day in days) == expected


@pytest.mark.parametrize(
    ("leads", "reached", "expected"),
    [
        (None, "lead", True),
        ((), "lead", False),
        (("lead",), "customer", True),
        (("marketingqualifiedlead",), "lead", False),
        (("marketingqualifiedlead",), "marketingqualifiedlead", True),
        (("marketingqualifiedlead",), "customer", True),
        (("marketingqualifiedlead",), "77", True),  # which the client says is an SQL
        ((OWN,), "lead", False),
        ((OWN,), OWN, True),
        ((OWN, "salesqualifiedlead"), "customer", True),
        (("subscriber",), "subscriber", True),
    ],
)
def test_a_client_may_say_from_which_stage_on_a_contact_is_a_lead(leads, reached, expected):
    told = Record("1", {f"hs_v2_date_entered_{reached}": "2026-11-14", "lifecyclestage": "other"}, NOW, NOW)
    assert (to_contact(told, "", MADRID, Meaning({"77": "sql"}, leads)).lead_day is not None) is expected
    undated = Record("1", {"lifecyclestage": reached}, NOW, NOW)
    assert (to_contact(undated, "", MADRID, Meaning({"77": "sql"}, leads)).lead_day is not None) is expected


async def test_stages_of_a_portals_own_are_asked_for_and_those_without_a_meaning_are_named():
    options = [("subscriber", "Subscriber"), ("lead", "Lead"), (OWN, "Visita"), ("9", "Cualificado"), ("8", "")]
    told = {"options": [{"value": value, "label": label} for value, label in options]}
    portal = Portal(properties=told)
    account = SourceAccount("acme", Source.HUBSPOT, "4711", stages={OWN: "sql"})
    assert (await portal.source.describe(account)).unnamed_stages == (("9", "Cualificado"), ("8", ""))
    await whole(portal.source.changes(account, None, NOW))
    (asked,) = portal.bodies("/contacts")
    assert f"hs_v2_date_entered_{OWN}" in asked["properties"].split(",")
    for silent in ((403, {"category": "MISSING_SCOPES"}), {"name": "lifecyclestage"}):
        assert (await Portal(properties=silent).source.describe(account)).unnamed_stages == ()


def test_a_portal_is_read_anew_where_its_property_or_its_stages_are_others():
    source = Portal().source
    others = (
        ACCOUNT,
        replace(ACCOUNT, options={}),
        replace(ACCOUNT, stages={OWN: "sql"}),
        replace(ACCOUNT, stages={OWN: "mql"}),
        replace(ACCOUNT, leads=(OWN,)),
    )
    assert len({source.rules(one) for one in others}) == len(others)
    assert source.rules(replace(ACCOUNT, options={"utm_property": " UTM_Campaign"})) == source.rules(ACCOUNT)


def expect(problem, todo) -> None:
    if isinstance(todo, Remedy):
        assert isinstance(problem, NeedsOwner)
        assert problem.remedy is todo
    else:
        assert isinstance(problem, Transient)
        assert problem.reason == todo.value


@pytest.mark.parametrize(("category", "todo"), CATEGORIES.items())
def test_every_category_has_its_class(category, todo):
    expect(classify(httpx.Response(418, json=hubspot_error(418, category)[1])), todo)


@pytest.mark.parametrize(("status", "todo"), STATUSES.items())
def test_every_status_without_a_category_has_its_class(status, todo):
    expect(classify(httpx.Response(status, content=b"<html>")), todo)


@pytest.mark.parametrize(("status", "todo"), [(418, Remedy.REPORT_BUG), (400, Remedy.REPORT_BUG), (599, Wait.SERVER)])
def test_an_unknown_status_is_the_servers_or_ours(status, todo):
    expect(classify(httpx.Response(status)), todo)


@pytest.mark.parametrize(("policy", "seconds"), POLICIES.items())
def test_every_policy_names_its_wait_whatever_its_case(policy, seconds):
    for spelt in (policy, policy.lower()):
        problem = classify(httpx.Response(429, json=hubspot_error(429, "RATE_LIMITS", spelt)[1]))
        assert isinstance(problem, Transient)
        assert problem.retry_after == seconds


def test_a_retry_after_wins_over_the_policy_and_a_lock_waits_two_seconds():
    body = hubspot_error(429, "RATE_LIMITS", "DAILY")[1]
    told = classify(httpx.Response(429, json=body, headers={"Retry-After": "4"}))
    locked = classify(httpx.Response(423))
    assert isinstance(told, Transient)
    assert isinstance(locked, Transient)
    assert (told.retry_after, locked.retry_after) == (4, 2)


async def test_hubspots_own_client_sends_the_same_search():
    sdk = pytest.importorskip("hubspot_sdk")
    sent: list[Any] = []

    def record_request(request: httpx.Request) -> httpx.Response:
        sent.append((request.method, request.url.path, json.loads(request.content)))
        return httpx.Response(200, json={"results": [], "total": 0})

    portal = Portal()
    await whole(portal.source.changes(ACCOUNT, YESTERDAY, NOW))
    path, ours = next((path, body) for path, body in portal.asked if path.endswith("/contacts/search"))
    with httpx.Client(transport=httpx.MockTransport(record_request)) as http:
        theirs = sdk.HubSpot(base_url="https://api.hubapi.com", access_token="x", http_client=http)
        theirs.crm.objects.contacts.search(
            after=ours["after"],
            filter_groups=ours["filterGroups"],
            limit=ours["limit"],
            properties=ours["properties"],
            sorts=ours["sorts"],
        )
    ((method, their_path, body),) = sent
    assert method == "POST"
    assert body == ours
    dated = re.compile(r"/20\d\d-\d\d/")
    assert dated.split(their_path)[0] == dated.split(path)[0]


GUIDE, QUOTE = "0e5c2c4d-7a44-4f7a-9a53-0a6f5a7c1b01", "7b0b6a4e-0d0c-4b8e-8d0e-5d3b7a1c9f02"
SENT = f"{QUOTE}::1793660400000;{GUIDE}::1793487600000;{GUIDE.upper()}::1793401200000;nonsense;{GUIDE}::x"


def asking(*leads: str) -> SourceAccount:
    return replace(ACCOUNT, leads=leads)


def sending(**answers: Any) -> Portal:
    """A contact in no stage that counts, who sent a form twice and another once; and the portal's two forms."""
    forms = {"results": [{"id": GUIDE, "name": "Guía 2026"}, {"id": QUOTE, "name": "Presupuesto"}]}
    contact = record(1, lifecyclestage="subscriber", hs_calculated_form_submissions=SENT)
    return Portal(**{"contacts": {"results": [contact]}, "forms": forms, **answers})


async def parts_of(portal: Portal, account: SourceAccount) -> CrmPart:
    return await anext(portal.source.changes(account, None, NOW))


async def test_a_contact_tells_the_forms_that_it_sent_by_the_first_day_and_what_they_are_called():
    part = await parts_of(sending(), ACCOUNT)
    (contact,) = part.contacts
    assert dict(contact.forms) == {f"form:{GUIDE}": date(2026, 10, 31), f"form:{QUOTE}": date(2026, 11, 3)}
    assert part.forms == {f"form:{GUIDE}": "Guía 2026", f"form:{QUOTE}": "Presupuesto"}
    assert contact.lead_day is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (("form:guia 2026",), date(2026, 10, 31)),
        ((f"form:{GUIDE}",), date(2026, 10, 31)),
        ((f"form:{QUOTE.upper()}",), date(2026, 11, 3)),
        (("form:Presupuesto", "lead"), date(2026, 11, 3)),
        (("lead",), None),
        ((), None),
    ],
)
async def test_whoever_sent_a_form_that_makes_a_lead_is_one_since_then(said, day):
    part = await parts_of(sending(), asking(*said))
    assert [contact.lead_day for contact in part.contacts] == [day]


async def test_where_forms_alone_make_a_lead_no_stage_does():
    contact = record(1, lifecyclestage="lead", hs_v2_date_entered_lead="2026-11-03")
    part = await parts_of(sending(contacts={"results": [contact]}), asking(f"form:{GUIDE}"))
    assert [one.lead_day for one in part.contacts] == [None]


async def test_a_form_that_nobody_knows_is_named():
    with pytest.raises(NeedsOwner) as caught:
        await parts_of(sending(), asking("form:Guia 2025"))
    assert (caught.value.remedy, caught.value.given) == (Remedy.FIX_FORM, "Guia 2025")


async def test_a_key_that_may_not_ask_for_forms_tells_them_by_their_ids():
    closed = (403, {"category": "MISSING_SCOPES"})
    part = await parts_of(sending(forms=closed), asking(f"form:{GUIDE}"))
    assert [contact.lead_day for contact in part.contacts] == [date(2026, 10, 31)]
    assert part.forms == {}
    with pytest.raises(NeedsOwner) as caught:
        await parts_of(sending(forms=closed), asking("form:guia 2026"))
    assert caught.value.remedy is Remedy.RAISE_SCOPE


def test_what_makes_a_lead_is_a_rule_by_which_records_are_read():
    source = Portal().source
    assert len({source.rules(one) for one in (ACCOUNT, asking(), asking("lead"), asking("form:a"))}) == 4
