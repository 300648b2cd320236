"""One event of a life over several procedures: one form, one sending of papers, one filing; then each its own life."""

import json
import re

import pytest
from django.test import Client
from pytest_django.asserts import assertTemplateUsed

from apps.accounts.models import User
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Bundle, Dossier
from apps.dossiers.tasks import read_papers
from apps.portal.labels.bundles import CARRIED
from apps.procedures.models import Arrangement, BundlePart, Offering
from apps.procedures.services.bundling import BUNDLES
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import WHO, key_in, page
from tests.portal.together import (
    BROUGHT_PAPER,
    SAID,
    SHARED_PAPER,
    START,
    begin,
    dossiers,
    file_all,
    newborn,
    paper_of,
    ready,
)
from tests.portal.uploads import photo


@pytest.fixture
def parts(office: Office) -> list[BundlePart]:
    return newborn(office.agency)


def walk_on(dossier: Dossier, office: Office, clock: Clock) -> walking.Walk:
    return walking.Walk(dossier=dossier, office=office, at=clock.at)


def test_questions_are_asked_once_and_told_to_every_case(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, *parts[:2])
    form = page(mai.get(f"{here}to-khai/"))
    assert form.count("Tên của bé") >= 1
    assert "Tên người trên giấy" not in form and "Giấy nào" not in form

    ready(mai, parts)

    birth, copy = (one.answers for one in dossiers())
    assert copy["owner"] == birth["child_name"] == "Lò Bảo An"
    assert (copy["kind"], copy["copies"]) == ("Khai sinh", "2")


def test_one_press_files_all_and_each_has_its_own_codes(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)
    look = page(mai.get(f"{here}xem-lai/"))
    assert "con-thieu" not in look and "thieu-giay" not in look
    assert look.count("Nếu quầy nhận ngay") == 2

    answer = file_all(mai, here)

    assert answer.status_code == 302 and answer.headers["Location"].endswith("/da-nop/")
    birth, copy = dossiers()
    assert (birth.status, copy.status) == (Status.SUBMITTED, Status.SUBMITTED)
    assert birth.lookup_digest != copy.lookup_digest
    assert set(birth.answers) == {"child_name", "born_on"}
    assert [row.file_id for row in birth.documents.all()] == [row.file_id for row in copy.documents.all()]
    done = page(mai.get(answer.headers["Location"]))
    assert birth.temporary_ref in done and copy.temporary_ref in done
    assert "Cùng lần nộp" in page(mai.get(f"/ho-so/{birth.reference}/"))
    assert f'href="{here}da-nop/"' in page(mai.get(f"/ho-so/{birth.reference}/"))


def test_pressed_twice_or_from_two_tabs_it_is_filed_once(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)
    keys = [key_in(page(mai.get(f"{here}xem-lai/"))) for _ in range(2)]

    answers = [mai.post(f"{here}xem-lai/", {"agree": "on", "khoa": key}) for key in (keys[0], keys[0], keys[1])]

    assert {answer.headers["Location"] for answer in answers} == {f"{here}da-nop/"}
    assert Dossier.objects.exclude(status=Status.DRAFT).count() == 2


def test_two_tabs_begin_one_bundle_and_another_only_where_it_is_asked_for(mai: Client, parts: list[BundlePart]) -> None:
    keys = [key_in(page(mai.get(START))) for _ in range(2)]
    chosen = [one.pk for one in parts[:2]]

    begun = {mai.post(START, {"khoa": key, "parts": chosen}).headers["Location"] for key in (*keys, keys[0])}
    another = mai.post(START, {"khoa": key_in(page(mai.get(START))), "parts": chosen, "them": "1"})

    assert len(begun) == 1
    assert another.headers["Location"] not in begun
    assert Bundle.objects.count() == 2


def test_all_or_none_is_filed(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)
    key = key_in(page(mai.get(f"{here}xem-lai/")))
    Offering.objects.filter(pk=parts[1].offering_id).update(accepts_online=False)

    answer = mai.post(f"{here}xem-lai/", {"agree": "on", "khoa": key})

    assert answer.status_code == 422
    assert [one.status for one in dossiers()] == [Status.DRAFT, Status.DRAFT]
    assert Bundle.objects.get().filed_at is None


def test_paper_is_asked_once_and_one_that_another_case_brings_forth_never(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, *parts[:2])

    assert mai.get(f"{here}giay-to-2/").status_code == 404  # the second case has no papers of its own
    look = page(mai.get(f"{here}xem-lai/"))
    assert look.count("Chưa có") == 1
    assert "gửi một lần, dùng chung với việc trước" in look
    assert "có từ việc khác nộp cùng lần này" in look


