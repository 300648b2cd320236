"""Papers asked for against papers on the table."""

from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.checklist import Paper, check, is_only_if

PAPERS = (
    Paper(key=1, name="Tờ khai đăng ký khai sinh"),
    Paper(key=2, name="Giấy chứng sinh", originals=1, copies=1),
    Paper(key=3, name="Văn bản ủy quyền (nếu có)", if_any=True),
    Paper(key=4, name="Số lượng: 01 bộ", originals=0, is_note=True),
)


def test_missing_papers_are_said_in_words() -> None:
    checked = check(papers=PAPERS, ticked={1})

    assert checked.words == ("Giấy chứng sinh (1 bản chính, 1 bản sao)",)
    assert not checked.is_complete


def test_paper_asked_of_some_only_does_not_hold_a_dossier_up() -> None:
    checked = check(papers=PAPERS, ticked={1, 2})

    assert checked.is_complete
    assert [paper.key for paper in checked.optional_left] == [3]


def test_law_words_show_who_must_bring_a_paper() -> None:
    assert is_only_if("Văn bản ủy quyền (nếu có)")
    assert is_only_if("Trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng")
    assert not is_only_if("Tờ khai đăng ký khai sinh")
    assert not is_only_if("Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng")


@given(st.sets(st.integers(1, 4)), st.sets(st.integers(1, 4)))
def test_ticking_more_never_leaves_more_missing(ticked: set[int], more: set[int]) -> None:
    before = set(check(papers=PAPERS, ticked=ticked).missing)
    after = set(check(papers=PAPERS, ticked=ticked | more).missing)

    assert after <= before
