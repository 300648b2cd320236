"""The inbox: what to do today, and the guard's questions answered on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.core.idempotency import OtherContent, once
from apps.desk.domain.apologies import Answer
from apps.desk.forms.answers import AnswerForm
from apps.desk.forms.fields import fresh_key
from apps.desk.labels import VIEWS, Sentences
from apps.desk.models import HolderQuestion
from apps.desk.selectors import inbox as selectors
from apps.desk.selectors.keyset import BadMark
from apps.desk.services.questions import AnsweredBefore, answer_question
from apps.desk.views.acts import FIELD_OF
from apps.desk.views.doors import OFFICE_DUTIES
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.labels import objection
from apps.dossiers.selectors.talk import awaiting_answer
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.worktime import OutsideCalendar

MOST_SHOWN = 10  # of the dossiers whose citizen waits for an answer


@require_safe
@needs(*OFFICE_DUTIES, Duty.LEADER)
def inbox(request: StaffRequest) -> HttpResponse:
    """The dossiers of one view (`?xem=`), in the order in which promises break."""
    return _show(request, forms={})


@require_POST
@needs(*OFFICE_DUTIES, Duty.LEADER)
def answer(request: StaffRequest, question_id: int) -> HttpResponse:
    """«Kịp» or «không kịp, vì …, hẹn lại …»."""
    question = get_object_or_404(selectors.put_to(actor=request.actor), pk=question_id)
    form = _form(question, request.POST)
    if not form.is_valid():
        return _show(request, forms={question.pk: form}, status=422)
    said = form.cleaned_data
    try:
        once(
            scope=f"desk:answer:{question.pk}",
            key=said["key"],
            content={name: said[name] for name in ("answer", *AnswerForm.FOR_NO)},
            at=request.at,
            act=lambda: _answer(request, question, said),
        )
    except (AnsweredBefore, OtherContent):
        messages.info(request, Sentences.ANSWERED_BEFORE)
        return redirect("desk:inbox")
    except Forbidden as error:
        form.add_error(FIELD_OF.get(error.why), objection(error.why))
        return _show(request, forms={question.pk: form}, status=409)
    except OutsideCalendar:
        form.add_error("new_date", str(Sentences.TOO_FAR))
        return _show(request, forms={question.pk: form}, status=409)
    messages.success(request, _said(question, said["answer"]))
    return redirect("desk:inbox")


def _answer(request: StaffRequest, question: HolderQuestion, said: Mapping[str, Any]) -> dict[str, Any]:
    answer_question(
        question_id=question.pk,
        answer=said["answer"],
        reason_code=said["reason_code"],
        reason=said["reason"],
        new_date=said["new_date"] or None,
        by=request.actor,
        at=request.at,
    )
    return {"answered": question.pk}


def _said(question: HolderQuestion, answer: Answer) -> Any:
    if answer is Answer.WILL_KEEP:
        return Sentences.WILL_KEEP
    return Sentences.TOLD_LEADERS if question.dossier.extended_at else Sentences.WILL_BREAK


def _show(request: StaffRequest, *, forms: Mapping[int, AnswerForm], status: int = 200) -> HttpResponse:
    chosen = request.GET.get("xem", "")
    view = chosen if chosen in VIEWS else next(iter(VIEWS))
    page = _page(request, view)
    asked = [
        (question, forms.get(question.pk) or _form(question)) for question in selectors.questions(actor=request.actor)
    ]
    here = reverse("desk:inbox")
    chips = [
        {"href": f"{here}?xem={name}", "words": words, "count": page.counts[name], "is_on": name == view}
        for name, words in VIEWS.items()
    ]
    context = {
        "page": page,
        "asked": asked,
        "wrote": list(awaiting_answer(actor=request.actor, is_at_desk=False)[:MOST_SHOWN]),
        "chips": chips,
        "said": {"xem": view},
        "older": f"{here}?xem={view}&sau={page.after}" if page.after else "",
        "newer": f"{here}?xem={view}&truoc={page.before}" if page.before else "",
    }
    return render(request, "desk/inbox.html", context, status=status)


def _form(question: HolderQuestion, said: Mapping[str, Any] | None = None) -> AnswerForm:
    return AnswerForm(
        said,
        question_id=question.pk,
        is_extended=question.dossier.extended_at is not None,
        initial={"key": fresh_key()},
    )


def _page(request: StaffRequest, view: str) -> selectors.Inbox:
    ask = partial(selectors.inbox, view=view, actor=request.actor, agency=request.official.agency, at=request.at)
    try:
        return ask(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    except BadMark:
        return ask()
