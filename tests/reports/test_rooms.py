"""The rooms of the board: every figure is counted again through its list, and nothing grows but the numbers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.procedures.domain.life import OnlineLevel
from apps.procedures.models import Offering
from apps.reports.selectors.lines import Figure
from tests import factories
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.months import NOW
from tests.reports.test_board import count_by_hand
from tests.walking import walk

pytestmark = pytest.mark.django_db
ROOMS = {"theo-nguoi": 27, "theo-thu-tuc": 24, "theo-thon": 24, "duong-vao": 24, "hinh": 24}


@pytest.fixture
def office(client: Client, clock: Clock) -> Office:
    clock.at = NOW
    found = factories.office()
    client.force_login(found.leader.user)
    return found


def figures_in(value: Any) -> list[Figure]:
    """Every figure that a page was given, however deep it lies."""
    if isinstance(value, Figure):
        return [value]
    if isinstance(value, dict):
        return [figure for part in value.values() for figure in figures_in(part)]
    if isinstance(value, list | tuple):
        return [figure for part in value for figure in figures_in(part)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [figure for name in names for figure in figures_in(getattr(value, name))]


def counted_again(client: Client, given: dict[str, Any]) -> int:
    """Each figure against its list; how many there were."""
    found = {figure.href: figure.value for figure in figures_in(given)}
    wrong = {href: (value, count_by_hand(client, href)) for href, value in found.items() if href}
    assert {href: both for href, both in wrong.items() if both[0] != both[1]} == {}
    return len(found)


def test_who_holds_how_much_and_where_dossiers_lie(client: Client, office: Office) -> None:
    months.live(office=office)
    months.live(office=months.other_office())

    page = client.get("/dieu-hanh/theo-nguoi/")

    load, stuck, steps = page.context["load"], page.context["stuck"], page.context["steps"]
    assert counted_again(client, {"load": load, "done": stuck.done, "steps": steps}) == 16
    (officer,) = load.lines
    assert officer.name == office.officer.name
    assert {name: figure.value for name, figure in officer.figures.items()} == {
        "open": 5,
        "overdue": 1,
        "today": 0,
        "paused": 1,
        "done": 4,
        "late": 2,
    }
    assert (stuck.read, stuck.done.value) == (4, 4)
    places = {place.words: place for place in stuck.places}
    assert {words: place.dossiers for words, place in places.items()} == {
        "Quầy một cửa": 4,
        "Giải quyết · Kiểm tra, soạn kết quả": 4,
        "Ký duyệt": 4,
    }
    assert places["Giải quyết · Kiểm tra, soạn kết quả"].whose == f"{office.officer.position} · Đơn vị mình"
    signing = places["Ký duyệt"]
    assert signing.longest_href.endswith(f"/{signing.longest_of}/")
    assert stuck.sentence.startswith("Lâu nhất là Ký duyệt")
    assert sum(line.figure.value for line in page.context["lateness"]) == 2
    assert "reports/stuck_rows.html" in {template.name for template in page.templates}
    listed = client.get(signing.href).context["found"]
    assert (listed.total, listed.lines[0].reference, listed.lines[0].used) == (4, signing.longest_of, signing.longest)
    for unknown in (
        "khau=work",
        "khau=work&buoc=Ký",
        "khau=x",
        "khau=signature&thang=2026-10",
        "khau=signature&thang=x",
    ):
        assert client.get(f"/dieu-hanh/theo-nguoi/khau/?thang=2026-11&{unknown}").status_code == 404


def test_steps_are_named_by_the_workflow_that_the_answers_lead_through(client: Client, office: Office) -> None:
    made = factories.offering(agency=office.agency, name="Xác nhận đất", in_field="Đất đai")
    arrangement = factories.arrangement_of(made)
    arrangement.workflow_steps.all().delete()
    far = {"field": "hamlet", "is": "one_of", "value": ["Nà Lạn"]}
    for position, (name, duty, condition) in enumerate(
        [
            ("Đo đạc tại thôn xa", Duty.CASE_OFFICER, far),
            ("Thẩm định", Duty.CASE_OFFICER, None),
            ("Ký", "leader", None),
        ],
        start=1,
    ):
        arrangement.workflow_steps.create(position=position, name=name, duty=duty, planned_hours=4, condition=condition)
    months.live(office=office, offering=made)
    near = Dossier.objects.filter(status=Status.PROCESSING).order_by("pk")[:3].values("pk")
    Dossier.objects.filter(pk__in=near).update(applicant_address="Thôn Bản Cọ, xã Suối Mây")

    page = client.get("/dieu-hanh/theo-nguoi/")

    steps = page.context["steps"]
    assert counted_again(client, {"steps": steps}) == 12
    found = {line.words: [figure.value for figure in line.figures.values()] for line in steps.lines}
    assert sorted(found) == ["Thẩm định", "Đo đạc tại thôn xa"]
    assert found["Thẩm định"][0] == 3
    assert [figure.value for figure in steps.total.figures.values()] == [5, 1, 0, 1]
    assert {place.words for place in page.context["stuck"].places} == {
        *("Quầy một cửa", "Giải quyết · Đo đạc tại thôn xa", "Ký duyệt"),
    }
    behind = client.get(steps.lines[0].figures["open"].href).content.decode()
    assert f"bước: {steps.lines[0].words}" in behind


def test_time_saved_is_what_the_law_gives_less_what_was_used(client: Client, office: Office) -> None:
    months.live(office=office)
    quick = factories.offering(agency=office.agency, name="Khai tử", amount="5")
    months.live(office=office, offering=quick)

    page = client.get("/dieu-hanh/theo-thu-tuc/")

    found = page.context["found"]
    assert counted_again(client, {"found": found}) == 9
    assert [(line.name[:7], line.law, line.usual, line.saved) for line in found.lines] == [
        # Used of three days: one, three, four, and five from October: late ones are not left out.
        ("Cấp Giấ", "3,0", "3,3", "-1,0"),
        ("Khai tử", "5,0", "3,3", "7,0"),
    ]
    assert (found.compared, found.others, found.total.saved) == (8, 0, "6,0")
    assert "8 hồ sơ dùng ít hơn luật 6,0 ngày làm việc, trên 32,0 ngày luật cho." in page.content.decode()


def test_every_way_in_and_what_became_of_it_has_its_list(client: Client, office: Office) -> None:
    months.live(office=office)
    walk(status=Status.REFUSED, office=office, at=months.day(12), offering=office.agency.offerings.get())
    counter = factories.offering(agency=office.agency, name="Khai tử")
    months.live(office=office, offering=counter)
    Offering.objects.filter(pk=counter.pk).update(online_level=OnlineLevel.FULL)
    Dossier.objects.filter(offering=counter).update(is_assisted=True)

    page = client.get("/dieu-hanh/duong-vao/")

    found = page.context["found"]
    assert counted_again(client, {"found": found, "compared": page.context["compared"]}) > 40
    alone, helped, *others = found.lines
    assert [alone.figures[name].value for name in ("received", "full", "supplement", "withdrawn")] == [9, 0, 1, 1]
    assert [helped.figures[name].value for name in ("received", "full", "supplement", "done")] == [9, 9, 1, 4]
    assert found.total.figures["refused"].value == 1
    assert [line.figures["received"].value for line in others] == [0, 0]


def test_pictures_say_what_their_tables_and_lists_say(client: Client, office: Office) -> None:
    months.live(office=office)

    page = client.get("/dieu-hanh/hinh/")

    given = {name: page.context[name] for name in ("heat", "fall", "trend", "fields")}
    assert counted_again(client, given) > 60
    fall, heat = given["fall"], given["heat"]
    assert [(step.label, step.value) for step in fall.wide.steps] == [
        ("Mang sang", 1),
        ("Nhận", 9),
        ("Xong", -4),
        ("Rút, dừng", -1),
        ("Còn lại", 5),
    ]
    assert fall.sentence == "Hồ sơ đang giữ tăng 4: từ 1 lên 5."
    assert heat.sentence == "Đông nhất là Thứ Ba, 8–9 giờ: 3 trên 9 hồ sơ nhận trong tám tuần."
    assert given["trend"].sentence == "100,00% hồ sơ nhận trong tháng 11/2026 nộp qua mạng: đạt chỉ tiêu 65%."
    assert given["fields"].sentence.startswith("Nhiều nhất là Hộ tịch: 10 hồ sơ.")


def test_a_room_without_anything_says_so_and_a_month_not_yet_leads_to_this_one(client: Client, office: Office) -> None:
    for room in ROOMS:
        text = client.get(f"/dieu-hanh/{room}/").content.decode().split("<main")[1]
        assert "100,00%" not in text
        assert "0,00%" not in text
        assert client.get(f"/dieu-hanh/{room}/?thang=2027-01").headers["Location"] == f"/dieu-hanh/{room}/"
        assert client.get(f"/dieu-hanh/{room}/?thang=abc").status_code == 302


def test_rooms_ask_the_same_number_of_questions_whatever_they_show(client: Client, office: Office) -> None:
    months.live(office=office)
    client.get("/dieu-hanh/theo-nguoi/")
    few: dict[str, int] = {}
    many: dict[str, int] = {}
    for asked in (few, many):
        for room in ROOMS:
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/dieu-hanh/{room}/")
            asked[room] = len(queries)
        months.live(office=office, offering=factories.offering(agency=office.agency, name="Khai sinh", in_field="Đất"))

    assert few == many
    assert {room: number for room, number in few.items() if number > ROOMS[room]} == {}


@pytest.mark.parametrize(
    "asked",
    [
        "viec=dang-giu&nguoi-giu=-1",
        "viec=dang-giu&nguoi-giu=9223372036854775808",
        "viec=xong&thang=2026-11&nguoi-lam=ai",
        "viec=nhan&tuan=2026-11-14",
        "viec=nhan&tuan=9999-12-31",
        "viec=xong&tuan=2026-11-15",
        "viec=nhan&thang=2026-11&gio=2-9",
        "viec=nhan&tuan=2026-11-15&gio=8-9",
        "viec=nhan&tuan=2026-11-15&gio=2-24",
        "viec=nhan&thang=2026-11&giup=co",
        "viec=nhan&thang=2026-11&muc=ba",
        "viec=tu-choi",
        "viec=tu-choi&thang=2026-11&thon=0",
        "viec=cho-tiep-nhan&thon=1",
        "viec=dang-giu&thon=-1",
        "viec=nhan&thang=2026-11&buoc=Ký",
        "viec=cho-tiep-nhan&buoc=Ký",
        f"viec=dang-giu&buoc={'x' * 201}",
        f"viec=nhan&thang=2026-11&thu-tuc={'1' * 41}",
    ],
)
def test_a_list_that_is_none_does_not_exist(client: Client, office: Office, asked: str) -> None:
    assert client.get(f"/dieu-hanh/ho-so/?{asked}").status_code == 404
