"""Papers in an office's own words: what it changed is printed, what the form asks for cannot go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from apps.desk import printing
from apps.desk.domain.layouts import Capacity, Hand, Layout, standard_hands
from apps.desk.domain.merging import names_of
from apps.desk.domain.papers import Facts, Party, SlipKind
from apps.desk.domain.standards import OTHER, PARTS
from apps.desk.labels.layouts import FIELD_LABELS, PART_LABELS, hand_label
from apps.desk.printing.specimens import addresses_of_kinds, standard_title
from tests.desk import papers
from tests.desk.reading import beyond_the_margin, pages

ALL: dict[SlipKind, Facts] = {
    facts.kind: facts
    for facts in (
        *(papers.receipt(), papers.supplement_request(approved_by="Lương Văn Bình"), papers.refusal()),
        *(papers.apology(), papers.stop(), papers.control(), papers.result_receipt()),
        papers.appointment(),
    )
}
# What the form of each paper asks for, as it stands on the paper; of all of them number, codes and who it is for.
ASKED_FOR: dict[SlipKind, tuple[str, ...]] = {
    SlipKind.RECEIPT: (
        *("Tờ khai cấp Giấy xác nhận", "03 ngày làm việc", "17 giờ 30 phút", "09 giờ 42 phút", "Quầy trả kết quả"),
        *("15.000", "01/2026", "4218", "Vi Thị Hạnh"),
    ),
    SlipKind.SUPPLEMENT_REQUEST: ("Quyết định ly hôn", "Ngày sinh trên tờ khai", "Vi Thị Hạnh", "Lương Văn Bình"),
    SlipKind.REFUSAL: ("Không thuộc phạm vi tiếp nhận", "Thửa đất nằm ở xã Nậm Khao", "Vi Thị Hạnh"),
    SlipKind.APOLOGY: ("Lý A Páo", "Chờ Công an xã", "thành thật xin lỗi", "25 tháng 11", "CHỦ TỊCH", "Lương Văn Bình"),
    SlipKind.STOP: ("Đơn đề nghị rút hồ sơ", "dừng giải quyết hồ sơ này", "15.000 đồng", "Lương Văn Bình"),
    SlipKind.CONTROL: ("Bộ phận Tư pháp", "Trình ký", "Quá hạn", "05 ngày làm việc"),
    SlipKind.RESULT_RECEIPT: ("112/GXN-UBND", "Lò Thị Ngân", "Vi Thị Hạnh", "Đã quét thẻ căn cước"),
    SlipKind.APPOINTMENT: ("07 giờ 30 phút", "26 tháng 11", "Quyết định ly hôn, bản chính", "Tên trong quyết định"),
}
WORDS = st.text(alphabet="abc <>&{}\n", max_size=30)


def _layouts(kind: SlipKind) -> st.SearchStrategy[Layout]:
    """Any layout at all, also those that no form would let through."""
    text = st.one_of(st.just(""), st.sampled_from(sorted(names_of(kind))).map(lambda name: f"Xin {{{{{name}}}}}"))
    hand = st.builds(
        Hand,
        key=st.sampled_from([one.key for one in standard_hands(kind)]),
        role=st.sampled_from(["", "AI ĐÓ"]),
        capacity=st.sampled_from(Capacity),
        on_behalf_of=st.sampled_from(["", "CHỦ TỊCH"]),
        is_shown=st.booleans(),
        name=WORDS,
    )
    return st.builds(
        Layout,
        title=st.sampled_from(["", "Tên khác"]),
        opening=text,
        closing=text,
        footer=text,
        hidden=st.lists(st.sampled_from([*PARTS, "documents", "due", "reason", "barcode"])).map(tuple),
        hands=st.lists(hand, max_size=5).map(tuple),
    )


@pytest.mark.parametrize("kind", SlipKind)
@hypothesis_settings(max_examples=10)
@given(data=st.data())
def test_no_layout_takes_away_what_the_form_asks_for(kind: SlipKind, data: st.DataObject) -> None:
    if kind not in ALL:
        return
    facts, layout = ALL[kind], data.draw(_layouts(kind))

    page = printing.html(facts=facts, layout=layout).replace("\xa0", " ")

    head = facts.head
    trace = (f"Mẫu {kind.form}, " if kind.form else "") + (f"số {head.number}" if kind.form else head.number)
    for words in (trace, head.dossier_code, head.head_hash, facts.applicant.name, *ASKED_FOR[kind]):
        assert words in page, words
    assert ("<svg" in page, "Mã vạch" in page) == (True, True)
    if kind.form:
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page


def test_changed_words_places_to_sign_and_footer_are_on_the_paper() -> None:
    layout = Layout(
        title="Giấy biên nhận hồ sơ",
        opening="Kính chào {{xung_ho_trong_cau}} {{chu_ho_so}}.",
        closing="Hồ sơ {{ma_ho_so}} trả tại {{noi_nhan_ket_qua}}.[[ Email: {{email_chu_ho_so}}.]]\nXin cảm ơn.",
        footer="Đường dây nóng {{dien_thoai_co_quan}}",
        hidden=("procedure_code", "sums", "survey"),
        hands=(
            Hand(key="receiver", role="CÁN BỘ MỘT CỬA"),
            Hand(key=OTHER, role="GIÁM ĐỐC", capacity=Capacity.ORDER, on_behalf_of="CHỦ TỊCH", name="Hoàng Thị Nết"),
        ),
    )

    page, kept = pages(pdf := printing.render(facts=papers.receipt(), layout=layout))

    for words in (
        *("GIẤY BIÊN NHẬN HỒ SƠ", "Kính chào bà Lò Thị Mai.", "Đường dây nóng 0205 3800 100", "CÁN BỘ MỘT CỬA"),
        *("Ghi chú: Hồ sơ H99.71-261120-0007 trả tại Quầy trả kết quả. Xin cảm ơn.", "TL. CHỦ TỊCH", "Hoàng Thị Nết"),
    ):
        assert words in page
        assert words in kept
    assert page.index("CÁN BỘ MỘT CỬA") < page.index("NGƯỜI NỘP HỒ SƠ")
    for gone in ("kết quả. Email", "1.004873", "bỏ 24/11", "Chấm điểm phục vụ", "Giấy lập thành 02 liên"):
        assert gone not in page
    assert beyond_the_margin(pdf) == []


def test_letters_of_an_office_are_letters() -> None:
    """A layout that got past every form is still no template and no HTML."""
    layout = Layout(closing="<script>alert(1)</script> {{chu_ho_so}}", title="<i>x</i>", footer="{{co_quan}} & bạn")

    page = printing.html(facts=replace(papers.refusal(), applicant=Party(name="<b>{{co_quan}}</b>")), layout=layout)

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;{{co_quan}}&lt;/b&gt;" in page
    assert "&lt;I&gt;X&lt;/I&gt;" in page


def test_leader_who_hands_over_has_a_place_only_where_one_did() -> None:
    layout = Layout(hands=(Hand(key="leader"), *standard_hands(SlipKind.RESULT_RECEIPT)[:2]), hidden=("motto",))

    told = printing.html(facts=papers.result_receipt(), layout=layout)
    alone = printing.html(facts=papers.result_receipt(handed_by_leader=""), layout=layout)

    assert told.index("LÃNH ĐẠO TRAO KẾT QUẢ") < told.index("NGƯỜI NHẬN KẾT QUẢ")
    assert "LÃNH ĐẠO TRAO KẾT QUẢ" not in alone
    assert "CỘNG HÒA" not in told


def test_deputy_signs_for_the_chairman_and_the_chairman_for_himself() -> None:
    layout = Layout(hands=(Hand(key="signer", role="AI ĐÓ", capacity=Capacity.DEPUTY, on_behalf_of="CHỦ TỊCH"),))

    deputy = printing.html(facts=papers.apology(signer_position="PHÓ CHỦ TỊCH"), layout=layout)

    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in deputy
    assert "AI ĐÓ" not in deputy
    assert "KT. CHỦ TỊCH" not in printing.html(facts=papers.apology(), layout=layout)


def test_every_field_part_and_place_has_a_name_for_people() -> None:
    assert {name for kind in SlipKind for name in names_of(kind)} <= FIELD_LABELS.keys()
    assert PARTS.keys() == PART_LABELS.keys()
    for kind in SlipKind:
        assert all(hand_label(kind=kind, key=hand.key) for hand in standard_hands(kind))
        assert standard_title(kind)
    assert len(addresses_of_kinds()) == len(SlipKind)
