"""The rooms about what people are shown: ticks, announcements, posters, questions, proposals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.officials.domain.duties import Duty
from apps.officials.models import OfficeSetting
from apps.procedures.domain.life import Ending
from apps.procedures.models import Faq, Offering, Poster, Posting, ProcedureVersion, ReviewProposal
from tests import factories
from tests.architecture.sheets import faults_of
from tests.conftest import Clock
from tests.factories import PASSWORD, ZONE, Office, version_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZONE)
PROPOSAL = {
    "verdict": "amend",
    "reason": "Giấy này xã đã có trong sổ hộ tịch.",
    "change": "Bỏ bản sao giấy khai sinh.",
    "dossiers_a_year": "1.200",
    "minutes_now": "180",
    "minutes_then": "120",
    "cost_now": "50.000",
    "cost_then": "30.000",
}


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    clock.at = NOW


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def offering(office: Office) -> Offering:
    made = factories.offering(agency=office.agency)
    ProcedureVersion.objects.filter(procedure=made.procedure).update(effective_from=date(2026, 11, 2))
    return made


@pytest.fixture
def editor(client: Client, office: Office) -> Client:
    made = factories.official(agency=office.agency, name="Hà Thị Thu", position="Công chức", duties=(Duty.EDITOR,))
    assert client.login(username=made.user.username, password=PASSWORD)
    return client


def page(answer: Any) -> str:
    text: str = answer.content.decode()
    assert faults_of(text) == []
    return text


def code(offering: Offering) -> str:
    return offering.procedure.code


def test_ticks_are_written_down_with_one_day(editor: Client, offering: Offering) -> None:
    version = version_of(offering)
    said = {"posted_date": "05/11/2026", "o": [f"{version.pk}:cong", f"{version.pk}:trang-xa", "x:cong", "1:y"]}

    answer = editor.post(reverse("procedures:postings"), said, follow=True)

    assert "Đã ghi 2 chỗ đăng" in page(answer)
    assert sorted(Posting.objects.values_list("place", "posted_date")) == [
        ("cong", date(2026, 11, 5)),
        ("trang-xa", date(2026, 11, 5)),
    ]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("21/11/2026", "Ngày này chưa đến"),
        ("hôm qua", "Viết ngày theo kiểu ngày/tháng/năm"),
        ("", "Viết ngày, như"),
    ],
)
def test_a_wrong_day_keeps_the_ticks(editor: Client, offering: Offering, day: str, sentence: str) -> None:
    key = f"{version_of(offering).pk}:cong"

    answer = editor.post(reverse("procedures:postings"), {"posted_date": day, "o": key})

    assert answer.status_code == 422
    assert sentence in page(answer)
    assert f'value="{key}" id="o-1-2" checked' in page(answer)
    assert not Posting.objects.exists()


def test_a_day_before_the_announcement_is_said_and_not_written(editor: Client, offering: Offering) -> None:
    key = f"{version_of(offering).pk}:cong"

    answer = editor.post(reverse("procedures:postings"), {"posted_date": "01/11/2026", "o": key}, follow=True)

    assert "1 chỗ chưa ghi: ngày đăng trước ngày công bố 02/11/2026" in page(answer)
    assert not Posting.objects.exists()


def test_overdue_is_a_view_of_its_own_and_a_column_can_be_ticked_at_once(editor: Client, offering: Offering) -> None:
    overdue = page(editor.get(reverse("procedures:postings"), {"loc": "qua-han", "chon": "bang-niem-yet"}))
    late = page(editor.get(reverse("procedures:postings"), {"loc": "dang-tre"}))

    assert f'value="{version_of(offering).pk}:bang-niem-yet" id="o-1-1" checked' in overdue
    assert "Không có thủ tục nào ở mục này" in late


def test_the_day_of_the_decision_is_written_in_the_procedures_room(editor: Client, offering: Offering) -> None:
    ProcedureVersion.objects.filter(procedure=offering.procedure).update(is_from_import_day=True)
    room = reverse("procedures:posting", args=[code(offering)])
    assert "Tệp đã nhập không ghi ngày công bố" in page(editor.get(room))

    answer = editor.post(room, {"day": "16/11/2026", "announcer": "province"}, follow=True)

    assert "hạn đăng thứ Hai, 23/11/2026" in page(answer)
    refused = editor.post(room, {"day": "16/12/2026", "announcer": ""})
    assert "Ngày 16/12/2026 chưa đến" in page(refused)
    assert "Chọn ai công bố" in page(refused)


def test_a_poster_is_printed_from_the_procedures_room(editor: Client, offering: Offering) -> None:
    said = {"thu_tuc": code(offering), "spot": "  Hội  trường ", "size": "a3"}

    answer = editor.post(reverse("procedures:make_poster"), said)

    poster = Poster.objects.get()
    assert (answer["Content-Type"], poster.spot) == ("application/pdf", "Hội trường")
    assert f"ap-phich-{poster.slug}-a3.pdf" in answer["Content-Disposition"]
    assert "Hội trường" in page(editor.get(reverse("procedures:posters")))
    assert editor.post(reverse("procedures:make_poster"), {**said, "size": "a0"}).status_code == 422
    assert editor.post(reverse("procedures:make_poster"), {**said, "thu_tuc": "9.999999"}).status_code == 404


def test_a_procedure_that_is_over_gets_no_poster_and_none_is_listed(editor: Client, offering: Offering) -> None:
    over = {"effective_to": date(2026, 11, 3), "ending": Ending.ABOLISHED}
    ProcedureVersion.objects.filter(procedure=offering.procedure).update(**over)

    answer = editor.post(reverse("procedures:make_poster"), {"thu_tuc": code(offering), "spot": "", "size": "a4"})

    assert (answer.status_code, Poster.objects.count()) == (404, 0)


def test_a_question_is_read_on_the_page_of_its_procedure_and_hidden_when_told(
    editor: Client, offering: Offering
) -> None:
    public = reverse("portal:procedure", args=[code(offering)])
    said = {"question": "Có phải về ký <không>?", "answer": "Không.\nKý tại quầy nào cũng được.", "is_shown": "on"}

    for address in (
        reverse("procedures:faqs", args=[code(offering)]),
        reverse("procedures:field_faqs", args=["ho-tich"]),
    ):
        for _ in range(2):
            assert editor.post(address, said).status_code == 302
    assert Faq.objects.count() == 2
    shown = page(editor.get(public))
    assert shown.count("Có phải về ký &lt;không&gt;?") == 2

    for faq in Faq.objects.all():
        editor.post(reverse("procedures:faq", args=[faq.pk]), {**said, "is_shown": ""})
    assert "Có phải về ký" not in page(editor.get(public))
    assert "Đang ẩn" in page(editor.get(reverse("procedures:faqs", args=[code(offering)])))


def test_a_question_without_an_answer_is_asked_for_it_and_kept(editor: Client, offering: Offering) -> None:
    answer = editor.post(reverse("procedures:faqs", args=[code(offering)]), {"question": "Mất bao lâu?", "answer": ""})

    assert answer.status_code == 422
    assert "Viết câu trả lời" in page(answer)
    assert "Mất bao lâu?" in page(answer)


def test_a_proposal_is_reckoned_sent_and_answered(editor: Client, offering: Offering, office: Office) -> None:
    OfficeSetting.objects.create(agency=office.agency, name="dong_an_hour", value=60_000)

    written = editor.post(reverse("procedures:new_proposal", args=[code(offering)]), PROPOSAL, follow=True)
    assert "72.000 phút" in page(written)
    assert "96.000.000" in page(written)

    row = ReviewProposal.objects.get()
    move = reverse("procedures:move_proposal", args=[row.pk])
    for _ in range(2):
        assert editor.post(move, {"viec": "gui"}).status_code == 302
    unanswered = editor.post(move, {"viec": "chap-thuan", "tra_loi": " "})
    assert (unanswered.status_code, "Viết số văn bản" in page(unanswered)) == (422, True)
    answered = editor.post(move, {"viec": "chap-thuan", "tra_loi": "Công văn 12/STP ngày 19/11/2026"}, follow=True)

    assert "được chấp thuận" in page(answered)
    row.refresh_from_db()
    assert (row.status, row.answer) == ("accepted", "Công văn 12/STP ngày 19/11/2026")
    assert editor.get(reverse("procedures:edit_proposal", args=[row.pk])).status_code == 302
    assert "96.000.000" in page(editor.get(reverse("procedures:proposals"), {"trang-thai": "accepted"}))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"verdict": ""}, "Chọn một kiến nghị"),
        ({"reason": ""}, "Viết lý do"),
        ({"change": ""}, "Viết rõ sửa gì"),
        ({"minutes_now": "ba giờ"}, "Viết một số nguyên"),
        ({"dossiers_a_year": "-5"}, "không được âm"),
        ({"cost_now": "99999999999999999999"}, "lớn quá mức"),
    ],
)
def test_a_proposal_that_says_too_little_is_asked_for_more(
    editor: Client, offering: Offering, wrong: dict[str, str], sentence: str
) -> None:
    answer = editor.post(reverse("procedures:new_proposal", args=[code(offering)]), {**PROPOSAL, **wrong})

    assert (answer.status_code, sentence in page(answer)) == (422, True)
    assert not ReviewProposal.objects.exists()


def test_nothing_of_another_office_is_there(editor: Client, offering: Offering) -> None:
    theirs = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    version = version_of(offering)
    row = ReviewProposal.objects.create(
        agency=theirs.agency,
        version=version,
        verdict="keep",
        reason="x",
        dong_an_hour=1,
        written_by=theirs.leader,
        written_at=NOW,
    )
    posting = Posting.objects.create(
        agency=theirs.agency,
        version=version,
        place="cong",
        posted_date=NOW.date(),
        posted_by=theirs.leader,
        recorded_at=NOW,
    )

    assert editor.get(reverse("procedures:proposal", args=[row.pk])).status_code == 404
    editor.post(reverse("procedures:end_postings"), {"p": str(posting.pk), "vi": "mistake"})
    posting.refresh_from_db()
    assert posting.ended_date is None
