"""HubSpot: its own client in strict mode reads what the service says; nulls and limits are tested with a plain one."""

from datetime import timedelta

import httpx
import pytest

from tests.sandbox.vendor_server import START, vendors

KEY = "sandbox-hubspot-acme"
CONTACTS = "/hubspot/crm/objects/2026-09/contacts"


@pytest.fixture(scope="module")
def served():
    with vendors() as running:
        yield running


@pytest.fixture
def http(served):
    served.clock.instant = START
    headers = {"Authorization": f"Bearer {KEY}"}
    with httpx.Client(base_url=served.base, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def sdk(served):
    served.clock.instant = START
    hubspot_sdk = pytest.importorskip("hubspot_sdk")
    with httpx.Client(trust_env=False) as plain:
        yield hubspot_sdk.HubSpot(
            base_url=f"{served.base}/hubspot",
            access_token=KEY,
            default_headers={"X-Sandbox-No-Nulls": "1"},
            _strict_response_validation=True,
            max_retries=0,
            http_client=plain,
        )


def _search(client: httpx.Client, *filters: dict, **more: object) -> dict:
    body = {"filterGroups": [{"filters": list(filters)}], "sorts": ["hs_object_id"], "properties": [], "limit": 200}
    answer = client.post(f"{CONTACTS}/search", json={**body, "after": "0", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_hubspots_client_reads_lists_page_after_page(sdk, http):
    page = sdk.crm.objects.contacts.list(limit=100, properties=["email", "utm_campaign", "lifecyclestage"])
    seen = [record.id for record in page]
    assert len(seen) == len(set(seen)) == _search(http)["total"] > 500


def test_hubspots_client_searches(sdk):
    found = sdk.crm.objects.contacts.search(
        after="0",
        filter_groups=[{"filters": [{"propertyName": "utm_campaign", "operator": "EQ", "value": "otono-2026"}]}],
        limit=200,
        properties=["email", "utm_campaign"],
        sorts=["hs_object_id"],
    )
    assert found.total > 300
    assert len(found.results) == 200
    assert {record.properties["utm_campaign"] for record in found.results} == {"otono-2026"}


def test_hubspots_client_reads_deals_batches_and_associations(sdk):
    deals = sdk.crm.objects.deals.list(limit=50, properties=["amount", "hs_is_closed_won", "dealstage"]).results
    ids = [deal.id for deal in deals]
    links = sdk.crm.associations.batch.get(
        from_object_type="deals", to_object_type="contacts", inputs=[{"id": i} for i in ids]
    )
    assert [link.from_.id for link in links.results] == ids
    contacts = {link.to[0].to_object_id for link in links.results}
    batch = sdk.crm.objects.contacts.batch.get(
        inputs=[{"id": i} for i in sorted(contacts)],
        properties=["email"],
        properties_with_history=["lifecyclestage"],
    )
    assert {record.id for record in batch.results} == contacts
    assert batch.results[0].properties_with_history["lifecyclestage"][-1].value in {"lead", "subscriber"}


def test_hubspots_client_reads_everything_around_the_records(sdk):
    assert sdk.account.get().portal_id == 424242
    assert sdk.account.get_daily_private_apps_usage().results[0].usage_limit == 625_000
    assert [owner.email for owner in sdk.crm.owners.list().results] == [
        "maya.ferrer@example.com",
        "sara.ruiz@example.com",
    ]
    stages = sdk.crm.pipelines.list("deals").results[0].stages
    assert [stage.id for stage in stages if stage.metadata["probability"] == "1.0"] == ["closedwon"]
    stage = sdk.crm.properties.get("lifecyclestage", object_type="contacts")
    assert "customer" in [option.value for option in stage.options]


def test_hubspots_client_reads_campaigns_and_their_reports(sdk):
    campaigns = sdk.marketing.campaigns.list(properties=["hs_name", "hs_utm"]).results
    otono = next(one for one in campaigns if one.properties["hs_utm"] == "otono-2026")
    dates = {"start_date": "2026-10-01", "end_date": "2026-11-16"}
    metrics = sdk.marketing.campaigns.metrics.get_attribution_metrics(otono.id, **dates)
    assert metrics.new_contacts_last_touch > metrics.new_contacts_first_touch > 200
    revenue = sdk.marketing.campaigns.metrics.get_revenue_attribution(otono.id, attribution_model="LINEAR", **dates)
    assert (revenue.currency_code, revenue.revenue_amount > 10_000) == ("EUR", True)
    ids = sdk.marketing.campaigns.metrics.list_contact_ids_by_type("contactLastTouch", campaign_guid=otono.id, **dates)
    assert len(ids.results) == 100


def test_hubspots_client_raises_on_faults(sdk, served):
    import hubspot_sdk

    for kind, error in [
        ("429", hubspot_sdk.RateLimitError),
        ("500", hubspot_sdk.InternalServerError),
        ("expired_token", hubspot_sdk.AuthenticationError),
    ]:
        served.faults.add("hubspot", kind, 1)
        with pytest.raises(error):
            sdk.account.get()


def test_a_property_without_a_value_is_null_and_an_unknown_one_is_absent(http):
    organic = _search(
        http, {"propertyName": "utm_campaign", "operator": "NOT_HAS_PROPERTY"}, properties=["utm_campaign", "x"]
    )
    properties = organic["results"][0]["properties"]
    assert properties["utm_campaign"] is None
    assert "x" not in properties


def test_both_versions_and_both_names_serve_the_same(http):
    paths = [
        f"/hubspot/crm/objects/{version}/{kind}?limit=5"
        for version in ("2026-03", "2026-09")
        for kind in ("deals", "0-3")
    ]
    bodies = [http.get(path).json() for path in paths]
    assert all(body == bodies[0] for body in bodies)
    assert len(bodies[0]["results"]) == 5


def test_what_changed_since_is_found_and_nothing_else(http, served):
    begin = int(START.timestamp() * 1000)
    rule = {"propertyName": "lastmodifieddate", "operator": "GTE", "value": str(begin)}
    assert _search(http, rule)["total"] == 0
    served.clock.advance(timedelta(hours=12))
    changed = _search(http, rule, properties=["lifecyclestage"])
    assert 3 < changed["total"] < 100
    assert all(record["updatedAt"] >= "2026-11-16T07:30" for record in changed["results"])


def test_search_pages_follow_on_without_gap_or_repeat(http):
    seen, after = [], "0"
    while after:
        page = _search(http, limit=150, after=after)
        seen += [int(record["id"]) for record in page["results"]]
        after = page.get("paging", {}).get("next", {}).get("after")
    assert seen == sorted(set(seen))
    assert len(seen) == page["total"]


def test_groups_are_alternatives_and_filters_add_up(http):
    def group(*rules: tuple[str, str, str]) -> dict:
        return {"filters": [{"propertyName": n, "operator": o, "value": v} for n, o, v in rules]}

    one, other = ("utm_campaign", "EQ", "otono-2026"), ("lifecyclestage", "EQ", "customer")
    both = _search(http, filterGroups=[group(one, other)])["total"]
    either = _search(http, filterGroups=[group(one), group(other)])["total"]
    first, second = (_search(http, filterGroups=[group(rule)])["total"] for rule in (one, other))
    assert 0 < both < min(first, second)
    assert either == first + second - both


@pytest.mark.parametrize("change", [
    {"limit": 201},
    {"after": "9900", "limit": 200},
    {"sorts": ["hs_object_id", "createdate"]},
    {"query": "x" * 3001},
    {"filterGroups": [{"filters": []}] * 7},
    {"filterGroups": [{"filters": [{"propertyName": "nonsense", "operator": "EQ", "value": "1"}]}]},
    {"filterGroups": [{"filters": [{"propertyName": "createdate", "operator": "ABOUT", "value": "1"}]}]},
    {"filterGroups": [{"filters": [{"propertyName": "createdate", "operator": "GT", "value": "soon"}]}]},
])  # fmt: skip
def test_a_search_beyond_the_limits_is_a_validation_error(http, change):
    answer = http.post(f"{CONTACTS}/search", json={"filterGroups": [], "sorts": [], "properties": [], **change})
    assert answer.status_code == 400
    assert answer.json()["category"] == "VALIDATION_ERROR"


def test_a_key_opens_its_own_portal_only(http):
    forn = {"Authorization": "Bearer sandbox-hubspot-forn"}
    assert http.get("/hubspot/account-info/2026-09/details", headers=forn).json()["portalId"] == 535353
    stages = http.get("/hubspot/crm/pipelines/2026-09/deals", headers=forn).json()["results"][0]["stages"]
    assert all(stage["id"].isdigit() for stage in stages)
    wrong = http.get(CONTACTS, headers={"Authorization": "Bearer pat-other"})
    assert (wrong.status_code, wrong.json()["category"]) == (401, "INVALID_AUTHENTICATION")


def test_rate_headers_come_with_everything_but_search(http, served):
    assert "X-HubSpot-RateLimit-Remaining" in http.get(CONTACTS).headers
    answer = http.post(f"{CONTACTS}/search", json={"filterGroups": []})
    assert "X-HubSpot-RateLimit-Remaining" not in answer.headers
    served.faults.add("hubspot", "429", 1)
    limited = http.get(CONTACTS)
    assert (limited.status_code, limited.json()["policyName"]) == (429, "TEN_SECONDLY_ROLLING")
    assert limited.headers["X-HubSpot-RateLimit-Remaining"] == "0"


def test_a_contact_of_tomorrow_is_not_there_today(http, served):
    served.clock.advance(timedelta(days=1))
    newest = _search(http, sorts=[{"propertyName": "createdate", "direction": "DESCENDING"}], limit=1)["results"][0][
        "id"
    ]
    assert http.get(f"{CONTACTS}/{newest}").status_code == 200
    served.clock.instant = START
    assert http.get(f"{CONTACTS}/{newest}").status_code == 404
    batch = http.post(f"{CONTACTS}/batch/read", json={"inputs": [{"id": newest}], "properties": []})
    assert (batch.status_code, batch.json()["results"]) == (207, [])


def test_what_is_not_there_is_not_found(http):
    for path in ("crm/objects/2026-09/contacts/7", "crm/objects/2025-01/contacts", "marketing/campaigns/2026-09/no"):
        assert http.get(f"/hubspot/{path}").status_code == 404
    for path in (
        "crm/objects/2026-09/unicorns",
        "crm/objects/2026-09/deals?limit=101",
        "crm/objects/2026-09/deals?limit=x",
    ):
        assert http.get(f"/hubspot/{path}").status_code == 400
