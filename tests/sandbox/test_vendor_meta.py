"""Meta: Meta's own client, pointed at the loopback address, reads what the service says."""

import hashlib
import hmac
import json
from datetime import timedelta

import httpx
import pytest

from tests.sandbox.vendor_server import START, vendors

INSIGHTS = "/meta/v26.0/act_1029384756/insights"
FIELDS = (
    "account_id,account_currency,campaign_id,campaign_name,objective,spend,impressions,clicks,inline_link_clicks,"
    "reach,frequency,actions,action_values,video_play_actions,video_p25_watched_actions,video_p50_watched_actions,"
    "video_p75_watched_actions,video_p100_watched_actions,video_thruplay_watched_actions"
)
RANGE = {"since": "2026-10-20", "until": "2026-11-16"}


@pytest.fixture(scope="module")
def served():
    with vendors() as running:
        yield running


@pytest.fixture
def http(served):
    served.clock.instant = START
    params = {"access_token": "sandbox-meta-token"}
    with httpx.Client(base_url=served.base, params=params, trust_env=False) as client:
        yield client


@pytest.fixture
def meta(served, monkeypatch):
    served.clock.instant = START
    pytest.importorskip("facebook_business")
    from facebook_business.api import FacebookAdsApi
    from facebook_business.session import FacebookSession

    monkeypatch.setattr(FacebookSession, "GRAPH", f"{served.base}/meta")
    session = FacebookSession("1", "sandbox-app-secret", "sandbox-meta-token")
    session.requests.trust_env = False
    return FacebookAdsApi(session, api_version="v26.0")


def _params(**more: object) -> dict[str, str]:
    asked = {"level": "campaign", "time_increment": 1, "time_range": json.dumps(RANGE), "fields": FIELDS, "limit": 500}
    return {name: str(value) for name, value in {**asked, **more}.items()}


def _insights(client: httpx.Client, path: str = INSIGHTS, **more: object) -> list[dict]:
    answer, rows = client.get(path, params=_params(**more)), []
    while True:
        assert answer.status_code == 200, answer.text
        page = answer.json()
        rows += page["data"]
        if "next" not in page.get("paging", {}):
            return rows
        # The address is whole; the client would put its own token in place of all of its parameters.
        answer = httpx.get(page["paging"]["next"], trust_env=False)


def test_metas_client_reads_all_pages(meta):
    from facebook_business.adobjects.adaccount import AdAccount

    asked = {"level": "campaign", "time_increment": 1, "time_range": RANGE, "limit": 20}
    rows = list(AdAccount("act_1029384756", api=meta).get_insights(fields=FIELDS.split(","), params=asked))
    assert len(rows) == 28 * 4
    assert {row["campaign_id"] for row in rows} == {f"120210000000000{n}" for n in (111, 112, 113, 114)}
    assert all(isinstance(row["impressions"], str) for row in rows)


def test_metas_client_runs_a_job(meta):
    from facebook_business.adobjects.adaccount import AdAccount
    from facebook_business.adobjects.adreportrun import AdReportRun

    asked = {"level": "campaign", "time_increment": 1, "time_range": RANGE}
    job = AdAccount("act_1029384756", api=meta).get_insights(
        fields=["campaign_id", "spend"], params=asked, is_async=True
    )
    run = AdReportRun(job["report_run_id"], api=meta)
    states = []
    while not states or states[-1] != ("Job Completed", 100):
        run.api_get()
        states.append((run["async_status"], run["async_percent_completion"]))
    assert ("Job Running", 100) in states
    assert len(list(run.get_insights(params={"limit": 50}))) == 28 * 4


def test_metas_client_reads_account_and_campaigns(meta):
    from facebook_business.adobjects.adaccount import AdAccount

    account = AdAccount("act_5647382910", api=meta)
    account.api_get(fields=["name", "currency", "timezone_name", "timezone_offset_hours_utc", "account_status"])
    assert (account["currency"], account["timezone_name"], account["account_status"]) == ("USD", "Europe/Madrid", 1)
    campaigns = list(account.get_campaigns(fields=["id", "name", "effective_status", "daily_budget", "start_time"]))
    assert campaigns[0]["name"] == "nadal_2026 | lots"
    assert all(campaign["daily_budget"].isdigit() for campaign in campaigns)


