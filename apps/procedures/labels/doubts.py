"""Words of the review list: which part of a procedure is in doubt, why, and what somebody answered."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.procedures.domain.doubts import What
from apps.procedures.domain.settling import Answer
from apps.procedures.labels import allowance_words, fee_words

WHATS: dict[What, LazyText] = {
    What.TIME: gettext_lazy("Thời hạn"),
    What.FEE: gettext_lazy("Phí, lệ phí"),
    What.CHANNEL: gettext_lazy("Cách nộp"),
    What.NAME: gettext_lazy("Tên thủ tục"),
    What.FIELD: gettext_lazy("Lĩnh vực"),
    What.LEVEL: gettext_lazy("Cấp thực hiện"),
    What.AGENCY: gettext_lazy("Cơ quan thực hiện"),
    What.DECISION: gettext_lazy("Quyết định công bố"),
    What.ISSUER: gettext_lazy("Cơ quan ban hành"),
    What.KIND: gettext_lazy("Loại thủ tục"),
    What.STEPS: gettext_lazy("Trình tự thực hiện"),
    What.CONDITIONS: gettext_lazy("Yêu cầu, điều kiện"),
    What.SUBJECTS: gettext_lazy("Đối tượng thực hiện"),
    What.KEYWORDS: gettext_lazy("Từ khoá"),
    What.DAY: gettext_lazy("Ngày có hiệu lực"),
    What.PAPER: gettext_lazy("Thành phần hồ sơ"),
}


def answer_words(answer: Answer) -> str:
    """What was answered: «3 ngày làm việc», «8.000 đ mỗi bản», «Giữ nguyên văn»."""
    if answer.time:
        return allowance_words(answer.time)
    if answer.fee:
        return fee_words(amount=answer.fee[0], unit=answer.fee[1])
    return _("Giữ nguyên văn")
