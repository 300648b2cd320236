"""A walk through every page of the house in each of its looks: what the access table asks for, and what lies behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from apps.desk.domain.acts import Act, offered
from apps.desk.models import CalendarReview
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, Result
from apps.dossiers.selectors.asking import asked_items
from apps.messaging.domain.kinds import Channel
from apps.messaging.models import OutboxMessage
from apps.officials.selectors import actor_of
from apps.portal.domain.steps import Step
from apps.portal.labels import STATEMENTS
from apps.reports.domain.ledger import Measure
from apps.reports.domain.sights import Sight
from apps.reports.models import Export
from tests.architecture import doubted
from tests.architecture.access import ASKED, SAID, WHAT, Row, rows
from tests.architecture.booked import book_file
from tests.architecture.bundled import written
from tests.architecture.exported import export_of
from tests.architecture.shown import looks
from tests.architecture.town import NOW, Town, taken_back
from tests.sizes import pick

# Who looks at a page that is the same for everybody: each skeleton once.
SKELETONS = ("stranger", "citizen", "clerk")


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page: a GET with a query, or a POST with what is said."""

    role: str
    address: str
    said: dict[str, str] | None = None
    asked: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.role} {'GET' if self.said is None else 'POST'} {self.address} {self.asked or self.said or ''}"

    def pay(self, town: Town) -> HttpResponse:
        """The answer; whatever was done for it is taken back."""
        with taken_back():
            browser = town.browser(self.role)
            if self.said is None:
                return _whole(browser.get(self.address, self.asked))
            return _whole(browser.post(self.address, {"khong-ai-hoi": "1", **self.said}))


def _whole(response: Any) -> HttpResponse:
    """A file that would be streamed later is read now."""
    if response.streaming:
        response.getvalue()
    assert isinstance(response, HttpResponse) or response.streaming
    return response  # type: ignore[no-any-return]


def visits(town: Town) -> Iterator[Visit]:
    """All of them."""
    yield from _of_the_table(town)
    yield from _of_strangers(town)
    yield from _of_citizens(town)
    yield from _of_staff(town)


def _of_the_table(town: Town) -> Iterator[Visit]:
    for row in rows():
        address = reverse(row.name, kwargs=WHAT[row.name](town) if row.name in WHAT else None)
        roles = SKELETONS if len(set(row.answers.values())) == 1 else _who_differ(row)
        for role in roles:
            if row.method == "GET":
                yield Visit(role, address, asked=dict(ASKED.get(row.name, {})))
            else:
                yield Visit(role, address, dict(SAID.get(row.name, {})))


def _who_differ(row: Row) -> Iterable[str]:
    """One for each answer; in the full run all, for a page may differ by duty."""
    first: dict[str, str] = {}
    for role, answer in row.answers.items():
        first.setdefault(answer, role)
    return pick(sample=tuple(first.values()), full=tuple(row.answers))


def _of_strangers(town: Town) -> Iterator[Visit]:
    for name in STATEMENTS:
        yield Visit("stranger", reverse("portal:statement", args=[name]))
    catalogue, track, login = reverse("portal:catalogue"), reverse("portal:track"), reverse("portal:login")
    for asked in ({"q": "hon nhan"}, {"q": "khong co gi nhu vay"}, {"trang": "2"}):
        yield Visit("stranger", catalogue, asked=asked)
    for reference in (town.reference(Status.PROCESSING), town.dossiers[Status.PROCESSING].temporary_ref, "SAI"):
        yield Visit("stranger", track, {"reference": reference, "factor": town.factor})
    yield Visit("stranger", reverse("portal:verify", args=["khong-co"]))
    yield Visit("stranger", reverse("portal:verify_any"), asked={"ma": "khong-co"})
    for address in Result.objects.filter(signed_at__isnull=False).order_by("pk").values_list("address", flat=True)[:1]:
        yield Visit("stranger", reverse("portal:verify", args=[address]))
    yield Visit("stranger", reverse("portal:rate", args=["khong-co"]))
    yield Visit("stranger", reverse("portal:rate", args=[town.token]), {"satisfaction": "satisfied"})
    yield Visit("stranger", login, asked={"next": "/quay/"})
    yield Visit("stranger", login, {"username": "ai-do", "password": "sai"})
    yield Visit("stranger", "/khong-co-trang-nay/")


