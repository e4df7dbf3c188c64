"""Cards in three languages and both views: as recorded, within the limits, honest, and safe for the client."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.audience import urgency
from domain.goals import parse
from domain.kpi import Direction
from domain.money import Money, Rates
from domain.snapshot import Snapshot, build
from domain.standing import Headline
from domain.words import Audience
from templates import limits, mrkdwn
from templates.cards.asked import with_kpi
from templates.cards.chart import chart_card
from templates.cards.pace import pace_card
from templates.cards.parts import bar
from templates.cards.status import status_card
from templates.cards.update import MOST, update_message
from templates.message import Message
from templates.render import FOLDER, environment
from templates.words import words
from tests.judge import judge
from tests.templates import world
from tests.templates.hostile import HOSTILE, each_everywhere

LOCALES = ("es", "ca", "en")
VIEWS = tuple(Audience)
Golden = Callable[..., None]


def everything(message: Message) -> str:
    return json.dumps(message.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trouble", world.TROUBLES)
def test_a_status_card_looks_as_recorded(golden: Golden, trouble: str, locale: str, view: Audience) -> None:
    message = status_card(world.TROUBLES[trouble](), view, locale, world.NOW, share="17")
    golden(f"status_{trouble}", message, locale=locale, view=view.value)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("many", [False, True])
def test_an_update_looks_as_recorded(golden: Golden, locale: str, view: Audience, *, many: bool) -> None:
    snapshots = [world.on_target(), world.off_target(), *([world.no_data()] * MOST if many else [])]
    message = update_message(snapshots if many else snapshots[1:], view, locale, world.NOW)
    golden("update_many" if many else "update_one", message, locale=locale, view=view.value)


@pytest.mark.parametrize("view", VIEWS)
def test_nobody_reads_without_a_result_where_the_crm_has_leads(view: Audience) -> None:
    """ "CPA: off target (1,237 € without a result)" stood beside "Leads · CRM 36", in a draft for the client."""
    for snapshot in (world.uncounted(), world.uncounted_in_part()):
        card = status_card(snapshot, view, "en", world.NOW)
        told = everything(card) + (card.chart.title if card.chart else "")
        assert "without a" not in told
        assert "platforms count no conversions" in told or "not counted by platforms" in told
        assert "the CRM has 38 leads" in told or "CRM: 38 leads" in told
        assert next(line for line in snapshot.goals if line.reading.kpi == "cpa").met is None


def test_what_the_platforms_no_longer_count_has_no_rate() -> None:
    """ "Conversion rate 0 %, ▼ 100 %, worse" stood in a client's card above 35 leads of the CRM."""
    assert "cvr" in {line.reading.kpi for line in world.on_target().lines}
    assert "cvr" not in {line.reading.kpi for line in world.uncounted_in_part().lines}


UPDATES = (world.off_target, world.on_target, world.only_platforms)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_stands_for_weeks_holds_no_age(locale: str) -> None:
    ago = {"es": "hace ", "ca": "fa ", "en": " ago"}[locale]
    messages = [update_message([snapshot()], view, locale, world.NOW) for snapshot in UPDATES for view in VIEWS]
    assert [message.text for message in messages if ago in everything(message)] == []
    assert all("Europe/Madrid" in message.text for message in messages)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("trouble", world.TROUBLES)
def test_the_verdict_is_one_sentence_within_the_first_hundred_characters(
    trouble: str, view: Audience, locale: str
) -> None:
    message = status_card(world.TROUBLES[trouble](), view, locale, world.NOW)
    verdict = message.blocks[1]["text"]["text"].strip("*")
    assert verdict.endswith(".")
    assert verdict in message.text[:100]


def test_the_text_says_everything_that_the_fields_say() -> None:
    message = status_card(world.off_target(), Audience.INTERNAL, "en", world.NOW)
    for field in message.blocks[2]["fields"]:
        name, value, *_ = field["text"].replace("*", "").split("\n")
        assert name.split(" · ")[0] in message.text
        assert value in message.text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trouble", world.TROUBLES)
