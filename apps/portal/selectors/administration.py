"""What the administrator keeps in order: one line a room, whichever flat it lies in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

# address, picture, words, what is done there (in Vietnamese only, as all rooms of officials); a new room adds its line
ROOMS = (
    ("procedures:catalogue", "file-text", "Danh mục thủ tục", "Nhập tệp, chỗ cần xem, biểu mẫu, quy trình, đăng tải"),
    ("officials:calendar", "calendar", "Lịch làm việc", "Ngày nghỉ, ngày làm bù, ngày có giờ riêng"),
    ("officials:hours", "clock", "Giờ làm việc", "Buổi làm việc của từng ngày trong tuần"),
    ("messaging:templates", "message-2", "Câu chữ của tin nhắn", "Mẫu tin theo việc và theo thủ tục, có xem thử"),
    ("desk:layouts", "printer", "Mẫu giấy của cơ quan", "Tên, lời văn, chỗ ký của từng loại giấy, có xem thử"),
    ("portal:hamlets", "map-pin", "Thôn và người giúp nộp", "Ai hướng dẫn ở thôn nào, ai được giúp nộp"),
    ("portal:devices", "device-floppy", "Thiết bị", "Ki-ốt: ghi danh bằng mã, thu hồi"),
    ("portal:operations", "tool", "Vận hành", "Từng phần còn chạy không, tin bị kẹt, việc hỏng, chạy lại"),
)


@dataclass(frozen=True, slots=True)
class AdministrationRoom:
    """One tile of the front page."""

    href: str
    picture: str
    words: str
    meaning: str


def administration_rooms() -> list[AdministrationRoom]:
    """The rooms that are there; a line whose address does not exist yet is not shown."""
    found = []
    for name, picture, words, meaning in ROOMS:
        try:
            found.append(AdministrationRoom(reverse(name), picture, words, meaning))
        except NoReverseMatch:
            continue
    return found
