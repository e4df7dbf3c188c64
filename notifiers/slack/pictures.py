"""Where a chart goes in a message: as a picture once Slack has it, as Slack's own chart blocks otherwise."""

import asyncio
import logging

from slack_sdk.web.async_client import AsyncWebClient

from domain.errors import Problem
from notifiers.port import Draw, EverythingStops, Ready, Sleep
from notifiers.slack.files import upload, wait_until_ready
from templates import limits
from templates.blocks import image
from templates.charts import ChartSpec
from templates.charts.native import native
from templates.message import Block, Message

log = logging.getLogger(__name__)


async def place(client: AsyncWebClient, draw: Draw, message: Message, sleep: Sleep, *, shared: bool) -> Ready:
    """The message with its chart in place.

    In externally shared channels others may be unable to open a file that was never shared there: the message
    carries the native blocks, and the PNG comes along for the thread.
    """
    text, chart = str(message.text), message.chart
    if chart is None:
        return Ready(text, message.blocks, message.blocks)
    png = await _drawn(draw, chart)
    if shared or png is None:
        return Ready(text, with_twin(message), message.blocks, chart, png if shared else None)
    picture = await _uploaded(client, png, chart, sleep)
    blocks = message.with_chart([picture]) if picture else with_twin(message)
    return Ready(text, blocks, message.blocks, chart)


async def with_picture(
    client: AsyncWebClient, draw: Draw, message: Message, *, shared: bool, sleep: Sleep = asyncio.sleep
) -> list[Block]:
    """The blocks of an interactive answer, chart included, ready to send. Never raises for want of a picture."""
    if shared:
        return with_twin(message)
    try:
        return (await place(client, draw, message, sleep, shared=False)).blocks
    except EverythingStops:
        return with_twin(message)


def with_twin(message: Message) -> list[Block]:
    """The message's blocks with Slack's own charts; without those that Slack would refuse (nothing to plot)."""
    twins = native(message.chart) if message.chart else []
    return message.with_chart([twin for twin in twins if not limits.check([twin])])


async def _drawn(draw: Draw, chart: ChartSpec) -> bytes | None:
    try:
        return await draw(chart)
    except Exception as error:  # the drawing worker's edge: a message is worth more than its picture
        log.warning("the chart could not be drawn: %s", type(error).__name__, exc_info=error)
        return None


async def _uploaded(client: AsyncWebClient, png: bytes, chart: ChartSpec, sleep: Sleep) -> Block | None:
    try:
        file_id = await upload(client, png, chart)
        await wait_until_ready(client, file_id, sleep)
    except EverythingStops:
        raise
    except Problem as error:
        log.warning("no picture: %s", error.detail)
        return None
    return image(chart.alt, file_id=file_id)  # the title stands in the picture
