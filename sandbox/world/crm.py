"""The CRM side of the world: contacts made by the leads and orders of the ads, their stages, and their deals."""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sandbox.world import days, origins
from sandbox.world.ads import DRAWN, AdLine, Result
from sandbox.world.catalogue import FUTURE_DAYS, HISTORY_DAYS, Line
from sandbox.world.funnels import FUNNELS, PIPELINES, Funnel, Stages, reaches, spread
from sandbox.world.people import person
from sandbox.world.records import Change, Portal, Record, record
from sandbox.world.troubles import Trouble, lasting

OWNERS = {"424242": ("910901", "910902"), "535353": ("920901",), "646464": ("930901",)}
_KEPT = 0.95
_ORGANIC_A_DAY = 1.2
_SUBSCRIBES_EVERY = 12
_STAGES = ("marketingqualifiedlead", "salesqualifiedlead", "opportunity")


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A person reaching the CRM: when, through which line (None: without ads), and the order if there was one."""

    at: int
    line: Line | None
    order: int
    result: Result | None = None
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class _Life:
    """A contact's changes and, where there is one, its deal's."""

    contact: list[Change]
    deal: list[Change]


def portal(portal_id: str, lines: Iterable[AdLine], seed: int, anchor: date) -> Portal:
    """The portal fed by those lines: records numbered in the order in which they appear."""
    rng = random.Random(f"{seed}:{DRAWN}:{portal_id}")
    lines = tuple(lines)
    worth = _worth(lines)
    arrivals = sorted([*_from_ads(lines), *_organic(rng, anchor)], key=lambda arrival: arrival.at)
    numbers: dict[str, int] = defaultdict(int)
    lives: list[_Life | None] = []
    for position, arrival in enumerate(arrivals):
        utm = arrival.line.utm if arrival.line else ""
        comes = _comes(arrival, worth)
        life = _life(portal_id, comes or arrival, position, numbers[utm], rng)
        lives.append(life if comes else None)
        numbers[utm] += 1
    return _number(portal_id, lives)


def _number(portal_id: str, lives: list[_Life | None]) -> Portal:
    here = [(str(151 + 50 * position), life) for position, life in enumerate(lives) if life]
    contacts = tuple(record(number, life.contact, "lastmodifieddate") for number, life in here)
    owners = [(number, life.deal) for number, life in here if life.deal]
    deals: list[Record] = []
    contact_of: dict[str, str] = {}
    for position, (contact_id, changes) in enumerate(sorted(owners, key=lambda owner: owner[1][0].at)):
        deal = record(str(21_678_228_008 + 37 * position), changes, "hs_lastmodifieddate")
        contact_of[deal.id] = contact_id
        deals.append(deal)
    deals_of = {contact_id: (deal_id,) for deal_id, contact_id in contact_of.items()}
    return Portal(portal_id, contacts, tuple(deals), contact_of, deals_of)


def _from_ads(lines: Iterable[AdLine]) -> Iterator[_Arrival]:
    """Everybody who would come if all went well, so that troubles change nobody's number but of those they take."""
    for line in lines:
        for number, result in enumerate(line.happened if line.spec.in_crm else ()):
            if line.spec.result == "purchase":
                yield _Arrival(result.at + 20_000, line.spec, result.value, result, line.troubles)
            elif reaches(number, _KEPT):
                yield _Arrival(_arrives(result), line.spec, 0, result, line.troubles)


def _worth(lines: Iterable[AdLine]) -> dict[tuple[str, float], int]:
    """What each result that really happens is worth, by line and draw."""
    return {(line.spec.id, result.draw): result.value for line in lines for result in line.results if line.troubles}


def _comes(arrival: _Arrival, worth: dict[tuple[str, float], int]) -> _Arrival | None:
    """The arrival as it is under its line's troubles; None when they keep it away."""
    if arrival.result is None or arrival.line is None or not arrival.troubles:
        return arrival
    value = worth.get((arrival.line.id, arrival.result.draw))
    if value is None or _drawn_out(arrival, "leads_not_in_crm"):
        return None
    return replace(arrival, order=value if arrival.order else 0)


def _drawn_out(arrival: _Arrival, kind: str) -> bool:
    """Whether a trouble of that kind takes this arrival."""
    trouble = lasting(arrival.troubles, kind, arrival.result.at) if arrival.result else None
    return trouble is not None and arrival.result is not None and arrival.result.draw >= trouble.size


def _arrives(result: Result) -> int:
    return result.at + 40_000 + result.at % 80_000


def _organic(rng: random.Random, anchor: date) -> Iterator[_Arrival]:
    for offset in range(-HISTORY_DAYS, FUTURE_DAYS + 1):
        day = anchor + timedelta(days=offset)
        for _ in range(int(_ORGANIC_A_DAY + rng.random())):
            yield _Arrival(days.moment(day, rng.random()), None, 0)


def _life(portal_id: str, arrival: _Arrival, position: int, number: int, rng: random.Random) -> _Life:
    born = {
        **person(rng, position),
        **origins.touches(arrival.line, arrival.at, _token(portal_id, position), rng),
        "createdate": days.iso_ms(arrival.at),
        "hubspot_owner_id": OWNERS[portal_id][position % len(OWNERS[portal_id])],
    }
    if arrival.order:
        return _order(portal_id, arrival, born)
    funnel = FUNNELS[arrival.line.utm if arrival.line else ""]
    contact = list(_first_stages(arrival.at, born, position))
    steps = _held_back(arrival, _steps(arrival.at, number, funnel, rng))
    contact += [_stage(at, stage, "AUTOMATION_PLATFORM") for stage, at in steps.items() if stage in _STAGES]
    if "marketingqualifiedlead" in steps:
        contact.append(_called(arrival.at, steps["marketingqualifiedlead"], rng))
    deal = list(_deal(portal_id, born, number, funnel, steps))
    if "customer" in steps:
        contact.append(_stage(steps["customer"], "customer", "CRM_UI"))
    return _Life(contact, deal)


