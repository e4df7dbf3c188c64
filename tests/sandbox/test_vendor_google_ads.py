"""Google Ads: what the service says is read by Google's own message definitions, and refused where Google refuses."""

from datetime import timedelta

import httpx
import pytest

from sandbox.vendors import gaql, google_rows
from sandbox.world import build, days
from tests.sandbox.vendor_server import START, vendors

FIELDS = (
    "customer.id, customer.currency_code, customer.time_zone, campaign.id, campaign.name, campaign.status, "
    "campaign.primary_status, campaign.advertising_channel_type, campaign.start_date_time, campaign.end_date_time, "
    "campaign_budget.amount_micros, segments.date, segments.device, metrics.impressions, metrics.clicks, "
    "metrics.cost_micros, metrics.conversions, metrics.conversions_value, metrics.all_conversions, "
    "metrics.video_trueview_views, metrics.video_quartile_p25_rate, metrics.video_quartile_p50_rate, "
    "metrics.video_quartile_p75_rate, metrics.video_quartile_p100_rate"
)
WINDOW = "segments.date BETWEEN '2026-10-18' AND '2026-11-16' AND campaign.status != 'REMOVED'"


def _select(fields: str, where: str) -> str:
    return f"SELECT {fields} FROM campaign WHERE {where}"  # noqa: S608 - no database behind it


QUERY = _select(FIELDS, WINDOW)
REFRESH = "sandbox-refresh-token"
STREAM = "/google_ads/v26/customers/1234567890/googleAds:searchStream"
SEARCH = "/google_ads/v26/customers/1234567890/googleAds:search"


@pytest.fixture(scope="module")
def served():
    with vendors() as running:
        yield running


@pytest.fixture
def http(served):
    served.clock.instant = START
    with httpx.Client(base_url=served.base, trust_env=False) as client:
        client.headers["Authorization"] = f"Bearer {_token(client)['access_token']}"
        yield client


def _token(client: httpx.Client, refresh_token: str = REFRESH) -> dict:
    form = {"grant_type": "refresh_token", "client_id": "id", "client_secret": "secret", "refresh_token": refresh_token}
    return client.post("/google_oauth/token", data=form).json()


def _rows(client: httpx.Client, query: str) -> list[dict]:
    answer = client.post(STREAM, json={"query": query})
    assert answer.status_code == 200, answer.text
    return [row for chunk in answer.json() for row in chunk.get("results", [])]


def _protos():
    pytest.importorskip("google.ads.googleads")
    from google.ads.googleads.v26.errors.types.errors import GoogleAdsFailure
    from google.ads.googleads.v26.services.types import google_ads_service
    from google.protobuf import json_format

    return json_format, google_ads_service, GoogleAdsFailure


def test_google_reads_every_chunk_of_the_stream(http):
    json_format, services, _ = _protos()
    chunks = http.post(STREAM, json={"query": QUERY}).json()
    kind = services.SearchGoogleAdsStreamResponse
    parsed = [json_format.ParseDict(chunk, kind.pb(kind())) for chunk in chunks]
    first = parsed[0].results[0]
    assert first.campaign.id == 111
    assert first.metrics.cost_micros > 0
    assert sum(len(chunk.results) for chunk in parsed) > 300


def test_google_reads_every_page_of_the_search(http):
    json_format, services, _ = _protos()
    kind, body, seen = services.SearchGoogleAdsResponse, {"query": QUERY.replace("10-18", "07-19")}, 0
    while True:
        page = http.post(SEARCH, json=body).json()
        seen += len(json_format.ParseDict(page, kind.pb(kind())).results)
        if "nextPageToken" not in page:
            break
        body["pageToken"] = page["nextPageToken"]
    assert "pageToken" in body
    assert seen == int(page["totalResultsCount"]) == len(_rows(http, body["query"]))


def test_every_field_that_the_service_knows_exists_at_google():
    _, services, _ = _protos()
    from sandbox.vendors.google_fields import RESOURCES

    for names in RESOURCES.values():
        for name in names:
            place = services.GoogleAdsRow.pb(services.GoogleAdsRow()).DESCRIPTOR
            *groups, field = name.split(".")
            for group in groups:
                place = place.fields_by_name[group].message_type
            assert field in place.fields_by_name or f"{field}_" in place.fields_by_name, name


