"""Facts to try a wording on: nobody's dossier, but one that could be."""

from __future__ import annotations

from collections.abc import Mapping

from apps.messaging.domain.kinds import PLANS, Kind

_LETTER = (
    "Kính gửi ông/bà,\n\nHồ sơ của ông/bà chưa giải quyết xong đúng hẹn vì phải chờ xác minh. Chúng tôi xin lỗi và xin "
    "hẹn lại ngày trả kết quả như trên."
)
_SAMPLES = {
    "unit": "UBND xã Suối Mây",
    "hotline": "0210 388 0001",
    "portal": "https://motcua.suoimay.example",
    "code": "H99.71-261126-0007",
    "due": "17:30, thứ Ba 01/12/2026",
    "until": "thứ Ba, 01/12/2026",
    "letter": _LETTER,
    "paper": "https://motcua.suoimay.example/xac-thuc/7KQ2M4XZ/",
    "survey": "https://motcua.suoimay.example/danh-gia/7KQ2M4XZ/",
    "answer_by": "14:00, thứ Năm 26/11/2026",
    "digits": "482 913",
    "holder": "Hà Văn Dũng",
    "amount": "8.000 đ",
    "tracking": "EE123456789VN",
    "period": "tháng 11/2026",
    "report": "https://motcua.suoimay.example/dieu-hanh/bao-cao/?ky=2026-11",
    "count": "2",
    "lines": "H99.71-261126-0007, hẹn thứ Năm 26/11/2026\nH99.71-261126-0012, hẹn thứ Sáu 27/11/2026",
}


def sample_facts(*, kind: Kind, office: Mapping[str, str]) -> dict[str, str]:
    """Every fact a kind is told; what the office knows of itself stands in it as it is."""
    return {name: office.get(name) or _SAMPLES[name] for name in PLANS[kind].common | PLANS[kind].facts}