def test_without_the_first_procedure_the_second_asks_for_everything_it_needs(
    mai: Client, parts: list[BundlePart]
) -> None:
    here = begin(mai, parts[1], parts[2])
    mai.post(f"{here}nguoi-nop/", WHO)
    form = page(mai.get(f"{here}to-khai/"))
    third = {"full_name": "Lò Thị Mai", "personal_id": "036198000123", "purpose": "Trợ cấp"}
    mai.post(f"{here}to-khai/", {"owner": "Lò Bảo An", "copies": "1", **third})
    for name in (SHARED_PAPER, BROUGHT_PAPER):
        mai.post(f"{here}giay-to/", {"gui": paper_of(dossiers()[0], name), "file": photo()})
    read_papers()
    mai.post(f"{here}nhan-ket-qua/", {"delivery": "counter"})

    answer = file_all(mai, here)

    assert "Tên người trên giấy" in form and "Giấy nào" not in form
    assert answer.status_code == 302
    copy, other = dossiers()
    assert (copy.status, other.status) == (Status.SUBMITTED, Status.SUBMITTED)
    assert copy.answers == {"kind": "Khai sinh", "owner": "Lò Bảo An", "copies": "1"}
    assert copy.documents.count() == 2


def test_second_thoughts_take_a_case_in_or_out(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)

    mai.post(f"{here}chon-viec/", {"parts": [parts[0].pk, parts[2].pk]})

    assert [one.procedure_name for one in dossiers()] == ["Đăng ký khai sinh", "Trợ cấp"]
    assert {one.applicant_phone for one in dossiers()} == {"+84978111312"}


def test_what_was_said_and_sent_for_two_stays_with_the_one_that_is_left(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)

    mai.post(f"{here}chon-viec/", {"parts": [parts[1].pk]})

    copy = Dossier.objects.get()
    assert (copy.answers["owner"], copy.answers["copies"]) == ("Lò Bảo An", "2")
    assert [row.name for row in copy.documents.all()] == [SHARED_PAPER]
    assert "Lò Bảo An" in page(mai.get(f"{here}to-khai/"))


def test_case_that_comes_in_later_knows_what_was_said(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, parts[0])
    mai.post(f"{here}nguoi-nop/", WHO)
    mai.post(f"{here}to-khai/", SAID)

    mai.post(f"{here}chon-viec/", {"parts": [parts[0].pk, parts[1].pk]})

    birth, copy = dossiers()
    assert copy.answers == {"kind": "Khai sinh", "owner": "Lò Bảo An"}
    assert copy.applicant_address == birth.applicant_address == WHO["address"]


def test_one_of_several_is_not_written_filed_or_handed_over_alone(mai: Client, parts: list[BundlePart]) -> None:
    here = ready(mai, parts)
    birth = dossiers()[0]
    alone = f"/nop/ho-so/{birth.reference}/"

    pressed = mai.post(f"{alone}xem-lai/", {"agree": "on", "khoa": "k"})
    handed = mai.get(f"{alone}chuyen/")
    code = birth.version.procedure.code
    own = mai.post(f"/nop/{code}/", {"khoa": key_in(page(mai.get(f"/nop/{code}/")))})

    assert pressed.headers["Location"] == f"{here}nguoi-nop/"
    assert handed.headers["Location"] == f"{here}chon-viec/"
    assert birth.reference not in own.headers["Location"]  # a draft of its own, not one of several
    assert {one.status for one in dossiers()} == {Status.DRAFT}


def test_proof_of_acting_for_another_is_sent_once(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, *parts[:2])
    another = {
        **WHO,
        "whose": "uy-quyen",
        "name": "Lò Văn Tú",
        "personal_id": "014190000123",
        "number": "12",
        "issued_on": "01/11/2026",
        "certified_by": "UBND xã Suối Mây",
    }
    mai.post(f"{here}nguoi-nop/", another)

    look = page(mai.get(f"{here}xem-lai/"))

    assert {one.relation != "" for one in dossiers()} == {True}
    assert look.count("Chưa có") == 2  # the common paper and the proof, at the first case
    assert mai.get(f"{here}giay-to-2/").status_code == 404


def test_what_two_people_or_a_choice_of_cases_need_is_not_offered_together(
    mai: Client, parts: list[BundlePart]
) -> None:
    Arrangement.objects.filter(offering=parts[2].offering).update(second_party="Bên kia")

    assert f'value="{parts[2].pk}"' not in page(mai.get(START))
    assert f'value="{parts[1].pk}"' in page(mai.get(START))


def test_left_is_said_stop_by_stop_and_each_leads_there(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, *parts)

    step = page(mai.get(f"{here}nguoi-nop/"))
    mai.post(f"{here}nguoi-nop/", WHO)
    saved = mai.post(f"{here}to-khai/", {"child_name": "Lò Bảo An"}, headers={"X-Autosave": "1"})

    assert f'href="{here}to-khai/"' in step and f'href="{here}giay-to/"' in step
    assert saved.status_code == 200 and "Ngày sinh" in page(saved)
    assert dossiers()[1].answers["owner"] == "Lò Bảo An"


