"""`vigia run`."""

import asyncio
import signal

from slack_sdk.errors import SlackApiError

from bot import logs, settings, wiring
from bot.cli.edge import fail
from templates.words import words


async def _until_told(chosen: settings.Settings) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, told.set)
    async with wiring.running(chosen):
        await told.wait()


def run() -> None:
    """Run until interrupted."""
    chosen = settings.load()
    chosen.need_slack()
    logs.configure(chosen.log_level, settings.secrets())
    try:
        asyncio.run(_until_told(chosen))
    except SlackApiError as error:
        code = error.response.get("error")
        said = words(chosen.lang).plain(
            "Slack refused the token in SLACK_BOT_TOKEN ({code}). `vigia doctor` says what to do.", code=str(code)
        )
        raise fail(said) from None
