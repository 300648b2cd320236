"""`/quay/tra/buu-dien/`: results that go by post, from the label to the door and sometimes back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.labels import money
from apps.desk.domain.mail import MailState, NotThatWay
from apps.desk.forms.returning import TrackingForm
from apps.desk.labels import returning as words
from apps.desk.models import PostalItem
from apps.desk.printing import render_mail_labels
from apps.desk.selectors.returning_post import item_of, labelled, labelled_by_code, to_label, with_the_post
from apps.desk.services import returning_post as services
from apps.desk.services.returning import FeeFirst
from apps.desk.views.doors import DESK_DUTIES
from apps.desk.views.papers import pdf
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs

NOTE_AT_MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DESK_DUTIES)
def posting(request: StaffRequest) -> HttpResponse:
    """The three heaps; posted: labels are printed, a number is kept, a batch goes to the post."""
    doing = request.POST.get("viec", "")
    if request.method != "POST":
        return _show(request)
    if doing == "nhan":
        return _print_labels(request)
    if doing == "giao":
        return _hand_to_post(request)
    return _keep_number(request)


def _show(request: StaffRequest, *, form: TrackingForm | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "to_label": to_label(actor=request.actor),
        "labelled": labelled(actor=request.actor),
        "away": with_the_post(actor=request.actor),
        "form": form or TrackingForm(),
    }
    return render(request, "desk/returning_post.html", context, status=status)


def _print_labels(request: StaffRequest) -> HttpResponse:
    """Labels of what was picked, those printed before again."""
    picked = [int(one) for one in request.POST.getlist("chon") if one.isdecimal()]
    dossiers = Dossier.objects.visible_to(request.actor).filter(pk__in=picked).order_by("pk")
    items, refused = [], []
    for dossier in dossiers:
        try:
            items.append(services.prepare(dossier_id=dossier.pk, by=request.actor, at=request.at))
        except (Forbidden, FeeFirst, services.NoAddress) as error:
            refused.append(_why(dossier.reference, error))
        else:
            log_read(dossier=dossier, by=request.actor, door="desk/mail-label", at=request.at)
    for sentence in refused or ([] if items else [str(words.MAIL_REFUSED["nothing_picked"])]):
        messages.error(request, sentence)
    if not items:
        return _show(request, status=422)
    return pdf(render_mail_labels(items=items, agency=request.official.agency), name="nhan-gui-buu-dien")


def _why(reference: str, error: Exception) -> str:
    if isinstance(error, services.NoTracking):
        return str(words.MAIL_REFUSED["no_tracking"]) % {"code": reference}
    if isinstance(error, services.NoAddress):
        return str(words.MAIL_REFUSED["no_address"]) % {"code": reference}
    if isinstance(error, FeeFirst):
        return str(words.MAIL_REFUSED["fee_first"]) % {"code": reference, "amount": money(error.amount)}
    why = "no_number" if isinstance(error, Forbidden) and error.why == "number_first" else "moved_on"
    return str(words.MAIL_REFUSED[why]) % {"code": reference}


def _keep_number(request: StaffRequest) -> HttpResponse:
    """Two scans: our label, then the post's; the first alone asks for the second."""
    form = TrackingForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form, status=422)
    item = labelled_by_code(typed=form.cleaned_data["code"], actor=request.actor)
    if item is None:
        form.add_error("code", str(words.MAIL_REFUSED["no_label"]))
        return _show(request, form=form, status=422)
    tracking = form.cleaned_data["tracking"]
    if not tracking:
        asked = TrackingForm(initial={"code": item.dossier.reference})
        asked.fields["tracking"].widget.attrs["autofocus"] = True
        return _show(request, form=asked)
    try:
        services.number(item_id=item.pk, tracking=tracking, by=request.actor, at=request.at)
    except services.TrackingTaken:
        form.add_error("tracking", str(words.MAIL_REFUSED["tracking_taken"]) % {"tracking": tracking})
        return _show(request, form=form, status=422)
    except Forbidden:
        form.add_error("code", str(words.MAIL_REFUSED["no_label"]))
        return _show(request, form=form, status=422)
    messages.success(request, f"{item.dossier.reference}: {tracking}")
    return redirect("desk:posting")


def _hand_to_post(request: StaffRequest) -> HttpResponse:
    picked = [int(one) for one in request.POST.getlist("chon") if one.isdecimal()]
    ours = [one.id for one in labelled(actor=request.actor) if one.id in picked]
    if not ours:
        messages.error(request, str(words.MAIL_REFUSED["nothing_picked"]))
        return _show(request, status=422)
    went, refused = services.hand_to_post(item_ids=ours, by=request.actor, at=request.at)
    for one in refused:
        messages.error(request, _why(one.reference, one.error))
    if went:
        done = ngettext("Đã giao bưu điện %(n)s bưu gửi.", "Đã giao bưu điện %(n)s bưu gửi.", went) % {"n": went}
        messages.success(request, done)
    return redirect("desk:posting")


@require_POST
@needs(*DESK_DUTIES)
def mail_state(request: StaffRequest, item_id: int) -> HttpResponse:
    """What the post says became of one sending."""
    try:
        item = item_of(item_id=item_id, actor=request.actor)
        state = MailState(request.POST.get("buoc", ""))
        note = request.POST.get("ghi", "").replace("\x00", "").strip()[:NOTE_AT_MOST]
        services.record(item_id=item.pk, state=state, by=request.actor, at=request.at, note=note)
    except PostalItem.DoesNotExist as error:
        raise Http404 from error
    except (ValueError, NotThatWay, Forbidden):
        item.refresh_from_db(fields=["state"])
        now = words.MAIL_STATES[MailState(item.state)]
        messages.error(request, str(words.MAIL_REFUSED["not_that_way"]) % {"state": now})
    else:
        messages.success(request, f"{item.dossier.reference}: {words.MAIL_STATES[state]}")
    return redirect("desk:posting")
