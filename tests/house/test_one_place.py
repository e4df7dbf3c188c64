"""A number is worked out in one place: `insights` turns stored rows into KPIs by the functions of the domain."""

import ast

from tests.house.tree import OURS, python

WORKED_OUT = {
    "domain.diagnosis.story": {"tell"},
    "domain.kpi": {"read", "total"},
    "domain.pacing.pace": {"pace"},
    "domain.campaign_data": {"sums_of"},
    "domain.goal_lines": {"course_of", "goals_of", "line_of", "totals_of"},
    "domain.snapshot": {"build", "headline_of", "pace_of"},
    "domain.track": {"by_day"},
}
"""By module what makes a number out of rows or sums."""
ELSEWHERE = tuple(room for room in OURS if room not in {"domain", "insights"})


def test_only_insights_turns_rows_into_numbers() -> None:
    found = [
        f"{name} imports {alias.name} of {node.module}"
        for name, tree in python(*ELSEWHERE)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in WORKED_OUT
        for alias in node.names
        if alias.name in WORKED_OUT[node.module]
    ]
    assert found == []
