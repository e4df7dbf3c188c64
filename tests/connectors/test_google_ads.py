"""Google Ads: what is asked, what every code means, and streams that break."""

import asyncio
import json
import re
from datetime import date, timedelta
from urllib.parse import parse_qs

import httpx
import pytest

from connectors.google_ads import errors, wire
from connectors.google_ads.actions import token
from connectors.google_ads.descriptor import GoogleAdsCredentials
from connectors.google_ads.errors import CODES, EXPIRED, FAMILIES, OAUTH, Expired, classify, classify_token
from connectors.google_ads.source import GoogleAds, read
from connectors.google_ads.wire import Chunk, PerformanceResult
from connectors.problems import TooMuch, Wait
from domain.entities import SourceAccount
from domain.errors import InvalidInput, NeedsOwner, SchemaDrift, Transient
from domain.facts import AccountState, Listing, PlatformElement
from domain.results import ResultKind
from domain.window import Window
from domain.words import Level, Remedy, Source
from tests.connectors.fakes import GOOGLE, SECRET, WINDOW, Naps, Ticks, caller, google_error, google_full
from tests.connectors.loopback import DATA, Seen, sample

ACCOUNT = SourceAccount("acme", Source.GOOGLE_ADS, "555-000-1111")


class Google:
    """Google behind httpx.MockTransport, which records what it was asked."""

    def __init__(self, answer=None, ticks=None, **credentials) -> None:
        self.answer = answer or (lambda request: sample("google_stream.json"))
        self.requests: list[httpx.Request] = []
        held = GoogleAdsCredentials("id", "secret", "refresh", **credentials)
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.handle))
        self.source = GoogleAds(caller(http, Naps()), {"": held, "two": held}, ticks or Ticks())

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path == "/token":
            return httpx.Response(200, json={"access_token": f"token-{len(self.of('/token'))}", "expires_in": 3600})
        told = self.answer(request)
        return told if isinstance(told, httpx.Response) else httpx.Response(200, json=told)

    def of(self, ending: str) -> list[httpx.Request]:
        return [request for request in self.requests if request.url.path.endswith(ending)]

    @property
    def searches(self) -> list[httpx.Request]:
        """All but those by action, which follow those of the same window."""
        return [one for one in self.of(":searchStream") if b"conversion_action" not in one.content]

    def windows(self) -> list[tuple[str, str]]:
        queries = [json.loads(request.content)["query"] for request in self.searches]
        return [tuple(re.findall(r"\d{4}-\d\d-\d\d", query)) for query in queries]


async def test_one_window_is_one_request_whatever_its_length():
    google = Google()
    await google.source.performance(ACCOUNT, Window(date(2025, 1, 1), date(2026, 11, 22)))
    (request,) = google.searches
    assert str(request.url) == "https://googleads.googleapis.com/v26/customers/5550001111/googleAds:searchStream"
    assert request.headers["authorization"] == "Bearer token-1"
    assert google.windows() == [("2025-01-01", "2026-11-22")]


async def test_optional_headers_are_left_out_when_empty():
    google = Google()
    await google.source.performance(ACCOUNT, WINDOW)
    assert {"developer-token", "login-customer-id"}.isdisjoint(google.searches[0].headers)


async def test_the_developer_token_and_the_managers_id_are_sent_when_given():
    google = Google(developer_token="dev", login_customer_id="123-456-7890")
    await google.source.performance(ACCOUNT, WINDOW)
    other = SourceAccount("acme", Source.GOOGLE_ADS, "1", options={"login_customer_id": "99-9"})
    await google.source.performance(other, WINDOW)
    first, second = google.searches
    assert (first.headers["developer-token"], first.headers["login-customer-id"]) == ("dev", "1234567890")
    assert second.headers["login-customer-id"] == "999"


async def test_the_token_request_is_googles_form():
    google = Google()
    await google.source.performance(ACCOUNT, WINDOW)
    (request,) = google.of("/token")
    assert parse_qs(request.content.decode()) == {
        "grant_type": ["refresh_token"],
        "client_id": ["id"],
        "client_secret": ["secret"],
        "refresh_token": ["refresh"],
    }


async def test_many_accounts_at_once_share_one_token():
    google = Google()
    await asyncio.gather(*(google.source.performance(ACCOUNT, WINDOW) for _ in range(20)))
    assert len(google.of("/token")) == 1
    assert len(google.searches) == 20


