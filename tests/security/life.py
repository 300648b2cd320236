"""A whole life of dossiers through pages, with a number planted wherever anybody can write anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.accounts.services import codes
from apps.desk.domain.acts import Act
from apps.desk.models import HolderQuestion, Letter
from apps.desk.services import guard
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors.asking import asked_items
from apps.messaging.models import OutboxMessage
from apps.officials.services import change_setting
from apps.portal.domain.session import CODE_LOG_IN
from apps.portal.views.phone_login import PURPOSE
from apps.procedures.models import Offering
from apps.surveys.services import invite_closed
from tests import factories
from tests.conftest import Clock
from tests.factories import PASSWORD, ZONE, Office
from tests.security.plants import Plants, Street

# Long enough ago that a worker under today's clock finds it all due, and within the project's calendar.
MONDAY = datetime(2025, 11, 17, 8, 0, tzinfo=ZONE)
PHONE, SPOKEN = "+84978654312", "0978 654 312"
FILER, WALK_IN = "người nộp", "người đến quầy"


@dataclass(slots=True)
class Life:
    """Everybody who takes part, each at a browser that remembers."""

    office: Office
    offering: Offering
    plants: Plants
    clock: Clock
    citizen: Street
    clerk: Street
    officer: Street
    leader: Street

    @property
    def seen(self) -> str:
        """Every address anybody was at or was shown."""
        return "\n".join(line for each in (self.citizen, self.clerk, self.officer, self.leader) for line in each.seen)

    def live(self) -> None:
        """From the first mistyped log-in to the last word about the service."""
        self._log_in()
        whole = self._file()
        self._mend_and_receive(whole)
        self._supplement(whole)
        self._apologise(whole)
        self._finish(whole)
        self._rate()
        self._refuse_and_withdraw()
        self._walk_in()
        self._look_up()
        self._misplace(self._begin())

    def _log_in(self) -> None:
        wrong = self.citizen.post(
            "/dang-nhap/", {"username": self.plants.personal_id("tên đăng nhập"), "password": "x"}
        )
        assert wrong.status_code == 422
        staff = (self.office.clerk, self.office.officer, self.office.leader)
        for street, official in zip((self.clerk, self.officer, self.leader), staff, strict=True):
            said = {"username": official.user.username, "password": PASSWORD}
            assert street.post("/dang-nhap/", said).status_code == 302
        number = self.plants.personal_id("điện thoại khi đăng nhập")
        assert self.citizen.post("/dang-nhap/dien-thoai/", {"phone": number}).status_code == 422
        assert self.citizen.post("/dang-nhap/dien-thoai/", {"phone": SPOKEN}).status_code == 302
        about = self.citizen.client.session[CODE_LOG_IN]["about"]
        code = codes.issue(purpose=PURPOSE, about=about, phone=PHONE, address="192.0.2.1", at=self.clock.at)
        assert self.citizen.post("/dang-nhap/ma/", {"code": code}).status_code == 302

    def _begin(self) -> Dossier:
        start = reverse("portal:file", args=[self.offering.procedure.code])
        assert self.citizen.get(start).status_code == 200
        assert self.citizen.post(start, {"them": "", "khoa": f"k{self.clock.at}"}).status_code == 302
        return Dossier.objects.latest("pk")

    def _step(self, dossier: Dossier, step: str, said: dict[str, Any], *, status: int) -> None:
        address = reverse("portal:filing_step", args=[dossier.temporary_ref, step])
        assert self.citizen.get(address).status_code == 200
        answer = self.citizen.post(address, said)
        assert answer.status_code == status, answer.content.decode()

    def _file(self) -> Dossier:
        """Every field first with a number where none belongs, then as it should be."""
        plant, dossier = self.plants.personal_id, self._begin()
        right = self._misplace(dossier) | {
            "name": "Lò Bảo An",
            "personal_id": plant("người đứng tên"),
            "phone": SPOKEN,
            "email": "lanh@example.vn",
        }
        self._step(dossier, "nguoi-nop", right, status=302)
        self._step(dossier, "to-khai", {"personal_id": f"{plant('tờ khai sai')}x", "full_name": "x" * 400}, status=422)
        answers = {"full_name": f"Lò {plant('tên trong tờ khai')}", "personal_id": plant("tờ khai")}
        self._step(dossier, "to-khai", answers | {"purpose": self.plants.sentence("dùng vào việc gì")}, status=302)
        for document in self.offering.procedure.versions.get().documents.all():
            self._step(dossier, "giay-to", {"gui": str(document.pk), "file": self._scan()}, status=302)
        other = {"gui": "khac", "name": f"Căn cước {plant('tên giấy')}", "file": self._scan()}
        self._step(dossier, "giay-to", other, status=302)
        post = {"delivery": "post", "delivery_address": f"Nhà số {plant('địa chỉ nhận')}"}
        self._step(dossier, "nhan-ket-qua", post, status=302)
        self._step(dossier, "xem-lai", {"khoa": "nop"}, status=422)
        self._step(dossier, "xem-lai", {"khoa": "nop", "agree": "on"}, status=302)
        assert self.citizen.get(reverse("portal:filed", args=[dossier.temporary_ref])).status_code == 200
        dossier.refresh_from_db()
        return dossier

    def _misplace(self, dossier: Dossier) -> dict[str, str]:
        """The first step with a number in every field; it is kept, for nothing typed is lost."""
        plant = self.plants.personal_id
        misplaced = {
            "whose": "nguoi-nha",
            "relation": f"con, giấy khai sinh theo số {plant('quan hệ')}",
            "name": f"Lò {plant('họ tên')}",
            "personal_id": f"{plant('số định danh sai')}9",
            "phone": plant("ô điện thoại"),
            "email": plant("ô thư điện tử"),
            "address": f"Thôn Nà Lạn, {plant('nơi ở')}",
        }
        self._step(dossier, "nguoi-nop", misplaced, status=422)
        return misplaced

    def _scan(self) -> SimpleUploadedFile:
        content, number = BytesIO(), self.plants.personal_id("tên tệp")
        paper = pikepdf.new()
        paper.add_blank_page()
        paper.save(content)
        return SimpleUploadedFile(f"cccd {number}.pdf", content.getvalue(), content_type="application/pdf")

    def _act(self, street: Street, act: Act, dossier: Dossier, **said: Any) -> None:
        dossier.refresh_from_db()
        self.clock.at += timedelta(minutes=10)
        address = reverse("desk:act", args=[dossier.reference, act.value])
        assert street.get(address).status_code == 200
        carried = {"seen": dossier.last_sequence, "key": f"{act}{dossier.last_sequence}"}
        answer = street.post(address, carried | said)
        assert answer.status_code == 302, answer.content.decode()
        dossier.refresh_from_db()
        assert street.get(reverse("desk:dossier", args=[dossier.reference])).status_code == 200

    def _hand_over(self, dossier: Dossier, **said: Any) -> None:
        dossier.refresh_from_db()
        self.clock.at += timedelta(minutes=10)
        address = reverse("desk:hand_over", args=[dossier.reference])
        number = self.plants.personal_id("thẻ của người nhận")
        card = f"{number}||LÒ THỊ XUÂN|14031998|Nữ|Thôn Nà Lạn, xã Suối Mây|15032022"
        assert self.clerk.post(address, {"card": card, "viec": "the"}).status_code == 200
        carried = {"seen": dossier.last_sequence, "key": f"tra{dossier.last_sequence}", "viec": "trao"}
        assert self.clerk.post(address, carried | said).status_code == 302
        assert self.clerk.get(address).status_code == 200
        dossier.refresh_from_db()

    def _missing(self, door: str) -> dict[str, str]:
        return {
            "giay-TOTAL_FORMS": "3",
            "giay-INITIAL_FORMS": "2",
            "giay-2-wanted": "on",
            "giay-2-name": f"Căn cước {self.plants.personal_id(f'giấy cần thêm {door}')}",
            "giay-2-defect": "other",
            "giay-2-fix": self.plants.sentence(f"cần làm gì {door}"),
            "reason": self.plants.sentence(f"lý do bổ sung {door}"),
        }

    def _mend_and_receive(self, dossier: Dossier) -> None:
        sentence = self.plants.sentence
        assert self.clerk.post("/quay/tim/", {"tim": self.plants.personal_id("tìm ở quầy")}).status_code == 200
        assert self.clerk.get("/quay/").status_code == 200
        self._act(self.clerk, Act.ASK_FIX, dossier, **self._missing("trước khi nhận"))
        self._answer(dossier, "lời nhắn trước khi nhận")
        self._act(self.clerk, Act.ACCEPT, dossier, fee_amount="8.000", fee_note=sentence("ghi chú lệ phí"))
        slip = dossier.slips.get(kind="receipt")
        assert self.clerk.post(reverse("desk:print_slip", args=[slip.pk]), {}).status_code == 200
        assert self.citizen.get(reverse("portal:slip", args=[dossier.reference, slip.pk])).status_code == 200
        receiver = self.office.officer.pk
        self._act(
            self.clerk, Act.FORWARD, dossier, receiver=receiver, planned_hours="16", note=sentence("nhắn người nhận")
        )
        self._act(self.officer, Act.TAKE, dossier)

    def _answer(self, dossier: Dossier, door: str) -> None:
        dossier.refresh_from_db()
        address = reverse("portal:supplement", args=[dossier.reference])
        assert self.citizen.get(address).status_code == 200
        item = asked_items(dossier=dossier).get()
        word = {"loi": item.pk, f"word-{item.pk}": self.plants.sentence(f"vì sao không gửi, {door}")}
        assert self.citizen.post(address, word).status_code == 302
        answer = self.citizen.post(address, {"xong": "", "khoa": door[:20], "note": self.plants.sentence(door)})
        assert answer.status_code == 302
        assert self.citizen.get(reverse("portal:dossier", args=[dossier.reference])).status_code == 200

    def _sign(self, key: str) -> None:
        self.clock.at += timedelta(minutes=10)
        page = self.leader.get("/ky/", {"van-ban": key})
        assert page.status_code == 200
        for shown in set(re.findall(r'src="(/quay/tep/[^"#]+)', page.content.decode())):
            assert self.leader.get(shown).status_code == 200  # what the browser shows inside the page
        self.leader.post("/ky/", {"viec": "ky", "key": f"ky{key}", "chon": key})

    def _supplement(self, dossier: Dossier) -> None:
        self._act(
            self.officer,
            Act.PROPOSE_SUPPLEMENT,
            dossier,
            mode="restart",
            restart_reason=self.plants.sentence("vì sao tính lại từ đầu"),
            **self._missing("sau khi nhận"),
        )
        self._sign(f"thu-{Letter.objects.latest('pk').pk}")
        self._answer(dossier, "lời nhắn sau khi nhận")
        note = self.plants.sentence("đã nhận những gì")
        self._act(self.clerk, Act.ACCEPT_SUPPLEMENT, dossier, note=note, planned_hours="8", **{"dat-1": "accepted"})
        self._wait_for_payment(dossier)

    def _wait_for_payment(self, dossier: Dossier) -> None:
        sentence = self.plants.sentence
        told = {"legal_basis": sentence("căn cứ nộp tiền"), "document": sentence("số thông báo")}
        self._act(self.officer, Act.REQUEST_PAYMENT, dossier, note=sentence("nhắn nộp tiền"), **told)
        self._act(self.clerk, Act.CONFIRM_PAYMENT, dossier, proof=sentence("số chứng từ"))
        self._act(self.leader, Act.PAUSE, dossier, kind="outage", reason=sentence("sự cố gì"))
        self._act(self.leader, Act.RESUME, dossier, note=sentence("chạy tiếp"))

    def _apologise(self, dossier: Dossier) -> None:
        assert dossier.due_at is not None
        self.clock.at = dossier.due_at - timedelta(hours=8)
        guard.run(at=self.clock.at)
        question = HolderQuestion.objects.get(closed_at__isnull=True)
        assert self.officer.get("/xu-ly/").status_code == 200
        said = {
            "key": "tra-loi",
            "answer": "will_break",
            "reason_code": "overload",
            "reason": self.plants.sentence("lý do xin lỗi"),
            "new_date": f"{dossier.due_at + timedelta(days=7):%d/%m/%Y}",
        }
        assert self.officer.post(reverse("desk:answer", args=[question.pk]), said).status_code == 302
        self._sign(f"thu-{Letter.objects.latest('pk').pk}")

    def _finish(self, dossier: Dossier) -> None:
        sentence, plant = self.plants.sentence, self.plants.personal_id
        prepared = {
            "title": f"Giấy xác nhận {plant('tên kết quả')}",
            "number": f"12/{plant('số kết quả')}",
            "outcome": "granted",
            "leader": str(self.office.leader.pk),
        }
        self._act(
            self.officer,
            Act.SUBMIT_FOR_SIGNATURE,
            dossier,
            **prepared,
            file=self._scan(),
            note=sentence("nhắn lãnh đạo"),
        )
        self._act(self.leader, Act.RETURN_TO_OFFICER, dossier, reason=sentence("lý do trả lại"))
        self._act(self.officer, Act.SUBMIT_FOR_SIGNATURE, dossier, **prepared, file=self._scan())
        self._sign(f"kq-{dossier.pk}")
        collected = {
            "claimant": "representative",
            "name": f"Lò {plant('người nhận')}",
            "relation": f"em {plant('quan hệ')}",
            "paper": f"Giấy ủy quyền {plant('giấy ủy quyền')}",
            "identity": "seen",
            "personal_id": plant("số người nhận"),
        }
        self._hand_over(dossier, **collected)
        assert dossier.status == Status.RETURNED
        assert self.citizen.get("/ho-so/").status_code == 200

    def _rate(self) -> None:
        invite_closed(at=self.clock.at)
        said = OutboxMessage.objects.filter(kind="survey_invitation", channel="email").latest("pk").body
        token = re.search(r"/danh-gia/([^/\s]+)/", said)
        assert token
        address = reverse("portal:rate", args=[token[1]])
        opinion = {"satisfaction": "not_satisfied", "comment": self.plants.sentence("ý kiến")}
        stranger = Street(Client())
        assert stranger.post(address, opinion).status_code == 200

    def _refuse_and_withdraw(self) -> None:
        for door in ("từ chối", "rút"):
            self.clock.at += timedelta(minutes=10)
            dossier = self._file()
            if door == "rút":
                address = reverse("portal:withdraw", args=[dossier.reference])
                assert (
                    self.citizen.post(address, {"khoa": "rut", "reason": self.plants.sentence(door)}).status_code == 302
                )
            else:
                self._act(self.clerk, Act.REFUSE, dossier, category="out_of_scope", reason=self.plants.sentence(door))

    def _walk_in(self) -> None:
        plant, first = self.plants.personal_id, self.offering.procedure.versions.get().documents.first()
        assert first
        said = {
            "key": "quay",
            "thu_tuc": self.offering.procedure.code,
            "da_chon": self.offering.procedure.code,
            "personal_id": plant(WALK_IN),
            "name": "Giàng Thị Súa",
            "phone": SPOKEN,
            "email": plant("thư điện tử ở quầy"),
            "address": f"Thôn Nà Lạn {plant('nơi ở ở quầy')}",
            "acts_for": "nguoi-khac",
            "owner_name": f"Giàng {plant('tên chủ hồ sơ')}",
            "owner_id": plant("chủ hồ sơ"),
            "relation": f"giấy ủy quyền {plant('căn cứ nộp thay')}",
            "delivery": "post",
            "delivery_address": f"Bản {plant('địa chỉ trả ở quầy')}",
            "fee_note": f"miễn theo số {plant('ghi chú lệ phí ở quầy')}",
            f"co-{first.pk}": "on",
            "ten-khac1": f"Căn cước {plant('giấy khác ở quầy')}",
            "co-khac1": "on",
            "viec": "nhan",
        }
        assert self.clerk.post("/quay/nhan/", said).status_code == 422  # an e-mail address it is not
        received = self.clerk.post("/quay/nhan/", said | {"email": "sua@example.vn", "incomplete_ok": "on"})
        assert received.status_code == 302, received.content.decode()
        assert self.clerk.get(received.headers["Location"]).status_code == 200

    def _look_up(self) -> None:
        stranger = {
            "reference": self.plants.personal_id("ô mã hồ sơ"),
            "factor": self.plants.personal_id("ô mã tra cứu"),
        }
        assert self.citizen.post("/tra-cuu/", stranger).status_code == 422
        assert self.clerk.get("/quay/", {"xem": "cho-tra"}).status_code == 200


def begin(*, clock: Clock, plants: Plants) -> Life:
    """An office, one procedure, and a citizen with a phone."""
    clock.at = MONDAY
    office = factories.office()
    # The hour at which a test runs must not decide whether an SMS may leave.
    for name, value in (("sms_from_hour", 0), ("sms_to_hour", 24), ("sms_on_days_off", True)):
        change_setting(agency=office.agency, name=name, value=value)
    person = factories.person(name="Lò Thị Lành", personal_id=plants.personal_id(FILER), phone=PHONE)
    factories.citizen_user(person=person)
    streets = [Street(Client()) for _ in range(4)]
    offering = factories.offering(agency=office.agency, documents=("Tờ khai", "Giấy chứng sinh"))
    return Life(office, offering, plants, clock, *streets)
