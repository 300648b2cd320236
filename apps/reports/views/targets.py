"""`/dieu-hanh/chi-tieu/`: the targets of the year and their lights."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.reports import permissions
from apps.reports.domain.aims import Aim
from apps.reports.forms.targets import TargetForm
from apps.reports.labels.targets import AIM_LABELS, DEFINITIONS
from apps.reports.models import Target
from apps.reports.selectors import targets as selectors
from apps.reports.selectors.menu import menu
from apps.reports.services import entering

EARLIEST = 2020


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """One calendar year (`?nam=2026`, this one unless said otherwise)."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    current = timezone.localdate(at).year
    asked = request.GET.get("nam", str(current))
    if not (asked.isascii() and asked.isdecimal() and len(asked) == 4 and EARLIEST <= int(asked) <= current):
        return redirect("reports:targets")
    year, address = int(asked), reverse("reports:targets")
    context = {
        "menu": menu(room="targets", agency=agency),
        "rows": selectors.targets(year=year, actor=actor, agency=agency, at=at),
        "history": [
            {"row": row, "words": AIM_LABELS[Aim(row.aim)], "value": _value(row)}
            for row in selectors.history(agency=agency, year=year)
        ],
        "year": year,
        "chips": [
            {"href": f"{address}?nam={one}", "words": str(one), "count": None, "is_on": one == year}
            for one in sorted({current, current - 1, year}, reverse=True)
        ],
        "may_set": year == current and actor.has(Duty.LEADER),  # those of the past have been set
        "at": at,
    }
    return render(request, "reports/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.LEADER)
def set_target(request: StaffRequest, year: int, aim: str) -> HttpResponse:
    """Set one target, or change it by a new row; the old one stays."""
    chosen = _chosen(year, aim, request)
    agency = request.official.agency
    newest = selectors.newest(agency=agency, year=year).get(chosen.value)
    typed = request.POST if request.method == "POST" else None
    form = TargetForm(typed, initial={"seen": newest.version if newest else 0}, aim=chosen)
    if form.is_valid():
        said = form.cleaned_data
        try:
            entering.set_target(
                agency=agency,
                year=year,
                aim=chosen,
                value=said["value"],
                basis=said["basis"],
                seen=said["seen"],
                by=request.official,
                at=request.at,
            )
        except entering.ChangedMeanwhile as other:
            newest = _told(form, other)
        else:
            messages.success(request, _("Đã đặt chỉ tiêu. Chỉ tiêu cũ, nếu có, vẫn còn trong sổ."))
            return redirect(f"{reverse('reports:targets')}?nam={year}")
    context = {
        "form": form,
        "newest": newest,
        "newest_value": _value(newest) if newest else "",
        "words": AIM_LABELS[chosen],
        "definition": DEFINITIONS[chosen],
        "year": year,
        "here": reverse("reports:set_target", args=[year, aim]),
    }
    return render(request, "reports/set_target.html", context, status=422 if form.errors else 200)


def _chosen(year: int, aim: str, request: StaffRequest) -> Aim:
    """This year's and the next year's targets can be set; those of the past have been."""
    current = timezone.localdate(request.at).year
    if year not in {current, current + 1} or aim not in {one.value for one in Aim}:
        raise Http404
    return Aim(aim)


def _told(form: TargetForm, other: entering.ChangedMeanwhile) -> Target:
    """Nothing typed is lost: the page comes again with what the other one set, and may be sent once more."""
    assert isinstance(other.newest, Target)
    anew = form.data.copy()  # type: ignore[attr-defined]
    anew["seen"] = str(other.newest.version)
    form.data = anew
    form.add_error(None, _("Có người vừa đặt chỉ tiêu này. Xem số ấy ở dưới; vẫn muốn thay thì bấm ghi lần nữa."))
    return other.newest


def _value(row: Target) -> str:
    return selectors.target_words(aim=Aim(row.aim), value=row.value)
