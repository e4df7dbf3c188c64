"""Who people are and what places are, to whoever answers them. Where Slack says nothing there is none: `NoAnswer`."""

from collections.abc import Awaitable, Collection
from dataclasses import dataclass

from domain.access import UNKNOWN_TEAM, Place
from domain.errors import Problem
from notifiers.delivery.rate_limit import INTERNAL_SECONDS
from notifiers.slack.place import facts_of, person_of
from notifiers.slack.whois import Said, Whois


class NoAnswer(Problem):
    """Slack did not say who somebody is or what a channel is; nothing may be decided on a guess."""


@dataclass(frozen=True, slots=True)
class Person:
    """A Slack user: their own team ("" where Slack knows nobody), their language, and what they are.

    `is_ours`: of the installing team or its organisation. `is_gone`: the account is deactivated. `timezone` is the one
    of their profile, "" where it names none. `runs_workspace`: an owner or admin of it, as Slack has it.
    """

    team: str
    is_guest: bool
    locale: str
    is_gone: bool = False
    is_ours: bool = False
    is_bot: bool = False
    timezone: str = ""
    runs_workspace: bool = False


UNKNOWN = Person("", is_guest=True, locale="en")


class Facts:
    """People and places by id."""

    def __init__(self, whois: Whois, *, home: Collection[str | None] = ()) -> None:
        """`home` are the installing team and its organisation: nobody of them is external."""
        self._whois = whois
        self._home = home

    def forget(self, channel: str) -> None:
        """Ask again next time: the channel changed, or who is in it."""
        self._whois.forget_channel(channel)

    def forget_person(self, user: str) -> None:
        """Ask again next time: their profile changed, or where they are."""
        self._whois.forget_person(user)

    async def person(self, user: str, max_age: float = INTERNAL_SECONDS) -> Person:
        """Who `user` is; `UNKNOWN`, who is external, where Slack knows nobody. NoAnswer where it does not say."""
        told = await _said(self._whois.person(user, max_age)) if user else {}
        if not told:
            return UNKNOWN
        found = person_of(user, told, self._home)
        # Where nobody knows whose the installation is, nobody is ours.
        ours = any(self._home) and found.is_ours
        team, locale = str(told.get("team_id") or ""), found.locale
        runs = ours and any(told.get(mark) is True for mark in ("is_owner", "is_admin"))
        zone = str(told.get("tz") or "")
        return Person(team, found.is_guest, locale, found.is_deleted, ours, found.is_bot, zone, runs)

    async def place(self, channel: str, max_age: float = INTERNAL_SECONDS) -> Place:
        """What a channel is and who else is in it; shared with an unknown team where Slack knows none. NoAnswer."""
        if channel.startswith("D"):
            return Place(channel, is_im=True)
        told = await _said(self._whois.channel(channel, max_age))
        if not told:
            return Place(channel, is_ext_shared=True, connected_teams=(UNKNOWN_TEAM,))
        found = facts_of(channel, told, self._home)
        return Place(channel, found.is_im, found.is_ext_shared, found.connected_teams)


async def _said(asked: Awaitable[Said]) -> Said:
    try:
        return await asked
    except Problem as problem:
        raise NoAnswer(problem.detail) from problem