def test_the_client_reads_nothing_internal(trouble: str, locale: str) -> None:
    snapshot = world.TROUBLES[trouble]()
    cards = [
        status_card(snapshot, Audience.CLIENT, locale, world.NOW),
        update_message([snapshot], Audience.CLIENT, locale, world.NOW),
    ]
    told = " ".join(everything(card) for card in cards)
    forbidden = ("12.000", "12,000", "11.248", "U0MAYA", "descargan", "token expired", "1234567890", "act_1", "█", "░")
    assert [word for word in forbidden if word in told] == []
    ritmo = {"es": "Ritmo", "ca": "Ritme", "en": "Pace"}[locale]
    assert ritmo.lower() not in told.lower()


def test_what_a_platform_has_not_told_of_is_said_beside_the_numbers() -> None:
    for view in VIEWS:
        told = update_message([world.only_platforms()], view, "es", world.NOW)
        said = "Faltan los datos de Meta desde el 14 nov: la inversión, los resultados y los costes de estos días están"
        assert said in told.text
        assert said in everything(told)
        assert "token expired" not in told.text


def test_the_campaigns_that_are_only_named_are_named_apart_where_they_are_off_target() -> None:
    snapshots = [*([world.off_target()] * (MOST + 1)), world.on_target()]
    told = update_message(snapshots, Audience.CLIENT, "es", world.NOW).blocks[-2]["elements"][0]["text"]
    assert told == "Tampoco cumple: Otoño leads.\nY 1 campaña más: Otoño leads"


def test_an_old_rate_is_not_said_to_be_of_each_day() -> None:
    """“Converted day by day; last rate of Oct 30” stood for four weeks below numbers of which no day had a rate."""
    rates = Rates({"USD": {date(2026, 10, 1): Decimal("0.90"), date(2026, 10, 30): Decimal("0.92")}})
    shown = {
        language: status_card(build(world.data(rates=rates), world.NOW), Audience.INTERNAL, language, world.NOW).text
        for language in ("en", "es", "ca")
    }
    assert "USD converted at the rate of Oct 30, 2026." in shown["en"]
    assert "USD convertido con el tipo de cambio del 30 oct 2026." in shown["es"]
    assert "USD convertit amb el tipus de canvi del 30 d’oct. 2026." in shown["ca"]


def test_the_client_reads_of_rates_only_beside_money_that_is_not_in_its_own_currency() -> None:
    def read(budget: str, *show: str, goal: str = "cpl < 25 EUR") -> str:
        campaign = replace(world.CAMPAIGN, budget=Money.of(4_000, budget), goals=world.promises(goal))
        data = replace(world.data(campaign=campaign), client=replace(world.CLIENT, show=show))
        return update_message([build(data, world.NOW)], Audience.CLIENT, "en", world.NOW).text

    assert "converted" not in read("EUR", "budget")
    assert "converted" not in read("USD")
    assert "USD converted day by day; last rate of Nov 13, 2026." in read("USD", "budget")
    assert "USD converted day by day; last rate of Nov 13, 2026." in read("EUR", goal="cpl < 25 USD")


def test_the_client_hears_of_the_budget_only_where_it_is_to_be_shown() -> None:
    data = world.data(client=replace(world.CLIENT, show=("budget",)))
    card = status_card(build(data, world.NOW), Audience.CLIENT, "en", world.NOW)
    update = update_message([build(data, world.NOW)], Audience.CLIENT, "en", world.NOW)
    for message in (card, update):
        assert "Budget of the campaign: €12,000" in everything(message)
        assert "█" not in everything(message)


def test_a_goal_for_pace_changes_the_verdict_only_for_the_agency() -> None:
    inside, outside = (status_card(world.ended(), view, "en", world.NOW) for view in VIEWS)
    assert inside.text.startswith("1 of 2 goals met; pace is off")
    assert outside.text.startswith("ROAS: on target (")


