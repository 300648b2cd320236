"""One POST of JSON to a gateway, by the bare client of the standard library.

No redirects (a redirected POST is a lost message), no proxy from the environment, and a connection of its own for each
message: on one that is kept open, a gateway that answers twice would answer the next message with the last one's fate.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from apps.messaging.gateways import REFERENCE_LENGTH, NoAnswer, OurFault, Refused, TryLater

TIMEOUT_SECONDS = 8
ANSWER_MAX_BYTES = 64 * 1024
# They speak of our contract, not of this message: a token that expired overnight must not cost a day's messages.
OUR_CONTRACT = frozenset({401, 402, 403, 404, 405})
# Of haste, or of the same key still being worked on.
NOT_NOW = frozenset({408, 409, 425, 429})


def post(*, url: str, headers: Mapping[str, str], content: Mapping[str, Any]) -> dict[str, Any]:
    """What a gateway that took the message answered ({} if that was no JSON object). Raises SendingFailed."""
    try:
        status, answer = _post(url=url, headers=headers, body=json.dumps(content, ensure_ascii=False).encode())
    except TimeoutError as error:
        raise NoAnswer("timeout") from error
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer("unreachable") from error
    if status in range(200, 300):
        return _object(answer)
    if status in OUR_CONTRACT:
        raise OurFault(f"http_{status}")
    if status in range(400, 500) and status not in NOT_NOW:
        raise Refused(f"http_{status}")
    raise TryLater(f"http_{status}")


def reference(found: object) -> str:
    """A gateway's own name for a message, with nothing in it that is not a name."""
    return re.sub(r"[^\w.-]", "", str(found or ""))[:REFERENCE_LENGTH]


def _post(*, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
    address = urlsplit(url)
    connect = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = connect(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    content_type = {"Content-Type": "application/json; charset=utf-8"}
    try:
        connection.request("POST", target, body=body, headers={**content_type, **headers})
        response = connection.getresponse()
        return response.status, response.read(ANSWER_MAX_BYTES)
    finally:
        connection.close()


def _object(answer: bytes) -> dict[str, Any]:
    """A gateway that took the message but answered oddly still took it."""
    try:
        content = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
