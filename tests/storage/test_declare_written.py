"""`vigia.yaml` written from what is stored: it makes the same again, and plans nothing where it was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.registry import DESCRIPTORS
from domain.entities import Campaign, Channel, Client, Comparator, Goal, Match, SourceAccount, Subscription
from domain.money import Money, OwnRates
from domain.pacing.curve import Curve
from domain.results import Counts, ResultDefinition, ResultKind
from domain.words import Approval, Audience, Objective, Origin, Source, Stage
from storage import Session
from storage.declare import Kind, apply, plan, write
from storage.declare.known import fields_of, load
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.facts import fx
from tests.declaring import parse

EXAMPLE = (Path(__file__).parent / "data" / "vigia.yaml").read_text(encoding="utf-8")
AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WORDS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
SOME = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "null",
            "yes",
            "~",
            "- a",
            "a: b",
            "# no",
            "12",
            "1e3",
            "'",
            '"',
            "{x}",
            "2026-10-01",
            "*a",
            "&b",
            "!c",
            "|",
            "> x",
            "%",
            "@y",
        ]
    ),
)
PROSE = st.one_of(st.just(""), SOME, st.just("línea\n\nsegunda: “línea”"))
DAYS = st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2027, 11, 1)))


@st.composite
def declared(draw: st.DrawFn) -> list[Any]:
    """A client with what belongs to it, as people could have declared it in Slack or in the file."""
    key = "acme"
    client = Client(
        key,
        draw(SOME),
        draw(st.sampled_from(["es", "ca", "en", "es_MX"])),
        draw(st.sampled_from(["Europe/Madrid", "America/Mexico_City"])),
        draw(st.sampled_from(["EUR", "USD"])),
        draw(st.sampled_from([(), ("U0MAYA",), ("U0MAYA", "U0POL")])),
        draw(st.sampled_from([(), ("budget",)])),
        draw(st.sampled_from([(), (("digest", "09:00"), ("hours", "21:00-07:00")), (("weekends", "false"),)])),
        results=draw(st.sampled_from([ResultDefinition(), OF_CLIENT])),
        paused_until=draw(DAYS),
        paused_because=draw(PROSE),
    )
    rooms = [
        Channel("C0ACMEINT", key, Audience.INTERNAL),
        Channel(
            "C0ACME",
            key,
            Audience.CLIENT,
            draw(st.sampled_from([(), ("T0ACME",)])),
            draw(st.sampled_from(Approval)),
            draw(st.sampled_from([None, "ca"])),
        ),
    ]
    places = [
        SourceAccount(
            key, Source.GOOGLE_ADS, "1234567890", "", draw(st.sampled_from([{}, {"login_customer_id": "9876543210"}]))
        ),
        SourceAccount(key, Source.META, "act_1029384756", draw(st.sampled_from(["", "agency"]))),
    ]
    some = [draw(campaign(f"acme-{letter}")) for letter in ascii_lowercase[: draw(st.integers(1, 2))]]
    heard = [Subscription("C0ACME", "status", "mon 09:00", draw(st.sampled_from([(), ("acme-a",)])))]
    return [client, *rooms, *places, *some, *heard]


OF_CLIENT = ResultDefinition(
    (
        (ResultKind.LEAD, Counts(((Source.META, ("lead", "messaging")),))),
        (ResultKind.SALE, Counts(((Source.META, ("purchase",)),), Money.of(40, "EUR"))),
    ),
    "platforms",
    ((Source.HUBSPOT, (("81234567", Stage.SQL),)),),
)
OF_CAMPAIGN = ResultDefinition(((ResultKind.DOWNLOAD, Counts(((Source.GOOGLE_ADS, ("action:555",)),))),))
GOALS = (
    Goal("cpl", Comparator.LT, Decimal("25.5"), "EUR"),
    Goal("leads", Comparator.GE, Decimal(300)),
    Goal("ctr", Comparator.GT, Decimal("0.02"), None, Origin.INDUSTRY),
    Goal("roas", Comparator.GE, Decimal("3.25"), None, Origin.OWN_HISTORY),
)


@st.composite
def campaign(draw: st.DrawFn, key: str) -> Campaign:
    return Campaign(
        key,
        "acme",
        draw(SOME),
        draw(st.sampled_from(Objective)),
        date(2026, 10, 1),
        date(2026, 10, 28),
        Money(draw(st.sampled_from([0, 1, 12_000_000_000, 12_345_670_000])), draw(st.sampled_from(["EUR", "USD"]))),
        draw(st.sampled_from([None, "U0MAYA"])),
        draw(PROSE),
        draw(PROSE),
        draw(
            st.sampled_from(
                [(), (Match(Source.GOOGLE_ADS, ("111", "0222")), Match(Source.META, name_contains="otoño"))]
            )
        ),
        tuple(draw(st.lists(st.sampled_from(GOALS), unique_by=lambda goal: goal.kpi))),
        draw(st.sampled_from([Curve(), Curve.parse("back"), Curve.own((40.0, 30.5, 20.0, 10.0))])),
        draw(st.sampled_from([ResultDefinition(), OF_CAMPAIGN])),
        draw(st.booleans()),
        draw(st.sampled_from([(), ("cpl",), ("leads", "spend")])),
        draw(DAYS),
        draw(PROSE),
    )


def keep(db: Session, things: list[Any]) -> None:
    fx.save_own(db, OwnRates("ARS", ((date(2026, 11, 1), Decimal("1540.50")),)))
    for one in things:
        match one:
            case Client():
                clients.save(db, one, "U0MAYA", AT)
            case Channel():
                channels.bind(db, one, "U0MAYA", AT)
            case SourceAccount():
                accounts.save(db, one, "U0MAYA", AT)
            case Campaign():
                campaigns.save(db, one, "U0MAYA", AT)
            case Subscription():
                schedule.subscribe(db, one, AT, "U0MAYA", AT)


def standing(db: Session) -> dict[str, Any]:
    """Everything that is stored, as plain fields."""
    stored = load(db).things
    return {f"{kind} {identity}": fields_of(kind, it) for kind in Kind for identity, it in stored[kind].items()}


@contextmanager
def undone(db: Session) -> Iterator[None]:
    """What is written meanwhile is taken back."""
    trial = db.begin_nested()
    yield
    trial.rollback()
    db.expire_all()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(things=declared())
def test_what_is_written_makes_the_same_and_changes_nothing_here(db: Session, things: list[Any]) -> None:
    with undone(db):
        keep(db, things)
        before, text = standing(db), write(db, DESCRIPTORS)
        planned = plan(db, parse(text), sources=DESCRIPTORS)
        assert not planned.changes
        assert not planned.conflicts
        assert not plan(db, parse(text), prune=True, sources=DESCRIPTORS).changes
    with undone(db):
        assert not standing(db)
        apply(db, plan(db, parse(text), sources=DESCRIPTORS), "file", AT)
        assert standing(db) == before
        assert write(db, DESCRIPTORS) == text


def test_the_documented_file_is_written_as_it_was_meant(db: Session) -> None:
    apply(db, plan(db, parse(EXAMPLE), sources=DESCRIPTORS), "file", AT)
    before = standing(db)
    known = campaigns.get(db, "acme-otono")
    assert known
    campaigns.save(db, replace(known, budget=Money.of(15000, "EUR")), "U0MAYA", AT)
    text = write(db, DESCRIPTORS)
    assert "budget: 15000 EUR" in text
    assert not plan(db, parse(text), sources=DESCRIPTORS).conflicts
    assert plan(db, parse(EXAMPLE), sources=DESCRIPTORS).conflicts
    assert before != standing(db)


def test_an_empty_database_is_written_too(db: Session) -> None:
    text = write(db)
    assert not plan(db, parse(text)).changes
