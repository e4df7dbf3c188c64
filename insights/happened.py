"""What happened on the days of a picture: what people changed, and what was alerted of."""

from dataclasses import replace

from domain.incidents.conditions import Change
from domain.snapshot import Snapshot
from domain.timeline import Did, Stepped
from insights.timeline import timeline
from storage import Session
from storage.alerts.actions import Kind

_DONE = frozenset({Kind.CHANGE.value, Kind.LAUNCH.value})


def with_events(session: Session, snapshot: Snapshot) -> Snapshot:
    """The picture with the changes that were written down and the alerts that fired on its days, the oldest first.

    They are the timeline's, which is the agency's own: a client's picture leaves them out.
    """
    found = timeline(session, snapshot.campaign, snapshot.client, snapshot.window)
    done = sorted((one for one in found if isinstance(one, Did) and one.kind in _DONE), key=lambda one: one.at)
    steps = (one for one in found if isinstance(one, Stepped) and one.transition.change is Change.CONFIRMED)
    return replace(snapshot, done=tuple(done), alerted=tuple(sorted(steps, key=lambda one: one.transition.at)))
