"""Meta: signatures, cursors, allowances, picks, and windows that are too big."""

import hmac
import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from connectors.decoding import decode
from connectors.meta.actions import actions, aim, own_leads, own_purchases, token
from connectors.meta.descriptor import MetaCredentials
from connectors.meta.errors import CODES, GraphError, action, classify, judge
from connectors.meta.source import Meta, conversions, to_campaign, to_row
from connectors.meta.usage import DEFAULT_PAUSE, Pause, pause
from connectors.meta.wire import (
    ActionCount,
    CampaignFields,
    Insight,
    Page,
    Split,
    by_type,
    minor_to_micros,
)
from connectors.problems import TooMuch, Wait
from domain.entities import SourceAccount
from domain.errors import InvalidInput, NeedsOwner, SchemaDrift, Transient
from domain.facts import AccountState, PlatformElement
from domain.money import MICRO
from domain.results import THEIRS, ResultKind
from domain.window import Window
from domain.words import Level, Remedy, Source
from tests.connectors.fakes import WINDOW, Naps, Ticks, caller, meta_error, meta_usage
from tests.connectors.loopback import sample

ACCOUNT = SourceAccount("acme", Source.META, "77", currency="USD")
LONG = Window(date(2026, 11, 1), date(2026, 11, 16))
TOO_MUCH = meta_error(400, 100, 1504018)
USED_UP = {"X-App-Usage": json.dumps({"call_count": 100})}


class Graph:
    """Meta behind httpx.MockTransport, which records what it was asked."""

    def __init__(self, answer, secret: str = "") -> None:
        self.answer = answer
        self.asked: list[tuple[str, str, Mapping[str, str]]] = []
        self.naps, self.ticks = Naps(), Ticks()
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.handle))
        self.source = Meta(caller(http, self.naps), {"": MetaCredentials("token", secret)}, self.ticks)

    def handle(self, request: httpx.Request) -> httpx.Response:
        given = dict(parse_qsl(request.content.decode())) if request.method == "POST" else dict(request.url.params)
        self.asked.append((request.method, request.url.path.removeprefix("/v26.0"), given))
        told = self.answer(*self.asked[-1])
        if isinstance(told, tuple):
            status, body, headers = told
            return httpx.Response(status, json=body, headers=headers)
        return httpx.Response(200, json=told)

    def windows(self) -> list[tuple[str, str, str]]:
        ranges = [(how, json.loads(given["time_range"])) for how, _, given in self.asked if "time_range" in given]
        return [(how, span["since"], span["until"]) for how, span in ranges]


def two_pages(how: str, path: str, given: Mapping[str, str]) -> Any:
    return sample("meta_page2.json" if given.get("after") else "meta_page1.json")


async def test_one_call_asks_for_campaign_by_day_by_device_and_only_for_what_adds_up():
    graph = Graph(two_pages)
    await graph.source.performance(ACCOUNT, WINDOW)
    how, path, given = graph.asked[0]
    assert (how, path) == ("GET", "/act_77/insights")
    assert (given["level"], given["time_increment"], given["breakdowns"]) == ("campaign", "1", "device_platform")
    assert json.loads(given["time_range"]) == {"since": "2026-11-01", "until": "2026-11-02"}
    assert {"reach", "frequency", "ctr"}.isdisjoint(given["fields"].split(","))


async def test_pages_are_followed_by_cursor_and_never_by_the_address_that_carries_a_token():
    graph = Graph(two_pages)
    await graph.source.performance(ACCOUNT, WINDOW)
    assert [given.get("after") for _, _, given in graph.asked] == [None, "bb"]


async def test_pages_that_do_not_end_are_a_drift():
    with pytest.raises(SchemaDrift) as caught:
        await Graph(lambda how, path, given: sample("meta_page1.json")).source.performance(ACCOUNT, WINDOW)
    assert caught.value.path == "$.paging.cursors.after"


async def test_the_proof_is_sent_when_the_apps_secret_is_held():
    graph = Graph(two_pages, secret="app")
    await graph.source.performance(ACCOUNT, WINDOW)
    expected = hmac.new(b"app", b"token", "sha256").hexdigest()
    assert all(given["appsecret_proof"] == expected for _, _, given in graph.asked)


