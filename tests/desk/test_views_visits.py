"""One visit: one person, one ticket, several dossiers; it ends when the next begins, or by a button."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.dossiers.models import Dossier
from apps.officials.selectors import actor_of
from apps.payments.services import counter
from apps.procedures.models import Offering
from apps.visits.models import Visit, VisitDossier
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, screen, words
from tests.factories import Office
from tests.payments import books

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def test_two_dossiers_of_one_person_are_one_visit(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering, ticket="42"))
    visit = Visit.objects.get()

    shown = seat.get("dossier", Dossier.objects.get().code)
    here = words(shown)
    page = words(seat.get("reception", luot=visit.pk))
    seat.post("reception", **screen(offering, key="k2", luot=str(visit.pk)))

    assert {"desk/visit_here.html", "visits/line.html"} <= {template.name for template in shown.templates}
    assert "Nhận thêm hồ sơ của người này" in here
    assert 'value="Lò Thị Mai"' in page
    assert 'value="42"' in page
    assert (Visit.objects.count(), VisitDossier.objects.count(), Dossier.objects.count()) == (1, 2, 2)
    assert (visit.ticket, visit.visitor_name, visit.ended_at) == ("42", "Lò Thị Mai", None)


def test_second_dossier_of_somebody_without_an_id_is_the_same_person(
    office: Office, offering: Offering, clock: Clock
) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering, personal_id=""))
    seat.post("reception", **screen(offering, personal_id="", key="k2", luot=str(Visit.objects.get().pk)))

    assert Visit.objects.count() == 1
    assert len(set(Dossier.objects.values_list("applicant", flat=True))) == 1


def test_next_person_ends_the_visit_before(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering))
    clock.at += timedelta(minutes=6)
    seat.post("reception", **screen(offering, key="k2", personal_id="014196000001", name="Hà Thị Ín"))

    first, second = Visit.objects.order_by("pk")
    assert (first.ended_at, second.ended_at) == (clock.at, None)


def test_visit_is_ended_by_a_button_and_only_by_whose_it_is(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering))
    address = reverse("visits:end", args=[Visit.objects.get().pk])

    assert Seat(office.second_clerk).client.post(address).status_code == 404
    assert seat.client.post(address).status_code == 302
    assert Visit.objects.get().ended_at == clock.at
    assert seat.client.post(address).status_code == 404


def test_list_of_the_day_says_who_came_and_what_was_done(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    empty = words(seat.client.get(reverse("visits:today")))
    seat.post("reception", **screen(offering, ticket="a17"))

    page = words(seat.client.get(reverse("visits:today")))

    assert "Hôm nay chưa có lượt nào" in empty
    assert "phiếu A17" in page
    assert "Lò Thị Mai" in page
    assert "nhận hồ sơ" in page
    assert Dossier.objects.get().code in page


def test_money_taken_in_a_visit_and_given_back_stands_in_its_list(
    office: Office, offering: Offering, clock: Clock
) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering))
    dossier = Dossier.objects.get()
    clock.at += timedelta(minutes=2)
    later = books.taken(dossier, 30_000, official=office.clerk, at=clock.at)
    books.taken(dossier, 8_000, official=office.second_clerk, at=clock.at)  # of another desk: no line of this visit
    clerk = actor_of(official=office.clerk, at=clock.at)
    counter.take_back(receipt_id=later.pk, reason="Ghi nhầm số tiền của hồ sơ khác.", by=clerk, at=clock.at)

    page = " ".join(words(seat.client.get(reverse("visits:today"))).replace("\N{NO-BREAK SPACE}", " ").split())
    beside = words(seat.get("dossier", dossier.code)).replace("\N{NO-BREAK SPACE}", " ")

    for shown in (page, beside):
        assert "thu 15.000 đ, biên lai BL-0000001/2026" in shown
        assert "thu 30.000 đ, biên lai BL-0000002/2026" in shown
        assert "trả lại 30.000 đ, hủy biên lai BL-0000002/2026" in shown
    assert "8.000 đ" not in page


def test_list_of_the_day_costs_the_same_for_one_visit_and_for_three(
    office: Office, offering: Offering, clock: Clock
) -> None:
    seat = Seat(office.clerk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            seat.client.get(reverse("visits:today"))
        return len(queries)

    seat.post("reception", **screen(offering))
    one = cost()
    for number in (1, 2):
        said = screen(offering, key=f"n{number}", personal_id=f"01419600000{number}", name="Hà Thị Ín")
        seat.post("reception", **said)

    assert cost() == one
