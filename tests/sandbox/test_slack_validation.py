"""Slack's limits: exactly at the limit is fine, one beyond is pointed at; an independent builder's blocks all pass."""

import copy

import pytest
import slackblocks
from slack_sdk.models import blocks as sdk

from sandbox.slack.validation.message import message_problems, text_length
from sandbox.slack.validation.views import view_problems


def plain(length, letter="x"):
    return {"type": "plain_text", "text": letter * length}


def button(**changes):
    return {"type": "button", "action_id": "b", "text": plain(5), **changes}


def option(number, **changes):
    return {"text": plain(75), "value": str(number).rjust(150, "0"), **changes}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def chart(**changes):
    points = [{"label": str(day), "value": -day} for day in range(20)]
    series = [{"name": f"s{n}", "data": copy.deepcopy(points)} for n in range(6)]
    axes = {"categories": [str(day) for day in range(20)], "x_label": "x" * 50, "y_label": "y" * 50}
    plotted = {"type": "line", "series": series, "axis_config": axes, **changes}
    return {"type": "data_visualization", "title": "t" * 50, "chart": plotted}


def table(rows, columns, kind="table", **more):
    row = [{"type": "raw_text", "text": "x"} for _ in range(columns)]
    return {"type": kind, "rows": [copy.deepcopy(row) for _ in range(rows)], **more}


def select(how_many, **changes):
    return {"type": "static_select", "action_id": "s", "options": [option(n) for n in range(how_many)], **changes}


AT_THE_LIMIT = {
    "section text": {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}},
    "section fields": {"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2000}] * 10},
    "header": {"type": "header", "text": plain(150), "level": 4},
    "context": {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 10},
    "button": actions(button(text=plain(75), value="v" * 2000, accessibility_label="a" * 75, style="danger")),
    "actions": actions(*[button(action_id=str(n)) for n in range(25)]),
    "image": {"type": "image", "slack_file": {"id": "F00000001"}, "alt_text": "a" * 2000, "title": plain(2000)},
    "select": actions(select(100, placeholder=plain(150))),
    "overflow": actions({"type": "overflow", "action_id": "o", "options": [option(n) for n in range(5)]}),
    "checkboxes": actions({"type": "checkboxes", "action_id": "c", "options": [option(n) for n in range(10)]}),
    "table": table(100, 20, column_settings=[{"align": "right", "is_wrapped": True}] * 20),
    "data_table": table(101, 20, "data_table", caption="c", page_size=100),
    "chart": chart(),
    "pie": {
        "type": "data_visualization",
        "title": "Spend",
        "chart": {"type": "pie", "segments": [{"label": "Meta", "value": 0.5}]},
    },
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "code points, not bytes": {"type": "header", "text": plain(150, "🎯")},
    "confirm": actions(
        button(confirm={"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)})
    ),
    "card": {"type": "card", "title": plain(150), "body": {"type": "mrkdwn", "text": "x" * 200}, "actions": [button()]},
    "context_actions": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain(4), "value": "1"},
                "negative_button": {"text": plain(3), "value": "0"},
            }
        ],
    },
}

