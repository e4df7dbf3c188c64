"""Every notice in three languages: as recorded, within Slack's limits, and with a sentence for every remedy."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.words import Remedy, Source
from templates import blocks, mrkdwn
from templates.message import Message
from templates.mrkdwn import mention
from templates.notices.about import About
from templates.notices.arrival import arrival_card
from templates.notices.draft import doubts, draft_card, draft_is_doubtful, draft_replaced, old_draft, with_note
from templates.notices.draft_form import edit_form, preview
from templates.notices.drafts import Decided, DraftRow, drafts_card
from templates.notices.remedy import remedy_notice
from templates.notices.sections import sections
from templates.notices.teams import teams_card
from tests.casting import to
from tests.conftest import Golden
from tests.notifiers.test_pictures import CHART

LOCALES = pytest.mark.parametrize("locale", ["es", "ca", "en"])
ACCOUNT = About(source=Source.META, account_id="act_1029384756", client="Clínica <Acme> & Co")
CHANNEL = About(to=to("C0ACME"))
OF_SLACK = {
    Remedy.INVITE_BOT,
    Remedy.UNARCHIVE_CHANNEL,
    Remedy.REBIND_CHANNEL,
    Remedy.CONFIRM_TEAMS,
    Remedy.ALLOW_POSTING,
    Remedy.REACH_SLACK,
    Remedy.REPLACE_PERSON,
    Remedy.REPORT_BUG,
}
BLOCKS = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Otoño leads* va bien"}},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Google Ads hace 1 h"}]},
    {
        "type": "actions",
        "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}, "action_id": "x"}],
    },
]
UPDATE = Message("Otoño leads va bien", BLOCKS, replace(CHART, labels=("1 nov", "2 nov")), 1)


@LOCALES
@pytest.mark.parametrize("remedy", list(Remedy))
def test_every_remedy_has_its_sentences(remedy: Remedy, locale: str, golden: Golden) -> None:
    about = About() if remedy is Remedy.REINSTALL_APP else CHANNEL if remedy in OF_SLACK else ACCOUNT
    about = replace(about, given="utm_campaing") if remedy in {Remedy.FIX_PROPERTY, Remedy.FIX_FORM} else about
    notice = remedy_notice(remedy, about, locale)
    golden(f"remedy-{remedy.value}", notice, locale=locale)
    assert "<Acme>" not in notice.text


def test_no_remedy_is_left_without_a_template_and_no_template_without_a_remedy() -> None:
    folder = Path(__file__).resolve().parents[2] / "templates" / "mrkdwn" / "notices" / "remedies"
    assert {path.stem for path in folder.glob("*.j2")} == {remedy.value for remedy in Remedy}


@LOCALES
def test_an_old_draft_is_asked_about_and_a_replaced_one_says_so(locale: str, golden: Golden) -> None:
    asked = draft_is_doubtful(17, to("C0ACME"), [old_draft(date(2026, 11, 16), locale)], locale)
    golden("draft_old", asked, locale=locale)
    assert {button["value"] for button in asked.blocks[-1]["elements"]} == {"17:asked"}
    golden("draft_replaced", draft_replaced(to("C0ACME"), locale), locale=locale)


@LOCALES
def test_a_draft_shows_what_the_client_would_see(locale: str, golden: Golden) -> None:
    card = draft_card(17, to("C0ACME"), UPDATE, locale)
    golden("draft", card, locale=locale)
    assert card.blocks[2:4] == BLOCKS[:2]
    assert card.chart == UPDATE.chart
    assert card.chart_after == 3


def friday(locale: str) -> list[DraftRow]:
    return [
        DraftRow(1, "Clínica <Acme>", to("C0ACME"), "*Otoño leads · 9–15 nov:* En objetivo: coste por lead 21,30 €."),
        DraftRow(
            2,
            "Nord",
            to("C0NORD"),
            "*Rebaixes:* En objetivo: ROAS 4,2.",
            against=tuple(doubts([mrkdwn.escape("ROAS 2,1 desde el jueves; objetivo > 4")], None, locale)),
            edited="U0MAYA",
        ),
        DraftRow(
            3,
            "Bosc",
            to("C0BOSC"),
            "*Tardor:* Sin objetivos fijados.",
            against=tuple(doubts([], date(2026, 11, 13), locale, date(2026, 12, 15))),
        ),
        DraftRow(4, "Zenit", to("C0ZENIT"), "*Nadal:* En objetivo.", moved=True),
        DraftRow(5, "Mar", to("C0MAR"), "*Estiu:* En objetivo."),
        DraftRow(6, "Sol", to("C0SOL"), "x", decided=Decided.APPROVED, by="U0MAYA"),
        DraftRow(7, "Lluna", to("C0LLUNA"), "x", decided=Decided.SKIPPED, by="U0MAYA"),
        DraftRow(8, "Vent", to("C0VENT"), "x", decided=Decided.REPLACED),
    ]


@LOCALES
def test_the_drafts_of_a_friday(locale: str, golden: Golden) -> None:
    golden("drafts", drafts_card(friday(locale), locale), locale=locale)
    golden("drafts_doubtful", drafts_card(friday(locale)[1:3], locale), locale=locale)
    golden("drafts_decided", drafts_card(friday(locale)[5:], locale), locale=locale)


@LOCALES
def test_the_form_in_which_a_draft_is_worded_anew_and_what_the_client_would_read(locale: str, golden: Golden) -> None:
    message = replace(
        UPDATE,
        blocks=[
            blocks.section("Hola. Así va vuestra campaña, 9–15 nov 2026."),
            blocks.section("*Otoño <leads>*\nEn objetivo: coste por lead 21,30 €, objetivo < 25 €."),
            blocks.fields(["*Coste por lead*\n*21,30 €*", "*Leads*\n*38*"]),
            blocks.context("A 16 nov, 10:30"),
        ],
    )
    against = doubts([mrkdwn.escape("CPL 38 €; objetivo < 25 €")], date(2026, 11, 13), locale)
    golden("draft_form", edit_form(locale, "17:D0MAYA:1.2:0", sections(message), against), locale=locale)
    golden("draft_preview", preview(locale, "17:D0MAYA:1.2:1", message, against, waits=True), locale=locale)


@LOCALES
def test_a_question_whether_something_arrived(locale: str, golden: Golden) -> None:
    golden("arrival", arrival_card(17, to("C0ACME"), "Otoño &lt;leads&gt; va bien\nCPL 20 €", locale), locale=locale)
    golden("arrival-person", arrival_card(18, to("U0MAYA"), "x" * 3_000, locale), locale=locale)


@LOCALES
def test_a_team_that_nobody_confirmed(locale: str, golden: Golden) -> None:
    client = teams_card("C0ACME", ["T0ZED", "T0OTHER"], locale, internal=False)
    internal = teams_card("C0ACMEINT", ["T0ZED"], locale, internal=True)
    golden("teams", client, locale=locale)
    golden("teams-internal", internal, locale=locale)
    golden("teams-unnamed", teams_card("C0ACME", ["unknown"], locale, internal=False, nameable=False), locale=locale)
    assert client.blocks[-1]["elements"][0]["value"] == "C0ACME:T0ZED,T0OTHER"
    assert [block["type"] for block in internal.blocks] == ["section"]


def test_a_note_is_quoted_under_the_first_block_and_spoken_at_the_end() -> None:
    noted = with_note(UPDATE, "  Hemos cambiado <la> puja\nhoy ")
    assert noted.blocks[1]["text"]["text"] == ">Hemos cambiado &lt;la&gt; puja\n>hoy"
    assert (noted.blocks[0], noted.blocks[2:]) == (BLOCKS[0], BLOCKS[1:])
    assert noted.chart_after == 2
    assert noted.text.endswith("Hemos cambiado &lt;la&gt; puja\nhoy")
    assert Message.from_json(noted.to_json()) == noted


def test_a_blank_note_changes_nothing_and_a_message_without_blocks_takes_one() -> None:
    assert with_note(UPDATE, " \n") == UPDATE
    alone = with_note(Message("Hola"), "nota")
    assert (len(alone.blocks), alone.chart_after) == (1, None)


def test_a_note_pings_nobody_and_a_long_one_is_cut() -> None:
    noted = with_note(UPDATE, "<!channel> " + "ñ" * 5_000)
    assert "<!channel>" not in noted.blocks[1]["text"]["text"]
    assert len(noted.blocks[1]["text"]["text"]) <= 3_000


def test_a_chart_without_a_place_and_a_draft_without_a_chart() -> None:
    assert draft_card(1, to("C0ACME"), replace(UPDATE, chart_after=None), "es").chart_after == 4
    assert draft_card(1, to("C0ACME"), replace(UPDATE, chart=None), "es").chart_after is None


def test_the_same_thing_has_the_same_key() -> None:
    assert (ACCOUNT.key, CHANNEL.key, About().key) == ("meta:act_1029384756", "C0ACME", "slack")
    assert mention("U0MAYA") in arrival_card(1, to("U0MAYA"), "x", "es").text