def test_google_reads_the_body_of_every_failure(http, served):
    json_format, _, failure = _protos()
    bodies = [
        http.post(STREAM, json={"query": "SELECT campaign.start_date FROM campaign"}).json()[0],
        http.post(STREAM.replace("1234567890", "9999999999"), json={"query": QUERY}).json()[0],
        http.post(SEARCH, json={"query": QUERY, "pageSize": 10}).json(),
        http.post(SEARCH, json={"query": QUERY, "pageToken": "never given"}).json(),
        http.post(STREAM.replace("v26", "v22"), json={"query": QUERY}).json()[0],
    ]
    served.faults.add("google_ads", "429", 1)
    bodies.append(http.post(STREAM, json={"query": QUERY}).json()[0])
    names = []
    for body in bodies:
        detail = dict(body["error"]["details"][0])
        assert detail.pop("@type") == "type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure"
        parsed = failure.deserialize(
            failure.serialize(failure.wrap(json_format.ParseDict(detail, failure.pb(failure()))))
        )
        assert parsed.errors[0].message
        names += detail["errors"][0]["errorCode"].values()
    assert names == [
        "UNRECOGNIZED_FIELD", "USER_PERMISSION_DENIED", "PAGE_SIZE_NOT_SUPPORTED", "INVALID_PAGE_TOKEN",
        "UNSUPPORTED_VERSION", "RESOURCE_EXHAUSTED",
    ]  # fmt: skip


def test_only_the_fields_selected_come_back_and_integers_are_strings(http):
    row = _rows(http, _select("campaign.id, segments.date, metrics.clicks", WINDOW))[0]
    assert row == {
        "campaign": {"resourceName": "customers/1234567890/campaigns/111", "id": "111"},
        "segments": {"date": "2026-10-18"},
        "metrics": {"clicks": row["metrics"]["clicks"]},
    }
    assert isinstance(row["metrics"]["clicks"], str)


def test_devices_add_up_to_the_days_and_days_to_the_window(http):
    def cost(fields: str) -> int:
        query = _select(f"campaign.id, {fields} metrics.cost_micros", WINDOW)
        return sum(int(row["metrics"]["costMicros"]) for row in _rows(http, query))

    assert cost("segments.date, segments.device,") == cost("segments.date,") == cost("") > 0


def test_campaigns_are_listed_without_metrics_and_filtered(http):
    every = _rows(http, "SELECT campaign.id, campaign.name FROM campaign WHERE campaign.status != 'REMOVED'")
    assert [row["campaign"]["id"] for row in every] == ["111", "112", "113", "199"]
    some = _rows(
        http, "SELECT campaign.id FROM campaign WHERE campaign.id IN (199, 112) ORDER BY campaign.id DESC LIMIT 1"
    )
    assert [row["campaign"]["id"] for row in some] == ["199"]
    assert not _rows(http, "SELECT campaign.id FROM campaign WHERE campaign.status = 'REMOVED'")


def test_rows_are_filtered_by_device_and_by_a_metric(http):
    fields = "campaign.id, segments.date, segments.device, metrics.clicks"
    rows = _rows(http, _select(fields, f"{WINDOW} AND segments.device = 'TABLET' AND metrics.clicks > 3"))
    assert rows
    assert {row["segments"]["device"] for row in rows} == {"TABLET"}
    assert min(int(row["metrics"]["clicks"]) for row in rows) > 3


def test_the_customer_and_its_tree_can_be_asked_for(http):
    customer = _rows(http, "SELECT customer.id, customer.currency_code, customer.time_zone FROM customer")[0][
        "customer"
    ]
    assert (customer["id"], customer["currencyCode"], customer["timeZone"]) == ("1234567890", "EUR", "Europe/Madrid")
    tree = _rows(http, "SELECT customer_client.id, customer_client.level FROM customer_client")
    assert tree[0]["customerClient"]["id"] == "1234567890"
    names = http.get("/google_ads/v26/customers:listAccessibleCustomers").json()["resourceNames"]
    assert names[:3] == ["customers/1234567890", "customers/2345678901", "customers/3456789012"]


def test_a_window_without_rows_is_one_chunk_without_results(http):
    query = _select(FIELDS, "segments.date BETWEEN '2020-01-01' AND '2020-01-31'")
    chunks = http.post(STREAM, json={"query": query}).json()
    assert len(chunks) == 1
    assert "results" not in chunks[0]


@pytest.mark.parametrize(("query", "name"), [
    ("campaign.id FROM campaign", "EXPECTED_SELECT"),
    ("SELECT campaign.id campaign", "EXPECTED_FROM"),
    ("SELECT campaign.id FROM nonsense", "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE"),
    ("SELECT metrics.video_views FROM campaign", "UNRECOGNIZED_FIELD"),
    ("SELECT campaign.id FROM campaign WHERE campaign.id ~ 3", "UNEXPECTED_INPUT"),
    ("SELECT campaign.id, metrics.clicks FROM campaign WHERE segments.date >= 'soon'", "INVALID_DATE_FORMAT"),
    ("SELECT campaign.id FROM campaign WHERE campaign.id IN 3", "EXPECTED_LIST"),
    ("SELECT campaign.id FROM campaign WHERE", "UNEXPECTED_END_OF_QUERY"),
    ("SELECT campaign.id FROM campaign LIMIT some", "BAD_LIMIT_VALUE"),
    ("SELECT campaign.id, segments.date FROM campaign", "EXPECTED_FILTERS_ON_DATE_RANGE"),
    ("SELECT campaign.id FROM campaign WHERE segments.device = 'MOBILE'", "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE"),
])  # fmt: skip
def test_a_query_that_google_would_refuse_is_refused(http, query, name):
    answer = http.post(STREAM, json={"query": query})
    assert answer.status_code == 400
    assert answer.json()[0]["error"]["details"][0]["errors"][0]["errorCode"] == {"queryError": name}


