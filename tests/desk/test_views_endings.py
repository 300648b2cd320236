"""Form 05 comes out of the act that ends a dossier, form 06 out of its hand-overs; a press that broke loses nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import Settings

from apps.core.paper import press
from apps.desk.domain.acts import Act
from apps.desk.domain.papers import ControlFacts, SlipKind, StopFacts
from apps.desk.models import Letter, Slip
from apps.desk.services.letters import sign_letter
from apps.desk.services.stops import propose_stop
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DossierDocument
from apps.officials.selectors import actor_of
from apps.visits.domain.doings import Done
from apps.visits.models import Visit, VisitDossier
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.walking import MONDAY, walk, walk_to

pytestmark = pytest.mark.django_db

REASON = "Chị Mai đề nghị rút vì đã làm ở nơi khác."


@pytest.fixture
def office() -> Office:
    return factories.office()


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def kept_original(dossier: Dossier, *, name: str = "Quyết định ly hôn", certified: int = 0) -> None:
    DossierDocument.objects.create(
        agency=dossier.agency,
        dossier=dossier,
        position=90,
        name=name,
        originals=0 if certified else 1,
        certified=certified,
        added_by="official:1",
        added_at=MONDAY,
    )


def test_withdrawal_after_reception_issues_form_05(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)
    kept_original(dossier)

    Seat(office.leader).do(Act.WITHDRAW, dossier, reason=REASON, asked_on="16/11/2026")

    slip = Slip.objects.get(kind=SlipKind.STOP)
    answer = Seat(office.leader).post("print_slip", slip.pk)
    page = read(answer.content)
    assert slip.number == "01/TBD"
    assert "print/form05.html" in {template.name for template in answer.templates}
    for said in (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        f"Mã hồ sơ: {dossier.code}",
        "Căn cứ: Đơn đề nghị rút hồ sơ ngày 16 tháng 11 năm 2026.",
        f"Lý do: {REASON}",
        "Quyết định ly hôn 1 –",
        "Phí, lệ phí đã nộp:",
        office.leader.name,
    ):
        assert said in page
    assert "Thông báo dừng giải quyết hồ sơ" in words(Seat(office.leader).get("dossier", dossier.code))


def test_withdrawal_before_reception_has_no_form_05(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    Seat(office.leader).do(Act.WITHDRAW, dossier, reason=REASON)

    dossier.refresh_from_db()
    assert dossier.status == Status.WITHDRAWN
    assert not Slip.objects.filter(kind=SlipKind.STOP).exists()


@pytest.mark.parametrize("day", ["01/01/2031", "02/11/2026", "hôm qua"])
def test_withdrawal_with_an_impossible_day_is_asked_again_and_nothing_happens(
    office: Office, clock: Clock, day: str
) -> None:
    dossier = walk_to(status=Status.PROCESSING, office=office)

    answer = Seat(office.leader).do(Act.WITHDRAW, dossier, reason=REASON, asked_on=day)

    dossier.refresh_from_db()
    assert (answer.status_code, dossier.status) == (422, Status.PROCESSING)
    assert REASON in words(answer)


def test_stop_that_a_leader_confirms_issues_form_05_on_the_request_nobody_answered(
    office: Office, clock: Clock
) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    kept_original(dossier, certified=2)
    asked = Slip.objects.get(kind=SlipKind.SUPPLEMENT_REQUEST)
    later = MONDAY.replace(month=12, day=21)
    holder = actor_of(official=dossier.holder, at=later)  # type: ignore[arg-type]
    letter = propose_stop(
        dossier_id=dossier.pk, reason="Quá hạn bổ sung, gọi ba lần không ai trả lời.", by=holder, at=later
    )

    slip = sign_letter(letter_id=letter.pk, by=actor_of(official=office.leader, at=later), at=later)

    facts = StopFacts.from_json(slip.facts)
    assert (slip.kind, Letter.objects.get(pk=letter.pk).slip_id) == (SlipKind.STOP, slip.pk)
    assert asked.number in facts.basis
    assert "hạn đến hết ngày" in facts.basis
    assert [(line.name, line.certified) for line in facts.given_back] == [("Quyết định ly hôn", 2)]
    assert facts.signer == office.leader.name


def test_leader_reads_the_draft_of_form_05_before_confirming(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.AWAITING_SUPPLEMENT, office=office)
    clock.at = MONDAY.replace(month=12, day=21)
    holder = actor_of(official=dossier.holder, at=clock.at)  # type: ignore[arg-type]
    letter = propose_stop(dossier_id=dossier.pk, reason="Quá hạn bổ sung, không ai trả lời.", by=holder, at=clock.at)

    page = read(Seat(office.leader).get("letter_draft", letter.pk).content)

    assert "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ" in page
    assert "BẢN DỰ THẢO" in page


def test_control_slip_is_numbered_once_and_grows_with_the_way_of_the_dossier(office: Office, clock: Clock) -> None:
    received = walk_to(status=Status.RECEIVED, office=office)
    first = read(Seat(office.clerk).post("print_control", received.code).content)
    slip = Slip.objects.get(kind=SlipKind.CONTROL)
    before = ControlFacts.from_json(slip.facts).rows

    again = read(Seat(office.clerk).post("print_control", received.code).content)
    slip.refresh_from_db()

    assert (slip.number, slip.prints) == ("01/PKS", 2)
    assert ControlFacts.from_json(slip.facts).rows == before
    assert "BẢN IN LẠI" not in first
    assert "BẢN IN LẠI" in again


def test_control_slip_tells_who_gave_to_whom_as_the_events_do(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office)

    page = read(Seat(office.officer).post("print_control", dossier.code).content)

    facts = ControlFacts.from_json(Slip.objects.get(kind=SlipKind.CONTROL).facts)
    desk = office.agency.desk_name
    assert (facts.rows[0].giver_unit, facts.rows[-1].receiver_unit, facts.open_unit) == (desk, desk, "")
    assert [row.action for row in facts.rows] == ["Chuyển xử lý", "Trình ký", "Ký, chuyển kết quả về quầy"]
    for row in facts.rows:
        assert f"Người giao: {row.giver} Người nhận: {row.receiver}" in page
    assert facts.rows[0].result and facts.rows[0].result.value in page


def test_control_slip_keeps_its_rows_and_adds_the_new_ones(office: Office, clock: Clock) -> None:
    going = walk(status=Status.PROCESSING, office=office)
    Seat(office.officer).post("print_control", going.dossier.code)
    slip = Slip.objects.get(kind=SlipKind.CONTROL)
    before = ControlFacts.from_json(slip.facts)
    Seat(office.leader).do(Act.WITHDRAW, going.dossier, reason=REASON)

    Seat(office.officer).post("print_control", going.dossier.code)

    slip.refresh_from_db()
    after = ControlFacts.from_json(slip.facts)
    assert after.rows[: len(before.rows)] == before.rows
    assert (len(after.rows), after.rows[-1].note, after.head) == (len(before.rows) + 1, REASON, before.head)


def test_dossier_that_was_not_received_has_no_control_slip(office: Office, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office)

    assert Seat(office.clerk).post("print_control", dossier.reference).status_code == 404
    assert "print_control" not in words(Seat(office.clerk).get("dossier", dossier.reference))


def test_control_slip_is_none_of_the_papers_of_its_owner(office: Office, clock: Clock, settings: Settings) -> None:
    settings.CITIZEN_LOCAL_LOGIN = True
    dossier = walk_to(status=Status.RECEIVED, office=office)
    Seat(office.clerk).post("print_control", dossier.code)
    slip = Slip.objects.get(kind=SlipKind.CONTROL)
    browser = Client()
    browser.force_login(factories.citizen_user(person=dossier.submitter))

    assert browser.get(reverse("portal:slip", args=[dossier.code, slip.pk])).status_code == 404
    assert f"/giay/{slip.pk}/" not in browser.get(reverse("portal:dossier", args=[dossier.code])).content.decode()


@pytest.fixture
def broken_press(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The faces of the papers are gone from the disk."""
    press._set_up.cache_clear()
    monkeypatch.setattr(press, "STYLE", tmp_path / "gone.css")


