"""One dossier as staff read it: where it is, what was promised, what is in it, what happened, what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.domain.identity import mask_personal_id, show_phone
from apps.core.labels import stamp
from apps.core.models import StoredFile
from apps.desk import labels
from apps.desk.domain.acts import Act, offered
from apps.desk.domain.papers import SlipKind
from apps.desk.labels import stories
from apps.desk.models import CourtesyLetter, HolderQuestion, Letter, Slip
from apps.desk.selectors.asking import Piece, pieces_of
from apps.desk.selectors.courtesies import courtesy_of
from apps.desk.selectors.holdings import Held, held
from apps.desk.selectors.moments import Moment, moments
from apps.desk.selectors.pauses import LedgerLine, ledger, officials_in, pauses_of
from apps.desk.selectors.people import names_of
from apps.desk.selectors.visited import received_together
from apps.dossiers.domain.asking import Side
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.parties import Confirmation
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Channel, Delivery, Status
from apps.dossiers.domain.talking import talks
from apps.dossiers.labels import CHANNEL_LABELS, CONFIRMATION_LABELS, DELIVERY_LABELS, duty_words, status_label
from apps.dossiers.models import Dossier, DossierDocument, DossierEvent, Pause, Result
from apps.dossiers.selectors import ClockBadge, clock_of, second_party_of, timeline
from apps.dossiers.selectors.bundles import filed_together
from apps.dossiers.selectors.talk import Said, talk
from apps.officials.selectors import work_calendar
from apps.payments.selectors.standing import Standing, standing
from apps.procedures.domain.checklist import Checked, check, is_form
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.labels.answers import ToldGroup, told
from apps.procedures.selectors import checklist

LEAF_KINDS = {"ok": "", "soon": "soon", "late": "late", "pause": "pause", "waslate": "late"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of the dossier with its file, if it has one."""

    name: str
    originals: int
    copies: int
    certified: int
    electronic: int
    file: StoredFile | None
    is_checked: bool
    reused: str
    pictures: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """One issued paper, ready to be printed."""

    id: int
    label: str
    number: str
    issued_at: datetime
    prints: int
    is_superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A paper that waits for a leader, or that a leader sent back."""

    label: str
    state: str
    proposer: str
    proposed_at: datetime
    reason: str
    decision_note: str
    is_waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """One line that citizen or office wrote; `text` None: erased as the rules say."""

    who: str
    is_ours: bool
    is_unread: bool
    at: datetime
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything the page of a dossier shows."""

    dossier: Dossier
    status_label: str
    clock: ClockBadge | None
    leaf_kind: str
    explanation: Explanation | None
    first_due_at: datetime | None
    holder: str
    moments: Sequence[Moment]
    held: Held | None
    answers: Sequence[ToldGroup]
    applicant: Sequence[tuple[str, str]]
    papers: Sequence[PaperLine]
    checked: Checked
    pieces: Sequence[Piece]
    talk: Sequence[TalkRow]
    may_talk: bool
    slips: Sequence[SlipLine]
    received_together: int
    letters: Sequence[LetterLine]
    results: Sequence[Result]
    courtesy: CourtesyLetter | None
    courtesy_label: str
    question: HolderQuestion | None
    ledger: Sequence[LedgerLine]
    money: Standing
    open_pause: Pause | None
    is_unanswered: bool
    acts: Sequence[Act]
    together: Sequence[tuple[Dossier, str]]


