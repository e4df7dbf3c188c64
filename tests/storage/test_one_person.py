"""One person is one lead: merged, deleted, restored, and named by several campaigns."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import select

from domain.facts import Contact
from domain.results import ResultDefinition
from domain.window import Window
from storage import Session
from storage.db.tables import ContactRow, DealContactRow, DealRow
from storage.directory import accounts, campaigns, clients
from storage.evidence import evidence
from storage.facts import crm, fx, outcomes, performance, sync
from tests import casting
from tests.casting import NOW, OTONO, Cast, contact, deal
from tests.insights.test_overview import counted

DAY = OTONO.start + timedelta(days=3)
LATER = DAY + timedelta(days=1)
FLIGHT = Window(OTONO.start, OTONO.end)
HOUR = timedelta(hours=1)
INVIERNO = replace(
    OTONO,
    key="acme-invierno",
    name="Invierno",
    start=LATER,
    matches=(replace(OTONO.matches[-1], campaign_ids=(), name_contains="", utm_campaign="invierno"),),
)


def keep(db: Session, cast: Cast, *people: Contact) -> None:
    crm.upsert_contacts(db, cast.acme_hubspot, people)
    performance.resolve_matches(db, "acme")


def days(db: Session, campaign: str = "acme-otono") -> dict[date, tuple[int, int, int]]:
    """By day: leads, new customers and revenue in euros."""
    found = outcomes.crm_days(db, {campaign: "EUR"}, FLIGHT).get(campaign, ())
    return {one.day: (one.leads, one.customers, one.revenue_micros // 10**6) for one in found}


def test_of_what_one_account_has_brought_nothing_else_is_looked_at_again(db: Session) -> None:
    """A CRM brings people every hour, and each time they were looked for in all accounts of the client."""
    cast = casting.everybody(db)
    crm.upsert_contacts(db, cast.acme_hubspot, [contact("1", DAY)])
    whose = select(ContactRow.campaign_key).where(ContactRow.contact_id == "1")
    others = {cast.acme_google: ("crm_contact", "crm_deal"), cast.acme_hubspot: ("platform_campaign",)}
    for account, campaign in ((cast.acme_google, None), (cast.acme_hubspot, "acme-otono")):
        with counted(db) as said:
            performance.resolve_matches(db, "acme", account)
        assert [one for one in said if any(table in one for table in others[account])] == []
        assert db.exec(whose).one() == campaign


def test_who_was_merged_is_one_person_who_came_when_the_first_of_them_did(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", LATER), contact("2", DAY))
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("2",), LATER, 500)])
    performance.resolve_matches(db, "acme")
    assert days(db) == {DAY: (1, 0, 0), LATER: (1, 1, 500)}
    one = replace(contact("1", LATER), updated_at=NOW, merged=("2", "77"))
    for _ in range(2):  # it is told of again whenever it changes
        keep(db, cast, one)
        assert days(db) == {DAY: (1, 0, 0), LATER: (0, 1, 500)}
    keep(db, cast, contact("2", DAY))  # an answer that is older than the merger
    assert days(db)[DAY] == (1, 0, 0)


def test_a_merger_into_a_new_contact_keeps_the_campaign_that_brought_the_first(db: Session) -> None:
    cast = casting.everybody(db)
    campaigns.save(db, INVIERNO, "U0", NOW)
    keep(db, cast, contact("1", DAY), contact("2", LATER, "invierno"))
    assert (days(db), days(db, "acme-invierno")) == ({DAY: (1, 0, 0)}, {LATER: (1, 0, 0)})
    keep(db, cast, replace(contact("3", LATER, "invierno"), updated_at=NOW, merged=("1", "2")))
    assert (days(db), days(db, "acme-invierno")) == ({DAY: (1, 0, 0)}, {})


def test_merged_deals_are_one_deal(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY))
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("1",), LATER, 500), deal("b", ("1",), LATER, 40)])
    crm.upsert_deals(db, cast.acme_hubspot, [replace(deal("a", ("1",), LATER, 500), merged=("b",))])
    performance.resolve_matches(db, "acme")
    assert days(db)[LATER] == (0, 1, 500)
    assert db.exec(select(DealContactRow.deal_id)).all() == ["a"]


def test_a_lead_stays_with_the_campaign_that_brought_it_whatever_its_property_says_later(db: Session) -> None:
    cast = casting.everybody(db)
    campaigns.save(db, INVIERNO, "U0", NOW)
    came = contact("1", DAY)
    keep(db, cast, came)
    for n, said in enumerate(("invierno", "", "otra-cosa"), 1):
        keep(db, cast, replace(came, utm_campaign=said, updated_at=came.updated_at + n * HOUR))
        assert (days(db), days(db, "acme-invierno")) == ({DAY: (1, 0, 0)}, {})
    assert db.exec(select(ContactRow.earlier_utm)).all() == ["otono-2026\ninvierno"]


def test_of_several_campaigns_the_first_in_whose_flight_it_became_a_lead_has_it(db: Session) -> None:
    cast = casting.everybody(db)
    campaigns.save(db, INVIERNO, "U0", NOW)
    visitor = replace(contact("1", DAY, "invierno"), lead_day=None)
    keep(db, cast, visitor)
    keep(db, cast, replace(visitor, utm_campaign="otono-2026", lead_day=DAY, updated_at=visitor.updated_at + HOUR))
    assert (days(db), days(db, "acme-invierno")) == ({DAY: (1, 0, 0)}, {}), "invierno had not begun"
    both = replace(contact("2", DAY, "invierno"), lead_day=None)
    keep(db, cast, both)
    keep(db, cast, replace(both, utm_campaign="otono-2026", lead_day=LATER, updated_at=both.updated_at + HOUR))
    assert days(db, "acme-invierno") == {LATER: (1, 0, 0)}, "invierno had brought it"
    campaigns.remove(db, "acme-invierno", "U0", NOW)
    performance.resolve_matches(db, "acme")
    assert days(db) == {DAY: (1, 0, 0), LATER: (1, 0, 0)}


def test_a_contact_that_is_read_by_another_rule_named_nothing_before(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY, "landing-3"))
    keep(db, cast, contact("1", DAY))
    assert db.exec(select(ContactRow.utm_campaign, ContactRow.earlier_utm)).all() == [("otono-2026", "")]


def test_where_the_campaign_is_read_from_another_property_earlier_names_are_forgotten(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY, "landing-3"))
    keep(db, cast, replace(contact("1", DAY, "landing-4"), updated_at=NOW))
    account = accounts.get(db, cast.acme_hubspot)
    assert account is not None
    accounts.save(db, account, "U0", NOW)
    assert db.exec(select(ContactRow.earlier_utm)).all() == ["landing-3"]
    accounts.save(db, replace(account, options={"utm_property": "campana"}), "U0", NOW)
    assert db.exec(select(ContactRow.earlier_utm)).all() == [""]


def test_a_deal_in_a_currency_without_rates_is_worth_what_the_crm_says(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY))
    won = replace(deal("a", ("1",), LATER, 9_000), currency="COP", home_micros=2 * 10**6, home_currency="EUR")
    silent = replace(deal("b", ("1",), LATER, 7), currency="COP")
    crm.upsert_deals(db, cast.acme_hubspot, [won, silent])
    performance.resolve_matches(db, "acme")

    def revenue() -> list[tuple[str, int]]:
        found = outcomes.crm_days(db, {"acme-otono": "EUR"}, FLIGHT)["acme-otono"]
        return [(one.currency, one.revenue_micros // 10**6) for one in found if one.revenue_micros]

    assert revenue() == [("COP", 7), ("EUR", 2)]
    sync.succeed(db, sync.begin(db, cast.acme_hubspot, NOW, FLIGHT), NOW, 1)
    crm.upsert_deals(db, cast.acme_hubspot, [won, replace(silent, is_won=False)])
    seen = evidence.crm_triangle(db, "acme-otono", Window(DAY, LATER), [NOW])
    assert seen.revenue_micros[0, 0] == 2 * 10**6
    crm.upsert_deals(db, cast.acme_hubspot, [won, silent])
    fx.save(db, "COP", {DAY: Decimal("0.0002")})
    assert revenue() == [("COP", 9_007)]


def test_a_sale_without_an_amount_or_a_deal_is_worth_what_is_said(db: Session) -> None:
    cast = casting.everybody(db)
    silent = replace(deal("b", ("2",), LATER), amount_micros=None)
    keep(db, cast, contact("1", DAY), contact("2", DAY), replace(contact("3", DAY), customer_day=LATER))
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("1",), LATER, 500), silent])
    performance.resolve_matches(db, "acme")
    sync.succeed(db, sync.begin(db, cast.acme_hubspot, NOW, FLIGHT), NOW, 1)

    def seen() -> list[int]:
        grids = evidence.crm_triangle(db, "acme-otono", Window(DAY, LATER), [NOW])
        return [int(grids.customers[0, 0]), int(grids.revenue_micros[0, 0]) // 10**6]

    assert (days(db)[LATER][1:], seen()) == ((2, 500), [2, 500])
    for told, expected in (
        ({"sale": {"value": "40 EUR"}}, (2, 540)),
        ({"sale": {"hubspot": ["customer"]}}, (3, 500)),
        ({"sale": {"hubspot": ["customer"], "value": "40 EUR"}}, (3, 580)),
        ({"sale": {"meta": ["omni_purchase"]}}, (2, 500)),
        ({"sale": {"hubspot": [], "value": "40 EUR"}}, (0, 0)),
    ):
        clients.save(db, replace(casting.ACME, results=ResultDefinition.of_plain(told)), "U0", NOW)
        assert (days(db).get(LATER, (0, 0, 0))[1:], seen()) == (expected, [*expected]), told


def test_the_deleted_leave_the_sums_and_the_restored_return(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY), contact("2", DAY))
    deals = [deal("a", ("1",), LATER, 500), deal("b", ("2",), LATER, 40)]
    crm.upsert_deals(db, cast.acme_hubspot, deals)
    performance.resolve_matches(db, "acme")
    before = days(db)
    crm.archive(db, cast.acme_hubspot, ["2", "99"], ["b"], NOW)
    performance.resolve_matches(db, "acme")
    assert days(db) == {DAY: (1, 0, 0), LATER: (0, 1, 500)}
    assert crm.unsure(db, cast.acme_hubspot, NOW) == crm.Unsure((), (), ())
    asked = crm.unsure(db, cast.acme_hubspot, NOW + HOUR)  # a later list names them no more
    assert asked == crm.Unsure(("2",), ("b",), ())
    crm.settle(db, cast.acme_hubspot, asked, [contact("2", DAY)], [deals[1]])
    performance.resolve_matches(db, "acme")
    assert days(db) == before


def test_what_was_deleted_for_good_goes(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY), contact("2", DAY))
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", ("1",), LATER), deal("b", ("2",), LATER)])
    crm.archive(db, cast.acme_hubspot, ["2"], ["b"], NOW)
    asked = crm.unsure(db, cast.acme_hubspot, NOW + HOUR)
    crm.settle(db, cast.acme_hubspot, asked, [], [])
    assert db.exec(select(ContactRow.contact_id)).all() == ["1"]
    assert db.exec(select(DealRow.deal_id)).all() == ["a"]


def test_a_deal_that_is_joined_with_its_contact_later_counts(db: Session) -> None:
    cast = casting.everybody(db)
    keep(db, cast, contact("1", DAY))
    old = replace(deal("old", (), LATER), created_at=NOW - timedelta(days=400))
    crm.upsert_deals(db, cast.acme_hubspot, [deal("a", (), LATER, 500), old])
    performance.resolve_matches(db, "acme")
    assert crm.unsure(db, cast.acme_hubspot, NOW).alone == ("a",)
    crm.join(db, cast.acme_hubspot, {"a": ["1"]})
    performance.resolve_matches(db, "acme")
    assert days(db)[LATER] == (0, 1, 500)
    assert crm.unsure(db, cast.acme_hubspot, NOW).alone == ()
