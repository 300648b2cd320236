"""Zalo notifications through an HTTP gateway: a template that Zalo approved, and what fills it.

POST {"phone", "template_id", "template_data", "tracking_id"} with the token in `access_token`. Zalo answers 200 whether
it took the message or not; the number in `error` tells. `tracking_id` is the message's key, and it stands in
`Idempotency-Key` as well for a gateway between us and Zalo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from apps.messaging.gateways import Letter, NotSetUp, OurFault, Refused, TryLater, http

# Zalo's list of errors is long and changes; these are the ones that say whose turn it is. Any other is tried again.
# No such number, no account, does not want to hear from us.
OF_THE_RECIPIENT = frozenset({-108, -118, -119, -139, -141})
OF_OUR_CONTRACT = frozenset({-109, -112, -115, -117, -120, -121, -124, -131, -132, -135, -136, -137, -138})


@dataclass(frozen=True, slots=True)
class ZaloGateway:
    """The gateway of ZALO_GATEWAY_URL; `templates` names the approved template of each kind."""

    url: str
    token: str
    templates: Mapping[str, str]

    @classmethod
    def from_settings(cls) -> ZaloGateway:
        """The gateway this installation has a contract with."""
        return cls(url=settings.ZALO_GATEWAY_URL, token=settings.ZALO_GATEWAY_TOKEN, templates=settings.ZALO_TEMPLATES)

    @property
    def is_set_up(self) -> bool:
        return bool(self.url)

    def send(self, *, letter: Letter) -> str:
        """Hand over one notification and return Zalo's reference."""
        if not self.is_set_up:
            raise NotSetUp("not_configured")
        if letter.template not in self.templates:
            raise NotSetUp("no_template")
        answer = http.post(
            url=self.url,
            headers={"Idempotency-Key": str(letter.key), "access_token": self.token},
            content={
                "phone": letter.to.removeprefix("+"),
                "template_id": self.templates[letter.template],
                "template_data": dict(letter.parameters),
                "tracking_id": str(letter.key),
            },
        )
        _raise_for(answer.get("error"))
        data = answer.get("data")
        return http.reference(data.get("msg_id") if isinstance(data, dict) else "")


def _raise_for(error: object) -> None:
    if not isinstance(error, int):
        raise TryLater("odd_answer")  # cut off before it told us; the same key makes asking again harmless
    if error == 0:
        return
    code = f"zalo_{abs(error)}"[:40]
    if error in OF_THE_RECIPIENT:
        raise Refused(code)
    if error in OF_OUR_CONTRACT:
        raise OurFault(code)
    raise TryLater(code)
