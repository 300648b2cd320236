"""One commune with its people, a neighbouring one, and a dossier at every place of its way: what pages are tried on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from apps.accounts.models import Person, User
from apps.core import judging
from apps.core.files import store
from apps.desk.domain.apologies import DelayReason
from apps.desk.domain.collecting import Claimant, Identity
from apps.desk.domain.collecting import Shown as Shown_
from apps.desk.models import CourtesyLetter, HolderQuestion
from apps.desk.services import courtesies, guard, letters, returning, returning_post
from apps.desk.services.calendar_reviews import review_changed_calendars
from apps.desk.services.returning import HandOver
from apps.dossiers.domain.status import Delivery, ResultKind, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, papers
from apps.dossiers.services.notices import about, recipient
from apps.dossiers.services.processing import PreparedResult, submit_for_signature
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.services.enqueueing import enqueue
from apps.officials.domain.calendar_file import read_calendar
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of
from apps.officials.services.calendars import keep_import, remove_calendar_day
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.models import Offering
from apps.surveys.services import invite
from tests import factories, walking
from tests.architecture.bundled import bundled
from tests.architecture.doubted import doubted
from tests.architecture.helped import Helped, help_under_way
from tests.architecture.moneyed import Moneyed, moneyed
from tests.architecture.paired import Paired, two_at_one_draft
from tests.architecture.shown import Shown, shown_to_people
from tests.factories import ZONE, Office
from tests.walking import Walk, walk

# Friday; what is received then and promised in three days is asked about on the 25th, for the 24th is a day off.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
JUST_NOW = NOW - timedelta(minutes=12)
NEW_DAY = date(2026, 12, 1)
EXPECTED_DAY = "2027-02-04"
CALENDAR_FILE = "date,kind,name\n2026-12-24,holiday,Ngày thử\nhôm qua,holiday,Không có ngày\n".encode()
REASON = "Chờ công an xã xác minh nơi cư trú trước đây của người yêu cầu."
SEEING = (Duty.CLERK, Duty.RETURN_CLERK, Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER, Duty.STATISTICS)


@dataclass(slots=True, kw_only=True)
class Town:
    """Everybody with a browser of their own, and the things they ask for."""

    office: Office
    offering: Offering
    owner: Person
    sessions: dict[str, str]
    dossiers: dict[Status, Dossier] = field(default_factory=dict)
    whole: str = ""
    handed: str = ""
    untouched: str = ""
    question_id: int = 0
    import_id: int = 0
    letter_id: int = 0
    courtesy_id: int = 0
    mail_id: int = 0
    to_label_id: int = 0
    slip_id: int = 0
    slip_address: str = ""
    file_address: str = ""
    result_address: str = ""
    token: str = ""
    factor: str = ""
    shown: Shown | None = None
    money: Moneyed | None = None
    helped: Helped | None = None
    paired: Paired | None = None

    def browser(self, role: str) -> Client:
        """The browser of this role, as it was after log-in: what another visit did to it is forgotten."""
        client = Client()
        if self.sessions[role]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def reference(self, status: Status) -> str:
        """The dossier that stands there."""
        return self.dossiers[status].reference


def build() -> Town:
    """The whole town. It costs a few seconds, so one test asks for many pages and takes back what each of them did."""
    office = factories.office()
    foreign = factories.office(code="H99.72", name="Nậm Khao", is_ours=False)
    owner, other = factories.person(name="Lò Thị Lành"), factories.person(name="Vàng A Pó", phone="+84978222333")
    offering = factories.offering(agency=office.agency)
    town = Town(office=office, offering=offering, owner=owner, sessions=_people(office, foreign, owner, other))
    for status in Status:
        if status in walking.WAYS:
            begun = JUST_NOW if status in (Status.DRAFT, Status.SUBMITTED) else FRIDAY
            way = Delivery.ELECTRONIC if status is Status.RESULT_SENT else Delivery.COUNTER
            walked = walk(status=status, office=office, at=begun, offering=offering, person=owner, delivery=way)
            town.dossiers[status] = walked.dossier
    _papers(town)
    _questions(town)
    _calendar_file(town)
    _changed_calendar(town)
    _courtesies(town)
    _to_the_post(town)
    _posted_results(town)
    _shown(town)
    bundled(office=office, owner=owner, at=JUST_NOW)
    town.helped = help_under_way(office=office, offering=offering, owner=owner, at=JUST_NOW)
    town.paired = two_at_one_draft(office=office, offering=offering, owner=owner, other=other, at=JUST_NOW)
    town.money = moneyed(
        agency=office.agency,
        dossier=town.dossiers[Status.RECEIVED],
        clerk=actor_of(official=office.clerk, at=NOW),
        filer=walking.citizen(owner),
        at=NOW,
    )
    doubted(by=actor_of(official=office.administrator, at=NOW), at=NOW)
    return town


def _people(office: Office, foreign: Office, owner: Person, other: Person) -> dict[str, str]:
    head = factories.official(agency=office.agency, name="Lò Văn Sơn", position="Phó phòng", duties=(Duty.UNIT_HEAD,))
    everything = factories.official(agency=foreign.agency, name="Giàng A Chu", position="Chủ tịch", duties=SEEING)
    former = factories.official(agency=office.agency, name="Tao Văn Inh", position="Đã nghỉ", duties=(Duty.CLERK,))
    Official.objects.filter(pk=former.pk).update(is_active=False)
    users: dict[str, User | None] = {
        "stranger": None,
        "citizen": factories.citizen_user(person=owner),
        "other": factories.citizen_user(person=other),
        "clerk": office.clerk.user,
        "officer": office.officer.user,
        "head": head.user,
        "leader": office.leader.user,
        "admin": office.administrator.user,
        "foreign": everything.user,
        "former": former.user,
    }
    return {role: _log_in(user) if user else "" for role, user in users.items()}


def _log_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _papers(town: Town) -> None:
    """One dossier that went the whole way with files: what its owner sent, what the desk issued, what came of it."""
    walked = walk(status=Status.DRAFT, office=town.office, at=FRIDAY, offering=town.offering, person=town.owner)
    sent = store(upload=pdf("to-khai.pdf"), by=town.owner.key, at=walked.at)
    done = store(upload=pdf("ket-qua.pdf"), by=walked.by(town.office.officer).key, at=walked.at)
    for file in (sent, done):
        judging.keep_pictures(file=file, pictures=[b"a page"])
        file.save(update_fields=["pictures"])
    prepared = PreparedResult(title="Giấy xác nhận tình trạng hôn nhân", outcome=ResultKind.GRANTED, file=done)

    def attach(walk: Walk) -> None:
        papers.attach(
            dossier_id=walk.dossier.pk, required=None, name="Tờ khai", file=sent, by=walk.citizen(), at=walk.at
        )

    def prepare(walk: Walk) -> None:
        submit_for_signature(
            dossier_id=walk.dossier.pk,
            by=walk.by(walk.office.officer),
            at=walk.at,
            leader_id=walk.office.leader.pk,
            result=prepared,
        )

    for act in (attach, *walking.WAYS[Status.PROCESSING], prepare, walking.sign, walking.hand_over):
        walked.step(act)
    slip = walked.dossier.slips.get()
    town.whole, town.slip_id, town.slip_address = walked.dossier.reference, slip.pk, slip.address
    town.file_address, town.result_address = sent.address, done.address
    spare = store(upload=pdf("anh.pdf"), by=town.owner.key, at=JUST_NOW)
    papers.attach(
        dossier_id=town.dossiers[Status.DRAFT].pk, required=None, name="", file=spare, by=walked.citizen(), at=JUST_NOW
    )
    town.factor = filing.issue_lookup_factor(dossier=town.dossiers[Status.PROCESSING])
    town.token = invite(dossier=walked.dossier, at=NOW)


def _questions(town: Town) -> None:
    """Two dossiers about to break: of one the holder is asked, of the other a letter waits to be signed."""
    guard.run(at=NOW)
    town.question_id = HolderQuestion.objects.get(dossier=town.dossiers[Status.PROCESSING]).pk
    other = walk(status=Status.PROCESSING, office=town.office, at=FRIDAY, offering=town.offering, person=town.owner)
    proposed = letters.propose_apology(
        dossier_id=other.dossier.pk,
        reason_code=DelayReason.OVERLOAD,
        reason=REASON,
        new_date=NEW_DAY,
        by=other.by(town.office.officer),
        at=NOW,
    )
    town.letter_id = proposed.pk
    handed = walk(status=Status.RECEIVED, office=town.office, at=FRIDAY, offering=town.offering, person=town.owner)
    handed.step(walking.forward)
    town.untouched = handed.dossier.reference


def _calendar_file(town: Town) -> None:
    by = actor_of(official=town.office.administrator, at=NOW)
    file = read_calendar(CALENDAR_FILE)
    town.import_id = keep_import(agency=town.office.agency, file_name="lich.csv", file=file, by=by, at=NOW).pk


def _courtesies(town: Town) -> None:
    """A letter of congratulation that was signed, and one that waits."""
    Offering.objects.filter(pk=town.offering.pk).update(courtesy=Courtesy.CONGRATULATION)
    signer = actor_of(official=town.office.leader, at=NOW)
    for reference in (town.whole, town.reference(Status.RESULT_READY)):
        dossier = Dossier.objects.select_related("offering").get(code=reference)
        courtesies.wish(dossier=dossier, wanted=True, by=signer, at=NOW)
    town.courtesy_id = CourtesyLetter.objects.get(dossier__code=town.whole).pk
    courtesies.sign(letter_id=town.courtesy_id, text="Chúc mừng gia đình có thêm niềm vui.", by=signer, at=NOW)


def _to_the_post(town: Town) -> None:
    """A letter for somebody whom no machine reaches."""
    dossier = Dossier.objects.get(code=town.reference(Status.RECEIVED))
    enqueue(
        agency_id=dossier.agency_id,
        about=about(dossier),
        kind=Kind.REFUSED,
        to=recipient(dossier),
        facts={"code": dossier.reference},
        at=NOW,
        channels=[Channel.POST],
    )


def _posted_results(town: Town) -> None:
    """A result that is to be labelled, one that lies there with its label on, and one that the post has."""
    by = actor_of(official=town.office.clerk, at=NOW)
    for number in range(3):
        walked = walk(
            status=Status.RESULT_READY, office=town.office, at=FRIDAY, offering=town.offering, delivery=Delivery.POST
        )
        if number == 0:
            town.to_label_id = walked.dossier.pk
            continue
        item = returning_post.prepare(dossier_id=walked.dossier.pk, by=by, at=NOW)
        if number == 2:
            returning_post.number(item_id=item.pk, tracking="EE123456789VN", by=by, at=NOW)
            returning_post.hand_to_post(item_ids=[item.pk], by=by, at=NOW)
            town.mail_id = item.pk
    handed = walk(status=Status.RESULT_READY, office=town.office, at=FRIDAY, offering=town.offering)
    shown = Shown_(claimant=Claimant.FAMILY, identity=Identity.SEEN, paper="Giấy khai sinh số 12")
    given = HandOver(shown=shown, name="Lò Thị Xuân", relation="con gái", leader_id=town.office.leader.pk)
    returning.hand_over(dossier_id=handed.dossier.pk, handed=given, by=by, at=NOW)
    town.handed = handed.dossier.reference


def _shown(town: Town) -> None:
    by = actor_of(official=town.office.administrator, at=NOW)
    town.shown = shown_to_people(agency=town.office.agency, offering=town.offering, by=by, at=NOW)


def pdf(name: str) -> SimpleUploadedFile:
    paper, content = pikepdf.new(), BytesIO()
    paper.add_blank_page()
    paper.save(content)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")


def _changed_calendar(town: Town) -> None:
    """A day off is taken back: a leader has to look at what that would move."""
    by = actor_of(official=town.office.administrator, at=NOW)
    remove_calendar_day(agency=town.office.agency, day=date(2026, 11, 24), by=by, at=NOW)
    review_changed_calendars(at=NOW)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
