"""What forms 01 to 06 have in common: frame, codes, marks, and calm in the face of odd input."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from django.utils import translation

from apps.desk import printing
from apps.desk.domain.papers import Facts, Party, SupplementLine
from apps.procedures.printing import DEMO_MARK
from tests.desk import papers
from tests.desk.reading import beyond_the_margin, codes, pages, printed

ALL = [
    *(papers.receipt(), papers.supplement_request(), papers.refusal(), papers.apology()),
    *(papers.stop(), papers.control(rows=papers.control().rows[:2])),
]
REPRINT = printing.Reprint(printed_at=datetime(2026, 11, 23, 1, 5, tzinfo=UTC), printed_by="Hoàng Thị Nết")


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_ordinary_paper_fits_one_sheet_a_copy(facts: Facts) -> None:
    pdf = printed(facts)

    assert len(pages(pdf)) == (2 if facts.kind == "receipt" else 1)
    assert beyond_the_margin(pdf) == []


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_paper_has_the_frame_of_a_decree(facts: Facts) -> None:
    page = pages(printed(facts))[0]

    assert "UBND XÃ SUỐI MÂY TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ SUỐI MÂY" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in page
    assert "Suối Mây, ngày 20 tháng 11 năm 2026" in page
    assert f"Số: {facts.head.number}" in page
    assert printing.title_of(facts=facts).upper() in page


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_paper_can_be_checked_by_its_codes_and_head_hash(facts: Facts) -> None:
    pdf = printed(facts)

    found = codes(pdf)
    assert papers.VERIFY in found["QRCode"]
    assert found["Code128"] == {facts.head.dossier_code}
    for page in pages(pdf):
        assert f"Mẫu {facts.kind.form}, số {facts.head.number} · hồ sơ {facts.head.dossier_code}" in page
        assert "dấu lịch sử 3f9a1b2c4d5e6f70" in page


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_verification_code_names_nobody(facts: Facts) -> None:
    for address in codes(printed(facts))["QRCode"]:
        assert facts.head.dossier_code not in address
        assert facts.applicant.phone.replace(" ", "") not in address


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_paper_of_the_fictional_commune_says_so_on_every_page(facts: Facts) -> None:
    real = replace(facts, head=replace(facts.head, issuer=replace(papers.ISSUER, is_demo=False)))

    assert all(page.count(DEMO_MARK) == 1 for page in pages(printed(facts)))
    assert all(DEMO_MARK not in page for page in pages(printed(real)))


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_reprint_says_when_and_by_whom_and_the_first_print_does_not(facts: Facts) -> None:
    first, again = (pages(printing.render(facts=facts, reprint=reprint)) for reprint in (None, REPRINT))

    mark = "BẢN IN LẠI lúc 08 giờ 05 phút, ngày 23 tháng 11 năm 2026. Người in: Hoàng Thị Nết"
    assert len(again) == len(first)
    assert all(mark in page and "bản in lại" in page for page in again)
    assert not any("IN LẠI" in page or "in lại" in page for page in first)


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_same_facts_give_the_same_bytes(facts: Facts) -> None:
    assert printed(facts) == printing.render(facts=type(facts).from_json(facts.to_json()))


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_paper_is_tagged_vietnamese_with_named_pictures(facts: Facts) -> None:
    pdf = printed(facts)

    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"]
    kinds, named = structure(root["/StructTreeRoot"]["/K"][0])
    assert "/H1" in kinds
    assert kinds.count("/Figure") == len(named) >= 2
    assert f"Mã vạch {facts.head.dossier_code}" in named


def structure(element: pypdf.generic.PdfObject) -> tuple[list[str], list[str]]:
    """Kinds of all elements below this one, and the names of pictures among them."""
    here = element.get_object()
    if not isinstance(here, pypdf.generic.DictionaryObject):
        return [], []
    kinds, named = [str(here.get("/S", ""))], [str(here["/Alt"])] if "/Alt" in here else []
    children = here.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        below, names = structure(child)
        kinds += below
        named += names
    return kinds, named


def test_title_of_1192_characters_is_printed_whole_inside_the_margins() -> None:
    name = ("Thủ tục cấp, cấp lại, điều chỉnh giấy phép trong trường hợp đặc biệt; " * 20)[:1192].strip()

    for facts in ALL:
        pdf = printed(replace(facts, head=replace(facts.head, procedure_name=name)))
        assert name in " ".join(pages(pdf))
        assert beyond_the_margin(pdf) == []


def test_word_without_blanks_is_broken_rather_than_cut() -> None:
    word = "https://example.vn/" + "a" * 300

    pdf = printed(papers.supplement_request(reason=word, items=(SupplementLine(name=word),)))

    assert "".join(pages(pdf)).replace(" ", "").count(word) == 2
    assert beyond_the_margin(pdf) == []


@pytest.mark.parametrize("facts", ALL, ids=lambda facts: facts.kind.value)
def test_script_in_a_name_is_only_a_name(facts: Facts) -> None:
    name = '<script>alert("1")</script><b>Mai</b> & \' {{ facts }}'

    page = pages(printed(replace(facts, applicant=replace(facts.applicant, name=name))))[0]

    assert name in page


@pytest.mark.parametrize("name", ["\x00\x07Mai\x1b", "Mai\u202e\u200d", "漢字 🎉", "\ud83d\ude00Mai", "", "a\nb\tc"])
def test_strange_characters_do_not_stop_the_press(name: str) -> None:
    pdf = printed(papers.refusal(applicant=Party(name=name)))

    assert "PHIẾU TỪ CHỐI" in pages(pdf)[0]


def test_paper_is_vietnamese_whatever_language_the_reader_chose() -> None:
    facts = papers.refusal()
    with translation.override("en"):
        english = printing.html(facts=facts)

    assert english == printing.html(facts=facts)


def test_template_leaves_no_name_unfilled() -> None:
    for facts in ALL:
        assert not re.search(r"None|True|False|\{\{|&lt;", printing.html(facts=facts))
