"""How long a paper is kept, and what may stand on the label of a folder (apps/desk/domain/shelves.py)."""

from __future__ import annotations

import pytest

from apps.desk.domain.shelves import CountedFrom, NotAFolderCode, Retention, folder_code, last_year, outlasts
from apps.officials.domain.settings import REGISTRY

NEXT, SAME = CountedFrom.NEXT_YEAR, CountedFrom.CLOSING_YEAR


def test_term_runs_from_the_first_of_january_after_closing() -> None:
    assert last_year(closed=2026, retention=Retention.YEARS_10, counted_from=NEXT) == 2036
    assert last_year(closed=2026, retention=Retention.YEARS_10, counted_from=SAME) == 2035
    assert last_year(closed=2026, retention=Retention.PERMANENT, counted_from=NEXT) is None


def test_paper_lies_in_no_folder_that_ends_before_it() -> None:
    assert outlasts(None, 2036)
    assert outlasts(2037, 2036)
    assert not outlasts(2036, 2036)
    assert not outlasts(2036, None)
    assert not outlasts(None, None)


def test_settings_offer_every_term_and_both_ways_of_counting() -> None:
    assert REGISTRY["retention"].choices == tuple(Retention)
    assert REGISTRY["retention_counted_from"].choices == tuple(CountedFrom)


def test_code_of_a_folder_is_read_as_it_is_printed() -> None:
    assert folder_code(" tl–2026-0007 ") == "TL-2026-0007"
    for wrong in ("", "a", "có dấu", "TL/7", "H99.71-261120-0007", "x" * 31):
        with pytest.raises(NotAFolderCode):
            folder_code(wrong)
