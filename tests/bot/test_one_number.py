"""One KPI has one value: over the demo's world, the text that people read is parsed in every place and compared."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

import pytest

from bot.cli.status import Asked, look
from commands import actions, home, router
from domain.access import Place
from domain.diagnosis.asking import Question
from domain.incident import Incident
from domain.incidents.finding import Reason
from domain.kpi import CATALOGUE, Unit
from domain.languages import LANGUAGES
from domain.schedule import Every
from domain.snapshot import Snapshot
from domain.window import Window, local_day
from domain.words import Audience, Source
from insights.incidents import in_full
from insights.status import status
from insights.why import answer, standing_question, usual_kpi
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.directory import campaigns, clients, schedule
from storage.messages import deliveries
from storage.messages.deliveries import Delivery
from templates import mrkdwn
from templates.cards import buttons, terminal
from templates.cards.alert import alert_card
from templates.cards.headline import headline
from templates.cards.update import update_message
from templates.charts.spec import ChartSpec
from templates.message import Message
from templates.words import words
from tests.bot.demo_world import DemoWorld, environment
from tests.bot.sandboxed import World

pytestmark = pytest.mark.long
LOCALES = ("en", "es", "ca")
KEYS = ("acme-otono", "acme-blanqueamiento", "acme-implantes", "forn-nadal", "forn-botiga", "forn-obrador")
OF_MONEY = frozenset({"budget", "off_pace"})
KINDS = ("status", "alert", "digest")
Values = dict[str, Decimal | None]
Heard = dict[tuple[str, str], Any]
T = TypeVar("T")
_NUMBER = re.compile(r"\d[\d.,]*")


@pytest.fixture(scope="module")
def lived(world: World, tmp_path_factory: pytest.TempPathFactory) -> DemoWorld:
    """The demo on its second Monday: read for the first time, judged, and told, with its updates and digests."""
    made = DemoWorld(world.url, tmp_path_factory.mktemp("lived"), environment(world.url))
    made.declare(world.declaration)
    made.push(timedelta(days=7))
    made.live()
    made.push(timedelta(minutes=35))
    made.live()
    return made


@pytest.fixture(scope="module")
def heard() -> Heard:
    """What was answered of `lived`, by language and question."""
    return {}


@pytest.fixture
def db(lived: DemoWorld) -> Iterator[Session]:
    with lived.session() as opened:
        yield opened
        opened.rollback()


def number(text: str, locale: str) -> Decimal | None:
    """The first number of the text, as the locale writes it; None where there is none, as in a dash."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    group, point = (",", ".") if locale == "en" else (".", ",")
    return Decimal(found[0].rstrip(".,").replace(group, "").replace(point, "."))


def numbers_of(text: str, locale: str) -> list[Decimal]:
    """Every number of the text."""
    found = (number(one, locale) for one in _NUMBER.findall(text))
    return [one for one in found if one is not None]


def plain(text: str) -> str:
    return mrkdwn.unescape(text).replace("*", "").replace("\xa0", " ")


