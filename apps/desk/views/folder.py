"""`/quay/luu-giay/tep/<mã>/`: one folder; dossiers are scanned into it, lent out of it, taken back, moved on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from apps.desk.domain.shelves import MOST_AT_ONCE, Retention
from apps.desk.forms.shelves import LendForm, PlaceForm
from apps.desk.labels.shelves import NOT_A_CODE, NOT_FOUND, RETENTIONS, TOO_MANY
from apps.desk.models import Folder
from apps.desk.selectors import shelves as selectors
from apps.desk.selectors.keyset import BadMark, cut
from apps.desk.services import shelves as services
from apps.desk.views.doors import KEEPING_DUTIES
from apps.desk.views.shelves import find_folder
from apps.dossiers.domain.codes import NotACode, readings
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

SIZE = 50
TYPED_AT_MOST = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*KEEPING_DUTIES)
def folder(request: StaffRequest, code: str) -> HttpResponse:
    """What lies in it; posted, papers come in, go out, come back, or the folder itself is put elsewhere."""
    found = find_folder(request, code)
    doings: dict[str, Callable[[StaffRequest, Folder], dict[str, Any]]] = {
        "xep": _put_in,
        "cho-muon": _lend,
        "tra": _take_back,
        "chuyen": _move,
        "cho": _place,
    }
    doing = doings.get(request.POST.get("viec", "xep")) if request.method == "POST" else None
    if doing is None:
        return _show(request, found)
    wrong = doing(request, found)
    if wrong:
        return _show(request, found, status=422, **wrong)
    return redirect("desk:folder", found.code)


def _put_in(request: StaffRequest, found: Folder) -> dict[str, Any]:
    """Every code that was scanned, line by line; what did not come in stays in the box with its reason."""
    lines = [line.strip() for line in request.POST.get("ma", "").replace("\x00", "")[:TYPED_AT_MOST].splitlines()]
    typed = list(dict.fromkeys(filter(None, lines)))
    if not typed:
        messages.error(request, _("Chưa quét mã nào."))
        return {"typed": ""}
    meant, refused = _meant(typed[:MOST_AT_ONCE])
    refused += [(line, str(TOO_MANY) % {"n": MOST_AT_ONCE}) for line in typed[MOST_AT_ONCE:]]
    known = selectors.meant_dossiers(codes=[code for codes in meant.values() for code in codes], actor=request.actor)
    picked: dict[str, int] = {}
    for line, codes in meant.items():
        pk = next((known[code] for code in codes if code in known), None)
        if pk is None:
            refused.append((line, str(NOT_FOUND)))
        else:
            picked[line] = pk
    outcome = services.put_in(folder_id=found.pk, dossier_ids=picked.values(), by=request.actor, at=request.at)
    _told(request, outcome)
    refused += outcome.refused
    return {"typed": "\n".join(line for line, _why in refused), "refused": refused} if refused else {}


def _meant(typed: list[str]) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """What each line may mean, and the lines that mean nothing."""
    meant: dict[str, tuple[str, ...]] = {}
    refused: list[tuple[str, str]] = []
    for line in typed:
        try:
            meant[line] = readings(line[:200])
        except NotACode:
            refused.append((line[:200], str(NOT_A_CODE)))
    return meant, refused


def _lend(request: StaffRequest, found: Folder) -> dict[str, Any]:
    form = LendForm(request.POST, today=timezone.localdate(request.at))
    picked = _picked(request)
    if not form.is_valid() or not picked:
        if not picked:
            messages.error(request, _("Đánh dấu hồ sơ trước."))
        return {"lend_form": form, "picked": picked}
    outcome = services.lend(
        folder_id=found.pk, dossier_ids=picked, **form.cleaned_data, by=request.actor, at=request.at
    )
    _told(request, outcome)
    return {}


def _take_back(request: StaffRequest, found: Folder) -> dict[str, Any]:
    picked = _picked(request)
    if not picked:
        messages.error(request, _("Đánh dấu hồ sơ trước."))
        return {"picked": picked}
    _told(request, services.take_back(folder_id=found.pk, dossier_ids=picked, by=request.actor, at=request.at))
    return {}


def _move(request: StaffRequest, found: Folder) -> dict[str, Any]:
    picked, typed = _picked(request), request.POST.get("sang", "").replace("\x00", "").strip()[:60]
    target = selectors.folder_called(typed=typed, actor=request.actor)
    if not picked:
        messages.error(request, _("Đánh dấu hồ sơ trước."))
    elif target is None or target.pk == found.pk:
        messages.error(request, _("Quét nhãn của tệp khác để chuyển sang."))
    else:
        outcome = services.move(from_id=found.pk, to_id=target.pk, dossier_ids=picked, by=request.actor, at=request.at)
        _told(request, outcome)
        return {"refused": outcome.refused, "picked": picked, "to": typed} if outcome.refused else {}
    return {"picked": picked, "to": typed}


def _place(request: StaffRequest, found: Folder) -> dict[str, Any]:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return {"place_form": form}
    if services.place_folder(folder_id=found.pk, **form.cleaned_data, by=request.actor, at=request.at):
        messages.success(request, _("Đã ghi chỗ mới của tệp."))
    else:
        messages.info(request, _("Tệp vẫn ở chỗ cũ; không có gì thay đổi."))
    return {}


def _picked(request: StaffRequest) -> list[int]:
    return [int(one) for one in request.POST.getlist("chon") if one.isascii() and one.isdecimal() and len(one) < 19]


def _told(request: StaffRequest, outcome: services.Outcome) -> None:
    if outcome.done:
        said = ngettext("Đã ghi %(n)s hồ sơ.", "Đã ghi %(n)s hồ sơ.", outcome.done)
        messages.success(request, said % {"n": outcome.done})
    elif not outcome.refused:
        messages.info(request, _("Không có gì thay đổi."))


def _show(request: StaffRequest, found: Folder, *, status: int = 200, **said: Any) -> HttpResponse:
    rows = selectors.contents(folder=found)
    try:
        page = cut(rows, by="since", after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""), size=SIZE)
    except BadMark:
        page = cut(rows, by="since", size=SIZE)
    here = reverse("desk:folder", args=[found.code])
    today = timezone.localdate(request.at)
    context = {
        "folder": found,
        "retention": RETENTIONS[Retention(found.retention)],
        "ends_this_year": found.last_year == today.year,
        "is_over": found.last_year is not None and found.last_year < today.year,
        "places": page.rows,
        "how_many": rows.count(),
        "moves": selectors.folder_moves(folder=found),
        "today": today,
        "newer": f"{here}?truoc={page.before}" if page.before else "",
        "older": f"{here}?sau={page.after}" if page.after else "",
        "typed": "",
        "refused": [],
        "picked": [],
        "to": "",
        "lend_form": LendForm(today=today),
        "place_form": PlaceForm(initial={"box": found.box, "shelf": found.shelf}),
        **said,
    }
    return render(request, "desk/folder.html", context, status=status)