async def test_a_token_is_renewed_shortly_before_it_expires():
    ticks = Ticks()
    google = Google(ticks=ticks)
    await google.source.performance(ACCOUNT, WINDOW)
    ticks.at += timedelta(seconds=3600 - 121)
    await google.source.performance(ACCOUNT, WINDOW)
    assert len(google.of("/token")) == 1
    ticks.at += timedelta(seconds=2)
    await google.source.performance(ACCOUNT, WINDOW)
    assert len(google.of("/token")) == 2


async def test_a_refused_token_is_renewed_once_and_then_kept():
    def answer(request: httpx.Request):
        is_old = request.headers["authorization"] == "Bearer token-1"
        return httpx.Response(401, json=google_error(401)[1]) if is_old else sample("google_stream.json")

    google = Google(answer)
    assert len(await google.source.performance(ACCOUNT, WINDOW)) == 3
    assert len(await google.source.performance(ACCOUNT, WINDOW)) == 3
    assert len(google.of("/token")) == 2


def respond(status: int, family: str, name: str, delay: str = "") -> httpx.Response:
    return httpx.Response(status, json=google_error(status, family, name, delay)[1])


@pytest.mark.parametrize(("name", "action"), CODES.items())
def test_every_code_has_its_class(name, action):
    problem = classify(respond(400, "anyError", name))
    expect(problem, action)
    assert name in problem.detail


@pytest.mark.parametrize(("family", "action"), FAMILIES.items())
def test_a_new_code_of_a_known_family_has_the_familys_class(family, action):
    expect(classify(respond(400, family, "SOMETHING_NEW")), action)


@pytest.mark.parametrize("name", sorted(EXPIRED))
def test_an_expired_token_is_told_apart(name):
    problem = classify(respond(401, "authenticationError", name))
    assert isinstance(problem, Expired)
    assert problem.remedy is Remedy.RECONNECT_GOOGLE_ADS


@pytest.mark.parametrize(("name", "action"), OAUTH.items())
def test_every_refusal_of_a_token_has_its_class(name, action):
    expect(classify_token(httpx.Response(400, json={"error": name})), action)


@pytest.mark.parametrize(
    ("status", "action"),
    [(429, Wait.RATE), (500, Wait.SERVER), (503, Wait.SERVER), (403, Remedy.RECONNECT_GOOGLE_ADS)],
)
def test_a_token_answer_without_a_code_is_judged_by_its_status(status, action):
    expect(classify_token(httpx.Response(status, content=b"<html>")), action)


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (400, Remedy.REPORT_BUG),
        (401, Remedy.RECONNECT_GOOGLE_ADS),
        (403, Remedy.GRANT_ACCESS),
        (404, Remedy.UPDATE_VIGIA),
        (408, Wait.SERVER),
        (429, Wait.RATE),
        (500, Wait.SERVER),
        (503, Wait.SERVER),
    ],
)
@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"[1]", b'{"error":{}}', b'[{"error":{"details":[]}}]'])
def test_an_answer_without_a_code_is_judged_by_its_status(status, action, body):
    expect(classify(httpx.Response(status, content=body)), action)


def expect(problem, action) -> None:
    if isinstance(action, Remedy):
        assert isinstance(problem, NeedsOwner)
        assert problem.remedy is action
    else:
        assert isinstance(problem, Transient)
        assert problem.reason == action.value
        assert isinstance(problem, TooMuch) is (action is Wait.SMALLER)


@pytest.mark.parametrize("wrap", [lambda error: error, lambda error: [error]])
def test_errors_are_read_in_an_array_and_without(wrap):
    (error,) = google_error(429, "quotaError", "RESOURCE_EXHAUSTED", "60s")[1]
    problem = classify(httpx.Response(429, json=wrap(error)))
    assert isinstance(problem, Transient)
    assert problem.retry_after == 60


def test_the_longest_of_the_waits_that_google_names_counts():
    body = google_error(429, "quotaError", "RESOURCE_EXHAUSTED", "soon")[1]
    body[0]["error"]["details"].append({"@type": "google.rpc.RetryInfo", "retryDelay": "7.5s"})
    problem = classify(httpx.Response(429, json=body, headers={"retry-after": "3"}))
    assert isinstance(problem, Transient)
    assert problem.retry_after == 7.5


