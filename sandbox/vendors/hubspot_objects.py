"""Contacts and deals as HubSpot writes them: lists, one record, batches, searches and associations."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sandbox.vendors import hubspot_schema, hubspot_search
from sandbox.vendors.hubspot_errors import invalid, not_found, whole
from sandbox.vendors.wire import Json
from sandbox.world import days
from sandbox.world.records import Portal, Record

_MAX_LIST, _MAX_BATCH = 100, 100
_LINKS = {("contacts", "deals"): (4, "contact_to_deal"), ("deals", "contacts"): (3, "deal_to_contact")}


@dataclass(frozen=True, slots=True)
class View:
    """What one request sees: a portal at an instant; `nulls` says whether properties without value are sent as null."""

    portal: Portal
    now: int
    nulls: bool

    def records(self, kind: str) -> tuple[Record, ...]:
        """All records of that kind, those still to come included."""
        return self.portal.contacts if kind == "contacts" else self.portal.deals

    def one(self, kind: str, record_id: str) -> Record | None:
        """The record with that id if it exists by now."""
        records = self.records(kind)
        place = bisect_right(records, int(record_id), key=lambda record: int(record.id)) if record_id.isdigit() else 0
        found = records[place - 1] if place else None
        return found if found and found.id == record_id and found.times[0] <= self.now else None

    def write(self, kind: str, record: Record, names: Iterable[str] = (), history: Iterable[str] = ()) -> Json:
        """A record's JSON with the named properties, or with the usual ones where none are named."""
        state = record.at(self.now) or {}
        known = hubspot_schema.types(kind, self.portal.id)
        wanted = tuple(names) or hubspot_schema.DEFAULTS[kind]
        always = ("createdate", "hs_object_id", hubspot_schema.MODIFIED[kind])
        properties: dict[str, str | None] = {}
        for name in (*wanted, *always):
            if name in state:
                properties[name] = state[name]
            elif self.nulls and name in known:
                properties[name] = None
        body: Json = {"id": record.id, "properties": properties}
        if history:
            body["propertiesWithHistory"] = {name: self._history(record, name) for name in history}
        changed = state[hubspot_schema.MODIFIED[kind]]
        return {**body, "createdAt": state["createdate"], "updatedAt": changed, "archived": False}

    def _history(self, record: Record, name: str) -> list[Json]:
        return [
            {"value": value, "timestamp": days.iso_ms(at), "sourceType": origin, "sourceId": "sandbox"}
            for at, value, origin in record.history(name, self.now)
        ]

    def related(self, kind: str, other: str, record_id: str) -> list[str]:
        """Ids of the records of the other kind that belong to this one by now."""
        if kind == "deals":
            linked: tuple[str, ...] = (self.portal.contact_of[record_id],)
        else:
            linked = self.portal.deals_of.get(record_id, ())
        return [one for one in linked if self.one(other, one)]


def listed(view: View, kind: str, query: Mapping[str, str]) -> Json:
    """A page of the plain list: `limit` up to 100, `after` the id to begin at."""
    limit = whole(query.get("limit", "10"), "limit", _MAX_LIST)
    if query.get("archived") == "true":
        return {"results": []}
    after = query.get("after", "0")
    if not after.isdigit():
        raise invalid(f"after is not a paging cursor: {after}")
    begin = int(after)
    found = [one for one in view.records(kind) if one.times[0] <= view.now and int(one.id) >= begin]
    names, history = _names(query.get("properties")), _names(query.get("propertiesWithHistory"))
    page = [view.write(kind, one, names, history) for one in found[:limit]]
    for other in _names(query.get("associations")):
        _attach(view, kind, hubspot_schema.object_type(other), page)
    return {"results": page, **_next(found[limit].id if len(found) > limit else None)}


def _attach(view: View, kind: str, other: str, page: list[Json]) -> None:
    label = _LINKS.get((kind, other), (0, ""))[1]
    for record in page:
        linked = [{"id": one, "type": label} for one in view.related(kind, other, record["id"])] if label else []
        if linked:
            record.setdefault("associations", {})[other] = {"results": linked}


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _next(after: str | None) -> Json:
    return {"paging": {"next": {"after": after, "link": f"?after={after}"}}} if after is not None else {}


def read(view: View, kind: str, record_id: str, query: Mapping[str, str]) -> Json:
    """One record by id, or by e-mail with idProperty=email."""
    found = view.one(kind, record_id)
    if query.get("idProperty") == "email":
        found = _by_email(view, kind, record_id)
    if found is None:
        raise not_found(f"Object not found. objectId is {record_id}")
    return view.write(kind, found, _names(query.get("properties")), _names(query.get("propertiesWithHistory")))


def _by_email(view: View, kind: str, address: str) -> Record | None:
    states = ((record, record.at(view.now)) for record in view.records(kind))
    return next((record for record, state in states if state and state.get("email") == address.lower()), None)


def batch(view: View, kind: str, body: Json) -> tuple[Json, int]:
    """The records asked for and the HTTP status: 207 when some are not there."""
    inputs = _inputs(body, _MAX_BATCH)
    names, history = body.get("properties") or [], body.get("propertiesWithHistory") or []
    by_email = body.get("idProperty") == "email"
    found = [_by_email(view, kind, one) if by_email else view.one(kind, one) for one in inputs]
    results = [view.write(kind, record, names, history) for record in found if record]
    missing = [one for one, record in zip(inputs, found, strict=True) if record is None]
    answer: Json = {"status": "COMPLETE", "results": results, **_times(view)}
    if not missing:
        return answer, 200
    error = {
        "status": "error",
        "category": "OBJECT_NOT_FOUND",
        "message": "Could not get some objects, they may be deleted or not exist. Check that ids are valid.",
        "context": {"ids": missing},
    }
    return {**answer, "numErrors": 1, "errors": [error]}, 207


def _inputs(body: Json, most: int) -> list[str]:
    inputs = [str(one.get("id", "")) for one in body.get("inputs") or [] if isinstance(one, dict)]
    if not inputs or len(inputs) > most:
        raise invalid(f"inputs must have between 1 and {most} elements, found {len(inputs)}")
    return inputs


def _times(view: View) -> Json:
    return {"startedAt": days.iso_ms(view.now), "completedAt": days.iso_ms(view.now + 20)}


def search(view: View, kind: str, body: Json) -> Json:
    """A page of a search."""
    records = [(record, state) for record in view.records(kind) if (state := record.at(view.now))]
    page, total, begin = hubspot_search.find(records, body, hubspot_schema.types(kind, view.portal.id))
    names = tuple(str(name) for name in body.get("properties") or [])
    results = [view.write(kind, record, names) for record, _ in page]
    more = begin + len(page) < total
    return {"total": total, "results": results, **_next(str(begin + len(page)) if more else None)}


def associations(view: View, kind: str, other: str, body: Json) -> Json:
    """For each record asked for, the records of the other kind that belong to it; those without any are left out."""
    if (kind, other) not in _LINKS:
        raise invalid(f"No association types between {kind} and {other}")
    spec = {"category": "HUBSPOT_DEFINED", "typeId": _LINKS[kind, other][0], "label": None}
    results = []
    for one in _inputs(body, 1_000):
        linked = view.related(kind, other, one) if view.one(kind, one) else []
        if linked:
            to = [{"toObjectId": linked_id, "associationTypes": [spec]} for linked_id in linked]
            results.append({"from": {"id": one}, "to": to})
    return {"status": "COMPLETE", "results": results, **_times(view)}
