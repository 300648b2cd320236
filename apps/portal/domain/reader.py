"""The switches of whoever reads, kept in cookies so that they outlive the visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

# what the switch is called in a form → the cookie that remembers it
ON = "1"
SWITCHES = {"big_text": "chu_to", "high_contrast": "tuong_phan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Larger text, high contrast."""

    big_text: bool = False
    high_contrast: bool = False

    @classmethod
    def from_cookies(cls, cookies: Mapping[str, str]) -> Self:
        return cls(**{switch: cookies.get(cookie) == ON for switch, cookie in SWITCHES.items()})

    @property
    def classes(self) -> str:
        """The classes of the page that the style sheet knows."""
        names = (("big-text", self.big_text), ("high-contrast", self.high_contrast))
        return " ".join(name for name, is_on in names if is_on)
