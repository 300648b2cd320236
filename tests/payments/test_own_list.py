"""A fee that is not paid stands among what waits for its owner, and nowhere does it say that there is nothing to do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.dossiers.services import filing
from apps.payments.models import Attempt, Demand
from apps.payments.services.trying import say_sent
from apps.procedures.domain.fee_rules import Exemption
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.portal.filers import mai_person, page

pytestmark = pytest.mark.django_db

YOURS, UNDER_WAY, PAY, NOTHING = "Cần bạn làm", "Đang giải quyết", "Cần bạn nộp 15.000 đ.", "Bạn chưa phải làm gì thêm"
LIST_QUERIES = 11


def seen(browser: Client, place: str = "/ho-so/") -> str:
    return page(browser.get(place)).replace("\N{NO-BREAK SPACE}", " ")


def hers(office: Office, clock: Clock, **more: Any) -> str:
    """Where the dossier is that chị Mai has just filed."""
    offering = tills.costly(office.agency, exempt=(Exemption.POOR,))
    return f"/ho-so/{tills.filed(office, offering, person=mai_person(), at=clock.at, **more).reference}/"


def test_unpaid_fee_waits_for_its_owner_until_it_is_paid(mai: Client, office: Office, clock: Clock) -> None:
    place = hers(office, clock)

    before, its_page = seen(mai), seen(mai, place)
    tills.tell(Client(), id="FT1", amount=15_000, content=Attempt.objects.get().reference, at=clock.at)
    after, paid_page = seen(mai), seen(mai, place)

    assert (YOURS in before, UNDER_WAY in before, PAY in before, PAY in its_page) == (True, False, True, True)
    assert (YOURS in after, UNDER_WAY in after, PAY in after + paid_page) == (False, True, False)
    assert (NOTHING in its_page, NOTHING in paid_page) == (False, True)


def test_fee_that_may_be_on_its_way_or_waits_for_a_verdict_asks_for_nothing(
    mai: Client, office: Office, clock: Clock
) -> None:
    sent = hers(office, clock)
    say_sent(attempt_id=Attempt.objects.get().pk, at=clock.at)
    claimed = hers(office, clock, claim=Exemption.POOR)

    html = seen(mai)

    assert {demand.claim for demand in Demand.objects.all()} == {"", "poor"}
    assert (YOURS in html, PAY in html, sent in html, claimed in html) == (False, False, True, True)


def test_fee_of_a_dossier_that_was_taken_back_asks_for_nothing(mai: Client, office: Office, clock: Clock) -> None:
    dossier = tills.filed(office, tills.costly(office.agency), person=mai_person(), at=clock.at)
    filing.withdraw(dossier_id=dossier.pk, by=walking.citizen(dossier.submitter), at=clock.at)

    assert YOURS not in seen(mai)


def test_what_a_neighbour_owes_is_no_business_of_hers(mai: Client, office: Office, clock: Clock) -> None:
    theirs = tills.filed(office, tills.costly(office.agency), person=factories.person(), at=clock.at)

    assert theirs.reference not in seen(mai)
    assert YOURS not in seen(mai)


def test_list_asks_the_same_few_questions_however_much_is_owed(
    mai: Client, office: Office, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 3):
        for _ in range(number):
            hers(office, clock)
        seen(mai)
        with django_assert_num_queries(LIST_QUERIES):
            seen(mai)
