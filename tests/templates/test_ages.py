"""How old data is: each source once, and by itself what could not be read."""

from datetime import UTC, datetime, timedelta

from domain.facts import Freshness
from domain.words import Source
from templates.cards.ages import by_source

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def fresh(source: Source, account: str, hours: int | None, error: str | None = None) -> Freshness:
    return Freshness(source, account, None if hours is None else NOW - timedelta(hours=hours), None, error)


def test_two_accounts_of_a_source_are_as_old_as_the_older() -> None:
    """“Google Ads 20 seconds ago; Google Ads 19 seconds ago”."""
    newer, older, meta = fresh(Source.GOOGLE_ADS, "1", 1), fresh(Source.GOOGLE_ADS, "2", 3), fresh(Source.META, "3", 2)
    assert by_source([newer, older, meta]) == [older, meta]
    assert by_source([newer, newer, meta, newer]) == [newer, meta]


def test_what_could_not_be_read_stands_by_itself() -> None:
    failed, never = fresh(Source.META, "1", 9, "refused"), fresh(Source.META, "2", None)
    works = fresh(Source.META, "3", 1)
    assert by_source([failed, never, works]) == [failed, never, works]
