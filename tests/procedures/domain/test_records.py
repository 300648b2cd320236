"""Records as exporters leave them: glued, decorated, half empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.cleaning import Json, clean, storable, text_of
from apps.procedures.domain.codes import CodeRefused, code_of
from apps.procedures.domain.comparing import fingerprint, merged
from apps.procedures.domain.facts import SHORT_NAME, facts_of, shortened
from apps.procedures.domain.ordering import sort_key
from apps.procedures.domain.records import content_of
from apps.procedures.domain.sensitivity import is_sensitive

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
COLUMNS = ("code", "name", "field", "channels", "documents", "cases", "result", "results", "legal_basis", "steps")


def test_text_is_cleaned_of_private_signs_and_odd_blanks() -> None:
    assert clean("\uf0fc\u00a0Tờ\tkhai \u200e(mẫu)\u00ad\r\n\r\n\r\n\r\nBước  1 ") == "Tờ khai (mẫu)\n\nBước 1"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_what_a_database_cannot_store_is_left_out() -> None:
    assert storable({"a\x00": ["\ud800b", float("inf")]}) == {"a": ["b", "inf"]}


@pytest.mark.parametrize(
    ("cell", "text"), [(3, "3"), (3.0, "3"), (3.5, "3.5"), (None, ""), (True, ""), (["a", "b"], "a; b")]
)
def test_cell_reads_as_text_whatever_its_type(cell: object, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize("given_code", [" 1.014325", "1.014325\u00a0", "1.014325"])
def test_code_is_forgiven_the_blanks_around_it(given_code: str) -> None:
    assert code_of(given_code) == "1.014325"


@pytest.mark.parametrize("code", ["1.004873.000.00.00.H55", "1.004873.H55"])
def test_code_may_carry_the_tail_of_a_province(code: str) -> None:
    assert code_of(code) == code


@pytest.mark.parametrize("bad", ["1.014955-Xoa", "1.0143255", "1,014325", "", None, 1.014325, "1.01432５", "l.014325"])
def test_code_that_is_none_is_refused_by_name(bad: object) -> None:
    with pytest.raises(CodeRefused) as refusal:
        code_of(bad)

    assert refusal.value.given == (bad if isinstance(bad, str) else "")


def test_result_is_freed_from_the_page_it_was_glued_to() -> None:
    glued = (
        "Giấy phépMã: KQ.G01.000020Công văn trả lờiMã: KQ.G01.000021Từ khóaKhông có thông tinMô tảKhông có thông tin"
    )

    assert content_of({"result": glued})["results"] == [
        {"code": "KQ.G01.000020", "name": "Giấy phép"},
        {"code": "KQ.G01.000021", "name": "Công văn trả lời"},
    ]


def test_row_without_original_and_copy_is_a_note_and_no_paper() -> None:
    rows: list[Json] = [{"name": "- Tờ khai", "originals": 1}, {"name": "Số lượng: 01 bộ", "originals": 0}]

    papers = facts_of(content_of({"documents": rows})).documents

    assert [(paper.name, paper.is_note) for paper in papers] == [("Tờ khai", False), ("Số lượng: 01 bộ", True)]


def test_heading_that_arranges_papers_is_no_case() -> None:
    rows: list[Json] = [
        {"case": "* Giấy tờ phải nộp:", "name": "Tờ khai", "originals": 1},
        {"case": "* Giấy tờ phải xuất trình:", "name": "Căn cước", "originals": 1},
        {"case": "* Lưu ý:", "name": "Bản dịch phải có chứng thực", "originals": 1},
        {"case": "Trường hợp cấp lại", "name": "Giấy cũ", "originals": 1},
    ]

    papers = facts_of(content_of({"documents": rows})).documents

    assert [paper.case for paper in papers] == ["", "", "", "Trường hợp cấp lại"]
    assert [paper.name for paper in papers if paper.is_shown_only] == ["Căn cước"]
    assert [paper.name for paper in papers if paper.is_note] == ["Bản dịch phải có chứng thực"]


def test_structured_fees_win_over_the_text_that_joins_them() -> None:
    channel: Json = {"channel": "Trực tiếp", "time": "", "fee": "x; y", "fees": [{"type": "FEE", "value": 8000}]}

    (fee,) = facts_of(content_of({"channels": [channel]})).channels[0].fees

    assert (fee.text, fee.amount) == ("Phí: 8000", 8_000)


@given(st.dictionaries(st.sampled_from(COLUMNS), JSON))
def test_no_record_however_absurd_breaks_the_reader(record: dict[str, object]) -> None:
    facts = facts_of(content_of(record))  # type: ignore[arg-type]

    assert len(facts.short_name) <= SHORT_NAME


def test_silence_of_a_file_is_never_a_difference() -> None:
    held = content_of({"name": "Một thủ tục", "steps": "Bước 1", "documents": [{"name": "Tờ khai", "originals": 1}]})
    told = content_of({"name": "Một thủ tục", "steps": "Không có thông tin", "documents": []})

    assert fingerprint(merged(held=held, told=told)) == fingerprint(held)


def test_difference_is_in_the_content_and_never_in_the_source() -> None:
    one = content_of({"name": "A", "source": "here", "quality": "flattened", "steps": "đi\u0300"})
    two = content_of({"name": "A ", "source": "there", "steps": "đì"})

    assert fingerprint(one) == fingerprint(two)


def test_long_title_is_cut_between_words_and_says_so() -> None:
    long = "Thủ tục " * 150

    assert shortened(long).endswith(" Thủ…")
    assert len(shortened(long)) <= SHORT_NAME
    assert shortened("Đăng ký khai sinh") == "Đăng ký khai sinh"


def test_names_sort_as_a_vietnamese_dictionary_sorts_them() -> None:
    right = ["Da", "Dà", "Dả", "Dã", "Dá", "Dạ", "Dan", "Dăn", "Dân", "Dũng", "Đa", "Đỗ"]

    shuffled = [*right[6:], *right[:6]]

    assert sorted(shuffled, key=sort_key) == right


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("Đăng ký khai tử", True),
        ("Công nhận hộ nghèo; hộ cận nghèo", True),
        ("Cấp giấy xác nhận khuyết tật", True),
        ("Đăng ký nhận cha, mẹ, con", True),
        ("Đăng ký khai sinh", False),
        ("Đăng ký thành lập hộ kinh doanh", False),
    ],
)
def test_titles_that_tell_of_grief_or_need_are_sensitive(name: str, telling: bool) -> None:
    assert is_sensitive(name) is telling