async def test_no_proof_is_sent_without_a_secret():
    graph = Graph(two_pages)
    await graph.source.performance(ACCOUNT, WINDOW)
    assert all("appsecret_proof" not in given for _, _, given in graph.asked)


def expect(problem, todo) -> None:
    if isinstance(todo, Remedy):
        assert isinstance(problem, NeedsOwner)
        assert problem.remedy is todo
    else:
        assert isinstance(problem, Transient)
        assert problem.reason == todo.value
        assert isinstance(problem, TooMuch) is (todo is Wait.SMALLER)


@pytest.mark.parametrize(("code", "todo"), CODES.items())
def test_every_code_has_its_class(code, todo):
    number, subcode = code
    expect(classify(httpx.Response(400, json=meta_error(400, number, subcode)[1])), todo)


@pytest.mark.parametrize("number", sorted({code for code, _ in CODES}))
def test_an_unknown_subcode_falls_back_to_its_code(number):
    assert action(GraphError(number, 123456789), 400) == CODES[(number, None)]


@pytest.mark.parametrize(
    ("error", "status", "todo"),
    [
        (GraphError(1, message="Please Reduce the amount of data you're asking for"), 500, Wait.SMALLER),
        (GraphError(2, 1504018, is_transient=True), 500, Wait.SMALLER),
        (GraphError(1, 1487534), 500, Wait.SMALLER),
        (GraphError(2, error_user_msg="Please try a smaller date range."), 500, Wait.SMALLER),
        (GraphError(100, message="API calls require an appsecret_proof argument"), 400, Remedy.SET_CREDENTIALS),
        (GraphError(100, is_transient=True), 400, Wait.SERVER),
        (GraphError(80004, is_transient=True), 400, Wait.RATE),
        (GraphError(270), 400, Remedy.GRANT_ACCESS),
        (GraphError(987654), 400, Remedy.REPORT_BUG),
        (GraphError(), 401, Remedy.RECONNECT_META),
        (GraphError(), 403, Remedy.GRANT_ACCESS),
        (GraphError(), 429, Wait.RATE),
        (GraphError(), 502, Wait.SERVER),
    ],
)
def test_errors_without_a_code_of_their_own_go_by_text_flag_or_status(error, status, todo):
    expect(judge(error, status), todo)


def test_an_error_that_came_with_status_200_is_an_error_all_the_same():
    expect(classify(httpx.Response(200, json=meta_error(200, 190)[1])), Remedy.RECONNECT_META)


def test_a_rate_error_without_any_header_waits_rather_than_prolongs_the_block():
    problem = classify(httpx.Response(400, json=meta_error(400, 4)[1]))
    assert isinstance(problem, Transient)
    assert problem.retry_after == DEFAULT_PAUSE


@pytest.mark.parametrize(
    ("headers", "status", "expected"),
    [
        ({}, 200, Pause()),
        ({"X-App-Usage": "{}"}, 200, Pause()),
        ({"X-App-Usage": "not json"}, 200, Pause()),
        ({"X-App-Usage": "[1]"}, 200, Pause()),
        ({"X-App-Usage": '{"call_count": "100"}'}, 200, Pause()),
        ({"X-App-Usage": '{"call_count": 99, "total_time": 100}'}, 200, Pause(app=DEFAULT_PAUSE)),
        ({"X-FB-Ads-Insights-Throttle": '{"app_id_util_pct": 100.0}'}, 200, Pause(app=DEFAULT_PAUSE)),
        ({"X-FB-Ads-Insights-Throttle": '{"acc_id_util_pct": 101}'}, 200, Pause(account=DEFAULT_PAUSE)),
        ({"X-Ad-Account-Usage": '{"acc_id_util_pct": 100, "reset_time_duration": 40}'}, 200, Pause(account=40)),
        ({"X-Ad-Account-Usage": '{"acc_id_util_pct": 100}'}, 200, Pause(account=DEFAULT_PAUSE)),
        (meta_usage(19), 200, Pause(account=19 * 60)),
        (meta_usage(0), 200, Pause(account=DEFAULT_PAUSE)),
        (
            {"X-Business-Use-Case-Usage": '{"1": [{"call_count": 97, "estimated_time_to_regain_access": 19}]}'},
            200,
            Pause(),
        ),
        (
            {"X-Business-Use-Case-Usage": '{"1": [{"call_count": 97, "estimated_time_to_regain_access": 19}]}'},
            400,
            Pause(account=19 * 60),
        ),
        ({"X-Business-Use-Case-Usage": '{"1": {"call_count": 100}}'}, 200, Pause()),
    ],
)
def test_the_four_headers_are_read_in_their_own_units(headers, status, expected):
    assert pause(httpx.Response(status, headers=headers)) == expected