async def test_a_stream_that_breaks_off_is_asked_again_in_halves():
    def answer(request: httpx.Request):
        start, end = re.findall(r"\d{4}-\d\d-\d\d", json.loads(request.content)["query"])
        is_long = (date.fromisoformat(end) - date.fromisoformat(start)).days > 1
        return httpx.Response(200, content=b'[{"results":[{"cust') if is_long else []

    google = Google(answer)
    assert await google.source.performance(ACCOUNT, Window(date(2026, 11, 1), date(2026, 11, 5))) == []
    assert google.windows() == [
        ("2026-11-01", "2026-11-05"),
        ("2026-11-01", "2026-11-02"),
        ("2026-11-03", "2026-11-05"),
        ("2026-11-03", "2026-11-03"),
        ("2026-11-04", "2026-11-05"),
    ]


async def test_a_day_whose_stream_breaks_off_is_a_transient_problem():
    google = Google(lambda request: httpx.Response(200, content=b"["))
    with pytest.raises(TooMuch):
        await google.source.performance(ACCOUNT, Window(date(2026, 11, 1), date(2026, 11, 1)))


def test_wherever_an_array_is_cut_off_it_is_too_much():
    whole = json.dumps(sample("google_stream.json"), ensure_ascii=False).encode()
    for end in range(1, len(whole)):
        with pytest.raises(TooMuch):
            read(whole[:end], list[Chunk[PerformanceResult]])


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Maintenance</html>",
        b"Service unavailable",
        b"",
        b"[not JSON",
        b'{"results": []}',
        b"[]<html>",
        b'[{"message": "maintenance"}]',
        b"[7]",
        b'"[]"',
    ],
)
async def test_an_answer_of_another_shape_is_a_drift_and_asked_for_once(body: bytes):
    google = Google(lambda request: httpx.Response(200, content=body))
    with pytest.raises(SchemaDrift):
        await google.source.performance(ACCOUNT, WINDOW)
    assert len(google.searches) == 1


@pytest.mark.parametrize("field", ["impressions", "clicks", "costMicros", "conversions"])
async def test_less_than_nothing_is_a_drift_at_its_place(field: str):
    negative = sample("google_stream.json")
    negative[0]["results"][0]["metrics"][field] = -5 if field == "conversions" else "-5"
    with pytest.raises(SchemaDrift) as caught:
        await Google(lambda request: negative).source.performance(ACCOUNT, WINDOW)
    assert caught.value.path.startswith("$[0].results[0].metrics")


async def test_a_budget_below_nothing_is_a_drift():
    with pytest.raises(SchemaDrift) as caught:
        await Google(lambda request: campaign(budget={"amountMicros": "-1"})).source.listing(ACCOUNT)
    assert caught.value.path.endswith("campaignBudget.amountMicros")


async def test_an_error_inside_a_stream_discards_what_came_before():
    named = [*sample("google_stream.json"), google_error(429, "quotaError", "RESOURCE_EXHAUSTED", "90s")[1][0]]
    with pytest.raises(Transient) as caught:
        await Google(lambda request: named).source.performance(ACCOUNT, WINDOW)
    assert (caught.value.reason, caught.value.retry_after) == ("rate", 90)


async def test_an_unnamed_error_inside_a_stream_asks_for_less():
    unnamed = [*sample("google_stream.json"), {"error": {"status": "CANCELLED"}}]
    google = Google(lambda request: unnamed)
    with pytest.raises(TooMuch):
        await google.source.performance(ACCOUNT, WINDOW)
    assert len(google.searches) == 2


def campaign(**fields):
    budget = fields.pop("budget", {})
    customer = {"currencyCode": "EUR"}
    return [{"results": [{"customer": customer, "campaign": {"id": "7", **fields}, "campaignBudget": budget}]}]


async def test_campaigns_are_listed_with_dates_and_budgets():
    listed = campaign(
        name="Otoño",
        status="PAUSED",
        startDateTime="2026-10-01 00:00:00",
        endDateTime="2026-12-15 23:59:59",
        budget={"amountMicros": "5000000"},
    )
    (found,) = (await Google(lambda request: listed).source.listing(ACCOUNT)).campaigns
    assert (found.entity_id, found.name, found.status, found.currency) == ("7", "Otoño", "paused", "EUR")
    assert (found.start, found.end) == (date(2026, 10, 1), date(2026, 12, 15))
    assert (found.budget_micros, found.budget_period) == (5_000_000, "daily")


async def test_a_campaign_without_an_end_and_with_a_total_budget():
    listed = campaign(endDateTime="2037-12-30 23:59:59", budget={"totalAmountMicros": "900000000"})
    (found,) = (await Google(lambda request: listed).source.listing(ACCOUNT)).campaigns
    assert (found.start, found.end) == (None, None)
    assert (found.budget_micros, found.budget_period) == (900_000_000, "lifetime")


