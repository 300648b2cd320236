"""Clerks and registered helpers who file with somebody, for the tests of the lane and of what follows from it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from pytest_django import Settings

from apps.officials.models import Helper, Official
from apps.procedures.models import Offering
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.conftest import A_MONTH
from tests.portal.filers import FORM, WHO, Filer, key_in, page
from tests.portal.uploads import photo

OLD = {"name": "Lò Thị Ọi", "personal_id": "036140000777", "address": "Thôn Nà Lạn, xã Suối Mây"}
HER_PHONE = "0978 333 444"


def logged_in(official: Official, settings: Settings) -> Client:
    settings.SESSION_COOKIE_AGE = A_MONTH
    client = Client()
    client.force_login(official.user)
    return client


def registered(office: Office, clock: Clock, settings: Settings, **facts: Any) -> Client:
    """Anh Páo of the digital team, no official, whom the office registered yesterday."""
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = A_MONTH
    person = factories.person(name="Giàng A Páo", phone="+84978555666")
    Helper.objects.create(
        agency=office.agency,
        person=person,
        registered_by=office.administrator,
        registered_at=clock.at,
        **{"from_date": clock.at.date() - timedelta(days=1), **facts},
    )
    client = Client()
    client.force_login(factories.citizen_user(person=person))
    return client


def begin(browser: Client, offering: Offering, **said: str) -> Filer:
    """Press «Bắt đầu» in the lane of help."""
    facts = {**OLD, "phone": HER_PHONE, "procedure": offering.procedure.code, "told": "beneficiary", "present": "on"}
    answer = browser.post("/giup-nop/", {**facts, **said, "khoa": key_in(page(browser.get("/giup-nop/")))})
    assert answer.status_code == 302, page(answer)
    return Filer(browser, answer.headers["Location"].split("/")[3])


def ready(browser: Client, offering: Offering, **said: str) -> Filer:
    """All of it written, with the citizen beside; not confirmed."""
    filer = begin(browser, offering, **said)
    filer.say("nguoi-nop", **WHO | {"phone": said.get("phone", HER_PHONE)})
    filer.say("to-khai", **FORM)
    filer.send(file=photo(), to=filer.dossier.version.documents.order_by("position")[0].pk)
    filer.say("nhan-ket-qua", delivery="counter")
    return filer


def press(filer: Filer, **said: Any) -> Any:
    return filer.browser.post(f"/giup-nop/{filer.reference}/xac-nhan/", said)


def signed(filer: Filer) -> Any:
    return press(filer, cach="da-doc", read_by="Vi Thị Hạnh", signed="on")


def file(filer: Filer) -> Any:
    return filer.say("xem-lai", agree="on", khoa="mot-lan")
