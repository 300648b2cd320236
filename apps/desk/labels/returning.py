"""Words of returning results: who may take one, why not, how it goes by post."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.collecting import Claimant, Identity, SignedHow
from apps.desk.domain.mail import MailState

CLAIMANTS: dict[Claimant, LazyText] = {
    Claimant.APPLICANT: _("Người đứng đơn"),
    Claimant.SUBMITTER: _("Người đã nộp hồ sơ này"),
    Claimant.REPRESENTATIVE: _("Người đại diện, được ủy quyền"),
    Claimant.FAMILY: _("Người nhà của người đứng đơn"),
}
IDENTITIES: dict[Identity, LazyText] = {
    Identity.SCANNED: _("Đã quét thẻ căn cước"),
    Identity.SEEN: _("Đã xem giấy tờ tùy thân"),
    Identity.KNOWN: _("Biết mặt người này"),
}
SIGNED: dict[SignedHow, LazyText] = {
    SignedHow.SCREEN: _("Đã ký trên màn hình"),
    SignedHow.SCAN: _("Đã ký trên giấy, có bản quét"),
    SignedHow.PAPER: _("Đã ký trên giấy, bản giấy lưu theo hồ sơ"),
}
# Why a result is not handed over, and what to do instead.
MAY_NOT: dict[str, LazyText] = {
    "both_must_come": _("Thủ tục này cần cả hai người cùng có mặt khi nhận. Hẹn cả hai cùng đến."),
    "nobody_else_filed": _("Hồ sơ này do chính người đứng đơn nộp, không có người nộp thay."),
    "organisation_has_no_kin": _("Hồ sơ của tổ chức: người đến nhận phải là người đại diện, có giấy của tổ chức."),
    "kin_need_authorisation": _("Cơ quan quy định người nhà nhận thay phải có giấy ủy quyền."),
    "kin_only_in_civil_status": _("Ngoài lĩnh vực hộ tịch, người nhà nhận thay phải có giấy ủy quyền."),
    "known_is_not_enough": _("Cơ quan quy định phải xem giấy tờ tùy thân, không chỉ biết mặt."),
    "no_authorisation": _("Ghi giấy ủy quyền hoặc giấy về tư cách đại diện: số, ngày, nơi cấp."),
    "no_proof_of_kinship": _("Ghi giấy tờ cho thấy là người nhà: giấy khai sinh, giấy kết hôn, sổ hộ khẩu cũ."),
    "with_the_post": _("Kết quả đang ở bưu điện. Bưu điện chuyển hoàn rồi mới trao tại quầy được."),
}
# Beside which field such a sentence stands; the others stand above the form.
FIELD_OF: dict[str, str] = {
    "both_must_come": "are_both_there",
    "nobody_else_filed": "claimant",
    "organisation_has_no_kin": "claimant",
    "kin_need_authorisation": "claimant",
    "kin_only_in_civil_status": "claimant",
    "known_is_not_enough": "identity",
    "no_authorisation": "paper",
    "no_proof_of_kinship": "paper",
}
FEE_FIRST = _("Còn %(amount)s chưa nộp. Thu tiền hoặc ghi miễn trước, rồi mới trao kết quả.")
TOO_MANY_ORIGINALS = _("Số bản trả lại nhiều hơn số bản chính đang giữ. Đếm lại.")
HANDED = _("Đã trao kết quả. In giấy biên nhận (F9).")
SIGNED_ON_PAPER = _("Đã ghi: người nhận đã ký trên giấy.")
SIGNED_BEFORE = _("Chữ ký của lần trao này đã được ghi trước đó.")
NOT_YET = _("Hồ sơ %(code)s chưa có kết quả để trao: %(status)s.")
NOT_OURS = _("Không thấy hồ sơ nào của cơ quan này. Quét lại mã trên giấy hẹn, hoặc gõ mã, họ tên, số điện thoại.")
DAMAGED_SCAN = _("Mã quét bị đứt giữa chừng. Cắm lại đầu đọc rồi quét lại từ đầu.")
NO_SCAN = _("Chưa có gì trong ô quét. Quét thẻ căn cước của người nhận, hoặc điền các ô bên dưới.")
ENDED_OTHERWISE = _("Kết quả này đã đến tay người dân theo cách khác, không có lượt trao tại quầy.")

MAIL_STATES: dict[MailState, LazyText] = {
    MailState.PREPARED: _("Đã dán nhãn, chờ giao bưu điện"),
    MailState.HANDED: _("Đã giao bưu điện"),
    MailState.ON_THE_WAY: _("Bưu điện đang chuyển"),
    MailState.FAILED: _("Phát chưa được, bưu điện sẽ phát lại"),
    MailState.DELIVERED: _("Bưu điện đã phát"),
    MailState.CAME_BACK: _("Bưu điện chuyển hoàn về quầy"),
    MailState.DROPPED: _("Không gửi nữa"),
}
# The button that says so.
MAIL_STEPS: dict[MailState, LazyText] = {
    MailState.HANDED: _("Đã giao bưu điện"),
    MailState.ON_THE_WAY: _("Đang chuyển"),
    MailState.FAILED: _("Phát chưa được"),
    MailState.DELIVERED: _("Đã phát"),
    MailState.CAME_BACK: _("Chuyển hoàn về quầy"),
    MailState.DROPPED: _("Bỏ, không gửi nữa"),
}
MAIL_ICONS: dict[MailState, str] = {
    MailState.PREPARED: "package",
    MailState.HANDED: "truck-delivery",
    MailState.ON_THE_WAY: "truck-delivery",
    MailState.FAILED: "alert-triangle",
    MailState.DELIVERED: "circle-check",
    MailState.CAME_BACK: "arrow-back-up",
    MailState.DROPPED: "ban",
}
NOT_A_TRACKING: dict[str, LazyText] = {
    "telex": _("Bàn phím đang gõ tiếng Việt nên số bị đổi chữ. Chuyển sang tiếng Anh rồi quét lại."),
    "shape": _("Số hiệu bưu gửi có 8 đến 20 chữ và số, như EE123456789VN. Xem lại nhãn của bưu điện."),
}
MAIL_REFUSED: dict[str, LazyText] = {
    "no_tracking": _("%(code)s chưa có số hiệu bưu gửi."),
    "moved_on": _("%(code)s đã sang bước khác, tải lại trang để xem."),
    "no_address": _("%(code)s không ghi địa chỉ. Gọi người nộp hỏi địa chỉ, hoặc mời đến quầy."),
    "fee_first": _("%(code)s còn %(amount)s chưa nộp, chưa gửi được."),
    "no_number": _("%(code)s chưa có số chứng thực. Lấy số vào sổ trước, rồi mới gửi."),
    "tracking_taken": _("Số hiệu %(tracking)s đã ghi cho hồ sơ khác. Xem lại nhãn của bưu điện."),
    "no_label": _("Không có nhãn nào của hồ sơ này đang chờ giao. Xem lại mã, hoặc in nhãn trước."),
    "nothing_picked": _("Chưa chọn hồ sơ nào."),
    "not_that_way": _("Bưu gửi này đã sang bước khác: %(state)s. Tải lại trang để xem."),
}
VIEWS: dict[str, LazyText] = {
    "tai-quay": _("Chờ đến lấy"),
    "khong-nguoi-nhan": _("Chưa có người nhận"),
    "dien-tu": _("Bản điện tử"),
    "chua-ky": _("Chưa ghi chữ ký"),
}
WAITED = _("%(n)s ngày làm việc")
WAITED_TODAY = _("hôm nay")
SENT_UNOPENED = _("đã gửi %(day)s, chưa mở")
TO_SEND = _("chưa gửi")
CAME_BACK_ON = _("bưu điện chuyển hoàn %(day)s")
HOME = _("trả tận nhà")
