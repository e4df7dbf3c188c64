"""The script of troubles, given in days and hours of the world's present, as instants."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sandbox.world import days
from sandbox.world.catalogue import Scripted
from sandbox.world.troubles import KINDS, Trouble


def troubles(scripted: Iterable[Scripted], anchor: date) -> tuple[Trouble, ...]:
    """The troubles of the script in a world whose present begins on the anchor day."""
    return tuple(
        Trouble(
            one.kind,
            instant(anchor, one.begin),
            instant(anchor, one.end),
            KINDS[one.kind].size if one.size is None else one.size,
            one.segment,
        )
        for one in scripted
    )


def instant(anchor: date, at: tuple[int, int]) -> int:
    """Milliseconds of (day of the present, local hour)."""
    return days.to_ms(datetime.combine(anchor + timedelta(days=at[0]), time(), days.ZONE) + timedelta(hours=at[1]))
