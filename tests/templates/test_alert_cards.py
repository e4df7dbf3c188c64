"""Alerts, their threads and the digest: every trouble in every state and language, within the limits, and honest."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings

from domain.diagnosis.chain import Link
from domain.incident import Incident
from domain.incidents.conditions import Change, Condition, Transition
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.note import Note
from domain.rules.registry import RULES
from domain.track import Point, Track
from domain.words import Claim, Remedy
from templates import limits, mrkdwn, phrases
from templates.cards import buttons
from templates.cards.alert import alert_card
from templates.cards.digest import MOST, digest, settled
from templates.cards.headline import headline
from templates.cards.members import MOST as MOST_MEMBERS
from templates.cards.step import next_step
from templates.cards.thread import action_entry, behind_entry, handled_entry, no_change_entry, thread_entry, worse_entry
from templates.cards.why import MOST_CAUSES
from templates.message import Message
from templates.render import FOLDER, environment
from templates.words import words
from tests import kinds
from tests.judge import judge
from tests.templates import incidents as many
from tests.templates import world
from tests.templates.hostile import HOSTILE, each_everywhere

LOCALES = ("es", "ca", "en")
Golden = Callable[..., None]


def lost(signal: Verdict, because: Reason, condition: Condition) -> Incident:
    return many.of(many.blind(signal, because), condition)


def ended(because: Reason) -> Incident:
    return many.of(replace(many.off_target(), signal=Verdict.OVER, because=because), Condition.OK)


def few(decidable: date | None) -> Finding:
    return replace(many.blind(Verdict.TOO_FEW, Reason.FEW_EVENTS), numbers=Numbers(decidable=decidable))


def group(size: int = 7) -> Incident:
    """Several campaigns whose page is broken."""
    members = tuple(
        replace(
            many.of(many.stopped()),
            campaign=replace(world.CAMPAIGN, key=f"acme-{n}", name=f"Campaña {n}"),
            alert_id=20 + n,
        )
        for n in range(size)
    )
    return many.of(many.stopped(), story=many.STORY, members=members)


def goals() -> Incident:
    """Two goals of one campaign that are missed for one reason."""
    return many.of(many.off_target(), story=many.STORY, members=(replace(many.of(many.rate()), alert_id=21),))


def follows() -> Incident:
    """Results stopped, and the goal that was told before for the same reason."""
    return many.of(many.stopped(), story=many.STORY, members=(replace(many.of(many.off_target()), alert_id=22),))


STATES: dict[str, Callable[[], Incident]] = {
    "goals": goals,
    "follows": follows,
    "explained": many.explained,
    "watched": lambda: many.of(replace(many.off_target(), signal=Verdict.DOUBT, probability=0.55), Condition.PENDING),
    **{
        f"handled_{name}": lambda held=held: many.of(many.off_target(), handling=held)
        for name, held in many.HANDLED.items()
    },
    "recovering": lambda: many.of(many.fine(many.off_target()), Condition.RECOVERING),
    "late": lambda: many.of(many.fine(many.off_target(), Reason.LATE_RESULTS), Condition.OK),
    "late_stopped": lambda: many.of(many.fine(many.stopped(), Reason.LATE_RESULTS), Condition.OK),
    "no_data": lambda: lost(Verdict.NO_DATA, Reason.NO_ROWS, Condition.NO_DATA),
    "stale": lambda: lost(Verdict.STALE, Reason.DATA_OLD, Condition.STALE),
    "error": lambda: lost(Verdict.ERROR, Reason.SOURCE_FAILED, Condition.ERROR),
    "goal_removed": lambda: ended(Reason.NO_GOAL),
    "not_running": lambda: ended(Reason.NOT_RUNNING),
    "ended_over_budget": lambda: many.of(many.over(many.runs_out(), Reason.ENDED), Condition.OK),
    "ended_under_budget": lambda: many.of(many.over(many.off_pace(), Reason.ENDED), Condition.OK),
    "spent_and_stopped": lambda: many.of(many.over(many.runs_out(), Reason.NO_SPEND), Condition.OK),
    "removed_over_budget": lambda: many.of(many.over(many.runs_out(), Reason.NOT_RUNNING), Condition.OK),
    "adopted": lambda: many.of(many.over(many.unclaimed(), Reason.CLAIMED), Condition.OK),
    "ignored": lambda: many.of(many.over(many.unclaimed(), Reason.IGNORED), Condition.OK),
    "nobodys_switched_off": lambda: many.of(many.over(many.unclaimed(), Reason.OFF), Condition.OK),
    "paused": lambda: many.of(many.over(many.unspent(), Reason.PAUSED), Condition.OK),
    "a_little_over_budget": lambda: many.of(many.led(many.runs_out(), 4_777), Condition.OK),
    "a_little_over_pace": lambda: many.of(many.led(many.off_pace(), 12_600), Condition.OK),
    "less_overspent": lambda: many.of(_with(many.fine(many.overspent()), spend=many.eur(512)), Condition.OK),
    "muted": lambda: ended(Reason.MUTED),
    "not_watched": lambda: ended(Reason.MET),
    "too_few": lambda: many.of(few(date(2026, 12, 3))),
    "too_few_undated": lambda: many.of(few(None)),
    "some_results": lambda: many.of(_with(many.stopped(), seen=many.dec("2"))),
    "uncounted": lambda: many.of(many.uncounted(), track=replace(many.silence(), claim=Claim.PLATFORM)),
    "hardly_counted": lambda: many.of(_with(many.uncounted(), seen=many.dec("2"))),
    "stopped_everywhere": lambda: many.of(_with(replace(many.stopped(), source="hubspot"), in_crm=many.dec("0"))),
    "stopped_nearly_everywhere": lambda: many.of(_with(many.stopped(), seen=many.dec("2"), in_crm=many.dec("1"))),
    "fell_silent": lambda: many.of(replace(many.stopped(), hour="15:00", counters=("meta",))),
    "over_budget": lambda: many.of(many.runs_out(), track=planned()),
    "some_of_segment": lambda: many.of(_with(many.untracked(), seen=many.dec("1"))),
    "some_leads": lambda: many.of(_with(many.lost_leads(), seen=many.dec("3"))),
    "unplanned_stop": lambda: many.of(_with(many.unspent(), plan=None)),
    "overspent_for_days": lambda: many.of(_with(many.overspent(), first=many.BEGAN)),
    "unreadable": lambda: many.of(replace(many.disconnected(), remedy="", since=None)),
    "paused_openly": lambda: many.of(_with(many.paused(), last=None)),
    "unclaimed_lately": lambda: many.of(replace(many.unclaimed(), since=None)),
    "roughly_paced": lambda: many.of(_with(many.off_pace(), low=None, daily=None)),
    "surprise_alone": lambda: many.of(_with(many.surprise(), usual=None)),
    "bare_goal": lambda: many.of(_with(many.off_target(), seen=None)),
    "group": group,
    "silence": lambda: many.of(many.stopped(), track=many.silence()),
}


def planned() -> Track:
    """Spend beside the plan of a hundred a day."""
    points = [(point.day, Decimal(150), Decimal(90), Decimal(110)) for point in many.silence().points]
    return Track("spend", "EUR", tuple(Point(*one) for one in points), days=1, planned=True)


def _with(finding: Finding, **numbers: object) -> Finding:
    return replace(finding, numbers=replace(finding.numbers, **numbers))


def everything(message: Message) -> str:
    return json.dumps(message.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", many.FINDINGS)
def test_every_trouble_looks_as_recorded_while_it_stands_and_when_it_is_over(
    golden: Golden, name: str, locale: str
) -> None:
    finding = many.FINDINGS[name]()
    card = alert_card(many.of(finding, owners=("U0MAYA",)), locale, world.NOW)
    golden(f"alert_{name}", card, locale=locale)
    over = many.of(many.fine(finding), Condition.OK)
    golden(f"alert_{name}_over", alert_card(over, locale, world.NOW), locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", STATES)
def test_every_state_looks_as_recorded(golden: Golden, name: str, locale: str) -> None:
    golden(f"alert_state_{name}", alert_card(STATES[name](), locale, world.NOW), locale=locale)


def test_every_trouble_has_its_card_and_its_own_next_step() -> None:
    findings = [finding() for finding in many.FINDINGS.values()]
    assert {finding.trouble for finding in findings} == set(RULES)
    broken = [finding for finding in findings if finding.trouble != kinds.OFF_TARGET]
    assert len({next_step(many.of(finding), "en") for finding in broken}) == len(broken)


@pytest.mark.parametrize("name", ["uncounted", "overspent"])
def test_a_sentence_names_the_days_of_its_numbers_where_the_trouble_is_older(name: str) -> None:
    """“None since Dec 2, while 20 leads arrived” counted from Dec 3 on, and the card had 21 since Dec 2; what was spent
    on the second day of too much was said to be of the first."""
    finding = getattr(many, name)()
    assert finding.since is not None
    later = _with(finding, first=finding.since + timedelta(days=1), last=finding.since + timedelta(days=1))
    day = words("en").named_day(finding.since + timedelta(days=1))
    assert day in str(headline(later, "en")).replace("\xa0", " ")
    assert words("en").named_day(finding.since) in str(headline(finding, "en")).replace("\xa0", " ")


def test_a_goal_is_met_again_only_where_what_came_meets_it_or_what_is_to_come_does() -> None:
    """“Reached: 178 leads, of 300” and “back on target: 49%, goal > 50%” were said."""

    def ended(finding: Finding, **numbers: object) -> str:
        return str(headline(_with(many.fine(finding), **numbers), "en"))

    dec = many.dec
    assert "it takes 9.5 a day until the end, expected: 4.3;" in headline(many.count(), "en")
    assert ended(many.count()).startswith("On course again: 178 leads of 300 so far")
    assert ended(many.count(), seen=dec("312")) == "Goal reached: 312 leads of 300."
    assert ended(many.count(), least=None, most=None) == "178 leads of 300 so far."
    dear = {"measured": dec("25.50"), "value": dec("24")}
    assert ended(many.off_target(), **dear, awaited=dec("24")) == (
        "Cost per lead €25.50 since Nov 12, about €24.00 once all results have arrived: back on target (&lt; €25) then."
    )
    assert ended(many.off_target(), **dear, awaited=dec("25.2")).startswith(
        "Close to its goal again: cost per lead €25.50"
    )
    assert ended(many.off_target(), **dear, awaited=None).startswith("Close to its goal again: cost per lead €25.50")
    assert ended(many.off_target(), measured=dec("31"), value=dec("24"), awaited=None) == (
        "Most probably within its goal again, though these days do not show it yet: "
        "cost per lead €31.00 since Nov 12, goal &lt; €25."
    )
    assert ended(many.off_target(), measured=dec("24.90"), awaited=None) == (
        "Back on target: cost per lead €24.90 since Nov 12, goal &lt; €25."
    )


@pytest.mark.parametrize("by_lead", [False, True])
def test_what_still_misses_its_goal_was_no_false_alarm(by_lead: bool) -> None:
    """The timeline called it one where the digest and the card said that the goal was missed."""
    late = many.fine(many.off_target(), Reason.LATE_RESULTS)
    said = str(headline(_with(late, measured=many.dec("31"), awaited=None, by_lead=by_lead), "en"))
    assert said.startswith("Most probably within its goal again, though these ")
    well = str(headline(_with(late, measured=many.dec("24"), awaited=None), "en"))
    assert well.startswith("Results arrived late: cost per lead since")


def test_one_lead_is_no_plural() -> None:
    some = [str(headline(_with(many.lost_leads(), seen=Decimal(seen)), "en")).replace("\xa0", " ") for seen in (1, 2)]
    assert ["there is 1 lead" in some[0], "there are 2 leads" in some[1]] == [True, True]


@pytest.mark.parametrize("trouble", [many.stopped, many.untracked])
@pytest.mark.parametrize("seen", [0, 1])
def test_what_should_have_come_agrees_with_one_of_it(trouble: Callable[[], Finding], seen: int) -> None:
    """“About 1 were to be expected by now” was said."""
    said = str(headline(_with(trouble(), seen=Decimal(seen), expected=Decimal("0.8")), "en"))
    assert said.endswith("about 1 should have come by now.")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_headline_is_one_sentence_without_holes(locale: str) -> None:
    for incident in [*(many.of(one()) for one in many.FINDINGS.values()), *(one() for one in STATES.values())]:
        said = str(headline(incident.finding, locale))
        assert said.endswith(".")
        assert "  " not in said
        assert "–" not in said
        assert not {"{", "}", "None"} & set(said.split())


def test_the_link_that_moved_decides_the_next_step() -> None:
    stories = {link: replace(many.STORY, links=(Link(link, 2.0, 1.0, 0.9),)) for link in ("cpm", "ctr", "cvr", "value")}
    told = [(link, replace(many.explained(), story=one)) for link, one in [*stories.items(), ("", None)]]
    steps = {link: next_step(one, "en") for link, one in told}
    assert len(set(steps.values())) == 5
    assert "landing page" in str(steps["cvr"])


def test_the_owner_is_mentioned_once_and_only_while_nobody_has_it() -> None:
    first = alert_card(replace(many.explained(), owners=("U0MAYA",)), "en", world.NOW)
    again = alert_card(replace(many.explained(), owners=()), "en", world.NOW)
    over = many.of(many.fine(many.off_target()), Condition.OK, owners=("U0MAYA",))
    assert "<@U0MAYA>" in everything(first)
    assert "<@U0MAYA>" not in first.text
    for message in (again, alert_card(over, "en", world.NOW)):
        assert "<@U0MAYA>" not in everything(message)
    held = many.of(many.off_target(), handling=many.HANDLED["acknowledged"], owners=("U0MAYA",))
    assert "<@U0MAYA>" not in everything(alert_card(held, "en", world.NOW))


def test_an_open_alert_has_two_rows_of_buttons_and_one_that_is_over_has_two_buttons() -> None:
    rows = [block for block in alert_card(many.explained(), "ca", world.NOW).blocks if block["type"] == "actions"]
    ids = [[element["action_id"] for element in row["elements"]] for row in rows]
    assert ids == [
        [buttons.ACK, buttons.SNOOZE, buttons.WHY, buttons.LOG],
        [buttons.ASSIGN, buttons.NUMBERS, buttons.NOT_USEFUL],
    ]
    taken = everything(alert_card(many.of(many.off_target(), handling=many.HANDLED["acknowledged"]), "ca", world.NOW))
    assert buttons.ACK not in taken, "it is taken on: there is nothing left to acknowledge"
    assert buttons.SNOOZE in taken
    over = alert_card(many.of(many.fine(many.off_target()), Condition.OK), "ca", world.NOW)
    (row,) = (block for block in over.blocks if block["type"] == "actions")
    assert [element["action_id"] for element in row["elements"]] == [buttons.LOG, buttons.NOT_USEFUL]


def test_an_account_is_asked_neither_why_nor_for_numbers() -> None:
    told = everything(alert_card(many.of(many.disconnected()), "en", world.NOW))
    assert buttons.ACK in told
    assert buttons.WHY not in told
    assert buttons.NUMBERS not in told


def test_every_button_leads_back_to_its_incident() -> None:
    for block in alert_card(many.explained(), "en", world.NOW).blocks:
        if block["type"] == "actions":
            assert buttons.incident_of(block["block_id"]) == 17
            for element in block["elements"]:
                values = [option["value"] for option in element.get("options", [])] or [element.get("value", "17")]
                assert {buttons.incident_of(value) for value in values} == {17}
    assert buttons.extra_of("17:3d") == "3d"
    assert buttons.incident_of("x:1") is None
    assert buttons.incident_of("") is None


def test_until_it_is_worse_is_offered_only_where_there_is_a_goal() -> None:
    def offered(finding: Finding) -> list[str]:
        rows = [block for block in alert_card(many.of(finding), "en", world.NOW).blocks if block["type"] == "actions"]
        return [buttons.extra_of(option["value"]) for option in rows[0]["elements"][1]["options"]]

    assert offered(many.off_target()) == ["1d", "3d", "report", "worse"]
    assert offered(many.stopped()) == ["1d", "3d", "report"]


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (1.0, "Almost certain (over 99%)"),
        (0.95, "Almost certain (95%)"),
        (0.8, "Very likely (80%)"),
        (0.6, "Likely (60%)"),
        (0.4, "Quite possible (40%)"),
        (0.2, "Possible (20%)"),
    ],
)
def test_probability_is_said_in_words_and_as_a_number(probability: float, said: str) -> None:
    card = alert_card(many.of(replace(many.off_target(), probability=probability)), "en", world.NOW)
    assert said in everything(card)


def test_a_trouble_that_is_most_probably_over_is_no_possible_one() -> None:
    """“Possible (4%)” stood under a miss of 40 %, which is certain of its days."""
    fading = replace(many.off_target(), signal=Verdict.DOUBT, because=Reason.UNSURE, probability=0.04)
    text = alert_card(many.of(fading), "en", world.NOW).text
    assert "How sure: Probably over by now (4% sure that it goes on)." in text
    for other in (many.of(replace(fading, probability=0.6)), many.of(fading, Condition.PENDING)):
        assert "Probably over" not in alert_card(other, "en", world.NOW).text


def test_a_goal_in_another_currency_is_told_in_the_clients() -> None:
    goal = many.off_target().goal
    assert goal is not None
    finding = replace(many.off_target(), goal=replace(goal, currency="USD"))
    finding = _with(finding, target=many.dec("23.148"))
    assert "The goal (&lt; €23.15)" in headline(finding, "en")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("change", Change)
def test_a_step_in_the_thread_looks_as_recorded(golden: Golden, change: Change, locale: str) -> None:
    findings = {
        Change.CLEARED: many.fine(many.off_target()),
        Change.EASED: many.fine(many.off_target()),
        Change.RECOVERED: many.fine(many.off_target(), Reason.LATE_RESULTS),
        Change.LOST_DATA: many.blind(Verdict.STALE, Reason.DATA_OLD),
        Change.ENDED: replace(many.off_target(), signal=Verdict.OVER, because=Reason.NO_GOAL),
    }
    incident = many.of(findings.get(change, many.off_target()))
    step = Transition(Condition.OK, Condition.FIRING, change, incident.finding.because, many.SINCE)
    golden(f"thread_{change}", thread_entry(step, incident, locale, world.NOW), locale=locale)


def test_a_step_in_a_groups_thread_says_whose_it_is() -> None:
    step = Transition(Condition.PENDING, Condition.FIRING, Change.CONFIRMED, Reason.MISSED, many.SINCE)
    alone, grouped = many.of(many.off_target()), group(3)
    assert "Otoño leads" not in thread_entry(step, alone, "en", world.NOW).text
    assert ": *Otoño leads* Alert:" in thread_entry(step, grouped, "en", world.NOW).text


@pytest.mark.parametrize("locale", LOCALES)
def test_what_people_do_is_told_in_the_thread(golden: Golden, locale: str) -> None:
    for name, held in many.HANDLED.items():
        golden(f"thread_{name}", handled_entry(many.of(many.off_target(), handling=held), locale), locale=locale)
    golden("thread_nobody", handled_entry(many.of(many.off_target()), locale), locale=locale)
    golden("thread_worse", worse_entry(many.explained(), locale, world.NOW), locale=locale)
    golden("thread_behind", behind_entry(many.of(many.stopped()), locale, world.NOW), locale=locale)
    golden("thread_action", action_entry(many.NOTES[0], locale), locale=locale)
    note = Note(many.BEGAN, "Es la semana del lanzamiento\n<!channel>")
    golden("thread_no_change", no_change_entry(note, locale), locale=locale)


def every() -> list[Incident]:
    return [replace(many.of(finding()), alert_id=n) for n, finding in enumerate(many.FINDINGS.values(), 1)]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_digest_looks_as_recorded(golden: Golden, locale: str) -> None:
    over = [many.of(many.fine(many.stopped()), Condition.OK)]
    waiting = [many.of(few(date(2026, 12, 3)))]
    golden("digest_full", digest(every(), over, locale, world.NOW.date(), waiting=waiting), locale=locale)
    one = [many.of(replace(many.rate(), probability=0.64))]
    golden("digest_one", digest(one, [], locale, world.NOW.date()), locale=locale)
    golden("digest_resolved", digest([], over * 9, locale, world.NOW.date()), locale=locale)
    standing = [replace(many.of(finding()), alert_id=90 + n) for n, finding in enumerate((many.stopped, many.runs_out))]
    card = digest(one, over, locale, world.NOW.date(), standing=standing)
    golden("digest_standing", card, locale=locale)


def test_an_account_s_own_budget_that_ends_first_is_named_with_what_can_be_done() -> None:
    text = everything(alert_card(many.of(replace(many.off_pace(), source="meta")), "es", world.NOW))
    assert "A la cuenta de Meta le queda demasiado poco de su propio presupuesto." in text
    assert "los presupuestos diarios no cambian nada" in text


def test_a_pace_that_leads_further_than_is_tolerated_is_not_said_to_be_within_it() -> None:
    said = alert_card(many.of(many.led(many.off_pace(), 14_000), Condition.OK), "en", world.NOW).text
    assert said.startswith("On course for €14,000 of a budget of €12,000: €2,000 over it, which is not certain yet.")


def test_a_settled_item_keeps_what_still_makes_sense() -> None:
    message = digest(every(), [], "en", world.NOW.date())
    assert message is not None
    row = next(block["block_id"] for block in message.blocks if block["type"] == "actions")
    number = buttons.incident_of(row) or 0
    said = mrkdwn.escape("Maya is on it.")
    once = settled(message, number, said, buttons.ACK, buttons.SNOOZE)
    assert once is not None
    assert len(once.blocks) == len(message.blocks) + 1
    assert limits.check(once) == []
    assert settled(once, number, said, buttons.ACK, buttons.SNOOZE) is None, "it says so already"
    every_id = {
        element["action_id"] for element in next(b for b in message.blocks if b.get("block_id") == row)["elements"]
    }
    bare = settled(message, number, said, *every_id)
    assert bare is not None
    assert row not in {block.get("block_id") for block in bare.blocks}, "a row without a button is no row"
    assert settled(message, 99, said) is None


def test_a_digest_begins_with_most_money_and_counts_what_it_does_not_tell() -> None:
    message = digest(every(), [], "en", world.NOW.date())
    assert message is not None
    assert message.blocks[0]["text"]["text"].startswith("14 things to look at, €2,631 at risk")
    rows = [block for block in message.blocks if block["type"] == "actions"]
    assert len(rows) == MOST
    assert "€2,311" in message.blocks[1]["text"]["text"]
    assert "And 6 more, €320 at risk: `/campaign alert list`." in message.text


def test_the_money_of_a_digests_lines_adds_up_to_its_title() -> None:
    """'1,455 € at risk' stood above lines of 2,099 €: two of them were about the same campaign's money."""
    amounts = [_with(many.off_target(), at_risk=many.eur(677)), _with(many.stopped(), at_risk=many.eur(644))]
    message = digest(
        [replace(many.of(one), alert_id=n) for n, one in enumerate(amounts, 1)], [], "en", world.NOW.date()
    )
    assert message is not None
    assert message.blocks[0]["text"]["text"] == "2 things to look at, €677 at risk"
    assert "€677 at risk" in message.text
    assert "€644 at risk" not in message.text


