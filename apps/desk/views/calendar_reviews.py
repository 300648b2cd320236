"""A changed calendar before a leader: what it would move, and the word that carries it out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.desk.models import CalendarReview
from apps.desk.selectors.calendar_reviews import open_review, past_reviews, review_page
from apps.desk.services.calendar_reviews import confirm_review
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LEADER)
def calendar_review(request: StaffRequest) -> HttpResponse:
    """The list that waits, or one that was dealt with (`?danh-sach=`); posted, the list is confirmed."""
    if request.method == "POST":
        return _confirm(request)
    agency = request.official.agency
    asked = _number(request.GET.get("danh-sach", ""))
    reviews = CalendarReview.objects.filter(agency=agency).select_related("confirmed_by")
    review = get_object_or_404(reviews, pk=asked) if asked else open_review(agency_id=agency.pk)
    after = _number(request.GET.get("sau", ""))
    page = (
        review_page(review=review, actor=request.actor, agency=agency, after=after, at=request.at) if review else None
    )
    return render(request, "desk/calendar_review.html", {"page": page, "past": past_reviews(agency_id=agency.pk)})


def _confirm(request: StaffRequest) -> HttpResponse:
    if confirm_review(review_id=_number(request.POST.get("review", "")), by=request.actor, at=request.at):
        messages.success(
            request, _("Đã xác nhận. Hồ sơ được hẹn sớm hơn sẽ được báo cho người dân; hồ sơ khác giữ ngày đã hẹn.")
        )
    else:
        messages.info(request, _("Danh sách này đã được xác nhận, hoặc lịch lại vừa thay đổi. Xem lại bên dưới."))
    return redirect("desk:calendar_review")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
