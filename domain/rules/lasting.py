"""How long what was judged stands while nothing new is read: until time alone brings something else.

Pure. What is read and declared is not looked at here: whoever asks knows that it is the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.entities import Client
from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding
from domain.rules import registry
from domain.rules.baseline import mark_of
from domain.rules.inputs import OLD, STILL, Health
from domain.rules.judging import Course, Judged, Key

_DAY = timedelta(days=1)


def is_at_rest(states: Mapping[Key, State], found: Iterable[Finding], now: datetime) -> bool:
    """Whether the same findings of a later look would leave every incident where it stands.

    What is judged once a morning has no later look on its day.
    """
    by_poll = (one for one in found if not registry.of_kind(one.trouble).is_by_day)
    return all(_stays(states.get((one.subject.key, one.rule), State()), one, now) for one in by_poll)


def _stays(state: State, finding: Finding, now: datetime) -> bool:
    again = replace(finding, look=f"{finding.look} again")
    after, steps = advance(state, again, now, registry.of_kind(finding.trouble).looks_until_over)
    return not steps and replace(after, look=state.look) == state


def is_settled(course: Course, judged: Judged) -> bool:
    """Whether the hour of the next answer bears on nothing, as long as its numbers are the same: the morning's look was
    taken, and every rule has as much of the day as it waits for."""
    moment, heard, usual = course.moment, course.so_far.as_of, judged.usual or course.usual
    if not moment.is_running:
        return True
    if heard is None or usual is None or usual.look < moment.today.toordinal():
        return False
    if usual.mark != mark_of(moment, course.wishes.values()):
        return False
    begins = datetime.combine(moment.today, time(), ZoneInfo(moment.client.timezone))
    return heard - begins >= max(rule.settles_after for rule in registry.RULES.values())


def until(client: Client, now: datetime, healths: Iterable[Health], zones: Iterable[str] = ()) -> datetime:
    """The first instant at which time alone may change something: a day begins for the client, for an account in one of
    the `zones` or in UTC, or an account has been silent or still for too long."""
    begins = {_next_day(now, zone) for zone in {client.timezone, "UTC", *zones}}
    return min([*begins, *(at for one in healths for at in _too_long(one) if at > now)])


def _next_day(now: datetime, zone: str) -> datetime:
    place = ZoneInfo(zone or "UTC")
    return datetime.combine(now.astimezone(place).date() + _DAY, time(), place).astimezone(UTC)


def _too_long(account: Health) -> Iterator[datetime]:
    if account.last_success is not None:
        yield account.last_success + OLD
    if account.changed is not None:
        yield account.changed + STILL
