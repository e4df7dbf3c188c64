"""The golden machinery itself: what it writes it reads, what it shows is what people read."""

from pathlib import Path

import pytest

from tests.goldens import Family, pretty
from tests.transcript import transcript

MESSAGE = {
    "text": "A &lt;b&gt; of <@U0MAYA>",
    "blocks": [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*One*\n=== two"}},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "vigia.go", "value": "7", "text": {"type": "plain_text", "text": "Go"}}
            ],
        },
    ],
    "chart": None,
    "chart_after": None,
}


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    path = tmp_path / "room" / "cards"
    family = Family(path, rewrite=True)
    for locale in ("en", "es"):
        family.compare("one", MESSAGE, locale, "internal")
    family.write(whole=True)
    return path


def test_what_is_written_is_read_back_as_the_same(recorded: Path) -> None:
    family = Family(recorded, rewrite=False)
    for locale in ("en", "es"):
        family.compare("one", MESSAGE, locale, "internal")
    assert family.forgotten() == []


def test_a_word_that_changes_in_one_language_is_seen(recorded: Path) -> None:
    with pytest.raises(AssertionError):
        Family(recorded, rewrite=False).compare("one", MESSAGE | {"text": "Another"}, "es", "internal")


def test_another_structure_in_one_language_is_seen(recorded: Path) -> None:
    button = {"type": "button", "action_id": "vigia.other", "value": "7", "text": {"type": "plain_text", "text": "Go"}}
    other = MESSAGE | {"blocks": [MESSAGE["blocks"][0], {"type": "actions", "elements": [button]}]}
    with pytest.raises(AssertionError, match="built differently in es"):
        Family(recorded, rewrite=False).compare("one", other, "es", "internal")


def test_what_comes_from_no_test_any_more_is_named(recorded: Path) -> None:
    assert sorted(Family(recorded, rewrite=False).forgotten()) == [
        "cards.en.txt: one (internal)",
        "cards.es.txt: one (internal)",
        "cards.json: one",
    ]


def test_a_part_written_anew_keeps_the_rest(recorded: Path) -> None:
    family = Family(recorded, rewrite=True)
    family.compare("two", MESSAGE, "en", "internal")
    family.write(whole=False)
    assert list(Family(recorded, rewrite=False).kept(recorded.with_name("cards.en.txt"))) == [
        "one (internal)",
        "two (internal)",
    ]


def test_a_transcript_reads_as_a_person_reads() -> None:
    assert transcript(MESSAGE).splitlines() == ["» A <b> of @U0MAYA", "*One*", " === two", "[Go]"]


def test_json_keeps_plain_lists_on_one_line() -> None:
    assert pretty({"a": list(range(99)), "b": {"c": [{"d": 1}] * 40}}).splitlines()[1].startswith(' "a": [0, 1, 2')
