"""What people declare is a file too: `parse` it, `plan` what would change, `apply` the plan; `write` it."""

from storage.declare.applying import apply
from storage.declare.document import Declaration, Kind
from storage.declare.faults import DeclarationError, Fault
from storage.declare.planning import Change, Conflict, FieldChange, Plan, Verb, plan
from storage.declare.reading import parse
from storage.declare.unsaid import Unsaid, unsaid
from storage.declare.writing import write

__all__ = [
    "Change",
    "Conflict",
    "Declaration",
    "DeclarationError",
    "Fault",
    "FieldChange",
    "Kind",
    "Plan",
    "Unsaid",
    "Verb",
    "apply",
    "parse",
    "plan",
    "unsaid",
    "write",
]
