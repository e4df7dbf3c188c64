"""Which days are shown when nobody says which."""

from datetime import date

import pytest

from domain.entities import Campaign
from domain.money import Money
from domain.period import usual_window
from domain.window import Window
from domain.words import Objective

CAMPAIGN = Campaign("a", "acme", "A", Objective.LEADS, date(2026, 10, 1), date(2026, 11, 10), Money.of(1, "EUR"))


@pytest.mark.parametrize(
    ("today", "start", "end"),
    [
        (date(2026, 10, 1), date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 10, 4), date(2026, 10, 1), date(2026, 10, 3)),
        (date(2026, 10, 20), date(2026, 10, 13), date(2026, 10, 19)),
        (date(2026, 11, 10), date(2026, 11, 3), date(2026, 11, 9)),
        (date(2026, 11, 11), date(2026, 10, 1), date(2026, 11, 10)),
        (date(2027, 11, 11), date(2026, 10, 1), date(2026, 11, 10)),
    ],
)
def test_the_last_seven_complete_days_while_it_runs_and_all_of_them_once_it_has_ended(today, start, end) -> None:
    assert usual_window(CAMPAIGN, today) == Window(start, end)