def test_without_a_token_given_here_nothing_is_served(http):
    answer = http.post(STREAM, json={"query": QUERY}, headers={"Authorization": "Bearer ya29.other"})
    assert answer.status_code == 401
    assert answer.json()[0]["error"]["status"] == "UNAUTHENTICATED"


def test_a_dead_refresh_token_is_an_invalid_grant(http):
    assert _token(http, "revoked")["error"] == "invalid_grant"


def test_googles_own_trouble_and_its_quota_say_what_they_are(http, served):
    served.faults.add("google_ads", "500", 1)
    served.faults.add("google_ads", "429", 1)
    trouble, quota = (http.post(SEARCH, json={"query": QUERY}) for _ in range(2))
    assert (trouble.status_code, trouble.json()["error"]["status"]) == (500, "INTERNAL")
    details = quota.json()["error"]["details"][0]["errors"][0]["details"]["quotaErrorDetails"]
    assert (quota.status_code, details["retryDelay"]) == (429, "5s")


def test_a_version_that_never_was_is_not_found(http):
    assert http.post(STREAM.replace("v26", "v99"), json={"query": QUERY}).status_code == 404


def test_an_expired_token_is_refused_until_it_is_refreshed(http, served):
    served.faults.add("google_ads", "expired_token", 1)
    assert http.post(STREAM, json={"query": QUERY}).status_code == 401
    assert http.post(STREAM, json={"query": QUERY}).status_code == 401
    http.headers["Authorization"] = f"Bearer {_token(http)['access_token']}"
    assert http.post(STREAM, json={"query": QUERY}).status_code == 200


def test_a_second_expiry_reaches_the_refresh_token_too(http, served):
    served.faults.add("google_ads", "expired_token", 2)
    assert http.post(STREAM, json={"query": QUERY}).status_code == 401
    assert _token(http)["error"] == "invalid_grant"
    assert _token(http)["expires_in"] == 3599


def test_the_same_day_read_later_has_more_conversions(http, served):
    query = _select("campaign.id, metrics.conversions", WINDOW)
    before = sum(row["metrics"]["conversions"] for row in _rows(http, query))
    served.clock.advance(timedelta(days=14))
    after = sum(row["metrics"]["conversions"] for row in _rows(http, query))
    assert after > before


PERIOD = "segments.date BETWEEN '2026-11-14' AND '2026-11-16'"
SUMS = ("costMicros", "impressions", "clicks", "conversions")
MEASURES = "metrics.cost_micros, metrics.impressions, metrics.clicks, metrics.conversions"