def test_two_goals_of_one_campaign_that_are_missed_for_one_reason_are_one_line() -> None:
    """Cost per MQL and the rate of MQLs were two things to look at, and two that stayed open."""
    rate = _with(many.rate(), at_risk=many.eur(900))
    goals = [
        replace(many.of(one, campaign=where), alert_id=n)
        for n, (one, where) in enumerate(
            [
                (many.off_target(), world.CAMPAIGN),
                (rate, world.CAMPAIGN),
                (many.roas(), replace(world.CAMPAIGN, key="x")),
            ]
        )
    ]
    message = digest(goals, [], "en", world.NOW.date(), standing=goals)
    assert message is not None
    assert message.blocks[0]["text"]["text"].startswith("2 things to look at, €900 at risk")
    assert message.text.count("€900 at risk") == 3, "title, item, and what stays open"
    told = "Most probably for the same reason: CTR 0.81% (goal &gt; 1%)."
    assert message.text.count(told) == 2
    assert [block["text"]["text"].count("•") for block in message.blocks if "•" in str(block)] == [2]


def test_what_is_broken_stands_before_what_drifts_whatever_the_money() -> None:
    """A CRM that receives nothing is worth more than a cost that may have risen."""
    drift = replace(many.of(_with(many.off_target(), at_risk=many.eur(9_000))), alert_id=1)
    broken = replace(many.of(many.lost_leads()), alert_id=2)
    message = digest([drift, broken], [], "en", world.NOW.date())
    assert message is not None
    assert "in HubSpot" in message.blocks[1]["text"]["text"]