@pytest.mark.parametrize(
    ("kind", "code", "subcode", "http_status"),
    [("429", 80000, 2446079, 400), ("500", 2, 1504043, 500), ("expired_token", 190, 463, 400)],
)
def test_metas_client_raises_on_each_fault(meta, served, kind, code, subcode, http_status):
    from facebook_business.adobjects.adaccount import AdAccount
    from facebook_business.exceptions import FacebookRequestError

    served.faults.add("meta", kind, 1)
    with pytest.raises(FacebookRequestError) as caught:
        AdAccount("act_1029384756", api=meta).api_get(fields=["name"])
    error = caught.value
    assert (error.api_error_code(), error.api_error_subcode(), error.http_status()) == (code, subcode, http_status)


def test_every_answer_says_how_much_of_the_budget_is_used(http, served):
    header = "X-Business-Use-Case-Usage"
    calm = json.loads(http.get(INSIGHTS, params=_params()).headers[header])["1029384756"][0]
    assert (calm["call_count"] < 100, calm["estimated_time_to_regain_access"]) == (True, 0)
    served.faults.add("meta", "429", 1)
    limited = json.loads(http.get(INSIGHTS, params=_params()).headers[header])["1029384756"][0]
    assert (limited["call_count"], limited["estimated_time_to_regain_access"]) == (100, 1)


def test_every_value_is_a_string_and_empty_lists_are_absent(http):
    rows = _insights(http)
    for row in rows:
        assert all(isinstance(value, str | list) for value in row.values())
        assert all(isinstance(value, str) for one in row.get("actions", []) for value in one.values())
    assert any("video_play_actions" not in row for row in rows)
    assert all("action_values" not in row for row in rows)


def test_leads_and_their_parts_overlap(http):
    row = max(_insights(http), key=lambda one: len(one["actions"]))
    counts = {one["action_type"]: int(one["value"]) for one in row["actions"]}
    parts = counts["onsite_conversion.lead_grouped"], counts["offsite_conversion.fb_pixel_lead"]
    assert counts["lead"] == sum(parts)


def test_purchases_come_three_times_under_three_names(http):
    rows = _insights(http, "/meta/v26.0/act_5647382910/insights")
    shop = next(row for row in rows if "action_values" in row)
    bought = {one["value"] for one in shop["actions"] if "purchase" in one["action_type"]}
    worth = {one["action_type"]: one["value"] for one in shop["action_values"]}
    assert len(bought) == 1
    assert set(worth) == {"omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase"}
    assert shop["account_currency"] == "USD"


def test_devices_add_up_to_the_whole(http):
    def spend(rows: list[dict]) -> int:
        return sum(round(float(row["spend"]) * 100) for row in rows)

    split = _insights(http, breakdowns="device_platform")
    assert {row["device_platform"] for row in split} == {"mobile_app", "mobile_web", "desktop"}
    assert spend(split) == spend(_insights(http)) == spend(_insights(http, time_increment="all_days"))


def test_windows_split_a_value_without_changing_it(http):
    row = _insights(http, action_attribution_windows='["7d_click","1d_view","7d_view"]')[0]
    assert not any("7d_view" in one for one in row["actions"])
    assert all(int(one["value"]) == int(one.get("7d_click", 0)) + int(one.get("1d_view", 0)) for one in row["actions"])


def test_a_breakdown_that_needs_an_opt_in_gives_nothing(http):
    assert _insights(http, breakdowns="impression_device") == []


def test_the_last_page_has_cursors_and_no_next(http):
    page = http.get(INSIGHTS, params=_params()).json()
    assert set(page["paging"]) == {"cursors"}
    first = http.get(INSIGHTS, params=_params(limit=10)).json()
    assert len(first["data"]) == 10
    assert "after=" in first["paging"]["next"]


def test_the_proof_is_checked_when_it_is_sent(http):
    right = hmac.new(b"sandbox-app-secret", b"sandbox-meta-token", hashlib.sha256).hexdigest()
    assert http.get(INSIGHTS, params=_params(appsecret_proof=right)).status_code == 200
    assert http.get(INSIGHTS, params=_params(appsecret_proof="0" * 64)).json()["error"]["code"] == 100