@pytest.mark.parametrize(("trouble", "word"), [("over_pace", "over pace"), ("under_pace", "under pace")])
def test_a_pace_off_its_budget_is_in_the_verdict_of_the_agency_and_never_in_the_clients(
    trouble: str, word: str
) -> None:
    inside, outside = (status_card(world.TROUBLES[trouble](), view, "en", world.NOW) for view in VIEWS)
    assert inside.text.startswith(f"On target: 2 of 2 goals met, but {word}: heading for")
    assert outside.text.startswith("Cost per lead: on target (€19.47, goal &lt; €40); leads: on target. ")
    assert "pace" not in everything(outside)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "On target, but over pace"),
        ("es", "En objetivo, pero el ritmo es alto"),
        ("ca", "En objectiu, però el ritme és alt"),
    ],
)
def test_one_goal_of_one_is_not_counted(language: str, said: str) -> None:
    campaign = replace(world.CAMPAIGN, budget=Money.of(9_000, "EUR"), goals=world.promises("cpl < 40 EUR"))
    data = world.data(worse_from=world.TODAY, currency="EUR", campaign=campaign)
    assert status_card(build(data, world.NOW), Audience.INTERNAL, language, world.NOW).text.startswith(said)


def test_a_client_reads_of_goals_by_name_and_of_the_budget_only_where_it_is_always_shown() -> None:
    """A flight at 114 % of its budget once read "On target" there."""
    over = replace(world.CAMPAIGN, budget=Money.of(4_000, "EUR"))
    for show, told in (((), False), (("budget",), True)):
        client = replace(world.CLIENT, show=show)
        snapshot = build(replace(world.data(currency="EUR", campaign=over), client=client), world.NOW)
        text = status_card(snapshot, Audience.CLIENT, "en", world.NOW).text
        assert not text.startswith("On target")
        assert ("budget: €7,029 of €4,000" in text) is told


@pytest.mark.parametrize("flight", ["running", "ended"])
def test_a_budget_that_is_used_up_says_by_how_much_and_proposes_no_daily_amount(flight: str) -> None:
    end = world.CAMPAIGN.end if flight == "running" else world.WEEK.end
    campaign = replace(world.CAMPAIGN, budget=Money.of(4_000, "EUR"), end=end)
    snapshot = build(world.data(currency="EUR", campaign=campaign), world.NOW)
    text = pace_card(world.paced(snapshot), "es", world.NOW).text
    assert snapshot.pace.excess is not None
    assert f"{words('es').money(snapshot.pace.excess)} por encima del presupuesto." in text
    assert "al día" not in text


def test_missed_goals_come_first_then_budgets_off_their_pace_and_the_client_cannot_tell_the_latter() -> None:
    named = ("on_target", "under_pace", "not_started", "over_pace", "off_target")
    snapshots = [world.TROUBLES[name]() for name in named]

    def order(view: Audience) -> list[str]:
        ranked = sorted(snapshots, key=lambda snapshot: urgency(snapshot, view))
        return [named[snapshots.index(snapshot)] for snapshot in ranked]

    assert order(Audience.INTERNAL) == ["off_target", "over_pace", "under_pace", "on_target", "not_started"]
    assert order(Audience.CLIENT) == ["off_target", "on_target", "under_pace", "over_pace", "not_started"]


def test_money_that_bought_nothing_is_said_in_words_and_not_by_a_dash() -> None:
    card = status_card(world.nothing_bought(), Audience.INTERNAL, "en", world.NOW)
    assert card.text.startswith("1 of 2 goals met; €1,071 spent without a single result; goal: CPA")
    assert card.chart is not None
    assert card.chart.title == "€1,071 spent without a single result; goal: CPA < €50"
    assert "–" not in card.chart.brief


