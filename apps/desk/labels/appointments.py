"""Words for the appointment slip."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.appointments import Half

HALVES: dict[Half, LazyText] = {Half.MORNING: _("Sáng"), Half.AFTERNOON: _("Chiều")}
EARLIER_PAGE = _("Trang này đã dùng để hẹn rồi; xem phiếu vừa lập, hoặc hẹn lại từ đầu.")
HAS_ENDED = _("Hồ sơ này đã xong, không còn việc để hẹn.")
OTHER_DESK = _("Hồ sơ này do cơ quan khác giải quyết; chỉ cơ quan ấy hẹn được.")
