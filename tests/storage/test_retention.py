"""What is old goes, and what is still needed stays."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from domain.rules.inputs import Health
from domain.window import Window
from domain.words import Source
from storage import Session
from storage.db import audit
from storage.db.tables import AlertRow, DeliveryRow, ObservationRow, PassRow, SyncRunRow
from storage.directory import accounts
from storage.evidence import journal
from storage.evidence.journal import Sight
from storage.facts import sync
from storage.keeping import retention
from storage.keeping.retention import Keep
from storage.messages import inbox, outbox
from storage.messages.inbox import Claim
from tests import casting
from tests.casting import to

NOW, MAYA, DAY = casting.NOW, casting.MAYA, timedelta(days=1)
KEEP = Keep(inbox_days=2, run_days=10, delivery_days=10, observation_days=10, evidence_days=10, audit_months=25)
OLD, NEW = NOW - 11 * DAY, NOW - DAY


def a_day(db: Session, what: str) -> int:
    """How many of a kind go when every account has had its hour."""
    return sum(retention.sweep(db, KEEP, NOW + timedelta(hours=hour), NOW)[what] for hour in range(24))


def said(db: Session, occasion: str, at, **more) -> int:
    made = outbox.intend(db, occasion, to("C0ACME"), "test", {}, at=at, **more)
    assert made
    if not more.get("held"):
        outbox.settle_sent(db, made.id, "1.1", at)
    return made.id


def test_old_messages_go_but_for_those_that_something_hangs_on(db: Session) -> None:
    casting.everybody(db)
    root = said(db, "root", OLD)
    for occasion, at, more in [
        ("reply", NEW, {"thread_of": root}),
        ("gone", OLD, {}),
        ("draft", OLD, {"held": True}),
        ("new", NEW, {}),
    ]:
        said(db, occasion, at, **more)
    assert retention.sweep(db, KEEP, NOW, NOW)["deliveries"] == 1
    left = set(db.exec(select(DeliveryRow.occasion)).all())
    assert left == {"root", "reply", "draft", "new"}


def test_polls_that_say_how_far_an_account_was_read_stay(db: Session) -> None:
    cast = casting.everybody(db)

    def poll(start: int, end: int, at, *, good: bool = True) -> int:
        run = sync.begin(db, cast.acme_meta, at, Window(date(2026, 11, start), date(2026, 11, end)))
        _ = sync.succeed(db, run, at, 1) if good else sync.fail(db, run, at, "timeout")
        return run

    first, failed, backfill, same, farthest, newest = (
        poll(2, 3, OLD),
        poll(2, 3, OLD, good=False),
        poll(1, 2, OLD),
        poll(2, 3, OLD),
        poll(2, 9, OLD),
        poll(2, 3, NEW),
    )
    assert a_day(db, "runs") == 2
    left = [run for run in (first, failed, backfill, same, farthest, newest) if db.get(SyncRunRow, run)]
    assert left == [first, backfill, farthest, newest]
    assert sync.covered(db, cast.acme_meta).start == date(2026, 11, 1)  # type: ignore[union-attr]


def test_of_old_observations_the_first_and_the_last_stay(db: Session) -> None:
    cast = casting.everybody(db)
    what = {"account": cast.acme_meta, "entity_id": "1", "level": "campaign", "breakdown": "", "element": ""}
    numbers = {"currency": "EUR", "origin": "api", "impressions": 1, "clicks": 1, "conversions_micros": 0}
    for hours, spend in enumerate((1, 2, 3, 4)):
        more = {"spend_micros": spend, "value_micros": 0, "leads_micros": 0, "as_of": OLD + timedelta(hours=hours)}
        db.add(ObservationRow(day=date(2026, 11, 1), **what, **numbers, **more))
    recent = {"spend_micros": 5, "value_micros": 0, "leads_micros": 0, "as_of": NEW}
    db.add(ObservationRow(day=date(2026, 11, 1), **what, **numbers, **recent))
    db.flush()
    assert a_day(db, "observations") == 2
    assert list(db.exec(select(ObservationRow.spend_micros).order_by(col(ObservationRow.id)))) == [1, 4, 5]


def test_inbox_and_audit_log_have_their_own_time(db: Session) -> None:
    inbox.receive(db, "old", "command", {}, OLD, Claim("one", OLD))
    inbox.finish(db, "old", "one", OLD)
    inbox.receive(db, "open", "command", {}, OLD, Claim("one", OLD))
    audit.note(db, MAYA, "long.ago", "acme", {}, NOW - 800 * DAY)
    audit.note(db, MAYA, "last.year", "acme", {}, NOW - 400 * DAY)
    swept = retention.sweep(db, KEEP, NOW, NOW)
    assert (swept["inbox"], swept["audit"]) == (1, 1)
    assert [entry.what for entry in audit.recent(db)] == ["last.year"]


def test_a_message_that_an_alert_shows_stays(db: Session) -> None:
    casting.everybody(db)
    shown = said(db, "shown", OLD)
    plain = {name: {} for name in ("state", "handling", "finding", "told")}
    ids = {"client_key": "acme", "subject": "acme", "trouble": "x", "detail": "", "rule": "x", "episode": 1}
    db.add(AlertRow(**ids, **plain, condition="ok", updated_at=NOW, delivery=shown))
    db.flush()
    assert retention.sweep(db, KEEP, NOW, NOW)["deliveries"] == 0
    db.execute(update(AlertRow).values(delivery=None))
    assert retention.sweep(db, KEEP, NOW, NOW)["deliveries"] == 1


def test_of_what_was_known_the_newest_pass_and_all_that_still_holds_stay(db: Session) -> None:
    """Parts go with the last pass that knew them; the hours of the days go three weeks later."""
    cast = casting.everybody(db)
    health = Health(cast.acme_meta, Source.META, "111")

    def judged(at, status: str) -> None:
        journal.keep(db, "acme", Sight(at, (replace(health, status=status),), {}, {}, ()))

    for at, status in [(OLD, "active"), (OLD + timedelta(hours=1), "unpaid"), (NEW, "unpaid"), (NOW, "active")]:
        judged(at, status)
    what = {"account": cast.acme_meta, "entity_id": "1", "level": "campaign", "breakdown": "hour", "element": "03"}
    numbers = dict.fromkeys(("impressions", "clicks", "spend_micros", "conversions_micros", "value_micros"), 0)
    for at in (OLD - 23 * DAY, OLD):
        db.add(ObservationRow(day=at.date(), currency="EUR", origin="api", as_of=at, **what, **numbers))
    db.flush()
    swept = [retention.sweep(db, KEEP, NOW + timedelta(hours=hour), NOW) for hour in range(24)]
    assert [sum(one[what] for one in swept) for what in ("evidence", "hours")] == [3, 1]
    left = [(one.at, one.accounts[0].status) for one in journal.sights(db, casting.ACME, OLD, NOW)]
    assert left == [(NEW, "unpaid"), (NOW, "active")]
    db.execute(update(PassRow).values(at=OLD))
    a_day(db, "evidence")
    assert len(list(journal.sights(db, casting.ACME, OLD, NOW))) == 1


def test_what_was_known_of_a_client_goes_also_when_it_has_no_account_any_more(db: Session) -> None:
    casting.everybody(db)
    for at in (OLD - DAY, OLD, NOW):
        journal.keep(db, "acme", Sight(at, (), {}, {}, ()))
    for account in accounts.of_client(db, "acme"):
        assert accounts.remove(db, account.id, MAYA, NOW)
    assert a_day(db, "evidence") == 2
