"""What is answered to people who act on alerts: as recorded, within the limits, and safe to show."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings

from domain.check import Check
from domain.day_by_day import DayByDay, DayNumbers
from domain.entities import Goal
from domain.goals import parse
from domain.incidents.conditions import Change, Condition, Transition
from domain.incidents.finding import Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.quiet import Planned
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.note import Note
from domain.rules import registry
from domain.rules.watched import Watch, Watched
from domain.timeline import Aimed, Did, Event, Handed, Stepped
from domain.track import Fired, Trial, TrialDay
from domain.window import Window
from domain.words import Claim
from templates import limits
from templates.cards import buttons, log
from templates.cards.alert import alert_card
from templates.cards.alerts import RULE_FORM, alerts_card, rule_card, rule_form
from templates.cards.example import as_example
from templates.cards.feedback import Looser, feedback_card, kept_card, looser_card
from templates.cards.followup import followup_answer, followup_card
from templates.cards.handled import handled_card, outsider_card, over_card
from templates.cards.numbers import MOST as MOST_ROWS
from templates.cards.numbers import numbers_card
from templates.cards.snooze import snooze_card
from templates.cards.timeline import MOST as MOST_EVENTS
from templates.cards.timeline import timeline_card
from templates.cards.trial import Rest, Tried, trial_card
from templates.cards.unanswered import unanswered_card
from templates.cards.windows import planned_card, windows_card
from templates.message import Message
from templates.phrases import rule_name
from templates.words import words
from tests import kinds
from tests.judge import judge, judge_view
from tests.templates import incidents as many
from tests.templates import world
from tests.templates.hostile import HOSTILE, each_everywhere

LOCALES = ("es", "ca", "en")
Golden = Callable[..., None]
TODAY = world.TODAY


def everything(message: Message) -> str:
    return json.dumps(message.to_json(), ensure_ascii=False)


def held(name: str) -> many.Incident:
    return many.of(many.off_target(), handling=many.HANDLED[name])


def numbered(incidents: list[many.Incident]) -> list[many.Incident]:
    return [replace(one, alert_id=n) for n, one in enumerate(incidents, 1)]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_press_is_answered(golden: Golden, locale: str) -> None:
    for name in many.HANDLED:
        golden(f"handled_{name}", handled_card(locale, held(name), world.NOW), locale=locale)
    golden("handled_nobody", handled_card(locale, many.of(many.off_target()), world.NOW), locale=locale)
    past = Handling(Handled.SNOOZED, "U0JORDI", many.SINCE, until=many.at(-1))
    golden("handled_past", handled_card(locale, many.of(many.stopped(), handling=past), world.NOW), locale=locale)
    over = many.of(many.fine(many.off_target()), Condition.OK)
    golden("handled_over", over_card(locale, over), locale=locale)
    golden("handled_gone", over_card(locale, None), locale=locale)
    golden("handled_outsider", outsider_card(locale, "U0CLIENT"), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_can_be_snoozed_is_listed_with_its_menu(golden: Golden, locale: str) -> None:
    every = numbered([many.of(finding()) for finding in many.FINDINGS.values()])
    golden("snooze_many", snooze_card(locale, every, world.NOW), locale=locale)
    golden("snooze_one", snooze_card(locale, [held("acknowledged")], world.NOW), locale=locale)
    golden("snooze_none", snooze_card(locale, [], world.NOW), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_unanswered_interrupt_is_asked_about(golden: Golden, locale: str) -> None:
    golden("unanswered", unanswered_card(many.explained(), locale, world.NOW), locale=locale)


def check(**changes: object) -> Check:
    base = Check(
        action_id=5,
        client=world.CLIENT,
        campaign=world.CAMPAIGN,
        day=many.BEGAN,
        text="Nueva página de destino\ncon formulario corto",
        kpi="cpl",
        days=7,
        before=Decimal("38.2"),
        after=Decimal("26.9"),
        actor="U0MAYA",
        goal=parse("cpl < 25 EUR"),
        arrived=0.81,
    )
    return replace(base, **changes)


@pytest.mark.parametrize("locale", LOCALES)
def test_whether_it_worked_is_asked_with_before_and_after(golden: Golden, locale: str) -> None:
    golden("followup", followup_card(check(), locale), locale=locale)
    desktop = {"goal": None, "arrived": None, "segment": "device=desktop", "claim": Claim.PLATFORM, "kpi": "leads"}
    counts = check(before=Decimal(0), after=Decimal(25), **desktop)
    golden("followup_device", followup_card(counts, locale), locale=locale)
    bare = check(actor="", goal=None, after=None, arrived=None, days=1)
    golden("followup_bare", followup_card(bare, locale), locale=locale)
    for answer in ("worked", "not", "later"):
        golden(f"followup_{answer}", followup_answer(check(), locale, answer, by="U0JORDI"), locale=locale)
    again = followup_answer(check(), locale, "later", by="U0JORDI", again=date(2026, 11, 26))
    golden("followup_again", again, locale=locale)


def test_the_answers_to_a_check_carry_the_action() -> None:
    row = followup_card(check(), "en").blocks[-1]["elements"]
    assert [(one["action_id"], one["value"]) for one in row] == [
        (buttons.WORKED, "5"),
        (buttons.DID_NOT, "5"),
        (buttons.LATER, "5"),
    ]


def events() -> list[Event]:
    late = many.fine(many.off_target(), Reason.LATE_RESULTS)
    fired = Transition(Condition.PENDING, Condition.FIRING, Change.CONFIRMED, Reason.MISSED, many.at(-60))
    over = Transition(Condition.RECOVERING, Condition.OK, Change.RECOVERED, Reason.LATE_RESULTS, many.at(-2))
    goal, before = parse("cpl < 25 EUR"), parse("cpl < 20 EUR")
    return [
        Stepped(fired, many.off_target()),
        Stepped(over, late),
        Did(many.BEGAN, many.at(-70), "change", "Nueva página", "U0MAYA", "worked"),
        Did(TODAY, many.at(-1), "no_change", "Semana de feria", "U0MAYA"),
        Did(TODAY, many.at(-3), "launch", "Black Friday"),
        Did(TODAY, many.at(-3), "note", "Llamada con el cliente", worked="not"),
        Aimed(many.at(-100), "cpl", goal, before, "U0MAYA"),
        Aimed(many.at(-101), "cpl", before),
        Aimed(many.at(-102), "ctr", None, parse("ctr > 1%")),
        Aimed(many.at(-103), "ctr", None),
        Handed(many.at(-50), "acknowledged", many.off_target(), "U0JORDI"),
        Handed(many.at(-49), "assigned", many.off_target(), "U0MAYA", "U0JORDI"),
        Handed(many.at(-48), "snoozed", many.off_target(), "U0JORDI"),
        Handed(many.at(-47), "not_useful", many.stopped(), "U0JORDI"),
        Handed(many.at(-46), "new", many.off_target(), "U0JORDI"),
        Planned(date(2026, 11, 14), date(2026, 11, 16), "Feria"),
        Planned(date(2026, 11, 10), date(2026, 11, 10)),
    ]


def timeline(locale: str, told: list[Event]) -> Message:
    window = Window(date(2026, 11, 1), TODAY)
    return timeline_card(locale, world.CLIENT, world.CAMPAIGN, told, window, world.NOW)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_timeline_looks_as_recorded(golden: Golden, locale: str) -> None:
    golden("timeline", timeline(locale, events()), locale=locale)
    golden("timeline_empty", timeline(locale, []), locale=locale)


def test_a_timeline_begins_with_the_newest_and_counts_what_it_leaves_out() -> None:
    card = timeline("en", events() * 3)
    lines = [line for block in card.blocks for line in block.get("text", {}).get("text", "").split("\n")]
    told = [line for line in lines if line.startswith("•")]
    assert len(told) == MOST_EVENTS
    assert "Semana de feria" in told[0]
    assert f"and {3 * len(events()) - MOST_EVENTS} more" in card.text


def rule(**changes: object) -> Watched:
    goal = parse("cpl < 25 EUR")
    return replace(Watched(kinds.OFF_TARGET, "cpl", goal), **changes)


def broken(trouble: RuleKind, **changes: object) -> Watched:
    return replace(Watched(trouble), **changes)


RULES = (
    rule(signal=Verdict.BREACH, probability=0.97, looser=1, is_own=True, min_results=20, for_days=2),
    rule(signal=Verdict.TOO_FEW, decidable=date(2026, 12, 3)),
    rule(signal=Verdict.TOO_FEW),
    broken(kinds.CONVERSIONS_STOPPED, signal=Verdict.FINE, probability=0.02),
    broken(kinds.TRACKING_LOST, detail="device=mobile", signal=Verdict.DOUBT, probability=0.6),
    broken(kinds.SPEND_STOPPED, is_muted=True, signal=Verdict.FINE),
    broken(kinds.SURPRISE, is_muted=True, muted_until=many.at(72), reason="Black Friday"),
    broken(kinds.OFF_PACE, signal=Verdict.STALE),
)
WATCH = Watch(world.CLIENT, world.CAMPAIGN, RULES)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_watched_and_what_is_open_look_as_recorded(golden: Golden, locale: str) -> None:
    open_now = numbered([many.of(many.stopped()), held("snoozed")] * 4)
    golden("alerts_one", alerts_card(locale, [WATCH], open_now[:2], world.NOW), locale=locale)
    golden("alerts_quiet", alerts_card(locale, [WATCH], [], world.NOW), locale=locale)
    several = [WATCH, replace(WATCH, rules=RULES[:1])] * 11
    golden("alerts_many", alerts_card(locale, several, open_now, world.NOW), locale=locale)
    golden("alerts_none", alerts_card(locale, [], [], world.NOW), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("what", ["added", "changed", "removed", "muted", "unmuted"])
def test_a_changed_rule_is_confirmed(golden: Golden, what: str, locale: str) -> None:
    golden(
        f"rule_{what}",
        rule_card(locale, WATCH, replace(RULES[0], is_muted=what == "muted"), what, world.NOW),
        locale=locale,
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_rule_can_be_changed_in_a_form(golden: Golden, locale: str) -> None:
    golden("rule_form", rule_form(locale, world.CAMPAIGN, RULES[0], "meta"), locale=locale)
    golden("rule_form_bare", rule_form(locale, world.CAMPAIGN, RULES[3], "meta"), locale=locale)


def test_the_form_of_a_rule_names_its_fields() -> None:
    form = rule_form("en", world.CAMPAIGN, RULES[0], "meta")
    assert form["callback_id"] == RULE_FORM
    assert [block["block_id"] for block in form["blocks"][1:]] == ["goal", "results", "days", "looser"]
    assert form["blocks"][1]["element"]["initial_value"] == "cpl < 25 EUR"


FIRED = (
    Fired(date(2026, 10, 20), Tier.DIGEST, date(2026, 10, 17), 0.74, date(2026, 10, 25), is_late=True),
    Fired(date(2026, 11, 10), Tier.INTERRUPT, date(2026, 11, 7), 0.97),
    Fired(date(2026, 9, 30), Tier.DIGEST, None, None, date(2026, 10, 2)),
)


def trial(n: int = 60) -> Trial:
    """Two periods of alert, the second still going on."""
    first = world.WEEK.end - timedelta(days=n - 1)
    days = []
    for k in range(n):
        bad = n // 2 <= k < n // 2 + 8 or k >= n - 10
        chance = None if k < 5 else min(0.99, 0.5 + 0.06 * (k % 10)) if bad else 0.05 + 0.04 * (k % 5)
        value = None if k < 5 else Decimal(21 + k % 5 + (14 if bad else 0))
        days.append(TrialDay(first + timedelta(days=k), chance, value))
    return Trial("cpl", "EUR", tuple(days), 0.95, 0.7, Decimal(25), FIRED[:2])


def tried(goal: Goal | None = None, fired: int = 2, enable: str = "") -> Tried:
    wanted = (FIRED * 5)[:fired]
    trouble = kinds.OFF_TARGET if goal else kinds.CONVERSIONS_STOPPED
    return Tried(world.CLIENT, world.CAMPAIGN, trouble, replace(trial(), fired=wanted), goal=goal, enable=enable)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_rule_tried_on_the_past_looks_as_recorded(golden: Golden, locale: str) -> None:
    goal = parse("cpl < 25 EUR")
    golden("trial_one", trial_card(locale, [tried(goal, 3, "acme-otono|cpl < 25 EUR")]), locale=locale)
    golden("trial_many", trial_card(locale, [tried(goal, 13), tried(None, 0), tried(goal, 1)]), locale=locale)
    calm = Trial("cpl", "EUR", (TrialDay(TODAY, None),), 0.95, 0.7)
    short = replace(tried(goal, 3), asked=90, watched=TODAY - timedelta(days=20))
    golden("trial_short", trial_card(locale, [short]), locale=locale)
    golden(
        "trial_never",
        trial_card(locale, [replace(tried(goal, 0), trial=replace(trial(), days=(), fired=()), asked=60)]),
        locale=locale,
    )
    golden("trial_nothing", trial_card(locale, [replace(tried(goal, 0), trial=calm)]), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_rules_without_a_goal_stand_below_as_recorded(golden: Golden, locale: str) -> None:
    """With what each follows from, by name; alone where one of them was asked for, or the campaign has no goal."""
    w, since = words(locale), date(2026, 10, 1)
    cause = rule_name(w, kinds.ACCOUNT_SUSPENDED)
    fired = (
        (f"{cause} (Acme ES)", Fired(date(2026, 11, 2), Tier.INTERRUPT, date(2026, 11, 2), None, date(2026, 11, 4))),
        (rule_name(w, kinds.SPEND_STOPPED), Fired(date(2026, 11, 3), Tier.INTERRUPT, follows=cause)),
        (rule_name(w, kinds.OFF_PACE), Fired(date(2026, 11, 9), Tier.DIGEST, None, 0.74, muted=True)),
    )
    rest = Rest(world.CLIENT, world.CAMPAIGN, since, fired)
    golden("trial_rest", trial_card(locale, [tried(parse("cpl < 25 EUR"), 1)], rest), locale=locale)
    golden("trial_rest_calm", trial_card(locale, [], replace(rest, fired=())), locale=locale)
    one = replace(rest, fired=fired[1:2], rule=rule_name(w, kinds.SPEND_STOPPED))
    golden("trial_rest_one", trial_card(locale, [], one), locale=locale)
    golden("trial_rest_none", trial_card(locale, [], replace(one, fired=())), locale=locale)


def test_nothing_tried_is_no_card() -> None:
    with pytest.raises(ValueError, match="nothing was tried"):
        trial_card("en", [])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("trouble", [*registry.RULES, None])
def test_what_was_done_is_logged_in_a_form(golden: Golden, trouble: RuleKind | None, locale: str) -> None:
    form = log.log_form(locale, "Clínica Acme · Otoño leads", "meta", TODAY, trouble)
    golden(f"log_form_{trouble or 'any'}", form, locale=locale)


def test_from_the_alert_to_a_logged_action_it_is_three_clicks() -> None:
    """The button, a choice (or the one that is chosen already), and save: nothing else must be filled in."""
    form = log.log_form("en", "x", "meta", TODAY, kinds.TRACKING_LOST)
    fields = {block["block_id"]: block for block in form["blocks"] if block["type"] == "input"}
    filled = {"initial_option", "initial_date"}
    assert [
        name for name, block in fields.items() if not block["optional"] and not filled & set(block["element"])
    ] == []
    assert set(fields) == {log.WHAT, log.TEXT, log.DAY, log.CHECK}


def test_a_choice_is_written_down_in_words() -> None:
    assert log.choice("es", "page") == "Página de destino o formulario cambiados"
    assert log.choice("es", log.OTHER) == ""
    assert all(log.choices(trouble)[-1] == log.OTHER for trouble in (*registry.RULES, None))


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_logged_is_confirmed(golden: Golden, locale: str) -> None:
    name, action = "Clínica Acme · Otoño leads", Note(many.BEGAN, "Nueva página\nmás corta", "U0MAYA")
    golden("logged", log.logged_card(locale, name, action, date(2026, 11, 19)), locale=locale)
    golden("logged_unasked", log.logged_card(locale, name, action, None), locale=locale)
    golden("no_change", log.no_change_card(locale, name, "Semana de feria"), locale=locale)
    golden("no_change_form", log.no_change_form(locale, name, "meta"), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_not_useful_is_counted_and_offers_a_looser_rule(golden: Golden, locale: str) -> None:
    incident = many.of(many.off_target())
    golden("feedback_offer", feedback_card(locale, incident, 3, Looser(9, 4, 1)), locale=locale)
    golden("feedback_fewer", feedback_card(locale, incident, 1, Looser(2, 1)), locale=locale)
    golden("feedback_same", feedback_card(locale, incident, 2, Looser(4, 4)), locale=locale)
    golden("feedback_none", feedback_card(locale, many.of(many.stopped()), 1, None), locale=locale)
    golden("feedback_looser", looser_card(locale, incident, 20), locale=locale)
    golden("feedback_kept", kept_card(locale, incident), locale=locale)


def days(n: int = 12, *before: DayNumbers, effort: str = "spend", counted: str = "leads") -> DayByDay:
    """So many days up to yesterday."""
    known = [
        DayNumbers(
            TODAY - timedelta(days=k + 1),
            Decimal(1180 + 37 * k), Decimal(21 - k), Decimal("27.4"), min(1.0, 0.4 + k / 10), 0.97 - k / 20,
        )
        for k in reversed(range(n))
    ]  # fmt: skip
    return DayByDay(effort, (*before, *known), counted)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_numbers_look_as_recorded(golden: Golden, locale: str) -> None:
    table = days(12, DayNumbers(TODAY - timedelta(days=13), None, None))
    golden("numbers", numbers_card(locale, many.of(many.off_target()), table, world.NOW), locale=locale)
    rate = numbers_card(locale, many.of(many.rate()), days(3, effort="impressions", counted="clicks"), world.NOW)
    golden("numbers_rate", rate, locale=locale)
    golden("numbers_none", numbers_card(locale, many.of(many.disconnected()), DayByDay(), world.NOW), locale=locale)
    bare = numbers_card(locale, many.of(many.unspent()), days(2, counted=""), world.NOW)
    golden("numbers_bare", bare, locale=locale)
    golden("numbers_device", numbers_card(locale, many.of(many.untracked()), counted(3), world.NOW), locale=locale)


def counted(n: int) -> DayByDay:
    """Days of which no goal says how many results there should be."""
    known = (DayNumbers(TODAY - timedelta(days=k + 1), Decimal(118), Decimal(0)) for k in reversed(range(n)))
    return DayByDay("spend", tuple(known), "conversions")


def test_columns_that_say_nothing_on_any_day_are_left_out_with_their_explanation() -> None:
    """Three columns of dashes, and a footnote that explained them."""
    told = everything(numbers_card("en", many.of(many.untracked()), counted(3), world.NOW))
    assert "Asked" not in told
    assert "Arrived" not in told
    assert "Spend (device: mobile)  Conversions (device: mobile)" in told  # “Spend” stood above the spend of one device


def test_the_table_is_dated_by_the_look_whose_numbers_it_shows() -> None:
    """ "As of 10:37" stood beneath what was known at 08:36."""
    looked = replace(days(3), as_of=world.NOW - timedelta(hours=2, minutes=1))
    told = everything(numbers_card("en", many.of(many.off_target()), looked, world.NOW))
    at, asked = (words("en").clock(one, "Europe/Madrid") for one in (looked.as_of, world.NOW))
    assert f"As of {at}" in told
    assert asked not in told


def test_the_table_shows_the_newest_days_in_their_order() -> None:
    card = numbers_card("en", many.of(many.off_target()), days(40), world.NOW)
    *lines, summed = card.blocks[1]["text"]["text"].split("\n")[2:-1]
    assert len(lines) == MOST_ROWS
    assert lines[-1].startswith("Nov 15")
    assert len({len(line) for line in lines}) == 1
    assert summed.startswith("Since Nov 12")
    mine = [line.split() for line in lines[-4:]]
    spent, came = (sum(float(cells[n].strip("€").replace(",", "")) for cells in mine) for n in (2, 3))
    assert [float(cell.strip("€").replace(",", "")) for cell in summed.split()[3:]] == pytest.approx(
        [spent, came], abs=3
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_windows_look_as_recorded(golden: Golden, locale: str) -> None:
    fair = Planned(date(2026, 11, 20), date(2026, 11, 30), "Black Friday", "acme-otono")
    planned = {3: fair, 2: Planned(TODAY, TODAY)}
    card = windows_card(locale, world.CLIENT, planned, {"acme-otono": "Otoño leads"})
    golden("windows", card, locale=locale)
    golden("windows_none", windows_card(locale, world.CLIENT, {}, {}), locale=locale)
    golden("window_planned", planned_card(locale, world.CLIENT, fair, "Otoño leads"), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_example_says_that_it_is_one_and_has_no_buttons(golden: Golden, locale: str) -> None:
    message = as_example(locale, alert_card(many.explained(), locale, world.NOW))
    golden("alert_example", message, locale=locale)
    assert "actions" not in {block["type"] for block in message.blocks}
    placed = message.with_chart([{"type": "image"}])
    assert [block["type"] for block in placed[:5]] == ["section", "header", "section", "section", "image"]


@settings(max_examples=5, deadline=None)
@each_everywhere(2)
@given(HOSTILE, HOSTILE)
def test_whatever_people_write_answers_stay_within_the_limits_and_ping_nobody(name: str, text: str) -> None:
    client, campaign = replace(world.CLIENT, name=name), replace(world.CAMPAIGN, name=name)
    incident = replace(many.of(many.off_target()), client=client, campaign=campaign)
    strange = replace(RULES[0], reason=text, is_muted=True, detail=text)
    watch = Watch(client, campaign, (strange,) * 30)
    done = [Did(TODAY, world.NOW, "note", text), Planned(TODAY, TODAY, text)] * 9
    messages = [
        handled_card("ca", incident, world.NOW),
        over_card("es", incident),
        snooze_card("en", numbered([incident] * 12), world.NOW),
        unanswered_card(incident, "ca", world.NOW),
        followup_card(check(client=client, campaign=campaign, text=text * 9, actor=""), "es"),
        timeline_card("ca", client, campaign, done, Window(TODAY, TODAY), world.NOW),
        alerts_card("en", [watch], numbered([incident] * 9), world.NOW),
        alerts_card("en", [watch] * 30, [], world.NOW),
        rule_card("es", watch, strange, "muted", world.NOW),
        trial_card("ca", [replace(tried(None, 3), client=client, campaign=campaign)] * 25),
        log.logged_card("en", name, Note(TODAY, text * 9), None),
        log.no_change_card("es", name, text * 9),
        windows_card("ca", client, dict.fromkeys(range(30), Planned(TODAY, TODAY, text, name)), {}),
        numbers_card("en", incident, days(), world.NOW),
    ]
    for message in messages:
        assert limits.check(message) == []
        judge(message.blocks, message.text)
        assert "<" not in message.text
    for form in (log.log_form("es", name, "m", TODAY), rule_form("ca", campaign, strange, "m")):
        assert limits.check(form, "modal") == []
        judge_view(form)
