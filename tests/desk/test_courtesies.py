"""Letters of congratulation and condolence: wished for, signed after the result, handed over with it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from apps.desk.domain.acts import Act
from apps.desk.models import CourtesyLetter, Slip
from apps.desk.services import courtesies
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier
from apps.messaging.models import OutboxMessage
from apps.officials.selectors import actor_of
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.models import Offering
from tests import factories, walking
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.factories import Office
from tests.walking import walk, walk_to

pytestmark = pytest.mark.django_db

WORDS = "Chúc mừng gia đình có thêm thành viên mới, mạnh khỏe và hạnh phúc."


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def birth(office: Office) -> Offering:
    offering = factories.offering(agency=office.agency, name="Đăng ký khai sinh")
    Offering.objects.filter(pk=offering.pk).update(courtesy=Courtesy.CONGRATULATION)
    offering.refresh_from_db()
    return offering


def accept(office: Office, dossier: Dossier, **said: str) -> None:
    Seat(office.clerk).do(Act.ACCEPT, dossier, fee_amount="", fee_note="", **said)


def sign_all(office: Office, *letters: CourtesyLetter, text: str = WORDS, key: str = "k1") -> str:
    said = {"key": key, "chon": [str(letter.pk) for letter in letters]}
    said |= {f"thu{letter.pk}-text": text for letter in letters}
    return words(Seat(office.leader).client.post(reverse("desk:courtesies"), said, follow=True))


def test_the_desk_asks_only_where_there_is_such_a_letter(office: Office, birth: Offering, clock: Clock) -> None:
    clerk = Seat(office.clerk)
    with_letter = walk_to(status=Status.SUBMITTED, office=office, offering=birth)
    without = walk_to(status=Status.SUBMITTED, office=office)

    assert "Gia đình muốn nhận thư chúc mừng" in words(clerk.get("act", with_letter.reference, Act.ACCEPT))
    assert "Gia đình muốn nhận thư" not in words(clerk.get("act", without.reference, Act.ACCEPT))


def test_a_wish_at_reception_waits_for_the_result_and_then_for_the_leader(
    office: Office, birth: Offering, clock: Clock
) -> None:
    walked = walk(status=Status.SUBMITTED, office=office, offering=birth)
    accept(office, walked.dossier, courtesy="on")
    letter = CourtesyLetter.objects.get(dossier=walked.dossier)
    leader = Seat(office.leader)
    assert "Không có thư nào" in words(leader.get("courtesies"))
    with pytest.raises(courtesies.NotYet):
        courtesies.sign(letter_id=letter.pk, text=WORDS, by=walked.by(office.leader), at=walked.at)

    walked.dossier.refresh_from_db()
    assert walked.dossier.received_at is not None
    walked.at = walked.dossier.received_at + walking.STEP
    for act in (walking.forward, walking.take, walking.prepare, walking.sign):
        walked.step(act)

    assert "Thư chúc mừng" in words(leader.get("courtesies"))
    assert "Đã ký 1 thư." in sign_all(office, letter)
    letter.refresh_from_db()
    assert (letter.text, letter.signed_by) == (WORDS, office.leader)


def test_no_wish_no_letter(office: Office, birth: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=office, offering=birth)
    accept(office, dossier)

    assert not CourtesyLetter.objects.exists()


def test_a_declined_request_is_not_congratulated(office: Office, birth: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, offering=birth)
    letter = wished(office, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(outcome=ResultKind.DECLINED)

    with pytest.raises(courtesies.NotYet):
        courtesies.sign(letter_id=letter.pk, text=WORDS, by=actor_of(official=office.leader, at=clock.at), at=clock.at)


def test_only_a_leader_of_the_office_signs(office: Office, birth: Offering, clock: Clock) -> None:
    letter = wished(office, walk_to(status=Status.RESULT_READY, office=office, offering=birth))

    with pytest.raises(Forbidden):
        courtesies.sign(letter_id=letter.pk, text=WORDS, by=actor_of(official=office.officer, at=clock.at), at=clock.at)


def test_words_that_are_missing_are_asked_for_and_the_others_kept(
    office: Office, birth: Offering, clock: Clock
) -> None:
    one = wished(office, walk_to(status=Status.RESULT_READY, office=office, offering=birth))
    said = {"key": "k", "chon": [str(one.pk)], f"thu{one.pk}-text": "Ngắn"}

    answer = Seat(office.leader).client.post(reverse("desk:courtesies"), said)

    assert answer.status_code == 422
    assert "Viết thêm vài lời rồi ký." in words(answer)
    assert ">\nNgắn</textarea>" in words(answer)
    one.refresh_from_db()
    assert one.signed_at is None


def test_signing_twice_keeps_the_first_words(office: Office, birth: Offering, clock: Clock) -> None:
    letter = wished(office, walk_to(status=Status.RESULT_READY, office=office, offering=birth))
    sign_all(office, letter)
    sign_all(office, letter, text=WORDS + " Thêm một câu nữa.", key="k2")
    letter.refresh_from_db()

    assert letter.text == WORDS


def test_it_is_printed_and_handed_over_with_the_result(office: Office, birth: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, offering=birth)
    letter = wished(office, dossier)
    sign_all(office, letter)
    clerk = Seat(office.clerk)

    paper = PdfReader(BytesIO(clerk.get("courtesy", letter.pk).content))
    text = " ".join(paper.pages[0].extract_text().split())
    assert len(paper.pages) == 1
    assert "THƯ CHÚC MỪNG" in text
    assert WORDS in text
    assert dossier.applicant_name in text
    assert dossier.code not in text
    clerk.hand_over(dossier)
    letter.refresh_from_db()
    assert letter.handed_at == clock.at


def test_it_is_no_slip_and_no_message(office: Office, birth: Offering, clock: Clock) -> None:
    dossier = walk_to(status=Status.RESULT_READY, office=office, offering=birth)
    letter = wished(office, dossier)
    slips, told = Slip.objects.count(), OutboxMessage.objects.count()
    sign_all(office, letter)

    assert (Slip.objects.count(), OutboxMessage.objects.count()) == (slips, told)


def wished(office: Office, dossier: Dossier) -> CourtesyLetter:
    by = actor_of(official=office.clerk, at=dossier.created_at)
    fresh = Dossier.objects.select_related("offering").get(pk=dossier.pk)
    courtesies.wish(dossier=fresh, wanted=True, by=by, at=dossier.created_at)
    return CourtesyLetter.objects.get(dossier=dossier)
