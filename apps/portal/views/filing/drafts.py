"""A dossier that its filer is still writing, with who, when and where: what every step is given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.core.addresses import paper_address
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DraftSave
from apps.dossiers.services.drafts import Page
from apps.portal.domain.steps import WRITTEN, Step, after, before, steps_of
from apps.portal.forms.completeness import Gap, StepLeft, gaps, left
from apps.portal.labels.filing import STEP_LABELS, UNSAVED, UNSAVED_WORDS, kept_words, saved_words
from apps.portal.permissions import citizen, writers
from apps.portal.selectors import filing as selectors
from apps.portal.selectors.fee import Fee, fee_of_draft
from apps.portal.selectors.helping import band, line_of
from apps.portal.selectors.papers import Papers
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.services import parking
from apps.procedures.domain.form_schema import FormField

OPEN_TO_CHANGE = frozenset({Status.DRAFT, Status.NEED_FIX_INTAKE})
# Which page this is, from which page's save it was drawn, and which field had the cursor.
PAGE, DRAWN_FROM, CURSOR = "trang", "goc", "cho"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,43}")


class NotOpen(Exception):
    """The dossier was filed meanwhile: there is nothing left to write, only to follow."""

    def __init__(self, reference: str, *, is_helped: bool = False) -> None:
        super().__init__(reference)
        self.reference = reference
        self.is_helped = is_helped


@dataclass(frozen=True, slots=True)
class Mark:
    """One step in the row of steps."""

    words: str | Promise
    kind: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One visit to one step of one draft; `typed` is what was posted, or what was typed when the session had ended.

    `is_unproven`: it was posted with an old proof against forgery.
    """

    request: HttpRequest
    dossier: Dossier
    person: Person
    by: Actor
    at: datetime
    step: Step
    questions: tuple[FormField, ...]
    cases: tuple[str, ...]
    saves: Mapping[str, DraftSave]
    typed: QueryDict | None
    fee: Fee
    is_unproven: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps_of(has_form=bool(self.questions), has_fee=asks_for_money(self.dossier, self.fee))

    @property
    def own_id(self) -> str:
        return self.person.personal_id or ""

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_answer(self) -> bool:
        """Whether this mends a dossier the desk has sent back, instead of filing a new one."""
        return self.dossier.status == Status.NEED_FIX_INTAKE

    @property
    def is_parked(self) -> bool:
        """Whether what was typed comes from before the log-in."""
        return self.typed is not None and self.request.method != "POST"

    @property
    def is_only_shown(self) -> bool:
        """Whether what was typed waits for another press: always where that press would file."""
        return self.is_unproven or (self.is_parked and self.step is Step.REVIEW)

    @cached_property
    def page_name(self) -> Page:
        """Which page this is; a form that comes back keeps its name, and one without a name has seen everything."""
        typed, last = self.typed or QueryDict(), self.saves.get(self.step.value)
        name = typed.get(PAGE, "")
        if _NAME.fullmatch(name):
            return Page(step=self.step.value, name=name, drawn_from=typed.get(DRAWN_FROM, ""))
        return Page(step=self.step.value, name=paper_address(), drawn_from=last.page if last else "")

    def address(self, step: Step) -> str:
        """Where a step of this draft is."""
        return reverse("portal:filing_step", args=[self.dossier.reference, step.value])

    def saved(self, dossier: Dossier) -> str:
        """«Đã lưu lúc 10:32»."""
        return saved_words(saved_at=dossier.saved_at, now=self.at)

    def again(self) -> HttpResponse:
        """Back to the same step, and to the field that had the cursor."""
        field = (self.typed or QueryDict()).get(CURSOR, "")
        return redirect(self.address(self.step) + (f"#{field}" if _NAME.fullmatch(field) else ""))

    def kept(self) -> HttpResponse:
        """The same, with the word that it is kept."""
        messages.success(self.request, kept_words(is_parked=self.is_parked))
        return self.again()

    def having_saved(self, dossier: Dossier) -> Draft:
        """The same visit after its save: what was said here may begin or cease to cost."""
        return replace(self, dossier=dossier, fee=fee_of_draft(dossier=dossier, at=self.at))

    def onward(self) -> HttpResponse:
        """On to the next one."""
        return redirect(self.address(after(self.step, steps=self.steps)))

    @cached_property
    def papers(self) -> Papers:
        """The checklist with what was sent."""
        return papers_of(dossier=self.dossier, chosen_from=self.cases)

    def gaps(self, dossier: Dossier) -> list[Gap]:
        """What keeps the draft, as it is kept now, from being filed."""
        return gaps(dossier=dossier, questions=self.questions, cases=self.cases, own_id=self.own_id, today=self.today)

    def left(self, dossier: Dossier) -> list[StepLeft]:
        """What is still wanted, step by step."""
        missing = [paper.title for paper in self.papers.missing]
        return left(steps=self.steps, found=self.gaps(dossier), missing=missing, begun=self._begun())

    def page(self, template: str, *, dossier: Dossier | None = None, status: int = 200, **more: Any) -> HttpResponse:
        """The step drawn with what all steps show."""
        shown = dossier or self.dossier
        previous = before(self.step, steps=self.steps)
        still = self.left(shown)
        context = {
            "dossier": shown,
            "is_answer": self.is_answer,
            "here": self.address(self.step),
            "heading": STEP_LABELS[self.step],
            "marks": list(self._marks(still)),
            "previous": self.address(previous) if previous else "",
            "help": band(dossier=shown) if self.by.is_helping else None,
            "saved": "" if self.is_only_shown else self.saved(shown),
            "unsaved": UNSAVED_WORDS.get(self.step, UNSAVED) if self.is_only_shown else None,
            "left": self.with_addresses(still),
            "is_last": self.step is Step.REVIEW,
            "page": self.page_name,
        }
        return render(self.request, template, context | more, status=status)

    def with_addresses(self, still: Sequence[StepLeft]) -> list[tuple[StepLeft, str]]:
        """Each with where it is put right."""
        return [(one, self.address(one.step)) for one in still]

    def _begun(self) -> set[Step]:
        """Steps that somebody has been at."""
        begun = {step for step in self.steps if step.value in self.saves or (step is self.step and self.typed)}
        return begun | ({Step.PAPERS} if self.papers.sent else set())

    def _marks(self, still: Sequence[StepLeft]) -> list[Mark]:
        place, wanting = self.steps.index(self.step), {one.step for one in still}
        kinds = [self._kind(step, is_past=n < place, is_wanting=step in wanting) for n, step in enumerate(self.steps)]
        return [
            Mark(STEP_LABELS[step], kind, self.address(step) if kind in ("done", "left") else "")
            for step, kind in zip(self.steps, kinds, strict=True)
        ]

    def _kind(self, step: Step, *, is_past: bool, is_wanting: bool) -> str:
        if step is self.step:
            return "now"
        is_reached = (is_past or step in self._begun()) and step is not Step.REVIEW
        if not is_reached:
            return "todo"
        return "left" if is_wanting else "done"


