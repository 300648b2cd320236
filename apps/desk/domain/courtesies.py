"""The words of a letter of congratulation or condolence before the leader makes them their own.

Short, in the voice of one neighbour to another; no figure, no procedure, no request for a rating.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from apps.procedures.domain.courtesies import Courtesy

MOST_LETTERS = 1_500
LEAST_LETTERS = 20

_WORDS = {
    Courtesy.CONGRATULATION: (
        "Nhân ngày vui của gia đình, {office} xin gửi lời chúc mừng chân thành nhất.\n\n"
        "Kính chúc gia đình mạnh khỏe, hòa thuận, hạnh phúc, luôn là một mái ấm của thôn xóm."
    ),
    Courtesy.CONDOLENCE: (
        "{office} vô cùng thương tiếc và xin chia buồn sâu sắc với gia đình trước sự mất mát này.\n\n"
        "Kính mong gia đình sớm vượt qua nỗi đau. Gia đình cần giúp việc gì, xin cứ gọi {phone}."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtesyPaper:
    """Everything the printed letter shows."""

    kind: Courtesy
    office: str  # «UBND xã Suối Mây»
    place: str  # before the date
    addressee: str  # «Gia đình bà Nguyễn Thị Lành»
    text: str
    signer: str
    signer_position: str
    signed_at: datetime | None
    day: date
    is_demo: bool = False


def proposed_words(*, kind: Courtesy, office: str, phone: str) -> str:
    """What the leader finds written and may change."""
    return _WORDS[kind].format(office=office, phone=phone)


def addressee(*, name: str) -> str:
    """To whom it is written: the family, since the dossier may be about a child or about somebody who died."""
    return f"Gia đình ông/bà {name}"
