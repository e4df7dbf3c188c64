"""The morning's digest: when it is sent, of whom it speaks, and what waits for the next."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from domain.entities import Client
from domain.incidents.conditions import Condition, State, advance
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.quiet import QuietHours
from domain.incidents.rule_kinds import Subject, Tier
from notifiers import digest
from storage import Engine, session
from storage.alerts import alerts
from storage.directory import campaigns, clients
from templates.words import words
from tests import kinds
from tests.notifiers import ticks
from tests.notifiers.living import ADMIN, CLIENT, GOAL, MAYA, Life, campaign, instant

pytestmark = pytest.mark.long

MEXICO = Client("zeta", "Zeta", "en", "America/Mexico_City", "EUR", (MAYA,))
LATE = timedelta(minutes=45)
USUAL = QuietHours()


@pytest.fixture
def life(bare: Engine) -> Life:
    with session(bare) as opened:
        clients.save(opened, CLIENT, ADMIN, instant(1))
        campaigns.save(opened, campaign("otono", "1"), ADMIN, instant(1))
        yield Life(opened)


def weak(life: Life, day: int, hour: int, *, client: str = "nord", key: str = "otono", device: str = "mobile") -> int:
    """Something for the digest, from that hour on; its id."""
    at = instant(day, hour)
    found = Finding(
        Subject(client, key),
        kinds.TRACKING_LOST,
        Verdict.BREACH,
        Reason.SEGMENT_SILENT,
        at.isoformat(),
        f"device={device}",
        tier=Tier.DIGEST,
    )
    state, steps = advance(State(), found, at)
    return alerts.record(life.db, found, state, steps, at).id


def hours(life: Life, day: int, first: int = 0) -> None:
    """Every hour of that day from the first on, a quarter to."""
    for hour in range(first, 24):
        ticks.digests(life.db, instant(day, hour) + LATE, (ADMIN,))


def test_a_person_with_clients_in_two_time_zones_hears_of_both_every_morning(life: Life) -> None:
    clients.save(life.db, MEXICO, ADMIN, instant(1))
    campaigns.save(life.db, replace(campaign("mex", "7"), client_key="zeta"), ADMIN, instant(1))
    weak(life, 49, 2)
    hours(life, 49, 2)
    far = weak(life, 49, 23, client="zeta", key="mex")
    for day in range(50, 53):
        weak(life, day, 0, device=f"d{day}")
        hours(life, day)
    row = alerts.get(life.db, far)
    assert row is not None
    assert row.told.digest == instant(50).date()
    assert [one.created_at for one in life.said("digest")] == [instant(day, 8) + LATE for day in range(49, 53)]


def test_what_is_told_this_morning_is_no_old_news(life: Life) -> None:
    """ "Still open" stood in the digest for alerts whose first message came an hour later."""
    campaigns.save(life.db, campaign("hivern", "2"), ADMIN, instant(1))
    stopped = Finding(
        Subject("nord", "hivern"), kinds.SPEND_STOPPED, Verdict.BREACH, Reason.NO_SPEND, "x", tier=Tier.INTERRUPT
    )
    alerts.record(life.db, stopped, *advance(State(), stopped, instant(49, 3)), instant(49, 3))
    weak(life, 49, 3)
    ticks.attend(life.db, instant(49, 8) + LATE, (ADMIN,))
    weak(life, 50, 3, device="desktop")
    ticks.attend(life.db, instant(50, 8) + LATE, (ADMIN,))
    assert [one.created_at for one in life.said()] == [instant(49, 8) + LATE]
    first, second = (one.payload["text"] for one in life.said("digest"))
    assert "Still open" not in first
    assert "Still open" in second


def test_what_is_told_once_more_says_so_and_when_it_was_told(life: Life) -> None:
    slow = Finding(Subject("nord", "otono"), kinds.OFF_PACE, Verdict.BREACH, Reason.BEHIND_PLAN, "x", tier=Tier.DIGEST)
    alerts.record(life.db, slow, *advance(State(), slow, instant(49, 3)), instant(49, 3))
    for day in range(49, 53):
        ticks.digests(life.db, instant(day, 8) + LATE, (ADMIN,))
    first, again = life.said("digest")
    assert (first.created_at, again.created_at) == (instant(49, 8) + LATE, instant(52, 8) + LATE)
    assert "reminder" not in first.payload["text"]
    assert f"reminder, told on {words('en').day(instant(49).date())}" in again.payload["text"]


def test_what_was_never_told_ends_untold(life: Life) -> None:
    """ "Resolved since: money is being spent again" stood there of a stop that followed from what was told, ten days
    after its end; what came and went in the night is told in the morning."""
    ids = []
    for device, begun, over in (("day", instant(49, 10), instant(49, 16)), ("night", instant(49, 22), instant(50, 4))):
        found = Finding(
            Subject("nord", "otono"), kinds.TRACKING_LOST, Verdict.BREACH, Reason.SEGMENT_SILENT, "x",
            f"device={device}", tier=Tier.INTERRUPT,
        )  # fmt: skip
        ended = State(tier=Tier.INTERRUPT, fired_at=begun, ended=over)
        ids.append(alerts.record(life.db, found, ended, (), over).id)
    ticks.attend(life.db, instant(50, 8) + LATE, (ADMIN,))
    rows = [alerts.get(life.db, one) for one in ids]
    assert [row.told.ended for row in rows if row] == [instant(49, 16), instant(50, 4)], "nothing is left for later"
    (only,) = life.said("digest")
    assert "1 alert is over" in only.payload["text"]


def test_what_missed_the_morning_waits_for_the_next(life: Life) -> None:
    weak(life, 49, 12)
    hours(life, 49, 12)
    assert life.said("digest") == []
    hours(life, 50)
    assert [one.created_at for one in life.said("digest")] == [instant(50, 8) + LATE]


def test_a_late_start_still_sends_the_mornings_digest(life: Life) -> None:
    weak(life, 49, 2)
    ticks.digests(life.db, instant(49, 11), (ADMIN,))
    assert len(life.said("digest")) == 1


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        (USUAL, [8, 9, 10]),
        (replace(USUAL, digest=time(6)), [8, 9, 10]),
        (replace(USUAL, digest=time(22)), [8, 9, 10]),
        (replace(USUAL, digest=time(18)), [18, 19]),
    ],
)
def test_it_is_never_sent_in_quiet_hours_and_not_long_after_its_time(wishes: QuietHours, found: list[int]) -> None:
    def awake(day: int, *free: date) -> list[int]:
        return [n for n in range(24) if digest.is_time(CLIENT, wishes, free, instant(day, n) + timedelta(minutes=30))]

    assert awake(49) == found
    assert awake(47) == [], "a Saturday"
    assert awake(49, instant(49).date()) == [], "a holiday"


def test_a_client_that_is_left_out_does_not_keep_the_others_waiting(life: Life) -> None:
    clients.save(life.db, replace(MEXICO, timezone="UTC"), ADMIN, instant(1))
    campaigns.save(life.db, replace(campaign("mex", "7"), client_key="zeta"), ADMIN, instant(1))
    weak(life, 49, 2)
    weak(life, 49, 2, client="zeta", key="mex")
    assert digest.due(life.db, instant(49), ["zeta"], (ADMIN,)) == {MAYA: ["zeta"]}
    assert digest.due(life.db, instant(49), ["nord", "zeta"], (ADMIN,)) == {MAYA: ["nord", "zeta"]}
    assert digest.say(life.db, MAYA, ["zeta"], instant(49), (ADMIN,))
    assert digest.due(life.db, instant(49), ["nord", "zeta"], (ADMIN,)) == {}


def test_a_small_account_is_named_once_with_the_day_on_which_it_can_be_judged(bare: Engine) -> None:
    with session(bare) as opened:
        life = Life(opened)
        life.plan("1", 90, spend=20, results=0)
        for day in list(life.results["1"]):
            life.results["1"][day] = 1.0 if day.toordinal() % 3 == 0 else 0.0
        life.begin(campaign("otono", "1", replace(GOAL, target=Decimal(80))))
        life.poll(instant(40), lookback=45)
        life.live(41, 54)
        row = life.alerts()["otono conversions_stopped"]
        assert row.state.condition is Condition.OK
        assert row.finding.numbers.decidable is not None
        said = [one.payload["text"] for one in life.said("digest") if "Not to be judged yet" in one.payload["text"]]
        assert len(said) == 1
        assert "Otono* Too few results yet to judge the rule “Results stopped”" in said[0], "its name is no news"


@pytest.mark.parametrize(("far", "paused", "said"), [(3, False, 1), (40, False, 0), (3, True, 0)])
def test_nothing_is_promised_that_the_campaign_does_not_live_to_see(
    life: Life, far: int, paused: bool, said: int
) -> None:
    """ "There should be enough from December 26 on" stood there of a campaign that ends on the 24th, and is paused."""
    ends = instant(49).date() + timedelta(days=20)
    campaigns.save(life.db, replace(campaign("otono", "1"), end=ends), ADMIN, instant(1))
    few = Finding(
        Subject("nord", "otono"), kinds.CONVERSIONS_STOPPED, Verdict.TOO_FEW, Reason.FEW_EVENTS, "x",
        numbers=Numbers(decidable=instant(49 + far).date()),
    )  # fmt: skip
    alerts.record(life.db, few, State(), (), instant(49))
    if paused:
        held = replace(few, trouble=kinds.PAUSED_WITH_BUDGET, signal=Verdict.BREACH, tier=Tier.INTERRUPT)
        alerts.record(life.db, held, *advance(State(), held, instant(49)), instant(49))
    ticks.digests(life.db, instant(49, 8) + LATE, (ADMIN,))
    texts = [one.payload["text"] for one in life.said("digest")]
    assert sum("Not to be judged yet" in text for text in texts) == said