def test_what_nobody_claims_is_not_broken() -> None:
    """A test campaign of 132 € stood above a goal that 728 € were spent beside."""
    drift = replace(many.of(_with(many.off_target(), at_risk=many.eur(728))), alert_id=1)
    nobodys = replace(many.of(many.unclaimed()), alert_id=2)
    message = digest([nobodys, drift], [], "en", world.NOW.date())
    assert message is not None
    assert "€728" in message.blocks[1]["text"]["text"]


@pytest.mark.parametrize("remedy", Remedy)
def test_what_only_a_person_can_mend_names_what_they_wrote(remedy: Remedy) -> None:
    """A property that the portal does not know had no words in an alert, and the client's other alerts went with it."""
    finding = replace(many.disconnected(), remedy=remedy.value, given="utm_campana")
    card = alert_card(many.of(finding, owners=("U0MAYA", "U0POL")), "es", world.NOW)
    assert ("`utm_campana`" in card.text) is (remedy in {Remedy.FIX_PROPERTY, Remedy.FIX_FORM})
    assert "<@U0MAYA>, <@U0POL>, esta os toca a vosotros." in str(card.blocks)


def test_no_digest_says_that_there_is_nothing_and_what_stays_open_is_named() -> None:
    """ "Nothing to look at this morning" stood above 2,254 € at risk."""
    open_still = [many.of(many.runs_out())]
    assert digest([], [], "en", world.NOW.date(), standing=open_still) is None, "no news"
    over = [many.of(many.fine(many.stopped()), Condition.OK)]
    message = digest([], over, "en", world.NOW.date(), standing=open_still)
    assert message is not None
    assert message.blocks[0]["text"]["text"] == "1 alert is over"
    assert "Nothing to look at" not in message.text
    assert "Still open, €2,311 at risk" in message.text
    assert "€4,700 spent of a budget of €4,600" in message.text


