"""Words of filing with help: whom we tell, and what the citizen still has to confirm."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.helping import Told, Unconfirmed

TOLD_LABELS: dict[Told, LazyText] = {
    Told.BENEFICIARY: _("Người nộp, qua điện thoại của họ"),
    Told.BOTH: _("Cả người nộp và người giúp"),
    Told.HELPER: _("Người giúp, vì người nộp không có điện thoại"),
    Told.LETTER: _("Không nhắn tin; tin bắt buộc in thành thư gửi về nhà"),
}

TOLD_PICTURES = {
    Told.BENEFICIARY.value: "phone",
    Told.BOTH.value: "users",
    Told.HELPER.value: "user",
    Told.LETTER.value: "way-post",
}

# The same as a sentence, on the page before the one button.
TOLD_WORDS: dict[Told, LazyText] = {
    Told.BENEFICIARY: _("Tin nhắn gửi tới điện thoại của người nộp khi đã nhận và khi có kết quả."),
    Told.BOTH: _("Tin nhắn gửi tới người nộp và người giúp khi đã nhận và khi có kết quả."),
    Told.HELPER: _("Tin nhắn gửi tới người giúp, để báo lại cho người nộp."),
    Told.LETTER: _("Không nhắn tin; tin bắt buộc in thành thư gửi về nhà."),
}

UNCONFIRMED_WORDS: dict[Unconfirmed, LazyText] = {
    Unconfirmed.NOTHING_SAID: _("Người nộp chưa xác nhận."),
    Unconfirmed.CHANGED_SINCE: _("Hồ sơ đã đổi sau khi người nộp xác nhận. Đọc lại và xác nhận lần nữa."),
    Unconfirmed.NO_PHONE: _("Hồ sơ chưa có số điện thoại của người nộp. Chọn cách khác, hoặc ghi số ở bước “Ai nộp”."),
    Unconfirmed.HELPERS_PHONE: _("Đây là số của người giúp, không phải của người nộp. Chọn cách khác."),
    Unconfirmed.WRONG_CODE: _("Mã này không đúng hoặc đã hết hạn. Nhờ người nộp đọc lại từng số, hoặc gửi mã mới."),
    Unconfirmed.SAME_OFFICIAL: _("Bạn đang giúp hồ sơ này nên không xác nhận được. Nhờ đồng nghiệp khác."),
    Unconfirmed.NOT_ASKED: _("Không còn ai nhờ xác nhận hồ sơ này."),
}

# On the page of an answer there is no step at which a number could be written.
NO_PHONE_TO_ANSWER = _("Hồ sơ không có số điện thoại của người nộp. Dùng cách 2.")
NO_SMS = _("Lúc này không gửi tin nhắn đi được. Hồ sơ vẫn còn; chọn một trong hai cách kia.")
CHANGED_UNDER_SECOND = _("Hồ sơ vừa đổi trong lúc bạn đọc. Đọc lại bản mới dưới đây rồi xác nhận.")