async def test_a_used_up_allowance_is_respected_until_it_comes_back():
    told = {"data": []}
    graph = Graph(lambda how, path, given: (200, told, meta_usage(10)))
    await graph.source.performance(ACCOUNT, WINDOW)
    with pytest.raises(Transient) as caught:
        await graph.source.performance(ACCOUNT, WINDOW)
    assert (caught.value.reason, caught.value.retry_after) == ("rate", 600)
    other = SourceAccount("acme", Source.META, "act_78")
    assert await graph.source.performance(other, WINDOW) == []
    graph.ticks.at += timedelta(minutes=10)
    assert await graph.source.performance(ACCOUNT, WINDOW) == []
    assert len(graph.asked) == 3


async def test_a_used_up_app_pauses_every_account():
    graph = Graph(lambda how, path, given: (200, {"data": []}, USED_UP))
    await graph.source.performance(ACCOUNT, WINDOW)
    with pytest.raises(Transient):
        await graph.source.performance(SourceAccount("acme", Source.META, "act_78"), WINDOW)


class BigAccount:
    """Answers at most `most` days at once; everything longer only as a report, in the states given."""

    def __init__(self, most: int, *states: Any, run: Any = "run-1") -> None:
        self.most, self.states, self.run = most, list(states), run

    def __call__(self, how: str, path: str, given: Mapping[str, str]) -> Any:
        if how == "POST":
            return {"report_run_id": self.run}
        if path == f"/{self.run}":
            return self.states.pop(0)
        if path == f"/{self.run}/insights":
            return sample("meta_page2.json")
        span = json.loads(given["time_range"])
        days = (date.fromisoformat(span["until"]) - date.fromisoformat(span["since"])).days + 1
        return sample("meta_page2.json") if days <= self.most else TOO_MUCH


def state(text: str, **more: Any) -> dict[str, Any]:
    return {"id": "run-1", "async_status": text, "async_percent_completion": 100, **more}


async def test_a_window_that_is_too_much_is_asked_in_halves():
    graph = Graph(BigAccount(8))
    rows = await graph.source.performance(ACCOUNT, LONG)
    assert graph.windows() == [
        ("GET", "2026-11-01", "2026-11-16"),
        ("GET", "2026-11-01", "2026-11-08"),
        ("GET", "2026-11-09", "2026-11-16"),
    ]
    assert len(rows) == 2


@pytest.mark.parametrize("run", ["run-1", 6023920149050])
async def test_a_week_that_is_too_much_becomes_a_report(run):
    running = [state("Job Not Started"), state("Job Running"), state("Job Completed")]
    graph = Graph(BigAccount(0, *running, run=run))
    rows = await graph.source.performance(ACCOUNT, WINDOW)
    assert len(rows) == 2
    assert graph.windows() == [("GET", "2026-11-01", "2026-11-02"), ("POST", "2026-11-01", "2026-11-02")]
    assert graph.naps.taken == [1.0, 2.0]


async def test_a_report_that_takes_long_is_resumed_by_the_next_poll():
    big = BigAccount(0, *[state("Job Running")] * 5, state("Job Completed"))
    graph = Graph(big)
    with pytest.raises(Transient) as caught:
        await graph.source.performance(ACCOUNT, WINDOW)
    assert caught.value.reason == "report_running"
    graph.ticks.at += timedelta(minutes=29)
    assert len(await graph.source.performance(ACCOUNT, WINDOW)) == 2
    assert [how for how, _, _ in graph.asked].count("POST") == 1


