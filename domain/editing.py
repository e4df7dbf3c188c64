"""What people may change of a campaign that exists: which fields there are, and which of them a change touches."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from domain.entities import Campaign


class Field(StrEnum):
    """A field of a campaign, in the order in which people are shown them."""

    NAME = "name"
    START = "start"
    END = "end"
    BUDGET = "budget"
    OWNER = "owner"
    GOALS = "goals"
    PERSONA = "persona"
    HYPOTHESIS = "hypothesis"
    VISIBLE = "visible"
    CLIENT_KPIS = "client_kpis"
    PAUSED_UNTIL = "paused_until"
    PAUSED_BECAUSE = "paused_because"


PACED = frozenset({Field.START, Field.END, Field.BUDGET})
"""What changes the pace of the budget."""


def value(campaign: Campaign, field: Field) -> Any:
    """What the field holds."""
    return not campaign.hidden if field is Field.VISIBLE else getattr(campaign, field.value)


def made_of(campaign: Campaign, wished: Mapping[Field, Any]) -> Campaign:
    """The campaign with these fields as they are wished for."""
    plain = {field.value: wish for field, wish in wished.items() if field is not Field.VISIBLE}
    return replace(campaign, **plain, hidden=not wished.get(Field.VISIBLE, not campaign.hidden))


def differing(before: Campaign, after: Campaign) -> tuple[Field, ...]:
    """The fields in which the two are not the same."""
    return tuple(field for field in Field if value(before, field) != value(after, field))


def version(campaign: Campaign) -> str:
    """A name for how the campaign stands: it is another one as soon as anything of it was changed."""
    told = repr([value(campaign, field) for field in Field])
    return hashlib.sha256(told.encode()).hexdigest()[:12]
