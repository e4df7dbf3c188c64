"""What the house does with the rule: run by pytest inside the copy, where it is called `test_life.py`."""

from commands.rulewords import rule_of
from domain.incidents.conditions import Condition
from domain.rules.registry import inhibits, of_kind
from storage import Engine, session
from storage.evidence import evaluations
from templates.cards.log import choices
from tests.notifiers.living import Life, campaign

KIND = "busy_yesterday"


def test_it_is_judged_told_drawn_and_named(bare: Engine) -> None:
    with session(bare) as opened:
        life = Life(opened)
        life.plan("1", 60)
        life.begin(campaign("otono", "1"))
        life.live(41, 43)
        row = life.alerts()[f"otono {KIND}"]
        assert row.state.condition is Condition.FIRING
        (message,) = (one for one in life.said() if one.occasion.startswith(f"alert:{row.id}:"))
        assert "€240 was spent on" in message.payload["text"]
        assert "Have a rest." in message.payload["text"]
        assert evaluations.newest(opened, "otono")[evaluations.SAID].numbers[KIND] == "breach"
    assert rule_of("bustle") == rule_of("Busy yesterday") == KIND
    assert choices(of_kind(KIND).kind) == ("meant", "other")
    assert inhibits(of_kind("stale_data").kind, of_kind(KIND).kind)
