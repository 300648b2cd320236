"""Tracking: two codes, few words, and no way to guess one's way in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from apps.core.models import RateWindow
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, ReadLog
from apps.officials.services import change_setting
from tests import factories, walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import page
from tests.sizes import pick

pytestmark = pytest.mark.django_db

TRACK = "/tra-cuu/"
NOT_FOUND = "Chưa tìm thấy hồ sơ với hai mã này"
GUESSES = pick(sample=60, full=10_000)


def filed(office: Office, clock: Clock) -> tuple[walking.Walk, str]:
    """A dossier just filed, and its look-up factor."""
    walked = walking.walk(status=Status.SUBMITTED, office=office)
    clock.at = walked.at
    assert walked.dossier.factor_once
    return walked, walked.dossier.factor_once


def look_up(reference: str, factor: str, *, address: str = "10.0.0.1") -> object:
    """Whatever a stranger's browser gets."""
    return Client(REMOTE_ADDR=address).post(TRACK, {"reference": reference, "factor": factor})


def test_two_codes_tell_state_unit_and_next_step(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)

    html = page(look_up(walked.dossier.temporary_ref, factor))

    assert "Chờ tiếp nhận" in html
    assert "Quầy xem hồ sơ rồi nhận, hoặc báo cần bổ sung gì." in html
    assert "Trung tâm Phục vụ hành chính công xã Suối Mây" in html
    assert "Lò Thị Mai" not in html
    assert "0978" not in html


def test_temporary_reference_and_code_open_with_the_same_factor(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)
    walked.step(walking.receive)
    clock.at = walked.at

    by_temporary = page(look_up(walked.dossier.temporary_ref, factor))
    by_code = page(look_up(walked.dossier.code, factor))

    assert f"Quầy đã nhận, mã hồ sơ là {walked.dossier.code}" in by_temporary
    assert "Quầy đã nhận, mã hồ sơ" not in by_code
    assert "Chúng tôi hẹn có kết quả trước 17:30 thứ Năm, 19/11/2026." in by_code


@pytest.mark.parametrize(
    "spelling", ["{lower}", "{spaced}", "Mã hồ sơ: {code}.", "https://motcua.vn/tra-cuu/?ma={code}"]
)
def test_input_is_forgiven_its_spelling(office: Office, clock: Clock, spelling: str) -> None:
    walked, factor = filed(office, clock)
    walked.step(walking.receive)
    clock.at = walked.at
    code = walked.dossier.code
    typed = spelling.format(code=code, lower=code.lower(), spaced=" ".join(code))

    html = page(look_up(typed, f"{factor[:4].lower()} - {factor[4:]}"))

    assert "Đã tiếp nhận" in html


def test_sensitive_procedure_shows_no_title(office: Office, clock: Clock) -> None:
    offering = factories.offering(agency=office.agency, name="Đăng ký khai tử")
    walked = walking.walk(status=Status.SUBMITTED, office=office, offering=offering)
    plain = page(look_up(walked.dossier.temporary_ref, walked.dossier.factor_once or ""))
    Dossier.objects.filter(pk=walked.dossier.pk).update(is_sensitive=True)

    sensitive = page(look_up(walked.dossier.temporary_ref, walked.dossier.factor_once or ""))

    assert "Đăng ký khai tử" in plain
    assert "Đăng ký khai tử" not in sensitive


def test_wrong_code_and_wrong_factor_read_the_same(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)

    wrong_factor = look_up(walked.dossier.temporary_ref, "00000000")
    wrong_code = look_up("TMP-00000000", factor)
    nonsense = look_up("xin chào", factor)

    bodies = []
    for answer in (wrong_factor, wrong_code, nonsense):
        assert answer.status_code == 422  # type: ignore[attr-defined]
        bodies.append(page(answer).split('role="alert"')[1].split("<h1>")[0])
    assert NOT_FOUND in bodies[0]
    assert bodies[0] == bodies[1] == bodies[2]


def test_digits_of_phone_or_identity_open_nothing(office: Office, clock: Clock) -> None:
    walked, _ = filed(office, clock)
    person = walked.dossier.applicant

    for guess in (person.phone[-4:], person.phone, (person.personal_id or "")[-4:], ""):
        assert "Chờ tiếp nhận" not in page(look_up(walked.dossier.temporary_ref, guess, address=f"10.1.0.{len(guess)}"))


def test_draft_cannot_be_tracked(office: Office, clock: Clock) -> None:
    draft = walking.walk_to(status=Status.DRAFT, office=office)

    assert NOT_FOUND in page(look_up(draft.temporary_ref, "00000000"))


