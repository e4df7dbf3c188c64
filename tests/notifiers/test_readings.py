"""Every number of some days, by each of those who count it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from domain.results import ResultDefinition
from domain.snapshot import Snapshot
from domain.window import Window
from domain.words import Claim, Source
from insights.readings import Readings, readings
from insights.status import over
from storage import Session
from storage.directory import campaigns
from tests.notifiers.living import CLIENT, Life, campaign, instant

NOW = instant(67)


@pytest.fixture
def life(bare: Engine) -> Iterator[Life]:
    with Session(bare) as opened:
        yield Life(opened)


def week(life: Life) -> Snapshot:
    """240 € a day for 12 results, of which half are known on the first morning."""
    life.plan("1", 90)
    life.begin(campaign("otono", "1"))
    life.poll(instant(40), lookback=45)
    for day in range(41, 68):
        life.poll(instant(day))
    found = campaigns.get(life.db, "otono")
    assert found is not None
    return over(life.db, found, CLIENT, NOW, Window.trailing(NOW.date() - timedelta(days=1), 7))


def beside_a_crm(picture: Snapshot, leads_from: str) -> Snapshot:
    """The same where a CRM counts too, and has received nothing."""
    client = replace(picture.client, results=ResultDefinition(leads_from=leads_from))
    known = replace(picture.data.freshness[0], source=Source.HUBSPOT, provisional_from=None)
    data = replace(picture.data, client=client, has_crm=True, freshness=(*picture.data.freshness, known))
    return replace(picture, data=data)


def leads(found: Readings) -> list[tuple[Claim, bool]]:
    return [(one.claim, one.expected is not None) for one in found.all if one.kpi == "leads" and not one.by]


def test_what_is_still_to_come_is_told_beside_what_has_come_of_whoever_s_leads_lead(life: Life) -> None:
    picture = week(life)
    found = readings(life.db, picture, NOW).of("conversions")
    assert found.value is not None
    assert found.expected is not None
    assert 72 < found.value < 80 < found.expected < 90
    platform = beside_a_crm(picture, "")
    assert leads(readings(life.db, platform, NOW))[0] == (Claim.CRM, False)
    days = tuple(replace(row, leads_micros=row.conversions_micros) for row in picture.data.days)
    wanted = beside_a_crm(replace(picture, data=replace(picture.data, days=days)), "platforms")
    assert leads(readings(life.db, wanted, NOW)) == [(Claim.PLATFORM, True), (Claim.CRM, False)]
