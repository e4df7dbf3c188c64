"""A Slack workspace: Web API, Socket Mode, and what people do in it."""

from sandbox.slack.workspace import Workspace

__all__ = ["Workspace"]