def test_sixth_wrong_try_of_a_minute_is_told_to_wait(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)

    tries = [look_up(f"TMP-0000000{number}", "00000000") for number in range(5)]
    sixth = look_up(walked.dossier.temporary_ref, factor)
    clock.at += timedelta(minutes=1)
    later = look_up(walked.dossier.temporary_ref, factor)

    assert [answer.status_code for answer in tries] == [422] * 5  # type: ignore[attr-defined]
    assert sixth.status_code == 429  # type: ignore[attr-defined]
    assert 0 < int(sixth.headers["Retry-After"]) <= 60  # type: ignore[attr-defined]
    assert "phút" in page(sixth)
    assert later.status_code == 200  # type: ignore[attr-defined]


def test_right_tries_are_not_counted(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)

    answers = [look_up(walked.dossier.temporary_ref, factor) for _ in range(12)]

    assert {answer.status_code for answer in answers} == {200}  # type: ignore[attr-defined]
    assert set(RateWindow.objects.values_list("hits", flat=True)) == {0}


def test_a_personal_id_typed_as_a_code_is_kept_nowhere_in_clear(office: Office, clock: Clock) -> None:
    look_up("036198004217", "00000000")

    assert RateWindow.objects.exists()
    assert not RateWindow.objects.filter(bucket__contains="36198004217").exists()


def test_one_code_is_closed_for_an_hour_after_twenty_wrong_tries_from_anywhere(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)
    reference = walked.dossier.temporary_ref

    wrong = [look_up(reference, "00000000", address=f"10.0.1.{number}") for number in range(20)]
    right = look_up(reference, factor, address="10.0.2.1")
    clock.at += timedelta(hours=1)

    assert {answer.status_code for answer in wrong} == {422}  # type: ignore[attr-defined]
    assert right.status_code == 429  # type: ignore[attr-defined]
    assert look_up(reference, factor, address="10.0.2.1").status_code == 200  # type: ignore[attr-defined]


def test_limits_are_settings_of_the_office(office: Office, clock: Clock) -> None:
    change_setting(agency=office.agency, name="tracking_tries_in_all", value=2)

    answers = [look_up("TMP-00000000", "0", address=f"10.0.3.{number}") for number in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 429]  # type: ignore[attr-defined]


@pytest.mark.timeout(1200)
def test_guessing_discloses_nothing(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)
    reference = walked.dossier.temporary_ref

    answers = [
        look_up(reference, f"{number:08d}", address=f"10.{number // 250}.9.{number % 250}") for number in range(GUESSES)
    ]

    disclosed = [answer for answer in answers if answer.status_code == 200]  # type: ignore[attr-defined]
    assert disclosed == []
    assert sum(answer.status_code == 422 for answer in answers) == 20  # type: ignore[attr-defined]
    assert factor not in {f"{number:08d}" for number in range(GUESSES)}


def test_nothing_that_was_typed_stands_in_an_address(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)

    answer = look_up(walked.dossier.temporary_ref, factor)

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert factor not in page(answer)
    assert "no-store" in answer.headers["Cache-Control"]  # type: ignore[attr-defined]


def test_address_on_a_receipt_fills_in_the_code(office: Office) -> None:
    html = page(Client().get(TRACK, {"ma": "H99.71-261116-0001"}))

    assert 'value="H99.71-261116-0001"' in html


def test_empty_fields_are_asked_for(office: Office) -> None:
    answer = Client().post(TRACK, {"reference": "", "factor": ""})

    assert answer.status_code == 422
    assert "Viết mã hồ sơ in trên giấy hẹn" in page(answer)
    assert not RateWindow.objects.exists()


def test_look_up_is_logged_as_a_strangers(office: Office, clock: Clock) -> None:
    walked, factor = filed(office, clock)

    look_up(walked.dossier.temporary_ref, factor)

    assert list(ReadLog.objects.values_list("actor", "door")) == [("citizen:0", "portal/track")]


@pytest.mark.parametrize("status", [status for status in walking.WAYS if status is not Status.DRAFT])
def test_every_state_has_a_next_step_for_strangers(office: Office, clock: Clock, status: Status) -> None:
    walked = walking.walk(status=Status.SUBMITTED, office=office)
    factor = walked.dossier.factor_once or ""
    for act in walking.WAYS[status][1:]:
        walked.step(act)
    clock.at = walked.at

    answer = look_up(walked.dossier.temporary_ref, factor)

    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert walked.dossier.applicant_name not in page(answer)
