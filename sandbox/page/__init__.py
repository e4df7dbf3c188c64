"""The page for people: the workspace in a browser, rendered here, moved by the control API."""

from collections.abc import Mapping

from aiohttp import web

from sandbox.page.routes import Page, PageClock
from sandbox.slack.workspace import Workspace


def add_page_routes(app: web.Application, workspace: Workspace, clock: PageClock, campaigns: Mapping[str, str]) -> None:
    """Serve the page at /, its fragments under /ui and its files under /static.

    `campaigns`: the name of one campaign by client, to be tried with.
    """
    Page(workspace, clock, campaigns).add_routes(app)