def test_broken_press_says_so_keeps_number_and_factor_and_prints_once_it_is_mended(
    office: Office, clock: Clock, broken_press: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    slip, seat = Slip.objects.get(kind=SlipKind.RECEIPT), Seat(office.clerk)
    factor = slip.factor_once

    answer = seat.post("print_slip", slip.pk)

    slip.refresh_from_db()
    assert answer.status_code == 503
    assert "desk/not_printed.html" in {template.name for template in answer.templates}
    assert f"Giấy số {slip.number} vẫn giữ nguyên số" in words(answer)
    assert (slip.prints, slip.factor_once) == (0, factor)
    monkeypatch.undo()
    press._set_up.cache_clear()
    paper = read(seat.post("print_slip", slip.pk).content)
    assert (factor or "")[:4] in paper
    assert dossier.code in paper
    assert "BẢN IN LẠI" not in paper


def test_broken_press_leaves_the_number_of_a_control_slip(
    office: Office, clock: Clock, broken_press: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = walk_to(status=Status.RECEIVED, office=office)
    seat = Seat(office.clerk)

    assert seat.post("print_control", dossier.code).status_code == 503
    monkeypatch.undo()
    press._set_up.cache_clear()
    paper = read(seat.post("print_control", dossier.code).content)

    assert "Số: 01/PKS" in paper
    assert "BẢN IN LẠI" not in paper


def together(office: Office, *dossiers: Dossier) -> None:
    visit = Visit.objects.create(agency=office.agency, key="k", official=office.clerk, began_at=MONDAY)
    for dossier in dossiers:
        VisitDossier.objects.create(agency=office.agency, visit=visit, dossier=dossier, done=Done.RECEIVED, at=MONDAY)


def test_dossiers_of_one_visit_are_printed_on_one_sheet(office: Office, clock: Clock) -> None:
    first, second = (walk_to(status=Status.RECEIVED, office=office) for _ in range(2))
    alone = walk_to(status=Status.RECEIVED, office=office)
    together(office, first, second)
    seat = Seat(office.clerk)

    answer = seat.post("print_visit", second.code)

    page = read(answer.content)
    for dossier in (first, second):
        slip = Slip.objects.get(dossier=dossier)
        assert dossier.code in page
        assert f"Giấy số {slip.number}" in page
        assert f"Số thứ tự {dossier.book_number}" in page
        assert (slip.prints, slip.factor_once) == (1, None)
    assert alone.code not in page
    assert "In chung" in words(seat.get("dossier", first.code))
    assert "In chung" not in words(seat.get("dossier", alone.code))
    assert seat.post("print_visit", alone.code).status_code == 404


def test_broken_press_counts_no_slip_of_the_sheet(office: Office, clock: Clock, broken_press: None) -> None:
    first, second = (walk_to(status=Status.RECEIVED, office=office) for _ in range(2))
    together(office, first, second)

    answer = Seat(office.clerk).post("print_visit", first.code)

    assert answer.status_code == 503
    assert {(slip.prints, bool(slip.factor_once)) for slip in Slip.objects.all()} == {(0, True)}
    press._set_up.cache_clear()
