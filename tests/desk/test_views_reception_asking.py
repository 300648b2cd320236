"""A paper is missing at the counter: asked for in writing, waited for, received when it comes."""

from __future__ import annotations

from typing import Any

import pytest

from apps.desk.models import Slip
from apps.dossiers.domain.asking import ItemState
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, SupplementItem
from apps.dossiers.selectors import folded
from apps.procedures.models import Offering
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import PERSONAL_ID, Seat, image, required, screen, words
from tests.factories import Office

pytestmark = pytest.mark.django_db
FIX = "Mang tờ khai có chữ ký đến quầy."


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def asked(offering: Offering, **said: Any) -> dict[str, Any]:
    """The screen with its form 02 as the browser posts it: the first paper is missing."""
    first, second = required(offering)
    posted = screen(offering, viec="lap-phieu") | {
        "giay-TOTAL_FORMS": "4",
        "giay-INITIAL_FORMS": "2",
        "giay-0-name": first.name,
        "giay-0-required_id": str(first.pk),
        "giay-0-wanted": "on",
        "giay-0-defect": "absent",
        "giay-0-fix": FIX,
        "giay-1-name": second.name,
        "giay-1-required_id": str(second.pk),
        "bs-reason": "Hồ sơ chưa đủ thành phần theo danh mục của thủ tục.",
    }
    del posted[f"co-{first.pk}"]
    return posted | said


def test_missing_paper_opens_form_02_with_reason_and_fix(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering, viec="thieu")
    del said[f"co-{required(offering)[0].pk}"]

    page = words(Seat(office.clerk).post("reception", **said))

    assert "yêu cầu bổ sung bằng văn bản (mẫu 02)" in page
    assert "Mang tờ khai cấp Giấy xác nhận tình trạng hôn nhân đến quầy" in page
    assert 'name="giay-0-wanted" id="id_giay-0-wanted" checked' in page
    assert 'name="giay-1-wanted" id="id_giay-1-wanted" checked' not in page


def test_walk_in_waits_under_a_temporary_reference(office: Office, offering: Offering, clock: Clock) -> None:
    second = required(offering)[1]

    answer = Seat(office.clerk).post("reception", **asked(offering, **{f"co-{second.pk}": "on"}))

    dossier, slip, item = Dossier.objects.get(), Slip.objects.get(), SupplementItem.objects.get()
    assert answer.headers["Location"] == f"/quay/ho-so/{dossier.temporary_ref}/"
    assert (dossier.status, dossier.code, dossier.fix_count) == (Status.NEED_FIX_INTAKE, "", 1)
    assert dossier.state() == folded(dossier=dossier)
    assert (slip.kind, slip.facts["items"][0]["what"]) == ("supplement_request", FIX)
    assert (item.defect, item.fix) == ("absent", FIX)
    assert [paper.name for paper in dossier.documents.all()] == [second.name]


def test_nobody_is_sent_away_blindly(office: Office, offering: Offering, clock: Clock) -> None:
    nothing = {"giay-0-wanted": "", "giay-0-defect": "", "giay-0-fix": ""}

    answer = Seat(office.clerk).post("reception", **asked(offering, **nothing))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_asking_twice_with_one_page_asks_once(office: Office, offering: Offering, clock: Clock) -> None:
    seat, said = Seat(office.clerk), asked(offering)

    first, second = seat.post("reception", **said), seat.post("reception", **said)

    assert first.headers["Location"] == second.headers["Location"]
    assert Dossier.objects.count() == Slip.objects.count() == 1


def test_whoever_comes_back_is_found_by_her_card_and_received(office: Office, offering: Offering, clock: Clock) -> None:
    seat, (first, second) = Seat(office.clerk), required(offering)
    seat.post("reception", **asked(offering, **{f"co-{second.pk}": "on", f"tep-{second.pk}": image("ly-hon.png")}))
    reference = Dossier.objects.get().temporary_ref

    shown = words(seat.post("reception", personal_id=PERSONAL_ID, viec="xem"))
    again = seat.get("reception", **{"ho-so": reference})

    assert f"?ho-so={reference}" in shown
    assert first.name in shown
    page = words(again)
    assert f'id="co-{second.pk}" checked' in page
    assert f'id="co-{first.pk}" checked' not in page
    assert "ly-hon.png" in page
    ticket = next(row.ticket for row in again.context["screen"].rows.rows if row.ticket)
    back = screen(offering, key="k2", ho_so=reference, **{f"co-{second.pk}": "on", f"tep-{second.pk}_kept": ticket})
    seat.post("reception", **back)

    dossier = Dossier.objects.get()
    live = dossier.documents.filter(removed_at__isnull=True)
    assert (dossier.status, dossier.temporary_ref) == (Status.RECEIVED, reference)
    assert dossier.code == "H99.71-261116-0001"
    assert dossier.state() == folded(dossier=dossier)
    assert sorted(paper.name for paper in live) == sorted([first.name, second.name])
    assert live.get(required=second).file is not None
    assert SupplementItem.objects.get().state == ItemState.ACCEPTED
    assert dossier.slips.get(kind="receipt").factor_once == dossier.slips.get(kind="supplement_request").factor_once


def test_two_clerks_taking_her_back_receive_once(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **asked(offering))
    said = screen(offering, ho_so=Dossier.objects.get().temporary_ref)

    seat.post("reception", **said | {"key": "k2"})
    late = Seat(office.second_clerk).post("reception", **said | {"key": "k3"})

    assert late.status_code == 409
    assert "vừa được người khác nhận" in words(late)
    assert Slip.objects.filter(kind="receipt").count() == Dossier.objects.filter(code="H99.71-261116-0001").count() == 1


def test_slip_scanned_into_the_field_leads_back_to_her_papers(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **asked(offering))
    reference = Dossier.objects.get().temporary_ref

    answer = seat.post("reception", personal_id=reference, viec="xem")

    assert answer.headers["Location"] == f"/quay/nhan/?ho-so={reference}"
