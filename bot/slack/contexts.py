"""Who asks, where and when: from what came in to what the rooms behind the desk know about the moment."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.slack.facts import Facts, Person
from bot.slack.incoming import Incoming, Kind
from commands.context import Context
from domain.access import Actor, Place
from domain.destination import INSTALLED
from storage import Session
from templates.cards.buttons import ASSIGN


@dataclass(frozen=True, slots=True)
class Home:
    """The installation: its team and the people who may change everything."""

    team: str
    bot_user: str
    admins: tuple[str, ...]
    benchmarks: str = ""
    workspace: str = INSTALLED


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment of a question. `context` is made with the session in which the work is done."""

    place: Place
    context: Callable[[Session], Context]


class Contexts:
    """Knows the installation, asks Slack about people and places."""

    def __init__(self, facts: Facts, home: Home, now: Clock) -> None:
        self._facts = facts
        self._home = home
        self._now = now

    async def of(self, incoming: Incoming) -> Asked:
        """Who asks, where and when."""
        person = await self._facts.person(incoming.user)
        place = await self._facts.place(incoming.channel) if incoming.channel else Place("", is_im=True)
        named = await self._named(incoming)
        actor, form = self._actor(incoming, person), bool(incoming.trigger_id) and incoming.kind is not Kind.VIEW

        def context(session: Session) -> Context:
            return Context(
                session,
                actor,
                place,
                self._now(),
                person.locale,
                self._home.admins,
                incoming.thread_ts or None,
                named=named,
                modal=form,
                benchmarks=self._home.benchmarks,
            )

        return Asked(place, context)

    def _actor(self, incoming: Incoming, person: Person) -> Actor:
        # Events of a Grid carry the organisation's id (E…) where a team's is meant: the profile knows better.
        team = person.team if incoming.team.startswith("E") or not incoming.team else incoming.team
        home, user = self._home, incoming.user
        return Actor(user, team, home.team, person.is_guest, user in home.admins, home.workspace)

    async def _named(self, incoming: Incoming) -> Actor | None:
        """Whoever was chosen where people were to choose from: the rooms behind must know whether they are external."""
        if incoming.kind is not Kind.ACTION or incoming.action_id != ASSIGN or not incoming.value:
            return None
        person = await self._facts.person(incoming.value)
        home = self._home
        return Actor(incoming.value, person.team, home.team, person.is_guest, workspace=home.workspace)