async def test_a_campaign_without_a_budget_has_none_rather_than_zero():
    (found,) = (await Google(lambda request: campaign()).source.listing(ACCOUNT)).campaigns
    assert (found.budget_micros, found.budget_period) == (None, "")


def together(*budgets):
    """Campaigns 1, 2, … with their budgets."""
    customer = {"currencyCode": "EUR"}
    rows = [{"customer": customer, "campaign": {"id": n}, "campaignBudget": one} for n, one in enumerate(budgets, 1)]
    return [{"results": rows}]


async def test_a_budget_that_several_campaigns_draw_on_is_shared():
    mine, ours = {"amountMicros": "5000000", "resourceName": "b/1"}, {"amountMicros": "9000000", "resourceName": "b/2"}
    alone = {"amountMicros": "7000000", "resourceName": "b/3", "explicitlyShared": True}
    listed = (await Google(lambda request: together(mine, ours, ours, alone)).source.listing(ACCOUNT)).campaigns
    assert [one.shared_budget for one in listed] == ["", "b/2", "b/2", "b/3"]
    assert [one.budget_micros for one in listed] == [5_000_000, 9_000_000, 9_000_000, 7_000_000]


async def test_campaigns_without_a_budget_share_none():
    listed = (await Google(lambda request: together({}, {})).source.listing(ACCOUNT)).campaigns
    assert [(one.budget_micros, one.shared_budget) for one in listed] == [(None, ""), (None, "")]


async def test_a_start_before_there_were_platforms_and_a_budget_of_zero_are_not_believed():
    listed = campaign(startDateTime="1969-12-31 16:00:00", budget={"amountMicros": "0", "totalAmountMicros": "0"})
    (found,) = (await Google(lambda request: listed).source.listing(ACCOUNT)).campaigns
    assert (found.start, found.budget_micros, found.budget_period) == (None, None, "")


async def test_a_day_in_another_form_is_a_drift():
    with pytest.raises(SchemaDrift) as caught:
        await Google(lambda request: campaign(startDateTime="1 Oct")).source.listing(ACCOUNT)
    assert caught.value.path.endswith("startDateTime")


async def test_the_listing_asks_for_no_metric_because_that_would_hide_campaigns():
    google = Google(lambda request: [])
    assert await google.source.listing(ACCOUNT) == Listing(())
    assert "metrics." not in json.loads(google.searches[0].content)["query"]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("ENABLED", AccountState.ACTIVE),
        ("SUSPENDED", AccountState.SUSPENDED),
        ("CANCELED", AccountState.CLOSED),
        ("CLOSED", AccountState.CLOSED),
        ("NEWLY_INVENTED", AccountState.UNSAID),
    ],
)
async def test_the_state_of_the_account_comes_with_the_list_and_with_its_description(told, state):
    listed = campaign()
    listed[0]["results"][0]["customer"]["status"] = told
    assert (await Google(lambda request: listed).source.listing(ACCOUNT)).state is state
    fields = {"id": "1", "currencyCode": "EUR", "timeZone": "UTC", "status": told}
    described = Google(lambda request: [{"results": [{"customer": fields}]}])
    assert (await described.source.describe(ACCOUNT)).state is state


@pytest.mark.parametrize(
    ("budgets", "told"),
    [
        ([], None),
        (
            [{"adjustedSpendingLimitMicros": "5000000000", "amountServedMicros": "3210000000"}],
            (5_000_000_000, 3_210_000_000, None),
        ),
        ([{"amountServedMicros": "3210000000"}], None),  # without a limit
        (
            [
                {"adjustedSpendingLimitMicros": "1", "approvedEndDateTime": "2026-10-31 23:59:59"},
                {"adjustedSpendingLimitMicros": "2", "approvedStartDateTime": "2026-11-01 00:00:00"},
                {"adjustedSpendingLimitMicros": "3", "approvedStartDateTime": "2027-01-01 00:00:00"},
            ],
            (2, 0, None),
        ),
        (
            [{"adjustedSpendingLimitMicros": "4", "approvedEndDateTime": "2026-12-31 23:59:59"}],
            (4, 0, date(2026, 12, 31)),
        ),
    ],
)
async def test_a_budget_of_the_account_is_no_campaigns(budgets, told):
    fields = {"id": "1", "currencyCode": "EUR", "timeZone": "Europe/Madrid"}

    def answer(request: httpx.Request):
        if b"FROM account_budget" in request.content:
            return [{"results": [{"accountBudget": one} for one in budgets]}]
        return [{"results": [{"customer": fields}]}]

    assert (await Google(answer).source.describe(ACCOUNT)).budget == told


