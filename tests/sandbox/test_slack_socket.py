"""The real slack_bolt over Socket Mode."""

import asyncio

from tests.sandbox.conftest import eventually


async def test_a_slash_command_is_acknowledged_and_answered_privately(sandbox, bolt, connect):
    @bolt.command("/campaign")
    async def answer(ack, respond, command):
        await ack()
        await respond(f"you said {command['text']}")

    await connect(bolt)
    done = await sandbox.post("command", channel="#acme-interno", user="Maya Ferrer", text="/campaign status otoño")
    assert done["ok"] and 0 < done["ack_ms"] < 3000
    await eventually(lambda: sandbox.workspace.messages["C0ACMEINT"])
    (mine,) = await sandbox.messages("C0ACMEINT", "U0MAYA")
    assert mine["text"] == "you said status otoño"
    assert mine["is_ephemeral"] and mine["channel"] == "C0ACMEINT"
    assert await sandbox.messages("C0ACMEINT", "U0POL") == []