def casefile(*, dossier: Dossier, actor: Actor, at: datetime) -> CaseFile:
    """The whole dossier for one official."""
    calendar = work_calendar(agency=dossier.agency, at=at)
    events = timeline(dossier=dossier)
    slips = list(Slip.objects.filter(dossier=dossier).order_by("-issued_at", "-pk"))
    letters = list(Letter.objects.filter(dossier=dossier).order_by("-proposed_at", "-pk"))
    pauses = pauses_of(dossier=dossier)
    open_pause = next((pause for pause in pauses if pause.closed_at is None), None)
    is_unanswered = _is_unanswered(open_pause, events, at)
    names = names_of(official_ids=_officials(dossier, events, letters) | officials_in(pauses))
    documents = list(
        dossier.documents.filter(removed_at__isnull=True)
        .exclude(file__state=StoredFile.State.REFUSED)
        .select_related("file", "reused_document__dossier", "reused_result__dossier")
        .order_by("position", "pk")
    )
    courtesy = courtesy_of(dossier=dossier)
    clock = clock_of(dossier=dossier, at=at, calendar=calendar)
    return CaseFile(
        dossier=dossier,
        status_label=status_label(dossier.status),
        clock=clock,
        leaf_kind=LEAF_KINDS[clock.kind] if clock else "",
        explanation=Explanation.from_json(dossier.promise) if dossier.promise else None,
        first_due_at=dossier.first_due_at if dossier.first_due_at != dossier.due_at else None,
        holder=names.get(dossier.holder_id or 0, ""),
        moments=moments(dossier=dossier, events=events, names=names),
        held=held(dossier=dossier, events=events, names=names, calendar=calendar, at=at),
        answers=told(dossier.arrangement.form_fields, answers=dossier.answers or {}),
        applicant=_applicant(dossier),
        papers=[_paper(document) for document in documents],
        checked=_checked(dossier, documents),
        pieces=pieces_of(dossier=dossier),
        talk=[_said(line) for line in talk(dossier=dossier)],
        may_talk=talks(status=Status(dossier.status), by=actor),
        slips=[_slip(slip) for slip in slips if slip.kind != SlipKind.CONTROL],
        received_together=received_together(dossier=dossier, actor=actor),
        letters=[_letter(letter, names) for letter in letters if letter.state in _SHOWN],
        results=list(dossier.results.filter(is_current=True).select_related("file")),
        courtesy=courtesy,
        courtesy_label=str(labels.COURTESY_LABELS[Courtesy(courtesy.kind)]) if courtesy else "",
        question=HolderQuestion.objects.filter(
            dossier=dossier, dossier__paused_at__isnull=True, holder_id=actor.id, closed_at__isnull=True
        ).first(),
        money=standing(dossier=dossier, actor=actor),
        ledger=ledger(dossier=dossier, pauses=pauses, names=names),
        open_pause=open_pause,
        is_unanswered=is_unanswered,
        acts=offered(state=dossier.state(), by=actor, delivery=Delivery(dossier.delivery), is_unanswered=is_unanswered),
        together=[(each, status_label(each.status)) for each in filed_together(dossier=dossier, actor=actor)],
    )


def _is_unanswered(pause: Pause | None, events: Iterable[DossierEvent], at: datetime) -> bool:
    """Asked for papers, and the term has passed without a word."""
    if pause is None or pause.answer_by_date is None or localdate(at) <= pause.answer_by_date:
        return False
    return not any(event.action == SUPPLEMENT_ANSWERED and event.at >= pause.opened_at for event in events)


def _checked(dossier: Dossier, documents: Iterable[DossierDocument]) -> Checked:
    papers = checklist(version=dossier.version, case=dossier.case)
    there = {document.required_id for document in documents if document.required_id}
    is_declared = bool(dossier.answers) and bool(dossier.arrangement.form_fields)
    on_screen = {paper.key for paper in papers if is_form(paper.name)} if is_declared else set()
    return check(papers=papers, ticked=there | on_screen)


def _officials(dossier: Dossier, events: Iterable[DossierEvent], letters: Iterable[Letter]) -> set[int | None]:
    acting = {event.actor_id for event in events if event.actor_kind == ActorKind.OFFICIAL}
    handed = {event.facts.get("to") for event in events}
    return {dossier.holder_id, *acting, *handed, *(letter.proposed_by_id for letter in letters)}


