"""A month by hamlet: what it adds up to, and that every figure is counted again through its list."""

from __future__ import annotations

from django.test import Client

from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.dossiers.services.hamlets import name_hamlets
from apps.officials.services.helping import HamletFacts, close_hamlet, keep_hamlet
from apps.reports.selectors import sums
from tests import factories
from tests.factories import Office
from tests.reports import months
from tests.reports.test_days import NOVEMBER
from tests.reports.test_rooms import counted_again, office, pytestmark  # noqa: F401

PAGE = "/dieu-hanh/theo-thon/"


def test_hamlets_and_what_names_none_add_up_to_the_agency(client: Client, office: Office) -> None:  # noqa: F811
    agency, neighbour = office.agency, months.other_office()
    assert "Chưa có danh sách thôn" in client.get(PAGE).content.decode()
    for one, names in ((agency, ("Thôn 10", "Thôn 2", "Nà Lạn", "Bản Cọ")), (neighbour.agency, ("Nà Lạn",))):
        for name in names:
            keep_hamlet(agency=one, hamlet_id=None, facts=HamletFacts(name=name))
    months.live(office=office)  # received before there was a list: the addresses are read anew
    months.live(office=neighbour)
    elsewhere = factories.offering(agency=agency, name="Khai tử")
    months.live(office=office, offering=elsewhere)
    Dossier.objects.filter(offering=elsewhere).update(applicant_address="")
    gone = factories.offering(agency=agency, name="Khai sinh")
    months.live(office=office, offering=gone)
    Dossier.objects.filter(offering=gone).update(applicant_address="Số 3, bản Bản Cọ, xã Suối Mây")

    assert (name_hamlets(agency_id=agency.pk), name_hamlets(agency_id=agency.pk)) == (20, 0)
    close_hamlet(agency=agency, hamlet_id=agency.hamlets.get(name="Bản Cọ").pk)
    assert name_hamlets(agency_id=agency.pk) == 0
    page = client.get(PAGE)

    found = page.context["found"]
    assert counted_again(client, {"found": found}) == 42
    numbers = {line.words: {name: figure.value for name, figure in line.figures.items()} for line in found.lines}
    tally = {"received": 9, "early": 1, "on_time": 1, "late": 2, "ended": 1, "open": 5, "overdue": 1}
    assert list(numbers) == ["Nà Lạn", "Thôn 2", "Thôn 10", "Bản Cọ (đã nhập vào thôn khác)", "Không rõ thôn"]
    assert numbers["Nà Lạn"] == numbers["Bản Cọ (đã nhập vào thôn khác)"] == numbers["Không rõ thôn"] == tally
    assert set(numbers["Thôn 2"].values()) == {0}
    whole = sums.by_month(agency_id=agency.pk, last=NOVEMBER, months=1, basis=LateBasis.ORIGINAL)[NOVEMBER]
    of_all = {name: figure.value for name, figure in found.total.figures.items()}
    assert of_all == {name: 3 * number for name, number in tally.items()}
    assert {name: of_all[name] for name in ("received", "early", "on_time", "late", "ended")} == {
        name: getattr(whole, name) for name in ("received", "early", "on_time", "late", "ended")
    }
    assert found.total.rate == whole.rate
    assert found.sentence == "Nhiều nhất là Nà Lạn: 9 trên 27 hồ sơ nhận trong tháng."
    listed = client.get(found.lines[-1].figures["late"].href).content.decode()
    assert "Không rõ thôn" in listed
    assert "Nà Lạn" in client.get(found.lines[0].figures["open"].href).content.decode()
