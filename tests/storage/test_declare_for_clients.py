"""What a client is shown of a campaign and hears of it, in vigia.yaml."""

from datetime import date

import pytest

from storage import Session
from storage.declare import DeclarationError
from storage.directory import campaigns, clients
from tests.storage.test_declare import applied

FILE = """
clients:
  - {{key: acme, name: Acme{client}}}
campaigns:
  - {{key: otono, client: acme, name: Otoño, objective: leads, start: 2026-10-01, end: 2026-12-15,
     budget: 12000 EUR{campaign}}}
"""


def given(db: Session, client: str = "", campaign: str = "") -> None:
    applied(db, FILE.format(client=client, campaign=campaign))


def test_kpis_and_pauses_come_from_the_file_and_go_with_it(db: Session) -> None:
    given(db, ', paused_until: 2026-12-24, paused_because: "Vacaciones"', ", client_kpis: [leads, Coste por lead]")
    given(db, "", ", paused_until: 2026-12-15, paused_because: Obras")
    client, campaign = clients.get(db, "acme"), campaigns.get(db, "otono")
    assert client
    assert campaign
    assert (client.paused_until, client.paused_because) == (date(2026, 12, 24), "Vacaciones")
    assert (campaign.client_kpis, campaign.paused_until) == (("leads", "cpl"), date(2026, 12, 15))
    given(db, ", paused_until: null, paused_because: null", ", client_kpis: [], paused_until: ~")
    client, campaign = clients.get(db, "acme"), campaigns.get(db, "otono")
    assert client
    assert campaign
    assert (client.paused_until, client.paused_because) == (None, "")
    assert (campaign.client_kpis, campaign.paused_until) == ((), None)


@pytest.mark.parametrize("wrong", ["client_kpis: [pace]", "client_kpis: [nonsense]", "paused_until: soon"])
def test_what_no_client_can_be_shown_is_a_fault(db: Session, wrong: str) -> None:
    with pytest.raises(DeclarationError, match="line 6"):
        given(db, campaign=f", {wrong}")
