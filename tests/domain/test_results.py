"""What counts as a result: definitions laid over each other, and rows counted by them."""

import pytest

from domain.money import MICRO, Money
from domain.results import (
    EITHER,
    NOTHING_SAID,
    PRIMARY,
    Action,
    Counted,
    Counting,
    Counts,
    Known,
    Own,
    ResultDefinition,
    ResultKind,
    count,
    counting,
    merged_actions,
)
from domain.words import Source

LEAD, CONVERSION, SALE = ResultKind.LEAD, ResultKind.CONVERSION, ResultKind.SALE
KNOWN = {
    "lead": Known(LEAD, "", is_own=True),
    "form": Known(LEAD, "lead", is_own=True),
    "messaging": Known(LEAD),
    "omni_purchase": Known(SALE, "", is_own=True),
    "purchase": Known(SALE, "omni_purchase", is_own=True),
    "pixel": Known(SALE, "purchase", is_own=True),
    "cart": Known(),
}


def saying(kind: ResultKind, *tokens: str, value: Money | None = None) -> ResultDefinition:
    return ResultDefinition(((kind, Counts(((Source.META, tokens),), value)),))


def counted(definition: ResultDefinition, own: Own, **numbers: tuple[int, int] | int) -> Counted:
    sums = {token: one if isinstance(one, tuple) else (one, 0) for token, one in numbers.items()}
    return count(own, sums, counting(definition, Source.META, numbers, KNOWN), KNOWN)


def test_without_a_definition_rows_are_what_their_source_says():
    own = Own(5, 7, 5, LEAD)
    assert counted(NOTHING_SAID, own, lead=5, messaging=9) == (5, 7, 5)
    assert counting(NOTHING_SAID, Source.META, ["lead", "messaging"], KNOWN).spell() == ""


def test_what_a_client_calls_a_lead_is_counted_and_conversions_follow_what_was_bought():
    definition = saying(LEAD, "lead", "messaging")
    assert counted(definition, Own(5, 0, 5, LEAD), lead=5, messaging=9) == (14, 0, 14)
    assert counted(definition, Own(0, 0, 0, EITHER), messaging=9) == (9, 0, 9)
    assert counted(definition, Own(2, 80, 5, SALE), lead=5, messaging=9, omni_purchase=(2, 80)) == (2, 80, 14)
    assert counted(definition, Own(2, 80, 5), lead=5, messaging=9).conversions == 2


def test_overlapping_actions_count_once():
    definition = saying(LEAD, "lead", "form")
    assert counted(definition, Own(0, 0, 0), lead=5, form=3).leads == 5
    assert counted(saying(LEAD, "form"), Own(0, 0, 0), lead=5, form=3).leads == 3
    assert (
        counted(saying(SALE, "omni_purchase", "pixel"), Own(0, 0, 0), omni_purchase=(3, 90), pixel=(3, 90)).value == 90
    )


def test_a_sale_without_an_amount_is_worth_what_the_client_says_and_no_other():
    definition = saying(SALE, "purchase", "messaging", value=Money.of(1500, "EUR"))
    told = counted(definition, Own(0, 0, 0), purchase=(MICRO, 40 * MICRO), messaging=2 * MICRO)
    assert told.value == 40 * MICRO + 3000 * MICRO


def test_results_of_other_kinds_are_no_zero_until_somebody_says_whether_they_count():
    own = Own(0, 0, 0, LEAD)
    assert counted(NOTHING_SAID, own, messaging=240) == (None, 0, None)
    assert counted(NOTHING_SAID, own, cart=40) == (0, 0, 0)
    assert counted(NOTHING_SAID, own) == (0, 0, 0)
    assert counted(saying(LEAD, "lead"), own, messaging=240) == (0, 0, 0)
    assert counted(NOTHING_SAID, Own(3, 90, 0, SALE), messaging=240, omni_purchase=(3, 90)) == (3, 90, None)


def test_a_campaign_s_own_word_replaces_its_client_s_kind_by_kind():
    client = ResultDefinition(((CONVERSION, Counts(((Source.META, ("cart",)),))), (LEAD, Counts())), "hubspot")
    own = saying(LEAD, "messaging")
    told = own.over(client)
    assert told.of(LEAD) == own.of(LEAD)
    assert told.of(CONVERSION) == client.of(CONVERSION)
    assert told.leads_from == "hubspot"
    assert ResultDefinition((), "platforms").over(client).leads_from == "platforms"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"lead": {"meta": ["lead", "messaging"], "csv": []}, "leads_from": "hubspot"},
        {"sale": {"hubspot": ["customer"], "value": "1500 EUR"}},
    ],
)
def test_a_definition_comes_back_as_it_was_written(told):
    assert ResultDefinition.of_plain(told).plain() == told


def test_a_kind_is_set_and_taken_back():
    told = NOTHING_SAID.setting(SALE, Counts(((Source.META, ("purchase",)),))).setting(LEAD, Counts())
    assert [kind for kind, _ in told.counts] == [LEAD, SALE]
    assert told.setting(SALE, None).setting(LEAD, None) == NOTHING_SAID


def test_the_same_way_of_counting_is_spelt_the_same():
    one = counting(saying(LEAD, "messaging", "lead"), Source.META, [], KNOWN)
    other = counting(saying(LEAD, "lead", "messaging"), Source.META, [], KNOWN)
    assert one.spell() == other.spell() == "lead=lead,messaging"
    assert Counting(unsaid=(LEAD,)).spell() == "lead?"


def test_actions_of_one_token_are_added():
    told = merged_actions([Action("b", 1, 2), Action("a", 1)], [Action("b", 3, 4, "name")])
    assert told == (Action("a", 1), Action("b", 4, 6))


def test_where_only_primary_actions_are_known_a_secondary_one_is_not_said():
    known = {"conversions": Known(LEAD, "", is_own=True), "action:1": Known(None, "conversions"), "action:2": Known()}

    def hour(*tokens: str) -> Counted:
        how = Counting(((LEAD, tokens),))
        return count(Own(3, 90, 3, PRIMARY), {"conversions": (3, 90), "action:1": (2, 60)}, how, known)

    assert hour("action:1") == (3, 90, 2)
    assert hour("action:1", "action:2") == (3, 90, None)
    assert hour("conversions", "action:1") == (3, 90, 3)
