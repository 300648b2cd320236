"""Who makes the paper of a receipt: a provider of electronic receipts, or, until one is connected, ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from apps.core.paper.press import press


class ReceiptProvider(Protocol):
    """A provider of electronic receipts (NĐ 123/2020, biên lai điện tử)."""

    @property
    def is_connected(self) -> bool:
        """Whether its paper is an electronic receipt in the sense of the law."""
        ...

    def paper(self, *, html: str, facts: Mapping[str, Any]) -> bytes:
        """The PDF of one receipt."""
        ...


class OwnPaper:
    """Our own press; the paper says that no provider of electronic receipts is connected."""

    is_connected = False

    def paper(self, *, html: str, facts: Mapping[str, Any]) -> bytes:
        return press(html)


def provider() -> ReceiptProvider:
    """The provider of this installation."""
    return OwnPaper()
