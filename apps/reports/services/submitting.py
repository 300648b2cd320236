"""Reports of a period: drafted the day after its end, handed in by a leader, frozen, corrected by a new version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from apps.dossiers.domain.moves import says_why
from apps.dossiers.domain.timeliness import VIETNAM
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.services.enqueueing import enqueue
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, Official
from apps.officials.selectors import on_duty
from apps.reports.domain.freezing import digest, fingerprint
from apps.reports.domain.terms import Span, Term, ended_on
from apps.reports.labels.reports import term_words
from apps.reports.models import ReportDraft, SubmittedReport
from apps.reports.selectors.submitted import content_of, history

PATH = "/dieu-hanh/bao-cao/"
_LOCK = 20_200_106  # beside the agency: one hand-in of its reports at a time


class NotSubmitted(Exception):
    """Why nothing was handed in; `why` is a code that labels turn into a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def submit(
    *,
    agency: Agency,
    span: Span,
    seen: str,
    by: Official,
    at: datetime,
    reason: str = "",
    with_children: bool = False,
) -> SubmittedReport:
    """Freeze the reports of a period as the leader has seen them (`seen` is their fingerprint).

    The second time it is a correction («điều chỉnh»): it says why, and it changes something. An agency hands in one
    report of a period, so one of itself that is followed by one with all below it is such a correction too. Raises
    NotSubmitted.
    """
    if at < span.ends_before:
        raise NotSubmitted("still_running")
    _in_turn(agency)
    last = history(agency=agency, span=span).last
    content = content_of(agency=agency, span=span, at=at, with_children=with_children)
    if last and fingerprint(last.content) == fingerprint(content):
        raise NotSubmitted("nothing_changed")
    if fingerprint(content) != seen:
        raise NotSubmitted("changed_meanwhile")
    if content["faults"]:
        raise NotSubmitted("does_not_add_up")
    if last and not says_why(reason):
        raise NotSubmitted("no_reason")
    return SubmittedReport.objects.create(
        agency=agency,
        from_date=span.first,
        to_date=span.last,
        version=last.version + 1 if last else 1,
        content=content,
        digest=digest(content),
        reason=reason.strip() if last else "",
        submitted_at=at,
        submitted_by=by,
    )


def _in_turn(agency: Agency) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, agency.pk])


def draft_ended(*, at: datetime) -> int:
    """Draft every period that ended yesterday, for each agency that works here, and tell its leaders; how many were
    new. A worker that slept through the day after makes up for it within a week."""
    today = at.astimezone(VIETNAM).date()
    terms = [term for back in range(1, 8) for term in ended_on(today - timedelta(days=back))]
    agencies = Agency.objects.filter(officials__is_active=True).distinct().order_by("pk") if terms else []
    return sum(_draft(agency=agency, term=term, at=at) for agency in agencies for term in terms)


@transaction.atomic
def _draft(*, agency: Agency, term: Term, at: datetime) -> bool:
    span = term.span
    _in_turn(agency)
    known = history(agency=agency, span=span)
    if known.draft or known.versions:
        return False
    ReportDraft.objects.create(
        agency=agency,
        from_date=span.first,
        to_date=span.last,
        content=content_of(agency=agency, span=span, at=at),
        made_at=at,
    )
    _tell(on_duty(agency_id=agency.pk, duty=Duty.LEADER, at=at), term=term, at=at)
    return True


def _tell(leaders: Iterable[Official], *, term: Term, at: datetime) -> None:
    for leader in leaders:
        enqueue(
            agency_id=leader.agency_id,
            about=f"official:{leader.pk}/report:{term.text}",
            kind=Kind.REPORT_DRAFTED,
            cycle=1,
            to=Recipient(email=leader.email, person_key=f"official:{leader.pk}"),
            facts={"period": term_words(term), "report": f"{settings.PUBLIC_ADDRESS}{PATH}?ky={term.text}"},
            at=at,
        )
