"""What the stages of a client's CRM count as, in vigia.yaml."""

import pytest

from domain.entities import SourceAccount
from domain.words import Source
from storage import Session
from storage.directory import accounts, clients
from tests.storage.test_declare import AT, applied, faults, planned, said

STAGES = """
clients:
  - key: acme
    name: Acme
    results:
      lead: {{meta: [lead]}}
      stages: {stages}
"""


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ('{hubspot: {"81234567": sql, other: lead, lead: none}}', ""),
        ('{hubspot: {"81234567": qualified}}', "'qualified' is not one of the words allowed here"),
        ("{meta: {lead: lead}}", "the key 'meta' is not known here"),
        ("{hubspot: [lead]}", "a list stands where keys and values should"),
    ],
)
def test_a_client_says_what_the_stages_of_its_crm_count_as(db: Session, given: str, fault: str) -> None:
    if fault:
        assert fault in faults(db, STAGES.format(stages=given))[0]
        return
    applied(db, STAGES.format(stages=given))
    known = clients.get(db, "acme")
    assert known is not None
    assert known.results.stages_of(Source.HUBSPOT) == {"81234567": "sql", "other": "lead", "lead": "none"}
    assert said(planned(db, STAGES.format(stages=given))) == []
    account = accounts.save(db, SourceAccount("acme", Source.HUBSPOT, "1"), "test", AT)
    assert clients.counting(db, account).stages["81234567"] == "sql"
    applied(db, STAGES.format(stages="{}"))
    assert clients.counting(db, account).stages == {}


def test_a_campaign_says_nothing_of_stages(db: Session) -> None:
    text = "campaigns: [{key: a, results: {stages: {hubspot: {other: lead}}}}]"
    assert "the key 'stages' is not known here" in faults(db, text)[0]
