"""Tells the portal what became of each message, signed, as a real gateway does."""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.reports import Said, signature

# Long enough that the portal has written down that we took the message, short enough to be watched.
DELAY_SECONDS = 1.0
TRIES, PAUSE_SECONDS, TIMEOUT_SECONDS = 5, 2.0, 5


@dataclass(slots=True)
class Reporter:
    """A thread that posts reports to the portal at `address`, one after another; a portal that is away loses them."""

    address: str
    secrets: Mapping[str, str]
    _reports: queue.Queue[tuple[Channel, str, Said] | None] = field(default_factory=queue.Queue)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._work, name="demo-reports", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the report it is at; the others are dropped."""
        self._reports.put(None)

    def tell(self, *, channel: Channel, key: str, said: Said) -> None:
        self._reports.put((channel, key, said))

    def _work(self) -> None:
        while (report := self._reports.get()) is not None:
            channel, key, said = report
            time.sleep(DELAY_SECONDS)
            for _ in range(TRIES):
                if self._post(channel=channel, key=key, said=said):
                    break
                time.sleep(PAUSE_SECONDS)

    def _post(self, *, channel: Channel, key: str, said: Said) -> bool:
        """Whether the portal has answered, whatever it says."""
        stamp = str(int(time.time()))
        body = json.dumps({"key": key, "status": said.value}).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Timestamp": stamp,
            "X-Signature": signature(secret=self.secrets.get(channel.value, ""), timestamp=stamp, body=body),
        }
        portal = urlsplit(self.address)
        connect = http.client.HTTPSConnection if portal.scheme == "https" else http.client.HTTPConnection
        connection = connect(portal.hostname or "", portal.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("POST", f"/bao-phat/{channel.value}/", body=body, headers=headers)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True
