"""What is stored is sealed, what is logged is scrubbed."""

import pytest

from bot.logs import scrub
from bot.seal import Seal


def test_a_seal_opens_with_its_own_secret_only() -> None:
    stored = Seal("one").close({"response_url": "http://localhost/respond/abc"})
    assert "respond" not in str(stored)
    assert Seal("one").open(stored) == {"response_url": "http://localhost/respond/abc"}
    assert Seal("two").open(stored) is None


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-abc",
        "xapp-1-A-2",
        "pat-eu1-0123456789",
        "EAABsbCS1234567890",
        "Bearer ya29.token",
        "access_token=EAAB123",
        "ana@example.com",
        "https://hooks.slack.com/commands/T1/2/3",
    ],
)
def test_logs_show_neither_tokens_nor_people(secret: str) -> None:
    assert secret not in scrub(f"before {secret} after")
    assert scrub(f"before {secret} after").startswith("before ")
