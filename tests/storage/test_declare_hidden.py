"""Whether a client sees a campaign, in vigia.yaml."""

import pytest

from storage import Session
from storage.directory import campaigns
from tests.storage.test_declare import applied, faults, planned, said

FILE = """
clients: [{{key: acme, name: Acme}}]
campaigns:
  - key: a
    client: acme
    name: A
    objective: leads
    start: 2026-10-01
    end: 2026-12-15
    budget: 10 EUR
    hidden: {given}
"""


@pytest.mark.parametrize("hidden", [True, False])
def test_a_campaign_says_whether_its_client_sees_it(db: Session, *, hidden: bool) -> None:
    text = FILE.format(given=str(hidden).lower())
    applied(db, text)
    known = campaigns.get(db, "a")
    assert known is not None
    assert known.hidden is hidden
    assert said(planned(db, text)) == []
    applied(db, FILE.format(given="false"))
    assert campaigns.get(db, "a") is not None
    assert not campaigns.of_client(db, "acme")[0].hidden


def test_it_is_true_or_false(db: Session) -> None:
    assert "true or false" in faults(db, FILE.format(given="maybe"))[0]
