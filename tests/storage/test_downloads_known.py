"""What was known of downloads at each look, and at the age of another window: as of everything else that is counted."""

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from domain.campaign_data import Scope
from domain.facts import PerformanceRow
from domain.money import MICRO
from domain.results import Action, Counts, ResultDefinition, ResultKind
from domain.window import Window
from domain.words import Source
from storage import Session
from storage.evidence import evidence
from storage.facts import as_known, crm, figures, forms, performance
from tests import casting
from tests.casting import ACME, OTONO, TODAY, Cast, row
from tests.storage.test_counting import sent
from tests.storage.test_evidence import DAY, DAYS, NEXT, THIRD, euros, local, polled

GUIDES = Counts(((Source.META, ("guide",)),))
SAID = ResultDefinition(((ResultKind.DOWNLOAD, GUIDES),))


@pytest.fixture
def cast(db: Session) -> Cast:
    return casting.everybody(db)


def guides(day: date, many: int | None, **more: object) -> PerformanceRow:
    """None: a day that was not read by action."""
    told = None if many is None else (Action("guide", many * MICRO), Action("other", 9 * MICRO))
    return row("222", day, 5, actions=told, **more)


def counted(grid: np.ndarray | None) -> list[list[float | None]]:
    assert grid is not None
    return euros(grid)


def heard(db: Session, cast: Cast, at: datetime, rows: list[PerformanceRow]) -> None:
    polled(db, cast.acme_google, at, [])
    polled(db, cast.acme_meta, at, list(rows))


def test_a_triangle_holds_the_downloads_that_were_known_at_each_look(db: Session, cast: Cast) -> None:
    heard(db, cast, local(NEXT, 4), [guides(DAY, 2)])
    heard(db, cast, local(THIRD, 4), [guides(DAY, 5), guides(NEXT, 1), guides(NEXT, 3, element="tv")])
    performance.resolve_matches(db, "acme")
    looks = [local(NEXT, 5), local(THIRD, 5)]
    seen = evidence.triangle(db, "acme-otono", DAYS, looks, GUIDES)
    assert counted(seen.downloads_micros) == [[2, None, None], [5, 4, None]]
    assert evidence.triangle(db, "acme-otono", DAYS, looks).downloads_micros is None
    other = Counts(((Source.META, ("other",)),))
    assert counted(evidence.triangle(db, "acme-otono", DAYS, looks, other).downloads_micros)[1][:2] == [9, 18], "anew"


def test_what_was_not_read_by_action_is_unknown_and_what_vanished_was_none(db: Session, cast: Cast) -> None:
    heard(db, cast, local(NEXT, 4), [guides(DAY, None)])
    heard(db, cast, local(THIRD, 4), [guides(DAY, 5), guides(NEXT, 1)])
    heard(db, cast, local(THIRD, 8), [guides(DAY, 5)])
    performance.resolve_matches(db, "acme")
    looks = [local(NEXT, 5), local(THIRD, 5), local(THIRD, 9)]
    seen = evidence.triangle(db, "acme-otono", DAYS, looks, GUIDES)
    assert counted(seen.downloads_micros) == [[None, None, None], [5, 1, None], [5, 0, None]]


def test_downloads_are_compared_at_the_same_age(db: Session, cast: Cast) -> None:
    heard(db, cast, local(NEXT, 4), [guides(DAY, 2)])
    heard(db, cast, local(THIRD, 4), [guides(DAY, 5), guides(NEXT, 1)])
    performance.resolve_matches(db, "acme")
    for at, expected in ((local(NEXT, 5), [2]), (local(THIRD, 5), [5, 1])):
        rows = as_known.day_sums(db, ["acme-otono"], DAYS, at, {"acme-otono": GUIDES})["acme-otono"]
        assert [(one.downloads_micros or 0) // MICRO for one in rows] == expected
        scope = Scope(replace(OTONO, results=SAID), ACME, DAYS, TODAY)
        (data,) = figures.facts(db, [scope], at=at)
        assert [(one.downloads_micros or 0) // MICRO for one in data.days] == expected
    (bare,) = as_known.day_sums(db, ["acme-otono"], Window(NEXT, NEXT), local(THIRD, 5))["acme-otono"]
    assert bare.downloads_micros is None


def test_forms_of_the_crm_are_known_from_the_day_after_they_were_sent(db: Session, cast: Cast) -> None:
    people = [sent(1, ("form:guide", DAY)), sent(2, ("form:guide", DAY)), sent(3, ("form:guide", NEXT))]
    crm.upsert_contacts(db, cast.acme_hubspot, people)
    forms.name(db, cast.acme_hubspot, {"form:guide": "Guía"})
    performance.resolve_matches(db, "acme")
    for at in (local(NEXT, 4), local(THIRD, 4)):
        polled(db, cast.acme_hubspot, at, [])
    looks = [local(NEXT, 5), local(THIRD, 5)]
    seen = evidence.crm_triangle(db, "acme-otono", DAYS, looks, ("form:Guía",))
    assert seen.downloads is not None
    assert np.nan_to_num(seen.downloads, nan=-1).tolist() == [[2, -1, -1], [2, 1, -1]]
    assert evidence.crm_triangle(db, "acme-otono", DAYS, looks).downloads is None
    lost = evidence.crm_triangle(db, "acme-otono", DAYS, looks, ("form:nobody knows",))
    assert lost.downloads is None
