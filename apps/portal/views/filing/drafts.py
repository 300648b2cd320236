"""A dossier that its filer is still writing, with who, when and where: what every step is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from apps.accounts.domain.actor import Actor
from apps.accounts.models import Person
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.portal.domain.steps import Step, after, before, steps_of
from apps.portal.labels.filing import STEP_LABELS, saved_words
from apps.portal.permissions import citizen, writers
from apps.portal.selectors import filing as selectors
from apps.portal.selectors.helping import band, line_of
from apps.procedures.domain.form_schema import FormField

OPEN_TO_CHANGE = frozenset({Status.DRAFT, Status.NEED_FIX_INTAKE})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One visit to one step of one draft."""

    request: HttpRequest
    dossier: Dossier
    person: Person
    by: Actor
    at: datetime
    step: Step
    questions: tuple[FormField, ...]
    cases: tuple[str, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps_of(has_form=bool(self.questions), has_fee=False)

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

    def address(self, step: Step) -> str:
        """Where a step of this draft is."""
        return reverse("portal:filing_step", args=[self.dossier.reference, step.value])

    def saved(self, dossier: Dossier) -> str:
        """«Đã lưu lúc 10:32»."""
        return saved_words(saved_at=dossier.saved_at, now=self.at)

    def again(self) -> HttpResponse:
        """Back to the same step."""
        return redirect(self.address(self.step))

    def onward(self) -> HttpResponse:
        """On to the next one."""
        return redirect(self.address(after(self.step, steps=self.steps)))

    def page(self, template: str, *, dossier: Dossier | None = None, status: int = 200, **more: Any) -> HttpResponse:
        """The step drawn with what all steps show."""
        previous = before(self.step, steps=self.steps)
        context = {
            "dossier": dossier or self.dossier,
            "is_answer": self.is_answer,
            "here": self.address(self.step),
            "heading": STEP_LABELS[self.step],
            "marks": list(self._marks()),
            "previous": self.address(previous) if previous else "",
            "saved": self.saved(dossier or self.dossier),
            "help": band(dossier=dossier or self.dossier) if self.by.is_helping else None,
        }
        return render(self.request, template, context | more, status=status)

    def _marks(self) -> list[Mark]:
        place = self.steps.index(self.step)
        kinds = ["done" if n < place else "now" if n == place else "todo" for n in range(len(self.steps))]
        return [
            Mark(STEP_LABELS[step], kind, self.address(step) if kind == "done" else "")
            for step, kind in zip(self.steps, kinds, strict=True)
        ]


def find(request: HttpRequest, *, reference: str, step: str) -> Draft:
    """The draft at this step. Raises Http404 for what is not theirs or no step, NotOpen for what was filed."""
    at = timezone.now()
    dossier, by = _written_by(request, reference=reference, at=at)
    if dossier.status not in OPEN_TO_CHANGE:
        raise NotOpen(dossier.reference)
    questions = dossier.arrangement.form_fields
    if step not in steps_of(has_form=bool(questions), has_fee=False):
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
