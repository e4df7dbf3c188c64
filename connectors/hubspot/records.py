"""A record of HubSpot in our nouns: who is a lead since when, and what a deal is worth."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from zoneinfo import ZoneInfo

from connectors.hubspot.wire import MERGED, SENT, STAGES, Pipelines, Record, moment
from domain.errors import SchemaDrift
from domain.facts import Contact, Deal
from domain.money import micros
from domain.results import FORM
from domain.words import Stage

MOST_DIGITS = 12  # after the first one; beyond, an amount is a slip that no database keeps: the deal is read without it
SEVERAL = 5
"""So many records that all are wrong are wrong because HubSpot speaks otherwise than before."""
Made = TypeVar("Made", Contact, Deal)

RANK = {Stage.NONE: 0, Stage.LEAD: 1, Stage.MQL: 2, Stage.SQL: 3, Stage.CUSTOMER: 4}
"""Whoever reached a stage has reached those before it."""
# Where HubSpot's source details hold the campaign's name; elsewhere they hold pages or imports.
CAMPAIGN_DETAIL = {
    "PAID_SEARCH": "hs_analytics_source_data_1",
    "PAID_SOCIAL": "hs_analytics_source_data_2",
    "EMAIL_MARKETING": "hs_analytics_source_data_1",
    "OTHER_CAMPAIGNS": "hs_analytics_source_data_1",
}


def zone(name: str) -> ZoneInfo:
    """The portal's time zone; SchemaDrift when it is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise SchemaDrift("$.timeZone", f"unknown time zone {name!r}") from None


def _local_day(record: Record, name: str, tz: ZoneInfo) -> date | None:
    when = moment(record.properties.get(name), f"$.results[*].properties.{name}")
    return when.astimezone(tz).date() if when else None


def _stage_day(record: Record, stage: str, tz: ZoneInfo) -> date | None:
    newer, older = f"hs_v2_date_entered_{stage}", f"hs_lifecyclestage_{stage}_date"
    return _local_day(record, newer, tz) or _local_day(record, older, tz)


def utm_campaign(record: Record, utm_property: str) -> str:
    """The campaign that brought a contact: the portal's own property, else HubSpot's source details."""
    own = record.properties.get(utm_property) if utm_property else None
    detail = CAMPAIGN_DETAIL.get(record.properties.get("hs_analytics_source") or "", "")
    return own or record.properties.get(detail) or ""


def sent(record: Record, tz: ZoneInfo) -> dict[str, date]:
    """The forms that a contact sent, as `form:` and their id, by the day on which it first did."""
    found: dict[str, date] = {}
    for one in (record.properties.get(SENT) or "").split(";"):
        form, _, instant = one.strip().partition(":")
        when = moment(instant, SENT) if form and (instant := instant.strip(": ")).isdigit() else None
        if when is not None:
            token, day = form_token(form), when.astimezone(tz).date()
            found[token] = min(found.get(token, day), day)
    return found


def form_token(form: str) -> str:
    """What a definition calls a form by, whose id this is."""
    return f"{FORM}{form.casefold()}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a client says that stages count as; which of them, and which forms, make a lead (None: any that counts)."""

    stages: Mapping[str, str] = field(default_factory=dict)
    leads: tuple[str, ...] | None = None
    forms: frozenset[str] = frozenset()

    @property
    def own(self) -> tuple[str, ...]:
        """The stages that it speaks of."""
        return tuple(dict.fromkeys((*self.stages, *(self.leads or ()))))

    def of(self, stage: str) -> str:
        """What a stage counts as."""
        return (
            self.stages.get(stage) or STAGES.get(stage) or (Stage.LEAD if stage in (self.leads or ()) else Stage.NONE)
        )

    def makes_lead(self, stage: str) -> bool:
        """Whether whoever reached it is a lead."""
        rank = RANK[Stage(self.of(stage))]
        if self.leads is None:
            return rank > 0
        return stage in self.leads or (rank > 0 and rank >= min(map(self._begins, self.leads), default=len(RANK)))

    def _begins(self, stage: str) -> int:
        """The rank from which on leads are counted; a stage that has no meaning stands for itself alone."""
        said = self.stages.get(stage) or STAGES.get(stage)
        return RANK[Stage(said)] if said else len(RANK)


