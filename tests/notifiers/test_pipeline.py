"""Every notice passes the same stages, and each says why it stops one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from domain.incidents.conditions import Change, Condition, Transition
from domain.incidents.finding import Reason
from domain.incidents.quiet import Why
from domain.words import Audience
from notifiers.delivery import nobody_says, policy
from notifiers.delivery.charge import InCharge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver
from notifiers.delivery.policy import DeliveryReason, Facts, Notice, decide
from notifiers.incident import Post
from storage import Session
from storage.alerts import rules
from storage.alerts.alerts import Step
from storage.alerts.rules import RuleSetting
from storage.directory import channels, clients
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Status
from templates.message import Message
from tests import casting
from tests.casting import NOW, to
from tests.notifiers.test_grouping import row

NOTICE = Notice(
    occasion="status:C0ACME:2026-W47-1",
    kind=Kind.STATUS,
    client_key="acme",
    to=to("C0ACME"),
    audience=Audience.CLIENT,
    message=Message("Todo va bien", [{"type": "section", "text": {"type": "mrkdwn", "text": "Todo va bien"}}]),
    campaign="acme-otono",
)
FACTS = Facts(casting.ACME_INTERNAL, InCharge(casting.MAYA, "es"), said=False)


def test_into_an_internal_channel_it_goes_at_once(db: Session) -> None:
    found = deliver(db, replace(NOTICE, to=to("C0ACMEINT"), audience=Audience.INTERNAL), NOW)
    assert found.reason is DeliveryReason.INTENDED
    written = deliveries.get(db, found.delivery_id or 0)
    assert written is not None
    assert (written.status, written.to.address, written.created_at) == (Status.INTENDED, "C0ACMEINT", NOW)


def test_into_a_client_channel_it_waits_for_the_owner(db: Session) -> None:
    found = deliver(db, NOTICE, NOW)
    assert found.reason is DeliveryReason.DRAFTED
    held = deliveries.get(db, found.delivery_id or 0)
    draft = deliveries.by_occasion(db, f"draft:{NOTICE.occasion}")
    assert held is not None
    assert draft is not None
    assert (held.status, held.audience) == (Status.HELD, "client")
    assert (draft.to.address, draft.status, draft.audience) == (casting.MAYA, Status.INTENDED, "internal")
    buttons = draft.payload["blocks"][-1]["elements"]
    assert [button["action_id"] for button in buttons] == [
        "vigia.draft.approve",
        "vigia.draft.edit",
        "vigia.draft.note",
        "vigia.draft.skip",
    ]
    assert {button["value"] for button in buttons} == {str(held.id)}
    assert "Borrador para <#C0ACME>" in draft.payload["text"]


def test_a_campaign_without_an_owner_asks_the_first_manager_and_then_an_admin(db: Session) -> None:
    deliver(db, replace(NOTICE, campaign=""), NOW)
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    deliver(db, replace(NOTICE, campaign="", occasion="next"), NOW, admins=[casting.ADMIN])
    asked = [deliveries.by_occasion(db, f"draft:{occasion}") for occasion in (NOTICE.occasion, "next")]
    assert [draft.to.address for draft in asked if draft] == [casting.MAYA, casting.ADMIN]


def test_with_nobody_to_ask_it_is_held_and_said_so(db: Session, caplog: pytest.LogCaptureFixture) -> None:
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    found = deliver(db, replace(NOTICE, campaign=""), NOW)
    held = deliveries.get(db, found.delivery_id or 0)
    assert found.reason is DeliveryReason.NOBODY_TO_ASK
    assert f"delivery {found.delivery_id} waits for a word" in caplog.text
    assert held is not None
    assert held.status is Status.HELD
    assert deliveries.by_occasion(db, f"draft:{NOTICE.occasion}") is None


@pytest.mark.parametrize("more", [{"drafts": False}, {"to": to("C0BOSC"), "client_key": "bosc"}])
def test_what_was_just_asked_for_or_needs_no_approval_goes_at_once(db: Session, more: dict[str, Any]) -> None:
    assert deliver(db, replace(NOTICE, **more), NOW).reason is DeliveryReason.INTENDED


def test_an_occasion_is_said_once(db: Session) -> None:
    assert deliver(db, NOTICE, NOW).reason is DeliveryReason.DRAFTED
    assert deliver(db, NOTICE, NOW + timedelta(days=1)) == Decision(DeliveryReason.SAID_BEFORE)
    assert deliver(db, replace(NOTICE, to=to(casting.MAYA)), NOW) == Decision(DeliveryReason.SAID_BEFORE)


def test_who_comes_second_between_reading_and_writing_says_nothing(db: Session) -> None:
    first = list[str]()

    def overtaken(_c: Any, cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        """Another process writes the same intent right before ours."""
        if statement.startswith("INSERT INTO delivery") and not first:
            first.append(statement)
            cursor.execute(statement, parameters)

    event.listen(db.get_bind(), "before_cursor_execute", overtaken)
    assert deliver(db, NOTICE, NOW) == Decision(DeliveryReason.SAID_BEFORE)
    assert first


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"to": to("")}, DeliveryReason.NO_ROUTE),
        ({"to": to("C0NOBODY")}, DeliveryReason.UNBOUND),
        ({"to": to("C0BOSC")}, DeliveryReason.OTHER_CLIENT),
        ({"audience": Audience.INTERNAL}, DeliveryReason.INTERNAL_CONTENT),
    ],
)
def test_what_has_no_place_is_not_written_down(db: Session, more: dict[str, Any], reason: DeliveryReason) -> None:
    assert deliver(db, replace(NOTICE, **more), NOW) == Decision(reason)
    assert deliveries.by_occasion(db, NOTICE.occasion) is None


ALERT = replace(NOTICE, occasion="alert:1:1", kind=Kind.ALERT, to=to("C0ACMEINT"), audience=Audience.INTERNAL)
NIGHT = datetime(2026, 11, 16, 21, 30, tzinfo=UTC)


def test_the_first_reason_in_the_line_wins() -> None:
    late = replace(FACTS, said=True, silenced=True, quiet=Why.HOURS)
    wrong = replace(ALERT, client_key="bosc")
    assert decide(replace(wrong, to=to("")), late) is DeliveryReason.NO_ROUTE
    assert decide(wrong, late) is DeliveryReason.OTHER_CLIENT
    assert decide(ALERT, late) is DeliveryReason.QUIET_HOURS
    assert decide(ALERT, replace(late, quiet=None)) is DeliveryReason.SILENCED
    assert decide(replace(ALERT, edits=7), late) is DeliveryReason.SAID_BEFORE
    assert decide(NOTICE, late) is DeliveryReason.SAID_BEFORE
    assert decide(NOTICE, FACTS) is DeliveryReason.INTENDED


@pytest.mark.parametrize(
    ("wishes", "moment", "reason"),
    [
        ((), NIGHT, DeliveryReason.QUIET_HOURS),
        ((("hours", "23:00-07:00"),), NIGHT, DeliveryReason.INTENDED),
        ((("hours", "none"),), NIGHT, DeliveryReason.INTENDED),
        ((), datetime(2026, 11, 21, 11, tzinfo=UTC), DeliveryReason.QUIET_HOURS),
        ((("weekends", "false"),), datetime(2026, 11, 21, 11, tzinfo=UTC), DeliveryReason.INTENDED),
        ((("holidays", "ES-MD"),), datetime(2026, 12, 8, 11, tzinfo=UTC), DeliveryReason.QUIET_HOURS),
    ],
)
def test_what_begins_by_itself_keeps_the_clients_own_quiet_hours(
    db: Session, wishes: tuple[tuple[str, str], ...], moment: datetime, reason: DeliveryReason
) -> None:
    clients.save(db, replace(casting.ACME, quiet=wishes), casting.ADMIN, NOW)
    assert deliver(db, ALERT, moment).reason is reason
    assert (deliveries.by_occasion(db, ALERT.occasion) is None) is (reason is DeliveryReason.QUIET_HOURS)


def test_what_quiet_hours_kept_back_is_said_when_it_is_offered_after_them(db: Session) -> None:
    assert deliver(db, ALERT, NIGHT).reason is DeliveryReason.QUIET_HOURS
    assert deliver(db, ALERT, NIGHT + timedelta(hours=12)).reason is DeliveryReason.INTENDED


@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.TEST, Kind.OWNER, Kind.ARRIVAL, Kind.STATUS, Kind.ALERT_HISTORY])
def test_what_a_person_asked_for_or_ordered_is_said_at_any_hour(db: Session, kind: Kind) -> None:
    assert deliver(db, replace(ALERT, kind=kind), NIGHT).reason is DeliveryReason.INTENDED


def test_what_somebody_muted_calls_nobody_until_the_mute_is_over(db: Session) -> None:
    muted = RuleSetting("acme-otono", "spend_stopped", muted=True, muted_until=NOW + timedelta(hours=1), actor="U0MAYA")
    rules.save(db, muted, NOW)
    alert = replace(ALERT, rules=frozenset({"spend_stopped"}))
    assert deliver(db, alert, NOW).reason is DeliveryReason.SILENCED
    assert deliver(db, replace(alert, edits=1), NOW).reason is DeliveryReason.INTENDED
    assert deliver(db, replace(alert, occasion="other", rules=frozenset({"off_pace"})), NOW).delivery_id
    assert deliver(db, replace(alert, occasion="later"), NOW + timedelta(hours=1)).reason is DeliveryReason.INTENDED


def test_the_stages_stand_in_the_order_that_is_promised() -> None:
    names = [stage.__name__ for stage in policy.STAGES]
    assert names == ["route", "audience", "quiet_hours", "silence", "dedup"]


def test_an_internal_channel_made_a_clients_hears_nothing_internal(db: Session) -> None:
    channels.bind(db, replace(casting.ACME_INTERNAL, audience=Audience.CLIENT), casting.ADMIN, NOW)
    internal = replace(NOTICE, to=to("C0ACMEINT"), audience=Audience.INTERNAL)
    assert deliver(db, internal, NOW).reason is DeliveryReason.INTERNAL_CONTENT


def test_what_is_open_in_a_channel_that_slack_renamed_can_still_be_edited(db: Session) -> None:
    inside = replace(NOTICE, to=to("C0ACMEINT"), audience=Audience.INTERNAL, drafts=False)
    root = deliver(db, inside, NOW).delivery_id or 0
    outbox.claim(db, NOW)
    outbox.settle_sent(db, root, "17.1", NOW)
    assert channels.rename(db, "C0ACMEINT", "C0SHAREDINT", NOW)
    moved = deliveries.get(db, root)
    assert moved
    edit = replace(inside, occasion="edit", to=moved.to, edits=root)
    assert deliver(db, edit, NOW).reason is DeliveryReason.INTENDED
    [claimed] = outbox.claim(db, NOW)
    assert (claimed.to.address, claimed.edits, deliveries.anchor(db, root)) == ("C0SHAREDINT", root, "17.1")


def test_what_waits_for_long_is_told_to_each_admin_once(db: Session) -> None:
    for hours in range(2):
        nobody_says.tell(db, [casting.ADMIN, casting.MAYA], "inbox:1", 3, NOW + timedelta(hours=hours))
    told = [one for n in range(1, 9) if (one := deliveries.get(db, n))]
    assert {one.to.address for one in told} == {casting.ADMIN, casting.MAYA}
    assert len(told) == 2


def test_nothing_is_told_under_a_message_that_is_not_there(db: Session) -> None:
    client, never = clients.get(db, "acme"), row(1, "acme-otono")
    assert client is not None
    post = Post(db, client, [never], NOW)
    seen = Transition(Condition.PENDING, Condition.FIRING, Change.CONFIRMED, Reason.MISSED, NOW)
    said = [
        post.edit("1"),
        post.tell_thread(never, Step(seen, 1, never.finding)),
        post.tell_worse(never, "1"),
        post.tell_again(never),
        post.tell_woken(never),
    ]
    assert said == [[]] * 5
    assert deliveries.get(db, 1) is None
