"""The review list: an editor answers, goes on, thinks better of it."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.procedures.models import Offering, Procedure, ReviewItem, Settlement
from apps.worktime import Allowance, Unit
from tests import factories
from tests.conftest import Clock
from tests.procedures.factories import CHANNEL, record
from tests.procedures.test_settling import load, open_doubts, promised

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
BARE = {**CHANNEL, "time": "1"}
THREE_DAYS = Allowance(amount=Decimal(3), unit=Unit.WORKING_DAY)
HALF_A_DAY_MORE = Allowance(amount=Decimal("7.5"), unit=Unit.WORKING_DAY)
TEN_DAYS = Allowance(amount=Decimal(10), unit=Unit.CALENDAR_DAY)
LIST = "/danh-muc/can-xem/?pham-vi=tat-ca"


@pytest.fixture
def agency() -> Agency:
    return factories.agency()


@pytest.fixture
def thu(agency: Agency, clock: Clock) -> Client:
    """Cô Thu, who keeps the catalogue."""
    clock.at = NOW
    official = factories.official(agency=agency, name="Lò Thị Thu", position="Công chức", duties=(Duty.EDITOR,))
    client = Client()
    client.force_login(official.user)
    return client


def item(reason: str = "bare_number") -> ReviewItem:
    return ReviewItem.objects.filter(reason=reason).earliest("pk")


def answer(client: Client, one: ReviewItem, **said: str) -> Any:
    return client.post(reverse("procedures:doubt", args=[one.pk]), said, follow=True)


def test_card_shows_the_words_what_stands_beside_and_the_likeliest_reading_first(thu: Client) -> None:
    load(record(channels=[{**BARE, "note": "Thời hạn 01 ngày kể từ ngày nhận đủ hồ sơ."}]))

    page = thu.get(LIST)

    (card,) = page.context["cards"]
    assert page.content.decode().count("csrfmiddlewaretoken") == page.content.decode().count('method="post"')
    assert [words for _value, words in card["choices"]] == ["1 ngày", "1 ngày làm việc", "1 giờ làm việc"]
    assert "Thời hạn 01 ngày kể từ ngày nhận đủ hồ sơ." in page.content.decode()
    assert "Thủ tục cấp một giấy" in page.content.decode()


def test_one_press_settles_and_leads_back_to_the_list_as_it_was_filtered(thu: Client) -> None:
    load(record(channels=[BARE]), record("1.000002", channels=[{**BARE, "time": "2"}]))
    href = thu.get(f"{LIST}&loai=time").context["cards"][0]["href"]

    page = thu.post(href, {"chon": "3 working_day"}, follow=True)

    assert promised() == THREE_DAYS
    address, _status = page.redirect_chain[-1]
    assert address == f"/danh-muc/can-xem/?pham-vi=tat-ca&loai=time&vua={Settlement.objects.get().pk}"
    assert [card["item"].text for card in page.context["cards"]] == ["2"]
    assert "Đã chốt “1”: 3 ngày làm việc." in page.content.decode()


def test_one_press_settles_all_that_are_worded_alike_and_another_takes_it_back(thu: Client) -> None:
    load(*[record(f"1.00000{n}", channels=[BARE]) for n in range(1, 4)])

    page = answer(thu, item(), chon="3 working_day", ca="1")
    settled = [promised(f"1.00000{n}") for n in range(1, 4)]
    taken_back = thu.post(reverse("procedures:take_back", args=[Settlement.objects.get().pk]), follow=True)

    assert settled == [THREE_DAYS] * 3
    assert "ở 3 chỗ" in page.content.decode()
    assert "3 chỗ lại chờ xem" in taken_back.content.decode()
    assert [promised(f"1.00000{n}") for n in range(1, 4)] == [None] * 3


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"chon": "khac", "so": "7,5", "don_vi": "working_day"},
            HALF_A_DAY_MORE,
        ),
        ({"chon": "khac", "so": "10", "don_vi": "calendar_day"}, TEN_DAYS),
        ({"chon": "khac", "so": "", "don_vi": "same_day"}, Allowance(amount=Decimal(0), unit=Unit.SAME_DAY)),
        ({"chon": "giu"}, None),
    ],
)
def test_own_length_is_taken_as_typed(said: dict[str, str], expected: Allowance | None, thu: Client) -> None:
    load(record(channels=[BARE]))

    answer(thu, item(), **said)

    assert (promised(), open_doubts()) == (expected, [])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"chon": "khac", "so": "ba", "don_vi": "working_day"}, "Viết một số từ 1 đến 999"),
        ({"chon": "khac", "so": "0", "don_vi": "working_day"}, "Viết một số từ 1 đến 999"),
        ({"chon": "khac", "so": "NaN", "don_vi": "working_day"}, "Viết một số từ 1 đến 999"),
        ({"chon": "khac", "so": "3,3", "don_vi": "working_day"}, "Ngày làm việc tính đến nửa ngày"),
        ({"chon": "3 tuần"}, "Ngày làm việc tính đến nửa ngày"),
        ({}, "Chọn một cách hiểu"),
    ],
)
def test_length_nobody_can_promise_is_refused_and_stays_typed(said: dict[str, str], sentence: str, thu: Client) -> None:
    load(record(channels=[BARE]))

    page = answer(thu, item(), **said)

    assert (page.status_code, promised()) == (422, None)
    assert sentence in page.content.decode()
    assert f'value="{said["so"]}"' in page.content.decode() if said.get("so") else True


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ({"chon": "135000 bản"}, [(135_000, "bản")]),
        ({"chon": "khac", "so": "8.000 đ", "moi": "trang"}, [(8_000, "trang")]),
        ({"chon": "khac", "so": "0", "moi": "bản"}, [(0, "")]),
        ({"chon": "khac", "so": "135"}, [(None, "")]),
        ({"chon": "khac", "so": "tám nghìn"}, [(None, "")]),
        ({"chon": "khac", "so": "-8000"}, [(None, "")]),
    ],
)
def test_fee_is_settled_in_dong_and_never_by_mistake_in_thousands(
    said: dict[str, str], amounts: list[Any], thu: Client
) -> None:
    load(record(channels=[{**CHANNEL, "fee": "135 VNĐ"}]))

    page = answer(thu, item("fee_too_small"), **said)

    fees = Procedure.objects.get().versions.get().fees.values_list("amount", "unit")
    assert (list(fees), page.status_code) == (amounts, 422 if amounts == [(None, "")] else 200)


def test_second_press_says_that_it_is_done_already(thu: Client) -> None:
    load(record(channels=[BARE]))
    one = item()
    answer(thu, one, chon="3 working_day")

    page = answer(thu, one, chon="5 working_day")

    assert promised() == THREE_DAYS
    assert "Chỗ này đã được chốt trước đó." in page.content.decode()
    assert "Chỗ này đã được chốt" in thu.get(reverse("procedures:doubt", args=[one.pk]), follow=True).content.decode()


def test_list_begins_with_what_this_office_does(thu: Client, agency: Agency) -> None:
    load(record(channels=[BARE]), record("1.000002", channels=[{**BARE, "time": "2"}]))
    Offering.objects.create(agency=agency, procedure=Procedure.objects.get(code="1.000002"))

    here, everywhere = thu.get("/danh-muc/can-xem/"), thu.get(LIST)

    assert [card["item"].text for card in here.context["cards"]] == ["2"]
    assert [card["item"].text for card in everywhere.context["cards"]] == ["1", "2"]
    assert [chip["count"] for chip in here.context["chips"]] == [1, 2]


def test_filters_narrow_the_list_and_say_how_many_there_are(thu: Client) -> None:
    unsure = {**BARE, "fee": "135 VNĐ"}
    load(record(channels=[unsure]), record("1.000002", channels=[{**CHANNEL, "time": "24 Giờ"}], field="Đất đai"))

    page = thu.get(f"{LIST}&loai=time&linh-vuc=dat-dai")

    assert [card["item"].text for card in page.context["cards"]] == ["24 Giờ"]
    assert thu.get(f"{LIST}&ly-do=fee_too_small").context["found"].total == 1
    assert thu.get(f"{LIST}&loai=gi-do&ly-do=x&sau=y&linh-vuc=%00").status_code == 200


def test_list_goes_on_after_its_last_row_and_comes_back(thu: Client) -> None:
    load(*[record(f"1.{n:06}", channels=[{**BARE, "time": str(n)}]) for n in range(1, 13)])

    first = thu.get(LIST)
    second = thu.get(first.context["older"])

    assert [len(page.context["cards"]) for page in (first, second)] == [10, 2]
    assert second.context["newer"] == LIST
    assert thu.get(first.context["cards"][0]["later"]).context["cards"][0]["item"].text == "2"


def test_pages_ask_as_often_for_three_doubts_as_for_one(thu: Client, django_assert_num_queries: Any) -> None:
    load(record(channels=[BARE]))
    thu.get(LIST)
    with django_assert_num_queries(11):
        thu.get(LIST)
    load(record("1.000002", channels=[BARE]), record("1.000003", channels=[{**BARE, "time": "2"}]))

    with django_assert_num_queries(11):
        thu.get(LIST)


def test_settled_answers_are_listed_with_their_person_and_way_back(thu: Client) -> None:
    load(record(channels=[BARE]), record("1.000002", channels=[BARE]))
    answer(thu, item(), chon="3 working_day", ca="1")

    page = thu.get("/danh-muc/can-xem/da-chot/")

    (row,) = page.context["rows"]
    assert (row["words"], row["row"].places, row["row"].text) == ("3 ngày làm việc", 2, "1")
    assert "Lò Thị Thu" in page.content.decode()


def test_nobody_but_editors_and_administrators_comes_in(agency: Agency, clock: Clock) -> None:
    clock.at = NOW
    load(record(channels=[BARE]))
    clerk = factories.official(agency=agency, name="Vi Thị Hạnh", position="Công chức", duties=(Duty.CLERK,))
    client = Client()
    client.force_login(clerk.user)

    assert client.get(LIST).status_code == 403
    assert client.post(reverse("procedures:doubt", args=[item().pk]), {"chon": "giu"}).status_code == 403
    assert promised() is None