@pytest.mark.parametrize(("path", "params", "code"), [
    (INSIGHTS, {"fields": "nonsense"}, 100),
    (INSIGHTS, {"time_range": "soon"}, 100),
    (INSIGHTS, {"time_range": '{"since":"2026-11-02","until":"2026-11-01"}'}, 100),
    (INSIGHTS, {"time_range": '{"since":"2020-11-02","until":"2026-11-01"}'}, 3018),
    (INSIGHTS, {"level": "planet"}, 100),
    (INSIGHTS, {"breakdowns": "dma"}, 100),
    (INSIGHTS, {"after": "%%%"}, 100),
    (INSIGHTS, {"access_token": "other"}, 190),
    (INSIGHTS.replace("act_1029384756", "act_1"), {}, 200),
    (INSIGHTS.replace("act_1029384756", "77"), {}, 100),
    (INSIGHTS.replace("v26.0", "v23.0"), {}, 2635),
])  # fmt: skip
def test_what_meta_refuses_is_refused_with_its_code(http, path, params, code):
    answer = http.get(
        path, params=_params(**params) | {"access_token": params.get("access_token", "sandbox-meta-token")}
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code


HOURLY = "hourly_stats_aggregated_by_advertiser_time_zone"
NORD = "/meta/v26.0/act_6758493021"


def _sums(rows: list[dict]) -> dict[tuple[str, str], list[int]]:
    """Spend in cents, impressions, link clicks and leads by campaign and day."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        leads = sum(int(one["value"]) for one in row.get("actions", []) if one["action_type"] == "lead")
        numbers = [round(float(row["spend"]) * 100), int(row["impressions"]), int(row["inline_link_clicks"]), leads]
        key = row["campaign_id"], row["date_start"]
        found[key] = [a + b for a, b in zip(found.get(key, [0] * 4), numbers, strict=True)]
    return found


@pytest.mark.parametrize("more", [
    {"level": "adset", "fields": f"{FIELDS},adset_id,adset_name"},
    {"level": "ad", "fields": f"{FIELDS},adset_id,ad_id,ad_name"},
    {"breakdowns": "publisher_platform"},
    {"breakdowns": "device_platform"},
    {"breakdowns": HOURLY},
    {"level": "ad", "breakdowns": "publisher_platform", "fields": f"{FIELDS},ad_id"},
])  # fmt: skip
def test_every_level_and_breakdown_adds_up_to_the_campaigns_days(http, more):
    assert _sums(_insights(http, **more)) == _sums(_insights(http))


def test_metas_client_reads_ad_sets_and_ads(meta):
    from facebook_business.adobjects.adaccount import AdAccount

    account = AdAccount("act_1029384756", api=meta)
    adsets = list(account.get_ad_sets(fields=["id", "name", "campaign_id", "effective_status"]))
    ads = list(account.get_ads(fields=["id", "name", "adset_id", "campaign_id", "effective_status"]))
    assert {ad["adset_id"] for ad in ads} == {adset["id"] for adset in adsets}
    assert {adset["name"] for adset in adsets} == {"Público amplio", "Públicos similares"}
    rows = list(account.get_insights(fields=["ad_id", "ad_name"], params={"level": "ad", "time_range": RANGE}))
    assert {row["ad_id"] for row in rows} == {ad["id"] for ad in ads}


def test_hours_are_named_as_meta_names_them(http):
    rows = _insights(http, breakdowns=HOURLY, time_range=json.dumps({"since": "2026-11-16", "until": "2026-11-16"}))
    assert {row[HOURLY] for row in rows} == {f"{hour:02}:00:00 - {hour:02}:59:59" for hour in range(9)}
    assert all("reach" not in row for row in rows)


def test_an_account_that_is_well_says_so(http):
    fields = {"fields": "account_status,disable_reason"}
    assert http.get(NORD, params=fields).json() == {"account_status": 1, "disable_reason": 0, "id": "act_6758493021"}


def test_one_accounts_own_token_expires_and_is_renewed(http, served):
    own = {"access_token": "sandbox-meta-token-nord", "fields": "name"}
    assert http.get(NORD, params=own).json()["name"] == "Nord Energía"
    served.clock.instant = START + timedelta(days=1, hours=3)
    assert http.get(NORD, params=own).json()["error"]["code"] == 190
    assert http.get(NORD, params={"fields": "name"}).json()["error"]["error_subcode"] == 463
    assert http.get("/meta/v26.0/act_1029384756", params={"fields": "name"}).status_code == 200
    served.clock.instant = START + timedelta(days=2, hours=10)
    assert http.get(NORD, params=own).json()["name"] == "Nord Energía"
