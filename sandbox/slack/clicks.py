"""What people do with the app's interactive parts: click, choose, search, submit and close."""

from typing import Any

from sandbox.slack import payloads
from sandbox.slack.dispatch import Dispatch
from sandbox.slack.elements import EXTERNAL, chosen, initial_state, interactive_of, options_of
from sandbox.slack.errors import Refused, SlackError
from sandbox.slack.model import Channel, Json, Message, User, View
from sandbox.slack.submission import Submissions
from sandbox.slack.transport import INTERACTIVE, Ack
from sandbox.slack.workspace import Workspace

_ONE_CHOICE = ("static_select", "external_select", "overflow", "radio_buttons")
_TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


class Clicks:
    def __init__(self, workspace: Workspace, dispatch: Dispatch) -> None:
        self._workspace = workspace
        self._dispatch = dispatch
        self._submissions = Submissions(workspace)
        self._suggested: dict[tuple[str, str], list[Json]] = {}
        self._states: dict[tuple[str, str], Json] = {}

    def message(self, user: User, channel: Channel, ts: str) -> Message:
        """The message as that person sees it; Refused (404) when they see none."""
        found = self._workspace.find(channel.id, ts, user.id) if user.id in channel.members else None
        if found is None:
            raise Refused(f"{user.name} sees no message {ts} in #{channel.name}.", 404)
        return found

    def view(self, user: User, view_id: str) -> View:
        """That person's open modal or Home; Refused (404) otherwise."""
        found = self._workspace.views.get(view_id)
        if found is None or found.user != user.id:
            raise Refused(f"{user.name} has no open view {view_id}.", 404)
        return found

    async def act(self, user: User, place: Message | View, action_id: str, value: Any) -> Json:
        """Click or choose; {ok, ack_ms}."""
        block_id, element = _pick(place, action_id, value)
        action = self._action(user, block_id, element, value)
        payload = self._placed("block_actions", user, place)
        self._remember(user, place, block_id, action_id, element, action)
        payload["state"] = self._state(user, place)
        payload["actions"] = [action]
        return _outcome(await self._dispatch.send(INTERACTIVE, payload))

    def _placed(self, kind: str, user: User, place: Message | View) -> Json:
        if isinstance(place, View):
            return payloads.in_view(self._workspace, kind, user, place)
        return payloads.in_message(self._workspace, kind, user, self._workspace.channels[place.channel], place)

    def _action(self, user: User, block_id: str, element: Json, value: Any) -> Json:
        action: Json = {"action_id": element["action_id"], "block_id": block_id, "type": element["type"]}
        action["action_ts"] = self._workspace.stamps.ts()
        if element["type"] == "button":
            return action | {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        key = (user.id, str(element["action_id"]))
        wanted = _only_option(element) if value is None else value
        if wanted is None and element["type"] in _ONE_CHOICE:
            raise Refused(f'Choosing in "{element["action_id"]}" needs a value.')
        return action | chosen(element, wanted, self._suggested.get(key, []))

    def _remember(
        self, user: User, place: Message | View, block_id: str, action_id: str, element: Json, action: Json
    ) -> None:
        if element["type"] in ("button", "overflow"):
            return
        kept = {key: value for key, value in action.items() if key not in ("action_id", "block_id", "action_ts")}
        self._state(user, place)["values"].setdefault(block_id, {})[action_id] = kept
        self._workspace.changes.bump()

    def _state(self, user: User, place: Message | View) -> Json:
        """`state` of a view is part of it; that of a message is each person's own."""
        if isinstance(place, View):
            state: Json = place.body["state"]
            return state
        own = self._states.setdefault((user.id, f"{place.channel}/{place.ts}"), {"values": {}})
        blank = initial_state(place.body.get("blocks") or [])
        kept = own["values"]
        own["values"] = {
            block_id: {action_id: kept.get(block_id, {}).get(action_id, first) for action_id, first in held.items()}
            for block_id, held in blank.items()
        }
        return own

    async def suggest(self, user: User, place: Message | View, action_id: str, typed: str) -> Json:
        """Type into an external select; {ok, ack_ms, options}."""
        block_id, element = _pick(place, action_id, None)
        if element["type"] not in EXTERNAL:
            raise Refused(f'"{action_id}" does not search: it is a {element["type"]}.')
        payload = self._placed("block_suggestion", user, place)
        payload |= {"action_id": action_id, "block_id": block_id, "value": typed}
        ack = await self._dispatch.send(INTERACTIVE, payload)
        offered = options_of(ack.payload or {})
        self._suggested[(user.id, action_id)] = offered
        return _outcome(ack) | {"options": offered}

    async def submit(self, user: User, view: View, values: Json) -> Json:
        """Fill in and submit a modal; {ok, ack_ms, response_action?, errors?}."""
        if view.kind != "modal":
            raise Refused("Home is not submitted; act on its buttons.")
        if view is not self._workspace.views.modals(user.id)[-1]:
            raise Refused(f"{view.id} lies under another modal.")
        self._submissions.fill_in(view, values, lambda action: self._suggested.get((user.id, action), []))
        ack = await self._dispatch.send(INTERACTIVE, payloads.in_view(self._workspace, "view_submission", user, view))
        if ack.failure:
            return _outcome(ack)
        try:
            return {"ok": True, "ack_ms": ack.ms, **self._submissions.settle(user, view, ack.payload)}
        except SlackError as error:
            return {"ok": False, "error": f"The app's answer was refused: {error.code}", "messages": error.messages}

    async def close(self, user: User, view: View) -> Json:
        """Close a modal; the app hears of it where it asked to."""
        self._workspace.views.close(view)
        if view.body["clear_on_close"]:
            self._workspace.views.clear(user.id)
        self._workspace.changes.bump()
        if not view.body["notify_on_close"]:
            return {"ok": True, "ack_ms": 0.0}
        return _outcome(
            await self._dispatch.send(INTERACTIVE, payloads.in_view(self._workspace, "view_closed", user, view))
        )


def _outcome(ack: Ack) -> Json:
    if ack.failure:
        return {"ok": False, "error": f"The app did not acknowledge: {ack.failure}.", "ack_ms": ack.ms}
    return {"ok": True, "ack_ms": ack.ms}


def _only_option(element: Json) -> Any:
    offered = options_of(element)
    if element["type"] not in _TEXT_INPUTS and len(offered) == 1:
        return offered[0].get("value")
    return None


def _pick(place: Message | View, action_id: str, value: Any) -> tuple[str, Json]:
    """(block_id, element) by action_id; where several share it, the one that `value` fits. Refused (404) if none."""
    blocks = place.body.get("blocks") or []
    found = [(block_id, element) for block_id, name, element in interactive_of(blocks) if name == action_id]
    if not found:
        known = ", ".join(sorted({name for _, name, _ in interactive_of(blocks)})) or "none"
        raise Refused(f'There is no element "{action_id}" here; there are: {known}.', 404)
    for block_id, element in found:
        offered = [element.get("value"), *(option.get("value") for option in options_of(element))]
        if value is not None and len(found) > 1 and value in offered:
            return block_id, element
    if value is not None and found[0][1]["type"] == "button" and value not in [e.get("value") for _, e in found]:
        raise Refused(f'No button "{action_id}" has the value "{value}".')
    return found[0]
