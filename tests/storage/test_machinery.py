"""Polls, deliveries, schedules, inbox: each thing happens once, and nothing is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from domain.entities import Subscription
from domain.words import Remedy, Source
from storage import Engine, Session, session
from storage.db import audit
from storage.db.tables import DeliveryRow
from storage.directory import accounts, schedule
from storage.facts import sync, to_judge
from storage.messages import deliveries, inbox, outbox
from storage.messages.deliveries import Delivery, Status
from storage.messages.inbox import Claim
from tests import casting
from tests.casting import MAYA, NOW, WINDOW, to

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
MACHINE = NOW + timedelta(days=400)  # the machine's clock is not the business clock


def intended(db: Session, occasion: str, channel: str = "C0ACME", **more: object) -> Delivery:
    made = outbox.intend(db, occasion, to(channel), "status", {"text": occasion}, at=NOW, **more)  # type: ignore[arg-type]
    assert made
    return made


def status(db: Session, delivery: Delivery) -> Status:
    found = deliveries.get(db, delivery.id)
    assert found
    return found.status


def leaving(db: Session) -> Delivery:
    """Claimed for a minute, and on its way."""
    [mine] = outbox.claim(db, MACHINE, lease_s=60)
    assert outbox.begin(db, mine.id, mine.attempts, MACHINE + MINUTE)
    return mine


def test_an_occasion_is_said_once(db: Session) -> None:
    first = intended(db, "status:C0ACME:2026-W47-1", client_key="acme", audience="client")
    assert (first.status, first.attempts, first.payload, first.audience) == (
        Status.INTENDED,
        0,
        {"text": "status:C0ACME:2026-W47-1"},
        "client",
    )
    assert outbox.intend(db, "status:C0ACME:2026-W47-1", to("C0ACME"), "status", {}, at=NOW) is None
    assert deliveries.by_occasion(db, "status:C0ACME:2026-W47-1") == first
    assert deliveries.by_occasion(db, "other") is None
    assert deliveries.get(db, 999) is None


def test_a_delivery_is_claimed_sent_and_found_by_its_message(db: Session) -> None:
    made = intended(db, "a")
    [claimed] = outbox.claim(db, MACHINE)
    assert (claimed.id, claimed.status, claimed.attempts) == (made.id, Status.CLAIMED, 1)
    assert outbox.begin(db, made.id, 1, MACHINE + MINUTE)
    assert status(db, made) is Status.SENDING
    assert outbox.claim(db, MACHINE) == []
    assert deliveries.pending(db, MACHINE) == 1
    outbox.settle_sent(db, made.id, "1700.1", NOW)
    sent = deliveries.get(db, made.id)
    assert sent
    assert (sent.status, sent.ts) == (Status.SENT, "1700.1")
    assert deliveries.by_message(db, "C0ACME", "1700.1") == sent
    assert deliveries.pending(db, MACHINE) == 0


def test_deliveries_are_claimed_oldest_first_and_no_more_than_asked(db: Session) -> None:
    made = [intended(db, name, f"C0{name}") for name in "abc"]
    assert [d.id for d in outbox.claim(db, MACHINE, limit=2)] == [made[0].id, made[1].id]
    assert [d.id for d in outbox.claim(db, MACHINE, limit=2)] == [made[2].id]


def test_of_a_channel_one_delivery_is_claimed_at_a_time(db: Session) -> None:
    first, second = intended(db, "a"), intended(db, "b")
    assert [d.id for d in outbox.claim(db, MACHINE)] == [first.id]
    assert outbox.claim(db, MACHINE) == []
    outbox.settle_sent(db, first.id, "1.1", NOW)
    assert [d.id for d in outbox.claim(db, MACHINE)] == [second.id]


def test_a_lane_that_rests_is_passed_over_and_can_be_put_off(db: Session) -> None:
    first, other = intended(db, "a"), intended(db, "b", "C0BOSC")
    outbox.settle_sent(db, first.id, "1.1", NOW)
    edit, post = intended(db, "edit", edits=first.id), intended(db, "post")
    posts, edits = ("C0ACME", False), ("C0ACME", True)
    assert [d.id for d in outbox.claim(db, MACHINE, resting=[posts, edits])] == [other.id]
    assert deliveries.waits_in(db, [posts], MACHINE)
    assert not deliveries.waits_in(db, [("C0BOSC", False)], MACHINE)
    assert outbox.put_off(db, edits, MACHINE + MINUTE) == 1
    assert outbox.put_off(db, edits, MACHINE) == 0
    assert [d.id for d in outbox.claim(db, MACHINE)] == [post.id]
    outbox.settle_sent(db, post.id, "1.2", NOW)
    assert not deliveries.waits_in(db, [posts, edits], MACHINE)
    assert [d.id for d in outbox.claim(db, MACHINE + MINUTE)] == [edit.id]


def test_whoever_lost_the_claim_writes_nothing_more(db: Session) -> None:
    made = intended(db, "a")
    [mine] = outbox.claim(db, MACHINE, lease_s=60)
    assert outbox.begin(db, made.id, mine.attempts, MACHINE + 2 * MINUTE)
    assert outbox.strand_expired(db, MACHINE + MINUTE * 1.5) == []
    assert outbox.strand_expired(db, MACHINE + 3 * MINUTE)
    assert not outbox.begin(db, made.id, mine.attempts, MACHINE + 9 * MINUTE)
    assert outbox.release(db, made.id)
    [theirs] = outbox.claim(db, MACHINE + 3 * MINUTE)
    ours, again = {"attempt": mine.attempts}, MACHINE + 9 * MINUTE
    assert theirs.attempts != mine.attempts
    assert not outbox.begin(db, made.id, mine.attempts, again)
    assert not outbox.settle_sent(db, made.id, "1.1", NOW, **ours)
    assert not outbox.settle_failed(db, made.id, "no_text", NOW, **ours)
    assert not outbox.retry(db, made.id, again, **ours)
    assert not outbox.lose(db, made.id, MACHINE, **ours)
    assert not outbox.hold(db, made.id, **ours)
    assert deliveries.get(db, made.id) == theirs
    assert outbox.settle_sent(db, made.id, "1.2", NOW, attempt=theirs.attempts)


def test_who_knows_that_it_arrived_is_believed_after_the_lease_too(db: Session) -> None:
    made = intended(db, "a")
    mine = leaving(db)
    outbox.strand_expired(db, MACHINE + 2 * MINUTE)
    assert outbox.settle_sent(db, made.id, "1.1", NOW, attempt=mine.attempts)
    assert status(db, made) is Status.SENT


def test_an_attempt_that_does_not_count_is_taken_back(db: Session) -> None:
    made = intended(db, "a")
    for _ in range(3):
        [claimed] = outbox.claim(db, MACHINE)
        assert claimed.attempts == 1
        assert outbox.retry(db, made.id, MACHINE, attempt=1, counts=False)


def test_two_senders_never_get_the_same_delivery(engine: Engine) -> None:
    with session(engine) as db:
        for number in range(20):
            intended(db, str(number), f"C{number}")

    def take(_: int) -> list[int]:
        taken = []
        for _ in range(8):
            with session(engine) as db:
                taken += [d.id for d in outbox.claim(db, MACHINE, limit=3)]
        return taken

    with ThreadPoolExecutor(4) as pool:
        everything = [i for taken in pool.map(take, range(4)) for i in taken]
    assert len(everything) == len(set(everything)) == 20


def test_a_retry_waits_for_its_instant_of_the_machine(db: Session) -> None:
    made = intended(db, "a")
    outbox.claim(db, MACHINE)
    outbox.retry(db, made.id, MACHINE + MINUTE, "rate_limited")
    assert outbox.claim(db, MACHINE) == []
    assert deliveries.pending(db, MACHINE) == 0
    [again] = outbox.claim(db, MACHINE + MINUTE)
    assert (again.attempts, again.error) == (2, "rate_limited")


def test_a_failure_is_final_and_says_why(db: Session) -> None:
    made = intended(db, "a")
    outbox.claim(db, MACHINE)
    outbox.settle_failed(db, made.id, "not_in_channel", NOW)
    failed = deliveries.get(db, made.id)
    assert failed
    assert (failed.status, failed.error) == (Status.FAILED, "not_in_channel")
    assert outbox.claim(db, MACHINE) == []


def test_what_a_crash_interrupted_is_unknown_and_never_sent_again_by_itself(db: Session) -> None:
    made = intended(db, "a")
    leaving(db)
    assert outbox.strand_expired(db, MACHINE + MINUTE / 2) == []
    [stranded] = outbox.strand_expired(db, MACHINE + 2 * MINUTE)
    assert (stranded.id, stranded.status) == (made.id, Status.UNKNOWN)
    assert outbox.strand_expired(db, MACHINE + 2 * MINUTE) == []
    assert outbox.claim(db, MACHINE + 2 * MINUTE) == []
    assert outbox.release(db, made.id)
    assert [d.id for d in outbox.claim(db, MACHINE + 2 * MINUTE)] == [made.id]


def test_a_claim_that_never_left_goes_back_and_is_claimed_anew(db: Session) -> None:
    made = intended(db, "a")
    [mine] = outbox.claim(db, MACHINE, lease_s=60)
    assert outbox.strand_expired(db, MACHINE + 2 * MINUTE) == []
    assert status(db, made) is Status.INTENDED
    assert not outbox.begin(db, made.id, mine.attempts, MACHINE + 9 * MINUTE)
    assert [d.id for d in outbox.claim(db, MACHINE + 2 * MINUTE)] == [made.id]


def test_an_unknown_delivery_that_a_person_saw_is_sent(db: Session) -> None:
    made = intended(db, "a")
    leaving(db)
    outbox.strand_expired(db, MACHINE + 2 * MINUTE)
    assert outbox.settle_found(db, made.id, None, NOW)
    assert status(db, made) is Status.SENT


def test_only_what_is_unknown_is_found_to_have_arrived(db: Session) -> None:
    made = intended(db, "a")
    leaving(db)
    outbox.strand_expired(db, MACHINE + 2 * MINUTE)
    assert outbox.resend(db, made.id, NOW)
    assert not outbox.settle_found(db, made.id, "1.1", NOW), "somebody has let it go again meanwhile"
    assert status(db, made) is Status.INTENDED


def test_an_interrupted_edit_is_simply_repeated(db: Session) -> None:
    first = intended(db, "a")
    outbox.claim(db, MACHINE)
    outbox.settle_sent(db, first.id, "1.1", NOW)
    edit = intended(db, "a:edit", edits=first.id)
    assert [d.edits for d in outbox.claim(db, MACHINE, lease_s=60)] == [first.id]
    assert outbox.strand_expired(db, MACHINE + 2 * MINUTE) == []
    assert [d.id for d in outbox.claim(db, MACHINE + 2 * MINUTE)] == [edit.id]
    outbox.settle_sent(db, edit.id, "1.1", NOW)
    found = deliveries.by_message(db, "C0ACME", "1.1")
    assert found
    assert found.id == first.id


def test_a_send_without_an_answer_is_unknown_at_once(db: Session) -> None:
    made = intended(db, "a")
    assert not outbox.lose(db, made.id, MACHINE)
    leaving(db)
    assert outbox.lose(db, made.id, MACHINE)
    assert status(db, made) is Status.UNKNOWN
    assert not outbox.lose(db, made.id, MACHINE)


def test_an_edit_is_superseded_by_a_newer_one_that_is_alive(db: Session) -> None:
    first = intended(db, "a")
    old, new = intended(db, "a:1", edits=first.id), intended(db, "a:2", edits=first.id)
    assert deliveries.superseded(db, old)
    assert not deliveries.superseded(db, new)
    assert not deliveries.superseded(db, first)
    outbox.settle_failed(db, new.id, "message_not_found", NOW)
    assert not deliveries.superseded(db, old)


def test_the_last_that_arrived_is_known_by_channel(db: Session) -> None:
    assert deliveries.last_sent(db) == 0
    here, there = intended(db, "a"), intended(db, "b", "C0BOSC")
    outbox.settle_sent(db, here.id, "1.1", NOW)
    outbox.settle_sent(db, there.id, "1.2", NOW)
    assert deliveries.last_sent(db) == there.id
    assert deliveries.last_sent(db, "C0ACME") == here.id


def test_nobody_hurries_an_account_whose_vendor_asked_for_rest(db: Session) -> None:
    cast, later = casting.everybody(db), NOW + timedelta(days=1)
    soon = datetime.now(UTC) + timedelta(hours=1)
    settle(db, cast.acme_meta, later, soon)
    settle(db, cast.acme_google, later, soon - timedelta(hours=2))
    assert accounts.hurry(db, "acme", None, NOW) == 2
    assert [account.id for account in accounts.resting(db, "acme")] == [cast.acme_meta]
    assert accounts.resting(db, "acme", Source.GOOGLE_ADS) == accounts.resting(db, "bosc") == []
    due = {account.id for account in accounts.due(db, NOW, NOW)}
    assert cast.acme_google in due
    assert cast.acme_meta not in due
    assert cast.acme_meta in {account.id for account in accounts.due(db, later, NOW)}
    settle(db, cast.acme_meta, later)
    assert accounts.resting(db) == []


def test_a_reply_waits_for_its_thread_and_fails_with_it(db: Session) -> None:
    parent, other = intended(db, "parent"), intended(db, "other", "C0BOSC")
    reply, lost = intended(db, "reply", thread_of=parent.id), intended(db, "lost", thread_of=other.id)
    assert [d.id for d in outbox.claim(db, MACHINE)] == [parent.id, other.id]
    assert outbox.claim(db, MACHINE) == []
    outbox.settle_sent(db, parent.id, "1.1", NOW)
    outbox.settle_failed(db, other.id, "is_archived", NOW)
    outbox.fail_orphans(db, NOW)
    assert [d.id for d in outbox.claim(db, MACHINE)] == [reply.id]
    chosen = select(DeliveryRow.status, DeliveryRow.error, DeliveryRow.settled_at).where(DeliveryRow.id == lost.id)
    assert db.exec(chosen).one() == (Status.FAILED.value, "parent_not_sent", NOW)


def test_a_draft_is_held_until_the_first_who_releases_it(db: Session) -> None:
    draft = intended(db, "a", held=True)
    assert outbox.claim(db, MACHINE) == []
    assert deliveries.pending(db, MACHINE) == 0
    assert [d.id for d in deliveries.held(db, "C0ACME")] == [draft.id]
    assert outbox.release(db, draft.id, {"text": "with a note"})
    assert not outbox.release(db, draft.id)
    assert not outbox.skip(db, 999)
    [claimed] = outbox.claim(db, MACHINE)
    assert claimed.payload == {"text": "with a note"}


def test_a_skipped_draft_is_never_sent(db: Session) -> None:
    draft = intended(db, "a", held=True)
    assert outbox.skip(db, draft.id)
    assert not outbox.skip(db, draft.id)
    assert not outbox.release(db, draft.id)
    assert status(db, draft) is Status.SKIPPED


def test_a_delivery_can_be_held_back_while_it_is_being_sent(db: Session) -> None:
    made = intended(db, "a")
    outbox.claim(db, MACHINE)
    assert outbox.hold(db, made.id, "confirm_teams")
    assert not outbox.hold(db, made.id)
    assert status(db, made) is Status.HELD


def settle(db: Session, account: int, due: datetime, not_before: datetime | None = None) -> None:
    """As whoever reads it does at the end."""
    claimed = accounts.claim(db, account, datetime(2100, 1, 1, tzinfo=UTC))
    assert claimed
    assert accounts.settle(db, claimed, due, not_before)


def test_accounts_are_due_once_and_come_back_when_postponed(db: Session) -> None:
    cast = casting.everybody(db)
    assert accounts.due(db, NOW - MINUTE, MACHINE) == []
    assert accounts.next_due(db) == NOW
    assert [a.id for a in accounts.due(db, NOW, MACHINE, limit=1)] == [cast.acme_google]
    assert [a.id for a in accounts.due(db, NOW, MACHINE)] == [cast.acme_meta, cast.acme_hubspot, cast.bosc_google]
    assert accounts.due(db, NOW, MACHINE) == []
    settle(db, cast.acme_meta, NOW + MINUTE)
    assert accounts.due(db, NOW, MACHINE) == []
    assert [a.id for a in accounts.due(db, NOW + MINUTE, MACHINE)] == [cast.acme_meta]


def test_a_lease_that_ran_out_frees_the_account(db: Session) -> None:
    casting.everybody(db)
    accounts.due(db, NOW, MACHINE, lease_s=60)
    assert accounts.due(db, NOW, MACHINE + MINUTE / 2) == []
    assert len(accounts.due(db, NOW, MACHINE + 2 * MINUTE)) == 4


def test_what_a_crash_left_claimed_is_free_within_a_minute(db: Session) -> None:
    casting.everybody(db)
    assert len(accounts.due(db, NOW, MACHINE)) == len(accounts.due(db, NOW, MACHINE + MINUTE)) == 4


def test_nobody_claims_what_they_are_still_reading_however_late_its_lease(db: Session) -> None:
    cast = casting.everybody(db)
    accounts.due(db, NOW, MACHINE, lease_s=60)
    free = accounts.due(db, NOW, MACHINE + 2 * MINUTE, without=[cast.acme_google, cast.acme_meta])
    assert [claim.id for claim in free] == [cast.acme_hubspot, cast.bosc_google]


def test_a_lease_is_renewed_while_it_is_held_by_who_held_it_last_alone(db: Session) -> None:
    cast = casting.everybody(db)
    old = accounts.claim(db, cast.acme_meta, MACHINE, lease_s=60)
    assert old
    accounts.renew(db, old, MACHINE + 3 * MINUTE)
    assert accounts.claim(db, cast.acme_meta, MACHINE + 2 * MINUTE) is None
    new = accounts.claim(db, cast.acme_meta, MACHINE + 4 * MINUTE, lease_s=60)
    assert new
    accounts.renew(db, old, MACHINE + 9 * MINUTE)
    assert accounts.claim(db, cast.acme_meta, MACHINE + 6 * MINUTE, lease_s=60), "the older claim renews nothing"
    settle(db, cast.acme_hubspot, NOW)
    done = accounts.claim(db, cast.acme_hubspot, MACHINE)
    assert done
    accounts.release(db, [done])
    accounts.renew(db, done, MACHINE + 9 * MINUTE)
    assert accounts.claim(db, cast.acme_hubspot, MACHINE), "what was given back stays free"


def test_only_the_newest_claim_of_an_account_is_believed(db: Session) -> None:
    cast = casting.everybody(db)
    old = accounts.claim(db, cast.acme_meta, MACHINE, lease_s=60)
    assert old
    assert accounts.claim(db, cast.acme_meta, MACHINE + MINUTE / 2) is None
    assert accounts.holds(db, old, MACHINE + 2 * MINUTE), "kept for longer"
    assert accounts.claim(db, cast.acme_meta, MACHINE + MINUTE) is None
    new = accounts.claim(db, cast.acme_meta, MACHINE + 3 * MINUTE)
    assert new
    assert new.fence > old.fence
    assert not accounts.holds(db, old, MACHINE + 9 * MINUTE)
    assert not accounts.settle(db, old, NOW)
    accounts.release(db, [old])
    assert accounts.claim(db, cast.acme_meta, MACHINE + 3 * MINUTE) is None, "the older claim gives nothing back"
    accounts.release(db, [new])
    assert accounts.claim(db, cast.acme_meta, MACHINE + 3 * MINUTE)


def test_a_run_that_nobody_ended_is_closed_by_the_next_claim(db: Session) -> None:
    cast = casting.everybody(db)
    sync.begin(db, cast.acme_meta, NOW, WINDOW)
    sync.succeed(db, sync.begin(db, cast.acme_google, NOW, WINDOW), NOW, 1)
    other = sync.begin(db, cast.bosc_google, NOW, WINDOW)
    assert sync.abandon(db, [cast.acme_meta, cast.acme_google], NOW + MINUTE) == 1
    closed, whole, running = (sync.last(db, one) for one in (cast.acme_meta, cast.acme_google, cast.bosc_google))
    assert closed
    assert whole
    assert running
    assert (closed.status, closed.finished_at, whole.status) == ("abandoned", NOW + MINUTE, "ok")
    assert (running.id, running.status) == (other, "running")


def test_what_was_read_since_a_client_was_judged_is_judged_again(db: Session) -> None:
    casting.everybody(db)
    to_judge.mark(db, "bosc", MACHINE)
    to_judge.mark(db, "acme", MACHINE + MINUTE)
    assert to_judge.waiting(db, MACHINE + MINUTE) == ["bosc", "acme"]
    seen = to_judge.reads(db, "acme")
    assert seen
    to_judge.mark(db, "acme", MACHINE + MINUTE)
    to_judge.judged(db, {"acme": seen})
    assert to_judge.waiting(db, MACHINE + MINUTE) == ["bosc", "acme"]
    to_judge.judged(db, {"acme": to_judge.reads(db, "acme") or 0})
    assert to_judge.waiting(db, MACHINE + MINUTE) == ["bosc"]
    assert to_judge.reads(db, "acme") is None


def test_a_reading_without_news_adds_none_to_one_that_brought_some(db: Session) -> None:
    casting.everybody(db)
    to_judge.mark(db, "acme", MACHINE, news=False)
    to_judge.mark(db, "bosc", MACHINE, news=False)
    assert to_judge.without_news(db, MACHINE) == {"acme": 1, "bosc": 1}
    to_judge.mark(db, "acme", MACHINE)
    to_judge.mark(db, "acme", MACHINE, news=False)
    to_judge.mark(db, "bosc", MACHINE, news=False)
    assert to_judge.without_news(db, MACHINE) == {"bosc": 2}
    to_judge.judged(db, {"acme": 3, "bosc": 1})
    assert to_judge.waiting(db, MACHINE) == ["bosc"], "it was read once more since"


def test_a_client_that_cannot_be_judged_rests_for_longer_and_longer(db: Session) -> None:
    casting.everybody(db)
    to_judge.mark(db, "acme", MACHINE)
    assert to_judge.fresh(db) == {"acme"}
    pauses = [to_judge.failed(db, "acme", MACHINE).total_seconds() for _ in range(12)]
    assert pauses[:4] == [10, 20, 40, 80]
    assert pauses[-1] == 1800
    to_judge.mark(db, "acme", MACHINE)
    assert to_judge.fresh(db) == set()
    assert to_judge.waiting(db, MACHINE) == []
    assert to_judge.waiting(db, MACHINE + 30 * MINUTE) == ["acme"]


def test_hurrying_makes_accounts_due_now(db: Session) -> None:
    cast = casting.everybody(db)
    for account in accounts.due(db, NOW, MACHINE):
        accounts.settle(db, account, NOW + timedelta(days=1))
    assert accounts.hurry(db, "acme", Source.META, NOW) == 1
    assert [a.id for a in accounts.due(db, NOW, MACHINE)] == [cast.acme_meta]
    assert accounts.hurry(db, "acme", None, NOW) == 3
    assert accounts.hurry(db, None, None, NOW) == 4


def test_two_pollers_never_get_the_same_account(engine: Engine) -> None:
    with session(engine) as db:
        casting.everybody(db)

    def take(_: int) -> list[int]:
        with session(engine) as db:
            return [a.id for a in accounts.due(db, NOW, MACHINE, limit=3)]

    with ThreadPoolExecutor(4) as pool:
        everything = [i for taken in pool.map(take, range(4)) for i in taken]
    assert len(everything) == len(set(everything))


def test_a_poll_is_recorded_from_its_beginning(db: Session) -> None:
    cast = casting.everybody(db)
    assert sync.last(db, cast.acme_meta) is None
    assert sync.covered(db, cast.acme_meta) is None
    run = sync.begin(db, cast.acme_meta, NOW, WINDOW)
    begun = sync.last(db, cast.acme_meta)
    assert begun
    assert (begun.id, begun.status, begun.window, begun.finished_at) == (run, "running", WINDOW, None)
    sync.succeed(db, run, NOW + MINUTE, 12)
    done = sync.last(db, cast.acme_meta)
    assert done
    assert (done.status, done.rows, done.finished_at) == ("ok", 12, NOW + MINUTE)
    assert sync.covered(db, cast.acme_meta) == WINDOW


def test_a_failed_poll_keeps_the_age_of_the_data_and_says_why_until_the_next_success(db: Session) -> None:
    cast = casting.everybody(db)
    sync.succeed(db, sync.begin(db, cast.bosc_google, NOW, WINDOW), NOW, 1)
    sync.fail(db, sync.begin(db, cast.bosc_google, NOW, WINDOW), NOW + MINUTE, "token", Remedy.RECONNECT_GOOGLE_ADS)
    [fresh] = accounts.freshness(db, "bosc")
    assert (fresh.last_success, fresh.error, fresh.remedy) == (NOW, "token", Remedy.RECONNECT_GOOGLE_ADS)
    failed = sync.last(db, cast.bosc_google)
    assert failed
    assert (failed.status, failed.reason, failed.remedy) == ("failed", "token", Remedy.RECONNECT_GOOGLE_ADS)
    sync.fail(db, sync.begin(db, cast.bosc_google, NOW, WINDOW), NOW + MINUTE, "timeout")
    assert accounts.freshness(db, "bosc")[0].remedy is None
    sync.succeed(db, sync.begin(db, cast.bosc_google, NOW, WINDOW), NOW + 2 * MINUTE, 1)
    [fresh] = accounts.freshness(db, "bosc")
    assert (fresh.last_success, fresh.error) == (NOW + 2 * MINUTE, None)


def test_a_crm_remembers_how_far_it_was_read(db: Session) -> None:
    cast = casting.everybody(db)
    assert sync.cursor(db, cast.acme_hubspot) == sync.Cursor()
    sync.set_cursor(db, cast.acme_hubspot, NOW)
    assert sync.cursor(db, cast.acme_hubspot) == sync.Cursor(NOW)
    sync.set_cursor(db, cast.acme_hubspot, None, "page 7")
    assert sync.cursor(db, cast.acme_hubspot) == sync.Cursor(NOW, "page 7")
    sync.set_cursor(db, cast.acme_hubspot, NOW + timedelta(hours=1))
    assert sync.cursor(db, cast.acme_hubspot) == sync.Cursor(NOW + timedelta(hours=1))


WEEKLY = Subscription("C0ACME", "status", "mon 09:00", ("acme-otono", "acme-marca"))


def test_subscribing_again_only_changes_the_time(db: Session) -> None:
    casting.everybody(db)
    first = schedule.subscribe(db, WEEKLY, NOW, MAYA, NOW)
    turned = replace(WEEKLY, every="daily 08:30", campaigns=("acme-marca", "acme-otono"))
    again = schedule.subscribe(db, turned, NOW + MINUTE, MAYA, NOW)
    assert again.id == first.id
    assert schedule.of_channel(db, "C0ACME") == [again]
    assert schedule.find(db, WEEKLY) == again
    assert schedule.find(db, replace(WEEKLY, campaigns=())) is None
    assert schedule.upcoming(db, first.id) == NOW + MINUTE
    assert audit.recent(db, 1)[0].what == "subscription.changed"


def test_a_new_time_neither_has_waited_nor_rests(db: Session) -> None:
    casting.everybody(db)
    made = schedule.subscribe(db, WEEKLY, NOW, MAYA, NOW)
    schedule.wait(db, made.id, NOW)
    schedule.failed(db, made.id, NOW)
    db.expire_all()
    schedule.subscribe(db, replace(WEEKLY, every="mon 09:00"), NOW, MAYA, NOW)
    assert schedule.due(db, NOW, NOW) == [], "the same time again: it still rests"
    later = NOW + timedelta(hours=1)
    schedule.subscribe(db, replace(WEEKLY, every="mon 10:00"), later, MAYA, NOW)
    [due] = schedule.due(db, later, NOW)
    assert due.waits_since is None
    assert schedule.failed(db, made.id, NOW) == timedelta(seconds=10), "its failures are counted anew"


def test_unsubscribing_ends_it(db: Session) -> None:
    casting.everybody(db)
    made = schedule.subscribe(db, WEEKLY, NOW, MAYA, NOW)
    assert schedule.unsubscribe(db, made.id, MAYA, NOW)
    assert not schedule.unsubscribe(db, made.id, MAYA, NOW)
    assert schedule.everyone(db) == []


def test_a_late_start_still_finds_what_was_due(db: Session) -> None:
    casting.everybody(db)
    made = schedule.subscribe(db, WEEKLY, NOW, MAYA, NOW)
    assert schedule.due(db, NOW - MINUTE, NOW) == []
    [due] = schedule.due(db, NOW + timedelta(days=3), NOW)
    assert (due.subscription, due.next_due) == (made, NOW)


def test_exactly_one_of_many_claims_a_due_subscription(engine: Engine) -> None:
    with session(engine) as db:
        casting.everybody(db)
        made = schedule.subscribe(db, WEEKLY, NOW, MAYA, NOW)

    def take(_: int) -> bool:
        with session(engine) as db:
            return schedule.claim(db, made.id, NOW, NOW + timedelta(days=7))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(4))) == [False, False, False, True]


def receive(db: Session, key: str, owner: str = "first", at: datetime = NOW, kind: str = "action") -> bool:
    return inbox.receive(db, key, kind, {"text": key}, at, Claim(owner, at + MINUTE))


def test_an_event_that_comes_twice_is_received_once(db: Session) -> None:
    assert receive(db, "Ev1", kind="app_mention")
    assert not receive(db, "Ev1", "second", kind="app_mention")
    assert inbox.waiting(db) == {"Ev1": {"text": "Ev1"}}
    inbox.finish(db, "Ev1", "first", NOW + MINUTE)
    assert inbox.waiting(db) == {}
    assert not receive(db, "Ev1")


def test_what_was_finished_long_ago_is_forgotten(db: Session) -> None:
    for key in ("old", "new", "open"):
        receive(db, key)
    inbox.finish(db, "old", "first", NOW)
    inbox.finish(db, "new", "first", NOW + MINUTE)
    assert inbox.forget(db, NOW + MINUTE) == 1
    assert receive(db, "old")
    assert inbox.waiting(db).keys() == {"open", "old"}


def test_a_row_of_the_inbox_belongs_to_its_process_while_that_lives(db: Session) -> None:
    receive(db, "a")
    second = Claim("second", NOW + 3 * MINUTE)
    assert inbox.take_over(db, second, NOW, 10) == []
    assert inbox.renew(db, Claim("first", NOW + 2 * MINUTE)) == 1
    assert inbox.take_over(db, second, NOW + 90 * SECOND, 10) == []
    assert [row.key for row in inbox.take_over(db, second, NOW + 3 * MINUTE, 10)] == ["a"]
    assert not inbox.hold(db, "a", "first")
    assert inbox.hold(db, "a", "second")
    assert inbox.take_over(db, second, NOW + 5 * MINUTE, 10) == [], "nobody takes over their own"
    inbox.finish(db, "a", "first", NOW)
    assert inbox.hold(db, "a", "second"), "whoever has lost it ends nothing"
    inbox.finish(db, "a", "second", NOW)
    assert not inbox.hold(db, "a", "second")


def test_what_a_process_leaves_is_taken_over_at_once_and_oldest_first(db: Session) -> None:
    for minute, key in enumerate(("c", "a", "b")):
        receive(db, key, at=NOW + minute * MINUTE)
    inbox.finish(db, "a", "first", NOW)
    assert inbox.release(db, "first") == 2
    assert [row.key for row in inbox.take_over(db, Claim("second", NOW + MINUTE), NOW, 1)] == ["c"]
    assert [row.key for row in inbox.take_over(db, Claim("third", NOW + MINUTE), NOW, 9)] == ["b"]


def test_of_several_processes_one_takes_a_row_over(engine: Engine) -> None:
    with session(engine) as db:
        receive(db, "a")

    def take(n: int) -> int:
        with session(engine) as db:
            return len(inbox.take_over(db, Claim(f"other{n}", NOW + 9 * MINUTE), NOW + 2 * MINUTE, 10))

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(4))) == [0, 0, 0, 1]


def test_the_audit_log_tells_the_newest_first(db: Session) -> None:
    for number in range(3):
        audit.note(db, MAYA, "draft.approved", str(number), {"n": number}, NOW)
    assert [e.subject for e in audit.recent(db, 2)] == ["2", "1"]


def test_the_audit_log_tells_what_was_done_to_a_thing(db: Session) -> None:
    for hours, subject in enumerate(("1", "2", "3", "1")):
        audit.note(db, MAYA, f"draft.{hours}", subject, {}, NOW + timedelta(hours=hours))
    assert [e.what for e in audit.about(db, ("1", "2"), NOW + MINUTE)] == ["draft.1", "draft.3"]
    assert audit.about(db, (), NOW) == []
