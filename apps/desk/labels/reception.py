"""What the screen of reception says of a scan, of a dossier of elsewhere, and of two clerks at one dossier."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.scanning import Flaw

FLAW_LABELS: dict[Flaw, Any] = {
    Flaw.CUT: _("Mã quét bị đứt giữa chừng, có thể dây máy quét bị lỏng. Phần đọc được đã điền; quét lại hoặc gõ nốt."),
    Flaw.LAYOUT: _(
        "Máy đang để kiểu bàn phím khác nên chữ trên thẻ bị đổi. Số và ngày sinh đã đọc lại được; gõ họ tên theo thẻ."
    ),
    Flaw.NAME_UNREADABLE: _("Họ tên trên thẻ đọc không ra chữ. Số định danh vẫn đúng; gõ họ tên theo thẻ."),
    Flaw.NAME_DOUBTFUL: _("Bộ gõ tiếng Việt có thể đã đổi họ tên khi quét. So lại với thẻ rồi mới nhận."),
    Flaw.BIRTH_DISAGREES: _("Ngày sinh vừa quét không khớp với số định danh. Xem lại trên thẻ."),
}
CUT_EARLY = _(
    "Mã quét bị đứt: mới đọc được %(n)s trong 12 chữ số. Cắm lại máy quét rồi quét lại; thứ đã khai vẫn còn nguyên."
)
ELSEWHERE = _(
    "Không có hồ sơ %(code)s ở cơ quan này. Hồ sơ của nơi khác thì hỏi nơi ghi trên giấy hẹn, hoặc tra ở trang Tra cứu."
)
IN_OTHER_HANDS = _(
    "%(name)s đang xem hồ sơ này từ %(since)s. Bạn vẫn đọc được; ai bấm nhận trước thì hồ sơ do người đó nhận."
)
GONE_ON = _("Hồ sơ này vừa được người khác nhận hoặc trả lời. Chưa có gì bạn viết bị mất; tìm hồ sơ để xem.")
