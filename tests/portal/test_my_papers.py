"""One's own store: results and papers over all dossiers, found again, shown to others by a code."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.accounts.domain.actor import Actor, ActorKind
from apps.core.files import store_bytes
from apps.core.models import StoredFile
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, DossierDocument, Result
from apps.portal.selectors.store import reusable
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import mai_person, page, walk_hers

pytestmark = pytest.mark.django_db

STORE = "/kho-giay-to/"
QUERIES = 8


def kept(clock: Clock, *, name: str, content: bytes = b"%PDF-1.7 a") -> StoredFile:
    return store_bytes(content=content, name=name, content_type="application/pdf", by="x:1", at=clock.at)


def with_result(office: Office, clock: Clock, *, title: str, status: Status = Status.RETURNED) -> Result:
    """A result of chị Mai's with a file."""
    dossier = walk_hers(status, office, clock, delivery=Delivery.ELECTRONIC)
    file = kept(clock, name="ket-qua.pdf", content=f"%PDF-1.7 {title}".encode())
    Result.objects.filter(dossier=dossier).update(title=title, file=file, sha256=file.sha256, number="7/TL")
    return dossier.results.get()


def with_paper(dossier: Dossier, clock: Clock, *, name: str) -> DossierDocument:
    return DossierDocument.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        position=1,
        name=name,
        file=kept(clock, name="anh.pdf", content=name.encode()),
        added_by=f"citizen:{dossier.submitter_id}",
        added_at=clock.at,
    )


def test_empty_store_says_what_would_be_here(mai: Client, office: Office) -> None:
    assert "Chưa có giấy tờ nào" in page(mai.get(STORE))


def test_results_and_papers_of_all_dossiers_are_found_again(
    mai: Client, neighbour: Client, office: Office, clock: Clock
) -> None:
    extract = with_result(office, clock, title="Trích lục khai sinh")
    with_paper(extract.dossier, clock, name="Giấy chứng sinh")
    with_result(office, clock, title="Giấy xác nhận tình trạng hôn nhân")

    everything = page(mai.get(STORE))
    by_words = page(mai.get(STORE, {"q": "TRICH luc"}))
    by_kind = page(mai.get(STORE, {"loai": "giay-to"}))
    by_year = page(mai.get(STORE, {"nam": "1999"}))

    titles = ("Trích lục khai sinh", "Giấy chứng sinh", "Giấy xác nhận tình trạng hôn nhân")
    shown = [[f">{title}</h2>" in html for title in titles] for html in (everything, by_words, by_kind, by_year)]
    assert shown == [[True] * 3, [True, False, False], [False, True, False], [False] * 3]
    assert "Không có giấy tờ nào như vậy" in by_year
    assert "Chưa có giấy tờ nào" in page(neighbour.get(STORE))


@pytest.mark.parametrize("asked", [{"trang": "99"}, {"trang": "²"}, {"nam": "-1"}, {"loai": "<b>"}, {"q": "%_\\"}])
def test_odd_questions_are_answered(mai: Client, office: Office, clock: Clock, asked: dict[str, str]) -> None:
    with_result(office, clock, title="Trích lục khai sinh")

    assert mai.get(STORE, asked).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_store_asks_as_much_for_one_as_for_many(
    mai: Client, office: Office, clock: Clock, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        with_paper(with_result(office, clock, title=f"Trích lục {number}").dossier, clock, name=f"Giấy {number}")
    mai.get(STORE)

    with django_assert_num_queries(QUERIES):
        mai.get(STORE)


def test_code_is_shown_to_its_owner_alone(mai: Client, neighbour: Client, office: Office, clock: Clock) -> None:
    result = with_result(office, clock, title="Trích lục khai sinh")

    html = page(mai.get(f"{STORE}{result.pk}/ma-qr/"))
    sheet = mai.get(f"{STORE}{result.pk}/to-kiem-tra.pdf")

    assert f"/xac-thuc/{result.address}/" in html
    assert "<svg" in html
    assert sheet.content.startswith(b"%PDF")
    for place in ("ma-qr/", "to-kiem-tra.pdf"):
        assert neighbour.get(f"{STORE}{result.pk}/{place}").status_code == 404


def test_result_that_was_sent_is_taken_by_a_press(mai: Client, office: Office, clock: Clock) -> None:
    result = with_result(office, clock, title="Trích lục khai sinh", status=Status.RESULT_SENT)
    assert result.file is not None
    address = f"/tep/{result.file.address}/"

    before = (page(mai.get(STORE)), mai.get(address).status_code)
    offered = page(mai.get(f"/ho-so/{result.dossier.code}/"))
    mai.post(f"/ho-so/{result.dossier.code}/nhan-ket-qua/")

    assert "Mở hồ sơ để nhận" in before[0]
    assert "Tải kết quả" in offered
    assert "Tôi đã nhận được" not in offered
    assert (before[1], mai.get(address).status_code) == (404, 200)


def test_copy_besides_the_paper_is_open_once_signed_and_confirms_nothing(
    mai: Client, office: Office, clock: Clock
) -> None:
    dossier = walk_hers(Status.RESULT_READY, office, clock, delivery=Delivery.COUNTER)
    Result.objects.filter(dossier=dossier).update(file=kept(clock, name="ket-qua.pdf"))
    closed = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/").status_code
    Dossier.objects.filter(pk=dossier.pk).update(wants_electronic=True)

    opened = mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/")

    dossier.refresh_from_db()
    assert (closed, opened.status_code) == (302, 200)
    assert dossier.status == Status.RESULT_READY
    assert "Mang căn cước và giấy hẹn" in page(mai.get(f"/ho-so/{dossier.code}/"))


def test_copy_of_what_the_post_carries_does_not_confirm_the_parcel(mai: Client, office: Office, clock: Clock) -> None:
    dossier = walk_hers(Status.RESULT_SENT, office, clock, delivery=Delivery.POST)
    Result.objects.filter(dossier=dossier).update(file=kept(clock, name="ket-qua.pdf"))
    Dossier.objects.filter(pk=dossier.pk).update(wants_electronic=True)

    mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/")
    dossier.refresh_from_db()
    on_its_way = dossier.status
    mai.post(f"/ho-so/{dossier.code}/nhan-ket-qua/", {"da-nhan": "1"})
    dossier.refresh_from_db()

    assert (on_its_way, dossier.status) == (Status.RESULT_SENT, Status.RETURNED)


def test_what_may_be_used_again_is_ones_own_once_and_still_holds(mai: Client, office: Office, clock: Clock) -> None:
    extract = with_result(office, clock, title="Trích lục khai sinh")
    with_paper(extract.dossier, clock, name="Giấy chứng sinh")
    with_paper(with_result(office, clock, title="Giấy cũ").dossier, clock, name="Giấy chứng sinh")
    Result.objects.filter(title="Giấy cũ").update(superseded_at=clock.at)
    me = mai_person()
    actor = Actor(kind=ActorKind.CITIZEN, id=me.pk, name=me.name)

    titles = sorted(one.title for one in reusable(actor=actor))

    assert titles == ["Giấy chứng sinh", "Trích lục khai sinh"]
    assert reusable(actor=actor, besides=extract.dossier_id)[0].title == "Giấy chứng sinh"
    assert reusable(actor=Actor(kind=ActorKind.CITIZEN, id=me.pk + 1000)) == []