def test_the_verdict_says_how_many_goals_are_missed_and_which_one_most() -> None:
    campaign = replace(world.CAMPAIGN, goals=world.promises("cpl < 20 EUR", "leads >= 9000", "ctr > 1%"))
    card = status_card(build(world.data(campaign=campaign), world.NOW), Audience.INTERNAL, "es", world.NOW)
    assert card.text.startswith("1 de 3 objetivos cumplidos; fallan 2; el peor, leads: ")


def test_footnotes_speak_only_of_what_is_shown() -> None:
    def small(message: Message) -> str:
        return next(block for block in message.blocks if block["type"] == "context")["elements"][0]["text"]

    snapshot = world.off_target()
    assert "Changes compare with" in small(status_card(snapshot, Audience.INTERNAL, "en", world.NOW))
    late = replace(world.CAMPAIGN, start=world.WEEK.previous().end)
    new = build(world.data(campaign=late), world.NOW)
    card = status_card(new, Audience.INTERNAL, "en", world.NOW)
    assert card.text.count("no comparison yet") == len(new.lines)
    assert "Changes compare with" not in small(card)
    pace = small(pace_card(world.paced(snapshot), "en", world.NOW))
    assert "compare" not in pace
    assert "CRM;" not in pace
    chart = small(chart_card(snapshot, Audience.INTERNAL, "en", world.NOW))
    assert "compare" not in chart
    assert "come from the CRM" in chart


def test_without_data_no_goal_is_called_met_or_missed() -> None:
    told = everything(status_card(world.no_data(), Audience.CLIENT, "en", world.NOW))
    assert "✓" not in told
    assert "✗" not in told
    assert "– (no data)" in mend(told)


def mend(text: str) -> str:
    return text.replace("*", "")


def test_a_failed_poll_is_told_to_the_agency_only() -> None:
    inside, outside = (everything(status_card(world.only_platforms(), view, "en", world.NOW)) for view in VIEWS)
    assert "the last poll failed" in inside
    assert "failed" not in outside


def test_numbers_of_the_platforms_are_called_so() -> None:
    crm, platforms = (
        everything(status_card(snapshot, Audience.CLIENT, "en", world.NOW))
        for snapshot in (world.off_target(), world.only_platforms())
    )
    assert "*Leads* · CRM" in crm
    assert "*Conversion rate* · platforms" in crm
    assert "*Leads* · platforms" in platforms


@settings(max_examples=12, deadline=None)
@each_everywhere(3, Audience.INTERNAL)
@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(VIEWS))
def test_whatever_things_are_called_cards_stay_within_the_limits_and_ping_nobody(
    client: str, campaign: str, hypothesis: str, view: Audience
) -> None:
    data = world.data(
        client=replace(world.CLIENT, name=client),
        campaign=replace(world.CAMPAIGN, name=campaign, hypothesis=hypothesis, owner=None),
    )
    snapshot = build(data, world.NOW)
    for message in (
        status_card(snapshot, view, "ca", world.NOW, share="1"),
        update_message([snapshot] * (MOST + 2), view, "es", world.NOW),
    ):
        assert limits.check(message) == []
        judge(message.blocks, message.text)
        assert "<" not in message.text
        assert not [text for text in mrkdwn_texts(message) if "<" in text]


def mrkdwn_texts(message: Message) -> list[str]:
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if value.get("type") == "mrkdwn":
                found.append(value["text"])
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(message.blocks)
    return found


def test_a_message_survives_its_journey_through_json() -> None:
    message = status_card(world.off_target(), Audience.INTERNAL, "ca", world.NOW)
    again = Message.from_json(json.loads(json.dumps(message.to_json())))
    assert again == message
    assert replace(again, chart=None).text == message.text


def test_the_chart_goes_where_the_card_wants_it() -> None:
    message = status_card(world.off_target(), Audience.INTERNAL, "en", world.NOW)
    placed = message.with_chart([{"type": "image"}])
    assert [block["type"] for block in placed] == [
        "header",
        "section",
        "section",
        "section",
        "image",
        "context",
        "context",
        "context",
    ]
    assert Message("x", [{"type": "divider"}]).with_chart([{"type": "image"}])[-1] == {"type": "image"}


