"""Against the slips that real offices print: whatever they fill in has its place on ours, and is printed there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from apps.core.paper import wording
from apps.desk.domain.papers import DocumentLine, Facts
from apps.desk.printing import JointReceipt, render, render_joint
from tests.desk import papers
from tests.desk.reading import codes, pages
from tests.procedures.shared_data import path_of

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FRAME = {
    "tieuDeTrai1": "head.issuer.superior",
    "tieuDeTrai2": "head.issuer.unit",
    "tenDiaDanh": "head.issuer.place",
    "ngayThangNam": "head.issued_at",
    "maHoSo": "head.dossier_code",
    "qrThongTinPhieu": "head.verification_url",
    "donViTiepNhan": "head.issuer.unit",
    "trichYeuHoSo": "head.procedure_name",
    "noiDungYeuCauGiaiQuyet": "head.procedure_name",
    "tenTTHC": "head.procedure_name",
    "hostPath": "head.issuer.track_address",
    "linkTraCuu": "head.issuer.track_address",
    "soDienThoaiDonVi": "head.issuer.phone",
    "chuHoSo": "applicant.name",
    "diaChiChuHoSo": "applicant.address",
    "soDienThoaiChuHoSo": "applicant.phone",
    "emailChuHoSo": "applicant.email",
    "soGiayToChuHoSo": "applicant.personal_id",
    "tenNguoiNop": "applicant.brought_by",
    "diaChiNguoiNop": "applicant.bringer_address",
    "soDienThoaiNguoiNop": "applicant.bringer_phone",
    "emailNguoiNop": "applicant.bringer_email",
    "soGiayToNguoiNop": "applicant.bringer_id",
    "nguoiNopHoSo": "applicant.brought_by",
    "chuKyDienTu": "applicant.brought_by",  # above this name they sign
}
RECEIPT = FRAME | {
    "kenhThucHien": "channel",
    "qrTraCuu": "track_url",
    "ten": "documents.0.name",
    "soBanChinh": "documents.0.originals",
    "nhanBanGiay": "documents.0.certified",
    "soBanSao": "documents.0.copies",
    "soBoHoSo": "sets",
    "thoiHanXuLyHoSo": "allowance",
    "ngayTiepNhan": "received_at",
    "ngayHenTra": "due_at",
    "nhanKetQuaTai": "return_at",
    "chuThichNhanKetQua": "return_at",  # ours says where and to which address in one line
    "nguoiTiepNhan": "received_by",
}
CERTIFICATION = RECEIPT | {
    "ten": "certified.0.name",
    "soTrang": "certified.0.pages",
    "soBanGiay": "certified.0.copies",
    "kyDienTu": "certified.2.is_electronic",
}
JOINT = RECEIPT | {"soLuongHoSo": "", "tenDonVi": "head.issuer.superior"}
SUPPLEMENT = FRAME | {
    "ten": "items.0.name",
    "soBanChinh": "items.0.originals",
    "nhanBanGiay": "items.1.certified",
    "soBanSao": "items.2.copies",
    "lyDoBoSung": "reason",
    "nguoiHuongDan": "guided_by",
}
REFUSAL = FRAME | {"lyDoTuChoi": "reason", "nguoiTuChoi": "received_by", "thoiGianNop": "submitted_at"}
CONTROL = FRAME | {
    "tenDonVi": "rows.0.receiver_unit",
    "ten": "documents.0.name",
    "soBanChinh": "documents.0.originals",
    "nhanBanGiay": "documents.1.certified",
    "soBanSao": "documents.1.copies",
    "soBoHoSo": "sets",
    "thoiHanXuLyHoSo": "allowance",
    "ngayTiepNhan": "received_at",
    "ngayHenTra": "due_at",
    "xacNhanTrungTam": "rows.0.result",
    "ngayGui": "rows.0.at",
    "nguoiXuLy": "rows.0.giver",
    "thaoTac": "rows.0.action",
    "nguoiNhan": "rows.0.receiver",
    "thoiHanNguoiGui": "rows.0.planned_at",
}
RESULT_RECEIPT = FRAME | {
    "nguoiTraKetQua": "handed_by",
    "dienThoaiNguoiTra": "handed_by_phone",
    "nguoiNhanKetQua": "collector",
    "dienThoaiNguoiNhan": "collector_phone",
    "loaiVanBanKetQua": "result",
    "trichYeuKetQua": "result",  # a result has one title, and that says what it is about
    "soKyHieuKetQua": "result_number",
    "ngayTraKetQua": "at",
    "chuKyDienTu": "collector",
}
# What repeats, and the number of its line: ours count their lines by themselves.
LOOPS = {"hoSos", "thanhPhanHoSos", "quaTrinhs", "index"}

BROUGHT = replace(
    papers.MAI,
    email="mai@example.org",
    brought_by="Lò Văn Ín",
    bringer_address="Thôn Nà Pó, xã Suối Mây",
    bringer_phone="0912 000 111",
    bringer_email="in@example.org",
    bringer_id="036092001122",
)
FULL = papers.receipt(
    applicant=BROUGHT,
    documents=(DocumentLine(name="Tờ khai theo mẫu", originals=3, certified=4, copies=5),),
    channel="Tại quầy",
    track_url="https://motcua.suoimay.example/tra-cuu/?ma=H99.71-261120-0007",
)
ONLINE = replace(FULL, is_electronic=True)
ASKED = papers.supplement_request()
ASKED = replace(ASKED, applicant=BROUGHT, items=(*ASKED.items, replace(ASKED.items[0], name="Ảnh", copies=2)))
REFUSED = papers.refusal(applicant=BROUGHT, is_electronic=True, submitted_at=AT)

# Each sample by its file, the paper of ours that stands for it, and where each of its fields is found.
SAMPLES: Mapping[str, tuple[Facts, Mapping[str, str]]] = {
    "phieutiepnhan.phoiThanhHoa": (FULL, RECEIPT),
    "phieutiepnhan.phoiVpdkddSamSon_QuangXuong": (FULL, RECEIPT),
    "phieutiepnhan.phoiVpdkddTpThanhHoa_DongSon": (FULL, RECEIPT),
    "phieutiepnhanTrucTuyen.phoiThanhHoa": (ONLINE, RECEIPT),
    "phieutiepnhanTrucTuyen.phoiVpdkddSamSon_QuangXuong": (ONLINE, RECEIPT),
    "phieutiepnhanTrucTuyen.phoiVpdkddTpThanhHoa_DongSon": (ONLINE, RECEIPT),
    "phieutiepnhan.chungthuc.phoiThanhHoa": (
        papers.certification(applicant=BROUGHT, channel="Tại quầy", track_url=FULL.track_url),
        CERTIFICATION,
    ),
    "phieutiepnhanTrucTuyen.chungthuc.phoiThanhHoa": (
        papers.certification(applicant=BROUGHT, channel="Qua mạng", track_url=FULL.track_url, is_electronic=True),
        CERTIFICATION,
    ),
    "phieuTiepNhanNhieuHoSo.phoiThanhHoa": (FULL, JOINT),
    "phieuYeuCauBoSungTrucTuyen.phoiThanhHoa": (ASKED, SUPPLEMENT),
    "phieuhuongdan.phoiThanhHoa": (ASKED, SUPPLEMENT),
    "phieutuchoi.phoiThanhHoa": (REFUSED, REFUSAL),
    "phieutuchoitiepnhantructuyen.phoiThanhHoa": (REFUSED, REFUSAL),
    "phieukiemsoat.phoiThanhHoa": (papers.control(applicant=BROUGHT), CONTROL),
    "phieuBienNhanKetQua.phoiThanhHoa": (
        papers.result_receipt(collector_phone="0912 345 678", handed_by_phone="0978 111 222"),
        RESULT_RECEIPT,
    ),
    "phieuQuaTrinhXuLy.phoiThanhHoa": (papers.control(applicant=BROUGHT), CONTROL),
}
# Papers that are no slips of the desk, and have tests of their own.
ELSEWHERE = {
    "BienLaiPhiLePhi.phoiThanhHoa",  # the receipt of a fee: tests/payments/test_receipts.py
    "phieuBanGiaoKetQua.phoiThanhHoa",  # a list of results that are handed over: tests/desk/test_lists.py
}


def samples() -> dict[str, set[str]]:
    """The merge fields of each sample template."""
    text = path_of("templates/all_templates.txt").read_text(encoding="utf-8")
    parts = re.split(r"^===== .*?([^/\n]+)\.docx$", text, flags=re.MULTILINE)[1:]
    return {name: set(re.findall(r"\{[#%/]?(\w+)\}", body)) for name, body in zip(parts[::2], parts[1::2], strict=True)}


def found(facts: Facts, path: str) -> Any:
    """What stands at this place of the facts."""
    value: Any = facts
    for name in path.split("."):
        value = value[int(name)] if name.isdecimal() else getattr(value, name)
    return value


def said(value: Any) -> str:
    """How a paper prints it."""
    if isinstance(value, datetime):
        return wording.instant_in_words(value).split(", ")[1]
    if isinstance(value, bool):
        return "có"
    return f"{value:02d}" if isinstance(value, int) and value == 1 else str(value)


def test_every_sample_and_every_field_of_it_has_its_place_on_a_paper_of_ours() -> None:
    theirs = samples()

    assert theirs.keys() == SAMPLES.keys() | ELSEWHERE
    missing = {name: theirs[name] - LOOPS - SAMPLES[name][1].keys() for name in SAMPLES}
    assert {name: fields for name, fields in missing.items() if fields} == {}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_sample_fills_in_is_printed_on_ours(name: str) -> None:
    facts, places = SAMPLES[name]
    wanted = samples()[name] - LOOPS

    pdf = (
        render_joint(receipts=[JointReceipt(facts=FULL)] * 2, at=AT)
        if places is JOINT
        else render(facts=facts, lookup_factor=papers.LOOKUP_FACTOR)
    )

    whole = " ".join(pages(pdf)).lower()
    scanned = {text for page in range(len(pages(pdf))) for text in codes(pdf, page=page).get("QRCode", set())}
    for field in sorted(wanted):
        if not places[field]:
            continue
        value = found(facts, places[field])
        if field.startswith("qr"):
            assert value in scanned, field
        elif field == "thoiHanNguoiGui":
            assert f"{wording.local(value):%H:%M, %d/%m/%Y}" in whole, field
        else:
            assert said(value).lower() in whole, (field, value)
