"""Words of a filing: its steps, when it was saved, how large a file is, how many copies are asked for."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import NBSP, hour, stamp
from apps.portal.domain.steps import Step

STEP_LABELS: dict[Step, LazyText] = {
    Step.WHO: _("Ai nộp"),
    Step.FORM: _("Tờ khai"),
    Step.PAPERS: _("Giấy tờ"),
    Step.DELIVERY: _("Nhận kết quả"),
    Step.FEE: _("Lệ phí"),
    Step.REVIEW: _("Xem lại"),
}
# Title and body over a step that was posted after its writer had logged in again elsewhere: nothing of it was done.
UNSAVED: tuple[LazyText, LazyText] = (
    _("Những gì bạn vừa gõ chưa được lưu"),
    _(
        "Trang này mở từ trước lần đăng nhập mới nhất, nên chúng tôi chưa lưu vội."
        " Chữ bạn gõ vẫn còn nguyên ở dưới đây: đọc lại, đúng là của bạn thì bấm “Lưu lại”."
    ),
)
UNSAVED_WORDS: dict[Step, tuple[LazyText, LazyText]] = {
    Step.PAPERS: (
        _("Tệp bạn vừa gửi chưa được nhận"),
        _("Trang này mở từ trước lần đăng nhập mới nhất. Chọn lại tệp rồi gửi lần nữa; những tệp gửi trước vẫn còn."),
    ),
    Step.REVIEW: (
        _("Chưa có gì được gửi đi"),
        _("Bạn bấm gửi từ trước lần đăng nhập mới nhất. Đọc lại, đánh dấu vào ô cam đoan rồi bấm nút ở cuối trang."),
    ),
}
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def saved_words(*, saved_at: datetime, now: datetime) -> str:
    """«Đã lưu lúc 10:32», with the day where it was not today."""
    is_today = timezone.localdate(saved_at) == timezone.localdate(now)
    return gettext("Đã lưu lúc %(when)s") % {"when": hour(saved_at) if is_today else stamp(saved_at)}


def kept_words(*, is_parked: bool) -> str:
    """That what was typed is kept; `is_parked`: though the log-in had ended meanwhile."""
    if is_parked:
        return gettext("Phiên đăng nhập đã hết lúc bạn đang viết. Những gì bạn vừa gõ vẫn còn và đã được lưu.")
    return gettext("Đã lưu. Bạn trở lại lúc nào cũng được, ở mục “Hồ sơ của tôi”.")


def size_words(size: int) -> str:
    """«1,2 MB», «340 kB»."""
    if size >= MEGABYTE:
        return f"{number_format(size / MEGABYTE, decimal_pos=1, use_l10n=True)}{NBSP}MB"
    return f"{max(size // KILOBYTE, 1)}{NBSP}kB"


def copies_words(*, originals: int, copies: int) -> str:
    """«1 bản chính, 2 bản sao»: what the law asks for of one paper."""
    said = []
    if originals:
        said.append(ngettext("%(n)s bản chính", "%(n)s bản chính", originals) % {"n": originals})
    if copies:
        said.append(ngettext("%(n)s bản sao", "%(n)s bản sao", copies) % {"n": copies})
    return ", ".join(said)


def pages_words(count: int) -> str:
    """«2 trang»."""
    return ngettext("%(n)s trang", "%(n)s trang", count) % {"n": count}


def reused_words(*, reference: str, is_result: bool) -> str:
    """Where a paper comes from that was not sent again."""
    if is_result:
        return gettext("Dùng lại kết quả của hồ sơ %(code)s") % {"code": reference}
    return gettext("Dùng lại giấy trong hồ sơ %(code)s") % {"code": reference}


def earlier_words(*, name: str, reference: str, day: str) -> str:
    """One line of the list of papers that need not be sent again."""
    return gettext("%(name)s (hồ sơ %(code)s, %(day)s)") % {"name": name, "code": reference, "day": day}


def still_checked_words(count: int) -> str:
    """Why handing in waits, and that nothing is lost."""
    said = ngettext(
        "Còn %(n)s giấy đang được kiểm tra, thường chưa đến một phút. Mọi thứ đã lưu: đợi một chút rồi bấm lại.",
        "Còn %(n)s giấy đang được kiểm tra, thường chưa đến một phút. Mọi thứ đã lưu: đợi một chút rồi bấm lại.",
        count,
    )
    return said % {"n": count}


def files_words(count: int) -> str:
    """«Đã gửi 2 tệp»."""
    return ngettext("Đã gửi %(n)s tệp", "Đã gửi %(n)s tệp", count) % {"n": count}
