"""HubSpot's JSON and the requests that ask for it. Every property is a string or null."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from domain.errors import SchemaDrift
from domain.window import is_in_reach
from domain.words import Stage

VERSION = "2026-09"
LIST_PAGE = 100
SEARCH_PAGE = 200
BATCH = 1_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

STAGES: Mapping[str, Stage] = {
    "lead": Stage.LEAD,
    "marketingqualifiedlead": Stage.MQL,
    "salesqualifiedlead": Stage.SQL,
    "opportunity": Stage.LEAD,
    "customer": Stage.CUSTOMER,
    "evangelist": Stage.LEAD,
}
"""What HubSpot's own stages count as; whoever reached any of them is a lead."""
MERGED = "hs_merged_object_ids"
SENT = "hs_calculated_form_submissions"
"""The last 800 forms that a contact sent: `FORM::1762160400000;FORM::…`, the form by its id, the instant in ms."""
FORMS_PATH = "marketing/v3/forms"
"""Forms have no dated path yet."""
# No name, no e-mail, no telephone: what is not asked for cannot leak.
CONTACT_PROPERTIES = (
    "createdate",
    "lastmodifieddate",
    "lifecyclestage",
    "hs_analytics_source",
    "hs_analytics_source_data_1",
    "hs_analytics_source_data_2",
    *(f"hs_v2_date_entered_{stage}" for stage in STAGES),
    *(f"hs_lifecyclestage_{stage}_date" for stage in STAGES),
    MERGED,
    SENT,
)
DEAL_PROPERTIES = (
    "amount",
    "amount_in_home_currency",
    "deal_currency_code",
    "pipeline",
    "dealstage",
    "closedate",
    "createdate",
    "hs_is_closed",
    "hs_is_closed_won",
    "hs_lastmodifieddate",
    MERGED,
)
MODIFIED = {"contacts": "lastmodifieddate", "deals": "hs_lastmodifieddate"}


def epoch_ms(moment: datetime) -> str:
    """An instant as the search wants it."""
    return str(int(moment.timestamp() * 1000))


def search_body(
    kind: str, properties: Sequence[str], since: datetime, until: datetime, after_id: str
) -> dict[str, Any]:
    """A page of what changed, by id: a cursor on the time of change would skip records that share it."""
    changed = MODIFIED[kind]
    filters = [
        {"propertyName": changed, "operator": "GTE", "value": epoch_ms(since)},
        {"propertyName": changed, "operator": "LTE", "value": epoch_ms(until)},
    ]
    if after_id:
        filters.append({"propertyName": "hs_object_id", "operator": "GT", "value": after_id})
    return {
        "filterGroups": [{"filters": filters}],
        "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
        "properties": list(properties),
        "limit": SEARCH_PAGE,
        "after": "",
    }


def moment(text: str | None, path: str) -> datetime | None:
    """An instant written in ISO 8601, as a day, or in epoch milliseconds; None for an empty property.

    None as well for one at the ends of time, which people and imports leave behind: it dates nothing.
    """
    if not text:
        return None
    try:
        if text.lstrip("-").isdigit():
            return _in_reach(EPOCH + timedelta(milliseconds=int(text)))
        read = datetime.fromisoformat(text)
    except OverflowError:
        return None
    except ValueError:
        raise SchemaDrift(path, "not an instant") from None
    return _in_reach(read if read.tzinfo else read.replace(tzinfo=UTC))


def _in_reach(instant: datetime) -> datetime | None:
    return instant if is_in_reach(instant) else None


class Record(msgspec.Struct, rename="camel"):
    """A contact or a deal."""

    id: str
    properties: dict[str, str | None]
    created_at: datetime
    updated_at: datetime

    def __post_init__(self) -> None:
        self.created_at = _in_reach(self.created_at) or EPOCH
        self.updated_at = _in_reach(self.updated_at) or EPOCH


class Next(msgspec.Struct):
    """The cursor of the next page."""

    after: str


class Paging(msgspec.Struct):
    """Absent on the last page."""

    next: Next | None = None


class Records(msgspec.Struct):
    """A page of a list or a search."""

    results: list[Record]
    paging: Paging | None = None


class Ref(msgspec.Struct):
    """The record whose associations these are."""

    id: str


class Target(msgspec.Struct, rename="camel"):
    """The other end: a string in the schema, a number in the documentation."""

    to_object_id: str | int


class Association(msgspec.Struct):
    """One record's associations. With `paging` there are more."""

    from_: Ref = msgspec.field(name="from")
    to: list[Target] = []
    paging: Paging | None = None


class Associations(msgspec.Struct):
    """The answer of a batch; records without associations are left out."""

    results: list[Association]


class StageMetadata(msgspec.Struct, rename="camel"):
    """Both are strings."""

    is_closed: str = "false"
    probability: str = ""


class DealStage(msgspec.Struct):
    """A stage of a deal pipeline."""

    id: str
    metadata: StageMetadata = msgspec.field(default_factory=StageMetadata)


class Pipeline(msgspec.Struct):
    """A deal pipeline."""

    id: str
    stages: list[DealStage] = []


class Pipelines(msgspec.Struct):
    """All of them."""

    results: list[Pipeline]


class Form(msgspec.Struct):
    """A form that people can send."""

    id: str
    name: str = ""


class Forms(msgspec.Struct):
    """A page of them."""

    results: list[Form]
    paging: Paging | None = None


class Details(msgspec.Struct, rename="camel"):
    """The portal."""

    portal_id: int
    time_zone: str
    company_currency: str


class Option(msgspec.Struct):
    """A value that a property may have, and its name."""

    value: str
    label: str = ""


class Property(msgspec.Struct):
    """A property's definition, as far as it is looked at."""

    options: list[Option] = []
