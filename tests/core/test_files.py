"""Names that files come with: shown in one line, saved under the ending of what they are."""

from __future__ import annotations

import pytest

from apps.core.files import CATALOGUE_TYPES, DOCX, JPEG, PDF, saved_name, shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("giấy khai sinh.pdf", "giấy khai sinh.pdf"),
        ("../../etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\Windows\\x.pdf", "x.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("giay\u202efdp.exe", "giayfdp.exe"),
        ("/", "tep"),
        ("\x00", "tep"),
    ],
)
def test_name_is_one_line_of_visible_signs(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("name", "content_type", "saved"),
    [
        ("giay.PDF", PDF, "giay.PDF"),
        ("anh.jpeg", JPEG, "anh.jpeg"),
        ("anh.heic", JPEG, "anh.jpg"),  # it was put upright
        ("don.docm", DOCX, "don.docm.docx"),
        ("x.hta", PDF, "x.hta.pdf"),
        ("hồ sơ 1.2026", PDF, "hồ sơ 1.2026.pdf"),
        (".pdf", JPEG, ".pdf.jpg"),
        ("tep", PDF, "tep.pdf"),
        ("thu-tuc.csv", CATALOGUE_TYPES["csv"], "thu-tuc.csv"),
    ],
)
def test_file_is_saved_under_the_ending_of_what_it_is(name: str, content_type: str, saved: str) -> None:
    assert saved_name(name=name, content_type=content_type) == saved
