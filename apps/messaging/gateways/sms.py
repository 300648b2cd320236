"""SMS through an HTTP gateway: POST {"to", "text"}, with the message's key in `Idempotency-Key`.

The bare client of the standard library on purpose: no redirects (a redirected POST is a lost SMS), no proxy from the
environment, nothing of the answer kept but its number and reference.
"""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from apps.messaging.gateways import REFERENCE_LENGTH, Letter, NoAnswer, Refused, TryLater

TIMEOUT_SECONDS = 8
ANSWER_MAX_BYTES = 64 * 1024
# These speak of our contract with the gateway, of haste, or of the same key still being worked on, not of this letter:
# a token that expired overnight must not cost a day's messages.
NOT_ABOUT_THE_LETTER = frozenset({401, 402, 403, 404, 405, 408, 409, 425, 429})


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """The gateway of SMS_GATEWAY_URL."""

    url: str
    token: str

    @classmethod
    def from_settings(cls) -> SmsGateway:
        """The gateway this installation has a contract with."""
        return cls(url=settings.SMS_GATEWAY_URL, token=settings.SMS_GATEWAY_TOKEN)

    def send(self, *, letter: Letter) -> str:
        """Hand over one SMS and return the gateway's reference."""
        if not self.url:
            raise Refused("not_configured")
        try:
            status, answer = self._post(letter=letter)
        except TimeoutError as error:
            raise NoAnswer("timeout") from error
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer("unreachable") from error
        if status in range(200, 300):
            return _reference(answer)
        if status in range(400, 500) and status not in NOT_ABOUT_THE_LETTER:
            raise Refused(f"http_{status}")
        raise TryLater(f"http_{status}")

    def _post(self, *, letter: Letter) -> tuple[int, bytes]:
        address = urlsplit(self.url)
        connect = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        connection = connect(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(letter.key)}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        target = (address.path or "/") + (f"?{address.query}" if address.query else "")
        body = json.dumps({"to": letter.to, "text": letter.body}, ensure_ascii=False).encode()
        try:
            connection.request("POST", target, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.read(ANSWER_MAX_BYTES)
        finally:
            connection.close()


def _reference(answer: bytes) -> str:
    """The `id` of the answer if it has one: a gateway that took the SMS but answered oddly still took it."""
    try:
        content = json.loads(answer)
    except ValueError:
        return ""
    found = content.get("id", "") if isinstance(content, dict) else ""
    return re.sub(r"[^\w.-]", "", str(found))[:REFERENCE_LENGTH]
