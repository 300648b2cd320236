"""Words for the paper archive."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.shelves import Move, Retention

RETENTIONS: dict[Retention, LazyText] = {
    Retention.PERMANENT: _("Vĩnh viễn"),
    Retention.YEARS_70: _("70 năm"),
    Retention.YEARS_50: _("50 năm"),
    Retention.YEARS_20: _("20 năm"),
    Retention.YEARS_10: _("10 năm"),
    Retention.YEARS_5: _("5 năm"),
}
MOVES: dict[Move, LazyText] = {
    Move.SHELVED: _("Xếp vào tệp"),
    Move.MOVED: _("Chuyển sang tệp"),
    Move.LENT: _("Cho mượn"),
    Move.RETURNED: _("Đã trả lại"),
    Move.PLACED: _("Đặt lên giá"),
}
# The lists of folders, by the word in their address.
VIEWS: dict[str, LazyText] = {
    "tat-ca": _("Tất cả tệp"),
    "het-han": _("Hết hạn năm nay"),
    "qua-han": _("Đã quá hạn"),
    "cho-muon": _("Đang cho mượn"),
}
REPLACED = _("Ghi lại thời hạn mới")  # why the rule before no longer holds
NOT_FOUND = _("không có hồ sơ nào của cơ quan mang mã này")
NOT_A_CODE = _("không phải mã hồ sơ")
NOT_CLOSED = _("chưa xong, bản giấy còn ở bàn xử lý")
LIES_ELSEWHERE = _("đang nằm ở tệp %(folder)s; muốn chuyển thì mở tệp ấy")
KEPT_LONGER = _("phải giữ lâu hơn tệp này (%(retention)s)")
TOO_MANY = _("để lần sau: mỗi lần xếp tối đa %(n)s hồ sơ")
