"""Words of logging in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Trouble(StrEnum):
    """Why somebody is not logged in."""

    AWAY = "away"
    CANCELLED = "cancelled"
    UNKNOWABLE = "unknowable"
    SPENT = "spent"
    NO_SMS = "no_sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleWords:
    """What happened and what to do; `is_ours`: nobody at the phone did anything wrong."""

    title: Promise
    body: Promise
    status: int
    is_ours: bool = False


TROUBLES: Mapping[Trouble, TroubleWords] = {
    Trouble.AWAY: TroubleWords(
        title=_("VNeID đang không trả lời"),
        body=_("Đường nối với VNeID đang hỏng, không phải do máy của bạn. Thử lại sau ít phút."),
        status=503,
        is_ours=True,
    ),
    Trouble.NO_SMS: TroubleWords(
        title=_("Chưa gửi được mã đến điện thoại"),
        body=_("Đường gửi tin nhắn đang hỏng, không phải do máy của bạn. Thử lại sau ít phút."),
        status=503,
        is_ours=True,
    ),
    Trouble.CANCELLED: TroubleWords(
        title=_("Bạn chưa đồng ý trên VNeID"),
        body=_("Chúng tôi chưa nhận được gì về bạn. Muốn đăng nhập, bấm lại và chọn đồng ý trên VNeID."),
        status=403,
    ),
    Trouble.UNKNOWABLE: TroubleWords(
        title=_("VNeID chưa cho biết số định danh của bạn"),
        body=_(
            "Cần tài khoản định danh điện tử mức 2, có đủ 12 số định danh và họ tên. Chưa có mức 2, mang căn cước đến "
            "công an xã để làm; trong khi chờ, bạn vẫn nộp được tại quầy."
        ),
        status=403,
    ),
    Trouble.SPENT: TroubleWords(
        title=_("Lần đăng nhập này không còn dùng được"),
        body=_("Có thể trang này đã mở một lần rồi, hoặc để quá 10 phút. Bấm để đăng nhập lại từ đầu."),
        status=400,
    ),
}