def split(request: httpx.Request):
    """Rows of whatever is asked for."""
    query = json.loads(request.content)["query"]
    metrics = {"impressions": "10", "clicks": "2", "costMicros": "5", "conversions": 1}
    group = {"id": "71", "name": "Clínicas", "status": "ENABLED"}
    kinds = {
        "segments.hour": [{"segments": {"hour": 9}}, {"segments": {}}],
        "segments.ad_network_type": [{"segments": {"adNetworkType": "SEARCH_PARTNERS"}}],
        "ad_group_ad.ad.id": [
            {"adGroup": group, "adGroupAd": {"ad": {"id": "81", "name": "Gato"}, "status": "PAUSED"}},
            {"adGroup": group, "adGroupAd": {"ad": {"id": "81", "name": "Gato"}, "status": "PAUSED"}},
            {"adGroup": group, "adGroupAd": {"ad": {"id": "82"}, "status": "ENABLED"}},
        ],
        "ad_group.id": [{"adGroup": group}],
    }
    parts = next(parts for field, parts in kinds.items() if field in query)
    common = {"customer": {"currencyCode": "EUR"}, "campaign": {"id": "41"}, "metrics": metrics}
    return [{"results": [common | p | {"segments": {"date": "2026-11-01"} | p.get("segments", {})} for p in parts]}]


async def test_hours_are_those_of_the_accounts_own_clock():
    found = await Google(split).source.hours(ACCOUNT, WINDOW)
    assert [(row.level, row.entity_id, row.breakdown, row.element) for row in found] == [
        (Level.CAMPAIGN, "41", "hour", "09"),
        (Level.CAMPAIGN, "41", "hour", "00"),
    ]


async def test_segments_are_networks_ad_groups_and_ads_with_their_names():
    google = Google(split)
    found = await google.source.segments(ACCOUNT, WINDOW)
    assert len(google.searches) == 3
    assert [(row.level, row.entity_id, row.breakdown, row.element, row.spend_micros) for row in found.rows] == [
        (Level.CAMPAIGN, "41", "network", "search_partners", 5),
        (Level.AD_GROUP, "71", "", "", 5),
        (Level.AD, "81", "", "", 10),
        (Level.AD, "82", "", "", 5),
    ]
    assert found.elements == (
        PlatformElement(Level.AD_GROUP, "71", "41", "Clínicas", "enabled"),
        PlatformElement(Level.AD, "81", "41", "Gato", "paused"),
        PlatformElement(Level.AD, "82", "41", "Clínicas 82", "enabled"),
    )


async def test_a_manager_account_is_refused_with_a_remedy():
    fields = {"id": "1", "currencyCode": "EUR", "timeZone": "UTC", "manager": True}
    with pytest.raises(NeedsOwner) as caught:
        await Google(lambda request: [{"results": [{"customer": fields}]}]).source.describe(ACCOUNT)
    assert caught.value.remedy is Remedy.FIX_REQUEST


async def test_an_account_that_says_nothing_of_itself_is_a_drift():
    with pytest.raises(SchemaDrift):
        await Google(lambda request: []).source.describe(ACCOUNT)


def test_google_itself_knows_every_field_that_is_asked_for():
    service = pytest.importorskip("google.ads.googleads.v26.services.types.google_ads_service")
    row = service.GoogleAdsRow.pb(service.GoogleAdsRow()).DESCRIPTOR
    queries = (wire.performance_query(WINDOW), wire.CAMPAIGNS, wire.CUSTOMER)
    for name in sorted({field for query in queries for field in re.findall(r"[a-z_]+\.[a-z_]+", query)}):
        group, _, leaf = name.partition(".")
        assert leaf in row.fields_by_name[group].message_type.fields_by_name, name


def test_google_itself_reads_our_samples():
    service = pytest.importorskip("google.ads.googleads.v26.services.types.google_ads_service")
    from google.protobuf import json_format

    for chunk in json.loads((DATA / "google_stream.json").read_text()):
        chunk.pop("somethingNew", None)
        json_format.ParseDict(chunk, service.SearchGoogleAdsStreamResponse.pb(service.SearchGoogleAdsStreamResponse()))


