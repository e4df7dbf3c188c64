"""What happens to a campaign: the events of its timeline."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.editing import Field
from domain.entities import Goal
from domain.incidents.conditions import Transition
from domain.incidents.finding import Finding
from domain.incidents.quiet import Planned
from domain.results import Counts, ResultKind


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step of an alert, with what was found then."""

    transition: Transition
    finding: Finding


@dataclass(frozen=True, slots=True)
class Did:
    """What somebody did: `kind` is `change`, `no_change`, `note` or `launch`; `worked` the answer to its check."""

    day: date
    at: datetime
    kind: str
    text: str
    actor: str = ""
    worked: str = ""


@dataclass(frozen=True, slots=True)
class Aimed:
    """A goal set anew, or removed (`goal` None)."""

    at: datetime
    kpi: str
    goal: Goal | None
    before: Goal | None = None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """What somebody did with an alert: `how` as in `domain.incidents.handling.Handled`, or `not_useful`."""

    at: datetime
    how: str
    finding: Finding
    by: str
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class Defined:
    """Another word on what counts as a result of a `kind` (`counts` None: as the sources count), of the campaign or of
    all of its client's."""

    at: datetime
    kind: ResultKind
    counts: Counts | None
    before: Counts | None = None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Fields of the campaign that were changed at once, each with what it held before and holds since; None for both
    where the words are not kept."""

    at: datetime
    fields: tuple[tuple[Field, Any, Any], ...]
    actor: str = ""


Event = Stepped | Did | Aimed | Handed | Planned | Defined | Edited
