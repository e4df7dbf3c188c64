"""`vigia backtest --client`: what would have been said of a client, out of what was known at each pass."""

import json
from datetime import timedelta

import pytest

from domain.facts import AccountState
from insights.watch import watch
from storage.directory import accounts
from storage.facts import sync
from tests import casting
from tests.bot.vigia import Vigia
from tests.casting import ACME, NOW, WINDOW

BEFORE = NOW - timedelta(hours=2)


@pytest.fixture
def vigia(tmp_path, monkeypatch, capsys, clock) -> Vigia:
    made = Vigia(tmp_path, monkeypatch, capsys)
    made.set(VIGIA_CLOCK_URL=clock.url)
    clock.now = NOW.isoformat()
    assert made("apply", made.write("vigia.yaml", "clients: [{key: other, name: Other}]")).code == 0
    return made


def judged(vigia: Vigia) -> None:
    """An account that works, and is suspended an hour later."""
    with vigia.database() as db:
        cast = casting.everybody(db)
        for account in (cast.acme_google, cast.acme_meta, cast.acme_hubspot):
            sync.succeed(db, sync.begin(db, account, BEFORE, WINDOW), BEFORE, 0)
        watch(db, ACME, BEFORE)
        accounts.note_state(db, cast.acme_google, AccountState.SUSPENDED, BEFORE)
        watch(db, ACME, BEFORE + timedelta(hours=1))


def test_what_would_have_been_told_is_a_table_and_every_step_is_json(vigia: Vigia) -> None:
    judged(vigia)
    shown = vigia("backtest", "--client", "acme")
    assert shown.code == 0
    assert "Account suspended" in shown.out
    assert "at once" in shown.out
    assert "still open" in shown.out
    assert "judged 2 times. Alerts told: 1;" in shown.out, (
        "of the flight only its last week was read: no total is judged"
    )
    steps = json.loads(vigia("backtest", "--client", "acme", "--json").out)["steps"]
    mine = [one for one in steps if one["rule"] == "account_suspended"]
    assert [(one["change"], one["tier"]) for one in mine] == [("suspected", "interrupt"), ("confirmed", "interrupt")]
    assert mine[0]["subject"].startswith("account:")
    alone = vigia("backtest", "--client", "acme", "--campaign", "acme-marca", "--days", "3")
    assert "Account suspended" in alone.out


def test_where_nothing_is_kept_and_where_nobody_is_meant_it_says_so(vigia: Vigia) -> None:
    nothing = vigia("backtest", "--client", "other")
    assert (nothing.code, nothing.err) == (0, "")
    assert "Nothing is kept yet of what was known of Other" in nothing.out
    unknown = vigia("backtest", "--client", "acne")
    assert (unknown.code, unknown.out) == (2, "")
    assert "I know no client “acne”" in unknown.err
    judged(vigia)
    lost = vigia("backtest", "--client", "acme", "--campaign", "acme-verano")
    assert lost.code == 2
    assert "acme-marca" in lost.err
    for line in (("backtest",), ("backtest", "days.csv")):
        bare = vigia(*line)
        assert bare.code == 2
        assert "vigia backtest days.csv --goal 'cpa < 45'" in bare.err