BEYOND = [
    ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, "/blocks/0/text/text"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": ""}}, "/blocks/0/text/text"),
    ({"type": "section"}, "/blocks/0"),
    ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}, "/blocks/0/fields"),
    ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}, "/blocks/0/fields/0/text"),
    ({"type": "header", "text": plain(151)}, "/blocks/0/text/text"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
    ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "/blocks/0/elements"),
    (actions(), "/blocks/0/elements"),
    (actions(*[button(action_id=str(n)) for n in range(26)]), "/blocks/0/elements"),
    (actions(button(), button()), "/blocks/0/elements"),
    (actions(button(text=plain(76))), "/blocks/0/elements/0/text/text"),
    (actions(button(value="v" * 2001)), "/blocks/0/elements/0/value"),
    (actions(button(style="default")), "/blocks/0/elements/0/style"),
    (actions(button(colour="red")), "/blocks/0/elements/0"),
    (actions(select(101)), "/blocks/0/elements/0/options"),
    (actions(select(2, initial_option=option(7))), "/blocks/0/elements/0/initial_option"),
    (actions(select(0, options=[option(1, text=plain(76))])), "/blocks/0/elements/0/options/0/text/text"),
    (actions(select(0, options=[option(1, value="v" * 151)])), "/blocks/0/elements/0/options/0/value"),
    (actions(select(0, options=[option(1, description=plain(76))])), "/blocks/0/elements/0/options/0/description/text"),
    (
        actions({"type": "overflow", "action_id": "o", "options": [option(n) for n in range(6)]}),
        "/blocks/0/elements/0/options",
    ),
    (
        actions({"type": "radio_buttons", "action_id": "r", "options": [option(n) for n in range(11)]}),
        "/blocks/0/elements/0/options",
    ),
    (actions({"type": "plain_text_input", "action_id": "p"}), "/blocks/0/elements/0/type"),
    ({"type": "image", "slack_file": {"id": "F00000001"}}, "/blocks/0"),
    ({"type": "image", "slack_file": {"id": "F00000001"}, "alt_text": ""}, "/blocks/0/alt_text"),
    ({"type": "image", "slack_file": {"id": "chart"}, "alt_text": "a"}, "/blocks/0/slack_file/id"),
    ({"type": "image", "alt_text": "a"}, "/blocks/0"),
    ({"type": "image", "alt_text": "a", "image_url": "http://127.0.0.1/chart.png"}, "/blocks/0/image_url"),
    (
        {"type": "image", "alt_text": "a", "image_url": "https://x.test/a.png", "slack_file": {"id": "F00000001"}},
        "/blocks/0",
    ),
    (table(101, 2), "/blocks/0/rows"),
    (table(2, 21), "/blocks/0/rows/0"),
    ({"type": "table", "rows": [table(1, 2)["rows"][0], table(1, 3)["rows"][0]]}, "/blocks/0/rows"),
    (table(102, 2, "data_table", caption="c"), "/blocks/0/rows"),
    (table(3, 2, "data_table"), "/blocks/0"),
    (table(3, 2, "data_table", caption="c", page_size=101), "/blocks/0/page_size"),
    ({**chart(), "title": "t" * 51}, "/blocks/0/title"),
    (chart(series=chart()["chart"]["series"] + [{"name": "s7", "data": []}]), "/blocks/0/chart/series"),
    (chart(series=[{"name": "s", "data": [{"label": "0", "value": 1}]}]), "/blocks/0/chart/series/0/data"),
    (chart(series=[chart()["chart"]["series"][0]] * 2), "/blocks/0/chart/series"),
    (chart(axis_config={"categories": ["a", "a"]}), "/blocks/0/chart/axis_config/categories"),
    (
        chart(series=[{"name": "s", "data": [{"label": "0", "value": float("nan")}]}]),
        "/blocks/0/chart/series/0/data/0/value",
    ),
    ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text"),
    ({"type": "alert", "text": plain(5)}, "/blocks/0/type"),
    ({"type": "section", "text": "just words"}, "/blocks/0/text"),
    ({"type": "sectoin"}, "/blocks/0/type"),
    ({"text": "no type"}, "/blocks/0"),
    ("not a block", "/blocks/0"),
    ({"type": "divider", "block_id": "b" * 256}, "/blocks/0/block_id"),
]


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_exactly_at_the_limit_is_accepted(name):
    assert message_problems([AT_THE_LIMIT[name]]) == []


@pytest.mark.parametrize(("block", "pointer"), BEYOND)
def test_beyond_the_limit_is_pointed_at(block, pointer):
    assert pointer in [problem.pointer for problem in message_problems([block])]


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed"),
        ([{"type": "divider", "block_id": "same"}] * 2, "`block_id` already exists: same"),
        ([table(1, 1), table(1, 1)], "only_one_table_allowed"),
        ([chart()] * 3, "no more than 2 data_visualization blocks allowed"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "markdown must be less than 12001 characters in total"),
        ({"type": "divider"}, "must be an array"),
    ],
)
def test_blocks_are_also_judged_together(blocks, text):
    assert text in [problem.text for problem in message_problems(blocks)]


@pytest.mark.parametrize("kind", ["table", "data_table", "data_visualization", "container", "carousel", "markdown"])
def test_modals_take_no_charts_tables_or_containers(kind):
    blocks = {"table": table(1, 1), "data_table": table(2, 1, "data_table", caption="c"), "data_visualization": chart()}
    card = {"type": "card", "title": plain(3)}
    blocks["carousel"] = {"type": "carousel", "elements": [card]}
    blocks["container"] = {"type": "container", "title": plain(3), "child_blocks": [{"type": "divider"}]}
    blocks["markdown"] = {"type": "markdown", "text": "x"}
    assert message_problems([blocks[kind]]) == []
    view = {"type": "modal", "title": plain(24), "blocks": [blocks[kind]]}
    assert [problem.pointer for problem in view_problems(view, "modal")] == ["/view/blocks/0/type"]


def _built():
    text, big = slackblocks.Text("*bold*"), slackblocks.Text("plain", type_=slackblocks.TextType.PLAINTEXT)
    choice = slackblocks.Option(big, "acme-otono")
    press = slackblocks.Button("Share", action_id="share", value="1", style="primary")
    return [
        slackblocks.SectionBlock(text, fields=[text, text], accessory=press),
        slackblocks.HeaderBlock(big),
        slackblocks.DividerBlock(),
        slackblocks.ContextBlock([text]),
        slackblocks.ActionsBlock(
            [
                press,
                slackblocks.StaticSelectMenu("pick", [choice], placeholder=big),
                slackblocks.DatePicker("d"),
            ]
        ),
        slackblocks.ImageBlock(image_url="https://example.com/a.png", alt_text="a"),
        slackblocks.InputBlock(big, slackblocks.PlainTextInput(action_id="typed")),
        slackblocks.MarkdownBlock("# title"),
        slackblocks.RichTextBlock(
            [slackblocks.RichTextSection([slackblocks.RichText("hi", bold=True), slackblocks.RichTextUser("U0MAYA")])]
        ),
        slackblocks.TaskCardBlock("t1", "Fetch", status="complete"),
    ]


