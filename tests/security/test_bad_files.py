"""Whoever sends a bad file hears why, at every door that takes files; none of it is kept, and nothing else is lost."""

from __future__ import annotations

from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from apps.core.models import StoredFile
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument, DossierEvent, Result
from apps.dossiers.tasks import read_papers
from tests.architecture.town import Town, taken_back
from tests.security.bad_files import BAD_FILES, BAD_NAMES, docx, jpeg, pdf, related
from tests.sizes import pick

DOORS = ("filing", "supplement", "result", "reception")
LATER = frozenset({"filing", "supplement"})  # where a worker judges what the first look lets in
NOT_SENT = frozenset({("a photograph of an iPhone cut off", False)})  # no desk takes HEIC at all
TYPED = "Đã hẹn người dân thứ Năm đến nhận"


def send(town: Town, door: str, upload: SimpleUploadedFile) -> Any:
    """This file through that door, with everything else in order."""
    if door == "filing":
        address = reverse("portal:filing_step", args=[town.reference(Status.DRAFT), "giay-to"])
        return town.browser("citizen").post(address, {"gui": "khac", "name": TYPED, "file": upload})
    if door == "supplement":
        address = reverse("portal:supplement", args=[town.reference(Status.NEED_FIX_INTAKE)])
        return town.browser("citizen").post(address, {"gui": "khac", "name": TYPED, "file": upload})
    if door == "result":
        dossier = town.dossiers[Status.PROCESSING]
        said = {"key": "k", "seen": dossier.last_sequence, "title": "Giấy xác nhận", "outcome": "granted"}
        said |= {"leader": town.office.leader.pk, "note": TYPED, "file": upload}
        return town.browser("officer").post(reverse("desk:act", args=[dossier.reference, "trinh-ky"]), said)
    return _send_at_reception(town, upload)


def _send_at_reception(town: Town, upload: SimpleUploadedFile) -> Any:
    code, paper = town.offering.procedure.code, town.offering.procedure.versions.get().documents.order_by("pk")[0]
    said = {"key": "k", "thu_tuc": code, "da_chon": code, "name": "Lò Thị Mai", "acts_for": "chinh-minh"}
    said |= {"delivery": "counter", "fee_note": TYPED, "incomplete_ok": "on", "viec": "nhan", f"co-{paper.pk}": "on"}
    return town.browser("clerk").post(reverse("desk:reception"), {**said, f"tep-{paper.pk}": upload})


def kept() -> tuple[int, ...]:
    """How much there is of what a file could have become."""
    tables = (StoredFile, DossierDocument, Result, Dossier, DossierEvent)
    return (*(table.objects.count() for table in tables), len(list(Path(ours.MEDIA_ROOT).rglob("*"))))


@cache
def content_of(case: str, size: int) -> bytes:
    return BAD_FILES[case][1](size)


def refused(town: Town, door: str, case: str, size: int) -> str:
    """What is wrong with how this bad file is met at this door; nothing, if nothing is."""
    name, _, _, words = BAD_FILES[case]
    before = kept()
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = send(town, door, SimpleUploadedFile(name, content_of(case, size)))
        if response.status_code == 302 and door in LATER:
            read_papers()
    if response.status_code == 302 and door in LATER:  # a worker said so, on the page one comes back to
        stored = StoredFile.objects.latest("pk")
        opened = town.browser("citizen").get(reverse("portal:file_download", args=[stored.address]))
        if (stored.state, opened.status_code) != (StoredFile.State.REFUSED, 404):
            return f"{stored.state}, and opens with {opened.status_code}"
        if kept()[-1] != before[-1]:
            return "its bytes are kept"
        response = town.browser("citizen").get(response.headers["Location"])
    elif response.status_code != 422:
        return f"{response.status_code}"
    elif kept() != before:
        return "something was kept"
    page = unescape(response.content.decode())
    return "" if words in page and TYPED in page else f"«{words}» or what was typed beside it is not on the page"


