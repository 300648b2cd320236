"""Vietnamese words of the targets of the year."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.labels import number
from apps.reports.domain.aims import Aim, Light

AIM_LABELS: dict[Aim, LazyText] = {
    Aim.ONLINE: _("Hồ sơ nộp trực tuyến"),
    Aim.SATISFIED: _("Người dân hài lòng"),
    Aim.SYNCHRONISED: _("Hồ sơ đã đồng bộ"),
    Aim.LATE: _("Hồ sơ trễ hạn"),
    Aim.DIGITISED: _("Hồ sơ đã số hóa"),
    Aim.SIGNED: _("Văn bản ký số"),
}
DEFINITIONS: dict[Aim, LazyText] = {
    Aim.ONLINE: _("hồ sơ nhận trực tuyến / mọi hồ sơ nhận trong năm"),
    Aim.SATISFIED: _("phiếu hài lòng và rất hài lòng / mọi phiếu trong năm; ít hơn 5 phiếu thì giữ kín"),
    Aim.SYNCHRONISED: _("hồ sơ đã đồng bộ / hồ sơ phải đồng bộ, theo số nhập hằng tháng"),
    Aim.LATE: _("xong trễ trong năm; năm nay cộng cả hồ sơ đang quá hạn lúc này"),
    Aim.DIGITISED: _("hồ sơ đã số hóa mọi giấy tờ và kết quả / hồ sơ đã có kết quả"),
    Aim.SIGNED: _("văn bản ký số / văn bản phát hành; hệ thống chưa nối chữ ký số nên chưa đo"),
}
LIGHT_LABELS: dict[Light, LazyText] = {
    Light.GREEN: _("Đạt"),
    Light.AMBER: _("Gần đạt"),
    Light.RED: _("Chưa đạt"),
    Light.NONE: _("Chưa xét được"),
}
USUAL_BASIS = _("mức chung, cơ quan chưa đặt riêng")


def dossiers_words(count: int) -> str:
    """«0 hồ sơ»."""
    return ngettext("%(n)s hồ sơ", "%(n)s hồ sơ", count) % {"n": number(count)}
