"""What a page of verification calls a paper, and what it says of a file that was dropped there."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.status import ResultKind


def form_words(*, title: str, form: str) -> str:
    """«Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01)»; a working paper has no form."""
    if not form:
        return title
    return gettext("%(title)s (mẫu %(form)s)") % {"title": title, "form": form}


def result_words(*, outcome: ResultKind, procedure: str) -> str:
    """What a result is where its own title is nobody's business: «Kết quả thủ tục Đăng ký khai sinh»."""
    if outcome is ResultKind.DECLINED:
        return gettext("Văn bản trả lời, không giải quyết")
    return gettext("Kết quả thủ tục %(name)s") % {"name": procedure} if procedure else gettext("Kết quả thủ tục")


# Verdict → kind of alert, headline, what to do.
VERDICTS: dict[str, tuple[str, LazyText, LazyText]] = {
    "intact": (
        "success",
        _("Tệp nguyên vẹn"),
        _("Giống từng ký tự với tệp lãnh đạo đã duyệt ký trên hệ thống này. Tệp chưa ký số."),
    ),
    "intact_slip": (
        "success",
        _("Tệp nguyên vẹn"),
        _("Giống từng ký tự với bản điện tử chúng tôi đã cấp. Tệp chưa ký số."),
    ),
    "different": (
        "warning",
        _("Tệp này không phải tệp chúng tôi đã cấp"),
        _("Nó đã bị sửa, hoặc được in rồi quét lại, hoặc là giấy khác. Xin người đưa giấy gửi đúng tệp đã tải về."),
    ),
    "different_slip": (
        "info",
        _("Tệp này khác bản điện tử của chúng tôi"),
        _("Bản in tại quầy hoặc bản quét lại luôn khác. So từng dòng trên giấy với những dòng ở đây."),
    ),
    "another": (
        "warning",
        _("Tệp này do chúng tôi cấp, nhưng là một giấy khác"),
        _("Có thể là bản trước khi đính chính. Mở trang của đúng tệp đó:"),
    ),
    "unknown": (
        "warning",
        _("Chúng tôi không nhận ra tệp này"),
        _("Tệp không phải kết quả chúng tôi đã cấp, hoặc đã bị sửa, in ra rồi quét lại. Thử mã QR trên giấy."),
    ),
    "paper_only": (
        "info",
        _("Giấy này chỉ có bản giấy"),
        _("Không có tệp nào để so. So từng dòng trên giấy với những dòng ở đây."),
    ),
    "too_large": (
        "hand",
        _("Tệp quá lớn"),
        _("Chỉ nhận tệp đến 20 MB. Tệp kết quả của chúng tôi không bao giờ lớn hơn thế."),
    ),
}
