"""Open modals (a stack of three per person at most) and Home tabs."""

import hashlib
import json

from sandbox.slack.elements import initial_state, inputs_of
from sandbox.slack.errors import SlackError
from sandbox.slack.model import APP_ID, BOT_ID, HOST_TEAM, Json, View
from sandbox.slack.stamps import Stamps

STACK = 3


class ViewBook:
    def __init__(self, stamps: Stamps) -> None:
        self._stamps = stamps
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def modals(self, user: str) -> list[View]:
        """The person's open modals, the one on top last."""
        return list(self._stacks.get(user, []))

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def get(self, view_id: str) -> View | None:
        return next((view for view in self._all() if view.id == view_id), None)

    def by_external_id(self, external_id: str) -> View | None:
        return next((v for v in self._all() if external_id and v.body.get("external_id") == external_id), None)

    def _all(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def open(self, user: str, team: str, sent: Json) -> View:
        """A new modal in place of whatever that person had open."""
        self._stacks[user] = []
        return self.push(user, team, sent)

    def push(self, user: str, team: str, sent: Json) -> View:
        """A modal on top of the open ones; SlackError `push_limit_reached` beyond three."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        body = self._fresh(team, sent)
        body["previous_view_id"] = stack[-1].id if stack else None
        body["root_view_id"] = stack[0].id if stack else body["id"]
        view = View(user, "modal", body)
        stack.append(view)
        return view

    def update(self, view: View, sent: Json) -> View:
        """Replace a view's content; its id, and what people typed into fields that are still there, stay."""
        kept = view.body["state"]["values"]
        body = self._fresh(str(view.body["team_id"]), sent)
        for key in ("id", "previous_view_id", "root_view_id"):
            body[key] = view.body[key]
        for block_id, action_id, _ in inputs_of(body["blocks"]):
            if action_id in kept.get(block_id, {}):
                body["state"]["values"].setdefault(block_id, {})[action_id] = kept[block_id][action_id]
        view.body = body
        return view

    def publish(self, user: str, team: str, sent: Json) -> View:
        """The person's Home tab."""
        old = self._homes.get(user)
        view = View(user, "home", self._fresh(team, sent))
        view.body["root_view_id"] = view.id
        if old is not None:
            view.body["id"] = view.body["root_view_id"] = old.id
        self._homes[user] = view
        return view

    def close(self, view: View) -> None:
        """Take one modal off its stack."""
        stack = self._stacks.get(view.user, [])
        if view in stack:
            stack.remove(view)

    def clear(self, user: str) -> None:
        self._stacks[user] = []

    def check_hash(self, view: View, sent_hash: str | None) -> None:
        """SlackError `hash_conflict` when the caller saw an older state of the view."""
        if sent_hash and sent_hash != view.body["hash"]:
            raise SlackError("hash_conflict")

    def _fresh(self, team: str, sent: Json) -> Json:
        blocks = with_ids(sent.get("blocks", []), self._stamps)
        digest = hashlib.sha256(json.dumps(sent, sort_keys=True).encode()).hexdigest()[:8]
        return {
            "id": self._stamps.id("V"),
            "team_id": team,
            "type": sent.get("type", "modal"),
            "title": sent.get("title"),
            "submit": sent.get("submit"),
            "close": sent.get("close"),
            "blocks": blocks,
            "private_metadata": sent.get("private_metadata", ""),
            "callback_id": sent.get("callback_id", ""),
            "external_id": sent.get("external_id", ""),
            "state": {"values": initial_state(blocks)},
            "hash": f"{self._stamps.ts()}.{digest}",
            "clear_on_close": bool(sent.get("clear_on_close", False)),
            "notify_on_close": bool(sent.get("notify_on_close", False)),
            "root_view_id": None,
            "previous_view_id": None,
            "app_id": APP_ID,
            "app_installed_team_id": HOST_TEAM,
            "bot_id": BOT_ID,
        }


def with_ids(blocks: list[Json], stamps: Stamps) -> list[Json]:
    """The blocks with the block_ids and action_ids that Slack fills in where the app gave none."""
    return [_with_ids(block, stamps) for block in blocks]


def _with_ids(block: Json, stamps: Stamps) -> Json:
    filled = {**block, "block_id": block.get("block_id") or stamps.id("b")}
    if isinstance(block.get("elements"), list) and block.get("type") in ("actions", "context_actions"):
        filled["elements"] = [_with_action_id(element, stamps) for element in block["elements"]]
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            filled[key] = _with_action_id(block[key], stamps)
    return filled


def _with_action_id(element: Json, stamps: Stamps) -> Json:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": stamps.id("a")}