def test_the_counting_that_broke_is_told_as_that_and_never_as_no_leads() -> None:
    """ "No leads since Thursday, 695 € spent" stood above a chart of five leads a day."""
    card = alert_card(STATES["uncounted"](), "en", world.NOW)
    assert "Google Ads and Meta have counted no conversions" in card.text
    assert "the tracking is broken, not the campaign" in card.text
    told = everything(card).lower()
    assert "no leads" not in told
    assert "money at risk" not in told
    assert card.chart is not None
    assert card.chart.title == "Tracking broken since Nov 12: conversions (platforms) per day"
    assert {one.name for one in card.chart.series if one.role == "bars"} == {"Conversions (platforms)"}


def test_a_chart_of_a_budget_shows_the_plan() -> None:
    """Every bar lay inside "to be expected", of a budget that was being overrun."""
    chart = alert_card(STATES["over_budget"](), "en", world.NOW).chart
    assert chart is not None
    assert {one.name for one in chart.series if one.role == "band_low"} == {"plan"}


def test_nothing_to_say_is_no_digest() -> None:
    assert digest([], [], "es", world.NOW.date()) is None


def test_a_digest_may_be_of_what_cannot_be_judged_yet_alone() -> None:
    message = digest([], [], "en", world.NOW.date(), waiting=[many.of(few(date(2026, 12, 3)))])
    assert message is not None
    assert message.blocks[0]["text"]["text"] == "1 campaign cannot be judged yet"
    assert "Not to be judged yet" in message.text


