"""What a client's campaigns share is what each of them is asked for alone."""

import pytest

from insights import gather
from storage import Session
from storage.directory import campaigns, clients
from storage.facts import health
from tests import casting
from tests.casting import NOW


@pytest.mark.parametrize(("key", "with_crm"), [("acme", True), ("bosc", False)])
def test_which_accounts_a_campaign_draws_on_is_the_same_of_all_and_of_one(
    db: Session, key: str, with_crm: bool
) -> None:
    casting.everybody(db)
    client = clients.get(db, key)
    assert client
    owned = campaigns.of_client(db, key)
    common = gather.shared(db, client, owned, NOW)
    assert common.drawn == health.drawn_by_campaign(db, [key])
    assert any(health.crms_by_campaign(db, [key])) is with_crm
    for one in owned:
        alone = gather.moment(db, client, one, NOW)
        assert {each.id for each in common.moments[one.key].accounts} == {each.id for each in alone.accounts}
