"""What credentials open: kept by source and account, offered until a client has it, forgotten with its credential."""

from datetime import timedelta

from domain.facts import OpenAccount
from domain.words import Source
from storage import Session
from storage.directory import accounts, openings
from tests import casting

NOW = casting.NOW
META, NORD = (Source.META, ""), (Source.META, "nord")


def test_what_is_open_is_offered_until_somebody_has_it_and_goes_with_its_credential(db: Session) -> None:
    taken = accounts.get(db, casting.everybody(db).acme_google)
    assert taken is not None
    google = (Source.GOOGLE_ADS, "")
    openings.expect(db, [META, NORD, google], [(Source.HUBSPOT, ("HUBSPOT_TOKEN",))])
    assert set(openings.due(db, NOW)) == {META, NORD, google}
    openings.keep(db, google, [OpenAccount(taken.account_id, "Acme")], NOW)
    openings.keep(db, META, [OpenAccount("act_1", "One", options={"a": "b"}), OpenAccount("act_2", "two")], NOW)
    openings.keep(db, NORD, [OpenAccount("act_2", "two"), OpenAccount("act_3", "Three")], NOW)
    assert openings.due(db, NOW) == []
    assert openings.due(db, NOW + timedelta(seconds=1)) != []
    whose = {one.account.account_id: (one.credential, one.client_key) for one in openings.accounts(db)}
    assert whose[taken.account_id] == ("", "acme")
    assert (whose["act_2"], whose["act_3"]) == (("", None), ("nord", None))
    assert [one.account.name for one in openings.free(db)] == ["One", "Three", "two"]
    assert openings.free(db)[0].account.options == {"a": "b"}

    openings.note(db, META, "reconnect_meta", NOW)
    told = {(one.source, one.credential): (one.remedy, one.lacks) for one in openings.everything(db)}
    assert told[META] == ("reconnect_meta", ())
    assert told[(Source.HUBSPOT, "")] == ("", ("HUBSPOT_TOKEN",))
    openings.hurry(db)
    assert set(openings.due(db, NOW)) == {META, NORD, google}

    openings.expect(db, [NORD, (Source.HUBSPOT, "")], [(Source.GOOGLE_ADS, ("GOOGLE_ADS_CLIENT_ID",))])
    assert [one.account.name for one in openings.free(db)] == ["Three"], "the others went with their credential"
    assert accounts.get(db, taken.id) is not None
