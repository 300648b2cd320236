"""Vietnamese words of lists saved as files."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.reports.domain.exports import Kind, Trouble

TITLES: dict[Kind, LazyText] = {
    Kind.SEARCH: _("Hồ sơ tìm thấy"),
    Kind.FIELDS: _("Số liệu theo lĩnh vực"),
    Kind.INBOX: _("Hồ sơ đang giải quyết"),
    Kind.REJECTED: _("Hồ sơ sẽ bị từ chối khi đồng bộ"),
    Kind.DOUBTS: _("Hồ sơ cần xem lại có trễ thật hay không"),
}
TROUBLES: dict[Trouble, LazyText] = {
    Trouble.NOT_ALLOWED: _("Khi làm tệp, bạn không còn nhiệm vụ được xem danh sách này. Không có tệp nào được làm."),
    Trouble.TOO_LONG: _("Danh sách dài hơn một trang tính Excel chứa được. Tải CSV, hoặc chọn hẹp hơn."),
    Trouble.BROKEN: _("Chưa làm được tệp. Mở lại danh sách và bấm tải lần nữa; vẫn không được thì báo người quản trị."),
}
NOT_NARROWED = _("không lọc")
SEARCHED = _("tìm “%(text)s”")
# What stands above a list.
LIST, FILTER, AS_OF, LINES, MADE_BY = "Danh sách", "Lọc theo", "Số liệu lúc", "Số dòng", "Người lập"
