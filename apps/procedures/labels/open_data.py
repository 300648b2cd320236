"""What the columns of the open catalogue say."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

COLUMN_MEANINGS: dict[str, LazyText] = {
    "code": _("Mã thủ tục"),
    "version": _("Bản thứ mấy trong danh mục này"),
    "name": _("Tên thủ tục, nguyên văn"),
    "field": _("Lĩnh vực"),
    "level": _("Cấp thực hiện"),
    "agency": _("Cơ quan thực hiện, nguyên văn"),
    "decision": _("Số quyết định công bố"),
    "decision_date": _("Ngày quyết định công bố, nếu biết"),
    "issuing_agency": _("Cơ quan công bố"),
    "effective_from": _("Áp dụng từ ngày"),
    "effective_to": _("Hết áp dụng từ ngày; trống là chưa có"),
    "time_text": _("Thời hạn giải quyết, nguyên văn"),
    "time_amount": _("Thời hạn, phần số; trống khi câu chữ chưa đủ rõ"),
    "time_unit": _("Đơn vị: same_day, working_hour, working_day, calendar_day"),
    "fees": _("Phí, lệ phí, nguyên văn"),
    "documents": _("Thành phần hồ sơ, mỗi giấy một dòng"),
    "results": _("Kết quả"),
    "here_open": _("Xã này có tiếp nhận không: 1 có, 0 không"),
    "here_online": _("Nộp qua mạng tại xã này được không: 1 được, 0 không"),
    "page": _("Trang của thủ tục"),
}
