"""The fee at the counter: reckoned by pages, copies and exemption, shown before it is taken."""

from __future__ import annotations

import pytest

from apps.desk.domain.papers import ReceiptFacts
from apps.desk.models import Slip
from apps.dossiers.models import Dossier
from apps.procedures.models import Fee, Offering
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, screen, words
from tests.factories import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    offering = factories.offering(agency=office.agency)
    Fee.objects.create(
        version=factories.version_of(offering),
        position=1,
        channel="in_person",
        amount=2_000,
        per="page",
        tiers=[[2, 2_000], [None, 1_000]],
        cap=200_000,
        exemptions=["poor"],
        text="2.000 đồng/trang",
    )
    return offering


def test_pages_and_copies_give_the_sum_and_say_how(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering, viec="tinh-phi", fee_pages="5", fee_copies="2")

    page = words(Seat(office.clerk).post("reception", **said))

    assert 'name="fee_amount" value="14000"' in page
    assert "7.000 đ mỗi bản; 2 bản: 14.000 đ." in page.replace("\xa0", " ")
    assert not Dossier.objects.exists()


def test_exempt_person_pays_nothing_and_the_slip_says_why(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering, viec="tinh-phi", fee_exemption="poor")

    page = words(Seat(office.clerk).post("reception", **said))

    assert 'name="fee_amount" value="0"' in page
    assert "Miễn: hộ nghèo." in page


def test_sum_that_changed_under_the_clerk_is_shown_before_anything_is_received(
    office: Office, offering: Offering, clock: Clock
) -> None:
    said = screen(offering, fee_pages="5", fee_copies="2", fee_was="2000", fee_amount="2.000")

    answer = Seat(office.clerk).post("reception", **said)

    assert answer.status_code == 422
    assert "Lệ phí đã tính lại" in words(answer)
    assert 'name="fee_amount" value="14000"' in words(answer)
    assert not Dossier.objects.exists()


def test_sum_the_clerk_typed_stays_theirs(office: Office, offering: Offering, clock: Clock) -> None:
    Seat(office.clerk).post("reception", **screen(offering, fee_pages="5", fee_was="2000", fee_amount="3.000"))

    assert Dossier.objects.get().fee_amount == 3_000


@pytest.mark.parametrize("pages", ["0", "-3", "năm", "99999999999"])
def test_number_of_pages_that_is_none_is_refused_in_words(
    office: Office, offering: Offering, clock: Clock, pages: str
) -> None:
    answer = Seat(office.clerk).post("reception", **screen(offering, fee_pages=pages))

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_counted_pages_and_copies_stand_on_form_01_with_the_fee_by_tier(
    office: Office, offering: Offering, clock: Clock
) -> None:
    Seat(office.clerk).post(
        "reception",
        **screen(offering, fee_pages="5", fee_copies="2", fee_was="14000", fee_amount="14.000", fee_exemption=""),
    )

    facts = ReceiptFacts.from_json(Slip.objects.get().facts)
    (line,) = facts.certified
    assert (line.pages, line.copies, line.fee, facts.fee) == (5, 2, 14_000, 14_000)
    assert line.tiers.replace("\xa0", " ") == "2 × (2 × 2.000 đ + 3 × 1.000 đ) = 14.000 đ"
