"""Log-in by VNeID, against a real OpenID Connect provider on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from apps.accounts.domain.claims import TwoPeople, Unidentified, read_identity
from apps.accounts.models import Membership, OpenSession, Person, Silence, User
from apps.accounts.services.sessions import SILENCE
from tests import factories
from tests.accounts.vneid import BACK, GO, LANH, Vneid, log_in, running
from tests.conftest import Clock
from tests.portal.test_session import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provider() -> Iterator[Vneid]:
    with running() as made:
        yield made


@pytest.fixture
def vneid(provider: Vneid, settings: Settings) -> Vneid:
    """VNeID as this office agreed with it."""
    settings.DEMO, settings.CITIZEN_LOCAL_LOGIN = True, False
    settings.PUBLIC_ADDRESS = "http://testserver"
    settings.VNEID_ISSUER, settings.VNEID_CLIENT_ID, settings.VNEID_CLIENT_SECRET = provider.issuer, "xa", "secret"
    settings.VNEID_SCOPES = ["openid", "profile", "phone"]
    provider.know("lanh", LANH)
    return provider


def test_somebody_new_comes_in_and_is_known_by_her_number(client: Client, vneid: Vneid) -> None:
    answer = log_in(client, vneid, "lanh", next="/nop/1.001193/")

    person = Person.objects.get()
    assert answer.headers["Location"] == "/nop/1.001193/"
    assert (person.name, person.birth_date, person.sex) == ("Lò Thị Lành", date(1996, 5, 12), "female")
    assert (person.personal_id, person.phone) == (LANH["citizen_id"], "+84978654312")
    assert client.get("/ho-so/").status_code == 200
    assert OpenSession.objects.get().way == OpenSession.Way.VNEID


def test_who_comes_again_is_the_same_person_and_the_desk_knew_her_before(client: Client, vneid: Vneid) -> None:
    known = factories.person(name="Lo Thi Lanh", personal_id=LANH["citizen_id"], phone="+84912345678")

    log_in(client, vneid, "lanh")
    log_in(Client(), vneid, "lanh")

    known.refresh_from_db()
    assert User.objects.get().person == known
    assert Person.objects.count() == 1
    assert (known.name, known.phone) == ("Lò Thị Lành", "+84912345678")


def test_nothing_of_her_stays_with_the_library_or_in_the_session(client: Client, vneid: Vneid) -> None:
    sent = client.post(GO).headers["Location"]
    log_in(client, vneid, "lanh")

    asked = parse_qs(urlsplit(sent).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"] and asked["nonce"]
    assert not SocialAccount.objects.exists()
    assert LANH["citizen_id"] not in repr(dict(client.session))
    assert LANH["citizen_id"] not in User.objects.get().username


def test_a_return_is_good_once(client: Client, vneid: Vneid) -> None:
    back = vneid.agree(client.post(GO).headers["Location"], "lanh")
    client.get(back)
    client.post("/dang-xuat/")

    again = client.get(back)

    assert again.status_code == 400
    assert "không còn dùng được" in again.content.decode()
    assert logged_in(client) == ""


@pytest.mark.parametrize("forged", ["state=abc&code=x", "code=x", "", "error=server_error&state=abc", "state=%00"])
def test_a_return_that_was_made_up_lets_nobody_in(client: Client, vneid: Vneid, forged: str) -> None:
    client.post(GO)

    answer = client.get(f"{BACK}?{forged}")

    assert answer.status_code in (400, 503)
    assert "Bản nháp và hồ sơ của bạn vẫn còn nguyên" in answer.content.decode()
    assert logged_in(client) == ""


def test_somebody_elses_return_lets_nobody_in(client: Client, vneid: Vneid) -> None:
    back = vneid.agree(Client().post(GO).headers["Location"], "lanh")

    assert client.get(back).status_code == 400
    assert logged_in(client) == ""


@pytest.mark.parametrize("claims", [{}, {"citizen_id": "12345"}, {"citizen_id": LANH["citizen_id"]}])
def test_without_number_or_name_nobody_is_made(client: Client, vneid: Vneid, claims: dict[str, Any]) -> None:
    vneid.know("vo-danh", claims)

    answer = log_in(client, vneid, "vo-danh")

    assert answer.status_code == 403
    assert "mức 2" in answer.content.decode()
    assert not Person.objects.exists()


def test_who_says_no_there_is_told_that_nothing_happened(client: Client, vneid: Vneid) -> None:
    back = vneid.agree(client.post(GO).headers["Location"], "lanh", action="deny")

    answer = client.get(back)

    assert answer.status_code == 403
    assert "Bạn chưa đồng ý trên VNeID" in answer.content.decode()


def test_log_out_ends_there_too_and_its_address_tells_nothing(client: Client, vneid: Vneid) -> None:
    log_in(client, vneid, "lanh")

    answer = client.post("/dang-xuat/")

    leaves = urlsplit(answer.headers["Location"])
    assert f"{leaves.scheme}://{leaves.netloc}" == vneid.issuer
    assert parse_qs(leaves.query) == {
        "client_id": ["xa"],
        "post_logout_redirect_uri": ["http://testserver/dang-xuat/xong/"],
    }
    assert '"cache"' in answer.headers["Clear-Site-Data"]
    assert not OpenSession.objects.exists()


def test_shared_machine_is_remembered_on_the_way(client: Client, vneid: Vneid, settings: Settings) -> None:
    log_in(client, vneid, "lanh", may_dung_chung="on")

    assert client.session.get_expiry_age() == settings.SHARED_SESSION_SECONDS
    assert "Máy dùng chung." in client.get("/ho-so/").content.decode()


def test_representative_acts_for_her_organisation_for_a_day(client: Client, vneid: Vneid, clock: Clock) -> None:
    vneid.know("lanh-htx", {**LANH, "organization_id": "0101234567-001", "organization_name": "HTX Mây Xanh"})
    clock.at = clock.at.replace(year=time.gmtime().tm_year)

    answer = log_in(client, vneid, "lanh-htx", next="/ho-so/")

    held = Membership.objects.get()
    assert answer.headers["Location"] == "/tai-khoan/thay-mat/?next=%2Fho-so%2F"
    assert (held.organisation.name, held.role) == ("HTX Mây Xanh", Membership.Role.REPRESENTATIVE)
    assert held.to_date == held.from_date + timedelta(days=1)


def test_when_vneid_is_away_one_waits_and_the_next_does_not(client: Client, vneid: Vneid, settings: Settings) -> None:
    settings.VNEID_ISSUER = "http://127.0.0.1:9"

    answer = client.post(GO, {"next": "/nop/1.001193/"})
    silent = Silence.objects.get()
    settings.VNEID_ISSUER = vneid.issuer
    next_one = client.post(GO)
    Silence.objects.update(until=silent.until - SILENCE)
    later = client.post(GO)

    assert (answer.status_code, next_one.status_code, later.status_code) == (503, 503, 302)
    assert "VNeID đang không trả lời" in answer.content.decode()
    assert 'value="/nop/1.001193/"' in answer.content.decode()


def test_an_open_line_is_for_trials_only(client: Client, vneid: Vneid, settings: Settings) -> None:
    settings.DEMO = False

    assert client.post(GO).status_code == 404
    assert "VNeID</button>" not in client.get("/dang-nhap/").content.decode()


NAMES = {
    name: name
    for name in ("personal_id", "name", "birth_date", "sex", "phone", "address", "organisation_id", "organisation_name")
}
TOLD = {"sub": "1", "personal_id": "014196000001", "name": "Lò Thị Lành"}


def test_two_answers_that_name_two_people_are_refused() -> None:
    with pytest.raises(TwoPeople):
        read_identity(userinfo=TOLD, id_token={**TOLD, "sub": "2"}, names=NAMES)


@pytest.mark.parametrize("number", ["", None, 14196000001, ["014196000001"], "014196000001x", "999196000001"])
def test_what_is_no_number_identifies_nobody(number: Any) -> None:
    with pytest.raises(Unidentified):
        read_identity(userinfo={**TOLD, "personal_id": number}, id_token={}, names=NAMES)


@pytest.mark.parametrize(
    ("claim", "value", "read"),
    [
        ("birth_date", "31/02/1996", None),
        ("birth_date", "12/05/1996", date(1996, 5, 12)),
        ("phone", "không có", ""),
        ("address", {"formatted": "Thôn Nà Lạn\nxã Suối Mây"}, "Thôn Nà Lạn xã Suối Mây"),
        ("name", "Lò\x00 Thị   Lành ", "Lò Thị Lành"),
        ("organisation_id", "014196000001", ""),
    ],
)
def test_a_claim_is_read_or_left_out(claim: str, value: Any, read: Any) -> None:
    assert getattr(read_identity(userinfo={**TOLD, claim: value}, id_token={}, names=NAMES), claim) == read
