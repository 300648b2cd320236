"""What the pages about a dossier say to whoever listens. Vietnamese whatever language is read: so is the voice.

No name and no look-up factor is ever said aloud, and no title that tells too much: others may be in the room.
"""

from __future__ import annotations

from collections.abc import Iterable

from apps.portal.domain.speech import aloud, say_code


def filed_aloud(*, title: str, reference: str, answer_by: str) -> tuple[str, ...]:
    """The page after filing: that it arrived, the code, who answers until when."""
    return _said(
        f"Bạn đã nộp xong hồ sơ {title}." if title else "Bạn đã nộp xong hồ sơ.",
        _code(reference, is_code=False),
        f"Quầy xem và trả lời bạn {answer_by}.",
        "Mã tra cứu ghi trên màn hình. Chép ra hoặc chụp lại, đừng đọc cho người lạ nghe.",
        "Bạn không phải đến quầy lúc này.",
    )


def status_aloud(*, title: str, reference: str, is_code: bool, state: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Where a dossier is: which one, its state, then the sentences of the page."""
    named = f"Hồ sơ {title}." if title else ""
    return _said(named, _code(reference, is_code=is_code), f"Hồ sơ đang ở bước: {state}.", *lines)


def _code(reference: str, *, is_code: bool) -> str:
    return f"{'Mã hồ sơ' if is_code else 'Mã tạm'}: {say_code(reference)}."


def _said(*sentences: str) -> tuple[str, ...]:
    return tuple(aloud(sentence) for sentence in sentences if sentence)