def test_amounts_of_two_currencies_are_not_added() -> None:
    dollars = _with(many.off_target(), at_risk=many.Money.of(100, "USD"))
    message = digest([many.of(many.off_target()), many.of(dollars)], [], "en", world.NOW.date())
    assert message is not None
    assert "€793 and US$100 at risk" in message.blocks[0]["text"]["text"]


def test_a_group_names_ten_campaigns_and_counts_the_others() -> None:
    card = alert_card(group(13), "en", world.NOW)
    assert card.blocks[0]["text"]["text"] == "Alert · Clínica Acme · 14 campaigns, one cause"
    assert json.dumps(card.blocks, ensure_ascii=False).count("*Campaña") == MOST_MEMBERS - 1
    assert "and 4 more" in card.text


def test_at_most_three_causes_are_told_and_none_once_it_is_over() -> None:
    card = alert_card(
        replace(many.explained(), story=replace(many.STORY, causes=many.STORY.causes * 3)), "en", world.NOW
    )
    assert sum(text.count("of the change") for text in [json.dumps(card.blocks)]) == MOST_CAUSES
    over = replace(many.explained(), finding=many.fine(many.off_target()))
    assert "of the change" not in everything(alert_card(over, "en", world.NOW))


@pytest.mark.parametrize("locale", LOCALES)
def test_what_stands_for_weeks_holds_no_age(locale: str) -> None:
    ago = {"es": "hace ", "ca": "fa ", "en": " ago"}[locale]
    told = [alert_card(state(), locale, world.NOW) for state in STATES.values()]
    assert [message.text for message in told if ago in everything(message)] == []
    assert all("Europe/Madrid" in message.text for message in told)


