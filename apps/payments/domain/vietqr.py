"""VietQR: the payload of EMVCo's merchant-presented code as NAPAS profiles it, with amount and reference.

`00 01 | 01 12 | 38 {00 A000000727, 01 {00 BIN, 01 account}, 02 QRIBFTTA} | 53 704 | 54 amount | 58 VN | 62 {08 text} |
63 04 CRC`. Phones read nothing but ASCII here reliably, and texts of at most 25 characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_TEXT = 25
MOST = 10**12
_BIN = re.compile(r"\d{6}")
_ACCOUNT = re.compile(r"[0-9A-Za-z]{4,19}")
_TEXT = re.compile(r"[0-9A-Za-z ]{1,25}")
_NAPAS, _TO_ACCOUNT, _DONG = "A000000727", "QRIBFTTA", "704"


class NotEncodable(ValueError):
    """A BIN, account, amount or text that no bank would read."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes: six digits of the bank, and the account as the bank writes it."""

    bin: str
    number: str

    @property
    def is_complete(self) -> bool:
        return bool(_BIN.fullmatch(self.bin) and _ACCOUNT.fullmatch(self.number))


def payload(*, account: Account, amount: int, text: str) -> str:
    """The text of the code. Raises NotEncodable."""
    if not account.is_complete or not 0 < amount < MOST or not _TEXT.fullmatch(text):
        raise NotEncodable
    receiver = _field("00", account.bin) + _field("01", account.number)
    said = (
        _field("00", "01")
        + _field("01", "12")
        + _field("38", _field("00", _NAPAS) + _field("01", receiver) + _field("02", _TO_ACCOUNT))
        + _field("53", _DONG)
        + _field("54", str(amount))
        + _field("58", "VN")
        + _field("62", _field("08", text))
        + "6304"
    )
    return f"{said}{_crc(said):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _crc(text: str) -> int:
    """CRC-16/CCITT-FALSE."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
