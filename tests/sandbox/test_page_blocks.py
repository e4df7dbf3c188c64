"""Blocks and interactive elements as the page draws them."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from sandbox.page.html.blocks import block_html, blocks_html
from sandbox.page.html.charts import nice_ticks
from sandbox.page.html.look import Look, Picture
from sandbox.page.html.message import body_html
from tests.sandbox.page_parts import NATIVE_CHART, PRIVATE_ANSWER, button, md, option, plain, status_card

FILES = {
    "F1": Picture("/ui/files/F1", "cpl.png", "CPL falls", 1200, 640),
    "F2": Picture("/ui/files/F2", "late.png", "CPL falls", ready=False),
}


def picture_of(file_id, url):
    return FILES.get(file_id) or next((found for key, found in FILES.items() if f"/{key}/" in url), None)


def look(*, live=True, lang="en"):
    now = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
    people, channels = {"U0MAYA": "Maya Ferrer"}, {"C0ACME": "acme-clinica"}
    return Look(people, channels, now, "U0MAYA", picture_of=picture_of, live=live, lang=lang)


class Elements(HTMLParser):
    """Every element with its attributes, and whether tags balance."""

    def __init__(self, html):
        super().__init__()
        self.found, self.stack = [], []
        self.feed(str(html))
        assert self.stack == [], f"left open: {self.stack}"

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in ("img", "input", "hr", "br"):
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def drawn(block, **how):
    return Elements(block_html(block, look(**how)))


@pytest.mark.parametrize("blocks", [PRIVATE_ANSWER, status_card("F1"), [NATIVE_CHART]])
def test_whole_messages_come_out_as_balanced_html(blocks):
    assert Elements(blocks_html(blocks, look())).found


def test_a_button_carries_action_block_value_style_and_question():
    ask = {"title": plain("Sure?"), "text": plain("Really"), "confirm": plain("Yes"), "deny": plain("No")}
    block = {
        "type": "actions",
        "block_id": "b1",
        "elements": [button("Go", "go", value="7", style="danger", confirm=ask)],
    }

    (found,) = drawn(block).all("button")

    assert (found["data-action-id"], found["data-block-id"], found["value"]) == ("go", "b1", "7")
    assert found["class"] == "btn danger"
    assert json.loads(found["data-confirm"])["title"] == "Sure?"


def test_what_the_client_pane_shows_cannot_be_clicked():
    block = {
        "type": "actions",
        "block_id": "b1",
        "elements": [button("Go", "go"), button("Web", "w", url="https://x.es")],
    }

    found = drawn(block, live=False)

    assert found.all("a") == []
    assert all("disabled" in one and "data-action-id" not in one for one in found.all("button"))


def test_a_link_button_opens_only_addresses_for_browsers():
    def made(url):
        return drawn({"type": "actions", "elements": [button("Web", "w", url=url)]})

    assert made("https://example.com").all("a")[0]["href"] == "https://example.com"
    assert made("javascript:alert(1)").all("a") == []


def test_a_menu_offers_its_options_groups_and_first_choice():
    element = {
        "type": "static_select",
        "action_id": "pick",
        "placeholder": plain("Which?"),
        "initial_option": option("B", "b"),
        "option_groups": [{"label": plain("Group"), "options": [option("A", "a"), option("B", "b")]}],
    }

    found = drawn({"type": "section", "block_id": "s", "text": md("*Campaign*"), "accessory": element})

    assert [one["value"] for one in found.all("option")] == ["", "a", "b"]
    assert [one["value"] for one in found.all("option") if "selected" in one] == ["b"]
    assert found.all("optgroup")[0]["label"] == "Group"
    assert found.all("select")[0]["aria-label"] == "*Campaign*"


@pytest.mark.parametrize(("lang", "said"), [("es", "opcional"), ("ca", "opcional"), ("en", "optional")])
def test_what_may_stay_empty_is_said_in_the_language_of_the_page(lang, said):
    element = {"type": "plain_text_input", "action_id": "t"}
    block = {"type": "input", "label": plain("L"), "optional": True, "element": element}
    assert f"<small> ({said})</small>" in str(block_html(block, look(lang=lang)))


def test_an_input_has_its_label_hint_and_room_for_a_complaint():
    element = {"type": "plain_text_input", "action_id": "t", "multiline": True, "initial_value": "<x>", "max_length": 9}
    block = {"type": "input", "block_id": "i", "label": plain("Goal"), "hint": plain("as agreed"), "element": element}

    html = str(block_html(block, look()))
    found = Elements(html)

    assert found.all("textarea")[0] | {"aria-label": "Goal", "maxlength": "9"} == found.all("textarea")[0]
    assert "&lt;x&gt;</textarea>" in html
    assert 'class="problem" role="alert" hidden' in html
    assert "data-required" in found.all("div")[0]
    assert "data-required" not in drawn(block | {"optional": True}).all("div")[0]


@pytest.mark.parametrize(
    ("kind", "initial", "shown"),
    [
        ("datepicker", {"initial_date": "2026-11-16"}, ("date", "2026-11-16")),
        ("timepicker", {"initial_time": "09:00"}, ("time", "09:00")),
        ("datetimepicker", {"initial_date_time": 1794814200}, ("datetime-local", "2026-11-16T08:30")),
        ("number_input", {"initial_value": "25"}, ("text", "25")),
        ("email_text_input", {}, ("email", "")),
        ("url_text_input", {}, ("url", "")),
    ],
)
def test_every_typed_field_has_its_kind_and_its_first_value(kind, initial, shown):
    element = {"type": kind, "action_id": "a", **initial}

    (field,) = drawn({"type": "input", "label": plain("L"), "element": element}).all("input")

    assert (field["type"], field["value"]) == shown


@pytest.mark.parametrize(("kind", "box"), [("radio_buttons", "radio"), ("checkboxes", "checkbox")])
def test_choices_are_boxes_of_one_group(kind, box):
    chosen = {"initial_option": option("B", "b")} if box == "radio" else {"initial_options": [option("B", "b")]}
    element = {"type": kind, "action_id": "a", "options": [option("A", "a"), option("B", "b")], **chosen}

    boxes = drawn({"type": "input", "block_id": "i", "label": plain("L"), "element": element}).all("input")

    assert {(one["type"], one["name"]) for one in boxes} == {(box, "i-a")}
    assert [one["value"] for one in boxes if "checked" in one] == ["b"]


def test_a_search_field_knows_when_to_ask_and_what_was_chosen():
    element = {"type": "external_select", "action_id": "a", "initial_option": option("Otoño", "acme-otono")}

    (field,) = drawn({"type": "actions", "elements": [element]}).all("input")

    assert (field["value"], field["data-chosen"], field["data-min"]) == ("Otoño", "acme-otono", "3")


def test_people_and_channel_menus_list_whom_the_viewer_knows():
    elements = [{"type": "users_select", "action_id": "u"}, {"type": "channels_select", "action_id": "c"}]

    values = [one["value"] for one in drawn({"type": "actions", "elements": elements}).all("option")]

    assert values == ["", "U0MAYA", "", "C0ACME"]


def test_an_overflow_menu_is_a_button_per_option():
    element = {"type": "overflow", "action_id": "more", "options": [option("Mute", "m"), option("Archive", "x")]}

    buttons = drawn({"type": "actions", "elements": [element]}).all("button")

    assert [(one["data-action-id"], one["value"]) for one in buttons] == [("more", "m"), ("more", "x")]


@pytest.mark.parametrize("reference", [{"id": "F1"}, {"url": "http://127.0.0.1/files/F1/cpl.png"}])
def test_an_uploaded_image_is_found_by_id_and_by_address(reference):
    (image,) = drawn({"type": "image", "slack_file": reference, "alt_text": "CPL 22,40 €"}).all("img")

    assert (image["src"], image["alt"], image["width"]) == ("/ui/files/F1", "CPL 22,40 €", "1200")


def test_an_image_that_is_not_there_yet_or_not_for_browsers_is_described():
    late = block_html({"type": "image", "slack_file": {"id": "F2"}, "alt_text": "CPL"}, look())
    bad = block_html({"type": "image", "image_url": "javascript:x", "alt_text": "CPL"}, look())

    assert "being prepared: CPL" in late
    assert "not available: CPL" in bad


@pytest.mark.parametrize("kind", ["line", "area", "bar"])
def test_a_native_chart_is_drawn_and_spoken(kind):
    block = {**NATIVE_CHART, "chart": {**NATIVE_CHART["chart"], "type": kind}}

    found = drawn(block)

    assert "CPL: M 27.4, T 26, W 24.1; Target" in found.all("svg")[0]["aria-label"]
    shapes = found.all("rect") if kind == "bar" else found.all("path")
    assert len(shapes) == {"line": 2, "area": 4, "bar": 6}[kind]


def test_a_pie_shows_every_share():
    segments = [{"label": "Meta", "value": 3}, {"label": "Google", "value": 1}]

    html = str(
        block_html(
            {"type": "data_visualization", "title": "Spend", "chart": {"type": "pie", "segments": segments}}, look()
        )
    )

    assert "Meta (75%)" in html
    assert "Google (25%)" in html


@pytest.mark.parametrize(("low", "high"), [(0, 30), (-4, 7.3), (0, 0), (0, 0.013), (0, 123_456)])
def test_axis_ticks_are_even_and_enclose_the_values(low, high):
    ticks = nice_ticks(low, high)

    steps = {round(b - a, 9) for a, b in pairwise(ticks)}
    assert len(steps) == 1
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(ticks) <= 8


def test_tables_align_numbers_and_escape_cells():
    rows = [
        [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "CPL"}],
        [{"type": "raw_text", "text": "<i>"}, {"type": "raw_number", "value": 22.4, "text": "22,40 €"}],
    ]

    html = str(block_html({"type": "data_table", "caption": "By campaign", "rows": rows}, look()))

    assert "<caption>By campaign</caption>" in html
    assert '<td>&lt;i&gt;</td><td class="right">22,40 €</td>' in html


def test_a_picture_from_elsewhere_stays_a_link():
    found = drawn({"type": "image", "image_url": "https://example.com/a.png", "alt_text": "CPL"})

    assert found.all("img") == []
    assert found.all("a")[0]["href"] == "https://example.com/a.png"


def test_an_unknown_block_says_so():
    assert "type hologram is not drawn" in block_html({"type": "hologram"}, look())


def test_a_message_without_blocks_shows_its_text_files_and_attachments():
    message = {
        "text": "*hi* <script>",
        "files": [{"id": "F1", "title": "cpl.png", "mimetype": "image/png", "alt_txt": "CPL"}],
        "attachments": [{"text": "old style", "blocks": [{"type": "divider"}]}],
    }

    html = str(body_html(message, look()))

    assert "<b>hi</b> script" in html
    assert 'src="/ui/files/F1"' in html
    assert "old style" in html
    assert "<script" not in html


def test_blocks_take_the_place_of_the_text():
    html = str(body_html({"text": "fallback", "blocks": [{"type": "section", "text": md("shown")}]}, look()))

    assert "shown" in html
    assert "fallback" not in html
