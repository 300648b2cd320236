"""Papers as their sender works on them: pages in order, parts that resume, waiting, earlier papers once more."""

from __future__ import annotations

import base64
import hashlib
import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.accounts.models import User
from apps.core import uploading
from apps.core.limits import count
from apps.core.models import StoredFile, Upload
from apps.dossiers.domain.digitisation import Digitisation, digitisation
from apps.dossiers.domain.status import Status
from apps.dossiers.models import DocumentPage, DossierDocument
from apps.dossiers.tasks import read_papers
from apps.portal.views import uploads
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import Filer, begin, file, offer, page, ready
from tests.portal.uploads import paper, photo
from tests.sizes import pick

pytestmark = pytest.mark.django_db
TUS: dict[str, str] = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def filer(mai: Client, office: Office, clock: Clock) -> Filer:
    return begin(mai, offer(office))


def first_paper(filer: Filer) -> int:
    return int(filer.dossier.version.documents.order_by("position")[0].pk)


def press(filer: Filer, **fields: str) -> Any:
    answer = filer.browser.post(filer.address("giay-to"), fields)
    read_papers()
    return answer


def pages(filer: Filer) -> list[tuple[str, int]]:
    rows = DocumentPage.objects.filter(document__dossier=filer.dossier).order_by("position")
    return [(row.source.original_name, row.turn) for row in rows.select_related("source")]


# pages


def test_pages_move_turn_and_go_and_pressing_twice_is_pressing_once(filer: Filer) -> None:
    for number in (1, 2, 3):
        filer.send(file=photo(f"{number}.jpg", shade=40 * number), to=first_paper(filer))
    one, two, three = (page.pk for page in DocumentPage.objects.order_by("position"))
    before = filer.dossier.documents.get().file

    for _ in range(2):
        press(filer, doi=f"{three}-1")
        press(filer, xoay=f"{one}-90")
        press(filer, **{"bo-trang": str(two)})

    after = filer.dossier.documents.select_related("file").get().file
    assert pages(filer) == [("3.jpg", 0), ("1.jpg", 90)]
    assert before is not None
    assert after is not None
    assert (after.pages, after.pictures, after.sha256 != before.sha256) == (2, 2, True)


def test_pages_are_their_senders_alone_and_stand_once_handed_in(mai: Client, neighbour: Client, office: Office) -> None:
    filer = ready(mai, offer(office))
    page_id = DocumentPage.objects.get(document__dossier=filer.dossier).pk
    assert neighbour.post(filer.address("giay-to"), {"bo-trang": str(page_id)}).status_code == 404
    filer.say("nguoi-nop", whose="ban-than", phone="0978 111 312", address="Thôn Nà Lạn")

    file(filer)
    press(filer, **{"bo-trang": str(page_id)})

    assert DocumentPage.objects.filter(pk=page_id).exists()


# waiting


def test_filing_waits_for_what_is_not_judged_says_so_and_loses_nothing(mai: Client, office: Office) -> None:
    filer = ready(mai, offer(office))
    filer.send(file=paper(), to=first_paper(filer), is_read=False)

    early = file(filer)
    review = page(early)
    read_papers()
    late = file(filer)

    assert early.status_code == 422
    assert "Còn 1 giấy đang được kiểm tra" in review
    assert late.status_code == 302
    dossier = filer.dossier
    assert dossier.status == Status.SUBMITTED
    digests = dossier.events.get(action="submit").facts["documents"]
    assert sorted(digests) == sorted(dossier.documents.values_list("file__sha256", flat=True))
    assert f"SHA-256 {digests[0][:8]} … {digests[0][-8:]}" in page(mai.get(f"/nop/ho-so/{filer.reference}/da-nop/"))


def test_unjudged_file_opens_for_its_sender_and_for_nobody_else(filer: Filer, office: Office) -> None:
    filer.send(file=paper(), to=first_paper(filer), is_read=False)
    address = StoredFile.objects.get().address
    filer.dossier.documents.update(filed_at=None)

    mine = filer.browser.get(f"/tep/{address}/")

    assert mine.status_code == 200
    StoredFile.objects.update(uploaded_by="citizen:0")
    assert filer.browser.get(f"/tep/{address}/").status_code == 404


