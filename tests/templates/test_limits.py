"""Our limits and slackblocks' agree at every edge, and we see what it misses."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slackblocks.errors import InvalidUsageError

from templates import limits
from tests.judge import judge, judge_view

Block = dict[str, Any]


def text(most: int) -> st.SearchStrategy[str]:
    """Texts at and around a limit, the empty one included."""
    return st.sampled_from([0, 1, most - 1, most, most + 1]).map(lambda size: "é" * size)


def said(value: str, kind: str = "plain_text") -> Block:
    return {"type": kind, "text": value}


def count(most: int) -> st.SearchStrategy[int]:
    return st.sampled_from([0, 1, most, most + 1])


def series(points: int, lines: int, label: int) -> Block:
    names = [str(n).rjust(label, "x") for n in range(points)]
    data = [{"label": name, "value": 1.5} for name in names]
    lines_ = [{"name": str(n).rjust(label, "s"), "data": data} for n in range(lines)]
    return {"type": "line", "series": lines_, "axis_config": {"categories": names, "x_label": "x", "y_label": "y"}}


BLOCKS = st.one_of(
    text(150).map(lambda t: {"type": "header", "text": said(t)}),
    text(3000).map(lambda t: {"type": "section", "text": said(t, "mrkdwn")}),
    st.tuples(count(10), text(2000)).map(lambda v: {"type": "section", "fields": [said(v[1], "mrkdwn")] * v[0]}),
    count(10).map(lambda n: {"type": "context", "elements": [said("x", "mrkdwn")] * n}),
    text(75).map(lambda t: {"type": "actions", "elements": [{"type": "button", "text": said(t), "action_id": "a"}]}),
    text(2000).map(
        lambda t: {"type": "actions", "elements": [{"type": "button", "text": said("x"), "action_id": "a", "value": t}]}
    ),
    count(25).map(
        lambda n: {
            "type": "actions",
            "elements": [{"type": "button", "text": said("x"), "action_id": f"a{k}"} for k in range(n)],
        }
    ),
    st.tuples(count(100), text(75), text(150)).map(
        lambda v: {
            "type": "actions",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "a",
                    "placeholder": said("x"),
                    "options": [{"text": said(v[1]), "value": v[2]}] * v[0],
                }
            ],
        }
    ),
    text(2000).map(lambda t: {"type": "image", "image_url": "https://example.test/a.png", "alt_text": t}),
    st.tuples(st.sampled_from([1, 20, 21]), st.sampled_from([1, 6]), st.sampled_from([5, 20, 21])).map(
        lambda v: {"type": "data_visualization", "title": "x", "chart": series(*v)}
    ),
    text(50).map(lambda t: {"type": "data_visualization", "title": t, "chart": series(2, 1, 5)}),
)


def refuses(block: Block) -> bool:
    try:
        judge([block])
    except (InvalidUsageError, ValueError, AssertionError):
        return True
    return False


@given(BLOCKS)
def test_what_slackblocks_refuses_has_a_fault(block: Block) -> None:
    if refuses(block):
        assert limits.check([block]) != []


@given(BLOCKS)
def test_what_has_no_fault_pleases_slackblocks(block: Block) -> None:
    if limits.check([block]) == []:
        judge([block])


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ([{"type": "divider", "block_id": "a"}] * 2, "duplicate_block_id"),
        ([{"type": "data_visualization", "title": "x", "chart": series(2, 1, 5)}] * 3, "too_many_charts"),
        ([{"type": "data_visualization", "title": "x", "chart": series(2, 7, 5)}], "count"),
        ([{"type": "image", "image_url": "https://example.test/a.png", "alt_text": ""}], "length"),
        ([{"type": "section"}], "missing"),
    ],
)
def test_we_see_what_others_miss(blocks: list[Block], code: str) -> None:
    assert code in {fault.code for fault in limits.check(blocks)}


def test_a_chart_wants_one_point_per_category_and_names_once() -> None:
    chart = series(3, 2, 5)
    chart["series"][0]["data"] = chart["series"][0]["data"][:2]
    chart["series"][1]["name"] = chart["series"][0]["name"]
    chart["axis_config"]["y_label"] = "y" * 51
    faults = limits.check([{"type": "data_visualization", "title": "x", "chart": chart}])
    assert {fault.code for fault in faults} == {"one_point_per_category", "duplicate", "length"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": said("x" * 25)}, "length"),
        ({"private_metadata": "x" * 3001}, "length"),
        ({"blocks": [{"type": "divider"}] * 101}, "too_many"),
        ({"blocks": [{"type": "data_visualization", "title": "x", "chart": series(2, 1, 5)}]}, "not_allowed_here"),
    ],
)
def test_a_modal_that_slack_refuses_has_a_fault_and_no_judge_takes_it(change: Block, code: str) -> None:
    view = {"type": "modal", "title": said("x"), "callback_id": "c", "blocks": [{"type": "divider"}], **change}
    assert code in {fault.code for fault in limits.check(view, "modal")}
    with pytest.raises((InvalidUsageError, ValueError)):
        judge_view(view)


def test_a_text_that_is_cut_ends_with_an_ellipsis() -> None:
    assert limits.cut("abcdef", 6) == "abcdef"
    assert limits.cut("abcdefg", 6) == "abcde…"