def _sums(rows: list[dict]) -> dict[tuple[str, str], list[float]]:
    """Cost, impressions, clicks and conversions by campaign and day."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        key = row["campaign"]["id"], row["segments"]["date"]
        numbers = [float(row["metrics"].get(name, 0)) for name in SUMS]
        found[key] = [round(a + b, 6) for a, b in zip(found.get(key, [0.0] * 4), numbers, strict=True)]
    return found


@pytest.mark.parametrize(("resource", "fields"), [
    ("campaign", "segments.device"),
    ("campaign", "segments.ad_network_type"),
    ("campaign", "segments.hour"),
    ("campaign", "segments.hour, segments.device"),
    ("ad_group", "ad_group.id, ad_group.name, ad_group.status"),
    ("ad_group_ad", "ad_group.id, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status"),
    ("ad_group_ad", "ad_group_ad.ad.id, segments.device"),
])  # fmt: skip
def test_every_level_and_segment_adds_up_to_the_campaigns_days(http, resource, fields):
    json_format, services, _ = _protos()
    query = f"SELECT campaign.id, segments.date, {{}} {MEASURES} FROM {{}} WHERE {PERIOD}"  # noqa: S608 - no database
    rows = _rows(http, query.format(f"{fields},", resource))
    assert _sums(rows) == _sums(_rows(http, query.format("", "campaign")))
    kind = services.GoogleAdsRow
    parsed = [json_format.ParseDict(row, kind.pb(kind())) for row in rows]
    assert len(parsed) > 12


def test_ads_belong_to_ad_groups_and_say_so(http):
    fields = "ad_group.id, ad_group.name, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.ad.type, campaign.id"
    rows = _rows(http, f"SELECT {fields} FROM ad_group_ad WHERE campaign.id = 111")  # noqa: S608 - no database
    assert [row["adGroupAd"]["ad"]["id"] for row in rows] == ["11111", "11112", "11121", "11122"]
    assert {(row["adGroup"]["id"], row["adGroup"]["name"]) for row in rows} == {
        ("1111", "Genéricas"),
        ("1112", "Marca"),
    }
    assert {row["adGroupAd"]["ad"]["type"] for row in rows} == {"RESPONSIVE_SEARCH_AD"}


def test_performance_max_shows_no_ad_groups(http):
    query = {"query": "SELECT campaign.id, ad_group.id FROM ad_group"}
    rows = http.post(STREAM.replace("1234567890", "2345678901"), json=query).json()[0]["results"]
    assert {row["campaign"]["id"] for row in rows} == {"211"}


def test_hours_are_those_of_the_account_and_the_newest_three_are_not_there_yet(http):
    fields = "campaign.id, segments.hour, metrics.impressions, segments.date"
    rows = _rows(http, f"SELECT {fields} FROM campaign WHERE segments.date = '2026-11-16'")  # noqa: S608 - no database
    hours = {row["segments"]["hour"] for row in rows}
    assert hours == set(range(7))  # it is 8:30 in Madrid; what happened after 7:00 has not been told


def _state(client: httpx.Client, customer: str) -> tuple[str, set[tuple[str, str]]]:
    query = "SELECT customer.status, campaign.id, campaign.status, campaign.primary_status FROM campaign"
    rows = client.post(STREAM.replace("1234567890", customer), json={"query": query}).json()[0]["results"]
    states = {(row["campaign"]["status"], row["campaign"]["primaryStatus"]) for row in rows}
    return rows[0]["customer"]["status"], states


def test_a_suspended_account_says_so_and_delivers_nothing_until_it_is_reinstated(http, served):
    assert _state(http, "4567890123") == ("ENABLED", {("ENABLED", "ELIGIBLE")})
    served.clock.instant = START + timedelta(days=3)
    assert _state(http, "4567890123") == ("SUSPENDED", {("ENABLED", "NOT_ELIGIBLE")})
    query = {"query": "SELECT metrics.cost_micros FROM customer WHERE segments.date = '2026-11-19'"}
    told = http.post(STREAM.replace("1234567890", "4567890123"), json=query).json()[0]["results"][0]
    assert int(told["metrics"].get("costMicros", 0)) == 0
    served.clock.instant = START + timedelta(days=5)
    assert _state(http, "4567890123") == ("ENABLED", {("ENABLED", "ELIGIBLE")})


def test_a_paused_campaign_says_so(http, served):
    served.clock.instant = START + timedelta(days=6)
    assert ("PAUSED", "PAUSED") in _state(http, "3456789012")[1]
    served.clock.instant = START + timedelta(days=2)
    assert ("PAUSED", "PAUSED") not in _state(http, "3456789012")[1]


def test_a_stale_account_answers_and_tells_of_no_newer_day(http, served):
    def days_told() -> tuple[str, int]:
        query = "SELECT segments.date, metrics.clicks FROM customer WHERE segments.date >= '2026-11-10'"
        rows = http.post(STREAM.replace("1234567890", "5678901234"), json={"query": query}).json()[0]["results"]
        return max(row["segments"]["date"] for row in rows), len(rows)

    served.clock.instant = START + timedelta(days=2, hours=2)
    assert days_told()[0] == "2026-11-18"
    served.clock.instant = START + timedelta(days=4)
    assert days_told()[0] == "2026-11-18"
    served.clock.instant = START + timedelta(days=5, hours=2)
    assert days_told()[0] == "2026-11-21"


BY_ACTION = (
    "campaign.id, segments.date, segments.device, segments.conversion_action, metrics.all_conversions",
    WINDOW + " AND metrics.all_conversions > 0",
)
BY_HOUR = ("campaign.id, segments.date, segments.hour, metrics.clicks, metrics.cost_micros", WINDOW)


@pytest.mark.parametrize("asked", [(FIELDS, WINDOW), BY_ACTION, BY_HOUR, ("metrics.cost_micros", WINDOW)])
def test_what_was_shown_before_hides_nothing_of_what_has_changed_since(asked: tuple[str, str]) -> None:
    """Today goes on, conversions of past days are reported late: each reading is as if it were the first."""
    world, query, seen = build(1, START), gaql.parse(_select(*asked)), list[list[dict]]()
    for hours in (0, 2, 9, 30, 55):
        now = days.to_ms(START + timedelta(hours=hours))
        seen.append(google_rows.rows(world, "1234567890", query, now))
        for line in world.lines["1234567890"]:
            line.shown.clear()
        assert google_rows.rows(world, "1234567890", query, now) == seen[-1]
    assert len({str(rows) for rows in seen}) > 2