def test_the_bar_shows_spend_and_time() -> None:
    pace = world.off_target().pace
    assert bar(pace) == "███████████░│░░░░░░░░"
    assert bar(world.not_started().pace) == ""


def test_an_update_tells_of_one_client_only() -> None:
    other = build(world.data(client=replace(world.CLIENT, key="other")), world.NOW)
    with pytest.raises(ValueError, match="one client"):
        update_message([world.off_target(), other], Audience.CLIENT, "es", world.NOW)
    with pytest.raises(ValueError, match="one client"):
        update_message([], Audience.CLIENT, "es", world.NOW)


def test_an_update_begins_with_the_campaign_in_trouble_and_its_chart() -> None:
    message = update_message([world.on_target(), world.off_target()], Audience.CLIENT, "en", world.NOW)
    assert "Cost per lead: off target (€27.33, goal &lt; €25); leads: on target" in message.blocks[1]["text"]["text"]
    assert message.chart is not None
    assert message.chart.title.startswith("Cost per lead €27.33")


def test_better_and_worse_follow_the_direction_of_the_kpi() -> None:
    message = everything(status_card(world.off_target(), Audience.CLIENT, "en", world.NOW))
    assert "*€27.33*\\n✗ Misses the goal &lt; €25\\n▲ 50%, worse" in message
    assert "▼ 33%, worse" in message
    assert {Direction.UP, Direction.DOWN} < set(Direction)


def test_goals_met_without_all_the_data_are_told_as_such() -> None:
    goals = (parse("cpl < 40 EUR"), parse("cost_per_customer < 10 EUR"))
    campaign = replace(world.CAMPAIGN, goals=goals)
    data = world.data(campaign=campaign, has_crm=False, crm=(), worse_from=world.TODAY)
    snapshot = build(data, world.NOW)
    assert snapshot.headline is Headline.ON_TARGET
    message = status_card(snapshot, Audience.CLIENT, "en", world.NOW)
    assert message.text.startswith("Cost per lead: on target (")
    assert "– (no CRM connected)" in message.text


@pytest.mark.parametrize(
    ("goals", "language", "said"),
    [
        (["cpl < 40 EUR"], "en", "1 alert is open, though the goal is on track."),
        (["cpl < 40 EUR"], "es", "Hay 1 alerta abierta, aunque el objetivo va bien."),
        (["cpl < 40 EUR", "leads >= 3"], "en", "1 alert is open, though all goals are on track."),
        (["cpl < 40 EUR", "cost_per_customer < 10 EUR"], "en", "1 alert is open; 1 of 2 goals met."),
        (["cpl < 40 EUR", "cost_per_customer < 10 EUR"], "es", "Hay 1 alerta abierta; 1 de 2 objetivos cumplidos."),
        (["cpl < 40 EUR", "cost_per_customer < 10 EUR"], "ca", "Hi ha 1 alerta oberta; 1 de 2 objectius assolits."),
    ],
)
def test_an_alert_stands_against_goals_that_are_met_only_where_all_of_them_are(
    goals: list[str], language: str, said: str
) -> None:
    """“Hay 1 alerta abierta, aunque se cumplen 1 de 2 objetivos” and “1 of 1 goals are met” were said."""
    campaign = replace(world.CAMPAIGN, goals=tuple(map(parse, goals)))
    data = world.data(campaign=campaign, has_crm=False, crm=(), worse_from=world.TODAY)
    shown = replace(build(data, world.NOW), open=world.alarmed().open)
    assert status_card(shown, Audience.INTERNAL, language, world.NOW).text.startswith(said)


