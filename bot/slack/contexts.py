"""Who asks, where and when: from what came in to what the rooms behind the desk know about the moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.slack.facts import Facts, Person
from bot.slack.incoming import Incoming, Kind
from bot.store import Store
from commands.context import Context
from commands.parser import named
from domain.access import Actor, Place
from domain.destination import INSTALLED
from domain.editing import Field
from notifiers.delivery.rate_limit import INTERNAL_SECONDS, freshness
from storage import Session
from storage.directory import channels, people
from templates.cards.buttons import ASSIGN
from templates.cards.edit import FORM

EVERYBODY = "team"


@dataclass(frozen=True, slots=True)
class Home:
    """The installation: its team, the people who may change everything, and those who may make clients beside them
    (`EVERYBODY`: whoever is of the agency)."""

    team: str
    bot_user: str
    admins: tuple[str, ...]
    benchmarks: str = ""
    workspace: str = INSTALLED
    creators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment of a question. `context` is made with the session in which the work is done."""

    place: Place
    context: Callable[[Session], Context]


class Contexts:
    """Knows the installation, asks Slack about people and places."""

    def __init__(self, store: Store, facts: Facts, home: Home, now: Clock) -> None:
        self._store = store
        self._facts = facts
        self._home = home
        self._now = now

    async def of(self, incoming: Incoming) -> Asked:
        """Who asks, where and when. NoAnswer where Slack does not say."""
        age = await self._age(incoming.channel)
        person = await self._facts.person(incoming.user, age)
        place = await self._facts.place(incoming.channel, age) if incoming.channel else Place("", is_im=True)
        named = await self._named(incoming, age)
        actor, form = self._actor(incoming, person), bool(incoming.trigger_id) and incoming.kind is not Kind.VIEW

        def context(session: Session) -> Context:
            return Context(
                session,
                actor,
                place,
                self._now(),
                people.chosen(session, incoming.user) or person.locale,
                self._home.admins,
                incoming.thread_ts or None,
                named=named,
                modal=form,
                benchmarks=self._home.benchmarks,
                by_name=incoming.kind is Kind.MENTION,
                timezone=person.timezone,
            )

        return Asked(place, context)

    async def _age(self, channel: str) -> float:
        """How old what is known may be there: less where a client reads, or where nobody has said whose it is."""
        if not channel or channel.startswith("D"):
            return INTERNAL_SECONDS
        return freshness(await self._store.read(channels.get, channel))

    def _actor(self, incoming: Incoming, person: Person) -> Actor:
        """The profile wins. The payload's team counts only where Slack knows no profile, and makes nobody ours."""
        home, user = self._home, incoming.user
        other = incoming.team if incoming.team != home.team else ""
        known = _actor(user, person, home)
        return replace(
            known,
            team_id=person.team or other,
            is_admin=user in home.admins,
            may_create=_may_create(user, person, home) and not known.is_external,
        )

    async def _named(self, incoming: Incoming, age: float) -> Actor | None:
        """Whoever was chosen where people were to choose from: the rooms behind must know whether they are external."""
        chosen = _chosen(incoming)
        return _actor(chosen, await self._facts.person(chosen, age), self._home) if chosen else None


def _chosen(incoming: Incoming) -> str:
    """The id of a person who was chosen; "" where nobody was to choose from."""
    if incoming.kind is Kind.ACTION and incoming.action_id == ASSIGN:
        return incoming.value
    if incoming.kind in {Kind.COMMAND, Kind.MENTION, Kind.DIRECT}:
        return named(incoming.text)
    in_charge = incoming.kind is Kind.VIEW and incoming.callback_id == FORM
    return str(incoming.state.get(Field.OWNER) or "") if in_charge else ""


def _may_create(user: str, person: Person, home: Home) -> bool:
    """Whether they may make clients. Where the settings name nobody at all, those who run the workspace at Slack may:
    they could have installed us, and become manager of no more than what they make."""
    named = {*home.admins, *home.creators}
    return person.runs_workspace if not named else user in named or EVERYBODY in named


def _actor(user: str, person: Person, home: Home) -> Actor:
    return Actor(
        user,
        person.team,
        person.is_ours,
        person.is_guest,
        workspace=home.workspace,
        is_gone=person.is_gone,
        is_bot=person.is_bot,
    )
