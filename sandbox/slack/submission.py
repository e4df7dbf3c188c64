"""Filling in a modal, and what the app's answer to its submission does to the open views."""

from collections.abc import Callable
from typing import Any

from sandbox.slack.elements import chosen, inputs_of, is_empty
from sandbox.slack.errors import Refused, SlackError
from sandbox.slack.model import Json, User, View
from sandbox.slack.validation.report import as_messages
from sandbox.slack.validation.views import view_problems
from sandbox.slack.workspace import Workspace

Suggested = Callable[[str], list[Json]]


class Submissions:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def fill_in(self, view: View, values: Json, suggested: Suggested) -> None:
        """Write values into the state, by block_id, action_id or both; Refused names a field left empty or unknown."""
        state = view.body["state"]["values"]
        known: set[str] = set()
        for block_id, action_id, element in inputs_of(view.body["blocks"]):
            known |= {block_id, action_id}
            given, value = _given(values, block_id, action_id)
            if given:
                state.setdefault(block_id, {})[action_id] = chosen(element, value, suggested(action_id))
        unknown = sorted(set(values) - known)
        if unknown:
            raise Refused(f"The view has no field {', '.join(unknown)}; it has {', '.join(sorted(known)) or 'none'}.")
        _check_required(view)

    def settle(self, user: User, view: View, answer: Json | None) -> Json:
        """Carry out errors, update, push, clear or, without an answer, closing; what happened, for the caller."""
        views = self._workspace.views
        action = (answer or {}).get("response_action")
        if action == "errors":
            return self._errors(view, (answer or {}).get("errors"))
        if action in ("update", "push"):
            sent = self._checked((answer or {}).get("view"))
            shown = views.update(view, sent) if action == "update" else views.push(user.id, user.team, sent)
            self._workspace.changes.bump()
            return {"response_action": action, "view_id": shown.id}
        if action == "clear":
            views.clear(user.id)
        elif action is None:
            views.close(view)
        else:
            raise SlackError("unknown_response_action")
        self._workspace.changes.bump()
        return {"response_action": action or "close"}

    def _errors(self, view: View, errors: Any) -> Json:
        """SlackError when an error is tied to something that is not an input block: Slack then shows none at all."""
        inputs = {block.get("block_id") for block in view.body["blocks"] if block.get("type") == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise SlackError("invalid_errors_object", [f"[ERROR] errors must be keyed by {sorted(map(str, inputs))}"])
        return {"response_action": "errors", "errors": errors}

    def _checked(self, sent: Any) -> Json:
        if not isinstance(sent, dict):
            raise SlackError("invalid_arguments", ["[ERROR] missing required field: view"])
        problems = view_problems(sent, "modal")
        if problems:
            raise SlackError("invalid_arguments", as_messages(problems))
        return sent


def _given(values: Json, block_id: str, action_id: str) -> tuple[bool, Any]:
    """(whether a value was given, the value) in any of the forms {block: {action: v}}, {block: v}, {action: v}."""
    at_block = values.get(block_id)
    if isinstance(at_block, dict) and action_id in at_block:
        return True, at_block[action_id]
    if block_id in values and not (isinstance(at_block, dict) and "value" not in at_block):
        return True, at_block
    return (True, values[action_id]) if action_id in values else (False, None)


def _check_required(view: View) -> None:
    for block in view.body["blocks"]:
        if block.get("type") != "input" or block.get("optional"):
            continue
        block_id, action_id = block["block_id"], block["element"]["action_id"]
        if is_empty(view.body["state"]["values"].get(block_id, {}).get(action_id, {})):
            raise Refused(f'The field "{block_id}" ({block["label"]["text"]}) must not be empty.')