async def test_a_report_that_was_forgotten_is_asked_for_again():
    graph = Graph(BigAccount(0, *[state("Job Running")] * 5, state("Job Completed")))
    with pytest.raises(Transient):
        await graph.source.performance(ACCOUNT, WINDOW)
    graph.ticks.at += timedelta(minutes=31)
    await graph.source.performance(ACCOUNT, WINDOW)
    assert [how for how, _, _ in graph.asked].count("POST") == 2


@pytest.mark.parametrize(
    ("ended", "kind"),
    [
        (state("Job Failed"), Transient),
        (state("Job Skipped"), Transient),
        (state("Job Failed", error_code=190), NeedsOwner),
    ],
)
async def test_a_report_that_fails_says_why_and_is_forgotten(ended, kind):
    graph = Graph(BigAccount(0, ended, state("Job Completed")))
    with pytest.raises(kind):
        await graph.source.performance(ACCOUNT, WINDOW)
    assert len(await graph.source.performance(ACCOUNT, WINDOW)) == 2


@pytest.mark.parametrize(
    "why", [{"error_code": 100, "error_subcode": 1487534}, {"error_code": 2, "error_subcode": 1504018}]
)
async def test_a_report_that_is_too_much_is_asked_for_in_halves(why):
    graph = Graph(BigAccount(0, state("Job Failed", **why), state("Job Completed"), state("Job Completed")))
    assert len(await graph.source.performance(ACCOUNT, WINDOW)) == 2
    assert [window for window in graph.windows() if window[0] == "POST"] == [
        ("POST", "2026-11-01", "2026-11-02"),
        ("POST", "2026-11-01", "2026-11-01"),
        ("POST", "2026-11-02", "2026-11-02"),
    ]


def counts(**values: str) -> Any:
    return actions(
        by_type([ActionCount(name.replace("__", "."), Decimal(value)) for name, value in values.items()]), {}
    )


def test_overlapping_purchases_are_picked_and_never_added():
    everything = counts(omni_purchase="3", purchase="2", offsite_conversion__fb_pixel_purchase="1")
    assert own_purchases(everything)[0] == 3 * MICRO
    assert own_purchases(counts(purchase="2", offsite_conversion__fb_pixel_purchase="1"))[0] == 2 * MICRO
    assert own_purchases(counts(offsite_conversion__fb_pixel_purchase="1"))[0] == MICRO
    assert own_purchases(counts(link_click="9")) == (0, 0)


def test_leads_cover_their_parts_which_add_up_without_it():
    parts = {"onsite_conversion__lead_grouped": "2", "offsite_conversion__fb_pixel_lead": "1"}
    assert own_leads(counts(lead="3", **parts)) == 3 * MICRO
    assert own_leads(counts(**parts)) == 3 * MICRO


def test_what_is_recorded_goes_by_the_words_of_a_definition_and_engagement_is_left_out():
    told = counts(
        onsite_conversion__messaging_conversation_started_7d="7",
        offsite_conversion__custom__123="2",
        offsite_conversion__fb_pixel_add_to_cart="4",
        complete_registration="3",
        link_click="90",
        post_engagement="400",
        onsite_conversion__post_save="12",
        video_view="1000",
    )
    assert {(one.token, one.count_micros // MICRO, one.hint, one.is_own) for one in told} == {
        ("messaging", 7, ResultKind.LEAD, False),
        ("custom:123", 2, ResultKind.CONVERSION, False),
        ("complete_registration", 3, ResultKind.LEAD, False),
        ("offsite_conversion.fb_pixel_add_to_cart", 4, None, False),
    }


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Lead ", "lead"),
        ("messaging", "messaging"),
        ("onsite_conversion.messaging_conversation_started_7d", "messaging"),
        ("offsite_conversion.custom.123", "custom:123"),
        ("custom:123", "custom:123"),
        ("offsite_conversion.fb_pixel_lead", "offsite_conversion.fb_pixel_lead"),
    ],
)
def test_a_token_has_one_form_however_it_is_given(given, kept):
    assert token(given) == kept


@pytest.mark.parametrize("given", ["custom:", "custom:abc", "a lead", "", "<!channel>"])
def test_what_is_no_token_is_refused(given):
    with pytest.raises(InvalidInput):
        token(given)


