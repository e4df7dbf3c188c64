"""Reading what counts as a result."""

from contextlib import suppress

from domain.errors import InvalidInput
from domain.money import Money
from domain.names import fold
from domain.results import PLATFORMS, Counts, ResultKind
from domain.words import Source
from storage.declare import values
from storage.declare.document import Named
from storage.declare.fields import choice_of
from storage.declare.spots import Spot

_KINDS = tuple(kind.value for kind in ResultKind)
_LEADERS = (PLATFORMS, *(source.value for source in Source if source.is_crm))


def results(section: Spot, currency: str | None) -> dict[str, Named]:
    """The kinds that are there, `results.lead`, and whose count of leads leads. `currency` is that of an amount without
    one."""
    fields: dict[str, Named] = {}
    for name, spot in section.mapping((*_KINDS, "leads_from"), "lead: {meta: [lead, messaging]}").items():
        value = spot.read(choice_of(_LEADERS), _LEADERS[-1]) if name == "leads_from" else _counts(spot, name, currency)
        if value is not None:
            fields[f"results.{name}"] = Named(value, spot.line, spot.path)
    return fields


def _counts(spot: Spot, kind: str, currency: str | None) -> Counts:
    """What counts as one kind; only a sale is worth an amount of its own."""
    sources = [source.value for source in Source]
    allowed = (*sources, "value") if kind == ResultKind.SALE else sources
    found = spot.mapping(allowed, "{meta: [lead, messaging]}")
    tokens = []
    for source in (one for one in Source if one.value in found):
        about = spot.desk.sources.get(source)
        read, example = (about.token, about.tokens_example) if about else (_title, '"Leads"')
        told = found[source.value].reads(read, example or "lead")
        tokens.append((source, tuple(sorted(dict.fromkeys(told)))))
    worth = found["value"].read(lambda text: _amount(text, currency), "1500 EUR") if "value" in found else None
    return Counts(tuple(tokens), worth)


def _title(given: str) -> str:
    """A column's title, whatever its accents, cases and blanks."""
    return " ".join(fold(values.text(given)).split())


def _amount(text: str, currency: str | None) -> Money:
    with suppress(InvalidInput):
        return values.budget(text)
    return values.budget(f"{text} {currency}" if currency else text)
