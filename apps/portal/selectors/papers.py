"""The checklist of one dossier: papers asked for, files sent, and why some need not be sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier, DossierDocument
from apps.portal.labels.filing import copies_words, files_words, size_words
from apps.procedures.domain.answering import counted, must_answer, standing
from apps.procedures.domain.checklist import FORMS_TO_FILL
from apps.procedures.domain.form_schema import FieldType, FormField
from apps.procedures.models import RequiredDocument

OTHER_PAPER = "khac"  # a paper that the procedure did not name


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file as proof that it arrived."""

    name: str
    paper: str
    href: str
    size_words: str
    at: datetime
    sha256: str
    remove_value: int | None


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

    @property
    def kind(self) -> str:
        if self.is_wrong:
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
        return tuple(paper for paper in self.asked if not paper.files and not paper.is_optional)

    @property
    def all(self) -> tuple[AskedPaper, ...]:
        """Every place a file can be sent to."""
        return (*self.asked, self.other)

    @property
    def sent(self) -> tuple[AskedPaper, ...]:
        """What was sent, paper by paper."""
        return tuple(paper for paper in self.all if paper.files)


def papers(*, dossier: Dossier, chosen_from: Iterable[str], by: Actor | None = None) -> Papers:
    """The checklist of a dossier with what was sent; `by` may take out again what they sent themselves."""
    rows = _asked(dossier, set(chosen_from))
    sent = _sent(dossier, by)
    given = [row for row in rows if not row.is_note]
    questions = dossier.arrangement.form_fields
    asked = tuple(_paper(row, sent.pop(row.pk, []), has_form=bool(questions)) for row in given)
    loose = [file for files in sent.values() for file in files]
    by_form = tuple(_asked_by_form(one, loose) for one in _files_wanted(dossier, questions))
    asked += by_form
    named = {paper.name for paper in by_form}
    other = other_paper(files=[file for file in loose if file.paper not in named])
    return Papers(asked=asked, other=other, notes=tuple(row.name for row in rows if row.is_note))


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


def _why_optional(row: RequiredDocument, *, has_form: bool) -> str:
    """Why nobody has to send this paper, where the law does not say so itself."""
    if has_form and row.name.startswith(FORMS_TO_FILL):
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
        dossier.documents.filter(removed_at__isnull=True, file__isnull=False)
        .select_related("file")
        .order_by("position", "pk")
    )
    sent: dict[int | None, list[SentFile]] = {}
    for document in documents:
        sent.setdefault(document.required_id, []).append(_file(document, by))
    return sent


def _file(document: DossierDocument, by: Actor | None) -> SentFile:
    file = document.file
    assert file is not None
    is_theirs = by is not None and document.added_by == by.key
    return SentFile(
        name=file.original_name,
        paper=document.name,
        href=reverse("portal:file_download", args=[file.address]),
        size_words=size_words(file.size),
        at=document.added_at,
        sha256=file.sha256,
        remove_value=document.pk if is_theirs else None,
    )