@pytest.mark.parametrize(
    ("objective", "expected"),
    [("OUTCOME_LEADS", 5), ("LEAD_GENERATION", 5), ("OUTCOME_SALES", 2), ("OUTCOME_TRAFFIC", 2), ("", 2)],
)
def test_conversions_are_what_the_campaign_was_bought_for(objective, expected):
    assert conversions(aim(objective), 2, 5) == expected


def test_a_campaign_of_another_objective_converts_by_leads_where_it_sells_nothing():
    assert conversions(aim("OUTCOME_TRAFFIC"), 0, own_leads(counts(lead="5"))) == 5 * MICRO


def test_budgets_are_in_minor_units_and_yen_have_none():
    assert minor_to_micros(1435, "EUR") == 14_350_000
    assert minor_to_micros(1435, "JPY") == 1_435_000_000


async def test_campaigns_are_listed_with_days_in_the_accounts_zone():
    listed = {
        "data": [
            {"id": "1", "name": "A", "status": "ACTIVE", "effective_status": "PAUSED", "daily_budget": "7900",
             "start_time": "2026-10-01T00:00:00+0200"},
            {"id": "2", "name": "B", "status": "ACTIVE", "lifetime_budget": "100000", "daily_budget": "0",
             "stop_time": "2026-12-15T23:59:59+0100"},
            {"id": "3", "name": "C", "daily_budget": "0", "start_time": "1969-12-31T15:59:59-0800"},
        ]
    }  # fmt: skip
    about = {"currency": "USD", "timezone_name": "America/New_York"}
    graph = Graph(lambda how, path, given: listed if path.endswith("/campaigns") else about)
    daily, lifetime, bare = (await graph.source.listing(ACCOUNT)).campaigns
    assert (daily.status, daily.start, daily.budget_micros, daily.budget_period) == (
        "paused",
        date(2026, 10, 1),
        79_000_000,
        "daily",
    )
    assert (lifetime.end, lifetime.budget_micros, lifetime.budget_period) == (
        date(2026, 12, 15),
        1_000_000_000,
        "lifetime",
    )
    assert (bare.start, bare.budget_micros, bare.budget_period) == (None, None, "")


@pytest.mark.parametrize(
    ("status", "reason", "state"),
    [
        (1, 0, AccountState.ACTIVE),
        (2, 1, AccountState.SUSPENDED),
        (2, 3, AccountState.UNPAID),
        (3, 0, AccountState.UNPAID),
        (7, 0, AccountState.SUSPENDED),
        (9, 0, AccountState.ACTIVE),
        (101, 0, AccountState.CLOSED),
        (4711, 0, AccountState.UNSAID),
    ],
)
async def test_budgets_are_in_the_accounts_currency_and_its_state_comes_along(status, reason, state):
    def answer(how: str, path: str, given: Mapping[str, str]) -> Any:
        if path == "/act_9":
            told = {"account_status": status, "disable_reason": reason}
            return {"currency": "JPY", "timezone_name": "Asia/Tokyo", **told}
        return {"data": [{"id": "1", "daily_budget": "500"}]}

    listed = await Graph(answer).source.listing(SourceAccount("acme", Source.META, "act_9"))
    assert listed.state is state
    assert [(found.budget_micros, found.currency) for found in listed.campaigns] == [(500_000_000, "JPY")]


@pytest.mark.parametrize(
    ("currency", "cap", "spent", "told"),
    [
        ("EUR", "500000", "321000", (5_000 * MICRO, 3_210 * MICRO, None)),
        ("JPY", "500000", "0", (500_000 * MICRO, 0, None)),
        ("EUR", "0", "321000", None),
    ],
)
async def test_a_limit_of_the_account_is_no_campaigns_budget(currency, cap, spent, told):
    def answer(how: str, path: str, given: Mapping[str, str]) -> Any:
        assert "spend_cap" in given["fields"]
        return {"currency": currency, "timezone_name": "UTC", "spend_cap": cap, "amount_spent": spent}

    about = await Graph(answer).source.describe(SourceAccount("acme", Source.META, "act_9"))
    assert about.budget == told


