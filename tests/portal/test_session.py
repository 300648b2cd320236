"""Log-in, log-out, the reader's switches, and who may see what while logged out."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import RateWindow
from apps.officials.models import Official
from apps.portal.middleware import LoginRequired
from apps.portal.views import session
from tests.portal.conftest import PASSWORD

LOGIN = "/dang-nhap/"


def logged_in(client: Client) -> str:
    user = get_user(client)
    return "" if isinstance(user, AnonymousUser) else user.get_username()


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_citizen_has_no_password(client: Client, citizen: User) -> None:
    citizen.set_password(PASSWORD)
    citizen.save()

    answer = client.post(LOGIN, {"username": citizen.username, "password": PASSWORD})

    assert answer.status_code == 422
    assert logged_in(client) == ""


@override_settings(DEMO=True)
def test_official_logs_in_by_name(client: Client, clerk: Official) -> None:
    client.post(LOGIN, {"username": " HANH ", "password": PASSWORD})

    assert logged_in(client) == "hanh"


@override_settings(DEMO=True)
def test_wrong_password_and_unknown_name_read_the_same(client: Client, clerk: Official) -> None:
    wrong = client.post(LOGIN, {"username": "hanh", "password": "khác"})
    unknown = client.post(LOGIN, {"username": "ai-do", "password": "khác"})

    assert wrong.status_code == unknown.status_code == 422
    said = [a.content.decode().split('class="alert alert-hand')[1].split("</ul>")[0] for a in (wrong, unknown)]
    assert said[0] == said[1]


@pytest.mark.django_db
def test_empty_log_in_says_what_to_write_and_is_not_counted(client: Client) -> None:
    for _ in range(session.PER_PAIR.tries + 1):
        answer = client.post(LOGIN, {"username": "", "password": ""})

    assert answer.status_code == 422
    assert 'href="#id_username"' in answer.content.decode()


@override_settings(DEMO=True)
def test_guessing_is_stopped_even_with_the_right_password_at_last(client: Client, clerk: Official) -> None:
    for _ in range(session.PER_PAIR.tries):
        client.post(LOGIN, {"username": "hanh", "password": "đoán"})

    answer = client.post(LOGIN, {"username": "hanh", "password": PASSWORD})

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= session.QUARTER
    assert "thử lại sau" in answer.content.decode()
    assert logged_in(client) == ""


@override_settings(DEMO=True)
def test_guessing_from_one_place_locks_nobody_out_elsewhere(client: Client, clerk: Official) -> None:
    for _ in range(session.PER_PAIR.tries + 1):
        client.post(LOGIN, {"username": "hanh", "password": "đoán"}, REMOTE_ADDR="203.0.113.9")

    answer = client.post(LOGIN, {"username": "hanh", "password": PASSWORD}, REMOTE_ADDR="203.0.113.10")

    assert answer.status_code == 302


@override_settings(DEMO=True)
def test_name_typed_at_log_in_is_not_stored_readable(client: Client, clerk: Official) -> None:
    client.post(LOGIN, {"username": "036198004217", "password": "x"})

    buckets = list(RateWindow.objects.values_list("bucket", flat=True))
    assert len(buckets) == 3
    assert [b for b in buckets if "036198004217" in b or "36198004217" in b] == []


@override_settings(DEMO=True)
@pytest.mark.parametrize(
    ("wanted", "lands"),
    [("/tuyen-bo/tiep-can/?a=1", "/tuyen-bo/tiep-can/?a=1"), ("https://evil.example/", None), ("//evil.example", None)],
)
def test_log_in_returns_to_our_own_pages_only(client: Client, clerk: Official, wanted: str, lands: str | None) -> None:
    answer = client.post(LOGIN, {"username": "hanh", "password": PASSWORD, "next": wanted})

    assert answer.status_code == 302
    assert "evil" not in answer.headers["Location"]
    if lands:
        assert answer.headers["Location"] == lands


@override_settings(DEMO=True)
def test_demo_account_is_entered_with_one_press(client: Client, clerk: Official) -> None:
    page = client.get(LOGIN).content.decode()
    client.post(LOGIN, {"demo": "hanh"})

    assert "Vi Thị Hạnh" in page
    assert logged_in(client) == "hanh"


@override_settings(DEMO=False)
def test_without_demo_nobody_is_shown_and_nobody_enters(client: Client, clerk: Official) -> None:
    page = client.get(LOGIN).content.decode()
    client.post(LOGIN, {"demo": "hanh"})
    client.post(LOGIN, {"username": "hanh", "password": PASSWORD})

    assert "Vi Thị Hạnh" not in page
    assert logged_in(client) == ""


@override_settings(DEMO=True)
def test_demo_press_opens_no_real_account(client: Client, clerk: Official) -> None:
    User.objects.filter(username="hanh").update(is_demo=False)

    client.post(LOGIN, {"demo": "hanh"})

    assert logged_in(client) == ""


@override_settings(DEMO=True)
def test_log_out_is_by_form_only(client: Client, clerk: Official) -> None:
    client.post(LOGIN, {"demo": "hanh"})

    assert client.get("/dang-xuat/").status_code == 405
    assert logged_in(client) == "hanh"
    assert client.post("/dang-xuat/").headers["Location"] == "/dang-xuat/xong/"
    assert logged_in(client) == ""


@override_settings(DEMO=True)
def test_pages_of_a_session_are_kept_by_no_cache(client: Client, clerk: Official) -> None:
    before = client.get("/")
    client.post(LOGIN, {"demo": "hanh"})
    after = client.get("/")

    assert "no-store" not in before.headers.get("Cache-Control", "")
    assert "no-store" in after.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("method", "referer", "back"),
    [
        ("post", "http://testserver/to-khai/?buoc=2", "/to-khai/%3Fbuoc%3D2"),
        ("post", "https://evil.example/x", "/"),
        ("post", "", "/"),
        ("get", "http://testserver/khac/", "/ho-so/nhan/%3Fa%3D1"),
    ],
)
def test_form_sent_after_the_session_ended_returns_to_its_page(
    rf: RequestFactory, method: str, referer: str, back: str
) -> None:
    request = rf.generic(method.upper(), "/ho-so/nhan/?a=1", headers={"referer": referer})
    request.user = AnonymousUser()
    guard = LoginRequired(lambda request: HttpResponse())

    answer = guard.process_view(request, lambda request: HttpResponse(), (), {})

    assert answer is not None
    assert answer.headers["Location"] == f"{LOGIN}?next={back}"


def test_expired_session_is_told_so(client: Client, citizen: User) -> None:
    fresh = client.get(LOGIN + "?next=/x").content.decode()
    client.cookies[settings.SESSION_COOKIE_NAME] = "het-han"
    expired = client.get(LOGIN + "?next=/x").content.decode()

    assert "Phiên làm việc đã hết" not in fresh
    assert "Phiên làm việc đã hết" in expired


@pytest.mark.django_db
def test_switch_is_remembered_and_can_be_put_back(client: Client) -> None:
    on = client.post(reverse("portal:preferences"), {"switch": "big_text", "next": "/tuyen-bo/tiep-can/"})
    page = client.get("/").content.decode()
    client.post(reverse("portal:preferences"), {"switch": "big_text"})
    back = client.get("/").content.decode()

    assert on.headers["Location"] == "/tuyen-bo/tiep-can/"
    assert '<html lang="vi" class="big-text">' in page
    assert '<html lang="vi">' in back


@pytest.mark.django_db
@pytest.mark.parametrize("wish", [{"switch": "x"}, {"language": "fr"}, {}, {"switch": "phien"}])
def test_unknown_wish_changes_nothing(client: Client, wish: dict[str, str]) -> None:
    answer = client.post(reverse("portal:preferences"), {**wish, "next": "https://evil.example"})

    assert answer.headers["Location"] == "/"
    assert list(answer.cookies) == []


@pytest.mark.django_db
def test_language_follows_the_choice_and_not_the_address(client: Client) -> None:
    client.post(reverse("portal:preferences"), {"language": "en"})

    answer = client.get("/")

    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()
    assert "Cookie" in answer.headers["Vary"]


@override_settings(DEMO=True)
def test_rooms_of_officials_speak_vietnamese_whatever_was_chosen(client: Client, clerk: Official) -> None:
    client.post(LOGIN, {"demo": "hanh"})
    client.post(reverse("portal:preferences"), {"language": "en"})

    room = client.get(reverse("desk:counter"))
    front = client.get("/")

    assert (room.headers["Content-Language"], front.headers["Content-Language"]) == ("vi", "en")
    assert '<html lang="vi"' in room.content.decode()
    assert "Đăng xuất" in room.content.decode()
    assert ">English<" not in room.content.decode()
