"""The page and its fragments: each handler renders one template from what one person sees."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import jinja2
from aiohttp import web

from sandbox.page import eyes, timeline
from sandbox.page.html.blocks import blocks_html
from sandbox.page.html.dates import clock_line
from sandbox.page.html.look import Look
from sandbox.page.html.mrkdwn import bare
from sandbox.page.intro import intro
from sandbox.page.verbs import completions
from sandbox.page.words import LANGUAGES, say, spoken
from sandbox.slack.errors import Refused
from sandbox.slack.filestore import mimetype
from sandbox.slack.model import Channel, User
from sandbox.slack.workspace import Workspace

HERE = Path(__file__).parent
# Nothing outside this server is ever asked for, and no markup smuggled into a message could run.
POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'self'"
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
_INLINE_TYPES = ("image/png", "image/jpeg", "image/gif")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageClock(Protocol):
    """The part of the sandbox's clock that the page reads."""

    def now(self) -> Any:
        """The present instant, aware."""


class Page:
    def __init__(self, workspace: Workspace, clock: PageClock, campaigns: Mapping[str, str]) -> None:
        self._workspace = workspace
        self._clock = clock
        self._campaigns = campaigns
        loader = jinja2.FileSystemLoader(HERE / "templates")
        self._env = jinja2.Environment(
            loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
        )

    def add_routes(self, app: web.Application) -> None:
        """Everything under / and /ui, and the static files."""
        fragments = {
            "/": self.shell,
            "/ui/sidebar": self.sidebar,
            "/ui/messages": self.messages,
            "/ui/thread": self.thread,
            "/ui/client": self.client,
            "/ui/modal": self.modal,
            "/ui/home": self.home,
            "/ui/files/{id}": self.file,
        }
        for path, handler in fragments.items():
            app.router.add_get(path, _guarded(handler))
        app.router.add_static("/static/", HERE / "static")

    def _render(self, request: web.Request, template: str, **words: Any) -> web.Response:
        lang = _language(request)
        text = self._env.get_template(template).render(lang=lang, say=partial(say, lang), **words)
        return web.Response(text=text, content_type="text/html", headers=HEADERS)

    def _viewer(self, request: web.Request) -> User:
        return self._workspace.user(request.query.get("as") or "U0MAYA")

    def _look(self, request: web.Request, viewer: User, *, live: bool = True) -> Look:
        return eyes.look_for(self._workspace, viewer, _language(request), live=live)

    def _channel(self, request: web.Request, viewer: User) -> Channel:
        """The channel asked for when that person is in it; otherwise the first one of theirs."""
        wanted = request.query.get("channel")
        if wanted:
            channel = self._workspace.channel(wanted, viewer.id)
            if viewer.id in channel.members:
                return channel
        own = eyes.channels_of(self._workspace, viewer)
        return own[0] if own else self._workspace.direct_message(viewer.id)

    async def shell(self, request: web.Request) -> web.Response:
        viewer = self._viewer(request)
        people = [user for user in self._workspace.users.values() if not user.is_bot]
        now = self._clock.now()
        look = self._look(request, viewer)
        facts = {
            "verbs": completions(look.lang),
            "words": look.tongue.WORDS,
            "weekdays": look.tongue.SHORT_WEEKDAYS,
            "months": look.tongue.SHORT_MONTHS,
            "people": [{"id": u.id, "name": u.name, "external": u.is_external} for u in people],
            "version": self._workspace.changes.version,
            "now": now.isoformat(),
            "zone": eyes.TZ,
        }
        return self._render(
            request,
            "page.html",
            facts=facts,
            people=people,
            teams=self._workspace.teams,
            viewer=viewer,
            channel=self._channel(request, viewer),
            clock=clock_line(look.today(), look),
        )

    async def sidebar(self, request: web.Request) -> web.Response:
        viewer = self._viewer(request)
        rooms = [*eyes.channels_of(self._workspace, viewer), self._workspace.direct_message(viewer.id)]
        rows = [
            {
                "channel": room,
                "latest": timeline.latest_for(self._workspace, room, viewer),
                "shared_with": eyes.connected_names(self._workspace, room),
            }
            for room in rooms
        ]
        current = self._channel(request, viewer)
        words = {"rows": rows, "current": current, "viewer": viewer, "team": self._team(viewer)}
        return self._render(request, "sidebar.html", languages=LANGUAGES, **words)

    def _team(self, viewer: User) -> str:
        return self._workspace.teams[viewer.team].name

    async def messages(self, request: web.Request) -> web.Response:
        viewer = self._viewer(request)
        channel = self._channel(request, viewer)
        look = self._look(request, viewer)
        return self._render(
            request,
            "messages.html",
            entries=timeline.conversation(self._workspace, channel, viewer, look),
            channel=channel,
            has_bot=eyes.has_bot(channel),
            outsider=viewer.is_external,
            shared_with=eyes.connected_names(self._workspace, channel),
            members=[timeline.person(self._workspace, self._workspace.users[m]) for m in channel.members],
            intro=intro(self._workspace, channel, viewer, look.lang, self._campaigns),
            live=True,
        )

    async def thread(self, request: web.Request) -> web.Response:
        viewer = self._viewer(request)
        channel = self._channel(request, viewer)
        look = self._look(request, viewer)
        entries = timeline.thread(self._workspace, channel, request.query.get("ts", ""), viewer, look)
        return self._render(request, "thread.html", entries=entries, channel=channel, live=True)

    async def client(self, request: web.Request) -> web.Response:
        """The client's shared channel as its external person reads it; nothing in it can be clicked."""
        channel = self._client_channel(request, self._viewer(request))
        outsider = eyes.outsider_in(self._workspace, channel) if channel else None
        if channel is None or outsider is None:
            return self._render(request, "client.html", entries=[], channel=None, outsider=None, team="", live=False)
        look = self._look(request, outsider, live=False)
        entries = timeline.unfolded(self._workspace, channel, outsider, look)
        return self._render(
            request,
            "client.html",
            entries=entries,
            channel=channel,
            outsider=outsider,
            own=self._viewer(request).is_external,
            team=self._team(outsider),
            live=False,
        )

    def _client_channel(self, request: web.Request, viewer: User) -> Channel | None:
        """Where a client reads: beside what that person looks at, else where they looked last, else the first."""
        own = eyes.channels_of(self._workspace, viewer)
        last = [channel for channel in own if channel.id == request.query.get("last")]
        places = (eyes.client_channel(self._workspace, one) for one in [self._channel(request, viewer), *last, *own])
        return next((place for place in places if place and viewer.id in place.members), None)

    async def modal(self, request: web.Request) -> web.Response:
        """The modal on top of that person's stack, 204 without one."""
        viewer = self._viewer(request)
        stack = self._workspace.views.modals(viewer.id)
        if not stack:
            return web.Response(status=204, headers=HEADERS)
        view = stack[-1].body
        words = {key: bare(view.get(key)) for key in ("title", "submit", "close")}
        body = blocks_html(view["blocks"], self._look(request, viewer))
        return self._render(request, "modal.html", view=view, body=body, depth=len(stack), **words)

    async def home(self, request: web.Request) -> web.Response:
        viewer = self._viewer(request)
        view = self._workspace.views.home(viewer.id)
        body = blocks_html(view.body["blocks"], self._look(request, viewer)) if view else ""
        return self._render(request, "home.html", view=view.body if view else None, body=body)

    async def file(self, request: web.Request) -> web.Response:
        """An uploaded file's bytes; anything but an image comes as a download."""
        file = self._workspace.files.get(request.match_info["id"])
        if file is None or file.data is None:
            raise Refused("There is no such file.", 404)
        kind = mimetype(file.name)
        shown = kind in _INLINE_TYPES
        headers = HEADERS | {"Cache-Control": "private, max-age=3600"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        content_type = kind if shown else "application/octet-stream"
        return web.Response(body=file.data, content_type=content_type, headers=headers)


def _language(request: web.Request) -> str:
    return spoken(request.cookies.get("vigia_language"), request.headers.get("Accept-Language", ""))


def _guarded(handler: Handler) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        """Unknown people, channels and files become a plain sentence with their status."""
        try:
            return await handler(request)
        except Refused as refused:
            return web.Response(text=refused.sentence, status=refused.status, headers=HEADERS)

    return answer
