"""Whoever holds a paper may ask whether it is ours; whoever holds a rating link may vote once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from apps.desk.models import Slip
from apps.dossiers.domain.status import Status
from apps.surveys.models import Invitation, Response
from apps.surveys.services import VALID_DAYS, invite
from tests import walking
from tests.conftest import Clock
from tests.factories import Office
from tests.portal.filers import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(office: Office, clock: Clock) -> Slip:
    walked = walking.walk(status=Status.PROCESSING, office=office)
    clock.at = walked.at
    return walked.dossier.slips.get()


@pytest.fixture
def token(office: Office, clock: Clock) -> str:
    walked = walking.walk(status=Status.RETURNED, office=office)
    clock.at = walked.at
    return invite(dossier=walked.dossier, at=clock.at)


def test_issued_paper_is_known_by_its_address(slip: Slip) -> None:
    answer = Client().get(f"/xac-thuc/{slip.address}/")

    html = page(answer)
    assert answer.status_code == 200
    for words in (
        "Giấy này do chúng tôi cấp",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "mẫu 01",
        "01/TNHS",
        "thứ Hai, 16/11/2026",
        "Trung tâm Phục vụ hành chính công xã Suối Mây",
        "Công chức tiếp nhận",
    ):
        assert words in html


def test_verification_tells_nothing_personal(slip: Slip) -> None:
    dossier = slip.dossier
    html = page(Client().get(f"/xac-thuc/{slip.address}/"))

    personal = (dossier.applicant_name, dossier.code, dossier.procedure_name, "0978")
    assert [words for words in personal if words in html] == []
    assert "Vi Thị Hạnh" not in html


def test_superseded_paper_says_so(slip: Slip, clock: Clock) -> None:
    slip.superseded_at = clock.at
    slip.save(update_fields=["superseded_at"])

    html = page(Client().get(f"/xac-thuc/{slip.address}/"))

    assert "Giấy này có thật, nhưng đã được thay" in html


@pytest.mark.parametrize("address", ["khong-co", "A" * 300, "<script>"])
def test_unknown_address_is_answered_calmly(office: Office, clock: Clock, address: str) -> None:
    answer = Client().get(f"/xac-thuc/{address}/")

    assert answer.status_code == 404
    assert "Không có giấy nào ở địa chỉ này" in page(answer)
    assert "0205 3800 100" in page(answer)


def test_papers_cannot_be_searched_for(slip: Slip) -> None:
    browser = Client(REMOTE_ADDR="10.0.0.7")

    answers = [browser.get(f"/xac-thuc/dia-chi-{number}/").status_code for number in range(61)]

    assert answers == [404] * 60 + [429]


def test_three_answers_are_offered(token: str) -> None:
    html = page(Client().get(f"/danh-gia/{token}/"))

    assert [html.count(f">{words}</button>") for words in ("Rất hài lòng", "Hài lòng", "Không hài lòng")] == [1, 1, 1]
    assert not Response.objects.exists()


def test_vote_counts_once_and_needs_no_log_in(token: str) -> None:
    address = f"/danh-gia/{token}/"

    first = Client().post(address, {"satisfaction": "satisfied", "comment": "Cán bộ chỉ dẫn rõ."})
    second = Client().post(address, {"satisfaction": "not_satisfied", "comment": ""})
    look = Client().get(address)

    assert "Cảm ơn bạn" in page(first)
    assert (second.status_code, look.status_code) == (410, 410)
    assert "Đường dẫn này đã dùng rồi" in page(second)
    vote = Response.objects.get()
    assert (vote.satisfaction, vote.comment) == ("satisfied", "Cán bộ chỉ dẫn rõ.")


def test_looking_does_not_burn_the_link(token: str) -> None:
    for _ in range(3):
        Client().get(f"/danh-gia/{token}/")

    assert Invitation.objects.get().is_burned is False


def test_vote_without_an_answer_is_asked_again(token: str) -> None:
    html = page(Client().post(f"/danh-gia/{token}/", {"satisfaction": "tuyệt", "comment": "Lời đã viết"}))

    assert "Chọn một dòng trong danh sách" in html
    assert "Lời đã viết" in html
    assert not Response.objects.exists()


def test_unknown_or_expired_link_says_what_to_do(token: str, clock: Clock) -> None:
    unknown = Client().get("/danh-gia/khong-co/")
    clock.at += timedelta(days=VALID_DAYS + 1)
    expired = Client().post(f"/danh-gia/{token}/", {"satisfaction": "satisfied"})

    for answer in (unknown, expired):
        assert answer.status_code == 404
        assert "Đường dẫn này không còn dùng được" in page(answer)
    assert not Response.objects.exists()


def test_rating_page_gives_its_link_to_nobody(token: str) -> None:
    assert Client().get(f"/danh-gia/{token}/").headers["Referrer-Policy"] == "same-origin"
