"""The form of a verb: one row of the table that help, router and tests read."""

from collections.abc import Callable
from dataclasses import dataclass

from commands.context import Args, Context, Reply
from commands.vocabulary import named


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own word for it
    """The sentence itself; marks a msgid that is data, for whoever gathers the sentences to translate."""
    return sentence


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of `/campaign`. `about`, `usage` and `examples` are msgids.

    `changes`: it may write, so it is written down before it is answered. `client_view`: it may be used where the
    client's people read; the others answer only in internal places. `own_pairs`: its words may hold a colon.
    """

    name: str
    about: str
    usage: str
    examples: tuple[str, ...]
    run: Callable[[Context, Args], Reply]
    keys: tuple[str, ...] = ()
    changes: bool = False
    client_view: bool = False
    own_pairs: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that means this verb, in any language."""
        return (self.name, *named(lambda one: one.verbs, self.name))
