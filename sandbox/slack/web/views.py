"""views.*: modals and Home tabs."""

import json

from sandbox.slack.errors import SlackError
from sandbox.slack.model import Json, View
from sandbox.slack.validation.report import as_messages
from sandbox.slack.validation.views import MAX_VIEW_BYTES, view_problems
from sandbox.slack.web.call import Call, Handler


def _sent(call: Call, surface: str) -> Json:
    """The view in the call, checked; SlackError `view_too_large` or `invalid_arguments` with pointers."""
    sent = call.structure("view", "invalid_arguments")
    if not isinstance(sent, dict):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: view"])
    if len(json.dumps(sent, ensure_ascii=False).encode()) > MAX_VIEW_BYTES:
        raise SlackError("view_too_large")
    problems = view_problems(sent, surface)
    if problems:
        raise SlackError("invalid_arguments", as_messages(problems))
    return sent


def _check_external_id(call: Call, sent: Json, own: View | None = None) -> None:
    other = call.workspace.views.by_external_id(str(sent.get("external_id", "")))
    if other is not None and other is not own:
        raise SlackError("duplicate_external_id")


def _done(call: Call, view: View) -> Json:
    call.workspace.changes.bump()
    return {"view": view.body}


def open_view(call: Call) -> Json:
    sent = _sent(call, "modal")
    _check_external_id(call, sent)
    user = call.workspace.users[call.workspace.triggers.spend(call.text("trigger_id"))]
    return _done(call, call.workspace.views.open(user.id, user.team, sent))


def push_view(call: Call) -> Json:
    sent = _sent(call, "modal")
    _check_external_id(call, sent)
    user = call.workspace.users[call.workspace.triggers.spend(call.text("trigger_id"))]
    return _done(call, call.workspace.views.push(user.id, user.team, sent))


def update_view(call: Call) -> Json:
    views = call.workspace.views
    view = views.get(call.text("view_id")) or views.by_external_id(call.text("external_id"))
    if view is None:
        raise SlackError("not_found")
    sent = _sent(call, view.kind)
    _check_external_id(call, sent, view)
    views.check_hash(view, call.text("hash"))
    return _done(call, views.update(view, sent))


def publish(call: Call) -> Json:
    sent = _sent(call, "home")
    user = call.workspace.users.get(call.text("user_id"))
    if user is None:
        raise SlackError("user_not_found")
    old = call.workspace.views.home(user.id)
    if old is not None:
        call.workspace.views.check_hash(old, call.text("hash"))
    return _done(call, call.workspace.views.publish(user.id, user.team, sent))


METHODS: dict[str, Handler] = {
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish,
}
