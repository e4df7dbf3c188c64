"""What people declare is a file too: `parse` it, `plan` what would change, `apply` the plan."""

from storage.declare.applying import apply
from storage.declare.document import Declaration, Kind
from storage.declare.faults import DeclarationError, Fault
from storage.declare.planning import Change, Conflict, FieldChange, Plan, Verb, plan
from storage.declare.reading import parse

__all__ = [
    "Change",
    "Conflict",
    "Declaration",
    "DeclarationError",
    "Fault",
    "FieldChange",
    "Kind",
    "Plan",
    "Verb",
    "apply",
    "parse",
    "plan",
]
