"""A result is known by its address, its file by its fingerprint; nothing of a person is told, nothing is kept."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from apps.core.addresses import grouped
from apps.core.files import store_bytes
from apps.core.models import StoredFile
from apps.desk.printing import render
from apps.desk.services.slips import open_for_citizen
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier, Result
from apps.dossiers.selectors import timeline, verify_chain
from apps.dossiers.services.processing import PreparedResult, submit_for_signature
from apps.portal.views import verification
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import page

pytestmark = pytest.mark.django_db

PAPER = b"%PDF-1.7 " + bytes(range(256)) * 40
TITLE = "Giấy xác nhận của Lò Thị Mai"


def signed(office: Office, clock: Clock, *, content: bytes = PAPER, title: str = TITLE) -> Result:
    """A result with a file, just signed."""
    walked = walking.walk(status=Status.PROCESSING, office=office)
    file = store_bytes(
        content=content, name="ket-qua.pdf", content_type="application/pdf", by="official:1", at=walked.at
    )
    prepared = PreparedResult(title=title, number="12/GXN-UBND", outcome=ResultKind.GRANTED, file=file)

    def lay(walk: walking.Walk) -> None:
        submit_for_signature(
            dossier_id=walk.dossier.pk,
            by=walk.by(office.officer),
            at=walk.at,
            leader_id=office.leader.pk,
            result=prepared,
        )

    walked.step(lay)
    walked.step(walking.sign)
    clock.at = walked.at
    return walked.dossier.results.get(is_current=True)


def drop(address: str, content: bytes, *, browser: Client | None = None) -> str:
    """The page that answers a file dropped at an address."""
    file = SimpleUploadedFile("tai-ve.pdf", content, content_type="application/pdf")
    return page((browser or Client()).post(address, {"tep": file}))


def test_signature_freezes_fingerprint_address_and_position(office: Office, clock: Clock) -> None:
    result = signed(office, clock)

    assert result.sha256 == hashlib.sha256(PAPER).hexdigest()
    assert result.signed_as == office.leader.position
    assert timeline(dossier=result.dossier)[-1].facts == {"result": result.sha256, "address": result.address}
    assert verify_chain(dossier=result.dossier)


def test_result_is_verified_without_a_name(office: Office, clock: Clock) -> None:
    result = signed(office, clock)

    html = page(Client().get(f"/xac-thuc/{result.address}/"))

    assert "Giấy này do chúng tôi cấp" in html
    for words in ("12/GXN-UBND", "UBND xã Suối Mây", office.leader.position, "thứ Hai, 16/11/2026", "Chưa ký số"):
        assert words in html
    dossier = result.dossier
    assert [
        words for words in (dossier.applicant_name, dossier.code, "0978", office.leader.name) if words in html
    ] == []
    assert "Tệp nguyên vẹn" not in html


def test_title_of_the_catalogue_is_told_as_it_is(office: Office, clock: Clock) -> None:
    result = signed(office, clock, title="Trích lục bản sao")
    version = result.dossier.version
    version.results = [{"name": "Trích lục bản sao"}]
    version.save(update_fields=["results"])

    assert "Trích lục bản sao" in page(Client().get(f"/xac-thuc/{result.address}/"))


def test_sensitive_result_does_not_name_its_procedure(office: Office, clock: Clock) -> None:
    result = signed(office, clock)
    shown = page(Client().get(f"/xac-thuc/{result.address}/"))
    Dossier.objects.filter(pk=result.dossier_id).update(is_sensitive=True)

    hidden = page(Client().get(f"/xac-thuc/{result.address}/"))

    assert result.dossier.procedure_name in shown
    assert result.dossier.procedure_name not in hidden


def test_file_is_whole_only_after_it_was_dropped(office: Office, clock: Clock) -> None:
    address = f"/xac-thuc/{signed(office, clock).address}/"

    assert "Tệp nguyên vẹn" in drop(address, PAPER)
    for other in (PAPER[:-1], PAPER + b"\n", PAPER.replace(b"1.7", b"1.4")):
        html = drop(address, other)
        assert "Tệp này không phải tệp chúng tôi đã cấp" in html
        assert "Tệp nguyên vẹn" not in html


def test_dropped_file_is_found_without_an_address(office: Office, clock: Clock) -> None:
    result = signed(office, clock)

    assert result.number in drop("/xac-thuc/", PAPER)
    assert "Chúng tôi không nhận ra tệp này" in drop("/xac-thuc/", b"khong phai")


def test_another_paper_of_ours_leads_to_its_own_page(office: Office, clock: Clock) -> None:
    first, second = signed(office, clock), signed(office, clock, content=PAPER + b"hai")

    assert f"/xac-thuc/{second.address}/" in drop(f"/xac-thuc/{first.address}/", PAPER + b"hai")


def test_nothing_that_is_dropped_is_kept(office: Office, clock: Clock, settings: Settings, tmp_path: Path) -> None:
    result = signed(office, clock)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    before = StoredFile.objects.count()

    drop(f"/xac-thuc/{result.address}/", PAPER)

    assert StoredFile.objects.count() == before
    assert list(tmp_path.iterdir()) == []


def test_too_large_and_missing_files_are_told_apart(office: Office, clock: Clock) -> None:
    address = f"/xac-thuc/{signed(office, clock).address}/"

    large = drop(address, b"x" * (verification.AT_MOST + 1))

    assert "Tệp quá lớn" in large
    assert "Chọn tệp kết quả rồi bấm lại." in drop(address, b"")
    assert "Chọn tệp kết quả rồi bấm lại." in page(Client().post(address))


def test_dropping_needs_the_token_of_the_page(office: Office, clock: Clock) -> None:
    address = f"/xac-thuc/{signed(office, clock).address}/"
    browser = Client(enforce_csrf_checks=True)

    refused = browser.post(address, {"tep": SimpleUploadedFile("a.pdf", PAPER)})
    found = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', page(browser.get(address)).split('id="thu-tep"')[1]
    )
    token = found[1] if found else ""
    taken = browser.post(address, {"tep": SimpleUploadedFile("a.pdf", PAPER), "csrfmiddlewaretoken": token})

    assert (refused.status_code, taken.status_code) == (403, 200)


@pytest.mark.parametrize("spelling", ["{0}", "{lower}", "{grouped}", "https://motcua.vn/xac-thuc/{0}/"])
def test_address_is_typed_as_people_type(office: Office, clock: Clock, spelling: str) -> None:
    address = signed(office, clock).address
    typed = spelling.format(address, lower=address.lower(), grouped=grouped(address).replace("0", "O"))

    answer = Client().get("/xac-thuc/", {"ma": typed})

    assert answer.headers["Location"] == f"/xac-thuc/{address}/"


def test_wrong_address_keeps_what_was_typed(office: Office, clock: Clock) -> None:
    answer = Client().get("/xac-thuc/", {"ma": "7KQ4 sai"})

    assert answer.status_code == 404
    assert 'value="7KQ4 sai"' in page(answer)


def test_paper_that_nobody_signed_does_not_exist(office: Office, clock: Clock) -> None:
    result = signed(office, clock)
    Result.objects.filter(pk=result.pk).update(signed_at=None)

    assert Client().get(f"/xac-thuc/{result.address}/").status_code == 404
    assert "Chúng tôi không nhận ra tệp này" in drop("/xac-thuc/", PAPER)


def test_drops_are_counted(office: Office, clock: Clock) -> None:
    address = f"/xac-thuc/{signed(office, clock).address}/"
    browser = Client(REMOTE_ADDR="10.0.0.9")

    answers = [browser.post(address, {"tep": SimpleUploadedFile("a.pdf", PAPER)}).status_code for _ in range(14)]

    assert answers == [200] * 12 + [429] * 2


def test_slip_is_whole_when_its_electronic_original_is_dropped(office: Office, clock: Clock) -> None:
    walked = walking.walk(status=Status.PROCESSING, office=office)
    clock.at = walked.at
    slip = walked.dossier.slips.get()
    original = render(facts=open_for_citizen(slip=slip, at=clock.at).facts)

    assert "Tệp nguyên vẹn" in drop(f"/xac-thuc/{slip.address}/", original)
    assert "khác bản điện tử của chúng tôi" in drop(f"/xac-thuc/{slip.address}/", original + b" ")
