"""Every door of this room: how its manager uses it, with the client's own ids. A new door needs a row here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commands import actions, options, router, views
from commands.context import Context, MessageRef, Reply
from commands.table import VERBS
from templates.cards import buttons
from tests.commands.occupied import FREE, Owned

INJECTED = "<!channel> <@UANY> *x* & `y`"
"""What somebody writes who would call everybody."""
Value = Callable[[Owned], Any]
PICK, FIND = "vigia.pick", ("vigia.find.client", "vigia.find.accounts", "vigia.find.zone", "vigia.find.campaigns")


@dataclass(frozen=True)
class Door:
    """`value`: what the button carries, the form keeps or is typed. `at`: where its manager uses it. `filled`: what is
    filled into the form.

    `changes`: something is written. `again`: used twice it does it twice, and means to. `asks`: it opens nothing, and
    does nothing yet. `reads`: whoever may read there may use it. `nobodys`: it carries nothing of any client.
    """

    value: Value = lambda own: ""
    at: str = "internal"
    filled: Value = lambda own: {}
    changes: bool = True
    again: bool = False
    asks: bool = False
    reads: bool = False
    nobodys: bool = False


def of(name: str, template: str = "{}") -> Value:
    """What one of its ids is written as."""
    return lambda own: template.format(getattr(own, name))


def kept(**more: str) -> Value:
    """What a form of a set-up keeps; `@campaign` is the client's own."""
    return lambda own: json.dumps(
        {name: getattr(own, told[1:]) if told.startswith("@") else told for name, told in more.items()}
    )


def filled(**fields: Any) -> Value:
    return lambda own: {
        name: getattr(own, told[1:]) if isinstance(told, str) and told.startswith("@") else told
        for name, told in fields.items()
    }


CARD = {"channel": "@inside", "ts": "1.1", "client": "@client"}
LOOKS: Mapping[str, Any] = {"changes": False, "again": True}
READS: Mapping[str, Any] = {**LOOKS, "reads": True}
NEW = {"key": "nova", "language": "es", "zone": "Europe/Madrid", "currency": "EUR"}
RULE, ALERT, ONE = of("campaign", "{} off_target:cpl"), of("alert"), of("campaign")
LATE = {"at": "direct"}

