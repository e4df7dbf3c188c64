"""Rows of a Google Ads answer: only the fields selected, int64 as strings, zero doubles left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sandbox.vendors import google_entities
from sandbox.vendors.gaql import Condition, Query, camel, sort_key
from sandbox.vendors.google_fields import ACTIONS, BY_ACTION, DIMENSIONS, METRICS, SEGMENTS
from sandbox.vendors.wire import Json
from sandbox.world import World, days, elements
from sandbox.world.catalogue import account
from sandbox.world.cells import AdLine, Seen

_Key = tuple[object, ...]


def rows(world: World, customer_id: str, query: Query, now: int) -> list[Json]:
    """The rows of a checked query as the customer's account shows them at `now` (ms)."""
    owner = account(customer_id)
    suspended = world.lasting(customer_id, "account_suspended", now) is not None
    known = google_entities.customer(owner, suspended=suspended)
    asked = _Asked(world, customer_id, query, now)
    if query.resource == "customer_client":
        found = [_row(query, {**known, **google_entities.client(owner, suspended=suspended)})]
    elif query.resource == "account_budget":  # nobody here pays by invoice
        found = []
    elif query.resource == "customer":
        found = list(asked.rows({"": known}, world.lines[customer_id]))
    else:
        found = [row for line in world.lines[customer_id] for row in asked.line_rows(known, line)]
    for name, descending in reversed(query.order):
        found.sort(key=lambda row: sort_key(_pick(row, name)), reverse=descending)
    return found[: query.limit]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query of a customer at an instant (ms)."""

    world: World
    customer_id: str
    query: Query
    now: int

    @property
    def today(self) -> date:
        return days.local_date(days.from_ms(self.now))

    def line_rows(self, known: Json, line: AdLine) -> Iterator[Json]:
        """The rows of one campaign: its own, or those of its ad groups or ads."""
        if min(line.days) > self.today:
            return
        values = {**known, **google_entities.campaign(self.world, line, self.now)}
        entities = {key: {**values, **own} for key, own in self._entities(line).items()}
        passing = {key: entity for key, entity in entities.items() if _passes(self.query, entity)}
        if passing:
            yield from self.rows(passing, (line,))

    def _entities(self, line: AdLine) -> dict[str, Json]:
        """The fields of what the rows are about, by id; "" where it is the campaign itself."""
        if self.query.resource == "campaign":
            return {"": {}}
        ads = elements.ads(line.spec) if elements.has_groups(line.spec) else ()
        if self.query.resource == "ad_group":
            return {ad.group_id: google_entities.ad_group(line, ad) for ad in ads}
        return {ad.id: google_entities.ad_group_ad(line, ad) for ad in ads}

    def rows(self, entities: dict[str, Json], lines: tuple[AdLine, ...]) -> Iterator[Json]:
        """The rows of these entities; one each where neither metrics nor segments are mentioned."""
        query = self.query
        bases = {key: _row(query, values) for key, values in entities.items()}
        if not any(name in METRICS or name in SEGMENTS for name in query.mentioned()):
            yield from bases.values()
            return
        selected = [name for name in query.fields if name in SEGMENTS]
        # Of most days a platform shows the same from one reading to the next: the newest of each part is kept.
        kept = lines[0].shown.setdefault((query.fields, _beside_days(query)), {})
        for key, seen in self._grouped(lines, selected).items():
            if key[0] not in bases or (selected and not any(seen)):
                continue
            shown = kept.get(key)
            if shown is None or shown[0] != seen:
                segment = dict(zip(selected, key[1:], strict=True))
                shown = kept[key] = seen, tuple(self._shown(segment, seen, lines[0]))
            for parts in shown[1]:
                yield {**bases[str(key[0])], **parts}

    def _shown(self, segment: Json, seen: Seen, line: AdLine) -> Iterator[Json]:
        """What the rows of one part say beside what they are about; nothing where the conditions leave it out."""
        query = self.query
        measured = [name for name in query.fields if name in METRICS]
        conditions = [condition.field for condition in query.conditions if condition.field in METRICS]
        filtered = {name: METRICS[name](seen, line) for name in conditions}
        if _passes(query, segment) and _passes(query, filtered):
            values = _measure(measured, seen, line)
            for more, metrics in _by_action(query, self.customer_id, values):
                told = {"metrics": metrics} if measured else {}
                yield {**_parts({**segment, **more}), **told}

    def _grouped(self, lines: tuple[AdLine, ...], selected: list[str]) -> dict[_Key, Seen]:
        """What is seen, by entity and by the values of the selected segments."""
        level = self.query.resource
        by = [DIMENSIONS[name] for name in selected if name in DIMENSIONS]
        by_ad = level in ("ad_group", "ad_group_ad")
        since, until = self.query.window(self.today)
        told_at = self.world.told_at(self.customer_id, self.now)
        sums: dict[_Key, Seen] = {}
        for line in lines:
            owners = {ad.id: ad.group_id if level == "ad_group" else ad.id for ad in elements.ads(line.spec)}
            window = max(since, min(line.days)), min(until, max(line.days))
            for day, found, seen in line.parts(*window, told_at, ["ad", *by] if by_ad else by):
                entity, rest = (owners[found[0]], found[1:]) if by_ad else ("", found)
                values = iter(rest)
                key = (entity, *(_segment(name, day, values) for name in selected))
                sums[key] = sums[key].plus(seen) if key in sums else seen
        return sums


def _beside_days(query: Query) -> tuple[Condition, ...]:
    """The conditions on the numbers and segments of a row; days come and go."""
    return tuple(one for one in query.conditions if one.field in METRICS or one.field in DIMENSIONS)


def _by_action(query: Query, customer: str, values: Json) -> Iterator[tuple[Json, Json]]:
    """The row as it is, or one for each action: the first is primary and has all conversions, the other the rest."""
    if not any(name in BY_ACTION for name in query.fields):
        yield {}, values
        return
    own, everything = values.get("conversions", 0.0), values.get("allConversions", 0.0)
    for number, name, category, primary in ACTIONS:
        count = own if primary else round(everything - own, 2)
        if count:
            action = f"customers/{customer}/conversionActions/{number}"
            told: Json = dict(zip(BY_ACTION, (action, name, category), strict=True))
            measured: Json = {"allConversions": count} if "allConversions" in values else {}
            worth: Json = {key: values[key] for key in ("conversionsValue", "allConversionsValue") if key in values}
            more: Json = {"conversions": own, **worth} if primary else {}
            yield {key: told[key] for key in BY_ACTION if key in query.fields}, {**measured, **more}


def _segment(name: str, day: date, values: Iterator[str]) -> object:
    """The segment's value: the day, or the next of the values."""
    if name == "segments.date":
        return day.isoformat()
    value = next(values)
    return int(value) if name == "segments.hour" else value


def _measure(names: list[str], seen: Seen, line: AdLine) -> Json:
    values = {name: METRICS[name](seen, line) for name in names}
    return {camel(name.partition(".")[2]): value for name, value in values.items() if value != 0.0}


def _passes(query: Query, values: Json) -> bool:
    return all(
        condition.holds(str(values[condition.field]))
        for condition in query.conditions
        if condition.field in values and condition.field != "segments.date"
    )


def _pick(row: Json, name: str) -> object:
    found: object = row
    for part in camel(name).split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return found


def _row(query: Query, values: Json) -> Json:
    """The selected ones of the values, nested; a resource always brings its name."""
    groups = {name.rpartition(".")[0] for name in query.fields if name in values}
    wanted = {f"{group}.resource_name" for group in groups} | set(query.fields)
    return _parts({name: value for name, value in values.items() if name in wanted})


def _parts(values: Json) -> Json:
    nested: Json = {}
    for name, value in values.items():
        *groups, field = name.split(".")
        place = nested
        for group in groups:
            place = place.setdefault(camel(group), {})
        place[camel(field)] = value
    return nested
