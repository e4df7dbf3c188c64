"""The files v2 flow, with a file that is not ready at once."""

from datetime import timedelta

import aiohttp

from sandbox.slack.filestore import SCAN_SECONDS
from tests.sandbox.conftest import PNG, eventually
from tests.sandbox.test_slack_chat import refused


async def uploaded(sandbox, name="chart.png"):
    """A file uploaded without being shared, just completed."""
    place = await sandbox.client.files_getUploadURLExternal(filename=name, length=len(PNG), alt_txt="CPL rose")
    async with sandbox.http.post(place["upload_url"], data=PNG) as answer:
        assert answer.status == 200
    await sandbox.client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": "CPL per day"}])
    return place["file_id"]


def image(file_id):
    return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "CPL rose"}]


async def test_a_fresh_file_cannot_stand_in_a_block_until_its_mimetype_is_known(sandbox, machine):
    file_id = await uploaded(sandbox)
    fresh = (await sandbox.client.files_info(file=file_id))["file"]
    assert (fresh["mimetype"], "thumb_360" in fresh) == ("", False)
    answer = await refused(sandbox.client.chat_postMessage(channel="C0ACME", text="x", blocks=image(file_id)))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]
    machine.ahead += SCAN_SECONDS
    ready = (await sandbox.client.files_info(file=file_id))["file"]
    assert (ready["mimetype"], ready["original_w"], ready["original_h"]) == ("image/png", 640, 320)
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="x", blocks=image(file_id))
    assert posted["message"]["blocks"][0]["slack_file"]["id"] == file_id


async def test_the_bytes_are_served_at_url_private(sandbox):
    file_id = await uploaded(sandbox)
    file = (await sandbox.client.files_info(file=file_id))["file"]
    async with sandbox.http.get(file["url_private"]) as answer:
        assert answer.content_type == "image/png"
        assert await answer.read() == PNG


async def test_the_sdk_uploads_into_a_thread_and_the_message_follows_later(sandbox):
    parent = await sandbox.client.chat_postMessage(channel="C0ACME", text="status")
    sent = await sandbox.client.files_upload_v2(
        channel="C0ACME", content=PNG, filename="chart.png", title="CPL", alt_txt="CPL rose", thread_ts=parent["ts"]
    )
    asked = sandbox.clock.now().timestamp()
    sandbox.clock.advance(timedelta(hours=1))
    assert sent["files"][0]["shares"] == {}
    assert len(await sandbox.messages("C0ACME", "Ana")) == 1
    await eventually(lambda: len(sandbox.workspace.messages["C0ACME"]) == 2)
    _, shared = await sandbox.messages("C0ACME", "Ana")
    assert float(shared["ts"]) < asked + 1
    assert shared["thread_ts"] == parent["ts"]
    assert (shared["files"][0]["title"], shared["files"][0]["alt_txt"]) == ("CPL", "CPL rose")
    info = (await sandbox.client.files_info(file=sent["files"][0]["id"]))["file"]
    assert info["shares"]["public"]["C0ACME"][0]["ts"] == shared["ts"]


async def test_connected_clients_may_have_file_sharing_switched_off(sandbox, machine):
    file_id = await uploaded(sandbox)
    machine.ahead += SCAN_SECONDS
    await sandbox.post("switches", connect_files_blocked=True)
    post = sandbox.client.chat_postMessage
    answer = await refused(post(channel="C0ACME", text="x", blocks=image(file_id)))
    assert answer["error"] == "slack_connect_file_link_sharing_blocked"
    assert (await post(channel="C0ACMEINT", text="x", blocks=image(file_id)))["ok"]
    shared = sandbox.client.files_upload_v2(channel="C0ACME", content=PNG, filename="chart.png")
    assert (await refused(shared))["error"] == "slack_connect_file_link_sharing_blocked"


async def test_an_upload_shorter_than_announced_is_refused(sandbox):
    place = await sandbox.client.files_getUploadURLExternal(filename="chart.png", length=len(PNG) + 1)
    async with sandbox.http.post(place["upload_url"], data=PNG) as answer:
        assert answer.status == 400
    complete = sandbox.client.files_completeUploadExternal(files=[{"id": place["file_id"]}])
    assert (await refused(complete))["error"] == "file_not_found"


async def test_a_deleted_file_is_gone_from_its_messages(sandbox):
    sent = await sandbox.client.files_upload_v2(channel="C0FORN", content=PNG, filename="chart.png")
    await eventually(lambda: sandbox.workspace.messages["C0FORN"])
    await sandbox.client.files_delete(file=sent["files"][0]["id"])
    (message,) = await sandbox.messages("C0FORN", "Joan")
    assert message["files"] == []
    assert (await refused(sandbox.client.files_info(file=sent["files"][0]["id"])))["error"] == "file_not_found"


async def test_a_file_for_a_channel_without_the_bot_is_refused(sandbox):
    shared = sandbox.client.files_upload_v2(channel="C0NEW", content=PNG, filename="chart.png")
    assert (await refused(shared))["error"] == "not_in_channel"


async def test_a_form_upload_is_read_and_kept_in_a_folder_where_one_is_given(sandbox, tmp_path):
    sandbox.workspace.files.folder = tmp_path / "uploads"
    place = await sandbox.client.files_getUploadURLExternal(filename="../chart.png", length=len(PNG))
    form = aiohttp.FormData()
    form.add_field("file", PNG, filename="chart.png")
    async with sandbox.http.post(place["upload_url"], data=form) as answer:
        assert await answer.text() == f"OK - {len(PNG)}"
    (kept,) = (tmp_path / "uploads").iterdir()
    assert kept.read_bytes() == PNG
    async with sandbox.http.post(f"{sandbox.url}/upload/nowhere", data=PNG) as answer:
        assert answer.status == 404


async def test_a_file_is_completed_once_and_only_where_it_can_be_shared(sandbox):
    file_id = await uploaded(sandbox)
    complete = sandbox.client.files_completeUploadExternal
    assert (await refused(complete(files=[{"id": file_id}])))["error"] == "file_update_failed"
    assert (await refused(complete(files=[])))["error"] == "invalid_arguments"
    place = await sandbox.client.files_getUploadURLExternal(filename="b.png", length=len(PNG))
    async with sandbox.http.post(place["upload_url"], data=PNG) as answer:
        assert answer.status == 200
    orphan = complete(files=[{"id": place["file_id"]}], channel_id="C0ACME", thread_ts="1.1")
    assert (await refused(orphan))["error"] == "thread_not_found"
    assert (await refused(sandbox.client.files_getUploadURLExternal(filename="", length=1)))[
        "error"
    ] == "invalid_arguments"
