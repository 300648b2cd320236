"""Until when a procedure holds: a wording of tomorrow waits, one that is over is gone from every list, with a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from apps.dossiers.domain.status import Channel
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.procedures.domain.life import Ending
from apps.procedures.domain.records import RawRecord
from apps.procedures.models import Offering, ProcedureVersion
from apps.procedures.selectors import arranged, find, out_of_force
from apps.procedures.services.ending import CannotEnd, end, take_back
from apps.procedures.services.importing import load_records
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.procedures.factories import record
from tests.walking import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency, code="1.004873")


def abolish(*, on: date, successor: str = "") -> ProcedureVersion:
    return end(
        code="1.004873",
        on=on,
        ending=Ending.ABOLISHED,
        ended_by="Quyết định 12/QĐ-BTP",
        successor=successor,
        at=MONDAY,
    )


def test_procedure_is_listed_until_the_day_before_its_end(office: Office, offering: Offering) -> None:
    abolish(on=TOMORROW)

    def listed(days: int) -> int:
        return find(text="", agency=office.agency, at=MONDAY + timedelta(days=days)).total

    assert (listed(0), listed(1)) == (1, 0)
    assert out_of_force(code="1.004873", at=MONDAY) is None


def test_who_asks_for_it_afterwards_is_told_and_led_on(office: Office, offering: Offering) -> None:
    factories.offering(agency=office.agency, code="1.000222", name="Xác nhận tình trạng hôn nhân mới")

    abolish(on=TODAY, successor="1.000222")

    out = out_of_force(code="1.004873", at=MONDAY)
    assert out is not None
    assert out.words == (
        f"Thủ tục này đã bị bãi bỏ từ ngày {TODAY:%d/%m/%Y}. Thay bằng thủ tục «Xác nhận tình trạng hôn nhân mới»."
    )
    assert out.successor_code == "1.000222"


def test_public_page_is_gone_and_filing_leads_to_its_word(
    client: Client, office: Office, offering: Offering, clock: Clock
) -> None:
    abolish(on=clock.at.date())

    assert client.get("/thu-tuc/1.004873/").status_code == 410


def stop_taking_it_online() -> None:
    Offering.objects.update(accepts_online=False)


@pytest.mark.parametrize("happens", [lambda: abolish(on=TODAY), stop_taking_it_online], ids=["abolished", "offline"])
def test_draft_that_is_no_longer_taken_in_is_not_filed_and_not_lost(
    office: Office, offering: Offering, happens: Callable[[], object]
) -> None:
    citizen = factories.person()
    arrangement = arranged(agency=office.agency, at=MONDAY).get()
    facts = filing.ApplicantFacts(name=citizen.name)
    draft = filing.open_draft(
        arrangement=arrangement,
        version=factories.version_of(offering),
        agency=office.agency,
        applicant=citizen,
        submitter=citizen,
        facts=facts,
        channel=Channel.ONLINE,
        at=MONDAY,
    )
    happens()

    with pytest.raises(filing.NoLongerFiled):
        filing.submit(dossier_id=draft.pk, by=walking.citizen(citizen), at=MONDAY)

    assert Dossier.objects.get().status == "draft"


def test_end_that_has_not_come_can_be_taken_back_and_one_that_has_cannot(offering: Offering) -> None:
    abolish(on=TOMORROW)

    assert take_back(code="1.004873", on=TODAY).effective_to is None
    abolish(on=TODAY)
    with pytest.raises(CannotEnd):
        take_back(code="1.004873", on=TODAY)


def test_end_before_the_beginning_and_an_unknown_successor_are_refused(offering: Offering) -> None:
    with pytest.raises(CannotEnd, match="before_it_began"):
        abolish(on=date(1990, 1, 1))
    with pytest.raises(CannotEnd, match="no_such_successor"):
        abolish(on=TODAY, successor="9.999999")
    assert ProcedureVersion.objects.get().effective_to is None


def test_record_that_names_a_last_day_ends_its_wording_and_says_nothing_new(offering: Offering) -> None:
    told = record(code="1.000333", effective_from="2026-01-01")
    load_records(records=[RawRecord(row=1, record=told)], at=MONDAY)

    report = load_records(records=[RawRecord(row=1, record=told | {"effective_to": "2026-12-01"})], at=MONDAY)

    version = ProcedureVersion.objects.get(procedure__code="1.000333")
    assert report.unchanged == 1
    assert (version.effective_to, version.ending) == (date(2026, 12, 1), Ending.EXPIRED)


def test_correction_holds_at_once_and_ends_on_the_day_that_was_decided(offering: Offering) -> None:
    told = record(code="1.000333", effective_from="2026-01-01", effective_to="2026-12-01")
    load_records(records=[RawRecord(row=1, record=told)], at=MONDAY)

    load_records(records=[RawRecord(row=1, record=told | {"steps": "Nộp tại xã."})], at=MONDAY)

    version = ProcedureVersion.objects.in_force(on=TODAY).get(procedure__code="1.000333")
    assert (version.number, version.effective_to, version.ending) == (2, date(2026, 12, 1), Ending.EXPIRED)


def test_list_that_has_not_heard_of_an_abolition_corrects_and_brings_nothing_back(offering: Offering) -> None:
    load_records(records=[RawRecord(row=1, record=record(code="1.000333"))], at=MONDAY)
    end(code="1.000333", on=TOMORROW, ending=Ending.ABOLISHED, ended_by="QĐ 1", successor="", at=MONDAY)

    load_records(records=[RawRecord(row=1, record=record(code="1.000333", steps="Nộp tại xã."))], at=MONDAY)

    rows = ProcedureVersion.objects.filter(procedure__code="1.000333")
    assert [row.number for row in rows.in_force(on=TODAY)] == [2]
    assert not rows.in_force(on=TOMORROW).exists()
    assert rows.get(number=2).ended_by == "QĐ 1"