@settings(max_examples=5, deadline=None)
@each_everywhere(3)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_things_are_called_messages_stay_within_the_limits_and_ping_nobody(
    client: str, name: str, note: str
) -> None:
    def renamed(incident: Incident) -> Incident:
        return replace(
            incident,
            client=replace(incident.client, name=client),
            campaign=replace(incident.campaign, name=name) if incident.campaign else None,
            finding=replace(incident.finding, name=name),
            notes=(Note(many.BEGAN, note),) * 5,
            handling=Handling(Handled.ASSIGNED, "", many.SINCE, note=note * 9),
            owners=(),
            members=tuple(renamed(member) for member in incident.members),
        )

    told = [renamed(incident) for incident in (*every(), replace(group(13), alert_id=99))]
    messages = [alert_card(incident, "ca", world.NOW) for incident in told]
    messages += [
        digest(told, told, "es", world.NOW.date(), waiting=told),
        no_change_entry(Note(many.BEGAN, note * 9), "en"),
    ]
    for message in messages:
        assert message is not None
        assert limits.check(message) == []
        judge(message.blocks, message.text)
        assert "<" not in message.text


def test_every_template_of_alerts_is_rendered_by_a_golden() -> None:
    locale = "en_GB"
    for incident in [*every(), *(state() for state in STATES.values())]:
        alert_card(incident, locale, world.NOW)
    cache = environment(locale).cache
    assert cache is not None
    rendered = {str(name) for _, name in cache}
    assert {str(path.relative_to(FOLDER)) for path in (FOLDER / "alert").glob("*.j2")} - rendered == set()


def test_what_is_needed_a_day_is_never_rounded_down() -> None:
    """“0 a day needed” of one lead in a month."""
    assert phrases.daily(Decimal("0.03"), Decimal("3.84")) == {"needed": Decimal("0.1"), "comes": Decimal("3.8")}
    assert phrases.daily(None, Decimal(2)) == {"comes": Decimal("2.0")}


@pytest.mark.parametrize(("sure", "said"), [(0.82, True), (0.996, False), (None, False)])
def test_of_a_day_that_is_certain_it_is_not_said_how_sure_it_is(sure: float | None, said: bool) -> None:
    """“Since Wednesday, December 2 (100% sure of the day)”."""
    card = everything(alert_card(many.of(replace(many.off_target(), since_sure=sure)), "en", world.NOW))
    assert ("sure of the day" in card) is said
