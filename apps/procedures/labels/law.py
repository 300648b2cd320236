"""Words for what the law's record is made of, and for how a wording ends."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.procedures.domain.authorities import Rank
from apps.procedures.domain.digitising import Digitise
from apps.procedures.domain.lawful_parts import LawfulPart
from apps.procedures.domain.life import Ending, OnlineLevel, Standing

ONLINE_LEVELS: dict[OnlineLevel, LazyText] = {
    OnlineLevel.FULL: gettext_lazy("Toàn trình: không phải đến"),
    OnlineLevel.PARTIAL: gettext_lazy("Một phần: có bước phải đến"),
}
LAWFUL_PARTS: dict[LawfulPart, LazyText] = {
    LawfulPart.NAME: gettext_lazy("Tên thủ tục"),
    LawfulPart.STEPS: gettext_lazy("Trình tự thực hiện"),
    LawfulPart.CHANNELS: gettext_lazy("Cách thức thực hiện"),
    LawfulPart.DOCUMENTS: gettext_lazy("Thành phần hồ sơ"),
    LawfulPart.TIME: gettext_lazy("Thời hạn giải quyết"),
    LawfulPart.SUBJECTS: gettext_lazy("Đối tượng thực hiện"),
    LawfulPart.AUTHORITY: gettext_lazy("Cơ quan giải quyết"),
    LawfulPart.RESULT: gettext_lazy("Kết quả thực hiện"),
}
DIGITISE: dict[Digitise, LazyText] = {
    Digitise.SCAN: gettext_lazy("Quét khi nhận"),
    Digitise.FETCH: gettext_lazy("Tra cứu, không phải nộp"),
    Digitise.NEVER: gettext_lazy("Không quét"),
}
RANKS: dict[Rank, LazyText] = {
    Rank.MINISTRY: gettext_lazy("Bộ, ngành"),
    Rank.PROVINCE: gettext_lazy("Cấp tỉnh"),
    Rank.COMMUNE: gettext_lazy("Cấp xã"),
    Rank.OTHER: gettext_lazy("Cơ quan khác"),
}
ENDINGS: dict[Ending, LazyText] = {
    Ending.ABOLISHED: gettext_lazy("Bãi bỏ"),
    Ending.EXPIRED: gettext_lazy("Hết hiệu lực"),
}


CANNOT_END: dict[str, LazyText] = {
    "before_it_began": gettext_lazy("Ngày này trước ngày thủ tục có hiệu lực. Viết một ngày muộn hơn."),
    "no_such_successor": gettext_lazy("Danh mục không có thủ tục mang mã này. Xem lại mã, hoặc để trống."),
    "over_already": gettext_lazy("Ngày chấm dứt đã qua nên không bỏ được. Nhập quyết định mới để mở lại thủ tục."),
}


def over_words(*, since: date, ending: str, successor: str) -> str:
    """Why there is nothing to file any more, and what to do: «Thủ tục này đã bị bãi bỏ từ 01/12/2026. …»."""
    day = f"{since:%d/%m/%Y}"
    said = (
        _("Thủ tục này đã bị bãi bỏ từ ngày {day}.")
        if ending == Ending.ABOLISHED
        else _("Thủ tục này hết hiệu lực từ ngày {day}.")
    ).format(day=day)
    after = (
        _("Thay bằng thủ tục «{name}».").format(name=successor)
        if successor
        else _("Không nộp hồ sơ mới được nữa; hồ sơ đã nộp vẫn được giải quyết theo quy định cũ.")
    )
    return f"{said} {after}"


def waiting_words(*, starts: date) -> str:
    """That a procedure is not there yet: «Thủ tục này áp dụng từ ngày 01/12/2026.»."""
    return _("Thủ tục này áp dụng từ ngày {day}. Trước ngày đó chưa nộp hồ sơ được.").format(day=f"{starts:%d/%m/%Y}")


STANDINGS: dict[Standing, LazyText] = {
    Standing.WAITING: gettext_lazy("Chờ ngày có hiệu lực"),
    Standing.IN_FORCE: gettext_lazy("Đang có hiệu lực"),
    Standing.OVER: gettext_lazy("Đã hết hiệu lực"),
}
