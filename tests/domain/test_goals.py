"""Goals as people write them, and whether they are met."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.entities import Comparator, Goal
from domain.errors import InvalidInput
from domain.goals import attainment, check_side, met, parse, parse_many, spell
from domain.kpi import CATALOGUE, Kpi, Reading, Undefined, Unit
from domain.words import Origin


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("cpl < 25 EUR", "cpl < 25 EUR"),
        ("cpl<25€", "cpl < 25 EUR"),
        ("cpl<€25", "cpl < 25 EUR"),
        ("cpl < €25 EUR", "cpl < 25 EUR"),
        ("cpl<25 eur", "cpl < 25 EUR"),
        ("CPL < 25 Eur", "cpl < 25 EUR"),
        ("cpl 25€", "cpl <= 25 EUR"),
        ("cpl: 25€", "cpl <= 25 EUR"),
        ("cpl=25 €", "cpl <= 25 EUR"),
        ("cpl<25,50€", "cpl < 25.5 EUR"),
        ("cpl<25.50", "cpl < 25.5 EUR"),
        ("cpl <= 25 USD", "cpl <= 25 USD"),
        ("cpl < 25$", "cpl < 25 USD"),
        ("cpl < £25", "cpl < 25 GBP"),
        ("leads 300", "leads >= 300"),
        ("leads >= 300", "leads >= 300"),
        ("leads>=300", "leads >= 300"),
        ("leads≥300", "leads >= 300"),
        ("leads300", "leads >= 300"),
        ("leads >= 1.200", "leads >= 1200"),
        ("impressions > 1,200,000", "impressions > 1200000"),
        ("roas >= 3", "roas >= 3"),
        ("roas>=3,5", "roas >= 3.5"),
        ("roas >= 3.125", "roas >= 3.1250"),
        ("roas>=3x", "roas >= 3"),
        ("roas >= 3 ×", "roas >= 3"),
        ("ctr > 2%", "ctr > 2%"),
        ("ctr > 2 %", "ctr > 2%"),
        ("ctr>2", "ctr > 2%"),
        ("ctr>1", "ctr > 1%"),
        ("ctr ≤ 0,5%", "ctr <= 0.5%"),
        ("ctr > 1.125%", "ctr > 1.1250%"),
        ("pace >= 90%", "pace >= 90%"),
        ("spend < 100 EUR", "spend < 100 EUR"),
        ("revenue>=12.000 EUR", "revenue >= 12000 EUR"),
        ("ingresos>=5000€", "revenue >= 5000 EUR"),
        ("Ingressos >= 5000", "revenue >= 5000 EUR"),
        ("coste por lead<25€", "cpl < 25 EUR"),
        ("Tasa de conversión > 3%", "cvr > 3%"),
        ("taxa de conversio > 3%", "cvr > 3%"),
        ("lead-to-customer rate >= 5%", "lead_to_customer >= 5%"),
        ("new customers 5", "new_customers >= 5"),
        ("cost per mql < 60 EUR", "cost_per_mql < 60 EUR"),
        ("coste por MQL < 60 EUR", "cost_per_mql < 60 EUR"),
        ("mql_to_sql > 30%", "mql_to_sql > 30%"),
        ("tasa de mql a sql > 30%", "mql_to_sql > 30%"),
        ("mql 40", "mqls >= 40"),
        ("SQLs >= 12", "sqls >= 12"),
        ("new-customers>=5", "new_customers >= 5"),
        ("cost_per_customer<200€", "cost_per_customer < 200 EUR"),
    ],
)
def test_a_goal_is_read_however_it_is_typed(typed: str, spelt: str) -> None:
    assert spell(parse(typed, "EUR")) == spelt
    assert [spell(goal) for goal in parse_many(typed, "EUR")] == [spelt]


def parse_or_code(typed: str, currency: str | None = None) -> str:
    try:
        return spell(parse(typed, currency))
    except InvalidInput as error:
        return error.code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "goal"),
        ("cpl", "goal"),
        ("cpl <", "goal"),
        ("< 25", "goal"),
        ("25", "goal"),
        ("cpl < -3 EUR", "goal"),
        ("cpl < many", "goal"),
        ("cpl < 25 EUR!", "goal"),
        ("cpl << 25", "goal"),
        ("virality > 3", "kpi"),
        ("cplx < 25 EUR", "kpi"),
        ("spend 100 EUR", "comparator"),
        ("impressions 1000", "comparator"),
        ("pace 90%", "comparator"),
        ("cpl < 25", "goal_currency"),
        ("cpl < 25%", "goal_currency"),
        ("cpl < 25x", "goal_currency"),
        ("cpl < $25 EUR", "goal_currency"),
        ("leads >= 300 EUR", "goal_unit"),
        ("leads >= €300", "goal_unit"),
        ("leads >= 300%", "goal_unit"),
        ("roas >= 3%", "goal_unit"),
        ("ctr > 2x", "goal_unit"),
        ("ctr > 2 EUR", "goal_unit"),
        ("ctr > 0.02", "goal_unit"),
        ("cpl < 1.2.3 EUR", "number"),
        ("leads >= 9999999999999", "number"),
        (f"cpl < {'9' * 60} EUR", "number"),
    ],
)
def test_a_goal_that_cannot_be_read_is_refused_by_what_is_wrong(typed: str, code: str) -> None:
    assert parse_or_code(typed) == code


@pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=CATALOGUE)
def test_the_example_in_a_refusal_can_itself_be_read(kpi: Kpi) -> None:
    wrong = "%" if kpi.unit in {Unit.MONEY, Unit.COUNT} else "EUR"
    with pytest.raises(InvalidInput) as caught:
        parse(f"{kpi.key} >= 3 {wrong}")
    assert parse(caught.value.example).kpi == kpi.key


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("cpl<25€ leads 300", ["cpl < 25 EUR", "leads >= 300"]),
        ("leads>=300 roas>=3", ["leads >= 300", "roas >= 3"]),
        ("leads >= 300 ctr > 1%", ["leads >= 300", "ctr > 1%"]),
        ("leads >= 300, ctr > 1%", ["leads >= 300", "ctr > 1%"]),
        ("leads>=300,ctr>1%", ["leads >= 300", "ctr > 1%"]),
        ("leads 300 cpl 25", ["leads >= 300", "cpl <= 25 EUR"]),
        ("leads 300 ctr 2%", ["leads >= 300", "ctr >= 2%"]),
        ("leads 300 cpl<25 eur roas 3", ["leads >= 300", "cpl < 25 EUR", "roas >= 3"]),
        ("leads 300 new customers 5", ["leads >= 300", "new_customers >= 5"]),
        ("cpl 25 leads 300", ["cpl <= 25 EUR", "leads >= 300"]),
        ("cpl 25 cpa 30 cpc 1,5", ["cpl <= 25 EUR", "cpa <= 30 EUR", "cpc <= 1.5 EUR"]),
        ("cpl<25€; leads>=300 ;", ["cpl < 25 EUR", "leads >= 300"]),
        ("  cpl < 25,50 € ,, revenue >= 12.000 EUR  ", ["cpl < 25.5 EUR", "revenue >= 12000 EUR"]),
        ("cpl<25€\nleads>=300\troas>=3", ["cpl < 25 EUR", "leads >= 300", "roas >= 3"]),
        ("coste por lead < 25€ ingresos >= 5.000€", ["cpl < 25 EUR", "revenue >= 5000 EUR"]),
    ],
)
def test_several_goals_are_read_from_one_line(typed: str, spelt: list[str]) -> None:
    assert [spell(goal) for goal in parse_many(typed, "EUR")] == spelt


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "goal"),
        (" ,; ", "goal"),
        ("leads>=300 please", "goal"),
        ("leads>=300 roas", "goal"),
        ("cpl<25€leads>=300", "goal"),
        ("leads>=300 virality>2", "kpi"),
        ("cpl<25 kg leads 3", "goal"),
        ("cpl<25% leads 3", "goal_currency"),
    ],
)
def test_a_line_with_one_bad_goal_is_refused_whole(typed: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_many(typed, "EUR")
    assert caught.value.code == code


@pytest.mark.parametrize(("currency", "read"), [("MXN", "MXN"), ("EUR", "USD"), (None, "USD")])
def test_a_dollar_sign_is_the_clients_own_currency_where_that_is_a_dollar_or_a_peso(
    currency: str | None, read: str
) -> None:
    assert parse("cpl < 25$", currency).currency == read


def test_a_goal_keeps_where_its_number_comes_from() -> None:
    assert parse("leads >= 300").origin is Origin.AGREED
    assert parse("leads >= 300", origin=Origin.INDUSTRY).origin is Origin.INDUSTRY


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    kpi = draw(st.sampled_from(list(CATALOGUE.values())))
    comparator = draw(st.sampled_from(Comparator))
    places = 6 if kpi.unit in {Unit.MONEY, Unit.PERCENT} else 0 if kpi.unit is Unit.COUNT else 4
    target = draw(st.decimals(0, 10**7, places=places))
    return Goal(
        kpi.key, comparator, target, draw(st.sampled_from(["EUR", "USD", "MXN"])) if kpi.unit is Unit.MONEY else None
    )


@given(goals())
@example(Goal("roas", Comparator.GE, Decimal("3.125")))
@example(Goal("cpl", Comparator.LT, Decimal("1.125"), "EUR"))
@example(Goal("leads", Comparator.GE, Decimal("1E+6")))
def test_what_is_spelt_is_read_back_as_the_same_goal(goal: Goal) -> None:
    assert parse(spell(goal)) == goal


@given(st.lists(goals(), min_size=1, max_size=5), st.sampled_from([" ", ", ", ",", "; ", "\n"]))
def test_goals_spelt_one_after_another_are_read_back(many: list[Goal], between: str) -> None:
    assert list(parse_many(between.join(map(spell, many)))) == many


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(typed: str) -> None:
    try:
        found = parse_many(typed, "EUR")
    except InvalidInput:
        return
    assert parse_many(", ".join(map(spell, found))) == found


def reading(value: str | None, currency: str | None = None) -> Reading:
    return Reading("cpl", Decimal(value) if value is not None else None, Decimal(1), Decimal(1), currency)


@pytest.mark.parametrize(
    ("typed", "value", "is_met", "attained"),
    [
        ("cpl < 25 EUR", "20", True, "1.25"),
        ("cpl < 25 EUR", "25", False, "1"),
        ("cpl <= 25 EUR", "25", True, "1"),
        ("cpl < 25 EUR", "50", False, "0.5"),
        ("cpl < 25 EUR", "0", True, None),
        ("cpl < 25 EUR", None, None, None),
        ("revenue > 100 EUR", "100", False, "1"),
        ("revenue >= 100 EUR", "100", True, "1"),
        ("revenue >= 100 EUR", "150", True, "1.5"),
        ("revenue >= 100 EUR", "0", False, "0"),
        ("revenue >= 0 EUR", "5", True, None),
        ("cpl < 25 USD", "20", None, None),
    ],
)
def test_a_goal_is_met_or_not_or_nobody_knows(
    typed: str, value: str | None, is_met: bool | None, attained: str | None
) -> None:
    goal, now = parse(typed), reading(value, "EUR")
    assert met(goal, now) is is_met
    assert attainment(goal, now) == (Decimal(attained) if attained is not None else None)


@given(st.sampled_from([Comparator.LE, Comparator.GE]), st.decimals(1, 1000, places=2), st.decimals(1, 1000, places=2))
def test_attainment_of_at_least_one_is_the_same_as_met(comparator: Comparator, target: Decimal, value: Decimal) -> None:
    goal, now = Goal("roas", comparator, target), Reading("roas", value, value, Decimal(1))
    share = attainment(goal, now)
    assert share is not None
    assert met(goal, now) is (share >= 1)


def test_money_spent_on_nothing_misses_a_cost_goal_once_it_exceeds_the_cost_of_one() -> None:
    goal = parse("cpl < 25 EUR")

    def spent(amount: int) -> Reading:
        return Reading("cpl", None, Decimal(amount), Decimal(0), "EUR", why=Undefined.NO_DENOMINATOR)

    assert met(goal, spent(20)) is None
    assert met(goal, spent(26)) is False
    assert met(parse("roas >= 3"), Reading("roas", None, Decimal(9), Decimal(0), why=Undefined.NO_DENOMINATOR)) is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("cpl > 3 EUR", True),
        ("cpl >= 3 EUR", True),
        ("cpl < 3 EUR", False),
        ("roas <= 3", True),
        ("leads >= 3", False),
        ("spend < 3 EUR", False),
        ("spend > 3 EUR", False),
        ("pace < 90%", False),
    ],
)
def test_a_goal_against_its_kpis_direction_is_known_for_one(text: str, wrong: bool) -> None:
    if not wrong:
        check_side(parse(text), "goal", text)
        return
    with pytest.raises(InvalidInput) as refused:
        check_side(parse(text), "goal", text)
    right = refused.value.example
    check_side(parse(right), "goal", right)
