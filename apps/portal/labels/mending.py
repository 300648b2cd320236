"""What a good paper looks like and what a bad one, by the reason for which it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.asking import Defect


@dataclass(frozen=True, slots=True)
class Example:
    """A picture of both, and both in words."""

    picture: str
    bad: LazyText
    good: LazyText


EXAMPLES: dict[Defect, Example] = {
    Defect.BLURRED: Example(
        "blurred",
        _("Ảnh rung hoặc tối, chữ nhoè, loá đèn nháy."),
        _("Đặt giấy phẳng ở chỗ sáng, chụp thẳng từ trên xuống, thấy đủ bốn góc, đọc được từng chữ."),
    ),
    Defect.PAGES_MISSING: Example(
        "pages_missing", _("Chỉ có trang đầu, thiếu mặt sau."), _("Đủ mọi trang, cả mặt sau, theo thứ tự.")
    ),
    Defect.EXPIRED: Example("expired", _("Ngày hết hạn ghi trên giấy đã qua."), _("Giấy còn hạn vào ngày bạn gửi.")),
    Defect.WRONG_PERSON: Example(
        "wrong_person", _("Tên trên giấy là của người khác."), _("Tên trên giấy đúng với tên trong hồ sơ.")
    ),
    Defect.WRONG_KIND: Example(
        "wrong_kind", _("Gửi nhầm một giấy khác."), _("Đúng loại giấy ghi ở đầu mục này; đọc tên giấy trước khi chụp.")
    ),
    Defect.UNSIGNED: Example(
        "unsigned", _("Chỗ ký hoặc chỗ đóng dấu còn trống."), _("Có đủ chữ ký, họ tên và dấu; chụp thấy cả trang.")
    ),
    Defect.ALTERED: Example("altered", _("Có chỗ tẩy xoá, viết đè, dán chồng."), _("Giấy nguyên vẹn, không sửa chữa.")),
    Defect.ABSENT: Example("absent", _("Trong hồ sơ chưa có giấy này."), _("Gửi ảnh hoặc tệp của chính giấy này.")),
}