def test_google_itself_knows_every_code_of_the_table():
    pytest.importorskip("google.ads.googleads.v26")
    import importlib

    families = ("authentication", "authorization", "header", "internal", "quota", "query", "request")
    known: set[str] = set()
    for family in families:
        module = importlib.import_module(f"google.ads.googleads.v26.errors.types.{family}_error")
        title = f"{family.capitalize()}Error"
        known |= {member.name for member in getattr(getattr(module, f"{title}Enum"), title)}
    assert set(CODES) | EXPIRED <= known


async def test_a_connection_that_is_cut_is_tried_again(caplog):
    from connectors.http import client

    service = GOOGLE.loopback()
    service.script.append("cut")
    async with client(timeout=1) as http, service.serve() as url:
        rows = await GOOGLE.fetch(GOOGLE.build(caller(http), url), ACCOUNT)
    assert len(rows) == 3
    assert SECRET not in caplog.text


def test_the_fake_answers_as_the_real_one_would():
    assert google_full(Seen("POST", "/oauth/token", {}, {}, ""))["expires_in"] == 3599
    assert errors.read_status(b"  [ ] ").code == 0


def by_action(request: httpx.Request):
    """Two actions of one day, a primary and a secondary one, and a day that brought nothing else."""
    query = json.loads(request.content)["query"]
    about = {"customer": {"currencyCode": "EUR"}, "campaign": {"id": "41", "name": "A"}}

    def row(day: str, metrics: dict, **more: str) -> dict:
        return {**about, "segments": {"date": day, "device": "MOBILE", **more}, "metrics": metrics}

    def acted(day: str, number: str, name: str, **metrics: float) -> dict:
        action = f"customers/1/conversionActions/{number}"
        category = {"555": "SUBMIT_LEAD_FORM", "556": "PAGE_VIEW"}[number]
        named = {"conversionActionName": name, "conversionActionCategory": category}
        return row(day, metrics, conversionAction=action, **named)

    if "conversion_action" not in query:
        assert "all_conversions" not in query
        spent = {
            "impressions": "10",
            "clicks": "2",
            "costMicros": "5000000",
            "conversions": 2.0,
            "conversionsValue": 9.0,
        }
        return [{"results": [row("2026-11-01", spent)], "requestId": "r"}]
    assert "cost" not in query
    assert "clicks" not in query
    told = [
        acted("2026-11-01", "555", "Formulario", conversions=2.0, allConversions=2.0, allConversionsValue=9.0),
        acted("2026-11-01", "556", "Ver contacto", allConversions=7.5),
        acted("2026-11-02", "556", "Ver contacto", allConversions=1.0),
    ]
    return [{"results": told, "requestId": "r"}]


async def test_conversions_are_read_by_action_in_a_query_of_their_own():
    google = Google(by_action)
    first, second = await google.source.performance(ACCOUNT, WINDOW)
    assert [(one.token, one.count_micros, one.name, one.within) for one in first.actions or ()] == [
        ("action:555", 2_000_000, "Formulario", "conversions"),
        ("action:556", 7_500_000, "Ver contacto", ""),
        ("conversions", 2_000_000, "", ""),
    ]
    assert [one.hint for one in first.actions or ()] == [ResultKind.LEAD, None, ResultKind.LEAD]
    assert [one.is_apart for one in first.actions or ()] == [False, True, False], (
        "no row of it counts among conversions"
    )
    assert (first.conversions_micros, first.leads_micros, first.spend_micros) == (2_000_000, 2_000_000, 5_000_000)
    assert (second.day.day, second.spend_micros, second.impressions, second.conversions_micros) == (2, 0, 0, 0)
    assert [one.token for one in second.actions or ()] == ["action:556"]


async def test_the_hours_of_secondary_actions_are_not_asked_for():
    asked = []

    def answer(request: httpx.Request):
        asked.append(json.loads(request.content)["query"])
        return by_action(request)

    await Google(answer).source.hours(ACCOUNT, WINDOW)
    assert len(asked) == 2
    assert not any("all_conversions" in query for query in asked)


@pytest.mark.parametrize(
    ("given", "kept"), [("action:555", "action:555"), ("555", "action:555"), (" Conversions", "conversions")]
)
def test_a_token_has_one_form_however_it_is_given(given, kept):
    assert token(given) == kept


def test_what_is_no_token_is_refused():
    with pytest.raises(InvalidInput):
        token("a lead")
