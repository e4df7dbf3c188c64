"""Exchange rates that the bank has published since: asked for when they are out, and only where they are needed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from bot import settings
from bot.jobs.bank import AGAIN, Bank, last_out
from bot.store import Store
from connectors.http import Caller
from storage import Engine, session
from storage.facts import fx
from tests.bot.office import database
from tests.connectors.test_ecb import FRIDAY, packed

SATURDAY = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
CAST_ENDS = date(2026, 11, 16)
"""The newest rate that the cast knows, of Swiss francs."""
FRANCS = """Date,USD,CHF,
2026-11-27,1.0571,0.95,
2026-11-16,1.0500,0.94,
2026-11-13,1.0500,0.93,
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = database(tmp_path)
    yield made
    made.dispose()


class Asked:
    """A bank that counts how often it is asked."""

    def __init__(self, status: int = 200) -> None:
        self.times, self.status = 0, status

    def __call__(self, _request: httpx.Request) -> httpx.Response:
        self.times += 1
        return httpx.Response(self.status, content=packed(FRANCS))


async def nap(_seconds: float) -> None:
    return


def bank(engine: Engine, asked: Asked, url: str = "https://bank.test/rates", at: datetime = SATURDAY) -> Bank:
    caller = Caller(httpx.AsyncClient(transport=httpx.MockTransport(asked)), nap)
    return Bank(Store(engine), caller, url, lambda: at)


def francs(engine: Engine, day: date) -> tuple[date, Decimal]:
    with session(engine) as opened:
        rate = fx.rates(opened, ["CHF"], day).on("CHF", day)
        assert rate is not None
        return rate.published, rate.euros


async def test_what_is_out_is_kept_from_the_newest_that_was_known_on(engine: Engine) -> None:
    assert francs(engine, FRIDAY)[0] == CAST_ENDS
    assert await bank(engine, Asked()).look() == 1
    assert francs(engine, FRIDAY) == (FRIDAY, Decimal("1.0526315789"))
    assert francs(engine, CAST_ENDS) == (CAST_ENDS, Decimal("1.05"))
    with session(engine) as opened:
        assert fx.span(opened, "USD") is None  # nobody's money


async def test_nobody_is_asked_for_what_is_known_or_where_it_is_off(engine: Engine) -> None:
    asked = Asked()
    assert await bank(engine, asked, url="").look() == 0
    assert await bank(engine, asked, at=datetime(2026, 11, 16, 18, 0, tzinfo=UTC)).look() == 0
    assert asked.times == 0


async def test_a_bank_in_trouble_leaves_the_last_known_rate_and_is_asked_again_later(engine: Engine) -> None:
    asked = Asked(503)
    look = bank(engine, asked)
    with capture_logs() as said:
        assert await look.look() == 0
        assert await look.look() == 0
    tries = asked.times
    assert [one["event"] for one in said] == ["no exchange rates"]
    asked.status, look.now = 200, (lambda: SATURDAY + AGAIN)
    assert await look.look() == 1
    assert asked.times == tries + 1


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 27, 15, 0, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 27, 15, 31, tzinfo=UTC), FRIDAY),
        (SATURDAY + timedelta(days=1), FRIDAY),
        (datetime(2026, 11, 30, 9, 0, tzinfo=UTC), FRIDAY),
        (datetime(2026, 11, 30, 16, 0, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_rates_are_out_on_the_afternoon_of_a_working_day(now: datetime, day: date) -> None:
    assert last_out(now) == day


def test_it_is_a_setting_and_off_where_the_clock_is_another() -> None:
    assert settings.read({}).bank.startswith("https://www.ecb.europa.eu/")
    assert settings.read({"VIGIA_ECB_URL": "off"}).bank == ""
    assert settings.read({"VIGIA_CLOCK_URL": "http://127.0.0.1:8080/_sandbox/clock"}).bank == ""
    assert settings.read({"VIGIA_ECB_URL": "http://127.0.0.1:9/rates"}).bank == "http://127.0.0.1:9/rates"
    with pytest.raises(settings.SettingsError, match="VIGIA_ECB_URL=off"):
        settings.read({"VIGIA_ECB_URL": "never"})
