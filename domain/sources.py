"""What the house must know of a source: one descriptor in the folder of each says all of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from domain.words import Remedy, Source


@dataclass(frozen=True, slots=True)
class CredentialField:
    """A part of a credential: its name, the variable that holds it, and a right value.

    `is_needed`: nothing can be read without it. `comes_with` names the fields without which it is of no use.
    """

    name: str
    variable: str
    example: str
    default: str = ""
    is_needed: bool = False
    is_secret: bool = False
    is_address: bool = False
    comes_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A source. Settings, `.env.example`, the table in the docs and `vigia doctor` derive from it.

    `account_id` gives the one normal form of an account's id, however it is spelt; InvalidInput where it is none.
    `options` are what may stand beside an account in `vigia.yaml`. `reconnect` is what its owner does when the
    credential is refused. `token` gives the one form of what an action is called by in `results:`, InvalidInput
    where it is none. Days are counted back from today: those that every poll reads again, those that the source
    may still restate, and how far back it answers at all (None: for ever).
    """

    source: Source
    fields: tuple[CredentialField, ...]
    account_id: Callable[[str], str]
    account_example: str
    options: tuple[str, ...] = ()
    reconnect: Remedy = Remedy.RECONNECT
    token: Callable[[str], str] = str.strip
    tokens_example: str = ""
    lookback_days: int = 0
    provisional_days: int = 0
    keeps_days: int | None = None

    @property
    def needed(self) -> tuple[str, ...]:
        """The variables without which nothing can be read."""
        return tuple(field.variable for field in self.fields if field.is_needed)

    def is_usable(self, values: Mapping[str, str]) -> bool:
        """Whether a credential has all that it needs."""
        return all(values.get(field.name) for field in self.fields if field.is_needed)


class Descriptors(Mapping[Source, Descriptor]):
    """All of them by their source: what bot collects and passes on."""

    def __init__(self, *descriptors: Descriptor) -> None:
        """In the order in which they are shown."""
        self._by_source = {one.source: one for one in descriptors}

    def __getitem__(self, source: Source) -> Descriptor:
        return self._by_source[source]

    def __iter__(self) -> Iterator[Source]:
        return iter(self._by_source)

    def __len__(self) -> int:
        return len(self._by_source)

    def account_id(self, source: Source, given: str) -> str:
        """The normal form of an account's id; as it is given where the source has no descriptor, like a file."""
        return self._by_source[source].account_id(given) if source in self._by_source else given.strip()
