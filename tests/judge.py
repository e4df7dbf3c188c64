"""An independent judge: the same blocks built with slackblocks, whose own validation runs, then compared."""

from typing import Any

import slackblocks as s

Block = dict[str, Any]


def judge(blocks: list[Block], text: str = "text", surface: str = "message") -> None:
    """Raise slackblocks' own error for blocks that it refuses, AssertionError where its JSON differs from ours."""
    built = [_block(block) for block in blocks]
    ours = [_bare(block) for block in blocks]
    theirs = [_bare(block._resolve()) for block in built]
    assert theirs == ours
    if surface == "message":
        s.Message(channel="C0000000000", text=text, blocks=built)._resolve()
    elif surface == "home" and built:
        s.HomeTabView(blocks=built)._resolve()


def judge_view(view: Block) -> None:
    """The same for a modal or App Home view."""
    if view["type"] == "home":
        judge(view["blocks"], surface="home")
        return
    judge(view["blocks"], surface="modal")
    s.ModalView(
        title=_text(view["title"]),
        blocks=[_block(block) for block in view["blocks"]],
        close=_text(view.get("close")),
        submit=_text(view.get("submit")),
        private_metadata=view.get("private_metadata"),
        callback_id=view.get("callback_id"),
    )._resolve()


def _bare(value: Any) -> Any:
    """JSON without what either side leaves to Slack's defaults, and without slackblocks' made-up block ids."""
    if isinstance(value, dict):
        kept = {key: _bare(item) for key, item in value.items() if key != "block_id"}
        return {key: item for key, item in kept.items() if item not in (None, False, [])}
    return [_bare(item) for item in value] if isinstance(value, list) else value


def _block(block: Block) -> s.Block:
    name = block.get("block_id")
    match block["type"]:
        case "header":
            return s.HeaderBlock(_text(block["text"]), block_id=name)
        case "section":
            accessory = _element(block["accessory"]) if "accessory" in block else None
            fields = [_text(field) for field in block["fields"]] if "fields" in block else None
            return s.SectionBlock(_text(block.get("text")), name, fields, accessory)
        case "context":
            return s.ContextBlock([_context(element) for element in block["elements"]], name)
        case "actions":
            return s.ActionsBlock([_element(element) for element in block["elements"]], name)
        case "divider":
            return s.DividerBlock(name)
        case "image":
            file = s.SlackFile(url=None, id=block["slack_file"]["id"]) if "slack_file" in block else None
            return s.ImageBlock(block.get("image_url"), block["alt_text"], _text(block.get("title")), name, file)
        case "input":
            return s.InputBlock(
                _text(block["label"]),
                _element(block["element"]),
                block.get("dispatch_action", False),
                name,
                _text(block.get("hint")),
                block.get("optional", False),
            )
        case "data_visualization":
            return s.DataVisualizationBlock(block["title"], _chart(block["chart"]), name)
    raise AssertionError(f"the judge does not know the block {block['type']}")


def _text(text: Block | None) -> s.Text | None:
    if text is None:
        return None
    kind = s.TextType.MARKDOWN if text["type"] == "mrkdwn" else s.TextType.PLAINTEXT
    return s.Text(text["text"], kind, emoji=text.get("emoji", False), verbatim=text.get("verbatim", False))


def _context(element: Block) -> Any:
    if element["type"] == "image":
        return s.Image(element["alt_text"], element.get("image_url"))
    return _text(element)


def _option(option: Block | None) -> s.Option | None:
    return s.Option(_text(option["text"]), option["value"], _text(option.get("description"))) if option else None


def _confirm(given: Block | None) -> s.ConfirmationDialogue | None:
    if given is None:
        return None
    parts = (_text(given[key]) for key in ("title", "text", "confirm", "deny"))
    return s.ConfirmationDialogue(*parts, style=given.get("style"))


def _element(given: Block) -> s.Element:
    action, ask, hint = given.get("action_id"), _confirm(given.get("confirm")), _text(given.get("placeholder"))
    options = [_option(option) for option in given.get("options", ())]
    first = _option(given.get("initial_option"))
    match given["type"]:
        case "button":
            label, spoken = _text(given["text"]), given.get("accessibility_label")
            return s.Button(label, action, given.get("url"), given.get("value"), given.get("style"), ask, spoken)
        case "static_select":
            return s.StaticSelectMenu(action, options, None, first, ask, placeholder=hint)
        case "external_select":
            return s.ExternalSelectMenu(action, first, given.get("min_query_length"), ask, placeholder=hint)
        case "plain_text_input":
            many = given.get("multiline", False)
            least, most = given.get("min_length"), given.get("max_length")
            return s.PlainTextInput(action, given.get("initial_value"), many, least, most, placeholder=hint)
        case "users_select":
            return s.UserSelectMenu(action, given.get("initial_user"), ask, placeholder=hint)
        case "conversations_select":
            return s.ConversationSelectMenu(action, given.get("initial_conversation"), confirm=ask, placeholder=hint)
        case "datepicker":
            return s.DatePicker(action, given.get("initial_date"), ask, placeholder=hint)
    return _choices(given)


def _choices(given: Block) -> s.Element:
    action, ask = given.get("action_id"), _confirm(given.get("confirm"))
    options, first = [_option(option) for option in given.get("options", ())], _option(given.get("initial_option"))
    match given["type"]:
        case "radio_buttons":
            return s.RadioButtonGroup(action, options, first, ask)
        case "multi_static_select":
            some = [_option(option) for option in given.get("initial_options", ())]
            return s.StaticMultiSelectMenu(
                action, options, None, some or None, ask, placeholder=_text(given["placeholder"])
            )
        case "checkboxes":
            chosen = [_option(option) for option in given.get("initial_options", ())]
            return s.CheckboxGroup(action, options, chosen or None, ask)
        case "overflow":
            return s.OverflowMenu(action, options, ask)
    raise AssertionError(f"the judge does not know the element {given['type']}")


def _chart(chart: Block) -> Any:
    kinds = {"line": s.LineChart, "bar": s.BarChart, "area": s.AreaChart}
    series = [
        s.DataSeries(one["name"], [s.DataPoint(point["label"], point["value"]) for point in one["data"]])
        for one in chart["series"]
    ]
    axes = chart["axis_config"]
    config = s.AxisConfig(axes["categories"], axes.get("x_label"), axes.get("y_label"))
    return kinds[chart["type"]](series, config)