# parts


def begin_upload(browser: Client, content: bytes, name: str = "giấy.pdf") -> str:
    said = {
        "Upload-Length": str(len(content)),
        "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
    }
    answer = browser.post("/tai-len/", headers=TUS | said)
    assert answer.status_code == 201
    return str(answer.headers["Location"])


def send_part(browser: Client, address: str, offset: int, part: bytes) -> Any:
    headers = TUS | {"Upload-Offset": str(offset)}
    return browser.patch(address, part, content_type="application/offset+octet-stream", headers=headers)


def offset(browser: Client, address: str) -> int:
    return int(browser.head(address, headers=TUS).headers["Upload-Offset"])


def test_upload_cut_anywhere_goes_on_and_arrives_whole(filer: Filer) -> None:
    chance, cuts = random.Random(7), pick(sample=25, full=500)
    content = paper().read() + b"\n%" + chance.randbytes(40_000)
    address, there = begin_upload(filer.browser, content), 0

    for _ in range(cuts):
        there = offset(filer.browser, address)
        send_part(filer.browser, address, there, content[there : there + chance.randrange(len(content) // cuts)])
        assert not StoredFile.objects.exists()
        assert not filer.dossier.documents.exists()
    there = offset(filer.browser, address)
    last = send_part(filer.browser, address, there, content[there:])
    claim = {"gui": str(first_paper(filer)), "da_tai": address.split("/")[2]}
    answers = [filer.browser.post(filer.address("giay-to"), claim).status_code for _ in range(2)]
    read_papers()

    assert last.headers["Upload-Offset"] == str(len(content))
    assert answers == [302, 302]
    stored = StoredFile.objects.get()
    assert (stored.sha256, stored.original_name) == (hashlib.sha256(content).hexdigest(), "giấy.pdf")
    assert (stored.state, filer.dossier.documents.count(), Upload.objects.count()) == ("clean", 1, 0)


def test_half_an_upload_is_no_file_and_says_what_to_do(filer: Filer) -> None:
    address = begin_upload(filer.browser, b"%PDF-" + b"0" * 1000)
    send_part(filer.browser, address, 0, b"%PDF-")

    answer = press(filer, gui=str(first_paper(filer)), da_tai=address.split("/")[2])

    assert answer.status_code == 422
    assert "phần đã gửi không phải gửi lại" in page(answer)
    assert not StoredFile.objects.exists()


def test_upload_that_another_press_has_just_taken_is_no_fault(filer: Filer) -> None:
    content = paper().read()
    address = begin_upload(filer.browser, content)
    send_part(filer.browser, address, 0, content)
    uploading.drop_parts(address=address.split("/")[2])  # what the faster press leaves when it has committed

    answer = press(filer, gui=str(first_paper(filer)), da_tai=address.split("/")[2])

    assert answer.status_code == 422
    assert "Tệp chưa đến nơi. Chọn lại rồi gửi lại." in page(answer)


def test_sending_without_end_is_stopped(filer: Filer, clock: Clock) -> None:
    owner = uploading.owner_of(user_id=User.objects.get(person=filer.dossier.submitter).pk)
    for _ in range(uploads.SENDINGS.tries):
        count(limits=[(uploads.SENDINGS, owner)], at=clock.at)

    assert filer.send(file=paper(), to=first_paper(filer)).status_code == 429
    assert not filer.dossier.documents.exists()


def test_upload_is_its_owners_alone(filer: Filer, neighbour: Client) -> None:
    content = paper().read()
    address = begin_upload(filer.browser, content)
    send_part(filer.browser, address, 0, content)

    assert neighbour.head(address, headers=TUS).status_code == 404
    assert send_part(neighbour, address, 0, b"x").status_code == 404
    assert neighbour.delete(address, headers=TUS).status_code == 404
    assert Client().head(address, headers=TUS).status_code == 302
    theirs = begin(neighbour, filer.dossier.offering)
    assert press(theirs, gui=str(first_paper(theirs)), da_tai=address.split("/")[2]).status_code == 422
    assert offset(filer.browser, address) == len(content)
    assert filer.browser.delete(address, headers=TUS).status_code == 204
    assert filer.browser.head(address, headers=TUS).status_code == 404


def test_what_is_not_spoken_here_is_refused_by_number(filer: Filer) -> None:
    browser, address = filer.browser, begin_upload(filer.browser, b"12345")
    stream = "application/offset+octet-stream"

    assert browser.post("/tai-len/").status_code == 412
    assert browser.post("/tai-len/", headers=TUS | {"Upload-Length": "-1"}).status_code == 400
    assert browser.post("/tai-len/", headers=TUS | {"Upload-Length": str(10**9)}).status_code == 413
    assert "quá lớn" in page(browser.post("/tai-len/", headers=TUS | {"Upload-Length": str(10**9)}))
    assert browser.options("/tai-len/").headers["Tus-Extension"] == "creation,termination"
    assert send_part(browser, address, 3, b"x").status_code == 409
    assert send_part(browser, address, 0, b"123456").status_code == 413
    assert (
        browser.patch(address, b"1", content_type="text/plain", headers=TUS | {"Upload-Offset": "0"}).status_code == 415
    )
    assert send_part(browser, address, 0, b"x" * (1024 * 1024 + 1)).status_code == 413
    assert browser.patch(address, b"1", content_type=stream, headers=TUS).status_code == 400


def test_upload_wants_the_token_of_the_page(filer: Filer) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = filer.browser.cookies

    assert strict.post("/tai-len/", headers=TUS | {"Upload-Length": "5"}).status_code == 403
    assert send_part(strict, begin_upload(filer.browser, b"12345"), 0, b"1").status_code == 403


# once more


def test_own_earlier_paper_is_used_again_without_sending_it(
    mai: Client, neighbour: Client, office: Office, clock: Clock
) -> None:
    offering = offer(office)
    earlier = ready(mai, offering)
    file(earlier)
    later, foreign = begin(mai, offering, key="moi"), begin(neighbour, offering, key="khac")
    source = earlier.dossier.documents.get()

    shown = later.see("giay-to")
    for _ in range(2):
        press(later, dung=str(first_paper(later)), cu=f"g-{source.pk}")
    refused = press(foreign, dung=str(first_paper(foreign)), cu=f"g-{source.pk}")

    used = later.dossier.documents.get()
    assert f'value="g-{source.pk}"' in shown
    assert f'value="g-{source.pk}"' not in foreign.see("giay-to")
    assert (used.file_id, used.reused_document_id) == (source.file_id, source.pk)
    assert "Dùng lại giấy trong hồ sơ" in later.see("giay-to")
    assert (refused.status_code, DossierDocument.objects.filter(dossier=foreign.dossier).count()) == (302, 0)
    way = digitisation(has_file=True, is_from_document=used.reused_document_id is not None, is_from_result=False)
    assert way is Digitisation.FROM_DOCUMENT


def test_heic_is_told_by_its_content_and_bound(filer: Filer) -> None:
    from tests.core.test_photos import photograph

    filer.send(file=SimpleUploadedFile("IMG_0001.HEIC", photograph("heic")), to=first_paper(filer))

    document = filer.dossier.documents.select_related("file").get()
    assert document.file is not None
    assert document.file.content_type == "application/pdf"


def test_list_of_papers_asks_the_database_the_same_however_many_there_are(
    filer: Filer, django_assert_max_num_queries: Any
) -> None:
    for shade in range(3):
        filer.send(file=photo(shade=50 + shade), to=first_paper(filer))
        filer.send(file=paper(f"{shade}.pdf"), to="khac", name=f"Giấy {shade}")

    with django_assert_max_num_queries(26):
        filer.see("giay-to")
