"""What counts as a result, in words: kinds, and actions by the names that people know."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from domain.money import MICRO
from domain.results import FORM, Counts, Recorded, ResultKind
from domain.words import Source
from templates.catalogue import N_
from templates.words import Words

_KINDS: Mapping[ResultKind, str] = {
    ResultKind.LEAD: N_("lead"),
    ResultKind.CONVERSION: N_("conversion"),
    ResultKind.SALE: N_("sale"),
    ResultKind.DOWNLOAD: N_("download"),
}
_TOKENS: Mapping[str, str] = {
    "lead": N_("form"),
    "messaging": N_("WhatsApp"),
    "omni_purchase": N_("purchase"),
    "purchase": N_("purchase"),
    "complete_registration": N_("registration"),
    "omni_complete_registration": N_("registration"),
    "conversions": N_("conversions"),
    "contact": N_("contact"),
    "contact_total": N_("contact"),
    "schedule": N_("appointment"),
    "schedule_total": N_("appointment"),
    "submit_application": N_("application"),
}


def kind(w: Words, one: ResultKind) -> str:
    """What a result is, inside a sentence."""
    marked = _KINDS[one]
    return w.plain(marked)


def token(w: Words, given: str, names: Mapping[str, str] | None = None) -> str:
    """An action by the account's own name for it, or by ours, or as it is written."""
    named = (names or {}).get(given)
    if named:
        return named
    marked = _TOKENS.get(given)
    return w.plain(marked) if marked else given


def of_crm(given: str, names: Mapping[str, str] | None = None) -> str:
    """A form of a CRM by its name, a stage as it is written."""
    return (names or {}).get(given) or given.removeprefix(FORM)


def recorded(w: Words, one: Recorded) -> str:
    """How often something was recorded: `240 conversations`."""
    n, count = 1 if one.count_micros == MICRO else 2, w.count(Decimal(one.count_micros) / MICRO)
    if one.token == "messaging":  # noqa: S105 - what an action is called
        return w.plain_n("{count} conversation", "{count} conversations", n, count=count)
    name = called(w, one)
    return w.plain_n("{count} time “{name}”", "{count} times “{name}”", n, count=count, name=name)


def called(w: Words, one: Recorded) -> str:
    """The account's own name of an action, else what it is usually called."""
    return one.name or token(w, one.token)


def tokens(w: Words, some: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """`form + WhatsApp`."""
    return " + ".join(dict.fromkeys(token(w, one, names) for one in some))


def counts(w: Words, told: Counts | None, names: Mapping[str, str] | None = None) -> str:
    """`Meta: form + WhatsApp; Google Ads: conversions`."""
    if told is None:
        return w.plain("as the sources count")
    parts = [f"{w.source(source)}: {_some(w, source, some, names)}" for source, some in told.tokens]
    parts += [w.plain("each worth {money} without an amount", money=w.money(told.value))] if told.value else []
    return "; ".join(parts) or w.plain("as the sources count")


def _some(w: Words, source: Source, some: tuple[str, ...], names: Mapping[str, str] | None) -> str:
    if not some:
        return w.plain("nothing")
    if source.is_crm:
        return " + ".join(of_crm(one, names) for one in some)
    return " + ".join(some) if source is Source.CSV else tokens(w, some, names)
