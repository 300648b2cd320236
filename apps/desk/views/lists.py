"""`/quay/ban-giao/`: dossiers go from the desk to whoever handles them, results come back; both on lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.paper.press import PressFailed
from apps.desk.domain.lists import LineState
from apps.desk.models import HandOverList
from apps.desk.printing.lists import render_list
from apps.desk.selectors import lists as selectors
from apps.desk.selectors.keyset import BadMark
from apps.desk.services import lists as services
from apps.desk.views.doors import ANYBODY_WHO_SEES, DESK_DUTIES, OFFICE_DUTIES
from apps.desk.views.papers import pdf
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

HANDING = (*DESK_DUTIES, *OFFICE_DUTIES, Duty.LEADER)
REASON_AT_MOST = 200
HEAPS = ("ho-so", "ket-qua")
Page = TypeVar("Page")
CONFIRMED = {
    "quet": LineState.RECEIVED,
    "nhan": LineState.RECEIVED,
    "tat-ca": LineState.RECEIVED,
    "thieu": LineState.MISSING,
    "rut": LineState.TAKEN_BACK,
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*HANDING)
def lists(request: StaffRequest) -> HttpResponse:
    """What waits to be handed over, and the lists that are open; posted: a scan ticks, a button makes a list or turns
    the page, and every tick stays."""
    picked = _picked(request)
    if request.method != "POST" or request.POST.get("trang"):
        return _room(request, picked)
    if request.POST.get("viec") == "quet":
        return _room(request, [*picked, *_scanned(request)])
    if not picked:
        messages.error(request, _("Chưa chọn hồ sơ nào. Quét mã hoặc đánh dấu trước."))
        return _room(request, picked, status=422)
    return _give(request, picked)


def _picked(request: StaffRequest) -> list[int]:
    return [int(one) for one in request.POST.getlist("chon") if one.isdecimal() and len(one) < 19]


def _meant(typed: str) -> tuple[str, ...]:
    try:
        return readings(typed)
    except NotACode:
        return ()


def _scanned(request: StaffRequest) -> list[int]:
    """The dossier whose code was scanned, where it waits here."""
    typed = request.POST.get("ma", "").replace("\x00", "").strip()[:200]
    meant = _meant(typed)
    found = selectors.scanned(
        meant=meant, actor=request.actor, from_desk=selectors.at_desk(request.actor), to_desk=_brings(request)
    )
    if not found:
        messages.error(request, _("Mã %(code)s không có trong danh sách chờ bàn giao.") % {"code": typed or "—"})
    return found


def _brings(request: StaffRequest) -> bool:
    return any(request.actor.has(duty) for duty in (*OFFICE_DUTIES, Duty.LEADER))


def _give(request: StaffRequest, picked: Sequence[int]) -> HttpResponse:
    to = request.POST.get("giao", "")
    try:
        if request.POST.get("viec") == "ket-qua" and _brings(request):
            own = {one.pk for one in selectors.results_page(actor=request.actor, picked=picked).rows}
            lists_made = services.give_results(
                dossier_ids=[pk for pk in picked if pk in own] or picked, by=request.actor, at=request.at
            )
        elif to.isdecimal() and selectors.at_desk(request.actor):
            waiting = selectors.dossiers_page(actor=request.actor, picked=picked).rows
            theirs = {dossier.pk for dossier in waiting if dossier.holder_id == int(to[:18])}
            chosen = [pk for pk in picked if pk in theirs]
            if not chosen:
                messages.error(request, _("Chưa chọn hồ sơ nào cho người này, hoặc hồ sơ vừa lên một phiếu khác."))
                return _room(request, picked, status=409)
            by, at = request.actor, request.at
            lists_made = [services.give_dossiers(dossier_ids=chosen, to_id=int(to[:18]), by=by, at=at)]
        else:
            return redirect("desk:lists")
    except services.NotWaiting as error:
        gone = ", ".join(error.references) or _("hồ sơ đã chọn")
        said = _("Không còn chờ bàn giao: %(codes)s. Chưa lập phiếu; xem lại rồi bấm lại.")
        messages.error(request, said % {"codes": gone})
        return _room(request, picked, status=409)
    numbers = ", ".join(made.number for made in lists_made)
    messages.success(request, _("Đã lập phiếu số %(number)s. In hai bản, mỗi bên giữ một.") % {"number": numbers})
    return redirect("desk:list", lists_made[0].pk) if len(lists_made) == 1 else redirect("desk:lists")


def _room(request: StaffRequest, picked: Sequence[int], *, status: int = 200) -> HttpResponse:
    is_desk, brings = selectors.at_desk(request.actor), _brings(request)
    turned = {heap: _turned_to(request, heap) for heap in HEAPS}
    waiting = partial(_or_first, actor=request.actor, picked=picked)
    opened = _or_first(selectors.open_lists, actor=request.actor, turned=_turned(request.GET.get("mo", "")))
    here = reverse("desk:lists")
    context = {
        "waiting": waiting(selectors.dossiers_page, turned=turned["ho-so"]) if is_desk else None,
        "results": waiting(selectors.results_page, turned=turned["ket-qua"]) if brings else None,
        "turned": {heap.replace("-", "_"): _mark_of(page) for heap, page in turned.items()},
        "is_desk": is_desk,
        "picked": picked,
        "open_lists": opened,
        "newer": f"{here}?mo=!{opened.before}" if opened.before else "",
        "older": f"{here}?mo=~{opened.after}" if opened.after else "",
        "closed_lists": _done(request),
    }
    return render(request, "desk/lists.html", context, status=status)


def _turned_to(request: StaffRequest, heap: str) -> selectors.Turned:
    """The page of a heap: the one a button leads to, else the one that was shown."""
    pressed = request.POST.get("trang", "")
    return _turned(pressed.removeprefix(heap) if pressed.startswith(heap) else request.POST.get(f"o-{heap}", ""))


def _turned(mark: str) -> selectors.Turned:
    """«~1767-12» after a mark, «!1767-12» before it; anything else is the first page."""
    return selectors.Turned(
        after=mark[1:] if mark.startswith("~") else "", before=mark[1:] if mark.startswith("!") else ""
    )


def _mark_of(page: selectors.Turned) -> str:
    return f"~{page.after}" if page.after else f"!{page.before}" if page.before else ""


def _or_first(find: Callable[..., Page], *, turned: selectors.Turned, **asked: Any) -> Page:
    """The page wanted; the first one where the mark is not one of ours."""
    try:
        return find(turned=turned, **asked)
    except BadMark:
        return find(**asked)


def _done(request: StaffRequest) -> selectors.DonePage:
    try:
        return selectors.closed_lists(actor=request.actor, before=request.GET.get("truoc", ""))
    except BadMark:
        return selectors.closed_lists(actor=request.actor)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ANYBODY_WHO_SEES)
def hand_over_list(request: StaffRequest, list_id: int) -> HttpResponse:
    """One list; posted: lines are received one by one or all at once, not found, or taken back."""
    shown = _shown(request, list_id)
    if request.method != "POST":
        return render(request, "desk/list.html", {"shown": shown, "reason": ""})
    doing, reason = request.POST.get("viec", ""), request.POST.get("ly-do", "").replace("\x00", "").strip()
    chosen = _chosen(request, shown, doing)
    if not shown.open:  # pressed twice, or in two windows
        messages.info(request, _("Phiếu này đã xong; không còn dòng nào chờ."))
        return redirect("desk:list", list_id)
    if not chosen or doing not in CONFIRMED:
        messages.error(request, _("Chưa chọn dòng nào, hoặc mã không có trong các dòng còn chờ."))
        return render(request, "desk/list.html", {"shown": shown, "reason": reason}, status=422)
    if doing == "thieu" and not reason:
        messages.error(request, _("Viết lý do chưa nhận được, như: không thấy trong túi hồ sơ."))
        return render(request, "desk/list.html", {"shown": shown, "reason": ""}, status=422)
    state = CONFIRMED[doing]
    try:
        done = services.confirm(
            list_id=list_id, line_ids=chosen, state=state, reason=reason[:REASON_AT_MOST], by=request.actor,
            at=request.at,
        )  # fmt: skip
    except services.NotYours:
        messages.error(request, _("Phiếu này do người khác nhận."))
    else:
        messages.success(request, ngettext("Đã ghi %(n)s dòng.", "Đã ghi %(n)s dòng.", done) % {"n": done})
    return redirect("desk:list", list_id)


def _chosen(request: StaffRequest, shown: selectors.Shown, doing: str) -> list[int]:
    still = [line for line in shown.lines if line.is_open]
    if doing == "tat-ca":
        return [line.id for line in still]
    if doing == "quet":
        meant = _meant(request.POST.get("ma", "").replace("\x00", "").strip()[:200])
        return [line.id for line in still if line.code in meant]
    picked = set(_picked(request))
    return [line.id for line in still if line.id in picked]


def _shown(request: StaffRequest, list_id: int) -> selectors.Shown:
    try:
        return selectors.shown(list_id=list_id, actor=request.actor)
    except HandOverList.DoesNotExist as error:
        raise Http404 from error


@require_POST
@needs(*ANYBODY_WHO_SEES)
def print_hand_over_list(request: StaffRequest, list_id: int) -> HttpResponse:
    """The paper. By POST, because printing counts: every print after the first says that it is a copy."""
    shown = _shown(request, list_id)
    seen = Dossier.objects.visible_to(request.actor).filter(code__in=[line.code for line in shown.lines])
    for dossier in seen.order_by("pk"):
        log_read(dossier=dossier, by=request.actor, door=f"desk/list/{list_id}", at=request.at)
    try:
        paper = services.print_list(list_id=list_id, by=request.actor, at=request.at, press=render_list)
    except PressFailed:
        messages.error(request, _("Chưa in được phiếu; số và nội dung giữ nguyên. Bấm in lại."))
        return render(request, "desk/list.html", {"shown": shown, "reason": ""}, status=503)
    return pdf(paper, name=f"phieu-ban-giao-{list_id}")
