"""The step of papers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from apps.portal.domain.steps import after
from apps.portal.forms.papers import UploadForm
from apps.portal.selectors.papers import Papers
from apps.portal.selectors.papers import papers as papers_of
from apps.portal.selectors.reusing import reusable
from apps.portal.views import uploads
from apps.portal.views.filing.drafts import Draft


def papers(draft: Draft) -> HttpResponse:
    """Each paper with what was sent for it; going on is always possible, the last step says what is missing."""
    checklist = papers_of(dossier=draft.dossier, chosen_from=draft.cases, by=draft.by)
    if draft.request.method != "POST" or draft.is_only_shown:
        earlier = reusable(dossier=draft.dossier, by=draft.by)
        return _page(draft, rows=uploads.rows(checklist.all, earlier=earlier), checklist=checklist)
    refused = uploads.take(draft.request, dossier=draft.dossier, papers=checklist.all, by=draft.by, at=draft.at)
    if refused is None:
        return redirect(f"{draft.address(draft.step)}#giay-{uploads.place(draft.request)}")
    # Others of the same post may have been kept: read the list anew.
    checklist = papers_of(dossier=draft.dossier, chosen_from=draft.cases, by=draft.by)
    earlier = reusable(dossier=draft.dossier, by=draft.by)
    rows = uploads.rows(checklist.all, refused=refused, earlier=earlier)
    return _page(draft, rows=rows, checklist=checklist, refused=refused, status=422)


def _page(
    draft: Draft,
    *,
    rows: list[uploads.Row],
    checklist: Papers,
    refused: UploadForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return draft.page(
        "portal/filing_papers.html",
        rows=[row for row in rows if not row.paper.is_aside],
        aside=[row for row in rows if row.paper.is_aside],
        notes=checklist.notes,
        waiting=checklist.waiting,
        onward=draft.address(after(draft.step, steps=draft.steps)),
        refused=refused,
        status=status,
    )