def split(how: str, path: str, given: Mapping[str, str]) -> Any:
    """One row of whatever is asked for."""
    named = {"adset": {"adset_id": "71", "adset_name": "Clínicas"}, "ad": {"ad_id": "81", "ad_name": "Gato"}}
    broken = {
        "hourly_stats_aggregated_by_advertiser_time_zone": "13:00:00 - 13:59:59",
        "publisher_platform": "instagram",
    }
    numbers = {"campaign_id": "23", "account_currency": "USD", "date_start": "2026-11-01", "spend": "1.50"}
    by = given.get("breakdowns", "")
    return {"data": [numbers | named.get(given["level"], {}) | ({by: broken[by]} if by else {})]}


async def test_hours_are_those_of_the_accounts_own_clock():
    (found,) = await Graph(split).source.hours(ACCOUNT, WINDOW)
    assert (found.level, found.entity_id, found.breakdown, found.element) == (Level.CAMPAIGN, "23", "hour", "13")


async def test_segments_are_placements_ad_sets_and_ads_with_their_names():
    graph = Graph(split)
    found = await graph.source.segments(ACCOUNT, WINDOW)
    assert [given["level"] for _, _, given in graph.asked] == ["campaign", "adset", "ad"]
    assert [(row.level, row.entity_id, row.breakdown, row.element, row.spend_micros) for row in found.rows] == [
        (Level.CAMPAIGN, "23", "placement", "instagram", 1_500_000),
        (Level.AD_GROUP, "71", "", "", 1_500_000),
        (Level.AD, "81", "", "", 1_500_000),
    ]
    assert found.elements == (
        PlatformElement(Level.AD_GROUP, "71", "23", "Clínicas"),
        PlatformElement(Level.AD, "81", "23", "Gato"),
    )


def test_a_day_at_the_ends_of_time_is_none():
    told = to_campaign(CampaignFields("1", start_time="0001-01-01T00:00:00", stop_time="9999-12-31T23:59:59"), "EUR")
    assert (told.start, told.end) == (None, None)


def test_a_placement_is_one_line_that_can_be_shown():
    odd = Insight("23", LONG.start, "USD", publisher_platform="feed\n\u202e" + "x" * 300)
    row = to_row(odd, Split.PLACEMENT)
    assert (row.element[:6], len(row.element)) == ("feed x", 200)


def test_a_day_in_another_form_is_a_drift():
    with pytest.raises(SchemaDrift):
        to_campaign(CampaignFields("1", start_time="tomorrow"), "EUR")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([{"indicator": "actions:lead", "values": [{"value": "3", "attribution_windows": ["default"]}]}], 3),
        ([{"indicator": "conversions:offsite_conversion.custom.77", "values": [{"value": "2"}]}], 2),
        ([{"indicator": "reach", "values": [{"value": "900"}]}], None),  # which does not add up
        ([{"indicator": "actions:lead"}], None),
        ([], None),
    ],
)
def test_what_meta_itself_calls_results_stands_beside_the_actions_and_counts_as_nothing(told, expected):
    plain = {"campaign_id": "23", "date_start": "2026-11-10", "account_currency": "EUR", "results": told}
    row = to_row(decode(json.dumps(plain).encode(), Insight))
    found = [one for one in row.actions or () if one.token == THEIRS]
    assert [one.count_micros // MICRO for one in found] == ([] if expected is None else [expected])
    assert all(one.hint is None for one in found)
    assert row.leads_micros == row.conversions_micros == 0


@pytest.mark.parametrize("field", ["spend", "impressions", "inline_link_clicks", "actions"])
async def test_less_than_nothing_is_a_drift_at_its_place(field):
    page = sample("meta_page2.json")
    page["data"][0][field] = [{"action_type": "lead", "value": "-5"}] if field == "actions" else "-5"
    with pytest.raises(SchemaDrift) as caught:
        await Graph(lambda how, path, given: page).source.performance(ACCOUNT, WINDOW)
    assert caught.value.path.startswith("$.data[0]")


async def test_an_answer_that_breaks_off_is_asked_for_again_later():
    whole = json.dumps(sample("meta_page2.json")).encode()
    for end in (1, len(whole) // 2, len(whole) - 1):
        with pytest.raises(Transient) as caught:
            decode(whole[:end], Page[Insight])
        assert caught.value.reason == "network"
