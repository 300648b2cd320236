"""The checklist of one dossier: papers asked for, files sent, and why some need not be sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext

from apps.accounts.domain.actor import Actor
from apps.core.files import PDF
from apps.core.labels import refusal_words
from apps.core.models import StoredFile
from apps.dossiers.domain.representation import proof_besides
from apps.dossiers.domain.status import Status
from apps.dossiers.models import DocumentPage, Dossier, DossierDocument
from apps.dossiers.selectors import standing_of
from apps.dossiers.selectors.bundles import sent_with_others
from apps.dossiers.services.papers import is_own_draft
from apps.portal.labels.filing import copies_words, files_words, pages_words, reused_words, size_words
from apps.procedures.domain.answering import counted, must_answer, standing
from apps.procedures.domain.checklist import is_form
from apps.procedures.domain.form_schema import FieldType, FormField
from apps.procedures.models import RequiredDocument

_REFUSED = StoredFile.State.REFUSED
OTHER_PAPER = "khac"  # a paper that the procedure did not name


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """A photograph as a page of a paper that may still be changed; `turned` is how it stands after one more turn."""

    id: int
    number: int
    picture: str
    turned: int
    is_first: bool
    is_last: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file as proof that it arrived: `kind` is "ready", "waiting" (a worker has it) or "refused" (`why` says why).

    `pictures` are addresses, page by page, of what the official will see; `pages` are there while they can be changed.
    """

    id: int
    kind: str
    name: str
    paper: str
    href: str
    size_words: str
    pages_words: str
    at: datetime
    sha256: str
    remove_value: int | None
    pictures: tuple[str, ...] = ()
    pages: tuple[SentPage, ...] = ()
    why: str = ""
    reused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPaper:
    """One paper of a checklist with the files sent for it; without a name, its sender names it."""

    id: str
    required_id: int | None
    name: str
    title: str
    hint: str
    is_optional: bool
    files: tuple[SentFile, ...]
    why: str = ""
    is_wrong: bool = False
    is_shared: bool = False  # with another case of the same visit

    @property
    def here(self) -> tuple[SentFile, ...]:
        """What was sent and not refused."""
        return tuple(file for file in self.files if file.kind != "refused")

    @property
    def is_waiting(self) -> bool:
        """Whether a worker still has something of it."""
        return any(file.kind == "waiting" for file in self.files)

    @property
    def kind(self) -> str:
        if self.is_wrong or len(self.here) < len(self.files):
            return "hand"
        return "done" if self.files else "need"

    @property
    def is_aside(self) -> bool:
        """Nobody has to send it and nobody has: it stands folded away."""
        return self.is_optional and not self.files and not self.is_wrong

    @property
    def badge(self) -> str:
        if self.is_wrong:
            return gettext("Chưa nhận được tệp")
        if self.is_waiting:
            return gettext("Đang kiểm tra")
        if len(self.here) < len(self.files):
            return gettext("Có tệp không nhận được")
        return files_words(len(self.files)) if self.files else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The checklist of one dossier."""

    asked: tuple[AskedPaper, ...]
    other: AskedPaper
    notes: tuple[str, ...]

    @property
    def missing(self) -> tuple[AskedPaper, ...]:
        """The papers that everybody has to bring and of which nothing was sent."""
        return tuple(paper for paper in self.asked if not paper.here and not paper.is_optional)

    @property
    def all(self) -> tuple[AskedPaper, ...]:
        """Every place a file can be sent to."""
        return (*self.asked, self.other)

    @property
    def sent(self) -> tuple[AskedPaper, ...]:
        """What was sent, paper by paper."""
        return tuple(paper for paper in self.all if paper.files)

    @property
    def waiting(self) -> int:
        """How many papers a worker still judges or binds."""
        return sum(file.kind == "waiting" for paper in self.all for file in paper.files)


def papers(*, dossier: Dossier, chosen_from: Iterable[str], by: Actor | None = None) -> Papers:
    """The checklist of a dossier with what was sent; `by` may take out what they sent, of an own draft all of it."""
    rows = _asked(dossier, set(chosen_from))
    sent = _sent(dossier, by)
    given = [row for row in rows if not row.is_note]
    questions = dossier.arrangement.form_fields
    asked = tuple(_paper(row, sent.pop(row.pk, []), has_form=bool(questions)) for row in given)
    loose = [file for files in sent.values() for file in files]
    by_form = tuple(_asked_by_form(one, loose) for one in _files_wanted(dossier, questions))
    by_form += tuple(_proof(name, loose) for name in _proofs_wanted(dossier, given))
    asked = _without_those_of_others((*asked, *by_form), dossier)
    named = {paper.name for paper in by_form}
    other = other_paper(files=[file for file in loose if file.paper not in named])
    return Papers(asked=asked, other=other, notes=tuple(row.name for row in rows if row.is_note))


def _without_those_of_others(asked: tuple[AskedPaper, ...], dossier: Dossier) -> tuple[AskedPaper, ...]:
    """While it is written together with other cases, a paper is sent once."""
    if dossier.status != Status.DRAFT:
        return asked
    shared, brought = sent_with_others(dossier=dossier)
    whys = {name: gettext("gửi một lần, dùng chung với việc trước") for name in shared}
    whys |= {name: gettext("có từ việc khác nộp cùng lần này, không phải gửi") for name in brought}
    return tuple(
        replace(one, is_optional=True, is_shared=True, why=whys[one.name]) if one.name in whys and not one.why else one
        for one in asked
    )


def _asked(dossier: Dossier, choices: set[str]) -> list[RequiredDocument]:
    """The papers of the chosen case and of every case; all of them where there is nothing to choose."""
    rows = dossier.version.documents.order_by("position")
    return [row for row in rows if row.case not in choices or row.case[:300] == dossier.case]


def _paper(row: RequiredDocument, files: list[SentFile], *, has_form: bool) -> AskedPaper:
    why = _why_optional(row, has_form=has_form)
    return AskedPaper(
        id=str(row.pk),
        required_id=row.pk,
        name=row.name,
        title=row.name,
        hint=copies_words(originals=row.originals, copies=row.copies),
        is_optional=row.is_optional or bool(why),
        why=why,
        files=tuple(files),
    )


def _files_wanted(dossier: Dossier, questions: Sequence[FormField]) -> list[tuple[FormField, bool]]:
    """The files the electronic form asks for, given what was answered, and whether each is needed."""
    answers = counted(questions, answers=dossier.answers or {})
    return [
        (one, must_answer(one, answers=answers))
        for one in standing(questions, answers=dossier.answers or {})
        if one.type is FieldType.FILE
    ]


def _asked_by_form(wanted: tuple[FormField, bool], loose: Sequence[SentFile]) -> AskedPaper:
    question, is_needed = wanted
    return AskedPaper(
        id=f"o-{question.name}",
        required_id=None,
        name=question.label,
        title=question.label,
        hint=question.hint,
        is_optional=not is_needed,
        files=tuple(file for file in loose if file.paper == question.label),
    )


def _proofs_wanted(dossier: Dossier, given: Iterable[RequiredDocument]) -> list[str]:
    """The paper by which somebody files for another, where the procedure does not ask for it anyway."""
    standing_in = standing_of(dossier)
    name = proof_besides(standing_in.basis, asked_for=[row.name for row in given]) if standing_in else ""
    return [name] if name else []


def _proof(name: str, loose: Iterable[SentFile]) -> AskedPaper:
    return AskedPaper(
        id="o-nop-thay",
        required_id=None,
        name=name,
        title=name,
        hint=gettext("Chụp giấy cho phép bạn nộp thay."),
        is_optional=False,
        files=tuple(file for file in loose if file.paper == name),
    )


def _why_optional(row: RequiredDocument, *, has_form: bool) -> str:
    """Why nobody has to send this paper, where the law does not say so itself."""
    if has_form and is_form(row.name):
        return gettext("bạn đã khai trên màn hình, không phải gửi")
    return gettext("cho xem ở quầy khi cần, không phải gửi") if row.is_shown_only else ""


def other_paper(*, files: Iterable[SentFile] = ()) -> AskedPaper:
    """The place for whatever nobody asked for by name."""
    return AskedPaper(
        id=OTHER_PAPER,
        required_id=None,
        name="",
        title=gettext("Giấy tờ khác"),
        hint="",
        is_optional=True,
        files=tuple(files),
    )


def _sent(dossier: Dossier, by: Actor | None) -> dict[int | None, list[SentFile]]:
    documents = (
        dossier.documents.filter(removed_at__isnull=True)
        .filter(
            Q(file__isnull=False) | Q(is_being_made=True) | Exists(DocumentPage.objects.filter(document=OuterRef("pk")))
        )
        .select_related("file", "reused_document__dossier", "reused_result__dossier")
        .prefetch_related(Prefetch("pages", DocumentPage.objects.select_related("source").order_by("position", "pk")))
        .order_by("position", "pk")
    )
    is_own = by is not None and is_own_draft(dossier, by=by)
    sent: dict[int | None, list[SentFile]] = {}
    for document in documents:
        sent.setdefault(document.required_id, []).append(_file(document, by, is_own=is_own))
    return sent


def _file(document: DossierDocument, by: Actor | None, *, is_own: bool) -> SentFile:
    file, pages = document.file, list(document.pages.all())
    is_theirs = by is not None and (is_own or document.added_by == by.key)
    may_change = is_theirs and document.filed_at is None
    kind = _kind(document, file)
    pictures = pictures_of(file) if file and kind == "ready" else ()
    shown = file or pages[0].source
    return SentFile(
        id=document.pk,
        kind=kind,
        name=shown.original_name,
        paper=document.name,
        href=reverse("portal:file_download", args=[file.address]) if file and file.state != _REFUSED else "",
        size_words=size_words(shown.size),
        pages_words=pages_words(file.pages) if file and file.content_type == PDF else "",
        at=document.added_at,
        sha256=shown.sha256,
        remove_value=document.pk if is_theirs else None,
        pictures=pictures,
        pages=_pages(pages, pictures) if may_change else (),
        why=_why_refused(document, pages) if kind == "refused" else "",
        reused=_reused(document),
    )


def _kind(document: DossierDocument, file: StoredFile | None) -> str:
    if document.is_being_made or (file is not None and file.state == StoredFile.State.WAITING):
        return "waiting"
    return "refused" if file is None or file.state == _REFUSED else "ready"


def _why_refused(document: DossierDocument, pages: Sequence[DocumentPage]) -> str:
    bad = document.file or pages[0].source
    return refusal_words(reason=bad.refusal, name=bad.original_name)


def pictures_of(file: StoredFile) -> tuple[str, ...]:
    """Addresses of the small pictures of a file's pages, for its owner."""
    return tuple(reverse("portal:file_picture", args=[file.address, number + 1]) for number in range(file.pictures))


def _pages(pages: Sequence[DocumentPage], pictures: Sequence[str]) -> tuple[SentPage, ...]:
    """Pages with their pictures; one that was refused has none, for it is not in the PDF."""
    left = list(pictures)
    rows = []
    for number, page in enumerate(pages, start=1):
        is_refused = page.source.state == _REFUSED
        rows.append(
            SentPage(
                id=page.pk,
                number=number,
                picture=left.pop(0) if left and not is_refused else "",
                turned=(page.turn + 90) % 360,
                is_first=number == 1,
                is_last=number == len(pages),
                why=refusal_words(reason=page.source.refusal, name=page.source.original_name) if is_refused else "",
            )
        )
    return tuple(rows)


def _reused(document: DossierDocument) -> str:
    if document.reused_result:
        return reused_words(reference=document.reused_result.dossier.reference, is_result=True)
    if document.reused_document:
        return reused_words(reference=document.reused_document.dossier.reference, is_result=False)
    return ""