NOTHING_SAID = Meaning()


def to_contact(record: Record, utm_property: str, tz: ZoneInfo, meaning: Meaning = NOTHING_SAID) -> Contact:
    """A contact without personal data. It is a lead since it first reached a stage, or sent a form, that makes one."""
    stage = record.properties.get("lifecyclestage") or ""
    created = moment(record.properties.get("createdate"), "$.results[*].properties.createdate") or record.created_at
    reached = {one: day for one in (*STAGES, *meaning.own) if (day := _stage_day(record, one, tz))}
    forms = sent(record, tz)
    led = [day for one, day in reached.items() if meaning.makes_lead(one)]
    led += [day for one, day in forms.items() if one in meaning.forms]

    def first(wanted: Stage) -> date | None:
        return min((day for one, day in reached.items() if meaning.of(one) == wanted), default=None)

    return Contact(
        contact_id=record.id,
        utm_campaign=utm_campaign(record, utm_property),
        source=record.properties.get("hs_analytics_source") or "",
        stage=stage,
        created_at=created,
        lead_day=min(led, default=created.astimezone(tz).date() if meaning.makes_lead(stage) else None),
        mql_day=first(Stage.MQL),
        sql_day=first(Stage.SQL),
        customer_day=first(Stage.CUSTOMER),
        updated_at=record.updated_at,
        merged=_merged(record),
        forms=tuple(sorted(forms.items())),
    )


def _merged(record: Record) -> tuple[str, ...]:
    """The ids of those that became one with it, which HubSpot reports no more."""
    told = (record.properties.get(MERGED) or "").replace(",", ";").split(";")
    return tuple(one for one in dict.fromkeys(map(str.strip, told)) if one and one != record.id)


def outcomes(pipelines: Pipelines) -> dict[tuple[str, str], tuple[bool, bool]]:
    """(closed, won) by pipeline and stage. "closedwon" is the name of only the default pipeline's stage."""
    return {
        (pipeline.id, stage.id): (
            stage.metadata.is_closed == "true",
            stage.metadata.is_closed == "true" and _decimal(stage.metadata.probability) == 1,
        )
        for pipeline in pipelines.results
        for stage in pipeline.stages
    }


def _decimal(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _amount(record: Record, name: str) -> int | None:
    """What the deal is worth in micros; None where nobody says, or says what no deal is worth."""
    number = _decimal(record.properties.get(name))
    return micros(number) if number is not None and number.adjusted() <= MOST_DIGITS else None


def to_deal(
    record: Record,
    contacts: list[str],
    stages: Mapping[tuple[str, str], tuple[bool, bool]],
    home_currency: str,
    tz: ZoneInfo,
) -> Deal:
    """A deal; without a currency of its own it is in the portal's. An amount that cannot be read is not known."""
    got = record.properties.get
    stage = got("dealstage") or ""
    told = (got("hs_is_closed") == "true", got("hs_is_closed_won") == "true")
    is_closed, is_won = stages.get((got("pipeline") or "", stage), told)
    created = moment(got("createdate"), "$.results[*].properties.createdate") or record.created_at
    at_home = _amount(record, "amount_in_home_currency")
    return Deal(
        deal_id=record.id,
        contact_ids=tuple(dict.fromkeys(contacts)),
        amount_micros=_amount(record, "amount"),
        currency=got("deal_currency_code") or home_currency,
        stage=stage,
        is_closed=is_closed,
        is_won=is_won,
        created_at=created,
        closed_day=_local_day(record, "closedate", tz) if is_closed else None,
        updated_at=record.updated_at,
        home_micros=at_home,
        home_currency=home_currency if at_home is not None else "",
        merged=_merged(record),
    )


def read(records: Iterable[Record], make: Callable[[Record], Made]) -> list[Made]:
    """Each record once, in its newest version. One that cannot be read stops itself alone; SchemaDrift where of several
    none can."""
    newest: dict[str, Record] = {}
    for record in records:
        if record.id not in newest or newest[record.id].updated_at <= record.updated_at:
            newest[record.id] = record
    made, drift = list[Made](), None
    for record in newest.values():
        try:
            made.append(make(record))
        except SchemaDrift as problem:
            drift = problem
    if drift is not None and not made and len(newest) >= SEVERAL:
        raise drift
    return made
