"""What was certified leaves with its number, under the name of whoever signed it."""

from __future__ import annotations

import pytest

from apps.desk.domain.acts import Act
from apps.desk.domain.books import Book
from apps.desk.models import CertificationEntry, CertificationPaper
from apps.desk.services.certification import certify
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, Result
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.procedures.models import Offering
from apps.worktime import Unit
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.returned import signature
from tests.desk.test_views_certification import table
from tests.factories import Office
from tests.walking import Walk, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def copies(office: Office) -> Offering:
    return factories.offering(
        agency=office.agency, name="Chứng thực bản sao", code="2.000815", amount="0", unit=Unit.SAME_DAY
    )


def signed_in_the_house(office: Office, copies: Offering, *, delivery: Delivery = Delivery.COUNTER) -> Walk:
    """What went through the office and was signed by its leader, without a number yet."""
    ready = walk(status=Status.RESULT_READY, office=office, offering=copies, delivery=delivery)
    one = {"position": 1, "book": Book.COPIES, "title": "Bằng lái xe", "pages": 1, "copies": 1}
    CertificationPaper.objects.create(agency=office.agency, dossier=ready.dossier, **one)
    return ready


def test_certified_result_leaves_with_its_number_and_under_the_name_of_whoever_signed_it(
    office: Office, copies: Offering, clock: Clock
) -> None:
    ready = signed_in_the_house(office, copies)
    second = factories.official(agency=office.agency, name="Tẩn A Sử", position="Phó Chủ tịch", duties=(Duty.LEADER,))
    dossier, seat, clock.at = ready.dossier, Seat(office.clerk), ready.at

    page = words(seat.get("hand_over", dossier.reference))
    refused = seat.hand_over(dossier)

    assert "lấy số vào sổ trước" in words(refused)
    assert f'href="/quay/chung-thuc/{dossier.reference}/"' in page
    assert (refused.status_code, Dossier.objects.get().status) == (409, Status.RESULT_READY)

    form = words(seat.get("certified", dossier.reference))
    by = actor_of(official=office.clerk, at=ready.at)
    with pytest.raises(Forbidden, match="somebody_else_signed"):
        certify(dossier_id=dossier.pk, signer_id=second.pk, by=by, at=ready.at)
    seat.post("certified", dossier.reference, signer=str(second.pk))
    assert (second.name in form, CertificationEntry.objects.exists()) == (False, False)

    Official.objects.filter(pk=office.leader.pk).update(position="Bí thư")  # signed while he was chairman
    seat.post("certified", dossier.reference, signer=str(office.leader.pk))
    assert CertificationEntry.objects.get().signed_as == "Lương Văn Bình, Chủ tịch"
    seat.hand_over(dossier)
    assert Dossier.objects.get().status == Status.RETURNED


def test_certified_result_goes_neither_by_post_nor_online_before_it_has_its_number(
    office: Office, copies: Offering, clock: Clock
) -> None:
    posted = signed_in_the_house(office, copies, delivery=Delivery.POST)
    online = signed_in_the_house(office, copies, delivery=Delivery.ELECTRONIC)
    Result.objects.filter(dossier=online.dossier).update(file=signature(at=online.at))
    seat, clock.at = Seat(office.clerk), online.at

    label = seat.post("posting", viec="nhan", chon=str(posted.dossier.pk))
    sent = seat.do(Act.SEND_RESULT, online.dossier)

    assert f"{posted.dossier.reference} chưa có số chứng thực" in words(label)
    assert "lấy số vào sổ trước" in words(sent)
    assert set(Dossier.objects.values_list("status", flat=True)) == {Status.RESULT_READY}


def test_number_at_the_counter_is_signed_by_a_leader_of_that_day(
    office: Office, copies: Offering, clock: Clock
) -> None:
    clock.at = clock.at.replace(hour=15, minute=30)
    seat = Seat(office.clerk)
    seat.post("certification", **table(("Hợp đồng", 40, 2), viec="nhan"))
    dossier, by = Dossier.objects.get(), actor_of(official=office.clerk, at=clock.at)

    for nobody in (office.officer, office.clerk):
        with pytest.raises(Forbidden, match="no_certifier"):
            certify(dossier_id=dossier.pk, signer_id=nobody.pk, by=by, at=clock.at)

    assert not CertificationEntry.objects.exists()
    certify(dossier_id=dossier.pk, signer_id=office.leader.pk, by=by, at=clock.at)
    assert CertificationEntry.objects.get().signed_as == "Lương Văn Bình, Chủ tịch"
