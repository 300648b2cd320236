"""An office that takes money, at a desk and over the net."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.portal.conftest import A_MONTH, MAI_PHONE


@pytest.fixture
def office(db: None, settings: Settings) -> Office:
    """With an account, and a bank that signs."""
    settings.BANK_NOTICE_SECRET = tills.BANK_SECRET
    made = factories.office()
    tills.open_account(made.agency)
    return made


@pytest.fixture
def cashier(office: Office) -> Official:
    """Chị Tiền, who takes money and sees no dossier."""
    return factories.official(
        agency=office.agency, name="Hà Thị Tiền", position="Người thu phí", duties=(Duty.CASHIER,)
    )


@pytest.fixture
def mai(db: None, settings: Settings, clock: Clock) -> Client:
    """Chị Mai at her phone, logged in for as long as the test lasts."""
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = A_MONTH
    client = Client()
    client.force_login(factories.citizen_user(person=factories.person(phone=MAI_PHONE)))
    return client


def at_work(official: Official) -> Client:
    """The browser of an official."""
    client = Client()
    client.force_login(official.user)
    return client
