"""Slips leave the desk by POST, files are opened by those who may, and each opening is written down."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from apps.core.files import DOCX, store_bytes
from apps.core.models import StoredFile
from apps.desk.models import Slip
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument, ReadLog
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.walking import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def kept(dossier: Dossier, *, content_type: str = "application/pdf", name: str = "giấy tờ.pdf") -> StoredFile:
    """A file that lies in the dossier."""
    file = store_bytes(
        content=b"%PDF-1.4 thu", name=name, content_type=content_type, by="person:1", at=dossier.created_at
    )
    DossierDocument.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        position=1,
        name="Tờ khai",
        file=file,
        added_by="person:1",
        added_at=dossier.created_at,
    )
    return file


def test_first_print_carries_the_look_up_factor_and_later_ones_say_so(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    slip, seat = Slip.objects.get(), Seat(office.clerk)
    factor = slip.factor_once or ""

    first = text_of(seat.post("print_slip", slip.pk).content)
    second = text_of(seat.post("print_slip", slip.pk).content)

    assert factor[:4] in first
    assert dossier.code in first
    assert "BẢN IN LẠI" not in first.upper()
    assert factor[:4] not in second
    assert "BẢN IN LẠI" in second.upper()
    assert "Vi Thị Hạnh" in second
    assert "đã in 2 lần" in words(seat.get("dossier", dossier.reference))


def test_printing_is_no_link(office: Office, clock: Clock) -> None:
    walk_to(status=Status.RECEIVED, office=office)

    assert Seat(office.clerk).get("print_slip", Slip.objects.get().pk).status_code == 405


def test_slip_of_another_office_does_not_exist(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    walk_to(status=Status.RECEIVED, office=theirs)
    slip = Slip.objects.get()

    assert Seat(office.clerk).post("print_slip", slip.pk).status_code == 404
    slip.refresh_from_db()
    assert (slip.prints, bool(slip.factor_once)) == (0, True)


def test_file_is_shown_safely_and_the_reading_is_logged(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    file = kept(dossier)

    answer = Seat(office.officer).get("file", file.address)

    assert b"".join(answer.streaming_content) == b"%PDF-1.4 thu"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert ReadLog.objects.get().door == f"desk/file/{file.pk}"


def test_word_file_is_saved_and_never_opened_in_place(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    answer = Seat(office.officer).get("file", kept(dossier, content_type=DOCX, name="don.docx").address)

    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_file_of_another_office_or_of_nobody_does_not_exist(office: Office, clock: Clock) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    foreign = kept(walk_to(status=Status.PROCESSING, office=theirs))
    loose = store_bytes(content=b"x", name="a.pdf", content_type="application/pdf", by="person:1", at=clock.at)
    seat = Seat(office.officer)

    assert Seat(theirs.officer).get("file", foreign.address).status_code == 200
    assert [seat.get("file", address).status_code for address in (foreign.address, loose.address, "khong-co")] == [
        404,
        404,
        404,
    ]
    assert ReadLog.objects.filter(actor=f"official:{office.officer.pk}").count() == 0


def test_file_is_closed_to_strangers_and_administrators(office: Office, clock: Clock) -> None:
    file = kept(walk_to(status=Status.PROCESSING, office=office))

    assert Seat(office.administrator).get("file", file.address).status_code == 403
    assert Client().get(reverse("desk:file", args=[file.address])).status_code == 302
