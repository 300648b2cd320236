"""Papers on their way in: one file a request, judged by content, refused in words, never lost and never doubled."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.core.models import StoredFile
from apps.dossiers.models import DossierDocument
from apps.dossiers.services import papers
from apps.dossiers.tasks import read_papers
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import Filer, begin, offer, page
from tests.portal.uploads import huge, paper, paper_with_script, photo, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def filer(mai: Client, office: Office, clock: Clock) -> Filer:
    return begin(mai, offer(office))


def first_paper(filer: Filer) -> int:
    return int(filer.dossier.version.documents.order_by("position")[0].pk)


def test_sent_file_is_shown_with_its_fingerprint(filer: Filer) -> None:
    answer = filer.send(file=photo("to-khai.jpg"), to=first_paper(filer))

    html = filer.see("giay-to")
    document = filer.dossier.documents.select_related("file").get()
    assert answer.status_code == 302
    assert document.file is not None
    assert document.name == "Giấy xác nhận của thôn"
    assert "Cán bộ sẽ nhìn thấy đúng những trang này." in html
    assert f"/tep/{document.file.address}/trang/1/" in html
    assert f"SHA-256 {document.file.sha256[:8]} … {document.file.sha256[-8:]}" in html
    assert "Đã gửi 1 tệp" in html


def test_photographs_of_one_paper_become_one_pdf_and_other_files_stand_beside_it(filer: Filer) -> None:
    for shade in (10, 20, 30):
        filer.send(file=photo(shade=shade), to=first_paper(filer))
    filer.send(file=paper(), to=first_paper(filer))

    html = filer.see("giay-to")
    assert "Đã gửi 2 tệp" in html
    assert "3 trang" in html
    assert {document.file.content_type for document in filer.dossier.documents.select_related("file")} == {  # type: ignore[union-attr]
        "application/pdf"
    }


def test_same_file_sent_again_is_kept_once(filer: Filer) -> None:
    for _ in range(2):
        filer.send(file=photo(), to=first_paper(filer))

    assert filer.dossier.documents.count() == 1


def test_type_is_judged_by_content(filer: Filer) -> None:
    filer.send(file=paper("anh.jpg"), to=first_paper(filer))

    stored = StoredFile.objects.get()
    assert (stored.content_type, stored.original_name) == ("application/pdf", "anh.jpg")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (program(), "không đúng loại. Chỉ nhận ảnh JPG, PNG, HEIC, tệp PDF hoặc Word DOCX"),
        (SimpleUploadedFile("trong.pdf", b""), "không có gì bên trong"),
        (SimpleUploadedFile("ghi.txt", "xin chào".encode()), "không đúng loại"),
        (SimpleUploadedFile("<script>.svg", b"<svg onload=alert(1)>"), "không đúng loại"),
    ],
    ids=["program", "empty", "text", "svg"],
)
def test_what_is_plainly_no_paper_is_refused_at_once(filer: Filer, file: SimpleUploadedFile, said: str) -> None:
    filer.send(file=photo(), to=first_paper(filer))

    answer = filer.send(file=file, to=first_paper(filer))

    html = page(answer)
    assert answer.status_code == 422
    assert said in html
    assert "<script>.svg" not in html
    assert "Đã gửi 1 tệp" not in html  # the paper that was refused says so instead
    assert filer.dossier.documents.count() == 1


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (paper_with_script(), "có chứa chương trình chạy kèm"),
        (SimpleUploadedFile("hong.pdf", b"%PDF-1.7 oops"), "không mở được"),
    ],
    ids=["script", "damaged"],
)
def test_what_a_worker_refuses_is_said_at_its_paper(filer: Filer, file: SimpleUploadedFile, said: str) -> None:
    answer = filer.send(file=file, to=first_paper(filer), is_read=False)
    before = filer.see("giay-to")
    read_papers()
    after = filer.see("giay-to")

    assert answer.status_code == 302
    assert "Đang kiểm tra" in before
    assert said not in before
    assert said in after
    assert "Có tệp không nhận được" in after
    assert "Còn thiếu 1 giấy" in filer.see("xem-lai")
    address = StoredFile.objects.get().address
    assert filer.browser.get(f"/tep/{address}/").status_code == 404


def test_fifty_megabytes_are_refused_in_words(filer: Filer) -> None:
    answer = filer.send(file=huge(), to=first_paper(filer))

    assert answer.status_code == 422
    assert "quá lớn. Chụp hoặc quét lại nhỏ hơn" in page(answer)
    assert not StoredFile.objects.exists()


def test_pressing_send_without_a_file_says_so(filer: Filer) -> None:
    answer = filer.browser.post(filer.address("giay-to"), {"gui": str(first_paper(filer))})

    assert answer.status_code == 422
    assert "Chọn một tệp rồi bấm gửi" in page(answer)


def test_paper_without_a_place_is_named_by_its_sender(filer: Filer) -> None:
    unnamed = filer.send(file=photo(), to="khac")
    filer.send(file=photo(), to="khac", name="Giấy xác nhận của thôn")

    assert unnamed.status_code == 422
    assert "Viết tên giấy" in page(unnamed)
    assert filer.dossier.documents.get().name == "Giấy xác nhận của thôn"


def test_file_can_be_taken_out_again(filer: Filer) -> None:
    filer.send(file=photo(), to=first_paper(filer))
    document = filer.dossier.documents.get()

    filer.browser.post(filer.address("giay-to"), {"bo": str(document.pk)})

    assert not filer.dossier.documents.exists()  # nothing was handed in yet: nothing is remembered
    assert "SHA-256" not in filer.see("giay-to")


@pytest.mark.parametrize("fields", [{"gui": "99999999"}, {"gui": "x"}, {"bo": "x"}, {"bo": "9" * 40}, {}])
def test_tampered_button_is_not_found(filer: Filer, fields: dict[str, Any]) -> None:
    assert filer.browser.post(filer.address("giay-to"), fields).status_code == 404


def test_papers_of_another_procedure_are_not_accepted(filer: Filer, office: Office) -> None:
    other = factories.offering(agency=office.agency, name="Khác")
    foreign = factories.version_of(other).documents.order_by("position")[0]

    answer = filer.send(file=photo(), to=foreign.pk)

    assert answer.status_code == 404
    assert not DossierDocument.objects.exists()


def test_a_dossier_holds_no_more_than_sixty_files(filer: Filer, clock: Clock) -> None:
    by = walking.citizen(filer.dossier.submitter)
    stored = StoredFile.objects.create(
        address="a", storage_name="a", original_name="a", content_type="image/png", size=1, sha256="0" * 64,
        uploaded_by=by.key, created_at=clock.at,
    )  # fmt: skip
    for number in range(60):
        papers.attach(
            dossier_id=filer.dossier.pk, required=None, name=f"Giấy {number}", file=stored, by=by, at=clock.at
        )

    answer = filer.send(file=photo(), to=first_paper(filer))

    assert answer.status_code == 422
    assert "đã có 60 tệp. Mang giấy còn lại đến quầy" in page(answer)


def test_notes_of_the_law_are_read_and_not_sent(filer: Filer) -> None:
    filer.dossier.version.documents.filter(position=2).update(is_note=True, name="Xuất trình Căn cước khi đến quầy")

    html = filer.see("giay-to")

    assert "Xuất trình Căn cước khi đến quầy" in html
    assert html.count('type="file"') == 2


def test_file_opens_for_who_sent_it_and_for_nobody_else(filer: Filer, neighbour: Client) -> None:
    filer.send(file=photo("to-khai.jpg"), to=first_paper(filer))
    document = filer.dossier.documents.select_related("file").get()
    assert document.file is not None
    address = f"/tep/{document.file.address}/"

    mine = filer.browser.get(address)

    assert (mine.status_code, mine.headers["Content-Type"]) == (200, "application/pdf")
    assert filer.browser.get(f"{address}trang/1/").headers["Content-Type"] == "image/jpeg"
    assert filer.browser.get(f"{address}trang/2/").status_code == 404
    assert neighbour.get(f"{address}trang/1/").status_code == 404
    assert mine.headers["X-Content-Type-Options"] == "nosniff"
    assert neighbour.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert filer.browser.get("/tep/khong-co/").status_code == 404


def test_removed_file_does_not_open(filer: Filer) -> None:
    filer.send(file=photo(), to=first_paper(filer))
    document = filer.dossier.documents.select_related("file").get()
    assert document.file is not None
    filer.browser.post(filer.address("giay-to"), {"bo": str(document.pk)})

    assert filer.browser.get(f"/tep/{document.file.address}/").status_code == 404


def test_what_is_declared_on_the_screen_or_only_shown_need_not_be_sent(
    mai: Client, office: Office, clock: Clock
) -> None:
    asked = ("Tờ khai đăng ký", "Thẻ Căn cước", "Giấy xác nhận của thôn", "Giấy ủy quyền (nếu có)")
    offering = factories.offering(agency=office.agency, documents=asked)
    factories.version_of(offering).documents.filter(name="Thẻ Căn cước").update(is_shown_only=True)
    filer = begin(mai, offering)

    wanted, aside = filer.see("giay-to").split("Giấy khác, chỉ gửi nếu đúng trường hợp của bạn")
    review = filer.see("xem-lai")

    assert [name in wanted for name in asked] == [False, False, True, False]
    assert "bạn đã khai trên màn hình, không phải gửi" in aside
    assert "cho xem ở quầy khi cần, không phải gửi" in aside
    assert "Còn thiếu 1 giấy" in review
