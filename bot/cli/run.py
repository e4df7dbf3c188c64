"""`vigia run`."""

import asyncio
import signal

from slack_sdk.errors import SlackApiError

from bot import logs, settings, wiring
from bot.cli.edge import fail
from templates.words import words


async def _until_told(chosen: settings.Settings) -> str | None:
    """Run until interrupted (None), or until the workspace throws the bot out: Slack's word for it."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, told.set)
    async with wiring.running(chosen) as bot:
        interrupted = asyncio.create_task(told.wait())
        await asyncio.wait((interrupted, bot.desk.over), return_when=asyncio.FIRST_COMPLETED)
        interrupted.cancel()
        return bot.desk.over.result() if bot.desk.over.done() else None


def run() -> None:
    """Run until interrupted."""
    chosen = settings.load()
    chosen.need_slack()
    logs.configure(chosen.log_level, settings.secrets())
    say = words(chosen.lang)
    try:
        thrown_out = asyncio.run(_until_told(chosen))
    except SlackApiError as error:
        code = error.response.get("error")
        said = say.plain(
            "Slack refused the token in SLACK_BOT_TOKEN ({code}). `vigia doctor` says what to do.", code=str(code)
        )
        raise fail(said) from None
    if thrown_out:
        raise fail(
            say.plain(
                "The app was removed from the Slack workspace or its token revoked ({code}): nothing can be said or "
                "answered. Install it again, put the new token into SLACK_BOT_TOKEN, and start anew.",
                code=thrown_out,
            )
        )