def _applicant(dossier: Dossier) -> list[tuple[str, str]]:
    """Who files and how to reach them; the personal id is masked."""
    stands_in = dossier.submitter_id != dossier.applicant_id
    lines = [
        (labels.APPLICANT_TERMS["personal_id"], mask_personal_id(dossier.applicant_personal_id or "")),
        (labels.APPLICANT_TERMS["phone"], show_phone(dossier.applicant_phone)),
        (labels.APPLICANT_TERMS["email"], dossier.applicant_email),
        (labels.APPLICANT_TERMS["address"], dossier.applicant_address),
        (labels.APPLICANT_TERMS["submitter"], dossier.submitter.name if stands_in else ""),
        (labels.APPLICANT_TERMS["relation"], dossier.relation if stands_in else ""),
        (labels.APPLICANT_TERMS["second_party"], _second_party(dossier)),
        (labels.APPLICANT_TERMS["channel"], str(CHANNEL_LABELS[Channel(dossier.channel)])),
        (labels.APPLICANT_TERMS["delivery"], _delivery(dossier)),
    ]
    return [(str(term), value) for term, value in lines if value]


def _delivery(dossier: Dossier) -> str:
    where = str(DELIVERY_LABELS[Delivery(dossier.delivery)])
    said = [f"{where}: {dossier.delivery_address}" if dossier.delivery_address else where]
    if dossier.wants_electronic:
        said.append("thêm bản điện tử")
    if dossier.extra_copies:
        said.append(f"xin thêm {dossier.extra_copies} bản sao")
    return "; ".join(said)


def _second_party(dossier: Dossier) -> str:
    """«Vi Văn Bình, đồng ý bằng mã gửi tới điện thoại lúc 10:32 20/11/2026»."""
    party = second_party_of(dossier)
    if party is None or not party.name:
        return ""
    if not party.agreed or party.answered_at is None:
        return f"{party.name}, chưa xác nhận"
    way = CONFIRMATION_LABELS[Confirmation(party.answered_way)]
    return f"{party.name}, đồng ý {way} lúc {stamp(party.answered_at)}"


def _paper(document: DossierDocument) -> PaperLine:
    """What is still being judged or bound has a line and no file yet."""
    file = document.file if document.file and document.file.is_clean and not document.is_being_made else None
    earlier = document.reused_result or document.reused_document
    return PaperLine(
        name=document.name,
        originals=document.originals,
        copies=document.photocopies,
        certified=document.certified,
        electronic=document.electronic,
        file=file,
        is_checked=not document.is_being_made and (document.file is None or document.file.is_clean),
        reused=earlier.dossier.reference if earlier else "",
        pictures=range(1, file.pictures + 1) if file else (),
    )


def _said(line: Said) -> TalkRow:
    is_ours = line.side is Side.OFFICE
    return TalkRow(
        who=f"{line.name}, {duty_words(line.duty)}" if is_ours else str(stories.CITIZEN),
        is_ours=is_ours,
        is_unread=not is_ours and not line.is_read,
        at=line.at,
        text=line.text,
    )


def _slip(slip: Slip) -> SlipLine:
    return SlipLine(
        id=slip.pk,
        label=str(labels.SLIP_LABELS[SlipKind(slip.kind)]),
        number=slip.number,
        issued_at=slip.issued_at,
        prints=slip.prints,
        is_superseded=slip.superseded_at is not None,
    )


_SHOWN = frozenset({Letter.State.DRAFTED, Letter.State.RETURNED})


def _letter(letter: Letter, names: Mapping[int, str]) -> LetterLine:
    return LetterLine(
        label=str(labels.SLIP_LABELS[SlipKind(letter.kind)]),
        state=str(labels.LETTER_STATES[letter.state]),
        proposer=names.get(letter.proposed_by_id or 0, str(stories.SYSTEM)),
        proposed_at=letter.proposed_at,
        reason=letter.reason,
        decision_note=letter.decision_note or "",
        is_waiting=letter.state == Letter.State.DRAFTED,
    )
