"""What waits in the database for an answer is sealed: Slack's payloads carry addresses that act as credentials."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Seal:
    """Encrypts small JSON objects with keys derived from secrets (HKDF-SHA256, Fernet).

    The first secret closes; each of them opens, so that nothing is lost while a key is exchanged.
    """

    def __init__(self, secret: str, *earlier: str) -> None:
        self._fernet = MultiFernet([_fernet(one) for one in (secret, *earlier)])

    def close(self, plain: Mapping[str, Any]) -> dict[str, str]:
        """`{"sealed": …}` for the database."""
        return {"sealed": self._fernet.encrypt(json.dumps(plain).encode()).decode()}

    def open(self, stored: Mapping[str, Any]) -> dict[str, Any] | None:
        """What was sealed, or None when none of the secrets opens it."""
        try:
            opened: dict[str, Any] = json.loads(self._fernet.decrypt(str(stored["sealed"])))
        except InvalidToken:
            return None
        return opened

    def renew(self, stored: Mapping[str, Any]) -> dict[str, str] | None:
        """The same sealed with the first secret, or None when none of the secrets opens it."""
        try:
            return {"sealed": self._fernet.rotate(str(stored["sealed"])).decode()}
        except InvalidToken:
            return None


def _fernet(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"vigia inbox").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
