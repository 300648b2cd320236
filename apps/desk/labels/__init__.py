"""Vietnamese words of the desk: what its buttons do, what its papers are called; `stories`: what happened."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.acts import Act
from apps.desk.domain.apologies import Answer, DelayReason
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.reminders import ReminderKind
from apps.desk.domain.rounds import Idle
from apps.dossiers.domain.status import Status
from apps.procedures.domain.courtesies import Courtesy

# The button on the page of a dossier.
ACT_LABELS: dict[Act, LazyText] = {
    Act.ACCEPT: _("Nhận hồ sơ"),
    Act.ASK_FIX: _("Yêu cầu bổ sung trước khi nhận"),
    Act.ASK_FIX_AGAIN: _("Xin hỏi thêm giấy tờ"),
    Act.ANSWER_FIX: _("Người dân đã bổ sung"),
    Act.REFUSE: _("Từ chối, có lý do"),
    Act.TAKE: _("Bắt đầu xử lý"),
    Act.FORWARD: _("Chuyển cho đồng nghiệp"),
    Act.SUBMIT_FOR_SIGNATURE: _("Trình ký"),
    Act.PROPOSE_SUPPLEMENT: _("Xin bổ sung giấy tờ"),
    Act.ACCEPT_SUPPLEMENT: _("Nhận giấy tờ bổ sung"),
    Act.PROPOSE_APOLOGY: _("Soạn thư xin lỗi, hẹn lại"),
    Act.SEND_BACK: _("Chuyển lại người trước"),
    Act.SIGN: _("Ký kết quả"),
    Act.RETURN_TO_OFFICER: _("Trả lại người xử lý"),
    Act.RETURN_RESULT: _("Trả kết quả"),
    Act.SEND_RESULT: _("Gửi kết quả"),
    Act.WITHDRAW: _("Cho rút hồ sơ"),
    Act.REQUEST_PAYMENT: _("Chờ người dân nộp tiền"),
    Act.CONFIRM_PAYMENT: _("Đã có chứng từ nộp tiền"),
    Act.PAUSE: _("Tạm dừng vì sự cố, lý do khác"),
    Act.RESUME: _("Cho đồng hồ chạy tiếp"),
    Act.PROPOSE_STOP: _("Đề nghị dừng giải quyết"),
}

# The button that does it, in the words of its effect.
ACT_EFFECTS: dict[Act, LazyText] = {
    Act.ACCEPT: _("Nhận hồ sơ và hẹn ngày trả"),
    Act.ASK_FIX: _("Gửi yêu cầu bổ sung"),
    Act.ASK_FIX_AGAIN: _("Trình lãnh đạo duyệt"),
    Act.ANSWER_FIX: _("Ghi nhận đã bổ sung"),
    Act.REFUSE: _("Từ chối và lập phiếu"),
    Act.TAKE: _("Bắt đầu xử lý"),
    Act.FORWARD: _("Chuyển hồ sơ"),
    Act.SUBMIT_FOR_SIGNATURE: _("Trình lãnh đạo ký"),
    Act.PROPOSE_SUPPLEMENT: _("Trình lãnh đạo duyệt"),
    Act.ACCEPT_SUPPLEMENT: _("Ghi nhận, cho đồng hồ chạy tiếp"),
    Act.PROPOSE_APOLOGY: _("Trình lãnh đạo ký thư"),
    Act.SEND_BACK: _("Chuyển lại"),
    Act.SIGN: _("Ký kết quả"),
    Act.RETURN_TO_OFFICER: _("Trả lại để sửa"),
    Act.RETURN_RESULT: _("Ghi nhận đã trả"),
    Act.SEND_RESULT: _("Gửi kết quả"),
    Act.WITHDRAW: _("Xác nhận rút hồ sơ"),
    Act.REQUEST_PAYMENT: _("Cho đồng hồ dừng, chờ nộp tiền"),
    Act.CONFIRM_PAYMENT: _("Ghi nhận, cho đồng hồ chạy tiếp"),
    Act.PAUSE: _("Cho đồng hồ dừng"),
    Act.RESUME: _("Cho đồng hồ chạy tiếp"),
    Act.PROPOSE_STOP: _("Trình lãnh đạo xác nhận"),
}

ACT_DONE: dict[Act, LazyText] = {
    Act.ACCEPT: _("Đã nhận hồ sơ. Giấy tiếp nhận đã lập, in hoặc để người dân xem trên mạng."),
    Act.ASK_FIX: _("Đã gửi yêu cầu bổ sung cho người dân. Đồng hồ tiếp nhận tạm dừng."),
    Act.ASK_FIX_AGAIN: _("Đã trình lãnh đạo duyệt việc hỏi thêm. Đồng hồ tiếp nhận vẫn chạy đến khi duyệt."),
    Act.ANSWER_FIX: _("Đã ghi nhận phần bổ sung. Đồng hồ tiếp nhận chạy lại từ đầu."),
    Act.REFUSE: _("Đã từ chối hồ sơ và lập phiếu từ chối."),
    Act.TAKE: _("Hồ sơ đã ở bàn bạn."),
    Act.FORWARD: _("Đã chuyển hồ sơ."),
    Act.SUBMIT_FOR_SIGNATURE: _("Đã trình lãnh đạo ký."),
    Act.PROPOSE_SUPPLEMENT: _("Đã trình lãnh đạo duyệt phiếu bổ sung. Đồng hồ vẫn chạy đến khi duyệt."),
    Act.ACCEPT_SUPPLEMENT: _("Đã nhận giấy tờ bổ sung. Đồng hồ chạy tiếp."),
    Act.PROPOSE_APOLOGY: _("Thư xin lỗi đang chờ lãnh đạo ký."),
    Act.SEND_BACK: _("Đã chuyển lại hồ sơ."),
    Act.SIGN: _("Đã ký. Đồng hồ đã dừng, quầy sẽ trả kết quả."),
    Act.RETURN_TO_OFFICER: _("Đã trả lại người xử lý."),
    Act.RETURN_RESULT: _("Đã trả kết quả."),
    Act.SEND_RESULT: _("Đã gửi kết quả."),
    Act.WITHDRAW: _("Đã xác nhận rút hồ sơ."),
    Act.REQUEST_PAYMENT: _("Đồng hồ đã dừng, người dân được báo nộp tiền."),
    Act.CONFIRM_PAYMENT: _("Đã ghi nhận chứng từ. Đồng hồ chạy tiếp, ngày hẹn đã tính lại."),
    Act.PAUSE: _("Đồng hồ đã dừng, người dân được báo."),
    Act.RESUME: _("Đồng hồ chạy tiếp, ngày hẹn đã tính lại và báo cho người dân."),
    Act.PROPOSE_STOP: _("Đề nghị dừng đang chờ lãnh đạo xác nhận."),
}

# What the act will do, said before it is done.
ACT_WILL: dict[Act, tuple[LazyText, ...]] = {
    Act.ACCEPT: (_("Cấp mã hồ sơ và lập giấy tiếp nhận."), _("Nhắn người dân ngày hẹn.")),
    Act.ASK_FIX: (_("Lập phiếu yêu cầu bổ sung và nhắn người dân."), _("Đồng hồ tiếp nhận dừng đến khi họ trả lời.")),
    Act.ASK_FIX_AGAIN: (
        _("Hồ sơ này đã hỏi một lần. Hỏi thêm thì lãnh đạo đọc và duyệt; lúc đó phiếu mới được gửi."),
        _("Giấy đã gửi mà không đánh dấu ở đây được coi là đạt."),
    ),
    Act.ANSWER_FIX: (_("Hồ sơ trở lại hàng chờ nhận."), _("8 giờ làm việc tiếp nhận tính lại từ đầu.")),
    Act.REFUSE: (_("Lập phiếu từ chối có lý do và nhắn người dân."), _("Hồ sơ khép lại, không tính vào báo cáo.")),
    Act.TAKE: (),
    Act.FORWARD: (_("Người nhận thấy hồ sơ trong việc của mình, kèm hạn của bước này."),),
    Act.SUBMIT_FOR_SIGNATURE: (_("Hồ sơ sang bàn lãnh đạo. Ngày hẹn không đổi."),),
    Act.PROPOSE_SUPPLEMENT: (
        _("Lãnh đạo đọc và duyệt; lúc đó phiếu mới được gửi và đồng hồ mới dừng."),
        _("Hỏi một lần cho đủ: lần hai phải giải trình."),
    ),
    Act.ACCEPT_SUPPLEMENT: (
        _("Hồ sơ trở lại bàn người xử lý, ngày hẹn được tính lại và nhắn cho người dân."),
        _("Giấy chưa đạt: người xử lý xin lãnh đạo duyệt hỏi thêm một lần; trong lúc đó đồng hồ của ta chạy."),
    ),
    Act.PROPOSE_APOLOGY: (
        _("Lãnh đạo đọc và ký; lúc đó thư mới được gửi và ngày hẹn mới đổi."),
        _("Pháp luật chỉ cho hẹn lại một lần."),
    ),
    Act.SEND_BACK: (_("Hồ sơ về lại bàn người trước. Ngày hẹn không đổi."),),
    Act.SIGN: (_("Kết quả có hiệu lực, đồng hồ dừng, người dân được báo."),),
    Act.RETURN_TO_OFFICER: (_("Hồ sơ về lại bàn người xử lý. Ngày hẹn không đổi."),),
    Act.RETURN_RESULT: (_("Hồ sơ khép lại, người dân được báo và mời đánh giá."),),
    Act.SEND_RESULT: (_("Người dân xem và tải kết quả trên mạng."),),
    Act.WITHDRAW: (
        _("Hồ sơ khép lại theo nguyện vọng của người dân, giấy tờ được trả lại."),
        _("Hồ sơ đã tiếp nhận thì lập thông báo dừng giải quyết (mẫu 05), in ở mục Giấy đã lập."),
    ),
    Act.REQUEST_PAYMENT: (
        _("Đồng hồ dừng từ bây giờ đến khi có chứng từ; ngày hẹn lùi đúng bằng thời gian làm việc đã chờ."),
        _("Nhắn người dân. Lần dừng này vào sổ tạm dừng, kèm tên bạn và căn cứ."),
    ),
    Act.CONFIRM_PAYMENT: (_("Hồ sơ trở lại bàn người xử lý, ngày hẹn được tính lại và nhắn cho người dân."),),
    Act.PAUSE: (
        _("Hồ sơ vẫn ở bàn người đang giữ; đồng hồ dừng đến khi lãnh đạo cho chạy tiếp."),
        _("Nhắn người dân. Lần dừng này vào sổ tạm dừng, kèm tên bạn và lý do."),
        _("Dừng sau khi đã lỡ hẹn thì không cộng thêm ngày nào."),
    ),
    Act.RESUME: (_("Ngày hẹn lùi đúng bằng thời gian làm việc đã dừng, và nhắn cho người dân."),),
    Act.PROPOSE_STOP: (
        _("Lãnh đạo đọc và xác nhận; lúc đó hồ sơ mới dừng và người dân được báo."),
        _("Người dân gửi bổ sung trước lúc đó thì đề nghị này tự rút."),
    ),
}

# The picture on a button; names of the icon sprite.
ACT_ICONS: dict[Act, str] = {
    Act.ACCEPT: "clipboard-check",
    Act.ASK_FIX: "file-plus",
    Act.ASK_FIX_AGAIN: "file-plus",
    Act.ANSWER_FIX: "file-check",
    Act.REFUSE: "ban",
    Act.TAKE: "check",
    Act.FORWARD: "arrow-right",
    Act.SUBMIT_FOR_SIGNATURE: "writing-sign",
    Act.PROPOSE_SUPPLEMENT: "file-plus",
    Act.ACCEPT_SUPPLEMENT: "file-check",
    Act.PROPOSE_APOLOGY: "message-2",
    Act.SEND_BACK: "arrow-back-up",
    Act.SIGN: "writing-sign",
    Act.RETURN_TO_OFFICER: "arrow-back-up",
    Act.RETURN_RESULT: "package",
    Act.SEND_RESULT: "truck-delivery",
    Act.WITHDRAW: "player-stop",
    Act.REQUEST_PAYMENT: "cash",
    Act.CONFIRM_PAYMENT: "file-check",
    Act.PAUSE: "player-pause",
    Act.RESUME: "arrow-right",
    Act.PROPOSE_STOP: "player-stop",
}

COURTESY_LABELS: dict[Courtesy, LazyText] = {
    Courtesy.CONGRATULATION: _("Thư chúc mừng"),
    Courtesy.CONDOLENCE: _("Thư chia buồn"),
}

SLIP_LABELS: dict[SlipKind, LazyText] = {
    SlipKind.RECEIPT: _("Giấy tiếp nhận và hẹn trả"),
    SlipKind.SUPPLEMENT_REQUEST: _("Phiếu yêu cầu bổ sung"),
    SlipKind.REFUSAL: _("Phiếu từ chối"),
    SlipKind.APOLOGY: _("Thư xin lỗi và hẹn lại"),
    SlipKind.STOP: _("Thông báo dừng giải quyết hồ sơ"),
    SlipKind.CONTROL: _("Phiếu kiểm soát quá trình giải quyết"),
    SlipKind.RESULT_RECEIPT: _("Giấy biên nhận trả kết quả"),
    SlipKind.APPOINTMENT: _("Phiếu hẹn làm việc"),
}

DELAY_LABELS: dict[DelayReason, LazyText] = {
    DelayReason.VERIFICATION: _("Chờ xác minh"),
    DelayReason.PARTNER: _("Chờ cơ quan khác trả lời"),
    DelayReason.SIGNATURE: _("Chờ ký"),
    DelayReason.TECHNICAL: _("Máy móc, hệ thống trục trặc"),
    DelayReason.OVERLOAD: _("Quá nhiều việc, thiếu người"),
    DelayReason.MISTAKE: _("Sai sót của chúng tôi"),
    DelayReason.FORCE_MAJEURE: _("Thiên tai, việc bất khả kháng"),
    DelayReason.OTHER: _("Lý do khác"),
}

ANSWER_LABELS: dict[Answer, LazyText] = {
    Answer.WILL_KEEP: _("Kịp"),
    Answer.WILL_BREAK: _("Không kịp"),
}

APPLICANT_TERMS: dict[str, LazyText] = {
    "personal_id": _("Số định danh"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "address": _("Địa chỉ"),
    "submitter": _("Người đến nộp"),
    "relation": _("Căn cứ nộp thay"),
    "second_party": _("Người cùng xác nhận"),
    "channel": _("Cách nộp"),
    "delivery": _("Nhận kết quả"),
}

LETTER_STATES: dict[str, LazyText] = {
    "drafted": _("Chờ lãnh đạo ký"),
    "signed": _("Đã ký"),
    "returned": _("Lãnh đạo trả lại"),
    "withdrawn": _("Tự rút"),
}
# A word beside a line of the counter.
NOTES: dict[str, LazyText] = {
    "intake": _("nộp lúc %(when)s"),
    "to_return": _("có kết quả %(day)s · %(where)s"),
    "awaiting": _("chờ từ %(day)s"),
    "answered": _("người dân đã gửi bổ sung, chờ từ %(day)s"),
    "held": _("ở bàn %(name)s"),
}

QUEUE_LABELS: dict[str, LazyText] = {
    "cho-nhan": _("Nộp qua mạng, chờ nhận"),
    "cho-tra": _("Kết quả chờ trả"),
    "cho-bo-sung": _("Chờ người dân bổ sung"),
}
# Views of the inbox, by the word in the address.
VIEWS: dict[str, LazyText] = {
    "cua-toi": _("Của tôi"),
    "moi-den": _("Mới đến"),
    "cho-bo-sung": _("Chờ bổ sung"),
    "ca-co-quan": _("Cả cơ quan"),
}

# Views of «chưa có thư».
UNSIGNED_VIEWS: dict[str, LazyText] = {"con-mo": _("Còn mở"), "da-xong": _("Đã xong")}

BAND_TITLES: dict[str, LazyText] = {
    "late": _("Đã trễ"),
    "today": _("Hạn hôm nay"),
    "near": _("Đến hết %(day)s"),
    "later": _("Còn thời gian"),
    "paused": _("Tạm dừng"),
}
BAND_HINTS: dict[str, LazyText] = {
    "late": _("soạn thư xin lỗi ngay hôm nay"),
    "today": _("trình ký sớm để kịp trước giờ hẹn"),
}

TODO: dict[str, LazyText] = {
    "open": _("Mở hồ sơ"),
    "since": _("từ %(when)s"),
    "due": _("%(hour)s %(weekday)s %(day)s"),
    "apologise": _("Chưa có thư xin lỗi."),
    "apology_waits": _("Thư xin lỗi đang chờ lãnh đạo ký."),
    "request_waits": _("Phiếu bổ sung đang chờ lãnh đạo duyệt."),
    "extended": _("Đã hẹn lại một lần, không hẹn lại được nữa. Báo lãnh đạo."),
    "held": _("Ở bàn %(name)s."),
    "step": _("Bước này xong trước %(when)s."),
    "received": _("Mới chuyển đến, chưa bắt đầu."),
    "processing": _("Đang xử lý."),
    "awaiting_supplement": _("Chờ người dân nộp thêm giấy tờ."),
    "awaiting_payment": _("Chờ người dân nộp tiền."),
    "unanswered": _("Đã hết hạn bổ sung mà chưa có trả lời. Gọi hỏi, hoặc đề nghị dừng."),
    "stop_waits": _("Đề nghị dừng đang chờ lãnh đạo xác nhận."),
    "standing": _("Đang tạm dừng; lãnh đạo cho chạy tiếp."),
    "awaiting_signature": _("Đang chờ lãnh đạo ký."),
}
SIGNING_GROUPS: dict[str, LazyText] = {
    "both": _("Kết quả kèm thư xin lỗi"),
    "apologies": _("Thư xin lỗi"),
    "supplements": _("Phiếu bổ sung"),
    "stops": _("Đề nghị dừng giải quyết"),
    "results": _("Kết quả"),
}
NEW_DAY = _("hẹn mới %(day)s")
HELD_TODAY = _("ở bàn %(name)s từ hôm nay")
HELD_DAYS = _("ở bàn %(name)s %(days)s ngày làm việc")
RECEPTION_DONE: dict[str, LazyText] = {
    "nhan": _("Đã nhận hồ sơ %(code)s. In giấy tiếp nhận (F9) và giao cho người dân."),
    "tra-ngay": _("Đã nhận và trả kết quả ngay, mã %(code)s. Không phải lập giấy hẹn; hồ sơ đã vào sổ."),
    "lap-phieu": _("Đã lập phiếu yêu cầu bổ sung, mã tạm %(code)s. In phiếu (F9) và giao cho người dân."),
    "tu-choi": _("Đã từ chối và lập phiếu, mã tạm %(code)s. In phiếu (F9) và giao cho người dân."),
}
NEXT_DUE = _("Hạn trả kết quả")

# Lines of a digest; the code stands before them.
REMINDER_LINES: dict[ReminderKind, str] = {
    ReminderKind.STEP_NEAR: "bước đang làm cần xong trước %(when)s",
    ReminderKind.STEP_PASSED: "bước đang làm lẽ ra xong lúc %(when)s",
    ReminderKind.SUPPLEMENT_UNANSWERED: "người dân không bổ sung trong hạn; xem xét đề nghị dừng giải quyết",
    ReminderKind.INTAKE_NEAR: "nộp qua mạng, nhận hoặc từ chối trước %(when)s",
    ReminderKind.INTAKE_PASSED: "nộp qua mạng, lẽ ra nhận hoặc từ chối lúc %(when)s",
}
REMINDERS_LEFT_OUT = "và %(n)s việc nữa"
IDLE_REASONS: dict[Idle, str] = {
    Idle.NOT_LATER: "Đã có lượt canh lúc %(last)s; lượt này không muộn hơn nên không làm gì.",
    Idle.UNDER_WAY: "Một lượt canh khác đang chạy nên lượt này không làm gì.",
}

# What the holder does next with a dossier in this state: the one action of a row in the inbox.
NEXT_ACTS: dict[Status, Act] = {
    Status.RECEIVED: Act.TAKE,
    Status.PROCESSING: Act.SUBMIT_FOR_SIGNATURE,
}


class Sentences:
    """What a page says when an act could not be done as asked, or was done before."""

    CHANGED = _("%(who)s vừa làm việc này lúc %(when)s: %(what)s. Chưa có gì bạn viết bị mất; xem lại rồi làm tiếp.")
    CHANGED_UNKNOWN = _("Hồ sơ vừa có thay đổi. Chưa có gì bạn viết bị mất; xem lại rồi làm tiếp.")
    USED_PAGE = _("Trang này đã dùng để làm một việc rồi. Xem lại hồ sơ bên dưới trước khi làm tiếp.")
    NO_ALLOWANCE = _(
        "Danh mục chưa ghi rõ thời hạn của thủ tục này nên chưa thể hẹn ngày. Báo người biên tập danh mục."
    )
    NOT_OFFERED = _("Lúc này không làm được việc đó với hồ sơ: nó đã sang bước khác hoặc đang ở bàn người khác.")
    OWN_LETTER = _("Người soạn thư không tự ký thư của mình. Nhờ lãnh đạo khác ký.")
    NOT_DRAFTED = _("Thư này đã được ký, trả lại hoặc tự rút.")
    ANSWERED_BEFORE = _("Câu hỏi này đã có câu trả lời hoặc không còn cần nữa.")
    READ_FIRST = _("Mở đọc văn bản trước khi ký.")
    NO_RESULT_FILE = _("Chưa có tệp kết quả để gửi. Trình ký lại kèm tệp, hoặc trả bản giấy tại quầy.")
    TOO_FAR = _("Ngày này quá xa, lịch làm việc chưa có. Chọn ngày gần hơn.")
    WILL_KEEP = _("Đã ghi: kịp hẹn.")
    WILL_BREAK = _("Đã ghi: không kịp. Thư xin lỗi đang chờ lãnh đạo ký.")
    TOLD_LEADERS = _("Đã ghi: không kịp. Hồ sơ đã hẹn lại một lần nên ngày hẹn giữ nguyên; lãnh đạo đã được báo.")
    NOTHING_PICKED = _("Đánh dấu ít nhất một văn bản đã đọc.")
    SENT_BACK = _("Đã trả lại, người soạn thấy lý do của bạn.")
    UNRECKONED = _("Chưa tính được ngày hẹn của hồ sơ này: lịch làm việc hoặc thời hạn còn thiếu. Báo quản trị.")
    UNANSWERED = _("Đã hết hạn bổ sung ngày %(day)s mà chưa nhận được giấy tờ theo %(paper)s.")
    GONE = _("Văn bản này không còn chờ bạn ký.")
