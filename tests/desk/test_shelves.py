"""The paper archive: desk/shelves, folder, retention, paper_place, paper_moves; print/folder_label."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from apps.desk.domain.shelves import Move, Retention
from apps.desk.models import Folder, PaperMove, PaperPlace, RetentionRule
from apps.desk.services import shelves
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.selectors import actor_of
from tests import factories
from tests.conftest import Clock
from tests.desk.counters import Seat, words
from tests.desk.reading import codes, pages
from tests.factories import Office
from tests.walking import MONDAY, walk_to

pytestmark = pytest.mark.django_db
NEW = {"year": "2026", "retention": "10", "box": "03", "shelf": "B2"}


def closed(office: Office, *names: str) -> list[Dossier]:
    """Dossiers of neighbours whose results were handed over."""
    offering = factories.offering(agency=office.agency)
    return [
        walk_to(status=Status.RETURNED, office=office, offering=offering, person=factories.person(name=name))
        for name in names
    ]


def test_papers_are_scanned_into_a_folder_lent_out_and_come_back(clock: Clock) -> None:
    office = factories.office()
    first, second = closed(office, "Lò Thị Mai", "Giàng A Páo")
    running = walk_to(status=Status.PROCESSING, office=office, offering=first.offering)
    desk = Seat(office.clerk)

    assert "Không có tệp nào" in words(desk.get("shelves"))
    assert desk.post("shelves", **NEW | {"year": "2031"}).status_code == 422
    assert desk.post("shelves", **NEW).headers["Location"] == "/quay/luu-giay/tep/TL-2026-0001/"
    assert desk.post("shelves", **NEW | {"code": "tl-2026-0001"}).status_code == 422
    folder = Folder.objects.get()
    assert (folder.last_year, folder.agency) == (2036, office.agency)

    scanned = "\n".join([first.code, second.code.lower(), first.code, running.code, "H99.71-000101-0001", "linh tinh"])
    answers = [desk.post("folder", folder.code, viec="xep", ma=scanned) for _ in range(2)]
    said = words(answers[0])
    assert [answer.status_code for answer in answers] == [422, 422]
    assert f"{running.code}</span>: chưa xong" in said
    assert "không có hồ sơ nào của cơ quan" in said
    assert "linh tinh</span>: không phải mã hồ sơ" in said
    assert f"{first.code}\n" not in said
    assert set(folder.places.values_list("dossier", flat=True)) == {first.pk, second.pk}
    assert PaperMove.objects.filter(kind=Move.SHELVED).count() == 2

    lent = {"viec": "cho-muon", "chon": str(first.pk), "to": "Tư pháp, anh Sình", "until": "20/11/2026"}
    assert desk.post("folder", folder.code, **lent | {"until": "01/11/2026"}).status_code == 422
    for _ in range(2):
        desk.post("folder", folder.code, **lent)
    assert PaperMove.objects.filter(kind=Move.LENT).count() == 1
    case = words(desk.get("dossier", first.code))
    assert "Bản giấy nằm ở đâu" in case
    assert "Tư pháp, anh Sình" in case
    assert "Tư pháp, anh Sình mượn đến" in words(desk.get("folder", folder.code))
    assert folder.code in words(desk.get("shelves", xem="cho-muon"))
    desk.post("shelves", **NEW | {"code": "KHO-2"})
    desk.post("folder", folder.code, viec="chuyen", chon=[str(first.pk), str(second.pk)], sang="kho-2")
    assert dict(PaperPlace.objects.values_list("dossier", "folder__code")) == {
        first.pk: folder.code,  # lent out: it has to come back first
        second.pk: "KHO-2",
    }
    for _ in range(2):
        desk.post("folder", folder.code, viec="tra", chon=str(first.pk))
        desk.post("folder", folder.code, viec="cho", box="04", shelf="B2")
    kinds = list(PaperMove.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["placed", "shelved", "shelved", "lent", "placed", "moved", "returned", "placed"]
    found = desk.get("shelves", tim=first.code)
    assert found.headers["Location"] == f"/quay/ho-so/{first.code}/#ban-giay"
    assert desk.get("shelves", tim="kho-2").headers["Location"] == "/quay/luu-giay/tep/KHO-2/"
    assert "Không có tệp hay hồ sơ nào mang mã xyz" in words(desk.get("shelves", tim="xyz"))

    label = desk.get("folder_label", folder.code).content
    assert "bảo quản: 10 năm, đến hết năm 2036" in pages(label)[0].replace("\n", " ")
    assert codes(label)["Code128"] == {folder.code}
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperMove.objects.filter(pk__gt=0).update(said="khác")


def test_rule_ends_from_a_day_on_and_stays_to_be_read(clock: Clock) -> None:
    office, elsewhere = factories.office(), factories.office(code="H99.72", name="Nậm Pung", is_ours=False)
    (kept,) = closed(office, "Lò Thị Mai")
    desk, leader, other = Seat(office.clerk), Seat(office.leader), Seat(elsewhere.leader)
    by = actor_of(official=office.clerk, at=clock.at)
    leader.post("retention", field=str(kept.field_id), retention="50", source="Công văn 12")
    leader.post("retention", field=str(kept.field_id), retention="permanent", source="Thông tư 34")
    first, rule = RetentionRule.objects.order_by("pk")
    short = shelves.open_folder(
        code="NGAN", title="", year=2026, retention=Retention.YEARS_10, box="", shelf="", by=by, at=clock.at
    )

    def put() -> tuple[int, int]:
        outcome = shelves.put_in(folder_id=short.pk, dossier_ids=[kept.pk], by=by, at=clock.at)
        return outcome.done, len(outcome.refused)

    said = {"on": "18/11/2026", "reason": "Thông tư 34 hết hiệu lực"}
    refused = [
        leader.post("end_retention", rule.pk, **said | {"on": "15/11/2026"}).status_code,
        leader.post("end_retention", rule.pk, **said | {"reason": ""}).status_code,
        desk.post("end_retention", rule.pk, **said).status_code,
        other.post("end_retention", rule.pk, **said).status_code,
    ]
    drawn = leader.get("end_retention", rule.pk)
    assert refused == [422, 422, 403, 404]
    assert "desk/end_retention.html" in [template.name for template in drawn.templates]
    assert (first.ended_on, first.end_reason) == (date(2026, 11, 16), "Ghi lại thời hạn mới")
    assert put() == (0, 1)

    for reason in ("Thông tư 34 hết hiệu lực", "Bấm lần nữa"):
        assert leader.post("end_retention", rule.pk, **said | {"reason": reason}).status_code == 302
    still = words(desk.get("retention"))
    clock.at += timedelta(days=2)
    page = words(desk.get("retention"))

    rule.refresh_from_db()
    assert (rule.ended_on, rule.end_reason, rule.ended_by) == (date(2026, 11, 18), said["reason"], office.leader)
    assert "thôi từ" in still
    assert "Chưa ghi thời hạn riêng nào" in page
    assert all(one in page for one in ("Đã thôi áp dụng", "Công văn 12", said["reason"]))
    assert desk.get("retention", truoc="x").status_code == 200
    assert put() == (1, 0)


def test_term_comes_from_the_rule_and_nothing_lies_where_it_would_end_too_early(clock: Clock) -> None:
    office = factories.office()
    (kept,) = closed(office, "Lò Thị Mai")
    keeper = factories.official(agency=office.agency, name="Vàng Thị Sua", position="Văn thư", duties=(Duty.RECORDS,))
    records, desk = Seat(keeper), Seat(office.clerk)
    by = actor_of(official=office.clerk, at=clock.at)

    rule = {"field": str(kept.field_id), "retention": "permanent", "source": "Chưa thấy nguyên văn"}
    assert records.post("retention", **rule | {"procedure": kept.version.procedure.code}).status_code == 422
    assert records.post("retention", **rule | {"source": ""}).status_code == 422
    desk.post("retention", **rule)
    assert not RetentionRule.objects.exists()
    for _ in range(2):
        assert records.post("retention", **rule).status_code == 302
    assert RetentionRule.objects.get().retention == Retention.PERMANENT
    assert "Chưa thấy nguyên văn" in words(desk.get("retention"))

    ending = shelves.open_folder(
        code="CU", title="", year=2021, retention=Retention.YEARS_5, box="", shelf="", by=by, at=clock.at
    )
    refused = desk.post("folder", "CU", viec="xep", ma=kept.code)
    page, listed = words(desk.get("shelves")), words(desk.get("shelves", xem="het-han"))

    assert ending.last_year == 2026
    assert "phải giữ lâu hơn tệp này (vĩnh viễn)" in words(refused)
    assert not PaperPlace.objects.exists()
    assert "1 tệp hết thời hạn bảo quản cuối năm 2026" in page
    assert ">CU<" in listed
    assert ">CU<" not in words(desk.get("shelves", xem="qua-han"))
    assert "hết thời hạn bảo quản cuối năm nay" in words(desk.get("folder", "CU"))

    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    stranger = Seat(foreign.clerk)
    assert stranger.get("folder", "CU").status_code == 404
    assert stranger.get("folder_label", "CU").status_code == 404
    assert ">CU<" not in words(stranger.get("shelves"))
    theirs = shelves.open_folder(
        code="CU", title="", year=2026, retention=Retention.PERMANENT, box="", shelf="",
        by=actor_of(official=foreign.clerk, at=clock.at), at=clock.at,
    )  # fmt: skip
    assert "không có hồ sơ nào" in words(stranger.post("folder", theirs.code, viec="xep", ma=kept.code))


@pytest.mark.django_db(transaction=True)
def test_two_clerks_shelving_one_dossier_have_one_effect() -> None:
    office = factories.office()
    (dossier,) = closed(office, "Lò Thị Mai")
    at = MONDAY.replace(hour=15)
    clerks = [actor_of(official=one, at=at) for one in (office.clerk, office.second_clerk)]
    folders = [
        shelves.open_folder(
            code=code, title="", year=2026, retention=Retention.PERMANENT, box="", shelf="", by=clerks[0], at=at
        )
        for code in ("K1", "K2")
    ]
    go, outcomes = threading.Barrier(4), list[shelves.Outcome]()

    def shelve(hand: int) -> None:
        try:
            go.wait()
            folder = folders[hand // 2].pk
            outcomes.append(shelves.put_in(folder_id=folder, dossier_ids=[dossier.pk], by=clerks[hand % 2], at=at))
        finally:
            connections.close_all()

    hands = [threading.Thread(target=shelve, args=(hand,)) for hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert len(outcomes) == 4
    assert sum(one.done for one in outcomes) == PaperPlace.objects.count() == PaperMove.objects.count() == 1
    assert sum(len(one.refused) for one in outcomes) == 2
    by = clerks[0]
    assert shelves.lend(
        folder_id=PaperPlace.objects.get().folder_id, dossier_ids=[dossier.pk], to="Anh Sình",
        until=date(2026, 12, 1), by=by, at=at,
    ).done == 1  # fmt: skip
