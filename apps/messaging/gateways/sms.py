"""SMS through an HTTP gateway: POST {"to", "text", "from"}, with the message's key in `Idempotency-Key`.

`from` is the sender name of the office; it is left out where the office has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from apps.messaging.gateways import Letter, NotSetUp, http


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """The gateway of SMS_GATEWAY_URL."""

    url: str
    token: str

    @classmethod
    def from_settings(cls) -> SmsGateway:
        """The gateway this installation has a contract with."""
        return cls(url=settings.SMS_GATEWAY_URL, token=settings.SMS_GATEWAY_TOKEN)

    @property
    def is_set_up(self) -> bool:
        return bool(self.url)

    def send(self, *, letter: Letter) -> str:
        """Hand over one SMS and return the gateway's reference."""
        if not self.is_set_up:
            raise NotSetUp("not_configured")
        headers = {"Idempotency-Key": str(letter.key)}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = {"to": letter.to, "text": letter.body}
        if letter.sender:
            content["from"] = letter.sender
        return http.reference(http.post(url=self.url, headers=headers, content=content).get("id"))
