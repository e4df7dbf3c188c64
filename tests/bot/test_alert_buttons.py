"""An incident's buttons through the whole desk: who was chosen is looked up, forms open, the Home is shown anew."""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.entities import Comparator, Goal
from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handled, Handling
from domain.incidents.rule_kinds import Subject, Tier
from storage import Session
from storage.alerts import actions, alerts
from storage.alerts.actions import Action
from storage.directory import campaigns
from templates.cards import buttons
from tests import kinds
from tests.bot.office import Office, office_in
from tests.casting import NOW

DEAR = Finding(
    Subject("acme", "acme-otono"),
    kinds.OFF_TARGET,
    Verdict.BREACH,
    Reason.MISSED,
    "2026-11-16",
    detail="cpl",
    tier=Tier.INTERRUPT,
    probability=0.97,
    since=date(2026, 11, 12),
    goal=Goal("cpl", Comparator.LT, Decimal(25), "EUR"),
    result="leads",
    numbers=Numbers(value=Decimal(38), target=Decimal(25), seen=Decimal(61), expected=Decimal(93)),
)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with office_in(tmp_path) as made:
        yield made


async def fired(office: Office) -> int:
    """An incident of Acme's; its id."""

    def record(session: Session) -> int:
        state, steps = advance(State(), DEAR, NOW)
        return alerts.record(session, DEAR, state, steps, NOW).id

    return int(await office.store.run(record))


async def handling(office: Office, alert_id: int) -> Handling:
    row = await office.read(alerts.get, alert_id)
    assert row
    found: Handling = row.handling
    return found


def assigned(office: Office, alert_id: int, person: str) -> dict:
    """The payload of a choice of people, which carries no value: the row's name tells the incident."""
    payload = office.slack.click(buttons.ASSIGN, "", channel="C0ACMEINT")
    row = buttons.row_name(alert_id, "more")
    payload["actions"] = [
        {"type": "users_select", "action_id": buttons.ASSIGN, "block_id": row, "selected_user": person}
    ]
    return payload


def on_home(office: Office, action_id: str, value: str) -> dict:
    payload = office.slack.click(action_id, value)
    for name in ("channel", "message", "response_url"):
        del payload[name]
    view = {"id": "V0HOME", "type": "home", "hash": "h", "state": {"values": {}}}
    return {**payload, "view": view, "container": {"type": "view", "view_id": "V0HOME"}}


async def test_a_colleague_is_assigned_and_a_clients_person_is_not(office: Office) -> None:
    alert = await fired(office)
    for person in ("U0ANA", "U0NOBODY"):
        await office.served(assigned(office, alert, person))
        assert (await handling(office, alert)).how is Handled.NEW
    await office.served(assigned(office, alert, "U0NIL"))
    found = await handling(office, alert)
    assert (found.how, found.assignee, found.by) == (Handled.ASSIGNED, "U0NIL", "U0MAYA")
    assert len(office.slack.responses) == 3, "every press is answered"


async def test_a_colleague_is_put_in_charge_of_a_campaign_and_a_clients_person_is_not(office: Office) -> None:
    for person, owner in (("U0ANA", "U0MAYA"), ("U0NOBODY", "U0MAYA"), ("U0NIL", "U0NIL")):
        await office.served(office.slack.command(f"editar otoño responsable:<@{person}|x>"))
        known = await office.read(campaigns.get, "acme-otono")
        assert known.owner == owner, person


async def test_a_snooze_is_chosen_from_a_menu(office: Office) -> None:
    alert = await fired(office)
    payload = office.slack.click(buttons.SNOOZE, "", channel="C0ACMEINT")
    option = {"text": {"type": "plain_text", "text": "3 días"}, "value": f"{alert}:3d"}
    payload["actions"] = [{"type": "static_select", "action_id": buttons.SNOOZE, "selected_option": option}]
    await office.served(payload)
    assert (await handling(office, alert)).how is Handled.SNOOZED


async def test_the_form_of_an_action_opens_from_a_message_from_the_home_and_from_a_command(office: Office) -> None:
    alert = await fired(office)
    await office.served(office.slack.click(buttons.LOG, str(alert), channel="C0ACMEINT"))
    await office.served(on_home(office, buttons.LOG, str(alert)))
    await office.served(office.slack.command("registrar otoño"))
    assert len(office.slack.named("views.open")) == 3
    assert office.slack.named("views.push") == []
    await office.served(office.slack.mention("<@U0BOT> registrar otoño", user="U0MAYA", channel="C0ACMEINT"))
    assert len(office.slack.named("views.open")) == 3, "without a trigger nothing can be opened"


async def test_a_form_handed_in_is_written_down_and_answered(office: Office) -> None:
    alert = await fired(office)
    fields = {
        "what": {"value": {"type": "radio_buttons", "selected_option": {"value": "other"}}},
        "text": {"value": {"type": "plain_text_input", "value": "Página nueva"}},
        "day": {"value": {"type": "datepicker", "selected_date": "2026-11-16"}},
        "check": {"value": {"type": "radio_buttons", "selected_option": {"value": "7d"}}},
    }
    view = {"id": "V1", "type": "modal", "hash": "h1", "callback_id": "vigia.log", "state": {"values": fields}}
    handed = {
        "type": "view_submission",
        "user": {"id": "U0MAYA", "team_id": "T0AGENCY"},
        "team": {"id": "T0AGENCY"},
        "trigger_id": "t1",
        "view": {**view, "private_metadata": f"alert:{alert}"},
    }
    assert (await office.deliver(handed)).status == 200
    found: list[Action] = await office.read(actions.of_alert, alert, 1)
    assert [(one.text, one.check_on) for one in found] == [("Página nueva", date(2026, 11, 23))]


async def test_the_home_shows_at_once_what_was_pressed_on_it(office: Office) -> None:
    alert = await fired(office)
    await office.served(on_home(office, buttons.ACK, str(alert)))
    (published,) = office.slack.named("views.publish")
    assert "<@U0MAYA>" in str(published["view"])
    assert (await handling(office, alert)).by == "U0MAYA"
