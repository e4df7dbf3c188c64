"""Reading what counts as a result."""

from contextlib import suppress
from typing import Any

from domain.errors import InvalidInput
from domain.money import Money
from domain.names import fold_title
from domain.results import PLATFORMS, Counts, ResultKind, Stages, may_count, stages_from
from domain.words import Source, Stage
from storage.declare import values
from storage.declare.document import Named
from storage.declare.fields import choice_of
from storage.declare.spots import Spot, choice

_KINDS = tuple(kind.value for kind in ResultKind)
_OF_CRM = {ResultKind.DOWNLOAD: '"form:Guía"', ResultKind.SALE: "customer"}
"""A right example of what a CRM counts as a kind."""
_LEADERS = (PLATFORMS, *(source.value for source in Source if source.is_crm))


def results(section: Spot, currency: str | None, *, of_client: bool = False) -> dict[str, Named]:
    """The kinds that are there, `results.lead`, whose count of leads leads, and what a client's CRMs' stages count as.
    `currency` is that of an amount without one."""
    fields: dict[str, Named] = {}
    known = (*_KINDS, "leads_from", *(("stages",) if of_client else ()))
    for name, spot in section.mapping(known, "lead: {meta: [lead, messaging]}").items():
        value = _value(spot, name, currency, of_client=of_client)
        if value is not None:
            fields[f"results.{name}"] = Named(value, spot.line, spot.path)
    return fields


def _value(spot: Spot, name: str, currency: str | None, *, of_client: bool) -> Any:
    match name:
        case "leads_from":
            return spot.read(choice_of(_LEADERS), _LEADERS[-1])
        case "stages":
            return _stages(spot)
        case _:
            return _counts(spot, ResultKind(name), currency, of_client=of_client)


def _stages(section: Spot) -> Stages:
    """What the stages of each CRM count as."""
    crms = [source.value for source in Source if source.is_crm]
    told: dict[str, dict[str, str]] = {}
    for source, spot in section.mapping(crms, f'{{{crms[0]}: {{"81234567": sql}}}}').items():
        read = {stage: at.read(choice(Stage), "sql") for stage, at in spot.mapping(None, '{"81234567": sql}').items()}
        told[source] = {stage: means for stage, means in read.items() if means is not None}
    return stages_from(told)


def _counts(spot: Spot, kind: ResultKind, currency: str | None, *, of_client: bool) -> Counts:
    """What counts as one kind; only a sale is worth an amount of its own."""
    sources = [source.value for source in Source]
    allowed = (*sources, "value") if kind == ResultKind.SALE else sources
    found = spot.mapping(allowed, "{meta: [lead, messaging]}")
    tokens = []
    for source in (one for one in Source if one.value in found):
        about = spot.desk.sources.get(source)
        read, example = (about.token, about.tokens_example) if about else (_title, '"Leads"')
        told = found[source.value].reads(read, example or "lead")
        if source.is_crm:
            _check(found[source.value], kind, source, told, of_client=of_client)
        tokens.append((source, tuple(sorted(dict.fromkeys(told)))))
    worth = found["value"].read(lambda text: _amount(text, currency), "1500 EUR") if "value" in found else None
    return Counts(tuple(tokens), worth)


def _check(spot: Spot, kind: ResultKind, source: Source, told: tuple[str, ...], *, of_client: bool) -> None:
    """A CRM counts what it can: leads as its client says for all campaigns, not one of them for itself."""
    if kind is ResultKind.LEAD and not of_client:
        spot.fault("crm_lead", source.value, f"clients: [{{key: acme, results: {{lead: {{{source}: [lead]}}}}}}]")
        return
    for wrong in (one for one in told if not may_count(kind, source, one, of_client=of_client)):
        spot.fault("crm_token", wrong, _OF_CRM.get(kind, f"leads_from: {source}"))


def _title(given: str) -> str:
    """A column's title, whatever its accents, cases and blanks."""
    return fold_title(values.text(given))


def _amount(text: str, currency: str | None) -> Money:
    with suppress(InvalidInput):
        return values.budget(text)
    return values.budget(f"{text} {currency}" if currency else text)
