"""What waits in the database for an answer is sealed: Slack's payloads carry addresses that act as credentials."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Seal:
    """Encrypts small JSON objects with a key derived from a secret (HKDF-SHA256, Fernet)."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(SHA256(), length=32, salt=None, info=b"vigia inbox").derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def close(self, plain: Mapping[str, Any]) -> dict[str, str]:
        """`{"sealed": …}` for the database."""
        return {"sealed": self._fernet.encrypt(json.dumps(plain).encode()).decode()}

    def open(self, stored: Mapping[str, Any]) -> dict[str, Any] | None:
        """What was sealed, or None when the secret has changed since."""
        try:
            opened: dict[str, Any] = json.loads(self._fernet.decrypt(str(stored["sealed"])))
        except InvalidToken:
            return None
        return opened
