"""Two processes on one database: who has what, and what happens to one that freezes in the middle of a write."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from domain.incidents.conditions import Condition, State
from storage import Engine, Session, connect, migrate, reading, session
from storage.alerts import alerts
from storage.db.engine import IDLE_MS, LOCK_MS
from storage.db.migrate import TURN
from storage.directory import accounts, channels, clients
from storage.messages import inbox
from tests import casting
from tests.storage.test_alerts import DEAR

# SQLite has one writer at a time and serves one process.
pytestmark = pytest.mark.parametrize("backend", ["postgresql"])


@pytest.fixture
def other(engine: Engine) -> Iterator[Engine]:
    """A second process's engine."""
    made = connect(engine.url.render_as_string(hide_password=False))
    yield made
    made.dispose()


@pytest.fixture
def postgresql(engine: Engine) -> Engine:
    """A database with the cast."""
    with session(engine) as db:
        casting.everybody(db)
    return engine


def test_a_client_that_somebody_has_is_passed_over_or_waited_for(postgresql: Engine, other: Engine) -> None:
    with Session(postgresql) as first, ThreadPoolExecutor(1) as pool:
        assert clients.lock(first, "acme")
        with session(other) as second:
            assert not clients.lock(second, "acme", wait=False)
            assert clients.lock(second, "bosc", wait=False)
            waiting = pool.submit(clients.lock, second, "acme")
            first.commit()
            assert waiting.result(timeout=5)


def test_what_points_to_a_client_that_somebody_has_is_written_all_the_same(postgresql: Engine, other: Engine) -> None:
    with session(postgresql) as first, session(other) as second:
        assert clients.lock(first, "acme")
        channels.unbind(second, casting.ACME_CLIENT.slack_id, "U0MAYA", casting.NOW)
        channels.bind(second, casting.ACME_CLIENT, "U0MAYA", casting.NOW)


def test_who_claims_passes_over_what_another_is_about_to_claim(postgresql: Engine, other: Engine) -> None:
    with Session(postgresql) as frozen, session(other) as second:
        mine = {claim.id for claim in accounts.due(frozen, casting.NOW, casting.NOW, limit=2)}
        theirs = {claim.id for claim in accounts.due(second, casting.NOW, casting.NOW)}
        assert (len(mine), len(theirs), mine & theirs) == (2, 2, set())
        assert accounts.claim(second, min(mine), casting.NOW) is None


def test_who_renews_a_lease_waits_for_nobody_who_writes_what_was_read(postgresql: Engine, other: Engine) -> None:
    with session(postgresql) as claiming:
        (claim, *_) = accounts.due(claiming, casting.NOW, casting.NOW)
    with session(postgresql) as writing, session(other) as second:
        assert accounts.settle(writing, claim, casting.NOW)
        accounts.renew(second, claim, casting.NOW)
    with session(other) as later:
        assert accounts.claim(later, claim.id, casting.NOW), "it was given back, and stays so"


def test_a_second_process_waits_for_who_migrates_longer_than_for_any_other_lock(engine: Engine, other: Engine) -> None:
    event.listen(other, "connect", lambda opened, _record: opened.execute("SET lock_timeout = 50"))
    waited = text("SELECT max(now() - waitstart) > interval '0.5 s' FROM pg_locks WHERE locktype = 'advisory'")
    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as first:
            first.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TURN})
            second = pool.submit(migrate, other)
            with engine.connect() as looking:
                while not looking.execute(waited).scalar_one():
                    assert not second.done(), second.exception()
                    looking.rollback()
        second.result(timeout=30)


def test_a_button_waits_for_who_judges_the_same_client_and_sees_what_came_of_it(
    postgresql: Engine, other: Engine
) -> None:
    at = casting.NOW
    with session(postgresql) as first:
        made = alerts.record(first, DEAR, State(), [], at)
    with Session(postgresql) as judging, ThreadPoolExecutor(1) as pool:
        assert clients.lock(judging, "acme", wait=False)
        with session(other) as button:
            waiting = pool.submit(alerts.take, button, made.id)
            alerts.record(judging, DEAR, State(condition=Condition.PENDING), [], at)
            judging.commit()
            seen = waiting.result(timeout=5)
    assert seen
    assert seen.state.condition is Condition.PENDING


def test_what_is_read_to_be_sealed_anew_is_changed_by_nobody_else_meanwhile(postgresql: Engine, other: Engine) -> None:
    with session(postgresql) as first:
        inbox.receive(first, "a", "command", {"sealed": "old"}, casting.NOW, inbox.Claim("bot", casting.NOW))
    with Session(postgresql) as rotating, Session(other) as second:
        assert inbox.waiting(rotating) == {"a": {"sealed": "old"}}
        second.execute(text("SET LOCAL lock_timeout = 50"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            inbox.replace(second, "a", {"sealed": "what the bot came to know"})


def test_nobody_waits_for_a_lock_for_ever(postgresql: Engine, other: Engine) -> None:
    with Session(postgresql) as first, Session(other) as second:
        assert clients.lock(first, "acme")
        assert second.execute(text("SHOW lock_timeout")).scalar_one() == f"{LOCK_MS // 1000}s"
        second.execute(text("SET LOCAL lock_timeout = 50"))
        with pytest.raises(DBAPIError, match="lock timeout"):
            clients.lock(second, "acme")


def test_a_process_that_freezes_in_the_middle_of_a_write_loses_what_it_had(postgresql: Engine, other: Engine) -> None:
    with Session(postgresql) as frozen:
        told = "SHOW idle_in_transaction_session_timeout"
        assert frozen.execute(text(told)).scalar_one() == f"{IDLE_MS // 1000}s"
        frozen.execute(text("SET LOCAL idle_in_transaction_session_timeout = 200"))
        clients.save(frozen, replace(casting.ACME, name="Half done"), "U0MAYA", casting.NOW)
        with session(other) as second:
            assert clients.lock(second, "acme"), "waits for as long as that, and no longer"
            assert clients.get(second, "acme") == casting.ACME
        with pytest.raises(DBAPIError):
            frozen.commit()


def test_who_only_reads_may_think_for_as_long_as_it_likes(postgresql: Engine) -> None:
    with reading(postgresql) as reader:
        assert reader.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one() == "0"
        assert reader.execute(text("SHOW transaction_read_only")).scalar_one() == "on"
