"""The page for people: the workspace in a browser, rendered here, moved by the control API."""

from aiohttp import web

from sandbox.page.routes import Page, PageClock
from sandbox.slack.workspace import Workspace


def add_page_routes(app: web.Application, workspace: Workspace, clock: PageClock) -> None:
    """Serve the page at /, its fragments under /ui and its files under /static."""
    Page(workspace, clock).add_routes(app)