def find(request: HttpRequest, *, reference: str, step: str, is_unproven: bool = False) -> Draft:
    """The draft at this step. Raises Http404 for what is not theirs or no step, NotOpen for what was filed."""
    at = timezone.now()
    dossier, by = _written_by(request, reference=reference, at=at)
    if dossier.status not in OPEN_TO_CHANGE:
        raise NotOpen(dossier.reference)
    questions = dossier.arrangement.form_fields
    fee = fee_of_draft(dossier=dossier, at=at)
    if step not in steps_of(has_form=bool(questions), has_fee=asks_for_money(dossier, fee)):
        raise Http404
    return Draft(
        request=request,
        dossier=dossier,
        person=dossier.submitter if by.is_helping else citizen(request),
        by=by,
        at=at,
        step=Step(step),
        questions=questions,
        cases=tuple(selectors.cases(version=dossier.version)),
        saves={save.step: save for save in dossier.saves.all()},
        typed=_typed(request, Step(step), at),
        fee=fee,
        is_unproven=is_unproven,
    )


def _written_by(request: HttpRequest, *, reference: str, at: datetime) -> tuple[Dossier, Actor]:
    """The dossier and who of those behind the log-in may write it: its owner or a helper. Raises Http404, NotOpen."""
    for by in writers(request, at=at):
        try:
            return dossiers.by_reference(reference=reference, actor=by), by
        except Dossier.DoesNotExist:
            if by.is_helping and line_of(reference=reference, by=by):
                raise NotOpen(reference, is_helped=True) from None
    raise Http404


def _typed(request: HttpRequest, step: Step, at: datetime) -> QueryDict | None:
    if request.method == "POST":
        return request.POST
    return parking.fetch(request, at=at) if step in WRITTEN else None


def asks_for_money(dossier: Dossier, fee: Fee) -> bool:
    """Whether there is a step about money: what is filed is frozen, and what is free needs none."""
    return dossier.status == Status.DRAFT and fee.reckoned.has_questions
