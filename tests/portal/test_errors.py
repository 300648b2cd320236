"""What people read when something went wrong."""

import logging

import pytest
from django.test import Client, RequestFactory

from apps.officials.models import Agency
from apps.portal.views import errors


def test_lost_page_says_where_to_go(client: Client, agency: Agency) -> None:
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Đường này không dẫn tới đâu cả" in text
    assert "Về trang chủ" in text


def test_old_form_is_answered_calmly_and_does_nothing(agency: Agency) -> None:
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "x", "password": "y"})

    assert answer.status_code == 403
    assert "Tờ khai này đã mở quá lâu" in answer.content.decode()


def test_the_log_names_the_route_of_a_refused_request_and_not_the_token_in_it(
    agency: Agency, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        Client(enforce_csrf_checks=True).post("/danh-gia/bi-mat-7KQ2M4XZ/", {"overall": "5"})
        Client().put("/danh-gia/bi-mat-7KQ2M4XZ/")

    assert "danh-gia/<str:token>/" in caplog.text
    assert "7KQ2M4XZ" not in caplog.text


def test_request_that_is_too_big_is_told_its_way(client: Client, agency: Agency) -> None:
    answer = client.post("/dang-nhap/", {"username": "x" * 3_000_000, "password": "y"})

    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()


def test_our_own_fault_needs_no_database_and_has_a_code_to_quote(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = errors.server_error(rf.get("/ho-so/"))

    text = answer.content.decode()
    code = text.split("Mã lỗi ")[1].split("<")[0]
    assert answer.status_code == 500
    assert code in caplog.text
    assert "alert-pause" in text
    assert "alert-late" not in text


@pytest.mark.parametrize("handler", [errors.bad_request, errors.forbidden])
def test_refusals_are_pages_of_the_house(rf: RequestFactory, client: Client, agency: Agency, handler) -> None:  # type: ignore[no-untyped-def]
    request = client.get("/").wsgi_request

    answer = handler(request)

    assert answer.status_code in (400, 403)
    assert "Về trang chủ" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/xac-thuc/%00/", "/tep/a%00/", "/nop/%00/", "/thu-tuc/%00/", "/quay/tep/%00/"])
def test_address_with_a_nul_leads_nowhere(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
