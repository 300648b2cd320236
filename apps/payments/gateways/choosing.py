"""Which gateways this installation has; off unless it has a contract."""

from __future__ import annotations

from apps.payments.gateways import Gateway
from apps.payments.gateways.vnpay import Vnpay


def gateways() -> list[Gateway]:
    """Every gateway with a contract."""
    known: list[Gateway] = [Vnpay.from_settings()]
    return [gateway for gateway in known if gateway.is_set_up]


def gateway_called(name: str) -> Gateway | None:
    """The gateway of this name, None where there is no contract."""
    return next((gateway for gateway in gateways() if gateway.name == name), None)
