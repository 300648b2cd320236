"""The front of the catalogue's workshop: the list of all procedures, and the room of one with its draft."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.labels import day_short
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.forms.arranging import PublishForm
from apps.procedures.labels.editing import EDITOR_ROOMS, NOT_PUBLISHABLE, PROCEDURE_ROOMS, VIEW_WORDS
from apps.procedures.models import Arrangement, ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.counting import counts
from apps.procedures.selectors.editing import EditedProcedure, edited, editor_page
from apps.procedures.services import arranging


@require_safe
@needs(*EDITORS)
def catalogue(request: StaffRequest) -> HttpResponse:
    """`/danh-muc/`: every procedure the house knows, the newest wording of each."""
    said = {name: request.GET.get(name, "")[:200] for name in ("tim", "xem", "sau", "truoc")}
    page = editor_page(
        agency=request.official.agency,
        at=request.at,
        text=said["tim"],
        view=said["xem"],
        after=said["sau"],
        before=said["truoc"],
    )
    context = {
        "page": page,
        "counts": counts(agency=request.official.agency, at=request.at),
        "text": said["tim"],
        "view": said["xem"],
        "chips": [
            {
                "href": _address(tim=said["tim"], xem=view),
                "words": words,
                "count": page.counts[view],
                "is_on": view == said["xem"],
            }
            for view, words in VIEW_WORDS.items()
        ],
        "doors": _open(EDITOR_ROOMS),
        "newer": _address(tim=said["tim"], xem=said["xem"], truoc=page.before) if page.before else "",
        "older": _address(tim=said["tim"], xem=said["xem"], sau=page.after) if page.after else "",
    }
    return render(request, "procedures/catalogue.html", context)


@require_safe
@needs(*EDITORS)
def procedure(request: StaffRequest, code: str) -> HttpResponse:
    """`/danh-muc/<mã>/`: one procedure, its wordings, and how we do it."""
    found = _found(request, code)
    return _room(request, found, PublishForm(today=timezone.localdate(request.at)))


@require_POST
@needs(*EDITORS)
def publish(request: StaffRequest, code: str) -> HttpResponse:
    """The draft holds from a day on."""
    found = _found(request, code)
    form = PublishForm(request.POST, today=timezone.localdate(request.at))
    if found.draft is None:
        messages.info(request, _("Bản nháp này đã được ban hành hoặc đã bỏ. Trang này là bản mới nhất."))
        return redirect("procedures:procedure", code)
    if form.is_valid():
        day = form.cleaned_data["effective_from"]
        try:
            arranging.publish(
                arrangement_id=found.draft.pk,
                effective_from=day,
                by=request.official,
                at=request.at,
                seen=_seen(request),
            )
        except arranging.NotPublishable as refused:
            about = "effective_from" if refused.why in arranging.ABOUT_THE_DAY else None
            form.add_error(about, NOT_PUBLISHABLE[refused.why])
        except Arrangement.DoesNotExist:
            messages.info(request, _("Bản nháp này đã được ban hành hoặc đã bỏ. Trang này là bản mới nhất."))
            return redirect("procedures:procedure", code)
        else:
            messages.success(request, _("Đã ban hành, áp dụng từ %(day)s.") % {"day": day_short(day)})
            return redirect("procedures:procedure", code)
    return _room(request, found, form, status=422)


@require_POST
@needs(*EDITORS)
def discard(request: StaffRequest, code: str) -> HttpResponse:
    """The draft is thrown away; what holds stays."""
    found = _found(request, code)
    try:
        if found.draft:
            arranging.discard(arrangement_id=found.draft.pk)
        messages.success(request, _("Đã bỏ bản nháp. Cách làm đang áp dụng không đổi."))
    except Arrangement.DoesNotExist:
        messages.info(request, _("Bản nháp này đã được ban hành hoặc đã bỏ. Trang này là bản mới nhất."))
    return redirect("procedures:procedure", code)


def _seen(request: StaffRequest) -> datetime | None:
    """When the draft was saved last as the page showed it; a page that does not say so is taken at its word."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def _found(request: StaffRequest, code: str) -> EditedProcedure:
    try:
        return edited(code=code, agency=request.official.agency, at=request.at)
    except ProcedureVersion.DoesNotExist as error:
        raise Http404 from error


def _room(request: StaffRequest, found: EditedProcedure, form: PublishForm, *, status: int = 200) -> HttpResponse:
    context = {"found": found, "form": form, "doors": _open(PROCEDURE_ROOMS, found.procedure.code)}
    return render(request, "procedures/procedure.html", context, status=status)


def _open(rooms: tuple[tuple[str, str, str, str], ...], *args: str) -> list[dict[str, str]]:
    """The rooms that are there; one whose address does not exist is not shown."""
    found = []
    for name, picture, words, meaning in rooms:
        try:
            href = reverse(name, args=args)
        except NoReverseMatch:
            continue
        found.append({"href": href, "picture": picture, "words": words, "meaning": meaning})
    return found


def _address(**said: str) -> str:
    kept = {name: value for name, value in said.items() if value}
    return reverse("procedures:catalogue") + (f"?{urlencode(kept)}" if kept else "")