def _of_citizens(town: Town) -> Iterator[Visit]:
    slips = {slip.kind: (dossier, slip) for dossier in town.dossiers.values() for slip in dossier.slips.all()}
    for dossier, slip in slips.values():
        yield Visit("citizen", reverse("portal:slip", args=[dossier.reference, slip.pk]))
    for status, dossier in town.dossiers.items():
        yield Visit("citizen", reverse("portal:dossier", args=[dossier.reference]))
        if status in (Status.PROCESSING, Status.WITHDRAWN):
            for page in ("talk", "reads", "chain", "withdraw"):
                yield Visit("citizen", reverse(f"portal:{page}", args=[dossier.reference]))
            yield Visit("citizen", reverse("portal:talk", args=[dossier.reference]), {"text": ""})
        if status in (Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT):
            item = asked_items(dossier=dossier)[0]
            yield Visit("citizen", reverse("portal:supplement", args=[dossier.reference]), {"xong": ""})
            word = {"loi": str(item.pk), f"word-{item.pk}": "a" * 600}
            yield Visit("citizen", reverse("portal:supplement", args=[dossier.reference]), word)
            yield Visit("citizen", reverse("portal:supplement", args=[dossier.reference]))
            yield Visit("citizen", reverse("portal:supplement", args=[dossier.reference]), {"gui": "khong-co"})
        if status in (Status.DRAFT, Status.NEED_FIX_INTAKE):
            for step in Step:
                address = reverse("portal:filing_step", args=[dossier.reference, step.value])
                yield Visit("citizen", address)
                yield Visit("citizen", address, {})
    yield Visit("citizen", reverse("portal:dossier", args=[town.whole]))
    yield Visit("citizen", reverse("portal:my_papers"), asked={"q": "khong co gi nhu vay", "loai": "giay-to"})
    for stop in ("chon-viec", "to-khai", "giay-to", "nhan-ket-qua", "le-phi", "xem-lai"):
        address = reverse("portal:bundle_step", kwargs={**written(), "stop": stop})
        yield Visit("citizen", address)
        yield Visit("citizen", address, {})
    yield from _of_helpers(town)
    yield from _of_two(town)


def _of_two(town: Town) -> Iterator[Visit]:
    """A second party who reads, one who has answered, and the last step of whoever waits for them."""
    assert town.paired
    for address in (town.paired.asked, town.paired.answered):
        yield Visit("other", reverse("portal:confirm", args=[address]))
    for step in (Step.WHO, Step.DELIVERY, Step.REVIEW):
        yield Visit("citizen", reverse("portal:filing_step", args=[town.paired.asked_draft, step.value]))
    yield Visit("other", reverse("portal:take_over", args=["khong-con"]))


def _of_helpers(town: Town) -> Iterator[Visit]:
    assert town.helped
    for step in (Step.WHO, Step.REVIEW):
        yield Visit("clerk", reverse("portal:filing_step", args=[town.helped.draft, step.value]))
    for way in ("gui-ma", "ma", "da-doc"):
        yield Visit("clerk", reverse("portal:confirm_help", args=[town.helped.draft]), {"cach": way})


def _of_staff(town: Town) -> Iterator[Visit]:
    staff = {"clerk": town.office.clerk, "officer": town.office.officer, "leader": town.office.leader}
    actors = {role: actor_of(official=official, at=NOW) for role, official in staff.items()}
    for status, dossier in town.dossiers.items():
        for role, by in actors.items() if status is not Status.DRAFT else ():
            yield Visit(role, reverse("desk:dossier", args=[dossier.reference]))
            yield Visit(role, reverse("desk:messages", args=[dossier.reference]))
            for act in offered(state=dossier.state(), by=by, delivery=Delivery(dossier.delivery)):
                if act not in (Act.SIGN, Act.RETURN_RESULT):
                    address = reverse("desk:act", args=[dossier.reference, act.value])
                    yield Visit(role, address)
                    yield Visit(role, address, {})
    yield Visit("officer", reverse("desk:dossier", args=[town.untouched]))
    yield Visit("officer", reverse("desk:chain", args=[town.reference(Status.PROCESSING)]), asked={"ma": "abc"})
    yield Visit("officer", reverse("desk:talk", args=[town.reference(Status.PROCESSING)]), {"text": ""})
    drafting = reverse("desk:draft_result", args=[town.reference(Status.PROCESSING)])
    yield Visit("officer", drafting, {"text": "Giấy xác nhận\n\nĐúng như sổ.", "xem": "1"})
    yield Visit("admin", reverse("procedures:form_field", args=[town.offering.procedure.code, "full_name"]))
    yield from _of_wordings()
    yield from _of_the_counter(town)
    yield from _of_the_administrator(town)
    for paper in (f"thu-{town.letter_id}", f"hs-{town.dossiers[Status.AWAITING_SIGNATURE].pk}"):
        yield Visit("leader", reverse("desk:signing"), asked={"van-ban": paper})
    for review in CalendarReview.objects.all():
        yield Visit("leader", reverse("desk:calendar_review"), asked={"danh-sach": str(review.pk)})
    for sight in Sight:
        yield Visit("leader", reverse("reports:dossiers"), asked={"viec": sight.value, "thang": "2026-11"})
    for state in Export.State:
        if state is not Export.State.MAKING:
            yield Visit("leader", reverse("reports:export", args=[export_of(town, state=state)]))
    for measure in Measure:
        yield Visit("leader", reverse("reports:pause_lines"), asked={"muc": measure.value, "thang": "2026-11"})