def _token(portal_id: str, position: int) -> str:
    return hashlib.sha256(f"{portal_id}:{position}".encode()).hexdigest()


def _stage(at: int, stage: str, origin: str) -> Change:
    entered = days.iso_ms(at)
    dates = {f"hs_v2_date_entered_{stage}": entered, f"hs_lifecyclestage_{stage}_date": entered}
    return Change(at, {"lifecyclestage": stage, **dates}, origin)


def _first_stages(at: int, born: dict[str, str], position: int) -> Iterator[Change]:
    """Most people arrive as leads; one in twelve first subscribes and asks a little later."""
    if position % _SUBSCRIBES_EVERY == 0:
        yield Change(at, {**born, **_stage(at, "subscriber", "FORM").values}, "FORM")
        yield _stage(at + 40 * 60_000, "lead", "FORM")
    else:
        yield Change(at, {**born, **_stage(at, "lead", "FORM").values}, "FORM")


def _steps(at: int, number: int, funnel: Funnel, rng: random.Random) -> dict[str, int]:
    """Stage to the instant it is reached (ms), "closed" being the end of the deal, won or lost."""
    rates = (funnel.mql, funnel.sql, funnel.opportunity)
    wins = reaches(number, funnel.customer)
    # Wins are spread by their own count, so that revenue comes evenly however few the leads are that become customers.
    order = int(number * funnel.customer) if wins else number
    closes = at + round(spread(order, *funnel.close_days) * days.DAY_MS)
    marks = sorted(rng.uniform(0.02, 0.6) for _ in _STAGES)
    steps = {
        stage: at + 3_600_000 + round((closes - at) * mark)
        for stage, rate, mark in zip(_STAGES, rates, marks, strict=True)
        if wins or reaches(number, rate)
    }
    if "opportunity" in steps:
        steps["closed"] = max(closes, steps["opportunity"] + 7_200_000)
    if wins:
        steps["customer"] = steps["closed"] + 1_500
    return steps


def _held_back(arrival: _Arrival, steps: dict[str, int]) -> dict[str, int]:
    """The steps that are left where the leads' quality falls, or where sales no longer takes them on."""
    if _drawn_out(arrival, "quality_falls"):
        return {}
    if _drawn_out(arrival, "sales_stall"):
        return {stage: at for stage, at in steps.items() if stage == _STAGES[0]}
    return steps


def _called(at: int, qualified: int, rng: random.Random) -> Change:
    """The first time that sales spoke to the contact."""
    spoken = qualified + round(rng.uniform(0.5, 30) * days.HOUR_MS)
    return Change(
        spoken,
        {
            "hs_sa_first_engagement_date": days.iso_ms(spoken),
            "hs_first_outreach_date": days.iso_ms(spoken),
            "hs_time_to_first_engagement": str(spoken - at),
            "notes_last_contacted": days.iso_ms(spoken),
            "num_contacted_notes": "1",
            "hs_lead_status": "CONNECTED",
        },
        "CRM_UI",
    )


def _deal(portal_id: str, born: dict[str, str], number: int, funnel: Funnel, steps: dict[str, int]) -> Iterator[Change]:
    if "opportunity" not in steps:
        return
    stages, opened, closed = PIPELINES[portal_id], steps["opportunity"], steps["closed"]
    amount = f"{funnel.amount * spread(int(number * funnel.customer) * 7 + 3, 0.7, 1.3):.2f}"
    title = f"{born['firstname']} {born['lastname']}"
    base = _deal_base(stages, title, amount, born["hubspot_owner_id"], opened)
    for position, (stage, _, _) in enumerate(stages.open):
        at = opened + round((closed - opened) * position / len(stages.open))
        yield Change(at, {**(base if position == 0 else {}), **_entered(stage, at)}, "CRM_UI")
    won = "customer" in steps
    yield _closing(stages, closed, won=won)


def _deal_base(stages: Stages, title: str, amount: str, owner: str, at: int) -> dict[str, str]:
    return {
        "dealname": title,
        "amount": amount,
        "amount_in_home_currency": amount,
        "deal_currency_code": "EUR",
        "pipeline": stages.pipeline,
        "createdate": days.iso_ms(at),
        "hubspot_owner_id": owner,
        "hs_is_closed": "false",
        "hs_is_closed_won": "false",
    }


def _entered(stage: str, at: int) -> dict[str, str]:
    return {"dealstage": stage, f"hs_v2_date_entered_{stage}": days.iso_ms(at)}


def _closing(stages: Stages, at: int, *, won: bool) -> Change:
    stage = stages.won[0] if won else stages.lost[0]
    values = {
        **_entered(stage, at),
        "closedate": days.iso_ms(at),
        "hs_is_closed": "true",
        "hs_is_closed_won": "true" if won else "false",
    }
    return Change(at, values, "CRM_UI")


def _order(portal_id: str, arrival: _Arrival, born: dict[str, str]) -> _Life:
    """An online order: the contact is a customer from the first instant and its deal is born won."""
    stages, at = PIPELINES[portal_id], arrival.at
    cents = round(arrival.order / 10_000)
    base = _deal_base(stages, f"Comanda {at // 1000}", f"{cents / 100:.2f}", born["hubspot_owner_id"], at)
    stage = {**_stage(at, "lead", "INTEGRATION").values, **_stage(at, "customer", "INTEGRATION").values}
    closing = _closing(stages, at + 1_000, won=True)
    return _Life([Change(at, {**born, **stage}, "INTEGRATION")], [Change(at, base, "INTEGRATION"), closing])
