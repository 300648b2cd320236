"""Filing together with a citizen: the steps of everybody, the citizen's own word, and nothing left but a line."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from pytest_django import Settings

from apps.accounts.models import OneTimeCode, Person
from apps.desk.printing import spaced
from apps.dossiers.domain.helping import Confirmation
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Assistance, Dossier, DossierEvent
from apps.dossiers.services import notices
from apps.dossiers.tasks import read_papers
from apps.messaging.domain.kinds import Kind
from apps.messaging.models import OutboxMessage
from apps.officials.models import Helper, Official
from apps.procedures.models import Arrangement, Offering
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import tills
from tests.portal.conftest import A_MONTH
from tests.portal.filers import FORM, WHO, Filer, key_in, offer, page
from tests.portal.uploads import paper, photo

OLD = {"name": "Lò Thị Ọi", "personal_id": "036140000777", "address": "Thôn Nà Lạn, xã Suối Mây"}
HER_PHONE = "0978 333 444"


def logged_in(official: Official, settings: Settings) -> Client:
    settings.SESSION_COOKIE_AGE = A_MONTH
    client = Client()
    client.force_login(official.user)
    return client


def registered(office: Office, clock: Clock, settings: Settings, **facts: Any) -> Client:
    """Anh Páo of the digital team, no official, whom the office registered yesterday."""
    settings.CITIZEN_LOCAL_LOGIN = True
    settings.SESSION_COOKIE_AGE = A_MONTH
    person = factories.person(name="Giàng A Páo", phone="+84978555666")
    Helper.objects.create(
        agency=office.agency,
        person=person,
        registered_by=office.administrator,
        registered_at=clock.at,
        **{"from_date": clock.at.date() - timedelta(days=1), **facts},
    )
    client = Client()
    client.force_login(factories.citizen_user(person=person))
    return client


def begin(browser: Client, offering: Offering, **said: str) -> Filer:
    """Press «Bắt đầu» in the lane of help."""
    facts = {**OLD, "phone": HER_PHONE, "procedure": offering.procedure.code, "told": "beneficiary", "present": "on"}
    answer = browser.post("/giup-nop/", {**facts, **said, "khoa": key_in(page(browser.get("/giup-nop/")))})
    assert answer.status_code == 302, page(answer)
    return Filer(browser, answer.headers["Location"].split("/")[3])


def ready(browser: Client, offering: Offering, **said: str) -> Filer:
    """All of it written, with the citizen beside; not confirmed."""
    filer = begin(browser, offering, **said)
    filer.say("nguoi-nop", **WHO | {"phone": said.get("phone", HER_PHONE)})
    filer.say("to-khai", **FORM)
    filer.send(file=photo(), to=filer.dossier.version.documents.order_by("position")[0].pk)
    filer.say("nhan-ket-qua", delivery="counter")
    return filer


def press(filer: Filer, **said: Any) -> Any:
    return filer.browser.post(f"/giup-nop/{filer.reference}/xac-nhan/", said)


def signed(filer: Filer) -> Any:
    return press(filer, cach="da-doc", read_by="Vi Thị Hạnh", signed="on")


def file(filer: Filer) -> Any:
    return filer.say("xem-lai", agree="on", khoa="mot-lan")


@pytest.mark.django_db
def test_clerk_files_with_a_citizen_who_reads_out_the_code_from_her_phone(
    office: Office, clock: Clock, settings: Settings
) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    filer = ready(logged_in(office.clerk, settings), offer(office))
    assert "Đang nộp giúp <b>Lò Thị Ọi</b>, có mặt tại chỗ" in filer.see("giay-to")

    press(filer, cach="gui-ma")
    code = re.findall(r"[0-9]{3} [0-9]{3}", OutboxMessage.objects.get(kind="one_time_code").body)[0].replace(" ", "")
    assert press(filer, cach="ma", code="000000" if code != "000000" else "111111").status_code == 422
    answer = press(filer, cach="ma", code=f"{code[:3]} {code[3:]}")
    filed = file(filer)

    assert answer.headers["Location"] == filer.address("xem-lai")
    assert filed.headers["Location"] == f"/giup-nop/{filer.reference}/da-nop/"
    help_, event = Assistance.objects.get(), DossierEvent.objects.get(action="submit")
    assert (filer.dossier.status, filer.dossier.channel, filer.dossier.is_assisted) == ("submitted", "online", True)
    assert (help_.confirmation, help_.official_id) == (Confirmation.OWN_PHONE, office.clerk.pk)
    assert help_.beneficiary == filer.dossier.submitter == Person.objects.get(name="Lò Thị Ọi")
    assert event.actor_key == f"official:{office.clerk.pk}"
    assert event.facts["helped"] == {"by": f"official:{office.clerk.pk}", "confirmed": "own_phone"}


@pytest.mark.django_db
def test_nothing_is_filed_without_the_citizens_own_word(office: Office, clock: Clock, settings: Settings) -> None:
    filer = ready(logged_in(office.clerk, settings), offer(office))

    answer = file(filer)

    assert answer.headers["Location"] == f"/giup-nop/{filer.reference}/xac-nhan/"
    assert "Nộp hồ sơ</button>" not in filer.see("xem-lai").replace("\n", "")
    assert filer.dossier.status == Status.DRAFT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("to-khai", FORM | {"purpose": "Đi làm xa"}),
        ("nguoi-nop", WHO | {"phone": "0978 999 000"}),
        ("nhan-ket-qua", {"delivery": "electronic"}),
    ],
)
def test_a_change_after_the_word_asks_anew(
    office: Office, clock: Clock, settings: Settings, step: str, said: dict[str, str]
) -> None:
    filer = ready(logged_in(office.clerk, settings), offer(office))
    signed(filer)
    assert "Người nộp đã xác nhận" in filer.see("xem-lai")

    filer.say(step, **said)

    assert "Hồ sơ đã đổi sau khi người nộp xác nhận" in filer.see("xem-lai")
    file(filer)
    assert filer.dossier.status == Status.DRAFT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("nhan-ket-qua", {"delivery": "counter", "extra_copies": "5"}),
        ("nhan-ket-qua", {"delivery": "counter", "extra_copies": "2", "wants_electronic": "on"}),
        ("le-phi", {"way": "vietqr"}),
    ],
)
def test_what_it_costs_is_part_of_the_word(
    office: Office, clock: Clock, settings: Settings, step: str, said: dict[str, str]
) -> None:
    tills.open_account(office.agency)
    filer = ready(logged_in(office.clerk, settings), tills.births(office.agency))
    filer.say("nhan-ket-qua", delivery="counter", extra_copies="2")
    filer.say("le-phi", way="counter")
    read = page(filer.browser.get(f"/giup-nop/{filer.reference}/xac-nhan/")).replace("\N{NO-BREAK SPACE}", " ")
    signed(filer)
    filer.say("le-phi", way="counter")
    assert "Người nộp đã xác nhận" in filer.see("xem-lai")

    filer.say(step, **said)
    file(filer)

    assert "16.000 đ" in read and "Nộp ở quầy" in read
    assert filer.dossier.status == Status.DRAFT


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_slips_in_beside_the_code_is_not_confirmed_by_it(
    office: Office, clock: Clock, settings: Settings
) -> None:
    """The code is checked and the paper sent at one instant: whoever helps could try that on purpose."""
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    filer = ready(logged_in(office.clerk, settings), offer(office))
    press(filer, cach="gui-ma")
    code = re.findall(r"[0-9]{3} [0-9]{3}", OutboxMessage.objects.get(kind="one_time_code").body)[0]
    other = logged_in(office.clerk, settings)

    def said() -> int:
        try:
            return int(other.post(f"/giup-nop/{filer.reference}/xac-nhan/", {"cach": "ma", "code": code}).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            OneTimeCode.objects.select_for_update().get()
            answer = beside.submit(said)
            while not _somebody_waits():
                sleep(0.05)
            filer.send(file=paper(), to="khac", is_read=False, name="Giấy không ai đọc cho bà nghe")
        assert answer.result() == 302
    read_papers()
    file(filer)

    assert filer.dossier.status == Status.DRAFT
    assert "Hồ sơ đã đổi sau khi người nộp xác nhận" in filer.see("xem-lai")


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_whoever_helps_is_told_nothing_of_the_person(office: Office, clock: Clock, settings: Settings) -> None:
    known = factories.person(name=OLD["name"], personal_id=OLD["personal_id"], phone="+84978000111")
    Person.objects.filter(pk=known.pk).update(birth_date=date(1940, 5, 17))
    offering = offer(office)
    born = {"name": "born", "label": "Ngày sinh", "type": "date", "group": "Bà", "source": "applicant.birth_date"}
    schema = {"fields": [*factories.FORM_SCHEMA["fields"], born]}
    Arrangement.objects.filter(offering=offering).update(form_schema=schema)
    helper = begin(registered(office, clock, settings), offering)
    herself = Client()
    herself.force_login(factories.citizen_user(person=known))

    own = herself.post(f"/nop/{offering.procedure.code}/", {"khoa": "moi", "them": "1"}).headers["Location"]

    assert "17/05/1940" not in helper.see("to-khai")
    assert "17/05/1940" in page(herself.get(own.replace("nguoi-nop", "to-khai")))


@pytest.mark.django_db
def test_the_helpers_own_phone_confirms_nothing(office: Office, clock: Clock, settings: Settings) -> None:
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    filer = ready(registered(office, clock, settings), offer(office), phone="0978 555 666")

    answer = press(filer, cach="gui-ma")

    assert answer.status_code == 422
    assert "Đây là số của người giúp" in page(answer)
    assert not OutboxMessage.objects.filter(kind="one_time_code").exists()


@pytest.mark.django_db
def test_second_official_confirms_what_was_read_and_never_the_helper(
    office: Office, clock: Clock, settings: Settings
) -> None:
    filer, second = ready(logged_in(office.clerk, settings), offer(office)), logged_in(office.second_clerk, settings)
    asked = f"/giup-nop/cho-xac-nhan/{filer.reference}/"
    assert second.get(asked).status_code == 404
    press(filer, cach="nguoi-thu-hai")

    seen = re.findall(r'name="da-xem" value="([0-9a-f]+)"', page(second.get(asked)))[0]
    filer.say("to-khai", **FORM | {"purpose": "Việc khác"})
    stale = second.post(asked, {"da-xem": seen})
    own = filer.browser.post(asked, {"da-xem": seen})
    seen = re.findall(r'name="da-xem" value="([0-9a-f]+)"', page(stale))[0]
    second.post(asked, {"da-xem": seen})
    file(filer)

    assert (stale.status_code, own.status_code) == (422, 404)
    assert filer.dossier.status == Status.SUBMITTED
    assert Assistance.objects.get().second_official == office.second_clerk


@pytest.mark.django_db
def test_registered_helper_reads_nothing_once_it_is_filed(office: Office, clock: Clock, settings: Settings) -> None:
    filer = ready(registered(office, clock, settings), offer(office))
    signed(filer)
    summary, steps = f"/giup-nop/{filer.reference}/tom-tat.pdf", ("nguoi-nop", "to-khai", "giay-to", "xem-lai")
    sent = filer.dossier.documents.get().file
    assert sent is not None
    assert filer.browser.get(summary).content[:5] == b"%PDF-"

    file(filer)

    looked = [filer.browser.get(filer.address(step)) for step in steps]
    assert {answer.headers["Location"] for answer in looked} == {f"/giup-nop/{filer.reference}/da-nop/"}
    for address in (summary, f"/giup-nop/{filer.reference}/xac-nhan/", f"/ho-so/{filer.reference}/",
                    f"/ho-so/{filer.reference}/to-khai.pdf", f"/tep/{sent.address}/"):  # fmt: skip
        assert filer.browser.get(address).status_code == 404, address
    line = page(filer.browser.get("/giup-nop/"))
    assert f"mã {filer.reference}" in line
    assert OLD["name"] not in line
    assert OLD["name"] not in page(filer.browser.get(f"/giup-nop/{filer.reference}/da-nop/"))
    assert filer.reference not in page(filer.browser.get("/ho-so/"))


@pytest.mark.django_db
def test_two_helpers_do_not_see_each_others_drafts(office: Office, clock: Clock, settings: Settings) -> None:
    filer = ready(logged_in(office.clerk, settings), offer(office))
    others = [logged_in(office.second_clerk, settings), registered(office, clock, settings)]
    answers = FORM | {"purpose": "Của người khác"}

    seen = [each.get(filer.address("to-khai")).status_code for each in others]
    written = [each.post(filer.address("to-khai"), answers).status_code for each in others]
    confirmed = [each.get(f"/giup-nop/{filer.reference}/xac-nhan/").status_code for each in others]
    others[0].post(f"/giup-nop/{filer.reference}/bo/")

    assert seen == written == confirmed == [404, 404]
    assert (filer.dossier.answers or {})["purpose"] == FORM["purpose"]
    assert OLD["name"] not in page(others[0].get("/giup-nop/"))


@pytest.mark.django_db
def test_owner_who_logs_in_may_finish_alone_and_is_still_counted_as_helped(
    office: Office, clock: Clock, settings: Settings
) -> None:
    filer = ready(registered(office, clock, settings), offer(office))
    herself = Client()
    herself.force_login(factories.citizen_user(person=filer.dossier.submitter))

    answer = Filer(herself, filer.reference).say("xem-lai", agree="on", khoa="cua-ba")

    assert answer.headers["Location"] == filer.address("da-nop")
    line = page(filer.browser.get(f"/giup-nop/{filer.reference}/da-nop/"))
    assert spaced(filer.dossier.factor_once) not in line  # it is shown to whoever has to hand it over, and she has it
    assert (filer.dossier.is_assisted, Assistance.objects.get().confirmation) == (True, Confirmation.OWN_LOG_IN)
    assert DossierEvent.objects.get(action="submit").actor_key == f"citizen:{filer.dossier.submitter_id}"


@pytest.mark.django_db
def test_owner_takes_out_what_was_sent_for_them_and_the_helper_nothing_of_theirs(
    office: Office, clock: Clock, settings: Settings
) -> None:
    filer = ready(registered(office, clock, settings), offer(office))
    herself = Client()
    herself.force_login(factories.citizen_user(person=filer.dossier.submitter))
    own, theirs = Filer(herself, filer.reference), filer.dossier.documents.get()
    assert f'name="bo" value="{theirs.pk}"' in own.see("giay-to")

    own.say("giay-to", bo=str(theirs.pk))
    own.send(file=paper(), to="khac", name="Giấy của bà")
    (hers,) = filer.dossier.documents.all()
    filer.say("giay-to", bo=str(hers.pk))

    assert [each.name for each in filer.dossier.documents.all()] == ["Giấy của bà"]


@pytest.mark.django_db
def test_helper_out_of_term_and_strangers_have_no_lane(
    office: Office, clock: Clock, settings: Settings, neighbour: Client
) -> None:
    over = registered(office, clock, settings, to_date=clock.at.date() - timedelta(days=1))

    assert over.get("/giup-nop/").status_code == 403
    assert neighbour.get("/giup-nop/").status_code == 403
    assert logged_in(office.officer, settings).get("/giup-nop/").status_code == 403
    assert Client().get("/giup-nop/").status_code == 302


@pytest.mark.django_db
def test_a_number_that_is_somebody_elses_is_not_taken(office: Office, clock: Clock, settings: Settings) -> None:
    factories.person(name="Vàng Thị Mỷ", personal_id=OLD["personal_id"], phone="+84978000111")
    browser, offering = logged_in(office.clerk, settings), offer(office)

    answer = browser.post(
        "/giup-nop/", {**OLD, "procedure": offering.procedure.code, "told": "letter", "present": "on", "khoa": "x"}
    )

    assert answer.status_code == 422
    assert "So lại từng số và họ tên với thẻ" in page(answer)
    assert "Vàng" not in page(answer)
    assert not Dossier.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "phone", "reached"),
    [
        ("beneficiary", HER_PHONE, {"+84978333444"}),
        ("both", HER_PHONE, {"+84978333444", "+84978555666"}),
        ("helper", "", {"+84978555666"}),
        ("letter", "", set()),
    ],
)
def test_messages_go_to_whom_they_asked(
    office: Office, clock: Clock, settings: Settings, told: str, phone: str, reached: set[str]
) -> None:
    filer = begin(registered(office, clock, settings), offer(office), told=told, phone=phone)
    Dossier.objects.filter(temporary_ref=filer.reference).update(answers=FORM)
    signed(filer)

    notices.tell(dossier=filer.dossier, kind=Kind.SUBMITTED, at=clock.at)

    sent = OutboxMessage.objects.filter(kind="submitted", channel="sms")
    assert {str(message.recipient) for message in sent} == reached
