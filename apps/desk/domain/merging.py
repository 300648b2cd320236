"""The merge fields of papers: which facts an office may name in its own words, and how they are put in.

Put in as they are and never read again: `{{ma_ho_so}}` in a citizen's name stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apps.desk.domain.papers import SlipKind
from apps.messaging.domain.wording import Stretch, read


@dataclass(frozen=True, slots=True)
class MergeField:
    """A name in `{{…}}`, and where its value stands among the facts of the paper."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph: the office's own, or the value of a field."""

    text: str
    field: str = ""


Paragraph = tuple[Run, ...]


def _fields(**paths: str) -> tuple[MergeField, ...]:
    return tuple(MergeField(name, path) for name, path in paths.items())


# On every paper, also of a kind that is added tomorrow.
FRAME = _fields(
    co_quan="head.issuer.superior",
    bo_phan_mot_cua="head.issuer.unit",
    dia_danh="head.issuer.place",
    dien_thoai_co_quan="head.issuer.phone",
    dia_chi_tra_cuu="head.issuer.track_address",
    dia_chi_kiem_tra="head.verification_url",
    so_giay="head.number",
    ngay_lap="head.issued_at",
    ma_ho_so="head.dossier_code",
    ma_thu_tuc="head.procedure_code",
    ten_thu_tuc="head.procedure_name",
    xung_ho="applicant.addressed",
    xung_ho_trong_cau="applicant.spoken_to",
    chu_ho_so="applicant.name",
    dia_chi_chu_ho_so="applicant.address",
    dien_thoai_chu_ho_so="applicant.phone",
    email_chu_ho_so="applicant.email",
    so_giay_to_chu_ho_so="applicant.personal_id",
    nguoi_nop="applicant.brought_by",
    dia_chi_nguoi_nop="applicant.bringer_address",
    dien_thoai_nguoi_nop="applicant.bringer_phone",
    email_nguoi_nop="applicant.bringer_email",
    so_giay_to_nguoi_nop="applicant.bringer_id",
)
OF_KIND: dict[SlipKind, tuple[MergeField, ...]] = {
    SlipKind.RECEIPT: _fields(
        kenh_nop="channel",
        dia_chi_ho_so="track_url",
        giay_to="documents",
        giay_to_chung_thuc="certified",
        so_bo_ho_so="sets",
        thoi_han="allowance",
        ngay_tiep_nhan="received_at",
        ngay_hen_tra="due_at",
        noi_nhan_ket_qua="return_at",
        nguoi_tiep_nhan="received_by",
        phi_le_phi="fee",
        quyen_so="book",
        so_thu_tu="book_number",
        so_lien="is_electronic",
    ),
    SlipKind.SUPPLEMENT_REQUEST: _fields(
        giay_to="items",
        ly_do="reason",
        can_cu="legal_basis",
        han_bo_sung="answer_by_date",
        lan_yeu_cau="times",
        nguoi_huong_dan="guided_by",
        dien_thoai_huong_dan="contact_phone",
        nguoi_duyet="approved_by",
    ),
    SlipKind.REFUSAL: _fields(
        loai_ly_do="category",
        ly_do="reason",
        can_cu="legal_basis",
        nguoi_tiep_nhan="received_by",
        ngay_nop="submitted_at",
    ),
    SlipKind.APOLOGY: _fields(
        ngay_tiep_nhan="received_at",
        noi_tiep_nhan="receiving_unit",
        ngay_hen_tra="due_at",
        ngay_hen_lai="new_due_at",
        ly_do="reason",
        noi_xin_loi="apologising",
        nguoi_ky="signer",
        chuc_vu_nguoi_ky="signer_position",
    ),
    SlipKind.STOP: _fields(
        ngay_tiep_nhan="received_at",
        can_cu="basis",
        ly_do="reason",
        giay_to_tra_lai="given_back",
        noi_dung_giai_quyet="stopping",
        nguoi_ky="signer",
        chuc_vu_nguoi_ky="signer_position",
    ),
    SlipKind.CONTROL: _fields(
        ngay_tiep_nhan="received_at",
        ngay_hen_tra="due_at",
        thoi_han="allowance",
        giay_to="documents",
        so_bo_ho_so="sets",
        noi_giai_quyet="solving",
        noi_phoi_hop="cooperating",
        dang_o_don_vi="open_unit",
        nguoi_dang_giu="open_holder",
    ),
    SlipKind.RESULT_RECEIPT: _fields(
        ket_qua="result",
        so_ket_qua="result_number",
        nguoi_nhan="collector",
        dien_thoai_nguoi_nhan="collector_phone",
        quan_he_nguoi_nhan="relation",
        giay_to_nguoi_nhan="identity_checked",
        nguoi_tra="handed_by",
        dien_thoai_nguoi_tra="handed_by_phone",
        lanh_dao_trao="handed_by_leader",
        ban_chinh_tra_lai="originals",
        ngay_tra="at",
    ),
    SlipKind.APPOINTMENT: _fields(
        hen_tu="meets_from",
        hen_den="meets_until",
        noi_hen="place",
        ly_do="why",
        mang_theo="bring",
        nguoi_hen="offered_by",
    ),
}


def fields_of(kind: SlipKind) -> tuple[MergeField, ...]:
    """What a paper of this kind can fill in: its own facts first, then what stands on every paper."""
    return OF_KIND.get(kind, ()) + FRAME


def names_of(kind: SlipKind) -> frozenset[str]:
    """The names of them."""
    return frozenset(field.name for field in fields_of(kind))


def merged(*, text: str, values: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text with the values in their places, a line of the text each. An unknown field stays empty.

    Raises messaging's Unreadable.
    """
    paragraphs: list[list[Run]] = [[]]
    for stretch in read(text).stretches:
        if stretch.may_fall and not all(values.get(name) for name in stretch.facts):
            continue
        for run, ends in _runs(stretch, values):
            paragraphs[-1].append(run)
            if ends:
                paragraphs.append([])
    kept = (tuple(run for run in paragraph if run.text) for paragraph in paragraphs)
    return tuple(_begun(paragraph) for paragraph in kept if any(run.text.strip() for run in paragraph))


def _runs(stretch: Stretch, values: Mapping[str, str]) -> Iterator[tuple[Run, bool]]:
    """Each run, and whether the paragraph ends with it."""
    for piece in stretch.pieces:
        if piece.is_fact:
            yield Run(values.get(piece.text, "").replace("\n", " "), piece.text), False
            continue
        *lines, last = piece.text.split("\n")
        yield from ((Run(line), True) for line in lines)
        yield Run(last), False


def _begun(paragraph: Paragraph) -> Paragraph:
    """A paragraph that begins with a field still begins with a capital."""
    first, *rest = paragraph
    return (Run(first.text[:1].upper() + first.text[1:], first.field), *rest) if first.field else paragraph