def texts(payload: Any) -> Iterator[str]:
    """Every text of blocks."""
    if isinstance(payload, dict):
        if isinstance(payload.get("text"), str):
            yield plain(payload["text"])
        for value in payload.values():
            yield from texts(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from texts(value)


def fields(payload: dict[str, Any], locale: str, after: str = "") -> Values:
    """By KPI the value in the fields of blocks: name in the first line, value in the second; those that stand first
    behind the text `after`."""
    names = {name: key for key, name in LANGUAGES[locale].kpis.items()}
    found: Values = {}
    begun = not after
    for block in payload["blocks"]:
        begun = begun or any(after in text for text in texts(block))
        for field in block.get("fields", ()) if begun else ():
            title, value, *_ = plain(field["text"]).split("\n")
            key = names.get(title.split(" · ")[0])
            if key:
                found[key] = number(value, locale)
        if found:
            return found
    return found


def spoken(text: str, locale: str) -> Values:
    """By KPI the value that is read aloud: `Cost per lead (CRM): €42.80; …`; the last of each, behind the verdict."""
    found: Values = {}
    for key, name in LANGUAGES[locale].kpis.items():
        said = re.findall(rf"(?:^|[.:] ){re.escape(name)}(?: \([^)]*\))?: ([^;]+);", plain(text))
        if said:
            found[key] = number(said[-1].split("(")[0], locale)
    return found


def test_what_the_whole_flight_has_so_far_is_the_same_beside_every_period(db: Session, lived: DemoWorld) -> None:
    """Beside October's days the leads of a CRM were those up to its end, and the time gone that of today."""
    asked = 0
    for key in KEYS:
        campaign = campaigns.get(db, key)
        client = clients.get(db, campaign.client_key) if campaign else None
        assert campaign
        assert client
        usual, past = (status(db, campaign, client, lived.now, period).goals for period in (None, "october"))
        courses = [(now.course, then.course) for now, then in zip(usual, past, strict=True) if then.course]
        assert [then for _, then in courses] == [now for now, _ in courses], key
        asked += len(courses)
    assert asked


class Reader:
    """Maya, who asks about one campaign in one language; never what she has `heard`, for nothing happens meanwhile."""

    def __init__(self, lived: DemoWorld, db: Session, key: str, locale: str, heard: Heard) -> None:
        self.lived, self.db, self.key, self.locale, self.heard = lived, db, key, locale, heard
        self.ctx = lived.asking(db, locale)
        found = campaigns.get(db, key)
        assert found is not None
        self.campaign = found

    def once(self, what: str, ask: Callable[[], T]) -> T:
        if (self.locale, what) not in self.heard:
            self.heard[self.locale, what] = ask()
        found: T = self.heard[self.locale, what]
        return found

    def ask(self, line: str) -> Message:
        answer = self.once(line, lambda: router.dispatch(self.ctx, line).message)
        assert answer is not None, line
        return answer

    def home(self) -> dict[str, Any]:
        return self.once("home", lambda: home.home(replace(self.ctx, place=Place(""))))

    def picture(self) -> Snapshot:
        """What the terminal draws of the usual days."""
        (found,) = self.once(
            f"picture {self.key}", lambda: look(self.db, Asked(self.key, "", ""), self.locale, self.lived.now)
        )
        return found

    def over(self, window: Window) -> Values:
        """The status card of exactly these days."""
        return fields(self.ask(f"status {self.key} period:{window.start}..{window.end}").to_json(), self.locale)

    def open_alerts(self) -> list[Alert]:
        """What is open of the campaign, and counts results or spend of some days."""
        return [row for row in alerts.open_alerts(self.db, self.key) if row.state.is_open]

    def said(self, row: Alert) -> str:
        """The sentence of an alert."""
        return plain(headline(row.finding, self.locale, "EUR"))


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(params=KEYS)
def in_spanish(request: pytest.FixtureRequest, lived: DemoWorld, db: Session, heard: Heard) -> Reader:
    return Reader(lived, db, request.param, "es", heard)


@pytest.fixture(params=KEYS)
def asked(request: pytest.FixtureRequest, lived: DemoWorld, db: Session, locale: str, heard: Heard) -> Reader:
    return Reader(lived, db, request.param, locale, heard)


def whole(value: Decimal | None) -> Decimal | None:
    """As alerts and tables write it, which leave out the cents."""
    return None if value is None else value.to_integral_value(ROUND_HALF_UP)


def test_every_place_reads_the_same_of_the_usual_days(asked: Reader) -> None:
    card = asked.ask(f"status {asked.key}")
    known = fields(card.to_json(), asked.locale)
    assert len(known) >= 4
    assert all(value is not None for value in known.values())
    assert spoken(card.text, asked.locale) == known
    picture = asked.picture()
    in_terminal = terminal.card(picture, asked.locale, asked.lived.now)
    names = {name: key for key, name in LANGUAGES[asked.locale].kpis.items()}
    rows = {names[row[0].split(" (")[0]]: number(row[1], asked.locale) for row in in_terminal.table[1:]}
    assert rows == known
    for view in Audience:
        message = update_message([picture], view, asked.locale, asked.lived.now)
        assert fields(message.to_json(), asked.locale) == known
        assert spoken(message.text, asked.locale) == known
    drawn = asked.ask(f"chart {asked.key}").chart
    assert drawn is not None
    totals = numbers_of(drawn.alt.split(": ", 1)[1], asked.locale)
    assert known["spend"] in totals
    counted = picture.result_kpi
    if counted in known:
        assert known[counted] in totals
    bars = {one.role: sum(Decimal(str(value)) for value in one.values if value is not None) for one in drawn.series}
    assert abs(bars["spend"] - (known["spend"] or 0)) < 1


def test_a_verdict_says_the_number_of_the_card_in_lists_and_at_home(asked: Reader) -> None:
    known = fields(asked.ask(f"status {asked.key}").to_json(), asked.locale)
    verdict = plain(asked.ask(f"status {asked.key}").blocks[1]["text"]["text"])
    picture = asked.picture()
    assert verdict == terminal.verdict(picture, asked.locale, asked.lived.now).replace("\xa0", " ")
    for place in (asked.ask("list").to_json(), asked.home()):
        assert any(verdict in text for text in texts(place))
    named = [(key, words(asked.locale).kpi_inside(key)) for key in known]
    for key, name in named:
        if said := re.search(rf"{re.escape(name)}:? (\D{{0,4}}\d[\d.,]*)", verdict):
            assert number(said[1], asked.locale) == known[key], verdict


def test_on_target_is_never_said_without_the_budget_nor_of_the_whole_to_a_client(asked: Reader) -> None:
    w, now = words(asked.locale), asked.lived.now
    picture = asked.picture()
    on_target = w.plain("On target: {tally}.", tally="").partition(":")[0]
    verdict = terminal.verdict(picture, asked.locale, now)
    if verdict.startswith(on_target) and any(row.trouble in OF_MONEY for row in asked.open_alerts()):
        assert w.money(picture.pace.budget, cents=False) in verdict
    told = plain(update_message([picture], Audience.CLIENT, asked.locale, now).blocks[1]["text"]["text"]).split("\n")[1]
    assert any(told.startswith(w.kpi(goal.kpi)) for goal in asked.campaign.goals)
    assert on_target not in told
    assert w.money(picture.pace.budget, cents=False) not in told


def test_the_money_of_a_flight_is_told_alike(asked: Reader) -> None:
    picture = asked.picture()
    sentence = asked.ask(f"pace {asked.key}").blocks[1]["text"]["text"].split("`")[-1]
    lines = [line for line in plain(sentence).split("\n") if line.strip()]
    places = [
        plain(asked.ask(f"status {asked.key}").text),
        "\n".join(terminal.card(picture, asked.locale, asked.lived.now).below).replace("\xa0", " "),
        plain(update_message([picture], Audience.INTERNAL, asked.locale, asked.lived.now).text),
    ]
    assert len(lines) >= 2
    for said in places:
        assert all(line in said for line in lines)
    told = [whole(one) for one in numbers_of(" ".join(lines), asked.locale)]
    for row in asked.open_alerts():
        if row.trouble in OF_MONEY:
            rest = [one for one in numbers_of(asked.said(row), asked.locale) if one > 100]
            assert rest
            assert [one for one in rest if one not in told] == []


def test_why_compares_what_the_card_says_of_both_windows(in_spanish: Reader) -> None:
    """What is open says of which KPI; where its own answer is no comparison, the campaign's is asked about."""
    campaign, typed = in_spanish.campaign, ""
    client = clients.get(in_spanish.db, campaign.client_key)
    assert client is not None
    question = standing_question(in_spanish.db, campaign, client, in_spanish.lived.now)
    if isinstance(question, Alert):
        question, typed = Question(usual_kpi(campaign)), f" kpi:{usual_kpi(campaign)}"
    said = plain(in_spanish.ask(f"why {in_spanish.key}{typed}").blocks[1]["text"]["text"])
    story = answer(in_spanish.db, campaign, client, question, in_spanish.lived.now)
    if isinstance(story, Alert):  # what it rests on is known to be miscounted
        assert said.strip("*") == in_spanish.said(story)
        return
    before, after = (in_spanish.over(window).get(story.kpi) for window in (story.before, story.after))
    told = said.split(": ", 1)[1]
    expected = [value for value in (before, after) if value is not None]
    assert numbers_of(told, in_spanish.locale)[: len(expected)] == expected, said


def test_an_alert_says_what_the_card_says_of_its_days(asked: Reader) -> None:
    for row in asked.open_alerts():
        numbers, goal, said = row.finding.numbers, row.finding.goal, asked.said(row)
        if not row.finding.result or numbers.by_lead or numbers.first is None or numbers.last is None:
            continue
        card, told = asked.over(Window(numbers.first, numbers.last)), numbers_of(said, asked.locale)
        if goal is not None and numbers.seen:
            assert card[goal.kpi] in told, (said, card)
        if numbers.spend is not None and row.finding.because is not Reason.NOT_COUNTED:  # that one speaks of counts
            exact = card["spend"] if numbers.measured is not None else whole(card["spend"])
            assert exact in told, (said, card)
        chart = alert_card(told_in_full(asked, row), asked.locale, asked.lived.now).chart
        if chart is not None and goal is not None and numbers.measured is not None:
            assert card[goal.kpi] in numbers_of(chart.title, asked.locale)
            if CATALOGUE[goal.kpi].denominator:
                assert_its_days(asked, chart, goal.kpi)


def assert_its_days(asked: Reader, chart: ChartSpec, kpi: str) -> None:
    """The line of a ratio goes through what the card says of each day."""
    (line,) = (one for one in chart.series if one.role == "value")
    for ago in (1, 2, 3):
        day = asked.lived.now.date() - timedelta(days=ago)
        assert chart.labels[-ago] == words(asked.locale).day(day)
        said, point = asked.over(Window(day, day))[kpi], line.values[-ago]
        assert (said is None) == (point is None)
        if said is not None and point is not None:
            assert abs(float(said) / (100 if CATALOGUE[kpi].unit is Unit.PERCENT else 1) - point) < 0.01


def told_in_full(asked: Reader, row: Alert) -> Incident:
    client = clients.get(asked.db, asked.campaign.client_key)
    assert client is not None
    return in_full(asked.db, client, asked.campaign, row, asked.lived.now)


def test_the_table_behind_an_alert_has_the_cards_days(in_spanish: Reader) -> None:
    for row in in_spanish.open_alerts():
        shown = actions.dispatch(in_spanish.ctx, buttons.NUMBERS, str(row.id)).message
        assert shown is not None
        lines = {line.split("  ")[0].strip(): line for text in texts(shown.to_json()) for line in text.split("\n")}
        for ago in (1, 2, 3):
            day = in_spanish.lived.now.date() - timedelta(days=ago)
            cells = re.split(r"\s{2,}", lines[words(in_spanish.locale).day(day)])
            card = in_spanish.over(Window(day, day))
            assert number(cells[1], in_spanish.locale) == whole(card["spend"])
            if row.finding.result in card and not row.finding.numbers.by_lead:
                assert number(cells[2], in_spanish.locale) == card[row.finding.result], cells


def test_what_was_sent_says_the_same(lived: DemoWorld, db: Session, heard: Heard) -> None:
    since = lived.now - timedelta(days=1)
    sent = {kind: [one for one in deliveries.of_kind(db, kind, since) if "blocks" in one.payload] for kind in KINDS}
    assert all(sent.values())
    digests = " ".join(plain(str(one.payload["text"])) for one in sent["digest"])
    told = " ".join(plain(str(one.payload["text"])) for one in sent["alert"])
    said = 0
    for key in KEYS:
        for row in (one for one in alerts.open_alerts(db, key) if one.told.tier):
            sentences = [plain(headline(row.finding, locale, "EUR")) for locale in LOCALES]
            assert any(one in digests or one in told for one in sentences), (key, row.rule)
            said += 1
    assert said >= 3
    for update in sent["status"]:
        client = str(update.client_key)
        locale = {"acme": "es", "forn": "ca"}[client]
        for key in (one for one in KEYS if one.startswith(client)):
            asked = Reader(lived, db, key, locale, heard)
            name = asked.campaign.name
            found = fields(update.payload, locale, after=name)
            if name in plain(str(update.payload["text"])):
                line = f"status {key} period:{told_of(db, update)}"
                assert found == fields(asked.ask(line).to_json(), locale), (update.occasion, key)


def told_of(db: Session, update: Delivery) -> str:
    """The days of an update, by the rhythm of its channel's subscription."""
    client = clients.get(db, str(update.client_key))
    assert client is not None
    (rhythm,) = {one.every for one in schedule.of_channel(db, update.to.address)}
    calendar = schedule.calendar(db, client.key, update.created_at)
    days = Every.parse(rhythm).window(local_day(update.created_at, client.timezone), calendar)
    return f"{days.start}..{days.end}"


@pytest.fixture(scope="module")
def unheard(world: World, tmp_path_factory: pytest.TempPathFactory) -> DemoWorld:
    """The platforms have answered, and the CRM has not."""
    made = DemoWorld(world.url, tmp_path_factory.mktemp("unheard"), environment(world.url))
    made.declare(world.declaration)
    made.live(without=Source.HUBSPOT)
    return made


@pytest.mark.parametrize("locale", LOCALES)
def test_before_its_first_answer_a_crm_counts_nothing_anywhere(unheard: DemoWorld, locale: str) -> None:
    counted = [row.key for row in CATALOGUE.values() if row.from_crm]
    names = "|".join(re.escape(words(locale).kpi(key)) for key in counted)
    heard: Heard = {}
    with unheard.session() as db:
        for key in KEYS:
            asked = Reader(unheard, db, key, locale, heard)
            lines = ("status", "chart", "why", "pace", "alert list")
            answers = [asked.ask(f"{line} {key}") for line in lines]
            known = fields(answers[0].to_json(), locale)
            assert {one: value for one, value in known.items() if one in counted and value is not None} == {}
            picture = asked.picture()
            in_terminal = terminal.card(picture, locale, unheard.now)
            said = [plain(one.text) for one in answers]
            said += [str(in_terminal), *(one.chart.alt for one in answers if one.chart)]
            said += [plain(update_message([picture], view, locale, unheard.now).text) for view in Audience]
            said += texts(asked.home())
            for text in said:
                assert re.findall(rf"(?:{names})(?: \([^)]*\))?:? [^<>≤≥\d–-]{{0,3}}\d[^;.]*", text) == [], text
                assert not re.search(r"\b0 leads\b|\b0x\b", text), text
        told = " ".join(
            plain(str(one.payload["text"])) for one in deliveries.of_kind(db, "alert", unheard.now - timedelta(days=1))
        )
        assert words("es").kpi("cpl") not in told
