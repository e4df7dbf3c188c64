"""Errors say what the caller must do."""

import pytest

from domain.errors import InvalidInput, NeedsOwner, Problem, SchemaDrift, Transient
from domain.words import Remedy, Source


def test_a_transient_problem_says_how_long_to_wait() -> None:
    problem = Transient("503 from Meta", retry_after=2.5, reason="server")
    assert (problem.detail, problem.retry_after, problem.reason) == ("503 from Meta", 2.5, "server")
    assert (Transient("x").retry_after, Transient("x").reason) == (None, "transient")


def test_a_problem_for_its_owner_says_the_remedy() -> None:
    assert NeedsOwner("token expired", Remedy.RECONNECT_META).remedy is Remedy.RECONNECT_META


@pytest.mark.parametrize(("detail", "said"), [("", "$.data"), ("a list", "$.data: a list")])
def test_a_drift_says_where(detail: str, said: str) -> None:
    drift = SchemaDrift("$.data", detail)
    assert (drift.path, drift.detail, str(drift)) == ("$.data", said, said)


@pytest.mark.parametrize(
    "problem", [Transient("x"), NeedsOwner("x", Remedy.REPORT_BUG), SchemaDrift("x")], ids=lambda p: type(p).__name__
)
def test_what_goes_wrong_outside_is_one_family_and_input_is_not(problem: Problem) -> None:
    assert isinstance(problem, Problem)
    assert not isinstance(problem, ValueError)
    assert isinstance(InvalidInput("goal", "goal", "x"), ValueError)
    assert not isinstance(InvalidInput("goal", "goal", "x"), Problem)


@pytest.mark.parametrize(
    ("example", "said"),
    [("", "goals[0]: goal: 'cpl <'"), ("cpl < 25 EUR", "goals[0]: goal: 'cpl <' (for example: cpl < 25 EUR)")],
)
def test_refused_input_names_the_place_what_was_given_and_a_right_one(example: str, said: str) -> None:
    error = InvalidInput("goal", "goals[0]", "cpl <", example)
    assert (error.code, error.field, error.given, error.example) == ("goal", "goals[0]", "cpl <", example)
    assert str(error) == said


def test_only_hubspot_is_a_crm() -> None:
    assert [source for source in Source if source.is_crm] == [Source.HUBSPOT]
