"""Every list that a page shows can be saved: its button asks for the very list, its file holds the rows of the page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from apps.dossiers.models import Dossier
from apps.reports.domain.doubts import Doubt
from apps.reports.models import DoubtfulDossier, Export
from tests import factories
from tests.conftest import Clock
from tests.reports import months
from tests.reports.months import NOW
from tests.reports.saved import asked, below, saved, sheet

pytestmark = pytest.mark.django_db
LIST = "/dieu-hanh/chi-so/ho-so/?muc=tien-do&ky=2026-11&phan=tu"
REJECTED = "/dieu-hanh/chi-so/bi-tu-choi/?ky=2026-11"
CELL = "/dieu-hanh/bao-cao/ho-so/?ky=2026-11&cot=10&linh-vuc=ho-tich"
ENDED = "/dieu-hanh/bao-cao/ho-so/?tu=2026-10-15&den=2026-11-14&cot=rut"
PAUSES = "/dieu-hanh/tam-dung/danh-sach/?muc=tam-dung&thang=2026-11"
DOUBTS = "/dieu-hanh/nghi-van/?vi=signature"
INBOX = "/xu-ly/?xem=ca-co-quan"
# As a file of each list says which one it is.
TOLD = {
    LIST: ["Hồ sơ giải quyết đúng hạn, tử số", "Bộ chỉ số 766; tháng 11/2026; 15/10/2026 – 14/11/2026"],
    REJECTED: ["Hồ sơ sẽ bị từ chối khi đồng bộ", "tháng 11/2026; 15/10/2026 – 14/11/2026"],
    CELL: [
        "Đã giải quyết: quá hạn (cột 10)",
        "Biểu II.06a; từ 15/10/2026 đến hết 14/11/2026; Hộ tịch; tính theo lời hẹn đầu",
    ],
    ENDED: [
        "Rút hoặc dừng sau khi tiếp nhận",
        "Biểu II.06a; từ 15/10/2026 đến hết 14/11/2026; tính theo lời hẹn đầu",
    ],
    PAUSES: ["Các lần tạm dừng", "tháng 11/2026"],
    DOUBTS: ["Hồ sơ cần xem lại có trễ thật hay không", "Trình kịp, ký muộn"],
    INBOX: ["Hồ sơ đang giải quyết", "Cả cơ quan"],
}


def said_by(page: str) -> dict[str, str]:
    """What the button under a list posts."""
    form = re.search(r'<form[^>]+action="/dieu-hanh/tep/lam/".*?</form>', page, re.DOTALL)
    assert form
    return {name: value for name, value in re.findall(r'name="([\w-]+)" value="([^"]*)"', form[0]) if name != "dang"}


def test_every_list_is_saved_as_its_page_shows_it(client: Client, clock: Clock) -> None:
    clock.at = NOW
    office = factories.office()
    months.live(office=office)
    late = Dossier.objects.filter(timeliness="late")
    DoubtfulDossier.objects.bulk_create(
        DoubtfulDossier(
            agency=office.agency,
            dossier=dossier,
            doubt=Doubt.SIGNATURE,
            instants={"promised": NOW.isoformat(), "prepared": NOW.isoformat()},
            found_at=NOW,
            seen_at=NOW,
        )
        for dossier in late
    )
    client.force_login(office.leader.user)
    files: dict[str, list[list[Any]]] = {}

    for address in TOLD:
        page = client.get(address).content.decode()
        shown = re.findall(r'<span class="code">(H99[^<]+)</span>', page)
        said = said_by(page)
        said.pop("csrfmiddlewaretoken")
        rows = files[address] = sheet(saved(client, **said))
        assert [rows[0][1], rows[1][1]] == TOLD[address]
        listed = [row[1] for row in below(rows)]
        assert (sorted(listed) if address == INBOX else listed) == (sorted(shown) if address == INBOX else shown)
        assert len(shown) == rows[3][1] > 0  # the inbox is read by bands, its file by days

    assert all(row[-1] for row in below(files[REJECTED]))  # what each lacks
    (pause,) = below(files[PAUSES])
    assert (pause[4], pause[5]) == ("Chờ bổ sung giấy tờ", office.leader.name)
    assert {row[5] for row in below(files[DOUBTS])} == {
        "Hẹn 15:00 16/11/2026, trình ký từ 15:00 16/11/2026: người soạn kịp, chữ ký không kịp."
    }


@pytest.mark.parametrize(
    "said",
    [
        {"loai": "viec", "xem": "cua-nguoi-khac"},
        {"loai": "chi-so", "muc": "hai-long", "ky": "2026-11", "phan": "tu"},
        {"loai": "bi-tu-choi", "ky": "2026-11", "thieu": "gi-do"},
        {"loai": "bi-tu-choi", "ky": "thang"},
        {"loai": "bao-cao", "ky": "2026-11", "cot": "2"},
        {"loai": "bao-cao", "cot": "3"},
        {"loai": "bao-cao", "ky": "2026-11", "cot": "3", "linh-vuc": "\x00"},
        {"loai": "tam-dung", "muc": "tam-dung", "thang": "2026-13"},
        {"loai": "nghi-van", "vi": "gi-do"},
    ],
)
def test_what_no_page_shows_is_not_found(client: Client, clock: Clock, said: dict[str, str]) -> None:
    clock.at = NOW
    client.force_login(factories.office().leader.user)

    assert asked(client, **said).status_code == 404
    assert not Export.objects.exists()


def test_clerks_save_no_list_that_they_may_not_open(client: Client, clock: Clock) -> None:
    clock.at = NOW
    office = factories.office()
    client.force_login(office.clerk.user)
    for said in (
        {"loai": "viec", "xem": "ca-co-quan"},
        {"loai": "chi-so", "muc": "tien-do", "ky": "2026-11", "phan": "tu"},
        {"loai": "bao-cao", "ky": "2026-11", "cot": "3"},
        {"loai": "tam-dung", "muc": "tam-dung", "thang": "2026-11"},
        {"loai": "nghi-van"},
    ):
        assert asked(client, **said).status_code == 403

    client.force_login(office.officer.user)
    assert asked(client, loai="viec", xem="cua-toi").status_code == 302