@pytest.mark.parametrize("block", _built(), ids=lambda block: type(block).__name__)
def test_what_an_independent_builder_makes_is_accepted(block):
    assert message_problems([block._resolve()]) == []


def test_what_slacks_own_models_make_is_accepted():
    made = [
        sdk.SectionBlock(text="hi", accessory=sdk.ButtonElement(text="Go", action_id="go", value="1", confirm=None)),
        sdk.ActionsBlock(
            elements=[
                sdk.ExternalDataSelectElement(action_id="search", placeholder="Campaign", min_query_length=0),
                sdk.ConversationSelectElement(action_id="where", response_url_enabled=True),
                sdk.DatePickerElement(action_id="when", initial_date="2026-11-16"),
                sdk.RadioButtonsElement(action_id="who", options=[sdk.Option(text="A", value="a")]),
            ]
        ),
        sdk.InputBlock(label="Goal", element=sdk.NumberInputElement(action_id="n", is_decimal_allowed=True)),
    ]
    assert message_problems([block.to_dict() for block in made]) == []


def test_text_is_counted_wherever_it_stands():
    assert text_length([{"type": "section", "text": plain(5), "fields": [plain(3), plain(2)]}]) == 10


def _text(length):
    return "x" * length


JUDGED = {
    "section text": (
        3000,
        lambda n: slackblocks.SectionBlock(_text(n)),
        lambda n: {"type": "section", "text": {"type": "mrkdwn", "text": _text(n)}},
    ),
    "section field": (
        2000,
        lambda n: slackblocks.SectionBlock("a", fields=[slackblocks.Text(_text(n))]),
        lambda n: {"type": "section", "fields": [{"type": "mrkdwn", "text": _text(n)}]},
    ),
    "header": (
        150,
        lambda n: slackblocks.HeaderBlock(_text(n)),
        lambda n: {"type": "header", "text": plain(n)},
    ),
    "button text": (
        75,
        lambda n: slackblocks.ActionsBlock([slackblocks.Button(_text(n), action_id="b")]),
        lambda n: actions(button(text=plain(n))),
    ),
    "button value": (
        2000,
        lambda n: slackblocks.ActionsBlock([slackblocks.Button("a", action_id="b", value=_text(n))]),
        lambda n: actions(button(value=_text(n))),
    ),
    "action_id": (
        255,
        lambda n: slackblocks.ActionsBlock([slackblocks.Button("a", action_id=_text(n))]),
        lambda n: actions(button(action_id=_text(n))),
    ),
    "alt text": (
        2000,
        lambda n: slackblocks.ImageBlock(image_url="https://example.com/a.png", alt_text=_text(n)),
        lambda n: {"type": "image", "image_url": "https://example.com/a.png", "alt_text": _text(n)},
    ),
    "block_id": (
        255,
        lambda n: slackblocks.DividerBlock(block_id=_text(n)),
        lambda n: {"type": "divider", "block_id": _text(n)},
    ),
    "context elements": (
        10,
        lambda n: slackblocks.ContextBlock([slackblocks.Text("a")] * n),
        lambda n: {"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}] * n},
    ),
    "action elements": (
        25,
        lambda n: slackblocks.ActionsBlock([slackblocks.Button("a", action_id=str(i)) for i in range(n)]),
        lambda n: actions(*[button(action_id=str(i)) for i in range(n)]),
    ),
    "chart title": (
        50,
        lambda n: _built_chart(title=_text(n)),
        lambda n: {**_written_chart(["a"]), "title": _text(n)},
    ),
    "chart categories": (
        20,
        lambda n: _built_chart(categories=[str(i) for i in range(n)]),
        lambda n: _written_chart([str(i) for i in range(n)]),
    ),
    "markdown": (
        12_000,
        lambda n: slackblocks.MarkdownBlock(_text(n)),
        lambda n: {"type": "markdown", "text": _text(n)},
    ),
}


def _written_chart(categories):
    data = [{"label": category, "value": 1} for category in categories]
    plotted = {"type": "line", "series": [{"name": "s", "data": data}], "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": "t", "chart": plotted}


def _built_chart(title="t", categories=("a",)):
    data = [slackblocks.DataPoint(category, 1) for category in categories]
    axes = slackblocks.AxisConfig(list(categories))
    return slackblocks.DataVisualizationBlock(title, slackblocks.LineChart([slackblocks.DataSeries("s", data)], axes))


def _refuses(build, size):
    try:
        build(size)._resolve()
    except (slackblocks.InvalidUsageError, ValueError):
        return True
    return False


@pytest.mark.parametrize("name", JUDGED)
def test_an_independent_judge_draws_the_line_at_the_same_place(name):
    limit, build, write = JUDGED[name]
    for size in (limit, limit + 1):
        assert bool(message_problems([write(size)])) == _refuses(build, size) == (size > limit)
