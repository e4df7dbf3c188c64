"""Builders and limits agree with an independent judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates import blocks, limits
from templates.message import Message
from tests.judge import judge, judge_view


def every_block() -> list[dict]:
    ask = blocks.confirm("Sure?", "It cannot be undone", "Yes", "No")
    return [
        blocks.header("Acme"),
        blocks.section("text", blocks.button("Go", "vigia.go", "1", spoken="Go there", ask=ask), block_id="one"),
        blocks.fields(["a", "b"]),
        blocks.context("small", "print"),
        blocks.divider(),
        blocks.actions(
            [
                blocks.button("Go", "vigia.go", "1", style="danger"),
                blocks.select(
                    "vigia.pick", [blocks.option("A", "a", "first")], "Pick", blocks.option("A", "a", "first")
                ),
                blocks.external_select("vigia.find", "Find"),
            ]
        ),
        blocks.image("what is seen", file_id="F12345678", title="Chart"),
    ]


def test_every_builder_is_taken_by_the_limits_and_by_the_judge() -> None:
    message = Message("text", every_block())
    assert limits.check(message) == []
    judge(message.blocks, message.text)


def test_a_modal_is_taken_by_the_limits_and_by_the_judge() -> None:
    box = blocks.field("Note", blocks.text_input("vigia.note", "now", "type", multiline=True), "note", "A hint")
    view = blocks.modal("Add a note to the update", [box], "vigia.note", "17", "Send", "Close")
    assert limits.check(view, "modal") == []
    assert len(view["title"]["text"]) == 24
    judge_view(view)


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}, "length"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, "length"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": ""}}, "length"),
        ({"type": "section"}, "missing"),
        ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}, "count"),
        ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}, "length"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "count"),
        ({"type": "context", "elements": []}, "count"),
        ({"type": "image", "alt_text": "x"}, "one_source"),
        ({"type": "image", "image_url": "https://example.test/a.png"}, "missing"),
        ({"type": "alert", "text": "x"}, "not_allowed_here"),
        (blocks.actions([blocks.button("Go", "vigia.go")] * 2), "duplicate_action_id"),
        ({"type": "actions", "elements": [{"type": "button", "text": {"text": "x" * 76}}]}, "length"),
        ({"type": "actions", "elements": [{"type": "static_select", "options": []}]}, "count"),
    ],
)
def test_a_block_that_slack_refuses_has_a_fault(block: dict, code: str) -> None:
    assert code in {fault.code for fault in limits.check([block])}


def test_too_many_blocks_count_the_chart_that_is_still_to_come() -> None:
    assert limits.check([blocks.divider()] * 50) == []
    assert [fault.code for fault in limits.check([blocks.divider()] * 51)] == ["too_many"]


def test_two_blocks_of_one_name_are_a_fault() -> None:
    twice = [blocks.section("a", block_id="x"), blocks.section("b", block_id="x")]
    assert [fault.code for fault in limits.check(twice)] == ["duplicate_block_id"]


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_label_comes_out_within_the_limits(label: str, value: str) -> None:
    element = blocks.select("vigia.pick", [blocks.option(label, value[:150])], label)
    built = [
        blocks.header(label),
        blocks.actions([blocks.button(label, "vigia.go", value[:2000], spoken=label), element]),
    ]
    assert limits.check(built) == []


def test_an_image_needs_exactly_one_source() -> None:
    with pytest.raises(ValueError, match="one source"):
        blocks.image("alt")


def test_text_that_is_too_long_for_mrkdwn_is_refused_rather_than_cut_inside_an_entity() -> None:
    with pytest.raises(ValueError, match="3001"):
        blocks.section("x" * 3001)


def test_an_option_keeps_its_whole_value() -> None:
    with pytest.raises(ValueError, match="150"):
        blocks.option("A", "x" * 151)