def test_what_was_typed_when_the_session_ended_is_kept(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, *parts[:2])
    user = mai.session["_auth_user_id"]
    mai.logout()

    late = mai.post(f"{here}to-khai/", SAID)
    mai.force_login(User.objects.get(pk=user))
    back = mai.get(f"{here}to-khai/")

    assert late.headers["Location"] == f"/dang-nhap/?next={here}to-khai/"
    assert back.headers["Location"] == f"{here}to-khai/"
    birth, copy = dossiers()
    assert birth.answers["child_name"] == copy.answers["owner"] == "Lò Bảo An"


def test_what_was_typed_before_another_log_in_is_shown_to_its_writer_and_told_to_no_case(
    mai: Client, neighbour: Client, parts: list[BundlePart]
) -> None:
    here = begin(mai, *parts[:2])
    answers = []
    for browser in (mai, neighbour):
        browser.handler.enforce_csrf_checks = True
        browser.cookies["csrftoken"] = "b" * 32
        posted = SAID | {"csrfmiddlewaretoken": "a" * 32}
        answers.append(browser.post(f"{here}to-khai/", posted, headers={"Origin": "http://testserver"}))
    before = [one.answers for one in dossiers()]
    fresh = {"csrfmiddlewaretoken": str(answers[0].context["csrf_token"])}
    kept = mai.post(f"{here}to-khai/", SAID | fresh | {"luu": "1"}, headers={"Origin": "http://testserver"})

    assert [answer.status_code for answer in answers] == [403, 403]
    assert ["Lò Bảo An" in page(answer) for answer in answers] == [True, False]
    assert all("Lò Bảo An" not in str(said) for said in before)
    assert kept.status_code == 302
    assert dossiers()[1].answers["owner"] == "Lò Bảo An"


def test_nothing_ticked_is_said_and_a_stranger_finds_nothing(
    mai: Client, neighbour: Client, parts: list[BundlePart]
) -> None:
    refused = mai.post(START, {"parts": []})
    here = begin(mai, parts[0])

    assert refused.status_code == 422 and "Đánh dấu ít nhất một việc." in page(refused)
    for stop in ("nguoi-nop", "to-khai", "xem-lai", "chon-viec", "khong-co", "da-nop", "nop-tien"):
        assert neighbour.get(f"{here}{stop}/").status_code == 404
    assert neighbour.post(f"{here}bo/").status_code == 302
    assert Dossier.objects.count() == 1


def test_list_shows_one_draft_for_the_event_and_it_can_be_thrown_away(mai: Client, parts: list[BundlePart]) -> None:
    here = begin(mai, *parts[:2])

    shelf = page(mai.get("/ho-so/"))
    assert len(re.findall(r'class="case case--draft"', shelf)) == 1
    assert f'href="{here}nguoi-nop/"' in shelf
    mai.post(f"{here}bo/")

    assert not Dossier.objects.exists()
    assert not Bundle.objects.exists()


def test_desk_sees_that_dossiers_belong_together_and_each_goes_its_own_way(
    mai: Client, office: Office, clock: Clock, parts: list[BundlePart]
) -> None:
    here = ready(mai, parts)
    file_all(mai, here)
    birth, copy = dossiers()
    clerk = Client()
    clerk.force_login(office.clerk.user)

    at_desk = page(clerk.get(f"/quay/ho-so/{birth.reference}/"))
    walk_on(birth, office, clock).step(walking.receive)
    walk_on(copy, office, clock).step(walking.request_fix)
    done = page(mai.get(f"{here}da-nop/"))

    assert "Cùng hồ sơ sự kiện" in at_desk and copy.temporary_ref in at_desk
    birth.refresh_from_db()
    copy.refresh_from_db()
    assert (birth.status, copy.status) == (Status.RECEIVED, Status.NEED_FIX_INTAKE)
    assert birth.code in done and copy.temporary_ref in done
    assertTemplateUsed(mai.get(f"{here}da-nop/"), "portal/bundle_done.html")
    # what comes back is mended alone, with its own papers
    mended = page(mai.get(f"/nop/ho-so/{copy.reference}/giay-to/"))
    assert SHARED_PAPER in mended and "dùng chung với việc trước" not in mended


def test_words_of_the_carried_bundles_can_be_translated() -> None:
    rows = json.loads(BUNDLES.read_text(encoding="utf-8"))

    said = {row[name] for row in rows for name in ("words", "meaning")}
    said |= {part["why"] for row in rows for part in row["parts"]}

    assert {str(words) for words in CARRIED} == said
