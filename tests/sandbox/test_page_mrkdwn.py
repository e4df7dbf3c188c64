"""mrkdwn and Markdown as the page draws them."""

from datetime import UTC, datetime

import pytest

from sandbox.page.html.look import Look
from sandbox.page.html.markdown import markdown
from sandbox.page.html.mrkdwn import mrkdwn, text_object
from sandbox.page.html.rich import rich_text

LOOK = Look(
    people={"U0MAYA": "Maya Ferrer", "U0BOT": "Vigía"},
    channels={"C0ACME": "acme-clinica"},
    now=datetime(2026, 11, 16, 7, 30, tzinfo=UTC),
    viewer="U0MAYA",
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _italic_ ~gone~", "<b>bold</b> <i>italic</i> <s>gone</s>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("`a *b* <c>`", "<code>a *b* &lt;c&gt;</code>"),
        ("one\ntwo", "one<br>two"),
        ("> said\n> twice\nafter", "<blockquote>said<br>twice</blockquote>after"),
        ("&gt; said", "<blockquote>said</blockquote>"),
        ("```\nx < 1 && *y*\n```", "<pre><code>x &lt; 1 &amp;&amp; *y*</code></pre>"),
        ("cpl &lt; 25 &amp; roas &gt;= 3", "cpl &lt; 25 &amp; roas &gt;= 3"),
        ("cpl < 25", "cpl &lt; 25"),
        (":tada_unknown: at 10:30:15", ":tada_unknown: at 10:30:15"),
        ("<!here> <!subteam^S1|@team>", '<span class="mention">@here</span> <span class="mention">@team</span>'),
    ],
)
def test_marks_become_elements_and_the_rest_stays_text(text, html):
    assert mrkdwn(text, LOOK) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<javascript:alert(1)|click>",
        "<data:text/html,<b>x|click>",
        '<https://example.com/"onmouseover="alert(1)|click>',
        "*<script>alert(1)</script>*",
        "```<script>alert(1)</script>```",
        "`<script>`",
        "<@U1|<script>>",
        "<!date^1^{date}|<script>>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_in_a_message_becomes_markup(text):
    html = str(mrkdwn(text, LOOK))

    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.partition('href="')[2].partition('"')[0]
    assert '"onmouseover' not in html
    assert 'href="data' not in html


def test_people_and_channels_are_shown_by_name_and_oneself_stands_out():
    html = str(mrkdwn("<@U0MAYA> <@U0BOT> <@U0NOBODY> <#C0ACME> <#C0SECRET>", LOOK))

    assert '<span class="mention me" data-user="U0MAYA">@Maya Ferrer</span>' in html
    assert '<span class="mention" data-user="U0BOT">@Vigía</span>' in html
    assert "@U0NOBODY" in html
    assert 'data-goto="C0ACME">#acme-clinica</a>' in html
    assert "C0SECRET" not in html
    assert "#private channel" in html


def test_links_open_beside_the_page_and_cannot_reach_back():
    html = str(mrkdwn("<https://example.com/?a=1&amp;b=2|the report>", LOOK))

    assert html == (
        '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">the report</a>'
    )


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("<!date^1794814200^{date_short} {time}|x>", "Nov 16, 2026 08:30"),
        ("<!date^1794814200^{date_pretty}|x>", "today"),
        ("<!date^1794727800^{date_short_pretty} at {time}|x>", "yesterday at 08:30"),
        ("<!date^1794641400^{date_long}|x>", "Saturday, November 14th, 2026"),
        ("<!date^1794641400^{ago}|x>", "2 days ago"),
        ("<!date^1794641400^{date_num}|x>", "2026-11-14"),
        ("<!date^1794641400^{nonsense}|the fallback>", "the fallback"),
        ("<!date^soon^{date}|the fallback>", "the fallback"),
    ],
)
def test_dates_follow_the_sandbox_clock_and_the_viewers_zone(token, shown):
    assert f">{shown}</time>" in str(mrkdwn(token, LOOK))


def test_common_emoji_are_drawn_and_named_for_screen_readers():
    assert 'role="img" aria-label="white check mark"' in str(mrkdwn(":white_check_mark: done", LOOK))
    assert 'aria-label="wrench"' in str(mrkdwn(":wrench:", LOOK))


def test_plain_text_has_no_marks_but_has_emoji_unless_they_are_off():
    assert text_object({"type": "plain_text", "text": "*a* <b> :x1:"}, LOOK) == "*a* &lt;b&gt; :x1:"
    assert "svg" in str(text_object({"type": "plain_text", "text": ":warning:"}, LOOK))
    assert text_object({"type": "plain_text", "text": ":warning:", "emoji": False}, LOOK) == ":warning:"


def test_markdown_has_headings_lists_tables_and_fences():
    words = "# Title\n\nSome **bold** [link](https://example.com)\n- one\n- two\n\n"
    text = words + "| a | b |\n|---|--:|\n| 1 | <2> |\n```\nx\n```"

    html = str(markdown(text, LOOK))

    assert "<h3>Title</h3>" in html
    assert "<strong>bold</strong>" in html
    assert "<li>one</li>" in html
    assert '<td class="right">&lt;2&gt;</td>' in html
    assert "<pre><code>x" in html


def test_markdown_refuses_addresses_that_run_code():
    assert markdown("[x](javascript:alert(1))", LOOK).count("<a") == 0


def test_rich_text_keeps_styles_lists_and_mentions():
    block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "hey <b>", "style": {"bold": True}},
                    {"type": "user", "user_id": "U0BOT"},
                    {"type": "link", "url": "javascript:x", "text": "no"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
            },
        ],
    }

    html = str(rich_text(block, LOOK))

    assert "<b>hey &lt;b&gt;</b>" in html
    assert "@Vigía" in html
    assert "<a " not in html
    assert '<ol class="indent-0"><li><span class="rich-section">first</span></li></ol>' in html
