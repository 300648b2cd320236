"""A card is scanned into reception: the person is there, or it is said what could not be read; nothing is lost."""

from __future__ import annotations

import pytest

from apps.accounts.models import Person
from apps.dossiers.models import Dossier
from apps.procedures.models import Offering
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import PERSONAL_ID, Seat, screen, words
from tests.factories import Office

pytestmark = pytest.mark.django_db
CARD = f"{PERSONAL_ID}|123456789|LÒ THỊ MAI|14031998|Nữ|Thôn Nà Lạn, xã Suối Mây|15032022"


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    return factories.offering(agency=office.agency)


def test_card_of_somebody_new_fills_the_person(office: Office, offering: Offering, clock: Clock) -> None:
    page = words(Seat(office.clerk).post("reception", personal_id=CARD, viec="xem"))

    assert 'value="Lò Thị Mai"' in page
    assert 'value="14/03/1998"' in page
    assert f'name="personal_id" value="{PERSONAL_ID}"' in page
    assert "Thôn Nà Lạn, xã Suối Mây" in page


def test_card_scanned_while_the_cursor_stood_elsewhere_counts_too(
    office: Office, offering: Offering, clock: Clock
) -> None:
    page = words(Seat(office.clerk).post("reception", tim_thu_tuc=CARD, viec="xem"))

    assert f'name="personal_id" value="{PERSONAL_ID}"' in page
    assert 'value="Lò Thị Mai"' in page


def test_scanned_person_is_received_with_sex_and_birth(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering, personal_id=CARD, name="", birth_date="", address="")

    Seat(office.clerk).post("reception", **said)

    person = Person.objects.get()
    assert (person.name, person.sex, f"{person.birth_date:%d/%m/%Y}") == ("Lò Thị Mai", "female", "14/03/1998")
    assert Dossier.objects.get().applicant_personal_id == PERSONAL_ID


def test_scan_cut_within_the_number_loses_nothing(office: Office, offering: Offering, clock: Clock) -> None:
    said = screen(offering, personal_id="0361987|", da_so=PERSONAL_ID, viec="xem")

    page = words(Seat(office.clerk).post("reception", **said))

    assert "Mã quét bị đứt: mới đọc được 7 trong 12 chữ số" in page
    assert 'value="Lò Thị Mai"' in page
    assert f'name="personal_id" value="{PERSONAL_ID}"' in page


def test_scan_cut_later_fills_what_was_whole(office: Office, offering: Offering, clock: Clock) -> None:
    page = words(Seat(office.clerk).post("reception", personal_id=CARD[:45], viec="xem"))

    assert "đứt giữa chừng" in page
    assert 'value="Lò Thị Mai"' in page


def test_name_mangled_by_an_input_method_gives_way_to_the_book(
    office: Office, offering: Offering, clock: Clock
) -> None:
    factories.person(name="Lò Thị Mai", personal_id=PERSONAL_ID)

    page = words(
        Seat(office.clerk).post("reception", personal_id=CARD.replace("LÒ THỊ MAI", "LOF THIJ MAI"), viec="xem")
    )

    assert "Bộ gõ tiếng Việt" in page
    assert 'value="Lò Thị Mai"' in page


def test_digits_of_a_wrong_layout_are_read_and_the_name_is_asked_for(
    office: Office, offering: Offering, clock: Clock
) -> None:
    french = "à&é\"'(-è_ç"
    typed = "".join(french[int(letter)] if letter.isdigit() else letter for letter in CARD).replace("|", "µ")

    page = words(Seat(office.clerk).post("reception", personal_id=typed, viec="xem"))

    assert "kiểu bàn phím khác" in page
    assert f'name="personal_id" value="{PERSONAL_ID}"' in page


def test_next_card_clears_the_person_before(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    other = CARD.replace(PERSONAL_ID, "014196000001").replace("LÒ THỊ MAI", "HÀ VĂN THƯỢNG").replace("1998", "1996")

    page = words(seat.post("reception", **screen(offering, personal_id=other, da_so=PERSONAL_ID, viec="xem")))

    assert 'value="Hà Văn Thượng"' in page
    assert "0978 111 312" not in page


def test_slip_of_another_agency_is_said_to_be_elsewhere(office: Office, offering: Offering, clock: Clock) -> None:
    page = words(Seat(office.clerk).post("reception", personal_id="H99.72-261116-0001", viec="xem"))

    assert "Không có hồ sơ H99.72-261116-0001 ở cơ quan này" in page


def test_slip_of_ours_leads_to_its_dossier(office: Office, offering: Offering, clock: Clock) -> None:
    seat = Seat(office.clerk)
    seat.post("reception", **screen(offering))
    code = Dossier.objects.get().code

    assert seat.post("reception", personal_id=code, viec="xem").headers["Location"] == f"/quay/ho-so/{code}/"


def test_procedure_is_found_by_its_first_letters(office: Office, offering: Offering, clock: Clock) -> None:
    factories.offering(agency=office.agency, name="Đăng ký kết hôn")

    page = words(Seat(office.clerk).post("reception", tim_thu_tuc="tthn", viec="xem"))

    assert f'name="thu_tuc" value="{offering.procedure.code}"' in page


def test_all_papers_lie_on_the_table_by_one_key(office: Office, offering: Offering, clock: Clock) -> None:
    page = words(
        Seat(office.clerk).post(
            "reception", thu_tuc=offering.procedure.code, da_chon=offering.procedure.code, viec="du-giay"
        )
    )

    first, if_any = (row.pk for row in factories.version_of(offering).documents.order_by("position"))
    assert f'id="co-{first}" checked' in page
    assert f'id="co-{if_any}" checked' not in page