def _of_the_administrator(town: Town) -> Iterator[Visit]:
    for address, said, asked in (*looks(procedure=town.offering.procedure), *doubted.looks()):
        yield Visit("admin", address, said, asked)
    for year in ("2027", "2029", "hai nghin"):
        yield Visit("admin", reverse("officials:calendar"), asked={"nam": year})
        yield Visit("admin", reverse("officials:proposals"), asked={"nam": year})
    yield Visit("admin", f"{reverse('officials:proposals')}?nam=2029", {})
    yield Visit("admin", reverse("officials:day", args=["2026-09-02"]))
    yield Visit("admin", reverse("officials:day", args=["2026-11-31"]))
    yield Visit("admin", reverse("officials:hours"), {"sessions_0": "sáng", "reception_only_5": "on"})


def _of_the_counter(town: Town) -> Iterator[Visit]:
    for queue in ("cho-nhan", "cho-tra", "cho-bo-sung"):
        yield Visit("clerk", reverse("desk:counter"), asked={"xem": queue})
    book_file(town)
    for asked in ({}, {"nam": "1999"}, {"quyen": "7"}, {"sau": "0"}, {"truoc": "1"}, {"sau": "mot"}):
        yield Visit("clerk", reverse("desk:book"), asked=asked)
    for wish in ("xlsx", "pdf", "khoa"):
        yield Visit("clerk", reverse("desk:book"), {"viec": wish, "nam": "hai nghin"})
    behind = {"thang": "2026-11", "co-quan": str(town.office.agency.pk)}
    for kind in ("chua", "da", "dung-lai"):
        yield Visit("clerk", reverse("desk:digitised"), asked={**behind, "xem": kind})
    for dossier in Dossier.objects.filter(to_certify__entry__isnull=True, to_certify__isnull=False):
        yield Visit("clerk", reverse("desk:certified", args=[dossier.reference]))
    for letter in OutboxMessage.objects.filter(channel=Channel.POST.value).values_list("pk", flat=True)[:1]:
        yield Visit("clerk", reverse("desk:to_post"), {"chon": str(letter), "viec": "in"})
    for text in (town.owner.name, town.reference(Status.RECEIVED), "khong ai ten nhu vay"):
        yield Visit("clerk", reverse("desk:search"), {"tim": text})
    yield from _of_returning(town)
    reception, code = reverse("desk:reception"), town.offering.procedure.code
    yield Visit("clerk", reception, asked={"thu-tuc": code})
    yield Visit("clerk", reception, {"tim_thu_tuc": "hon nhan"})
    for purpose in ("nhan", "thieu", "lap-phieu", "du-giay", "tra-ngay", "tu-choi"):
        yield Visit("clerk", reception, {"thu_tuc": code, "da_chon": code, "viec": purpose})


def _of_returning(town: Town) -> Iterator[Visit]:
    for view in ("tai-quay", "khong-nguoi-nhan", "dien-tu", "chua-ky"):
        yield Visit("clerk", reverse("desk:returning"), asked={"xem": view})
    for text in (town.owner.name, "khong ai ten nhu vay"):
        yield Visit("clerk", reverse("desk:returning"), {"tim": text})
    ready = reverse("desk:hand_over", args=[town.reference(Status.RESULT_READY)])
    yield Visit("clerk", ready, {"card": "0361", "viec": "the"})
    yield Visit("clerk", ready, {"viec": "trao"})
    for reference in (town.handed, town.reference(Status.PROCESSING), town.reference(Status.RETURNED)):
        yield Visit("clerk", reverse("desk:hand_over", args=[reference]))
    yield Visit("clerk", reverse("desk:sign_paper", args=[town.handed]), {})
    yield Visit("clerk", reverse("desk:posting"), {"viec": "so", "code": "sai", "tracking": "Ê1"})
    yield Visit("clerk", reverse("desk:posting"), {"viec": "nhan", "chon": str(town.to_label_id)})


def _of_wordings() -> Iterator[Visit]:
    for paper in ("mau-04", "giay-bien-nhan-tra-ket-qua"):
        address = reverse("desk:layout", args=[paper])
        yield Visit("admin", address, {"title": "Giấy", "closing": "{{ nowhere }} <b>", "viec": "nhap"})
        yield Visit("admin", address, {"title": "Giấy của xã", "viec": "nhap"})
        yield Visit("admin", address)
    for kind, channel in (("thu-xin-loi-va-hen-lai", "thu-dien-tu"), ("hoi-nguoi-giu-ho-so", "hop-tin-tren-cong")):
        address = reverse("messaging:template", args=[kind, channel])
        yield Visit("admin", address)
        yield Visit("admin", address, {"subject": "", "body": "{{ nowhere }}", "seen": "0", "viec": "xem"})
