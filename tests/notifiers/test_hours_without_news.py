"""An hour that brings nothing new is not judged, and that comes to the same as if it had been."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.words import Remedy
from insights.unchanged import unchanged
from storage import Session, connect, session
from storage.alerts import alerts
from storage.facts import performance, sync
from tests import kinds
from tests.notifiers import ticks
from tests.notifiers.living import ADMIN, Life, campaign, instant, judged

pytestmark = pytest.mark.long

EVERY, TELLING = 3, 9
STOPPED, BACK = 57, 59
"""Days on which results end, and come again."""
STUCK = (instant(60, 0), instant(61, 3))
"""The platform answers, and says not one new number."""
AWAY = (instant(61, 9), instant(62, 18))
"""It does not answer."""


class Slow(Life):
    """Its platform has something new to say every six hours."""

    skipped = 0

    def rows(self, at: datetime, lookback: int = 28) -> list[performance.PerformanceRow]:
        if STUCK[0] <= at < STUCK[1]:
            at = STUCK[0]
        return super().rows(at.replace(hour=at.hour - at.hour % 6), lookback)

    def hour(self, at: datetime, *, lazily: bool) -> None:
        """What one hour comes to: read, judged unless the last verdicts stand, told."""
        news = False
        if AWAY[0] <= at < AWAY[1]:
            self.fail(at, "access", Remedy.RECONNECT if at >= AWAY[1] - timedelta(hours=2) else None)
        else:
            news = self._read(at)
        if lazily and not news and unchanged(self.db, ["nord"], at):
            self.skipped += 1
        else:
            judged(self.db, at)
        if at.hour == TELLING:
            ticks.attend(self.db, at, (ADMIN,))

    def _read(self, at: datetime) -> bool:
        window = performance.Window(at.date() - timedelta(days=28), at.date())
        run = sync.begin(self.db, self.account, at, window)
        loaded = performance.upsert(self.db, self.account, self.rows(at), at, at.date(), window=window)
        sync.succeed(self.db, run, at, loaded.given)
        return loaded.written


def live(opened: Session, *, lazily: bool) -> Slow:
    life = Slow(opened)
    life.plan("1", STOPPED)
    life.plan("1", BACK - STOPPED, results=0, first=STOPPED)
    life.plan("1", 20, first=BACK)
    life.begin(campaign("office", "1"))
    life.poll(instant(40), lookback=45)
    life.read(41, STOPPED - 1)
    at = instant(STOPPED, 0)
    while at < instant(63, 9):
        life.hour(at, lazily=lazily)
        at += timedelta(hours=EVERY)
    return life


def steps(life: Slow) -> list[tuple[str, str, str, datetime]]:
    rows = alerts.of_client(life.db, "nord", only_open=False)
    taken = [(row, one.transition) for row in rows for one in alerts.history(life.db, row.id)]
    return [(row.rule, one.change.value, one.because.value, one.at) for row, one in taken]


@pytest.fixture
def twins(empty: bytes, tmp_path: Path) -> tuple[Path, Path]:
    both = tmp_path / "eager.sqlite3", tmp_path / "lazy.sqlite3"
    for path in both:
        path.write_bytes(empty)
    return both


def test_whoever_judges_only_what_is_new_sees_the_same_steps_at_the_same_hours(twins: tuple[Path, Path]) -> None:
    found = {}
    for path, lazily in zip(twins, (False, True), strict=True):
        engine = connect(f"sqlite:///{path}")
        with session(engine) as opened:
            life = live(opened, lazily=lazily)
            found[lazily] = steps(life), [one.occasion for kind in ("alert", "digest") for one in life.said(kind)]
            skipped = life.skipped
        engine.dispose()
    assert found[True] == found[False]
    assert {rule for rule, *_ in found[True][0]} >= {kinds.CONVERSIONS_STOPPED, kinds.STALE_DATA}
    assert skipped >= 12, "or nothing was tried"