@pytest.mark.parametrize(
    ("leads", "language", "said"),
    [
        (300, "en", "On target: 2 of 2 goals met."),
        (400, "en", "On target: 2 of 2 goals on track."),
        (400, "ca", "En objectiu: 2 de 2 objectius van bé."),
    ],
)
def test_a_total_that_has_yet_to_come_is_on_track_and_not_met(leads: int, language: str, said: str) -> None:
    """“2 de 2 objectius assolits” stood above “231 de 240”."""
    campaign = replace(world.CAMPAIGN, goals=world.promises("cpl < 40 EUR", f"leads >= {leads}"))
    data = world.data(campaign=campaign, worse_from=world.TODAY)
    assert status_card(build(data, world.NOW), Audience.INTERNAL, language, world.NOW).text.startswith(said)


@pytest.mark.parametrize(("language", "said"), [("en", "the other has no data"), ("es", "el otro sin datos")])
def test_one_goal_that_is_left_is_one(language: str, said: str) -> None:
    campaign = replace(world.CAMPAIGN, goals=(parse("cpl < 40 EUR"), parse("cost_per_customer < 10 EUR")))
    data = world.data(campaign=campaign, has_crm=False, crm=(), worse_from=world.TODAY)
    assert said in status_card(build(data, world.NOW), Audience.INTERNAL, language, world.NOW).text


def test_every_template_of_the_cards_is_rendered_by_a_golden() -> None:
    locale = "en_GB"
    for view in VIEWS:
        for trouble in world.TROUBLES.values():
            card = status_card(trouble(), view, locale, world.NOW)
            with_kpi(card, "cpl", trouble(), view, locale, world.NOW)
            update_message([trouble()], view, locale, world.NOW)
    cache = environment(locale).cache
    assert cache is not None
    rendered = {str(name) for _, name in cache}
    ours = {str(p.relative_to(FOLDER)) for room in ("status", "update") for p in (FOLDER / room).glob("*.j2")}
    assert ours - rendered == set()


def test_a_card_of_a_snapshot_with_few_numbers_still_says_its_piece() -> None:
    snapshot: Snapshot = world.no_data()
    message = status_card(snapshot, Audience.INTERNAL, "es", world.NOW)
    assert message.chart is None
    assert "Google Ads aún no ha respondido" in message.text
    assert Decimal(0) == snapshot.pace.spent.amount


def test_a_campaign_whose_only_goal_is_pace_has_no_goals_for_the_client() -> None:
    campaign = replace(world.CAMPAIGN, goals=(parse("pace >= 90%"),))
    snapshot = build(world.data(campaign=campaign), world.NOW)
    assert status_card(snapshot, Audience.CLIENT, "en", world.NOW).text.startswith("No goals set yet")


def unheard(**changes: object) -> Snapshot:
    """Money is spent, and the CRM that counts what comes of it has not answered yet."""
    never = tuple(replace(one, last_success=None) if one.source.is_crm else one for one in world.FRESH)
    campaign = replace(world.CAMPAIGN, goals=world.promises("cpl < 25 EUR", "roas >= 3"))
    return build(world.data(crm=(), freshness=never, campaign=campaign, **changes), world.NOW)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "€1,038 spent; no data yet for cost per lead and ROAS."),
        ("es", "1.038 € invertidos; aún no hay datos de coste por lead y ROAS."),
        ("ca", "1.038 € invertits; encara no hi ha dades de cost per lead i ROAS."),
    ],
)
def test_before_the_crms_first_answer_the_agency_reads_what_is_known_and_what_is_not(locale: str, said: str) -> None:
    text = mrkdwn.unescape(status_card(unheard(), Audience.INTERNAL, locale, world.NOW).text).replace("\xa0", " ")
    assert text.startswith(said)
    assert "0 leads" not in text
    assert "0x" not in text


def test_before_the_crms_first_answer_the_client_reads_so_of_each_goal() -> None:
    text = status_card(unheard(), Audience.CLIENT, "en", world.NOW).text
    assert text.startswith("Cost per lead: no data yet; ROAS: no data yet.")


def test_where_nothing_is_known_of_the_days_the_verdict_says_so() -> None:
    assert status_card(world.no_data(), Audience.INTERNAL, "en", world.NOW).text.startswith(
        "No data for these days yet."
    )
