"""The timeline tells what happened, and not what was suspected for a day."""

from dataclasses import replace
from datetime import timedelta

from domain.incidents.conditions import Change, State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.timeline import Stepped
from domain.window import Window
from insights.timeline import timeline
from storage import Session
from storage.alerts import alerts
from tests import casting
from tests.casting import ACME, NOW, OTONO, TODAY
from tests.storage.test_alerts import DEAR


def lived(db: Session, *found: Finding) -> list[Change]:
    """What the timeline says after these looks, one an hour."""
    casting.everybody(db)
    state = State()
    for hour, finding in enumerate(found):
        at = NOW + timedelta(hours=hour)
        state, steps = advance(state, replace(finding, look=f"{TODAY} {hour}"), at)
        alerts.record(db, finding, state, steps, at)
    told = timeline(db, OTONO, ACME, Window(TODAY - timedelta(days=1), TODAY + timedelta(days=2)))
    return [one.transition.change for one in told if isinstance(one, Stepped)]


DOUBT = replace(DEAR, signal=Verdict.DOUBT, because=Reason.UNSURE)
FINE = replace(DEAR, signal=Verdict.FINE, because=Reason.MET, tier=None)


def test_what_was_suspected_and_never_confirmed_did_not_happen(db: Session) -> None:
    """ "Suspected: 1,090 € spent without a single result" stood in it, and "42 leads where the goal asks for 25"."""
    assert lived(db, DOUBT, FINE, DOUBT, FINE) == []


def test_what_happened_is_told_once_from_its_alert_to_its_end(db: Session) -> None:
    """ "Recovering: back on pace, on course for 6,913 € of 4,600 €" was told of what only eased for a look."""
    assert lived(db, DOUBT, DEAR, FINE, DEAR, FINE, FINE) == [Change.CONFIRMED, Change.RECOVERED]
