"""Planned windows: launches, sales, moves; in which nobody is interrupted."""

from collections.abc import Mapping

from domain.entities import Client
from domain.incidents.quiet import Planned
from templates.message import Message

UNPLAN = "vigia.window.remove"


def windows_card(locale: str, client: Client, planned: Mapping[int, Planned], names: Mapping[str, str]) -> Message:
    """What is planned, by the window's id, each with a button to remove it; `names` of campaigns by their keys."""
    raise NotImplementedError


def planned_card(locale: str, client: Client, window: Planned, name: str = "") -> Message:
    """A window was planned; `name` is the campaign's where it is for one only."""
    raise NotImplementedError
