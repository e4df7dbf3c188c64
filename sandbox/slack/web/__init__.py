"""The Web API: one module per family of methods, one table of all of them."""

from sandbox.slack.web import auth, chat, conversations, files, users, views
from sandbox.slack.web.call import Handler

METHODS: dict[str, Handler] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **users.METHODS,
    **views.METHODS,
}