BUTTONS = {
    actions.RUN: Door(of("campaign", "target {} cpl<1€")),
    PICK: Door(of("campaign", "pause {} 2 weeks")),
    "vigia.status.share": Door(of("campaign", "status {}"), reads=True),
    "vigia.adopt.take": Door(of("found")),
    "vigia.adopt.show": Door(of("hidden")),
    "vigia.adopt.hide": Door(ONE),
    "vigia.test.send": Door(of("subscription"), **LATE),
    "vigia.target.edit": Door(ONE, **LOOKS),
    "vigia.campaign.edit": Door(ONE, **LOOKS),
    "vigia.results.edit": Door(of("campaign", "campaign:{}"), **LOOKS),
    "vigia.results.take": Door(of("campaign", "campaign:{} {{}}"), asks=True, **LOOKS),
    "vigia.results.leave": Door(of("client", "client:{} {{}}"), asks=True, **LOOKS),
    "vigia.proposal": Door(of("campaign", "own_history {} cpl < 20 EUR")),
    "vigia.setup.who": Door(lambda own: "here", at="unbound", nobodys=True, **LOOKS),
    "vigia.setup.accounts": Door(of("client"), **LOOKS),
    "vigia.setup.campaigns": Door(of("client"), **LOOKS),
    "vigia.setup.goals": Door(of("client"), **LOOKS),
    "vigia.setup.look": Door(of("client"), again=True),
    "vigia.setup.here": Door(of("client"), **LOOKS),
    "vigia.setup.direct": Door(of("client"), at="channel"),
    "vigia.setup.undo": Door(of("client"), **LOOKS),
    **{name: Door(of("client"), asks=True, **LOOKS) for name in FIND},
    "vigia.teams.confirm": Door(of("channel", "{}:T0ZED"), **LATE),
    "vigia.draft.approve": Door(of("draft"), **LATE),
    "vigia.draft.all": Door(of("draft"), **LATE),
    "vigia.draft.edit": Door(of("draft"), **LATE, **LOOKS),
    "vigia.draft.read": Door(of("draft"), **LATE, **LOOKS),
    "vigia.draft.note": Door(of("draft"), **LATE, **LOOKS),
    "vigia.draft.skip": Door(of("draft"), **LATE),
    "vigia.arrival.yes": Door(of("lost"), **LATE),
    "vigia.arrival.again": Door(of("lost"), **LATE),
    buttons.ACK: Door(ALERT, again=True),
    buttons.SNOOZE: Door(of("alert", "{}:3d"), again=True),
    buttons.ASSIGN: Door(ALERT, again=True),
    buttons.ADOPT: Door(of("nobodys")),
    buttons.IGNORE: Door(of("nobodys")),
    buttons.LOG: Door(ALERT, **LOOKS),
    buttons.NO_CHANGE: Door(ALERT, **LOOKS),
    buttons.WHY: Door(ALERT, **LOOKS),
    buttons.NUMBERS: Door(ALERT, **LOOKS),
    buttons.NOT_USEFUL: Door(ALERT, again=True),
    buttons.LOOSER: Door(ALERT, again=True),
    buttons.KEEP: Door(ALERT, **LOOKS),
    buttons.ENABLE: Door(of("campaign", "{} off_target:cpl;cpl < 30 EUR;;"), again=True),
    buttons.MUTE: Door(RULE, again=True),
    buttons.UNMUTE: Door(RULE, again=True),
    buttons.EDIT: Door(RULE, **LOOKS),
    buttons.WORKED: Door(of("action"), again=True),
    buttons.DID_NOT: Door(of("action"), again=True),
    buttons.LATER: Door(of("action"), again=True),
    "vigia.budget.set": Door(of("campaign", "{} 15000000000 EUR 12000000000 EUR")),
    "vigia.budget.keep": Door(ONE, **LOOKS),
    "vigia.window.remove": Door(of("window")),
}
FORMS = {
    "vigia.draft.note": Door(of("draft", "{}:D0MAYA:1.1"), filled=filled(note=INJECTED), at="home"),
    "vigia.draft.edit": Door(
        of("draft", "{}:D0MAYA:1.1:0"), filled=filled(**{"section:0": INJECTED, "own": ["yes"]}), at="home"
    ),
    "vigia.draft.preview": Door(of("draft", "{}:D0MAYA:1.1:0"), at="home"),
    "vigia.log": Door(of("alert", "alert:{}"), filled=filled(what="other", text=INJECTED), again=True),
    "vigia.nochange": Door(of("alert", "alert:{}"), filled=filled(reason=INJECTED), again=True),
    "vigia.alert.rule": Door(RULE, filled=filled(goal="cpl < 40 EUR"), again=True),
    "vigia.results": Door(of("campaign", "campaign:{}"), filled=filled(value="100 EUR"), asks=True, changes=False),
    "vigia.campaign": Door(
        lambda own: f"{own.campaign} {own.version}",
        filled=filled(name=INJECTED, hypothesis=INJECTED, persona=INJECTED, paused_because=INJECTED),
        at="home",
    ),
    "vigia.target": Door(ONE, filled=filled(goals="cpl < 1 EUR"), at="home"),
    "vigia.setup.who": Door(kept(channel="C0NOBODY", ts="1.1"), "unbound", filled(client="@client"), **LOOKS),
    "vigia.setup.made": Door(
        kept(channel="C0NOBODY", name=INJECTED), "unbound", filled(**NEW), asks=True, nobodys=True, **LOOKS
    ),
    "vigia.setup.reads": Door(kept(channel="C0NOBODY", client="@client"), "unbound", filled(reads="internal")),
    "vigia.setup.accounts": Door(kept(**CARD), filled=filled(accounts=[FREE])),
    "vigia.setup.found": Door(kept(**CARD), filled=lambda own: {"found0": [own.found]}, **LOOKS),
    "vigia.setup.adopt": Door(
        kept(**CARD, found="@found"), filled=filled(name0=INJECTED, start0="2026-11-01", end0="2026-11-30", budget0="")
    ),
    "vigia.setup.goals": Door(kept(**CARD, campaigns="@hidden"), filled=filled(goals0="cpl < 9 EUR")),
    "vigia.setup.undo": Door(kept(**CARD)),
}
TYPED = {
    "status": Door(ONE, **READS),
    "list": Door(of("client", "client:{}"), **READS),
    "chart": Door(ONE, **READS),
    "compare": Door(ONE, **READS),
    "pace": Door(ONE, **READS),
    "why": Door(ONE, **READS),
    "target": Door(of("campaign", "{} cpl<1€")),
    "edit": Door(lambda own: f'{own.campaign} budget:15000 hypothesis:"{INJECTED}"'),
    "pause": Door(lambda own: f"{own.campaign} 2 weeks because {INJECTED}"),
    "resume": Door(of("hidden")),
    "results": Door(ONE, **READS),
    "alert": Door(lambda own: f'mute {own.campaign} cpl 3d reason:"{INJECTED}"', again=True),
    "snooze": Door(of("campaign", "{} cpl 3d"), again=True),
    "log": Door(lambda own: f"{own.campaign} {INJECTED}", again=True),
    "timeline": Door(ONE, **READS),
    "subscribe": Door(of("campaign", "{} tue 10:00")),
    "unsubscribe": Door(of("campaign"), at="channel", asks=True, changes=False),
    "setup": Door(nobodys=True, **LOOKS),
    "adopt": Door(nobodys=True, **LOOKS),
    "sync": Door(again=True, nobodys=True),
    "language": Door(lambda own: "es", again=True, nobodys=True, reads=True),
    "help": Door(nobodys=True, **READS),
}
SAID = {
    "how it goes": Door(of("name", "how is {} doing this month?"), **READS),
    "a number": Door(of("name", "how much was spent on {}?"), **READS),
    "the worst": Door(lambda own: "which campaign is the worst?", **READS),
    "a client": Door(of("called", "how much did {} spend this month?"), **READS),
    "two": Door(of("campaign", "compare {0} with {0}"), asks=True, **READS),
    "a budget": Door(of("name", "raise the budget of {} by 10%"), asks=True, **LOOKS),
    "a pause": Door(of("name", "please stop the updates of {} for two weeks"), asks=True, **LOOKS),
    "a goal": Door(of("name", "set a goal of cost per lead below 30 for {}"), asks=True, **LOOKS),
    "who is in charge": Door(of("name", "who is in charge of {}?"), asks=True, **READS),
    "a name": Door(of("name"), **READS),
    "what is hidden": Door(of("hidden", "status {}"), **READS),
    "what is hidden in words": Door(of("hidden", "why is cost per lead up on {}?"), **READS),
    "one beside what is hidden": Door(lambda own: f"compare {own.campaign} {own.hidden}", asks=True, **READS),
    "what platforms call it": Door(of("client", "status client:{} by:campaign"), **READS),
    "what moved since": Door(of("campaign", "status {} since:shown"), **READS),
    "most spend first": Door(lambda own: "list sort:money", **READS),
    "the second page": Door(lambda own: "list page:2", **READS),
    "days beside others": Door(of("client", "status client:{} period:month kpi:cpl"), **READS),
    "a chart of a KPI": Door(of("campaign", "chart {} kpi:pace"), **READS),
}
MENUS = {name: Door(nobodys=True, **READS) for name in (*FIND[:3], f"{PICK}.status")}
MENUS["vigia.find.campaigns"] = Door(of("client"), **LOOKS)
DOORS: Mapping[str, Door] = {
    **{f"button {name}": one for name, one in BUTTONS.items()},
    **{f"form {name}": one for name, one in FORMS.items()},
    **{f"/campaign {name}": one for name, one in TYPED.items()},
    **{f"menu {name}": one for name, one in MENUS.items()},
    **{f"sentence {name}": one for name, one in SAID.items()},
}
THERE_ARE = {
    *(f"button {name}" for name in actions.HANDLERS),
    *(f"form {name}" for name in (*views.FORMS, *views.WALK)),
    *(f"/campaign {verb.name}" for verb in VERBS),
    *(f"menu {name}" for name in MENUS),
    *(f"sentence {name}" for name in SAID),
}


def knock(ctx: Context, name: str, own: Owned, value: str | None = None) -> Reply:
    """Use the door, with what is of that client."""
    kind, _, door_id = name.partition(" ")
    door = DOORS[name]
    value = door.value(own) if value is None else value
    match kind:
        case "button":
            source = MessageRef(ctx.place.channel_id, "1.1", row=buttons.row_name(own.alert))
            pressed = ctx.actor.user_id if door_id == buttons.ASSIGN else value
            return actions.dispatch(ctx, door_id, pressed, source, door.filled(own))
        case "form":
            return views.submit(ctx, door_id, value, door.filled(own))
        case "menu":
            return Reply(view={"options": options.options(ctx, f"{door_id}.{value}".removesuffix("."), "")})
        case "sentence":
            return router.dispatch(ctx, value)
        case _:
            return router.dispatch(ctx, f"{door_id} {value}")
