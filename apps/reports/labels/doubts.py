"""Why the books may be wrong about a dossier, and what a leader can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.core.labels import stamp
from apps.reports.domain.doubts import Doubt

DOUBT_LABELS: dict[Doubt, LazyText] = {
    Doubt.VERDICT: _("Ghi trễ nhưng xong kịp"),
    Doubt.PAUSE: _("Chưa trả lại lúc tạm dừng"),
    Doubt.PROMISE: _("Tính lại thì còn hạn"),
    Doubt.SIGNATURE: _("Trình kịp, ký muộn"),
    Doubt.REQUEST: _("Phiếu bổ sung ký muộn"),
    Doubt.NEW_DAY: _("Giữ được ngày hẹn lại"),
    Doubt.WAIT: _("Giấy bổ sung nằm chờ"),
}
REASONS: dict[Doubt, LazyText] = {
    Doubt.VERDICT: _("Sổ ghi trễ, nhưng hẹn %(promised)s mà có kết quả từ %(done)s."),
    Doubt.PAUSE: _(
        "Sổ vẫn tính đến %(promised)s như chưa từng tạm dừng; trả lại thời gian chờ bổ sung thì còn đến %(reckoned)s."
    ),
    Doubt.PROMISE: _("Sổ tính đến %(promised)s; tính lại theo thời hạn và lịch hôm nay thì còn đến %(reckoned)s."),
    Doubt.SIGNATURE: _("Hẹn %(promised)s, trình ký từ %(prepared)s: người soạn kịp, chữ ký không kịp."),
    Doubt.REQUEST: _(
        "Phiếu yêu cầu bổ sung soạn lúc %(written)s, trước hẹn %(promised)s, nhưng ký lúc %(signed)s: đã lỡ hẹn nên"
        " đồng hồ không được dừng."
    ),
    Doubt.NEW_DAY: _(
        "Thư xin lỗi và hẹn lại ký lúc %(signed)s, trước hẹn đầu %(promised)s; xong lúc %(done)s, kịp ngày hẹn mới."
        " Thống kê theo lời hẹn đầu vẫn ghi trễ."
    ),
    Doubt.WAIT: _(
        "Người dân gửi giấy bổ sung lúc %(given)s, quầy nhận lúc %(taken)s. Tính từ lúc người dân gửi thì hạn chỉ đến"
        " %(reckoned)s, và hồ sơ này đã trễ."
    ),
}
ADVICE: dict[Doubt, LazyText] = {
    Doubt.VERDICT: _("Báo quản trị: số liệu của hồ sơ này cần xem lại trước khi báo cáo."),
    Doubt.PAUSE: _("Đối chiếu phiếu yêu cầu bổ sung với ngày nhận đủ giấy, rồi báo quản trị xem lại ngày hẹn."),
    Doubt.PROMISE: _("Mở hồ sơ, xem ngày hẹn được tính thế nào; nếu lịch làm việc mới sửa, xác nhận ngày hẹn mới."),
    Doubt.SIGNATURE: _("Nếu còn chờ thì ký ngay. Phần trễ tính cho khâu ký duyệt, không tính cho người soạn."),
    Doubt.REQUEST: _("Xin lỗi người dân về phần trễ này, và ký phiếu yêu cầu bổ sung ngay trong ngày."),
    Doubt.NEW_DAY: _("Không phải sửa gì. Khi báo cáo, ghi rõ đã hẹn lại kịp và giữ được ngày hẹn mới."),
    Doubt.WAIT: _("Nhắc quầy xem giấy bổ sung ngay trong ngày: số liệu đang đẹp hơn sự thật."),
}


def doubt_words(*, doubt: Doubt, instants: Mapping[str, datetime]) -> str:
    """Why, with the hours and days that it rests on."""
    return str(REASONS[doubt]) % {name: stamp(instant) for name, instant in instants.items()}


def advice_words(*, doubt: Doubt) -> str:
    """What a leader can do."""
    return str(ADVICE[doubt])
