"""Pictures at Slack: the three-step upload, the wait until the file may be used, and the share into a thread."""

from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from domain.errors import Transient
from notifiers.port import Sleep, Unsure
from notifiers.slack.calls import call, need
from templates.charts import ChartSpec

READY_WITHIN_S = 5.0
FIRST_LOOK_S = 0.25
UPLOAD_TIMEOUT_S = 15.0
MOST_ALT = 1000


class NotReady(Transient):
    """Slack was still looking at the file when our patience ended."""


async def upload(client: AsyncWebClient, png: bytes, chart: ChartSpec, **share: str) -> str:
    """Upload a chart and give its file id. With `channel_id` and `thread_ts` it is shared there, otherwise nowhere."""
    announced = {"filename": f"{chart.name}.png", "length": len(png), "alt_txt": chart.alt[:MOST_ALT]}
    offered = await call(client, "files.getUploadURLExternal", announced)
    await _send_bytes(client, need(offered, "files.getUploadURLExternal", "upload_url"), png)
    file_id = need(offered, "files.getUploadURLExternal", "file_id")
    await call(
        client,
        "files.completeUploadExternal",
        {"files": [{"id": file_id, "title": chart.subtitle or chart.title}], **share},
    )
    return file_id


async def wait_until_ready(client: AsyncWebClient, file_id: str, sleep: Sleep) -> None:
    """Return once an image block may use the file. NotReady after about five seconds.

    A block with a file that Slack has not yet scanned is refused; `mimetype` is empty until then.
    """
    waited, pause = 0.0, FIRST_LOOK_S
    while True:
        answer = await call(client, "files.info", {"file": file_id})
        if (answer.get("file") or {}).get("mimetype"):
            return
        if waited >= READY_WITHIN_S:
            raise NotReady(file_id, reason="file_not_ready")
        await sleep(pause)
        waited, pause = waited + pause, min(pause * 1.2, 1.0)


async def _send_bytes(client: AsyncWebClient, url: str, png: bytes) -> None:
    async def post(session: aiohttp.ClientSession) -> None:
        timeout = aiohttp.ClientTimeout(total=UPLOAD_TIMEOUT_S)
        async with session.post(url, data=png, timeout=timeout) as answer:
            if not answer.ok:
                raise Transient(f"upload: HTTP {answer.status}", reason="upload")

    await _with_session(client.session, post)


async def _with_session(
    shared: aiohttp.ClientSession | None, work: Callable[[aiohttp.ClientSession], Awaitable[None]]
) -> None:
    try:
        if shared is not None:
            await work(shared)
            return
        async with aiohttp.ClientSession() as own:
            await work(own)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unsure(f"upload: {type(error).__name__}") from error
