"""Writing down what people ask and what the office answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.procedures.models import Faq, Field, Procedure

MOST = 30  # of one thing: a page of questions longer than that is read by nobody


class TooManyQuestions(ValueError):
    """One procedure or field has as many questions as anybody reads."""


@transaction.atomic
def ask(
    *,
    agency: Agency,
    procedure: Procedure | None,
    field: Field | None,
    question: str,
    answer: str,
    is_shown: bool,
    by: Actor,
    at: datetime,
) -> Faq:
    """One more question, after those that are there; the very same question again only changes its answer."""
    here = Faq.objects.select_for_update().filter(agency=agency, procedure=procedure, field=field)
    same = here.filter(question=question).first()
    if same:
        return _say(same, question=question, answer=answer, is_shown=is_shown, by=by, at=at)
    if here.count() >= MOST:
        raise TooManyQuestions
    last = max(here.values_list("position", flat=True), default=0)
    faq = Faq(agency=agency, procedure=procedure, field=field, position=last + 1)
    return _say(faq, question=question, answer=answer, is_shown=is_shown, by=by, at=at)


@transaction.atomic
def correct(*, agency: Agency, faq_id: int, question: str, answer: str, is_shown: bool, by: Actor, at: datetime) -> Faq:
    """A question as it is said now. Raises Faq.DoesNotExist."""
    faq = Faq.objects.select_for_update().get(agency=agency, pk=faq_id)
    return _say(faq, question=question, answer=answer, is_shown=is_shown, by=by, at=at)


def drop(*, agency: Agency, faq_id: int) -> int:
    """Take a question away; how many that were."""
    return Faq.objects.filter(agency=agency, pk=faq_id).delete()[0]


def _say(faq: Faq, *, question: str, answer: str, is_shown: bool, by: Actor, at: datetime) -> Faq:
    faq.question, faq.answer, faq.is_shown = question, answer, is_shown
    faq.written_by_id, faq.written_at = by.id, at
    faq.save()
    return faq
