"""Every notice passes the same stages, and each says why it stops one."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from domain.words import Audience
from notifiers import pipeline
from notifiers.owner import InCharge
from notifiers.pipeline import Decision, DeliveryReason, Facts, Notice, decide, deliver
from storage import Session
from storage.directory import channels, clients
from storage.messages import outbox
from storage.messages.outbox import Status
from templates.message import Message
from tests import casting
from tests.casting import NOW

NOTICE = Notice(
    occasion="status:C0ACME:2026-W47-1",
    kind="status",
    client_key="acme",
    address="C0ACME",
    audience=Audience.CLIENT,
    message=Message("Todo va bien", [{"type": "section", "text": {"type": "mrkdwn", "text": "Todo va bien"}}]),
    campaign="acme-otono",
)
FACTS = Facts(casting.ACME_INTERNAL, casting.ACME, InCharge(casting.MAYA, "es"), said=False)


def test_into_an_internal_channel_it_goes_at_once(db: Session) -> None:
    found = deliver(db, replace(NOTICE, address="C0ACMEINT", audience=Audience.INTERNAL), NOW)
    assert found.reason is DeliveryReason.INTENDED
    written = outbox.get(db, found.delivery_id or 0)
    assert written is not None
    assert (written.status, written.channel, written.created_at) == (Status.INTENDED, "C0ACMEINT", NOW)


def test_into_a_client_channel_it_waits_for_the_owner(db: Session) -> None:
    found = deliver(db, NOTICE, NOW)
    assert found.reason is DeliveryReason.DRAFTED
    held = outbox.get(db, found.delivery_id or 0)
    draft = outbox.by_occasion(db, f"draft:{NOTICE.occasion}")
    assert held is not None
    assert draft is not None
    assert (held.status, held.audience) == (Status.HELD, "client")
    assert (draft.channel, draft.status, draft.audience) == (casting.MAYA, Status.INTENDED, "internal")
    buttons = draft.payload["blocks"][-1]["elements"]
    assert [button["action_id"] for button in buttons] == [
        "vigia.draft.approve",
        "vigia.draft.note",
        "vigia.draft.skip",
    ]
    assert {button["value"] for button in buttons} == {str(held.id)}
    assert "Borrador para <#C0ACME>" in draft.payload["text"]


def test_a_campaign_without_an_owner_asks_the_first_manager_and_then_an_admin(db: Session) -> None:
    deliver(db, replace(NOTICE, campaign=""), NOW)
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    deliver(db, replace(NOTICE, campaign="", occasion="next"), NOW, admins=[casting.ADMIN])
    asked = [outbox.by_occasion(db, f"draft:{occasion}") for occasion in (NOTICE.occasion, "next")]
    assert [draft.channel for draft in asked if draft] == [casting.MAYA, casting.ADMIN]


def test_with_nobody_to_ask_it_is_held_and_said_so(db: Session, caplog: pytest.LogCaptureFixture) -> None:
    clients.save(db, replace(casting.ACME, managers=()), casting.ADMIN, NOW)
    found = deliver(db, replace(NOTICE, campaign=""), NOW)
    held = outbox.get(db, found.delivery_id or 0)
    assert found.reason is DeliveryReason.NOBODY_TO_ASK
    assert f"delivery {found.delivery_id} waits for a word" in caplog.text
    assert held is not None
    assert held.status is Status.HELD
    assert outbox.by_occasion(db, f"draft:{NOTICE.occasion}") is None


@pytest.mark.parametrize("more", [{"drafts": False}, {"address": "C0BOSC", "client_key": "bosc"}])
def test_what_was_just_asked_for_or_needs_no_approval_goes_at_once(db: Session, more: dict[str, Any]) -> None:
    assert deliver(db, replace(NOTICE, **more), NOW).reason is DeliveryReason.INTENDED


def test_an_occasion_is_said_once(db: Session) -> None:
    assert deliver(db, NOTICE, NOW).reason is DeliveryReason.DRAFTED
    assert deliver(db, NOTICE, NOW + timedelta(days=1)) == Decision(DeliveryReason.SAID_BEFORE)
    assert deliver(db, replace(NOTICE, address=casting.MAYA), NOW) == Decision(DeliveryReason.SAID_BEFORE)


def test_who_comes_second_between_reading_and_writing_says_nothing(db: Session) -> None:
    facts = pipeline.gather(db, NOTICE)
    deliver(db, NOTICE, NOW)
    assert pipeline._write(db, NOTICE, facts, DeliveryReason.DRAFTED, NOW) == Decision(DeliveryReason.SAID_BEFORE)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"address": ""}, DeliveryReason.NO_ROUTE),
        ({"address": "C0NOBODY"}, DeliveryReason.UNBOUND),
        ({"address": "C0BOSC"}, DeliveryReason.OTHER_CLIENT),
        ({"audience": Audience.INTERNAL}, DeliveryReason.INTERNAL_CONTENT),
    ],
)
def test_what_has_no_place_is_not_written_down(db: Session, more: dict[str, Any], reason: DeliveryReason) -> None:
    assert deliver(db, replace(NOTICE, **more), NOW) == Decision(reason)
    assert outbox.by_occasion(db, NOTICE.occasion) is None


def test_the_first_reason_in_the_line_wins() -> None:
    late = replace(FACTS, said=True, silenced_until=NOW + timedelta(days=1), quiet=(time(0), time(23, 59)))
    wrong = replace(NOTICE, client_key="bosc")
    assert decide(replace(wrong, address=""), late, NOW) is DeliveryReason.NO_ROUTE
    assert decide(wrong, late, NOW) is DeliveryReason.OTHER_CLIENT
    assert decide(NOTICE, late, NOW) is DeliveryReason.QUIET_HOURS
    assert decide(replace(NOTICE, urgent=True), late, NOW) is DeliveryReason.SILENCED
    assert decide(NOTICE, replace(FACTS, said=True), NOW) is DeliveryReason.SAID_BEFORE
    assert decide(NOTICE, FACTS, NOW) is DeliveryReason.INTENDED


@pytest.mark.parametrize(
    ("quiet", "hour", "reason"),
    [
        ((time(22), time(7)), 21, DeliveryReason.QUIET_HOURS),
        ((time(22), time(7)), 5, DeliveryReason.QUIET_HOURS),
        ((time(22), time(7)), 6, DeliveryReason.INTENDED),
        ((time(13), time(15)), 12, DeliveryReason.QUIET_HOURS),
        ((time(13), time(15)), 14, DeliveryReason.INTENDED),
    ],
)
def test_quiet_hours_are_the_clients_own_and_may_cross_midnight(
    quiet: tuple[time, time], hour: int, reason: DeliveryReason
) -> None:
    moment = datetime(2026, 11, 16, hour, 30, tzinfo=UTC)
    assert decide(NOTICE, replace(FACTS, quiet=quiet), moment) is reason


def test_a_silence_ends() -> None:
    silenced = replace(FACTS, silenced_until=NOW)
    assert decide(NOTICE, silenced, NOW - timedelta(seconds=1)) is DeliveryReason.SILENCED
    assert decide(NOTICE, silenced, NOW) is DeliveryReason.INTENDED


def test_the_stages_stand_in_the_order_that_is_promised() -> None:
    names = [stage.__name__ for stage in pipeline.STAGES]
    assert names == ["route", "audience", "quiet_hours", "silence", "dedup"]


def test_an_internal_channel_made_a_clients_hears_nothing_internal(db: Session) -> None:
    channels.bind(db, replace(casting.ACME_INTERNAL, audience=Audience.CLIENT), casting.ADMIN, NOW)
    internal = replace(NOTICE, address="C0ACMEINT", audience=Audience.INTERNAL)
    assert deliver(db, internal, NOW).reason is DeliveryReason.INTERNAL_CONTENT


def test_what_is_open_in_a_channel_that_slack_renamed_can_still_be_edited(db: Session) -> None:
    inside = replace(NOTICE, address="C0ACMEINT", audience=Audience.INTERNAL, drafts=False)
    root = deliver(db, inside, NOW).delivery_id or 0
    outbox.claim(db, NOW)
    outbox.settle_sent(db, root, "17.1", NOW)
    assert channels.rename(db, "C0ACMEINT", "C0SHAREDINT", NOW)
    moved = outbox.get(db, root)
    assert moved
    edit = replace(inside, occasion="edit", address=moved.channel, edits=root)
    assert deliver(db, edit, NOW).reason is DeliveryReason.INTENDED
    [claimed] = outbox.claim(db, NOW)
    assert (claimed.channel, claimed.edits, outbox.anchor(db, root)) == ("C0SHAREDINT", root, "17.1")
