"""Vietnamese words for layouts of papers: slots, merge fields, parts that may go, and what is wrong with a layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.layouts import Capacity, Fault, Layout, What
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.standards import OTHER, standard

SLOT_LABELS: Mapping[str, Any] = {
    "title": _("Tên giấy"),
    "opening": _("Lời mở đầu"),
    "closing": _("Lời kết"),
    "footer": _("Dòng thêm ở cuối giấy"),
    "hands": _("Chỗ ký"),
    "hidden": _("Phần không in"),
}

PART_LABELS: Mapping[str, Any] = {
    "procedure_code": _("Mã thủ tục, trong ngoặc sau tên thủ tục"),
    "paper_notes": _("Ghi chú của từng giấy tờ"),
    "fee_tiers": _("Cách tính phí chứng thực, dưới tên giấy tờ"),
    "why_asked": _("Lý do theo danh mục, sau tên từng giấy tờ"),
    "offer": _("Việc cơ quan làm thêm cho người dân"),
    "courtesy": _("Dòng thư chúc mừng, chia buồn kèm theo"),
    "sums": _("Cách tính ngày hẹn"),
    "survey": _("Mã QR chấm điểm phục vụ"),
    "motto": _("Quốc hiệu và tiêu ngữ"),
}

CAPACITY_LABELS: Mapping[Capacity, Promise] = {
    Capacity.OWN: _("Ký theo chức vụ của mình"),
    Capacity.COLLECTIVE: _("TM. (thay mặt tập thể)"),
    Capacity.DEPUTY: _("KT. (ký thay)"),
    Capacity.ORDER: _("TL. (thừa lệnh)"),
    Capacity.AUTHORISED: _("TUQ. (thừa ủy quyền)"),
}

FIELD_LABELS: Mapping[str, Promise] = {
    "co_quan": _("cơ quan"),
    "bo_phan_mot_cua": _("bộ phận một cửa"),
    "dia_danh": _("địa danh"),
    "dien_thoai_co_quan": _("điện thoại của cơ quan"),
    "dien_thoai_nguoi_nhan": _("điện thoại người nhận kết quả"),
    "dien_thoai_nguoi_tra": _("điện thoại người trả kết quả"),
    "dia_chi_tra_cuu": _("địa chỉ trang tra cứu"),
    "dia_chi_kiem_tra": _("địa chỉ trang kiểm tra giấy này"),
    "so_giay": _("số của giấy"),
    "ngay_lap": _("lúc lập giấy"),
    "ma_ho_so": _("mã hồ sơ"),
    "ma_thu_tuc": _("mã thủ tục"),
    "ten_thu_tuc": _("tên thủ tục"),
    "xung_ho": _("xưng hô, đầu câu"),
    "xung_ho_trong_cau": _("xưng hô, trong câu"),
    "chu_ho_so": _("chủ hồ sơ"),
    "dia_chi_chu_ho_so": _("địa chỉ chủ hồ sơ"),
    "dien_thoai_chu_ho_so": _("điện thoại chủ hồ sơ"),
    "email_chu_ho_so": _("email chủ hồ sơ"),
    "so_giay_to_chu_ho_so": _("số định danh chủ hồ sơ"),
    "nguoi_nop": _("người nộp thay"),
    "dia_chi_nguoi_nop": _("địa chỉ người nộp thay"),
    "dien_thoai_nguoi_nop": _("điện thoại người nộp thay"),
    "email_nguoi_nop": _("email người nộp thay"),
    "so_giay_to_nguoi_nop": _("số định danh người nộp thay"),
    "kenh_nop": _("cách nộp"),
    "dia_chi_ho_so": _("địa chỉ trang xem hồ sơ"),
    "giay_to": _("các giấy tờ, cách nhau dấu chấm phẩy"),
    "giay_to_chung_thuc": _("các giấy tờ chứng thực"),
    "so_bo_ho_so": _("số bộ hồ sơ"),
    "thoi_han": _("thời hạn giải quyết"),
    "ngay_tiep_nhan": _("ngày, giờ tiếp nhận"),
    "ngay_hen_tra": _("ngày, giờ hẹn trả"),
    "noi_nhan_ket_qua": _("nơi nhận kết quả"),
    "nguoi_tiep_nhan": _("người tiếp nhận"),
    "phi_le_phi": _("phí, lệ phí"),
    "quyen_so": _("quyển sổ theo dõi"),
    "so_thu_tu": _("số thứ tự trong sổ"),
    "so_lien": _("câu về số liên của giấy"),
    "ly_do": _("lý do"),
    "can_cu": _("căn cứ"),
    "han_bo_sung": _("ngày bổ sung chậm nhất"),
    "lan_yeu_cau": _("lần yêu cầu thứ mấy"),
    "nguoi_huong_dan": _("người hướng dẫn"),
    "dien_thoai_huong_dan": _("điện thoại người hướng dẫn"),
    "nguoi_duyet": _("người duyệt"),
    "loai_ly_do": _("loại lý do từ chối"),
    "ngay_nop": _("lúc nộp qua mạng"),
    "noi_tiep_nhan": _("nơi tiếp nhận"),
    "ngay_hen_lai": _("ngày, giờ hẹn lại"),
    "noi_xin_loi": _("cơ quan xin lỗi"),
    "nguoi_ky": _("người ký"),
    "chuc_vu_nguoi_ky": _("chức vụ người ký"),
    "giay_to_tra_lai": _("giấy tờ trả lại"),
    "noi_dung_giai_quyet": _("cơ quan dừng giải quyết"),
    "noi_giai_quyet": _("cơ quan giải quyết"),
    "noi_phoi_hop": _("cơ quan phối hợp"),
    "dang_o_don_vi": _("đơn vị đang giữ hồ sơ"),
    "nguoi_dang_giu": _("người đang giữ hồ sơ"),
    "ket_qua": _("kết quả"),
    "so_ket_qua": _("số của kết quả"),
    "nguoi_nhan": _("người nhận kết quả"),
    "quan_he_nguoi_nhan": _("quan hệ của người nhận"),
    "giay_to_nguoi_nhan": _("giấy tờ của người nhận đã xem"),
    "nguoi_tra": _("người trả kết quả"),
    "lanh_dao_trao": _("lãnh đạo trao"),
    "ban_chinh_tra_lai": _("bản chính trả lại"),
    "ngay_tra": _("lúc trả kết quả"),
    "hen_tu": _("buổi hẹn bắt đầu"),
    "hen_den": _("buổi hẹn kết thúc"),
    "noi_hen": _("nơi hẹn"),
    "mang_theo": _("thứ cần mang theo"),
    "nguoi_hen": _("người hẹn"),
}


def hand_label(*, kind: SlipKind, key: str) -> str:
    """Whose place to sign it is."""
    if key == OTHER:
        return _now("Chỗ ký thêm của cơ quan")
    role = next((hand.role for hand in standard(kind).hands if hand.key == key), "")
    return role.capitalize() or _now("Người ký giấy")


def changed_words(layout: Layout) -> list[str]:
    """What of a layout is not the standard."""
    return [str(words) for slot, words in SLOT_LABELS.items() if getattr(layout, slot)]


def fault_words(fault: Fault) -> str:
    """What is wrong, and what to do about it."""
    about = {"about": fault.about, "words": FIELD_LABELS.get(fault.about, fault.about)}
    return str(_WORDS[fault.what]) % about


_WORDS: Mapping[What, Promise] = {
    What.BRACES: _(
        "Chỗ «%(about)s» không phải là một mục điền. Mục điền viết liền trong hai ngoặc nhọn, ví dụ {{ma_ho_so}};"
        " chép lại từ danh sách bên cạnh."
    ),
    What.BRACKETS: _("Ngoặc [[ và ]] chưa thành cặp. Mỗi [[ cần một ]] đứng sau, không lồng vào nhau."),
    What.UNKNOWN_FIELD: _("Giấy này không có mục điền {{%(about)s}}. Chỉ dùng các mục trong danh sách bên cạnh."),
    What.MISSING_FIELD: _(
        "Mẫu quy định giấy này phải ghi %(words)s. Thêm {{%(about)s}} vào đây, đặt ngoài ngoặc [[ và ]]."
    ),
    What.NO_FIELDS_HERE: _("Dòng này in nguyên văn, không dùng mục điền. Bỏ dấu «%(about)s»."),
    What.TOO_LONG: _("Viết ngắn lại, nhiều nhất %(about)s ký tự."),
    What.HTML: _("Chỗ «%(about)s» giống mã HTML. Giấy chỉ in chữ thường; bỏ dấu < hoặc viết bằng lời."),
    What.STRANGE_SIGN: _("Có ký tự không in được (%(about)s). Xóa đi rồi gõ lại chỗ ấy."),
    What.FIXED_PART: _("Phần này do mẫu quy định, không bỏ được."),
    What.FIXED_HAND: _("Chỗ ký này do mẫu quy định, không bỏ được; chỉ đổi được chữ phía trên tên."),
    What.NOBODY_NAMED: _("Ghi ai ký ở chỗ này, ví dụ LÃNH ĐẠO BỘ PHẬN MỘT CỬA."),
}
