"""A signed result is put right by two people, or revoked by a leader; what was issued stays known for what it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Correction, Dossier, Result
from apps.dossiers.selectors import timeline, verify_chain
from apps.messaging.models import OutboxMessage
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.portal.uploads import paper
from tests.walking import walk

pytestmark = pytest.mark.django_db

WHY = "Ngày sinh trên trích lục bị ghi nhầm, sửa theo sổ gốc."


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def dossier(office: Office, clock: Clock) -> Dossier:
    """Returned, with a signed result."""
    walked = walk(status=Status.RETURNED, office=office)
    clock.at = walked.at
    return walked.dossier


def press(seat: Seat, dossier: Dossier, what: str, *, key: str = "", **said: Any) -> Any:
    return seat.post("results", dossier.reference, viec=what, key=key or f"{what}-{len(said)}", **said)


def propose(seat: Seat, dossier: Dossier, *, key: str = "", **said: Any) -> Any:
    told = {"title": "Trích lục (đính chính)", "number": "13/TL", "reason": WHY} | said
    return press(seat, dossier, "dinh-chinh", key=key, file=paper(), **told)


def read(seat: Seat) -> None:
    seat.get("file", Correction.objects.get(state="drafted").file.address)


def verified(result: Result) -> str:
    return words(Client().get(f"/xac-thuc/{result.address}/"))


def test_correction_takes_the_place_of_what_stays_known(office: Office, dossier: Dossier) -> None:
    officer, leader = Seat(office.officer), Seat(office.leader)
    propose(officer, dossier)
    listed = words(leader.get("signing"))
    unread = press(leader, dossier, "ky", key="a")
    read(leader)

    signed = press(leader, dossier, "ky", key="b")

    old, new = dossier.results.order_by("pk")
    assert "Trích lục (đính chính)" in listed
    assert (unread.status_code, signed.status_code) == (409, 302)
    assert (new.corrects_id, new.is_current, new.signed_as) == (old.pk, True, office.leader.position)
    assert (old.is_current, old.signed_by_id) == (False, office.leader.pk)
    assert "Giấy này có thật, nhưng đã được thay" in verified(old)
    assert "Giấy này do chúng tôi cấp" in verified(new)
    event = timeline(dossier=dossier)[-1]
    assert event.action == "correct_result"
    assert event.facts == {"old": old.address, "result": new.sha256, "address": new.address}
    dossier.refresh_from_db()
    assert dossier.status == Status.RETURNED
    assert verify_chain(dossier=dossier) == dossier.chain_head
    assert OutboxMessage.objects.filter(kind="result_corrected").exists()


def test_double_click_corrects_once(office: Office, dossier: Dossier) -> None:
    officer, leader = Seat(office.officer), Seat(office.leader)
    for _ in range(2):
        assert propose(officer, dossier).status_code == 302
    read(leader)

    answers = [press(leader, dossier, "ky", key="mot").status_code for _ in range(2)]

    assert answers == [302, 302]
    assert (Correction.objects.count(), dossier.results.count()) == (1, 2)


def test_who_prepared_it_does_not_sign_it(office: Office, dossier: Dossier) -> None:
    leader = Seat(office.leader)
    propose(leader, dossier)
    read(leader)

    answer = press(leader, dossier, "ky")

    assert answer.status_code == 409
    assert "Người soạn bản đính chính không được tự ký" in words(answer)
    assert dossier.results.count() == 1


def test_what_is_sent_back_says_why_and_may_be_proposed_again(office: Office, dossier: Dossier) -> None:
    officer, leader = Seat(office.officer), Seat(office.leader)
    propose(officer, dossier)

    silent = press(leader, dossier, "tra-lai", key="a", reason="")
    told = press(leader, dossier, "tra-lai", key="b", reason="Số quyết định chưa đúng, xem lại sổ văn bản.")

    assert (silent.status_code, told.status_code) == (422, 302)
    assert "Số quyết định chưa đúng" in words(officer.get("results", dossier.reference))
    assert propose(officer, dossier, number="14/TL", key="again").status_code == 302


def test_revoked_result_says_so_to_whoever_verifies_it(office: Office, dossier: Dossier) -> None:
    answer = press(Seat(office.leader), dossier, "thu-hoi", reason=WHY)

    result = dossier.results.get()
    html = verified(result)
    assert answer.status_code == 302
    assert "Giấy này có thật, nhưng đã bị thu hồi" in html
    assert WHY not in html
    assert result.revoked_reason == WHY
    assert timeline(dossier=dossier)[-1].action == "revoke_result"
    assert OutboxMessage.objects.filter(kind="result_revoked").exists()
    assert press(Seat(office.leader), dossier, "thu-hoi", key="lai", reason=WHY).status_code == 409


def test_result_that_nobody_has_yet_is_not_revoked(office: Office, clock: Clock) -> None:
    walked = walk(status=Status.RESULT_READY, office=office)
    clock.at = walked.at

    answer = press(Seat(office.leader), walked.dossier, "thu-hoi", reason=WHY)

    assert answer.status_code == 409
    assert "đính chính, không thu hồi" in words(answer)


def test_nothing_typed_is_lost_on_a_mistake(office: Office, dossier: Dossier) -> None:
    answer = propose(Seat(office.officer), dossier, reason="Ngắn", title="Tên đã sửa")

    html = words(answer)
    assert answer.status_code == 422
    assert "Tên đã sửa" in html
    assert "Đã nhận tệp giay.pdf" in html
    assert not Correction.objects.exists()


@pytest.mark.parametrize("what", ["dinh-chinh", "ky", "tra-lai", "thu-hoi"])
def test_clerk_reads_and_changes_nothing(office: Office, dossier: Dossier, what: str) -> None:
    clerk = Seat(office.clerk)
    if what in ("ky", "tra-lai"):
        propose(Seat(office.officer), dossier)

    answer = press(clerk, dossier, what, title="x", reason=WHY, file=paper())

    assert clerk.get("results", dossier.reference).status_code == 200
    assert answer.status_code == 409
    assert (dossier.results.count(), Result.objects.filter(revoked_at__isnull=False).count()) == (1, 0)


def test_another_office_does_not_see_it(office: Office, dossier: Dossier) -> None:
    foreign = factories.office(code="H99.72", name="Bản Pè", is_ours=False)

    assert Seat(foreign.leader).get("results", dossier.reference).status_code == 404