@pytest.mark.timeout(900)
def test_bad_file_is_refused_in_words_at_every_door(town: Town) -> None:
    """In the sample each class in its smallest size at two doors, one where a worker judges and one at a desk."""
    wrong = []
    for case, (_, _, sizes, _) in BAD_FILES.items():
        for size in pick(sample=sizes[:1], full=sizes):
            for door in pick(sample=DOORS[::2], full=DOORS):
                with taken_back():
                    if (case, door in LATER) not in NOT_SENT and (said := refused(town, door, case, size)):
                        wrong.append(f"{case} of size {size} at {door}: {said}")

    assert wrong == []


@pytest.mark.parametrize("door", DOORS)
def test_good_file_is_taken_at_every_door(town: Town, door: str) -> None:
    """The control: it is the file that was refused, not the door that is shut."""
    name, content, kind = (
        ("giay.pdf", pdf(), "application/pdf") if door == "result" else ("giay.jpg", jpeg(), "image/jpeg")
    )
    with taken_back():
        response = send(town, door, SimpleUploadedFile(name, content))

        assert response.status_code == 302
        stored = StoredFile.objects.latest("pk")
        assert (stored.original_name, stored.content_type) == (name, kind)


def send_named(town: Town, name: str) -> Any:
    """A good PDF under this name, byte for byte as a rude browser sends it."""
    fields = {"gui": "khac", "name": TYPED}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{said}\r\n' for each, said in fields.items()]
    parts.append(f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
    body = "".join(parts).encode() + pdf() + b"\r\n--x--\r\n"
    address = reverse("portal:filing_step", args=[town.reference(Status.DRAFT), "giay-to"])
    return town.browser("citizen").generic("POST", address, body, content_type="multipart/form-data; boundary=x")


def test_name_of_a_file_leads_nowhere(town: Town) -> None:
    root = Path(ours.MEDIA_ROOT).resolve()
    for name in BAD_NAMES:
        with taken_back():
            response = send_named(town, name)
            assert response.status_code == 302, name

            stored = StoredFile.objects.latest("pk")
            assert (root / stored.storage_name).resolve().is_relative_to(root)
            assert stored.storage_name.endswith(f"{stored.address}.pdf")  # nothing of the name is in it
            shown = town.browser("citizen").get(reverse("portal:file_download", args=[stored.address]))
            assert shown.headers["Content-Type"] == "application/pdf"
            assert shown.headers["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in shown.headers
            assert "\n" not in shown.headers["Content-Disposition"]
            shown.getvalue()


def test_word_file_is_saved_and_never_opened_in_place(town: Town) -> None:
    with taken_back():
        send(town, "filing", SimpleUploadedFile("giay.docx", docx()))
        stored = StoredFile.objects.latest("pk")
        shown = town.browser("citizen").get(reverse("portal:file_download", args=[stored.address]))

        assert shown.headers["Content-Disposition"].startswith("attachment")
        shown.getvalue()


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://dichvucong.vidu/"),
        ("attachedTemplate", "file:///C:\\Users\\Mai\\mau.dotx"),
        ("attachedTemplate", "Normal.dotm"),
    ],
)
def test_word_file_with_links_and_a_template_of_its_writers_own_is_taken(town: Town, kind: str, target: str) -> None:
    parts: dict[str, Any] = {"word/_rels/a.rels": related(kind=kind, target=target)}
    with taken_back():
        send(town, "filing", SimpleUploadedFile("giay.docx", docx(**parts)))
        read_papers()

        assert StoredFile.objects.latest("pk").state == StoredFile.State.CLEAN


def test_file_is_saved_under_the_ending_of_what_it_is(town: Town) -> None:
    """A computer opens what was saved by its ending, and a good PDF may be a program too."""
    with taken_back():
        assert send_named(town, "x.hta").status_code == 302

        address = reverse("portal:file_download", args=[StoredFile.objects.latest("pk").address])
        shown = town.browser("citizen").get(f"{address}?tai")
        assert shown.headers["Content-Disposition"] == 'attachment; filename="x.hta.pdf"'
        shown.getvalue()
